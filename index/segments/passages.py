"""The articles and passages of a segment: texts, spans, and the keys of what was encoded.

    articles.sqlite       see `index.segments.articles`
    passages/spans.npy    a row a passage: start, end, and the number of its heading among the article's, int32
    passages/firsts.npy   the local row of each article's first passage, and the number of rows, int32
    passages/keys.npy     the first 16 bytes of the SHA-256 of the text that was encoded for each passage

Local rows go by the number of the article, then by the place in it. Arrays are mapped. Safe to use from several
threads.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.article import LANGUAGES, Article, Passage
from index.errors import DamagedIndexError
from index.glossaries.definitions import Definition
from index.keeping.catalogue import Listing, digest_bytes, new_entries
from index.keeping.disk import REBUILD, make_folder, read_array, write_array
from index.keeping.rows import DEAD
from index.segments.articles import ArticleFile, Card, ReadArticle, merge_articles, write_articles

ARTICLES, PASSAGES = "articles.sqlite", "passages"
SPANS, FIRSTS, KEYS = "spans.npy", "firsts.npy", "keys.npy"

NO_HEADING = 0  # an article's headings are numbered from 1

# Of 32: two of a thousand billion passages share so many by chance once in a hundred million million indexes.
KEY_BYTES = 16

Keys = NDArray[np.uint8]
"""Keys of passages, shape (passages, `KEY_BYTES`)."""


@dataclass(frozen=True, slots=True)
class CutStored:
    """An article as its file was read and cut: what a segment takes of it.

    `keys` are the SHA-256 of what was encoded for each passage, in hexadecimal, whole or their first `KEY_BYTES`;
    `definitions` what was mined from it.
    """

    article: Article
    digest: str
    size_bytes: int
    modified_ns: int
    passages: tuple[Passage, ...]
    keys: tuple[str, ...]
    definitions: tuple[Definition, ...] = ()


@dataclass(frozen=True, slots=True)
class Renumbered:
    """Where the articles and passages of one merged segment are now, `DEAD` where they were left out."""

    articles: NDArray[np.int32]
    rows: NDArray[np.int32]


class Place(NamedTuple):
    """Where a passage stands: the number of its article, its span there, and the number of its heading there."""

    article: int
    start: int
    end: int
    heading: int

    def passage(self, article: Article) -> Passage:
        """Return the passage, given its article.

        Raises:
            DamagedIndexError: the article has no such heading.
        """
        if not 0 <= self.heading <= len(article.headings):
            msg = f"a passage of {article.id} stands below heading {self.heading}, it has {len(article.headings)}"
            raise DamagedIndexError(f"{msg}; {REBUILD}")
        heading = article.headings[self.heading - 1].of(article.text) if self.heading else ""
        return Passage(article.id, self.start, self.end, heading)


def write_passages(folder: Path, articles: Sequence[CutStored]) -> None:
    """Write the articles and passages of a new segment into `folder`, numbered as they come.

    Raises:
        OSError: the disk refused.
        ValueError: a passage's heading is none of its article, or there are not as many keys as passages.
    """
    make_folder(folder / PASSAGES)
    write_articles(folder / ARTICLES, [ReadArticle(one.article, one.definitions) for one in articles])
    spans = [span for one in articles for span in _spans(one)]
    keys = [bytes.fromhex(key[: 2 * KEY_BYTES]) for one in articles for key in one.keys]
    _write_arrays(
        folder,
        np.array(spans, np.int32).reshape(-1, 3),
        _firsts([len(one.passages) for one in articles]),
        np.frombuffer(b"".join(keys), np.uint8).reshape(-1, KEY_BYTES),
    )


def _write_arrays(folder: Path, spans: NDArray[np.int32], firsts: NDArray[np.int32], keys: Keys) -> None:
    write_array(folder / PASSAGES / SPANS, spans)
    write_array(folder / PASSAGES / FIRSTS, firsts)
    write_array(folder / PASSAGES / KEYS, keys)


def _firsts(passages: Sequence[int] | NDArray[np.integer]) -> NDArray[np.int32]:
    return np.concatenate((np.zeros(1, np.int32), np.cumsum(passages, dtype=np.int32)), dtype=np.int32)


def _spans(one: CutStored) -> list[tuple[int, int, int]]:
    if len(one.keys) != len(one.passages):
        msg = f"{one.article.id}: {len(one.passages)} passages and {len(one.keys)} keys, wanted one of each"
        raise ValueError(msg)
    numbers = {"": NO_HEADING}
    for number, heading in enumerate(one.article.headings, start=NO_HEADING + 1):
        numbers.setdefault(heading.of(one.article.text), number)
    try:
        return [(passage.start, passage.end, numbers[passage.heading]) for passage in one.passages]
    except KeyError as error:
        msg = f"{one.article.id} has no heading {error}; name the span where it stands in the article's headings"
        raise ValueError(msg) from error


def listing_of(articles: Sequence[CutStored], segment: int) -> Listing:
    """Return `articles` to be catalogued, which were written as all of segment number `segment`."""
    entries = new_entries(len(articles))
    entries["size_bytes"] = [one.size_bytes for one in articles]
    entries["modified_ns"] = [one.modified_ns for one in articles]
    entries["number"] = np.arange(len(articles))
    entries["passages"] = [len(one.passages) for one in articles]
    entries["first"] = _firsts(entries["passages"])[:-1]
    entries["segment"] = segment
    names = sorted({one.article.collection for one in articles})
    places = {name: place for place, name in enumerate(names)}
    entries["collection"] = [places[one.article.collection] for one in articles]
    entries["language"] = [LANGUAGES.index(one.article.language) for one in articles]
    if articles:
        entries["digest"] = np.stack([digest_bytes(one.digest) for one in articles])
    return Listing([one.article.id for one in articles], entries, names)


class SegmentPassages:
    """Reads what `write_passages` or `merge_passages` wrote into `folder`.

    `spans` has shape (passages, 3), `firsts` (articles + 1,), `keys` (passages, `KEY_BYTES`).

    Raises:
        DamagedIndexError: a file is missing or damaged, then or later, or they do not fit together.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.spans: NDArray[np.int32] = _read(folder / PASSAGES / SPANS, np.int32, 3)
        self.keys: Keys = _read(folder / PASSAGES / KEYS, np.uint8, KEY_BYTES)
        self.firsts: NDArray[np.int32] = _read(folder / PASSAGES / FIRSTS, np.int32)
        self._file = ArticleFile(folder / ARTICLES)
        sizes = (len(self.spans), len(self.keys), int(self.firsts[-1]) if len(self.firsts) else -1)
        articles = (self._file.count, len(self.firsts) - 1)
        if len(set(sizes)) > 1 or len(set(articles)) > 1 or self.firsts[0] != 0 or (np.diff(self.firsts) < 0).any():
            self.close()
            msg = f"{folder / PASSAGES}: passages {sizes} and articles {articles} do not fit together; {REBUILD}"
            raise DamagedIndexError(msg)

    @property
    def rows(self) -> int:
        """How many passages there are, dead ones too."""
        return len(self.spans)

    @property
    def articles(self) -> int:
        """How many articles there are, dead ones too."""
        return self._file.count

    def read(self, numbers: Collection[int]) -> dict[int, ReadArticle]:
        """Return articles with what they say of their terms, by number."""
        return self._file.read(numbers)

    def cards(self, numbers: Collection[int] | None = None) -> dict[int, Card]:
        """Return the articles of these numbers, or all, without their texts."""
        return self._file.cards(numbers)

    def places(self, number: int, article: Article) -> tuple[Passage, ...]:
        """Return the passages of one article, in order."""
        rows = self.spans[self.firsts[number] : self.firsts[number + 1]].tolist()
        return tuple(Place(number, *row).passage(article) for row in rows)

    def find(self, keys: Keys) -> NDArray[np.int32]:
        """Return the local row of a passage of each key, dead or not; `DEAD` where there is none."""
        own, wanted = _halves(self.keys), _halves(keys)
        found = np.full(len(wanted), DEAD, np.int32)
        near = np.flatnonzero(np.isin(own[:, 0], wanted[:, 0]))
        rows = {(first, second): row for row, (first, second) in zip(near.tolist(), own[near].tolist(), strict=True)}
        for place, (first, second) in enumerate(wanted.tolist()):
            found[place] = rows.get((first, second), DEAD)
        return found

    def close(self) -> None:
        """Let go of the files."""
        self._file.close()

    @property
    def file(self) -> ArticleFile:
        """The file of the articles, which merging takes them from as they lie there."""
        return self._file


def key_bytes(keys: Sequence[str]) -> Keys:
    """Return keys in hexadecimal, whole or their first `KEY_BYTES`, as `SegmentPassages.find` takes them."""
    return np.frombuffer(b"".join(bytes.fromhex(key[: 2 * KEY_BYTES]) for key in keys), np.uint8).reshape(-1, KEY_BYTES)


def _halves(keys: Keys) -> NDArray[np.uint64]:
    return np.ascontiguousarray(keys).view(np.uint64).reshape(-1, 2)


def _read(path: Path, dtype: type[np.generic], *shape: int) -> NDArray[Any]:
    found = read_array(path)
    if found.dtype != dtype or found.ndim != 1 + len(shape) or found.shape[1:] != shape:
        msg = f"{path}: found {found.dtype} of shape {found.shape}, wanted {np.dtype(dtype)} of shape (any, *{shape})"
        raise DamagedIndexError(f"{msg}; {REBUILD}")
    return found


def merge_passages(folder: Path, parts: Sequence[tuple[SegmentPassages, NDArray[np.bool_]]]) -> list[Renumbered]:
    """Write a new segment of the articles that are kept of others, in their order; say where each is now.

    The masks are over the articles of each part.

    Raises:
        DamagedIndexError: a file of the parts is damaged.
        OSError: the disk refused.
    """
    make_folder(folder / PASSAGES)
    merge_articles(folder / ARTICLES, [(part.file, np.flatnonzero(kept).tolist()) for part, kept in parts])
    lengths = [np.diff(part.firsts) for part, _ in parts]
    rows = [np.repeat(kept, length) for (_, kept), length in zip(parts, lengths, strict=True)]
    none = np.zeros(0, np.int32)
    _write_arrays(
        folder,
        np.concatenate([none.reshape(0, 3), *(part.spans[own] for (part, _), own in zip(parts, rows, strict=True))]),
        _firsts(np.concatenate([none, *(length[kept] for (_, kept), length in zip(parts, lengths, strict=True))])),
        np.concatenate(
            [np.zeros((0, KEY_BYTES), np.uint8), *(part.keys[own] for (part, _), own in zip(parts, rows, strict=True))]
        ),
    )
    return [
        Renumbered(articles, passages)
        for articles, passages in zip(_numbered([kept for _, kept in parts]), _numbered(rows), strict=True)
    ]


def _numbered(masks: Sequence[NDArray[np.bool_]]) -> list[NDArray[np.int32]]:
    """Return of each place the number of those kept before it, in all masks together; `DEAD` where it is not kept."""
    start, found = 0, []
    for mask in masks:
        numbers = np.where(mask, start + np.cumsum(mask) - 1, DEAD).astype(np.int32)
        start += int(mask.sum())
        found.append(numbers)
    return found
