"""What is sent, as values: a `Notice` (one ordinary text) or a `Card` (a framed layout), within Discord's limits.

`arguments` turns a reply into what discord.py's send and edit methods take. `results` renders answers and
refusals. Layouts are chosen over embeds because they need no "Embed Links" permission, are shown to people who switched
embeds off, draw no preview of linked pages, and hold buttons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import discord
from discord import ui

from bot.discord_app.controls import Row, drawn
from bot.discord_app.escaping import size

# Discord's limits (developer documentation, "Message" and "Component" reference), in characters.
LONGEST_CONTENT = 2000
LONGEST_LAYOUT = 4000  # all texts of one layout together

QUOTED_LINE = "\n> "  # between two lines of a quote

ANSWERED = 0x2E8B74  # the colour of the frame: sea green for an answer, amber for an unsure one, slate for a refusal
UNSURE = 0xE0A030
REFUSED = 0x748091

NOBODY = discord.AllowedMentions.none()


@dataclass(frozen=True, slots=True)
class Notice:
    """One ordinary text, ready for Discord: `text` is markdown, escaped where it comes from elsewhere."""

    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to show: a file's name, its bytes, and what it shows, for those who cannot see it."""

    name: str
    data: bytes
    about: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file to download: its name, in letters and digits of ASCII, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Card:
    """A framed layout: `parts` are markdown, escaped where it comes from elsewhere, with a line between them.

    A picture and a document stand below them in the frame, `rows` of buttons and menus below the frame.
    """

    parts: tuple[str, ...]
    colour: int
    rows: tuple[Row, ...] = ()
    picture: Picture | None = None
    document: Document | None = None


Reply = Notice | Card


def arguments(reply: Reply) -> dict[str, Any]:
    """Return the keyword arguments of a send or edit method for `reply`; nobody is ever pinged."""
    if isinstance(reply, Notice):
        return {"content": reply.text, "allowed_mentions": NOBODY}
    view = ui.LayoutView(timeout=None)
    view.stop()  # else discord.py would keep it for ever; presses are told apart by their custom ids alone
    frame: ui.Container[ui.LayoutView] = ui.Container(accent_colour=reply.colour)
    for number, part in enumerate(reply.parts):
        if number:
            frame.add_item(ui.Separator())
        frame.add_item(ui.TextDisplay(part))
    if reply.picture is not None:
        shown = discord.MediaGalleryItem(f"attachment://{reply.picture.name}", description=reply.picture.about)
        frame.add_item(ui.MediaGallery(shown))
    if reply.document is not None:
        frame.add_item(ui.File(f"attachment://{reply.document.name}"))
    view.add_item(frame)
    for row in reply.rows:
        view.add_item(drawn(row))
    return {"view": view, "allowed_mentions": NOBODY}


def files(reply: Reply) -> list[discord.File]:
    """Return the files that go with a reply; made anew for each try to send it, since sending uses them up."""
    if isinstance(reply, Notice):
        return []
    made = []
    if (picture := reply.picture) is not None:
        made.append(discord.File(BytesIO(picture.data), picture.name, description=picture.about))
    if (document := reply.document) is not None:
        made.append(discord.File(BytesIO(document.data), document.name))
    return made


def notice(text: str) -> Notice:
    """Return a notice of `text`, cut where it is too long. `text` is markdown of ours, not somebody else's."""
    return Notice(text if size(text) <= LONGEST_CONTENT else cut_lines(text, LONGEST_CONTENT))


def within(parts: Sequence[str]) -> tuple[str, ...]:
    """Return parts, markdown of ours, that fit one layout: the last give way first, by whole lines."""
    kept: list[str] = []
    left = LONGEST_LAYOUT
    for part in parts:
        piece = part if size(part) <= left else cut_lines(part, left)
        if size(piece) > left:
            break
        kept.append(piece)
        left -= size(piece)
    return tuple(kept)


def cut_lines(text: str, limit: int) -> str:
    """Return the first lines of `text`, markdown of ours, that fit, and a mark that there were more."""
    mark = "\n…"
    kept: list[str] = []
    left = limit - size(mark)
    for line in text.split("\n"):
        left -= size(line) + 1
        if left < 0:
            break
        kept.append(line)
    return "\n".join(kept) + mark
