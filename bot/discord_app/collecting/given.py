"""What somebody gives to be added: files, archives of them, a web page or a message's text, each under its real name.

Nothing is downloaded before it is its turn. An archive waits on the disk while its files are taken in.
"""

from __future__ import annotations

import tempfile
from collections.abc import Awaitable, Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import TypeAlias

import discord

from bot.discord_app.collecting.shelf import Shelf
from bot.discord_app.failures import RefusedError
from bot.discord_app.sending import patiently
from bot.discord_app.thinking import Thinking
from corpus.intake import Archive, IntakeLimits, Packed, is_archive
from corpus.intake.archives import check_size
from corpus.intake.places import on_disk
from corpus.refusals import IntakeError

LONGEST_S = 360  # for the archives of a command: with the eight minutes of `MOST`, within Discord's fifteen


@dataclass(frozen=True, slots=True)
class Brought:
    """What is to be added: the name it came by, its bytes, and its address if it has one."""

    name: str
    data: bytes
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """Something that can be brought, and what it is called until it was. What is `packed` is an archive of several."""

    name: str
    bring: Callable[[], Awaitable[Brought]]
    packed: bool = False


Files: TypeAlias = Sequence[discord.Attachment | None]


def given(shelf: Shelf, files: Files, link: str | None) -> list[Given]:
    """Return what was given, in its order.

    Raises:
        RefusedError: there are no files and no link, or both.
    """
    there = [file for file in files if file is not None]
    if bool(there) == bool(link):
        raise RefusedError("discord.corpus.add.one_of")
    return [_file(shelf, file) for file in there] if there else [_page(shelf, str(link).strip())]


class Archives(ExitStack):
    """Those of one command, open until its end; what is brought of them later than it may be is refused."""

    def __init__(self) -> None:
        super().__init__()
        self.until = monotonic() + LONGEST_S


def open_archive(brought: Brought, limits: IntakeLimits, reading: Thinking, archives: Archives) -> list[Given]:
    """Return what an archive holds, to be brought file by file on the threads of `reading`. Blocking.

    Raises:
        IntakeError: it cannot be opened.
    """
    with on_disk():
        file = archives.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - closed with `archives`
        file.write(brought.data)
    archive = Archive(file, limits)

    async def bring(one: Packed) -> Brought:
        if monotonic() > archives.until:
            raise RefusedError("discord.corpus.add.no_time")
        return Brought(one.name, await reading.run(lambda: archive.read(one)), one.url)

    return [Given(one.path, partial(bring, one)) for one in archive.files]


def real_name(file: discord.Attachment) -> str:
    """Return what a file was called where it came from.

    Discord's `filename` has letters of ASCII alone; where that took something away, `title` is the name without its
    ending.
    """
    title = (file.title or "").strip()
    _, dot, ending = file.filename.rpartition(".")
    if not title:
        return file.filename
    return title if title.lower().endswith(f"{dot}{ending}".lower()) or not dot else f"{title}{dot}{ending}"


def _file(shelf: Shelf, file: discord.Attachment) -> Given:
    name, limits = real_name(file), shelf.limits
    packed = is_archive(name)

    async def bring() -> Brought:
        if packed:
            check_size(file.size, limits)
        elif file.size > limits.file_bytes:
            raise IntakeError("too_large", megabytes=limits.file_bytes // 1_000_000)
        return Brought(name, await patiently(file.read))

    return Given(name, bring, packed)


def _page(shelf: Shelf, link: str) -> Given:
    async def bring() -> Brought:
        page = await shelf.fetch(link)
        return Brought(page.name, page.data, page.url)

    return Given(link, bring)
