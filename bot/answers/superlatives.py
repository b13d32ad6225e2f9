"""The biggest, the oldest, the first of its kind: whether a sentence tells it, and which does. Pure rules.

"Saturn's smallest moons are harder to see" shares every word with "which is the smallest moon of Saturn?", and tells
none. A sentence has to have the superlative itself, or its translation ("plus grande" for "biggest"), of one thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from bot.answers.choosing import Evidence
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.analysis import WORD, analyse, folded_of
from index.candidates import Query
from index.terms import Term

# Words that are superlatives by themselves or behind "most", and those that are behind "le plus", by what they mean.
MEANINGS = tuple(
    (frozenset(english.split()), frozenset(french.split()))
    for english, french in (
        (
            "biggest largest greatest hugest main",
            "principal principale important importante grand grande grands grandes gros grosse grosses vaste vastes",
        ),
        ("smallest tiniest littlest", "petit petite petits petites minuscule"),
        ("oldest earliest ancient", "vieux vieille vieil vieilles ancien ancienne anciens anciennes age agee"),
        ("newest latest recent youngest", "recent recente recents recentes jeune jeunes nouveau nouvelle"),
        ("tallest highest", "haut haute hauts hautes eleve elevee eleves elevees grand grande"),
        ("lowest", "bas basse basses faible faibles"),
        ("longest", "long longue longs longues"),
        ("shortest", "court courte courts courtes petit petite"),
        ("farthest furthest distant remote", "loin lointain lointaine eloigne eloignee lointains lointaines"),
        ("nearest closest", "proche proches pres"),
        ("expensive dearest costliest", "cher chere chers cheres couteux couteuse"),
        ("heaviest", "lourd lourde lourds lourdes"),
        ("lightest", "leger legere"),
        ("fastest quickest", "rapide rapides vite"),
        ("slowest", "lent lente lents lentes"),
        ("strongest powerful", "fort forte forts fortes puissant puissante puissants"),
        ("richest wealthiest", "riche riches"),
        ("deepest", "profond profonde profonds profondes"),
        ("brightest", "brillant brillante lumineux lumineuse"),
        ("hottest warmest", "chaud chaude chauds chaudes"),
        ("coldest", "froid froide froids froides"),
        ("popular", "populaire populaires repandu repandue"),
        ("famous known celebrated", "celebre celebres connu connue connus connues"),
        (
            "common widespread frequent",
            "courant courante courants courantes frequent frequente repandu repandue commun",
        ),
        ("important significant", "important importante importants importantes"),
        ("populous populated", "peuple peuplee peuples peuplees"),
    )
)
ALONE = tuple(
    frozenset(words.split())
    for words in (
        "first 1st debut earliest oldest premier premiere premiers premieres",
        "last final dernier derniere derniers dernieres",
        "best meilleur meilleure meilleurs meilleures",
        "worst pire pires",
    )
)
NO_SUPERLATIVE = vocabulary(
    "west forest interest request test guest contest harvest honest modest protest suggest invest rest quest arrest",
    "digest nest chest conquest manifest everest budapest est ouest reste southwest northwest midwest priest",
)
QUANTIFIES = vocabulary("of people others part time likely souvent possible tard de d que")  # "most of", "le plus de"
SUPERLATIVE = lazy_pattern(
    r"\b(?P<more>(?:most|least|best)(?=[\s-])|(?:les?|la|sa|son|ses|leurs?)\s+(?:plus|moins|mieux))[\s-]+"
    r"(?P<behind>[^\W\d_]{2,40})|"
    r"\b(?P<alone>(?:first|1st|debut|main|last|final|best|worst|premi[eè]re?s?|principale?s?|principaux|derni[eè]re?s?|"
    r"meilleure?s?|pires?)\b|[^\W\d_]{3,12}est\b)",
    re.IGNORECASE,
)
# "What is the biggest …", "which moon is the biggest", "what was Mongolia's largest …", "quelle est la lune la plus …";
# not "who destroyed the most valuable …", where something else is asked.
_WORD = r"(?:\s+[\w’'-]{1,30})"
OPENING = lazy_pattern(
    rf"\W*(?:(?:what|which|who|when|where){_WORD}{{0,3}}?(?:['’]s|\s+(?:is|was|are|were)\b)(?:\s+the\s+name\s+of)?"
    rf"{_WORD}{{0,3}}?(?:(?:\s+the|['’]s?|\s+its)(?:\s+very)?)\s+|"
    rf"(?:quel(?:le)?s?|qui|où|quand)\s+(?:est|sont|était|étaient|fut|furent){_WORD}{{0,4}}?[\s’']+)",
    re.IGNORECASE,
)
# "One of the largest" and "the second largest" are not the largest.
OF_SEVERAL = lazy_pattern(
    r"\b(?:(?:one|some|two|three|four|five|many|any)\s+of\s+(?:the|its|their|his)|among\s+(?:the|its|their)|second|third|"
    r"fourth|fifth|parmi|deuxième|seconde?|troisième|quatrième|at)[\s-]+(?:\w+[\s-]+)?$",
    re.IGNORECASE,
)
NO_NOUN = vocabulary(
    "of in on at from to by with for that who which ever de du des d dans sur au aux a en par qui que jamais"
)
MOST = 12  # superlatives that are looked at in a sentence; more is no prose
NEAR = 30  # code points before one that tell whether it is one of several
LEAST_COVERED = 0.5  # of a question's weight, in or around a sentence, where none is likely to answer
LOOKED_AT = 8  # likeliest sentences; what stands further down is of something else
READ = 2000  # code points of a sentence; a longer one is none


@dataclass(frozen=True, slots=True)
class Superlative:
    """Words that mean a superlative, folded, and the noun that it is asked of, if the question has one.

    `opposite` says that it is "least" or "le moins"; `plural` that several are asked for.
    """

    words: frozenset[str]
    opposite: bool
    kind: Term | None
    plural: bool

    def told_in(self, text: str) -> bool:
        """Return whether `text` has the superlative, of as many things as are asked for."""
        text = text[:READ]
        return any(self._is_one(match, text) for match in islice(SUPERLATIVE.finditer(text), MOST))

    def _is_one(self, match: re.Match[str], text: str) -> bool:
        word = folded_of(match["behind"] or match["alone"])
        if word not in self.words or _is_opposite(match) != self.opposite:
            return False
        if OF_SEVERAL.search(text, max(0, match.start() - NEAR), match.start()):
            return False
        noun = WORD.search(text, match.end(), match.end() + NEAR)
        behind = noun is not None and text[match.end() : noun.start()].isspace()
        return self.plural or not (behind and noun is not None and _is_plural(noun.group()))


def superlative_asked(query: Query) -> Superlative | None:
    """Return the superlative that a question asks for, or None where it asks for none."""
    text = query.text
    for match in islice(SUPERLATIVE.finditer(text), MOST):
        word = folded_of(match["behind"] or match["alone"])
        if word in NO_SUPERLATIVE or (match["behind"] and word in QUANTIFIES):
            continue
        if OPENING.fullmatch(text, 0, match.start()) is None:
            return None
        words = {word}.union(
            *(english | french for english, french in MEANINGS if word in english | french),
            *(those for those in ALONE if word in those),
        )
        noun = _noun(query, match)
        plural = noun is not None and _is_plural(noun.surface)
        return Superlative(frozenset(words), _is_opposite(match), noun, plural)
    return None


def topped_first(evidence: Sequence[Evidence], query: Query, *, likely: bool) -> tuple[Evidence, ...]:
    """Return `evidence` with the likeliest sentence first that tells the superlative asked for; or nothing.

    Nothing, too, where the likeliest of all tells it or a neighbour, which is quoted with it. What comes first has
    the noun of the question, and lacks no name that the likeliest has; where none is `likely` to answer, it lacks
    none, and holds half of the question.
    """
    asked = superlative_asked(query)
    if asked is None or (likely and asked.told_in(evidence[0].text)):
        return ()
    best = evidence[0]
    for one in evidence[:LOOKED_AT]:
        near = one.lacks_name <= best.lacks_name if likely else not one.lacks_name and one.covered >= LEAST_COVERED
        if near and asked.told_in(one.text) and _is_of_kind(one, asked):
            beside = (
                likely and one.article.id == best.article.id and (one.before == best.span or best.before == one.span)
            )
            return () if beside else (one, *(other for other in evidence if other is not one))
    return ()


def _is_of_kind(one: Evidence, asked: Superlative) -> bool:
    language = one.article.language
    return asked.kind is None or asked.kind.presence(set(analyse(one.text, language)), language) > 0


def _is_opposite(match: re.Match[str]) -> bool:
    return match["more"] is not None and match["more"].lower().endswith(("least", "moins"))


def _noun(query: Query, match: re.Match[str]) -> Term | None:
    """Return the term behind a superlative, or before it: "la plus grande lune", "la lune la plus lointaine"."""
    behind = WORD.search(query.text, match.end())
    if behind is not None and behind.group().lower() not in NO_NOUN:
        surface = behind.group()
    else:
        before = [one.group() for one in WORD.finditer(query.text[: match.start()])]
        surface = before[-1] if before else ""
    return next((term for term in query.terms if term.surface == surface), None)


def _is_plural(word: str) -> bool:
    lower = word.lower()
    return lower.endswith(("s", "x")) and not lower.endswith(
        ("ss", "us", "is", "ys", "ps", "x" if len(lower) < 5 else "ax")
    )
