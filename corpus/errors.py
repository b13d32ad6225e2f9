"""The error family of the corpus floor."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args


class CorpusError(Exception):
    """Something about the articles cannot be used; the message says what, where and what to do."""


UnreadableCode: TypeAlias = Literal[
    "empty",
    "no_text",
    "too_large",
    "too_long",
    "unfolds",
    "binary",
    "encoding",
    "nested",
    "format",
    "disk",
    "protected_pdf",
    "damaged_pdf",
    "scanned_pdf",
    "protected_docx",
    "damaged_docx",
    "fails",
]
"""Why a file is no article, for programs; `fails` is for what ends the program that reads it, or is a fault of it."""

UNREADABLE_CODES: tuple[UnreadableCode, ...] = get_args(UnreadableCode)


class UnreadableArticleError(CorpusError):
    """One file cannot become an article. The message is the reason, without the path; `code` is it for programs."""

    def __init__(self, message: str, code: UnreadableCode) -> None:
        super().__init__(message)
        self.code = code


class UnreadableFolderError(CorpusError):
    """A folder of articles cannot be read; `reason` says why without naming it."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason
