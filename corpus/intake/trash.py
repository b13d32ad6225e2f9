"""What was removed or replaced, kept for a while so that it can be brought back.

Each article lies alone in a folder named after the moment, at its path below the collection. Hidden files beside it
name what took its place, where that has another name, and the copy of that which went with it. The oldest go for good
when there are too many or too large; the one that was put there last never does.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from corpus.intake.limits import LIMITS, IntakeLimits
from corpus.intake.names import free_name
from corpus.intake.places import (
    TRASH,
    Digests,
    changing,
    digest_of_file,
    files_of,
    on_disk,
    path_below,
    put,
    root_of,
    sync_folder,
    write_durably,
)
from corpus.library import SourceFile
from corpus.refusals import IntakeError
from corpus.roots import Root
from corpus.sources import SOURCES, Source, all_sources

_STAMP = "%Y%m%dT%H%M%S%f"
_SUCCESSOR = ".successor"  # a file with the path of the article that came in an article's place
_COPY = ".copy"  # a file with the token of what had the bytes of the article that came in an article's place
_LONGEST_PATH_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Trashed:
    """A removed or replaced article: `token` brings it back. `id` is what it was in the collection.

    `title` is what was read when it came in; None where nobody knows it, or did not look.
    """

    token: str
    id: str
    removed: datetime
    size_bytes: int
    title: str | None = None


def discard(root: Root, file: SourceFile, *, successor: str | None = None) -> Trashed:
    """Move an article out of the collection. The caller holds the collection.

    `successor` is the id of the article that takes its place under another name.
    """
    one, place = _new_place(root, file)
    if successor is not None:
        write_durably(root.folder / TRASH / one.token / _SUCCESSOR, str(path_below(root, successor)).encode())
    put(file.path, place)
    sync_folder(file.path.parent)
    return one


def discard_copy(root: Root, file: SourceFile, replaced: Trashed | None) -> None:
    """Move what has the bytes of a replacement out of the collection; it comes back when that is undone.

    `replaced` is what was replaced. The caller holds the collection.
    """
    gone = discard(root, file)
    if replaced is not None:
        write_durably(root.folder / TRASH / replaced.token / _COPY, gone.token.encode())


def keep_copy(root: Root, file: SourceFile) -> Trashed:
    """Put an article that is about to be overwritten into the trash as well. The caller holds the collection."""
    one, place = _new_place(root, file)
    try:
        os.link(file.path, place)
    except OSError:  # a file system without links, or a link itself
        shutil.copy2(file.path, place)
    sync_folder(place.parent)
    return one


def trashed(place: Root | Path) -> tuple[Trashed, ...]:
    """Return what can be brought back, the latest first, with its titles."""
    root = root_of(place)
    with on_disk():
        return entitled(root, _look(root))


def entitled(root: Root, there: Sequence[Trashed]) -> tuple[Trashed, ...]:
    """Return what lies in the trash with the titles of those whose files look as they did when they came in."""
    sources = all_sources(root.folder) if there else {}
    digests = Digests(sources)
    titles = {digest: source.title for digest, source in sources.items()}
    return tuple(replace(one, title=titles.get(digests.known(_place_of(root, one)) or "")) for one in there)


def restore(place: Root | Path, token: str, *, swap: bool = False, limits: IntakeLimits = LIMITS) -> str:
    """Bring a removed article back and return its id.

    Where its name has been taken since, it comes back with a number added; with `swap`, what has the name, or came in
    its place under another one, goes to the trash instead, which undoes a replacement: what had its bytes before comes
    back too.

    Raises:
        IntakeError: there is no such article in the trash, the collection is full, or the disk refuses.
    """
    root = root_of(place)
    with on_disk():
        _trashed_one(root, token)  # before a lock is made in a folder that is none
        with changing(root.folder):
            wanted = _trashed_one(root, token)
            files = files_of(root)
            present = _present(root, wanted, files) if swap else None
            copy = _copy_of(root, present, wanted) if present is not None else None
            if present is None or copy is not None:  # whose room is that of what goes
                check_room(root, files, _place_of(root, wanted), limits)
            if present is not None:
                discard(root, present)
            if copy is not None:
                _put_back(root, copy)
            back = _put_back(root, wanted)
            forget_oldest(root, limits)
            return back


def _put_back(root: Root, one: Trashed) -> str:
    """Move an article from the trash to its name, or to one with a number where that is taken; return its id."""
    target = root.folder / path_below(root, one.id)
    target.parent.mkdir(parents=True, exist_ok=True)
    target = target.with_name(free_name(target.name, [entry.name for entry in target.parent.iterdir()]))
    put(_place_of(root, one), target)
    shutil.rmtree(root.folder / TRASH / one.token, ignore_errors=True)
    return f"{root.id_prefix}{target.relative_to(root.folder).as_posix()}"


def _trashed_one(root: Root, token: str) -> Trashed:
    wanted = next((one for one in _look(root) if one.token == token), None)
    if wanted is None:
        raise IntakeError("not_in_trash", name=token[:60])
    return wanted


def _present(root: Root, wanted: Trashed, files: tuple[SourceFile, ...]) -> SourceFile | None:
    """Return what stands in the place of a removed article now: what has its name, else what came instead of it."""
    by_id = {file.id: file for file in files}
    marker = root.folder / TRASH / wanted.token / _SUCCESSOR
    with suppress(OSError, UnicodeDecodeError):
        said = marker.read_bytes()[:_LONGEST_PATH_BYTES].decode()
        return by_id.get(wanted.id) or by_id.get(f"{root.id_prefix}{said}")
    return by_id.get(wanted.id)


def _copy_of(root: Root, present: SourceFile, wanted: Trashed) -> Trashed | None:
    """Return what went as a copy of `present` when that replaced `wanted`; none where `present` was changed since."""
    with suppress(OSError, UnicodeDecodeError):
        token = (root.folder / TRASH / wanted.token / _COPY).read_bytes()[:_LONGEST_PATH_BYTES].decode()
        copy = next((one for one in _look(root) if one.token == token), None)
        if copy is not None and digest_of_file(_place_of(root, copy)) == digest_of_file(present.path):
            return copy
    return None


def _place_of(root: Root, one: Trashed) -> Path:
    return root.folder / TRASH / one.token / path_below(root, one.id)


def check_room(
    root: Root, files: tuple[SourceFile, ...], more: Path, limits: IntakeLimits, characters: int | None = None
) -> None:
    """Refuse the file `more` beside these; `characters` is how many of text it has, where that is known.

    Raises:
        IntakeError: the collection would hold too many, or too much.
    """
    look = more.stat()
    if len(files) + 1 > limits.articles:
        raise IntakeError("too_many_articles", most=limits.articles)
    if sum(file.size_bytes for file in files) + look.st_size > limits.total_bytes:
        raise IntakeError("collection_full", megabytes=max(1, limits.total_bytes // 1_000_000))
    coming = SourceFile("", str(more), look.st_size, look.st_mtime_ns)
    sources = all_sources(root.folder)
    digests = Digests(sources)
    held = sum(_characters(file, sources, digests, limits) for file in files)
    if held + (characters if characters is not None else _characters(coming, sources, digests, limits)) > (
        limits.total_characters
    ):
        raise IntakeError("too_much_text", most=limits.total_characters)


def _characters(file: SourceFile, sources: Mapping[str, Source], digests: Digests, limits: IntakeLimits) -> int:
    """Return how much text a file has as it was counted; where nobody counted, as many characters as it has bytes."""
    source = sources.get(digests.of(file)) if sources else None
    if source is not None and source.characters is not None:
        return source.characters
    return min(file.size_bytes, limits.characters)


def _look(root: Root) -> list[Trashed]:
    trash = root.folder / TRASH
    found = []
    for place in sorted(trash.iterdir(), reverse=True) if trash.is_dir() else []:
        try:
            removed = datetime.strptime(place.name.partition("-")[0], _STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        for path in place.rglob("*"):
            if path.name not in (_SUCCESSOR, _COPY) and (path.is_file() or path.is_symlink()):
                article_id = f"{root.id_prefix}{path.relative_to(place).as_posix()}"
                found.append(Trashed(place.name, article_id, removed, path.lstat().st_size))
    return found


def _new_place(root: Root, file: SourceFile) -> tuple[Trashed, Path]:
    moment = datetime.now(UTC)
    token = f"{moment:{_STAMP}}-{secrets.token_hex(2)}"
    place = root.folder / TRASH / token / path_below(root, file.id)
    place.parent.mkdir(parents=True)
    return Trashed(token, file.id, moment, file.size_bytes), place


def forget_oldest(root: Root, limits: IntakeLimits) -> None:
    """Delete for good what is too much in the trash, with the records of it. The caller holds the collection."""
    size_bytes, gone = 0, []
    for number, one in enumerate(_look(root), start=1):
        size_bytes += one.size_bytes
        if number > 1 and (number > limits.trash_articles or size_bytes > limits.trash_bytes):
            place = _place_of(root, one)
            gone += [(digest_of_file(place), one.size_bytes)] if place.is_file() else []
            shutil.rmtree(root.folder / TRASH / one.token, ignore_errors=True)
    if gone:
        _forget_sources(root, gone)


def _forget_sources(root: Root, gone: Sequence[tuple[str, int]]) -> None:
    """Delete the records of these digests and sizes that no file has any more, in the collection or its trash."""
    left = [(file.path, file.size_bytes) for file in files_of(root)]
    left += [(_place_of(root, one), one.size_bytes) for one in _look(root)]
    for digest, size_bytes in gone:
        if not any(size == size_bytes and path.is_file() and digest_of_file(path) == digest for path, size in left):
            (root.folder / SOURCES / f"{digest}.json").unlink(missing_ok=True)
