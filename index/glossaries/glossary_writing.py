"""Writing the glossary of a snapshot: anew, or from the one before with what changed.

One SQLite file; beside `glossary.sqlite` lie, in `glossary.npy`, the hashes of all keys and long forms, sorted, one a
place. `index.glossaries.glossary` reads both.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.article import COLLECTION
from index.glossaries.database import NewDatabase
from index.glossaries.definitions import Definition, term_key
from index.glossaries.glossary_files import damaged, hashes_beside, read_hashes
from index.keeping.disk import write_array
from index.keeping.hashing import hash_of
from index.words.analysis import fold

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
INSERT = "INSERT INTO definitions VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


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
    hashes = read_hashes(hashes_beside(before))
    named = (json.dumps(sorted(gone)),)
    of_them = "FROM definitions WHERE article IN (SELECT value FROM json_each(?))"
    with closing(NewDatabase(copied=before)) as database:
        keys = database.run(f"SELECT key, long {of_them}", named)
        if not all(isinstance(one, str) for pair in keys for one in pair):
            raise damaged(before, "a key that is no text")
        left = _hashes(keys)
        database.run(f"DELETE {of_them}", named)
        added = _insert(database, definitions, published or {}, collections or {})
        database.write(path)
    write_array(hashes_beside(path), np.sort(np.concatenate((_less(hashes, np.sort(left), before), added))))


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
    found = [hash_of(one) for pair in keys for one in pair if one]
    return np.array(found, np.uint64)


def _less(hashes: NDArray[np.uint64], left: NDArray[np.uint64], path: Path) -> NDArray[np.uint64]:
    """Return sorted `hashes` without those that `left`, sorted too, one place for each."""
    _, firsts, lengths = np.unique(left, return_index=True, return_counts=True)
    within = np.arange(len(left)) - np.repeat(firsts, lengths)
    places = np.searchsorted(hashes, left, "left") + within
    if (places >= len(hashes)).any() or (hashes[places] != left).any():
        raise damaged(hashes_beside(path), f"not the hashes of {path.name}")
    return np.delete(hashes, places)


def _long_key(meaning: str) -> str:
    return " ".join(fold(meaning))
