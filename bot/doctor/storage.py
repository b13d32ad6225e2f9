"""The data folder: whether it can be written, has room, lies on a good disk, and belongs to the right user."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.doctor.finding import Finding, broken, fine, note, warning
from bot.terminal.wording import counted, spoken_size
from index.keeping.disk import size_bytes

LEAST_FREE_BYTES = 50_000_000  # the shipped articles' index takes 0.6 MB; below this the log alone soon has no room
LITTLE_FREE_BYTES = 500_000_000  # a rebuild writes what is new beside the indexes that are kept, with `--all` all of it

MOUNTS = Path("/proc/mounts")
FAR_DISKS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "fuse.s3fs", "fuse.rclone", "afs"})

OWNED = 2000  # files of the folder that are looked at for their owner; one that is not ours is rarely alone


@dataclass(frozen=True, slots=True)
class Room:
    """What a disk has left. `files` is how many more files it takes, None where it sets no limit."""

    free_bytes: int
    files: int | None


def data_folder(folder: Path, corpus: Path) -> Iterator[Finding]:
    """Look whether the folder can be written, or made where it is not there yet; what is written is removed at once."""
    if folder.exists() and not folder.is_dir():
        yield broken(
            "data-file", f"{folder} is a file, where the data folder was wanted.", _name_another("Move it away")
        )
        return
    near = nearest(folder)
    try:
        with tempfile.TemporaryFile(dir=near):
            pass
    except OSError as error:
        what = "cannot be written" if near == folder else f"is not there, and cannot be made in {near}"
        yield broken(
            "data-unwritable",
            f"The data folder {folder} {what}: {error.strerror or type(error).__name__}.",
            let_write(error, folder),
        )
        return
    yield fine("data", f"The data folder {folder} can be written")
    if folder.is_dir():
        yield from _strange_files(folder)
    if folder.resolve().is_relative_to(corpus.resolve()):
        yield warning(
            "data-in-corpus",
            f"The data folder {folder} lies in the folder of articles, so its files are looked through for articles.",
            _name_another("Move it out"),
        )


def open_to_others(folder: Path, state: Path | None) -> Iterator[Finding]:
    """Look whether any user of this machine can read what people asked; a group that may is the host's own choice.

    `state` is the file of the state, None where it is in none; in a folder that is open it is not named too.
    """
    if _others_can(folder, stat.S_IXOTH):
        yield _open("data-open", f"look into the data folder {folder}, which holds what people asked", 700, folder)
    if state is not None and not state.is_relative_to(folder) and _others_can(state, stat.S_IROTH):
        yield _open("state-open", f"read {state}, which holds what people asked", 600, state)


def _open(kind: str, what: str, mode: int, path: Path) -> Finding:
    remedy = f"Run `chmod {mode} {path}`; copies are then made by this user, or root."
    return warning(kind, f"Everybody on this machine can {what}.", remedy)


def _others_can(path: Path, bit: int) -> bool:
    """Return whether users of no group can reach `path`, and may do there what `bit` says."""
    if not path.exists() or not hasattr(os, "geteuid"):  # Windows has no such modes
        return False
    there = path.resolve()
    return bool(there.stat().st_mode & bit) and all(one.stat().st_mode & stat.S_IXOTH for one in there.parents)


def unread_servers(folders: Sequence[Path], named: Path) -> Iterator[Finding]:
    """Tell of folders of servers' own articles that are not answered from; `named` is where they would be."""
    for folder in folders:
        yield warning(
            "servers-unread",
            f"{folder} holds servers' own articles that no question is answered from: they were added while the corpus "
            "lay at another path, or beside another corpus.",
            f"With the bot stopped, move the folders of servers in it that are wanted into {named}, or delete it.",
        )


def other_indexes(stores: Sequence[Path]) -> Iterator[Finding]:
    """Tell of indexes that this corpus does not use, with what they take: they hold the texts of their articles."""
    for store in stores:
        yield note(
            "index-other",
            f"{store} ({spoken_size(size_bytes(store))}) holds indexes of another corpus, or of this one at another "
            "path.",
            "Where nothing uses them any more, delete that folder.",
        )


def room(found: Room, folder: Path) -> Iterator[Finding]:
    """Look whether the disk has room for another index."""
    spoken = f"{found.free_bytes / 1_000_000:,.0f} MB free where the data folder {folder} lies"
    if found.free_bytes < LEAST_FREE_BYTES:
        yield broken("disk-full", f"Only {spoken}.", "Free some space; `sourcier status` says what the index takes.")
    elif found.files == 0:
        yield broken(
            "disk-files", f"The disk takes no more files (inodes), with {spoken}.", "Remove files that you can spare."
        )
    elif found.free_bytes < LITTLE_FREE_BYTES:
        yield warning(
            "disk-little",
            f"Only {spoken}; a rebuild writes what is new beside the indexes that are kept, with `--all` a whole one.",
            "Free some space, or lay the data folder on a larger disk with SOURCIER_DATA_DIR.",
        )
    else:
        yield fine("disk", spoken)


def room_for(folder: Path) -> Room:
    """Return what is left of the disk on which `folder` lies, or would."""
    near = nearest(folder)
    files = None
    if hasattr(os, "statvfs"):  # not on Windows
        facts = os.statvfs(near)
        files = facts.f_favail if facts.f_files else None
    return Room(shutil.disk_usage(near).free, files)


def disk(folder: Path, kind: str | None) -> Iterator[Finding]:
    """Look whether the folder lies on a disk of this machine; `kind` is its file system, None where nobody says."""
    if kind in FAR_DISKS:
        yield warning(
            "disk-far",
            f"The data folder {folder} lies on a network drive ({kind}): its locks may not hold, and a hitch of the "
            "network stops the bot.",
            _name_another("Keep it on this machine's own disk, and copies of it elsewhere"),
        )


def file_system(folder: Path, mounts: Path = MOUNTS) -> str | None:
    """Return the file system of the mount that holds `folder`; None where the system does not say."""
    try:
        lines = [line.split() for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines()]
    except OSError:
        return None
    place = nearest(folder).resolve()
    held = [
        (len(Path(_unescaped(words[1])).parts), at, words[2])
        for at, words in enumerate(lines)
        if len(words) > 2 and place.is_relative_to(_unescaped(words[1]))
    ]
    return max(held)[2] if held else None  # the deepest, and of two at one place the later, which lies on top


def log_file(path: Path) -> Iterator[Finding]:
    """Look whether what goes wrong in the terminal can be written down; a file that is not there yet is not made."""
    if not path.exists():
        return
    try:
        with path.open("ab"):
            pass
    except OSError as error:
        yield broken(
            "log-unwritable",
            f"The log {path} cannot be written: {error.strerror or type(error).__name__}.",
            f"Run `chown {_us()} {path}`, or move it away; it is made anew.",
        )
    else:
        yield fine("log", f"The log {path} can be written")


def let_write(error: OSError, folder: Path) -> str:
    """Return what lets this user write a folder that the system refused."""
    if error.errno == errno.EROFS:
        return _name_another("Mount its disk for writing")
    near = nearest(folder)
    if _closed_by_ourselves(near):
        return _name_another(f"Open it for writing (`chmod {'-R ' if near == folder else ''}u+w {near}`)")
    if near != folder:
        made = f"mkdir -p {folder} && chown {_us()} {folder}"
        return _name_another(f"Make it, as root, for the user that runs Sourcier (`{made}`)")
    return _name_another(f"Give it to the user that runs Sourcier (`chown -R {_us()} {folder}`)")


def _closed_by_ourselves(folder: Path) -> bool:
    """Return whether it is this user's own folder, which not even its owner may write."""
    facts = folder.stat()
    return hasattr(os, "geteuid") and facts.st_uid == os.geteuid() and not facts.st_mode & stat.S_IWUSR


def nearest(folder: Path) -> Path:
    """Return `folder`, or where it is not there the nearest folder above it that is."""
    for one in (folder, *folder.absolute().parents):
        if one.is_dir():
            return one
    return Path(folder.anchor or "/")


def _strange_files(folder: Path) -> Iterator[Finding]:
    """Look for files of another user, such as root, who ran Sourcier here once; root itself may write them all."""
    if not hasattr(os, "geteuid") or os.geteuid() == 0:
        return
    strange = []
    for number, path in enumerate(folder.rglob("*")):
        if number >= OWNED:
            break
        with suppress(OSError):
            if path.stat().st_uid != os.geteuid():
                strange.append(path)
    if strange:
        yield warning(
            "data-owner",
            f"{counted(len(strange), 'file')} in {folder}, such as {strange[0].name}, of another user; rebuilding may"
            " fail.",
            f"Run `chown -R {_us()} {folder}`, and always run Sourcier as this user.",
        )


def _us() -> str:
    return str(os.geteuid()) if hasattr(os, "geteuid") else "YOU"


def _name_another(first: str) -> str:
    return f"{first}, or name another folder with SOURCIER_DATA_DIR."


def _unescaped(place: str) -> str:
    """Return a mount's place as it is: the kernel writes spaces and the like in octal."""
    for escaped, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        place = place.replace(escaped, character)
    return place
