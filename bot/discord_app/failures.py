"""The one handler of errors: a sentence for each that a person can cause, an incident id for every other.

People never read exception text. The log holds an incident's traceback under its id, without the messages of errors
that may hold a question; what Discord refuses in the ordinary course of things (a deleted message, a channel closed
to the bot, an interaction too old) is one quiet line there.
"""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Iterator
from dataclasses import dataclass

import discord
from discord import app_commands

from bot.discord_app.escaping import fitted
from bot.discord_app.indexing.naming import shown_id
from bot.discord_app.speech import written_number
from bot.discord_app.thinking import TooBusyError
from bot.rebuilding import NoFolderError, RebuildError
from bot.state.errors import StateError
from bot.texts import CATALOGUES, say
from corpus.article import Language
from corpus.errors import CorpusError
from corpus.refusals import RefusalError
from index.errors import DamagedIndexError, IncompatibleIndexError, IndexBusyError, IndexFloorError, NoIndexError

log = logging.getLogger("sourcier.discord")

# Codes of Discord's API for "what you would answer to is gone": unknown channel, message, webhook and interaction,
# already acknowledged, expired token, and (as text) a reply to a deleted message.
GONE = frozenset({10003, 10008, 10015, 10062, 40060, 50027})
MESSAGE_GONE = "message_reference"
INVALID_FORM = 50035
NAMES = frozenset({"port", "status"})  # numbers that count nothing
LONGEST_VALUE = 200  # characters of a name or a reason within a sentence


class RefusedError(Exception):
    """Something a person asked for that cannot be; `key` names the sentence that says so, `values` fill it in."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class Told:
    """The sentence that a person reads; `theirs` says that it is nobody else's business."""

    sentence: str
    theirs: bool = False


@dataclass(frozen=True, slots=True)
class Quiet:
    """Nobody is left to read anything; `why` is for the log."""

    why: str


def explain(error: BaseException, language: Language, where: str, *, direct: bool = False) -> Told | Quiet:
    """Return what to do about `error`, which came up in `where`; an incident is logged here, and only here.

    `direct` says that it is told in a direct message, where "this server" is none.
    """
    while isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    match error:
        case RefusedError():
            return Told(say(language, _key_there(error.key, language, direct=direct), **error.values), theirs=True)
        case RefusalError():
            return Told(say(language, _sentence_of(error, language), **_shown(error, language)), theirs=True)
        case TooBusyError():
            return Told(say(language, "discord.too_busy"), theirs=True)
        case IndexBusyError():
            return Told(say(language, "discord.rebuild.busy"))
        case NoIndexError():
            log.warning("%s: no index yet; run `sourcier rebuild-index` or /rebuild-index", where)
            return Told(say(language, _key_there("discord.no_index", language, direct=direct)))
        case IncompatibleIndexError() | DamagedIndexError():
            log.error("%s: %s", where, error)
            return Told(say(language, _key_there("discord.index_unusable", language, direct=direct)))
        case StateError():
            return Told(say(language, "discord.state_unreachable", incident=_log_incident(error, where)))
        case NoFolderError():
            log.error("%s: %s", where, error)
            return Told(say(language, "discord.rebuild.no_folder"))
        case RebuildError():
            return Told(say(language, "discord.rebuild.failed", incident=_log_incident(error, where)))
        case app_commands.MissingPermissions():
            return Told(say(language, "discord.manage_server_only"))
        case app_commands.NoPrivateMessage():
            return Told(say(language, "discord.server_only"))
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            log.warning("%s: Discord offers a command that this version has not; it is synced at the next start", where)
            return Told(say(language, "discord.command_changed"))
        case discord.HTTPException() if is_gone(error):
            return Quiet(f"Discord no longer has what it was for ({error.code})")
        case discord.Forbidden():
            return Quiet(f"Discord does not let me answer there ({error.code})")
        case _:
            return Told(say(language, "discord.incident", incident=_log_incident(error, where)))


def _key_there(key: str, language: Language, *, direct: bool) -> str:
    """Return the key of the sentence in a direct message, where there is one of its own, or in a server."""
    own = f"{key}_direct"
    return own if direct and own in CATALOGUES[language] else key


def _sentence_of(error: RefusalError, language: Language) -> str:
    """Return the key of the sentence for a refusal: that of its code, where there is one."""
    key = f"discord.refused.{error.reason}"
    closer = f"{key}.{error.values.get('code')}"
    return closer if closer in CATALOGUES[language] else key


def _shown(error: RefusalError, language: Language) -> dict[str, object]:
    """Return the values of a refusal with nothing live in them: names of files and hosts come from people.

    Articles go by the paths of their files; numbers are written as people do, but for those that only name something.
    """
    return {name: _value(name, value, language) for name, value in error.values.items()}


def _value(name: str, value: str | int, language: Language) -> object:
    if isinstance(value, str):
        return fitted(shown_id(value), LONGEST_VALUE)
    return value if name in NAMES else written_number(value, language)


def is_gone(error: discord.HTTPException) -> bool:
    """Return whether Discord refused because what was answered to has gone."""
    return error.code in GONE or (error.code == INVALID_FORM and MESSAGE_GONE in error.text)


def _log_incident(error: BaseException, where: str) -> str:
    incident = secrets.token_hex(4)
    log.error("incident %s in %s\n%s", incident, where, "".join(_traceback(error)).rstrip())
    return incident


def _traceback(error: BaseException) -> Iterator[str]:
    """Yield a traceback with its causes, oldest first, without messages that may hold a question."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _traceback(before)
        yield "\nwhich led to:\n\n"
    yield "Traceback (most recent call last):\n"
    yield from traceback.format_tb(error.__traceback__)
    told = isinstance(
        error, discord.DiscordException | OSError | IndexFloorError | CorpusError | RebuildError | StateError
    )
    yield f"{type(error).__name__}{f': {error}' if told else ' (its message may hold a question and is left out)'}\n"
