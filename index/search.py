"""Search: a question to ranked hits, from words, words across languages and dense vectors, fused.

Passages in the question's language are ranked by words and by meaning; passages in the other language by their
words' translations and by meaning. Each language's dense ranks are counted by themselves, so that neither language
buries the other. Safe to use from several threads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from corpus.languages import detect_question_language
from numpy.typing import NDArray

from corpus.article import LANGUAGES, Language
from index.encoders.protocol import Encoder
from index.fusion import Ranking, fuse
from index.hits import Hit, Standing
from index.snapshot import Snapshot
from index.terms import Term, Translating, read_terms

DEPTH = 60  # candidates taken from each way of matching before fusion
LONGEST_QUESTION = 2000  # code points that are read of a question; Discord's longest message

# How good each way is by itself, as measured on held-out training pairs: words lead within a language, meaning and
# the lexicon are about equal across languages.
WORDS_WEIGHT = 1.0
ACROSS_WEIGHT = 0.9
DENSE_WEIGHT = 0.6
DENSE_ACROSS_WEIGHT = 0.8


@dataclass(frozen=True, slots=True)
class Query:
    """A question as the index reads it: its language, its content words, its vector of shape (dimensions,)."""

    text: str
    language: Language
    terms: tuple[Term, ...]
    vector: NDArray[np.float32]


class Search:
    """Finds passages in one snapshot."""

    def __init__(self, snapshot: Snapshot, encoder: Encoder, lexicon: Translating) -> None:
        self.snapshot = snapshot
        self.encoder = encoder
        self.lexicon = lexicon
        self._languages = np.array(
            [LANGUAGES.index(language) for language in snapshot.passages.languages()], dtype=np.int8
        )

    def read(self, question: str, language: Language | None = None) -> Query:
        """Return `question` as the index reads it; its language is worked out where it is not given."""
        text = " ".join(question[:LONGEST_QUESTION].split())
        spoken = language or detect_question_language(text)
        terms = read_terms(text, spoken, self.lexicon)
        return Query(text, spoken, terms, self.encoder.encode_questions([text])[0])

    def find(self, question: str | Query, limit: int = 10) -> list[Hit]:
        """Return the `limit` best passages, best first; none for a question without a word that means something."""
        query = question if isinstance(question, Query) else self.read(question)
        if limit < 1 or not (query.terms or query.vector.any()):
            return []
        own = query.language
        standings: dict[str, dict[int, Standing]] = {}
        rankings: list[Ranking] = []
        dense = self._dense(query.vector)
        for language in LANGUAGES:
            words = {
                match.row: Standing(rank, match.score)
                for rank, match in enumerate(self.snapshot.words.search(query.terms, language, DEPTH), start=1)
            }
            meaning = dense[language]
            standings["words" if language == own else "across"] = words
            standings[f"dense_{language}"] = meaning
            rankings.append(Ranking(list(words), WORDS_WEIGHT if language == own else ACROSS_WEIGHT))
            rankings.append(Ranking(list(meaning), DENSE_WEIGHT if language == own else DENSE_ACROSS_WEIGHT))
        meanings = {**standings["dense_fr"], **standings["dense_en"]}
        hits = []
        for rank, fused in enumerate(fuse(rankings)[:limit], start=1):
            passage, article = self.snapshot.passages.passage(fused.row)
            hits.append(
                Hit(
                    rank=rank,
                    article=article,
                    passage=passage,
                    fused=fused.score,
                    words=standings["words"].get(fused.row),
                    across=standings["across"].get(fused.row),
                    dense=meanings.get(fused.row),
                )
            )
        return hits

    def rarity(self, terms: Sequence[Term]) -> list[float]:
        """Return the inverse document frequency of each term over all passages, in nats."""
        return [self.snapshot.words.rarity(term) for term in terms]

    def close(self) -> None:
        """Let go of the snapshot."""
        self.snapshot.close()

    def _dense(self, vector: NDArray[np.float32]) -> dict[Language, dict[int, Standing]]:
        """Return the nearest rows of each language with their rank in that language; none for a zero vector."""
        found: dict[Language, dict[int, Standing]] = {language: {} for language in LANGUAGES}
        if not vector.any():
            return found
        near = self.snapshot.vectors.search(vector, 4 * DEPTH)
        for row, similarity in zip(near.rows.tolist(), near.similarities.tolist(), strict=True):
            ranked = found[LANGUAGES[self._languages[row]]]
            if len(ranked) < DEPTH:
                ranked[row] = Standing(len(ranked) + 1, similarity)
        return found
