"""Paragraphs of a draft into an article's text: noise out with a reason each, headings told apart, words untouched.

Promises: what is kept is kept word for word and in order, only odd characters are mended (`corpus.typography`);
paragraphs of the text are separated by one empty line, the items of a list and the lines of code by a line feed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.article import Span
from corpus.drafts import DroppedLine as DroppedLine
from corpus.drafts import Line
from corpus.layout import is_item
from corpus.noise import (
    ADVERTISEMENT,
    BREADCRUMBS,
    COOKIES,
    NAVIGATION,
    POINTER,
    SHARE,
    is_share_word,
    names_writers,
    reason_anywhere,
    reason_at_edge,
)
from corpus.typography import decode_entities, fold_line, fold_spaces

TITLE_AGAIN = "the article's title"

_SHORTEST_PROSE = 60
"""Code points. A paragraph of prose is at least one ordinary sentence; menus, bylines and headings are shorter."""

_LONGEST_HEADING = 100
"""Code points. 95 in a hundred of 30,659 news titles are no longer, and headings are shorter than titles."""

_COOKIE_ARTICLE = 3
"""Paragraphs that speak of cookies from which on the article is about them, and none of them is a banner."""

_HEAD = 60
"""Code points that are compared before a whole line is."""

_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]\s]*$")
_NO_HEADING_END = re.compile(r"[.!…:;,][\"'”’»)\]\s]*$|[»”\"]$")
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text, what was left out of it in order, and where its headings stand in it."""

    text: str
    dropped: tuple[DroppedLine, ...]
    headings: tuple[Span, ...]


def decoded(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with HTML entities decoded, as plain text saved from pages needs it."""
    return tuple(replace(line, text=decode_entities(line.text)) if "&" in line.text else line for line in lines)


def clean_lines(lines: Sequence[Line], title: str | None) -> Cleaned:
    """Return the text of a draft's lines without noise and without the lines that only repeat `title`.

    Headings are the lines of kind "heading". Where a draft has none, a short line of its own above prose, without a
    final mark, is taken as one.
    """
    folded = [replace(line, text=_folded(line)) for line in lines]
    folded = [line for line in folded if line.text]
    dropped: list[DroppedLine] = []
    kept: list[Line] = []
    for line, reason in zip(folded, _reasons(folded, title), strict=True):
        if reason is None:
            kept.append(line)
        else:
            dropped.append(DroppedLine(line.number, line.text, reason))
    if not any(line.kind == "heading" for line in kept):
        kept = _with_likely_headings(kept)
    text, headings = _assembled(kept)
    return Cleaned(text, tuple(dropped), headings)


def likely_title(lines: Sequence[Line]) -> str | None:
    """Return the first line that is not noise if it reads like a title: one of several, short, without a full stop.

    A line that only says who wrote the article is passed over.
    """
    texts = (_folded(line) for line in lines if line.kind != "code")
    candidates = (text for text in texts if text and not names_writers(text))
    first = next((text for text in candidates if not (reason_anywhere(text) or reason_at_edge(text))), None)
    if first is None or len(lines) < 2 or len(first) > 1.5 * _LONGEST_HEADING or is_item(first):
        return None
    return None if re.search(r"[.:;,][\"'”’»)\s]*$", first) else first


def _folded(line: Line) -> str:
    return fold_spaces(line.text).rstrip() if line.kind == "code" else fold_line(line.text)


def _reasons(lines: Sequence[Line], title: str | None) -> list[str | None]:
    """Return for each line why it is noise, or None."""
    wanted = _letters(title) if title else ""
    rows = _rows_of_tables(lines)
    anywhere = [_reason_anywhere(line, wanted) for line in lines]
    anywhere = [None if place in rows and one == BREADCRUMBS else one for place, one in enumerate(anywhere)]
    at_edge = [None if place in rows else _reason_at_edge(line) for place, line in enumerate(lines)]
    if sum("cookie" in line.text.lower() for line in lines) >= _COOKIE_ARTICLE:
        at_edge = [None if reason == COOKIES else reason for reason in at_edge]
    body = [
        place
        for place, line in enumerate(lines)
        if anywhere[place] is None and at_edge[place] is None and _bounds_the_body(line)
    ]
    reasons = list(anywhere)
    if body:
        first, last = body[0], body[-1]
        for place in (*range(first), *range(last + 1, len(lines))):
            reasons[place] = anywhere[place] or at_edge[place]
        _spread_over_lists(lines, reasons, last)
    _spread_over_share_bars(lines, reasons)
    return reasons


def _rows_of_tables(lines: Sequence[Line]) -> set[int]:
    """Return the places of lines that are rows of a table: two or more below each other with as many cells.

    A price list that opens or ends a page looks like breadcrumbs: "Gold | 12 € | 10 | Priority".
    """
    cells = [line.text.count(" | ") if line.kind == "item" else 0 for line in lines]
    pairs = [place for place in range(1, len(lines)) if cells[place] and cells[place] == cells[place - 1]]
    return {*pairs, *(place - 1 for place in pairs)}


def _spread_over_lists(lines: Sequence[Line], reasons: list[str | None], last: int) -> None:
    """Below the body, give the lines after "Read also" or "Next" their reason: they are the titles announced."""
    for place in range(last + 2, len(lines)):
        if reasons[place] is None and reasons[place - 1] in (POINTER, NAVIGATION):
            reasons[place] = reasons[place - 1]


def _spread_over_share_bars(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """Give labels such as "WhatsApp" the reason of the share button that they stand beside."""
    for order in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        for place in order:
            beside = place - 1 if order.step > 0 else place + 1
            if reasons[place] is None and reasons[beside] == SHARE and is_share_word(lines[place].text):
                reasons[place] = SHARE


def _reason_anywhere(line: Line, wanted: str) -> str | None:
    if line.kind == "code":
        return None
    if wanted and line.kind != "item" and _says(line.text, wanted):
        return TITLE_AGAIN
    reason = reason_anywhere(line.text)
    # A chapter may well be headed "Advertising"; a label between two paragraphs is never a heading of the file.
    return None if line.kind == "heading" and reason == ADVERTISEMENT else reason


def _reason_at_edge(line: Line) -> str | None:
    return None if line.kind in ("code", "heading") else reason_at_edge(line.text)


def _says(text: str, wanted: str) -> bool:
    """Say whether the letters of `text` are `wanted`: its head tells of nearly every text that they are not."""
    return wanted.startswith(_letters(text[:_HEAD])) and _letters(text) == wanted


def _letters(text: str) -> str:
    """Return what decides whether two lines say the same: letters and digits in lower case."""
    return _NOT_LETTERS.sub(" ", text.casefold()).strip()


def _is_prose(line: Line) -> bool:
    return line.kind == "text" and len(line.text) >= _SHORTEST_PROSE and _SENTENCE_END.search(line.text) is not None


def _bounds_the_body(line: Line) -> bool:
    return line.kind in ("heading", "code") or _is_prose(line)


def _with_likely_headings(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with those that read like headings marked as such."""
    marked = list(lines)
    for place in range(1, len(lines) - 1):
        # A line that opens the text is rather a summary under the title, which must stay quotable.
        if _reads_like_heading(lines[place]) and _is_prose(lines[place - 1]) and _is_prose(lines[place + 1]):
            marked[place] = replace(lines[place], kind="heading")
    return marked


def _reads_like_heading(line: Line) -> bool:
    text = line.text
    return (
        line.kind == "text"
        and len(text) <= _LONGEST_HEADING
        and not text[0].islower()
        and ":" not in text
        and _NO_HEADING_END.search(text) is None
        and any(char.isalpha() for char in text)
    )


def _assembled(lines: Sequence[Line]) -> tuple[str, tuple[Span, ...]]:
    pieces: list[str] = []
    headings: list[Span] = []
    end = 0
    for place, line in enumerate(lines):
        if place:
            joined = line.kind in ("item", "code") and line.kind == lines[place - 1].kind
            pieces.append("\n" if joined else "\n\n")
            end += len(pieces[-1])
        if line.kind == "heading":
            headings.append(Span(end, end + len(line.text)))
        pieces.append(line.text)
        end += len(line.text)
    return "".join(pieces), tuple(headings)
