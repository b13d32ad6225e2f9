"""Answers and refusals as cards: quotes with their numbers, sources with titles, dates and links, cut to what fits.

Pure. Everything from elsewhere is escaped; numbers are the last thing to give way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answers.answer import NO_BREAK_SPACE, Answer, Citation, Nearest, NoAnswer, marks_around
from bot.answers.shown.links import linkable
from bot.answers.values.spans import places_of
from bot.discord_app.article_choices import alike
from bot.discord_app.escaping import cleaned, escaped, fitted, one_line, size
from bot.discord_app.indexing.naming import shown_id
from bot.discord_app.replies import ANSWERED, LONGEST_LAYOUT, QUOTED_LINE, REFUSED, UNSURE, Card, cut_lines
from bot.texts import say
from bot.texts.dates import written_date
from corpus.article import Language
from corpus.collections import is_of_server

LONGEST_REFUSAL = 1200  # characters; leaves most of the layout to the titles
LONGEST_ORIGIN = 100  # characters of a chat model's name
LONGEST_REMARK = 300  # characters: two sentences
LONGEST_QUESTION_SHOWN = 200  # characters: two lines on a telephone


@dataclass(frozen=True, slots=True)
class _Room:
    """How many characters each piece of a card may take."""

    lead: int
    quote: int
    title: int
    linked: bool = True
    at_quotes: bool = True


# From roomy to cramped: the first in which everything fits is taken. Today's answers (three quotes of 600) fit the
# first; the last one holds some sixty sources.
ROOMS = (
    _Room(lead=2000, quote=700, title=256),
    _Room(lead=2000, quote=700, title=160, at_quotes=False),
    _Room(lead=1600, quote=400, title=120, at_quotes=False),
    _Room(lead=1200, quote=240, title=100, at_quotes=False),
    _Room(lead=1200, quote=160, title=80, linked=False),
    _Room(lead=800, quote=80, title=48, linked=False),
    _Room(lead=400, quote=0, title=24, linked=False),
)


def card(result: Answer | NoAnswer, *, show_question: bool = False, note: str = "") -> Card:
    """Return what people see of a result; with `show_question` its question stands above, and `note` above that."""
    above = [note] if note else []
    above += _question(result.question, result.language) if show_question else ()
    return _answer_card(result, above) if isinstance(result, Answer) else _refusal_card(result, above)


def _answer_card(answer: Answer, above: Sequence[str]) -> Card:
    colour = ANSWERED if answer.sure else UNSURE
    for room in ROOMS:
        parts = ("\n".join(_said(answer, room, above)), "\n".join(_sources(answer, room)))
        if sum(map(size, parts)) <= LONGEST_LAYOUT:
            return Card(parts, colour)
    said = cut_lines(parts[0], LONGEST_LAYOUT // 2)
    return Card((said, cut_lines(parts[1], LONGEST_LAYOUT - size(said))), colour)


def _refusal_card(refusal: NoAnswer, above: Sequence[str]) -> Card:
    language = refusal.language
    sentence = _lines(refusal.text, LONGEST_REFUSAL) or say(language, "answers.nothing_found")
    said = "\n".join([*above, *_read_as(refusal.read_as, language), sentence, *_remark(refusal)])
    if not refusal.nearest:
        return Card((said,), REFUSED)
    heading = f"-# {say(language, 'discord.nearest')}"
    twice = alike({one.article_id: one.title for one in refusal.nearest})
    for room in ROOMS:
        nearest = (_nearest(one, language, room, file=one.article_id in twice) for one in refusal.nearest)
        near = "\n".join([heading, *nearest])
        if size(said) + size(near) <= LONGEST_LAYOUT:
            return Card((said, near), REFUSED)
    return Card((said, cut_lines(near, LONGEST_LAYOUT - size(said))), REFUSED)


def _read_as(question: str, language: Language) -> Iterator[str]:
    """Yield how a question was understood, where that is not how it was asked."""
    if question:
        yield f"-# {say(language, 'discord.read_as', question=fitted(question, LONGEST_QUESTION_SHOWN))}"


def _said(answer: Answer, room: _Room, above: Sequence[str]) -> Iterator[str]:
    """Yield what stands above, what is said around the quotes, and the quotes."""
    yield from above
    for place, (part, citations) in enumerate(answer.in_parts()):
        if place:
            yield ""
        if part.question:
            yield f"**{fitted(part.question, LONGEST_QUESTION_SHOWN)}**"
        yield from _read_as(part.read_as, answer.language)
        yield _lines(part.said, room.lead) or "…"
        for citation in citations if room.quote else ():
            yield ""
            yield quote_block(citation, answer.language, room.quote)
    if small := [*_origin(answer), *_remark(answer)]:
        yield ""  # they are of the answer, and not of its last quote
        yield from small


def _origin(answer: Answer) -> Iterator[str]:
    if answer.origin != "extracted":
        yield f"-# {say(answer.language, 'discord.written_by', origin=fitted(answer.origin, LONGEST_ORIGIN))}"


def _remark(result: Answer | NoAnswer) -> Iterator[str]:
    if result.remark:
        yield f"-# {fitted(result.remark, LONGEST_REMARK)}"


def _question(question: str, language: Language) -> Iterator[str]:
    line = fitted(question, LONGEST_QUESTION_SHOWN)
    if line:
        yield f"-# {say(language, 'discord.question', question=line)}"


def quote_block(citation: Citation, language: Language, limit: int) -> str:
    """Return a quote as a block: in its own language's quotation marks, its number, its language if it is another.

    A row stands there by the names of its columns, without marks.
    """
    marks = marks_around(" ".join(citation.quote.split()), citation.language)
    opening, closing = ("", "") if citation.columns else marks
    label = "" if citation.language == language else f" *({say(language, f'discord.in_{citation.language}')})*"
    words = _highlighted(citation, limit)
    return f"> {opening}{words}{closing}{NO_BREAK_SPACE}**[{citation.number}]**{label}"


def _highlighted(citation: Citation, limit: int) -> str:
    """Return a quote escaped, with what answers in bold where it stands in a line, and each line by itself.

    What does not fit as a whole is one line, cut.
    """
    held = citation.language == "fr"
    bold = one_line(citation.answering, held=held)
    lines = [_bold(line, bold) for row in citation.shown.split("\n") if (line := one_line(row, held=held))]
    whole = QUOTED_LINE.join(lines)
    return whole if size(whole) <= limit else fitted(citation.shown, limit, held=held)


def _bold(line: str, bold: str) -> str:
    if not (places := places_of(bold, line)):
        return escaped(line)
    start, end = places[0], places[0] + len(bold)
    return f"{escaped(line[:start])}**{escaped(line[start:end])}**{escaped(line[end:])}"


def _sources(answer: Answer, room: _Room) -> Iterator[str]:
    """Yield a heading, then a line for each article cited: number, title (linked where it can be), date, collection."""
    yield f"-# {say(answer.language, 'discord.sources')}"
    twice = alike({citation.article_id: citation.title for citation in answer.sources})
    for citation in answer.sources:
        at_quote = linkable(citation.link) if room.at_quotes else None
        url = at_quote or linkable(citation.url) if room.linked else None
        details = [_collection(name, answer.language)] if (name := citation.told_collection) else []
        told = about(citation, url, answer.language, room.title, details, file=citation.article_id in twice)
        yield f"**[{citation.number}]** {told}"


def _collection(name: str, language: Language) -> str:
    return say(language, "discord.browse.own_collection") if is_of_server(name) else name


def _nearest(article: Nearest, language: Language, room: _Room, *, file: bool) -> str:
    url = linkable(article.url) if room.linked else None
    return about(article, url, language, room.title, [], file=file)


def about(
    article: Citation | Nearest,
    url: str | None,
    language: Language,
    longest: int,
    details: Sequence[str],
    *,
    file: bool = False,
) -> str:
    """Return an article's title, linked if `url` is given; under it, small, its date and `details`.

    Its file's name stands there where it is to tell articles of one title apart, and in place of a title that shows
    nothing.
    """
    name = fitted(shown_id(article.article_id), longest, held=False)
    title = fitted(article.title, longest) or name or "?"
    small = [written_date(article.published, language)] if article.published is not None else []
    small += [piece for detail in details if (piece := fitted(detail, longest))]
    if url is not None:
        label = title.replace("[", "\\[").replace("]", "\\]")
        title = f"[{label}]({url})"
    if file and name and name != title:
        small.append(name)
    return f"{title}\n-# {' · '.join(small)}" if small else title


def _lines(text: str, limit: int) -> str:
    """Return somebody else's lines escaped, each a line of its own, at most `limit` characters together."""
    kept: list[str] = []
    left = limit
    for line in cleaned(text).split("\n"):
        piece = fitted(line, left)
        if piece:
            kept.append(piece)
            left -= size(piece) + 1
        if left <= 0:
            break
    return "\n".join(kept)
