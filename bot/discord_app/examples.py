"""Questions to try, of the articles that a server reads: what pages ask, what terms mean, or what an article says.

They are worked out once for each index, choice of collections and language, each time 29 answers at most.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import TYPE_CHECKING, Any

import discord

from bot.answers.answer import Answer
from bot.discord_app.asking.question import NothingAskedError, read_question
from bot.discord_app.desk import Desk, Scope
from bot.discord_app.escaping import one_line, size
from bot.discord_app.failures import RefusedError
from bot.discord_app.headings import asked_of
from bot.discord_app.mentions import with_names
from bot.discord_app.soon import in_time
from bot.discord_app.thinking import TooBusyError
from bot.discord_app.visiting import Visit, look
from bot.texts import held_together, say
from corpus.article import Article, Language, Span
from corpus.errors import CorpusError
from index.errors import IndexFloorError

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier
    from index.keeping.passage_store import ArticleCard

log = logging.getLogger("sourcier.discord")

EXAMPLES = 3
TRIED = 8  # questions of one kind; each takes some hundredths of a second
TRIED_TITLES = 5
TRIED_PAGES = 50  # whose headings are looked through
OF_A_PAGE = 2
LEAST_ASKED = 12  # characters of a heading that asks something by itself
LONGEST_TERM = 60
LONGEST_TITLE = 120
MOST_KEPT = 200  # servers' examples in a language, three questions each
VAGUE = re.compile(  # what it asks stands above it; two words ask nothing at all
    r"^(?:et|and|but|mais|so|alors)\b|\b(?:its?|they|them|this|that|these|those|ils|elles?|cela|ça)\b|"
    r"^\W*\w+\W+\w+\W*$",
    re.IGNORECASE,
)
WITHIN_S = 1.0  # of the three seconds that Discord waits for an answer; after that the help goes without an example


class Examples:
    """Questions that the articles answer, kept by index. May be used from several threads."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, Scope, Language], list[str]] = {}
        self._turns = count()

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

    def one_of(self, desk: Desk, scope: Scope, language: Language) -> str:
        """Return another of them each time, nothing where there are none; takes the processor."""
        found = self.of(desk, scope, language)
        return found[next(self._turns) % len(found)] if found else ""


def examples(desk: Desk, scope: Scope, language: Language) -> list[str]:
    """Return different questions that these articles surely answer.

    Pages ask some in their headings, others are made of headings, or ask what acronyms and terms mean. Where none of
    these is answered, it is one of an article's title.
    """
    cards = sorted(desk.articles(scope=scope), key=lambda one: one.language != language)
    terms = [one for one in desk.explained(scope=scope) if 1 < len(one) <= LONGEST_TERM]
    # An acronym is one in both languages; "what does Choquer mean?" helps few who read English.
    terms = sorted(terms, key=lambda one: not one.isupper())[:TRIED]
    of_terms = (_Tried(say(language, "discord.guide.example", term=one_line(term))) for term in terms)
    of_headings = _of_headings(desk, scope, cards, language)
    found = _answered(desk, scope, of_headings, language, EXAMPLES - 1)
    found += _answered(desk, scope, of_terms, language, EXAMPLES - len(found))
    found += _answered(desk, scope, of_headings, language, EXAMPLES - len(found))
    return found or _answered(desk, scope, _of_titles(cards, language), language, 1)


@dataclass(frozen=True, slots=True)
class _Tried:
    """A question to try. `place` is the part of an article that has to answer it, where one was made for it.

    `topic` says that it asks for all that is said of something.
    """

    question: str
    article_id: str = ""
    place: Span | None = None
    topic: bool = False

    def is_answered_by(self, answer: Answer) -> bool:
        """Return whether an answer is sure, and stands first on what was asked about."""
        if not answer.sure or self.place is None:
            return answer.sure
        first = answer.citations[0]
        return first.article_id == self.article_id and self.place.start <= first.start < self.place.end


def _answered(desk: Desk, scope: Scope, tried: Iterator[_Tried], language: Language, most: int) -> list[str]:
    """Return the first `most` of some questions in a language that the articles surely answer; eight are tried."""
    found: list[str] = []
    for one in islice(tried, TRIED if most else 0):
        question = held_together(one.question, language)
        result = desk.answer(question, scope=scope, chat=False)
        if isinstance(result, Answer) and one.is_answered_by(result):
            found.append(question)
        if len(found) == most:
            break
    return found


def _of_headings(desk: Desk, scope: Scope, cards: Sequence[ArticleCard], language: Language) -> Iterator[_Tried]:
    """Yield questions of some pages in the reader's language, at most two of a kind for each.

    First come those that pages pose themselves, then those made of a heading, last those that ask for all that is said
    of a topic, the longest first: it tells most of what it is about.
    """
    tried = islice((card for card in cards if card.language == language), TRIED_PAGES)
    articles = (desk.article(card.id, scope=scope) for card in tried)
    pages = [article for article in articles if article is not None]
    made = {page.id: list(_made(page)) for page in pages}
    things = [[one for one in made[page.id] if not one.topic] for page in pages]
    topics = [
        sorted((one for one in made[page.id] if one.topic), key=lambda one: -size(one.question)) for page in pages
    ]
    for kind in ([list(_posed(page)) for page in pages], things, topics):
        for turn in range(OF_A_PAGE):
            yield from (page[turn] for page in kind if turn < len(page))


def _posed(article: Article) -> Iterator[_Tried]:
    """Yield the questions that a page poses in its headings, if they say by themselves what they ask."""
    for span in article.headings:
        heading = one_line(span.of(article.text))
        if heading.endswith("?") and LEAST_ASKED <= size(heading) <= LONGEST_TERM and not VAGUE.search(heading):
            yield _Tried(heading)


def _made(article: Article) -> Iterator[_Tried]:
    """Yield the questions made of a page's headings, each with the part of the text that stands below."""
    ends = [*(span.start for span in article.headings[1:]), len(article.text)]
    for span, end in zip(article.headings, ends, strict=False):
        if made := asked_of(one_line(span.of(article.text)), article.text, article.language):
            yield _Tried(made.question, article.id, Span(span.end, end), made.topic)


def _of_titles(cards: Sequence[ArticleCard], language: Language) -> Iterator[_Tried]:
    """Yield what some articles say, those in the reader's language first."""
    titles = [title for one in cards if (title := one_line(one.title)) and size(title) <= LONGEST_TITLE]
    for title in titles[:TRIED_TITLES]:
        yield _Tried(say(language, "discord.guide.example_title", title=title))


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
        return await in_time(
            look(bot, visit, lambda desk, scope: bot.examples.one_of(desk, scope, visit.language)), WITHIN_S
        )
    except (IndexFloorError, CorpusError, OSError, TooBusyError, TimeoutError) as error:
        log.info("no example of a question: %s", type(error).__name__)
        return ""
