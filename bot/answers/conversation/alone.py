"""Whether a short question that was read behind others is meant by itself: "who can ban?" after one on a price.

No word tells it surely from "who won?", which asks of what was asked before. What the two readings find does: the one
behind others counts where its quote speaks of what is asked. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.answer import Answer, NoAnswer
from bot.answers.conversation.following import is_in_full
from bot.answers.conversation.leaning import OF_A_THING, may_stand_alone
from bot.answers.questions.courtesies import bare_question
from bot.answers.questions.question import read_kind
from bot.answers.sentences.confidence import SURE_DESPITE
from bot.answers.understanding import Understood
from bot.answers.values.things import standing
from corpus.patterns import lazy_pattern
from index.search import sound
from index.words.analysis import fold
from index.words.terms import Term

# Asks what holds for whoever does it, as rules and how-tos tell it; "who paid?" is of something paid for.
ANYBODY = lazy_pattern(
    r"\b(?:can|could|may|must|should|how\s+(?:to|do(?:es)?\s+(?:i|we|you|one|people))|"
    r"peu(?:t|x|vent)|doi(?:t|s|vent)|puis-je|faut|on)\b",
    re.IGNORECASE,
)


def may_be_meant_alone(understood: Understood) -> bool:
    """Return whether a question was given something of those before it that it may not need."""
    if not is_in_full(understood.read_as):
        return False
    question, own = bare_question(sound(understood.question)), _own(understood)
    if any(term.folded in OF_A_THING for term in own):
        return False
    return may_stand_alone(question, read_kind(question), own, understood.query.language)


def is_meant_alone(understood: Understood, joined: Answer | NoAnswer, alone: Answer | NoAnswer) -> bool:
    """Return whether a question is answered better `alone` than as it is `understood` behind others, as `joined` is.

    It is where that is sure, or speaks of what anybody may do, and what is `joined` does not speak of what is asked;
    what is unsure has to speak of all that it was read as to stand against a sure answer.
    """
    own = _own(understood)
    if not isinstance(alone, Answer):
        return False
    if ANYBODY.search(understood.question):
        supported = alone.sure or _speaks_of(own, alone)
    else:
        supported = alone.sure and alone.confidence >= SURE_DESPITE
    if not supported or not isinstance(joined, Answer):
        return supported
    needed = understood.query.terms if alone.sure and not joined.sure else own
    return not _speaks_of(needed, joined)


def _own(understood: Understood) -> tuple[Term, ...]:
    """Return the terms that the question says itself, without those that it was given."""
    words = set(fold(bare_question(sound(understood.question))))
    return tuple(term for term in understood.query.terms if term.folded in words)


def _speaks_of(terms: Sequence[Term], answer: Answer) -> bool:
    """Return whether the first quote of an answer holds each of `terms`, with the names of its columns."""
    first = answer.citations[0]
    return all(standing(terms, first.shown, first.language))
