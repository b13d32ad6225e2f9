"""Taking one article in: from bytes that anybody may have made to a file of the collection, or to a reason why not.

A file is tried before it is in place, and gets there in one step, so nobody reads a half. The same bytes are never
there twice; the page of an address takes the place of its earlier state, which goes to the trash. What takes another's
place is not kept under a second name: a copy of it that was there goes to the trash too.
"""

from __future__ import annotations

import dataclasses
import os
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias

from corpus.article import Language
from corpus.formats import SUFFIXES, kind_of, reason_against
from corpus.intake.limits import LIMITS, IntakeLimits
from corpus.intake.names import ending_of, free_name, key_of, safe_name
from corpus.intake.places import (
    Digests,
    changing,
    digest_of_file,
    files_of,
    keep_source,
    now,
    on_disk,
    path_below,
    put,
    root_of,
    staged,
)
from corpus.intake.reading import Reading, try_reading
from corpus.intake.trash import check_room, discard, discard_copy, forget_oldest, keep_copy
from corpus.library import SourceFile
from corpus.notes import Note
from corpus.refusals import IntakeError
from corpus.roots import Root
from corpus.sources import Source, all_sources, digest_of

Outcome: TypeAlias = Literal["added", "replaced", "unchanged"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in, as it will be read.

    `unchanged` means that the collection held these bytes already, as article `id`. `replaced` is the token by which
    `corpus.intake.restore` brings back what stood there before. `beside` is the article that has the name which this
    file came by, and stays, so that this one got a number. `copy` is the article that had these bytes already and went,
    as they now stand in another's place.
    """

    id: str
    outcome: Outcome
    title: str
    language: Language
    words: int
    url: str | None
    published: date | None
    size_bytes: int
    notes: tuple[Note, ...] = ()
    replaced: str | None = None
    beside: str | None = None
    copy: str | None = None


def take_in(
    place: Root | Path,
    name: str,
    data: bytes,
    *,
    limits: IntakeLimits = LIMITS,
    url: str | None = None,
    replace: bool = False,
    permit: Callable[[], None] | None = None,
) -> Taken:
    """Put an article into the folder of a collection, which is made if need be.

    Ids begin as those of the root `place` do; where it is only a folder, they are paths below it.
    `url` is the address that a page was fetched from: it becomes the article's, and an article that came from the
    same address is replaced. `replace` replaces the article of the same name; without it, the new one gets a number.
    `permit` is called when the article was read, right before the collection changes; what it raises prevents that.
    Takes as long as reading takes, up to `limits.parse_s`: never call it on an event loop.

    Raises:
        IntakeError: it was not taken, and the collection is as it was.
    """
    ending = ending_of(name)
    check_kind(ending)
    if not data:
        raise IntakeError("empty")
    if len(data) > limits.file_bytes:
        raise IntakeError("too_large", megabytes=max(1, limits.file_bytes // 1_000_000))
    safe = safe_name(name, ending)
    root = root_of(place)
    with ExitStack() as staging:
        with on_disk():
            path = staging.enter_context(staged(root.folder, safe, data))
            reading = try_reading(path, limits, collection=root.collection)
        if permit is not None:
            permit()  # whose errors are not the disk's
        with on_disk(), changing(root.folder):
            return _Arrival(root, safe, digest_of(data), len(data), url, replace, limits).settle(path, reading)


def check_kind(ending: str) -> None:
    """Refuse a file with this ending, in lower case, if none such is read.

    Raises:
        IntakeError: it is none of the kinds that are.
    """
    if ending not in SUFFIXES:
        raise IntakeError(
            "format", ending=ending, advice=reason_against(ending), code=kind_of(ending) if ending else "no_ending"
        )


@dataclass(frozen=True, slots=True)
class _Arrival:
    """One article on its way into a collection that is held."""

    root: Root
    name: str
    digest: str
    size_bytes: int
    url: str | None
    replace: bool
    limits: IntakeLimits

    def settle(self, path: Path, reading: Reading) -> Taken:
        files = files_of(self.root)
        namesake = self._namesake(files)
        same = self._same_bytes(files if namesake is None else (namesake, *files))
        old = self._predecessor(files, same) or (namesake if self.replace else None)
        if same is not None and old in (None, same):
            self._note_address(same, reading)
            return self._taken(same.id, "unchanged", reading, None)
        left = tuple(file for file in files if file not in (old, same))
        check_room(self.root, left, path, self.limits, reading.characters)
        if old is not None and old.path.suffix.lower() == path.suffix:
            article_id, target = old.id, old.path
        else:
            free = free_name(self.name, [entry.name for entry in self.root.folder.iterdir()])
            article_id, target = f"{self.root.id_prefix}{free}", self.root.folder / free
        # At no moment is neither of the two there, nor the new one without its record.
        source = self._source(article_id, reading, path.stat().st_mtime_ns)
        source = dataclasses.replace(source, url=self.url or self._known_address(same))
        keep_source(self.root.folder, self.digest, source)
        copied = keep_copy(self.root, old) if old is not None and old.path == target else None
        put(path, target)
        trashed = discard(self.root, old, successor=article_id) if old is not None and old.path != target else copied
        if same is not None:
            discard_copy(self.root, same, trashed)
        forget_oldest(self.root, self.limits)
        if old is not None:
            taken = self._taken(article_id, "replaced", reading, trashed.token if trashed else None)
            return taken if same is None else dataclasses.replace(taken, copy=same.id, url=source.url or taken.url)
        # Of a page its address tells what it is a newer state of, not its name.
        beside = namesake.id if namesake is not None and self.url is None else None
        return self._taken(article_id, "added", reading, None, beside)

    def _same_bytes(self, files: tuple[SourceFile, ...]) -> SourceFile | None:
        """Return the article that has these bytes already."""
        return next(
            (f for f in files if f.size_bytes == self.size_bytes and digest_of_file(f.path) == self.digest), None
        )

    def _known_address(self, same: SourceFile | None) -> str | None:
        """Return the address by which an article that has these bytes is known."""
        known = all_sources(self.root.folder).get(self.digest) if same is not None else None
        return None if known is None else known.url

    def _note_address(self, same: SourceFile, reading: Reading) -> None:
        """Have an article that is there already known by the address from which it was fetched now."""
        known = all_sources(self.root.folder).get(self.digest)
        if self.url is not None and (known is None or known.url != self.url):
            moment_ns = time.time_ns()
            keep_source(self.root.folder, self.digest, self._source(same.id, reading, moment_ns))
            os.utime(same.path, ns=(moment_ns, moment_ns))  # so that the index sees that something changed

    def _predecessor(self, files: tuple[SourceFile, ...], same: SourceFile | None) -> SourceFile | None:
        """Return the article from the same address; where several are, the one that has the same bytes, `same`.

        An address that a page gives itself does not count: on many sites every page gives the same one.
        """
        if self.url is None:
            return None
        sources = all_sources(self.root.folder)
        ours = {digest for digest, source in sources.items() if source.url == self.url}
        if same is not None and self.digest in ours:
            return same
        digests = Digests(sources)
        return next((file for file in files if digests.of(file) in ours), None) if ours else None

    def _namesake(self, files: tuple[SourceFile, ...]) -> SourceFile | None:
        """Return the article whose file has the name that this one came by."""
        by_path = {path_below(self.root, file.id): file for file in files}
        wanted = key_of(self.name)
        return next((file for path, file in by_path.items() if key_of(str(path)) == wanted), None)

    def _source(self, article_id: str, reading: Reading, modified_ns: int) -> Source:
        return Source(
            name=str(path_below(self.root, article_id)),
            taken=now(),
            url=self.url,
            title=reading.title,
            language=reading.language,
            words=reading.words,
            published=reading.published.isoformat() if reading.published else None,
            characters=reading.characters,
            size_bytes=self.size_bytes,
            modified_ns=modified_ns,
        )

    def _taken(
        self, article_id: str, outcome: Outcome, reading: Reading, token: str | None, beside: str | None = None
    ) -> Taken:
        return Taken(
            id=article_id,
            outcome=outcome,
            title=reading.title,
            language=reading.language,
            words=reading.words,
            url=self.url or reading.url,
            published=reading.published,
            size_bytes=self.size_bytes,
            notes=reading.notes,
            replaced=token,
            beside=beside,
        )
