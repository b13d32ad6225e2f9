"""Which word a misspelt one was meant for. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from string import ascii_lowercase

# How like a slip is to what was meant. "telecsope" is one of "telescope" (0.89); among names "Azikwe" of "Azikiwe"
# (0.92), but "Austria" none of "Australia" (0.88), of which less may be made: that it is no reason to refuse.
SLIP, SLIP_IN_NAME = 0.85, 0.89
LONGER_BY = 2  # letters that a slip adds or leaves out; the first letter is seldom wrong


def meant(word: str, known: Iterable[str], least: float) -> str:
    """Return the likest of the `known` words for which `word` may stand, alike by `least`, or the empty string."""
    near = {one for one in known if one[:1] == word[:1] and abs(len(one) - len(word)) <= LONGER_BY}
    return next(iter(get_close_matches(word, near, n=1, cutoff=least)), "")


# Letters of a word from which on each kind of slip is one. In "siern" two letters were turned round; in a word that
# short, another letter makes another word more often than it is a slip ("mango", "manga").
LEAST_TURNED, LEAST_ONE_MORE, LEAST_OTHER = 5, 6, 7
LONGEST_SLIPPED = 24  # letters; of a longer one, a thousand words are one slip away


def turned_round(word: str) -> list[str]:
    """Return the words in which two letters beside each other stand the other way round, the first one not."""
    swapped = (f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}" for at in range(1, len(word) - 1))
    return [one for one in dict.fromkeys(swapped) if one != word]


def one_slip_from(word: str) -> list[list[str]]:
    """Return the words that are one slip away from a folded `word`, by kind of slip, the likeliest kinds first.

    Two letters turned round or one that should be double, or should not; a letter that lacks or is one too many;
    another letter. The first one stays, and what the last one is often tells two words or names apart.
    """
    size = len(word)
    if not LEAST_TURNED <= size <= LONGEST_SLIPPED or not (word.isascii() and word.isalpha()):
        return []
    inside = range(1, size - 1)
    turned = turned_round(word)
    doubled = [f"{word[:at]}{word[at]}{word[at:]}" for at in range(size)]
    single = [f"{word[:at]}{word[at + 1 :]}" for at in range(size - 1) if word[at] == word[at + 1]]
    kinds = [[*turned, *doubled, *single]]
    if size >= LEAST_ONE_MORE:
        ends = range(1, size + (size >= LEAST_OTHER))
        more = [f"{word[:at]}{letter}{word[at:]}" for at in ends for letter in ascii_lowercase]
        kinds.append([*more, *(f"{word[:at]}{word[at + 1 :]}" for at in inside)])
    if size >= LEAST_OTHER:
        kinds.append([f"{word[:at]}{letter}{word[at + 1 :]}" for at in inside for letter in ascii_lowercase])
    return [[one for one in dict.fromkeys(kind) if one != word] for kind in kinds]
