"""Which of the long forms that were found are more likely chance than what the short form stands for.

Letters that stand inside words, and phrases that hold few of the letters, fit much that is no name: "la présidente
(PS)", "contrat de travail (CDI)", "la police fédérale (FBI)". A reader who is told so is worse off than one who is told
nothing. Each sign here is general, knows no acronym, and was chosen by reading what it takes away from the texts that
the models were trained on and from those for load tests: most of that is wrong. Knows no brackets.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.vocabulary import vocabulary
from index.glossaries.letters import Fit, Word, content_count, shared_initials
from index.glossaries.phrases import DEFINITE, PERFECT, is_french

# Most cost a letter where letters stand inside words, and words are fewer than letters; by what was read at each.
COMMON_FITS = 0.4  # of a noun phrase in lower case: "polycystic morphology (PCO)", "définition de timers (DOM)"
PAIR_FITS = 0.6  # of a name of two content words: "Committee for Standardization (CEN)", the end of one
NAMES_FIT = 0.35  # of a French name without small words: "Laurent Saint-Martin (LREM)", a person and the party
NAMES = 3  # words of a person's name

# What French puts before a second root, folded: "[ultra][violet] (UV)". Both languages have these from Greek and Latin.
FIRST_ROOTS = vocabulary(
    "aero anti audio auto bio cardio chimio cyber dermo electro gastro geo hydro hydroxy hyper hypo immuno infra inter",
    "kilo macro mega meta micro mono multi nano neuro ortho photo physio poly psycho radio retro socio spectro super",
    "supra tele thermo trans ultra video",
)


def is_doubtful(words: Sequence[Word], fit: Fit, letters: str) -> bool:
    """Return whether the `letters` of a short form may well fit by chance; `words` stand before the bracket."""
    inside = words[fit.first : fit.last + 1]
    count = content_count(inside)
    if count == 1:
        return _is_lone(words, inside, letters, fit.cost)
    agrees = 2 * shared_initials(inside, letters) > len(letters) or inside[0].letters.startswith(letters)
    if count >= len(letters) or agrees:
        return False
    share = fit.cost / len(letters)
    if not inside[0].capital and not _has_joined(inside):
        return share > COMMON_FITS
    if all(word.capital for word in inside) and count <= NAMES and is_french(words):
        return share > NAMES_FIT
    return count == 2 and share > PAIR_FITS


def _is_lone(words: Sequence[Word], inside: Sequence[Word], letters: str, cost: float) -> bool:
    """Return whether two letters stand somewhere in one French word without two roots: an English one has them."""
    lone = next(word for word in inside if not word.holds)
    if len(letters) != 2 or cost <= PERFECT or lone.capital or not is_french(words):
        return False
    return not any(lone.letters.startswith(root + letters[1]) for root in FIRST_ROOTS)


def _has_joined(inside: Sequence[Word]) -> bool:
    return any(word.joined for word in inside)


def is_doubtful_phrase(words: Sequence[Word], fit: Fit, letters: str) -> bool:
    """Return whether the noun phrase at `fit` hardly speaks of `letters`.

    One of two content words in lower case gives more than half of them. An English one without the first letter was
    cut, "[Deep] Reinforcement Learning (DRL)", but for a name after its determiner, "the Rechargeable Battery
    Association (PRBA)"; a French one may stand for a name in another language.
    """
    inside = words[fit.first : fit.last + 1]
    if not inside[0].capital and content_count(inside) <= 2 and 2 * shared_initials(inside, letters) <= len(letters):
        return True
    named = inside[0].capital and fit.first > 0 and words[fit.first - 1].lower in DEFINITE
    return not (named or is_french(words) or any(_gives(word, letters[0]) for word in inside if not word.holds))


def _gives(word: Word, letter: str) -> bool:
    return word.letters[0] == letter or (letter == "x" and word.letters.startswith("ex"))  # "Extensible …", "external"
