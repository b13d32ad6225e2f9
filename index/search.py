"""Search: a question to ranked hits, from words, words across languages, dense vectors and word pieces, fused.

Candidates are the best passages of each language by words (across languages by their translations) and by meaning.
Each candidate then gets one score from all that is known of it, with learned weights (`index.ranking`). Safe to use
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
from index.errors import IncompatibleIndexError
from index.glossary import expand
from index.hits import Hit, Standing
from index.piece_table import shipped_pieces
from index.pieces import PieceTable
from index.ranking import Parts, Ranking, Weighed, load_ranking
from index.rerankers.protocol import Reranker
from index.reranking import RERANK_DEPTH, rerank
from index.snapshot import Snapshot
from index.spreading import looked_at, spread
from index.terms import Term, Translating, read_terms
from index.words import WordMatch

DEPTH = 60  # candidates taken of each language from each way of matching
LONGEST_QUESTION = 2000  # code points that are read of a question; Discord's longest message


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


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages that may answer a question: their rows, what is known of each, and their ranks by words and meaning.

    Ranks count from 1 within a language; a row that a way of matching did not return has none there.
    """

    rows: Sequence[int]
    parts: Parts
    by_words: Mapping[int, int]
    by_meaning: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Candidates in order: `order` their places, `rows` their rows; the rest is by place among the candidates."""

    candidates: Candidates
    order: tuple[int, ...]
    rows: tuple[int, ...]
    beside_best: NDArray[np.float64]
    by_pieces: Mapping[int, int]
    weighed: Weighed


class Search:
    """Finds passages in one snapshot."""

    def __init__(
        self,
        snapshot: Snapshot,
        encoder: Encoder,
        lexicon: Translating,
        *,
        words: WordVectors | None = None,
        reranker: Reranker | None = None,
        rerank_depth: int = RERANK_DEPTH,
        ranking: Ranking | None = None,
    ) -> None:
        """`words` gives the likeness of single words; where it is not given, `encoder` does, which it must do fast.

        The `reranker`, if there is one, reads the first `rerank_depth` passages with each question. `ranking` makes
        one score of all that is known of a passage; where it is not given, the shipped one does.

        Raises:
            EncoderError: the shipped table of word pieces cannot be read.
            IncompatibleIndexError: the snapshot's word pieces are not those of the shipped table.
            RankingError: the shipped ranking cannot be read.
        """
        self.table: PieceTable = shipped_pieces()
        if snapshot.manifest.pieces_digest != self.table.digest:
            msg = (
                f"{snapshot.folder}: its word pieces are those of another version of the shipped table "
                f"({snapshot.manifest.pieces_digest[:12]}, now {self.table.digest[:12]}); run `sourcier rebuild-index`"
            )
            raise IncompatibleIndexError(msg)
        self.ranking = ranking or load_ranking()
        self.snapshot = snapshot
        self.encoder = encoder
        self.lexicon = lexicon
        self.words = words or WordVectors(encoder)
        self.reranker = reranker
        self._rerank_depth = rerank_depth if reranker is not None else 0
        self._languages = snapshot.vectors.groups

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
        if limit < 1 or not query.terms:
            return []
        ranked = self._ranked(query)
        languages = [LANGUAGES[group] for group in self._languages[list(ranked.rows)].tolist()]
        places = looked_at(languages, max(limit, self._rerank_depth))
        hits = self._hits(ranked, places)
        rows = {hit.passage: ranked.rows[place] for hit, place in zip(hits, places, strict=True)}
        if self.reranker is not None:
            hits = rerank(query.text, hits, self.reranker, self._rerank_depth)
        return spread(hits, limit, query.terms, lambda hit: self.snapshot.pieces.of(rows[hit.passage]))

    def rarity(self, terms: Sequence[Term]) -> list[float]:
        """Return the inverse document frequency of each term over all passages, in nats."""
        return [self.snapshot.words.rarity(term) for term in terms]

    def stands(self, term: Term) -> bool:
        """Return whether any passage holds the term, in either language."""
        return self.snapshot.words.stands(term)

    def close(self) -> None:
        """Let go of the snapshot."""
        self.snapshot.close()

    def candidates(self, query: Query) -> Candidates:
        """Return the passages that may answer, in no order, with what is known of each."""
        words: dict[Language, list[WordMatch]] = {
            language: self.snapshot.words.search((*query.terms, *query.hints), language, DEPTH)
            for language in LANGUAGES
        }
        near = {language: self._near(query.vector, language) for language in LANGUAGES}
        found = {match.row: match.score for matches in words.values() for match in matches}
        similar = {row: similarity for ranked in near.values() for row, similarity in ranked.items()}
        rows = list(dict.fromkeys((*found, *similar)))
        distant = [row for row in rows if row not in similar]
        similar.update(zip(distant, self.snapshot.vectors.similarities(query.vector, distant).tolist(), strict=True))
        met = self.snapshot.pieces.meet(self.table.cut([query.text])[0], self.table, rows)
        own = LANGUAGES.index(query.language)
        parts = Parts(
            words=np.array([found.get(row, 0.0) for row in rows], np.float32),
            meaning=np.array([similar[row] for row in rows], np.float32),
            alike=met.alike,
            said=met.said,
            size=np.log1p(met.sizes).astype(np.float32),
            across=(self._languages[rows] != own).astype(np.float32),
        )
        ranks = {match.row: rank for matches in words.values() for rank, match in enumerate(matches, start=1)}
        nearest = {row: rank for ranked in near.values() for rank, row in enumerate(ranked, start=1)}
        return Candidates(rows, parts, ranks, nearest)

    def _near(self, vector: NDArray[np.float32], language: Language) -> dict[int, float]:
        """Return the nearest passages of one language with their similarity, best first; none for a zero vector."""
        if not vector.any():
            return {}
        near = self.snapshot.vectors.search(vector, DEPTH, LANGUAGES.index(language))
        return dict(zip(near.rows.tolist(), near.similarities.tolist(), strict=True))

    def _ranked(self, query: Query) -> _Ranked:
        candidates = self.candidates(query)
        weighed = self.ranking.weigh(candidates.parts)
        logits = weighed.scores
        order = np.lexsort((np.asarray(candidates.rows), -logits)).tolist()
        beside_best = np.exp(logits - logits.max()) if len(logits) else logits
        met = candidates.parts.said + candidates.parts.alike
        by_pieces = {place: rank for rank, place in enumerate(np.argsort(-met, kind="stable").tolist(), start=1)}
        return _Ranked(
            candidates,
            tuple(order),
            tuple(candidates.rows[place] for place in order),
            beside_best,
            by_pieces,
            weighed,
        )

    def _hits(self, ranked: _Ranked, places: Sequence[int]) -> list[Hit]:
        """Return the hits at `places` of the ranking, ranks counted from 1."""
        stored = self.snapshot.passages.passages([ranked.rows[place] for place in places])
        parts, hits = ranked.candidates.parts, list[Hit]()
        for rank, (place, (passage, article)) in enumerate(zip(places, stored, strict=True), start=1):
            at, row = ranked.order[place], ranked.rows[place]
            by_words = ranked.candidates.by_words.get(row)
            by_meaning = ranked.candidates.by_meaning.get(row)
            words = Standing(by_words, float(parts.words[at])) if by_words else None
            crosses = bool(parts.across[at])
            hit = Hit(
                rank=rank,
                article=article,
                passage=passage,
                fused=float(ranked.beside_best[at]),
                words=None if crosses else words,
                across=words if crosses else None,
                dense=Standing(by_meaning, float(parts.meaning[at])) if by_meaning else None,
                pieces=Standing(ranked.by_pieces[at], float(parts.said[at] + parts.alike[at])),
                because=ranked.weighed.contributions(at),
            )
            hits.append(hit)
        return hits
