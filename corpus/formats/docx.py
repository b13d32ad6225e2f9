"""DOCX: python-docx reads the document, headings by their style, tables row by row.

A .docx is a zip archive: what it would unfold to is checked before anything is unfolded.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from datetime import date
from typing import TYPE_CHECKING

from corpus.dates import day_at_top
from corpus.drafts import Draft
from corpus.encodings import normalise
from corpus.errors import UnreadableArticleError

if TYPE_CHECKING:
    from docx.document import Document

_MOST_UNFOLDED_BYTES = 200_000_000
"""Ten times the largest file that is read. The text of a 500-page report unfolds to some 10 MB, its pictures to as
much as they have in the archive."""

_MOST_XML_BYTES = 60_000_000
"""For one part of XML, which takes ten times its size in memory once it is parsed."""

_TEMPLATE_DAY = date(2013, 12, 23)
"""The creation date in python-docx's own template, which every document made with it inherits."""

_NO_TITLE = re.compile(r"(?:word document|untitled|sans titre|document\d*|.*\.docx?\s*$)", re.IGNORECASE)
_LONGEST_TITLE = 200

# What zipfile, lxml and python-docx raise on archives that are damaged or no documents.
_FOREIGN = (
    zipfile.BadZipFile, zlib.error, ArithmeticError, AssertionError, AttributeError, EOFError, LookupError,
    MemoryError, NotImplementedError, OSError, RuntimeError, TypeError, ValueError,
)  # fmt: skip


def read(data: bytes) -> Draft:
    """Return the draft of a Word document.

    Raises:
        UnreadableArticleError: it is damaged, protected by a password, no Word document, or unfolds too far.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        msg = "the document is protected by a password or in the old .doc format; save it as .docx without protection"
        raise UnreadableArticleError(msg, "protected_docx")
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    from corpus.formats.docx_body import lines_of

    try:
        _check_size(data)
        document = Document(io.BytesIO(data))
        lines = tuple(lines_of(document))
        title, published = _properties(document)
    except (LxmlError, OpcError, *_FOREIGN) as error:
        msg = "the document is damaged or not a Word document; open it and save it again"
        raise UnreadableArticleError(msg, "damaged_docx") from error
    return Draft(lines, guessed_title=title, guessed_published=day_at_top([line.text for line in lines], published))


def _check_size(data: bytes) -> None:
    """Refuse an archive that unfolds too far; zipfile itself never reads beyond the sizes that are declared."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    unfolded = sum(part.file_size for part in parts)
    if unfolded > _MOST_UNFOLDED_BYTES or any(
        part.file_size > _MOST_XML_BYTES for part in parts if part.filename.endswith((".xml", ".rels"))
    ):
        msg = f"the document unfolds to {unfolded / 1e6:,.0f} MB, more than an article holds"
        raise UnreadableArticleError(msg, "unfolds")


def _properties(document: Document) -> tuple[str | None, date | None]:
    """Return the title and the day of making that the properties give, without what programs fill in."""
    properties = document.core_properties
    title = " ".join(normalise(properties.title or "").split())
    usable = 3 < len(title) <= _LONGEST_TITLE and not _NO_TITLE.match(title)
    made = properties.created.date() if properties.created else None
    return title if usable else None, made if made != _TEMPLATE_DAY else None
