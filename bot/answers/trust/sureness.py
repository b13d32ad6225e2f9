"""Whether an answer is called sure. Pure.

It is where none of `bot.answers.trust.doubts` is right about it and, among few passages, what was learned of whole
answers (`bot.answers.trust.weighing`) finds it likely, which some of these doubts are left to. Among many, the higher
its confidence, the more words of the question may be lacking in its best sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.answer import Doubt
from bot.answers.layout.permitting import is_forbidden
from bot.answers.questions.question import Asked
from bot.answers.sentences.choosing import Evidence
from bot.answers.sentences.confidence import SURE, SURE_ACROSS, SURE_DESPITE, SURE_JUDGED, SURE_OF_FEW
from bot.answers.shown.around import Around
from bot.answers.trust.doubts import KINDS, OUTWEIGHED, Said, doubts_in, first_doubt, lacking, told_as
from bot.answers.trust.kinds import telling_terms
from bot.answers.trust.weighing import Judge
from bot.answers.values.naming import (
    is_spelt,
    may_be_named,
    names_of,
    names_other,
)
from bot.answers.values.things import PRESENT, standing
from bot.answers.wanted.acting import deed_asked
from bot.answers.wanted.locating import is_lying
from corpus.patterns import lazy_pattern
from corpus.tables import BETWEEN
from index.matching.candidates import Query
from index.words.analysis import analyse
from index.words.terms import Term

# A number that stands by itself: no time, date, decimal or thousand. Those up to twenty are told by words as well.
NUMBER = lazy_pattern(r"(?<![\d:.,/-])\d{2,3}(?![\d:/-]|[.,]\d|\s?h\b)")
BY_WORDS = 20
WHOLE_NUMBER = lazy_pattern(r"(?<!\d)\d+(?!\d)")
DECIMAL = lazy_pattern(r"(?<![\d.,])\d{1,2}(?:\.\d{1,2})+(?![\d.,]*\d)")  # "2.4"; no thousand
COMMA, POINT = lazy_pattern(r"(?<=\d),(?=\d)"), lazy_pattern(r"(?<=\d)[,:h](?=\d)")
OPENING = 2  # words of weight that open a sentence, and say what it is on: "A kayak is £12 a day"


def doubt_of(
    confidence: float,
    best: Evidence,
    told: Around,
    query: Query,
    asked: Asked,
    weights: Sequence[float],
    *,
    joined: str = "",
    highlight: str = "",
    judge: Judge | None = None,
) -> Doubt | None:
    """Return why an answer is not sure that begins with `best`, of which `told` is quoted; None where it is sure.

    It never is where one of `bot.answers.trust.doubts` is right about it; among few passages those that are outweighed
    apart. There it is from `SURE_OF_FEW` on, where the `judge` of whole answers finds it likely enough (`SURE_JUDGED`),
    but from `SURE_DESPITE` on where a row of a table tells, or a number of the question lacks. Among many it is from
    `SURE_DESPITE` on where a name is lacking, or where a question without names has none of its words there, or not the
    rarest (`SURE_ACROSS` in the other language). `joined` is the whole quote, `highlight` what is said to answer in it,
    `weights` are the rarities of the question's terms.
    """
    surely = confidence >= SURE_DESPITE
    if judge is not None:
        said = _said(best, told, query, asked, joined=joined, highlight=highlight, surely=surely)
        return _judged(said, judge, weights, confidence)
    if confidence < SURE:
        return Doubt("low", least=SURE)
    said = _said(best, told, query, asked, joined=joined, highlight=highlight, surely=surely)
    if (doubt := first_doubt(said)) is not None or surely:
        return doubt
    if said.names:
        unnamed = tuple(one.surface for one in said.names if not said.named(one, said.around))
        return Doubt("names", unnamed) if unnamed else None
    across = best.article.language != query.language and confidence >= SURE_ACROSS
    return None if across or not _lacks_words(said, weights) else _lacking_or(said, Doubt("low", least=SURE_DESPITE))


def _judged(said: Said, judge: Judge, weights: Sequence[float], confidence: float) -> Doubt | None:
    """Return the doubt about an answer among few passages, or None.

    Which row of a table is meant is told by its layout, which is looked at before: else the confidence has to be high.
    """
    doubts = doubts_in(said)
    likely = judge.likelihood(said, [KINDS[one] for one in doubts], weights, confidence) >= SURE_JUDGED
    if confidence < SURE_OF_FEW:
        return Doubt("low", least=SURE_OF_FEW)
    left = [one for one in doubts if not (likely and one in OUTWEIGHED)]
    if left:
        return told_as(KINDS[left[0]], said)
    if not said.surely and (numbers := _numbers_lacking(said)):
        return Doubt("words", numbers)
    if likely:
        row = BETWEEN in said.text and not said.surely
        return Doubt("low", least=SURE_DESPITE) if row else None
    unnamed = tuple(one.surface for one in said.names if not said.named(one, said.around))
    return Doubt("names", unnamed) if unnamed else _lacking_or(said, Doubt("other"))


def _numbers_lacking(said: Said) -> tuple[str, ...]:
    """Return the numbers of a question that stand nowhere in the passage or above it: "after 30 days", "badge 2.4"."""
    around = f"{said.all_of_it}\n{said.best.passage_text}"
    held = set(WHOLE_NUMBER.findall(around))
    numbers = (one for one in NUMBER.findall(said.question) if int(one) > BY_WORDS and one not in held)
    decimals = _decimals(POINT.sub(".", around))
    return (*numbers, *(one for one in _decimals(COMMA.sub(".", said.question)) if one not in decimals))


def _decimals(text: str) -> list[str]:
    """Return the decimal numbers of a text whose commas are points, and the times: "2.4", "7.30"."""
    return [one.lstrip("0") for one in DECIMAL.findall(text)]


def _lacking_or(said: Said, otherwise: Doubt) -> Doubt:
    """Return that words of the question are lacking, or where none is, the other doubt."""
    doubt = lacking(said)
    return doubt if doubt.words else otherwise


def _said(
    best: Evidence, told: Around, query: Query, asked: Asked, *, joined: str, highlight: str, surely: bool
) -> Said:
    names = names_of(query.terms)
    text = told.span.of(best.article.text)
    above = f"{best.heading}\n{best.before_text}"
    if not names_other(best.article.title, text, best.passage_text, names):
        above += f"\n{best.article.title}"
    around = f"{above}\n{text}"
    return Said(best, told, query, asked, text, joined or text, highlight, around, names, surely)


def names_nothing(evidence: Sequence[Evidence], query: Query) -> bool:
    """Return whether nothing asked about may be named in any passage that was found, though a name is asked about.

    The search takes "Mars" for met by "March", and "Vénus" by "venus".
    """
    names = names_of(query.terms)
    if not names:
        return False
    if evidence and any(is_spelt(name, evidence[0].passage_text) for name in names):
        return False
    passages = {(one.article.id, one.passage): one for one in evidence}.values()
    texts = [(f"{one.article.title}\n{one.heading}\n{one.passage_text}", one.article.language) for one in passages]
    return not (
        any(is_spelt(name, text) for text, _ in texts for name in names)
        or any(may_be_named(name, text, language, query.language) for text, language in texts for name in names)
    )


def _lacks_words(said: Said, weights: Sequence[float]) -> bool:
    """Return whether none of a question's words stands there, or not the rarest, nor in the passage.

    Those for the kind that is told do not count where half of the others stand in the quote, nor any where what they
    ask to do is forbidden, or it is told otherwise who did it.
    """
    if is_forbidden(said.query, said.quote, said.language):
        return False
    deed = deed_asked(said.query, said.asked)
    if deed is not None and deed.told_otherwise(said.text, said.language):
        return False
    asks = said.asked.kind == "where"
    others = [
        (weight, term)
        for term, weight in zip(said.query.terms, weights, strict=True)
        if not term.is_name and not (asks and is_lying(term))
    ]
    telling = telling_terms(said.query.terms, said.asked, said.question, said.quote)
    left = [one for one in others if one[1] in telling]
    if _rarest_lacks(said, left):
        return True
    return _rarest_lacks(said, others) and not _tells_half(said, [term for _, term in left])


def _tells_half(said: Said, terms: Sequence[Term]) -> bool:
    """Return whether half of `terms` at least stand in the quote or before it, titles apart; one alone opens it."""
    if len(terms) == 1:
        opening = analyse(said.text, said.language)[:OPENING]
        return terms[0].presence(opening, said.language) >= PRESENT
    told = standing(terms, f"{said.best.before_text}\n{said.quote}", said.language)
    return 2 * sum(told) >= len(told)


def _rarest_lacks(said: Said, others: Sequence[tuple[float, Term]]) -> bool:
    """Return whether of words with their rarities none stands there, or not the rarest, nor in the passage."""
    if not others:
        return False
    if not any(standing([term for _, term in others], said.around, said.language)):
        return True
    rarest = max(others, key=lambda one: one[0])[1]
    return not any(standing([rarest], f"{said.around}\n{said.best.passage_text}", said.language))
