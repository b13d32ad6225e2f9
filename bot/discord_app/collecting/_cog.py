"""`/corpus`: a server's own articles in and out; the shared ones for the host's owner."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.collecting import cards, said
from bot.discord_app.collecting.cards import NotTaken
from bot.discord_app.collecting.following import FAILED, LATER, Changer, Standing
from bot.discord_app.collecting.given import Archives, Brought, Given, given, open_archive
from bot.discord_app.collecting.place import Place, Where
from bot.discord_app.collecting.queueing import MOST, AddingQueue
from bot.discord_app.collecting.rights import permit, place_of
from bot.discord_app.controls import LONGEST_CHOICE, cut_label
from bot.discord_app.failures import RefusedError, Told, explain
from bot.discord_app.indexing.telling import sight_for
from bot.discord_app.indexing.undertaking import Outcome
from bot.discord_app.indexing.wording import held_back
from bot.discord_app.messages import message_menu, wording_of
from bot.discord_app.replies import Card, Document, arguments, notice
from bot.discord_app.routing import Press
from bot.discord_app.sending import acknowledge, acknowledge_press, fill_in, link, patiently, show_form
from bot.discord_app.speech import localised, written_number
from bot.discord_app.thinking import Thinking, TooBusyError
from bot.state.actions import Action
from bot.state.errors import StateError
from bot.texts import say
from corpus.article import Language
from corpus.errors import CorpusError
from corpus.intake import Taken
from corpus.refusals import RefusalError
from index.errors import IndexFloorError

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier

log = logging.getLogger("sourcier.discord")

T = TypeVar("T")

SUGGESTED = 25


class Shown(Protocol):
    """Draws what was done."""

    def __call__(self, *, state: str, small: Sequence[str]) -> Card:
        """Return it with the key of how the index stands, and sentences of what is to be known beside."""
        ...


def _named(what: str) -> app_commands.locale_str:
    """Return the name of a command or an option, in the language of whoever looks at it."""
    return localised(f"discord.corpus.names.{what}")


SHARED = _named("shared")
FURTHER = localised("discord.corpus.add.further")  # what a second file is, and each after it


@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class Collecting(commands.GroupCog, group_name="corpus", group_description=localised("discord.corpus.about")):
    """The commands, their buttons, and the rebuild that follows a change."""

    def __init__(self, bot: Sourcier) -> None:
        super().__init__()
        self._bot = bot
        self._reading = Thinking(1, waiting=2 * MOST)  # apart from questions, which documents would hold up
        self._adding = AddingQueue()
        self._menu = message_menu("discord.corpus.said.name", self.choose_message, managing=True)
        for action, handler in (
            (said.SAID, self._add_message),
            ("corpus-page", self._turn_page),
            (cards.OUT, self._press_remove),
            ("corpus-in", self._press_restore),
            ("corpus-back", self._press_restore),
        ):
            bot.routes.add(action, handler)

    async def cog_load(self) -> None:
        """Put the entry into the menu over messages."""
        self._bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Drop what is under way; no article is left half taken in."""
        self._bot.following.drop()
        self._reading.close()

    @app_commands.command(name=_named("add"), description=localised("discord.corpus.add.about"))
    @app_commands.rename(
        file=_named("file"),
        link=_named("link"),
        replace=_named("replace"),
        shared=SHARED,
        file_2=_named("file_2"),
        file_3=_named("file_3"),
        file_4=_named("file_4"),
        file_5=_named("file_5"),
    )
    @app_commands.describe(
        file=localised("discord.corpus.add.file"),
        link=localised("discord.corpus.add.link"),
        replace=localised("discord.corpus.add.replace"),
        shared=localised("discord.corpus.shared"),
        file_2=FURTHER,
        file_3=FURTHER,
        file_4=FURTHER,
        file_5=FURTHER,
    )
    async def add(
        self,
        interaction: discord.Interaction[Sourcier],
        file: discord.Attachment | None = None,
        link: str | None = None,
        replace: bool = False,
        shared: bool = False,
        file_2: discord.Attachment | None = None,
        file_3: discord.Attachment | None = None,
        file_4: discord.Attachment | None = None,
        file_5: discord.Attachment | None = None,
    ) -> None:
        """Take in up to five files or archives, or a web page, and bring the index up to date with what came in."""
        await acknowledge(interaction, private=True)
        place = await self._place(interaction, cards.whose(shared=shared))
        wanted = given(self._bot.shelf, (file, file_2, file_3, file_4, file_5), link)
        await self._take_in(interaction, place, wanted, replace=replace)

    async def choose_message(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        """Open a form that holds a message's text, to make an article of the server's own of it."""
        place = await self._place(interaction, "own")
        text = wording_of(message, self._bot.user, own="discord.corpus.said.own")
        stands = said.MessagePlace(place.guild_id, message.channel.id, message.id)
        await show_form(interaction, said.form(text, stands, place.language))

    async def _add_message(self, interaction: discord.Interaction[Any], press: Press) -> None:
        await acknowledge(interaction, private=True)
        place = await self._place(interaction, "own")
        channel_id, message_id = map(int, press.arguments)
        stands = said.MessagePlace(place.guild_id, channel_id, message_id)

        async def written() -> Brought:
            name, data = said.article_file(press.fields[said.TITLE], press.fields[said.TEXT], stands)
            return Brought(name, data, stands.url)

        await self._take_in(interaction, place, [Given(press.fields[said.TITLE], written)])

    async def _take_in(
        self, interaction: discord.Interaction[Any], place: Place, wanted: Sequence[Given], *, replace: bool = False
    ) -> None:
        """Take in what was given, each by itself, and bring the index up to date with what came in of it."""
        noted: list[str] = []
        tried: list[Taken | NotTaken] = []
        with self._adding.place(None if place.shared else place.guild_id, len(wanted)), Archives() as archives:
            for one in wanted:
                alone = len(wanted) == 1
                articles = await self._tried(place, one, alone, self._unpacked(interaction, place, one, archives))
                if isinstance(articles, NotTaken):
                    tried.append(articles)
                    continue
                for article in articles:
                    taking = self._taken(interaction, place, article, noted, replace=replace)
                    tried.append(await self._tried(place, article, alone and not one.packed, taking))
        taken = [one for one in tried if isinstance(one, Taken)]
        if not taken:
            await fill_in(interaction, cards.several(tried, place.language, state="waits"))
            return
        desk = self._bot.desk
        same = [one.id for one in taken if one.outcome == "unchanged"]
        changed = len(same) < len(taken) or not await self._bot.thinking.run(lambda: place.is_current(desk, same))
        shown: Shown
        if len(tried) == 1:
            shown = partial(cards.added, taken[0], place.language, shared=place.shared)
        else:
            shown = partial(cards.several, tried, place.language)
        touched = {article_id for one in taken for article_id in (one.id, one.copy) if article_id}
        await self._show_and_refresh(interaction, place, shown, noted, touched=touched, changed=changed)

    async def _unpacked(
        self, interaction: discord.Interaction[Any], place: Place, one: Given, archives: Archives
    ) -> Sequence[Given]:
        """Return the files of an archive, which is one of `archives` then; of anything else, that alone.

        Raises:
            RefusalError, RefusedError, TooBusyError: it cannot be opened, or this person adds too much at once.
            discord.HTTPException, aiohttp.ClientError, TimeoutError: it could not be got from Discord.
        """
        self._bot.pacing.take(interaction.user.id)  # no turn: whoever adds an article may ask meanwhile
        if not one.packed:
            return [one]
        async with self._adding.slot:
            brought = await one.bring()
            return await self._reading.run(lambda: open_archive(brought, place.limits, self._reading, archives))

    async def _taken(
        self, interaction: discord.Interaction[Any], place: Place, one: Given, noted: list[str], *, replace: bool
    ) -> Taken:
        """Take in one article, and write that down; what went wrong in writing is put to `noted`.

        Raises:
            RefusalError, RefusedError, TooBusyError: it was not taken in.
            StateError: whether this person may still add it cannot be looked up.
            discord.HTTPException, aiohttp.ClientError, TimeoutError: it could not be got from Discord.
        """
        async with self._adding.slot:
            brought = await one.bring()
            may = permit(self._bot, interaction, place)
            shelf = self._bot.shelf
            taken = await self._reading.run(
                lambda: shelf.add(place.root, brought.name, brought.data, url=brought.url, replace=replace, permit=may)
            )
        detail = {
            "article": cards.name_of(taken.id),
            "title": taken.title,
            "link": taken.url or "",
            "outcome": taken.outcome,
        }
        noted += await self._noted(interaction, place, Action.CORPUS_ADD, detail)
        return taken

    async def _tried(self, place: Place, one: Given, alone: bool, taking: Awaitable[T]) -> T | NotTaken:
        """Return what `taking` one of several returns, or why it was not taken in: it keeps out no other.

        What is given `alone` raises.
        """
        try:
            return await taking
        except (RefusalError, RefusedError, TooBusyError, StateError) as error:
            if alone:
                raise
            told = explain(error, place.language, "/corpus add")
            return NotTaken(one.name, told.sentence if isinstance(told, Told) else "")
        except (discord.HTTPException, aiohttp.ClientError, TimeoutError) as error:
            if alone:
                raise
            log.warning("/corpus add: a file could not be got from Discord: %s", type(error).__name__)
            return NotTaken(one.name, say(place.language, "discord.corpus.not_brought"))

    @app_commands.command(name=_named("remove"), description=localised("discord.corpus.remove.about"))
    @app_commands.rename(article=_named("article"), shared=SHARED)
    @app_commands.describe(
        article=localised("discord.corpus.remove.article"), shared=localised("discord.corpus.shared")
    )
    async def remove(self, interaction: discord.Interaction[Sourcier], article: str, shared: bool = False) -> None:
        """Move an article to the trash, from where a button or `restore` brings it back."""
        await acknowledge(interaction, private=True)
        await self._remove(interaction, await self._place(interaction, cards.whose(shared=shared)), article)

    @app_commands.command(name=_named("restore"), description=localised("discord.corpus.restore.about"))
    @app_commands.rename(article=_named("article"), shared=SHARED)
    @app_commands.describe(
        article=localised("discord.corpus.restore.article"), shared=localised("discord.corpus.shared")
    )
    async def restore(
        self, interaction: discord.Interaction[Sourcier], article: str | None = None, shared: bool = False
    ) -> None:
        """Bring an article back from the trash; without one, list what can be."""
        await acknowledge(interaction, private=True)
        place = await self._place(interaction, cards.whose(shared=shared))
        if article is None:
            await fill_in(interaction, await self._reading.run(place.trash_list))
            return
        found = await self._reading.run(lambda: place.trashed(article))
        await self._restore(interaction, place, found.token)

    @app_commands.command(name=_named("list"), description=localised("discord.corpus.list.about"))
    @app_commands.rename(shared=SHARED)
    @app_commands.describe(shared=localised("discord.corpus.shared"))
    async def list_(self, interaction: discord.Interaction[Sourcier], shared: bool = False) -> None:
        """List the collection, a page at a time."""
        await acknowledge(interaction, private=True)
        place = await self._place(interaction, cards.whose(shared=shared))
        await fill_in(interaction, await self._reading.run(lambda: place.page(0)))

    @app_commands.command(name=_named("show"), description=localised("discord.corpus.show.about"))
    @app_commands.rename(article=_named("article"), shared=SHARED)
    @app_commands.describe(article=localised("discord.corpus.show.article"), shared=localised("discord.corpus.shared"))
    async def show(self, interaction: discord.Interaction[Sourcier], article: str, shared: bool = False) -> None:
        """Show what an article is, and how it begins as it is read."""
        await acknowledge(interaction, private=True)
        place = await self._place(interaction, cards.whose(shared=shared))
        await self._bot.prepared()
        desk = self._bot.desk
        shown = await self._bot.thinking.run(lambda: place.about(desk, place.id_of(desk, article)))
        await fill_in(interaction, shown)

    @app_commands.command(name=_named("export"), description=localised("discord.corpus.export.about"))
    async def export(self, interaction: discord.Interaction[Sourcier]) -> None:
        """Hand out the server's own articles as a zip archive."""
        await acknowledge(interaction, private=True)
        place = await self._place(interaction, "own")
        packed = await self._reading.run(lambda: self._bot.shelf.export(place.root))
        with packed.file:
            limit = interaction.filesize_limit
            if not packed.articles:
                raise RefusedError("discord.corpus.none")
            if packed.size_bytes > limit:
                raise _too_large(packed.size_bytes, limit, place.language)
            data = await self._reading.run(packed.file.read)
        noted = await self._noted(interaction, place, Action.CORPUS_EXPORT, {"articles": packed.articles})
        name = cards.archive_name(interaction.guild.name if interaction.guild is not None else "")
        document = Document(name, data)
        await fill_in(interaction, cards.exported(packed.articles, document, place.language, small=noted))

    @remove.autocomplete("article")
    @show.autocomplete("article")
    async def suggest(self, interaction: discord.Interaction[Sourcier], typed: str) -> list[app_commands.Choice[str]]:
        """Suggest articles of the collection by their titles and names; nothing to those who may not manage.

        Never fails: whoever types on is asked again, and the command itself says what is wrong.
        """
        return await self._choices(interaction, lambda place: place.suggestions(self._bot.desk, typed, SUGGESTED))

    @restore.autocomplete("article")
    async def suggest_removed(
        self, interaction: discord.Interaction[Sourcier], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest what lies in the trash, the latest first, in the same way."""
        return await self._choices(interaction, lambda place: place.trash_suggestions(typed, SUGGESTED))

    async def _choices(
        self, interaction: discord.Interaction[Sourcier], look: Callable[[Place], Sequence[tuple[str, str]]]
    ) -> list[app_commands.Choice[str]]:
        shared = bool(getattr(interaction.namespace, "shared", False))
        try:
            place = await self._place(interaction, cards.whose(shared=shared))
            found = await self._bot.thinking.run(lambda: look(place))
            return [app_commands.Choice(name=cut_label(title, LONGEST_CHOICE), value=key) for title, key in found]
        except (RefusedError, CorpusError, IndexFloorError, TooBusyError, StateError, OSError) as error:
            why = error.key if isinstance(error, RefusedError) else type(error).__name__
            log.info("/corpus: no choices in server %s: %s", interaction.guild_id, why)
            return []

    async def _turn_page(self, interaction: discord.Interaction[Any], press: Press) -> None:
        await acknowledge_press(interaction)
        where_, number, *_ = press.arguments
        place = await self._place(interaction, cards.whose(shared=where_ == "shared"))
        await fill_in(interaction, await self._reading.run(lambda: place.page(int(number))))

    async def _press_remove(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Remove an article; what was done takes the place of the message, whose buttons have had their use."""
        where_, name = press.arguments
        await acknowledge_press(interaction)
        await self._remove(interaction, await self._place(interaction, cards.whose(shared=where_ == "shared")), name)

    async def _press_restore(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Bring back what was removed, or what stood where another article was put, in place of the message too."""
        where_, token = press.arguments
        await acknowledge_press(interaction)
        place = await self._place(interaction, cards.whose(shared=where_ == "shared"))
        await self._restore(interaction, place, token, swap=press.action == "corpus-back")

    async def _restore(
        self, interaction: discord.Interaction[Any], place: Place, token: str, *, swap: bool = False
    ) -> None:
        shelf = self._bot.shelf
        back = await self._change(interaction, place, lambda: shelf.restore(place.root, token, swap=swap))
        title = await self._reading.run(lambda: place.title_of(back))
        noted = await self._noted(interaction, place, Action.CORPUS_RESTORE, _named_so(back, title))
        shown = partial(cards.restored, back, title, place.language)
        await self._show_and_refresh(interaction, place, shown, noted, touched={back})

    async def _remove(self, interaction: discord.Interaction[Any], place: Place, choice: str) -> None:
        await self._bot.prepared()
        wanted = await self._bot.thinking.run(lambda: place.id_of(self._bot.desk, choice))
        trashed = await self._change(interaction, place, lambda: self._bot.shelf.remove(place.root, wanted))
        noted = await self._noted(interaction, place, Action.CORPUS_REMOVE, _named_so(trashed.id, trashed.title))
        small = [*await self._asking_of(place, trashed.id), *noted, *await self._forgotten(place, trashed.id)]
        shown = partial(cards.removed, trashed, place.language, shared=place.shared)
        await self._show_and_refresh(interaction, place, shown, small, touched={trashed.id})

    async def _change(self, interaction: discord.Interaction[Any], place: Place, work: Callable[[], T]) -> T:
        """Return what `work` returns, done in its turn if this person may still change the articles then."""
        may = permit(self._bot, interaction, place)

        def permitted() -> T:
            may()
            return work()

        return await self._reading.run(permitted)

    async def _show_and_refresh(
        self,
        interaction: discord.Interaction[Any],
        place: Place,
        shown: Shown,
        small: Sequence[str],
        *,
        touched: Collection[str],
        changed: bool = True,
    ) -> None:
        """Show what was done, bring the index up to date whatever comes, and show that it is, or why it is not yet.

        `touched` are the articles that this changed: golden questions may hold it back for the sake of others.
        """
        if not changed:
            await fill_in(interaction, shown(state="in_use", small=small))
            return
        await link(interaction, shown(state="indexing", small=small))
        standing: Standing = "in_use"
        outcome: Outcome | None = None
        try:
            outcome = await self._bot.following.follow(Changer(place.guild_id, interaction.user.id))
        except LATER as error:
            log.info("/corpus: the index follows later: %s", error)
            standing = "later"
        except FAILED as error:
            told = explain(error, place.language, "/corpus")
            await fill_in(interaction, shown(state="waits", small=small))
            if isinstance(told, Told):
                given = arguments(notice(told.sentence))
                await patiently(lambda: interaction.followup.send(**given, ephemeral=True))
            return
        else:
            standing = "in_use" if outcome.in_use else "held"
            small = [*small, *_beside(outcome, touched, place.language)]
        card = shown(state=standing, small=small)
        if outcome is not None and not outcome.in_use:
            sight = await sight_for(self._bot, interaction.user, place.guild_id)
            others = outcome.changes.beside(touched) if outcome.changes is not None else ()
            card = held_back(card, outcome.report.snapshot, outcome.quality, place.language, sight, others)
        await fill_in(interaction, card)

    async def _place(self, interaction: discord.Interaction[Any], where: Where) -> Place:
        return await place_of(self._bot, interaction, where)

    async def _noted(
        self, interaction: discord.Interaction[Any], place: Place, action: Action, detail: Mapping[str, object]
    ) -> list[str]:
        """Write down what was done; return what is said where that was refused: it is done all the same."""
        guild_id = None if place.shared else place.guild_id
        log.info("%s: %s by %d in server %d", action, detail.get("article", ""), interaction.user.id, place.guild_id)
        try:
            await self._bot.state.audit.note(guild_id, interaction.user.id, action, datetime.now(UTC), detail)
        except StateError as error:
            log.error("/corpus: %s by %d could not be written down: %s", action, interaction.user.id, error)
            return [say(place.language, "discord.corpus.unnoted")]
        return []

    async def _asking_of(self, place: Place, article_id: str) -> list[str]:
        """Return how many golden questions of the server want an article cited that went, where any do."""
        try:
            questions = await self._bot.state.golden.of(place.guild_id)
        except StateError as error:
            log.error("/corpus: golden questions on a removed article could not be looked up: %s", error)
            return []
        number = sum(one.article_id == article_id for one in questions)
        shown = written_number(number, place.language)
        return [say(place.language, "discord.corpus.golden", number=shown)] if number else []

    async def _forgotten(self, place: Place, article_id: str) -> list[str]:
        """Forget the answers that cite an article which went; return what is said where that was refused."""
        try:
            await self._bot.state.answers.drop_articles([article_id])
        except StateError as error:
            log.error("/corpus: answers that cite a removed article could not be forgotten: %s", error)
            return [say(place.language, "discord.corpus.unforgotten")]
        return []


def _named_so(article_id: str, title: str | None) -> dict[str, object]:
    """Return an article as the log of actions has it: its file, and its title where that is known."""
    return {"article": cards.name_of(article_id), **({} if title is None else {"title": title})}


def _beside(outcome: Outcome, touched: Collection[str], language: Language) -> Iterator[str]:
    """Yield what a rebuild did beside bringing in a change of the articles `touched`."""
    others = outcome.changes.beside(touched) if outcome.changes is not None else ()
    if outcome.undid_going_back and others:
        yield say(language, "discord.corpus.undid_going_back", number=written_number(len(others), language))
    if not outcome.forgot:
        yield say(language, "discord.corpus.unforgotten")


def _too_large(found: int, most: int, language: Language) -> RefusedError:
    """Return why an archive of so many bytes cannot be sent, and how large one may be."""
    megabytes = [written_number(-(-size // 1_000_000), language) for size in (found, most)]
    return RefusedError("discord.corpus.export.too_large", found=megabytes[0], most=megabytes[1])
