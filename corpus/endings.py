"""Which file endings can be read, by which module of `corpus.formats`, and what is said of the others."""

from __future__ import annotations

FORMATS = {
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

SUFFIXES = frozenset(FORMATS)
"""The file endings that can be read, in lower case, with their dot."""

SPOKEN_ENDINGS = ".txt, .md, .html, .pdf or .docx"
"""The endings as a message names them, one of each format."""

ADVICE = {
    ".doc": "save it as .docx",
    ".odt": "save it as .docx",
    ".rtf": "save it as .docx",
    ".mht": "save the page as .html",
    ".mhtml": "save the page as .html",
    ".webarchive": "save the page as .html",
}


def reason_against(suffix: str) -> str:
    """Return why files with this ending are not read, and what to do."""
    advice = ADVICE.get(suffix.lower(), "known are .txt, .md, .html, .pdf and .docx")
    return f"not a format that can be read: {suffix or 'no file ending'}; {advice}"
