"""The body of a Word document: headings by their style, lists with their numbers, tables row by row.

What python-docx calls a paragraph's text lacks what is inserted while changes are tracked and what stands in a content
control or a text box: the elements are walked instead. Loaded with the first document, since python-docx takes long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from docx.oxml.ns import nsmap, qn
from lxml import etree  # type: ignore[import-untyped]

from corpus.drafts import Kind, Line
from corpus.encodings import normalise
from corpus.formats.docx_numbers import numbers_of, value_of
from corpus.layout import BULLET, NESTED
from corpus.tables import (
    ITEM_END,
    MOST_COLUMNS,
    PAIR,
    PARAGRAPH_END,
    heads_in_bold,
    in_grid,
    in_one_line,
    lines_of_table,
    with_groups,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

_HEADING_STYLE = re.compile(r"heading \d|title", re.IGNORECASE)
_ITEM_STYLE = re.compile(r"list (?:bullet|number|paragraph)", re.IGNORECASE)
_CONTENTS = './w:sdtPr/w:docPartObj/w:docPartGallery[@w:val="Table of Contents"]'
_BREAKS = frozenset(("br", "cr", "tab", "ptab"))
_AROUND = frozenset(("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_LONGEST_HEADING = 100  # code points of a heading whose style is but based on one for headings
_ELSEWHERE = frozenset(("txbxContent", "Fallback", "del", "moveFrom", "pPr", "oMath"))
"""What stands in a paragraph and is not of its words: text boxes, what old programs show, what was deleted, and
formulas, which their letters in a row would say wrongly."""

_HEX = re.compile(r"[0-9A-Fa-f]{1,8}")
_FIRST_ROW = 0x20  # of the bits that say which parts of a table its style sets off


def lines_of(document: Document) -> Iterator[Line]:
    """Yield paragraphs and the rows of tables in their order, numbered from 1; what is empty is counted too."""
    for number, (kind, text) in enumerate(_Reader(document).blocks(), start=1):
        if text:
            yield Line(number, text, kind)


class _Reader:
    """Walks the elements of a document's body, and counts its lists."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.numbers = numbers_of(document)
        self.styles: dict[str | None, _Style] = {}

    def blocks(self) -> Iterator[tuple[Kind, str]]:
        """Yield headings, paragraphs, items and rows."""
        yield from self._within(self.document.element.body)

    def _within(self, element: BaseOxmlElement) -> Iterator[tuple[Kind, str]]:
        for child in element:
            match _name(child):
                case "p":
                    yield self._paragraph(child)
                    for box in _boxes_of(child):
                        yield from self._within(box)
                case "tbl":
                    yield from self._rows(child)
                case "sdt" if not _found(child, _CONTENTS):
                    yield from self._within(child)
                case "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag":
                    yield from self._within(child)

    def _paragraph(self, paragraph: BaseOxmlElement) -> tuple[Kind, str]:
        text = _words(paragraph)
        properties = paragraph.find(qn("w:pPr"))
        name = value_of(properties, "w:pStyle")
        style = self._style(name)
        listed = style.listed | _listed(properties)
        mark, depth = None, 0
        if (number := listed.get("numId", "0")) != "0":
            stated = listed.get("ilvl", "")
            depth = int(stated) if stated.isdecimal() else self.numbers.depth_of(number, name)
            mark = self.numbers.mark(number, depth)
        if not text:
            return "text", ""
        is_clause = style.is_based and (len(text) > _LONGEST_HEADING or text.endswith("."))
        if style.is_heading and not is_clause:
            return "heading", f"{mark} {text}".strip() if mark else text
        if mark is not None or style.is_item:
            return "item", f"{mark} {text}" if mark else f"{NESTED if depth else BULLET}{text}"
        return "text", text

    def _style(self, name: str | None) -> _Style:
        """Return what a style says of its paragraphs, and what those say that it is based on."""
        if name not in self.styles:
            found = self._defined.get(name)
            names: list[str] = []
            listed: dict[str, str] = {}
            seen: set[BaseOxmlElement] = set()
            while found is not None and found not in seen:
                seen.add(found)
                names.append(value_of(found, "w:name") or "")
                listed = _listed(found.find(qn("w:pPr"))) | listed
                based = value_of(found, "w:basedOn")
                found = self._defined.get(based) if based else None
            is_heading = [_HEADING_STYLE.fullmatch(one) is not None for one in names]
            self.styles[name] = _Style(
                any(is_heading), is_heading[:1] != [True], any(map(_ITEM_STYLE.match, names)), listed
            )
        return self.styles[name]

    @cached_property
    def _defined(self) -> dict[str | None, BaseOxmlElement]:
        """The paragraph styles by their identifiers; the one that is none's own by None."""
        styles = self.document.styles.element.findall(qn("w:style"))
        paragraphs = [style for style in styles if style.get(qn("w:type")) == "paragraph"]
        own = {style.get(qn("w:styleId")): style for style in paragraphs}
        return own | {None: next((style for style in paragraphs if style.get(qn("w:default")) in ("1", "true")), None)}

    def _rows(self, table: BaseOxmlElement) -> Iterator[tuple[Kind, str]]:
        """Yield each row as one line. The elements are walked: python-docx's cells are quadratic in their number."""
        rows: list[list[str]] = []
        elements = list(_children(table, "tr"))
        cells = [list(_children(row, "tc")) for row in elements]
        most = min(len(_found(table, "./w:tblGrid/w:gridCol")) or MOST_COLUMNS, MOST_COLUMNS)
        words = {cell: self._cell(cell) for row in cells for cell in row if cell.vMerge != "continue"}
        reaching = [
            [
                *[(None, 1, 1)] * _left_out(row, "w:gridBefore", most),
                *((cell, min(cell.grid_span, most), 1) for cell in own),
                *[(None, 1, 1)] * _left_out(row, "w:gridAfter", most),
            ]
            for row, own in zip(elements, cells, strict=True)
        ]
        for laid in in_grid(reaching):
            above = rows[-1] if rows else []
            # Of cells that are one over several rows the first holds the words.
            rows.append(
                [
                    words[cell] if cell in words else above[column] if cell is not None and column < len(above) else ""
                    for column, cell in enumerate(laid)
                ]
            )
        heads = sum(1 for _ in takewhile(lambda row: _found(row, "./w:trPr/w:tblHeader"), elements))
        bold = [_are_bold(row) for row in cells]
        heads = heads or heads_in_bold(bold) or int(len(cells) >= PAIR and self._is_set_off(table))
        yield from lines_of_table(with_groups(rows, [_are_bold(row[:1]) for row in cells], heads), heads=heads)
        for cell in words:
            for box in _boxes_of(cell):
                yield from self._within(box)

    def _cell(self, cell: BaseOxmlElement) -> str:
        """Return the words of a cell in one line, semicolons between its paragraphs, numbers before those of lists."""
        pieces: list[str] = []
        walk = etree.iterwalk(cell, events=("start",))
        for _, node in walk:
            if _name(node) in _ELSEWHERE:
                walk.skip_subtree()
            elif _name(node) == "p":
                kind, text = self._paragraph(node)
                pieces += (
                    text.removeprefix(BULLET).removeprefix(NESTED),
                    ITEM_END if kind == "item" else PARAGRAPH_END,
                )
        return in_one_line("".join(pieces))

    def _is_set_off(self, table: BaseOxmlElement) -> bool:
        """Return whether the table's style sets the first row off and is told to."""
        look = _found(table, "./w:tblPr/w:tblLook")
        asked, bits = (look[0].get(qn("w:firstRow")), look[0].get(qn("w:val"), "0")) if look else (None, "0")
        is_asked = (
            asked in ("1", "true") if asked else _HEX.fullmatch(bits) is not None and bool(int(bits, 16) & _FIRST_ROW)
        )
        return is_asked and value_of(table.find(qn("w:tblPr")), "w:tblStyle") in self._set_off

    @cached_property
    def _set_off(self) -> frozenset[str | None]:
        """The styles of tables that set their first row off."""
        return frozenset(
            style.get(qn("w:styleId"))
            for style in self.document.styles.element.findall(qn("w:style"))
            if _found(style, './w:tblStylePr[@w:type="firstRow"]')
        )


class _Style(NamedTuple):
    is_heading: bool
    is_based: bool  # on a style of headings, and no such style itself
    is_item: bool
    listed: dict[str, str]  # which list, and how deep


def _words(element: BaseOxmlElement) -> str:
    """Return the words of a paragraph in one line, without those of its text boxes."""
    pieces: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        name = _name(node)
        if event == "start" and name in _ELSEWHERE and node is not element:
            walk.skip_subtree()
        elif event == "start" and name == "t":
            pieces.append(node.text or "")
        elif event == "start" and name == "noBreakHyphen":
            pieces.append("-")
        elif name in _BREAKS:
            pieces.append(" ")
    return normalise(in_one_line("".join(pieces)))


def _children(element: BaseOxmlElement, wanted: str) -> Iterator[BaseOxmlElement]:
    """Yield the children of a name, also within what may stand around them."""
    for child in element:
        if _name(child) == wanted:
            yield child
        elif _name(child) in _AROUND:
            yield from _children(child, wanted)


def _left_out(row: BaseOxmlElement, name: str, most: int) -> int:
    """Return how many columns a row leaves out before its first cell, or behind its last."""
    stated = value_of(row.find(qn("w:trPr")), name) or ""
    return min(int(stated[:4]), most) if stated.isascii() and stated.isdecimal() else 0


def _boxes_of(element: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Yield the text boxes of a paragraph or a cell, but for those within one and what old programs show instead."""
    walk = etree.iterwalk(element, events=("start",))
    for _, node in walk:
        if _name(node) == "txbxContent":
            yield node
        if _name(node) in ("txbxContent", "Fallback"):
            walk.skip_subtree()


def _are_bold(cells: Iterable[BaseOxmlElement]) -> bool:
    """Return whether all words of cells are bold, and there are some."""
    runs = [
        run
        for cell in cells
        for run in cell.iter(qn("w:r"))
        if any((text.text or "").strip() for text in run.iter(qn("w:t")))
    ]
    return bool(runs) and all(_found(run, './w:rPr/w:b[not(@w:val="0" or @w:val="false")]') for run in runs)


def _listed(properties: BaseOxmlElement | None) -> dict[str, str]:
    """Return what a paragraph's or a style's properties say of its list: `numId`, `ilvl`."""
    number = properties.find(qn("w:numPr")) if properties is not None else None
    said = {name: value_of(number, f"w:{name}") for name in ("numId", "ilvl")}
    return {name: value for name, value in said.items() if value is not None}


def _found(element: BaseOxmlElement, path: str) -> list[BaseOxmlElement]:
    """Return what a path finds; also in elements that python-docx has no class for, whose `xpath` knows no prefixes."""
    found: list[BaseOxmlElement] = etree._Element.xpath(element, path, namespaces=nsmap)
    return found


def _name(element: BaseOxmlElement) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
