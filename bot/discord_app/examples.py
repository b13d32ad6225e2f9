"""Questions to try, of the articles that a server reads: what their terms mean, or else what an article says.

They are worked out once for each index, choice of collections and language, each time some ten answers.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import discord

from bot.answers.answer import Answer
from bot.discord_app.asking.question import NothingAskedError, read_question
from bot.discord_app.desk import Desk, Scope
from bot.discord_app.escaping import one_line, size
from bot.discord_app.failures import RefusedError
from bot.discord_app.mentions import with_names
from bot.discord_app.soon import in_time
from bot.discord_app.thinking import TooBusyError
from bot.discord_app.visiting import Visit, look
from bot.texts import say
from corpus.article import Language
from corpus.errors import CorpusError
from index.errors import IndexFloorError

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier

log = logging.getLogger("sourcier.discord")

EXAMPLES = 3
TRIED = 10  # terms of which questions are tried; each takes some hundredths of a second
TRIED_TITLES = 5
LONGEST_TERM = 60
LONGEST_TITLE = 120
MOST_KEPT = 200  # servers' examples in a language, three questions each
WITHIN_S = 1.0  # of the three seconds that Discord waits for an answer; after that the help goes without an example


class Examples:
    """Questions that the articles answer, kept by index. May be used from several threads."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, Scope, Language], list[str]] = {}

    def of(self, desk: Desk, scope: Scope, language: Language) -> list[str]:
        """Return questions to try in `language`, none where no article answers any; takes the processor."""
        wanted = (desk.manifest().name, scope, language)
        found = self._kept.get(wanted)
        if found is None:
            found = examples(desk, scope, language)
            while len(self._kept) >= MOST_KEPT:
                self._kept.pop(next(iter(self._kept), wanted), None)
            self._kept[wanted] = found
        return found


def examples(desk: Desk, scope: Scope, language: Language) -> list[str]:
    """Return questions that these articles answer, one a term; where they explain none, one of an article's title."""
    terms = [one for one in desk.explained(scope=scope) if 1 < len(one) <= LONGEST_TERM][:TRIED]
    found: list[str] = []
    for question in (say(language, "discord.guide.example", term=one_line(term)) for term in terms):
        if isinstance(desk.answer(question, scope=scope, chat=False), Answer):
            found.append(question)
        if len(found) == EXAMPLES:
            break
    return (
        found
        or [
            question
            for question in _of_titles(desk, scope, language)
            if isinstance(desk.answer(question, scope=scope, chat=False), Answer)
        ][:1]
    )


def _of_titles(desk: Desk, scope: Scope, language: Language) -> Iterator[str]:
    """Yield what some articles say, those in the reader's language first."""
    cards = sorted(desk.articles(scope=scope), key=lambda one: one.language != language)
    titles = [title for one in cards if (title := one_line(one.title)) and size(title) <= LONGEST_TITLE]
    for title in titles[:TRIED_TITLES]:
        yield say(language, "discord.guide.example_title", title=title)


async def question_in(
    bot: Sourcier, visit: Visit, text: str, source: discord.Interaction[Any] | discord.Message
) -> str:
    """Return the question in `text`, as `read_question` does; where there is none, the help names one to try.

    Those whom it mentions stand in it by the names that `source` has of them.

    Raises:
        RefusedError: there is no question, or a longer one than is read.
    """
    try:
        return read_question(with_names(text, source, bot.user), visit.language)
    except NothingAskedError:
        example = await _one(bot, visit)
        if not example:
            raise
    raise RefusedError("discord.help_example", example=example.replace("`", "’"))


async def _one(bot: Sourcier, visit: Visit) -> str:
    try:
        found = await in_time(
            look(bot, visit, lambda desk, scope: bot.examples.of(desk, scope, visit.language)), WITHIN_S
        )
    except (IndexFloorError, CorpusError, OSError, TooBusyError, TimeoutError) as error:
        log.info("no example of a question: %s", type(error).__name__)
        return ""
    return found[0] if found else ""
