"""Search: a question to ranked hits, from words, words across languages and dense vectors, fused.

Passages in the question's language are ranked by words and by meaning; passages in the other language by their
words' translations and by meaning. Both rankings are fused, within each language and over both together. Safe to use
from several threads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.article import LANGUAGES, Language
from corpus.languages import detect_question_language
from index.alignment import WordVectors
from index.encoders.protocol import Encoder
from index.fusion import Ranking, fuse
from index.glossary import expand
from index.hits import Hit, Standing
from index.snapshot import Snapshot
from index.terms import Term, Translating, read_terms

DEPTH = 60  # candidates taken from each way of matching before fusion
LONGEST_QUESTION = 2000  # code points that are read of a question; Discord's longest message

# Half of each way's weight goes to its ranking over both languages together, which tells in which of them the better
# evidence stands; half to its ranking within each language, so that neither buries the other. Words lead: on held-back
# training questions they find more than the shipped encoder does within a language, and about as much across.
WORDS_WEIGHT = 1.0
DENSE_WEIGHT = 0.8


@dataclass(frozen=True, slots=True)
class Query:
    """A question as the index reads it: its language, its content words, its vector of shape (dimensions,).

    `hints` are words that the glossary knows to go with them; passages are looked for by them too, lightly, but they
    are no words that the question asked for.
    """

    text: str
    language: Language
    terms: tuple[Term, ...]
    vector: NDArray[np.float32]
    hints: tuple[Term, ...] = ()


class Search:
    """Finds passages in one snapshot."""

    def __init__(
        self, snapshot: Snapshot, encoder: Encoder, lexicon: Translating, *, words: WordVectors | None = None
    ) -> None:
        """`words` gives the likeness of single words; where it is not given, `encoder` does, which it must do fast."""
        self.snapshot = snapshot
        self.encoder = encoder
        self.lexicon = lexicon
        self.words = words or WordVectors(encoder)
        self._languages = np.array(
            [LANGUAGES.index(language) for language in snapshot.passages.languages()], dtype=np.int8
        )

    def read(self, question: str, language: Language | None = None) -> Query:
        """Return `question` as the index reads it; its language is worked out where it is not given."""
        # A terminal hands over odd bytes as surrogates.
        sound = question[:LONGEST_QUESTION].encode("utf-8", "ignore").decode()
        text = " ".join(sound.split())
        spoken = language or detect_question_language(text)
        terms = read_terms(text, spoken, self.lexicon)
        hints = expand(terms, text, self.snapshot.glossary)
        return Query(text, spoken, terms, self.encoder.encode_questions([text])[0], hints)

    def find(self, question: str | Query, limit: int = 10) -> list[Hit]:
        """Return the `limit` best passages, best first; none for a question without a word that means something."""
        query = question if isinstance(question, Query) else self.read(question)
        if limit < 1 or not (query.terms or query.vector.any()):
            return []
        own = query.language
        words = {language: self._words(query, language) for language in LANGUAGES}
        dense = self._dense(query.vector)
        rankings = [
            Ranking(list(found), weight / 2)
            for ways, weight in ((words, WORDS_WEIGHT), (dense, DENSE_WEIGHT))
            for found in (*ways.values(), _together(ways))
        ]
        meanings = {row: standing for found in dense.values() for row, standing in found.items()}
        other: Language = "en" if own == "fr" else "fr"
        hits = []
        for rank, fused in enumerate(fuse(rankings)[:limit], start=1):
            passage, article = self.snapshot.passages.passage(fused.row)
            hits.append(
                Hit(
                    rank=rank,
                    article=article,
                    passage=passage,
                    fused=fused.score,
                    words=words[own].get(fused.row),
                    across=words[other].get(fused.row),
                    dense=meanings.get(fused.row),
                )
            )
        return hits

    def rarity(self, terms: Sequence[Term]) -> list[float]:
        """Return the inverse document frequency of each term over all passages, in nats."""
        return [self.snapshot.words.rarity(term) for term in terms]

    def stands(self, term: Term) -> bool:
        """Return whether any passage holds the term, in either language."""
        return self.snapshot.words.stands(term)

    def close(self) -> None:
        """Let go of the snapshot."""
        self.snapshot.close()

    def _words(self, query: Query, language: Language) -> dict[int, Standing]:
        """Return the passages of `language` that hold the question's words or their translations, by BM25."""
        found = self.snapshot.words.search((*query.terms, *query.hints), language, DEPTH)
        return {match.row: Standing(rank, match.score) for rank, match in enumerate(found, start=1)}

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


def _together(ways: Mapping[Language, Mapping[int, Standing]]) -> list[int]:
    """Return the rows of both languages in one order, by score."""
    rows = [(-standing.score, row) for found in ways.values() for row, standing in found.items()]
    return [row for _, row in sorted(rows)]
