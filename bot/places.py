"""Where what belongs to a corpus lies in the data folder."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from corpus.errors import CorpusError
from corpus.roots import Root, server_roots

INDEXES = "indexes"  # the folder of the data folder in which indexes lie, a folder a corpus
SERVERS = "servers"  # the folder of the data folder in which servers' own articles lie
USED_BY = ".used-by"  # a file beside the servers' folders: the paths of the corpora that used them, each ended by NUL
FOR_US = 0o700  # the mode of a data folder that is made: what people asked and what servers keep is not for others
NAME_LENGTH = 40  # code points of the corpus folder's name that a store's name carries, for people who look


class Folders(Protocol):
    """The two folders that settings name."""

    @property
    def corpus(self) -> Path:
        """The folder of articles."""
        ...

    @property
    def data_dir(self) -> Path:
        """The folder of indexes and of what people added."""
        ...


def make_data_folder(settings: Folders) -> None:
    """Make the data folder where there is none, for this user alone; who may look into one that is there is its host's.

    Where it cannot be made, whoever writes there next says so.
    """
    with suppress(OSError):
        settings.data_dir.mkdir(mode=FOR_US, parents=True, exist_ok=True)


def store_folder(settings: Folders) -> Path:
    """Return where the snapshots of this corpus lie."""
    return settings.data_dir / INDEXES / _corpus_name(settings)


def other_stores(settings: Folders) -> tuple[Path, ...]:
    """Return the folders of this data folder with indexes of other corpora, or of this one at another path.

    Where nothing was ever written, such as for a corpus that is not there, nothing is told.

    Raises:
        OSError: they cannot be listed.
    """
    others = (one for one in _folders_in(settings.data_dir / INDEXES) if one != store_folder(settings))
    return tuple(one for one in others if any(path.is_file() and path.stat().st_size for path in one.rglob("*")))


def servers_folder(settings: Folders) -> Path:
    """Return where the servers' own articles lie that are answered beside this corpus, a folder a server.

    It need not exist. A corpus that lies at another path than before has another name: where it has no servers'
    articles, and those of exactly one folder are known to be of corpora that are gone, those are it. Nothing is moved,
    so several processes need not agree on when.
    """
    named = named_servers_folder(settings)
    if _holds_servers(named):
        return named
    left = [one for one in _others(settings) if _is_left(one, settings)]
    return left[0] if len(left) == 1 else named


def claim_servers_folder(settings: Folders) -> None:
    """Write down that this corpus uses its servers' articles, so that another takes them only once it is gone.

    Where that cannot be written, no other takes them.
    """
    folder, own = servers_folder(settings), _own_path(settings)
    with suppress(OSError):
        if _holds_servers(folder) and own not in _used_by(folder):
            with (folder / USED_BY).open("ab") as file:
                file.write(own + b"\0")


def named_servers_folder(settings: Folders) -> Path:
    """Return the folder of servers' own articles that is called as this corpus is, whether it has any or not."""
    return settings.data_dir / SERVERS / _corpus_name(settings)


def unread_servers_folders(settings: Folders) -> tuple[Path, ...]:
    """Return the folders of servers' own articles in this data folder that no question is answered from."""
    return tuple(one for one in _others(settings) if one != servers_folder(settings))


def all_servers_folders(settings: Folders) -> tuple[Path, ...]:
    """Return the folders of servers' own articles beside every corpus of this data folder; links are passed over.

    Raises:
        OSError: they cannot be listed.
    """
    return _folders_in(settings.data_dir / SERVERS)


def _folders_in(folder: Path) -> tuple[Path, ...]:
    if not folder.is_dir():
        return ()
    return tuple(sorted(one for one in folder.iterdir() if one.is_dir() and not one.is_symlink()))


def _others(settings: Folders) -> tuple[Path, ...]:
    """Return the folders that hold servers' articles, but for the one that is called as this corpus is."""
    named = named_servers_folder(settings)
    try:
        return tuple(one for one in all_servers_folders(settings) if one != named and _holds_servers(one))
    except OSError:  # whoever reads articles there says so
        return ()


def _is_left(folder: Path, settings: Folders) -> bool:
    """Return whether every other corpus that used a folder of servers' articles is gone; not where none is known."""
    try:
        used_by = _used_by(folder)
        return bool(used_by) and not any(_is_folder(one) for one in used_by if one != _own_path(settings))
    except OSError:
        return False


def _used_by(folder: Path) -> list[bytes]:
    """Return the paths of the corpora that used a folder of servers' articles; what was not written whole is none."""
    try:
        return (folder / USED_BY).read_bytes().split(b"\0")[:-1]
    except FileNotFoundError:
        return []


def _is_folder(path: bytes) -> bool:
    try:
        return stat.S_ISDIR(Path(os.fsdecode(path)).stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _own_path(settings: Folders) -> bytes:
    return os.fsencode(settings.corpus.resolve())


def _holds_servers(folder: Path) -> bool:
    """Return whether a folder holds that of any server; one that cannot be looked into counts, so that it is told."""
    try:
        return bool(server_roots(folder))
    except CorpusError:
        return True


def shared_root(settings: Folders) -> Root:
    """Return the corpus folder; the servers' articles are no part of it, even if the data folder lies in it."""
    return Root(settings.corpus, without=(settings.data_dir / SERVERS,))


def corpus_roots(settings: Folders) -> tuple[Root, ...]:
    """Return every folder that questions may be answered from, the shared one first.

    Raises:
        CorpusError: the servers' folder cannot be listed.
    """
    return (shared_root(settings), *server_roots(servers_folder(settings)))


def _corpus_name(settings: Folders) -> str:
    """Return what a corpus is called on disk: a readable name, and eight digits of the folder's own path."""
    folder = settings.corpus.resolve()
    readable = re.sub(r"[^\w.-]+", "-", folder.name).strip("-.")[:NAME_LENGTH] or "corpus"
    digest = hashlib.sha256(str(folder).encode("utf-8", "surrogateescape")).hexdigest()
    return f"{readable}-{digest[:8]}"
