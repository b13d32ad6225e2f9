"""A setting's value in words, what a change of it means, and what there is to be warned of. Pure functions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields

from bot.discord_app.escaping import fitted, one_line
from bot.discord_app.server_settings.place import Place
from bot.discord_app.speech import written_number
from bot.state.nouns import ServerSettings
from bot.texts import say
from corpus.article import Language

SETTINGS = tuple(one.name for one in fields(ServerSettings))
DEFAULTS = ServerSettings()
MOST_SHOWN = 10  # channels, roles or collections in one line; more would be a wall
LONGEST_NAME = 60  # characters of a collection's name

Items = Sequence[object]


def setting_name(name: str, language: Language) -> str:
    """Return what people call a setting."""
    return say(language, f"discord.settings.name.{name}")


def is_default(name: str, settings: ServerSettings) -> bool:
    """Return whether a setting is at its default."""
    return bool(getattr(settings, name) == getattr(DEFAULTS, name))


def shown(name: str, value: object, place: Place, language: Language) -> str:
    """Return a value as markdown, channels and roles as mentions; what was deleted is said to be."""
    return _described(name, value, place, language, marked=True)


def plain(name: str, value: object, place: Place, language: Language) -> str:
    """Return a value as text without markup, for menus."""
    return _described(name, value, place, language, marked=False)


def meaning(name: str, value: object, place: Place, language: Language) -> str:
    """Return one sentence on what holds from now on."""
    if not value:
        return say(language, f"discord.settings.now.{name}_none")
    said = shown(name, value, place, language)
    if name.endswith("_limit") and isinstance(value, int):
        said = written_number(value, language)
    return say(language, f"discord.settings.now.{name}", value=said)


def deleted(name: str, settings: ServerSettings, place: Place) -> tuple[object, ...]:
    """Return what a setting names that the server has no more."""
    there: Mapping[str, Collection[object]] = {
        "channels": place.channels,
        "ask_roles": {*place.roles, place.everyone},
        "manage_roles": {*place.roles, place.everyone},
        "collections": place.collections or settings.collections,
    }
    return tuple(one for one in getattr(settings, name) if one not in there[name]) if name in there else ()


def warnings(name: str, settings: ServerSettings, place: Place, language: Language) -> list[str]:
    """Return what is to be warned of in a setting as it is."""
    return [say(language, f"discord.settings.warn.{key}", **values) for key, values in _warnings(name, settings, place)]


def listed(items: Sequence[str], language: Language) -> str:
    """Return `items` as people list them: a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return say(language, "discord.settings.and", first=", ".join(items[:-1]), last=items[-1])


def _warnings(name: str, settings: ServerSettings, place: Place) -> Iterator[tuple[str, dict[str, str]]]:
    named: tuple[object, ...] = getattr(settings, name) if isinstance(getattr(settings, name), tuple) else ()
    gone = deleted(name, settings, place)
    left = [one for one in named if one not in gone]
    match name:
        case "channels" if named and not left:
            yield "gone_channels", {}
        case "channels" if left:
            if media := [one for one in left if one in place.media]:
                yield "media", {"channels": ", ".join(f"<#{one}>" for one in media[:MOST_SHOWN])}
            closed = [one for one in left if one not in place.writable]
            if len(closed) == len(left):
                yield "closed_channels", {}
            elif closed:
                yield "some_closed", {"channels": ", ".join(f"<#{one}>" for one in closed[:MOST_SHOWN])}
        case "ask_roles" if named and not left:
            yield "gone_roles", {}
        case "ask_roles" if left and _empty(left, place):
            yield "empty_roles", {}
        case "manage_roles" if left:
            if _empty(left, place):
                yield "empty_managers", {}
            yield "hidden", {}
        case "collections" if named and not left:
            yield "gone_collections", {}
        case "chat" if not place.chat_model:
            yield "no_chat", {}


def _empty(roles: Items, place: Place) -> bool:
    """Return whether nobody has any of `roles`, as far as Discord said."""
    return place.people is not None and not any(place.people.get(int(str(one)), 0) for one in roles)


def _described(name: str, value: object, place: Place, language: Language, *, marked: bool) -> str:
    match name, value:
        case "channels", tuple():
            return _joined([_channel(one, place, language, marked=marked) for one in value], "all_channels", language)
        case (("ask_roles" | "manage_roles"), tuple()):
            none = "everybody" if name == "ask_roles" else "no_roles"
            return _joined([_role(one, place, language, marked=marked) for one in value], none, language)
        case "collections", tuple():
            names = [_collection(str(one), place, language, marked=marked) for one in value]
            return _joined(names, "all_collections", language)
        case "length", str():
            return say(language, f"discord.settings.length_{value}")
        case (("daily_limit" | "person_limit"), int()):
            number = written_number(value, language)
            return say(language, "discord.settings.a_day", number=number) if value else _none(language)
        case "tolerance", float() | int():
            number = f"{value * 100:.3f}".rstrip("0").rstrip(".")
            return say(
                language,
                "discord.settings.percent",
                number=number.replace(".", ",") if language == "fr" else number,
            )
        case _, True:
            return say(language, "discord.settings.yes")
        case _, False:
            return say(language, "discord.settings.no")
        case _:
            return fitted(str(value), LONGEST_NAME)


def _none(language: Language) -> str:
    return say(language, "discord.settings.no_limit")


def _joined(items: list[str], none: str, language: Language) -> str:
    if not items:
        return say(language, f"discord.settings.{none}")
    if len(items) > MOST_SHOWN:
        more = say(language, "discord.settings.more", number=len(items) - MOST_SHOWN)
        items = [*items[:MOST_SHOWN], more]
    return listed(items, language)


def _channel(one: object, place: Place, language: Language, *, marked: bool) -> str:
    if one not in place.channels:
        return say(language, "discord.settings.deleted_channel", id=one)
    return f"<#{one}>" if marked else f"#{one_line(place.channels[int(str(one))])}"


def _role(one: object, place: Place, language: Language, *, marked: bool) -> str:
    if one == place.everyone:
        return say(language, "discord.settings.everybody")
    if one not in place.roles:
        return say(language, "discord.settings.deleted_role", id=one)
    return f"<@&{one}>" if marked else f"@{one_line(place.roles[int(str(one))])}"


def _collection(one: str, place: Place, language: Language, *, marked: bool) -> str:
    name = fitted(one, LONGEST_NAME) if marked else one_line(one)
    if place.collections and one not in place.collections:
        return say(language, "discord.settings.missing_collection", name=name)
    return name
