"""`/articles` and `/article`: a page of titles, and what one article is. Pure functions; they know no message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from discord import app_commands

from bot.answers.answer import Answer, NoAnswer
from bot.discord_app.article_choices import alike, article_of, matching, told_apart
from bot.discord_app.browsing.pieces import dated, fitting, in_quotes, named, small, titled
from bot.discord_app.controls import LONGEST_CHOICE, MOST_CHOICES, Choice, Menu
from bot.discord_app.desk import Desk, Scope
from bot.discord_app.escaping import cleaned, fitted, one_line, size
from bot.discord_app.indexing.naming import shown_id
from bot.discord_app.paging import Page, turner
from bot.discord_app.replies import QUOTED_LINE, REFUSED, Card
from bot.discord_app.routing import custom_id
from bot.discord_app.speech import written_number
from bot.discord_app.typed import folded, label
from bot.texts import say
from corpus.article import Article, Language, Span
from corpus.sentences import split_sentences

if TYPE_CHECKING:
    from index.keeping.passage_store import ArticleCard

PER_PAGE = 10
LONGEST_TITLE = 140
LONGEST_FIND = 100
SHORT_TITLE = 80
READ = 4000  # code points of an article in which its first sentences are looked for
SENTENCES = 3
LONGEST_BEGINNING = 420
LONGEST_QUESTION_SHOWN = 160
MOST_QUESTIONS = 5


@dataclass(frozen=True, slots=True)
class About:
    """An article, how many passages it has, and whether its collection's name tells something."""

    article: Article
    passages: int


@dataclass(frozen=True, slots=True)
class _Room:
    title: int
    linked: bool = True


ROOMS = (_Room(LONGEST_TITLE), _Room(SHORT_TITLE), _Room(SHORT_TITLE, linked=False))


def holding(cards: Sequence[ArticleCard], find: str) -> list[ArticleCard]:
    """Return the articles whose titles hold all words of `find`, in their order; all where it is empty."""
    words = folded(find).split()
    return [card for card in cards if all(word in folded(card.title) for word in words)]


def titles(desk: Desk, scope: Scope, typed: str) -> list[app_commands.Choice[str]]:
    """Return titles that fit what is typed, each once, as what to look for in titles."""
    found = matching(desk.articles(scope=scope), typed, MOST_CHOICES)
    values = dict.fromkeys(_value(card.title) for card in found if _value(card.title))
    return [app_commands.Choice(name=label(value), value=value) for value in values]


def choices(desk: Desk, scope: Scope, typed: str) -> list[app_commands.Choice[str]]:
    """Return the articles that fit what is typed; the value of each is its key."""
    cards = desk.articles(scope=scope)
    found = told_apart(matching(cards, typed, MOST_CHOICES), cards)
    return [app_commands.Choice(name=one.name, value=one.key) for one in found]


def about(desk: Desk, scope: Scope, wanted: str) -> About | list[ArticleCard]:
    """Return the article of a key or file, or whose title alone fits what was typed; else those that fit, best first.

    Takes the processor.
    """
    cards = desk.articles(scope=scope)
    near = matching(cards, wanted, MOST_CHOICES) if wanted.strip() else []
    same = [card for card in near if folded(card.title) == folded(wanted)]
    sure = same if len(same) == 1 else near
    card = article_of(cards, wanted) or (sure[0] if len(sure) == 1 else None)
    article = desk.article(card.id, scope=scope) if card is not None else None
    return near if article is None else About(article, len(desk.passages_of(article.id, scope=scope)))


def list_card(page: Page[ArticleCard], find: str, language: Language, search_id: str) -> Card:
    """Return a page of titles, and a menu that shows one of the articles.

    `search_id` is what the buttons that turn the page bring back: "-" where nothing was looked for.
    """
    if not page.items:
        sought = fitted(find, LONGEST_FIND)
        key = "discord.articles.none_such" if sought else "discord.articles.none"
        return Card((say(language, key, words=sought),), REFUSED)
    total = written_number(page.total, language)
    count = say(language, "discord.articles.count", number=total)
    sought = fitted(find, LONGEST_FIND)
    searched = say(language, "discord.articles.with_words", words=sought) if sought else ""
    head = f"### {say(language, 'discord.articles.heading')}\n{small([searched, count])}"

    twice = alike({card.id: card.title for card in page.items})

    def parts(room: _Room) -> list[str]:
        lines = [_line(card, language, room, file=card.id in twice) for card in page.items]
        return [head, "\n".join(lines)]

    rows = turner(page, "articles", search_id)
    return fitting(ROOMS, parts, rows=(*menu(page.items, language), *rows))


def answered_by(article_id: str, result: Answer | NoAnswer) -> Iterator[str]:
    """Yield the questions of a message that an article surely answered: the whole of one that asks a single thing."""
    if isinstance(result, Answer):
        for part, citations in result.in_parts():
            if part.sure and any(one.article_id == article_id for one in citations):
                yield part.question or result.question


def article_card(told: About, questions: Sequence[str], language: Language) -> Card:
    """Return what an article is, its first sentences, and `questions` that it answered here."""
    article = told.article
    words = written_number(len(article.text.split()), language)
    passages = written_number(told.passages, language)

    def parts(room: _Room) -> list[str]:
        title = titled(article.title, article.url if room.linked else None, article.id, room.title)
        facts = [
            say(language, f"discord.article.language_{article.language}"),
            dated(article.published, language) or say(language, "discord.article.undated"),
            named(article.collection, language),
        ]
        counts = [
            say(language, "discord.article.words", number=words),
            say(language, "discord.article.passages", number=passages),
        ]
        file = fitted(shown_id(article.id), room.title) if article.url is None else ""
        head = "\n".join([f"### {title}", small(facts), small([*counts, file])])
        return [head, *_beginning(article), *_answered(questions, language)]

    return fitting(ROOMS, parts)


def unknown_card(wanted: str, near: Sequence[ArticleCard], language: Language) -> Card:
    """Return that no article is meant for sure, with a menu of those that may be."""
    sought = fitted(wanted, LONGEST_FIND) or "?"
    key = "discord.article.several" if near else "discord.article.unknown"
    return Card((say(language, key, words=sought),), REFUSED, menu(near, language))


def menu(cards: Sequence[ArticleCard], language: Language) -> tuple[Menu, ...]:
    """Return a menu of articles, whose choice brings the action "article" back; none without any."""
    shown = cards[:MOST_CHOICES]
    entries = tuple(
        Choice(one.name, one.key, dated(card.published, language))
        for card, one in zip(shown, told_apart(shown, shown), strict=True)
    )
    return (Menu(custom_id("article"), entries, say(language, "discord.articles.choose")),) if entries else ()


def _line(card: ArticleCard, language: Language, room: _Room, *, file: bool) -> str:
    title = titled(card.title, card.url if room.linked else None, card.id, room.title)
    tongue = say(language, f"discord.article.language_{card.language}")
    path = fitted(shown_id(card.id), room.title) if file else ""
    details = small([tongue, dated(card.published, language), named(card.collection, language), path])
    return f"**{title}**\n{details}"


def _beginning(article: Article) -> list[str]:
    """Return the first sentences verbatim, as one quote with a line for each paragraph; nothing without any."""
    lines: list[str] = []
    left, end = LONGEST_BEGINNING, 0
    for span in islice(_sentences(article), SENTENCES):
        sentence = span.of(article.text)
        if lines and len(sentence) > left:
            break
        if lines and "\n" not in article.text[end : span.start]:
            lines[-1] += f" {sentence}"
        else:
            lines.append(sentence)
        left, end = left - len(sentence), span.end
    shown = [fitted(line, LONGEST_BEGINNING, held=article.language == "fr") for line in lines]
    return [f"> {in_quotes(QUOTED_LINE.join(shown), article.language)}"] if shown else []


def _sentences(article: Article) -> Iterator[Span]:
    """Yield the sentences near the beginning that show something and are no headings."""
    text = article.text[:READ]
    headings = {(span.start, span.end) for span in article.headings}
    for span in split_sentences(text, article.language):
        sentence = one_line(span.of(text))
        if sentence and (span.start, span.end) not in headings and folded(sentence) != folded(article.title):
            yield span


def _answered(questions: Sequence[str], language: Language) -> list[str]:
    lines = [f"- {line}" for one in questions[:MOST_QUESTIONS] if (line := fitted(one, LONGEST_QUESTION_SHOWN))]
    return ["\n".join([f"-# {say(language, 'discord.article.answered')}", *lines])] if lines else []


def _value(title: str) -> str:
    """Return as much of a title as a choice's value may hold."""
    line = one_line(cleaned(title))
    while size(line) > LONGEST_CHOICE:
        line = line[:-1]
    return line.strip()
