"""A bare "why?" behind another question: which sentence tells a reason, if any does. Pure.

Whatever was answered before stands highest again, for it has all the words. It answers "why?" only if it says because.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.answers.choosing import Evidence
from corpus.article import Language
from corpus.patterns import lazy_pattern

BARELY_WHY = lazy_pattern(
    r"\W*(?:(?:and|but|so|ok|okay|et|mais|alors)\W+)?(?:why(?:\s+(?:so|not|(?:is|was)\s+(?:that|this|it)))?|how\s+come|"
    r"pourquoi(?:\s+(?:ça|cela|donc|pas))?|for\s+what\s+reason|pour\s+quelles?\s+raisons?)\W*(?:\(|$)",
    re.IGNORECASE,
)
# "since" and "as" tell a time more often, "pour" and "to" what something is for.
REASON: Mapping[Language, re.Pattern[str]] = {
    "en": lazy_pattern(
        r"\b(?:because|so\s+that|in\s+order\s+(?:to|that)|(?:which|that)\s+is\s+why|due\s+to|owing\s+to|thanks\s+to|"
        r"reasons?|therefore)\b|[,;]\s+(?:since|as)\s+(?:it|they|the|he|she)\b",
        re.IGNORECASE,
    ),
    "fr": lazy_pattern(
        r"\b(?:parce\s+qu|puisqu|car\b|afin\s+(?:de\b|d['’]|qu)|c['’]est\s+pourquoi|en\s+raison\s+d|à\s+cause\s+d|"
        r"grâce\s+(?:à|au)|faute\s+d|raisons?\b|pour\s+que\b|comme\s+c['’]est\b)",
        re.IGNORECASE,
    ),
}
LOOKED_AT = 8  # likeliest sentences
COVERED = 0.9  # of what the likeliest one holds of the question, what one that tells a reason holds at least


def asks_barely_why(question: str) -> bool:
    """Return whether a question, read in full, asks why and nothing else: "why? (founded Discord)"."""
    return BARELY_WHY.match(question) is not None


def tells_reason(text: str, language: Language) -> bool:
    """Return whether a text of `language` says why something is so, in words that say so."""
    return REASON[language].search(text) is not None


def reason_first(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return `evidence` with the likeliest sentence first that tells a reason and holds as much of the question."""
    least = COVERED * evidence[0].covered
    found = next(
        (one for one in evidence[:LOOKED_AT] if one.covered >= least and tells_reason(one.text, one.article.language)),
        None,
    )
    return tuple(evidence) if found is None else (found, *(one for one in evidence if one is not found))
