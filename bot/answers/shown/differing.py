"""Articles that answer a question differently: "82 moons" in one, "274 moons" in another.

Only what can be compared is: numbers of the same thing, and dates by their year. Two sentences that say something else
each are no contradiction, so the second must cover most of what the first covers of the question, and be about the
same: the moons of Jupiter are no other number of Saturn's. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from bot.answers.questions.question import Asked
from bot.answers.sentences.choosing import Evidence
from bot.answers.shown.highlighting import answering_span
from bot.answers.values.holdings import NUMBER_WORDS
from bot.answers.values.naming import names_of, names_other
from corpus.article import Span
from corpus.number_words import ABOUT, REGIONAL, SCALES, up_to
from corpus.patterns import lazy_pattern
from index.matching.candidates import Query
from index.words.analysis import WORD, analyse, fold
from index.words.terms import Term

# What the second sentence must cover of what the first one covers, for both to be answers to the same. Numbers must
# count the same thing besides, so that a sentence in the other language, whose words are met less surely, may pass.
LEAST_COVER = {"how_many": 0.6, "when": 0.85}
# And of its share, where both are in one language; across, the sentence in the question's own has nearly all of it.
LEAST_SHARE = 0.1
LEAST_COVERED = 0.6  # of the question's weight, by the first
LOOKED_AT = 12  # sentences
BEHIND = 3  # words behind a number, among which stands what it counts
ENDS = frozenset(".,;:()")  # what lies behind these is another matter

DIGITS = lazy_pattern(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
IN_WORDS = up_to(12)
READ_SCALES = {word: scale for word, scale in SCALES.items() if scale >= 1e3 and word != "thousands"}
# Numbers in words that are not read here, as those of two words are not: "two dozen" is not two.
UNREAD = {*NUMBER_WORDS, *SCALES, *ABOUT, *REGIONAL} - IN_WORDS.keys() - READ_SCALES.keys()
YEAR = lazy_pattern(r"\b[12]\d{3}\b")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence and where in it the number or date stands that it tells."""

    evidence: Evidence
    span: Span

    @property
    def text(self) -> str:
        """The number or date as it stands."""
        return self.span.of(self.evidence.text)


def differing(
    evidence: Sequence[Evidence], query: Query, asked: Asked, weights: Sequence[float]
) -> tuple[Told, Told] | None:
    """Return the best sentence and the next of another article that tells another number or date, or None.

    The newer article comes first; one without a date comes last.
    """
    if asked.kind not in {"how_many", "when"} or not evidence:
        return None
    first = _told(evidence[0], query, asked, weights)
    if first is None or first.evidence.covered < LEAST_COVERED:
        return None
    subject = _subject(first, query.terms, weights)
    if subject is None and names_of(query.terms):
        return None
    for one in evidence[1:LOOKED_AT]:
        other = _told(one, query, asked, weights) if _may_contradict(evidence[0], one, asked) else None
        if other is not None and _about(other, subject) and _contradicts(first, other, query, asked):
            pair = sorted((first, other), key=_age)
            return pair[0], pair[1]
    return None


def value_of(text: str) -> float | None:
    """Return the number in `text`: "3,5 millions", "1 200", "deux"; None where there is none or it is unclear."""
    words = fold(text)
    if not UNREAD.isdisjoint(words):  # "twenty-two", "deux cents"
        return None
    scale = next((READ_SCALES[word] for word in words if word in READ_SCALES), 1.0)
    digits = DIGITS.search(text)
    if digits is None:
        found = [float(IN_WORDS[word]) for word in words if word in IN_WORDS]
        return found[0] * scale if len(found) == 1 else None
    *front, last = re.split(r"[.,]", re.sub(r"[\u00a0\u202f ]", "", digits.group()))
    grouped = bool(front) and front[0] != "0" and scale == 1.0 and all(len(part) == 3 for part in (*front[1:], last))
    return float("".join([*front, last])) if grouped else float(".".join(filter(None, ("".join(front), last)))) * scale


def _told(one: Evidence, query: Query, asked: Asked, weights: Sequence[float]) -> Told | None:
    """Return the number or date that a sentence tells, or None where it tells none."""
    span = answering_span(one.text, one.article.language, asked, query.text, query.terms, weights)
    if span is None:
        return None
    return Told(one, _with_counted(one, span, query.terms) if asked.kind == "how_many" else span)


def _with_counted(one: Evidence, span: Span, terms: Sequence[Term]) -> Span:
    """Return `span`, a number, up to the word that it counts: of moons, "274 confirmed" is "274 confirmed moons"."""
    language = one.article.language
    for match in islice(WORD.finditer(one.text, span.end), BEHIND):
        stems = set(analyse(match.group(), language))
        if any(term.presence(stems, language) > 0 for term in terms):
            between = one.text[span.end : match.start()]
            return span if set(between) & ENDS else Span(span.start, match.end())
    return span


def _may_contradict(first: Evidence, other: Evidence, asked: Asked) -> bool:
    """Return whether a sentence is of another article and as likely of what is asked, whatever it tells."""
    same_language = other.article.language == first.article.language
    return not (
        other.article.id == first.article.id
        or (same_language and other.share < LEAST_SHARE * first.share)
        or other.lacks_name
        or other.covered < LEAST_COVER[asked.kind] * first.covered
    )


def _contradicts(first: Told, other: Told, query: Query, asked: Asked) -> bool:
    """Return whether another year is told, or another number of the same thing."""
    if asked.kind == "when":
        years = [YEAR.findall(told.text) for told in (first, other)]
        return all(len(set(found)) == 1 for found in years) and years[0][0] != years[1][0]
    values = [value_of(told.text) for told in (first, other)]
    if None in values or values[0] == values[1]:
        return False
    return bool(_counted(first, query.terms) & _counted(other, query.terms))


def _subject(first: Told, terms: Sequence[Term], weights: Sequence[float]) -> Term | None:
    """Return the rarest word of the question that stands with the first sentence and is not what its number counts."""
    counted = _counted(first, terms)
    said = [
        (weight, term)
        for weight, term in zip(weights, terms, strict=True)
        if term.folded not in counted and _about(first, term)
    ]
    return max(said, key=lambda one: one[0])[1] if said else None


def _about(told: Told, subject: Term | None) -> bool:
    """Return whether `subject` stands in a sentence, the one before that it leans on, or the title that it is about."""
    if subject is None:
        return True
    one, language = told.evidence, told.evidence.article.language
    above = one.before_text if one.leans else ""
    if not names_other(one.article.title, one.text, one.passage_text, [subject]):
        above += f"\n{one.article.title}"
    text = f"{above}\n{one.text}"
    return subject.folded in fold(text) or subject.presence(set(analyse(text, language)), language) > 0


def _counted(told: Told, terms: Sequence[Term]) -> set[str]:
    """Return the words of the question that stand with the number: what it counts."""
    language = told.evidence.article.language
    stems = set(analyse(told.text, language))
    return {term.folded for term in terms if term.presence(stems, language) > 0}


def _age(told: Told) -> float:
    published = told.evidence.article.published
    return -published.toordinal() if published is not None else 0.0
