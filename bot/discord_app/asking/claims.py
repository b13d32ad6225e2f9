"""What the articles say on a message, as a card: passages on each thing that it claims, without a verdict."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.claims import Found, best_of, claims_of, found_for
from bot.answers.links import linkable
from bot.discord_app.desk import Desk, Scope
from bot.discord_app.escaping import fitted, size
from bot.discord_app.replies import ANSWERED, LONGEST_LAYOUT, REFUSED, Card
from bot.discord_app.results import LONGEST_QUESTION_SHOWN, about, quote_block
from bot.texts import say
from corpus.article import Language
from corpus.languages import detect_language

HITS = 5  # passages read for each claim
LONGEST_READ = 4000  # characters of a message; Discord's own limit
ROOMS = ((600, 160), (400, 120), (240, 80), (120, 60))  # characters of a quote and of a title, from roomy to cramped


def passages_on(desk: Desk, text: str, scope: Scope) -> list[Found]:
    """Return the best sentences of the articles on what a message claims. Runs on a thinking thread."""
    message = text[:LONGEST_READ]
    language = detect_language(message)
    found = [
        one
        for claim in claims_of(message, language)
        for one in found_for(claim, language, desk.search(claim, HITS, scope=scope))
    ]
    return best_of(found)


def claims_card(text: str, found: Sequence[Found], language: Language) -> Card:
    """Return the passages found, each with how it bears on the message, or a sentence where there is none."""
    said = f"-# {say(language, 'discord.claims.message', text=fitted(text, LONGEST_QUESTION_SHOWN))}"
    if not found:
        return Card((f"{said}\n{say(language, 'discord.claims.none')}",), REFUSED)
    head = f"{said}\n**{say(language, 'discord.claims.heading')}**\n-# {say(language, 'discord.claims.note')}"
    for quote, title in ROOMS:
        parts = (head, *(_part(one, language, quote, title) for one in found))
        if sum(map(size, parts)) <= LONGEST_LAYOUT:
            break
        parts = (head, *(_part(one, language, quote, title, linked=False) for one in found))
        if sum(map(size, parts)) <= LONGEST_LAYOUT:
            break
    return Card(parts, ANSWERED)


def _part(one: Found, language: Language, quote: int, title: int, *, linked: bool = True) -> str:
    citation = one.citation
    url = (linkable(citation.link) or linkable(citation.url)) if linked else None
    label = say(language, f"discord.claims.{one.bearing}")
    source = about(citation, url, language, title, [])
    return f"**{label}**\n{quote_block(citation, language, quote)}\n{source}"
