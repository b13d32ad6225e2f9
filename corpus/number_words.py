"""Numbers in words, French and English, and what they are worth. Data only.

"One", "un" and "une" are not among them: they are articles and pronouns too.
"""

from __future__ import annotations

from collections.abc import Mapping

from corpus.article import Language

FROM_TWO: Mapping[Language, tuple[str, ...]] = {
    "en": (
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ),
    "fr": (
        "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze",
        "quinze", "seize",
    ),
}  # fmt: skip
RANKS_FROM_TWO: Mapping[Language, tuple[str, ...]] = {
    "en": (
        "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
        "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    ),
    "fr": (
        "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième", "neuvième", "dixième",
        "onzième", "douzième", "treizième", "quatorzième", "quinzième", "seizième",
    ),
}  # fmt: skip
_TENS = (
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "vingt trente quarante cinquante soixante",
)
_RANKS_OF_TENS = (
    "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth",
    "vingtième trentième quarantième cinquantième soixantième",
)


def _tens(lines: tuple[str, ...]) -> dict[str, int]:
    return {word: 10 * tens for line in lines for tens, word in enumerate(line.split(), start=2)}


def up_to(most: int) -> dict[str, int]:
    """Return the words of both languages for the numbers from two to `most`, nineteen at most."""
    return {word: number for words in FROM_TWO.values() for number, word in enumerate(words, start=2) if number <= most}


NUMBERS = up_to(19) | _tens(_TENS)
"""Numbers of one word, from two to ninety; French makes the others of several."""

REGIONAL = {"septante": 70, "huitante": 80, "octante": 80, "nonante": 90}
"""What Belgium and Switzerland say for seventy, eighty and ninety."""

RANKS = {word: rank for words in RANKS_FROM_TWO.values() for rank, word in enumerate(words, start=2)} | _tens(
    _RANKS_OF_TENS
)
"""Ordinals of one word, from the second to the ninetieth; many are fractions too."""

SCALES = {
    **dict.fromkeys(("hundred", "hundreds", "cent", "cents"), 1e2),
    **dict.fromkeys(("thousand", "thousands", "mille"), 1e3),
    **dict.fromkeys(("million", "millions"), 1e6),
    **dict.fromkeys(("billion", "billions", "milliard", "milliards"), 1e9),
    **dict.fromkeys(("trillion", "trillions"), 1e12),
}
"""What multiplies the number before it. The "billion" of French, a million of millions, is not told from English's."""

ABOUT = {
    **dict.fromkeys(("huitaine", "huitaines"), 8),
    **dict.fromkeys(("dizaine", "dizaines", "tens"), 10),
    **dict.fromkeys(("dozen", "dozens", "douzaine", "douzaines"), 12),
    **dict.fromkeys(("quinzaine", "quinzaines"), 15),
    **dict.fromkeys(("vingtaine", "vingtaines"), 20),
    **dict.fromkeys(("trentaine", "trentaines"), 30),
    **dict.fromkeys(("quarantaine", "quarantaines"), 40),
    **dict.fromkeys(("cinquantaine", "cinquantaines"), 50),
    **dict.fromkeys(("soixantaine", "soixantaines"), 60),
    **dict.fromkeys(("centaine", "centaines"), 100),
    **dict.fromkeys(("millier", "milliers"), 1000),
}
"""Nouns that tell how many there are of something, mostly roughly."""
