"""`/search`: the passages found, as a card of a page. Pure functions over hits; they know no message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.answers.shown.links import link_to
from bot.answers.trust.refusing import shares_nothing
from bot.discord_app.article_choices import alike
from bot.discord_app.browsing.excerpts import Excerpt, excerpt, shown
from bot.discord_app.browsing.pieces import dated, fitting, named, small, spoken, titled
from bot.discord_app.bullets import with_bullet
from bot.discord_app.desk import Desk, Scope
from bot.discord_app.escaping import fitted
from bot.discord_app.indexing.naming import shown_id
from bot.discord_app.paging import Page, page_of, turner
from bot.discord_app.replies import REFUSED, Card
from bot.discord_app.speech import written_number
from bot.texts import say
from corpus.article import Language, Span

if TYPE_CHECKING:
    from index.hits import Hit
    from index.words.terms import Term

MOST_HITS = 20  # passages looked through; what is ranked lower has little to do with the question
PER_PAGE = 5  # as many as a telephone shows in two screens
LONGEST_EXCERPT = 280
LONGEST_HEADING = 80
LONGEST_QUESTION_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A passage as it is shown: where it stands, its text, and what of it is shown."""

    article_id: str
    title: str
    url: str | None
    link: str | None
    published: date | None
    collection: str
    language: Language
    heading: str
    text: str
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Passages:
    """One page of what was found, and how a question was read of which articles spell a word otherwise, or nothing."""

    page: Page[Found]
    read_as: str = ""


@dataclass(frozen=True, slots=True)
class _Room:
    title: int
    excerpt: int
    at_passages: bool = True
    linked: bool = True


ROOMS = (
    _Room(title=160, excerpt=LONGEST_EXCERPT),
    _Room(title=120, excerpt=LONGEST_EXCERPT, at_passages=False),
    _Room(title=90, excerpt=200, at_passages=False),
    _Room(title=90, excerpt=200, linked=False),
)


def find(desk: Desk, scope: Scope, question: str, number: int) -> Passages:
    """Return one page of the passages found for `question`, made ready; takes the processor.

    A misspelt word is looked for as the articles spell it. There are none where no word of the question stands in what
    was found: that is near in meaning, however far.
    """
    read_as = desk.spelt(question, scope=scope)
    words = read_as or question
    hits, terms = desk.search(words, MOST_HITS, scope=scope), desk.words_of(words)
    page = page_of([] if shares_nothing(terms, hits) else hits, number, PER_PAGE)
    found = tuple(_found(hit, terms) for hit in page.items)
    return Passages(Page(found, page.number, page.pages, page.total, page.first), read_as)


def search_card(question: str, passages: Passages, language: Language, search_id: str) -> Card:
    """Return a page of passages; `search_id` is what the buttons that turn it bring back."""
    page = passages.page
    asked = f"-# {say(language, 'discord.search.asked', words=fitted(question, LONGEST_QUESTION_SHOWN))}"
    if passages.read_as:
        read_as = fitted(passages.read_as, LONGEST_QUESTION_SHOWN)
        asked += f"\n-# {say(language, 'discord.read_as', question=read_as)}"
    if not page.items:
        return Card((f"{asked}\n{say(language, 'discord.search.nothing')}",), REFUSED)
    shown_ = {
        "first": written_number(page.first + 1, language),
        "last": written_number(page.first + len(page.items), language),
        "total": written_number(page.total, language),
    }
    twice = alike({one.article_id: one.title for one in page.items})
    head = f"{asked}\n-# {say(language, 'discord.search.passages', **shown_)}"

    def parts(room: _Room) -> list[str]:
        hits = enumerate(page.items, page.first + 1)
        shown = (_lines(number, one, language, room, file=one.article_id in twice) for number, one in hits)
        return [head, *("\n".join(lines) for lines in shown)]

    return fitting(ROOMS, parts, rows=turner(page, "search", search_id))


def _found(hit: Hit, terms: Sequence[Term]) -> Found:
    article = hit.article
    start = with_bullet(article.text, hit.passage.start)
    text = article.text[start : hit.passage.end]
    kept = excerpt(text, article.language, terms, LONGEST_EXCERPT)
    return Found(
        article_id=article.id,
        title=article.title,
        url=article.url,
        link=link_to(article, Span(start + kept.span.start, start + kept.span.end)),
        published=article.published,
        collection=article.collection,
        language=article.language,
        heading=hit.passage.heading,
        text=text,
        excerpt=kept,
    )


def _lines(number: int, one: Found, language: Language, room: _Room, *, file: bool) -> Iterator[str]:
    url = (one.link if room.at_passages else None) or one.url
    yield f"**{number}.** {titled(one.title, url if room.linked else None, one.article_id, room.title)}"
    heading = fitted(one.heading, LONGEST_HEADING) if one.heading != one.title else ""
    tongue = spoken(one.language, language) if one.language != language else ""
    path = fitted(shown_id(one.article_id), room.title) if file else ""
    details = small([dated(one.published, language), tongue, heading, named(one.collection, language), path])
    if details:
        yield details
    words = shown(one.text, one.excerpt, one.language, room.excerpt)
    if words.strip():
        yield f"> {words}"
