"""`/glossary`: a term with its meanings and their sentences, a page of all terms, or the terms nearest to one unknown.

Pure functions over what the desk lists; they know no message.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from discord import app_commands

from bot.answers.shown.links import link_to
from bot.discord_app.browsing.pieces import dated, fitting, in_quotes, small, spoken, titled
from bot.discord_app.controls import LONGEST_CHOICE, MOST_CHOICES, Choice, Menu
from bot.discord_app.desk import Desk, Scope
from bot.discord_app.escaping import escaped, fitted, one_line, size
from bot.discord_app.paging import Page, page_of, turner
from bot.discord_app.replies import REFUSED, Card
from bot.discord_app.routing import custom_id
from bot.discord_app.speech import written_number
from bot.discord_app.typed import label, ranked
from bot.texts import say
from corpus.article import Language

if TYPE_CHECKING:
    from index.glossaries.meanings import Entry, Meaning

PER_PAGE = 10
MOST_MEANINGS = 5
MOST_NEAREST = 5
LONGEST_TERM = 100
LONGEST_MEANING = 300
LONGEST_LISTED = 110  # characters of a meaning in the list: two lines on a telephone


@dataclass(frozen=True, slots=True)
class Meant:
    """One meaning with the sentence that says so, verbatim, and the article that it stands in."""

    text: str
    is_acronym: bool
    articles: int
    language: Language
    sentence: str
    article_id: str
    title: str
    url: str | None
    link: str | None
    published: date | None


@dataclass(frozen=True, slots=True)
class Explained:
    """A term as the articles write it with what it means; without a meaning, the terms nearest to it."""

    term: str
    meanings: tuple[Meant, ...]
    left_out: int = 0
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Room:
    sentence: int
    title: int
    at_sentences: bool = True
    linked: bool = True


ROOMS = (
    _Room(sentence=500, title=160),
    _Room(sentence=400, title=100, at_sentences=False),
    _Room(sentence=240, title=80, linked=False),
)


def explain(desk: Desk, scope: Scope, term: str) -> Explained:
    """Return what the articles say that `term` means; takes the processor."""
    listing = desk.listing(term, 1, scope=scope)
    if not listing.entries:
        return Explained(term, (), nearest=tuple(listing.nearest[:MOST_NEAREST]))
    entry = listing.entries[0]
    told = [one for meaning in entry.meanings[:MOST_MEANINGS] if (one := _meant(desk, scope, meaning)) is not None]
    return Explained(entry.term, tuple(told), max(0, len(entry.meanings) - MOST_MEANINGS))


def listed(desk: Desk, scope: Scope, number: int) -> Page[Entry]:
    """Return one page of all terms, by alphabet; takes the processor."""
    listing = desk.listing("", max(1, number + 1) * PER_PAGE, scope=scope)
    last = max(0, -(-listing.total // PER_PAGE) - 1)
    if number > last:
        return listed(desk, scope, last)
    page = page_of(listing.entries, number, PER_PAGE)
    return Page(page.items, page.number, last + 1, listing.total, page.first)


def suggestions(desk: Desk, scope: Scope, typed: str) -> list[app_commands.Choice[str]]:
    """Return the terms that fit what is typed, those that begin so first."""
    terms = [term for term in desk.explained(scope=scope) if term.strip() and size(term) <= LONGEST_CHOICE]
    return [app_commands.Choice(name=label(terms[at]), value=terms[at]) for at in ranked(terms, typed, MOST_CHOICES)]


def term_card(found: Explained, language: Language) -> Card:
    """Return a term with its meanings, or which terms are near it, to choose from."""
    term = fitted(found.term, LONGEST_TERM) or "?"
    if not found.meanings:
        return _unknown_card(term, found.nearest, language)

    def parts(room: _Room) -> list[str]:
        several = len(found.meanings) > 1
        told = [
            "\n".join(_told(one, language, room, number if several else 0))
            for number, one in enumerate(found.meanings, 1)
        ]
        told[0] = f"### {term}\n{told[0]}"
        if found.left_out:
            more = written_number(found.left_out, language)
            told[-1] += f"\n-# {say(language, 'discord.glossary.more_meanings', number=more)}"
        return told

    return fitting(ROOMS, parts)


def list_card(page: Page[Entry], language: Language) -> Card:
    """Return a page of terms, each with its first meaning, and a menu that explains one of them."""
    if not page.items:
        return Card((say(language, "discord.glossary.empty"),), REFUSED)
    total = written_number(page.total, language)
    head = (
        f"### {say(language, 'discord.glossary.heading')}\n-# {say(language, 'discord.glossary.count', number=total)}"
    )

    def parts(longest: int) -> list[str]:
        return [head, "\n".join(_listed(entry, language, longest) for entry in page.items)]

    terms = list(dict.fromkeys(one.term for one in page.items if one.term.strip() and size(one.term) <= LONGEST_CHOICE))
    rows = turner(page, "glossary")
    return fitting((LONGEST_LISTED, 60), parts, rows=(*_menu(terms, language), *rows))


def _meant(desk: Desk, scope: Scope, meaning: Meaning) -> Meant | None:
    """Return a meaning with the first place whose article may be read; None where none may."""
    for place in meaning.places:
        article = desk.article(place.article_id, scope=scope)
        if article is None:
            continue
        return Meant(
            text=meaning.text,
            is_acronym=meaning.kind == "acronym",
            articles=meaning.articles,
            language=place.language,
            sentence=place.sentence.of(article.text),
            article_id=article.id,
            title=article.title,
            url=article.url,
            link=link_to(article, place.sentence),
            published=article.published,
        )
    return None


def _told(one: Meant, language: Language, room: _Room, number: int) -> Iterator[str]:
    """Yield a meaning: what it is in bold, the sentence, where it stands; numbered where there are several."""
    tongue = f" *({spoken(one.language, language)})*" if one.language != language else ""
    mark = f"**{number}.** " if number else ""
    if one.is_acronym:
        yield f"{mark}**{fitted(one.text, LONGEST_MEANING) or '…'}**{tongue}"
        mark = tongue = ""
    sentence = (
        _stressed(one, room.sentence)
        if one.is_acronym
        else fitted(one.sentence, room.sentence, held=one.language == "fr")
    )
    yield f"> {mark}{in_quotes(sentence or '…', one.language)}{tongue}"
    url = (one.link if room.at_sentences else None) or one.url
    title = titled(one.title, url if room.linked else None, one.article_id, room.title)
    more = one.articles - 1
    also = say(language, "discord.glossary.also", number=written_number(more, language))
    yield small([title, dated(one.published, language), also if more > 0 else ""])


def _stressed(one: Meant, limit: int) -> str:
    """Return a sentence escaped, with what it says is meant in bold where that is in one piece and all of it fits."""
    held = one.language == "fr"
    whole, words = escaped(one_line(one.sentence, held=held)), escaped(one_line(one.text, held=held))
    before, found, after = whole.partition(words) if words else (whole, "", "")
    made = f"{before}**{found}**{after}"
    whole_word = found and not before.endswith("\\")  # never between an escape and what it escapes
    return made if whole_word and size(made) <= limit else fitted(one.sentence, limit, held=held)


def _listed(entry: Entry, language: Language, longest: int) -> str:
    term = fitted(entry.term, LONGEST_TERM) or "?"
    meaning = fitted(entry.meanings[0].text, longest) if entry.meanings else ""
    more = len(entry.meanings) - 1
    also = f" *(+{written_number(more, language)})*" if more > 0 else ""
    return f"**{term}** · {meaning or '…'}{also}"


def _unknown_card(term: str, nearest: Sequence[str], language: Language) -> Card:
    lines = [say(language, "discord.glossary.unknown", term=term)]
    if nearest:
        lines.append(f"-# {say(language, 'discord.glossary.nearest')}")
    fit = [one for one in dict.fromkeys(nearest) if one.strip() and size(one) <= LONGEST_CHOICE]
    return Card(("\n".join(lines),), REFUSED, _menu(fit, language))


def _menu(terms: Sequence[str], language: Language) -> tuple[Menu, ...]:
    choices = tuple(Choice(label(term), term) for term in terms[:MOST_CHOICES])
    return (Menu(custom_id("term"), choices, say(language, "discord.glossary.choose")),) if choices else ()
