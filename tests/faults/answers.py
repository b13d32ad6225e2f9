"""All that people see of one snapshot, so that two can be compared, scores and order included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from corpus.roots import Root
from index.builds.building import build_index
from index.encoders import load_encoder
from index.encoders.protocol import Encoder
from index.glossaries.meanings import Entry
from index.hits import Hit
from index.keeping.passage_store import ArticleCard
from index.keeping.snapshot import Snapshot, Store, open_snapshot
from index.scope import Scope
from index.search import Search
from index.search_pool import SearchPool
from index.words.lexicon import Lexicon, load_lexicon
from index.words.word_vectors import WordVectors
from tests.faults.articles import ASKED, SCOPES, Asked


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The row of the passage in the other language that says the same, -1 for none, and how alike it is."""

    row: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Answers:
    """What a snapshot says: hits by question, articles, glossary, and each passage's counterpart in row order."""

    hits: Mapping[Asked, Sequence[Hit]]
    articles: Sequence[ArticleCard]
    terms: Mapping[Scope | None, Sequence[Entry]]
    counterparts: Sequence[Counterpart]
    counts: tuple[int, int, Mapping[str, int], Mapping[str, int]]

    def differences(self, wanted: Answers) -> list[str]:
        """Return what is not as in `wanted`, a sentence each; none where both say the same."""
        found = [
            f"{asked.question!r} in {sorted(asked.scope or ['all shared'])}: {_unlike(hits, wanted.hits[asked])}"
            for asked, hits in self.hits.items()
            if hits != wanted.hits[asked]
        ]
        for what in ("articles", "terms", "counterparts", "counts"):
            ours, theirs = getattr(self, what), getattr(wanted, what)
            if ours != theirs:
                found.append(f"{what}: {ours}, wanted {theirs}")
        return found


def _unlike(hits: Sequence[Hit], wanted: Sequence[Hit]) -> str:
    places = [hit.passage for hit in hits]
    if places != [hit.passage for hit in wanted]:
        return f"{_short(hits)}, wanted {_short(wanted)}"
    return next(f"{one}, wanted {other}" for one, other in zip(hits, wanted, strict=True) if one != other)


def _short(hits: Sequence[Hit]) -> list[str]:
    return [f"{hit.article.id}:{hit.passage.start} {hit.fused!r}" for hit in hits]


@cache
def encoder() -> Encoder:
    """Return the encoder that ships."""
    return load_encoder()


@cache
def lexicon() -> Lexicon:
    """Return the lexicon that ships."""
    return load_lexicon()


@cache
def _words() -> WordVectors:
    return WordVectors(encoder())


def searching(snapshot: Snapshot, pool: SearchPool | None = None) -> Search:
    """Return the search that the bot has, over `snapshot`."""
    return Search(snapshot, encoder(), lexicon(), words=_words(), pool=pool)


def read_answers(snapshot: Snapshot) -> Answers:
    """Return all that a snapshot says."""
    search = searching(snapshot)
    near = snapshot.vectors.counterparts(np.arange(snapshot.manifest.passages))
    pairs = zip(near.rows.tolist(), near.similarities.tolist(), strict=True)
    manifest = snapshot.manifest
    return Answers(
        {asked: search.find(asked.question, scope=asked.scope) for asked in ASKED},
        snapshot.articles(),
        {scope: snapshot.glossary.entries(only=snapshot.names_in(scope)) for scope in SCOPES},
        [Counterpart(row, similarity) for row, similarity in pairs],
        (manifest.articles, manifest.passages, dict(manifest.languages), dict(manifest.collections)),
    )


@dataclass(frozen=True, slots=True)
class InUse:
    """The snapshot that the bot would use, and what it says."""

    name: str
    answers: Answers


def open_and_read(store: Store) -> InUse:
    """Return what is in use."""
    snapshot = open_snapshot(store, encoder())
    try:
        return InUse(snapshot.manifest.name, read_answers(snapshot))
    finally:
        snapshot.close()


def build_fresh(roots: Sequence[Root], folder: Path) -> Answers:
    """Return what a first build of the same articles says, below a `folder` that is not there yet."""
    build_index(roots, folder, encoder())
    return open_and_read(Store(folder)).answers
