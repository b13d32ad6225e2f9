"""Questions to try, of the articles that a server reads: what pages ask, what terms mean, or what an article says.

They are worked out once for each index, choice of collections and language, each time 25 answers at most.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
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
from bot.texts import held_together, say
from corpus.article import Language
from corpus.errors import CorpusError
from index.errors import IndexFloorError

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier
    from index.keeping.passage_store import ArticleCard

log = logging.getLogger("sourcier.discord")

EXAMPLES = 3
TRIED = 10  # terms of which questions are tried; each takes some hundredths of a second
TRIED_TITLES = 5
TRIED_PAGES = 50  # whose headings are looked through
LEAST_ASKED = 12  # characters of a heading that asks something by itself
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
    """Return questions that these articles answer: what pages ask themselves, what acronyms and terms mean.

    Where none of these is answered, it is one of an article's title.
    """
    cards = sorted(desk.articles(scope=scope), key=lambda one: one.language != language)
    terms = [one for one in desk.explained(scope=scope) if 1 < len(one) <= LONGEST_TERM]
    # An acronym is one in both languages; "what does Choquer mean?" helps few who read English.
    terms = sorted(terms, key=lambda one: not one.isupper())[:TRIED]
    of_terms = (say(language, "discord.guide.example", term=one_line(term)) for term in terms)
    found = _answered(desk, scope, _posed(desk, scope, cards, language), language, EXAMPLES - 1)
    found += _answered(desk, scope, of_terms, language, EXAMPLES - len(found))
    return found or _answered(desk, scope, _of_titles(cards, language), language, 1)


def _answered(desk: Desk, scope: Scope, questions: Iterable[str], language: Language, most: int) -> list[str]:
    """Return the first `most` of some questions in a language that the articles answer; ten are tried."""
    tried = (held_together(one, language) for one in islice(questions, TRIED))
    return list(islice((one for one in tried if isinstance(desk.answer(one, scope=scope, chat=False), Answer)), most))


def _posed(desk: Desk, scope: Scope, cards: Sequence[ArticleCard], language: Language) -> Iterator[str]:
    """Yield the first question that each of some pages in the reader's language poses in a heading."""
    for card in [one for one in cards if one.language == language][:TRIED_PAGES]:
        article = desk.article(card.id, scope=scope)
        headings = [one_line(span.of(article.text)) for span in article.headings] if article is not None else []
        yield from [one for one in headings if one.endswith("?") and LEAST_ASKED <= size(one) <= LONGEST_TERM][:1]


def _of_titles(cards: Sequence[ArticleCard], language: Language) -> Iterator[str]:
    """Yield what some articles say, those in the reader's language first."""
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
