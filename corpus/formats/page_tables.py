"""The tables of a page made even, before anything reads them: a cell in each column of each row, one row of heads.

Trafilatura takes cells as they come, so that a cell that reaches over two rows puts those of the second below the
wrong columns; it runs the lines of a cell together ("10 amto noon"), leaves lists in cells and captions out, and minds
the first row of heads alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from corpus.tables import (
    ITEM_END,
    MOST_COLUMNS,
    PAIR,
    PARAGRAPH_END,
    by_groups,
    heads_in_bold,
    in_grid,
    in_one_line,
    parted,
    with_groups,
)
from corpus.vocabulary import vocabulary

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_IN_LAYOUT = ".//table | .//form | .//article"
"""What stands in the cells of tables that lay a page out, and not in those of data."""

_HEADINGS = ".//h1 | .//h2 | .//h3"
"""And these, where more stands beside them."""

_LONGEST_CELL = 600  # code points; a cell that lays out an article mostly holds more
_MOSTLY_LINKS = 0.7  # least share of the letters of a menu that are links; its columns have no names
_UNSEEN = vocabulary("script style noscript template select button svg iframe")
_PARTS = vocabulary("p div ul ol li dl dt dd br")
_ENDS = {"p": PARAGRAPH_END, "li": ITEM_END}
# Control characters, which lxml reads and does not write.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOST_CELLS = 20_000  # of a table once each stands wherever it reaches


def make_even(tree: HtmlElement) -> None:
    """Write the tables of data anew, in plain words: titles as paragraphs before, then the heads, then the rows.

    Of those that lay a page out, blocks are made.
    """
    for table in [one for one in tree.xpath("//table") if _lays_out(one)]:
        _unwrap(table)
    for table in tree.xpath("//table"):
        rows = rows_of_data(table)
        if not rows:
            continue
        grid = in_grid(_reaching(rows))
        laid = [_single(row, below) for row, below in zip(grid, [*grid[1:], []], strict=True)]
        heads, marked = _heads(table, laid)
        words = with_groups([list(map(_words, row)) for row in laid], [row[0] in marked for row in laid], heads)
        titles, named, others = parted(words, heads)
        for title in [*map(_words, table.iter("caption")), *titles]:
            table.addprevious(_element(table, "p", title))
        for child in list(table):
            table.remove(child)
        for place, (over, beneath) in enumerate(groups := by_groups(named, others), start=1):
            for title in over:
                table.addprevious(_element(table, "p", title))
            part = table if place == len(groups) else table.makeelement("table")
            part.extend(_row(table, "th", named) for _ in range(bool(named)))
            part.extend(_row(table, "td", row) for row in beneath)
            if part is not table:
                table.addprevious(part)
                part.tail = " "


def rows_of_data(table: HtmlElement) -> list[list[HtmlElement]]:
    """Return the cells of a table that lays out nothing, by rows; none of a menu, or of one row or column."""
    rows = [cells for row in table.iter("tr", "thead") if (cells := row.xpath("./th | ./td"))]
    if len(rows) < PAIR or max(map(len, rows)) < PAIR:
        return []
    letters = [len(_words(cell)) for row in rows for cell in row]
    linked = sum(len(_words(link)) for link in table.iter("a") if link.get("href"))
    is_menu = linked >= _MOSTLY_LINKS * sum(letters) and not table.xpath(".//th | ./thead//td")
    return [] if is_menu or max(letters) > _LONGEST_CELL else rows


def _lays_out(table: HtmlElement) -> bool:
    """Return whether the cells of a table hold what those of data do not."""
    if table.xpath(_IN_LAYOUT):
        return True
    cells = table.xpath(f".//td[{_HEADINGS}] | .//th[{_HEADINGS}]")
    return any(_words(cell) != _words(cell.xpath(_HEADINGS)[0]) for cell in cells)


def _unwrap(table: HtmlElement) -> None:
    """Make blocks of the cells of a table, and nothing of its rows."""
    for part in table.xpath("./tr | ./thead | ./tbody | ./tfoot | ./*/tr"):
        for cell in part.xpath("./td | ./th"):
            cell.tag = "div"
        part.drop_tag()
    table.drop_tag()


def _heads(table: HtmlElement, rows: Sequence[Sequence[HtmlElement]]) -> tuple[int, set[HtmlElement]]:
    """Return how many of the first rows name the columns, with what stands above, and the cells that are set off.

    They are marked as heads, or alone bold.
    """
    marked = set(table.xpath(".//th | ./thead//td"))
    bold = {cell for row in rows for cell in row if _is_bold(cell)}
    if not marked and heads_in_bold([bold.issuperset(filter(_words, row)) for row in rows]):
        marked = bold | {cell for row in rows for cell in row if not _words(cell)}
    return sum(1 for _ in takewhile(lambda row: len(row) == 1 or marked.issuperset(row), rows)), marked | bold


def _is_bold(cell: HtmlElement) -> bool:
    """Return whether all words of a cell are bold, and there are some."""
    bold = cell.xpath(".//b[not(ancestor::strong)] | .//strong[not(ancestor::b)]")
    return 0 < len(_words(cell)) <= sum(len(_words(part)) for part in bold)


def _reaching(rows: Sequence[Sequence[HtmlElement]]) -> list[list[tuple[HtmlElement, int, int]]]:
    """Return the cells with how many columns and rows they reach over; one each where that would be too many."""
    found = [[(cell, _reach(cell, "colspan"), _reach(cell, "rowspan")) for cell in row] for row in rows]
    if sum(columns * down for row in found for _, columns, down in row) > _MOST_CELLS:
        return [[(cell, 1, 1) for cell in row] for row in rows]
    return found


def _reach(cell: HtmlElement, name: str) -> int:
    stated = cell.get(name, "").strip()
    return min(max(int(stated[:4]), 1), MOST_COLUMNS) if stated.isascii() and stated.isdecimal() else 1


def _single(row: list[HtmlElement], below: Sequence[HtmlElement]) -> list[HtmlElement]:
    """Return the only cell of a row that says something where it reaches over several columns; else the row.

    One beside an empty corner, over names of columns, is no title of theirs but the first half of them.
    """
    said = {cell for cell in row if _words(cell)}
    if len(said) != 1 or sum(cell in said for cell in row) == 1:
        return row
    is_half = row[0] not in said and row[1] in said and len(set(below)) == len(row) and all(map(_words, below))
    return row if is_half else list(said)


def _row(table: HtmlElement, tag: str, words: Iterable[str]) -> HtmlElement:
    row = table.makeelement("tr")
    row.extend(_element(table, tag, said) for said in words)
    return row


def _element(table: HtmlElement, tag: str, words: str) -> HtmlElement:
    found = table.makeelement(tag)
    found.text, found.tail = words, " "  # where trafilatura takes a page's words alone, they stay apart
    return found


def _words(element: HtmlElement) -> str:
    """Return what is seen of an element in one line: its lines parted by spaces, paragraphs and items by semicolons."""
    from lxml import etree  # type: ignore[import-untyped]

    pieces: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if event == "start" and node.tag in _UNSEEN:
            walk.skip_subtree()
        elif event == "start":
            pieces += (" " if node.tag in _PARTS else "", node.text or "")
        elif node is not element:
            pieces += (_ENDS.get(node.tag, " " if node.tag in _PARTS else ""), node.tail or "")
    return in_one_line(_UNWRITABLE.sub("", "".join(pieces)))
