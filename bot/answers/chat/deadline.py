"""An iterator that is not waited for beyond a time, however it blocks.

A client's own timeout counts from one byte to the next, so a server that drips could hold a reader for ever. Here
another thread reads; at the deadline it is left behind, and ends with the next thing that it gets.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import closing
from queue import Empty, SimpleQueue
from typing import TypeVar

from bot.answers.chat.errors import ChatModelError, PassingError

T = TypeVar("T")

TOO_LATE = "the chat model did not answer in the time that SOURCIER_CHAT_TIMEOUT_S gives it"


class _End:
    """The reading thread has ended; `cleanly` where the iterator did."""

    def __init__(self) -> None:
        self.cleanly = False
        self.error: ChatModelError | None = None


def until(
    deadline: float, start: Callable[[], Generator[T, None, None]], clock: Callable[[], float]
) -> Generator[T, None, None]:
    """Yield what the generator that `start` makes yields, until `deadline` on `clock`.

    Raises:
        PassingError: the time is over (failure `slow`). Another try makes sense only where there is time left.
        ChatModelError: what the iterator raised.
    """
    items: SimpleQueue[T | _End] = SimpleQueue()
    left = threading.Event()

    def read() -> None:
        end = _End()
        try:
            with closing(start()) as iterator:
                for item in iterator:
                    if left.is_set():
                        return
                    items.put(item)
            end.cleanly = True
        except ChatModelError as error:
            end.error = error
        finally:
            items.put(end)

    threading.Thread(target=read, name="chat-model", daemon=True).start()
    try:
        while True:
            try:
                left_s = deadline - clock()
                if left_s <= 0:
                    raise Empty
                item = items.get(timeout=left_s)
            except Empty:
                raise PassingError("slow", TOO_LATE) from None
            if not isinstance(item, _End):
                yield item
            elif item.error is not None:
                raise item.error
            elif item.cleanly:
                return
            else:
                msg = "reading what the chat model says failed unforeseen; the traceback is in the log"
                raise ChatModelError("malformed", msg)
    finally:
        left.set()
