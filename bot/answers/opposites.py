"""Words of no weight that turn what is said into its opposite: "log in" and "log out", "sold" and "not sold". Pure.

The search leaves them out, so that all words of a question may stand in what says the contrary.
"""

from __future__ import annotations

from corpus.patterns import lazy_pattern
from index.analysis import fold

NEGATION = lazy_pattern(  # "pas à pas" is step by step
    r"\b(?:not|no|never|cannot|without|except|ne|(?<!à )pas(?!\s+à\s+pas)|jamais|sans|sauf|aucune?)\b|"
    r"n['’]t\b|\bn['’](?=\w)|\b(?:can|won|don)t\b"
)
# Of each set, one word says another thing than the others do.
PARTICLES = tuple(
    frozenset(words.split())
    for words in (
        "in out up",
        "on off",
        "up down",
        "with without",
        "before after",
        "avec sans",
        "avant apres",
        "dans hors",
        "plus moins",
    )
)


def negates(text: str) -> bool:
    """Return whether `text` says that something is not so."""
    return NEGATION.search(text.lower()) is not None


def opposed(one: str, other: str) -> bool:
    """Return whether of two texts with the same words of weight one says the contrary of the other."""
    return negates(one) != negates(other) or swaps_particle(one, other)


def swaps_particle(one: str, other: str) -> bool:
    """Return whether of two texts one has "out" where the other has "in", or the like."""
    words, others = set(fold(one)), set(fold(other))
    return any(words & apart and others & apart and not words & others & apart for apart in PARTICLES)
