"""What this package needs of a desk and of a rebuild; `bot.wiring` and `bot.rebuilding` have the real ones."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from typing import Protocol

from bot.answers.answer import Answer, NoAnswer, OnPart
from index.building import BuildReport, BuildStep


class Desk(Protocol):
    """Answers questions, from several threads at once."""

    def open(self) -> None:
        """Open the index in use."""
        ...

    def answer(self, question: str, *, earlier: Sequence[str] = (), on_part: OnPart | None = None) -> Answer | NoAnswer:
        """Return the answer to `question`; `earlier` are the questions asked before, oldest first.

        `on_part` gets the answer while it is being written, on the thread that works it out.
        """
        ...

    def reload(self) -> bool:
        """Take the index in use on disk; return whether it was another."""
        ...

    def close(self) -> None:
        """Take no more questions."""
        ...


class Rebuild(Protocol):
    """Builds the index in a process of its own and tells how it goes; the last item is the report."""

    def __call__(self, *, everything: bool) -> AsyncGenerator[BuildStep | BuildReport, None]:
        """Begin; closing the iterator stops the build."""
        ...
