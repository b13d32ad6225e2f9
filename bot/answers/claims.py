"""What the articles say on a claim that somebody makes: sentences on the same matter, and whether their numbers agree.

No judgement of the claim: only numbers of the same unit, percentages, sums of money and years are compared, and only
where neither side denies, both mean the whole or both a part, and the words around the number largely agree. What
cannot be compared is called no more than the same matter. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from bot.answers.answer import Citation
from bot.answers.differing import SCALES, YEAR
from bot.answers.numbers_told import DIMENSIONS, MEASURES, UNITS, numbers_in
from bot.answers.quoting import LONGEST_QUOTE, at_most, verified
from corpus.article import Article, Language, Span
from corpus.sentences import split_sentences
from index.analysis import WORD, analyse, fold
from index.hits import Hit

Bearing = Literal["agrees", "differs", "same_matter"]

MOST_CLAIMS = 5  # sentences of a message that are looked up; more is an article
LEAST_STEMS = 2  # of a claim; "I agree" claims nothing that an article tells
LEAST_COVER = 0.4  # of a claim's stems that a sentence in its own language must share to be on the same matter
LEAST_NAME = 4  # letters of a word that counts as shared across languages; shorter ones are shared by chance
MOST_FOUND = 5
AROUND = 8  # words on each side of a number that say what it is about
# Of those, the share that the other sentence must have to be called in agreement (True) or to differ (False), which is
# said less lightly: "the project costs" is not "the Texas site costs".
LEAST_AROUND = {True: 0.65, False: 0.75}

# What is denied bears on nothing here: "never had 500" is no support for 500, and no contradiction of 400 either.
NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|without|neither|nor|cannot|hardly|denie[sd]|deny|false|"
    r"ne|pas|jamais|aucune?|sans|ni|non|personne|dément|faux)\b|n['’]t\b|\bn['’]",
    re.IGNORECASE,
)
# Words for a part of a whole, folded, in both languages: what is true of one part is not of the whole.
PARTS = frozenset(
    [
        "first",
        "second",
        "third",
        "phase",
        "phases",
        "part",
        "parts",
        "initial",
        "initially",
        "stage",
        "tranche",
        "tranches",
        "half",
        "quarter",
        "premier",
        "premiere",
        "deuxieme",
        "seconde",
        "troisieme",
        "partie",
        "parties",
        "initiale",
        "initialement",
        "etape",
        "etapes",
        "moitie",
        "quart",
    ]
)
UNWEIGHED = frozenset({*SCALES, *UNITS, *MEASURES, *DIMENSIONS})


@dataclass(frozen=True, slots=True)
class Found:
    """A verified sentence of an article, and how it bears on the claim that it was found for."""

    citation: Citation
    bearing: Bearing
    cover: float


def claims_of(text: str, language: Language) -> list[str]:
    """Return the first sentences of a message that say enough to be looked up."""
    spans = split_sentences(text, language)
    found = (span.of(text) for span in spans)
    return list(islice((one for one in found if len(set(analyse(one, language))) >= LEAST_STEMS), MOST_CLAIMS))


def found_for(claim: str, language: Language, hits: Sequence[Hit]) -> Iterator[Found]:
    """Yield for each passage its sentence on the same matter as `claim`, where it has one."""
    for hit in hits:
        best = max(_judged(claim, language, hit), key=lambda one: one.cover, default=None)
        if best is not None:
            yield best


def best_of(found: Sequence[Found]) -> list[Found]:
    """Return the best of what was found, each sentence once, numbered in their order by article."""
    kept: dict[tuple[str, int], Found] = {}
    for one in sorted(found, key=lambda one: (one.bearing == "same_matter", -one.cover)):
        kept.setdefault((one.citation.article_id, one.citation.start), one)
    chosen = list(kept.values())[:MOST_FOUND]
    numbers: dict[str, int] = {}
    for one in chosen:
        numbers.setdefault(one.citation.article_id, len(numbers) + 1)
    return [replace(one, citation=replace(one.citation, number=numbers[one.citation.article_id])) for one in chosen]


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


def _judged(claim: str, language: Language, hit: Hit) -> Iterator[Found]:
    article: Article = hit.article
    passage = hit.text
    for span in split_sentences(passage, article.language):
        sentence = span.of(passage)
        cover = _cover(claim, language, sentence, article.language)
        if cover < LEAST_COVER:
            continue
        place = Span(hit.passage.start + span.start, hit.passage.start + span.end)
        if place.end - place.start > LONGEST_QUOTE:
            place = at_most(article.text, place, lambda part: _cover(claim, language, part, article.language))
        citation = verified(article, place, 1)
        if citation is not None:
            yield Found(citation, bearing_of(claim, language, citation.quote, article.language), cover)


def _cover(claim: str, language: Language, sentence: str, other: Language) -> float:
    """Return the share of a claim that a sentence covers: of its stems, or of its names in another language."""
    if language == other:
        stems = set(analyse(claim, language))
        shared = stems & set(analyse(sentence, other))
        return len(shared) / len(stems) if len(shared) >= LEAST_STEMS else 0.0
    names = set(_names(claim))
    shared_names = names & set(fold(sentence))
    if all(one.isdigit() for one in shared_names):  # a year alone is shared by much
        return 0.0
    return len(shared_names) / len(names)


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
