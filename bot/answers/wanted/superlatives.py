"""The biggest, the oldest, the first of its kind: whether a sentence tells it, and which does. Pure rules.

"Saturn's smallest moons are harder to see" shares every word with "which is the smallest moon of Saturn?", and tells
none. A sentence has to have the superlative itself, or its translation ("plus grande" for "biggest"), of one thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice

from bot.answers.questions.openings import LINKED
from bot.answers.sentences.choosing import LOOKED_AT, Evidence
from bot.answers.values.spans import READ
from bot.answers.values.things import PRESENT, standing
from bot.answers.wanted.introducing import sentences_of
from corpus.article import Language
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.hits import Hit
from index.matching.candidates import Query
from index.words.analysis import WORD, analyse, folded_of
from index.words.terms import Term

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
TELLING = vocabulary("main principal principale principaux debut 1st")  # tell a superlative, and ask for none
QUANTIFIES = vocabulary("of people others part time likely souvent possible tard de d que")  # "most of", "le plus de"
SUPERLATIVE = lazy_pattern(
    r"\b(?=\w)(?:(?P<more>(?:most|least|best)(?=[\s-])|(?:les?|la|sa|son|ses|leurs?)\s+(?:plus|moins|mieux))[\s-]+"
    r"(?P<behind>[^\W\d_]{2,40})|"
    r"(?P<alone>(?:first|1st|debut|main|last|final|best|worst|premi[eè]re?s?|principale?s?|principaux|derni[eè]re?s?|"
    r"meilleure?s?|pires?)\b|[^\W\d_]{3,12}est\b))",
    re.IGNORECASE,
)
# "What is the biggest …", "which moon is the biggest", "what was Mongolia's largest …", "quelle est la lune la plus …";
# not "who destroyed the most valuable …", where something else is asked.
_WORD = r"(?:\s+[\w’'-]{1,30})"
OPENING = lazy_pattern(
    rf"\W*+{LINKED}(?:(?:what|which|who|when|where){_WORD}{{0,3}}?(?:['’]s|\s+(?:is|was|are|were)\b)(?:\s+the\s+name\s+of)?"
    rf"{_WORD}{{0,3}}?(?:(?:\s+the|['’]s?|\s+its)(?:\s+very)?)\s+|"
    rf"(?:quel(?:le)?s?{_WORD}{{0,4}}?|qui|où|quand)\s+(?:est|sont|était|étaient|fut|furent){_WORD}{{0,4}}?[\s’']+)",
    re.IGNORECASE,
)
# A follow-up may ask for no more, of what it has in brackets: "the biggest? (moons, Saturn)".
NO_MORE, IN_BRACKETS = lazy_pattern(r"\W*(?:the\s+)?", re.IGNORECASE), lazy_pattern(r"[\s?!.…]*\([^()]+\)\s*$")
# "One of the largest" and "the second largest" are not the largest.
OF_SEVERAL = lazy_pattern(
    r"\b(?:(?:one|some|two|three|four|five|many|any)\s+of\s+(?:the|its|their|his)|among\s+(?:the|its|their)|second|third|"
    r"fourth|fifth|parmi|deuxième|seconde?|troisième|quatrième|at)[\s-]+(?:[\w’']+[\s-]+)?$|"
    r"\b(?:one|some|two|three|four|five|many|any)\s+of\s+[\w-]+['’]s?\s+$|\bl['’]une?\s+de\s+$",
    re.IGNORECASE,
)
OF_WHICH = lazy_pattern(r"\W*(?:which|what|quel(?:le)?s?)\s+(?P<noun>\w+)", re.IGNORECASE)
NO_NOUN = vocabulary(
    "of in on at from to by with for that who which ever de du des d dans sur au aux a en par qui que jamais"
)
MOST = 12  # superlatives that are looked at in a sentence; more is no prose
NEAR = 30  # code points before one that tell whether it is one of several


@dataclass(frozen=True, slots=True)
class Superlative:
    """Words that mean a superlative, folded, and the noun that it is asked of, if the question has one.

    `opposite` says that it is "least" or "le moins"; `plural` that several are asked for.
    """

    words: frozenset[str]
    opposite: bool
    kind: Term | None
    plural: bool
    others: tuple[Term, ...] = ()

    def told_of_kind(self, text: str, language: Language) -> bool:
        """Return whether `text` has the superlative right before or behind the noun that is asked for."""
        text = text[:READ]
        for match in islice(SUPERLATIVE.finditer(text), MOST):
            if self.kind is not None and self._is_one(match, text):
                before = WORD.findall(text, max(0, match.start() - NEAR), match.start())
                behind = WORD.search(text, match.end())
                around = " ".join([*before[-1:], *([behind.group()] if behind else [])])
                if self.kind.presence(set(analyse(around, language)), language) >= PRESENT:
                    return True
        return False

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
        if self.plural or noun is None:
            return True
        return not (text[match.end() : noun.start()].isspace() and _is_plural(noun.group()))


def superlative_asked(query: Query) -> Superlative | None:
    """Return the superlative that a question asks for, or None where it asks for none."""
    text = query.text
    for match in islice(SUPERLATIVE.finditer(text), MOST):
        word = folded_of(match["behind"] or match["alone"])
        if word in NO_SUPERLATIVE | TELLING or (match["behind"] and word in QUANTIFIES):
            continue
        alone = NO_MORE.fullmatch(text, 0, match.start()) and IN_BRACKETS.match(text, match.end())
        if OPENING.fullmatch(text, 0, match.start()) is None and not alone:
            return None
        words = {word}.union(
            *(english | french for english, french in MEANINGS if word in english | french),
            *(those for those in ALONE if word in those),
        )
        noun = _noun(query, match)
        one = alone and not match.group().lower().startswith("les ")  # of the moons in brackets
        plural = noun is not None and _is_plural(noun.surface) and not one
        others = tuple(one for one in query.terms if one is not noun and one.folded not in words)
        return Superlative(frozenset(words), _is_opposite(match), noun, plural, others)
    return None


def topped_first(
    evidence: Sequence[Evidence], hits: Sequence[Hit], query: Query, *, likely: bool
) -> tuple[Evidence, ...]:
    """Return `evidence` with a sentence first that tells the superlative asked for; or nothing.

    That is the first that has it beside the noun of the question and names all else there or above, also of `hits`.
    Else, where the likeliest is `likely` to answer and neither it nor its neighbour has the superlative, it is the
    likeliest that has both somewhere.
    """
    asked = superlative_asked(query)
    if asked is None:
        return ()
    best = evidence[0]
    every = chain(evidence, chain.from_iterable(map(sentences_of, hits)))
    first = next(
        (one for one in every if asked.told_of_kind(one.text, one.article.language) and _says(one, asked)), None
    )
    if first is None and likely and not asked.told_in(best.text):
        loosely = (one for one in evidence[:LOOKED_AT] if one.lacks_name <= best.lacks_name)
        first = next((one for one in loosely if asked.told_in(one.text) and _is_of_kind(one, asked)), None)
    if first is None:
        return ()
    same = first.article.id == best.article.id
    if same and (first.span == best.span or (likely and (first.before == best.span or best.before == first.span))):
        return ()
    return (first, *(one for one in evidence if (one.article.id, one.span) != (first.article.id, first.span)))


def _says(one: Evidence, asked: Superlative) -> bool:
    """Return whether all else that is asked stands in a sentence, before it or in the title."""
    text = f"{one.article.title}\n{one.before_text}\n{one.text}"
    return all(standing(asked.others, text, one.article.language))


def _is_of_kind(one: Evidence, asked: Superlative) -> bool:
    language = one.article.language
    return asked.kind is None or asked.kind.presence(set(analyse(one.text, language)), language) > 0


def _is_opposite(match: re.Match[str]) -> bool:
    return match["more"] is not None and match["more"].lower().endswith(("least", "moins"))


def _noun(query: Query, match: re.Match[str]) -> Term | None:
    """Return the term behind a superlative, before it or asked for: "quelle lune est la plus grande ?"."""
    behind = WORD.search(query.text, match.end())
    which = OF_WHICH.match(query.text)
    if behind is not None and behind.group().lower() not in NO_NOUN:
        nouns = [behind.group()]
    else:
        before = [one.group() for one in WORD.finditer(query.text[: match.start()])]
        nouns = [*before[-1:], *([which["noun"]] if which else [])]
    return next((term for noun in nouns for term in query.terms if term.surface == noun), None)


def _is_plural(word: str) -> bool:
    lower = word.lower()
    return lower.endswith(("s", "x")) and not lower.endswith(
        ("ss", "us", "is", "ys", "corps", "temps", "gps", "x" if len(lower) < 5 else "ax")
    )
