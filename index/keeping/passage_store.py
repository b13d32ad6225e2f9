"""The articles and passages of a snapshot, read from its segments.

Rows are the global ones (`index.keeping.rows`), articles are numbered as the catalogue does, and what is dead in a
segment is never seen. Safe to use from several threads.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corpus.article import LANGUAGES, Article, Language, Passage
from index.errors import DamagedIndexError
from index.keeping.catalogue import UNKNOWN, Catalogue
from index.keeping.disk import REBUILD
from index.keeping.rows import RowMap
from index.segments.articles import Card, ReadArticle
from index.segments.passages import Place, SegmentPassages


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


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with `key`, the first half of the SHA-256, in hexadecimal, of the text that was encoded for it."""

    passage: Passage
    key: str


class PassageStore:
    """Reads the articles of `catalogue` and their passages from `segments`, which it does not close.

    Raises:
        DamagedIndexError: the catalogue and the segments do not fit together.
    """

    def __init__(self, segments: Sequence[SegmentPassages], rows: RowMap, catalogue: Catalogue) -> None:
        self._segments = segments
        self._rows = rows
        self.catalogue = catalogue
        if rows.count != catalogue.passages:
            raise self._damaged(f"{catalogue.passages} passages, wanted {rows.count}")
        for segment, numbers in self._by_segment(np.arange(catalogue.count)):
            self._check(segment, numbers)

    def _check(self, segment: int, numbers: NDArray[np.int64]) -> None:
        """Make sure that each article stands in its segment where the catalogue says."""
        entries = self.catalogue.entries
        if segment >= len(self._segments):
            raise self._damaged(f"{self.catalogue.id(int(numbers[0]))} stands in segment {segment}, which is missing")
        firsts, own = self._segments[segment].firsts, entries["number"][numbers]
        beyond = own >= len(firsts) - 1
        own = np.where(beyond, 0, own)
        wrong = beyond | (firsts[own] != entries["first"][numbers])
        wrong |= firsts[own + 1] - firsts[own] != entries["passages"][numbers]
        if wrong.any():
            strange = self.catalogue.id(int(numbers[np.argmax(wrong)]))
            raise self._damaged(f"{strange} stands elsewhere in {self._segments[segment].folder}")

    def _damaged(self, what: str) -> DamagedIndexError:
        return DamagedIndexError(f"{self.catalogue.path}: {what}; {REBUILD}")

    def _by_segment(self, numbers: NDArray[np.integer]) -> Iterator[tuple[int, NDArray[np.int64]]]:
        """Yield the segments of articles, each with those of `numbers` that stand there."""
        of = self.catalogue.entries["segment"][numbers]
        for segment in np.bincount(of).nonzero()[0].tolist():
            yield segment, np.asarray(numbers[of == segment], np.int64)

    def places(self, rows: Sequence[int]) -> list[Place]:
        """Return where each of `rows` stands.

        Raises:
            DamagedIndexError: there is no such row.
        """
        wanted = np.asarray(rows, np.int64)
        strange = next((row for row in wanted.tolist() if not 0 <= row < self._rows.count), None)
        if strange is not None:
            raise self._damaged(f"no passage {strange}")
        spans = np.empty((len(wanted), 3), np.int32)
        for share in self._rows.split(wanted):
            spans[share.places] = self._segments[share.segment].spans[share.locals]
        articles = self.catalogue.articles_of(wanted).tolist()
        return [Place(article, *span) for article, span in zip(articles, spans.tolist(), strict=True)]

    def articles(self, numbers: Collection[int]) -> dict[int, Article]:
        """Return the articles of these numbers.

        Raises:
            DamagedIndexError: there is no such article.
        """
        return {number: one.article for number, one in self.read(numbers).items()}

    def read(self, numbers: Collection[int]) -> dict[int, ReadArticle]:
        """Return the articles of these numbers, with what they say of their terms; errors as for `articles`."""
        wanted = self._known(numbers)
        found: dict[int, ReadArticle] = {}
        for segment, some in self._by_segment(wanted):
            own = self.catalogue.entries["number"][some].tolist()
            read = self._segments[segment].read(own)
            found |= {number: read[local] for number, local in zip(some.tolist(), own, strict=True)}
        return found

    def _known(self, numbers: Collection[int]) -> NDArray[np.int64]:
        wanted = sorted(set(numbers))
        strange = next((number for number in wanted if not 0 <= number < self.catalogue.count), None)
        if strange is not None:
            raise self._damaged(f"no article {strange}")
        return np.array(wanted, np.int64)

    def article(self, article_id: str) -> Article | None:
        """Return the article `article_id`, or None where there is none."""
        number = self.catalogue.find(article_id)
        return None if number == UNKNOWN else self.articles([number])[number]

    def cards(self) -> list[ArticleCard]:
        """Return every article without its text, by id."""
        known = self._cards(np.arange(self.catalogue.count))
        entries = self.catalogue.entries
        names, columns = self.catalogue.names, ("language", "collection", "size_bytes", "modified_ns")
        numbers = zip(*(entries[column].tolist() for column in columns), strict=True)
        return [
            ArticleCard(
                card.id,
                card.title,
                LANGUAGES[language],
                card.url,
                card.date,
                names[collection],
                size_bytes,
                modified_ns,
            )
            for card, (language, collection, size_bytes, modified_ns) in zip(known, numbers, strict=True)
        ]

    def _cards(self, numbers: NDArray[np.int64]) -> list[Card]:
        """Return the cards of some articles, in their order."""
        found: dict[int, Card] = {}
        for segment, some in self._by_segment(numbers):
            own = self.catalogue.entries["number"][some].tolist()
            source = self._segments[segment]
            # To read all is faster than to ask for each of half of them.
            cards = source.cards(None if 2 * len(own) > source.articles else own)
            try:
                found |= {number: cards[local] for number, local in zip(some.tolist(), own, strict=True)}
            except KeyError as error:
                raise self._damaged(f"no article {error} in {source.folder}") from error
        return [found[number] for number in numbers.tolist()]

    def titles(self, article_ids: Collection[str]) -> dict[str, str]:
        """Return the titles of articles, by id; unknown ones are left out."""
        numbers = [number for one in article_ids if (number := self.catalogue.find(one)) != UNKNOWN]
        return {card.id: card.title for card in self._cards(np.array(numbers, np.int64))}

    def passages_of(self, article_id: str) -> list[StoredPassage]:
        """Return the passages of one article in order; none for an unknown article."""
        number = self.catalogue.find(article_id)
        if number == UNKNOWN:
            return []
        entry = self.catalogue.entries[number]
        source, first = self._segments[int(entry["segment"])], int(entry["first"])
        passages = source.places(int(entry["number"]), self.articles([number])[number])
        keys = source.keys[first : first + len(passages)]
        return [StoredPassage(one, bytes(key).hex()) for one, key in zip(passages, keys, strict=True)]

    def article_ids(self) -> list[str]:
        """Return the article id of every passage, in row order."""
        lengths = self.catalogue.entries["passages"].tolist()
        return [one for one, length in zip(self.catalogue.ids(), lengths, strict=True) for _ in range(length)]

    def languages(self) -> list[Language]:
        """Return the language of every passage, in row order."""
        return [LANGUAGES[number] for number in self.groups.tolist()]

    @cached_property
    def groups(self) -> NDArray[np.int8]:
        """The place in `LANGUAGES` of every passage's language, in row order."""
        return self.catalogue.of_rows("language").astype(np.int8)

    def count(self) -> int:
        """How many passages there are."""
        return self._rows.count
