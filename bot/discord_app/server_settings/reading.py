"""What people type for a setting, read in both languages, and what is offered while they type. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from bot.discord_app.escaping import fitted, one_line, size
from bot.discord_app.failures import RefusedError
from bot.discord_app.server_settings.place import Place
from bot.discord_app.server_settings.wording import plain
from bot.discord_app.speech import written_number
from bot.discord_app.typed import folded
from corpus.article import Language

MOST_NAMED = 25  # channels or roles in one setting: what Discord's menus take
MOST_QUESTIONS = 100_000  # a day; more than any server asks, so a typing error
LONGEST_SHOWN = 60  # characters of what could not be read
MOST_KNOWN = 600  # characters of the collections that are named in a refusal
MOST_OFFERED = 25
LONGEST_OFFER = 100

YES = frozenset({"yes", "y", "on", "true", "1", "oui", "o", "vrai", "active", "activer"})
NO = frozenset({"no", "n", "off", "false", "0", "non", "faux", "desactive", "desactiver"})
LENGTHS = {
    **dict.fromkeys(("short", "court", "courte"), "short"),
    **dict.fromkeys(("normal", "normale"), "normal"),
    **dict.fromkeys(("long", "longue"), "long"),
}
ALL = frozenset({"all", "all channels", "every channel", "any", "all of them", "tous", "toutes", "tous les salons"})
EVERYBODY = frozenset({"all", "everybody", "everyone", "@everyone", "anyone", "tous", "tout le monde"})
NOBODY = frozenset({"none", "no roles", "nobody", "no", "aucun", "aucun role", "personne", "non"})
NO_LIMIT = frozenset({"none", "no limit", "unlimited", "aucune", "sans limite", "illimite", "aucune limite"})

CHANNEL = re.compile(r"<#(\d{1,20})>|(?<!\d)(\d{15,20})(?!\d)")
ROLE = re.compile(r"<@&(\d{1,20})>|(?<!\d)(\d{15,20})(?!\d)")
NUMBER = re.compile(r"[0-9]{1,3}(?:[ ,.][0-9]{3})+|[0-9]+")
PERCENT = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,3})?) ?%?")


def read_value(name: str, text: str, place: Place, language: Language) -> object:
    """Return the value of a setting that `text` says.

    Raises:
        RefusedError: it says none; the sentence tells what is accepted.
    """
    value = _READERS[name](" ".join(one_line(text).split()), place)
    if value is None:
        known = ", ".join(place.collections) or "-"
        raise RefusedError(
            f"discord.settings.wants.{name}",
            value=fitted(text, LONGEST_SHOWN),
            most=written_number(MOST_QUESTIONS if name.endswith("_limit") else MOST_NAMED, language),
            known=fitted(known, MOST_KNOWN),
        )
    return checked(name, value, place)


def checked(name: str, value: object, place: Place) -> object:
    """Return `value`, in which the role of everybody is written as no role.

    Raises:
        RefusedError: it would let everybody manage.
    """
    if isinstance(value, tuple) and place.everyone in value:
        if name == "manage_roles":
            raise RefusedError("discord.settings.not_everyone")
        if name == "ask_roles":
            return ()
    return value


def offers(name: str, typed: str, place: Place, language: Language) -> list[tuple[str, str]]:
    """Return what fits a setting so far typed, at most 25 pairs of what is shown and what is sent."""
    found: list[tuple[str, str]] = []
    for label, sent in _candidates(name, one_line(typed), place, language):
        if 0 < size(sent) <= LONGEST_OFFER and sent not in {one for _, one in found}:
            shown = one_line(label)
            found.append((shown if 0 < size(shown) <= LONGEST_OFFER else sent, sent))
    return found[:MOST_OFFERED]


def _candidates(name: str, typed: str, place: Place, language: Language) -> Iterator[tuple[str, str]]:
    match name:
        case "channels":
            yield from _more_named(name, typed, place, language, CHANNEL, place.channels, "<#{}>")
        case "ask_roles" | "manage_roles":
            yield from _more_named(name, typed, place, language, ROLE, place.roles, "<@&{}>")
        case "collections":
            yield from _more_collections(typed, place, language)
        case "private" | "chat":
            yield from _worded(name, (True, False), typed, place, language)
        case "length":
            yield from _worded(name, ("short", "normal", "long"), typed, place, language)
        case _:
            values = (0.0, 0.05, 0.1, 0.2) if name == "tolerance" else (0, 10, 20, 50, 100, 500)
            read = _READERS[name](typed, place) if typed else None
            if read is not None:
                yield plain(name, read, place, language), typed
            yield from _worded(name, values, "" if read is not None else typed, place, language)


def _worded(
    name: str, values: tuple[object, ...], typed: str, place: Place, language: Language
) -> Iterator[tuple[str, str]]:
    for value in values:
        label = plain(name, value, place, language)
        if folded(label).startswith(folded(typed)):
            sent = str(round(value * 100)) if isinstance(value, float) else str(value)
            yield label, sent if isinstance(value, int | float) and not isinstance(value, bool) else label


def _more_named(
    name: str,
    typed: str,
    place: Place,
    language: Language,
    pattern: re.Pattern[str],
    names: Mapping[int, str],
    mention: str,
) -> Iterator[tuple[str, str]]:
    """Yield each channel or role whose name goes on what is typed, after those that stand there already."""
    chosen = tuple(one for one in _ids(pattern, typed) if one in names)
    rest = folded(pattern.sub(" ", typed)).strip(" ,#@&<>")
    if not chosen:
        label = plain(name, (), place, language)
        if folded(label).startswith(rest):
            yield label, label
    elif not rest:
        yield plain(name, chosen, place, language), " ".join(mention.format(one) for one in chosen)
    starting = [one for one in names if folded(names[one]).startswith(rest)]
    holding = [one for one in names if rest in folded(names[one]) and one not in starting]
    for one in (*starting, *holding):
        if one not in chosen:
            more = (*chosen, one)
            sent = " ".join(mention.format(each) for each in more)
            if size(sent) > LONGEST_OFFER:  # some four of them fit; by itself, it is still offered
                more, sent = (one,), mention.format(one)
            yield plain(name, more, place, language), sent


def _more_collections(typed: str, place: Place, language: Language) -> Iterator[tuple[str, str]]:
    *before, last = [piece.strip() for piece in typed.split(",")]
    chosen = [one for one in before if one in place.collections]
    if not chosen:
        label = plain("collections", (), place, language)
        if folded(label).startswith(folded(last)):
            yield label, label
    for one in place.collections:
        if folded(last) in folded(one) and one not in chosen:
            named = ", ".join([*chosen, one])
            yield named, named


def _ids(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    for match in pattern.finditer(text):
        yield int(match[1] or match[2])


def _named(
    text: str, pattern: re.Pattern[str], names: Mapping[int, str], sign: str, everyone: int | None
) -> tuple[int, ...] | None:
    """Return the ids that `text` names by mention, number or name; None where one of them is none of `names`."""
    found = [*_ids(pattern, text)]
    by_name = {folded(name): one for one, name in reversed(list(names.items()))}
    if everyone is not None:
        by_name["everyone"] = everyone
    rest = pattern.sub(",", text)
    whole = folded(rest.strip(" ,")).removeprefix(sign)
    pieces = [whole] if whole in by_name else [folded(one) for one in re.split(rf"[,;]|\s+(?={sign})", rest)]
    for piece in pieces:
        bare = piece.removeprefix(sign).strip()
        if bare and bare not in by_name:
            return None
        if bare:
            found.append(by_name[bare])
    known = {*names, everyone}
    unique = tuple(dict.fromkeys(found))
    return unique if unique and len(unique) <= MOST_NAMED and known.issuperset(unique) else None


def _read_channels(text: str, place: Place) -> object | None:
    return () if folded(text) in ALL else _named(text, CHANNEL, place.channels, "#", None)


def _read_askers(text: str, place: Place) -> object | None:
    return () if folded(text) in EVERYBODY else _named(text, ROLE, place.roles, "@", place.everyone)


def _read_managers(text: str, place: Place) -> object | None:
    return () if folded(text) in NOBODY else _named(text, ROLE, place.roles, "@", place.everyone)


def _read_yes(text: str, _: Place) -> object | None:
    word = folded(text)
    return True if word in YES else False if word in NO else None


def _read_length(text: str, _: Place) -> object | None:
    return LENGTHS.get(folded(text))


def _read_collections(text: str, place: Place) -> object | None:
    if folded(text) in ALL and text not in place.collections:
        return ()
    known = {folded(one): one for one in reversed(place.collections)}
    if folded(text) in known:
        return (known[folded(text)],)
    pieces = [folded(piece) for piece in text.split(",") if piece.strip()]
    if not pieces or any(piece not in known for piece in pieces):
        return None
    return tuple(dict.fromkeys(known[piece] for piece in pieces))


def _read_limit(text: str, _: Place) -> object | None:
    if folded(text) in NO_LIMIT:
        return 0
    if not NUMBER.fullmatch(text):
        return None
    number = int(re.sub(r"\D", "", text))
    return number if number <= MOST_QUESTIONS else None


def _read_tolerance(text: str, _: Place) -> object | None:
    found = PERCENT.fullmatch(text)
    percent = float(found[1].replace(",", ".")) if found else -1.0
    return percent / 100 if 0 <= percent <= 100 else None


_READERS: Mapping[str, Callable[[str, Place], object | None]] = {
    "channels": _read_channels,
    "ask_roles": _read_askers,
    "manage_roles": _read_managers,
    "private": _read_yes,
    "length": _read_length,
    "chat": _read_yes,
    "collections": _read_collections,
    "daily_limit": _read_limit,
    "person_limit": _read_limit,
    "tolerance": _read_tolerance,
}
