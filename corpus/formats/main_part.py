"""Which part of a page is the article, for pages that do not say: what office programs and people by hand write.

Where no element is an `<article>` or `<main>` and no name gives it away, trafilatura gathers paragraphs and leaves the
headings and lists between them. The element that holds most of the paragraphs itself then becomes the article.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from corpus.vocabulary import vocabulary

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_HOLDERS = vocabulary("body div section")
_BETWEEN = vocabulary("h1 h2 h3 h4 h5 h6 ul ol dl table pre")
_LEAST_SHARE = 0.7
"""Of the letters in all paragraphs. What has less is one part of an article that is laid out in several, or a page
of many articles; then the choice stays trafilatura's."""


def name_main_part(tree: HtmlElement) -> bool:
    """Make the element that holds the page's paragraphs, and headings or lists between them, an `<article>`.

    False where the page names its article itself, or where no element is such.
    """
    if next(tree.iter("article", "main"), None) is not None:
        return False
    letters: Counter[HtmlElement] = Counter()
    for paragraph in tree.iter("p"):
        letters[paragraph.getparent()] += len(paragraph.text_content().strip())
    if not letters:
        return False
    (holder, most), *_ = letters.most_common(1)
    has_more = any(child.tag in _BETWEEN for child in holder)
    if holder.tag not in _HOLDERS or not has_more or most < _LEAST_SHARE * letters.total():
        return False
    if holder.tag != "body":
        holder.tag = "article"
        return True
    article = holder.makeelement("article")
    article.text, holder.text = holder.text, None
    article.extend(list(holder))
    holder.append(article)
    return True
