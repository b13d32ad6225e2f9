"""The blocks of a page made plain, before anything reads them: what trafilatura would lose becomes what it keeps.

It reads paragraphs, headings, lists and tables, and not the words that stand bare beside them ("Closed on Mondays.<br>"
in a body, an answer right behind its `<summary>`), the first line of an address, or a heading that is a button.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from corpus.vocabulary import vocabulary

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_HOLDERS = vocabulary("body main article section div details fieldset")
"""What holds blocks, and may hold words between them. Words that are all of a `<div>` trafilatura reads."""

_BLOCKS = vocabulary(
    "h1 h2 h3 h4 h5 h6 p ul ol dl table pre blockquote div section article main aside nav header footer form details",
    "summary figure figcaption hr address center fieldset legend script style noscript template iframe svg select",
    "textarea video audio object canvas menu dialog head link meta",
)
_IN_MENUS = vocabulary("nav header footer form menu aside button")
_HEADINGS = vocabulary("h1 h2 h3 h4 h5 h6")
_TOGGLED = re.compile(r"accordion|collaps|toggle|faq|expand", re.IGNORECASE)
_CALLOUTS = vocabulary("note tip hint info warning caution danger important alert callout admonition")
_OF_CLASS = re.compile(r"[^a-z]+")
_MOSTLY_LINKS = 0.5  # least share of the letters of a run of words that are links for it to be a menu
_FEWEST_WORDS = 2  # of a button that shows and hides a part of the page, to be what heads it
_FEWEST_OF_RUN = 4  # words beside blocks; fewer mostly are labels: "Share:", "Source"
_COMPARED = 60  # letters of a block by which it is known as read
_BOLD = frozenset(("b", "strong"))
_LONGEST_TOGGLE = 200  # code points


def make_plain(tree: HtmlElement) -> None:
    """Make paragraphs of the words that stand bare between blocks, and headings of the buttons that are such."""
    for button in list(tree.iter("button")):
        _unwrap_heading(button)
    for address in list(tree.iter("address")):
        address.tag = "div" if any(child.tag in _BLOCKS for child in address) else "p"
    for aside in list(tree.iter("aside")):
        is_callout = not _CALLOUTS.isdisjoint(_OF_CLASS.split(aside.get("class", "").lower()))
        if is_callout and next(aside.iterancestors("article", "main"), None) is not None:
            aside.tag = "div"
    for details in list(tree.iter("details")):
        _open(details)
    for paragraph in tree.iter("p"):
        if next(paragraph.iterancestors(*_IN_MENUS), None) is None:
            _unlink(paragraph)
    for center in list(tree.iter("center")):
        center.tag = "div"


def _unwrap_heading(button: HtmlElement) -> None:
    """Take the button from a heading that is one, and make a heading of one that shows and hides what it heads."""
    if next(button.iterancestors(*_HEADINGS), None) is not None:
        button.drop_tag()
        return
    toggles = button.get("aria-expanded") is not None or _TOGGLED.search(button.get("class", "")) is not None
    words = button.text_content().split()
    if not toggles or len(words) < _FEWEST_WORDS or len(" ".join(words)) > _LONGEST_TOGGLE:
        return
    if next(button.iterancestors(*_IN_MENUS, "p", "li", "td", "th", "a", "summary"), None) is None:
        button.tag = "h4"


def _unlink(paragraph: HtmlElement) -> None:
    """Make plain words of the links in a paragraph of mostly other words: for a link a short answer is left out."""
    links = list(paragraph.iter("a"))
    linked = sum(len(_folded(link.text_content())) for link in links)
    if links and linked < _MOSTLY_LINKS * len(_folded(paragraph.text_content())):
        for link in links:
            link.drop_tag()


def _open(details: HtmlElement) -> None:
    """Make a heading of a summary, a paragraph of what stands bare behind it, and parts of the page of both."""
    summary = details.find("summary")
    if summary is None or not summary.text_content().strip():
        return
    if (summary.tail or "").strip():
        paragraph = details.makeelement("p")
        paragraph.text, summary.tail = summary.tail, None
        while (below := summary.getnext()) is not None and below.tag not in _BLOCKS:
            paragraph.append(below)
        summary.addnext(paragraph)
    if not any(below.tag in _HEADINGS for below in summary.iterdescendants()):
        summary.tag = "h4"
    else:
        summary.drop_tag()
    details.drop_tag()


def wrap_lost(tree: HtmlElement, text: str) -> bool:
    """Put words that stand bare between blocks into paragraphs where they are not in `text`, which one beside them is.

    False where there are none.
    """
    read = _folded(text)
    found = [
        (holder, before, run)
        for holder in tree.iter(*_HOLDERS)
        if next(holder.iterancestors(*_IN_MENUS), None) is None
        for before, run, beside in _runs(holder)
        if any(one[:_COMPARED] in read for one in beside) and _is_lost(holder, before, run, read)
    ]
    for holder, before, run in reversed(found):
        paragraph = holder.makeelement("p")
        if before is None:
            paragraph.text, holder.text = holder.text, None
            holder.insert(0, paragraph)
        else:
            paragraph.text, before.tail = before.tail, None
            before.addnext(paragraph)
        paragraph.extend(run)
    return bool(found)


def _runs(holder: HtmlElement) -> Iterator[tuple[HtmlElement | None, list[HtmlElement], list[str]]]:
    """Yield what stands within lines between the blocks of an element: the block before, the run, the words beside."""
    before: HtmlElement | None = None
    run: list[HtmlElement] = []
    for child in holder:
        if child.tag in _BLOCKS or any(below.tag in _BLOCKS for below in child.iterdescendants()):
            beside = [_folded(one.text_content()) for one in (before, child) if one is not None]
            yield before, run, list(filter(None, beside))
            before, run = child, []
        else:
            run.append(child)
    if before is not None:
        yield before, run, list(filter(None, [_folded(before.text_content())]))


def _is_lost(holder: HtmlElement, before: HtmlElement | None, run: Sequence[HtmlElement], read: str) -> bool:
    """Return whether a run says something, mostly not by links, and is not read."""
    own = (holder.text if before is None else before.tail) or ""
    said = own + "".join(child.text_content() + (child.tail or "") for child in run)
    letters = _folded(said)
    linked = sum(len(_folded(link.text_content())) for child in run for link in child.iter("a", "button", "label"))
    is_bold = not own.strip() and len(run) > 0 and run[0].tag in _BOLD and not (run[0].tail or "").strip()
    return (
        (len(said.split()) >= _FEWEST_OF_RUN or is_bold)
        and linked < _MOSTLY_LINKS * len(letters)
        and letters not in read
    )


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
