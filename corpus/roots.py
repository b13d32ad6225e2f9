"""The folders that a corpus is made of: the shared one, and one for each server's own articles.

The articles of the server 123 lie in `SERVERS/123/`; their ids are `@123/PATH`, and their collection is `server-123`
whatever their files say. No shared article's id can be one of these (see `corpus.scanning.scan_folder`), and the
servers' folder is never read as part of a shared one that it lies in.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable
from pathlib import Path

from corpus.collections import server_collection
from corpus.errors import CorpusError
from corpus.scanning import MAX_SIZE_BYTES, Root, Scan, survey_roots
from corpus.walking import reason_of

__all__ = ["Root", "scan_roots", "server_root", "server_roots", "survey_roots"]

SERVER_FOLDER = re.compile(r"[1-9][0-9]{0,19}")
"""A Discord id as it is written: 64 bits, of which the first digit is never 0."""


def server_root(servers_folder: Path, server_id: int | str) -> Root:
    """Return the root of one server, which need not exist."""
    return Root(servers_folder / str(server_id), f"@{server_id}/", server_collection(server_id))


def server_roots(servers_folder: Path) -> tuple[Root, ...]:
    """Return the root of each server that has a folder, by number; none where there is no `servers_folder`.

    Whatever else lies there, and folders that are links, are passed over.

    Raises:
        CorpusError: `servers_folder` cannot be listed.
    """
    try:
        with os.scandir(servers_folder) as listing:
            found = [entry.name for entry in listing if entry.is_dir(follow_symlinks=False)]
    except FileNotFoundError:
        return ()
    except OSError as error:
        if error.errno == errno.ENOTDIR and not servers_folder.exists():
            return ()  # the data folder itself is a file: whoever writes there says so
        msg = f"the servers' articles in {servers_folder} cannot be listed: {reason_of(error)}"
        raise CorpusError(msg) from error
    numbers = sorted(int(name) for name in found if SERVER_FOLDER.fullmatch(name))
    return tuple(server_root(servers_folder, number) for number in numbers)


def scan_roots(roots: Iterable[Root], *, max_size_bytes: int = MAX_SIZE_BYTES) -> Scan:
    """Return the files of all `roots` as one scan, each with the collection that its root forces it into.

    A server's folder that cannot be read is a problem like a file's; it stops no other.

    Raises:
        CorpusError: a root that forces no collection is missing, or cannot be listed.
    """
    return survey_roots(roots, max_size_bytes=max_size_bytes).scan()
