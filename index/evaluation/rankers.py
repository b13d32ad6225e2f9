"""Ways of finding that can be evaluated: the product's own search, its words alone, its encoder alone.

Each reads one opened index and gives article ids, best first; an article counts where its best passage stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, Protocol

import numpy as np

from corpus.article import LANGUAGES, Language
from index.search import Search
from index.words.lexicon import Translation
from index.words.terms import read_terms

Way = Literal["all", "words", "dense"]


class Ranker(Protocol):
    """One way of finding articles."""

    @property
    def name(self) -> str:
        """One word for a run's tag."""
        ...

    def find(self, question: str, limit: int) -> tuple[str, ...]:
        """Return article ids, best first, both languages mixed; `limit` says how deep to look."""
        ...


def ranker(way: Way, search: Search) -> Ranker:
    """Return the ranker of that way over an opened index."""
    makers: dict[Way, Callable[[Search], Ranker]] = {"all": FusedRanker, "words": WordsRanker, "dense": DenseRanker}
    return makers[way](search)


class FusedRanker:
    """What users get: the `limit` best passages of all ways of matching together."""

    name: Way = "all"

    def __init__(self, search: Search) -> None:
        self._search = search

    def find(self, question: str, limit: int) -> tuple[str, ...]:
        """Return the articles of the best passages."""
        return tuple(dict.fromkeys(hit.article.id for hit in self._search.find(question, limit)))


class WordsRanker:
    """BM25 alone: the question's own words, stemmed as each language stems them; no lexicon and no encoder.

    The `limit` best of each language, mixed by score, so that neither language crowds out the other.
    """

    name: Way = "words"

    def __init__(self, search: Search) -> None:
        self._search = search
        self._articles = search.snapshot.passages.article_ids()

    def find(self, question: str, limit: int) -> tuple[str, ...]:
        """Return the articles that hold the question's words."""
        query = self._search.read(question)
        terms = read_terms(query.text, query.language, _NoLexicon())
        scores: dict[int, float] = {}
        words = self._search.snapshot.counted(None).words  # of the shared articles, which need no filter
        for language in LANGUAGES:
            matches = words.search(terms, language, limit)
            scores.update(zip(matches.rows.tolist(), matches.scores.tolist(), strict=True))
        rows = sorted(scores, key=lambda row: (-scores[row], row))
        return _articles(rows, self._articles)


class DenseRanker:
    """The encoder alone: the `limit` nearest passages of each language, mixed by similarity."""

    name: Way = "dense"

    def __init__(self, search: Search) -> None:
        self._search = search
        self._articles = search.snapshot.passages.article_ids()

    def find(self, question: str, limit: int) -> tuple[str, ...]:
        """Return the nearest articles; none for a question that the encoder knows nothing of."""
        vector, vectors = self._search.read(question).vector, self._search.snapshot.vectors
        admitted = self._search.snapshot.admitted(None)
        chosen = admitted.near if admitted else None
        near = [vectors.search(vector, limit, group, chosen) for group in range(len(LANGUAGES))]
        rows = np.concatenate([one.rows for one in near])
        similarities = np.concatenate([one.similarities for one in near])
        return _articles(rows[np.lexsort((rows, -similarities))].tolist(), self._articles)


class _NoLexicon:
    """Knows no translation, so that every word is looked for as itself."""

    def translations(self, stem: str, source: Language, *, learned: bool = False) -> tuple[Translation, ...]:
        """Return none."""
        return ()

    def phrases(self, stems: Sequence[str], source: Language) -> Iterator[tuple[range, tuple[Translation, ...]]]:
        """Yield none."""
        return iter(())

    def related(self, stems: Sequence[str], language: Language) -> Iterator[tuple[range, tuple[Translation, ...]]]:
        """Yield none."""
        return iter(())


def _articles(rows: Iterable[int], articles: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(articles[row] for row in rows))
