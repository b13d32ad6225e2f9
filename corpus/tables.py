"""Tables as every format is read: a row a line, its cells parted by bars, the names of the columns in the first. Pure.

A table whose first row names nothing has no bars that could be taken for a header: of two columns each row is an item
with a label, of more it is a paragraph of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import TypeVar

from corpus.drafts import Kind

Cell = TypeVar("Cell")

BETWEEN = " | "
PARAGRAPH_END, ITEM_END = "\u2029", "\u2028"  # the first as Unicode names it
_ENDS = re.compile(f"([{PARAGRAPH_END}{ITEM_END}])")
WITHIN = " – "  # between the names of columns that stand below one another
EMPTY = "–"  # stands for a cell with nothing in it, so that those behind it keep their columns
PAIR = 2
MOST_COLUMNS = 100  # that a cell is believed to reach over
_LONGEST_LABEL = 60  # code points of what a row may be of; a longer first cell alone is a note
_DAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:lun|mar|mercre|jeu|vendre|same)dis?|dimanches?|"
    r"mon|tues?|wed|thur?s?|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim)\b",
    re.IGNORECASE,
)
_CLOSING = "»”\"’')]"
"""What a label may end with that needs a colon behind it; "Can I get a refund?" needs none."""


def row_of(cells: Sequence[str], *, whole: bool = False) -> str:
    """Return a row in one line; no more than its cell where a single one says something and it is not `whole`."""
    said = [cell for cell in cells if cell]
    if len(said) < PAIR and not (whole and said):
        return "".join(said)
    return BETWEEN.join(cell.replace(BETWEEN, "|") or EMPTY for cell in cells)


def labelled(label: str, text: str) -> str:
    """Return an item of a list that says something of what it is labelled with."""
    colon = ":" if label[-1:].isalnum() or label[-1:] in _CLOSING else ""
    return f"- {label}{colon} {text}"


def in_one_line(words: str) -> str:
    """Return the words of a cell in one line; a semicolon parts items, and paragraphs, where no mark does.

    A paragraph that goes on in a small letter is parted from the one before by a space alone.
    """
    line, ended = "", ""
    for part in _ENDS.split(words):
        if part in (ITEM_END, PARAGRAPH_END):
            ended = part
        elif folded := " ".join(part.split()):
            goes_on = ended == PARAGRAPH_END and folded[0].islower()
            line += ("; " if line[-1:].isalnum() and not goes_on else " " if line else "") + folded
    return line


def in_grid(rows: Sequence[Sequence[tuple[Cell, int, int]]]) -> list[list[Cell]]:
    """Return the rows of a table with each cell in every column and row that it reaches.

    A cell comes with how many columns it reaches over, and how many rows. One that is all of its row stays one.
    """
    grid: list[list[Cell]] = []
    above: dict[int, tuple[Cell, int]] = {}  # by column, what reaches down to here, and over how many rows
    for row in rows:
        laid: list[Cell] = []
        below = {column: (cell, down - 1) for column, (cell, down) in above.items() if down > 1}
        for cell, columns, down in row:
            while len(laid) in above:
                laid.append(above.pop(len(laid))[0])
            first = len(laid)
            laid += [cell] * (1 if len(row) == 1 and not above and not laid else columns)
            below |= {column: (cell, down - 1) for column in range(first, len(laid)) if down > 1}
        while len(laid) in above:
            laid.append(above.pop(len(laid))[0])
        grid.append(laid)
        above = below
    return grid


def evened(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return rows with empty cells behind those of fewer cells than others have, but for those of one."""
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row) if len(row) > 1 else 0)] for row in rows]


def parted(rows: Sequence[Sequence[str]], heads: int) -> tuple[list[str], list[str], list[Sequence[str]]]:
    """Return what entitles a table, what names its columns, and its other rows; the first `heads` rows are marked.

    Where several rows name the columns they become one: "Price – Adult | Price – Child".
    """
    filled, marked = [row for row in rows if any(row)], sum(any(row) for row in rows[:heads])
    titles: list[str] = []
    while len(filled) > PAIR and _entitles(filled[0]) and not all(map(_entitles, filled)):
        titles.append(filled[0][0])
        filled, marked = filled[1:], max(marked - 1, 0)
    marked = sum(1 for _ in takewhile(lambda row: len(row) == len(filled[0]) and not _entitles(row), filled[:marked]))
    if marked == len(filled) or not _repeats(filled[:marked]):
        marked = min(marked, 1)
    columns = zip(*filled[:marked], strict=True)
    return titles, [WITHIN.join(dict.fromkeys(filter(None, column))) for column in columns], filled[marked:]


def heads_in_bold(bold: Sequence[bool]) -> int:
    """Return how many rows are heads, of those that are all `bold`: the first ones, where others are not."""
    return 0 if all(bold) else sum(1 for _ in takewhile(bool, bold))


def with_groups(rows: Sequence[Sequence[str]], set_off: Sequence[bool], heads: int) -> list[Sequence[str]]:
    """Return rows, of one that says something in its first cell alone no other cell where this is `set_off`.

    `set_off` says of each row whether its first cell is; where those of other rows below the heads are, it names a row.
    """
    others = list(zip(rows, set_off, strict=True))[heads:]
    if any(is_set_off and not _entitles(row) for row, is_set_off in others):
        return list(rows)
    return [row[:1] if is_set_off and _entitles(row) else row for row, is_set_off in zip(rows, set_off, strict=True)]


def by_groups(named: Sequence[str], rows: Sequence[Sequence[str]]) -> list[tuple[list[str], list[Sequence[str]]]]:
    """Return the rows of a table by the lines that part them from those before; each group needs the names again.

    Such a line is a row with one cell, or with a note in its first alone, that has rows of several below. So is one
    with a label in its first alone where the table begins with such, has another, and none without two rows beneath:
    on days of which nothing is said all is closed.
    """
    labels = [place for place, row in enumerate(rows) if _entitles(row) and len(row[0]) <= _LONGEST_LABEL]
    in_turns = labels[:1] == [0] and len(labels) > 1 and all(len(row) > 1 for row in rows)
    in_turns = in_turns and all(right - left > PAIR for left, right in pairwise([*labels, len(rows)]))
    in_turns = in_turns and not any(_DAY.search(rows[place][0]) for place in labels)
    last = max((place for place, row in enumerate(rows) if len(row) > 1), default=0)
    groups: list[tuple[list[str], list[Sequence[str]]]] = [([], [])]
    for place, row in enumerate(rows):
        parts = len(row) == 1 or (_entitles(row) and (in_turns or len(row[0]) > _LONGEST_LABEL))
        if not (parts and len(named) >= PAIR and place < last):
            groups[-1][1].append(row)
        elif groups[-1][1]:
            groups.append(([row[0]], []))
        else:
            groups[-1][0].append(row[0])
    return groups


def lines_of_group(named: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the rows of a table, or of a part of it, beneath the names of its columns.

    In a row with nothing but its first cell that has others below the others stand empty: else the table ended there.
    """
    last = max((place for place, row in enumerate(rows) if sum(map(bool, row)) > 1), default=0)
    names = [row_of(named)] if named else []
    places = enumerate(rows)
    return [
        *names,
        *(row_of(row, whole=len(row) > 1 and (place < last or bool(named and not row[0]))) for place, row in places),
    ]


def lines_of_table(rows: Sequence[Sequence[str]], *, heads: int) -> Iterator[tuple[Kind, str]]:
    """Yield the lines of a table whose first `heads` rows are marked as naming its columns, its titles first."""
    titles, named, others = parted(evened(rows), heads)
    yield from (("text", title) for title in titles)
    filled = others
    if not named and len(filled) >= PAIR and _looks_headed(filled):
        named, others = list(filled[0]), filled[1:]
    if named or len(filled) < PAIR:
        for over, beneath in by_groups(named, others):
            yield from (("text", line) for line in over)
            yield from (("item", line) for line in lines_of_group(named, beneath))
        return
    pairs = all(len(row) <= PAIR for row in filled)
    for row in filled:
        if pairs and len(row) == PAIR and all(row):
            yield "item", labelled(*row)
        else:
            yield "text", row_of(row)


def _entitles(row: Sequence[str]) -> bool:
    """Return whether a row says something in its first cell alone."""
    return bool(row[0]) and not any(row[1:])


def _repeats(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether a name stands over several columns, or in several rows of its own: heads that belong together."""
    beside = any(left and left == right for row in rows for left, right in pairwise(row))
    return beside or any(
        above and above == below for upper, lower in pairwise(rows) for above, below in zip(upper, lower, strict=True)
    )


def _looks_headed(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the first row names columns: one holds numbers, or begins in small letters or digits below.

    "Plan | Price" above "Gold | 5 €", "Gear | Check" above "Ropes | every year".
    """
    first, *others = rows
    others = [row for row in others if len(row) > 1 and not _entitles(row)]  # a note may be all of its row
    if any(len(row) != len(first) for row in others) or any(map(_has_digit, first)) or not all(first[1:]):
        return False
    columns = list(zip(first, *others, strict=True))[1:]
    return any(
        all(map(_has_digit, column[1:]))
        or (column[0][0].isupper() and all(cell and not cell[0].isupper() for cell in column[1:]))
        for column in columns
    )


def _has_digit(cell: str) -> bool:
    return any(map(str.isdigit, cell))
