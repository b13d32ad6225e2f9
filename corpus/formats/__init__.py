"""One module a format; each has `read(data: bytes) -> Draft` and imports its third party only when it is called.

`draft_of` is the door: it knows which file endings are read by which module. Foreign exceptions end in the modules:
what comes out is `UnreadableArticleError` with a reason for people.
"""

from __future__ import annotations

import importlib
from typing import Literal, Protocol, TypeAlias

from corpus.drafts import Draft
from corpus.endings import ADVICE, FORMATS, SUFFIXES, reason_against
from corpus.errors import UnreadableArticleError

__all__ = ["SUFFIXES", "draft_of", "kind_of", "reason_against"]

FormatKind: TypeAlias = Literal["as_docx", "as_html", "none"]


class _Format(Protocol):
    def read(self, data: bytes) -> Draft: ...


def draft_of(data: bytes, suffix: str) -> Draft:
    """Return what the format named by a file ending (`.md`, any case) makes of a file's bytes.

    Raises:
        UnreadableArticleError: the ending is unknown, or the bytes are not what it promises.
    """
    name = FORMATS.get(suffix.lower())
    if name is None:
        raise UnreadableArticleError(reason_against(suffix), "format")
    module: _Format = importlib.import_module(f"corpus.formats.{name}")
    return module.read(data)


def kind_of(suffix: str) -> FormatKind:
    """Return what helps with files of this ending, for programs: which format they can be saved in."""
    advice = ADVICE.get(suffix.lower(), "")
    return "as_docx" if advice.endswith(".docx") else "as_html" if advice.endswith(".html") else "none"
