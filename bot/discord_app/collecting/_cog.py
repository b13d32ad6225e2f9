"""`/corpus`: a server's own articles in and out; the shared ones for the host's owner."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.collecting import cards
from bot.discord_app.collecting.place import Place, Where
from bot.discord_app.collecting.refreshing import Refreshing
from bot.discord_app.controls import LONGEST_CHOICE, cut_label
from bot.discord_app.failures import RefusedError, Told, explain
from bot.discord_app.replies import Card
from bot.discord_app.rights import person_of, require_manager
from bot.discord_app.routing import Press
from bot.discord_app.sending import acknowledge, acknowledge_press, fill_in, patiently
from bot.discord_app.speech import language_of, localised, written_number
from bot.discord_app.thinking import Thinking
from bot.rebuilding import RebuildError
from bot.texts import say
from corpus.article import Language
from corpus.refusals import IntakeError, RefusalError
from index.errors import IndexFloorError

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier

WAITING = 16  # articles that may wait to be read, one after another; reading one takes up to half a minute
SUGGESTED = 25


def _named(what: str) -> app_commands.locale_str:
    """Return the name of a command or an option, in the language of whoever looks at it."""
    return localised(f"discord.corpus.names.{what}")


SHARED = _named("shared")


@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class Collecting(commands.GroupCog, group_name="corpus", group_description=localised("discord.corpus.about")):
    """The commands, their buttons, and the rebuild that follows a change."""

    def __init__(self, bot: Sourcier) -> None:
        super().__init__()
        self._bot = bot
        self._reading = Thinking(1, waiting=WAITING)  # apart from questions, which documents would hold up
        self._refreshing = Refreshing(self._refresh)
        for action, handler in (
            ("corpus-page", self._turn_page),
            ("corpus-out", self._press_remove),
            ("corpus-in", self._press_restore),
            ("corpus-back", self._press_restore),
        ):
            bot.routes.add(action, handler)

    async def cog_unload(self) -> None:
        """Drop what is under way; no article is left half taken in."""
        self._refreshing.drop()
        self._reading.close()

    @app_commands.command(name=_named("add"), description=localised("discord.corpus.add.about"))
    @app_commands.rename(file=_named("file"), link=_named("link"), shared=SHARED)
    @app_commands.describe(
        file=localised("discord.corpus.add.file"),
        link=localised("discord.corpus.add.link"),
        shared=localised("discord.corpus.shared"),
    )
    async def add(
        self,
        interaction: discord.Interaction[Sourcier],
        file: discord.Attachment | None = None,
        link: str | None = None,
        shared: bool = False,
    ) -> None:
        """Take in a file or a web page, and bring the index up to date with it."""
        await acknowledge(interaction, private=True)
        place = await self._place(interaction, where(shared))
        name, data, url = await self._fetched(file, link)
        await self._check_still(interaction, place)  # fetching may have taken half a minute
        taken = await self._reading.run(lambda: self._bot.shelf.add(place.folder, name, data, url=url))
        await self._audit(
            interaction, place, "corpus.add", {"article": taken.id, "link": taken.url or "", "outcome": taken.outcome}
        )

        def shown(state: str) -> Card:
            return cards.added(taken, place.language, state=state, shared=place.shared)

        await self._show_and_refresh(interaction, place.language, shown, changed=taken.outcome != "unchanged")

    @app_commands.command(name=_named("remove"), description=localised("discord.corpus.remove.about"))
    @app_commands.rename(article=_named("article"), shared=SHARED)
    @app_commands.describe(
        article=localised("discord.corpus.remove.article"), shared=localised("discord.corpus.shared")
    )
    async def remove(self, interaction: discord.Interaction[Sourcier], article: str, shared: bool = False) -> None:
        """Move an article to the trash, from where a button brings it back."""
        await acknowledge(interaction, private=True)
        await self._remove(interaction, await self._place(interaction, where(shared)), article)

    @app_commands.command(name=_named("list"), description=localised("discord.corpus.list.about"))
    @app_commands.rename(shared=SHARED)
    @app_commands.describe(shared=localised("discord.corpus.shared"))
    async def list_(self, interaction: discord.Interaction[Sourcier], shared: bool = False) -> None:
        """List the collection, a page at a time."""
        await acknowledge(interaction, private=True)
        place = await self._place(interaction, where(shared))
        await fill_in(interaction, await self._reading.run(lambda: place.page(0)))

    @app_commands.command(name=_named("show"), description=localised("discord.corpus.show.about"))
    @app_commands.rename(article=_named("article"), shared=SHARED)
    @app_commands.describe(article=localised("discord.corpus.show.article"), shared=localised("discord.corpus.shared"))
    async def show(self, interaction: discord.Interaction[Sourcier], article: str, shared: bool = False) -> None:
        """Show what an article is, and how it begins as it is read."""
        await acknowledge(interaction, private=True)
        place = await self._place(interaction, where(shared))
        await self._bot.prepared()
        desk = self._bot.desk
        shown = await self._bot.thinking.run(lambda: place.about(desk, place.name_of(desk, article)))
        await fill_in(interaction, shown)

    @app_commands.command(name=_named("export"), description=localised("discord.corpus.export.about"))
    async def export(self, interaction: discord.Interaction[Sourcier]) -> None:
        """Hand out the server's own articles as a zip archive."""
        await acknowledge(interaction, private=True)
        place = await self._place(interaction, "own")
        packed = await self._reading.run(lambda: self._bot.shelf.export(place.folder))
        with packed.file:
            limit = interaction.filesize_limit
            if not packed.articles:
                raise RefusedError("discord.corpus.none")
            if packed.size_bytes > limit:
                raise _too_large(packed.size_bytes, limit, place.language)
            data = await self._reading.run(packed.file.read)
        await self._audit(interaction, place, "corpus.export", {"articles": packed.articles})
        text = say(
            place.language, "discord.corpus.export.done", articles=written_number(packed.articles, place.language)
        )
        await patiently(
            lambda: interaction.edit_original_response(
                content=text,
                attachments=[discord.File(BytesIO(data), f"articles-{place.guild_id}.zip")],
                allowed_mentions=discord.AllowedMentions.none(),
            )
        )

    @remove.autocomplete("article")
    @show.autocomplete("article")
    async def suggest(self, interaction: discord.Interaction[Sourcier], typed: str) -> list[app_commands.Choice[str]]:
        """Suggest articles of the collection by their titles and names; nothing to those who may not manage."""
        shared = bool(getattr(interaction.namespace, "shared", False))
        try:
            place = await self._place(interaction, where(shared))
            found = await self._bot.thinking.run(lambda: place.suggestions(self._bot.desk, typed, SUGGESTED))
            return [app_commands.Choice(name=cut_label(title, LONGEST_CHOICE), value=key) for title, key in found]
        except (RefusedError, RefusalError, IndexFloorError):
            return []

    async def _turn_page(self, interaction: discord.Interaction[Any], press: Press) -> None:
        await acknowledge_press(interaction)
        where_, number, *_ = press.arguments
        place = await self._place(interaction, "shared" if where_ == "shared" else "own")
        await fill_in(interaction, await self._reading.run(lambda: place.page(int(number))))

    async def _press_remove(self, interaction: discord.Interaction[Any], press: Press) -> None:
        where_, name = press.arguments
        await acknowledge(interaction, private=True)
        await self._remove(interaction, await self._place(interaction, "shared" if where_ == "shared" else "own"), name)

    async def _press_restore(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Bring back what was removed, or what stood where another article was put."""
        where_, token = press.arguments
        await acknowledge(interaction, private=True)
        place = await self._place(interaction, "shared" if where_ == "shared" else "own")
        swap = press.action == "corpus-back"
        name = await self._reading.run(lambda: self._bot.shelf.restore(place.folder, token, swap=swap))
        await self._audit(interaction, place, "corpus.add", {"article": name, "outcome": "restored"})

        def shown(state: str) -> Card:
            return cards.restored(name, place.language, state=state)

        await self._show_and_refresh(interaction, place.language, shown, changed=True)

    async def _remove(self, interaction: discord.Interaction[Any], place: Place, choice: str) -> None:
        await self._bot.prepared()
        wanted = await self._bot.thinking.run(lambda: place.name_of(self._bot.desk, choice))
        trashed = await self._reading.run(lambda: self._bot.shelf.remove(place.folder, wanted))
        await self._audit(interaction, place, "corpus.remove", {"article": trashed.id})
        await self._bot.state.answers.drop_articles([f"{place.prefix}{trashed.id}"])

        def shown(state: str) -> Card:
            return cards.removed(trashed, place.language, state=state, shared=place.shared)

        await self._show_and_refresh(interaction, place.language, shown, changed=True)

    async def _show_and_refresh(
        self, interaction: discord.Interaction[Any], language: Language, shown: Callable[[str], Card], *, changed: bool
    ) -> None:
        """Show what was done, bring the index up to date, and show that it is, or why it is not yet."""
        if not changed:
            await fill_in(interaction, shown("in_use"))
            return
        await fill_in(interaction, shown("indexing"))
        try:
            await self._refreshing.done()
        except (RebuildError, IndexFloorError) as error:
            outcome = explain(error, language, "/corpus")
            await fill_in(interaction, shown("waits"))
            if isinstance(outcome, Told):
                await patiently(lambda: interaction.followup.send(outcome.sentence, ephemeral=True))
        else:
            await fill_in(interaction, shown("in_use"))

    async def _refresh(self) -> None:
        async with self._bot.building:
            async with aclosing(self._bot.rebuild(everything=False)) as items:
                async for _ in items:
                    pass
            await self._bot.thinking.run(self._bot.desk.reload, whatever_waits=True)

    async def _fetched(self, file: discord.Attachment | None, link: str | None) -> tuple[str, bytes, str | None]:
        """Return the name, the bytes and the address of what is to be added.

        Raises:
            RefusalError: the link cannot be fetched, or the file is larger than is read.
            RefusedError: there is no file and no link, or both.
        """
        shelf = self._bot.shelf
        if (file is None) == (not link):
            raise RefusedError("discord.corpus.add.one_of")
        if file is None:
            page = await shelf.fetch(str(link).strip())
            return page.name, page.data, page.url
        if file.size > shelf.limits.file_bytes:
            raise IntakeError("too_large", megabytes=shelf.limits.file_bytes // 1_000_000)
        return file.filename, await patiently(file.read), None

    async def _place(self, interaction: discord.Interaction[Any], where: Where) -> Place:
        """Return whose articles these are, if this person may manage them.

        Raises:
            RefusedError: they may not.
        """
        person = person_of(interaction)
        if person.guild_id is None:
            raise RefusedError("discord.server_only")
        if where == "shared":
            if not await self._bot.is_owner(interaction.user):
                raise RefusedError("discord.owner_only")
        else:
            require_manager(person, await self._bot.state.settings.of(person.guild_id))
        return Place(self._bot.shelf, where, person.guild_id, language_of(interaction.locale))

    async def _check_still(self, interaction: discord.Interaction[Any], place: Place) -> None:
        """Check the rights of a member again, as they are by now.

        Raises:
            RefusedError: they may no longer manage, or have left.
        """
        guild = interaction.guild
        if place.shared or guild is None:
            return
        try:
            member = await patiently(lambda: guild.fetch_member(interaction.user.id))
        except discord.NotFound:
            raise RefusedError("discord.manage_server_only") from None
        person = replace(
            person_of(interaction),
            roles=frozenset(role.id for role in member.roles),
            manages=member.guild_permissions.manage_guild or member.guild_permissions.administrator,
        )
        require_manager(person, await self._bot.state.settings.of(place.guild_id))

    async def _audit(
        self, interaction: discord.Interaction[Any], place: Place, action: str, detail: Mapping[str, object]
    ) -> None:
        """Write down what was done, once it is done."""
        guild_id = None if place.shared else place.guild_id
        await self._bot.state.audit.note(guild_id, interaction.user.id, action, datetime.now(UTC), detail)


def _too_large(found: int, most: int, language: Language) -> RefusedError:
    """Return why an archive of so many bytes cannot be sent, and how large one may be."""
    megabytes = [written_number(-(-size // 1_000_000), language) for size in (found, most)]
    return RefusedError("discord.corpus.export.too_large", found=megabytes[0], most=megabytes[1])


def where(shared: bool) -> Where:
    """Return whose articles the option `shared` means."""
    return "shared" if shared else "own"
