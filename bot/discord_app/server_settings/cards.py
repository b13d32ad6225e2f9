"""The cards on which a server's settings are seen and changed, and the form for numbers. Pure functions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from bot.discord_app.controls import (
    MOST_CHOICES,
    Button,
    ChannelMenu,
    Choice,
    Form,
    Menu,
    RoleMenu,
    Row,
    TextField,
)
from bot.discord_app.escaping import fitted, size
from bot.discord_app.replies import ANSWERED, Card, within
from bot.discord_app.routing import custom_id
from bot.discord_app.server_settings.place import Place
from bot.discord_app.server_settings.wording import (
    SETTINGS,
    deleted,
    is_default,
    plain,
    setting_name,
    shown,
    warnings,
)
from bot.state.nouns import ServerSettings
from bot.texts import say
from corpus.article import Language

ACTION = "settings"
NUMBER = "number"  # the form's one field
LONGEST_NUMBER = 12  # characters; "100 000", "12,5 %" and some room
LONGEST_SERVER = 100  # characters of a server's name; Discord's own limit
GROUPS = (
    ("channels", "ask_roles", "manage_roles"),
    ("private", "length", "chat", "collections"),
    ("daily_limit", "person_limit", "tolerance"),
)


def overview(settings: ServerSettings, place: Place, language: Language, *, said: str = "") -> Card:
    """Return all settings, with a menu to change one; `said` stands above."""
    title = say(language, "discord.settings.title", server=fitted(place.name, LONGEST_SERVER))
    head = [f"### {title}", f"-# {say(language, 'discord.settings.how')}"]
    parts = ["\n".join([said, *head] if said else head)]
    parts += ["\n".join(_lines(group, settings, place, language)) for group in GROUPS]
    warned = [
        say(language, "discord.settings.warned", name=setting_name(name, language), warning=one)
        for name in SETTINGS
        if name != "chat"  # said under its value, since it holds at the default too
        for one in warnings(name, settings, place, language)
    ]
    if warned:
        parts.append("\n".join(warned))
    choices = tuple(
        Choice(
            setting_name(name, language),
            name,
            say(language, "discord.settings.now_is", value=plain(name, getattr(settings, name), place, language)),
        )
        for name in SETTINGS
    )
    menu = Menu(custom_id(ACTION, "open"), choices, say(language, "discord.settings.choose"))
    untouched = all(is_default(name, settings) for name in SETTINGS)
    reset = Button(
        say(language, "discord.settings.reset_all"), custom_id(ACTION, "reset"), "danger", disabled=untouched
    )
    return Card(within(parts), ANSWERED, (menu, (reset,)))


def editor(name: str, settings: ServerSettings, place: Place, language: Language, *, said: str = "") -> Card:
    """Return one setting with what changes it; `said` stands above."""
    value = getattr(settings, name)
    about = say(language, f"discord.settings.for.{name}")
    now = say(language, "discord.settings.now_is", value=_valued(name, settings, place, language))
    parts = [f"✅ {said}"] if said else []
    parts.append(f"### {setting_name(name, language)}\n{about}\n\n{now}")
    notes = [f"⚠️ {one}" for one in warnings(name, settings, place, language)]
    if name == "collections" and len(place.collections) > MOST_CHOICES:
        notes.append(say(language, "discord.settings.many_collections", most=MOST_CHOICES))
    if name == "collections" and not place.collections:
        notes.append(say(language, "discord.settings.no_collections"))
    if notes:
        parts.append("\n".join(notes))
    rows = [*_controls(name, value, place, language), tuple(_buttons(name, settings, place, language))]
    return Card(within(parts), ANSWERED, tuple(rows))


def asking_to_reset(language: Language) -> Card:
    """Return the question before everything is set back."""
    sure = Button(say(language, "discord.settings.reset_yes"), custom_id(ACTION, "reset-yes"), "danger")
    cancel = Button(say(language, "discord.settings.cancel"), custom_id(ACTION, "all"))
    return Card((say(language, "discord.settings.reset_sure"),), ANSWERED, ((sure, cancel),))


def number_form(name: str, settings: ServerSettings, place: Place, language: Language) -> Form:
    """Return the form for a setting that is a number, filled in as it is."""
    value = getattr(settings, name)
    label = "form_tolerance" if name == "tolerance" else "form_limit"
    now = plain(name, value, place, language) if name == "tolerance" else str(value)
    field = TextField(NUMBER, say(language, f"discord.settings.{label}"), most=LONGEST_NUMBER, value=now)
    return Form(setting_name(name, language), custom_id(ACTION, "typed", name), (field,))


def _controls(name: str, value: object, place: Place, language: Language) -> Iterator[Row]:
    """Yield what changes a setting: Discord's own menus, a menu of ours, or buttons."""

    def label(key: str) -> str:
        return say(language, f"discord.settings.{key}")

    target = custom_id(ACTION, "value", name)
    match name, value:
        case "channels", tuple():
            there = tuple(one for one in value if one in place.channels and one not in place.media)
            yield ChannelMenu(target, there, label("choose_channels"))
        case (("ask_roles" | "manage_roles"), tuple()):
            there = tuple(one for one in value if one in place.roles)
            yield RoleMenu(target, there, label("choose_roles" if name == "ask_roles" else "choose_managers"))
        case "collections", tuple() if 0 < len(place.collections) <= MOST_CHOICES:
            choices = tuple(Choice(one, _key(one), chosen=one in value) for one in place.collections)
            yield Menu(target, choices, label("choose_collections"), least=0, most=len(choices))
        case "length", _:
            lengths = ("short", "normal", "long")
            choices = tuple(
                Choice(label(f"length_{one}"), one, label(f"about_{one}"), chosen=one == value) for one in lengths
            )
            yield Menu(target, choices, label("choose_length"))
        case _, bool():
            yield tuple(
                Button(
                    label("yes" if one else "no"),
                    custom_id(ACTION, "turn", name, int(one)),
                    "success" if value is one else "secondary",
                    disabled=value is one,
                )
                for one in (True, False)
            )
        case (("daily_limit" | "person_limit" | "tolerance"), _):
            yield (Button(label("enter"), custom_id(ACTION, "enter", name), "primary"),)


def chosen_collections(values: tuple[str, ...], place: Place) -> tuple[str, ...] | None:
    """Return the collections that were chosen in their menu; None where one of them is no longer there."""
    known = {_key(one): one for one in place.collections}
    return tuple(known[value] for value in values) if known.keys() >= set(values) else None


def _key(collection: str) -> str:
    """Return a collection's name, or what stands for it where a menu's value cannot be that long, or empty."""
    if 0 < size(collection) <= LONGEST_KEY:
        return collection
    return hashlib.sha256(collection.encode("utf-8", "surrogatepass")).hexdigest()


LONGEST_KEY = 100  # characters of a menu's value (Discord's component reference)


def _buttons(name: str, settings: ServerSettings, place: Place, language: Language) -> Iterator[Button]:
    yield Button(say(language, "discord.settings.back"), custom_id(ACTION, "all"), emoji="◀️")
    if not is_default(name, settings):
        yield Button(say(language, "discord.settings.to_default"), custom_id(ACTION, "default", name))
    if deleted(name, settings, place):
        yield Button(say(language, "discord.settings.remove_deleted"), custom_id(ACTION, "clean", name))


def _lines(group: tuple[str, ...], settings: ServerSettings, place: Place, language: Language) -> Iterator[str]:
    for name in group:
        yield f"**{setting_name(name, language)}**\n{_valued(name, settings, place, language)}"
        if name == "chat" and not place.chat_model:
            yield f"-# {say(language, 'discord.settings.warn.no_chat')}"


def _valued(name: str, settings: ServerSettings, place: Place, language: Language) -> str:
    value = shown(name, getattr(settings, name), place, language)
    return f"*{value}*" if is_default(name, settings) else value
