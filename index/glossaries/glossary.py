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
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from corpus.article import LANGUAGES, Span
from index.glossaries.database import ReadOnlyDatabase
from index.glossaries.definitions import Definition, Kind, term_key
from index.glossaries.glossary_files import damaged, hashes_beside, read_hashes
from index.glossaries.meanings import Entry, Meaning, grouped
from index.keeping.hashing import hash_of

COLUMNS = "term, meaning, kind, found, article, language, start, end, sentence_start, sentence_end"
BY_ARTICLE = "article, place"
NEWEST_FIRST = f"published DESC, {BY_ARTICLE}"

NEAREST = 5  # terms named instead of one that is not there

Only = Collection[str] | None
"""Names of the collections that a look-up is kept to; None is all."""


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
            self._hashes = read_hashes(hashes_beside(path))
        except BaseException:
            self._database.close()
            raise

    def _may_hold(self, texts: Iterable[str]) -> list[str]:
        """Return those of `texts` that stand in the glossary, as a key or a long form, and hardly any other."""
        some = [one for one in dict.fromkeys(texts) if one]
        if not some or not len(self._hashes):
            return []
        hashes = np.fromiter(map(hash_of, some), np.uint64, len(some))
        nearest = self._hashes.take(self._hashes.searchsorted(hashes), mode="clip")
        return [some[place] for place in (nearest == hashes).nonzero()[0].tolist()]

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
        return [grouped(places) if places else () for places in found]

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

    def entries(self, limit: int | None = None, *, only: Only = None) -> list[Entry]:
        """Return the terms by alphabet, with what they mean; at most `limit` of them."""
        kept, names = _kept_to(only)
        keys = self._database.rows(
            f"SELECT DISTINCT key FROM definitions WHERE TRUE {kept} ORDER BY key LIMIT ?",  # noqa: S608 - a constant
            (*names, -1 if limit is None else limit),
        )
        found = []
        for (one,) in keys:
            rows = self._database.rows(f"{_SELECT} WHERE key = ? {kept} ORDER BY {NEWEST_FIRST}", (one, *names))
            if not rows:
                raise damaged(self._path, "its keys are not those of its places")
            meanings = grouped([self._definition(row) for row in rows])
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

    def nearest(self, term: str, *, only: Only = None) -> list[str]:
        """Return the terms that are spelled most like `term`, the likest first; none where none is like it."""
        kept, names = _kept_to(only)
        statement = f"SELECT key, min(term) FROM definitions WHERE TRUE {kept} GROUP BY key"  # noqa: S608 - a constant
        spellings = dict(self._database.rows(statement, names))
        near = difflib.get_close_matches(term_key(term), spellings, n=NEAREST, cutoff=0.5)
        return [spellings[key] for key in near]

    def _definition(self, row: Sequence[Any]) -> Definition:
        term, meaning, kind, found, article_id, language, start, end, sentence_start, sentence_end = row
        texts = (term, meaning, kind, found, article_id)
        if language not in LANGUAGES or not all(isinstance(one, str) for one in texts):
            raise damaged(self._path, f"a place in {article_id!r} makes no sense")
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


def _singular(key: str) -> str:
    return key[:-1] if len(key) > 2 and key.endswith("s") else ""
