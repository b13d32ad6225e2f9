"""`/index`: what is in use and what changed, going back, and a server's golden questions; for those who manage it.

One index answers all servers. Where the bot is in several, going back to an earlier one takes articles from all of
them, so that is the owner's alone then; everything else here is about the server in which it is asked.
"""

from __future__ import annotations

import logging
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers.answer import Answer, NoAnswer
from bot.discord_app.article_choices import article_choices, article_of
from bot.discord_app.asking.question import LONGEST_QUESTION, read_question
from bot.discord_app.controls import LONGEST_CHOICE
from bot.discord_app.desk import Desk, Scope, scope_of
from bot.discord_app.escaping import one_line, size
from bot.discord_app.failures import RefusedError
from bot.discord_app.indexing import index_wording as show
from bot.discord_app.indexing.golden import (
    LONGEST_WORDS,
    MOST_GOLDEN,
    Judged,
    asked,
    asks_the_same,
    closing,
    open_trial,
)
from bot.discord_app.indexing.naming import sight_of
from bot.discord_app.indexing.telling import sight_for
from bot.discord_app.indexing.wording import done, undone
from bot.discord_app.routing import Press
from bot.discord_app.sending import acknowledge, acknowledge_press, fill_in
from bot.discord_app.speech import language_of, localised
from bot.discord_app.visiting import Visit, look, manager_of, suggest_to_managers
from bot.state.actions import Action
from bot.state.nouns import GoldenQuestion
from bot.texts import say
from index.errors import ChangedIndexError, DamagedIndexError, IncompatibleIndexError, NoIndexError
from index.keeping.versions import earlier

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier
    from index.keeping.passage_store import ArticleCard

log = logging.getLogger("sourcier.discord")

NAME = re.compile(r"[0-9A-Za-z-]{1,32}")  # a snapshot's name as the store makes it: two of them fit a custom id
LONGEST_ANSWER = 1000  # characters of an option that are read: no article's title or id is longer


@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class Index(
    commands.GroupCog,
    group_name=localised("discord.index.name"),
    group_description=localised("discord.index.about"),
):
    """The commands, and the buttons and the menu below what they show."""

    def __init__(self, bot: Sourcier) -> None:
        self._bot = bot
        bot.routes.add(show.BACK, self._back)
        bot.routes.add(show.STAY, self._stay)
        bot.routes.add(show.GOLDEN_PAGE, self._turn)
        bot.routes.add(show.GOLDEN_REMOVE, self._remove)
        super().__init__()

    @app_commands.command(
        name=localised("discord.index.status_name"), description=localised("discord.index.status_about")
    )
    async def status(self, interaction: discord.Interaction[Sourcier]) -> None:
        """Show what is in use, and what changed on disk since."""
        guild_id = await self._begin(interaction)
        found = await self._bot.thinking.run(lambda: self._bot.desk.status(lenient=True))
        build = await self._bot.state.builds.of(found.manifest.name, guild_id=guild_id) if found.manifest else None
        sight = await sight_for(self._bot, interaction.user, guild_id)
        await fill_in(interaction, show.status(found, language_of(interaction.locale), sight, build))

    @app_commands.command(
        name=localised("discord.index.changes_name"), description=localised("discord.index.changes_about")
    )
    async def changes(self, interaction: discord.Interaction[Sourcier]) -> None:
        """Show what the build of the index in use changed."""
        guild_id = await self._begin(interaction)
        desk = self._bot.desk
        manifest = await self._bot.thinking.run(desk.manifest)
        found = await self._bot.thinking.run(lambda: desk.built(manifest.name))
        build = await self._bot.state.builds.of(manifest.name, guild_id=guild_id)
        built_at = datetime.fromisoformat(manifest.built_at)
        sight = sight_of(guild_id, await self._bot.state.settings.of(guild_id))
        language, articles = language_of(interaction.locale), manifest.articles
        await fill_in(interaction, show.changes(found, built_at, language, sight, build, articles=articles))

    @app_commands.command(
        name=localised("discord.index.versions_name"), description=localised("discord.index.versions_about")
    )
    async def versions(self, interaction: discord.Interaction[Sourcier]) -> None:
        """List the indexes on disk."""
        guild_id = await self._begin(interaction)
        found = await self._bot.thinking.run(lambda: self._bot.desk.versions(check=True))
        await fill_in(interaction, show.versions(found, language_of(interaction.locale), guild_id))

    @app_commands.command(
        name=localised("discord.index.rollback_name"), description=localised("discord.index.rollback_about")
    )
    @app_commands.rename(version=localised("discord.index.rollback_version_name"))
    @app_commands.describe(version=localised("discord.index.rollback_version"))
    async def rollback(self, interaction: discord.Interaction[Sourcier], version: str | None = None) -> None:
        """Ask whether to go back to an earlier index."""
        await self._begin(interaction)
        await self._require_all(interaction)
        found = await self._bot.thinking.run(self._bot.desk.versions)
        now = next((one for one in found if one.in_use), None)
        then = earlier(found) if version is None else next((one for one in found if one.name == version), None)
        if now is None or (version is None and then is None):
            raise RefusedError("discord.index.no_earlier")
        if then is None or then.problem or not NAME.fullmatch(then.name) or not NAME.fullmatch(now.name):
            raise RefusedError("discord.index.no_such")
        if then.in_use:
            raise RefusedError("discord.index.in_use_already")
        await fill_in(interaction, show.going_back(now, then, language_of(interaction.locale)))

    @rollback.autocomplete("version")
    async def _versions(self, interaction: discord.Interaction[Sourcier], typed: str) -> list[app_commands.Choice[str]]:
        """Return the versions that can be gone back to, newest first; none to those who may not."""

        async def usable(visit: Visit) -> list[app_commands.Choice[str]]:
            found = await self._bot.thinking.run(self._bot.desk.versions)
            fit = [one for one in found if not one.problem and not one.in_use and NAME.fullmatch(one.name)]
            choices = [(show.version_choice(one, visit.language), one.name) for one in fit]
            return [
                app_commands.Choice(name=label[:LONGEST_CHOICE], value=name)
                for label, name in choices
                if typed.strip().casefold() in f"{label} {name}".casefold()
            ]

        return await suggest_to_managers(self._bot, interaction, usable)

    @app_commands.command(name=localised("discord.index.test_name"), description=localised("discord.index.test_about"))
    async def test(self, interaction: discord.Interaction[Sourcier]) -> None:
        """Ask the server's golden questions of the index in use."""
        guild_id = await self._begin(interaction)
        judged = await self._judged(guild_id, await self._bot.state.golden.of(guild_id))
        await fill_in(interaction, show.tested(judged, language_of(interaction.locale)))

    @app_commands.command(
        name=localised("discord.index.golden_add_name"), description=localised("discord.index.golden_add_about")
    )
    @app_commands.rename(
        question=localised("discord.index.golden_question_name"),
        article=localised("discord.index.golden_article_name"),
        words=localised("discord.index.golden_words_name"),
    )
    @app_commands.describe(
        question=localised("discord.index.golden_question"),
        article=localised("discord.index.golden_article"),
        words=localised("discord.index.golden_words"),
    )
    async def golden_add(
        self,
        interaction: discord.Interaction[Sourcier],
        question: app_commands.Range[str, None, LONGEST_QUESTION],
        article: str,
        words: str = "",
    ) -> None:
        """Add a golden question, and say how it fares now."""
        guild_id, language = await self._begin(interaction), language_of(interaction.locale)
        text, quoted = read_question(question, language), one_line(words)
        if size(quoted) > LONGEST_WORDS:
            raise RefusedError("discord.index.golden_words_long", most=LONGEST_WORDS)
        card = article_of(await self._articles(guild_id), article[:LONGEST_ANSWER])
        if card is None:
            raise RefusedError("discord.index.golden_no_article")
        held = await self._bot.state.golden.of(guild_id)
        if len(held) >= MOST_GOLDEN:
            raise RefusedError("discord.index.golden_full", most=MOST_GOLDEN)
        if any(asks_the_same(one, text, card.id) for one in held):
            raise RefusedError("discord.index.golden_twice")
        result = await self._answered(guild_id, text)
        if isinstance(result, NoAnswer) and result.reason == "empty":  # "hello" asks nothing, whatever it finds
            raise RefusedError("discord.index.golden_asks_nothing")
        now = discord.utils.utcnow()
        added = await self._bot.state.golden.add(guild_id, text, card.id, quoted, interaction.user.id, now)
        await self._note(interaction, guild_id, Action.GOLDEN_ADD, golden=added.id, article=card.id, title=card.title)
        (judged,) = await self._judged(guild_id, [added])
        await fill_in(interaction, show.golden_added(judged, result, language))

    @golden_add.autocomplete("article")
    async def _article_choices(
        self, interaction: discord.Interaction[Sourcier], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Return the articles of the server's scope whose title or id holds what was typed; none to others."""

        async def found(visit: Visit) -> list[app_commands.Choice[str]]:
            def fit(desk: Desk, scope: Scope) -> list[app_commands.Choice[str]]:
                offered = article_choices(desk.articles(scope=scope), typed[:LONGEST_ANSWER])
                return [app_commands.Choice(name=one.name, value=one.key) for one in offered]

            return await look(self._bot, visit, fit)

        return await suggest_to_managers(self._bot, interaction, found)

    @app_commands.command(
        name=localised("discord.index.golden_list_name"), description=localised("discord.index.golden_list_about")
    )
    async def golden_list(self, interaction: discord.Interaction[Sourcier]) -> None:
        """Show the golden questions, with a menu to remove them by."""
        guild_id = await self._begin(interaction)
        await self._show_golden(interaction, guild_id, 0)

    async def _turn(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Show another page of the golden questions."""
        guild_id = await manager_of(self._bot, interaction)
        await acknowledge_press(interaction)
        await self._show_golden(interaction, guild_id, int(press.arguments[0]))

    async def _remove(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Remove the golden question that was chosen; one that has gone already is gone."""
        guild_id = await manager_of(self._bot, interaction)
        await acknowledge_press(interaction)
        golden_id = int(press.values[0])
        there = {one.id: one.article_id for one in await self._bot.state.golden.of(guild_id)}
        if await self._bot.state.golden.remove(guild_id, golden_id):
            article_id = there.get(golden_id, "")
            titles = {card.id: card.title for card in await self._articles(guild_id)}
            about = {"article": article_id, "title": titles.get(article_id, "")}
            await self._note(interaction, guild_id, Action.GOLDEN_REMOVE, golden=golden_id, **about)
        await self._show_golden(interaction, guild_id, int(press.arguments[0]))

    async def _back(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Go back, if what is in use is still what the question was about."""
        guild_id, (then, now) = await manager_of(self._bot, interaction), press.arguments
        if self._bot.building.locked():
            raise RefusedError("discord.rebuild.busy")
        desk = self._bot.desk
        async with self._bot.building:
            await acknowledge_press(interaction)
            await self._require_all(interaction)
            try:
                await self._bot.thinking.run(lambda: desk.use(then, instead_of=now, back=True), whatever_waits=True)
            except ChangedIndexError:
                raise RefusedError("discord.rebuild.overtaken") from None
            except (NoIndexError, DamagedIndexError, IncompatibleIndexError):
                raise RefusedError("discord.index.no_such") from None
            manifest = await self._bot.thinking.run(desk.manifest, whatever_waits=True)
        await self._note(interaction, guild_id, Action.INDEX_ROLLBACK, snapshot=then, instead_of=now)
        log.info("index: %s is in use instead of %s", then, now)
        when = show.second(datetime.fromisoformat(manifest.built_at))
        sentence = say(language_of(interaction.locale), "discord.index.rolled_back", when=when)
        await fill_in(interaction, done(sentence))

    async def _stay(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Leave everything as it is."""
        await manager_of(self._bot, interaction)
        await acknowledge_press(interaction)
        await fill_in(interaction, undone(say(language_of(interaction.locale), "discord.index.left")))

    async def _begin(self, interaction: discord.Interaction[Any]) -> int:
        """Let managers in, acknowledge for them alone, and wait until the index was opened; return the server's id."""
        guild_id = await manager_of(self._bot, interaction)
        await acknowledge(interaction, private=True)
        await self._bot.prepared()
        return guild_id

    async def _require_all(self, interaction: discord.Interaction[Any]) -> None:
        """Refuse, where other servers are answered too, everybody but the owner."""
        if len(self._bot.guilds) > 1 and not await self._bot.is_owner(interaction.user):
            raise RefusedError("discord.owner_only")

    async def _articles(self, guild_id: int) -> list[ArticleCard]:
        settings, desk = await self._bot.state.settings.of(guild_id), self._bot.desk
        return list(await self._bot.thinking.run(lambda: desk.articles(scope=scope_of(guild_id, settings, desk))))

    async def _answered(self, guild_id: int, question: str) -> Answer | NoAnswer:
        """Return what the server's articles answer to a question."""
        settings, desk = await self._bot.state.settings.of(guild_id), self._bot.desk
        return await self._bot.thinking.run(
            lambda: desk.answer(question, scope=scope_of(guild_id, settings, desk), chat=False)
        )

    async def _judged(self, guild_id: int, questions: list[GoldenQuestion]) -> list[Judged]:
        if not questions:
            return []
        settings = {guild_id: await self._bot.state.settings.of(guild_id)}
        trial = await open_trial(self._bot.thinking, lambda: self._bot.desk.trial())
        with closing(trial):
            return await asked(self._bot.thinking, trial, questions, settings)

    async def _show_golden(self, interaction: discord.Interaction[Any], guild_id: int, page: int) -> None:
        settings = await self._bot.state.settings.of(guild_id)
        questions = await self._bot.state.golden.of(guild_id)
        titles = {card.id: card.title for card in await self._articles(guild_id)} if questions else {}
        card = show.golden_list(questions, titles, settings.tolerance, page, language_of(interaction.locale))
        await fill_in(interaction, card)

    async def _note(
        self, interaction: discord.Interaction[Any], guild_id: int, action: Action, **detail: object
    ) -> None:
        await self._bot.state.audit.note(guild_id, interaction.user.id, action, discord.utils.utcnow(), detail)
