"""Which sentence comes first where articles of both languages tell the same: that in the question's own. Pure.

Who asks in English reads "the fee is 20 euros" sooner than « la cotisation est de 20 euros ». For few passages, where
the other language counts more (`bot.answers.sentences.choosing`); among many, equal numbers meet by chance.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.answers.questions.question import Asked
from bot.answers.sentences.choosing import LOOKED_AT, Evidence
from bot.answers.shown.differing import value_of
from bot.answers.shown.highlighting import answering_span
from bot.answers.values.spans import NUMERALS
from bot.answers.values.things import standing
from corpus.article import Language
from corpus.month_names import MONTHS
from corpus.patterns import lazy_pattern
from index.matching.candidates import Query
from index.words.analysis import fold

# What a sentence in the question's language must have of the likeliest's share and of what that covers of the question;
# set by hand, nothing else was tried.
LEAST_SHARE, LEAST_COVER = 0.2, 0.85

ORDINAL = lazy_pattern(r"(\d{1,2})(?:er|st|nd|rd|th)")
UNITS: Mapping[str, str] = {
    word: unit
    for unit, words in {
        "€": "euro euros eur",
        "$": "dollar dollars",
        "£": "pound pounds sterling",
        "second": "second seconds seconde secondes",
        "minute": "minute minutes min",
        "hour": "hour hours heure heures h",
        "day": "day days jour jours",
        "week": "week weeks semaine semaines",
        "month": "month months mois",
        "year": "year years an ans annee annees",
        "millimetre": "millimetre millimetres millimeter millimeters mm",
        "centimetre": "centimetre centimetres centimeter centimeters cm",
        "metre": "metre metres meter meters m",
        "kilometre": "kilometre kilometres kilometer kilometers km",
        "litre": "litre litres liter liters",
        "degree": "degree degrees degre degres",
        "gram": "gram grams gramme grammes",
        "tonne": "tonne tonnes ton tons",
        "kilogram": "kilogram kilograms kilogramme kilogrammes kilo kilos kg",
    }.items()
    for word in words.split()
}
SIGNS = "%€$£"


def own_language_first(
    evidence: tuple[Evidence, ...], query: Query, asked: Asked, weights: Sequence[float]
) -> tuple[Evidence, ...]:
    """Return `evidence` with a sentence of the question's language first, where the likeliest is of the other.

    Both must tell the same number, date or name, and the second be likely by itself and on what is asked; it gets the
    share of the first. `weights` are the rarities of the question's terms.
    """
    if not evidence or evidence[0].article.language == query.language:
        return evidence
    likeliest = evidence[0]
    told = _told(likeliest, query, asked, weights)
    if told is None:
        return evidence
    for place, one in enumerate(evidence[1:LOOKED_AT], start=1):
        likely = one.share >= LEAST_SHARE * likeliest.share and one.covered >= LEAST_COVER * likeliest.covered
        own = one.article.language == query.language and likely and not one.lacks_name
        if own and _told(one, query, asked, weights) == told:
            return (replace(one, share=likeliest.share), *evidence[:place], *evidence[place + 1 :])
    return evidence


def _told(one: Evidence, query: Query, asked: Asked, weights: Sequence[float]) -> frozenset[str | float] | None:
    """Return what a sentence tells, the same in both languages; None where it tells no number, date or name."""
    span = answering_span(one.text, one.article.language, asked, query.text, query.terms, weights)
    if span is None:
        return None
    text = span.of(one.text)
    if asked.kind == "how_many":
        value, unit = value_of(text), _unit(text, one.article.language, query)
        return None if value is None or unit is None else frozenset({value, unit})
    if asked.kind == "when":
        return frozenset(_of_date(text)) or None
    return frozenset(fold(text)) if asked.kind in {"who", "where"} else None


def _unit(text: str, language: Language, query: Query) -> str | None:
    """Return the first unit that stands in `text`, the same in both languages, or nothing.

    None where a word stands there that is no unit and not asked about: thirty boats are not « trente membres ».
    """
    known = [one for one in text if one in SIGNS]
    words = [word for word in fold(re.sub(r"\d", " ", text)) if word not in NUMERALS]
    known += [UNITS[word] for word in words if word in UNITS]
    if known or not words:
        return known[0] if known else ""
    return "" if any(standing(query.terms, " ".join(words), language)) else None


def _of_date(text: str) -> list[float]:
    """Return day, month and year of a date as numbers, days below a hundred and months from 101 on."""
    words = fold(ORDINAL.sub(r"\1", text))
    return [
        float(word) if word.isdigit() else 100.0 + MONTHS[word] for word in words if word.isdigit() or word in MONTHS
    ]
