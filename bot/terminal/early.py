"""What a command asks of the index that it finds, while the articles are still looked at.

Two hundred thousand files take longer to look at than a question to answer, and mostly none has changed since.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

from bot.wiring import Desk
from index.errors import IndexFloorError

Result = TypeVar("Result")


class Early(Generic[Result]):
    """Asks once ahead of time; what is found counts while the same index is in use."""

    def __init__(self, ask: Callable[[Desk], Result]) -> None:
        self._ask = ask
        self._found: list[tuple[str, Result]] = []  # by the snapshot's name

    def make(self, desk: Desk) -> None:
        """Ask; what goes wrong is for `of`, when the index may have been mended."""
        with suppress(IndexFloorError):
            manifest = desk.in_use()
            if manifest is not None:
                self._found.append((manifest.name, self._ask(desk)))

    def of(self, desk: Desk) -> Result:
        """Return what was found, if the index is the same, or ask."""
        manifest = desk.in_use()
        for name, result in self._found:
            if manifest is not None and manifest.name == name:
                return result
        return self._ask(desk)
