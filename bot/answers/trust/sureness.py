"""Whether an answer is called sure, by its confidence and what its best sentence lacks of the question. Pure.

Where none of `bot.answers.trust.doubts` is right about it, the higher its confidence, the more words may be lacking.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.answer import Doubt
from bot.answers.layout.permitting import is_forbidden
from bot.answers.questions.question import Asked
from bot.answers.questions.wording import PRICE_WORDS
from bot.answers.sentences.choosing import Evidence
from bot.answers.sentences.confidence import SURE, SURE_ACROSS, SURE_DESPITE, SURE_OF_FEW
from bot.answers.shown.around import Around
from bot.answers.trust.doubts import Said, first_doubt, lacking
from bot.answers.trust.kinds import telling_terms
from bot.answers.values.measures import tells_money
from bot.answers.values.naming import (
    is_spelt,
    may_be_named,
    names_of,
    names_other,
)
from bot.answers.values.things import PRESENT, standing
from bot.answers.values.years import years_in
from bot.answers.wanted.acting import deed_asked
from bot.answers.wanted.locating import is_lying
from bot.answers.wanted.seeking import VERBS
from bot.answers.wanted.superlatives import superlative_asked
from corpus.patterns import lazy_pattern
from corpus.tables import BETWEEN
from corpus.vocabulary import vocabulary
from index.matching.candidates import Query
from index.words.analysis import analyse, fold
from index.words.terms import Term

OPENING = 2  # words of weight that open a sentence, and say what it is on: "A kayak is £12 a day"
# A number that stands by itself: no time, date, decimal or thousand. Those up to twenty are told by words as well.
NUMBER = lazy_pattern(r"(?<![\d:.,/-])\d{2,3}(?![\d:/-]|[.,]\d|\s?h\b)")
BY_WORDS = 20
WHOLE_NUMBER = lazy_pattern(r"(?<!\d)\d+(?!\d)")
DECIMAL = lazy_pattern(r"\d+(?:[.,]\d+)+")  # "2.4" is read as two words
# What is asked by any word and told by others: a time, a place, a number or a reason has doubts of its own.
TOLD_BY_ITS_WORD = frozenset({"other", "definition", "who"})
PRICES = PRICE_WORDS | vocabulary(
    "pricing cost costs cout couts rate rates montant amount charge charges",
    "rent loyer loyers reduction reductions discount discounts remise remises",
)


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
    few: bool = False,
) -> Doubt | None:
    """Return why an answer is not sure that begins with `best`, of which `told` is quoted; None where it is sure.

    It never is where one of `bot.answers.trust.doubts` is right about it. It is from `SURE_DESPITE` on where a name is
    lacking, or where a question without names has none of its words there, or not the rarest (`SURE_ACROSS` in the
    other language). Among `few` passages it is where none of the question's words is lacking, and from `SURE_DESPITE`
    on where the rarest is beside the names; only then where a row of a table tells, or a number of the question lacks.
    `joined` is the whole quote, `highlight` what is said to answer in it, `weights` are the rarities of the question's
    terms.
    """
    alike = best.article.language == query.language
    least = SURE_OF_FEW if few else SURE
    if confidence < least:
        return Doubt("low", least=least)
    surely = confidence >= SURE_DESPITE
    said = _said(best, told, query, asked, joined=joined, highlight=highlight, surely=surely)
    if (doubt := first_doubt(said)) is not None:
        return doubt
    if few and not surely:
        if _is_row(said):
            return Doubt("low", least=SURE_DESPITE)
        if numbers := _numbers_lacking(said):
            return Doubt("words", numbers)
    if surely or (few and _lacks_nothing(said)):
        return None
    if said.names:
        if unnamed := tuple(one.surface for one in said.names if not said.named(one, said.around)):
            return Doubt("names", unnamed)
        return _lacking_or(said, SURE_DESPITE) if few and alike and _lacks_rarest(said, weights) else None
    across = not alike and confidence >= SURE_ACROSS and not (few and _lacks_half(said))
    return None if across or not _lacks_words(said, weights) else _lacking_or(said, SURE_DESPITE)


def _is_row(said: Said) -> bool:
    """Return whether the best is a row of a table: its layout tells which one is meant, and which cell."""
    return BETWEEN in said.text


def _numbers_lacking(said: Said) -> tuple[str, ...]:
    """Return the numbers of a question that stand nowhere in the passage or above it: "after 30 days"."""
    held = set(WHOLE_NUMBER.findall(f"{said.all_of_it}\n{said.best.passage_text}"))
    return tuple(one for one in NUMBER.findall(said.question) if int(one) > BY_WORDS and one not in held)


def _lacks_half(said: Said) -> bool:
    """Return whether half of several words of a question or more stand nowhere there."""
    told = standing(said.query.terms, said.all_of_it, said.language)
    return len(told) > 1 and 2 * sum(told) <= len(told)


def _lacking_or(said: Said, least: float) -> Doubt:
    """Return that words of the question are lacking, or where none is, that the confidence is below `least`."""
    doubt = lacking(said)
    return doubt if doubt.words else Doubt("low", least=least)


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


def _lacks_nothing(said: Said) -> bool:
    """Return whether all words of a question stand there, but those for the kind that is told; one stands anywhere.

    So do those of what is to be defined or done, which titles name too. Where the year of the question stands, what is
    told beside it is of another one.
    """
    text = said.around if years_in(said.question) & years_in(said.text) else said.all_of_it
    told = said.asked.kind not in {"definition", "how"} and all(
        number in said.all_of_it for number in DECIMAL.findall(said.question)
    )
    terms = telling_terms(said.query.terms, said.asked, said.question, said.quote)
    told = told and len(terms) > 1 and all(standing(terms, text, said.language))
    return told and (len(terms) == len(said.query.terms) or _tells_half(said, terms))


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


def _lacks_rarest(said: Said, weights: Sequence[float]) -> bool:
    """Return whether the rarest word beside the names stands nowhere there, nor in the passage or its title.

    "Who will replace Jo Li?" is told by nothing that only names Jo Li. A price is told by money or by another
    word for it.
    """
    if said.asked.kind not in TOLD_BY_ITS_WORD:
        return False
    priced = tells_money(said.quote) or not PRICES.isdisjoint(fold(said.quote))
    left_out = VERBS | PRICES if priced else VERBS
    terms = zip(weights, said.query.terms, strict=True)
    others = [(weight, term) for weight, term in terms if not term.is_name and term.folded not in left_out]
    if not others:
        return False
    rarest, best = max(others, key=lambda one: one[0])[1], said.best
    most = superlative_asked(said.query)
    if most is not None and most.told_in(said.text):  # "biggest" is told by "largest"
        return False
    return not any(standing([rarest], f"{best.article.title}\n{said.all_of_it}\n{best.passage_text}", said.language))
