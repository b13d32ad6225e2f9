"""The articles of a segment: one read-only SQLite file, their texts packed.

Articles are numbered from 0. What a list shows of them stands apart from their texts, so that a list reads no text.
What an article says of its terms is kept with it: taking an article over costs no mining.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.article import LANGUAGES, Article, Span
from index.errors import DamagedIndexError
from index.glossaries.database import NewDatabase, ReadOnlyDatabase
from index.glossaries.definitions import Definition
from index.keeping.disk import REBUILD
from index.segments.texts import PackedTextError, Packer, Unpacker, sampled, trained

# Pages of 8 KB: with those of 4 KB the file of a full segment is 5 % larger, and the one of a single article half as
# large.
SCHEMA = """
PRAGMA page_size = 8192;
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL, language TEXT NOT NULL, url TEXT,
    published TEXT, collection TEXT NOT NULL
) STRICT;
CREATE TABLE texts (
    number INTEGER PRIMARY KEY, dictionary INTEGER NOT NULL, size_bytes INTEGER NOT NULL, packed BLOB NOT NULL
) STRICT;
CREATE TABLE dictionaries (number INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT;
"""
CARD = "number, id, title, language, url, published, collection"
PACKED = "dictionary, size_bytes, packed"
INSERT_CARD = "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?)"
INSERT_TEXT = "INSERT INTO texts VALUES (?, ?, ?, ?)"

NO_DICTIONARY = 0  # dictionaries are numbered from 1
MOST_DICTIONARIES = 8  # of one segment; the texts of rarer ones are packed anew where more come together

ASKED_AT_ONCE = 500  # rows; SQLite takes some thousand values in one statement

NOTHING_SAID = b"[[],[]]"  # what stands before most texts: no headings, no definitions
HEAD_END = b"\n"  # parts what stands before a text from the text; JSON on one line holds none


@dataclass(frozen=True, slots=True)
class Card:
    """An article's row without its text; `published` is an ISO date."""

    id: str
    title: str
    url: str | None
    published: str | None

    @property
    def date(self) -> date | None:
        """The date, where there is one."""
        return date.fromisoformat(self.published) if self.published else None


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article as it was written, with what it says of its terms."""

    article: Article
    definitions: tuple[Definition, ...]


def write_articles(path: Path, articles: Sequence[ReadArticle]) -> None:
    """Write a new file of `articles`, numbered as they come.

    Raises:
        OSError: the disk refused.
        ValueError: a definition is not what stands in its article.
    """
    places = sampled([len(one.article.text) for one in articles])
    dictionary = trained(_unpacked(articles[place]) for place in places)
    packer, number = Packer(dictionary), 1 if dictionary else NO_DICTIONARY
    with closing(NewDatabase(SCHEMA)) as database:
        database.insert(INSERT_CARD, ((at, *_card(one.article)) for at, one in enumerate(articles)))
        texts = map(_unpacked, articles)
        database.insert(INSERT_TEXT, ((at, number, len(text), packer.pack(text)) for at, text in enumerate(texts)))
        _insert_dictionaries(database, [dictionary] if dictionary else [])
        database.write(path)


def _insert_dictionaries(database: NewDatabase, dictionaries: Sequence[bytes]) -> None:
    database.insert("INSERT INTO dictionaries VALUES (?, ?)", enumerate(dictionaries, start=NO_DICTIONARY + 1))


def _card(article: Article) -> tuple[object, ...]:
    published = article.published.isoformat() if article.published else None
    return article.id, article.title, article.language, article.url, published, article.collection


def _unpacked(one: ReadArticle) -> bytes:
    article = one.article
    headings = [(span.start, span.end) for span in article.headings]
    definitions = []
    for said in one.definitions:
        if (said.article_id, said.language, said.span.of(article.text)) != (article.id, article.language, said.meaning):
            msg = f"{article.id} does not say {said.meaning!r} at {said.span}; give it what was mined from it"
            raise ValueError(msg)
        places = (said.span.start, said.span.end, said.sentence.start, said.sentence.end)
        definitions.append((said.term, said.kind, said.found, *places))
    head = json.dumps([headings, definitions], ensure_ascii=False, separators=(",", ":"))
    return HEAD_END.join((head.encode(), article.text.encode()))


class ArticleFile:
    """Reads what `write_articles` or `merge_articles` wrote. Safe to use from several threads.

    Raises:
        DamagedIndexError: the file is missing or damaged, then or later.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database = ReadOnlyDatabase(path)
        try:
            ((last,),) = self._database.rows("SELECT max(number) FROM articles")
            held = self._database.rows("SELECT number, content FROM dictionaries ORDER BY number")
        except BaseException:
            self._database.close()
            raise
        self.count = 0 if last is None else int(last) + 1
        self.dictionaries: list[bytes] = [content for _, content in held]
        self._unpackers: dict[int, Unpacker] = {}

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def read(self, numbers: Collection[int]) -> dict[int, ReadArticle]:
        """Return the articles of these numbers."""
        columns = f"{CARD}, {PACKED}"
        found = {row[0]: self._read(row) for row in self._of("articles JOIN texts USING (number)", columns, numbers)}
        self._missing(numbers, found)
        return found

    def cards(self, numbers: Collection[int] | None = None) -> dict[int, Card]:
        """Return the articles of these numbers, or all, without their texts."""
        columns = "number, id, title, url, published"
        if numbers is None:
            rows = self._database.rows(f"SELECT {columns} FROM articles")  # noqa: S608 - a constant
            return {number: Card(*rest) for number, *rest in rows}
        found = {number: Card(*rest) for number, *rest in self._of("articles", columns, numbers)}
        self._missing(numbers, found)
        return found

    def parcels(self, numbers: Sequence[int]) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
        """Yield the rows of articles as they lie in the file: without their numbers, cards and packed texts."""
        for start in range(0, len(numbers), ASKED_AT_ONCE):
            some = numbers[start : start + ASKED_AT_ONCE]
            rows = {row[0]: row for row in self._of("articles JOIN texts USING (number)", f"{CARD}, {PACKED}", some)}
            self._missing(some, rows)
            for number in some:
                yield rows[number][1:7], rows[number][7:]

    def sizes(self) -> NDArray[np.int64]:
        """Return of each article the number of its dictionary and the bytes of its text, shape (articles, 2)."""
        rows = self._database.rows("SELECT dictionary, size_bytes FROM texts ORDER BY number")
        if len(rows) != self.count:
            raise self._damaged(f"{len(rows)} texts of {self.count} articles")
        return np.array(rows, np.int64).reshape(-1, 2)

    def unpack(self, dictionary: int, size_bytes: int, packed: bytes) -> bytes:
        """Return a text of `parcels`, with what stands before it."""
        unpacker = self._unpackers.get(dictionary)
        try:
            if unpacker is None:
                content = self.dictionaries[dictionary - 1] if dictionary != NO_DICTIONARY else None
                unpacker = self._unpackers.setdefault(dictionary, Unpacker(content))
            return unpacker.unpack(packed, size_bytes)
        except (PackedTextError, IndexError, TypeError) as error:
            raise self._damaged(f"a text cannot be unpacked ({error})") from error

    def _read(self, row: Sequence[Any]) -> ReadArticle:
        number, article_id, title, language, url, published, collection, *packed = row
        try:
            head, _, content = self.unpack(*packed).partition(HEAD_END)
            text = content.decode("utf-8")
            headings, definitions = json.loads(head) if head != NOTHING_SAID else ((), ())
            spans = tuple(Span(start, end) for start, end in headings)
            day = date.fromisoformat(published) if published else None
            if language not in LANGUAGES:
                raise self._damaged(f"article {number} is in {language}")
            article = Article(article_id, title, language, text, url, day, collection, spans)
            return ReadArticle(article, tuple(_definition(article, one) for one in definitions) if definitions else ())
        except (ValueError, TypeError) as error:
            raise self._damaged(f"article {number} makes no sense ({error})") from error

    def _of(self, tables: str, columns: str, numbers: Collection[int]) -> Iterator[Any]:
        """Yield `columns` of the rows of some articles, in no order."""
        wanted = list(numbers)
        for start in range(0, len(wanted), ASKED_AT_ONCE):
            some = tuple(wanted[start : start + ASKED_AT_ONCE])
            marks = ", ".join("?" * len(some))
            yield from self._database.rows(f"SELECT {columns} FROM {tables} WHERE number IN ({marks})", some)  # noqa: S608 - constants

    def _missing(self, wanted: Collection[int], found: Collection[int]) -> None:
        missing = next((number for number in wanted if number not in found), None)
        if missing is not None:
            raise self._damaged(f"no article {missing}")

    def _damaged(self, what: str) -> DamagedIndexError:
        return DamagedIndexError(f"{self._path}: {what}; {REBUILD}")


def _definition(article: Article, values: Sequence[Any]) -> Definition:
    term, kind, found, start, end, sentence_start, sentence_end = values
    span = Span(start, end)
    meaning, sentence = span.of(article.text), Span(sentence_start, sentence_end)
    return Definition(term, meaning, kind, found, article.id, article.language, span, sentence)


def merge_articles(path: Path, parts: Sequence[tuple[ArticleFile, Sequence[int]]]) -> None:
    """Write a new file of articles of others, given by their numbers there and numbered anew as they come.

    Texts are taken over as they are packed. Those that were packed with no dictionary, since they were few, or with one
    of too many, are packed anew where there is one for them.

    Raises:
        DamagedIndexError: a file of the parts is damaged.
        OSError: the disk refused.
    """
    plan = _plan(parts)
    packer = Packer(plan.dictionaries[0]) if plan.dictionaries else Packer(None)
    with closing(NewDatabase(SCHEMA)) as database:
        at = 0
        for (file, numbers), known in zip(parts, plan.known, strict=True):
            for card, (dictionary, size, packed) in file.parcels(numbers):
                new = known.get(dictionary)
                if new is None:
                    new, content = plan.first, packer.pack(file.unpack(dictionary, size, packed))
                else:
                    content = packed
                database.insert(INSERT_CARD, [(at, *card)])
                database.insert(INSERT_TEXT, [(at, new, size, content)])
                at += 1
        _insert_dictionaries(database, plan.dictionaries)
        database.write(path)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Dictionaries of a merged file, and of each part the new number of each of its own; others are packed anew."""

    dictionaries: list[bytes]
    known: list[dict[int, int]]

    @property
    def first(self) -> int:
        """The number of the dictionary with which texts are packed anew."""
        return NO_DICTIONARY + 1 if self.dictionaries else NO_DICTIONARY


def _plan(parts: Sequence[tuple[ArticleFile, Sequence[int]]]) -> _Plan:
    used: Counter[bytes] = Counter()
    for file, numbers in parts:
        own = file.sizes()[np.asarray(numbers, np.int64)]
        for dictionary, content in enumerate(file.dictionaries, start=NO_DICTIONARY + 1):
            used[content] += int(own[own[:, 0] == dictionary, 1].sum())
    # The most used one first; among equals by content, so that what is written hangs on what is merged alone.
    kept = sorted((content for content in used if used[content]), key=lambda one: (-used[one], one))[:MOST_DICTIONARIES]
    if not kept:
        trained_now = trained(_samples(parts))
        kept = [trained_now] if trained_now else []
    places = {content: number for number, content in enumerate(kept, start=NO_DICTIONARY + 1)}
    known = []
    for file, _ in parts:
        own_ones = enumerate(file.dictionaries, start=NO_DICTIONARY + 1)
        known.append({number: places[content] for number, content in own_ones if content in places})
        if not kept:
            known[-1][NO_DICTIONARY] = NO_DICTIONARY
    return _Plan(kept, known)


def _samples(parts: Sequence[tuple[ArticleFile, Sequence[int]]]) -> Iterator[bytes]:
    """Yield the texts of articles that have no dictionary among them, those that one is trained on."""
    sizes = [file.sizes()[np.asarray(numbers, np.int64), 1] for file, numbers in parts]
    chosen = iter(sampled(np.concatenate(sizes).tolist() if sizes else []))
    place, start = next(chosen, None), 0
    for file, numbers in parts:
        own = []
        while place is not None and place < start + len(numbers):
            own.append(numbers[place - start])
            place = next(chosen, None)
        start += len(numbers)
        for _, packed in file.parcels(own):
            yield file.unpack(*packed)
