"""The articles of a snapshot that live: one row each, sorted by id, and where each stands in the segments.

Two files in a snapshot's folder: `catalogue.npy`, a row of numbers an article (`ENTRY`), and `catalogue.txt`, the ids
in that order and then the names of the collections, in UTF-8, each closed by a NUL. Nothing is made of an article until
somebody asks for it. Knows nothing of what the articles say. Safe to use from several threads.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise, repeat
from operator import attrgetter, lt
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.article import LANGUAGES, Language
from corpus.collections import is_of_server
from corpus.scanning import Root, SourceFile, Survey
from index.errors import DamagedIndexError
from index.keeping.disk import REBUILD, read_array, write_array, write_bytes
from index.keeping.rows import RowMap

NUMBERS, TEXT = "catalogue.npy", "catalogue.txt"

ENTRY = np.dtype(
    [
        ("size_bytes", "<i8"),
        ("modified_ns", "<i8"),
        ("id_end", "<i8"),  # bytes of `catalogue.txt` up to the NUL that closes the id
        ("number", "<i4"),  # of the article in its segment
        ("first", "<i4"),  # local row of its first passage there
        ("passages", "<i4"),
        ("segment", "<u2"),
        ("collection", "<u2"),  # place among the names of the collections, which are sorted
        ("language", "u1"),  # place in `LANGUAGES`
        ("digest", "u1", (32,)),
    ]
)
"""What is known of one article in numbers."""

Entries = NDArray[np.void]
"""Rows of the type `ENTRY`, shape (articles,)."""

END = b"\0"
UNKNOWN = -1  # number of an article that the catalogue does not hold, or of a collection
ARTICLES_PER_FILE = 50  # for each file looked for: with more, it is quicker to find each than to list all ids
FREE = -2  # in place of a collection's number: any shared one


@dataclass(frozen=True, slots=True)
class Listing:
    """Articles to be catalogued, in any order. `id_end` of the entries is worked out when they are written."""

    ids: Sequence[str]
    entries: Entries
    collections: Sequence[str]


@dataclass(frozen=True, slots=True)
class Look:
    """What a catalogue says of each of some files, shape (files,).

    `numbers` are those of their articles, `UNKNOWN` where there is none; `same` tells whether size, time and the place
    in a collection are still those that were catalogued.
    """

    numbers: NDArray[np.int32]
    same: NDArray[np.bool_]


def new_entries(count: int) -> Entries:
    """Return entries to be filled in, all zero."""
    return np.zeros(count, ENTRY)


def nothing() -> Listing:
    """Return a listing of no articles."""
    return Listing((), new_entries(0), ())


def digest_bytes(digest: str) -> NDArray[np.uint8]:
    """Return a SHA-256 in hexadecimal as its 32 bytes."""
    return np.frombuffer(bytes.fromhex(digest), np.uint8)


def joined(listings: Sequence[Listing]) -> Listing:
    """Return the articles of several listings in one; their collections are numbered anew, sorted."""
    names = sorted({name for one in listings for name in one.collections})
    entries = np.concatenate([one.entries for one in listings]) if listings else new_entries(0)
    start = 0
    for one in listings:
        own = np.array([names.index(name) for name in one.collections], np.uint16)
        part = slice(start, start + len(one.entries))
        if len(one.entries):
            entries["collection"][part] = own[one.entries["collection"]]
        start += len(one.entries)
    return Listing([name for one in listings for name in one.ids], entries, names)


def is_of_same_files(one: Listing, other: Listing) -> bool:
    """Return whether two listings have the same articles of the same files: sizes, times, texts and collections."""
    if len(one.ids) != len(other.ids):
        return False
    (ids, entries), (other_ids, other_entries) = _sorted(one), _sorted(other)
    facts = ["size_bytes", "modified_ns", "digest"]
    places = (
        [names.collections[at] for at in rows["collection"]] for names, rows in ((one, entries), (other, other_entries))
    )
    return (
        list(ids) == list(other_ids)
        and bool((entries[facts] == other_entries[facts]).all())
        and next(places) == next(places)
    )


def write_catalogue(folder: Path, listing: Listing) -> None:
    """Write the catalogue of a snapshot into its `folder`; collections without an article are left out.

    Raises:
        OSError: the disk refused.
        ValueError: an id stands there twice, or holds a NUL.
    """
    names, entries = _sorted(listing)
    held = np.unique(entries["collection"])
    kept = sorted((listing.collections[number], number) for number in held.tolist())
    renumbered = np.zeros(len(listing.collections), np.uint16)
    renumbered[[number for _, number in kept]] = np.arange(len(kept))
    entries["collection"] = renumbered[entries["collection"]]
    of_ids, of_collections = _closed(names), _closed([name for name, _ in kept])
    ends = _ends(of_ids)
    if len(ends) != len(names):
        strange = next(one for one in names if "\0" in one)
        msg = f"the article id {strange!r} holds a NUL, which no path does; rename the file"
        raise ValueError(msg)
    entries["id_end"] = ends
    write_array(folder / NUMBERS, entries)
    write_bytes(folder / TEXT, of_ids, of_collections)


def _sorted(listing: Listing) -> tuple[Sequence[str], Entries]:
    """Return the ids, sorted, and the entries in that order, which may be written to."""
    ids = listing.ids
    if all(map(lt, ids, islice(ids, 1, None))):
        return ids, listing.entries.copy()
    order = sorted(range(len(ids)), key=ids.__getitem__)
    names = [ids[place] for place in order]
    twice = next((one for one, other in pairwise(names) if one == other), None)
    if twice is not None:
        msg = f"two articles have the id {twice!r}, an article stands in a catalogue once; give one another path"
        raise ValueError(msg)
    return names, listing.entries[order]


def _closed(texts: Sequence[str]) -> bytes:
    return b"".join(("\0".join(texts).encode("utf-8"), END)) if texts else b""


def _ends(text: bytes) -> NDArray[np.int64]:
    return np.flatnonzero(np.frombuffer(text, np.uint8) == 0)


class Catalogue:
    """Reads what `write_catalogue` wrote. Articles are numbered from 0, in the order of their ids.

    Raises:
        DamagedIndexError: a file is missing or damaged, or they do not fit together.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / NUMBERS
        found = read_array(self.path)
        if found.dtype != ENTRY or found.ndim != 1:
            msg = f"{self.path}: found {found.dtype} of shape {found.shape}, wanted a row of numbers an article"
            raise DamagedIndexError(f"{msg}; {REBUILD}")
        self.entries: Entries = found
        self._text = self._read_text(folder / TEXT)
        self._ends = np.ascontiguousarray(self.entries["id_end"])
        self.names = self._read_names(folder / TEXT)
        self._check()

    def _read_text(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            msg = f"{path}: cannot be read ({error.strerror}); {REBUILD}"
            raise DamagedIndexError(msg) from error

    def _read_names(self, path: Path) -> tuple[str, ...]:
        """Return the names of the collections."""
        closed = np.flatnonzero(np.frombuffer(self._text, np.uint8) == 0)
        own = closed[: self.count]
        try:
            *names, rest = self._text[int(own[-1]) + 1 if len(own) else 0 :].decode("utf-8").split("\0")
            self._text.decode("utf-8")
        except UnicodeDecodeError as error:
            msg = f"{path}: not UTF-8 ({error}); {REBUILD}"
            raise DamagedIndexError(msg) from error
        if not np.array_equal(own, self._ends) or rest or bool(names) != bool(self.count):
            msg = f"{path}: does not hold {self.count} ids and the names of their collections; {REBUILD}"
            raise DamagedIndexError(msg)
        return tuple(names)

    def _check(self) -> None:
        entries = self.entries
        wrong = (
            (entries["collection"] >= max(1, len(self.names)))
            | (entries["language"] >= len(LANGUAGES))
            | (entries["first"] < 0)
            | (entries["passages"] < 0)
            | (entries["number"] < 0)
        )
        if wrong.any():
            msg = f"{self.path}: no sense in what it says of {self.id(int(np.argmax(wrong)))}; {REBUILD}"
            raise DamagedIndexError(msg)

    @property
    def count(self) -> int:
        """How many articles live."""
        return len(self.entries)

    @cached_property
    def passages(self) -> int:
        """How many passages live."""
        return int(self.entries["passages"].sum())

    @cached_property
    def collections(self) -> Mapping[str, int]:
        """How many articles each collection has, by name, sorted; none is empty."""
        counts = np.bincount(self.entries["collection"], minlength=len(self.names)).tolist()
        return dict(zip(self.names, counts, strict=True))

    @cached_property
    def _own(self) -> NDArray[np.bool_]:
        """Of each collection, whether it is a server's own."""
        return np.array([is_of_server(name) for name in self.names], np.bool_)

    def of_servers(self) -> NDArray[np.bool_]:
        """Return of each article whether it is a server's own."""
        found: NDArray[np.bool_] = self._own[self.entries["collection"]]
        return found

    def spoken(self) -> Mapping[Language, int]:
        """Return how many articles are in each language."""
        counts = np.bincount(self.entries["language"], minlength=len(LANGUAGES)).tolist()
        return dict(zip(LANGUAGES, counts, strict=True))

    def id(self, number: int) -> str:
        """Return the id of one article."""
        return self._id_bytes(number).decode("utf-8")

    def _id_bytes(self, number: int) -> bytes:
        start = int(self._ends[number - 1]) + 1 if number else 0
        return self._text[start : int(self._ends[number])]

    def ids(self) -> list[str]:
        """Return the ids of all articles, sorted."""
        if not self.count:
            return []
        return self._text[: int(self._ends[-1])].decode("utf-8").split("\0")

    def find(self, article_id: str) -> int:
        """Return the number of an article, `UNKNOWN` where there is none of that id."""
        # UTF-8 sorts as code points do.
        wanted = article_id.encode("utf-8", "surrogatepass")
        low, high = 0, self.count
        while low < high:
            middle = (low + high) // 2
            if self._id_bytes(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < self.count and self._id_bytes(low) == wanted else UNKNOWN

    def passages_of(self, article_id: str) -> int:
        """Return how many passages an article has, 0 where there is none of that id."""
        number = self.find(article_id)
        return 0 if number == UNKNOWN else int(self.entries["passages"][number])

    def digest(self, number: int) -> str:
        """Return the SHA-256 of one article, in hexadecimal."""
        return bytes(self.entries["digest"][number]).hex()

    def collection(self, number: int) -> str:
        """Return the name of one article's collection."""
        return self.names[int(self.entries["collection"][number])]

    def language(self, number: int) -> Language:
        """Return the language of one article."""
        return LANGUAGES[int(self.entries["language"][number])]

    def listing(self, kept: NDArray[np.bool_] | None = None) -> Listing:
        """Return the articles that are `kept`, or all, to be catalogued again with others."""
        ids = self.ids()
        if kept is None:
            return Listing(ids, np.array(self.entries), self.names)
        return Listing([ids[number] for number in np.flatnonzero(kept).tolist()], self.entries[kept], self.names)

    def look(self, files: Sequence[SourceFile]) -> Look:
        """Return which articles `files` hold, and whether they look as they did and belong where they did."""
        count = len(files)
        sizes = np.fromiter(map(attrgetter("size_bytes"), files), np.int64, count)
        times = np.fromiter(map(attrgetter("modified_ns"), files), np.int64, count)
        forced = list(map(attrgetter("collection"), files))
        wanted = self._forced(set(forced))
        asked = np.fromiter((wanted[name] for name in forced), np.int64, count)
        return self._look(self._numbers(map(attrgetter("id"), files), count), sizes, times, asked)

    def survey(self, survey: Survey) -> Look:
        """Return the same of all the files that folders hold."""
        own = self._text[: int(self._ends[-1]) + 1] if self.count else b""
        if (
            survey.count == self.count and survey.text.encode("utf-8", "surrogatepass") == own
        ):  # mostly: neither came a file nor went one
            numbers = np.arange(self.count, dtype=np.int32)
        else:
            numbers = self._numbers(survey.ids(), survey.count)
        sizes, times = (np.frombuffer(column, np.int64) for column in (survey.sizes_bytes, survey.modified_ns))
        roots: Sequence[Root] = survey.roots
        wanted = self._forced({root.collection for root in roots})
        of_roots = np.array([wanted[root.collection] for root in roots], np.int64)
        return self._look(numbers, sizes, times, of_roots[np.frombuffer(survey.root_numbers, np.int32)])

    def _numbers(self, ids: Iterable[str], count: int) -> NDArray[np.int32]:
        if count * ARTICLES_PER_FILE < self.count:
            return np.fromiter(map(self.find, ids), np.int32, count)
        places = dict(zip(self.ids(), range(self.count), strict=True))
        return np.fromiter(map(places.get, ids, repeat(UNKNOWN)), np.int32, count)

    def _look(
        self,
        numbers: NDArray[np.int32],
        sizes: NDArray[np.int64],
        times: NDArray[np.int64],
        asked: NDArray[np.int64],
    ) -> Look:
        """Return the look at files of these numbers, sizes and times; `asked` as `_forced` has it."""
        same = numbers != UNKNOWN
        held = numbers[same]
        alike = self.entries["size_bytes"][held] == sizes[same]
        alike &= self.entries["modified_ns"][held] == times[same]
        own, asked = self.entries["collection"][held], asked[same]
        same[same] = alike & np.where(asked == FREE, ~self._own[own], own == asked)
        return Look(numbers, same)

    def _forced(self, names: Iterable[str | None]) -> dict[str | None, int]:
        """Return the place of each collection that files are put into, `FREE` where they may stay in any shared one."""
        known = {name: place for place, name in enumerate(self.names)}
        return {name: FREE if name is None else known.get(name, UNKNOWN) for name in names}

    def without(self, ids: Collection[str]) -> NDArray[np.bool_]:
        """Return of each article whether it is none of `ids`."""
        held = ids if isinstance(ids, set | frozenset) else set(ids)
        return np.fromiter((one not in held for one in self.ids()), np.bool_, self.count)

    @cached_property
    def firsts(self) -> NDArray[np.int64]:
        """The global row of each article's first passage, shape (articles,)."""
        firsts: NDArray[np.int64] = np.cumsum(self.entries["passages"], dtype=np.int64)
        firsts -= self.entries["passages"]
        return firsts

    def articles_of(self, rows: Sequence[int] | NDArray[np.integer]) -> NDArray[np.int64]:
        """Return the number of the article of each global row."""
        found: NDArray[np.int64] = np.searchsorted(self.firsts, np.asarray(rows, np.int64), "right")
        found -= 1
        return found

    def of_rows(self, column: str) -> NDArray[Any]:
        """Return a column of `ENTRY` for each global row: that of its article."""
        return np.repeat(self.entries[column], self.entries["passages"])


def row_map(catalogue: Catalogue, sizes: Sequence[int]) -> RowMap:
    """Return which passage stands where; `sizes` are the numbers of local rows of the segments.

    Raises:
        DamagedIndexError: an article stands in no segment, or beyond the end of one.
    """
    entries = catalogue.entries
    places = entries["segment"].astype(np.int64)
    limits = np.append(np.asarray(sizes, np.int64), -1)
    beyond = entries["first"].astype(np.int64) + entries["passages"] > limits[places.clip(max=len(sizes))]
    if beyond.any():
        number = int(np.argmax(beyond))
        msg = (
            f"{catalogue.path}: {catalogue.id(number)} stands at {int(entries['first'][number])} of segment "
            f"{int(places[number])}, wanted a place in one of {len(sizes)} segments of so many rows: {list(sizes)}"
        )
        raise DamagedIndexError(f"{msg}; {REBUILD}")
    passages = entries["passages"]
    offsets = np.repeat(entries["first"] - catalogue.firsts, passages)
    locals_ = (offsets + np.arange(len(offsets))).astype(np.int32)
    return RowMap(np.repeat(entries["segment"], passages), locals_, sizes)
