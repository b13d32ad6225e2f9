"""Questions that name nothing and can only mean the community whose articles these are: "how much is it?". Pure.

Where no question before tells what "it" is, a newcomer asks what it costs to belong, and where "you" are to be found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.answers.questions.openings import LINKED
from corpus.patterns import lazy_pattern

_BEHIND = (
    r"(?:[\s,]+(?:please|pl[sz]|then|exactly|here|in\s+total|guys|now|svp|stp|s['’]il\s+(?:te|vous)\s+pla[iî]t|exactement|"
    r"au\s+(?:juste|total)|en\s+tout|d['’]ailleurs|ici|du\s+coup))*\W*"
)
_ALL_OF_IT = (
    (
        r"how\s+much(?:\s+(?:is|are|does|do|would|will)\s+(?:it|this|that|they|you)(?:\s+(?:be|charge|ask))?)?|"
        r"(?:it|this|that)(?:['’]?s|\s+is)\s+how\s+much",
        "how much does it cost?",
        False,
    ),
    (
        r"(?:(?:c['’]?\s?est|cest|c|[cç]a\s+fait)\s+)?combien(?:\s+(?:c['’]?\s?est|[cç]a\s+fait))?|"
        r"combien\s+est-ce(?:\s+que\s+(?:c['’]est|[cç]a\s+fait))?",
        "combien ça coûte ?",
        False,
    ),
    (r"where\s+(?:are|r)\s+(?:you|u|we)(?:\s+at)?|where\s+you\s+at", "where are you located?", True),
    (r"where(?:['’]?s|\s+is)\s+(?:it|this|that)(?:\s+(?:at|happening|held))?", "where are you located?", False),
    (r"(?:c['’]?\s?est|cest|c)\s+o[uù]|o[uù]\s+(?:c['’]?\s?est|est-ce(?:\s+que\s+c['’]est)?)", "où êtes-vous ?", False),
)
_QUESTIONS = tuple(
    (lazy_pattern(rf"\W*+{LINKED}(?:{one}){_BEHIND}", re.IGNORECASE), full, of_you) for one, full, of_you in _ALL_OF_IT
)


@dataclass(frozen=True, slots=True)
class OfUs:
    """Such a question in full words, and whether it says "you": then nothing else can be meant."""

    full: str
    of_you: bool


def asked_of_us(question: str) -> OfUs | None:
    """Return what a question asks of the community itself, where it is no more than that; None for any other."""
    return next((OfUs(full, of_you) for pattern, full, of_you in _QUESTIONS if pattern.fullmatch(question)), None)
