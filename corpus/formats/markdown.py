"""Markdown: CommonMark and tables, read by markdown-it, to plain paragraphs; YAML front matter.

Headings lose their marks and keep their place, emphasis and links become their text, code stands as it is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from corpus.drafts import Draft, Line
from corpus.encodings import decode
from corpus.errors import UnreadableArticleError
from corpus.formats.front_matter import front_matter_of
from corpus.formats.html import blocks_of
from corpus.formats.permalinks import without_attribute, without_signs
from corpus.layout import BULLET, NESTED, plain_lines
from corpus.tables import ITEM_END, by_groups, in_one_line, lines_of_group, with_groups

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MARKUP = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^<>]*>", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>|</?(?:p|div|ul|ol|li)\b[^<>]*>", re.IGNORECASE)
_LIST_ITEM = re.compile(r"</?li\b", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_TABLE_END = re.compile(r"</table\b", re.IGNORECASE)
_STRUCTURE = re.compile(r"[ \t]*(?:[>*+\-_=#<\[|:`~]|\d{1,9}[.)](?:\s|$))|(?![ \t]*$)\s")
"""A line that may open or end anything but a paragraph, or is indented."""
_INLINE = re.compile(r"[\\`*_~\[<&]")
"""Where markup within a paragraph may begin."""


def read(data: bytes) -> Draft:
    """Return the draft of a Markdown file. The title is the front matter's, else the first heading's of level 1."""
    text = decode(data)
    front = front_matter_of(text)
    body = "\n".join(text.split("\n")[front.lines :])
    try:
        lines, heading = _read_body(body)
    except RecursionError as error:
        msg = "its Markdown is nested too deeply to be read"
        raise UnreadableArticleError(msg, "nested") from error
    return Draft(
        tuple(Line(line.number + front.lines, line.text, line.kind) for line in lines),
        title=front.title or heading,
        language=front.language,
        url=front.url,
        published=front.published,
        collection=front.collection,
        notes=front.notes,
    )


def _read_body(body: str) -> tuple[Sequence[Line], str | None]:
    """Return the lines of what follows the front matter, and the heading that is its title."""
    lines = _plain_paragraphs(body)
    if lines:
        return lines, None
    tokens = _parser().parse(body)
    # Text nested deeper than markdown-it follows is lost to it; better its lines as they stand than nothing.
    return tuple(_Reader(tokens).lines()) or plain_lines(body), _heading_as_title(tokens)


def _plain_paragraphs(body: str) -> list[Line]:
    """Return what markdown-it makes of a text that is nothing but paragraphs; no lines where it may be more.

    Most articles are such, and finding that out takes a tenth of the time.
    """
    all_rows = body.split("\n")
    if "\0" in body or any(map(_STRUCTURE.match, all_rows)):
        return []
    found: list[Line] = []
    rows: list[str] = []
    for number, row in enumerate((*all_rows, "")):
        if row and not row.isspace():
            rows.append(row)
        elif rows:
            found.append(Line(number - len(rows) + 1, _words_of("\n".join(rows))))
            rows = []
    return [line for line in found if line.text]


def _words_of(paragraph: str) -> str:
    if not _INLINE.search(paragraph):
        return " ".join(paragraph.split())
    return " ".join(_plain(_parser().parseInline(paragraph.strip())[0]).split())


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _heading_as_title(tokens: Sequence[Token]) -> str | None:
    """Return the first heading of level 1, or a heading of any level that opens the file."""
    for place, token in enumerate(tokens[:-1]):
        if token.type == "heading_open" and (token.tag == "h1" or place == 0):
            return _heading(tokens[place + 1]) or None
    return None


@dataclass
class _Row:
    """A row of a table: its line, its cells, and whether the first of these is bold."""

    number: int
    cells: list[str]
    set_off: bool = False


@dataclass
class _Reader:
    """Walks block tokens and remembers which list and which row of a table it is in."""

    tokens: Sequence[Token]
    lists: list[str] = field(default_factory=list)
    marker: str = ""
    row: list[str] | None = None
    table: list[_Row] = field(default_factory=list)

    def lines(self) -> Iterator[Line]:
        heading = False
        for token in _with_whole_tables(self.tokens):
            if token.type == "heading_open":
                heading = True
            elif token.type == "inline":
                yield from self._inline(token, heading=heading)
                heading = False
            elif token.type in ("fence", "code_block"):
                yield from _code(token)
            elif token.type == "html_block":
                yield from _raw_html(token)
            elif token.type == "table_close":
                yield from self._rows()
            else:
                self._enter(token)

    def _enter(self, token: Token) -> None:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            self.lists.append(token.type)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()
        elif token.type == "list_item_open":
            bullet = BULLET if len(self.lists) == 1 else NESTED
            self.marker = bullet if self.lists[-1] == "bullet_list_open" else f"{token.info}. "
        elif token.type == "tr_open":
            self.row = []
            self.table.append(_Row(_number(token), self.row))
        elif token.type == "tr_close":
            self.row = None

    def _inline(self, token: Token, *, heading: bool) -> Iterator[Line]:
        text = _heading(token) if heading else in_one_line(_plain(token))
        if self.row is not None:
            self.table[-1].set_off = self.table[-1].set_off or (not self.row and _is_bold(token))
            self.row.append(text)
        elif text and heading:
            yield Line(_number(token), text, "heading")
        elif text:
            # Only the first paragraph of a list item carries its bullet.
            marker, self.marker = self.marker, ""
            yield Line(_number(token), marker + text, "item" if self.lists else "text")

    def _rows(self) -> Iterator[Line]:
        table, self.table = self.table, []
        named, *others = with_groups([row.cells for row in table], [row.set_off for row in table], 1)
        first, *numbers = [row.number for row in table]
        left = iter(numbers)
        for over, beneath in by_groups(named, others):
            for line in over:
                first = next(left)
                yield Line(first, line, "text")
            for number, line in zip([first, *islice(left, len(beneath))], lines_of_group(named, beneath), strict=True):
                if line:
                    yield Line(number, line, "item")


def _with_whole_tables(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield tokens, the blocks of HTML that a table is parted into by empty lines as one."""
    open_one: Token | None = None
    for token in tokens:
        if open_one is not None and token.type == "html_block":
            open_one.content += token.content
        elif open_one is not None:
            yield open_one
            open_one = None
            yield token
            continue
        elif token.type == "html_block" and _TABLE.search(token.content):
            open_one = token
        else:
            yield token
            continue
        if len(_TABLE.findall(open_one.content)) <= len(_TABLE_END.findall(open_one.content)):
            yield open_one
            open_one = None
    if open_one is not None:
        yield open_one


def _is_bold(inline: Token) -> bool:
    """Return whether all words of a run of inline markup are bold, and there are some."""
    kinds = [token.type for token in inline.children or () if token.type != "text" or token.content.strip()]
    return kinds[:1] == ["strong_open"] and kinds.index("strong_close") == len(kinds) - 1


def _number(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _heading(inline: Token) -> str:
    """Return the words of a heading without what only leads to it."""
    words = " ".join(_plain(inline, without_signs(inline.children or ())).split())
    return without_attribute(words)


def _plain(inline: Token, tokens: Iterable[Token] | None = None) -> str:
    """Return the words of a run of inline markup, or of those `tokens` of it; pictures have none."""
    parts: list[str] = []
    for token in inline.children or () if tokens is None else tokens:
        if token.type in ("text", "text_special", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak") or _BREAK.fullmatch(token.content):
            parts.append(ITEM_END if _LIST_ITEM.match(token.content) else " ")
    return "".join(parts)


def _code(token: Token) -> Iterator[Line]:
    first = _number(token) + (token.type == "fence")
    for offset, row in enumerate(token.content.split("\n")):
        if row.strip():
            yield Line(first + offset, row, "code")


def _raw_html(token: Token) -> Iterator[Line]:
    """Yield the visible text of a block of HTML within Markdown, in one line, or, where it is a table, by rows."""
    if _TABLE.search(token.content):
        yield from (Line(_number(token), text, kind) for kind, text in blocks_of(token.content))
        return
    text = " ".join(html.unescape(_MARKUP.sub(" ", token.content)).split())
    if text:
        yield Line(_number(token), text)
