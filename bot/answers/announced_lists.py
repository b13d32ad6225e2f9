"""Lists that a title or a heading announces: "what are the rules?" under "Server rules". Pure.

Their items hold few of the question's words, and none of them answers alone: the list does, whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from bot.answers.headed import in_quotes
from bot.answers.lines import ITEM, LaidOut
from bot.answers.question import Asked, asks_for_several
from bot.answers.things import standing, stems_meant
from corpus.article import Article, Language, Span
from corpus.vocabulary import vocabulary
from index.analysis import analyse
from index.candidates import Query
from index.hits import Hit
from index.terms import Term

LEAST_ITEMS = 3  # fewer make no list that one asks for by its name
WITHIN = 20_000  # code points of an article in which its lists are looked for
# What asks for a list, and where one is: the articles are those of the server.
ASKING = vocabulary(
    "list name give tell show enumerate server discord community club group main basic general",
    "liste listez citez cite donne donnez nommez enumerez serveur communaute groupe principales principaux generales",
)
MOST_LISTS = 50  # of an article that are looked at


def list_asked(query: Query, asked: Asked, hits: Sequence[Hit]) -> LaidOut | None:
    """Return the whole list that a question asks for by its name; None where no title or heading is that name.

    It surely is where no other is as near, and its heading says no more than is asked: "Rules for juniors" are not all
    the rules, while "Rules of the chess club" are those of whoever keeps the articles.
    """
    about = [term for term in query.terms if term.folded not in ASKING]
    if not (asked.topic == "named" or asks_for_several(query.text)) or not about:
        return None
    articles = {hit.article.id: hit.article for hit in hits}
    for language in sorted({one.language for one in articles.values()}, key=lambda one: one != query.language):
        found = [
            (more, quotes)
            for article in articles.values()
            if article.language == language
            for more, items in _named_lists(article, about, language)
            if (quotes := in_quotes(article, items))
        ]
        if found:
            nearest = min(more for more, _ in found)
            best = [quotes for more, quotes in found if more == nearest]
            return LaidOut(best[0], surely=len(best) == 1 and not nearest.in_heading)
    return None


class _More(NamedTuple):
    """How many stems a list's name has besides what is asked: in its heading, which tell a part, and in the title."""

    in_heading: int
    in_title: int


def _named_lists(article: Article, about: Sequence[Term], language: Language) -> Iterator[tuple[_More, list[Span]]]:
    """Yield the lists of an article whose name has all that is asked, each with how much more it says.

    The name is the heading right above it, with the title; above the first heading it is the title alone. Of the lists
    under one name only the first is it.
    """
    meant = stems_meant(about, language)
    named: set[str] = set()
    for heading, items in islice(_lists(article), MOST_LISTS):
        own = heading if heading and any(standing(about, heading, language)) else ""
        if heading in named or (heading and not own):
            continue
        named.add(heading)
        name = f"{article.title}\n{own}"
        if all(standing(about, name, language)):
            more, above = (len(set(analyse(text, language)) - meant) for text in (own, article.title))
            yield _More(more, above), items


def _lists(article: Article) -> Iterator[tuple[str, list[Span]]]:
    """Yield the lists of an article, each with the heading above it, or the empty string above the first one."""
    text, title = article.text[:WITHIN], article.title
    headings = {span.start: span.of(text) for span in article.headings}
    heading, items, start = "", list[Span](), 0
    for line in [*text.split("\n"), ""]:
        if ITEM.match(line):
            items.append(Span(start, start + len(line)))
        else:
            if len(items) >= LEAST_ITEMS:
                yield heading, items
            items = []
            if start in headings:
                heading = headings[start] if headings[start] != title else ""
        start += len(line) + 1
