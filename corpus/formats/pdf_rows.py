"""The rows of a PDF's pages: their words in reading order, how large and bold they are, and which are of a table.

pypdf gives a page's text twice: in the order in which it was written, which is how it is read, and laid out, with gaps
as wide as on the page. The first says nothing of columns; where the second shows a table of the same letters, its rows
stand in their place. The marks of a list that were written apart from its items come back to them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

from corpus.drafts import Kind
from corpus.encodings import normalise, without_surrogates
from corpus.tables import PAIR, lines_of_table, with_groups
from corpus.typography import fold_spaces

if TYPE_CHECKING:
    from pypdf import PageObject

_BOLD = re.compile(r"bold|black|heavy|demi|(?:cm|sf)bx|medi(?!um)", re.IGNORECASE)
_WORDS = re.compile(r"\S+(?: {1,2}\S+)*")
"""Words with no wider gap between them than that of justified text."""

_MARK = re.compile(r"(?:[-*+•◦▪‣●–—]|\d{1,3}[.)]|[a-z]\))")
# Bullets of Word's, which are letters of fonts of symbols, and its hollow one, an "o".
_SYMBOL = re.compile(r"\A(?:[\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf02d·]\s*|o\s+)(?=\S)")
_GLUED = re.compile(r"\A([•◦▪‣●]|\d{1,3}[.)])(?=[^\W\d_])")  # a mark without the gap that stands behind it
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?")
SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
PARTED = re.compile(r"(?<=[a-zà-öø-ÿœ])[-\u2010]$")
_COMPOUND = re.compile(r"[^\W\d_]-$")  # "V-" before "block"
_SHORT = 0.75  # of the longest row of a page
_LEADERS = re.compile(r"(?:\. ?){4,}|_{4,}")
_MOST_COLUMNS = 12
_MOST_ABOVE, _MOST_BELOW = 3, 2  # lines of a block that may not be of its table
_LONGEST_CELL, _LONGEST_LABEL = 40, 30
"""Code points of a cell, and of one in the first column, on average: longer ones are the columns of a newspaper."""

_ON_A_LINE = 0.3  # of the size of its letters, that a mark may stand higher than its item
_OF_ONE_SIZE = 1.12  # the largest letters of a table beside its smallest
_MOST_SMALL = 0.5  # share of rows that begin in a small letter: more are lines of text


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a page that holds text; `after_gap` if an empty one stands above it.

    `size` is that of most of its letters, in points, 0 where it is not known, `y` how high it stands. `kind` is set of
    what is of a table.
    """

    number: int
    text: str
    after_gap: bool
    size: float = 0.0
    is_bold: bool = False
    kind: Kind | None = None
    y: float = 0.0


class _Chunk(NamedTuple):
    """Text as pypdf comes upon it: how large and bold its letters are, and where it begins, in points."""

    text: str
    size: float
    is_bold: bool
    x: float
    y: float


class _Look(NamedTuple):
    """How a line looks: the size of most of its letters, whether all are bold, and where it begins."""

    size: float = 0.0
    is_bold: bool = False
    x: float = 0.0
    y: float = 0.0


class _Cell(NamedTuple):
    """Words of a line that is laid out, and where they begin and end in it."""

    start: int
    end: int
    text: str


def rows_of(page: PageObject, number: int) -> tuple[list[Row], int]:
    """Return the rows of a page, numbered from behind `number`, and the last number; empty rows are counted alone.

    Raises:
        Exception: whatever pypdf raises on a damaged page.
    """
    chunks: list[_Chunk] = []

    def heard(
        text: str, cm: Sequence[float], tm: Sequence[float], font: Mapping[str, object] | None, size: float | None
    ) -> None:
        name = str((font or {}).get("/BaseFont", ""))
        scale, x, y = _product(tm, cm)
        chunks.append(_Chunk(text, (size or 0.0) * scale, _BOLD.search(name) is not None, x, y))

    raw = page.extract_text(visitor_text=heard)
    text = normalise(without_surrogates(raw))
    looks = _looks(chunks) if "".join(chunk.text for chunk in chunks) == raw else []
    written = text.split("\n")
    if len(looks) != len(written):
        looks = [_Look()] * len(written)
    rows: list[Row] = []
    of_rows: list[_Look] = []
    after_gap = False
    for line, look in zip(written, looks, strict=True):
        number += 1
        row = fold_spaces(line.replace("\u00ad", "-") if line.rstrip().endswith("\u00ad") else line)
        row = _GLUED.sub(r"\1 ", _SYMBOL.sub("• ", " ".join(row.split())))
        if row:
            rows.append(Row(number, row, after_gap, look.size, look.is_bold, y=look.y))
            of_rows.append(look)
        after_gap = not row
    rows = _with_marks(rows, of_rows)
    if not _may_hold_more(rows):
        return rows, number
    return _with_tables(
        rows, [line for line in normalise(without_surrogates(_laid_out(page))).split("\n") if line.strip()]
    ), number


def _product(tm: Sequence[float], cm: Sequence[float]) -> tuple[float, float, float]:
    """Return by how much the letters of a text are higher than their font's size says, and where it begins."""
    scale = hypot(tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
    return scale, tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]


def _looks(chunks: Sequence[_Chunk]) -> list[_Look]:
    """Return how each line looks."""
    found: list[_Look] = []
    line: list[tuple[int, _Chunk]] = []
    for chunk in chunks:
        for place, part in enumerate(chunk.text.split("\n")):
            if place:
                found.append(_look(line))
                line = []
            if letters := sum(not char.isspace() for char in part):
                line.append((letters, chunk))
    return [*found, _look(line)]


def _look(line: Sequence[tuple[int, _Chunk]]) -> _Look:
    if not line:
        return _Look()
    sizes: Counter[float] = Counter()
    for letters, chunk in line:
        sizes[round(chunk.size, 1)] += letters
    first = line[0][1]
    return _Look(sizes.most_common(1)[0][0], all(chunk.is_bold for _, chunk in line), first.x, first.y)


def _may_hold_more(rows: Sequence[Row]) -> bool:
    """Return whether a page may have a table: to lay it out takes as long again.

    Of a table two short rows stand below each other, or three rows, none of which goes on in the next.
    """
    widest = max((len(row.text) for row in rows), default=0)
    before = False
    for above, below in pairwise(rows):
        apart = SENTENCE_END.search(above.text) is None and not below.text[0].islower()
        short = max(len(above.text), len(below.text)) < _SHORT * widest
        if apart and (before or short):
            return True
        before = apart
    return before and len(rows) == PAIR


def _laid_out(page: PageObject) -> str:
    """Return the text of a page as it is laid out; nothing where pypdf cannot."""
    from pypdf.errors import PyPdfError

    try:
        return page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False)
    except (PyPdfError, ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError):
        return ""


def _with_marks(rows: Sequence[Row], looks: Sequence[_Look]) -> list[Row]:
    """Return the rows, items with the marks that stand before them on the page, where these were written apart."""
    marks = {place for place, row in enumerate(rows) if _MARK.fullmatch(row.text)}
    found = list(rows)
    for mark in marks:
        beside = [
            (looks[place].x, place)
            for place in range(len(rows))
            if place not in marks
            and abs(looks[place].y - looks[mark].y) <= _ON_A_LINE * looks[mark].size
            and looks[place].x > looks[mark].x
        ]
        if beside:
            _, item = min(beside)
            found[item] = replace(found[item], text=f"{rows[mark].text} {rows[item].text}")
            found[mark] = replace(found[mark], text="")
    return [row for row in found if row.text]


def _with_tables(rows: list[Row], laid: Sequence[str]) -> list[Row]:
    """Return the rows, in the place of those that have the letters of a table the lines of that."""
    for block in _blocks(laid):
        for part in _parts(block):
            pieces = _in_columns(part)
            place = _place_of(pieces, rows) if pieces else None
            if place is None:
                continue
            run = rows[place[0] : place[1]]
            table = _in_order(pieces, run)
            if len(table) < PAIR or _is_text(table):
                continue
            rows = [*rows[: place[0]], *_lines(table, run), *rows[place[1] :]]
            break
    return rows


def _lines(table: Sequence[Sequence[str]], run: Sequence[Row]) -> Iterator[Row]:
    """Yield the lines of a table that stands in the place of some rows; a first row that is bold names its columns."""
    bold = {_letters(row.text) for row in run if row.is_bold}
    heads = int(run[0].is_bold and not all(row.is_bold for row in run))
    grouped = with_groups(table, [_letters("".join(row)) in bold for row in table], heads)
    for at, (kind, text) in enumerate(lines_of_table(grouped, heads=heads)):
        yield Row(run[min(at, len(run) - 1)].number, text, at == 0, kind=kind)


def _blocks(laid: Sequence[str]) -> Iterator[list[list[_Cell]]]:
    """Yield the lines of a page that is laid out, below each other with gaps in them, by cells.

    One without a gap is among them where a cell goes on in it, or where it parts lines of as many cells.
    """
    lines = [[_Cell(one.start(), one.end(), one.group()) for one in _WORDS.finditer(line)] for line in [*laid, "", ""]]
    block: list[list[_Cell]] = []
    for cells, below in pairwise(lines):
        goes_on = len(cells) == 1 and bool(block) and (cells[0].start >= block[0][0].end or cells[0].text[0].islower())
        parts = len(cells) == 1 and bool(block) and len(below) == max(map(len, block)) > 1
        if len(cells) > 1 or goes_on or (parts and len(cells[0].text) <= _LONGEST_CELL):
            block.append(cells)
        else:
            if len(block) >= PAIR:
                yield block
            block = []


def _parts(block: Sequence[Sequence[_Cell]]) -> Iterator[Sequence[Sequence[_Cell]]]:
    """Yield a block, and what is left without what may stand over its columns, or below: the number of the page."""
    lone = sum(1 for _ in takewhile(lambda line: len(line) == 1, reversed(block)))
    for below in range(min(max(lone, _MOST_BELOW), len(block) - PAIR) + 1):
        for above in range(min(_MOST_ABOVE, len(block) - below - PAIR) + 1):
            yield block[above : len(block) - below]


def _in_columns(block: Sequence[Sequence[_Cell]]) -> list[list[tuple[int, str]]]:
    """Return the words of each line with the columns that they stand in; nothing where the lines have no columns.

    There are as many as in most lines. What has fewer cells has them where they stand below or above those of others.
    """
    counts = Counter(map(len, block))
    width = max(counts, key=lambda count: (count > 1, counts[count], count))
    if max(counts) > width or not PAIR <= width <= _MOST_COLUMNS:
        return []
    whole = [line for line in block if len(line) == width]
    columns = [(min(cell.start for cell in one), max(cell.end for cell in one)) for one in zip(*whole, strict=True)]
    found: list[list[tuple[int, str]]] = []
    for line in block:
        places = list(range(width)) if len(line) == width else [_column_of(cell, columns) for cell in line]
        if len(set(places)) < len(line):
            return []
        found.append([(place, " ".join(cell.text.split())) for place, cell in zip(places, line, strict=True)])
    return found


def _in_order(lines: Sequence[Sequence[tuple[int, str]]], run: Sequence[Row]) -> list[list[str]]:
    """Return the cells of a table by rows; nothing where the order of its rows does not tell them.

    A cell over several lines is written before the one beside it, so that its lines are told from those of rows.
    """
    width = 1 + max(place for line in lines for place, _ in line)
    left = [list(line) for line in lines]
    rows: list[list[str]] = []
    last = width
    for written in run:
        taken = _taken(left, _letters(written.text))
        if not taken:
            return []
        is_row = len(taken) == width  # below one with nothing but its first cell
        for at, (place, words) in enumerate(taken):
            if place < last or not rows or (is_row and not at):
                rows.append([""] * width)
            rows[-1][place] = _joined(rows[-1][place], words)
            last = place
    joined: list[list[str]] = []
    for row in rows:
        if joined and _goes_on(row):
            joined[-1] = [_joined(*both) for both in zip(joined[-1], row, strict=True)]
        else:
            joined.append(row)
    return joined


def _taken(left: list[list[tuple[int, str]]], letters: str) -> list[tuple[int, str]]:
    """Return the first neighbours of a line that have these letters, which are taken from it.

    The last may be the beginning of words that stand too near to those of the next column to have a gap between them.
    """
    for line in left:
        for first, (place, _) in enumerate(line):
            said = ""
            for behind, (place, words) in enumerate(line[first:], start=first):
                before, said = said, said + _letters(words)
                if letters.startswith(said):
                    if said != letters:
                        continue
                    taken = line[first : behind + 1]
                    del line[first : behind + 1]
                    return taken
                beside = behind == first or line[behind - 1][0] < place - 1
                if before and said.startswith(letters) and place and beside:
                    part, rest = _parted(words, len(letters) - len(before))
                    taken = [*line[first:behind], (place - 1, part)]
                    line[first : behind + 1] = [(place, rest)]
                    return taken
                break
    return []


def _parted(words: str, letters: int) -> tuple[str, str]:
    """Return words up to so many letters, and the others."""
    end = 0
    while letters:
        letters -= not words[end].isspace()
        end += 1
    return words[:end].strip(), words[end:].strip()


def _joined(above: str, below: str) -> str:
    """Return the lines of a cell as one."""
    if PARTED.search(above) and below[:1].islower():
        return above[:-1] + below
    if _COMPOUND.search(above) and below[:1].isalpha():
        return above + below
    return " ".join(filter(None, (above, below)))


def _column_of(cell: _Cell, columns: Sequence[tuple[int, int]]) -> int:
    """Return which column a cell shares most places with, or stands nearest to."""
    shared = [min(cell.end, right) - max(cell.start, left) for left, right in columns]
    return shared.index(max(shared))


def _goes_on(row: Sequence[str]) -> bool:
    """Return whether a line has nothing in its first column, and in most others, or goes on in small letters."""
    said = [cell for cell in row if cell]
    return not row[0] and (2 * len(said) < len(row) or all(cell[0].islower() for cell in said))


def _is_text(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the cells are lines of text in columns, a list or a table of contents."""
    cells = [cell for row in rows for cell in row if cell]
    firsts = [row[0] for row in rows if row[0]]
    small = sum(cell[0].islower() for cell in firsts)
    return (
        sum(map(len, cells)) > _LONGEST_CELL * len(cells)
        or sum(map(len, firsts)) > _LONGEST_LABEL * len(firsts)
        or all(_MARK.fullmatch(cell) or (len(rows[0]) == PAIR and _SECTION.fullmatch(cell)) for cell in firsts)
        or any(_LEADERS.search(cell) for cell in cells)
        or small > _MOST_SMALL * len(rows)
    )


def _place_of(lines: Sequence[Sequence[tuple[int, str]]], rows: Sequence[Row]) -> tuple[int, int] | None:
    """Return the first run of rows, and what stands behind it, that has the letters of a table and no others.

    They are about as large: a heading is of no table.
    """
    wanted = Counter("".join(_letters(words) for line in lines for _, words in line))
    size = wanted.total()
    lengths = [len(_letters(row.text)) for row in rows]
    last = letters = 0
    for first in range(len(rows)):
        while last < len(rows) and letters < size:
            letters += lengths[last]
            last += 1
        if letters == size and all(row.kind is None for row in rows[first:last]):
            run = rows[first:last]
            said = Counter("".join(_letters(row.text) for row in run))
            sizes = [row.size for row in run]
            if said == wanted and max(sizes) <= _OF_ONE_SIZE * min(sizes):
                return first, last
        letters -= lengths[first]
    return None


def _letters(text: str) -> str:
    return "".join(text.split())
