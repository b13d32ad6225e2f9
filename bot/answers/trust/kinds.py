"""Words of a question that only name what kind of thing is told: "price" beside "£12 a day". Pure.

Such a word seldom stands where what it asks for does, so it lacks nowhere its kind is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.questions.question import Asked
from bot.answers.questions.whether import asks_whether
from bot.answers.questions.wording import PRICE_WORDS
from bot.answers.values.measures import counts_things, is_priced, tells, tells_age, tells_date, tells_day, tells_money
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.words.terms import Term

CLOCKS = vocabulary("time heure heures")
PRICES = PRICE_WORDS | vocabulary("cost costs amount cout couts montant")
# What money does, which names no kind where anything else is asked: "who pays for the course?"
PAYS = vocabulary(
    "money pay pays paid make makes made raise raised earn earned charge charges charged",
    "argent coute coutent coutait couter paie paye payer paient rapporte rapportent rapporter",
)
DATES, DAYS = vocabulary("date dates"), vocabulary("day year month", "jour annee mois")
AGES = vocabulary("age ages old")
COUNTS = vocabulary("number long far duration distance", "nombre duree longtemps loin")
HOW_MUCH = lazy_pattern(r"\bhow\s+much\b|\bcombien\b", re.IGNORECASE)
# "Last year" is no year that is asked for.
WHICH_DAY = lazy_pattern(r"\b(?:what|which|quel(?:le)?)\s+(?:day|year|month|jour|année|annee|mois)\b", re.IGNORECASE)
ASK_ELSE = frozenset({"who", "where", "why", "how"})


def telling_terms(terms: Sequence[Term], asked: Asked, question: str, text: str) -> list[Term]:
    """Return those of a question's `terms` that name more than the kind of what `text` tells."""
    named = CLOCKS | _named(asked, question, text)
    return [term for term in terms if term.folded not in named]


def _named(asked: Asked, question: str, text: str) -> frozenset[str]:
    """Return the words for the kinds of what `text` tells; none where a person, a place, a count or a yes is asked."""
    named: frozenset[str] = frozenset()
    if asked.kind in ASK_ELSE or asks_whether(question) or counts_things(question) or not tells(asked, question, text):
        return named
    if tells_money(text) or is_priced(text):
        named |= PRICES | PAYS if HOW_MUCH.search(question) else PRICES
    if tells_day(text):
        named |= DATES
    if tells_date(text) and WHICH_DAY.search(question):
        named |= DAYS
    if tells_age(text):
        named |= AGES
    return named | COUNTS if asked.kind == "how_many" else named
