"""The glossary of a snapshot: terms, what the articles say that they mean, and where.

One read-only SQLite file a snapshot, opened `immutable`. A term is looked for without regard to case, accents, dots and
an acronym's plural. Two long forms of one acronym are two meanings; the same long form in the plural, or cut short by
one article, is one meaning. Every look-up can be kept to the places in some collections, `only`, and then knows and
counts no other. Safe to use from several threads.
"""

from __future__ import annotations

import difflib
import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus.article import COLLECTION, LANGUAGES, Language, Span
from index.analysis import analyse, fold
from index.database import ReadOnlyDatabase
from index.definitions import Definition, Kind, mine, term_key
from index.errors import IndexFloorError
from index.terms import Term

SCHEMA = """
CREATE TABLE definitions (
    number INTEGER PRIMARY KEY, key TEXT NOT NULL, long TEXT NOT NULL, published TEXT NOT NULL,
    collection TEXT NOT NULL, term TEXT NOT NULL, meaning TEXT NOT NULL, kind TEXT NOT NULL, found TEXT NOT NULL,
    article TEXT NOT NULL, language TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL
) STRICT;
CREATE INDEX definitions_by_key ON definitions (key);
CREATE INDEX definitions_by_long ON definitions (long);
CREATE INDEX definitions_by_article ON definitions (article);
"""
COLUMNS = "term, meaning, kind, found, article, language, start, end, sentence_start, sentence_end"
WRITTEN = 14  # columns beside the number

LONGEST_LONG = 10  # words of a long form that is recognised in a question
WORDS_READ = 40  # of a question; longer ones ask of more than their long forms
NEAREST = 5  # terms named instead of one that is not there

# All hints of one meaning together weigh half a word: a passage that spells the whole meaning out gets half of what
# the acronym itself brings, so that it joins the hits without passing those that hold the asked word.
HINTS_WEIGHT = 0.5
HINTED = 3  # meanings of one acronym that a question is widened by; more would drown it

Only = Collection[str] | None
"""Names of the collections that a look-up is kept to; None is all."""

__all__ = ["Definition", "Entry", "Glossary", "Meaning", "expand", "mine", "term_key", "write_glossary"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a term means, with every place that says so; the best place first.

    `articles` counts the articles that say so, `languages` are those in which they do.
    """

    term: str
    text: str
    kind: Kind
    articles: int
    languages: tuple[Language, ...]
    places: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One term and what it means, the meaning that most articles give first."""

    term: str
    meanings: tuple[Meaning, ...]


def write_glossary(
    path: Path,
    definitions: Iterable[Definition],
    published: Mapping[str, str] | None = None,
    collections: Mapping[str, str] | None = None,
) -> None:
    """Write a new glossary at `path`.

    By article, `published` gives the ISO date where there is one, `collections` the collection where it is not the
    default one.

    Raises:
        IndexFloorError: the disk is full or fails.
    """
    dates, named = published or {}, collections or {}
    rows = (
        (
            term_key(one.term),
            _long_key(one.meaning) if one.kind == "acronym" else "",
            dates.get(one.article_id, ""),
            named.get(one.article_id, COLLECTION),
            *(one.term, one.meaning, one.kind, one.found, one.article_id, one.language),
            *(one.span.start, one.span.end, one.sentence.start, one.sentence.end),
        )
        for one in definitions
    )
    try:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.executescript(SCHEMA)
            connection.executemany(
                "INSERT INTO definitions VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
            )
    except sqlite3.OperationalError as error:  # a full disk, a disk that fails: SQLite's words say which
        msg = f"{path}: SQLite cannot write it ({error}); the index before is unchanged"
        raise IndexFloorError(msg) from error


class Glossary:
    """Reads what `write_glossary` wrote."""

    def __init__(self, path: Path) -> None:
        self._database = ReadOnlyDatabase(path)
        # Most words of most questions are in no glossary, and asking SQLite takes longer than all else that they cost.
        try:
            held = self._database.rows("SELECT key FROM definitions UNION SELECT long FROM definitions")
        except BaseException:
            self._database.close()
            raise
        self._hashes = np.sort(np.fromiter((hash(key) for (key,) in held), np.int64, len(held)))

    def _may_hold(self, texts: Iterable[str]) -> list[str]:
        """Return those of `texts` that stand in the glossary, as a key or a long form, and hardly any other."""
        some = list(dict.fromkeys(texts))
        hashes = np.fromiter(map(hash, some), np.int64, len(some))
        found = np.searchsorted(self._hashes, hashes, "right") > np.searchsorted(self._hashes, hashes, "left")
        return [some[place] for place in np.flatnonzero(found).tolist() if some[place]]

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def meanings(self, term: str, kind: Kind | None = None, *, only: Only = None) -> tuple[Meaning, ...]:
        """Return what `term` means, of one kind or of both.

        Long forms come before definitions, what most articles say before the rest, the newest before the older.
        """
        return self.meanings_of([term], kind, only=only)[0]

    def meanings_of(
        self, terms: Sequence[str], kind: Kind | None = None, *, only: Only = None
    ) -> list[tuple[Meaning, ...]]:
        """Return what each of `terms` means, as `meanings` does, looked up at once."""
        keys = [term_key(term) for term in terms]
        held: dict[str, list[Definition]] = {}
        wanted = self._may_hold(key for one in keys for key in (one, _singular(one)))
        for key, *columns in self._of("key", wanted, only):
            definition = _definition(columns)
            if kind in (None, definition.kind):
                held.setdefault(key, []).append(definition)
        found = [held.get(key) or held.get(_singular(key)) for key in keys]
        return [_grouped(places) if places else () for places in found]

    def _of(self, column: str, wanted: Collection[str], only: Only, order: str = "published DESC, number") -> list[Any]:
        """Return the key and columns of every place whose `column` is among `wanted`, the newest first."""
        if not wanted:
            return []
        marks = ", ".join("?" * len(wanted))
        chosen = f"SELECT key, {COLUMNS} FROM definitions WHERE {column} IN ({marks})"  # noqa: S608 - constants
        kept, names = _kept_to(only)
        statement = f"{chosen} {kept} ORDER BY {order}"
        return self._database.rows(statement, (*wanted, *names))

    def acronyms_of(self, longs: Sequence[str], *, only: Only = None) -> tuple[Definition, ...]:
        """Return the places that give an acronym for any of the long forms, which are folded words parted by spaces."""
        places = self._of("long", self._may_hold(longs), only, "number")
        return tuple(_definition(columns) for _, *columns in places)

    def entries(self, prefix: str = "", limit: int | None = None, *, only: Only = None) -> list[Entry]:
        """Return the terms that begin with `prefix`, by alphabet, with what they mean; at most `limit` of them."""
        key = term_key(prefix)
        kept, names = _kept_to(only)
        keys = self._database.rows(
            f"SELECT DISTINCT key FROM definitions WHERE substr(key, 1, ?) = ? {kept} ORDER BY key LIMIT ?",  # noqa: S608 - a constant
            (len(key), key, *names, -1 if limit is None else limit),
        )
        found = []
        for (one,) in keys:
            rows = self._database.rows(f"{_SELECT} WHERE key = ? {kept} ORDER BY published DESC, number", (one, *names))
            meanings = _grouped([_definition(row) for row in rows])
            found.append(Entry(meanings[0].term, meanings))
        return found

    def terms(self, prefix: str = "", limit: int | None = None, *, only: Only = None) -> list[str]:
        """Return the terms that begin with `prefix`, those that most articles explain first."""
        key = term_key(prefix)
        kept, names = _kept_to(only)
        rows = self._database.rows(
            f"SELECT min(term) FROM definitions WHERE substr(key, 1, ?) = ? {kept} GROUP BY key "  # noqa: S608 - a constant
            "ORDER BY count(DISTINCT article) DESC, max(published) DESC, key LIMIT ?",
            (len(key), key, *names, -1 if limit is None else limit),
        )
        return [row[0] for row in rows]

    def nearest(self, term: str, limit: int = NEAREST, *, only: Only = None) -> list[str]:
        """Return the terms that are spelled most like `term`, the likest first; none where none is like it."""
        kept, names = _kept_to(only)
        statement = f"SELECT key, min(term) FROM definitions WHERE TRUE {kept} GROUP BY key"  # noqa: S608 - a constant
        spellings = dict(self._database.rows(statement, names))
        near = difflib.get_close_matches(term_key(term), spellings, n=limit, cutoff=0.5)
        return [spellings[key] for key in near]

    def definitions_of(self, article_id: str) -> list[Definition]:
        """Return what one article says, in order of place: what a rebuild takes over."""
        return [
            _definition(row)
            for row in self._database.rows(f"{_SELECT} WHERE article = ? ORDER BY number", (article_id,))
        ]

    def count(self) -> int:
        """How many places there are."""
        return int(self._database.rows("SELECT count(*) FROM definitions")[0][0])


_SELECT = f"SELECT {COLUMNS} FROM definitions"  # noqa: S608 - a constant


def _kept_to(only: Only) -> tuple[str, tuple[str, ...]]:
    """Return the condition that keeps a statement to the places in some collections, and its value."""
    if only is None:
        return "", ()
    return "AND collection IN (SELECT value FROM json_each(?))", (json.dumps(sorted(only)),)


def expand(terms: Sequence[Term], question: str, glossary: Glossary, *, only: Only = None) -> tuple[Term, ...]:
    """Return words to look for beside those of the question: hints, which nobody asked for.

    An acronym brings the content words of its long forms, each in the language in which it is said; a long form that
    stands in the question brings its acronym. Weights lie below those of any word asked for.
    """
    asked = {term.folded for term in terms}
    known = {
        language: asked | {stem for term in terms for stem, weight in term.forms[language].items() if weight >= 1}
        for language in LANGUAGES
    }
    found: dict[tuple[Language, str], Term] = {}
    for meanings in glossary.meanings_of([term.surface for term in terms], "acronym", only=only):
        for meaning in meanings[:HINTED]:
            language = meaning.languages[0]
            _add(found, meaning.text, language, known[language])
    folded = fold(question)[:WORDS_READ]
    longs = [
        " ".join(folded[first:last])
        for first in range(len(folded))
        for last in range(first + 2, min(first + LONGEST_LONG, len(folded)) + 1)
    ]
    for place in glossary.acronyms_of(longs, only=only):
        for language in LANGUAGES:
            _add(found, place.term, language, known[language])
    return tuple(found.values())


def _add(found: dict[tuple[Language, str], Term], text: str, language: Language, known: set[str]) -> None:
    stems = dict.fromkeys(analyse(text, language))
    for stem in stems:
        if stem not in known:
            forms: dict[Language, Mapping[str, float]] = {one: {} for one in LANGUAGES}
            forms[language] = {stem: 1.0}
            weight = HINTS_WEIGHT / len(stems)
            found.setdefault((language, stem), Term(stem, stem, is_name=False, forms=forms, weight=weight))


def _grouped(places: Sequence[Definition]) -> tuple[Meaning, ...]:
    """Return the meanings that `places` of one term give."""
    groups: dict[tuple[Kind, tuple[str, ...]], list[Definition]] = {}
    for place in places:
        said = tuple(analyse(place.meaning, place.language)) or tuple(fold(place.meaning))
        groups.setdefault((place.kind, said), []).append(place)
    _join_cut_short(groups)
    return tuple(sorted((_meaning(group) for group in groups.values()), key=lambda one: (one.kind, -one.articles)))


def _join_cut_short(groups: dict[tuple[Kind, tuple[str, ...]], list[Definition]]) -> None:
    """Join a long form with the one of which it is the end, where the letters of one of them are less sure."""
    for kind, said in sorted(groups, key=lambda one: len(one[1])):
        if kind == "definition":
            continue
        for other_kind, other in groups:
            longer = other_kind == kind and len(other) > len(said) and other[-len(said) :] == said
            if longer and any(place.found == "phrase" for place in groups[kind, said] + groups[kind, other]):
                groups[kind, other].extend(groups.pop((kind, said)))
                break


def _meaning(places: list[Definition]) -> Meaning:
    languages = [place.language for place in places]
    spoken = tuple(sorted(set(languages), key=lambda one: (-languages.count(one), one)))
    best = sorted(places, key=lambda one: (one.found == "phrase", one.language != spoken[0], -len(one.meaning.split())))
    term, text = best[0].term, best[0].meaning
    return Meaning(term, text, best[0].kind, len({place.article_id for place in places}), spoken, tuple(best))


def _definition(row: Sequence[Any]) -> Definition:
    term, meaning, kind, found, article_id, language, start, end, sentence_start, sentence_end = row
    places = Span(start, end), Span(sentence_start, sentence_end)
    return Definition(term, meaning, kind, found, article_id, language, *places)


def _long_key(meaning: str) -> str:
    return " ".join(fold(meaning))


def _singular(key: str) -> str:
    return key[:-1] if len(key) > 2 and key.endswith("s") else ""
