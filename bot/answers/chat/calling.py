"""Calls of the chat model: within a time, tried again where that helps, held back while it is down, counted.

The only path from a question to the model. Safe to use from several threads.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from functools import partial

from bot.answers.chat.breaker import Breaker
from bot.answers.chat.deadline import TOO_LATE, until
from bot.answers.chat.errors import ChatModelError, PassingError
from bot.answers.chat.messages import ChatModel, Message
from bot.answers.chat.usage import Usage

FIRST_PAUSE_S = 0.5  # before the second try; each further pause is twice as long
LONGEST_PAUSE_S = 8.0


class Caller:
    """Calls one chat model.

    `timeout_s` is for a whole message: each of its questions, every try, every pause and a rewritten follow-up.
    """

    def __init__(
        self,
        model: ChatModel,
        *,
        timeout_s: float,
        retries: int,
        breaker: Breaker | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._model = model
        self._timeout_s = timeout_s
        self._retries = retries
        self._breaker = breaker or Breaker(clock=clock)
        self._clock = clock
        self._sleep = sleep

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    def deadline(self) -> float:
        """Return when a message that comes now must be answered, on this caller's clock."""
        return self._clock() + self._timeout_s

    def call(self, messages: Sequence[Message], deadline: float, usage: Usage) -> Generator[str, None, None]:
        """Yield the text of what the model says, piece by piece; count in `usage`. Leaving early is no failure.

        Raises:
            ChatModelError: there is no answer, or not a whole one; what came before stands.
        """
        if self._clock() >= deadline:
            raise PassingError("slow", TOO_LATE)
        if not self._breaker.allows():
            raise ChatModelError("paused", "the chat model failed several times in a row and is left alone for a while")
        for attempt in range(self._retries + 1):
            heard = False
            try:
                for text in self._once(messages, deadline, usage):
                    heard = True
                    yield text
            except GeneratorExit:
                self._breaker.succeeded()
                raise
            except ChatModelError as error:
                pause_s = self._pause_s(error, attempt)
                if heard or pause_s is None or self._clock() + pause_s >= deadline:
                    self._breaker.failed()
                    raise
                usage.retries += 1
                self._sleep(pause_s)
            else:
                self._breaker.succeeded()
                return

    def _once(self, messages: Sequence[Message], deadline: float, usage: Usage) -> Generator[str, None, None]:
        usage.requests += 1
        tokens = 0
        try:
            for piece in until(deadline, partial(self._model.stream, messages), self._clock):
                usage.tokens_in += piece.tokens_in
                usage.tokens_out += piece.tokens_out
                tokens += piece.tokens_in + piece.tokens_out
                if piece.text:
                    yield piece.text
        finally:
            usage.uncounted += tokens == 0

    def _pause_s(self, error: ChatModelError, attempt: int) -> float | None:
        """Return how long to wait before the next try, None where there is none."""
        if attempt >= self._retries or not isinstance(error, PassingError):
            return None
        growing = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2**attempt)
        return growing if error.retry_after_s is None else error.retry_after_s
