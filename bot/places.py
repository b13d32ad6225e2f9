"""Where what belongs to a corpus lies in the data folder."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Protocol

from corpus.roots import Root, server_roots

SERVERS = "servers"  # the folder of the data folder in which servers' own articles lie
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


def store_folder(settings: Folders) -> Path:
    """Return where the snapshots of this corpus lie."""
    return settings.data_dir / "indexes" / _corpus_name(settings)


def servers_folder(settings: Folders) -> Path:
    """Return where the servers' own articles lie that are answered beside this corpus, a folder a server.

    It need not exist.
    """
    return settings.data_dir / SERVERS / _corpus_name(settings)


def all_servers_folders(settings: Folders) -> tuple[Path, ...]:
    """Return the folders of servers' own articles beside every corpus of this data folder; links are passed over.

    Raises:
        OSError: they cannot be listed.
    """
    folder = settings.data_dir / SERVERS
    if not folder.is_dir():
        return ()
    return tuple(sorted(one for one in folder.iterdir() if one.is_dir() and not one.is_symlink()))


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
