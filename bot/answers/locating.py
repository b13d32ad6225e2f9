"""Where a thing lies, asked by its name alone: the words that only ask for a place, and an article's opening. Pure.

"Where is ITER?" shares no word with the sentence that tells it but, at best, the name. An article about a thing says
in its first sentence where that is, if it says so at all: "Au nord d’Aix-en-Provence, sur la commune de …".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.choosing import Evidence
from bot.answers.naming import is_named, names_of
from bot.answers.question import Asked
from bot.answers.spans import CAPITAL, FUNCTION, is_dated
from corpus.article import Article, Span
from corpus.sentences import split_sentences
from index.analysis import fold
from index.candidates import Query
from index.hits import Hit
from index.terms import Term

# Words that ask where something is and say nothing of it; a sentence that tells it has others, or none.
_LYING = """
based located situated headquartered placed stand stands sit sits lie lies found find
base basee bases basees situe situee situes situees situent localise localisee trouve trouvent trouver
installe installee installes installees implante implantee implantes implantees
"""
LYING = frozenset(_LYING.split())
PLACE = re.compile(
    rf"\b(?i:in|at|near|from|(?:north|south)?(?:east|west)|north|south|à|au|aux|en|dans|sur|près|chez|nord|sud|est|ouest)\s+"
    rf"(?:(?i:of|de|du|the|la|le|les|an?|une?|commune|city|town|village|province|state|region|ville|région)\s+|(?i:[dl]['’])){{0,6}}+"
    rf"(?P<name>[{CAPITAL}][\w’'-]*\w)"
)


def asks_alone(asked: Asked, query: Query) -> bool:
    """Return whether a question asks where something is, by its name alone."""
    names = names_of(query.terms)
    return asked.kind == "where" and bool(names) and all(is_lying(one) or one in names for one in query.terms)


def is_lying(term: Term) -> bool:
    """Return whether a word only asks where something is: "based", "located", "se trouve"."""
    return term.folded in LYING


def tells_place(text: str, query: Query) -> bool:
    """Return whether a text names a place behind "in", "near" or the like, which the question does not name itself."""
    asked = set(fold(query.text))
    return any(
        not set(fold(match["name"])) <= asked and match["name"].lower() not in FUNCTION and not is_dated(match["name"])
        for match in PLACE.finditer(text)
    )


def opening_place(query: Query, hits: Sequence[Hit]) -> Evidence | None:
    """Return the first sentence of the first article found whose title has the names, where that tells a place."""
    names = names_of(query.terms)
    for article in {hit.article.id: hit.article for hit in hits}.values():
        if all(is_named(one, article.title, article.language, query.language) for one in names):
            opening = _opening(article)
            if opening is not None and tells_place(opening.of(article.text), query):
                return Evidence(article, opening, None, 1.0, 0.0)
    return None


def _opening(article: Article) -> Span | None:
    """Return the first sentence that stands under no title or heading of its own."""
    headings = {span.start for span in article.headings}
    start = 0
    for paragraph in article.text.split("\n\n"):
        if start not in headings and paragraph.strip() != article.title:
            first = next(iter(split_sentences(paragraph, article.language)), None)
            return None if first is None else Span(start + first.start, start + first.end)
        start += len(paragraph) + 2
    return None
