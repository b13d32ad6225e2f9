"""Tables as every format is read: a row a line, its cells parted by bars, the names of the columns in the first. Pure.

A table whose first row names nothing has no bars that could be taken for a header: of two columns each row is an item
with a label, of more it is a paragraph of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.drafts import Kind

BETWEEN = " | "
EMPTY = "–"  # stands for a cell with nothing in it, so that those behind it keep their columns
PAIR = 2
_CLOSING = "»”\"’')]"
"""What a label may end with that needs a colon behind it; "Can I get a refund?" needs none."""


def row_of(cells: Sequence[str]) -> str:
    """Return a row in one line; of one with a single cell that says something, no more than that."""
    said = [cell for cell in cells if cell]
    if len(said) < PAIR:
        return "".join(said)
    return BETWEEN.join(cell.replace(BETWEEN, "|") or EMPTY for cell in cells)


def labelled(label: str, text: str) -> str:
    """Return an item of a list that says something of what it is labelled with."""
    colon = ":" if label[-1:].isalnum() or label[-1:] in _CLOSING else ""
    return f"- {label}{colon} {text}"


def lines_of_table(rows: Sequence[Sequence[str]], *, headed: bool) -> Iterator[tuple[Kind, str]]:
    """Yield the lines of a table; `headed` says that its first row is marked as one that names columns."""
    filled = [row for row in rows if any(row)]
    if headed or len(filled) < PAIR or _looks_headed(filled):
        yield from (("item", row_of(row)) for row in filled)
        return
    pairs = all(len(row) <= PAIR for row in filled)
    for row in filled:
        if pairs and len(row) == PAIR and all(row):
            yield "item", labelled(*row)
        else:
            yield "text", row_of(row)


def _looks_headed(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the first row names columns, one of which holds numbers: "Plan | Price", "Gold | 5 €"."""
    first, *others = rows
    if any(map(_has_digit, first)) or not all(first[1:]) or len({len(row) for row in rows}) != 1:
        return False
    return any(all(map(_has_digit, column)) for column in list(zip(*others, strict=True))[1:])


def _has_digit(cell: str) -> bool:
    return any(map(str.isdigit, cell))
