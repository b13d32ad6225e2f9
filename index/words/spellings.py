"""How else a word of a question may be written: "vélos" for "vélo", "soirée" for "soiree". Stems out. Pure.

The French stemmer of the index leaves the s behind a, i, o and u and the x behind au, eu and ou, so that most
singulars of such words have another stem than their plurals. So have irregular plurals and verbs: "child", "children".
A question looks for both, and what is indexed stays. Nor does it know « securite » for « sécurité », which is how
people type: a question's word without any accent is looked for with those that change its stem too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from corpus.article import Language
from corpus.number_words import RANKS_FROM_TWO
from index.words.analysis import stem_of

KEEPS_ITS_S = "aiou"  # behind which the stemmer leaves it
SHORTEST_PLURAL = 4  # letters: "amis", "lois", "jeux"; of shorter words most are no plural ("bus", "dos")
WITH_X = ("au", "eu", "ou")  # behind which a plural may end with x
# What has no plural, or is none, and looks like another word's: once is no faith, Paris no bet, and a cough no whole.
NOT_PLURAL = frozenset(("fois", "paris", "repos", "toux", "houx", "doux"))
KEPT_WORDS = 5_000
SHORTEST_UNACCENTED = 4  # letters
# Where an accent at the end changes the stem, and how the word is written with it. Of 7,682 words with accents in 65
# folders of French and English articles that lose their stem without, 7,105 have it back by these.
ACCENTS = tuple(
    (re.compile(bare), accented)
    for bare, accented in (
        (r"ere(s?)$", r"ère\1"),
        (r"ee(s?)$", r"ée\1"),
        (r"e(s?)$", r"é\1"),
        (r"es$", "ès"),
    )
)
# Forms of one word that the stemmer keeps apart, but for those that are another word too: "left", "saw", "spoke".
_IRREGULAR: Mapping[Language, str] = {
    "en": """child children; man men; woman women; foot feet; tooth teeth; mouse mice; goose geese; knife knives;
wife wives; wolf wolves; shelf shelves; half halves; loaf loaves; thief thieves; calf calves; scarf scarves; die dice;
begin began begun; break broke broken; bring brought; build built; buy bought; catch caught; choose chose chosen;
come came; cost costs; draw drew drawn; drink drank drunk; drive drove driven; eat ate eaten; fight fought;
fly flew flown; forbid forbade forbidden; forget forgot forgotten; freeze froze frozen; get got gotten; give gave given;
go went gone; grow grew grown; hear heard; hide hid hidden; hold held; keep kept; know knew known; learn learnt;
lend lent; lose lost; make made; mean meant; meet met; pay paid; ride rode ridden; ring rang rung; run ran; say said;
sell sold; send sent; shake shook shaken; show shown; sing sang sung; sleep slept; speak spoken; spend spent;
stand stood; steal stole stolen; swim swam swum; take took taken; teach taught; tell told; think thought;
throw threw thrown; understand understood; wake woke woken; wear wore worn; win won; write wrote written""",
    "fr": "travail travaux; vitrail vitraux; bail baux; corail coraux; œil yeux; ciel cieux",
}
ORDINAL = re.compile(r"(\d\d?)(?:st|nd|rd|th|ers?|[eè]?res?|nde?s?|(?:i?[eè]me|e)s?)", re.IGNORECASE)
FIRST: Mapping[Language, tuple[str, ...]] = {"en": ("first",), "fr": ("premier", "première")}
SECOND: Mapping[Language, tuple[str, ...]] = {"en": ("second",), "fr": ("deuxième", "second", "seconde")}


@lru_cache(KEPT_WORDS)
def other_spellings(word: str, language: Language) -> tuple[str, ...]:
    """Return the stems of `language` that stand for `word`, of the same language, besides its own."""
    own = stem_of(word, language)
    lower = word.lower()
    others = [*other_numbers(lower), *_abbreviated(lower)] if language == "fr" else []
    stems = [stem_of(other, language) for other in (*others, *in_letters(word, language))]
    stems += _FORMS[language].get(own, ())
    return tuple(dict.fromkeys(stem for stem in stems if stem and stem != own))


def other_numbers(word: str) -> tuple[str, ...]:
    """Return the plurals of a French word in small letters, or its singular, where their stems may differ.

    A stem of the index does as well: "velo". What is no word stands nowhere, and does no harm.
    """
    if not word.isalpha() or len(word) < SHORTEST_PLURAL - 1:
        return ()
    if word[-1] == "s" or (word[-1] == "x" and word[-3:-1] in WITH_X):
        is_plural = len(word) >= SHORTEST_PLURAL and word not in NOT_PLURAL and word[-2] in KEEPS_ITS_S
        return (word[:-1],) if is_plural else ()
    if word[-1] not in KEEPS_ITS_S:
        return ()
    plurals = (f"{word}s", f"{word}x") if word[-2:] in WITH_X else (f"{word}s",)
    return tuple(plural for plural in plurals if plural not in NOT_PLURAL)


@lru_cache(KEPT_WORDS)
def accented_stems(word: str) -> tuple[str, ...]:
    """Return the stems that a French word without accents has with one at its end, besides its own."""
    lower = word.lower()
    if len(lower) < SHORTEST_UNACCENTED or not (lower.isascii() and lower.isalpha()):
        return ()
    accented = (stem_of(bare.sub(ending, lower), "fr") for bare, ending in ACCENTS if bare.search(lower))
    return tuple(dict.fromkeys(stem for stem in accented if stem and stem != stem_of(word, "fr")))


def in_letters(word: str, language: Language) -> tuple[str, ...]:
    """Return an ordinal in figures in the letters of `language`; none for any other word, and above the sixteenth."""
    if not (told := ORDINAL.fullmatch(word)):
        return ()
    rank = int(told[1])
    if rank in (1, 2):
        return (FIRST if rank == 1 else SECOND)[language]
    return RANKS_FROM_TWO[language][rank - 2 : rank - 1] if rank else ()


def _abbreviated(word: str) -> tuple[str, ...]:
    """Return how else a French ordinal is written in figures.

    Of "premier" and "première" no "1er" or "1ère", whose one stem mostly is that of the first of a month.
    """
    if told := ORDINAL.fullmatch(word):
        return _in_figures(int(told[1]))
    rank = _RANKS.get(stem_of(word, "fr"), 0)
    return ("1re",) if rank == 1 else _in_figures(rank)


def _in_figures(rank: int) -> tuple[str, ...]:
    if not rank:
        return ()
    endings = {1: ("er", "re", "ère"), 2: ("e", "ème", "nd", "nde")}.get(rank, ("e", "ème"))
    return tuple(f"{rank}{ending}" for ending in endings)


_RANKS = {stem_of(word, "fr"): rank for rank, word in enumerate(RANKS_FROM_TWO["fr"], start=2)} | {
    stem_of("première", "fr"): 1
}
_GROUPS: Mapping[Language, list[list[str]]] = {
    language: [[stem_of(word, language) for word in forms.split()] for forms in listed.split(";")]
    for language, listed in _IRREGULAR.items()
}
_FORMS: Mapping[Language, Mapping[str, list[str]]] = {
    language: {stem: stems for stems in groups for stem in stems if stem} for language, groups in _GROUPS.items()
}
