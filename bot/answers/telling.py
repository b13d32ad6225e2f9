"""Which sentence comes first where the likeliest does not tell the measure, the number or the date asked for. Pure."""

from __future__ import annotations

from bot.answers.choosing import Evidence
from bot.answers.measures import tells
from bot.answers.question import Asked
from index.analysis import analyse
from index.candidates import Query

PRESENT = 0.2  # the presence from which on a word counts as standing there
LOOKED_AT = 8  # likeliest sentences; what stands further down is of something else


def telling_first(evidence: tuple[Evidence, ...], query: Query, asked: Asked) -> tuple[Evidence, ...]:
    """Return `evidence` with the sentences first that tell what is asked, where the likeliest of all does not.

    They are of the same article, and the first holds as many words of the question, one at least: of 14 development
    questions whose answer it came before, it held what answers for 4 that had none and was lost for none.
    """
    best = evidence[0]
    if tells(asked, query.text, best.text):
        return evidence
    telling = [
        one
        for one in evidence[1:LOOKED_AT]
        if one.article.id == best.article.id
        and one.lacks_name <= best.lacks_name
        and tells(asked, query.text, one.text)
    ]
    least = max(1, _held(best, query))
    first = next((one for one in telling if _held(one, query) >= least), None)
    if first is None:
        return evidence
    told = [first, *(one for one in telling if one is not first)]
    return (*told, *(one for one in evidence if not any(one is other for other in told)))


def _held(one: Evidence, query: Query) -> int:
    """Return how many words of a question stand in a sentence, as they are or surely translated."""
    language = one.article.language
    stems = set(analyse(one.text, language))
    return sum(term.presence(stems, language) >= PRESENT for term in query.terms)
