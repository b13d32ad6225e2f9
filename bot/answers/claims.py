"""What the articles say on a claim that somebody makes: sentences on the same matter, and whether their numbers agree.

No judgement of the claim: only numbers of the same unit, percentages, sums of money and years are compared, and what
cannot be compared is called no more than the same matter. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from bot.answers.answer import Citation
from bot.answers.differing import DIGITS, ENDS, SCALES, YEAR, value_of
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
BEHIND = 2  # words behind a number, among which stands what it counts
NEAR_AN_END = 1e-9

SIGNS = {"%": "%", "$": "$", "€": "€", "£": "£"}
UNITS = {
    **dict.fromkeys(("percent", "pourcent"), "%"),
    **dict.fromkeys(("dollar", "dollars", "usd"), "$"),
    **dict.fromkeys(("euro", "euros", "eur"), "€"),
}
PER_CENT = re.compile(r"\b(?:per|pour)[\s\u00a0]cent\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A verified sentence of an article, and how it bears on the claim that it was found for."""

    citation: Citation
    bearing: Bearing
    cover: float


@dataclass(frozen=True, slots=True)
class _Number:
    value: float
    units: frozenset[str]


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
    compared = [*_compared(claim, language, sentence, other), *_years_compared(claim, sentence)]
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
    """Yield for each number of the claim that the sentence has one of the same unit for, whether they agree."""
    told = list(_numbers(sentence, other))
    for number in _numbers(claim, language):
        same = [one.value for one in told if one.units & number.units]
        if same:
            yield any(abs(value - number.value) <= NEAR_AN_END * max(1.0, abs(value)) for value in same)


def _years_compared(claim: str, sentence: str) -> Iterator[bool]:
    """Yield whether the years agree, where both tell exactly one."""
    years = [set(YEAR.findall(text)) for text in (claim, sentence)]
    if all(len(found) == 1 for found in years):
        yield years[0] == years[1]


def _numbers(text: str, language: Language) -> Iterator[_Number]:
    """Yield the numbers of `text` with what they count; years, and numbers that count nothing named, left out."""
    text = PER_CENT.sub("%", text)
    for match in DIGITS.finditer(text):
        units = set()
        before = text[: match.start()].rstrip()[-1:]
        if before in SIGNS:
            units.add(SIGNS[before])
        said, end = match.group(), match.end()
        words = list(islice(WORD.finditer(text, end), BEHIND + 2))
        if words and words[0].group().casefold() in SCALES and not text[end : words[0].start()].strip():
            said, end = text[match.start() : words[0].end()], words[0].end()
            words = words[1:]
        sign = text[end:].lstrip()[:1]
        if sign in SIGNS:
            units.add(SIGNS[sign])
        elif not units:
            units |= set(_counted(text, end, words, language))
        value = value_of(said)
        if units and value is not None and not (YEAR.fullmatch(said) and not units & set(SIGNS.values())):
            yield _Number(value, frozenset(units))


def _counted(text: str, end: int, words: Sequence[re.Match[str]], language: Language) -> Iterator[str]:
    """Yield what the words behind a number say that it counts, up to where another matter begins."""
    taken = 0
    for match in words:
        if set(text[end : match.start()]) & ENDS or taken == BEHIND:
            return
        end = match.end()
        word = match.group().casefold()
        stems = [UNITS[word]] if word in UNITS else analyse(word, language)
        taken += bool(stems)
        yield from stems
