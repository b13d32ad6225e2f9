"""Whether a row of a table is told of another case than a question says: for others, at least, per week, closed. Pure.

A row names its thing and its columns in few words, so that what makes the case another stands in one of them, or
nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.layout.lines import heading_above
from bot.answers.layout.rows import cells_of, columns_of
from bot.answers.shown.quotes import Quote
from bot.answers.values.opposites import says_contrary, swaps_particle
from bot.answers.values.ranges import covers, ranges_in
from bot.answers.values.things import standing
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.matching.candidates import Query
from index.words.analysis import fold

PERIODS = tuple(
    vocabulary(words)
    for words in (
        "second seconds seconde secondes",
        "minute minutes",
        "hour hourly heure horaire",
        "day daily jour journee quotidien quotidienne",
        "week weekly semaine hebdo hebdomadaire",
        "month monthly mois mensuel mensuelle mensuellement",
        "year yearly annual annually an annee annuel annuelle ans",
    )
)
"""What a period is called by itself, and in the name of a column: "annual", "Par an"."""

OVER_OR_UNDER = lazy_pattern(
    r"\b(?:over|under|above|below|(?:more|less|older|younger)\s+than|before|after|plus\s+de|moins\s+de|avant|après)\s+"
    r"(?:the\s+|les\s+)?\d+",
    re.IGNORECASE,
)
CLOSED_ASKED = lazy_pattern(r"\b(?:is|are)\b[^?]{0,60}\bclosed\b|\b(?:est|sont)\s+fermée?s?\b", re.IGNORECASE)
LEAST = lazy_pattern(r"\bmin(?:\b|imum|imal)|\bat\s+least\b|\bau\s+moins\b", re.IGNORECASE)
MOST = lazy_pattern(r"\bmax(?:\b|imum|imal)|\bat\s+most\b|\bup\s+to\b|\bau\s+plus\b", re.IGNORECASE)
AGE_ASKED = lazy_pattern(r"(?<![\w.,])(\d{1,3})[\s-]*(?:ans?|years?|yrs?|yo)\b", re.IGNORECASE)
OF_AGES = lazy_pattern(r"\b(?:ans|years?|yrs?)\b", re.IGNORECASE)
PERIOD_ASKED = lazy_pattern(
    r"\b(?:per|an?|by\s+the|par|a\s+la|a\s+l)\s(seconde?|minute|hour|heure|day|jour|journee|week|semaine|month|mois|year|an|annee)\b"
)
NOT_OF = lazy_pattern(
    r"\b(?:non[\s-]+|not\s+(?:for\s+)?|hors[\s-]+|sauf\s+|sans\s+|without\s+|except\s+(?:for\s+)?)(\w+)", re.IGNORECASE
)


def is_of_another_case(query: Query, told: Sequence[Quote]) -> bool:
    """Return whether the first of some quotes is a row that is told of another case than a question says.

    That is what is over or under a number, a time at which it is closed, the least where the most is told, another
    period than that of the column or its contrary, those of another age, or those who are not whom the question is of:
    "Non-members".
    """
    first, question = told[0], query.text
    text = first.article.text
    columns = columns_of(text, first.span)
    if not columns:
        return False
    above = [heading_above(one.article, one.span.start) for one in told]
    around = "\n".join((*columns, first.span.of(text), *above))
    bound = OVER_OR_UNDER.search(question)
    if (bound is not None and bound.group().lower() not in around.lower()) or CLOSED_ASKED.search(question):
        return True
    cells = [cell.of(text) for cell in cells_of(text, first.span)]
    age = AGE_ASKED.search(question)
    of_ages = [cell for cell in cells if ranges_in(cell) and OF_AGES.search(cell)]
    if age is not None and of_ages and not any(covers(cell, int(age[1])) for cell in of_ages):
        return True
    label = next((name for name, cell in zip(columns, cells, strict=True) if cell == first.highlight), "")
    named = label or around
    least = LEAST.search(question) is not None and not LEAST.search(f"{named}\n{first.highlight}")
    most = MOST.search(question) is not None and LEAST.search(around) is not None and not MOST.search(named)
    alike = first.article.language == query.language
    contrary = says_contrary(question, label, in_one_language=alike) or swaps_particle(question, label)
    if least or most or contrary:
        return True
    if any(one.group().lower() not in question.lower() for heading in above for one in OVER_OR_UNDER.finditer(heading)):
        return True
    asked, called = set(PERIOD_ASKED.findall(" ".join(fold(question)))), set(fold(label))
    periods = [one for one in PERIODS if not one.isdisjoint(called)]
    if asked and periods and not any(asked & one for one in periods):
        return True
    others = [match[1] for heading in (*above, label) for match in NOT_OF.finditer(heading)]
    of_others = any(any(standing(query.terms, other, first.article.language)) for other in others)
    return of_others and NOT_OF.search(question) is None
