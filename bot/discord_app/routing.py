"""Buttons, menus and forms to the feature that made them, also after a restart: the custom id says it all.

A custom id is `sourcier:action:argument:…`. Nothing is remembered about a message, so what was sent by an earlier
process works; an action that no feature takes is answered by a sentence.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import discord

from bot.discord_app.failures import RefusedError

MARK = "sourcier"
LONGEST_ID = 100  # characters of a custom id (Discord's component reference)
TEXT_INPUT = 4
SELECTS = frozenset({3, 5, 6, 7, 8})  # of strings, users, roles, mentionables, channels


@dataclass(frozen=True, slots=True)
class Press:
    """What somebody pressed, chose or filled in.

    `arguments` are those of the custom id, `values` what was chosen in a menu of a message, `fields` what a form holds
    by the custom ids of its fields: a text, or what was chosen, joined by commas.
    """

    action: str
    arguments: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


Handler = Callable[[discord.Interaction[Any], Press], Awaitable[None]]


def custom_id(action: str, *arguments: object) -> str:
    """Return the custom id that brings a press of it back as `action` with `arguments`, none of them with a colon.

    Raises:
        ValueError: it would be longer than Discord takes, or could not be read back.
    """
    pieces = [str(argument) for argument in arguments]
    made = ":".join([MARK, action, *pieces])
    if len(made) > LONGEST_ID or any(":" in piece for piece in (action, *pieces)):
        msg = f"{made!r} is no custom id; wanted at most {LONGEST_ID} characters and no colon in a piece"
        raise ValueError(msg)
    return made


def action_of(interaction: discord.Interaction[Any]) -> str:
    """Return which action was pressed; nothing where the custom id is none of ours."""
    given: Mapping[str, Any] = interaction.data or {}
    mark, _, rest = str(given.get("custom_id", "")).partition(":")
    return rest.partition(":")[0] if mark == MARK else ""


class Routes:
    """Which feature takes which action."""

    def __init__(self) -> None:
        self._handlers: dict[str, Handler] = {}

    def add(self, action: str, handler: Handler) -> None:
        """Have `handler` take the presses of `action`.

        Raises:
            ValueError: another feature has it.
        """
        if action in self._handlers:
            msg = f"the action {action!r} is taken already"
            raise ValueError(msg)
        self._handlers[action] = handler

    async def take(self, interaction: discord.Interaction[Any]) -> None:
        """Hand a press to its feature; what is none of ours is left alone.

        Raises:
            RefusedError: it is ours, and no feature takes it: another version made it.
        """
        press = read_press(interaction)
        if press is None:
            return
        handler = self._handlers.get(press.action)
        if handler is None:
            raise RefusedError("discord.press_unknown")
        await handler(interaction, press)


def read_press(interaction: discord.Interaction[Any]) -> Press | None:
    """Return what was pressed, chosen or filled in; None for commands, and for what is none of ours."""
    if interaction.type not in {discord.InteractionType.component, discord.InteractionType.modal_submit}:
        return None
    data: Mapping[str, Any] = interaction.data or {}
    mark, *pieces = str(data.get("custom_id", "")).split(":")
    if mark != MARK or not pieces:
        return None
    fields = dict(_fields(data.get("components", ())))
    return Press(pieces[0], tuple(pieces[1:]), tuple(map(str, data.get("values", ()))), fields)


def _fields(components: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield the fields of a form, in whichever rows and labels they stand."""
    for component in components:
        if component.get("type") == TEXT_INPUT:
            yield str(component["custom_id"]), str(component.get("value") or "")
        elif component.get("type") in SELECTS:
            yield str(component["custom_id"]), ",".join(map(str, component.get("values") or ()))
        inner = component.get("component")
        yield from _fields([*component.get("components", ()), *([inner] if inner else [])])
