"""Mentions in what people type, told by the names that they show: "what may <@123> do?" asks what bob may do.

Plain text: nobody is pinged by a name. One who is only spoken to is not asked about: before a question that begins
with its asking word ("<@123>, what is ROFR?") and behind one, a mention is left out, as this bot's own is everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import discord

from bot.discord_app.asking.question import TOKENS

MENTION = re.compile(r"<@(?P<role>&?)!?(?P<id>\d{1,20})>")
MENTIONS = r"(?:<@[!&]?\d{1,20}>\s*)+"
ASKING = r"(?:what|who|whom|whose|when|where|why|which|how|qui|que|quoi|quand|où|comment|combien|pourquoi|quell?e?s?)"
SPOKEN_TO = re.compile(rf"^\s*{MENTIONS}(?=[,;:]|{ASKING}\b|qu['’]|est-ce\b)", re.IGNORECASE)
SPOKEN_TO_BEHIND = re.compile(rf"(?<=[?.!…])\s*{MENTIONS}$")


def with_names(text: str, source: discord.Interaction[Any] | discord.Message, bot: discord.ClientUser | None) -> str:
    """Return `text` with people and roles by the names that Discord sent along with it, or that the server has.

    Whom neither knows, and a text of mentions alone, stay as they are.
    """
    if not any(map(str.isalnum, TOKENS.sub(" ", text))):
        return text
    people = _people(source)
    own = bot.id if bot is not None else 0

    def named(mention: re.Match[str]) -> str:
        number, guild = int(mention["id"]), source.guild
        if mention["role"]:
            role = guild.get_role(number) if guild is not None else None
            if role is None or (role.tags is not None and role.tags.bot_id == own):
                return mention[0]
            return role.name
        member = guild.get_member(number) if guild is not None else None
        name = member.display_name if member is not None else people.get(number)
        return mention[0] if name is None or number == own else name

    return MENTION.sub(named, SPOKEN_TO_BEHIND.sub("", SPOKEN_TO.sub("", text)))


def _people(source: discord.Interaction[Any] | discord.Message) -> dict[int, str]:
    """Return the names of those who are mentioned; Discord sends them with a command as with a message."""
    if isinstance(source, discord.Message):
        return {one.id: one.display_name for one in source.mentions}
    data: Mapping[str, Any] = source.data or {}
    resolved = data.get("resolved") or {}
    members = resolved.get("members") or {}
    return {
        int(number): members.get(number, {}).get("nick") or user.get("global_name") or user["username"]
        for number, user in (resolved.get("users") or {}).items()
    }
