"""Ordinals of French and English, in words and in digits: 2 of "second", "2nd", « deuxième », « 2e ». Pure."""

from __future__ import annotations

import re

from corpus.number_words import RANKS
from corpus.patterns import lazy_pattern
from index.words.analysis import fold

MOST = 99  # the last one that is known in digits
ORDINALS = {
    **{fold(word)[0]: rank for word, rank in RANKS.items()},
    **dict.fromkeys(("first", "premier", "premiere", "1st", "1er", "1re", "1ere"), 1),
    **dict.fromkeys(("seconde", "2nd", "2nde"), 2),
    **{f"{rank}{ending}": rank for rank in range(2, MOST + 1) for ending in ("th", "rd", "st", "nd", "e", "eme")},
}
"""The number of each, by its folded word."""


APART = lazy_pattern(r"(?<=\d)\s(?=(?:st|nd|rd|th|ers?|[èe]re|[èe]mes?|es?)\b)", re.IGNORECASE)  # « 1 er »


def ordinals_in(text: str) -> set[int]:
    """Return the numbers of the ordinals of a text, plural or with their ending apart too: « 2èmes », « 1 er »."""
    words = (word if word in ORDINALS else word.removesuffix("s") for word in fold(APART.sub("", text)))
    return {ORDINALS[word] for word in words if word in ORDINALS}
