"""Quotes: clean runs of an article's text, each checked before it is shown.

A quote is whole sentences, or one clause of a sentence too long to quote. `verified` is the only way to a
citation: what does not stand at its offsets is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.answers.answer import Citation
from bot.answers.links import link_to
from corpus.article import Article, Span

LONGEST_QUOTE = 600  # code points: three or four sentences; more is no quote but a copy

CLAUSE_END = re.compile(r"[;:,](?=\s)|\s[–—-](?=\s)|[.!?…](?=\s)")


def verified(article: Article, span: Span, number: int) -> Citation | None:
    """Return the citation of `article` at `span`, or None where there is nothing to quote."""
    quote = span.of(article.text)
    in_bounds = 0 <= span.start < span.end <= len(article.text)
    if not in_bounds or not quote.strip():
        return None
    return Citation(
        number=number,
        article_id=article.id,
        title=article.title,
        url=article.url,
        published=article.published,
        collection=article.collection,
        language=article.language,
        quote=quote,
        start=span.start,
        end=span.end,
        link=link_to(article, span),
    )


def at_most(text: str, span: Span, worth: Callable[[str], float], limit: int = LONGEST_QUOTE) -> Span:
    """Return `span` of `text`, or where it is longer than `limit`, the run of its clauses that is worth most.

    A stretch without clause ends is cut between words. `worth` says how well a text answers.
    """
    if span.end - span.start <= limit:
        return span
    bounds = [
        span.start,
        *(match.end() for match in CLAUSE_END.finditer(text, span.start, span.end)),
        span.end,
    ]
    bounds = _no_longer_than(text, bounds, limit)
    best, best_worth = Span(bounds[0], bounds[1]), -1.0
    last = 0
    for first in range(len(bounds) - 1):
        last = max(last, first + 1)
        while last + 1 < len(bounds) and bounds[last + 1] - bounds[first] <= limit:
            last += 1
        run = Span(bounds[first], bounds[last])
        value = worth(run.of(text))
        if value > best_worth:
            best, best_worth = run, value
    return trimmed(text, best)


def trimmed(text: str, span: Span) -> Span:
    """Return `span` without white space and dangling commas at its ends."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in ",;:–—"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—"):
        end -= 1
    return Span(start, end)


def _no_longer_than(text: str, bounds: list[int], limit: int) -> list[int]:
    """Return `bounds` with more of them, between words, wherever two are further apart than `limit`."""
    closer = [bounds[0]]
    for bound in bounds[1:]:
        while bound - closer[-1] > limit:
            space = text.rfind(" ", closer[-1] + 1, closer[-1] + limit)
            closer.append(space if space > closer[-1] else closer[-1] + limit)
        if bound > closer[-1]:
            closer.append(bound)
    return closer
