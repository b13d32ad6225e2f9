"""Words of no weight that turn what is said into its opposite: "log in" and "log out", "sold" and "not sold". Pure.

The search leaves them out, so that all words of a question may stand in what says the contrary.
"""

from __future__ import annotations

import re

from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.words.analysis import fold

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
# Of each pair of sets one says the contrary of the other, in both languages, folded.
CONTRARIES = tuple(
    (vocabulary(one), vocabulary(other))
    for one, other in (
        (
            "start starts started starting begin begins began begun beginning open opens opened opening commence "
            "commences commencent commencait commencera commenceront debut debute debutent ouvre ouvrent ouvert "
            "ouverture",
            "end ends ended ending finish finishes finished stop stops stopped close closes closed closing finit "
            "finissent fini termine terminent termineront terminera ferme ferment fermeture",
        ),
        ("largest biggest highest tallest large larger", "smallest lowest small smaller"),
        ("longest long longer", "shortest short shorter"),
        ("majority majorite", "minority minorite"),
        ("major", "minor"),
        ("behind derriere", "front devant"),
        ("won win wins gagne gagnent remporte remportent", "lost lose loses perdu perd perdent"),
        (
            "increase increases increased rose raise raises augmente augmentent augmentation hausse",
            "decrease decreases decreased declined reduce reduces reduced lower lowers diminue diminuent "
            "diminution baisse reduit reduisent",
        ),
        ("buy buys bought achete achetent", "sell sells sold vend vendent vendu"),
        ("import imports imported importe importations", "export exports exported exporte exportations"),
        ("arrive arrives arrived arrivent", "leave leaves left depart departs partent quitte quittent"),
        ("strong stronger fort forte", "weak weaker faible"),
        ("public publics publique publiques", "private prive prives privee privees"),
        ("child children kid kids enfant enfants", "adult adults adulte adultes"),
        ("north northern nord", "south southern sud"),
        ("east eastern", "west western"),
        ("internal interior interne interieur", "external exterior externe exterieur"),
        ("inside inner", "outside outer"),
        ("similar alike same similaire similaires semblables", "different dissimilar disparate differing differents"),
        ("positive positif positifs positives", "negative negatif negatifs negatives"),
        ("maximum maximal maximale", "minimum minimal minimale"),
        ("hot warm chaud chaude", "cold cool froid froide"),
        ("wet humide", "dry sec seche"),
        ("winter hiver", "summer ete"),
        ("heavy heavier lourd lourde", "light lighter leger legere"),
        ("urban urbain urbaine", "rural rurale"),
        ("attract attracts attractive", "repel repels repulsive"),
        ("constant constante", "variable fluctuating varying"),
        ("fast faster rapid rapide", "slow slower lent lente"),
        ("deep deeper profond", "shallow"),
        ("thick thicker epais", "thin thinner mince"),
        ("wide wider", "narrow narrower etroit"),
        ("full loaded plein pleine charge chargee", "empty vide"),
        ("young younger jeune jeunes", "old older vieux vieille"),
        ("global mondial mondiale", "regional regionale local locale"),
        ("general generale", "specific specifique"),
        ("thousand thousands", "hundred hundreds"),
        ("temporary temporaire", "permanent permanente"),
        ("accept accepts accepted accepte", "reject rejects rejected refuse refuses refused rejete"),
        ("support supports supported", "oppose opposes opposed"),
        ("include includes included", "exclude excludes excluded"),
        ("cause causes caused", "prevent prevents prevented"),
        ("allow allows allowed permit permits", "forbid forbids forbidden prohibit prohibits prohibited"),
        ("professional professionnel", "amateur"),
    )
)


# Makes the contrary of a word: "unknown"; "in" does of some endings alone: "invisible", but not "information".
UN = lazy_pattern(r"(?:un|non)(?=\w{5})")
IN = lazy_pattern(
    r"i[nmlr](?=\w{2,}(?:able|ible|al|ale|aux|ed|ent|ente|ents|entes|ive|if|act|acte|ect|ecte|lete|plet|plete|ar|id|ide)s?$)"
)
# "uninstall", « désinscription »; of headings, few words that begin so undo anything.
UNDOES = lazy_pattern(
    r"(?P<prefix>un(?=install|subscri|register|link|lock|mute|ban)|dis(?=connect)|de(?=connect|connexion)|"
    r"des(?=install|inscri|activ|abonn))"
)
ROOT = 6  # letters that "install" and "installing" share
HOW = lazy_pattern(r"\bhow\s+\w+", re.IGNORECASE)  # "how long is it?" may be told by a short walk
# What opens a question that expects a yes: "isn't he the harbour master?".
TAG = lazy_pattern(
    r"^\W*(?:(?:and|but|so)\W+)?(?:is|are|was|were|do|does|did|has|have|can|could|will|would|should|must)n['’]?t\b",
    re.IGNORECASE,
)
# What a question denies of what it asks for, and what tells that of something in other words than `NEGATION`.
DENIES = lazy_pattern(
    r"\b(?:not|never|cannot|nor|neither|without|sans)\b|n['’]t\b|\b(?:ne\s|n['’])[^?]{1,60}?\b(?:pas|jamais|plus|aucune?)\b",
    re.IGNORECASE,
)
DENIED = lazy_pattern(
    r"\b(?:neither|nor|nobody|no\s?one|nothing|none|nowhere|personne|rien|nulle?|unable|lacks?|lacking|excluding|exceptions?|instead|rather\s+than|other\s+than|ban(?:s|ned)?|"
    r"prohibit\w*|forbid\w*|refus\w*|fail\w*|avoid\w*|hardly|shut|closed|closes|suspend\w*|ferm\w*|peu|hormis|exclu\w*|interdi\w*|incapables?|manqu\w*|évit\w*)\b|"
    r"\w(?:less|-free)\b",
    re.IGNORECASE,
)


def says_contrary(question: str, text: str, *, in_one_language: bool = True) -> bool:
    """Return whether `text` says the contrary of a word of `question`, and not it: "ends" for "starts".

    Prefixes tell it `in_one_language` alone: French "habitants" are English "inhabitants".
    """
    asked, said = set(fold(HOW.sub(" ", question))), set(fold(text))
    contrary = any(
        not asked.isdisjoint(one) and asked.isdisjoint(other) and said.isdisjoint(one) and not said.isdisjoint(other)
        for pair in CONTRARIES
        for one, other in (pair, pair[::-1])
    )
    if contrary or not in_one_language:
        return contrary
    return any(_bare(word) in asked - said for word in said) or any(_bare(word) in said - asked for word in asked)


def denies_nothing(question: str, text: str) -> bool:
    """Return whether a question denies something of what it asks for, and `text` nothing: "who may not vote?"."""
    if TAG.match(question):
        return False
    return DENIES.search(question) is not None and not (negates(text) or DENIED.search(text))


def _bare(word: str) -> str:
    """Return a word without the prefix that makes it the contrary; nothing where it has none."""
    prefix = UN.match(word) or IN.match(word)
    return word[prefix.end() :] if prefix else ""


def negates(text: str) -> bool:
    """Return whether `text` says that something is not so."""
    return NEGATION.search(text.lower()) is not None


def opposed(one: str, other: str) -> bool:
    """Return whether of two texts with the same words of weight one says the contrary of the other."""
    return negates(one) != negates(other) or swaps_particle(one, other)


def undoes(question: str, heading: str) -> bool:
    """Return whether a heading undoes what a question asks to do: "Uninstalling" for "how do I install it?"."""
    asked, above = fold(question), fold(heading)
    undone = {word[len(match["prefix"]) :][:ROOT] for word in above if (match := UNDOES.match(word))}
    return any(word[:ROOT] in undone for word in asked) and not any(map(UNDOES.match, asked))


def swaps_particle(one: str, other: str) -> bool:
    """Return whether of two texts one has "out" where the other has "in", or the like."""
    words, others = set(fold(one)), set(fold(other))
    return any(words & apart and others & apart and not words & others & apart for apart in PARTICLES)
