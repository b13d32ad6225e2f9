"""What a question gets from the index that is found, while the articles are still looked at.

Two hundred thousand files take longer to look at than a question to answer, and mostly none has changed since.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from corpus.errors import CorpusError
from index.errors import IndexFloorError

if TYPE_CHECKING:
    from bot.answers.answer import Answer, NoAnswer
    from bot.wiring import Desk
    from corpus.article import Language


class EarlyAnswer:
    """Answers a question ahead of time; the answer counts while the same index is in use."""

    def __init__(self, question: str, likely_language: Language | None = None) -> None:
        self._question = question
        self._likely_language = likely_language
        self._made: tuple[str, Answer | NoAnswer] | None = None  # with the snapshot's name

    def make(self, desk: Desk) -> None:
        """Answer; a file or an index that cannot be read is for `of`, when it may have been mended."""
        with suppress(IndexFloorError, CorpusError, OSError):
            manifest = desk.in_use()
            if manifest is not None:
                self._made = (manifest.name, desk.answer(self._question, likely_language=self._likely_language))

    def of(self, desk: Desk) -> Answer | NoAnswer:
        """Return the answer that was made, if the index is the same, or make one."""
        manifest = desk.in_use()
        if self._made is not None and manifest is not None and self._made[0] == manifest.name:
            return self._made[1]
        return desk.answer(self._question, likely_language=self._likely_language)
