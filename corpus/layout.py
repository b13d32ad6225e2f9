"""Lines of a plain text into paragraphs: which line ends are wrapping and which mean something.

Some files keep one paragraph on one line, others break lines near a column as a typewriter does. A break counts as
wrapping if the file as a whole is wrapped and the next word would not have fitted on the line, or if a sentence plainly
goes on behind it. Knows nothing else of what the lines say.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from corpus.drafts import Kind, Line

_WIDEST = 130
"""Columns. Nobody wraps wider; longer lines are whole paragraphs."""

_NARROWEST = 40
"""Columns. Shorter lines than these are lists, verses or menus, not wrapped prose."""

_SLACK = 8
"""Columns. Editors that balance lines break up to a long word earlier than they must."""

_WRAPPED_SHARE = 0.6
"""Least share of the breaks between adjacent lines that must look like wrapping; wrapped mail has 0.8 and more,
lists and tables of names below 0.3."""

_LONG_SHARE = 0.7
"""Of the column: what is shorter is no line of a paragraph but its last."""

_UNBROKEN_SHARE = 0.95
"""Least share of the lines that keep within the widest column: a long address or two may stick out of wrapped text,
more long lines than that are paragraphs."""

_FEW_BREAKS = 3
"""With fewer breaks than this the share says nothing; a lower-case word after the break must then confirm it."""

_OPEN_END = re.compile(
    r"(?<!\w)(?:the|an?|of|to|and|or|nor|if|that|which|who|whose|in|on|at|by|for|from|with|without|than|as|is|are|was|were|be|"
    r"le|la|les|l['’]|une?|des?|du|d['’]|aux?|à|et|ou|ni|si|qu(?:e|i|['’])|dont|dans|sur|par|pour|avec|sans|en|est|sont|"
    r"ne|n['’]|se|s['’])$",
    re.IGNORECASE,
)
"""What no sentence, label or item ends with."""

_UNFINISHED = re.compile(r"[^\W\d_],?$")
"""What a line of wrapped text ends with where its sentence goes on: a letter, or a comma behind one."""

_MARKS = "«“”\"'‘( \u00a0\u202f"
"""What may stand before the first letter of a paragraph."""

NO_HEADINGS: Mapping[int, str] = MappingProxyType({})

_BULLET = re.compile(r"\s*(?:[-*+•◦▪‣●–—]|\d{1,3}[.)]|\(\d{1,3}(?:\.\d{1,4})?\)|\(?[a-z]{1,4}\))\s+(?=\S)")


BULLET, NESTED = "- ", "◦ "
"""Before the items of a list, and of one within an item."""


def is_item(text: str) -> bool:
    """Say whether a line opens with a bullet or a number, as an item of a list does."""
    return _BULLET.match(text) is not None


def plain_lines(text: str, *, headings: Mapping[int, str] = NO_HEADINGS) -> tuple[Line, ...]:
    """Return the paragraphs and list items of a plain text, in order, with wrapped lines joined by a space.

    `text` has line feeds only. Empty lines separate paragraphs and are not returned; numbers count them. `headings`
    are what some rows say as headings, by their places.
    """
    rows = text.split("\n")
    width = _wrap_width([row if place not in headings else "" for place, row in enumerate(rows)])
    found: list[Line] = []
    number, parts = 0, list[str]()
    previous = ""
    for offset, row in enumerate(rows):
        bare = row.strip()
        if offset in headings:
            _close(found, number, parts)
            found.append(Line(offset + 1, headings[offset], "heading"))
            parts, previous = [], ""
            continue
        if bare and parts and _continues(previous, row, parts[0], width):
            parts.append(bare)
        else:
            _close(found, number, parts)
            number, parts = offset + 1, [bare] if bare else []
        previous = row.rstrip()
    _close(found, number, parts)
    return tuple(found)


def _close(found: list[Line], number: int, parts: Sequence[str]) -> None:
    if parts:
        kind: Kind = "item" if is_item(parts[0]) else "text"
        found.append(Line(number, " ".join(parts), kind))


def _continues(previous: str, row: str, opening: str, width: int | None) -> bool:
    """Say whether `row` carries on the paragraph that began with `opening` and whose last line is `previous`."""
    if is_item(row):
        return False
    if is_item(opening) and row[:1].isspace():
        return True  # an indented line below a bullet belongs to its item
    if width is not None and _is_full(previous, row, width):
        return True
    return _goes_on(previous, row, opening, is_wrapped=width is not None)


def _goes_on(previous: str, row: str, opening: str, *, is_wrapped: bool) -> bool:
    """Say whether a sentence goes on in `row`, wherever the line before it was broken: "a deposit if the", "yearly …".

    A list of lower-case items begins with one, and a list is announced by a colon. Where the file `is_wrapped`, any
    word may stand before the break, and a comma.
    """
    return (
        len(previous) >= _NARROWEST
        and opening.lstrip(_MARKS)[:1].isupper()
        and (_OPEN_END.search(previous) is not None or (is_wrapped and _UNFINISHED.search(previous) is not None))
        and row.strip()[0].islower()
    )


def _is_full(line: str, following: str, width: int) -> bool:
    """Say whether the first word of `following` would not have fitted on `line`."""
    first_word = following.split(maxsplit=1)[0]
    return len(line) + 1 + len(first_word) > width - _SLACK


def _wrap_width(rows: Sequence[str]) -> int | None:
    """Return the column at which the text is wrapped, or None if its lines are whole paragraphs."""
    breaks = [
        (row.rstrip(), following)
        for row, following in itertools.pairwise(rows)
        if row.strip() and following.strip() and not is_item(following)
    ]
    lengths = sorted(len(row.rstrip()) for row in rows if " " in row.strip())
    if not breaks or not lengths:
        return None
    within = [length for length in lengths if length <= _WIDEST]
    if len(within) < _UNBROKEN_SHARE * len(lengths) or within[-1] < _NARROWEST:
        return None
    width = within[-1]
    wrapped = [following for row, following in breaks if _is_full(row, following, width)]
    if len(breaks) < _FEW_BREAKS:
        confirmed = all(following.strip()[0].islower() for following in wrapped)
        return width if wrapped and confirmed else None
    if len(wrapped) >= _WRAPPED_SHARE * len(breaks):
        return width
    # Below prose that is wrapped stand lists of short lines: among the long ones sentences go on in small letters.
    full = [(row, following) for row, following in breaks if len(row) >= _LONG_SHARE * width]
    going_on = [row for row, following in full if _is_full(row, following, width) and following.strip()[0].islower()]
    return width if len(full) >= _FEW_BREAKS and len(going_on) >= _WRAPPED_SHARE * len(full) else None
