"""An item of a list in which an answer stands, and the line that says what the list is of: "You may not:". Pure.

Below such a line "sell accounts" says the contrary of what it says alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from bot.answers.questions.whether import asks_may_or_must, asks_permission, asks_whether, asks_who_may
from corpus.article import Article, Span
from corpus.patterns import lazy_pattern

ITEM = lazy_pattern(r"(?:[-*+•◦]|\d{1,3}[.)]|\(?[a-z]{1,4}\)) ")
MOST_LINES = 2000  # above an item, of which the first that is no item announces the list
LONGEST_LINE = 200  # code points of a line that announces; a longer one is prose
# That something is not so of all that follows; "don't forget", "no-shows" and "except holidays" say no such thing.
FORBIDS = lazy_pattern(
    r"\b(?=\w)(?:(?:may|must|can|could|should|will|are|is|do|does)\s?(?:not|n['’]t)\b"
    r"(?!\s(?:forget|worry|hesitate|miss|sure|panic))|"
    r"(?:cannot|never|mustn['’]?t|can['’]?t|don['’]?t)\b(?!\s(?:forget|worry|hesitate|miss|panic))|"
    r"not\s(?:\w+\s)?(?:allowed|permitted|accepted|included|covered|supported|available|eligible|welcome|refund\w*|for)\b|"
    r"un(?:supported|available|acceptable|authori[sz]ed|wanted|welcome|suitable|eligible|safe|paid|covered)\b|"
    r"(?:ineligible|incompatible|prohibited|forbidden|banned|excluded|exclusions|disallowed|refused|(?:we|they)\s+refuse)\b|"
    r"interdi(?:t|te|ts|tes|ction|ctions)\b|défense\s+d|ne\s+pas\b(?!\s(?:oubli|hésit|manqu))|"
    r"non\s(?:\w+\s)?(?:compri|inclu|rembours|couvert|autoris|admi|pri)\w*|"
    r"(?:exclue?s?|incompatibles?|proscrite?s?|refusée?s?)\b)|"
    r"^\W*(?:no|exceptions?|except(?:\sfor)?|excluding|sauf|à\s(?:éviter|proscrire)|hors\s(?:garantie|forfait|contrat))\W*$|"
    r"(?<!\w)(?:ne\s|n['’])(?!oubli|hésit|manqu|inquiét|pas\b)[^.:;!?]{1,40}\b(?:pas|plus|jamais|aucune?s?)\b",
    re.IGNORECASE,
)


def needed_above(article: Article, span: Span, question: str, *, bare: bool = False) -> Span | None:
    """Return where the line stands without which an item that holds `span` would mislead; None where none does.

    That is a line that forbids, and above items that are no sentences any that announces them, where it is asked
    whether something is so or may be done, or who may; or where a question is `bare`, a few words that name a thing.
    """
    line = announcement(article, span)
    if line is None:
        return None
    end = article.text.find("\n", span.start)
    item = article.text[span.start : end if end >= 0 else None].rstrip()
    if forbids(line.of(article.text)):
        return line
    asks = asks_whether(question) or asks_may_or_must(question) or asks_permission(question) or asks_who_may(question)
    return line if (asks or bare) and not item.endswith((".", "!", "?", "…")) else None


def announcement(article: Article, span: Span) -> Span | None:
    """Return where the line stands that announces the list of which `span` is in an item; None without list or line.

    It is a heading, or ends with a colon.
    """
    text = article.text
    start = text.rfind("\n", 0, span.start) + 1
    if not _is_item(text[start : span.start + 1]):
        return None
    for _ in range(MOST_LINES):
        end = start - 1
        if end <= 0:
            return None
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end]
        if not line.strip() or line[0].isspace() or _is_item(line):  # an item may go on in a line that stands in
            continue
        return Span(start, end) if _announces(article, Span(start, end)) else None
    return None


def forbids(text: str) -> bool:
    """Return whether a line that announces a list says that something is not so of all its items."""
    return FORBIDS.search(text) is not None


def _announces(article: Article, line: Span) -> bool:
    if line.end - line.start > LONGEST_LINE:
        return False
    at = bisect_right([one.start for one in article.headings], line.start) - 1
    is_heading = at >= 0 and line.start < article.headings[at].end
    return is_heading or line.of(article.text).rstrip().endswith(":")


def _is_item(line: str) -> bool:
    return ITEM.match(line.lstrip()) is not None
