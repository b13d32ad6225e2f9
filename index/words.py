"""Word search: BM25 in tantivy, one index a language and part so that each has its own word statistics.

A question is looked for in its own language by its stems and in the other by its words' translations. A word with
several translations is one concept (Pirkola, SIGIR 1998; Darwish and Oard, SIGIR 2003): it is as rare as they are
together, or an unlikely translation that stands nowhere else would outweigh the likely one. Titles and headings count
beside the text; names count once more as they are written, unstemmed. Rows are the passages' numbers.

The passages that all may read are one part, those of each server another (`index.scope`). They are searched together as
one index that holds exactly these (`index.word_parts`), so that statistics and scores are those of an index that was
built of them alone. Safe to use from several threads.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tantivy import Document, Index, IndexWriter, Occur, Query, Schema, SchemaBuilder, Searcher

from corpus.article import LANGUAGES, Language
from index.analysis import analyser, exact_analyser
from index.errors import DamagedIndexError, IndexFloorError
from index.scope import SHARED
from index.terms import Term
from index.word_parts import joined

# How much a match in the title or heading, and in a name's exact spelling, adds to a match in the text.
TITLE_BOOST = 0.6
EXACT_BOOST = 0.4

# A translation half as likely as the likeliest counts 0.6 of it, and those that stand beside the best one count a
# third. Of what was tried on held-back training questions (powers 0.5 to 1; 0, 0.1, 0.3 and all) these found the most.
LIKELY_POWER = 0.7
BESIDE_THE_BEST = 0.3
LEAST_SHARE = 0.2  # one that counts less is left out: 0.001 of the questions are lost or won, and a fifth of the time

WRITER_BYTES = 64_000_000  # tantivy's smallest sensible buffer: 15 MB a thread at least, and we write with one

# A filter of more collections than this is looked up as a set, which takes a quarter of a millisecond a search whatever
# their number; fewer are cheaper one by one.
MANY = 60

TEXT, TITLE, EXACT, ROW, COLLECTION = "text", "title", "exact", "row", "collection"


@dataclass(frozen=True, slots=True)
class WordEntry:
    """What the word index takes of one passage; `collection` and `part` are the numbers of its article's."""

    row: int
    language: Language
    title: str
    text: str
    collection: int = 0
    part: int = SHARED


@dataclass(frozen=True, slots=True)
class WordMatches:
    """What matches: `rows` (int64) and their BM25 `scores` (float32, 0 and up), best first, same length."""

    rows: NDArray[np.int64]
    scores: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class WordFilter:
    """Which collections' passages a search returns: those that `queries` find, or with `others` all but these."""

    queries: Mapping[Language, Query]
    others: bool

    def on(self, query: Query, language: Language) -> Query:
        """Return `query` kept to them; scores stay what they are."""
        if self.others:
            return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, self.queries[language])])
        kept = Query.const_score_query(self.queries[language], 0.0)
        return Query.boolean_query([(Occur.Must, query), (Occur.Must, kept)])


def keep_to(collections: Sequence[int]) -> WordFilter:
    """Return what keeps a search to passages of these collections."""
    return WordFilter(_in(collections), others=False)


def keep_from(collections: Sequence[int]) -> WordFilter:
    """Return what keeps a search from passages of these collections."""
    return WordFilter(_in(collections), others=True)


def _in(collections: Sequence[int]) -> dict[Language, Query]:
    return {language: _any_of(_schema(language), collections) for language in LANGUAGES}


def _any_of(schema: Schema, collections: Sequence[int]) -> Query:
    if not collections:
        return Query.empty_query()
    if len(collections) > MANY:
        return Query.term_set_query(schema, COLLECTION, list(collections))
    terms = [Query.term_query(schema, COLLECTION, number, "basic") for number in collections]
    return Query.boolean_query([(Occur.Should, term) for term in terms])


def _schema(language: Language) -> Schema:
    return (
        SchemaBuilder()
        .add_integer_field(ROW, fast=True)
        .add_integer_field(COLLECTION, indexed=True)
        .add_text_field(TEXT, tokenizer_name=f"stems_{language}", index_option="freq")
        .add_text_field(TITLE, tokenizer_name=f"stems_{language}", index_option="freq")
        .add_text_field(EXACT, tokenizer_name="exact", index_option="freq")
        .build()
    )


def _register(index: Index, language: Language) -> None:
    index.register_tokenizer(f"stems_{language}", analyser(language))
    index.register_tokenizer("exact", exact_analyser())


def write_words(folder: Path, entries: Iterable[WordEntry]) -> None:
    """Write a word index of all `entries`, those of one part together, below `folder`, which is made.

    One writer thread: the same entries in the same order give the same ranking of ties.

    Raises:
        IndexFloorError: the disk is full or fails.
    """
    try:
        _write(folder, entries)
    except ValueError as error:  # tantivy's only exception; its words say what the disk said
        msg = f"{folder}: the word index cannot be written ({error}); the index before is unchanged"
        raise IndexFloorError(msg) from error


def _write(folder: Path, entries: Iterable[WordEntry]) -> None:
    written = set()
    for part, some in groupby(entries, attrgetter("part")):
        _write_part(folder, part, some)
        written.add(part)
    if SHARED not in written:
        _write_part(folder, SHARED, ())
    for lock in folder.rglob(".tantivy-*.lock"):
        lock.unlink()


def _write_part(folder: Path, part: int, entries: Iterable[WordEntry]) -> None:
    """Write the passages of one part; the shared one stands there in every language, others where they have any."""
    writers: dict[Language, IndexWriter] = {}
    if part == SHARED:
        writers = {language: _writer(_place(folder, language, part), language) for language in LANGUAGES}
    for entry in entries:
        if entry.language not in writers:
            writers[entry.language] = _writer(_place(folder, entry.language, part), entry.language)
        writers[entry.language].add_document(
            Document(
                row=entry.row,
                title=entry.title,
                text=entry.text,
                exact=f"{entry.title}\n{entry.text}",
                collection=entry.collection,
            )
        )
    for writer in writers.values():
        writer.commit()
        writer.wait_merging_threads()


def _place(folder: Path, language: Language, part: int) -> Path:
    return folder / language / str(part)


def _writer(folder: Path, language: Language) -> IndexWriter:
    folder.mkdir(parents=True)
    index = Index(_schema(language), str(folder))
    _register(index, language)
    return index.writer(WRITER_BYTES, 1)


class WordIndex:
    """Word search over the shared part and other `parts` of a folder that `write_words` wrote.

    Whatever is counted is counted over these.

    Raises:
        DamagedIndexError: a part is missing or no index, or they cannot be joined.
    """

    def __init__(self, folder: Path, parts: Collection[int] = ()) -> None:
        self._schemas = {language: _schema(language) for language in LANGUAGES}
        chosen = [SHARED, *sorted(set(parts) - {SHARED})]
        try:
            self._searchers = {language: _open(folder, language, chosen) for language in LANGUAGES}
        except ValueError as error:
            msg = (
                f"{folder}: tantivy cannot read the word index ({str(error)[:120]}); it must lie where it may write, "
                "or run `sourcier rebuild-index --all`"
            )
            raise DamagedIndexError(msg) from error

    def count(self, language: Language) -> int:
        """How many passages of `language` there are."""
        return int(self._searchers[language].num_docs)

    def search(
        self, terms: Sequence[Term], language: Language, limit: int, only: WordFilter | None = None
    ) -> WordMatches:
        """Return the passages of `language` that hold any of `terms`, best first, at most `limit`."""
        searcher = self._searchers[language]
        if searcher.num_docs == 0 or not terms:
            return WordMatches(np.zeros(0, np.int64), np.zeros(0, np.float32))
        query = self._query(terms, language)
        if only is not None:
            query = only.on(query, language)
        result = searcher.search(query, limit, count=False)
        rows = np.array(searcher.fast_field_values(ROW, [address for _, address in result.hits]), np.int64)
        scores = np.array([score for score, _ in result.hits], np.float32)
        order = np.lexsort((rows, -scores))  # parts stand one after the other, whatever their rows
        return WordMatches(rows[order], scores[order])

    def rarity(self, term: Term) -> float:
        """Return the term's inverse document frequency over both languages, at least 0 (BM25's, in nats).

        It is counted over all parts that are open, whatever a search is kept to. A word that stands nowhere is the
        rarest: it gets what a word in half a passage would get.
        """
        passages = sum(self.count(language) for language in LANGUAGES)
        holding = sum(self._frequency(term, language) for language in LANGUAGES)
        holding = min(holding, passages)
        return math.log(1 + (passages - holding + 0.5) / (holding + 0.5))

    def stands(self, term: Term, only: WordFilter | None = None) -> bool:
        """Return whether any passage, of either language, holds any form of the term."""
        spoken = [language for language in LANGUAGES if self._frequency(term, language) > 0]
        return any(only is None or self._holds(term, language, only) for language in spoken)

    def _holds(self, term: Term, language: Language, only: WordFilter) -> bool:
        """Return whether a passage that `only` lets through is one of those that `_frequency` counts."""
        stems = [stem for stem, weight in term.forms[language].items() if weight > 0]
        forms = [(TEXT, stem) for stem in stems] + [(EXACT, term.folded)]
        found = [(Occur.Should, self._term(language, field, word, 1.0)) for field, word in forms]
        query = only.on(Query.boolean_query(found), language)
        return bool(self._searchers[language].search(query, 1, count=False).hits)

    def _frequency(self, term: Term, language: Language) -> float:
        searcher = self._searchers[language]
        if searcher.num_docs == 0:
            return 0.0
        stems = sum(
            min(1.0, weight * 2) * searcher.doc_freq(TEXT, stem) for stem, weight in term.forms[language].items()
        )
        return max(float(stems), float(searcher.doc_freq(EXACT, term.folded)))

    def _query(self, terms: Sequence[Term], language: Language) -> Query:
        clauses: list[Query] = []
        for term in terms:
            weights = self._weights(term, language)
            stems = [self._stem(stem, weight * term.weight, language) for stem, weight in weights.items()]
            if len(stems) > 1:
                clauses.append(Query.disjunction_max_query(stems, BESIDE_THE_BEST))
            else:
                clauses += stems
            if term.is_name:
                clauses.append(self._term(language, EXACT, term.folded, EXACT_BOOST))
        return Query.boolean_query([(Occur.Should, clause) for clause in clauses])

    def _stem(self, stem: str, weight: float, language: Language) -> Query:
        fields = [self._term(language, TEXT, stem, weight), self._term(language, TITLE, stem, weight * TITLE_BOOST)]
        return Query.boolean_query([(Occur.Should, one) for one in fields])

    def _term(self, language: Language, field: str, word: str, boost: float) -> Query:
        return Query.boost_query(Query.term_query(self._schemas[language], field, word, "freq"), boost)

    def _weights(self, term: Term, language: Language) -> dict[str, float]:
        """Return the stems of a term that stand in `language` with what each counts; the likeliest counts 1.

        BM25 weighs each stem by its own rarity; the weight puts the rarity of the whole concept in its place.
        """
        forms = term.forms[language]
        if not forms:
            return {}
        most = max(forms.values())
        shares = {stem: (weight / most) ** LIKELY_POWER for stem, weight in forms.items()}
        shares = {stem: share for stem, share in shares.items() if share >= LEAST_SHARE}
        searcher = self._searchers[language]
        frequencies = {stem: searcher.doc_freq(TEXT, stem) for stem in shares}
        if len(shares) == 1:
            return shares
        concept = sum(share * frequencies[stem] for stem, share in shares.items())
        rarity = self._rarity(concept, language)
        return {
            stem: share * rarity / self._rarity(frequencies[stem], language)
            for stem, share in shares.items()
            if frequencies[stem] or searcher.doc_freq(TITLE, stem)
        }

    def _rarity(self, holding: float, language: Language) -> float:
        """Return BM25's inverse document frequency in nats, above 0."""
        passages = self.count(language)
        held = min(holding, passages)
        return math.log(1 + (passages - held + 0.5) / (held + 0.5))


def _open(folder: Path, language: Language, parts: Sequence[int]) -> Searcher:
    """Return what searches the passages of one language in some parts; the shared one has a folder in each."""
    places = [_place(folder, language, part) for part in parts]
    with joined([place for place in places if place == places[0] or place.is_dir()]) as where:
        index = Index.open(str(where))
        _register(index, language)
        return index.searcher()
