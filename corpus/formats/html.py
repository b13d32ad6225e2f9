"""Web pages as saved from a browser: trafilatura finds the article, and the page's own words stand in where it cannot.

What trafilatura leaves out (menus, bars, footers of the page's structure) is not listed as dropped: it never was text
of the article. The date comes from what the page states as its publication, never from guesses over its text.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from corpus.article import Language
from corpus.cleaning import TITLES_BETWEEN
from corpus.dates import date_line, find_changed, parse_date
from corpus.drafts import Draft, Kind, Line
from corpus.encodings import decode
from corpus.errors import UnreadableArticleError
from corpus.formats.main_part import name_main_part
from corpus.formats.page_blocks import make_plain, wrap_lost
from corpus.formats.page_tables import make_even, rows_of_data
from corpus.formats.permalinks import remove_marks
from corpus.layout import BULLET, NESTED
from corpus.notes import Note
from corpus.numerals import Form, formed
from corpus.tables import labelled, lines_of_table
from corpus.vocabulary import vocabulary

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]
    from lxml.html import HtmlElement  # type: ignore[import-untyped]
    from trafilatura.settings import Document

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})|^\s*<\?xml[^>]{0,100}encoding=[\"']([\w-]{2,40})",
    re.IGNORECASE,
)
_HEAD_BYTES = 4096
"""Where a declared encoding is looked for: browsers look into 1024 bytes, but many pages put scripts first."""

_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->|Page saved with SingleFile\s+url:\s*(\S+)")
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_INVISIBLE = vocabulary(
    "script style noscript template nav header footer aside form button iframe svg select head",
)
_UNSEEN = vocabulary("script style noscript template iframe svg select")  # in a piece of a page
_BLOCKS = vocabulary(
    "h1 h2 h3 h4 h5 h6 p li pre blockquote td th dt dd figcaption div section article main body br",
)
_BREAKS = vocabulary("lb br")
_PARTING = _BREAKS | vocabulary("p head list item div li td th tr article section")
"""Tags of trafilatura's and of pages whose words stand in lines of their own, where they are within another element."""

_HEADINGS = vocabulary(
    "h1 h2 h3 h4 h5 h6",
)
_PUBLISHED_NAMES = vocabulary(
    "article:published_time og:published_time datepublished date dc.date dc.date.issued dcterms.date",
    "dcterms.created dcterms.issued citation_publication_date citation_date parsely-pub-date sailthru.date",
    "pubdate publish-date publication_date publish_date",
)
_LEAST_BLOCKS = 2
_MOST_OF_PAGE = 0.6
"""Of the letters that a page shows: what trafilatura gives as one paragraph is the whole article if it has as many."""

_MOST_OF_SITE = 6  # words
_ANYBODYS = vocabulary(
    "home welcome about us contact contacts opening hours times prices price fees fee rates rules rule faq help join",
    "membership members register registration terms conditions location directions access visit visitors info",
    "information practical services events calendar team committee history shop bookings booking the our how to find",
    "get here and of in a what we do frequently asked questions",
    "accueil bienvenue propos nous horaires ouverture tarifs tarif prix règlement règlements intérieur règles aide",
    "adhérer adhésion adhésions inscription inscriptions cotisation cotisations accès venir infos informations",
    "pratiques agenda calendrier équipe bureau histoire boutique réservation réservations le la les de du",
    "des d à et en au aux notre nos questions fréquentes foire qui sommes statuts statutes",
)
"""Words of which headings are made that may be any site's: what is more names something."""

_HEADING_WORD = re.compile(r"[^\W\d_]+")
_AROUND_NAMES = " \u00a0-–—|·•:»«/>"
_BETWEEN_NAMES = ("|", " - ", " – ", " — ", " · ", " • ", " » ", " > ", ": ")
_TITLE_CLASSES = frozenset(("title", "MsoTitle"))
_DATE_CLASS = re.compile(r"(?:^|[\s_-])(?:date|published|pubdate|publication)(?:$|[\s_-])", re.IGNORECASE)
_LONGEST_TERMS = 60  # code points of terms that are explained together
_LIST_STYLE = re.compile(r"^.*list-style(?:-type)?\s*:\s*([\w-]+).*$", re.DOTALL)
_LINE_BREAK = "\u2028"
"""Stands for a line break of the page within a text; `corpus.encodings` has left no other."""

_PARAGRAPH_BREAK = re.compile(rf"(?<=[.!?»”\"])\s*{_LINE_BREAK}|{_LINE_BREAK}\s*{_LINE_BREAK}")
_OPENING = 20
"""Code points that tell one list's first item from another's."""

_LIBRARIES = ("trafilatura", "htmldate", "courlan", "justext", "readability")

# What lxml, trafilatura and what it calls raise on pages that are broken in ways they did not foresee.
_FOREIGN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


def read(data: bytes) -> Draft:
    """Return the draft of a web page.

    Raises:
        UnreadableArticleError: it is no text, or a page without any.
    """
    declared = _DECLARED.search(data[:_HEAD_BYTES])
    encoding = (declared[1] or declared[2]).decode("ascii", "replace") if declared else None
    source = _XML_DECLARATION.sub("", decode(data, encoding, tolerant=True))
    tree = _parse(source)
    remove_marks(tree)
    make_even(tree)
    make_plain(tree)
    found = _extract(tree)
    if not _is_laid_out(found) and name_main_part(tree):
        found = _extract(tree) or found
    lines = _lines_of(found, tree)
    if wrap_lost(tree, "\n".join(line.text for line in lines)):
        again = _extract(tree)
        if _holds(wrapped := _lines_of(again, tree), lines):
            found, lines = again, wrapped
    if len(lines) < _LEAST_BLOCKS or (found is not None and len(found.body) < _LEAST_BLOCKS):
        # Where trafilatura sees no article it gives nothing, or all words of the page, or of a part, in one paragraph.
        visible = tuple(_numbered(_visible_blocks(tree.body, with_rows=True)))
        is_part = _letters(lines) < _MOST_OF_PAGE * _letters(visible)
        if is_part or len(lines) < min(_LEAST_BLOCKS, len(visible)):
            lines = visible
    if not lines:
        msg = "no text was found in the page"
        raise UnreadableArticleError(msg, "no_text")
    return Draft(
        lines,
        title=_title(tree, found, lines),
        url=_address(source, tree),
        published=(published := _published(tree)),
        guessed_published=None if published else _changed(tree),
        notes=(Note("damaged"),) if any("\ufffd" in line.text for line in lines) else (),
    )


def _lines_of(found: Document | None, tree: HtmlElement) -> tuple[Line, ...]:
    return tuple(_numbered(_article_blocks(found, _first_numbers(tree))))


def _holds(lines: Sequence[Line], others: Sequence[Line]) -> bool:
    """Return whether all of others are among lines, each as it was, and in their order."""
    left = iter(lines)
    return all(any((line.kind, line.text) == (one.kind, one.text) for one in left) for line in others)


def _letters(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)


def blocks_of(source: str) -> list[tuple[Kind, str]]:
    """Return the headings, paragraphs and rows of a piece of a page, each in one line; none of what is no markup."""
    try:
        tree = _parse(source)
    except UnreadableArticleError:
        return []
    make_even(tree)
    blocks = _visible_blocks(tree.body, with_rows=True, invisible=_UNSEEN)
    return [(kind, _in_one_line(text)) for kind, text in blocks if text.strip()]


def _parse(source: str) -> HtmlElement:
    from lxml import etree  # type: ignore[import-untyped]
    from lxml import html as lxml_html

    try:
        parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True)
        return lxml_html.document_fromstring(source, parser=parser, ensure_head_body=True)
    except (etree.LxmlError, *_FOREIGN) as error:
        msg = "no text was found in the page"
        raise UnreadableArticleError(msg, "no_text") from error


def _extract(tree: HtmlElement) -> Document | None:
    """Return trafilatura's view of the page, or None if it has none. It works on a copy."""
    for name in _LIBRARIES:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # their warnings mean nothing to people here
    from lxml import etree
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            tree,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (etree.LxmlError, *_FOREIGN):
        return None
    return None if found is None or isinstance(found, dict) else found


def _is_laid_out(found: Document | None) -> bool:
    """Say whether an article has anything but paragraphs: where a page has more, trafilatura has lost it."""
    return found is not None and next(found.body.iter("head", "list"), None) is not None


def _numbered(blocks: Iterable[tuple[Kind, str]]) -> Iterator[Line]:
    """Yield the blocks that hold text as lines, numbered in the order of the extracted text."""
    number = 0
    for kind, text in blocks:
        for row in text.split("\n") if kind == "code" else [" ".join(text.split())]:
            number += 1
            if row.strip():
                yield Line(number, row, kind)


def _first_numbers(tree: HtmlElement) -> dict[str, Iterator[tuple[int, Form]]]:
    """Return the numbers that lists begin with, and how they count, by how their first item begins.

    They are in order where several begin alike.
    """
    found: dict[str, list[tuple[int, Form]]] = {}
    for numbered in tree.iter("ol"):
        first = numbered.find("li")
        if first is not None:
            start = numbered.get("start", "")
            opening = _in_one_line(_words(first, without={"ol", "ul"}))[:_OPENING]
            found.setdefault(opening, []).append((int(start[:3]) if start.isdecimal() else 1, _form_of(numbered)))
    return {opening: iter(numbers) for opening, numbers in found.items()}


def _form_of(numbered: HtmlElement) -> Form:
    """Return how a list counts, as its `type` says, or its own style."""
    match numbered.get("type") or _LIST_STYLE.sub(r"\1", numbered.get("style", "").lower()):
        case "a" | "lower-alpha" | "lower-latin":
            return "a"
        case "A" | "upper-alpha" | "upper-latin":
            return "A"
        case "i" | "lower-roman":
            return "i"
        case "I" | "upper-roman":
            return "I"
        case _:
            return "1"


def _article_blocks(
    found: Document | None, first_numbers: Mapping[str, Iterator[tuple[int, Form]]]
) -> Iterator[tuple[Kind, str]]:
    """Yield what trafilatura took for the article: headings, paragraphs, items, rows and code, in order."""
    body = found.body if found is not None else None
    for element in body if body is not None else ():
        match element.tag:
            case "head":
                yield "heading", _words(element)
            case "list":
                for words in _items(element, first_numbers):
                    yield "item", words
            case "table":
                yield from _table(element)
            case "code":
                yield "code", "".join(element.itertext())
            case "quote":
                for part in element.iter("quote", "p"):
                    yield from _paragraphs(_words(part, without={"quote", "p"}))
            case _:
                yield from _paragraphs(_words(element))


def _table(element: _Element) -> Iterator[tuple[Kind, str]]:
    """Yield the lines of a table, whose first row names its columns where the page says that of each cell."""
    rows = [list(row.iter("cell")) for row in element.iter("row")]
    headed = bool(rows) and all(cell.get("role") == "head" for cell in rows[0])
    yield from lines_of_table([[_in_one_line(_words(cell)) for cell in row] for row in rows], heads=int(headed))


def _items(element: _Element, first_numbers: Mapping[str, Iterator[tuple[int, Form]]]) -> Iterator[str]:
    """Yield the items of a list with those of the lists within it, numbered where the page numbers them.

    A term and what is said of it, two items of trafilatura's, are one: "- Term: what is said of it".
    """
    counts: dict[_Element, tuple[int, Form]] = {}
    terms: list[str] = []
    for item in element.iter("item"):
        words, within = _in_one_line(_words(item, without={"list"})), item.getparent()
        if words and item.get("rend", "").startswith("dt"):
            terms.append(words)
        elif words and within.get("rend") == "ol":
            if within not in counts:
                counts[within] = next(first_numbers.get(words[:_OPENING], iter(())), (1, "1"))
            number, form = counts[within]
            counts[within] = number + 1, form
            yield f"{number}. {words}" if form == "1" else f"{formed(number, form)}) {words}"
        elif words:
            together = ", ".join(terms)  # several are explained together
            *others, last = [together] if len(together) <= _LONGEST_TERMS else terms
            yield from (f"- {term}" for term in others)
            depth = sum(1 for _ in within.iterancestors("list"))
            yield labelled(last, words) if last else f"{NESTED if depth else BULLET}{words}"
            terms = []
    yield from (f"- {term}" for term in terms)


def _paragraphs(words: str) -> Iterator[tuple[Kind, str]]:
    """Yield paragraphs: a line break after a finished sentence, or two of them, begin another one."""
    for paragraph in _PARAGRAPH_BREAK.split(words):
        yield "text", paragraph.replace(_LINE_BREAK, " ")


def _words(element: _Element, *, without: Iterable[str] = ()) -> str:
    """Return the text within an element, line breaks as `_LINE_BREAK`, without that of the elements named inside it."""
    from lxml import etree

    pieces: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        parting = _LINE_BREAK if node is not element and node.tag in _PARTING else ""
        if event == "end":
            pieces.append("" if node is element else ("" if node.tag in _BREAKS else parting) + (node.tail or ""))
        elif node is not element and node.tag in without:
            pieces.append(" ")
            walk.skip_subtree()
        else:
            pieces.append(parting + (node.text or ""))
    return "".join(pieces).strip()


def _visible_blocks(
    tree: HtmlElement, *, with_rows: bool = False, invisible: Container[str] = _INVISIBLE
) -> Iterator[tuple[Kind, str]]:
    """Yield the text of a page as it is laid out, block by block, without menus, forms and scripts.

    With `with_rows`, tables of data are a block a row; else, and where a table only lays a page out, a block a cell.
    """
    from lxml import etree

    pieces: list[str] = []
    kind: Kind = "text"
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, node in walk:
        if node.tag in _BLOCKS:
            yield kind, "".join(pieces)
            pieces.clear()
            kind = "heading" if event == "start" and node.tag in _HEADINGS else "text"
        if event == "end":
            pieces.append(node.tail or "")
        elif node.tag in invisible:
            walk.skip_subtree()
        elif with_rows and node.tag == "table" and (rows := _rows_of_data(node)):
            yield kind, "".join(pieces)
            pieces.clear()
            yield from rows
            walk.skip_subtree()
        else:
            pieces.append(node.text or "")
    yield kind, "".join(pieces)


def _rows_of_data(table: HtmlElement) -> list[tuple[Kind, str]]:
    """Return the lines of a table of data; none of another."""
    rows = rows_of_data(table)
    headed = bool(rows) and all(cell.tag == "th" for cell in rows[0])
    words = [[_in_one_line(_words(cell)) for cell in row] for row in rows]
    return list(lines_of_table(words, heads=int(headed)))


def _title(tree: HtmlElement, found: Document | None, lines: Sequence[Line]) -> str | None:
    """Return the heading that the page's own name repeats, which carries no site name, else the best name there is."""
    stated = [meta.get("content", "") for meta in tree.iter("meta") if meta.get("property") == "og:title"]
    names = [name for name in map(_in_one_line, [*stated, tree.findtext(".//title", default="")]) if name]
    sites = {meta.get("content", "").casefold() for meta in tree.iter("meta") if meta.get("property") == "og:site_name"}
    first_headings = [_in_one_line(_words(heading)) for heading in tree.iter("h1")]
    if not names and (written := _title_of_document(tree)):
        return written
    for heading in [*[line.text for line in lines if line.kind == "heading"][:1], *first_headings]:
        named = next((name for name in names if heading.casefold() in name.casefold()), None)
        if heading and named is not None and heading.casefold() not in sites:
            return _with_site(heading, named, lines)
    if not names and len(set(first_headings)) == 1:
        return first_headings[0] or None
    title = found.title if found is not None else None
    return _in_one_line(title or "") or next(iter(names), None)


def _with_site(heading: str, name: str, lines: Sequence[Line]) -> str:
    """Return a heading that may be anybody's with the rest of the page's name, where the page says nowhere whose it is.

    People ask for the opening hours of the "Fernhill Tool Library".
    """
    start = name.casefold().find(heading.casefold())
    rest = " ".join((name[:start] + " " + name[start + len(heading) :]).strip(_AROUND_NAMES).split())
    words = rest.split()
    named = _HEADING_WORD.findall(heading.casefold())
    is_anybodys = bool(named) and _ANYBODYS.issuperset(named) and 1 < len(words) <= _MOST_OF_SITE
    if not is_anybodys or any(sign in rest for sign in _BETWEEN_NAMES) or any(rest in line.text for line in lines):
        return heading
    return f"{heading}{TITLES_BETWEEN}{rest}"


def _title_of_document(tree: HtmlElement) -> str | None:
    """Return the paragraph that Google Docs or Word saved as the document's title, if there is one of them."""
    found = [part for part in tree.iter("p") if not _TITLE_CLASSES.isdisjoint(part.get("class", "").split())]
    return _in_one_line(_words(found[0])) if len(found) == 1 else None


def _in_one_line(text: str) -> str:
    return " ".join(text.replace(_LINE_BREAK, " ").split())


def _address(source: str, tree: HtmlElement) -> str | None:
    """Return the page's address: what it calls canonical, else where the browser says that it was saved from."""
    stated = [link.get("href", "") for link in tree.iter("link") if link.get("rel", "").lower() == "canonical"]
    stated += [meta.get("content", "") for meta in tree.iter("meta") if meta.get("property") == "og:url"]
    if saved := _SAVED_FROM.search(source):
        stated.append(saved[1] or saved[2])
    return next(filter(_is_web_address, map(str.strip, stated)), None)


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in address


def _published(tree: HtmlElement) -> date | None:
    """Return the day that the page states as its publication, the surest statement first; None if two differ."""
    for statements in (
        _dates_of_metadata(tree),
        _dates_of_linked_data(tree),
        _dates_of_elements(tree),
        _dates_in_words(tree),
    ):
        days = set(statements)
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def _dates_of_metadata(tree: HtmlElement) -> Iterator[date]:
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        day = parse_date(meta.get("content", "").strip()) if name.lower() in _PUBLISHED_NAMES else None
        if day:
            yield day


def _dates_of_linked_data(tree: HtmlElement) -> Iterator[date]:
    """Yield `datePublished` of the articles that JSON-LD describes (schema.org)."""
    for script in tree.iter("script"):
        if script.get("type", "").lower() != "application/ld+json":
            continue
        try:
            described = json.loads(script.text or "null")
        except (ValueError, RecursionError):
            continue
        graph = described.get("@graph", described) if isinstance(described, dict) else described
        for thing in graph if isinstance(graph, list) else [graph]:
            stated = thing.get("datePublished") if isinstance(thing, dict) else None
            day = parse_date(stated) if isinstance(stated, str) else None
            if day:
                yield day


def _dates_of_elements(tree: HtmlElement) -> Iterator[date]:
    """Yield the days of elements that are marked as the date: by microdata, by class, or as the article's only time."""
    in_article: set[date] = set()
    for element in tree.iter("time", "span", "p", "div"):
        stated = element.get("datetime") or element.get("content") or ""
        if element.get("itemprop", "").lower() == "datepublished" or element.get("pubdate") is not None:
            day = parse_date(stated.strip() or element.text_content().strip())
        elif _DATE_CLASS.search(element.get("class", "")):
            line = date_line(" ".join(element.text_content()[:200].split()), _page_language(tree))
            day = line.published if line and line.kind in ("published", "bare") else None
        else:
            day = None
            if element.tag == "time" and any(above.tag in ("article", "main") for above in element.iterancestors()):
                in_article.update(filter(None, [parse_date(stated.strip())]))
        if day:
            yield day
    if len(in_article) == 1:
        yield from in_article


def _dates_in_words(tree: HtmlElement) -> Iterator[date]:
    """Yield the days of blocks such as "Publié le 3 février 2025"."""
    language = _page_language(tree)
    for _, text in _visible_blocks(tree):
        line = date_line(" ".join(text.split()), language) if text.strip() else None
        if line and line.kind == "published" and line.published:
            yield line.published


def _changed(tree: HtmlElement) -> date | None:
    """Return the day of the last change, which tools write below a page: "Last updated on Mar 3, 2026."."""
    blocks = (" ".join(text.split()) for _, text in _visible_blocks(tree))
    return find_changed([block for block in blocks if block], _page_language(tree))


def _page_language(tree: HtmlElement) -> Language:
    """Return the language that the page declares, by which "03/02/2025" is read; templates often leave "en"."""
    return "fr" if tree.get("lang", "").lower().startswith("fr") else "en"
