"""`/help`: what the bot does, its commands, questions to try, how else to ask, and what is kept. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.discord_app.browsing.pieces import fitting
from bot.discord_app.escaping import fitted
from bot.discord_app.replies import Card
from bot.texts import command, say
from corpus.article import Language

LONGEST_TRY = 200  # characters of a question to try
CHAT_INPUT, SUBCOMMAND = 1, 1  # types of a command and of an option (Discord's reference)
ABOUT_ROOMS = (100, 60, 0)  # characters of each command's description


@dataclass(frozen=True, slots=True)
class Way:
    """A command or a subcommand: its name as Discord knows it, and as people who read a language type it."""

    name: str
    typed: str


@dataclass(frozen=True, slots=True)
class Described:
    """A command as Discord's clients list it. `manages` marks those for people who may manage the server."""

    ways: tuple[Way, ...]
    about: str
    manages: bool


def described(payloads: Iterable[Mapping[str, Any]], language: Language) -> list[Described]:
    """Return the slash commands of what is registered with Discord, each with its subcommands."""
    found: list[Described] = []
    for one in payloads:
        if int(one.get("type", CHAT_INPUT)) != CHAT_INPUT:
            continue
        root, typed = str(one["name"]), _localised(one, "name", language)
        ways = tuple(
            Way(f"{root} {option['name']}", f"{typed} {_localised(option, 'name', language)}")
            for option in one.get("options", ())
            if option.get("type") == SUBCOMMAND
        )
        manages = one.get("default_member_permissions") is not None
        found.append(Described(ways or (Way(root, typed),), _localised(one, "description", language), manages))
    return found


def help_card(
    commands: Sequence[Described],
    ids: Mapping[str, int],
    tried: Sequence[str],
    language: Language,
    *,
    manages: bool,
    mention: str,
    direct: bool = False,
) -> Card:
    """Return the help. `ids` are the commands' where they are known; with `manages` those for managing are named.

    `mention` is what the bot is called in a message: a mention of itself, or its name. `direct` is the help in a direct
    message, which speaks of no server, and of nothing that is for all to see.
    """
    there = "_direct" if direct else ""

    def parts(longest: int) -> list[str]:
        public = [_line(one, ids, longest, language) for one in commands if not one.manages]
        managing = [_line(one, ids, longest, language) for one in commands if one.manages]
        made = [
            f"### {say(language, 'discord.guide.heading')}\n{say(language, 'discord.guide.about')}",
            *_tries(tried, language),
            "\n".join([f"**{say(language, 'discord.guide.commands')}**", *public]),
            f"**{say(language, 'discord.guide.ways')}**\n"
            f"{say(language, f'discord.guide.ways_are{there}', mention=mention)}",
            f"**{say(language, 'discord.guide.answers')}**\n{say(language, f'discord.guide.answers_are{there}')}",
        ]
        if manages and managing:
            menu = say(language, "discord.guide.managing_menu", entry=say(language, "discord.corpus.said.name"))
            made.append("\n".join([f"**{say(language, 'discord.guide.managing')}**", *managing, menu]))
        privacy = clickable(Way("privacy show", command(language, "privacy show")[1:]), ids)
        made.append(f"-# {say(language, 'discord.guide.kept', privacy=privacy)}")
        made[-1] += "" if manages else f"\n-# {say(language, f'discord.guide.managers{there}')}"
        return made

    return fitting(ABOUT_ROOMS, parts)


def clickable(way: Way, ids: Mapping[str, int]) -> str:
    """Return a command as a mention that can be clicked, or as it is typed where its id is not known."""
    command_id = ids.get(way.name.split(" ", 1)[0])
    return f"</{way.name}:{command_id}>" if command_id is not None else f"`/{way.typed}`"


def _line(one: Described, ids: Mapping[str, int], longest: int, language: Language) -> str:
    """Return a command in one line, all its subcommands in it: one line for each would be a wall on a telephone.

    What several do stands behind a colon, so that it is not taken for what the last one does.
    """
    about = fitted(one.about, longest) if longest else ""
    ways = " · ".join(clickable(way, ids) for way in one.ways)
    if about and len(one.ways) > 1:
        return say(language, "discord.guide.several", commands=ways, about=about)
    return f"{ways} {about}".rstrip()


def _tries(tried: Sequence[str], language: Language) -> list[str]:
    lines = [f"- {line}" for one in tried if (line := fitted(one, LONGEST_TRY))]
    return ["\n".join([f"**{say(language, 'discord.guide.try')}**", *lines])] if lines else []


def _localised(payload: Mapping[str, Any], what: str, language: Language) -> str:
    """Return a name or a description as clients in `language` show it."""
    french = dict(payload.get(f"{what}_localizations") or {}).get("fr")
    return str(french) if language == "fr" and french else str(payload.get(what, ""))
