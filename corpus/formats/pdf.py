"""PDF: pypdf reads the text, this module makes paragraphs of it.

A PDF knows lines on pages, not paragraphs: lines that fill the column carry on, words parted at a line end are joined,
what is larger than the text or bold is a heading, what repeats at the top or foot of most pages is left out. Scans
without text and files with a password are refused.
"""

from __future__ import annotations

import io
import itertools
import logging
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from corpus.dates import day_at_top
from corpus.drafts import Draft, DroppedLine, Line
from corpus.encodings import normalise, without_surrogates
from corpus.errors import UnreadableArticleError
from corpus.formats.pdf_rows import PARTED, SENTENCE_END, Row, rows_of
from corpus.layout import is_item

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST_PAGES = 2000
_MOST_CHARACTERS = 20_000_000
"""Code points. A novel has one million; more comes from files that are made to unfold."""

_FULL_SHARE = 0.75
"""A line is full if it has this share of the column's characters: letters of a proportional font differ in width, and
in justified pages nine lines in ten that carry on are fuller."""

_NARROWEST = 30
"""Characters. The columns of a newspaper are wider; narrower text is a list or a table."""

_REPEATED_SHARE = 0.6
"""Share of the pages on which a line must stand at the top or foot to be a running header or a page number."""

_LARGER, _SMALLEST = 1.12, 0.95
"""Size of a heading beside that of the text, and of one that is bold."""

_MOST_OF_HEADINGS = 0.4
"""Share of the rows that are headings, and of the letters that are bold: more are slides, or emphasis."""

_LONGEST_HEADING, _MOST_OF_HEADING = 150, 3
"""Code points of a heading, and its lines."""

_OF_TOP = 0.5  # of the height of what stands on a page, that its top is
_EDGE_ROWS = 2
_LONGEST_TITLE = 200
_PROTECTED = "the PDF is protected by a password or encrypted; save a copy without protection"
_LEADER = re.compile(r"(?:\. ?){5,}\d+$")
_NUMBERED = re.compile(r"(?:article|art\.|chapter|chapitre|section)\s\d|\d{1,2}(?:\.\d{1,2})*\.?\s", re.IGNORECASE)
_NO_HEADING = re.compile(r"(?:\. ?){4,}|[.…,;][\"'”’»)\]]*$|^[-–—•]\s")
_PAGE_NUMBER = re.compile(r"[-–—|\s]*pages?\s\d{1,4}(?:\s?(?:/|of|sur|de|von)\s?\d{1,4})?[-–—|\s]*", re.IGNORECASE)
_RUNNING = "running header, footer or page number"
_DIGITS = re.compile(r"\d+")
_NO_TITLE = re.compile(
    r"(?:microsoft word|\(?anonymous\)?$|unspecified$|untitled|sans titre|document\d*|"
    r".*\.(?:docx?|odt|tex|indd|pdf|qxd|rtf|html?)\s*$)",
    re.IGNORECASE,
)
# What browsers and converters of web pages sign with, as creator or producer.
_PRINTED = re.compile(r"\s*(?:Mozilla|Chromium|HeadlessChrome|Skia/PDF|wkhtmltopdf)", re.IGNORECASE)
_NO_WORDS = re.compile(r"[\W\d_]*")

# What pypdf raises on damaged files beside its own PyPdfError: its parser trusts types, offsets and lengths.
_FOREIGN = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError, NotImplementedError, OSError,
    RecursionError, TypeError, ValueError,
)  # fmt: skip


def read(data: bytes) -> Draft:
    """Return the draft of a PDF.

    Raises:
        UnreadableArticleError: the file is damaged, needs a password, or holds pictures of text only.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # its warnings about mended files mean nothing to people
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableArticleError(_PROTECTED, "protected_pdf")
        pages = _pages(reader)
        title, published = _properties(reader)
    except (DependencyError, FileNotDecryptedError) as error:
        raise UnreadableArticleError(_PROTECTED, "protected_pdf") from error
    except LimitReachedError as error:
        msg = "the PDF unfolds to more data than an article holds"
        raise UnreadableArticleError(msg, "unfolds") from error
    except (PyPdfError, zlib.error, *_FOREIGN) as error:
        msg = "the PDF is damaged; open it in a viewer and save it again, if it can be opened"
        raise UnreadableArticleError(msg, "damaged_pdf") from error
    if all(_NO_WORDS.fullmatch(row.text) for rows in pages for row in rows):
        msg = "the PDF holds no text, only pictures of it; run text recognition (OCR) first"
        raise UnreadableArticleError(msg, "scanned_pdf")
    running = _running_lines(pages)
    body = [row for row in itertools.chain.from_iterable(pages) if row.number not in running]
    lines = tuple(_paragraphs(_with_headings(body)))
    return Draft(
        lines,
        guessed_title=title,
        guessed_published=day_at_top([line.text for line in lines], published),
        dropped=tuple(running.values()),
    )


def count_pages(data: bytes) -> int | None:
    """Return how many pages a PDF has; None where that cannot be told, which `read` has words for."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return len(PdfReader(io.BytesIO(data)).pages)
    except (PyPdfError, zlib.error, *_FOREIGN):
        return None


def _pages(reader: PdfReader) -> list[list[Row]]:
    """Return the rows of each page, numbered through the whole file; empty rows are left out but counted."""
    pages: list[list[Row]] = []
    number = characters = 0
    for page in itertools.islice(reader.pages, _MOST_PAGES):
        rows, number = rows_of(page, number)
        characters += sum(len(row.text) for row in rows)
        if characters > _MOST_CHARACTERS:
            msg = f"the PDF holds more than {_MOST_CHARACTERS:,} characters"
            raise UnreadableArticleError(msg, "too_long")
        pages.append(rows)
    return pages


def _properties(reader: PdfReader) -> tuple[str | None, date | None]:
    """Return the title and the day of making that the file's properties give, without what programs fill in.

    A page that was printed from a browser has the day of printing, which says nothing of when it was written.
    """
    properties = reader.metadata
    if properties is None:
        return None, None
    title = " ".join(normalise(without_surrogates(str(properties.title or ""))).split())
    try:
        made = properties.creation_date
    except ValueError:
        made = None
    usable = 3 < len(title) <= _LONGEST_TITLE and not _NO_TITLE.match(title)
    printed = _PRINTED.match(str(properties.creator or "")) or _PRINTED.match(str(properties.producer or ""))
    return title if usable else None, made.date() if made and not printed else None


def _running_lines(pages: Sequence[Sequence[Row]]) -> dict[int, DroppedLine]:
    """Return, by number, the rows that repeat at the top or foot of most pages, whatever the numbers in them.

    What repeats at the top of the first page is rather the title that the running headers repeat. What says that
    it is the number of a page goes from any.
    """
    found: dict[int, DroppedLine] = {}
    seen: Counter[str] = Counter()
    for rows in pages:
        seen.update({_without_numbers(row) for row in _edges(rows)})
    for page, rows in enumerate(pages):
        for row in _edges(rows):
            is_running = len(pages) > 1 and seen[_without_numbers(row)] >= _REPEATED_SHARE * len(pages)
            is_title = not page and _is_at_top(row, rows) and not _NO_WORDS.fullmatch(row.text)
            if (is_running and not is_title) or _PAGE_NUMBER.fullmatch(row.text):
                found[row.number] = DroppedLine(row.number, row.text, _RUNNING)
    return found


def _edges(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows at the top and foot of a page, and those written first and last: footers may be written first."""
    if len(rows) <= 2 * _EDGE_ROWS:
        return rows
    by_height = sorted((row for row in rows if row.kind is None), key=lambda row: -row.y)
    both = [*rows[:_EDGE_ROWS], *rows[-_EDGE_ROWS:], *by_height[:_EDGE_ROWS], *by_height[-_EDGE_ROWS:]]
    return list(dict.fromkeys(both))


def _is_at_top(row: Row, rows: Sequence[Row]) -> bool:
    """Return whether a row is written first on a page, and not at its foot."""
    return row in rows[:_EDGE_ROWS] and row.y >= max(other.y for other in rows) - _OF_TOP * (
        max(other.y for other in rows) - min(other.y for other in rows)
    )


def _without_numbers(row: Row) -> str:
    return _DIGITS.sub("#", row.text)


def _paragraphs(rows: Sequence[Row]) -> Iterator[Line]:
    lengths = sorted(len(row.text) for row in rows)
    column = lengths[int(0.9 * len(lengths))] if lengths else 0  # titles in wide letters may stick out
    within_lines = " ".join(row.text for row in rows)
    number, parts = 0, list[str]()
    previous: Row | None = None
    for row in rows:
        if row.kind is not None:
            if parts:
                yield _line(number, "".join(parts))
            parts, previous = [], None
            yield Line(row.number, row.text, row.kind)
            continue
        if previous is None or not _carries_on(previous, row, column):
            if parts:
                yield _line(number, "".join(parts))
            number, parts = row.number, [row.text]
        elif PARTED.search(previous.text) and row.text[0].islower():
            # A hyphen at the line end parts a word, unless the same compound stands whole elsewhere.
            compound = previous.text.split()[-1] + row.text.split()[0]
            if compound.rstrip(".,;:!?)»”") not in within_lines:
                parts[-1] = parts[-1][:-1]
            parts.append(row.text)
        else:
            parts += [" ", row.text]
        previous = row
    if parts:
        yield _line(number, "".join(parts))


def _with_headings(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with those marked that are headings: alone larger than the text, or bold; several lines as one.

    Where many are, as on slides, none is.
    """
    sizes: Counter[float] = Counter()
    bold = 0
    for row in rows:
        if row.kind is None:
            sizes[row.size] += len(row.text)
            bold += len(row.text) * row.is_bold
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    if not usual:
        return list(rows)
    bold_tells = bold < _MOST_OF_HEADINGS * sizes.total()

    def is_set_off(row: Row) -> bool:
        larger = row.size >= _LARGER * usual
        return row.kind is None and (larger or (bold_tells and row.is_bold and row.size >= _SMALLEST * usual))

    found: list[Row] = []
    for set_off, run in itertools.groupby(rows, key=lambda row: (is_set_off(row), row.size, row.is_bold)):
        part = list(run)
        found += _as_headings(part) if set_off[0] else part
    while found and found[-1].kind == "heading":  # of nothing: what stands at the foot of a page
        found[-1] = replace(found[-1], kind=None)
    headings = [row for row in found if row.kind == "heading"]
    return found if len(headings) <= _MOST_OF_HEADINGS * len(rows) else list(rows)


def _as_headings(run: Sequence[Row]) -> list[Row]:
    """Return rows of one look, below each other, as one heading or each as one; as they are where they are text."""
    text = " ".join(row.text for row in run)
    if len(run) > _MOST_OF_HEADING or len(text) > _LONGEST_HEADING or not any(map(str.isalpha, text)):
        return list(run)
    joined = [replace(run[0], text=text, kind="heading")]
    apart = [replace(row, kind="heading") for row in run]
    starts_anew = any(row.after_gap or is_item(row.text) or _NUMBERED.match(row.text) for row in run[1:])
    made = apart if starts_anew else joined
    is_text = any(_NO_HEADING.search(row.text) or not any(map(str.isalpha, row.text)) for row in made)
    return list(run) if is_text else made


def _line(number: int, text: str) -> Line:
    return Line(number, text, "item" if is_item(text) else "text")


def _carries_on(previous: Row, row: Row, column: int) -> bool:
    """Say whether `row` is in the paragraph of `previous`."""
    if is_item(row.text) or _LEADER.search(previous.text) or _LEADER.search(row.text):
        return False
    unfinished = not SENTENCE_END.search(previous.text)
    if unfinished and row.text[0].islower():
        return True
    return not row.after_gap and column >= _NARROWEST and len(previous.text) >= _FULL_SHARE * column
