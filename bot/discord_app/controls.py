"""Buttons, menus and forms as values, and what discord.py makes of them; every text is cut to Discord's limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import discord
from discord import ui

from bot.discord_app.escaping import one_line, size

# Discord's limits (component reference), in characters and counts.
LONGEST_LABEL = 80
LONGEST_CHOICE = 100  # a choice's label, value and description, each
LONGEST_PLACEHOLDER = 150
LONGEST_FORM_TITLE = 45
LONGEST_FIELD_LABEL = 45
LONGEST_FIELD_ABOUT = 100
LONGEST_FIELD_PLACEHOLDER = 100
MOST_BUTTONS = 5  # in a row
MOST_CHOICES = 25
MOST_FIELDS = 5

Style = Literal["primary", "secondary", "success", "danger"]


@dataclass(frozen=True, slots=True)
class Button:
    """A button: what it says, and the custom id that pressing it brings back."""

    label: str
    custom_id: str
    style: Style = "secondary"
    emoji: str | None = None
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a menu."""

    label: str
    value: str
    about: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu to choose from, `least` to `most` at once; it takes a row of its own."""

    custom_id: str
    choices: tuple[Choice, ...]
    placeholder: str = ""
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class ChannelMenu:
    """Discord's own menu of a server's channels; `chosen` are ids of channels that exist. It takes a row of its own."""

    custom_id: str
    chosen: tuple[int, ...] = ()
    placeholder: str = ""
    least: int = 0
    most: int = MOST_CHOICES


@dataclass(frozen=True, slots=True)
class RoleMenu:
    """Discord's own menu of a server's roles; `chosen` are ids of roles that exist. It takes a row of its own."""

    custom_id: str
    chosen: tuple[int, ...] = ()
    placeholder: str = ""
    least: int = 0
    most: int = MOST_CHOICES


Row = tuple[Button, ...] | Menu | ChannelMenu | RoleMenu

# Where people write; a thread goes with its channel, a post with its forum.
WRITTEN_IN = (
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.media,
    discord.ChannelType.voice,
)


@dataclass(frozen=True, slots=True)
class TextField:
    """A place to write in a form; `name` is the key of what is written in `Press.fields`.

    The `placeholder` is seen while nothing is written there, `about` always.
    """

    name: str
    label: str
    placeholder: str = ""
    about: str = ""
    long: bool = False
    required: bool = True
    most: int = 1000
    value: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """A menu in a form; `name` as for a text field."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    placeholder: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its title, the custom id that sending it brings back, and its fields."""

    title: str
    custom_id: str
    fields: tuple[TextField | ChoiceField, ...]


def drawn(row: Row) -> ui.ActionRow[Any]:
    """Return what discord.py sends for a row.

    Raises:
        ValueError: it holds more than Discord takes, or nothing.
    """
    if isinstance(row, Menu):
        return ui.ActionRow(_select(row.custom_id, row.choices, row.placeholder, row.least, row.most))
    if isinstance(row, ChannelMenu | RoleMenu):
        return ui.ActionRow(_entity_select(row))
    if not 1 <= len(row) <= MOST_BUTTONS:
        msg = f"a row of {len(row)} buttons; Discord takes 1 to {MOST_BUTTONS}"
        raise ValueError(msg)
    return ui.ActionRow(*(_button(button) for button in row))


def modal(form: Form) -> ui.Modal:
    """Return what discord.py sends for a form.

    Raises:
        ValueError: it has more fields than Discord takes, or none.
    """
    if not 1 <= len(form.fields) <= MOST_FIELDS:
        msg = f"a form of {len(form.fields)} fields; Discord takes 1 to {MOST_FIELDS}"
        raise ValueError(msg)
    made = ui.Modal(title=cut_label(form.title, LONGEST_FORM_TITLE), custom_id=form.custom_id)
    made.stop()  # else discord.py would keep it until it is sent, which it may never be
    for one in form.fields:
        about = cut_label(one.about, LONGEST_FIELD_ABOUT) if isinstance(one, TextField) else ""
        label = cut_label(one.label, LONGEST_FIELD_LABEL)
        made.add_item(ui.Label(text=label, description=about or None, component=_input(one)))
    return made


def _button(button: Button) -> ui.Button[Any]:
    return ui.Button(
        label=cut_label(button.label, LONGEST_LABEL) or None,
        custom_id=button.custom_id,
        style=discord.ButtonStyle[button.style],
        emoji=button.emoji,
        disabled=button.disabled,
    )


def _input(one: TextField | ChoiceField) -> ui.Item[Any]:
    if isinstance(one, ChoiceField):
        select = _select(one.name, one.choices, one.placeholder, 1 if one.required else 0, 1)
        select.required = one.required
        return select
    return ui.TextInput(
        custom_id=one.name,
        style=discord.TextStyle.long if one.long else discord.TextStyle.short,
        placeholder=cut_label(one.placeholder, LONGEST_FIELD_PLACEHOLDER) or None,
        default=one.value[: one.most] or None,
        required=one.required,
        max_length=one.most,
    )


def _select(custom_id: str, choices: tuple[Choice, ...], placeholder: str, least: int, most: int) -> ui.Select[Any]:
    if not 1 <= len(choices) <= MOST_CHOICES:
        msg = f"a menu of {len(choices)} choices; Discord takes 1 to {MOST_CHOICES}"
        raise ValueError(msg)
    options = [
        discord.SelectOption(
            label=cut_label(one.label, LONGEST_CHOICE) or "?",
            value=one.value,
            description=cut_label(one.about, LONGEST_CHOICE) or None,
            default=one.chosen,
        )
        for one in choices
    ]
    return ui.Select(
        custom_id=custom_id,
        options=options,
        placeholder=cut_label(placeholder, LONGEST_PLACEHOLDER) or None,
        min_values=least,
        max_values=min(most, len(choices)),
    )


def _entity_select(menu: ChannelMenu | RoleMenu) -> ui.ChannelSelect[Any] | ui.RoleSelect[Any]:
    most = min(menu.most, MOST_CHOICES)
    chosen = menu.chosen[:most]
    placeholder = cut_label(menu.placeholder, LONGEST_PLACEHOLDER) or None
    if isinstance(menu, ChannelMenu):
        return ui.ChannelSelect(
            custom_id=menu.custom_id,
            channel_types=[kind for kind in WRITTEN_IN if kind is not discord.ChannelType.media],  # the API refuses it
            placeholder=placeholder,
            min_values=menu.least,
            max_values=most,
            default_values=[discord.SelectDefaultValue.from_channel(discord.Object(one)) for one in chosen],
        )
    return ui.RoleSelect(
        custom_id=menu.custom_id,
        placeholder=placeholder,
        min_values=menu.least,
        max_values=most,
        default_values=[discord.SelectDefaultValue.from_role(discord.Object(one)) for one in chosen],
    )


def cut_label(text: str, limit: int) -> str:
    """Return `text` on one line in at most `limit` units; labels are no markdown, so nothing is escaped."""
    line = one_line(text)
    if size(line) <= limit:
        return line
    while size(line) > limit - 1:
        line = line[:-1]
    return f"{line.rstrip()}…"
