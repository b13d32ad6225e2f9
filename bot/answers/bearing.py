"""Whether the numbers of a sentence agree with those of a claim. Pure.

No judgement of the claim: only numbers of the same unit, percentages, sums of money and years are compared, and only
where neither side denies, both mean the whole or both a part, and the words around the number largely agree. What
cannot be compared is called no more than the same matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from bot.answers.shown.differing import READ_SCALES, YEAR
from bot.answers.values.numbers_told import DIMENSIONS, MEASURES, UNITS, numbers_in
from corpus.article import Language, Span
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.words.analysis import WORD, analyse, fold

Bearing = Literal["agrees", "differs", "same_matter"]

LEAST_NAME = 4  # letters of a word that counts as shared across languages; shorter ones are shared by chance
AROUND = 8  # words on each side of a number that say what it is about
# Of those, the share that the other sentence must have to be called in agreement (True) or to differ (False), which is
# said less lightly: "the project costs" is not "the Texas site costs".
LEAST_AROUND = {True: 0.65, False: 0.75}

# What is denied bears on nothing here: "never had 500" is no support for 500, and no contradiction of 400 either.
NEGATION = lazy_pattern(
    r"\b(?:not|never|no|none|nobody|without|neither|nor|cannot|hardly|denie[sd]|deny|false|"
    r"ne|pas|jamais|aucune?|sans|ni|non|dément|faux)\b(?!-)|n['’]t\b|\bn['’]",  # "personne" but with "ne" is a person
    re.IGNORECASE,
)
# Words for a part of a whole, folded, in both languages: what is true of one part is not of the whole.
PARTS = vocabulary(
    "first second third phase phases part parts initial initially stage tranche tranches half quarter",
    "premier premiere deuxieme seconde troisieme partie parties initiale initialement etape etapes moitie quart",
)
UNWEIGHED = frozenset({*READ_SCALES, *UNITS, *MEASURES, *DIMENSIONS})


def bearing_of(claim: str, language: Language, sentence: str, other: Language) -> Bearing:
    """Return what the numbers of a sentence, in the language `other`, say of those of a claim."""
    if NEGATION.search(claim) or NEGATION.search(sentence):
        return "same_matter"
    compared = [
        *_compared(claim, language, sentence, other),
        *_years_compared(claim, language, sentence, other),
    ]
    if not compared:
        return "same_matter"
    return "agrees" if all(compared) else "differs"


def _names(text: str) -> Iterator[str]:
    """Yield the words of a claim that are the same in both languages: names, acronyms, numbers."""
    for position, match in enumerate(WORD.finditer(text)):
        word = match.group()
        named = word[:1].isupper() and (position > 0 or word.isupper()) and len(word) >= LEAST_NAME
        if named or (word.isupper() and len(word) > 1) or (word.isdigit() and len(word) >= LEAST_NAME):
            yield from fold(word)


def _compared(claim: str, language: Language, sentence: str, other: Language) -> Iterator[bool]:
    """Yield for each number of the claim that the sentence has one of the same thing for, whether they agree."""
    told = list(numbers_in(sentence, other))
    for number in numbers_in(claim, language):
        same = [one for one in told if one.counts_as(number)]
        agree = any(one.equals(number) for one in same)
        rough = any(one.rough for one in (number, *same))  # "more than 100" does not contradict 120
        if same and (agree or not rough) and _same_matter(claim, number.span, language, sentence, other, agree=agree):
            yield agree


def _years_compared(claim: str, language: Language, sentence: str, other: Language) -> Iterator[bool]:
    """Yield whether the years agree, where both tell exactly one."""
    years = [list(YEAR.finditer(text)) for text in (claim, sentence)]
    if all(len({match.group() for match in found}) == 1 for found in years):
        first, second = (found[0] for found in years)
        agree = first.group() == second.group()
        if _same_matter(claim, Span(first.start(), first.end()), language, sentence, other, agree=agree):
            yield agree


def _same_matter(claim: str, number: Span, language: Language, sentence: str, other: Language, *, agree: bool) -> bool:
    """Return whether the words around a number of the claim largely stand in the sentence too, and no part is meant."""
    if bool(PARTS & set(fold(claim))) != bool(PARTS & set(fold(sentence))):
        return False
    if language == other:
        before, after = claim[: number.start].split()[-AROUND:], claim[number.end :].split()[:AROUND]
        around, there = _matter(" ".join((*before, *after)), language), _matter(sentence, other)
    else:
        around, there = {one for one in _names(claim) if not one.isdigit()}, set(fold(sentence))
    return len(around & there) >= LEAST_AROUND[agree] * len(around)


def _matter(text: str, language: Language) -> set[str]:
    """Return the stems of `text` that are neither numbers nor units of them."""
    words = (match.group() for match in WORD.finditer(text))
    kept = (word for word in words if word.casefold() not in UNWEIGHED and not any(map(str.isdigit, word)))
    return {stem for word in kept for stem in analyse(word, language)}
