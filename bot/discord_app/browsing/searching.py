"""The first page of the passages found for a question, and what the buttons that turn to others bring back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.discord_app.browsing.hits import find, search_card
from bot.discord_app.replies import Card
from bot.discord_app.visiting import Visit, look
from bot.state.answers import new_answer_id
from bot.state.nouns import KeptSearch

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier


async def first_passages(bot: Sourcier, visit: Visit, words: str, whose: int | None = None) -> Card:
    """Return the passages that have most to do with `words`.

    These are kept where there is a second page, as those of whoever asked them: `whose`, or the one who visits.
    Who was told something in a direct message gets one page: its buttons would look for it outside their server.
    """
    found = await look(bot, visit, lambda desk, scope: find(desk, scope, words, 0))
    if visit.person.told:
        found = replace(found, page=replace(found.page, pages=1, total=len(found.page.items)))
    kept = KeptSearch(new_answer_id(), visit.guild_id, whose or visit.person.id, "search", words, datetime.now(UTC))
    if found.page.pages > 1:
        await bot.state.searches.keep(kept)
    return search_card(words, found, visit.language, kept.id)
