"""The walk through a folder of articles: which files it holds, folder by folder, and what in it cannot be an article.

Real folders come first, then links to folders, so that a link never hides its target. A corpus may be hundreds of
thousands of files, so the walk is on strings, and files are kept in columns: a `Path` or a value a file takes longer
than the disk does. It loads little, since a process of its own may do it (`corpus.ahead`).
"""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from operator import attrgetter, itemgetter
from pathlib import Path, PurePath
from typing import TypeAlias

from corpus.collections import server_of
from corpus.endings import SUFFIXES, reason_against
from corpus.errors import UnreadableCode, UnreadableFolderError

EMPTY = "it is empty; put text in it, or remove it"
HIDDEN = (".", "~$")  # what names begin with that a system, or Word, keeps to itself
_LEFTOVERS = frozenset(("thumbs.db", "desktop.ini", "__macosx", "__pycache__"))
_ASSET_ENDINGS = ("_files", "_fichiers")
"""How browsers name the folder of pictures and frames that they save beside a page (English and French)."""

_AT_DESCRIPTOR = os.stat in os.supports_dir_fd and os.listdir in os.supports_fd
"""Whether files can be asked for by name in an open folder, which spares the system the way there."""

StatusOf: TypeAlias = Callable[[str], os.stat_result]
"""Says what the system knows of the file of this name."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the folder that is not read: its path below the folder, the reason for people, and for programs.

    `code` is None where it is no file that could be an article: a link that leads nowhere, a pipe, a name twice.
    """

    path: str
    reason: str
    code: UnreadableCode | None = None

    def below(self, folder: str) -> Problem:
        """Return the same with what paths begin with before its own."""
        return replace(self, path=f"{folder}{self.path}")


@dataclass(slots=True)
class Batch:
    """The files of one folder: what their ids and their places begin with, and the rest of each, sorted.

    `spelled` are the names as the disk has them, where one is not in NFC.
    """

    below: str
    where: str
    names: list[str]
    spelled: list[str] | None
    sizes_bytes: array[int]
    modified_ns: array[int]


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder on the walk: where it lies, without links too, and its path below the corpus folder, in NFC."""

    place: str
    real: str
    id: str


@dataclass(slots=True)
class Walk:
    """One walk through a folder, and what it found. Ids are told as below the folder; with `within_server`, any may be.

    What lies in the real paths `barred` is passed over.
    """

    root: Path
    max_size_bytes: int
    barred: tuple[str, ...] = ()
    within_server: bool = False
    batches: list[Batch] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _met: dict[str, list[Batch]] = field(default_factory=dict)  # by what the ids begin with: spellings may be several
    _seen: dict[tuple[int, int], str] = field(default_factory=dict)
    _folders: list[_Folder] = field(default_factory=list)
    _links: list[_Folder] = field(default_factory=list)

    def run(self) -> None:
        """Walk.

        Raises:
            UnreadableFolderError: the folder cannot be listed.
        """
        self._folders.append(_Folder(place_of(self.root), os.path.realpath(self.root), ""))
        while self._folders or self._links:
            if self._folders:
                self._list(self._folders.pop())
            else:
                self._links.sort(key=lambda link: Path(link.place), reverse=True)
                self._follow(self._links.pop())

    def _list(self, folder: _Folder) -> None:
        if any(_is_within(folder.real, one) for one in self.barred):
            return
        place = folder.place or os.curdir
        try:
            status = os.stat(place)  # noqa: PTH116 - see the module
            key = (status.st_dev, status.st_ino)
            if key in self._seen:
                known = self._seen[key] or "the corpus folder"
                self._name(folder.id, f"the same folder as {known}, which is read already")
                return
            self._seen[key] = folder.id
            with _opened(place) as (names, status_of):
                names.sort()
                self._meet(folder, names, status_of)
        except OSError as error:
            reason = reason_of(error)
            if not folder.id:
                msg = f"the corpus folder {self.root} cannot be listed: {reason}"
                raise UnreadableFolderError(msg, reason) from error
            self._name(folder.id, reason.replace("read it", "list this folder"))

    def _meet(self, folder: _Folder, names: list[str], status_of: StatusOf) -> None:
        """Take of the files of a folder those that can be articles, and remember its folders.

        Those of which nothing has to be asked but size and time, mostly all, are taken at once.
        """
        below = f"{folder.id}/" if folder.id else ""
        where = os.path.join(folder.place, "")  # noqa: PTH118 - see the module
        batch = Batch(below, where, [], None, array("q"), array("q"))
        rest = names
        if below not in self._met and (self.within_server or server_of(below) is None):
            plain = [
                name for name in names if name.isascii() and name[0] not in ".~" and name[name.rfind(".") :] in SUFFIXES
            ]
            if self._take(batch, plain, status_of):
                rest = [] if len(plain) == len(names) else sorted(set(names).difference(plain))
        if rest:
            self._ask(folder, batch, rest, frozenset(names), status_of)
        if batch.names:
            self.batches.append(batch)
            self._met.setdefault(below, []).append(batch)

    def _take(self, batch: Batch, names: list[str], status_of: StatusOf) -> bool:
        """Take files at once, if nothing is wrong with any of them; return whether that was so."""
        try:
            found = list(map(status_of, names))
        except OSError:
            return False
        sizes = array("q", map(itemgetter(stat.ST_SIZE), found))
        regular = all(map(stat.S_ISREG, set(map(itemgetter(stat.ST_MODE), found))))
        if not regular or (names and not 0 < min(sizes) <= max(sizes) <= self.max_size_bytes):
            return False
        batch.names, batch.sizes_bytes = names, sizes
        batch.modified_ns = array("q", map(attrgetter("st_mtime_ns"), found))
        return True

    def _ask(
        self, folder: _Folder, batch: Batch, rest: Sequence[str], every: frozenset[str], status_of: StatusOf
    ) -> None:
        """Take of `rest`, of `every` name in a folder, what can be an article, one after the other."""
        lowered: set[str] | None = None
        taken = set(batch.names).union(*(one.names for one in self._met.get(batch.below, ())))
        spelled = list(batch.names)
        for name in rest:
            if name.startswith(HIDDEN):
                continue
            if name[name.rfind(".") :] not in SUFFIXES:  # or in capitals, which is asked where there is the time
                lowered = lowered or {one.lower() for one in every}
                if is_passed_over(name.lower(), lowered):
                    continue
            composed = name if name.isascii() else unicodedata.normalize("NFC", name)
            if not _is_unicode(name):
                self._name(batch.below + composed, "its name is not valid UTF-8; rename it")
                continue
            try:
                status = status_of(name)
            except OSError as error:
                lost = error.errno == errno.ENOENT and os.path.islink(batch.where + name)  # noqa: PTH114
                why = ("a link to nothing",) if lost else (reason_of(error), "disk")
                self._name(batch.below + composed, *why)
                continue
            if not stat.S_ISREG(status.st_mode):
                self._meet_other(folder, name, status.st_mode, batch.below + composed)
                continue
            if against := self._against(batch.below + composed, name, status.st_size, composed in taken):
                self._name(batch.below + composed, *against)
                continue
            taken.add(composed)
            batch.names.append(composed)
            spelled.append(name)
            batch.sizes_bytes.append(status.st_size)
            batch.modified_ns.append(status.st_mtime_ns)
        _arrange(batch, spelled)

    def _against(
        self, article_id: str, name: str, size_bytes: int, taken: bool
    ) -> tuple[str, UnreadableCode | None] | None:
        """Return why a file cannot be an article, for people and for programs; None where it can."""
        if (ending := PurePath(name).suffix).lower() not in SUFFIXES:
            return reason_against(ending), "format"
        if not size_bytes:
            return EMPTY, "empty"
        if size_bytes > self.max_size_bytes:
            return f"{megabytes(size_bytes)} is more than the limit of {megabytes(self.max_size_bytes)}", "too_large"
        if taken:
            return "another file has the same name, spelled with other Unicode characters; rename one", None
        if not self.within_server and server_of(article_id) is not None:
            top = article_id.partition("/")[0]
            return f"{top} is what the articles of a server are called by; rename the folder", None
        return None

    def _meet_other(self, folder: _Folder, name: str, mode: int, article_id: str) -> None:
        """Remember a folder, or a link to one, for later; anything else is a problem."""
        if not stat.S_ISDIR(mode):
            self._name(article_id, "not a file but a pipe, a socket or a device")
            return
        place = os.path.join(folder.place, name)  # noqa: PTH118 - see the module
        if os.path.islink(place):  # noqa: PTH114
            self._links.append(_Folder(place, folder.real, article_id))
        else:
            self._folders.append(_Folder(place, os.path.join(folder.real, name), article_id))  # noqa: PTH118

    def _follow(self, link: _Folder) -> None:
        """Walk the folder that a link leads to, unless it is above the link or was met before.

        Of a link, `real` is the folder in which it stands.
        """
        target = os.path.realpath(link.place)
        if _is_within(link.real, target):
            self._name(link.id, "a link back to a folder above it (a loop)")
        else:
            self._folders.append(replace(link, real=target))

    def _name(self, article_id: str, reason: str, code: UnreadableCode | None = None) -> None:
        self.problems.append(Problem(article_id.encode("utf-8", "replace").decode("utf-8"), reason, code))


def place_of(folder: Path) -> str:
    """Return a folder's path as text, as what lies in it begins with: nothing for the working directory."""
    return str(folder) if str(folder) != os.curdir else ""


@contextmanager
def _opened(place: str) -> Iterator[tuple[list[str], StatusOf]]:
    """Yield the names in a folder, and what tells of each while it is open."""
    if not _AT_DESCRIPTOR:
        with os.scandir(place) as listing:
            entries = {entry.name: entry for entry in listing}
        yield list(entries), lambda name: entries[name].stat()
        return
    descriptor = os.open(place, os.O_RDONLY)
    try:
        yield os.listdir(descriptor), partial(os.stat, dir_fd=descriptor)  # noqa: PTH208
    finally:
        os.close(descriptor)


def _arrange(batch: Batch, spelled: list[str]) -> None:
    """Sort the files of a folder by id; `spelled` are their names as the disk has them."""
    order = sorted(range(len(batch.names)), key=batch.names.__getitem__)
    batch.names = [batch.names[place] for place in order]
    batch.sizes_bytes = array("q", (batch.sizes_bytes[place] for place in order))
    batch.modified_ns = array("q", (batch.modified_ns[place] for place in order))
    spelled = [spelled[place] for place in order]
    batch.spelled = spelled if spelled != batch.names else None


NO_PERMISSION, NO_LONGER_THERE = "no permission to read it", "it is no longer there"
PASSING = frozenset({NO_PERMISSION, NO_LONGER_THERE})
"""Reasons that go without the file being written again."""


def reason_of(error: OSError) -> str:
    """Return why a file or folder cannot be read, for people."""
    match error.errno:
        case errno.EACCES | errno.EPERM:
            return NO_PERMISSION
        case errno.ENOENT:
            return NO_LONGER_THERE
        case errno.EISDIR:
            return "it is a folder, not a file"
        case errno.ELOOP:
            return "a link that leads back to itself"
        case _:
            return f"it cannot be read: {error.strerror or type(error).__name__}"


def megabytes(size_bytes: int) -> str:
    """Return a size for people."""
    return f"{size_bytes / 1_000_000:,.1f} MB"


def _is_within(real: str, above: str) -> bool:
    """Say whether one real path is another or lies below it."""
    return real == above or real.startswith(above if above.endswith(os.sep) else above + os.sep)


def _is_unicode(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def is_passed_over(lowered: str, names: set[str]) -> bool:
    """Say whether what has this name is not an author's: a system's, an editor's, or part of a saved page."""
    if lowered.endswith("~") or lowered in _LEFTOVERS:
        return True
    for ending in _ASSET_ENDINGS:
        if lowered.endswith(ending):
            stem = lowered.removesuffix(ending)
            return f"{stem}.html" in names or f"{stem}.htm" in names
    return False
