"""What takes back what a sentence says, or lets it hold in some case alone: "has been cancelled", "if it rains". Pure.

French and English; a question that asks of that case is answered by it.
"""

from __future__ import annotations

import re

from bot.answers.values.opposites import negates
from bot.answers.values.spans import A_MONTH
from corpus.patterns import lazy_pattern
from index.words.analysis import fold

NOT_SO = lazy_pattern(
    r"\b(?:not|never|no\s+longer|any\s?more|cancel(?:l?ed)?|called\s+off|postponed|moved\s+to|annulée?s?|reportée?s?|déplacée?s?|"
    r"supprimée?s?)\b|n['’]t\b|\b(?:ne\s|n['’])[^.;:]{1,40}?\b(?:pas|plus|jamais|guère)\b",
    re.IGNORECASE,
)
IN_A_CASE = lazy_pattern(
    r"\b(?:if|unless|except|in\s+case|otherwise|until|si|s['’]ils?|sauf|excepté|en\s+cas\s+d|à\s+moins|jusqu['’])\b|"
    r"\b(?:en\s+cas|in\s+the\s+event)\b|"
    rf"^\W*(?:en|in|during|pendant|au\s+mois\s+d[e’'])\s*(?:{A_MONTH}|summer|winter|spring|autumn|the\s+(?:school\s+)?holidays|été|hiver|"
    r"automne|les\s+vacances|période)\b",
    re.IGNORECASE,
)


def is_reserved(sentence: str, question: str) -> bool:
    """Return whether a sentence denies what it speaks of, or says it of a case, of which a question does not ask."""
    if NOT_SO.search(sentence) is not None and not (NOT_SO.search(question) or negates(question)):
        return True
    case = IN_A_CASE.search(sentence)
    if case is None or IN_A_CASE.search(question) is not None:
        return False
    return f" {' '.join(fold(case.group()))} " not in f" {' '.join(fold(question))} "
