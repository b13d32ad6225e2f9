"""What somebody gives to be added: files, a web page or a message's text, each under its real name.

Nothing is downloaded before it is its turn.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import discord

from bot.discord_app.collecting.shelf import Shelf
from bot.discord_app.failures import RefusedError
from bot.discord_app.sending import patiently
from corpus.refusals import IntakeError


@dataclass(frozen=True, slots=True)
class Brought:
    """What is to be added: the name it came by, its bytes, and its address if it has one."""

    name: str
    data: bytes
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """Something that can be brought, and what it is called until it was."""

    name: str
    bring: Callable[[], Awaitable[Brought]]


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
    name = real_name(file)

    async def bring() -> Brought:
        if file.size > shelf.limits.file_bytes:
            raise IntakeError("too_large", megabytes=shelf.limits.file_bytes // 1_000_000)
        return Brought(name, await patiently(file.read))

    return Given(name, bring)


def _page(shelf: Shelf, link: str) -> Given:
    async def bring() -> Brought:
        page = await shelf.fetch(link)
        return Brought(page.name, page.data, page.url)

    return Given(link, bring)
