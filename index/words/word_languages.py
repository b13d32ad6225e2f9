"""Which language a word is of, as far as the lexicon tells.

Text quotes the other language, so the lexicon has "server" among its French stems too. But what such a stem stands for
does not stand for it in turn: "serveur" is what English calls it, and French hardly ever says "server" for that.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection

from corpus.article import LANGUAGES, Language
from corpus.languages import MOST_OF_A_WORD
from index.words.analysis import stem_of
from index.words.terms import Translating

# Added to both: the share below which a round trip is chance. Of 0.01 to 0.2 the one with which most of the development
# questions without a decisive function word were told right.
CHANCE = 0.05
LEAST_OF_BOTH = 0.01  # a round trip's share from which on a word is taken for one of that language at all

StandsIn = Callable[[str], Collection[Language]]
"""In passages of which languages a word stands as it is written."""


def word_told(word: str, lexicon: Translating, stands_in: StandsIn | None = None) -> float:
    """Return how much more `word` is French than English, in nats, within `MOST_OF_A_WORD`; 0 if it is in neither.

    What the lexicon takes for both ("rules", "frais") is of the language of the articles that have it, where all are
    of one, as `stands_in` tells.
    """
    french, english = (_round_trip(word, language, lexicon) for language in ("fr", "en"))
    if stands_in is not None and min(french, english) >= LEAST_OF_BOTH and len(spoken := stands_in(word)) == 1:
        return MOST_OF_A_WORD if "fr" in spoken else -MOST_OF_A_WORD
    return min(max(math.log((french + CHANCE) / (english + CHANCE)), -MOST_OF_A_WORD), MOST_OF_A_WORD)


def _round_trip(word: str, language: Language, lexicon: Translating) -> float:
    """Return how likely a word of `language` comes back when it is translated and translated back, from 0 to 1.

    What it is itself in the other language does not count: names and words quoted come back anywhere.
    """
    stem = stem_of(word, language)
    other = next(one for one in LANGUAGES if one != language)
    itself = {stem, stem_of(word, other)}
    return sum(
        there.probability * back.probability
        for there in (lexicon.translations(stem, language, learned=True) if stem else ())
        if there.stem not in itself
        for back in lexicon.translations(there.stem, other, learned=True)
        if back.stem == stem
    )
