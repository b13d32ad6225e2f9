"""How one joins a community: the steps, or the first lines, beneath the heading that is on that. Pure.

Each page calls it otherwise: "How to sign up", « Adhérer en trois étapes », "Getting on the whitelist". French and
English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from bot.answers.layout.headed import STEP, in_quotes
from bot.answers.layout.lines import LaidOut, lines_of
from bot.answers.layout.posed import beneath
from bot.answers.layout.titled import ITSELF
from bot.answers.questions.openings import LINKED
from bot.answers.shown.quotes import Quote
from corpus.article import Article, Span
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.hits import Hit
from index.matching.candidates import Query
from index.words.analysis import fold

ASKS_TO_JOIN = lazy_pattern(
    rf"^\W*+{LINKED}(?:how\s+(?:do|can|could|to)\s+(?:(?:i|we|you|one)\s+)?(?:join|sign\s+up|register|enrol|become\s+(?:a\s+)?members?)|"
    r"comment\s+(?:(?:on|je|peut-on|puis-je|fait-on|faire|se|fais-je|faut-il\s+faire|pour)\s+){0,3}"
    r"(?:adh[ée]re[rz]?|(?:s['’]|m['’])?inscri(?:re|s|t)|rejoin(?:dre|t)|devenir\s+(?:adh[ée]rente?|membre)))\b(?P<what>[^?.!,]{0,40})\W*$",
    re.IGNORECASE,
)
# What may stand behind: "join the club", « s'inscrire au club ».
BEHIND = ITSELF | vocabulary(
    "the your our a an to up for with us here this le la l au aux a de du des un une votre notre chez vous server",
    "serveur discord",
)
IS_ON_JOINING = lazy_pattern(
    r"\b(?:(?:how\s+to\s+|to\s+)?(?:join(?:ing)?|sign(?:ing)?\s+up|register(?:ing)?|enrol(?:l?ing)?)|registration|membership|"
    r"becom(?:e|ing)\s+(?:a\s+)?members?|whitelist|s['’]inscrire|inscriptions?|adh[ée](?:rer|sions?)|"
    r"devenir\s+(?:adh[ée]rente?s?|membres?)|(?:nous\s+)?rejoindre)\b",
    re.IGNORECASE,
)
# By which words such pages are found.
LOOKED_FOR = "how to join, sign up, become a member, s'inscrire, adhérer, devenir membre"
WITHIN = 3_000  # code points below a heading in which its steps are looked for


def asks_to_join(query: Query) -> bool:
    """Return whether a question asks how one joins the community itself."""
    asks = ASKS_TO_JOIN.match(query.text)
    return asks is not None and all(word in BEHIND for word in fold(asks["what"]))


def joining(hits: Sequence[Hit], query: Query) -> LaidOut | None:
    """Return the steps on the page that is on joining, else what stands beneath its heading on that; None without.

    Surely of such a page alone: how one signs up for lessons stands beneath a heading of the same name.
    """
    articles = list({hit.article.id: hit.article for hit in hits}.values())
    articles.sort(key=lambda one: (not IS_ON_JOINING.search(one.title), one.language != query.language))
    for article in articles:
        titled = IS_ON_JOINING.search(article.title) is not None
        above = [one for one in article.headings if IS_ON_JOINING.search(one.of(article.text))]
        for heading in [*above, *(article.headings if titled else ())]:
            if quotes := in_quotes(article, _steps(article, heading)):
                return LaidOut(quotes, titled)
        for heading in above:
            told = beneath(article, heading.end) if heading.of(article.text).strip() != article.title else None
            if told is not None:
                return LaidOut([Quote(article, told)], titled)
    return None


def page_on_joining(hits: Sequence[Hit], query: Query) -> Article | None:
    """Return the first page that is called so, in the language of the question before the other; None without one."""
    articles = {hit.article.id: hit.article for hit in hits}.values()
    called = [one for one in articles if IS_ON_JOINING.search(one.title)]
    return min(called, key=lambda one: one.language != query.language, default=None)


def _steps(article: Article, heading: Span) -> list[Span]:
    """Return the numbered steps of the first list beneath a heading, before the next one."""
    text = article.text
    following = (one.start for one in article.headings if one.start > heading.start)
    end = min(next(following, len(text)), heading.end + WITHIN)
    below = [line for line in lines_of(text, Span(heading.end, end)) if heading.end < line.start < end]
    first = next((place for place, line in enumerate(below) if line.of(text).startswith(("1. ", "1) "))), None)
    return list(takewhile(lambda line: STEP.match(line.of(text)), below[first:])) if first is not None else []
