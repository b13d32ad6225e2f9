"""What pages hang on their own headings and words for readers of a screen: permalinks, "edit", a list of the headings.

None of it is text of the article, and much of it makes trafilatura take a list of terms for a menu, since its words
are links. A mark goes only where it says nothing: "C#" keeps its sign, a heading that is one link keeps its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from corpus.vocabulary import vocabulary

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]
    from markdown_it.token import Token

_SIGNS = frozenset("¶#§🔗⚓↩↑⇧^\ufe0e\ufe0f\u200b ")
"""What documentation tools show as the link to a heading, or back from a note; ↩ and ↑ are those of notes."""

_LABEL = re.compile(
    r"(?:permalink|(?:direct |permanent )?link to|section titled|copy link|lien (?:direct|permanent)|copier le lien)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\[\w{1,4}\]")
_ATTRIBUTE = re.compile(r" ?\{ ?#[\w:.-]{1,100} ?\}$")
_HEADINGS = vocabulary("h1 h2 h3 h4 h5 h6")
_CONTENTS = vocabulary("toc toc_container ez-toc-container table-of-contents")
_MENUS = vocabulary("li header nav aside footer")
_MOSTLY_LINKS = 0.5
"""Least share of the words of a list of headings that are links; its label and numbers are the rest."""


def remove_marks(tree: HtmlElement) -> None:
    """Take the permalinks, edit links and lists of its headings out of a page; what stands behind them stays."""
    marks = [mark for heading in tree.iter(*_HEADINGS) for mark in _labels_of(heading)]
    marks += filter(_is_mark, tree.iter("a", "span", "sup", "div", "nav", "ul"))
    for mark in marks:
        if mark.getparent() is not None:
            mark.drop_tree()


def _labels_of(heading: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the buttons in a heading, and the links in or right behind it that only say that they lead to it."""
    words = heading.text_content().strip()
    following = heading.getnext()
    behind = () if following is None or following.tag != "a" else (following,)
    for element in (*heading.iter("a", "button"), *behind):
        own = element.text_content().strip()
        is_label = element.tag == "button" or ("#" in element.get("href", "") and _LABEL.match(own) is not None)
        if is_label and own != words:
            yield element


def _is_mark(element: HtmlElement) -> bool:
    match element.tag:
        case "a":
            return "#" in element.get("href", "") and is_sign(element.text_content())
        case "span":
            return "mw-editsection" in element.get("class", "").split()
        case "sup":
            links = element.findall("a")
            words = element.text_content().strip() if len(links) == 1 else ""
            return _NOTE.fullmatch(words) is not None and "#" in links[0].get("href", "")
        case _:
            names = {element.get("id", ""), *element.get("class", "").split()}
            return not _CONTENTS.isdisjoint(names) and not _is_in_menu(element) and _is_mostly_links(element)


def _is_in_menu(element: HtmlElement) -> bool:
    """Say whether an element is part of a menu, which trafilatura knows by its many links: it is to keep them."""
    return next(element.iterancestors(*_MENUS), None) is not None


def _is_mostly_links(element: HtmlElement) -> bool:
    letters = len("".join(element.text_content().split()))
    linked = sum(len("".join(link.text_content().split())) for link in element.iter("a") if "#" in link.get("href", ""))
    return linked >= _MOSTLY_LINKS * letters


def is_sign(words: str) -> bool:
    """Say whether a link says nothing but that it is one: "¶", "#", "🔗"."""
    return len(words) <= 10 and words.strip() != "" and _SIGNS.issuperset(words)


def without_signs(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens of a Markdown heading without its links to itself."""
    kept: list[Token] = []
    for token in tokens:
        kept.append(token)
        if token.type == "link_close":
            first = max(place for place, one in enumerate(kept) if one.type == "link_open")
            words = "".join(one.content for one in kept[first:])
            if "#" in str(kept[first].attrGet("href") or "") and is_sign(words):
                del kept[first:]
    return kept


def without_attribute(heading: str) -> str:
    """Return a Markdown heading without the name that many tools read behind it: "Install {#install}"."""
    return _ATTRIBUTE.sub("", heading)
