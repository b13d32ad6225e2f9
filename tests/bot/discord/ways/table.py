"""The table: what a way is, and how one is added.

A way is a function of a `Play` that prepares what has to stand there, and returns the act itself, which gives what the
person heard.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.bot.discord.ways.play import Play

Act = Callable[[], Awaitable[str]]


def named(text):
    """A name that fits the id of a test."""
    return re.sub(r"[^\w/:-]+", "-", text).strip("-")


@dataclass(frozen=True)
class Way:
    """One way into the bot.

    `says` is a part of what is heard where nothing goes wrong, `again` where it is done a second time. `takes` names
    what it is of the bot's: a command, an action of a button or a form, or the option that is typed.
    """

    name: str
    takes: str
    prepare: Callable[[Play], Awaitable[Act]]
    says: str
    again: str
    managing: bool
    direct: bool

    @property
    def is_typed(self):
        """Whether it is choices that are offered while somebody types."""
        return self.name.endswith(", typing")

    def __str__(self) -> str:
        return named(self.name)


WAYS: list[Way] = []


def way(name, takes, says, again=None, *, managing=False, direct=None):
    """Add a way to the table. One that manages is for a server; any other is open in direct messages too."""

    def add(prepare):
        alone = not managing if direct is None else direct
        WAYS.append(Way(name, takes, prepare, says, says if again is None else again, managing, alone))
        return prepare

    return add


def command(name, takes, says, again=None, *, managing=False, direct=None, options=None):
    """Add a command for which nothing has to stand there, with what is filled in."""

    @way(name, takes, says, again, managing=managing, direct=direct)
    async def _(play):
        return lambda: play.say(takes, **(options or {}))


def typing(name, takes, says, again=None, *, managing=False, direct=None, typed=""):
    """Add an option that is typed, the last word of `takes`, and for which nothing has to stand there."""

    @way(name, takes, says, again, managing=managing, direct=direct)
    async def _(play):
        return lambda: play.typed(*takes.rsplit(" ", 1), typed)
