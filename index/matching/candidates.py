"""Which passages may answer a question, and what is known of each.

The best passages of each language by words (across languages by their translations) and by meaning, those first that
stand well in both; and the counterparts of the best in the question's language, since a question finds the passage in
its own language more easily than that one's translation. Safe to use from several threads.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.article import LANGUAGES, Language
from index.keeping.admitting import Admitted
from index.keeping.snapshot import Snapshot
from index.matching.parts import Parts
from index.matching.pieces import Pieces, PieceTable
from index.matching.ranking import UNRELATED, Links
from index.scope import Scope
from index.words.terms import Term

DEPTH = 60  # passages taken of each language from each way of matching

# Of those, the candidates of a language. They are half as many to compare piece by piece, and of the held-back training
# questions 0.001 to 0.003 fewer are answered by the first five of a language.
KEPT = 50
SMOOTHING = 60  # of the reciprocal ranks by which they are kept

TRUSTED = 20  # candidates of the question's language whose counterparts are candidates too

WORDS, WORD_RANK, MEANING, MEANING_RANK = range(4)  # rows of what is known of passages


@dataclass(frozen=True, slots=True)
class Query:
    """A question as the index reads it: its language, its content words, its vector of shape (dimensions,).

    `hints` are words that the glossary knows to go with them; passages are looked for by them too, lightly, but they
    are no words that the question asked for. `scope` is what it may be answered from, `pieces` its word pieces where
    they are at hand.
    """

    text: str
    language: Language
    terms: tuple[Term, ...]
    vector: NDArray[np.float32]
    hints: tuple[Term, ...] = ()
    scope: Scope | None = None
    pieces: Pieces | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages that may answer a question: what is known of each, arrays of shape (candidates,).

    Nothing is heard from counterparts yet; `links` says which they are. `word_ranks` and `meaning_ranks` count from 1
    within a language, 0 where that way of matching did not return the passage.
    """

    rows: NDArray[np.int64]
    parts: Parts
    links: Links
    word_ranks: NDArray[np.int64]
    meaning_ranks: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Found:
    """Some passages by row, and what is known of each, shape (4, passages): scores and ranks by words and meaning."""

    rows: NDArray[np.int64]
    known: NDArray[np.float64]


def find_candidates(query: Query, snapshot: Snapshot, table: PieceTable, wanted: int = 0) -> Candidates:
    """Return the passages of `snapshot` that may answer, in no order: at least `wanted`, if the scope holds so many.

    `table` is that of the snapshot's word pieces.
    """
    admitted = snapshot.admitted(query.scope)
    found = [
        _by_both(query, language, snapshot, admitted, kept)
        for language, kept in zip(LANGUAGES, _kept(wanted, snapshot, admitted), strict=True)
    ]
    own = LANGUAGES.index(query.language)
    rows = np.concatenate([one.rows for one in found])
    counterparts = snapshot.vectors.counterparts(found[own].rows[:TRUSTED])
    alike = counterparts.rows[counterparts.similarities > UNRELATED].tolist()
    told = np.array(sorted(set(alike).difference(rows.tolist())), np.int64)
    if admitted is not None and admitted.near.mask is not None:
        told = told[admitted.near.mask[told]]
    rows = np.concatenate((rows, told))
    known = np.concatenate([*(one.known for one in found), _nothing_known(len(told))], axis=1)
    distant = np.flatnonzero(np.isnan(known[MEANING]))
    known[MEANING, distant] = snapshot.vectors.similarities(query.vector, rows[distant])
    rarities = snapshot.counted(query.scope).rarities
    pieces = query.pieces if query.pieces is not None else table.cut([query.text])[0]
    met = snapshot.pieces.meet(pieces, table, rows, rarities)
    parts = Parts(
        words=known[WORDS].astype(np.float32),
        meaning=known[MEANING].astype(np.float32),
        alike=met.alike,
        said=met.said,
        size=np.log1p(met.sizes).astype(np.float32),
        counterpart=np.zeros(len(rows), np.float32),
        across=(snapshot.vectors.groups[rows] != own).astype(np.float32),
    )
    ranks = known[[WORD_RANK, MEANING_RANK]].astype(np.int64)
    return Candidates(rows, parts, _links(rows, snapshot), *ranks)


def _kept(wanted: int, snapshot: Snapshot, admitted: Admitted | None) -> list[int]:
    """Return how many candidates of each language there are to be, so that `wanted` are, where there are so many."""
    sizes = snapshot.vectors.sizes(admitted.near if admitted else None)
    total = sum(sizes.values())
    share = -(-wanted // max(1, len(sizes)))
    lacking = [wanted - (total - sizes.get(group, 0)) for group in range(len(LANGUAGES))]
    return [max(KEPT, share, one) for one in lacking]


def _by_both(query: Query, language: Language, snapshot: Snapshot, admitted: Admitted | None, kept: int) -> _Found:
    """Return the `kept` passages of one language that stand best by words and meaning together, best first.

    By reciprocal rank fusion (Cormack, Clarke and Buettcher, SIGIR 2009), which needs no common scale.
    """
    depth = max(DEPTH, kept)
    only, chosen = (admitted.words, admitted.near) if admitted else (None, None)
    words = snapshot.counted(query.scope).words
    matches = words.search((*query.terms, *query.hints), language, depth, only)
    near = snapshot.vectors.search(query.vector, depth, LANGUAGES.index(language), chosen)
    rows, places = _numbered(np.concatenate((matches.rows, near.rows)))
    of_words, of_meaning = places[: len(matches.rows)], places[len(matches.rows) :]
    ranks = np.arange(1, max(len(of_words), len(of_meaning)) + 1)
    known = _nothing_known(len(rows))
    known[WORDS, of_words], known[WORD_RANK, of_words] = matches.scores, ranks[: len(of_words)]
    known[MEANING, of_meaning], known[MEANING_RANK, of_meaning] = near.similarities, ranks[: len(of_meaning)]
    shares = 1 / (SMOOTHING + ranks)
    fused = np.zeros(len(rows))
    fused[of_words] = shares[: len(of_words)]
    fused[of_meaning] += shares[: len(of_meaning)]
    best = (-fused).argsort(kind="stable")[:kept]  # of equals, the lower row
    return _Found(rows[best], known[:, best])


def _numbered(rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """Return the distinct ones of `rows`, rising, and the place of each among them, as numpy.unique does, sooner."""
    order = rows.argsort()
    ordered = rows[order]
    first = np.ones(len(rows), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    places = np.empty(len(rows), np.intp)
    places[order] = first.cumsum() - 1
    return ordered[first], places


def _nothing_known(count: int) -> NDArray[np.float64]:
    """Return what is known of passages that nothing found: no score and no rank, and a similarity to be worked out."""
    known = np.zeros((4, count))
    known[MEANING] = np.nan
    return known


def _links(rows: NDArray[np.int64], snapshot: Snapshot) -> Links:
    """Return which of `rows` are each other's counterparts."""
    counterparts = snapshot.vectors.counterparts(rows)
    places = {row: place for place, row in enumerate(rows.tolist())}
    found = [places.get(row, -1) for row in counterparts.rows.tolist()]
    return Links(np.array(found, np.int64), counterparts.similarities)
