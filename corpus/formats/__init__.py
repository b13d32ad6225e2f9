"""One module a format; each has `read(data: bytes) -> Draft` and imports its third party only when it is called.

`draft_of` is the door: it knows which file endings are read by which module. Foreign exceptions end in the modules:
what comes out is `UnreadableArticleError` with a reason for people.
"""

from __future__ import annotations

import importlib
from typing import Literal, Protocol, TypeAlias

from corpus.drafts import Draft
from corpus.errors import UnreadableArticleError

_MODULES = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}

SUFFIXES = frozenset(_MODULES)
"""The file endings that can be read, in lower case, with their dot."""


_ADVICE = {
    ".doc": "save it as .docx",
    ".odt": "save it as .docx",
    ".rtf": "save it as .docx",
    ".mht": "save the page as .html",
    ".mhtml": "save the page as .html",
    ".webarchive": "save the page as .html",
}


FormatKind: TypeAlias = Literal["as_docx", "as_html", "none"]


class _Format(Protocol):
    def read(self, data: bytes) -> Draft: ...


def draft_of(data: bytes, suffix: str) -> Draft:
    """Return what the format named by a file ending (`.md`, any case) makes of a file's bytes.

    Raises:
        UnreadableArticleError: the ending is unknown, or the bytes are not what it promises.
    """
    name = _MODULES.get(suffix.lower())
    if name is None:
        raise UnreadableArticleError(reason_against(suffix), "format")
    module: _Format = importlib.import_module(f"corpus.formats.{name}")
    return module.read(data)


def kind_of(suffix: str) -> FormatKind:
    """Return what helps with files of this ending, for programs: which format they can be saved in."""
    advice = _ADVICE.get(suffix.lower(), "")
    return "as_docx" if advice.endswith(".docx") else "as_html" if advice.endswith(".html") else "none"


def reason_against(suffix: str) -> str:
    """Return why files with this ending are not read, and what to do."""
    advice = _ADVICE.get(suffix.lower(), "known are .txt, .md, .html, .pdf and .docx")
    return f"not a format that can be read: {suffix or 'no file ending'}; {advice}"
