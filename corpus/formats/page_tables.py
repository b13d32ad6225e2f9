"""The tables of a page made even, before anything reads them: a cell in each column of each row, one row of heads.

Trafilatura takes cells as they come, so that a cell that reaches over two rows puts those of the second below the
wrong columns; it runs the lines of a cell together ("10 amto noon"), leaves lists in cells and captions out, and minds
the first row of heads alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from corpus.tables import (
    ITEM_END,
    MOST_COLUMNS,
    PAIR,
    PARAGRAPH_END,
    by_groups,
    evened,
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
"""What most words stand in of tables that lay a page out, and not of those of data."""

_HEADINGS = ".//h1 | .//h2 | .//h3"
"""And these, where more stands beside them and no heads name the columns."""

_MOST_OF_LAYOUT = 0.5  # of a table's letters in such parts: more lay out a page though heads name the columns
_LONGEST_CELL, _LONGEST_OF_DATA = 600, 2000
"""Code points of a cell: one that lays out an article mostly holds more; and where heads name the columns."""

_MOSTLY_LINKS = 0.7  # least share of the letters of a menu that are links; its columns have no names
_LONGEST_SIGN = 30  # code points of what a picture is said to show
_YES = vocabulary("check checked checkmark tick yes ok valid true oui")
_NO = vocabulary("cross times xmark close no false remove non uncheck")
_OF_CLASS = re.compile(r"[^a-z]+")
_UNSEEN = vocabulary("script style noscript template select button svg iframe")
_PARTS = vocabulary(
    "p div ul ol li dl dt dd br h1 h2 h3 h4 h5 h6 section article blockquote address pre figure figcaption",
    "table tr td th",
)
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
    for table in tree.xpath("//table[not(ancestor::table)]"):
        rows = rows_of_data(table)
        if not rows:
            continue
        grid = in_grid(_reaching(rows))
        laid = [_single(row, below) for row, below in zip(grid, [*grid[1:], []], strict=True)]
        heads, marked = _heads(table, laid)
        said = _said if _names_columns(table) else _words
        words = with_groups(evened([list(map(said, row)) for row in laid]), [row[0] in marked for row in laid], heads)
        of_figure = table.xpath("parent::figure/figcaption")
        made = [_element(table, "p", title) for title in map(_words, [*table.iter("caption"), *of_figure])]
        for caption in of_figure:
            caption.drop_tree()
        for first, behind in pairwise([0, *_heads_again(table, laid, heads), len(words)]):
            made += _made(table, words[first:behind], heads=1 if first else heads)
        for element in made:
            table.addprevious(element)
        _drop(table)


def _heads_again(table: HtmlElement, rows: Sequence[Sequence[HtmlElement]], heads: int) -> list[int]:
    """Return the places of rows below the heads that are heads of several columns: there another table begins."""
    marked = set(table.xpath(".//th"))
    said = [[cell for cell in row if _words(cell)] for row in rows]
    all_heads = [len(set(row)) > 1 and marked.issuperset(row) for row in said]
    return [place for place in range(heads + 1, len(rows) - 1) if all_heads[place] and not all_heads[place + 1]]


def _made(table: HtmlElement, words: Sequence[Sequence[str]], heads: int) -> list[HtmlElement]:
    """Return rows as what stands in their place: paragraphs and tables of one row of heads each, if of any."""
    titles, named, others = parted(words, heads)
    made = [_element(table, "p", title) for title in titles]
    for over, beneath in by_groups(named, others):
        made += (_element(table, "p", line) for line in over)
        part = table.makeelement("table")
        part.extend(_row(table, "th", named) for _ in range(bool(named)))
        part.extend(_row(table, "td", row) for row in beneath)
        part.tail = " "
        made.append(part)
    return made


def _drop(table: HtmlElement) -> None:
    """Take a table out of a page, and leave what stands behind it."""
    table.clear(keep_tail=True)
    table.drop_tag()


def rows_of_data(table: HtmlElement) -> list[list[HtmlElement]]:
    """Return the cells of a table that lays out nothing, by rows; none of a menu, or of one row or column."""
    own = table.xpath("./tr | ./*[self::thead or self::tbody or self::tfoot]/tr | ./thead")
    rows = [cells for row in own if (cells := row.xpath("./th | ./td"))]
    if len(rows) < PAIR or max(map(len, rows)) < PAIR:
        return []
    letters = [len(_words(cell)) for row in rows for cell in row]
    linked = sum(len(_words(link)) for link in table.iter("a") if link.get("href"))
    is_menu = linked >= _MOSTLY_LINKS * sum(letters) and not table.xpath(".//th | ./thead//td")
    longest = _LONGEST_OF_DATA if _names_columns(table) else _LONGEST_CELL
    return [] if is_menu or max(letters) > longest else rows


def _names_columns(table: HtmlElement) -> bool:
    """Return whether the first row of a table is marked as naming several columns."""
    rows: list[list[HtmlElement]] = [row.xpath("./th | ./td") for row in table.iter("tr")]
    first = next(filter(None, rows), [])
    said = [cell for cell in first if _words(cell)]
    return len(said) > 1 and all(cell.tag == "th" or cell.getparent().getparent().tag == "thead" for cell in said)


def _lays_out(table: HtmlElement) -> bool:
    """Return whether the cells of a table hold what those of data do not, or mostly do."""
    within = [part for part in table.xpath(_IN_LAYOUT) if not _is_within(part, table)]
    if _names_columns(table) and max(len(_words(cell)) for cell in table.iter("td", "th")) <= _LONGEST_CELL:
        return sum(len(_words(part)) for part in within) > _MOST_OF_LAYOUT * len(_words(table))
    if within:
        return True
    cells = table.xpath(f".//td[{_HEADINGS}] | .//th[{_HEADINGS}]")
    return any(_words(cell) != _words(cell.xpath(_HEADINGS)[0]) for cell in cells)


def _is_within(part: HtmlElement, table: HtmlElement) -> bool:
    """Return whether a part of a table is within another such part."""
    for above in part.iterancestors():
        if above is table:
            return False
        if above.tag in ("table", "form", "article"):
            return True
    return False


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
        marked = bold
    names = marked | {cell for row in rows for cell in row if not _words(cell)}
    return sum(1 for _ in takewhile(lambda row: len(row) == 1 or names.issuperset(row), rows)), marked | bold


def _is_bold(cell: HtmlElement) -> bool:
    """Return whether all words of a cell are bold, and there are some."""
    bold = cell.xpath(".//b[not(ancestor::strong)] | .//strong[not(ancestor::b)]")
    return 0 < len(_words(cell)) <= sum(len(_words(part)) for part in bold)


def _reaching(rows: Sequence[Sequence[HtmlElement]]) -> list[list[tuple[HtmlElement, int, int]]]:
    """Return the cells with how many columns and rows they reach over; one each where that would be too many."""
    found = [
        [(cell, _reach(cell, "colspan", MOST_COLUMNS), _reach(cell, "rowspan", len(rows))) for cell in row]
        for row in rows
    ]
    if sum(columns * down for row in found for _, columns, down in row) > _MOST_CELLS:
        return [[(cell, 1, 1) for cell in row] for row in rows]
    return found


def _reach(cell: HtmlElement, name: str, most: int) -> int:
    stated = cell.get(name, "").strip()
    return min(max(int(stated[:4]), 1), most) if stated.isascii() and stated.isdecimal() else 1


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


def _said(cell: HtmlElement) -> str:
    """Return what is seen of a cell, what a sign alone stands for too: a tick that is a picture."""
    if words := _words(cell):
        return words
    for sign in cell.iter("img", "svg", "i", "span"):
        named = next(filter(None, (sign.get(name, "").strip() for name in ("alt", "aria-label", "title"))), "")
        if named and len(named) <= _LONGEST_SIGN:
            return in_one_line(_UNWRITABLE.sub("", named))
        called = _OF_CLASS.split(f"{sign.get('class', '')} {sign.get('src', '')}".lower())
        if not _YES.isdisjoint(called):
            return "✓"
        if not _NO.isdisjoint(called):
            return "✗"
    return ""


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
