"""Articles and passages on disk: one read-only SQLite file a snapshot.

Rows are numbered from 0 in the order they were written, the same numbers that the vectors and the word index use.
The file is opened `immutable`, so that reading takes no lock and leaves nothing beside it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from corpus.article import Article, Language, Passage, Span
from index.database import ReadOnlyDatabase
from index.errors import DamagedIndexError, IndexFloorError

SCHEMA = """
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, title TEXT NOT NULL, language TEXT NOT NULL,
    url TEXT, published TEXT, collection TEXT NOT NULL, digest TEXT NOT NULL, size_bytes INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL, headings TEXT NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE TABLE passages (
    row INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles (number),
    start INTEGER NOT NULL, end INTEGER NOT NULL, heading TEXT NOT NULL, key TEXT NOT NULL
) STRICT;
CREATE INDEX passages_of_article ON passages (article, start);
"""

ASKED_AT_ONCE = 500  # rows; SQLite takes some thousand values in one statement

ARTICLE_COLUMNS = "id, title, language, text, url, published, collection, headings"


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with what its file looked like when it was read."""

    article: Article
    digest: str
    size_bytes: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with `key`, the SHA-256 of the text that was encoded for it."""

    passage: Passage
    key: str


class Place(NamedTuple):
    """Where a passage stands: the number of its article, its span there, and its heading."""

    article: int
    start: int
    end: int
    heading: str


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article without its text: what a list shows."""

    id: str
    title: str
    language: Language
    url: str | None
    published: date | None
    collection: str
    size_bytes: int
    modified_ns: int


def write_passages(path: Path, articles: Sequence[StoredArticle], passages: Iterable[StoredPassage]) -> int:
    """Write a new store at `path`; return how many passages it holds.

    Raises:
        IndexFloorError: the disk is full or fails.
    """
    try:
        return _write(path, articles, passages)
    except sqlite3.OperationalError as error:  # a full disk, a disk that fails: SQLite's words say which
        msg = f"{path}: SQLite cannot write it ({error}); the index before is unchanged"
        raise IndexFloorError(msg) from error


def _write(path: Path, articles: Sequence[StoredArticle], passages: Iterable[StoredPassage]) -> int:
    numbers = {stored.article.id: number for number, stored in enumerate(articles)}
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(SCHEMA)
        connection.executemany(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((number, *_article_row(stored)) for number, stored in enumerate(articles)),
        )
        rows = (
            (
                row,
                numbers[one.passage.article_id],
                one.passage.start,
                one.passage.end,
                one.passage.heading,
                one.key,
            )
            for row, one in enumerate(passages)
        )
        written = connection.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)", rows)
        return max(written.rowcount, 0)


class PassageStore:
    """Reads what `write_passages` wrote. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database = ReadOnlyDatabase(path)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def places(self, rows: Sequence[int]) -> list[Place]:
        """Return where each of `rows` stands.

        Raises:
            DamagedIndexError: there is no such row.
        """
        held = {
            row: Place(*rest) for row, *rest in self._of("passages", "row, article, start, end, heading", "row", rows)
        }
        missing = [row for row in rows if row not in held]
        if missing:
            msg = f"{self._path}: no passage {missing[0]}; run `sourcier rebuild-index --all`"
            raise DamagedIndexError(msg)
        return [held[row] for row in rows]

    def articles(self, numbers: Collection[int]) -> dict[int, Article]:
        """Return the articles of these numbers.

        Raises:
            DamagedIndexError: there is no such article.
        """
        columns = f"number, {ARTICLE_COLUMNS}"
        held = {number: _article(rest) for number, *rest in self._of("articles", columns, "number", sorted(numbers))}
        missing = [number for number in numbers if number not in held]
        if missing:
            msg = f"{self._path}: no article {missing[0]}; run `sourcier rebuild-index --all`"
            raise DamagedIndexError(msg)
        return held

    def _of(self, table: str, columns: str, key: str, wanted: Sequence[int | str]) -> list[tuple[Any, ...]]:
        """Return `columns` of the rows of `table` whose `key` is among `wanted`, in no order."""
        found: list[tuple[Any, ...]] = []
        for start in range(0, len(wanted), ASKED_AT_ONCE):
            some = tuple(wanted[start : start + ASKED_AT_ONCE])
            marks = ", ".join("?" * len(some))
            statement = f"SELECT {columns} FROM {table} WHERE {key} IN ({marks})"  # noqa: S608 - constants
            found += self._database.rows(statement, some)
        return found

    def article(self, article_id: str) -> Article | None:
        """Return the article `article_id`, or None where there is none."""
        found = self._database.rows(f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id = ?", (article_id,))  # noqa: S608 - a constant
        return _article(found[0]) if found else None

    def cards(self) -> list[ArticleCard]:
        """Return every article without its text, by id."""
        rows = self._database.rows(
            "SELECT id, title, language, url, published, collection, size_bytes, modified_ns FROM articles ORDER BY id"
        )
        return [
            ArticleCard(article_id, title, language, url, _date(published), collection, size_bytes, modified_ns)
            for article_id, title, language, url, published, collection, size_bytes, modified_ns in rows
        ]

    def titles(self, article_ids: Collection[str]) -> dict[str, str]:
        """Return the titles of articles, by id; unknown ones are left out."""
        return dict(self._of("articles", "id, title", "id", list(article_ids)))

    def stored_articles(self) -> Iterator[StoredArticle]:
        """Yield every article as it was stored, by number: what a rebuild takes over."""
        columns = f"SELECT {ARTICLE_COLUMNS}, digest, size_bytes, modified_ns FROM articles ORDER BY number"  # noqa: S608 - a constant
        for row in self._database.rows(columns):
            yield StoredArticle(_article(row[:8]), *row[8:])

    def keys(self) -> list[str]:
        """Return the key of every passage, in row order."""
        return [row[0] for row in self._database.rows("SELECT key FROM passages ORDER BY row")]

    def passages_of(self, article_id: str) -> list[StoredPassage]:
        """Return the passages of one article in order; none for an unknown article."""
        rows = self._database.rows(
            "SELECT start, end, heading, key FROM passages JOIN articles ON number = article WHERE id = ? ORDER BY row",
            (article_id,),
        )
        return [StoredPassage(Passage(article_id, start, end, heading), key) for start, end, heading, key in rows]

    def article_ids(self) -> list[str]:
        """Return the article id of every passage, in row order."""
        return [
            row[0]
            for row in self._database.rows("SELECT id FROM passages JOIN articles ON number = article ORDER BY row")
        ]

    def languages(self) -> list[Language]:
        """Return the language of every passage, in row order."""
        statement = "SELECT language FROM passages JOIN articles ON number = article ORDER BY row"
        return [row[0] for row in self._database.rows(statement)]

    def count(self) -> int:
        """How many passages there are."""
        return int(self._database.rows("SELECT count(*) FROM passages")[0][0])


def _article_row(stored: StoredArticle) -> tuple[object, ...]:
    article = stored.article
    return (
        article.id,
        article.title,
        article.language,
        article.url,
        article.published.isoformat() if article.published else None,
        article.collection,
        stored.digest,
        stored.size_bytes,
        stored.modified_ns,
        json.dumps([[span.start, span.end] for span in article.headings]),
        article.text,  # last: SQLite reads a row up to the column that is asked for, and lists ask for no text
    )


def _article(columns: Sequence[Any]) -> Article:
    article_id, title, language, text, url, published, collection, headings = columns
    spans = tuple(Span(start, end) for start, end in json.loads(headings))
    return Article(article_id, title, language, text, url, _date(published), collection, spans)


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
