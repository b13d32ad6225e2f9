"""Messages that people choose in Discord: the entries of their menu, and what a message says."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import discord
from discord import app_commands

from bot.discord_app.asking.question import TO_ALL, TOKENS
from bot.discord_app.failures import RefusedError
from bot.discord_app.mentions import with_names
from bot.discord_app.speech import localised

Callback = Callable[[discord.Interaction[Any], discord.Message], Coroutine[Any, Any, None]]

# What clients write for a moment, in seconds since 1970; each reader sees it in their own time.
MOMENT = re.compile(r"<t:(\d{1,11})(?::[a-zA-Z])?>")


def message_menu(key: str, callback: Callback, *, managing: bool = False) -> app_commands.ContextMenu:
    """Return an entry of the menu over messages; one that is `managing` is for servers and those who manage them."""
    menu = app_commands.ContextMenu(
        name=localised(key),
        callback=callback,
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=not managing, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )
    if managing:
        menu.default_permissions = discord.Permissions(manage_guild=True)
    return menu


def text_of(message: discord.Message, bot: discord.ClientUser | None) -> str:
    """Return what a message says, people and roles by their names, without Discord's other marks.

    That is its text, else what its embeds or its layout show.

    Raises:
        RefusedError: it says nothing, as a picture does; or it is this bot's.
    """
    return _said(message, bot, with_names(message.content, message, bot), "discord.menu.own")


def wording_of(message: discord.Message, bot: discord.ClientUser | None, *, own: str) -> str:
    """Return what a message says as its readers see it: people, roles and channels by their names, moments in UTC.

    Raises:
        RefusedError: it says nothing, or it is this bot's: `own` is the key of what is said then.
    """
    return _said(message, bot, MOMENT.sub(_moment, message.clean_content), own)


def _said(message: discord.Message, bot: discord.ClientUser | None, content: str, own: str) -> str:
    if message.author == bot:
        raise RefusedError(own)
    text = _unmarked(content) or _unmarked("\n".join(_shown(message)))
    if not text:
        raise RefusedError("discord.menu.no_text")
    return text


def _moment(written: re.Match[str]) -> str:
    return f"{datetime.fromtimestamp(int(written[1]), UTC):%Y-%m-%d %H:%M} UTC"


def _unmarked(text: str) -> str:
    return TO_ALL.sub(r"\g<hello> ", TOKENS.sub(" ", text)).strip()


def _shown(message: discord.Message) -> Iterator[str]:
    for embed in message.embeds:
        yield from filter(None, (embed.title, embed.description, *(field.value for field in embed.fields)))
    yield from _displayed(message.components)


def _displayed(components: Iterable[object]) -> Iterator[str]:
    for one in components:
        if isinstance(one, discord.TextDisplay):
            yield one.content
        yield from _displayed(getattr(one, "children", ()))
