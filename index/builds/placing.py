"""Where the articles of a snapshot to be stand: which segments hold them, old ones, new ones and merged ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corpus.scanning import SourceFile
from index.builds.merging import Weight, merge_segments
from index.glossaries.definitions import Definition
from index.keeping.catalogue import Catalogue, Listing, joined
from index.keeping.snapshot import Snapshot
from index.keeping.store import Store
from index.keeping.versions import ArticleName
from index.matching.counterparts import Home
from index.segments.articles import Card
from index.segments.segment import Segment, open_segment


class Placed:
    """The articles of a snapshot to be, and the segments in which they stand.

    Segments are numbered; those of the snapshot before come first, in its order. `new` holds the ids of articles that
    it does not hold, or not like this.
    """

    def __init__(self, store: Store, before: Snapshot | None, *, anew: bool = False) -> None:
        """With `anew`, nothing that was learned of the snapshot before is taken over."""
        self.store = store
        self.before = before
        self.anew = anew
        self.segments: list[Segment] = [one for one in before.segments if one.hold()] if before is not None else []
        self.new: set[str] = set()
        self._touched = False
        self._said: list[Definition] = []
        self._taken: set[str] = set()
        self._listings: list[Listing] = []
        self._former = len(self.segments)
        self._merged: dict[str, tuple[str, NDArray[np.int32]]] = {}  # segments by name: into which, and their new rows

    def open(self, name: str) -> int:
        """Open the segment of this name, which no other is, and return its number."""
        self.segments.append(open_segment(self.store.segments / name))
        return len(self.segments) - 1

    def take(self, segment: Segment) -> int:
        """Return the number of an opened segment, which is held once more where it is new here."""
        for number, one in enumerate(self.segments):
            if one.name == segment.name:
                return number
        segment.hold()
        self.segments.append(segment)
        return len(self.segments) - 1

    def add(self, listing: Listing) -> None:
        """Have these articles live where the listing says that they stand."""
        self._listings.append(listing)

    def add_taken(self, listing: Listing) -> None:
        """Have articles live that another segment holds as they are now, and the snapshot before does not."""
        self.add(listing)
        self.new.update(listing.ids)
        self._taken.update(listing.ids)

    def add_made(self, name: str) -> None:
        """Have all articles of a segment live that was made for this snapshot."""
        number = self.open(name)
        listing = Catalogue(self.segments[number].folder).listing()
        entries = listing.entries.copy()
        entries["segment"] = number
        self.add(replace(listing, entries=entries))
        self.new.update(listing.ids)

    def stay(self, files: Sequence[SourceFile]) -> None:
        """Have articles live on where they stand, though their files look different."""
        if self.before is None or not files:
            return
        self._touched = True
        catalogue = self.before.catalogue
        numbers = catalogue.look(files).numbers
        entries = catalogue.entries[numbers].copy()
        entries["size_bytes"] = [file.size_bytes for file in files]
        entries["modified_ns"] = [file.modified_ns for file in files]
        self.add(Listing([file.id for file in files], entries, catalogue.names))

    def say(self, definitions: Iterable[Definition]) -> None:
        """Take in what articles that were made for this snapshot say of their terms."""
        self._said.extend(definitions)

    def definitions(self) -> list[Definition]:
        """Return what new articles say of their terms, those of one article in their order there."""
        taken = self._entries_of(self._taken)
        read = (self.segments[segment].passages.read(numbers).values() for segment, numbers in taken.items())
        return [*self._said, *(said for articles in read for one in articles for said in one.definitions)]

    def cards(self, ids: Collection[str]) -> dict[str, Card]:
        """Return articles without their texts, by id."""
        of = self._entries_of(ids)
        found = (self.segments[segment].passages.cards(numbers).values() for segment, numbers in of.items())
        return {card.id: card for cards in found for card in cards}

    def _entries_of(self, ids: Collection[str]) -> dict[int, list[int]]:
        """Return where articles stand: their numbers, by segment."""
        if not ids:
            return {}
        wanted, listing = set(ids), self.listing()
        places = [place for place, one in enumerate(listing.ids) if one in wanted]
        found: dict[int, list[int]] = {}
        for segment, number in listing.entries[["segment", "number"]][places].tolist():
            found.setdefault(segment, []).append(number)
        return found

    @property
    def differs(self) -> bool:
        """Whether any article is new, or its file looks different."""
        return bool(self.new) or self._touched

    def listing(self) -> Listing:
        """Return all articles that live."""
        if len(self._listings) != 1:
            self._listings = [joined(self._listings)]
        return self._listings[0]

    def passages(self) -> int:
        """Return how many passages live."""
        return int(self.listing().entries["passages"].sum())

    def names(self, places: Sequence[int]) -> list[ArticleName]:
        """Return what people know articles by; `places` are theirs in the listing."""
        listing = self.listing()
        entries = listing.entries[places]
        titles: dict[int, str] = {}
        for segment in np.unique(entries["segment"]).tolist():
            own = np.flatnonzero(entries["segment"] == segment).tolist()
            cards = self.segments[segment].passages.cards(entries["number"][own].tolist())
            titles |= {place: cards[int(entries["number"][place])].title for place in own}
        names = (listing.collections[number] for number in entries["collection"].tolist())
        return [
            ArticleName(listing.ids[place], titles[at], name)
            for at, (place, name) in enumerate(zip(places, names, strict=True))
        ]

    def is_new(self, number: int) -> bool:
        """Return whether a segment is none of the snapshot before."""
        return number >= self._former

    def live(self) -> list[int]:
        """Return how many rows of each segment live."""
        entries = self.listing().entries
        counts = np.bincount(entries["segment"], entries["passages"], minlength=len(self.segments))
        return [int(one) for one in counts]

    def weights(self) -> list[Weight]:
        """Return what planning a merge takes of each segment."""
        articles = np.bincount(self.listing().entries["segment"], minlength=len(self.segments)).tolist()
        lost = self._lost()
        return [
            Weight(one.card.part, live, one.card.rows, held, one.vectors.uncoded, number in lost)
            for number, (one, live, held) in enumerate(zip(self.segments, self.live(), articles, strict=True))
        ]

    def _lost(self) -> set[int]:
        """Return the segments that hold articles which were removed since the snapshot before."""
        if self.before is None:
            return set()
        catalogue = self.before.catalogue
        gone = np.flatnonzero(catalogue.without(self.listing().ids))
        return set(np.unique(catalogue.entries["segment"][gone]).tolist())

    def merge(self, numbers: Sequence[int]) -> None:
        """Have the living articles of some segments stand in a new one."""
        listing = self.listing()
        of = listing.entries["segment"].copy()
        parts = []
        for number in numbers:
            kept = np.zeros(self.segments[number].card.articles, np.bool_)
            kept[listing.entries["number"][of == number]] = True
            parts.append((self.segments[number], kept))
        usable = (one for number, one in enumerate(self.segments) if self.is_new(number) or not self.anew)
        codebook = next((one.vectors.codebook for one in usable if one.vectors.codebook is not None), None)
        card, moved = merge_segments(parts, self.store.segments, codebook, self.passages())
        into = self.open(card.name)
        for number, one in zip(numbers, moved, strict=True):
            self._merged[self.segments[number].name] = (card.name, one.rows)
        entries = listing.entries.copy()
        for number, one in zip(numbers, moved, strict=True):
            places = np.flatnonzero(of == number)
            then = entries["number"][places]
            entries["number"][places] = one.articles[then]
            entries["first"][places] = self.segments[into].passages.firsts[entries["number"][places]]
            entries["segment"][places] = into
        self._listings = [replace(listing, entries=entries)]

    def used(self) -> tuple[list[Segment], Listing]:
        """Return the segments in which any article stands, and all articles with the numbers that these have then."""
        live = np.bincount(self.listing().entries["segment"], minlength=len(self.segments)) > 0
        renumbered = (np.cumsum(live) - 1).astype(np.uint16)
        entries = self.listing().entries.copy()
        entries["segment"] = renumbered[entries["segment"]]
        return [one for one, some in zip(self.segments, live, strict=True) if some], replace(
            self.listing(), entries=entries
        )

    def homes(self, segments: Sequence[Segment]) -> list[Home | None]:
        """Return where the rows of each segment of the snapshot before are, by the place of theirs in `segments`."""
        numbers = {one.name: number for number, one in enumerate(segments)}
        found: list[Home | None] = []
        for one in self.segments[: self._former]:
            name, rows = self._merged.get(one.name, (one.name, None))
            found.append(Home(numbers[name], rows) if name in numbers else None)
        return found

    def close(self) -> None:
        """Let go of the segments."""
        for one in self.segments:
            one.let_go()
        self.segments = []
