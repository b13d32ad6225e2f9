"""What the articles say on a message, as a card: passages on each thing that it claims, without a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answers.claims import Support, claims_of, shared_out, supported
from bot.answers.shown.links import linkable
from bot.answers.understanding import hits_among
from bot.discord_app.desk import Desk, Scope
from bot.discord_app.escaping import fitted, size
from bot.discord_app.replies import ANSWERED, LONGEST_LAYOUT, REFUSED, Card, within
from bot.discord_app.results import LONGEST_QUESTION_SHOWN, about, quote_block
from bot.texts import say
from corpus.article import Language
from corpus.languages import detect_language

LONGEST_READ = 4000  # characters of a message; Discord's own limit
LONGEST_WORD = 40  # characters of a word that was not found


@dataclass(frozen=True, slots=True)
class _Room:
    """How many characters a quote, a title and a claim may take."""

    quote: int
    title: int
    claim: int
    linked: bool = True


# From roomy to cramped: the first in which everything fits is taken.
ROOMS = (
    _Room(600, 160, 200),
    _Room(400, 120, 140),
    _Room(240, 80, 100),
    _Room(240, 80, 100, linked=False),
    _Room(120, 60, 60, linked=False),
)


def support_for(desk: Desk, text: str, scope: Scope) -> list[Support]:
    """Return what the articles say on each claim of a message, found as answers are. Runs on a thinking thread."""
    message = text[:LONGEST_READ]
    language = detect_language(message)
    wanted = hits_among(desk.passages_in(scope))
    return shared_out(
        [
            supported(
                claim,
                language,
                desk.words_of(claim),
                desk.answer(claim, scope=scope, chat=False),
                desk.search(claim, wanted, scope=scope),
            )
            for claim in claims_of(message, language)
        ]
    )


def claims_card(text: str, supports: Sequence[Support], language: Language) -> Card:
    """Return what was found, each with how it bears on the message, and what nothing was found on."""
    said = f"-# {say(language, 'discord.claims.message', text=fitted(text, LONGEST_QUESTION_SHOWN))}"
    if not any(one.found for one in supports):
        return Card((f"{said}\n{say(language, 'discord.claims.none')}",), REFUSED)
    head = f"{said}\n**{say(language, 'discord.claims.heading')}**\n-# {say(language, 'discord.claims.note')}"
    parts: tuple[str, ...] = ()
    for room in ROOMS:
        parts = (head, *_parts(supports, language, room))
        if sum(map(size, parts)) <= LONGEST_LAYOUT:
            return Card(parts, ANSWERED)
    return Card(within(parts), ANSWERED)


def _parts(supports: Sequence[Support], language: Language, room: _Room) -> Iterator[str]:
    """Yield a part for each claim on which something was found, then one that names the claims without."""
    titled: set[int] = set()
    for one in supports:
        if one.found:
            yield "\n".join(_found(one, titled, language, room, named=len(supports) > 1))
    without = [_claim(one, language, room) for one in supports if not one.found]
    if without:
        yield "\n".join([f"**{say(language, 'discord.claims.without')}**", *without])


def _claim(support: Support, language: Language, room: _Room) -> str:
    return f"-# {say(language, 'discord.claims.claim', claim=fitted(support.claim, room.claim))}"


def _found(support: Support, titled: set[int], language: Language, room: _Room, *, named: bool) -> Iterator[str]:
    """Yield the lines of one claim: its quotes, then by number the titles that are not in `titled` yet."""
    if named:
        yield _claim(support, language, room)
    bearing = ""
    for one in support.found:
        if one.bearing != bearing:
            bearing = one.bearing
            yield f"**{say(language, f'discord.claims.{bearing}')}**"
        yield quote_block(one.citation, language, room.quote)
    for citation in (one.citation for one in support.found):
        if citation.number not in titled:
            titled.add(citation.number)
            url = (linkable(citation.link) or linkable(citation.url)) if room.linked else None
            yield f"**[{citation.number}]** {about(citation, url, language, room.title, [])}"
    if support.missing:
        words = ", ".join(say(language, "discord.claims.word", word=fitted(w, LONGEST_WORD)) for w in support.missing)
        yield f"-# {say(language, 'discord.claims.missing', words=words)}"
