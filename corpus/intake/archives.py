"""Files out of a zip archive that anybody may have made, to be taken in one by one.

Nothing is unfolded to the disk, and no path in an archive leads anywhere: its last part alone is a file's name. What is
unfolded is counted as it comes, whatever the archive says of it. Archives within an archive are never opened.
"""

from __future__ import annotations

import io
import json
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any

from corpus.fetching.links import read_link
from corpus.intake.adding import check_kind
from corpus.intake.checks import is_swollen
from corpus.intake.keeping import SOURCES_LIST
from corpus.intake.limits import LIMITS, IntakeLimits
from corpus.intake.names import FreeNames, ending_of, safe_name
from corpus.refusals import FetchError, IntakeError
from corpus.sources import source_of
from corpus.walking import HIDDEN, is_passed_over

ARCHIVE = ".zip"
LONGEST_PATH = 60  # characters of a path that are shown: its end, which tells most
_BLOCK_BYTES = 262_144
_CONTENTS_BYTES = 1_000_000  # of an archive's table of contents: 250 for each file that it may hold
_LIST_BYTES = 5_000_000  # of an export's list: more than 2,000 articles with the longest of addresses

_BY_MEASURE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What is unfolded by as much as is asked for. Of other packings `zipfile` gives all that a block of them holds: a
quarter of a megabyte may be gigabytes."""

_LOCKED, _UTF_8 = 0x1, 0x800  # flags of a file (PKWARE's APPNOTE, 4.4.4)

_FOREIGN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError, OverflowError, RuntimeError,
    ValueError,
)  # fmt: skip
"""What `zipfile` raises on archives that are damaged or none."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of an archive that is to be an article. `path` is where it lies there, as it is shown.

    No other of its archive has its `name`. `url` is the address of a page that was exported.
    """

    path: str
    name: str
    url: str | None
    part: zipfile.ZipInfo


def is_archive(name: str) -> bool:
    """Return whether a file of this name is taken for an archive."""
    return ending_of(name) == ARCHIVE


def check_size(size_bytes: int, limits: IntakeLimits) -> None:
    """Refuse an archive that is larger than all that a collection holds.

    Raises:
        IntakeError: it is.
    """
    if size_bytes > limits.total_bytes:
        raise IntakeError("archive_too_large", megabytes=max(1, limits.total_bytes // 1_000_000))


class Archive:
    """An open archive: its `files`, in its order, without what systems and editors leave behind.

    The caller closes `file`. Not for two threads at once.

    Raises:
        IntakeError: it is no archive, is too large, damaged or locked, holds too many files, or none.
    """

    def __init__(self, file: IO[bytes], limits: IntakeLimits = LIMITS) -> None:
        self._limits = limits
        self._unfolded_bytes = 0
        try:
            check_size(file.seek(0, io.SEEK_END), limits)
            self._archive = zipfile.ZipFile(_Guarded(file, limits))
        except _FOREIGN as error:
            raise IntakeError("archive_damaged") from error
        parts = self._archive.infolist()
        if len(parts) > limits.members:
            raise _too_many_files(limits)
        self.files = tuple(self._named(list(_wanted(parts))))
        if not self.files:
            raise IntakeError("archive_empty")
        if any(file.part.flag_bits & _LOCKED for file in self.files):
            raise IntakeError("archive_locked")

    def read(self, file: Packed) -> bytes:
        """Return the bytes of one of the files.

        Raises:
            IntakeError: it is of no kind that is read, is damaged, or unfolds to more than it may.
        """
        ending = ending_of(file.name)
        if stat.S_ISLNK(file.part.external_attr >> 16):
            raise IntakeError("packed_link")
        if ending == ARCHIVE:
            raise IntakeError("packed_archive")
        check_kind(ending)
        if file.part.compress_type not in _BY_MEASURE:
            raise IntakeError("packed_unusually")
        data = bytearray()
        for block in self._blocks(file.part):
            data += block
            self._count(file.part, len(data), len(block))
        return bytes(data)

    def _count(self, part: zipfile.ZipInfo, so_far: int, more: int) -> None:
        """Count `more` bytes of a file of which `so_far` came out with them, and refuse it where that is too much."""
        limits = self._limits
        if max(so_far, part.file_size) > limits.file_bytes:
            raise IntakeError("too_large", megabytes=max(1, limits.file_bytes // 1_000_000))
        if is_swollen(so_far, part.compress_size, limits):
            raise IntakeError("unfolds")
        self._unfolded_bytes += more
        if self._unfolded_bytes > limits.total_bytes:
            raise IntakeError("collection_full", megabytes=max(1, limits.total_bytes // 1_000_000))

    def _blocks(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        try:
            with self._archive.open(part) as opened:
                while block := opened.read(_BLOCK_BYTES):
                    yield block
        except _FOREIGN as error:
            raise IntakeError("packed_damaged") from error

    def _named(self, wanted: Sequence[_Member]) -> Iterator[Packed]:
        """Yield what is wanted under the names that its articles get, but for the list that an export holds."""
        listed = next((one for one in wanted if one.path.endswith(f"/{SOURCES_LIST}")), None)
        said = {} if listed is None else self._list_in(listed)
        free = FreeNames()
        for one in wanted:
            if one is listed:
                continue
            name = free.give(safe_name(one.path, ending_of(one.path)))
            yield Packed(_shown(one.path), name, _address_in(said.get(one.path), one.part), one.part)

    def _list_in(self, listed: _Member) -> Mapping[str, Any]:
        """Return what an export's list says of each file, by its path in the archive; nothing where it says nothing."""
        part = listed.part
        if part.flag_bits & _LOCKED or part.compress_type not in _BY_MEASURE or part.file_size > _LIST_BYTES:
            return {}
        try:
            said = json.loads(b"".join(self._blocks(part)))
        except (IntakeError, ValueError, RecursionError):
            return {}
        folder = listed.path.removesuffix(SOURCES_LIST)
        return {f"{folder}{path}": one for path, one in said.items()} if isinstance(said, dict) else {}


@dataclass(frozen=True, slots=True)
class _Member:
    """A file of an archive, and its path there: it begins with a slash, and slashes part its folders."""

    path: str
    part: zipfile.ZipInfo


class _Guarded:
    """A file as `zipfile` reads it, of which a table of contents is not read if it is longer than it may be."""

    def __init__(self, file: IO[bytes], limits: IntakeLimits) -> None:
        self._limits = limits
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int | None = -1) -> bytes:
        if size is not None and size > _CONTENTS_BYTES:  # nothing else is read in pieces of that size
            raise _too_many_files(self._limits)
        return self._file.read(-1 if size is None else size)


def _wanted(parts: Iterable[zipfile.ZipInfo]) -> Iterator[_Member]:
    """Yield the files of an archive, without folders and what in a folder of articles would be passed over."""
    there = [_Member(f"/{_name_of(part)}", part) for part in parts]
    names = defaultdict(set)
    for one in there:
        folder, _, name = one.path.rpartition("/")
        names[folder].add(name.lower())
    for one in there:
        if not one.path.endswith("/") and not _is_passed_over(one.path, names):
            yield one


def _is_passed_over(path: str, names: Mapping[str, set[str]]) -> bool:
    """Return whether a file or a folder on its path is nobody's article; `names` are those in each folder."""
    folder = ""
    for name in path.split("/")[1:]:
        hidden = name.startswith(HIDDEN) and name not in (".", "..")
        if hidden or is_passed_over(name.lower(), names.get(folder, set())):
            return True
        folder = f"{folder}/{name}"
    return False


def _name_of(part: zipfile.ZipInfo) -> str:
    """Return a file's path as whoever packed it wrote it, with slashes.

    Where an archive does not say that it is UTF-8, it may be (macOS), else it is what DOS had (Windows): code page 850,
    which has the letters of 437, that `zipfile` takes it for, and more of them.
    """
    name = part.filename
    if not part.flag_bits & _UTF_8:
        with suppress(UnicodeEncodeError):  # said once more as UTF-8, which later versions of `zipfile` read
            raw = name.encode("cp437")
            try:
                name = raw.decode("utf-8")
            except UnicodeDecodeError:
                name = raw.decode("cp850")
    return unicodedata.normalize("NFC", name).replace("\\", "/")


def _shown(path: str) -> str:
    """Return a path as it is shown."""
    below = path.lstrip("/")
    return below if len(below) <= LONGEST_PATH else f"…{below[1 - LONGEST_PATH :]}"


def _address_in(said: object, part: zipfile.ZipInfo) -> str | None:
    """Return the address that an export's list gives a file, unless somebody edited that since."""
    source = source_of(said)
    if source is None or source.url is None or source.size_bytes not in (None, part.file_size):
        return None
    try:
        return read_link(source.url).text
    except FetchError:
        return None


def _too_many_files(limits: IntakeLimits) -> IntakeError:
    return IntakeError("archive_files", most=limits.members)
