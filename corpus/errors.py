"""The error family of the corpus floor."""

from __future__ import annotations


class CorpusError(Exception):
    """Something about the articles cannot be used; the message says what, where and what to do."""


class UnreadableArticleError(CorpusError):
    """One file cannot become an article. The message is the reason, without the path."""


class UnreadableFolderError(CorpusError):
    """A folder of articles cannot be read; `reason` says why without naming it."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason
