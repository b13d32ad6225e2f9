"""Opened snapshots: the articles of one corpus at one moment, with every way of finding what stands in them.

    NAME/manifest.json   what it says of itself, sealed, with the checksums of all other files
    NAME/catalogue.npy   its articles, and in which segment each stands; catalogue.txt holds their ids
    NAME/glossary.sqlite what they say that terms mean; glossary.npy has the hashes of the terms
    NAME/counterparts/   which passages say in one language what others say in the other
    NAME/changes.json    what the build changed, see `index.keeping.versions`; no part of answering

All else lies in the segments that its manifest names. A damaged snapshot in use is passed over for the one that was in
use before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from corpus.article import Article
from corpus.scanning import Survey
from index.builds.differing import Changes, changes_between
from index.encoders.protocol import Encoder
from index.errors import DamagedIndexError, IncompatibleIndexError, NoIndexError
from index.glossaries.glossary import Glossary
from index.keeping.admitting import Admission, Admitted
from index.keeping.catalogue import Catalogue, row_map
from index.keeping.counting import Counted, Counting
from index.keeping.disk import REBUILD
from index.keeping.hashing import checksum
from index.keeping.manifest import FORMAT_VERSION, MANIFEST, Manifest, read_manifest
from index.keeping.passage_store import ArticleCard, PassageStore
from index.keeping.readers import ReaderMark
from index.keeping.sealed import check_files
from index.keeping.store import KEPT, Store
from index.matching.counterparts import read_counterparts
from index.matching.piece_index import PieceIndex
from index.matching.vector_index import VectorIndex
from index.scope import Scope, admits
from index.segments.segment import CARD, Segment, check_segment, open_segment, read_card

GLOSSARY, COUNTERPARTS, CHANGES = "glossary.sqlite", "counterparts", "changes.json"

__all__ = ["FORMAT_VERSION", "KEPT", "MANIFEST", "Changes", "Manifest", "Store", "read_manifest"]


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A snapshot that should have been opened, and why it was not."""

    name: str
    problem: str


class NoneSoundError(DamagedIndexError):
    """No snapshot is whole; `passed_over` says of each why, the one in use first."""

    def __init__(self, message: str, passed_over: Sequence[PassedOver]) -> None:
        super().__init__(message)
        self.passed_over = tuple(passed_over)


class Snapshot:
    """One opened snapshot: passages, vectors, words, word pieces and glossary that belong together.

    Safe to read from several threads. `passed_over` names those that are in use instead of it and are damaged.
    """

    def __init__(
        self,
        folder: Path,
        manifest: Manifest,
        segments: Sequence[Segment],
        mark: ReaderMark | None = None,
        *,
        beside: Snapshot | None = None,
    ) -> None:
        """`segments` are those that the manifest names, in its order, of which some may be `beside`'s too.

        They are let go of when this is closed, and the `mark` of who reads is taken away.

        Raises:
            DamagedIndexError: the files do not fit together.
        """
        self.folder = folder
        self.manifest = manifest
        self.segments = tuple(segments)
        self.passed_over: tuple[PassedOver, ...] = ()
        with ExitStack() as opened:
            for one in segments:
                opened.callback(one.let_go)
            if mark is not None:
                opened.enter_context(closing(mark))
            self.catalogue = Catalogue(folder)
            self.rows = row_map(self.catalogue, [one.card.rows for one in segments])
            if (self.rows.count, self.catalogue.count) != (manifest.passages, manifest.articles):
                msg = (
                    f"{folder}: {self.catalogue.count} articles with {self.rows.count} passages, wanted "
                    f"{manifest.articles} with {manifest.passages}; {REBUILD}"
                )
                raise DamagedIndexError(msg)
            self.passages = PassageStore([one.passages for one in segments], self.rows, self.catalogue)
            self.glossary = opened.enter_context(closing(Glossary(folder / GLOSSARY)))
            self.counterparts = read_counterparts(folder / COUNTERPARTS)
            self.vectors: VectorIndex = VectorIndex(
                [one.vectors for one in segments],
                self.rows,
                self.counterparts,
                parts=[one.card.part for one in segments],
                beside=beside.vectors if beside is not None else None,
            )
            self.pieces = PieceIndex([one.pieces for one in segments], self.rows)
            of_rows = self.catalogue.of_rows("collection")
            self._counting = Counting(self.segments, self.rows, self.pieces)
            self._admission = Admission(manifest.collections, of_rows, self.vectors)
            self._opened = opened.pop_all()

    def admitted(self, scope: Scope | None) -> Admitted | None:
        """Return what `scope` admits; None where that is everything, so that there is nothing to filter."""
        return self._admission.of(scope)

    def passages_in(self, scope: Scope | None) -> int:
        """Return how many passages `scope` admits: by that one has few or many, whatever other servers have."""
        return self._admission.passages_in(scope)

    def counted(self, scope: Scope | None) -> Counted:
        """Return the words and word pieces over which all that is counted for `scope` is counted."""
        return self._counting.of(scope)

    def names_in(self, scope: Scope | None) -> frozenset[str] | None:
        """Return the names of the collections here that `scope` admits; None where these are all."""
        admitted = self.admitted(scope)
        return admitted.collections if admitted else None

    def articles(self) -> list[ArticleCard]:
        """Return every article of every collection without its text, by id."""
        return self.passages.cards()

    def articles_in(self, scope: Scope | None) -> list[ArticleCard]:
        """Return the articles of `scope` without their texts, by title, then id."""
        names = self.names_in(scope)
        return [card for card in self._by_title if names is None or card.collection in names]

    @cached_property
    def _by_title(self) -> tuple[ArticleCard, ...]:
        """Every article, by title, then id: read once, since every key that people type asks for them. 0.3 kB each."""
        return tuple(sorted(self.articles(), key=lambda card: (card.title.casefold(), card.id)))

    def article(self, article_id: str, scope: Scope | None) -> Article | None:
        """Return the article `article_id`, or None where `scope` has none of that id."""
        article = self.passages.article(article_id)
        return article if article is not None and admits(scope, article.collection) else None

    def changes_since(self, survey: Survey, *, servers_only: bool = False) -> Changes:
        """Return what differs by size or modification time between the folders now and the files that were read.

        No file is read for that. `servers_only` says that `survey` is of servers' own folders alone.
        """
        return changes_between(self.catalogue, self.manifest, survey, servers_only=servers_only)

    def close(self) -> None:
        """Let go of the files."""
        self._opened.close()


def open_snapshot(store: Store, encoder: Encoder, *, beside: Snapshot | None = None) -> Snapshot:
    """Return the snapshot in use, or where that is damaged the one that was in use before it, or the next sound one.

    One that only ever waited answers nobody, though nothing else is whole: it may have been held back for what it says.
    `index.keeping.versions.use_version` puts it in use.

    What `beside`, another opened snapshot of the store, has opened and checked already is shared with it.

    Raises:
        NoIndexError: nothing was built yet.
        IncompatibleIndexError: it was made with another encoder or format.
        NoneSoundError: no snapshot is sound.
    """
    while True:
        current = store.current()
        if current is None:
            msg = f"there is no index in {store.folder} yet; {REBUILD}"
            raise NoIndexError(msg)
        try:
            return _open_from(store, current, encoder, beside)
        except DamagedIndexError:
            if store.current() == current:
                raise


def _open_from(store: Store, current: str, encoder: Encoder, beside: Snapshot | None) -> Snapshot:
    """Return the snapshot `current`, or the first sound one that stands in for it (`Store.stand_ins`).

    Raises:
        NoneSoundError: none is sound.
        DamagedIndexError: another one is in use by now.
    """
    first_error: DamagedIndexError | None = None
    passed_over: list[PassedOver] = []
    for name in _candidates(store, current):
        try:
            found = open_named(store, name, encoder, beside=beside)
        except DamagedIndexError as error:
            if store.current() != current:  # what was in use is gone because it is no longer in use
                raise
            first_error = first_error or error
            passed_over.append(PassedOver(name, str(error)))
        except IncompatibleIndexError:
            if first_error is None:
                raise
        else:
            found.passed_over = tuple(passed_over)
            return found
    raise NoneSoundError(str(first_error), passed_over) from first_error


def _candidates(store: Store, current: str) -> Iterator[str]:
    """Yield the snapshot in use; what stands in for it is looked up only where that is wanted."""
    yield current
    yield from store.stand_ins()


def open_named(store: Store, name: str, encoder: Encoder, *, beside: Snapshot | None = None) -> Snapshot:
    """Return the snapshot `name`, its files checked against the manifest; errors as for `open_snapshot`."""
    if name not in store.names():  # also what is no name at all
        msg = f"{store.folder} holds no snapshot {name!r}; {REBUILD}"
        raise DamagedIndexError(msg)
    folder = store.snapshots / name
    with ExitStack() as opened:
        mark = opened.enter_context(closing(ReaderMark(folder)))  # before the checks, which take a while
        found = _open_marked(store, folder, encoder, beside, mark)
        opened.pop_all()
    return found


def _open_marked(store: Store, folder: Path, encoder: Encoder, beside: Snapshot | None, mark: ReaderMark) -> Snapshot:
    manifest = read_manifest(folder)
    if (manifest.encoder_digest, manifest.dimensions) != (encoder.digest, encoder.dimensions):
        msg = (
            f"the index in {store.folder} was made with the encoder {manifest.encoder_id} "
            f"({manifest.dimensions} wide, {manifest.encoder_digest[:12]}), the settings name {encoder.id} "
            f"({encoder.dimensions} wide, {encoder.digest[:12]}); {REBUILD}, or set the encoder back"
        )
        raise IncompatibleIndexError(msg)
    check_files(folder, manifest.checksums, without=(MANIFEST,))
    segments = open_segments(store, manifest.segments, beside.segments if beside else ())
    return Snapshot(folder, manifest, segments, mark, beside=beside)


def open_segments(store: Store, named: Mapping[str, str], opened: Iterable[Segment] = ()) -> list[Segment]:
    """Return the segments of these names, of which some may be `opened` already, each held once more.

    `named` gives the checksum of each one's card.

    Raises:
        DamagedIndexError: one is missing or has changed.
        IncompatibleIndexError: one has another format version.
    """
    at_hand = {one.name: one for one in opened}
    with ExitStack() as stack:
        found = []
        for name, wanted in named.items():
            _check_card(store.segments / name, wanted)
            one = at_hand.get(name)
            if one is None or not one.hold():
                one = open_segment(store.segments / name)
            stack.callback(one.let_go)
            found.append(one)
        stack.pop_all()
    return found


def check_snapshot(store: Store, name: str) -> Manifest:
    """Read every file of a snapshot and of its segments, and return its manifest.

    Raises:
        DamagedIndexError: one is missing, cannot be read or has changed; the first is named, the others are counted.
        IncompatibleIndexError: another version of Sourcier made it.
    """
    folder = store.snapshots / name
    manifest = read_manifest(folder)
    damages: list[DamagedIndexError] = []
    for check in (
        partial(check_files, folder, manifest.checksums, without=(MANIFEST,)),
        *(partial(_check_whole, store.segments / segment, wanted) for segment, wanted in manifest.segments.items()),
    ):
        try:
            check()
        except DamagedIndexError as error:
            damages.append(error)
    if len(damages) > 1:
        named, _, advice = str(damages[0]).rpartition("; ")
        more = len(damages) - 1
        msg = f"{named}, and {more} more {'segment is' if more == 1 else 'segments are'} damaged; {advice}"
        raise DamagedIndexError(msg) from damages[0]
    if damages:
        raise damages[0]
    return manifest


def _check_whole(segment: Path, wanted: str) -> None:
    """Read every file of a segment whose card has the checksum `wanted`."""
    _check_card(segment, wanted)
    check_segment(segment, read_card(segment))


def _check_card(folder: Path, wanted: str) -> None:
    try:
        found = checksum(folder / CARD)
    except OSError as error:
        msg = f"{folder / CARD} cannot be read ({error.strerror}); {REBUILD}"
        raise DamagedIndexError(msg) from error
    if found != wanted:
        msg = f"{folder / CARD} has changed since it was written; {REBUILD}"
        raise DamagedIndexError(msg)
