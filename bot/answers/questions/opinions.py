"""Whether a message only judges the bot or what it said: "omg you are so good", « t'as rien compris ».

Pure. Each of its few words has to be a little one, or one that judges, wonders or means the bot; with one noun more it
may speak of anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from bot.answers.questions.courtesies import BEGINS
from corpus.article import Language
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.words.analysis import FUNCTION_WORDS, fold

MOST_WORDS = 10  # who judges is brief
GOOD: Mapping[Language, frozenset[str]] = {
    "en": vocabulary(
        "awesome great amazing brilliant best perfect wonderful fantastic helpful useful smart clever cool nice lovely",
        "excellent good genius cute funny incredible impressive star hero legend gem lifesaver angel sweet kind",
        "terrific superb outstanding handy love adore helped helps saved appreciate",
        "appreciated",
    ),
    "fr": vocabulary(
        "genial geniale geniaux super top parfait parfaite fort forte meilleur meilleure gentil gentille mignon",
        "mignonne excellent excellente incroyable intelligent intelligente malin maline pratique utile ange amour",
        "adorable chouette formidable magique rapide efficace nickel sympa dingue merveilleux champion tresor crack",
        "aidee aides sauve adore aime geres assures bravo cool genie style stylee mercis chapeau",
    ),
}
BAD: Mapping[Language, frozenset[str]] = {
    "en": vocabulary(
        "wrong incorrect false useless rubbish nonsense bullshit bs stupid dumb crap shit shitty garbage trash",
        "terrible awful broken lying idiot liar joke moron worst bad hate suck sucks fail failed pathetic",
        "disappointing annoying junk",
    ),
    "fr": vocabulary(
        "nul nulle nuls faux fausse inutile bete stupide debile con mauvais mauvaise pourri pourrie menteur pire merde",
        "merdique naze nase lamentable decevant decevante ridicule deteste cote trompes trompe plantes",
        "plante honte tort",
    ),
}
# What one wants of a bot, and says of it where it does not.
WANTED: Mapping[Language, frozenset[str]] = {
    "en": vocabulary(
        "understand understood understands sense listen listening answered answer answers work works working true",
        "right correct relevant asked wanted meant looking",
    ),
    "fr": vocabulary(
        "compris comprends comprend comprenez repondu reponds repond ecoutes ecoute marche marches fonctionne",
        "fonctionnes sers sert juste vrai clair pertinent bon bonne bien demande voulais cherche",
    ),
}
NOT = vocabulary("no not never nothing don doesn didn isn aren wasn cannot none rien pas jamais aucun aucune")
CANNOT = lazy_pattern(r"\bcan['’]?t\b", re.IGNORECASE)  # "can" alone denies nothing
SPOKEN_TO = vocabulary("you u your ur yours youre tu te toi ta ton tes vous votre vos bot chatbot sourcier")
ITSELF = SPOKEN_TO.union(vocabulary("ai ia answer answers reply response reponse reponses"))
# Others' may be meant, unless the bot is spoken to beside them: "this machine is broken", "I can't read this".
MACHINES = vocabulary("robot machine")
HELP = vocabulary("help read aide lu lis")  # wanted of it as well, and no praise: "help me read this"
HELPED = lazy_pattern(r"\bm['’]?\s?(?:as|avez)\b(?:\s+\w+){0,3}\s+aid[ée]e?s?\b", re.IGNORECASE)
POINTING = vocabulary("this that c ce ca")
THOU = lazy_pattern(r"\bt['’]?\s?(?:es|as)\b", re.IGNORECASE)  # "t" of "isn't" is no "tu"
WONDERING = vocabulary(
    "omg wow wahou waouh waou ouah whoa yay lol mdr ptdr haha hahaha pff pfff pffff bof beurk argh ugh meh oh ah eh",
    "ben bah hein yo hey sorry desole desolee please svp stp merci thanks thank thx ty",
)
LITTLE: Mapping[Language, frozenset[str]] = {
    "en": vocabulary(
        "so really very super just totally absolutely completely pretty quite ever always again got get makes make",
        "made try all even still too much lot damn fucking freaking real such honestly seriously today give gave tell",
        "told say said thing",
    ),
    "fr": vocabulary(
        "hyper ultra trop tres tellement vraiment grave encore toujours carrement completement totalement essaie",
        "essaye recommence franchement serieux serieusement sale gros grosse espece dis racontes raconte importe quoi",
        "truc",
    ),
}
LANGUAGES: tuple[Language, Language] = ("en", "fr")


@cache
def _known(language: Language) -> frozenset[str]:
    """Return the words that a message of a language may have."""
    little = {word for one in FUNCTION_WORDS[language] for word in fold(one)}
    return LITTLE[language].union(GOOD[language], BAD[language], WANTED[language], little)


def judged(said: str, verdict: Literal["good", "bad"]) -> Language | None:
    """Return in which language a message judges so, and nothing else; None where it says or asks anything else."""
    if len(said.split()) > MOST_WORDS:
        return None
    words = frozenset(fold(said))
    spoken_to = THOU.search(said) is not None or not words.isdisjoint(SPOKEN_TO)
    means_it = spoken_to or not words.isdisjoint(ITSELF | WONDERING | POINTING)
    if "?" in said or not means_it or BEGINS.match(said) is not None:
        return None
    if not spoken_to and not words.isdisjoint(MACHINES | HELP):
        return None
    if not words <= _known("en").union(_known("fr"), NOT, ITSELF, WONDERING, MACHINES, HELP):
        return None
    return max(LANGUAGES, key=lambda one: len(words & _known(one))) if _verdict(said, words) == verdict else None


def _verdict(said: str, words: frozenset[str]) -> Literal["good", "bad"] | None:
    good, bad, wanted = (words.intersection(of["en"] | of["fr"]) for of in (GOOD, BAD, WANTED))
    praised = good or HELPED.search(said) is not None
    denied = CANNOT.search(said) is not None or not words.isdisjoint(NOT)
    if bad or (denied and (praised or wanted or words & HELP)):
        return "bad"
    return "good" if praised else None
