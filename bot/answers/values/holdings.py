"""What a text holds that may answer: dates, numbers and names that the question does not give. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from bot.answers.questions.expecting import Numbers
from bot.answers.values.spans import MONTH_NAMES, NUMERALS

DATE_WORDS = MONTH_NAMES | {"siecle", "siècle", "century"}
NUMBER_WORDS = NUMERALS | {"vingts", "hundreds", "double", "triple", "twice", "once", "percent"}
IN_WORDS = 0.7  # what a number in words counts beside one in digits: "one of the two" numbers nothing

KEPT = 1 << 14  # words whose look is known, some hundred bytes each
# What a word is by its look, or that the question has it.
DATE, NUMBER, NUMBER_WORD, NAME, OTHER, ASKED = "date", "number", "number word", "name", "other", "asked"


def holdings(parted: Sequence[Sequence[str]], asked: set[str]) -> Numbers:
    """Return of each text whether it holds a date, a number and a name that `asked` lacks, and how many new words.

    `parted` are the words of the texts. Shape (texts, 4).
    """
    holds = np.zeros((len(parted), 4), np.float32)
    known = {word: ASKED if word.lower() in asked else _kind(word) for word in set().union(*parted)}
    for row, its_words in enumerate(parted):
        kinds = [known[word] for word in its_words]
        held = set(kinds[1:])
        if kinds and kinds[0] != NAME:  # the first word has its capital because it opens the sentence
            held.add(kinds[0])
        number = 1.0 if NUMBER in held else IN_WORDS if NUMBER_WORD in held else 0.0
        holds[row] = DATE in held, number, NAME in held, len(kinds) - kinds.count(ASKED)
    return holds


@lru_cache(KEPT)
def _kind(word: str) -> str:
    """Return what a word is by its look."""
    if word[0].isdigit():
        return DATE if len(word) == 4 and word[0] in "12" and word.isdigit() else NUMBER
    lower = word.lower()
    if lower in DATE_WORDS:
        return DATE
    if lower in NUMBER_WORDS:
        return NUMBER_WORD
    return NAME if word[0].isupper() and len(word) > 1 else OTHER
