"""Which sentence comes first where the likeliest does not tell the measure, the number or the date asked for. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.answers.questions.question import Asked
from bot.answers.sentences.choosing import LOOKED_AT, Evidence
from bot.answers.values.measures import asks_measure, asks_price, asks_unit, is_priced, tells
from bot.answers.values.naming import is_named
from bot.answers.values.things import PRESENT
from corpus.article import Language
from corpus.vocabulary import vocabulary
from index.matching.candidates import Query
from index.words.analysis import analyse
from index.words.terms import Term

# Words, folded, that only ask for a measure: a sentence that tells it has its unit.
MEASURING = vocabulary(
    "many much long last lasts lasting take takes cost costs price expensive far tall high deep wide heavy weigh",
    "weighs old hot cold warm maximum minimum most least deadline limit duration delay time height depth width weight",
    "distance temperature altitude age amount duree dure durent durer delai temps prix cout coute coutent pese pesent",
    "poids hauteur profondeur largeur longueur masse maximale minimale max plus moins",
)

LEAST_ASKED = 2  # words that say what a measure is of, of which the best sentence may lack one


def measured_first(evidence: Sequence[Evidence], query: Query, asked: Asked) -> tuple[Evidence, ...]:
    """Return the likeliest sentence that tells the measure asked for of what is asked about; nothing where none does.

    "Its price, more than two million dollars" has no word of "how much does Casgevy cost?", which its passage names.
    Half of the other words have to stand in the sentence or before it; where units are counted ("how many years do I
    need …") more than half, there or in the heading. Where there are none, names have to stand there, but for a price.
    """
    counts, price = asks_unit(query.text), asks_price(query.text)
    if not (counts or price or asks_measure(query.text)):
        return ()
    about = [term for term in query.terms if term.folded not in MEASURING]
    names, others = [one for one in about if one.is_name], [one for one in about if not one.is_name]
    for one in evidence[:LOOKED_AT]:
        if not tells(asked, query.text, one.text) or (price and not is_priced(one.text)):
            continue
        language, above = one.article.language, f"{one.article.title}\n{one.heading}"
        told = one.passage_text if price or others else f"{one.before_text}\n{one.text}"
        if not all(is_named(name, f"{above}\n{told}", language, query.language) for name in names):
            continue
        near = set(analyse(f"{one.heading if counts else ''}\n{one.before_text}\n{one.text}", language))
        held = 2 * _standing(others, near, language) - len(others)
        if (held > 0 if counts else held >= 0) and (names or others):
            return (one,)
    return ()


def _standing(terms: Sequence[Term], stems: Collection[str], language: Language) -> int:
    return sum(term.presence(stems, language) >= PRESENT for term in terms)


def telling_first(evidence: tuple[Evidence, ...], query: Query, asked: Asked) -> tuple[Evidence, ...]:
    """Return `evidence` with the sentences first that tell what is asked, where the likeliest of all does not.

    They are of the same article, and the first holds as many words of the question, one at least: of 14 development
    questions whose answer it came before, it held what answers for 4 that had none and was lost for none.
    """
    best = evidence[0]
    if tells(asked, query.text, best.text):
        return _of_all_asked(evidence, query, asked)
    telling = [
        one
        for one in evidence[1:LOOKED_AT]
        if one.article.id == best.article.id
        and one.lacks_name <= best.lacks_name
        and tells(asked, query.text, one.text)
    ]
    least = max(1, _held(best, query))
    leaning = asks_measure(query.text) or asks_price(query.text)
    first = next((one for one in telling if _held(one, query, leaning=leaning) >= least), None)
    if first is None:
        return evidence
    told = [first, *(one for one in telling if one is not first)]
    return (*told, *(one for one in evidence if not any(one is other for other in told)))


def _of_all_asked(evidence: tuple[Evidence, ...], query: Query, asked: Asked) -> tuple[Evidence, ...]:
    """Return `evidence` with the sentence first that tells the measure of all that is asked, where the best does not.

    "How long is a short rest?" has "long" of the long rest, and asks of the short one.
    """
    best, about = evidence[0], [term for term in query.terms if term.folded not in MEASURING]
    if not asks_measure(query.text) or len(about) < LEAST_ASKED or asks_price(query.text):
        return evidence

    def lacks(one: Evidence) -> int:
        return len(about) - _standing(about, set(analyse(one.text, one.article.language)), one.article.language)

    for one in evidence[1:LOOKED_AT] if lacks(best) else ():
        if one.article.id == best.article.id and not lacks(one) and tells(asked, query.text, one.text):
            return (one, *(other for other in evidence if other is not one))
    return evidence


def _held(one: Evidence, query: Query, *, leaning: bool = False) -> int:
    """Return how many words of a question stand in a sentence, as they are or surely translated.

    Where it is `leaning`, those before a sentence that opens with "it" stand in it too: "It costs …" names nothing.
    """
    language = one.article.language
    text = f"{one.before_text}\n{one.text}" if leaning and one.leans else one.text
    return _standing(query.terms, set(analyse(text, language)), language)
