"""What a kind of question wants comes first: who did it, where it is, what it does, how much, why. Pure.

The networks put first what is like an answer; a sentence that tells just what is asked comes before it, and makes an
answer of what would be refused, but no sure one.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.layout.permitting import permission_asked
from bot.answers.questions.question import Asked
from bot.answers.sentences.choosing import LOOKED_AT, Evidence
from bot.answers.sentences.confidence import SURE_DESPITE, UNSURE
from bot.answers.values.things import standing
from bot.answers.wanted.acting import announced_first, deed_asked, doer_first
from bot.answers.wanted.doing import asks_doing, done_first
from bot.answers.wanted.introducing import introduced_first, person_asked
from bot.answers.wanted.locating import asks_alone, placed_first
from bot.answers.wanted.reasons import explained_first
from bot.answers.wanted.seeking import holder_first
from bot.answers.wanted.superlatives import topped_first
from bot.answers.wanted.telling import measured_first
from index.hits import Hit
from index.matching.candidates import Query


def likeliest_first(
    evidence: tuple[Evidence, ...],
    confidence: float,
    hits: Sequence[Hit],
    query: Query,
    asked: Asked,
    *,
    least: float,
    sure: float,
    related: bool,
) -> tuple[tuple[Evidence, ...], float]:
    """Return the sentences with those first that tell what the kind of question asks, and how confident that leaves.

    What introduces a thing or a person is sure of it, `sure` at least; else what is put before another sentence never
    is, and what would be refused, below `least`, is just answered. `related` says that who leads, owns or founded
    something is told.
    """
    thing = asked.subject or person_asked(query)
    if thing and (introduced := introduced_first(evidence, hits, thing)):
        evidence, confidence = introduced, max(confidence, sure)
    deed = deed_asked(query, asked) if not related else None
    if deed is not None:
        evidence = doer_first(evidence, deed)
    if evidence and (held := holder_first(evidence, query))[0] is not evidence[0]:
        evidence, confidence = held, min(confidence, UNSURE)
    likely = confidence >= least
    if confidence < SURE_DESPITE:
        evidence, confidence = _of_the_thing(evidence, confidence, query, asked, least)
    if confidence < SURE_DESPITE and asked.kind == "who" and (announced := announced_first(evidence, query)):
        if announced[0] is not evidence[0]:
            confidence = min(confidence, UNSURE)
        evidence, confidence = announced, max(confidence, least)
    if confidence < SURE_DESPITE and asks_alone(asked, query):
        if placed := placed_first(evidence, hits, query, likely=likely):
            if placed[0] is not evidence[0]:
                confidence = min(confidence, UNSURE)
            evidence, confidence = placed, max(confidence, least)
    elif confidence < sure and asks_doing(query) and (done := done_first(evidence, query)):
        evidence, confidence = done, max(min(confidence, UNSURE), least)
    elif not likely and (topped := topped_first(evidence, hits, query, likely=False)):
        evidence, confidence = topped, least
    elif not likely and (measured := measured_first(evidence, query, asked)):
        evidence, confidence = measured, least
    elif not likely and asked.kind == "why" and (explained := explained_first(evidence, query)):
        evidence, confidence = explained, least
    return evidence, confidence


def _of_the_thing(
    evidence: tuple[Evidence, ...], confidence: float, query: Query, asked: Asked, least: float
) -> tuple[tuple[Evidence, ...], float]:
    """Return the likeliest sentence first that names the last thing a permission is asked for, where the best does not.

    "Can I bring a friend?" does not answer for the dog, whatever else it has of "can I bring my dog?".
    """
    thing = next(iter(reversed(permission_asked(query, asked))), None)
    if thing is None:
        return evidence, confidence

    def names_it(one: Evidence) -> bool:
        before = one.before_text if one.leans else ""  # the item before is of something else
        return any(standing([thing], f"{one.heading}\n{before}\n{one.text}", one.article.language))

    if not evidence or names_it(evidence[0]):
        return evidence, confidence
    first = next((one for one in evidence[1:LOOKED_AT] if any(standing([thing], one.text, one.article.language))), None)
    if first is None:
        return evidence, confidence
    return (first, *(one for one in evidence if one is not first)), max(min(confidence, UNSURE), least)
