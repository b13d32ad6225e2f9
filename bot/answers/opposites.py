"""Words of no weight that turn what is said into its opposite: "log in" and "log out", "sold" and "not sold". Pure.

The search leaves them out, so that all words of a question may stand in what says the contrary.
"""

from __future__ import annotations

from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
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
# Of each pair of sets one says the contrary of the other, in both languages, folded.
CONTRARIES = tuple(
    (vocabulary(one), vocabulary(other))
    for one, other in (
        (
            "start starts started starting begin begins began begun beginning open opens opened opening commence "
            "commences commencent commencait commencera commenceront debut debute debutent ouvre ouvrent ouvert "
            "ouverture",
            "end ends ended ending finish finishes finished stop stops stopped closes closed closing finit finissent "
            "fini termine terminent termineront terminera ferme ferment fermeture",
        ),
        ("largest biggest highest longest tallest", "smallest lowest shortest"),
        ("won win wins gagne gagnent remporte remportent", "lost lose loses perdu perd perdent"),
        (
            "increase increases increased rose augmente augmentent augmentation hausse",
            "decrease decreases decreased declined diminue diminuent diminution baisse",
        ),
        ("buy buys bought achete achetent", "sell sells sold vend vendent vendu"),
        ("import imports imported importe importations", "export exports exported exporte exportations"),
        ("arrive arrives arrived arrivent", "leave leaves left depart departs partent quitte quittent"),
        ("strong stronger fort forte", "weak weaker faible"),
        ("public publics publique publiques", "private prive prives privee privees"),
    )
)


def says_contrary(question: str, text: str) -> bool:
    """Return whether `text` has a word for the contrary of one of `question`, and not it: "ends" for "starts"."""
    asked, said = set(fold(question)), set(fold(text))
    return any(
        not asked.isdisjoint(one) and asked.isdisjoint(other) and said.isdisjoint(one) and not said.isdisjoint(other)
        for pair in CONTRARIES
        for one, other in (pair, pair[::-1])
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
