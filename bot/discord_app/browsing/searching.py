"""The first page of the passages found for a question, and what the buttons that turn to others bring back."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.discord_app.browsing.hits import find, search_card
from bot.discord_app.replies import Card
from bot.discord_app.visiting import Visit, look
from bot.state.answers import new_answer_id
from bot.state.errors import StateError
from bot.state.nouns import KeptSearch

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier

log = logging.getLogger("sourcier.discord")


async def first_passages(bot: Sourcier, visit: Visit, words: str, whose: int | None = None) -> Card:
    """Return the passages that have most to do with `words`.

    These are kept where there is a second page, as those of whoever asked them: `whose`, or the one who visits. Where
    they cannot be, the first page is the only one. Who was told something in a direct message gets one page too: its
    buttons would look for it outside their server.
    """
    found = await look(bot, visit, lambda desk, scope: find(desk, scope, words, 0))
    if visit.person.told:
        found = replace(found, page=replace(found.page, pages=1, total=len(found.page.items)))
    kept = KeptSearch(new_answer_id(), visit.guild_id, whose or visit.person.id, "search", words, datetime.now(UTC))
    if found.page.pages > 1 and not await try_to_keep(bot, kept):
        found = replace(found, page=replace(found.page, pages=1))
    return search_card(words, found, visit.language, kept.id)


async def try_to_keep(bot: Sourcier, kept: KeptSearch) -> bool:
    """Keep what the buttons to other pages bring back; return whether that could be done."""
    try:
        await bot.state.searches.keep(kept)
    except StateError as error:
        log.error("a list is shown without its further pages: %s", error)
        return False
    return True
