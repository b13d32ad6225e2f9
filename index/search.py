"""Search: a question to ranked hits, from words, words across languages, dense vectors and word pieces, fused.

`index.matching.candidates` finds the passages that may answer. Each then gets one score from all that is known of it,
with learned weights (`index.matching.ranking`), and the first places are shared out (`index.matching.spreading`). A
question is answered from the collections of its scope (`index.scope`), and how rare a word is, is counted over the
shared ones and those of its servers (`index.keeping.counting`). Safe to use from several threads.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from corpus.article import LANGUAGES, Article, Language, Passage
from corpus.languages import detect_question_language
from corpus.typography import fold_spaces
from index.encoders.protocol import Encoder
from index.errors import IncompatibleIndexError
from index.glossaries.definitions import Kind
from index.glossaries.hints import expand
from index.glossaries.meanings import Meaning
from index.hit_records import hits_of
from index.hits import Hit, Standing
from index.keeping.passage_store import PassageStore
from index.keeping.snapshot import Snapshot
from index.matching.candidates import Candidates, Query, find_candidates
from index.matching.piece_table import encode_question, shipped_pieces
from index.matching.pieces import PieceTable
from index.matching.ranking import FEW, Ranking, Weighed, load_ranking
from index.matching.reranking import RERANK_DEPTH, rerank
from index.matching.spreading import Candidate, likelihood, looked_at, share_out, stems_of
from index.rerankers.protocol import Reranker
from index.scope import Scope
from index.search_pool import SearchPool, Wanted
from index.segments.postings import EXACT, TEXT
from index.words.terms import Term, Translating, read_terms, relate
from index.words.word_languages import word_told
from index.words.word_vectors import WordVectors

LONGEST_QUESTION = 2000  # code points that are read of a question; Discord's longest message


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Candidates, and by their place among them: how likely each answers beside the best, and its rank by pieces.

    `order` holds the places, best first.
    """

    candidates: Candidates
    order: NDArray[np.int64]
    beside_best: NDArray[np.float64]
    piece_ranks: NDArray[np.int64]
    weighed: Weighed

    @property
    def rows(self) -> NDArray[np.int64]:
        """The candidates' rows, best first."""
        return self.candidates.rows[self.order]


class _Opened:
    """Passages by number, in the order of `rows`; their articles are read when somebody asks for them."""

    def __init__(self, store: PassageStore, rows: Sequence[int]) -> None:
        self._store = store
        self.places = store.places(rows)
        self._articles: dict[int, Article] = {}

    def read(self, numbers: Sequence[int]) -> list[tuple[Passage, Article]]:
        """Return passages with their articles, each of which is read once."""
        self.open(numbers)
        return [self._of(number) for number in numbers]

    def open(self, numbers: Iterable[int]) -> None:
        """Read the articles of passages, those that were not."""
        missing = {self.places[number].article for number in numbers} - self._articles.keys()
        if missing:
            self._articles |= self._store.articles(missing)

    def text(self, number: int) -> str:
        """Return the text of one passage."""
        self.open([number])
        place = self.places[number]
        return self._articles[place.article].text[place.start : place.end]

    def _of(self, number: int) -> tuple[Passage, Article]:
        place = self.places[number]
        article = self._articles[place.article]
        return place.passage(article), article


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
        pool: SearchPool | None = None,
    ) -> None:
        """`words` gives the likeness of single words; where it is not given, `encoder` does, which it must do fast.

        The `reranker`, if there is one, reads the first `rerank_depth` passages with each question. `ranking` makes
        one score of all that is known of a passage, by how many passages the scope has; where it is not given, the
        shipped one does. The `pool` searches on other processors too, with the shipped encoder and ranking and no
        reranker.

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
        self._ranking = ranking or load_ranking()
        self.snapshot = snapshot
        self.encoder = encoder
        self.lexicon = lexicon
        self.words = words or WordVectors(encoder)
        self.reranker = reranker
        self._rerank_depth = rerank_depth if reranker is not None else 0
        self._pool = pool or SearchPool(snapshot.folder, processes=0)
        self._pool.use(snapshot)
        self._opened = ExitStack()
        self._opened.callback(snapshot.close)
        self._opened.callback(self._pool.leave, snapshot)

    def read(self, question: str, language: Language | None = None, *, scope: Scope | None = None) -> Query:
        """Return `question` as the index reads it, to be answered from `scope`.

        Its language is worked out where it is not given.
        """
        text = sound(question)
        spoken = language or self.language_of(text, scope=scope)
        terms = read_terms(text, spoken, self.lexicon)
        if self.passages_in(scope) < FEW:
            terms = relate(terms, spoken, self.lexicon)
        hints = expand(terms, text, self.snapshot.glossary, only=self.snapshot.names_in(scope))
        asked = encode_question(self.encoder, self.table, text)
        return Query(text, spoken, terms, asked.vectors[0], hints, scope, asked.pieces[0])

    def language_of(self, question: str, likely: Language | None = None, *, scope: Scope | None = None) -> Language:
        """Return the language of a question, as `detect_question_language` does with the words of lexicon and index."""
        stands_in = self.snapshot.counted(scope).words.languages_of
        told = partial(word_told, lexicon=self.lexicon, stands_in=stands_in)
        return detect_question_language(question, likely, word_told=told)

    def find(self, question: str | Query, limit: int = 10, *, scope: Scope | None = None) -> list[Hit]:
        """Return the `limit` best passages, best first; none for a question without a word that means something.

        `scope` is for a question in words: one that was read has its own.
        """
        with self._pool.place(self.snapshot) as worker:
            records = None
            if worker is not None:
                asked = question if isinstance(question, Query) else sound(question)
                records = worker.find(Wanted(self.snapshot.folder.name, asked, limit, scope))
            if records is None:
                return self._find(question, limit, scope)
        return hits_of(records)

    def _find(self, question: str | Query, limit: int, scope: Scope | None) -> list[Hit]:
        query = question if isinstance(question, Query) else self.read(question, scope=scope)
        if limit < 1 or not query.terms or self.snapshot.names_in(query.scope) == frozenset():
            return []
        ranked = self._ranked(query, max(limit, self._rerank_depth))
        spoken = [LANGUAGES[group] for group in self.snapshot.vectors.groups[ranked.rows].tolist()]
        looked = looked_at(spoken, max(limit, self._rerank_depth))
        rows, places = ranked.rows[looked].tolist(), ranked.order[looked].tolist()
        opened = _Opened(self.snapshot.passages, rows)
        read = self._reread(query, ranked, opened, places)
        order = list(read) or list(range(len(rows)))
        candidates = [
            Candidate(
                opened.places[number].article,
                spoken[looked[number]],
                partial(opened.text, number),
                self.snapshot.pieces.of(rows[number]),
                likelihood(float(ranked.beside_best[places[number]]), read.get(number), read=bool(read)),
            )
            for number in order
        ]

        def open_with_first(compared: Collection[int]) -> None:
            """Read at once what is compared and what stands first, most of which will be hits."""
            opened.open(order[place] for place in {*compared, *range(min(limit, len(order)))})

        shared = share_out(candidates, limit, stems_of(query.terms), open_with_first)
        chosen = shared.order[:limit]
        hits = self._hits(ranked, opened, places, [order[place] for place in chosen])
        return [
            replace(hit, alike=shared.alike[place], reranked=read.get(order[place]))
            if read or shared.alike[place]
            else hit
            for hit, place in zip(hits, chosen, strict=True)
        ]

    def _reread(
        self, query: Query, ranked: _Ranked, opened: _Opened, places: Sequence[int]
    ) -> dict[int, Standing | None]:
        """Return the reranker's standing of each opened passage, in its order; nothing where there is no reranker."""
        if self.reranker is None:
            return {}
        hits = self._hits(ranked, opened, places, range(len(places)))
        numbers = {hit.passage: number for number, hit in enumerate(hits)}
        reread = rerank(query.text, hits, self.reranker, self._rerank_depth)
        return {numbers[hit.passage]: hit.reranked for hit in reread}

    def terms(self, question: str) -> tuple[Term, ...]:
        """Return the words of `question` that mean something, without encoding it."""
        text = sound(question)
        return read_terms(text, self.language_of(text), self.lexicon)

    def rarity(self, terms: Sequence[Term], *, scope: Scope | None = None) -> list[float]:
        """Return the inverse document frequency of each term over what is counted for `scope`, in nats."""
        return self.snapshot.counted(scope).words.rarities(terms)

    def stands(self, term: Term, *, scope: Scope | None = None) -> bool:
        """Return whether any passage of `scope` holds the term, in either language."""
        admitted = self.snapshot.admitted(scope)
        return self.snapshot.counted(scope).words.stands(term, admitted.words if admitted else None)

    def written(self, words: Sequence[str], *, scope: Scope | None = None) -> list[str]:
        """Return those of some folded `words` that stand as they are in passages of `scope`, most frequent first."""
        return self._standing(words, EXACT, scope)

    def stems_standing(self, stems: Sequence[str], *, scope: Scope | None = None) -> list[str]:
        """Return those of `stems` that stand in passages of `scope`, of whatever language, most frequent first."""
        return self._standing(stems, TEXT, scope)

    def _standing(self, words: Sequence[str], field: int, scope: Scope | None) -> list[str]:
        admitted = self.snapshot.admitted(scope)
        return self.snapshot.counted(scope).words.standing(words, field, admitted.words if admitted else None)

    def meanings(self, term: str, kind: Kind | None = None, *, scope: Scope | None = None) -> tuple[Meaning, ...]:
        """Return what the articles of `scope` say that `term` means, as `Glossary.meanings` does."""
        return self.meanings_of([term], kind, scope=scope)[0]

    def meanings_of(
        self, terms: Sequence[str], kind: Kind | None = None, *, scope: Scope | None = None
    ) -> list[tuple[Meaning, ...]]:
        """Return what each of `terms` means, as `meanings` does, looked up at once."""
        return self.snapshot.glossary.meanings_of(terms, kind, only=self.snapshot.names_in(scope))

    def passages_in(self, scope: Scope | None) -> int:
        """Return how many passages `scope` admits."""
        return self.snapshot.passages_in(scope)

    def ranking_in(self, scope: Scope | None) -> Ranking:
        """Return the ranking of the passages of `scope`, by how many they are."""
        passages = self.passages_in(scope)
        return self._ranking.among_few(passages) if passages < FEW else self._ranking

    def close(self) -> None:
        """Let go of the snapshot; may be called twice."""
        self._opened.close()

    def _ranked(self, query: Query, wanted: int) -> _Ranked:
        candidates = find_candidates(query, self.snapshot, self.table, wanted)
        ranking = self.ranking_in(query.scope)
        parts = ranking.hear(candidates.parts, candidates.links)
        if self.passages_in(query.scope) < FEW:
            weighed = ranking.weigh_of_few(parts, self.snapshot.passages.catalogue.articles_of(candidates.rows))
        else:
            weighed = ranking.weigh(parts)
        logits = weighed.scores
        order = np.lexsort((candidates.rows, -logits))
        beside_best = np.exp(logits - logits.max()) if len(logits) else logits
        met = candidates.parts.said + candidates.parts.alike
        piece_ranks = np.empty(len(met), np.int64)
        piece_ranks[np.argsort(-met, kind="stable")] = np.arange(1, len(met) + 1)
        return _Ranked(candidates, order, beside_best, piece_ranks, weighed)

    def _hits(self, ranked: _Ranked, opened: _Opened, places: Sequence[int], numbers: Sequence[int]) -> list[Hit]:
        """Return the opened passages `numbers` as hits, ranks counted from 1; `places` are theirs in the ranking."""
        at = [places[number] for number in numbers]
        found, parts = ranked.candidates, ranked.candidates.parts
        columns = (
            parts.words, found.word_ranks, parts.meaning, found.meaning_ranks, parts.said + parts.alike,
            ranked.piece_ranks, parts.across, ranked.beside_best,
        )  # fmt: skip
        known = zip(*(column[at].tolist() for column in columns), strict=True)
        because = ranked.weighed.contributions(at)
        together = zip(opened.read(numbers), known, because, strict=True)
        hits = []
        for rank, ((passage, article), of_it, contributions) in enumerate(together, 1):
            words, word_rank, meaning, meaning_rank, met, piece_rank, crosses, beside_best = of_it
            of_words = Standing(word_rank, words) if word_rank else None
            hit = Hit(
                rank=rank,
                article=article,
                passage=passage,
                fused=beside_best,
                words=None if crosses else of_words,
                across=of_words if crosses else None,
                dense=Standing(meaning_rank, meaning) if meaning_rank else None,
                pieces=Standing(piece_rank, met),
                because=contributions,
            )
            hits.append(hit)
        return hits


def sound(question: str) -> str:
    """Return what is read of `question`, on one line: at most `LONGEST_QUESTION` code points, without surrogates."""
    # A terminal hands over odd bytes as surrogates, and what is copied from a page has soft hyphens.
    sound = question[:LONGEST_QUESTION].encode("utf-8", "ignore").decode()
    return " ".join(fold_spaces(" ".join(sound.split())).split())
