"""What a build can take over from elsewhere on disk: segments that the snapshot in use does not name.

Those of other snapshots hold articles that were changed or removed since, or that somebody went back behind; those of
no snapshot were made by a build that was stopped. An article of theirs is taken over where its file has the same size
and modification time, and its vectors wherever the same text stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

import numpy as np

from index.builds.merging import MIDDLING
from index.builds.placing import Placed
from index.builds.reading import Wanted
from index.encoders.protocol import Encoder
from index.errors import DamagedIndexError, IncompatibleIndexError
from index.keeping.catalogue import NUMBERS, TEXT, Catalogue
from index.keeping.hashing import checksum
from index.keeping.manifest import read_manifest
from index.keeping.store import Store
from index.matching.pieces import PieceTable
from index.segments.segment import Segment, open_segment, read_card


class Spare:
    """Segments on disk that a snapshot to be does not have yet, each opened when it is first asked for."""

    def __init__(self, store: Store, placed: Placed, encoder: Encoder, table: PieceTable) -> None:
        """Those of another encoder, and what is damaged, are passed over."""
        self._store = store
        self._placed = placed
        self._encoder, self._table = encoder, table
        self._opened: dict[str, Segment | None] = {}

    def unnamed(self) -> list[Segment]:
        """Return those that no snapshot names: a build made them that was stopped."""
        named = self._store.named(self._store.names())
        return [] if named is None else self._some(name for name in self._store.segment_names() if name not in named)

    def small(self) -> list[Segment]:
        """Return those in which looking for a text takes less than encoding it."""
        own = {one.name for one in self._placed.segments}
        return self._some(name for name in self._store.segment_names() if name not in own and self._is_small(name))

    def _is_small(self, name: str) -> bool:
        try:
            return read_card(self._store.segments / name).rows <= MIDDLING
        except (DamagedIndexError, IncompatibleIndexError):
            return False

    def _some(self, names: Iterable[str]) -> list[Segment]:
        return [one for one in map(self._open, names) if one is not None]

    def catalogues(self) -> Iterator[tuple[Catalogue, Sequence[str]]]:
        """Yield what is catalogued of them, the newest snapshot's first, each with the names of its segments."""
        for name in self._store.names():
            if self._placed.before is not None and name == self._placed.before.manifest.name:
                continue
            folder = self._store.snapshots / name
            with suppress(DamagedIndexError, IncompatibleIndexError, OSError):
                manifest = read_manifest(folder)
                if all(checksum(folder / one) == manifest.checksums.get(one) for one in (NUMBERS, TEXT)):
                    yield Catalogue(folder), tuple(manifest.segments)
        for one in self.unnamed():
            if (one.folder / NUMBERS).exists():
                with suppress(DamagedIndexError):
                    yield Catalogue(one.folder), (one.name,)

    def fitting(self, name: str) -> Segment | None:
        """Return the segment of this name where it can be part of a snapshot to be, with the pieces of our table."""
        own = next((one for one in self._placed.segments if one.name == name), None)
        one = own if own is not None else self._open(name)
        return one if one is not None and one.card.pieces_digest == self._table.digest else None

    def _open(self, name: str) -> Segment | None:
        if name not in self._opened:
            self._opened[name] = None
            with suppress(DamagedIndexError, IncompatibleIndexError):
                one = open_segment(self._store.segments / name)
                if one.card.encoder_digest == self._encoder.digest:
                    self._opened[name] = one
                else:
                    one.let_go()
        return self._opened[name]

    def close(self) -> None:
        """Let go of all of them."""
        for one in self._opened.values():
            if one is not None:
                one.let_go()
        self._opened = {}


def take_over(wanted: Sequence[Wanted], spare: Spare, placed: Placed) -> list[Wanted]:
    """Place the articles of `wanted` files that spare segments hold as they are; return the files that are left."""
    left = list(wanted)
    for catalogue, names in spare.catalogues():
        if not left:
            break
        look = catalogue.look([one.file for one in left])
        same = look.same.copy()
        of = catalogue.entries["segment"]
        needed = np.unique(of[look.numbers[same]]).tolist()
        usable = {number: one for number in needed if (one := spare.fitting(names[number])) is not None}
        same[same] = np.isin(of[look.numbers[same]], list(usable))
        if not same.any():
            continue
        kept = np.zeros(catalogue.count, np.bool_)
        kept[look.numbers[same]] = True
        listing = catalogue.listing(kept)
        numbers = np.zeros(len(names), np.uint16)
        for number, one in usable.items():
            numbers[number] = placed.take(one)
        entries = listing.entries.copy()
        entries["segment"] = numbers[entries["segment"]]
        placed.add_taken(replace(listing, entries=entries))
        left = [one for one, found in zip(left, same.tolist(), strict=True) if not found]
    return left
