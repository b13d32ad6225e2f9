"""`/settings`: read, checked, kept, written down in the audit log, and shown again as it is then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.failures import RefusedError
from bot.discord_app.replies import Card
from bot.discord_app.rights import Person, person_of, require_manager
from bot.discord_app.routing import Press
from bot.discord_app.sending import acknowledge, acknowledge_press, fill_in, show_form
from bot.discord_app.server_settings.cards import (
    ACTION,
    NUMBER,
    asking_to_reset,
    chosen_collections,
    editor,
    number_form,
    overview,
)
from bot.discord_app.server_settings.place import Place, place_of
from bot.discord_app.server_settings.reading import checked, offers, read_value
from bot.discord_app.server_settings.wording import DEFAULTS, SETTINGS, deleted, meaning
from bot.discord_app.soon import soon
from bot.discord_app.speech import language_of, localised
from bot.discord_app.thinking import TooBusyError
from bot.discord_app.visiting import Visit, suggest_to_managers
from bot.state.actions import Action
from bot.state.nouns import Deed, ServerSettings
from bot.texts import say
from corpus.article import Language
from corpus.errors import CorpusError
from index.errors import IndexFloorError

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier

NAMED = [app_commands.Choice(name=localised(f"discord.settings.name.{name}"), value=name) for name in SETTINGS]


@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class Settings(
    commands.GroupCog,
    group_name=localised("discord.settings.command"),
    group_description=localised("discord.settings.about"),
):
    """The three commands, and the presses on their cards."""

    def __init__(self, bot: Sourcier) -> None:
        self._bot = bot
        bot.routes.add(ACTION, self._pressed)

    @app_commands.command(name=localised("discord.settings.show"), description=localised("discord.settings.show_about"))
    async def show(self, interaction: discord.Interaction[Sourcier]) -> None:
        """Show all settings."""
        with self._bot.under_way():
            await acknowledge(interaction, private=True)
            _, settings = await self._managed(interaction)
            place = await self._place(interaction, settings)
            await fill_in(interaction, overview(settings, place, language_of(interaction.locale)))

    @app_commands.command(name=localised("discord.settings.set"), description=localised("discord.settings.set_about"))
    @app_commands.rename(setting=localised("discord.settings.setting"), value=localised("discord.settings.value"))
    @app_commands.describe(
        setting=localised("discord.settings.setting_about"), value=localised("discord.settings.value_about")
    )
    @app_commands.choices(setting=NAMED)
    async def change(self, interaction: discord.Interaction[Sourcier], setting: str, value: str) -> None:
        """Change one setting by what was typed."""
        with self._bot.under_way():
            await acknowledge(interaction, private=True)
            person, settings = await self._managed(interaction)
            place, language = await self._place(interaction, settings), language_of(interaction.locale)
            read = read_value(setting, value, place, language)
            await fill_in(interaction, await self._change(person, setting, read, place, language))

    @change.autocomplete("value")
    async def _offer(self, interaction: discord.Interaction[Sourcier], typed: str) -> list[app_commands.Choice[str]]:
        """Offer what fits the setting that was chosen; nothing to those who may not change it."""
        name = dict(iter(interaction.namespace)).get("setting")
        if name not in SETTINGS:
            return []

        async def fitting(visit: Visit) -> list[app_commands.Choice[str]]:
            place = await self._place(interaction, visit.settings, counted=False)
            found = offers(name, typed, place, visit.language)
            return [app_commands.Choice(name=label, value=sent) for label, sent in found]

        return await suggest_to_managers(self._bot, interaction, fitting)

    @app_commands.command(
        name=localised("discord.settings.reset"), description=localised("discord.settings.reset_about")
    )
    @app_commands.rename(setting=localised("discord.settings.setting"))
    @app_commands.describe(setting=localised("discord.settings.reset_which"))
    @app_commands.choices(setting=NAMED)
    async def reset(self, interaction: discord.Interaction[Sourcier], setting: str | None = None) -> None:
        """Go back to one default, or ask whether to go back to all."""
        with self._bot.under_way():
            await acknowledge(interaction, private=True)
            person, settings = await self._managed(interaction)
            language = language_of(interaction.locale)
            if setting is None:
                await fill_in(interaction, asking_to_reset(language))
                return
            place = await self._place(interaction, settings)
            await fill_in(interaction, await self._reset(person, setting, place, language))

    async def _pressed(self, interaction: discord.Interaction[Sourcier], press: Press) -> None:
        """Take a press on one of the cards, or the form for numbers."""
        person, settings = await self._managed(interaction)
        language = language_of(interaction.locale)
        verb, name = press.arguments[0], self._named(press)
        if verb == "enter":
            await show_form(interaction, number_form(name, settings, _bare_place(person), language))
            return
        await acknowledge_press(interaction)
        place = await self._place(interaction, settings)
        await fill_in(interaction, await self._done(verb, name, press, person, place, language))

    async def _done(self, verb: str, name: str, press: Press, person: Person, place: Place, language: Language) -> Card:
        """Do what a press says; return what its message shows then."""
        settings = await self._bot.state.settings.of(person.guild_id)
        match verb:
            case "all":
                return overview(settings, place, language)
            case "open":
                return editor(name, settings, place, language)
            case "reset":
                return asking_to_reset(language)
            case "reset-yes":
                return await self._reset_all(person, place, language)
            case "default":
                return await self._reset(person, name, place, language)
            case "clean":
                left = tuple(one for one in getattr(settings, name) if one not in deleted(name, settings, place))
                return await self._change(person, name, left, place, language)
            case "turn":
                return await self._change(person, name, press.arguments[2] == "1", place, language)
            case "typed":
                read = read_value(name, press.fields.get(NUMBER, ""), place, language)
                return await self._change(person, name, read, place, language)
            case "value":
                return await self._change(person, name, _chosen(name, press, place, language), place, language)
            case _:
                raise RefusedError("discord.press_unknown")

    @staticmethod
    def _named(press: Press) -> str:
        """Return the setting that a press is about; the first one where it is about none."""
        if not press.arguments:
            raise RefusedError("discord.press_unknown")
        named = press.values[:1] if press.arguments[0] == "open" else press.arguments[1:2]
        name = named[0] if named else SETTINGS[0]
        if name not in SETTINGS:
            raise RefusedError("discord.press_unknown")
        return name

    async def _managed(self, interaction: discord.Interaction[Sourcier]) -> tuple[Person, ServerSettings]:
        """Return who this is and the settings, if they may manage the bot here."""
        person = person_of(interaction)
        settings = await soon(self._bot.state.settings.of(person.guild_id))
        require_manager(person, settings)
        return person, settings

    async def _place(
        self, interaction: discord.Interaction[Sourcier], settings: ServerSettings, *, counted: bool = True
    ) -> Place:
        """Return what the server has; with `counted`, how many have each role where a setting names roles."""
        guild = interaction.guild
        if guild is None:
            raise RefusedError("discord.server_only")
        await self._bot.prepared()
        try:
            collections = list(await self._bot.thinking.run(self._bot.desk.collections))
        except (IndexFloorError, CorpusError, OSError, TooBusyError):
            collections = []
        roles = counted and (settings.ask_roles or settings.manage_roles)
        people = await _people(guild) if roles else None
        return place_of(guild, collections, people=people, chat_model=self._bot.desk.chat_model is not None)

    async def _change(self, person: Person, name: str, value: object, place: Place, language: Language) -> Card:
        """Keep a value, write the change down, and return the setting as it is then."""
        if name not in SETTINGS:
            raise RefusedError("discord.settings.unknown")
        settings, guild_id = await self._allowed(person, name)
        value = checked(name, value, place)
        before = getattr(settings, name)
        if value == before:
            return editor(name, settings, place, language, said=say(language, "discord.settings.as_before"))
        try:
            deed = _deed(person, Action.SETTINGS_SET, name, before, value)
            settings = await self._bot.state.settings.set(guild_id, name, value, deed)
        except ValueError:
            raise RefusedError("discord.press_unknown") from None
        return editor(name, settings, place, language, said=meaning(name, value, place, language))

    async def _reset(self, person: Person, name: str, place: Place, language: Language) -> Card:
        """Set one setting back, and return it as it is then."""
        if name not in SETTINGS:
            raise RefusedError("discord.settings.unknown")
        settings, guild_id = await self._allowed(person, name)
        before, value = getattr(settings, name), getattr(DEFAULTS, name)
        if before == value:
            return editor(name, settings, place, language, said=say(language, "discord.settings.as_before"))
        settings = await self._bot.state.settings.reset(
            guild_id, name, _deed(person, Action.SETTINGS_RESET, name, before, value)
        )
        return editor(name, settings, place, language, said=meaning(name, value, place, language))

    async def _reset_all(self, person: Person, place: Place, language: Language) -> Card:
        """Set everything back that this person may; return all as it is then."""
        settings = await self._bot.state.settings.of(person.guild_id)
        guild_id = require_manager(person, settings)
        left = settings.manage_roles != DEFAULTS.manage_roles and not person.manages
        for name in SETTINGS:
            before, value = getattr(settings, name), getattr(DEFAULTS, name)
            if before != value and not (left and name == "manage_roles"):
                deed = _deed(person, Action.SETTINGS_RESET, name, before, value)
                await self._bot.state.settings.reset(guild_id, name, deed)
        said = say(language, "discord.settings.reset_but_managers" if left else "discord.settings.reset_done")
        return overview(await self._bot.state.settings.of(guild_id), place, language, said=f"✅ {said}")

    async def _allowed(self, person: Person, name: str) -> tuple[ServerSettings, int]:
        """Return the settings as they are now, if this person may change this one: nobody makes more managers alone."""
        settings = await self._bot.state.settings.of(person.guild_id)
        guild_id = require_manager(person, settings)
        if name == "manage_roles" and not person.manages:
            raise RefusedError("discord.settings.managers_only")
        return settings, guild_id


def _deed(person: Person, action: Action, name: str, old: object, new: object) -> Deed:
    """Return what is written down of a change, together with it."""
    return Deed(person.id, action, datetime.now(UTC), {"setting": name, "old": _as_json(old), "new": _as_json(new)})


def _chosen(name: str, press: Press, place: Place, language: Language) -> object:
    """Return the value that was chosen in a menu."""
    if name == "collections":
        chosen = chosen_collections(press.values, place)
        return read_value(name, ", ".join(press.values), place, language) if chosen is None else chosen
    if name in {"channels", "ask_roles", "manage_roles"}:
        return tuple(int(one) for one in press.values)
    return read_value(name, press.values[0] if press.values else "", place, language)


def _bare_place(person: Person) -> Place:
    """Return what a form for numbers needs of a server: nothing."""
    return Place("", person.guild_id or 0)


def _as_json(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


async def _people(guild: discord.Guild) -> Mapping[int, int] | None:
    """Return how many have each role; None where Discord does not say, which costs a warning only."""
    try:
        return {role.id: count for role, count in (await guild.role_member_counts()).items()}
    except (discord.HTTPException, aiohttp.ClientError):
        return None
