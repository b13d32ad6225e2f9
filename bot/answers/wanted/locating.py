"""Where a thing lies, asked by its name alone: the words that only ask for a place, and an article's opening. Pure.

"Where is ITER?" shares no word with the sentence that tells it but, at best, the name. An article about a thing often
says in its first sentence where that is: "Au nord d’Aix-en-Provence, sur la commune de …".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.questions.openings import LINKED
from bot.answers.questions.question import Asked
from bot.answers.sentences.choosing import LOOKED_AT, Evidence
from bot.answers.values.naming import is_named, names_of
from bot.answers.values.spans import DATE, FUNCTION, is_dated, one_of
from corpus.article import Article, Language, Span
from corpus.capitals import CAPITAL
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences
from corpus.vocabulary import vocabulary
from index.hits import Hit
from index.matching.candidates import Query
from index.words.analysis import fold
from index.words.terms import Term

# Words that ask where something is and say nothing of it; a sentence that tells it has others, or none.
_LYING = """
based located situated headquartered placed built stand stands sit sits lie lies found find
base basee bases basees situe situee situes situees situent localise localisee trouve trouvent trouver
installe installee installes installees construit construite construits construites
implante implantee implantes implantees
"""
LYING = frozenset(_LYING.split())
IS_WHERE = lazy_pattern(
    rf"^\W*+{LINKED}(?:where(?:['’]?s|\s+(?:is|are|was|were))|o[uù]\s+(?:est|sont|se\s+trouve(?:nt)?))\b", re.IGNORECASE
)
# What may stand between "in" and a name: "in downtown Boston", "au nord d’Aix", "on the island of Ireland".
BETWEEN = one_of(
    vocabulary(
        "of de du des the la le les an a une un upper lower downtown central north south east west northern southern",
        "eastern western northwest northeast southwest southeast extreme heart centre center city town village",
        "province state region county district island islands coast suburb suburbs outskirts shore shores banks",
        "nord sud est ouest cœur ville commune village région département île îles côte côté banlieue bord bords",
        "quartier",
    )
)
# French "est" is a verb more often than the east.
PLACE = lazy_pattern(
    rf"\b(?i:in|at|near|from|between|à|aux?|en|dans|sur|près|entre|chez|on\s+the)\s+"
    rf"(?>(?:(?i:{BETWEEN})\s+|(?i:[dl]['’])){{0,6}})(?P<name>[{CAPITAL}][\w.’'-]*\w)(?P<year>\s\d{{4}})?"
)
# What stands behind "in" and is no place: tongues, centuries and quarters.
TONGUES = vocabulary("english french german spanish italian latin français anglais allemand espagnol italien")
NO_PLACE = lazy_pattern(r"[IVX]+e|\w*\d\w*")
# Where a common thing is: in the hall, upstairs. A year or a date is nowhere.
SOMEWHERE = lazy_pattern(
    r"\b(?:in|at|on|near|behind|under|beside|opposite|above|below|inside|outside|between|next\s+to|along|across|from|to|"
    r"into|by|past|round|around|through|over|beneath|among|beyond|upstairs|downstairs|floor|room|street|lane|road|"
    r"au|aux|à|dans|sur|chez|près|derrière|sous|devant|entre|au-dessus|en|vers|étage|salle|rue|place|passage|avenue)\b"
    rf"(?!\s+(?:1\d|20)\d\d\b)|#\w|,\s(?-i:[{CAPITAL}])",
    re.IGNORECASE,
)
BY_SOMEBODY = lazy_pattern(rf"\b(?i:by|par)\s+[{CAPITAL}]")
OPENING_WITHIN = 4000  # code points; a book is not read to its end for a first sentence
LEAST_WORDS = 5  # of a first sentence beside its dates; what has fewer is a dateline


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
        not set(fold(match["name"])) <= asked
        and match["name"].lower() not in FUNCTION | TONGUES
        and not NO_PLACE.fullmatch(match["name"])
        and not match["year"]
        and not is_dated(match["name"])
        for match in PLACE.finditer(text)
    )


def lacks_somewhere(asked: Asked, query: Query, text: str) -> bool:
    """Return whether a question asks where a thing without a name is, and `text` tells when or by whom it became so.

    What says neither may tell a place in any words: "3 Park Lane", "room 4, first floor".
    """
    lies = asked.kind == "where" and IS_WHERE.match(query.text) is not None and not names_of(query.terms)
    if not lies or not (DATE.search(text) or BY_SOMEBODY.search(text)):
        return False
    return SOMEWHERE.search(BY_SOMEBODY.sub(" ", DATE.sub("2000", text))) is None


def placed_first(
    evidence: Sequence[Evidence], hits: Sequence[Hit], query: Query, *, likely: bool
) -> tuple[Evidence, ...]:
    """Return what tells best where something is; nothing where nothing does.

    That is all of `evidence` where its likeliest sentence has the name and a place, else the likeliest that has both,
    else the opening of the first article found whose title has the name. Where the likeliest sentence is `likely` to
    answer and has a place, it is not passed over for an opening.
    """
    names = names_of(query.terms)
    for place, one in enumerate(evidence[:LOOKED_AT]):
        if tells_place(one.text, query) and _names_all(one.text, names, one.article.language, query):
            return (one,) if place else tuple(evidence)
    if likely and tells_place(evidence[0].text, query):
        return ()
    for article in {hit.article.id: hit.article for hit in hits}.values():
        if _names_all(article.title, names, article.language, query):
            opening = opening_of(article)
            if opening is not None and tells_place(opening.of(article.text), query):
                return (Evidence(article, opening, None, 1.0, 0.0),)
    return ()


def _names_all(text: str, names: Sequence[Term], language: Language, query: Query) -> bool:
    return all(is_named(one, text, language, query.language) for one in names)


def opening_of(article: Article) -> Span | None:
    """Return the first sentence that stands under no title or heading of its own, and is no dateline.

    It stands near the beginning, all of it, or there is none.
    """
    text = article.text[:OPENING_WITHIN]
    headings = {span.start for span in article.headings if span.start < OPENING_WITHIN}
    start = 0
    for paragraph in text.split("\n\n"):
        for sentence in split_sentences(paragraph, article.language):
            if start in headings or paragraph.strip() == article.title:
                break
            end = start + sentence.end
            if len(fold(DATE.sub(" ", sentence.of(paragraph)))) >= LEAST_WORDS:
                return Span(start + sentence.start, end) if end < OPENING_WITHIN else None
        start += len(paragraph) + 2
    return None
