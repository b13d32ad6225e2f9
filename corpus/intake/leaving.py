"""A server's own articles gone for good: files, records, trash. Nothing beside its own folder is touched."""

from __future__ import annotations

import logging
import os
import secrets
import shutil
from pathlib import Path

from corpus.intake.places import changing, on_disk
from corpus.refusals import IntakeError
from corpus.roots import SERVER_FOLDER

log = logging.getLogger("sourcier.intake")

GOING = ".gone-"  # how a folder is called while it is deleted; hidden, so nobody reads half of it


def forget_server(servers: Path, server_id: int) -> bool:
    """Delete the folder of one server in a folder of servers' articles; return whether there was anything.

    What a deletion that was cut short left of it goes too. A folder that is a link is left alone, as it is passed over
    where articles are read, and what is linked inside keeps what the links lead to.

    Raises:
        IntakeError: somebody else is changing the articles, or the disk refuses.
    """
    name = str(server_id)
    if not SERVER_FOLDER.fullmatch(name):
        msg = f"{name!r} is no server's id: a whole number above 0, as Discord writes it"
        raise ValueError(msg)
    with on_disk():
        found = _left_over(servers, name)
        folder = servers / name
        if folder.is_symlink():
            log.warning("the folder of server %s is a link and left alone; delete what it leads to yourself", name)
        elif folder.is_dir():
            if folder.resolve().parent != servers.resolve():
                raise IntakeError("elsewhere", name=name)
            going = servers / f"{GOING}{name}-{secrets.token_hex(4)}"
            with changing(folder):
                pass  # whoever was changing it has ended; the lock lies in the folder, which has to move
            folder.rename(going)
            found.append(going)
        for one in found:
            shutil.rmtree(one)
    return bool(found)


def _left_over(servers: Path, name: str) -> list[Path]:
    if not servers.is_dir():
        return []
    with os.scandir(servers) as listing:
        return [
            Path(entry.path)
            for entry in listing
            if entry.name.startswith(f"{GOING}{name}-") and entry.is_dir(follow_symlinks=False)
        ]
