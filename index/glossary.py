"""The glossary of a snapshot: terms, what the articles say that they mean, and where.

One read-only SQLite file a snapshot, opened `immutable`. A term is looked for without regard to case, accents, dots and
an acronym's plural. Two long forms of one acronym are two meanings; the same long form in the plural, or cut short by
one article, is one meaning. Every look-up can be kept to the places in some collections, `only`, and then knows and
counts no other.

Places have one order, the newest article's first, then by article and by place in it. So a glossary that was kept up
with the changes answers as one written anew. Beside `glossary.sqlite` lie, in `glossary.npy`, the hashes of all keys
and long forms, sorted, one a place: most words of most questions are in no glossary, and asking SQLite takes longer
than all else that they cost. Safe to use from several threads.
"""

from __future__ import annotations

import difflib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.article import COLLECTION, LANGUAGES, Language, Span
from index.analysis import analyse, fold
from index.database import NewDatabase, ReadOnlyDatabase
from index.definitions import Definition, Kind, mine, term_key
from index.disk import REBUILD, read_array, write_array
from index.errors import DamagedIndexError
from index.hashing import hash_of
from index.terms import Term

SCHEMA = """
CREATE TABLE definitions (
    number INTEGER PRIMARY KEY, key TEXT NOT NULL, long TEXT NOT NULL, published TEXT NOT NULL,
    collection TEXT NOT NULL, term TEXT NOT NULL, meaning TEXT NOT NULL, kind TEXT NOT NULL, found TEXT NOT NULL,
    article TEXT NOT NULL, language TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL, place INTEGER NOT NULL
) STRICT;
CREATE INDEX definitions_by_key ON definitions (key);
CREATE INDEX definitions_by_long ON definitions (long);
CREATE INDEX definitions_by_article ON definitions (article);
"""
COLUMNS = "term, meaning, kind, found, article, language, start, end, sentence_start, sentence_end"
INSERT = "INSERT INTO definitions VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
BY_ARTICLE = "article, place"
NEWEST_FIRST = f"published DESC, {BY_ARTICLE}"

LONGEST_LONG = 10  # words of a long form that is recognised in a question
WORDS_READ = 40  # of a question; longer ones ask of more than their long forms
NEAREST = 5  # terms named instead of one that is not there

# All hints of one meaning together weigh half a word: a passage that spells the whole meaning out gets half of what
# the acronym itself brings, so that it joins the hits without passing those that hold the asked word.
HINTS_WEIGHT = 0.5
HINTED = 3  # meanings of one acronym that a question is widened by; more would drown it

USUAL = 4  # times as many articles that give a long form as it is, before one with more words is taken for it

Only = Collection[str] | None
"""Names of the collections that a look-up is kept to; None is all."""

_Group = tuple[Kind, tuple[str, ...]]
"""What a meaning is, and its words as they are looked for."""

__all__ = [
    "Definition",
    "Entry",
    "Glossary",
    "Meaning",
    "expand",
    "mine",
    "term_key",
    "update_glossary",
    "write_glossary",
]


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
    """Write a new glossary at `path`, and the hashes beside it. Those of one article come in their order there.

    By article, `published` gives the ISO date where there is one, `collections` the collection where it is not the
    default one.

    Raises:
        OSError: the disk refused.
    """
    with closing(NewDatabase(SCHEMA)) as database:
        hashes = _insert(database, definitions, published or {}, collections or {})
        database.write(path)
    write_array(hashes_beside(path), np.sort(hashes))


def update_glossary(
    path: Path,
    before: Path,
    gone: Collection[str],
    definitions: Iterable[Definition],
    published: Mapping[str, str] | None = None,
    collections: Mapping[str, str] | None = None,
) -> None:
    """Write a new glossary at `path`: the one at `before` without the articles `gone`, and with more definitions.

    An article that changed is among the gone, and all its definitions are given. The rest is as for `write_glossary`.

    Raises:
        DamagedIndexError: the glossary before cannot be read.
        OSError: the disk refused.
    """
    hashes = _read_hashes(hashes_beside(before))
    named = (json.dumps(sorted(gone)),)
    of_them = "FROM definitions WHERE article IN (SELECT value FROM json_each(?))"
    with closing(NewDatabase(copied=before)) as database:
        keys = database.run(f"SELECT key, long {of_them}", named)
        if not all(isinstance(one, str) for pair in keys for one in pair):
            raise _damaged(before, "a key that is no text")
        left = _hashes(keys)
        database.run(f"DELETE {of_them}", named)
        added = _insert(database, definitions, published or {}, collections or {})
        database.write(path)
    write_array(hashes_beside(path), np.sort(np.concatenate((_less(hashes, np.sort(left), before), added))))


def hashes_beside(path: Path) -> Path:
    """Return where the hashes of a glossary lie."""
    return path.with_suffix(".npy")


def _insert(
    database: NewDatabase,
    definitions: Iterable[Definition],
    published: Mapping[str, str],
    collections: Mapping[str, str],
) -> NDArray[np.uint64]:
    """Put definitions into a glossary; return the hashes of their keys and long forms."""
    keys: list[tuple[str, str]] = []
    places: Counter[str] = Counter()
    rows = []
    for one in definitions:
        keys.append((term_key(one.term), _long_key(one.meaning) if one.kind == "acronym" else ""))
        rows.append(
            (
                *keys[-1],
                published.get(one.article_id, ""),
                collections.get(one.article_id, COLLECTION),
                *(one.term, one.meaning, one.kind, one.found, one.article_id, one.language),
                *(one.span.start, one.span.end, one.sentence.start, one.sentence.end, places[one.article_id]),
            )
        )
        places[one.article_id] += 1
    database.insert(INSERT, rows)
    return _hashes(keys)


def _hashes(keys: Iterable[Sequence[str]]) -> NDArray[np.uint64]:
    """Return the hash of each key, and of each long form that there is."""
    found = [_hash(one) for pair in keys for one in pair if one]
    return np.array(found, np.uint64)


def _hash(text: str) -> int:
    return hash_of(text)


def _less(hashes: NDArray[np.uint64], left: NDArray[np.uint64], path: Path) -> NDArray[np.uint64]:
    """Return sorted `hashes` without those that `left`, sorted too, one place for each."""
    _, firsts, lengths = np.unique(left, return_index=True, return_counts=True)
    within = np.arange(len(left)) - np.repeat(firsts, lengths)
    places = np.searchsorted(hashes, left, "left") + within
    if (places >= len(hashes)).any() or (hashes[places] != left).any():
        raise _damaged(hashes_beside(path), f"not the hashes of {path.name}")
    return np.delete(hashes, places)


def _read_hashes(path: Path) -> NDArray[np.uint64]:
    found = read_array(path)
    if found.dtype != np.uint64 or found.ndim != 1:
        raise _damaged(path, f"found {found.dtype} of shape {found.shape}, wanted the hashes of a glossary")
    return found


def _damaged(path: Path, what: str) -> DamagedIndexError:
    return DamagedIndexError(f"{path}: {what}; {REBUILD}")


class Glossary:
    """Reads what `write_glossary` or `update_glossary` wrote.

    Raises:
        DamagedIndexError: a file is missing or damaged, then or later.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database = ReadOnlyDatabase(path)
        try:
            self._database.rows("SELECT number FROM definitions LIMIT 1")
            self._hashes = _read_hashes(hashes_beside(path))
        except BaseException:
            self._database.close()
            raise

    def _may_hold(self, texts: Iterable[str]) -> list[str]:
        """Return those of `texts` that stand in the glossary, as a key or a long form, and hardly any other."""
        some = [one for one in dict.fromkeys(texts) if one]
        hashes = np.array([_hash(one) for one in some], np.uint64)
        places = self._hashes.searchsorted(hashes)
        inside = (places < len(self._hashes)).nonzero()[0]
        found = inside[self._hashes[places[inside]] == hashes[inside]]
        return [some[place] for place in found.tolist()]

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
            definition = self._definition(columns)
            if kind in (None, definition.kind):
                held.setdefault(key, []).append(definition)
        found = [held.get(key) or held.get(_singular(key)) for key in keys]
        return [_grouped(places) if places else () for places in found]

    def _of(self, column: str, wanted: Collection[str], only: Only, order: str = NEWEST_FIRST) -> list[Any]:
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
        places = self._of("long", self._may_hold(longs), only, BY_ARTICLE)
        return tuple(self._definition(columns) for _, *columns in places)

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
            rows = self._database.rows(f"{_SELECT} WHERE key = ? {kept} ORDER BY {NEWEST_FIRST}", (one, *names))
            if not rows:
                raise _damaged(self._path, "its keys are not those of its places")
            meanings = _grouped([self._definition(row) for row in rows])
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

    def _definition(self, row: Sequence[Any]) -> Definition:
        term, meaning, kind, found, article_id, language, start, end, sentence_start, sentence_end = row
        texts = (term, meaning, kind, found, article_id)
        if language not in LANGUAGES or not all(isinstance(one, str) for one in texts):
            raise _damaged(self._path, f"a place in {article_id!r} makes no sense")
        places = Span(start, end), Span(sentence_start, sentence_end)
        return Definition(term, meaning, kind, found, article_id, language, *places)

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
    groups: dict[_Group, list[Definition]] = {}
    for place in places:
        said = tuple(analyse(place.meaning, place.language)) or tuple(fold(place.meaning))
        groups.setdefault((place.kind, said), []).append(place)
    _join_cut_short(groups)
    strays = _led_along(groups)
    found = [_meaning(group, strays.get(key, [])) for key, group in groups.items()]
    return tuple(sorted(found, key=lambda one: (one.kind, -one.articles)))


def _join_cut_short(groups: dict[_Group, list[Definition]]) -> None:
    """Join a long form with the one of which it is the end, where the letters of one of them are less sure."""
    for kind, said in sorted(groups, key=lambda one: len(one[1])):
        if kind == "definition":
            continue
        for other_kind, other in groups:
            longer = other_kind == kind and len(other) > len(said) and other[-len(said) :] == said
            if longer and any(place.found == "phrase" for place in groups[kind, said] + groups[kind, other]):
                groups[kind, other].extend(groups.pop((kind, said)))
                break


def _led_along(groups: dict[_Group, list[Definition]]) -> dict[_Group, list[Definition]]:
    """Take long forms out of `groups` that are a usual one with words before or after it, and return them by that one.

    "liste de [La République en marche]" is no meaning beside the one that many more articles give. A French word right
    behind it may make it another, "Parti socialiste unifié", where "de Paris" only says which one. Of training texts,
    26 go on behind one with a small word and name the same; 6 without, which are let stand.
    """
    counts = {key: len({place.article_id for place in group}) for key, group in groups.items()}
    strays: dict[_Group, list[Definition]] = {}
    for kind, said in sorted(groups, key=lambda one: -counts[one]):
        if kind == "definition" or counts[kind, said] < USUAL or (kind, said) not in groups:
            continue
        for other in [key for key in groups if key[0] == kind and len(key[1]) > len(said)]:
            ahead, behind = other[1][-len(said) :] == said, other[1][: len(said)] == said
            around = ahead or (behind and not all(_is_qualified(place, len(said)) for place in groups[other]))
            if around and counts[other] * USUAL <= counts[kind, said]:
                strays.setdefault((kind, said), []).extend(groups.pop(other))
    return strays


def _is_qualified(place: Definition, count: int) -> bool:
    """Return whether a French long form goes on behind its first `count` content words with no small word."""
    for word in fold(place.meaning) if place.language == "fr" else ():
        said = analyse(word, place.language)
        if count <= 0:
            return bool(said)
        count -= len(said)
    return False


def _meaning(places: list[Definition], strays: list[Definition]) -> Meaning:
    """Return the meaning that `places` give, and `strays` with words around it."""
    languages = [place.language for place in places + strays]
    spoken = tuple(sorted(set(languages), key=lambda one: (-languages.count(one), one)))
    best = sorted(places, key=lambda one: (one.found == "phrase", one.language != spoken[0], -len(one.meaning.split())))
    articles = {place.article_id for place in places + strays}
    return Meaning(best[0].term, best[0].meaning, best[0].kind, len(articles), spoken, (*best, *strays))


def _long_key(meaning: str) -> str:
    return " ".join(fold(meaning))


def _singular(key: str) -> str:
    return key[:-1] if len(key) > 2 and key.endswith("s") else ""
