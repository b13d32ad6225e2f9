"""Articles into passages: runs of whole sentences of about the same length, cut at paragraph ends by preference.

Every sentence of the text outside headings is in exactly one passage; no passage crosses a heading. Cuts are the
cheapest of all: the sum over a section of how far each passage stays below the limit (squared), plus a price for
each cut inside a paragraph. Knows nothing of what the text says.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.article import Article, Passage, Span
from corpus.sentences import split_sentences

_PRICE_INSIDE_PARAGRAPH = 0.25
"""What a cut inside a paragraph costs. A passage half as long as allowed costs the same, so that a paragraph is parted
only where whole ones would leave passages shorter than that."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    ends_paragraph: bool


def cut_passages(article: Article, limit: int = 700, *, sentences: Sequence[Span] | None = None) -> tuple[Passage, ...]:
    """Return the passages of an article in order, each of at most `limit` code points.

    `sentences` are what `split_sentences` finds in the article's text, where the caller has them already. A sentence
    that is longer than the limit by itself is a passage by itself (see `corpus.sentences.LONGEST`).

    Raises:
        ValueError: `limit` is not positive.
    """
    if limit < 1:
        msg = f"a passage needs at least one code point, not {limit}"
        raise ValueError(msg)
    passages: list[Passage] = []
    for heading, section in _sections(article):
        found = _sentences(article, section, sentences)
        passages.extend(Passage(article.id, span.start, span.end, heading) for span in _packed(found, limit))
    return tuple(passages)


def _sections(article: Article) -> Iterator[tuple[str, Span]]:
    """Yield the stretches of text between headings, each with the heading above it."""
    heading, start = "", 0
    for span in article.headings:
        yield heading, Span(start, span.start)
        heading, start = span.of(article.text), span.end
    yield heading, Span(start, len(article.text))


def _sentences(article: Article, section: Span, known: Sequence[Span] | None) -> list[_Sentence]:
    text = article.text
    if known is None:
        found = split_sentences(section.of(text), article.language)
        spans = [Span(section.start + span.start, section.start + span.end) for span in found]
    else:
        first = bisect_left(known, section.start, key=lambda span: span.start)
        spans = list(known[first : bisect_left(known, section.end, lo=first, key=lambda span: span.start)])
    return [
        _Sentence(span.start, span.end, following is None or "\n\n" in text[span.end : following.start])
        for span, following in zip(spans, (*spans[1:], None), strict=False)
    ]


def _packed(sentences: list[_Sentence], limit: int) -> list[Span]:
    """Return the cheapest cuts, found from the start on: cost[i] is that of packing the first i sentences."""
    cost = [0.0] + [float("inf")] * len(sentences)
    came_from = [0] * (len(sentences) + 1)
    for last in range(1, len(sentences) + 1):
        end = sentences[last - 1].end
        price = 0.0 if sentences[last - 1].ends_paragraph else _PRICE_INSIDE_PARAGRAPH
        for first in range(last - 1, -1, -1):
            length = end - sentences[first].start
            if length > limit and first < last - 1:
                break
            slack = max(0.0, 1 - length / limit)
            total = cost[first] + slack * slack + price
            if total < cost[last]:
                cost[last], came_from[last] = total, first
    spans: list[Span] = []
    last = len(sentences)
    while last:
        first = came_from[last]
        spans.append(Span(sentences[first].start, sentences[last - 1].end))
        last = first
    return spans[::-1]
