"""Hits as JSON can say them, whole and to the last digit, for another process that takes them as they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter
from typing import Any

from corpus.article import Article, Passage, Span
from index.hits import Hit, Standing
from index.matching.ranking import Contributions

Record = Sequence[Any]

HIT_FIELDS = [field.name for value in (Hit, Article, Passage, Standing, Contributions) for field in fields(value)]
"""What records hold: whoever writes them and whoever reads them have to agree."""

_of_because = attrgetter(*(field.name for field in fields(Contributions)))


@dataclass(frozen=True, slots=True)
class Records:
    """Those of some hits, and of their articles, each of which is there once; `texts` are those of the articles."""

    hits: Sequence[Record]
    articles: Sequence[Record]
    texts: Sequence[str]


def records_of(hits: Iterable[Hit]) -> Records:
    """Return the records of some hits."""
    places: dict[str, int] = {}
    articles: list[Article] = []
    found = []
    for hit in hits:
        if hit.article.id not in places:
            places[hit.article.id] = len(articles)
            articles.append(hit.article)
        found.append(_of_hit(hit, places[hit.article.id]))
    return Records(found, list(map(_of_article, articles)), [article.text for article in articles])


def hits_of(records: Records) -> list[Hit]:
    """Return the hits that `records_of` made records of; those of one article share it."""
    articles = list(map(_as_article, records.articles, records.texts))
    return [_as_hit(one, articles) for one in records.hits]


def _of_hit(hit: Hit, article: int) -> Record:
    passage, standings = hit.passage, (hit.words, hit.across, hit.dense, hit.pieces, hit.reranked)
    return (
        article,
        passage.start,
        passage.end,
        passage.heading,
        hit.rank,
        hit.fused,
        tuple(None if one is None else (one.rank, one.score) for one in standings),
        None if hit.because is None else _of_because(hit.because),
        hit.alike,
    )


def _as_hit(record: Record, articles: Sequence[Article]) -> Hit:
    place, start, end, heading, rank, fused, standings, because, alike = record
    words, across, dense, pieces, reranked = [None if one is None else Standing(*one) for one in standings]
    article = articles[place]
    return Hit(
        rank=rank,
        article=article,
        passage=Passage(article.id, start, end, heading),
        fused=fused,
        words=words,
        across=across,
        dense=dense,
        pieces=pieces,
        because=None if because is None else Contributions(*because),
        reranked=reranked,
        alike=alike,
    )


def _of_article(article: Article) -> Record:
    published = article.published.isoformat() if article.published else None
    headings = [(span.start, span.end) for span in article.headings]
    return (article.id, article.title, article.language, article.url, published, article.collection, headings)


def _as_article(record: Record, text: str) -> Article:
    article_id, title, language, url, published, collection, headings = record
    day = date.fromisoformat(published) if published else None
    spans = tuple(Span(start, end) for start, end in headings)
    return Article(article_id, title, language, text, url, day, collection, spans)
