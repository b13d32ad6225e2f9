"""What can go wrong with a chat model. No message carries a key, a question or the text of a foreign exception."""

from __future__ import annotations

from typing import Literal

Failure = Literal["unreachable", "slow", "overloaded", "refused", "malformed", "cut_off", "paused"]
"""Why there is no answer of the chat model; `paused` is our own circuit breaker."""

Fallback = Failure | Literal["unverified", "cannot_answer"]
"""Why a question is answered without the chat model; of the last two it said something, but nothing to be used."""


class ChatError(Exception):
    """A chat model cannot be used; the message says what, where and what to do."""


class ChatSetupError(ChatError):
    """The chat model of the settings cannot be loaded: found before anybody asks."""


class ChatModelError(ChatError):
    """One call of the chat model failed; the question is answered without it. The message is for the host's log."""

    def __init__(self, failure: Failure, sentence: str) -> None:
        super().__init__(sentence)
        self.failure: Failure = failure


class PassingError(ChatModelError):
    """A failure that may pass: worth another try, after `retry_after_s` seconds where the server said so."""

    def __init__(self, failure: Failure, sentence: str, *, retry_after_s: float | None = None) -> None:
        super().__init__(failure, sentence)
        self.retry_after_s = retry_after_s
