"""The lines of a passage: items of lists and rows of tables, and what they answer. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from bot.answers.layout.items import ITEM
from bot.answers.layout.rows import LONGEST_LABEL
from bot.answers.shown.quotes import Quote
from bot.answers.shown.quoting import LONGEST_QUOTE
from corpus.article import Article, Span
from corpus.patterns import lazy_pattern

LABELLED = lazy_pattern(rf"(?:[-*+•◦] |\d{{1,3}}[.)] |\(?[a-z]{{1,4}}\) )([^\n:|]{{1,{LONGEST_LABEL}}}?)\s?: (?=\S)")


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What the layout of an article answers: at least one quote, and whether they surely do."""

    quotes: list[Quote]
    surely: bool


def heading_span(article: Article, place: int) -> Span | None:
    """Return where the heading is that a place of an article stands under; None where it stands under none."""
    above = bisect_right(article.headings, place, key=lambda span: span.end)
    return article.headings[above - 1] if above else None


def heading_above(article: Article, place: int) -> str:
    """Return the heading that a place of an article stands under; empty where it stands under none."""
    span = heading_span(article, place)
    return span.of(article.text) if span is not None else ""


def lines_of(text: str, passage: Span) -> Iterator[Span]:
    """Yield the lines of a passage of `text` that are short enough to quote, the first and last whole."""
    start = text.rfind("\n", max(0, passage.start - LONGEST_QUOTE), passage.start) + 1
    start = start or (0 if passage.start < LONGEST_QUOTE else passage.start)
    end = text.find("\n", passage.end, passage.end + LONGEST_QUOTE)
    end = end if end >= 0 else min(len(text), passage.end + LONGEST_QUOTE)
    for line in text[start:end].split("\n"):
        if len(line) <= LONGEST_QUOTE:
            yield Span(start, start + len(line))
        start += len(line) + 1


def items_of(text: str, passage: Span) -> Iterator[Span]:
    """Yield the items of lists in a passage, without their bullets or numbers."""
    for span in lines_of(text, passage):
        if mark := ITEM.match(text, span.start, span.end):
            yield Span(mark.end(), span.end)
