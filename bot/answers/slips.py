"""Which word a misspelt one was meant for. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

# How like a slip is to what was meant. "telecsope" is one of "telescope" (0.89); among names "Azikwe" of "Azikiwe"
# (0.92), but "Austria" none of "Australia" (0.88), of which less may be made: that it is no reason to refuse.
SLIP, SLIP_IN_NAME = 0.85, 0.89
LONGER_BY = 2  # letters that a slip adds or leaves out; the first letter is seldom wrong


def meant(word: str, known: Iterable[str], least: float) -> str:
    """Return the likest of the `known` words for which `word` may stand, alike by `least`, or the empty string."""
    near = {one for one in known if one[:1] == word[:1] and abs(len(one) - len(word)) <= LONGER_BY}
    return next(iter(get_close_matches(word, near, n=1, cutoff=least)), "")
