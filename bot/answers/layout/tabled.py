"""The hours and the prices that a few key words ask for: the table or the lines under a title that names them. Pure.

"Opening hours" and "tarifs" name a page, and nobody who types them wants its first sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from bot.answers.layout.lines import LaidOut
from bot.answers.layout.rows import is_header
from bot.answers.layout.titled import is_on_it, tells_closed
from bot.answers.questions.question import Asked
from bot.answers.questions.wording import PRICE_WORDS
from bot.answers.shown.quotes import Quote
from bot.answers.shown.quoting import LONGEST_QUOTE
from bot.answers.values.measures import tells_clock, tells_money
from bot.answers.values.things import standing
from corpus.article import Article, Language, Span
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences
from corpus.tables import BETWEEN
from corpus.vocabulary import vocabulary
from index.hits import Hit
from index.matching.candidates import Query
from index.words.analysis import fold

HOURS = vocabulary("hours times timetable schedule horaire horaires heures")
PRICES = PRICE_WORDS | vocabulary("pricing cost costs rate rates tariff tariffs dues cout couts cotisation cotisations")
ASKS_ALL = lazy_pattern(
    r"\W*(?:what(?:['’]?s|\s+(?:is|are))|quel(?:le)?s?\s+(?:est|sont)|c['’]est\s+quoi)\s+"
    r"(?:the|your|our|l[ea]s?|vos|votre|nos|notre|tes|ton)\s+(?:[\w'’-]+\s+){0,3}?[\w'’-]+\W*$",
    re.IGNORECASE,
)
OF_ANY = vocabulary("opening entry admission ouverture entree")
OF_WHAT = lazy_pattern(r"\s*(?:of|for|at|in|on|and|to)\b", re.IGNORECASE)
MOST_ROWS = 10  # of a table; a part of a longer one would look like all
MOST_LINES = 4  # sentences that tell it where no table does
WITHIN = 4_000  # code points below a title in which they are looked for


class _Section(NamedTuple):
    article: Article
    span: Span


def tabled(query: Query, asked: Asked, hits: Sequence[Hit]) -> LaidOut | None:
    """Return the hours or prices that stand under a title or heading with all of some key words; None without any.

    They surely are those where no other is called so, and sentences where nothing but hours or prices is asked for: the
    page on interest rates has many amounts. "What are the prices?" is no more than key words either.
    """
    tells = _told_by(query) if asked.topic == "named" or ASKS_ALL.match(query.text) else None
    if tells is None:
        return None
    barely = all(term.folded in HOURS | PRICES | OF_ANY for term in query.terms)
    articles = list({hit.article.id: hit.article for hit in hits}.values())
    articles.sort(key=lambda one: one.language != query.language)
    found: list[tuple[list[Quote], bool]] = []
    for section in (one for article in articles for one in _sections(article, query)):
        rows = _rows(section, tells)
        if quotes := _lines(section, tells) if rows is None else rows:
            of_all = rows is not None and is_on_it(section.article, quotes[0].span.start)
            found.append((quotes, of_all or (rows is None and barely)))
    return LaidOut(found[0][0], len(found) == 1 and found[0][1]) if found else None


def _told_by(query: Query) -> Callable[[str], bool] | None:
    """Return what tells a line that says what is asked for: a time of day, or money; None where neither is.

    The word for it is what all is of: the last in English or before "of", the first in French; the Times is a paper.
    """
    terms = query.terms
    for place, term in enumerate(terms):
        if term.is_name or term.folded not in HOURS | PRICES:
            continue
        behind = OF_WHAT.match(query.text, query.text.find(term.surface) + len(term.surface))
        is_head = place == 0 if query.language == "fr" else place == len(terms) - 1 or behind is not None
        if is_head:
            return tells_clock if term.folded in HOURS else tells_money
    return None


def _sections(article: Article, query: Query) -> Iterator[_Section]:
    """Yield what stands beneath the title and each heading with all the words."""
    text, language = article.text, article.language
    above = [span for span in article.headings if span.of(text).strip() != article.title]
    starts = [span.start for span in above]
    if _names_all(query, article.title, language):
        yield _Section(article, Span(0, min(len(text), WITHIN)))
        return
    for span, end in zip(above, [*starts, len(text)][1:], strict=True):
        if _names_all(query, span.of(text), language):
            yield _Section(article, Span(span.end, min(end, span.end + WITHIN)))


def _names_all(query: Query, title: str, language: Language) -> bool:
    """Return whether a title has all words of a question; prices are tariffs, and hours are times."""
    said = set(fold(title))
    stand = standing(query.terms, title, language)
    alike = [next((some for some in (HOURS, PRICES) if term.folded in some), frozenset()) for term in query.terms]
    return all(here or not said.isdisjoint(some) for here, some in zip(stand, alike, strict=True))


def _rows(section: _Section, tells: Callable[[str], bool]) -> list[Quote] | None:
    """Return the rows of the first table of a section of which any tells it, none of too many; None without a table."""
    article, text = section.article, section.article.text
    rows: list[Span] = []
    start = section.span.start
    for line in [*text[start : section.span.end].split("\n"), ""]:
        span = Span(start, start + len(line))
        start += len(line) + 1
        if BETWEEN in line:
            rows.append(span)
        elif rows:
            rows = [row for row in rows if not is_header(text, row)]
            if any(tells(row.of(text)) for row in rows):
                return [Quote(article, row) for row in rows] if len(rows) <= MOST_ROWS else []
            rows = []
    return None


def _lines(section: _Section, tells: Callable[[str], bool]) -> list[Quote]:
    """Return the first sentences of a section that tell it."""
    text, start = section.article.text, section.span.start
    found = split_sentences(section.span.of(text), section.article.language)
    sentences = (Span(start + one.start, start + one.end) for one in found)
    told = (
        one
        for one in sentences
        if BETWEEN not in one.of(text) and tells(one.of(text)) and not tells_closed(one.of(text))
    )
    return [Quote(section.article, one) for one in islice(told, MOST_LINES) if one.end - one.start <= LONGEST_QUOTE]
