"""`/articles`: the list, for oneself; `/article`: what one of them is."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.browsing.searching import try_to_keep
from bot.discord_app.browsing.shelf import (
    MOST_QUESTIONS,
    PER_PAGE,
    About,
    about,
    answered_by,
    article_card,
    choices,
    holding,
    list_card,
    titles,
    unknown_card,
)
from bot.discord_app.failures import RefusedError
from bot.discord_app.paging import page_in, page_of
from bot.discord_app.replies import Card
from bot.discord_app.routing import Press
from bot.discord_app.sending import acknowledge, acknowledge_press, fill_in, tell_alone
from bot.discord_app.speech import localised
from bot.discord_app.visiting import Visit, all_may_see, begin_visit, look, may_see, suggest
from bot.state.answers import new_answer_id
from bot.state.errors import StateError
from bot.state.nouns import KeptSearch

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier
    from index.keeping.passage_store import ArticleCard

log = logging.getLogger("sourcier.discord")

UNKEPT = "-"  # stands for the search's id where nothing was looked for, or one page shows all
ANSWERS_READ = 40  # of which the questions are shown that whoever looks may see; most servers have few closed channels


class Articles(commands.Cog):
    """The two commands, the list's buttons and its menu."""

    def __init__(self, bot: Sourcier) -> None:
        self._bot = bot
        bot.routes.add("articles", self._turn)
        bot.routes.add("article", self._choose)

    @app_commands.command(name=localised("discord.articles.name"), description=localised("discord.articles.about"))
    @app_commands.rename(find=localised("discord.articles.find_name"))
    @app_commands.describe(find=localised("discord.articles.find"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def articles(self, interaction: discord.Interaction[Sourcier], find: str = "") -> None:
        """List the articles whose titles hold some words, or all."""
        with self._bot.under_way():
            visit = await begin_visit(self._bot, interaction)
            words = " ".join(find.split())
            with self._bot.pacing.turn(visit.person.id):
                await acknowledge(interaction, private=True)
                await fill_in(interaction, await self._list(visit, words, 0, None))

    @app_commands.command(name=localised("discord.article.name"), description=localised("discord.article.about"))
    @app_commands.rename(article=localised("discord.article.option_name"))
    @app_commands.describe(article=localised("discord.article.option"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def article(self, interaction: discord.Interaction[Sourcier], article: str) -> None:
        """Show what an article is."""
        with self._bot.under_way():
            visit = await begin_visit(self._bot, interaction)
            with self._bot.pacing.turn(visit.person.id):
                private = visit.settings.private
                await acknowledge(interaction, private=private)
                found = await self._found(visit, article)
                if isinstance(found, About):
                    await fill_in(interaction, await self._card(interaction, visit, found, private=private))
                else:
                    await tell_alone(interaction, unknown_card(article, found, visit.language))

    @articles.autocomplete("find")
    async def _suggest_titles(
        self, interaction: discord.Interaction[Sourcier], typed: str
    ) -> list[app_commands.Choice[str]]:
        return await suggest(self._bot, interaction, lambda desk, scope: titles(desk, scope, typed))

    @article.autocomplete("article")
    async def _suggest_articles(
        self, interaction: discord.Interaction[Sourcier], typed: str
    ) -> list[app_commands.Choice[str]]:
        return await suggest(self._bot, interaction, lambda desk, scope: choices(desk, scope, typed))

    async def _turn(self, interaction: discord.Interaction[Any], press: Press) -> None:
        visit = await begin_visit(self._bot, interaction)
        number, search_id = page_in(press), press.arguments[0]
        self._bot.leafing.take(visit.person.id)
        await acknowledge_press(interaction)
        kept = await self._bot.state.searches.get(search_id) if search_id != UNKEPT else None
        if search_id != UNKEPT and (kept is None or kept.kind != "articles" or kept.guild_id != visit.guild_id):
            raise RefusedError("discord.search.gone")
        words = kept.words if kept is not None else ""
        await fill_in(interaction, await self._list(visit, words, number, search_id))

    async def _choose(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Show an article of a menu, to whoever chose it."""
        visit = await begin_visit(self._bot, interaction)
        with self._bot.pacing.turn(visit.person.id):
            await acknowledge(interaction, private=True)
            wanted = press.values[0] if press.values else ""
            found = await self._found(visit, wanted)
            if isinstance(found, About):
                await fill_in(interaction, await self._card(interaction, visit, found, private=True))
            else:
                await fill_in(interaction, unknown_card(wanted, found, visit.language))

    async def _list(self, visit: Visit, words: str, number: int, search_id: str | None) -> Card:
        """Return a page of the list; without a `search_id`, the words are kept where another page needs them.

        Where they cannot be, it is the only page.
        """
        cards = await look(self._bot, visit, lambda desk, scope: holding(desk.articles(scope=scope), words))
        page = page_of(cards, number, PER_PAGE)
        if search_id is None:
            search_id = UNKEPT
            if words and page.pages > 1:
                search_id = new_answer_id()
                kept = KeptSearch(search_id, visit.guild_id, visit.person.id, "articles", words, datetime.now(UTC))
                if not await try_to_keep(self._bot, kept):
                    page = replace(page, pages=1)
        return list_card(page, words, visit.language, search_id)

    async def _found(self, visit: Visit, wanted: str) -> About | list[ArticleCard]:
        """Return what is told of the article that is meant, or those that it may be."""
        return await look(self._bot, visit, lambda desk, scope: about(desk, scope, wanted))

    async def _card(self, interaction: discord.Interaction[Any], visit: Visit, told: About, *, private: bool) -> Card:
        questions = await self._questions(interaction, visit, told.article.id, private=private)
        return article_card(told, questions, visit.language)

    async def _questions(
        self, interaction: discord.Interaction[Any], visit: Visit, article_id: str, *, private: bool
    ) -> list[str]:
        """Return the newest questions that the article surely answered in channels of this server open to the readers.

        Where the card is not `private`, those are all who read the channel that it is posted in. Without the database,
        the card goes without.
        """
        if visit.guild_id is None:  # other people's direct messages are nobody else's business
            return []
        try:
            newest = await self._bot.state.answers.public_citing(
                article_id, guild_id=visit.guild_id, limit=ANSWERS_READ
            )
        except StateError as error:
            log.error("an article is shown without what was asked of it: %s", error)
            return []
        seen_by = may_see if private else all_may_see
        seen = [one.result for one in newest if seen_by(interaction, one.channel_id)]
        answered = dict.fromkeys(question for result in seen for question in answered_by(article_id, result))
        return list(answered)[:MOST_QUESTIONS]
