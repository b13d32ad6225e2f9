"""Quotes: clean runs of an article's text, each checked before it is shown.

A quote is whole sentences, or one clause of a sentence too long to quote. `verified` is the only way to a
citation: what does not stand at its offsets, or begins or ends within a word, is dropped.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import pairwise

from bot.answers.answer import Citation
from bot.answers.layout.rows import columns_of
from bot.answers.shown.links import link_to
from corpus.article import Article, Span
from corpus.layout import NESTED
from corpus.patterns import lazy_pattern

LONGEST_QUOTE = 600  # code points: three or four sentences; more is no quote but a copy

QUOTATION_MARKS = (("«", "»"), ("“", "”"), ('"', '"'))

WITHIN_WORD = lazy_pattern(r"[^\W\d_]['’][^\W\d_]|\d[.,]\d")
FULL_STOPS = frozenset(".!?…")
LINE = lazy_pattern(r"\n+[^\n]*\S")
CLAUSE_END = lazy_pattern(r"[;:,](?=\s)|\s[–—-](?=\s)|[.!?…](?=\s)")


def verified(article: Article, span: Span, number: int, highlight: str = "") -> Citation | None:
    """Return the citation of `article` at `span`, or None where there is nothing to quote, or a word would be cut.

    `highlight` is what answers in it; it is left out where the quote does not hold it.
    """
    quote = span.of(article.text)
    in_bounds = 0 <= span.start < span.end <= len(article.text)
    if not in_bounds or not quote.strip() or any(_cuts_word(article.text, edge) for edge in (span.start, span.end)):
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
        highlight=highlight if highlight in quote else "",
        columns=columns_of(article.text, span),
    )


def announced_by(text: str, sentence: Span) -> Span | None:
    """Return `sentence`, which ends with a colon, with the lines of the list below it that fit in a quote; else None.

    Lines count up to the next empty one behind the first.
    """
    end, last = sentence.end, min(len(text), sentence.start + LONGEST_QUOTE)
    for match in LINE.finditer(text, sentence.end, last):
        left_out = text[end : match.start()].strip() or text[match.end() : last + 1].partition("\n")[0].strip()
        if left_out or (end > sentence.end and match.group().startswith("\n\n")):
            break
        end = match.end()
    return Span(sentence.start, end) if end > sentence.end else None


def with_nested(text: str, span: Span) -> Span:
    """Return a span that ends in no full stop with the items within it, which stand below: "Bots: admitted if".

    All of them, or none where that would be more than a quote: a part would look like all.
    """
    end = span.end
    if text[max(span.end - 1, 0) : span.end] in FULL_STOPS or not text.startswith(f"\n{NESTED}", end):
        return span
    while text.startswith(f"\n{NESTED}", end):
        line = text.find("\n", end + 1)
        end = line if line >= 0 else len(text)
    return Span(span.start, end) if end - span.start <= LONGEST_QUOTE else span


def at_most(text: str, span: Span, worth: Callable[[str], float], limit: int = LONGEST_QUOTE) -> Span:
    """Return `span` of `text`, or where it is longer than `limit`, the run of its clauses that is worth most.

    A stretch without clause ends is cut between words; the result leaves out words that `span` cuts, and is empty where
    a word too long to quote leaves nothing that answers. `worth` says how well a text answers.
    """
    span = _whole_words(text, span)
    if span.end - span.start <= limit:
        return span
    bounds = [
        span.start,
        *(match.end() for match in CLAUSE_END.finditer(text, span.start, span.end)),
        span.end,
    ]
    bounds = _no_longer_than(text, bounds, limit)
    walled = any(end - start > limit for start, end in pairwise(bounds))
    best, best_worth = Span(span.start, span.start), 0.0 if walled else -1.0  # what is left of a wall has to answer
    last = 0
    for first in range(len(bounds) - 1):
        last = max(last, first + 1)
        while last + 1 < len(bounds) and bounds[last + 1] - bounds[first] <= limit:
            last += 1
        run = Span(bounds[first], bounds[last])
        if run.end - run.start > limit:
            continue
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


def without_lone_marks(text: str, span: Span) -> Span:
    """Return `span` without a quotation mark at an end whose partner stands outside it: "« L’API est exclusive."."""
    quote, start, end = span.of(text), span.start, span.end
    for opening, closing in QUOTATION_MARKS:
        lone = _lone(quote, opening, closing)
        if 0 in lone:
            start = span.start + len(opening)
        if len(quote) - 1 in lone:
            end = span.end - len(closing)
    return trimmed(text, Span(start, max(start, end))) if (start, end) != (span.start, span.end) else span


def _lone(quote: str, opening: str, closing: str) -> set[int]:
    """Return where marks stand without a partner; of straight ones, which do not say what they are, a single one."""
    if opening == closing:
        place = quote.find(opening)
        alone = place >= 0 and quote.count(opening) == 1 and not quote[:place][-1:].isdigit()  # 6.1" is a length
        return {place} if alone else set()
    opened: list[int] = []
    lone: set[int] = set()
    if opening not in quote and closing not in quote:
        return lone
    for place, letter in enumerate(quote):
        if letter == opening:
            opened.append(place)
        elif letter == closing:
            if opened:
                opened.pop()
            else:
                lone.add(place)
    return lone.union(opened)


def _no_longer_than(text: str, bounds: list[int], limit: int) -> list[int]:
    """Return `bounds` with more of them, between words, wherever two are further apart than `limit`.

    Only around a word that is longer than `limit` are two still further apart.
    """
    closer = [bounds[0]]
    for bound in bounds[1:]:
        while bound - closer[-1] > limit:
            space = text.rfind(" ", closer[-1] + 1, closer[-1] + limit)
            if space < 0:
                space = text.find(" ", closer[-1] + limit, bound)
            if space < 0:
                break
            closer.append(space)
        if bound > closer[-1]:
            closer.append(bound)
    return closer


def _whole_words(text: str, span: Span) -> Span:
    """Return `span` without the words at its ends that it cuts: a wall of letters is parted anywhere."""
    start, end = span.start, span.end
    if _cuts_word(text, start):
        start = text.find(" ", start, end) + 1 or end
    if _cuts_word(text, end):
        end = max(text.rfind(" ", start, end), start)
    return trimmed(text, Span(start, end))


def _cuts_word(text: str, place: int) -> bool:
    """Return whether `place` lies within a word or a number: "wor|d", "d’|un", "1,|000"; not "end.|Next"."""
    left, right = text[max(0, place - 2) : place], text[place : place + 2]
    if not left or not right:
        return False
    if left[-1].isalnum() and (right[0].isalnum() or unicodedata.combining(right[0])):
        return True
    around = left + right[0] if right[0].isalnum() else left[-1] + right
    return bool(WITHIN_WORD.fullmatch(around))
