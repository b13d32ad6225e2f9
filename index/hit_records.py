"""Hits as JSON has them, to the last digit, for those who have the articles at hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

from corpus.article import Passage
from index.hits import Hit, Standing
from index.passage_store import PassageStore
from index.ranking import Contributions

Record = Sequence[Any]

FIELDS = [field.name for value in (Hit, Passage, Standing, Contributions) for field in fields(value)]
"""What records hold: whoever writes them and whoever reads them have to agree."""

_of_because = attrgetter(*(field.name for field in fields(Contributions)))


def record_of(hit: Hit) -> Record:
    """Return a hit without its article."""
    passage, standings = hit.passage, (hit.words, hit.across, hit.dense, hit.pieces, hit.reranked)
    return [
        passage.article_id,
        passage.start,
        passage.end,
        passage.heading,
        hit.rank,
        hit.fused,
        [None if one is None else (one.rank, one.score) for one in standings],
        None if hit.because is None else _of_because(hit.because),
        hit.alike,
    ]


def hits_of(records: Iterable[Record], passages: PassageStore) -> list[Hit]:
    """Return the hits that `record_of` made records of, their articles read from `passages`.

    Raises:
        DamagedIndexError: there is no such article.
    """
    records = list(records)
    numbers = [passages.catalogue.find(record[0]) for record in records]
    articles = passages.articles(set(numbers))
    hits = []
    for number, (article_id, start, end, heading, rank, fused, standings, because, alike) in zip(
        numbers, records, strict=True
    ):
        words, across, dense, pieces, reranked = (None if one is None else Standing(*one) for one in standings)
        hits.append(
            Hit(
                rank=rank,
                article=articles[number],
                passage=Passage(article_id, start, end, heading),
                fused=fused,
                words=words,
                across=across,
                dense=dense,
                pieces=pieces,
                because=None if because is None else Contributions(*because),
                reranked=reranked,
                alike=alike,
            )
        )
    return hits
