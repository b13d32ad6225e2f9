"""Telling whoever runs the bot that an index is damaged, in a direct message, once for each that is.

They hear which index, which file of it, and what to do; where the host keeps its files is told by the log alone.
Somebody who takes no messages is told by the log alone of all of it.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.discord_app.indexing.damage import where_damaged
from bot.discord_app.replies import NOBODY
from bot.discord_app.sending import patiently, send_once
from bot.state.errors import StateError
from bot.texts import say
from corpus.article import Language
from index.keeping.snapshot import PassedOver

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier

log = logging.getLogger("sourcier.discord")

LANGUAGES: tuple[Language, ...] = ("en", "fr")
MARK = "alarm:index"  # the damaged index that was told of last, so that a restart does not tell it again


class Alarm:
    """Looks whether the index in use is damaged, and tells whoever runs the bot."""

    def __init__(self, bot: Sourcier) -> None:
        self._bot = bot
        self._told: str | None = None
        self._heard: set[tuple[int, str]] = set()  # owners who were told, while another could not be

    async def look(self) -> None:
        """Tell where an earlier index answers in the place of the one in use. Errors as for the desk."""
        passed_over = await self._bot.thinking.run(self._bot.desk.passed_over)
        if not passed_over or await self._was_told(passed_over[0].name):
            return
        log.error("the index in use is damaged, an earlier one answers: %s", passed_over[0].problem)
        await self._tell("discord.alarm.passed_over", passed_over[0])

    async def unusable(self, name: str | None, problem: str) -> None:
        """Tell that the index in use is damaged and that there is no earlier one to answer from."""
        if name is not None and not await self._was_told(name):
            await self._tell("discord.alarm.unusable", PassedOver(name, problem))

    async def _write(self, owner: int, sentence: str) -> None:
        channel = await patiently(lambda: self._bot.create_dm(discord.Object(owner)))
        await send_once(channel, {"content": sentence, "allowed_mentions": NOBODY})

    async def _was_told(self, name: str) -> bool:
        if self._told is None:
            try:
                self._told = await self._bot.state.marks.get(MARK)
            except StateError as error:
                log.warning("whether a damaged index was told of cannot be looked up: %s", error)
        return self._told == name

    async def _tell(self, key: str, damaged: PassedOver) -> None:
        """Write to each owner; where Discord fails for a moment, it is tried again at the next look."""
        name, problem = damaged.name, damaged.problem
        sentence = "\n\n".join(  # in both languages: nobody knows which is theirs
            say(language, key, index=name, where=where_damaged(problem, language, name)) for language in LANGUAGES
        )
        alone = [] if self._bot.owner_id is None else [self._bot.owner_id]
        later = False
        for owner in sorted(self._bot.owner_ids or alone):
            if (owner, name) in self._heard:
                continue
            try:
                await self._write(owner, sentence)
                self._heard.add((owner, name))
            except (discord.Forbidden, discord.NotFound):
                log.warning("an owner of the bot takes no direct messages; the log alone tells of the damaged index")
            except (discord.HTTPException, aiohttp.ClientError) as error:
                log.warning("an owner of the bot could not be told of the damaged index: %s", type(error).__name__)
                later = True
        if later:
            return
        self._told = name
        try:
            await self._bot.state.marks.set(MARK, name)
        except StateError as error:
            log.warning("that a damaged index was told of cannot be remembered: %s", error)
