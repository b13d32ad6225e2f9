"""Lists that a title or a heading announces: "what are the rules?" under "Server rules". Pure.

Their items hold few of the question's words, and none of them answers alone: the list does, whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from bot.answers.layout.headed import in_quotes
from bot.answers.layout.items import ITEM
from bot.answers.layout.lines import LaidOut
from bot.answers.questions.question import Asked, asks_for_several
from bot.answers.values.opposites import opposed
from bot.answers.values.things import standing, stems_meant
from corpus.article import Article, Language, Span
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.hits import Hit
from index.matching.candidates import Query
from index.words.analysis import analyse, fold, stem_of
from index.words.terms import Term

SPEAKS_WITHIN = 5_000  # code points of an article that may speak of what a list is of
LEAST_ITEMS = 3  # fewer make no list that one asks for by its name
WITHIN = 20_000  # code points of an article in which its lists are looked for
# What asks for a list.
ASKING = vocabulary(
    "list name give tell show enumerate please liste listez citez cite donne donnez nommez enumerez montre montrez",
)
# Where it is, of which an article need not speak, being one of that server's.
HERE = vocabulary("server discord community club group guild serveur communaute groupe guilde")
# Asks for some of them, unless it is rules: the main dishes are not all dishes.
SOME = vocabulary("main basic general principales principaux principale principal generales generaux")
RULES = vocabulary("rule rules guidelines regle regles reglement")
# Asks for a part, or for what is no longer so.
PARTLY = lazy_pattern(r"\b(?:other|new|old|former|autres?|nouve(?:au|aux|l|lles?)|ancien(?:ne)?s?)\b", re.IGNORECASE)
NUMBERED = lazy_pattern(r"\s*\d{1,2}[.)]\s?\S")
MOST_LISTS = 50  # of an article that are looked at


def list_asked(query: Query, asked: Asked, hits: Sequence[Hit]) -> LaidOut | None:
    """Return the whole list that a question asks for by its name; None where no title or heading is that name.

    It surely is that where no other is as near, its name says no more than is asked but for where it is ("Server
    rules"), nothing else on the page looks like more of it, and either its page is of nothing else or no other page
    that was found speaks of it: the rules of the voice channels are not the server's.
    """
    about = [term for term in query.terms if term.folded not in ASKING | SOME]
    named = [term for term in about if term.folded not in HERE]
    if not (asked.topic == "named" or asks_for_several(query.text)) or not named:
        return None
    articles = {hit.article.id: hit.article for hit in hits}
    for language in sorted({one.language for one in articles.values()}, key=lambda one: one != query.language):
        found = [
            (one, quotes)
            for article in articles.values()
            if article.language == language
            for one in _named_lists(article, named, language)
            if not opposed(query.text, one.name) and (quotes := in_quotes(article, one.items))
        ]
        if found:
            nearest = min(one.more for one, _ in found)
            (best, quotes), *others = (pair for pair in found if pair[0].more == nearest)
            here = [term for term in about if term not in named]
            partly = PARTLY.search(query.text) or (
                any(term.folded in SOME for term in query.terms) and not any(term.folded in RULES for term in about)
            )
            surely = not others and not any(nearest) and best.is_whole and not partly
            # "the server specs" are not the "Camera specs", nor the costs of that page the club's.
            if surely and _more(best.title, named, language):
                surely = not here and not _speak_of(named, articles, language, but=best)
            return LaidOut(quotes, surely)
    return None


class _Named(NamedTuple):
    """A list with its name: the heading above it, or of what stands above any the title; `is_whole` by how it stands.

    `more` is how many stems its name has besides what is asked, those of its own heading first, without where it is.
    """

    article_id: str
    more: tuple[int, int]
    name: str
    title: str
    items: list[Span]
    is_whole: bool


def _named_lists(article: Article, about: Sequence[Term], language: Language) -> Iterator[_Named]:
    """Yield the lists of an article whose name has all that is asked; of those under one name only the first is it."""
    named: set[str] = set()
    for heading, items in islice(_lists(article), MOST_LISTS):
        own = heading if heading and any(standing(about, heading, language)) else ""
        if heading in named or (heading and not own) or _are_contents(article, items):
            continue
        named.add(heading)
        name = f"{article.title}\n{own}".strip()
        if all(standing(about, name, language)):
            above = 0 if own else _more(article.title, about, language)
            whole = (_is_all_below if own else _is_all_there_is)(article, about, items, language)
            yield _Named(article.id, (_more(own, about, language), above), name, article.title, items, whole)


def _more(text: str, about: Sequence[Term], language: Language) -> int:
    """Return how many words a name has besides what is asked and where it is."""
    meant = stems_meant(about, language) | {stem_of(term.surface, language) for term in about}
    here = {stem_of(word, language) for word in HERE}
    return len(set(analyse(text, language)) - meant - here)


def _speak_of(about: Sequence[Term], articles: Mapping[str, Article], language: Language, *, but: _Named) -> bool:
    """Return whether another article of its language than that of a list has all that is asked, at its beginning."""
    return any(
        all(standing(about, f"{one.title}\n{one.text[:SPEAKS_WITHIN]}", one.language))
        for one in articles.values()
        if one.id != but.article_id and one.language == language
    )


def _is_all_below(article: Article, about: Sequence[Term], items: Sequence[Span], language: Language) -> bool:
    """Return whether a list is all that stands below its heading of what that names.

    Not behind a line that introduces a part of it ("You must:"), nor before another list or numbered line.
    """
    text = article.text
    if _is_introduced(text, about, items, language):
        return False
    following = (span.start for span in article.headings if span.start >= items[-1].end)
    below = text[items[-1].end : min((*following, items[-1].end + WITHIN))]
    return not any(ITEM.match(line) or NUMBERED.match(line) for line in below.split("\n"))


def _are_contents(article: Article, items: Sequence[Span]) -> bool:
    """Return whether the items of a list are headings of the page: its contents."""
    headings = {tuple(fold(span.of(article.text))) for span in article.headings}
    return any(tuple(fold(ITEM.sub("", item.of(article.text), count=1))) in headings for item in items)


def _is_all_there_is(article: Article, about: Sequence[Term], items: Sequence[Span], language: Language) -> bool:
    """Return whether a list above any heading is likely all of what the title names.

    Not behind a line that introduces something else ("You break the rules if you:"), nor on a page that numbers them
    outside of it ("1. Respect"), or in headings ("Rule 1").
    """
    text = article.text[:WITHIN]
    if _is_introduced(text, about, items, language):
        return False
    inside = {item.start for item in items}
    start = 0
    for line in text.split("\n"):
        if start not in inside and NUMBERED.match(line):
            return False
        start += len(line) + 1
    headings = [span.of(text) for span in article.headings]
    return not any(any(map(str.isdigit, one)) and any(standing(about, one, language)) for one in headings)


def _is_introduced(text: str, about: Sequence[Term], items: Sequence[Span], language: Language) -> bool:
    """Return whether the line above a list introduces something other than what is asked: "You must:"."""
    line = text[: items[0].start].rstrip().rpartition("\n")[2]
    return line.endswith(":") and _more(line, about, language) > 0


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
