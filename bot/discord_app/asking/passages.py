"""A quote in its passage, bold, with the passages before and after it. Pure, but for the desk that is asked.

What stands in the article now is shown where it still holds the quote; where it does not, that is said, and the quote
is shown as it was given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answers.answer import Answer, Citation
from bot.answers.shown.links import linkable
from bot.discord_app.bullets import ITEM, bullet_of, with_bullet
from bot.discord_app.controls import LONGEST_CHOICE, MOST_CHOICES, Button, Choice, Menu, Row
from bot.discord_app.desk import Desk, Scope
from bot.discord_app.escaping import cleaned, escaped, fitted, one_line, size
from bot.discord_app.indexing.naming import shown_id
from bot.discord_app.paging import BACK, ON
from bot.discord_app.replies import ANSWERED, REFUSED, Card
from bot.discord_app.results import about, quote_block
from bot.discord_app.routing import custom_id
from bot.texts import held_together, say
from corpus.article import Article, Language, Passage, Span

PAGE, SOURCE = "page", "source"  # actions
LONGEST_TITLE = 200
LONGEST_HEADING = 150
LONGEST_BODY = 2600  # escaped; with title, link (512) and heading that stays below a layout's 4000
CONTEXTS = (1200, 600, 300, 100, 0)  # characters kept around the quote where all of the passage is too long
MORE = "…"


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of the article that a citation is of. `article` is None where it is gone, `quote` where it lacks it.

    `page` counts from 0 among `pages`; `at` is the page of the quote.
    """

    citation: Citation
    article: Article | None = None
    quote: Span | None = None
    passage: Passage | None = None
    page: int = 0
    pages: int = 0
    at: int = 0


def look_up(desk: Desk, citation: Citation, scope: Scope, page: int | None = None) -> Shown:
    """Return a page of an article as it is in the index now, the one of the quote where `page` is None."""
    article = desk.article(citation.article_id, scope=scope)
    if article is None:
        return Shown(citation)
    place = article.text.find(citation.quote)
    if article.text[citation.start : citation.end] == citation.quote:
        place = citation.start
    if place < 0:
        return Shown(citation, article)
    quote = Span(place, place + len(citation.quote))
    passages = sorted(desk.passages_of(citation.article_id, scope=scope), key=lambda one: one.start)
    if not passages:
        return Shown(citation, article, quote, Passage(article.id, quote.start, quote.end), 0, 1)
    at = max((number for number, one in enumerate(passages) if one.start <= quote.start), default=0)
    chosen = at if page is None else max(0, min(page, len(passages) - 1))
    return Shown(citation, article, quote, passages[chosen], chosen, len(passages), at)


def passage_card(answer_id: str, answer: Answer, number: int, shown: Shown, language: Language) -> Card:
    """Return what is shown of the citation at place `number` of an answer, with buttons to turn pages."""
    citation = shown.citation
    article, passage, quote = shown.article, shown.passage, shown.quote
    head = [f"**[{citation.number}]** {_title(shown, language)}"]
    rows: list[Row] = []
    if article is None or passage is None or quote is None:
        why = say(language, "discord.passage.gone" if article is None else "discord.passage.changed")
        parts = ("\n".join(head), f"{why}\n\n{quote_block(citation, language, LONGEST_BODY)}")
        colour = REFUSED
    else:
        heading = fitted(passage.heading, LONGEST_HEADING)
        head += [f"-# {heading}"] if heading else []
        parts = ("\n".join(head), _body(article, passage, quote if shown.page == shown.at else None))
        colour = ANSWERED
        if shown.pages > 1:
            rows.append(_turning(answer_id, number, shown, language))
    if len(answer.citations) > 1:
        rows.append(_sources(answer_id, answer.citations, number, language))
    return Card(parts, colour, tuple(rows))


def _title(shown: Shown, language: Language) -> str:
    citation = shown.citation
    url = linkable(citation.link) or linkable(citation.url)
    return about(citation, url, language, LONGEST_TITLE, [])


def _turning(answer_id: str, number: int, shown: Shown, language: Language) -> tuple[Button, ...]:
    """Return the buttons that turn pages; custom ids differ also where they would lead to the same page."""

    def turn(label: str, page: int, *, disabled: bool) -> Button:
        return Button(label, custom_id(PAGE, answer_id, number, page), disabled=disabled)

    row = [
        turn(BACK, shown.page - 1, disabled=shown.page == 0),
        Button(f"{shown.page + 1}/{shown.pages}", custom_id(PAGE, answer_id, number, "here"), disabled=True),
        turn(ON, shown.page + 1, disabled=shown.page + 1 >= shown.pages),
    ]
    if shown.page != shown.at:
        row.append(Button(say(language, "discord.passage.back"), custom_id(PAGE, answer_id, number, "quote")))
    return tuple(row)


def _sources(answer_id: str, citations: Sequence[Citation], chosen: int, language: Language) -> Menu:
    choices = tuple(
        Choice(
            f"[{one.number}] {one_line(one.title) or one_line(shown_id(one.article_id))}",
            str(place),
            one.quote[: LONGEST_CHOICE * 2],
            chosen=place == chosen,
        )
        for place, one in enumerate(citations[:MOST_CHOICES])
    )
    return Menu(custom_id(SOURCE, answer_id), choices, say(language, "discord.passage.which"))


def _body(article: Article, passage: Passage, quote: Span | None) -> str:
    """Return a passage escaped, the quote bold, whole where it fits and else around the quote."""
    text, language = article.text, article.language
    anchor = quote or Span(passage.start, passage.start)
    start = with_bullet(text, min(passage.start, anchor.start))
    whole = Span(start, max(passage.end, anchor.end))
    body = _marked(text, whole, anchor, language)
    for context in CONTEXTS:
        if size(body) <= LONGEST_BODY:
            return body or MORE
        part = Span(max(whole.start, anchor.start - context), min(whole.end, anchor.end + context))
        before, after = (MORE if part.start > whole.start else ""), (MORE if part.end < whole.end else "")
        body = f"{before}{_marked(text, part, anchor, language)}{after}"
    if size(body) <= LONGEST_BODY:
        return body
    return f"**{fitted(anchor.of(text), LONGEST_BODY - 4, held=language == 'fr')}**"


def _marked(text: str, part: Span, bold: Span, language: Language) -> str:
    """Return `part` of `text` line by line, what lies in `bold` bold, items with Discord's bullets."""
    shown = held_together(part.of(text), language)  # as long as it was
    lines: list[str] = []
    start = part.start
    for line in shown.split("\n"):
        bullet = bullet_of(line) if start == 0 or text[start - 1] == "\n" else ""
        made = "".join(_pieces(line[len(bullet) :], start + len(bullet), bold)).strip()
        lines.append(f"{ITEM}{made}" if bullet and made else made)
        start += len(line) + 1
    paragraphs = "\n".join(lines).split("\n\n")
    return "\n\n".join(kept for one in paragraphs if (kept := one.strip("\n")))


def _pieces(line: str, start: int, bold: Span) -> Iterator[str]:
    """Yield what stands before, in and behind what is `bold` of a line that begins at `start`."""
    first = max(0, min(bold.start - start, len(line)))
    last = max(first, min(bold.end - start, len(line)))
    yield _plain(line[:first])
    middle = _plain(line[first:last])
    stressed = middle.strip(" ")
    yield middle.replace(stressed, f"**{stressed}**", 1) if stressed else middle
    yield _plain(line[last:])


def _plain(piece: str) -> str:
    """Return a piece of a line escaped, with one space where it began or ended with some."""
    made = escaped(one_line(piece))
    before, after = cleaned(piece[:1]) == " ", cleaned(piece[-1:]) == " "
    return f"{' ' if before else ''}{made}{' ' if after and made else ''}"
