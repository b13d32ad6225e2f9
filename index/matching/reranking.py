"""The best hits in a reranker's order.

Knows hits and what a reranker promises, no model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.hits import Hit, Standing
from index.rerankers.protocol import Reranker

# Pairs that a reranker reads a question, and most of what a question then costs: six layers of width 384 took 2.0 s
# over twenty passages (median of ten, two cores of an AMD EPYC that had other work).
RERANK_DEPTH = 20


def rerank(question: str, hits: Sequence[Hit], reranker: Reranker, depth: int = RERANK_DEPTH) -> list[Hit]:
    """Return `hits` with the first `depth` in the reranker's order, ties as they were, and the rest behind them.

    Those carry the reranker's rank and score as `reranked`; ranks of hits count anew.

    Raises:
        RerankerError: the reranker failed or gave something unusable.
    """
    read, rest = hits[:depth], hits[depth:]
    scores = reranker.scores(question, [read_text(hit) for hit in read]).tolist()
    order = sorted(range(len(read)), key=lambda place: -scores[place])
    ranked = [replace(read[place], reranked=Standing(rank, scores[place])) for rank, place in enumerate(order, start=1)]
    return [replace(hit, rank=rank) for rank, hit in enumerate([*ranked, *rest], start=1)]


def read_text(hit: Hit) -> str:
    """Return what a reranker reads of a hit: title and heading, which say what "it" is, above the passage."""
    above = " - ".join(part for part in (hit.article.title, hit.passage.heading) if part)
    return f"{above}\n{hit.text}"
