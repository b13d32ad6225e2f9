"""Ordinals of French and English, in words and in digits: 2 of "second", "2nd", « deuxième », « 2e ». Pure."""

from __future__ import annotations

from corpus.number_words import RANKS
from index.words.analysis import fold

MOST = 90  # the last one that is known in digits
ORDINALS = {
    **{fold(word)[0]: rank for word, rank in RANKS.items()},
    **dict.fromkeys(("first", "premier", "premiere", "1st", "1er", "1re", "1ere"), 1),
    **dict.fromkeys(("seconde", "2nd", "2nde"), 2),
    **{f"{rank}{ending}": rank for rank in range(2, MOST + 1) for ending in ("th", "rd", "st", "nd", "e", "eme")},
}
"""The number of each, by its folded word."""


def ordinals_in(text: str) -> set[int]:
    """Return the numbers of the ordinals of a text."""
    return {ORDINALS[word] for word in fold(text) if word in ORDINALS}
