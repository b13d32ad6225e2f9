"""Whether a text has the noun that a question seeks: the members in "how many members …", the mayor in "who is the …".

A name and a number are not enough: "the union recognised 128 of them" tells no number of its members. "What is the …
of …?" is left alone: of 43 answers to such development questions that lack the noun (origin, profession, purpose) 34
were right, of 10 to "how many" 5. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from bot.answers.questions.openings import LINKED
from bot.answers.questions.question import Asked
from bot.answers.sentences.choosing import Evidence
from bot.answers.values.measures import asks_unit
from bot.answers.values.offices import BESIDE_IT, FOUNDING, ONCE, QUALIFYING, qualified
from bot.answers.values.things import words_of
from corpus.article import Language
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.matching.candidates import Query
from index.words.analysis import FUNCTION_WORDS, WORD, analyse, fold, folded_of
from index.words.terms import Term

LOOKED_AT = 10  # sentences, likeliest first, among which one of the office asked for is looked for
MOST_WORDS = 3  # of a noun with what goes before or behind it: "survey respondents", "bases légales"
HOW_MANY = lazy_pattern(
    r"\b(?:how\s+many|number\s+of)\s+|\b(?:combien|nombre)\s+d(?:e\s+|['’]\s?)|"
    rf"^\W*+{LINKED}(?:what|quel(?:le)?)\b[^?]{{1,60}}?\b(?=population\b)",
    re.IGNORECASE,
)
WHO_IS = lazy_pattern(
    r"\b(?:who(?:['’]s|\s+is|\s+was|\s+are|\s+were)|qui\s+(?:est|était|fut|sont|étaient))\s+"
    r"(?:(?:the|its|le|la|les|son|sa|ses)\s+|l['’])",
    re.IGNORECASE,
)
# What a price is asked of: "how much is it to rent a board", « combien coûte une place ».
PRICED = lazy_pattern(
    rf"^\W*+{LINKED}(?:how\s+much(?:['’]s|\s+(?:is|are|was|were|does|do|did|will|would))\s+"
    r"(?:it\s+(?:cost\s+)?to\s+(?:rent|hire|buy|borrow|book|get|use)\s+)?|(?:what(?:['’]s|\s+is)\s+the\s+)?(?:price|cost)\s+(?:of|for)\s+|"
    r"combien\s+(?:co[uû]te(?:nt|ra|ront)?|vaut|valent|pour)\s+|"
    r"(?:quel\s+est\s+)?(?:le\s+)?(?:prix|tarif|co[uû]t)\s+(?:pour\s+|de\s+|d['’]|du\s+|des\s+))"
    r"(?:(?:an?|the|one|our|your|une?|le|la|les)\s+|l['’])",
    re.IGNORECASE,
)
# Words that a sentence leaves out: "it has 1,600", "seven of them", "three times".
LEFT_OUT = vocabulary(
    "people persons person personnes personne man men woman women homme hommes femme femmes guy one ones times time",
    "fois things choses temps",
)
POPULATION, INHABITANTS = "population", vocabulary("inhabitants residents people habitants habitant ames souls")
ENDS = lazy_pattern(r"[,;:?!(]")
# Verbs that end what is counted: "how many moons has", "combien de salariés compte".
VERBS = vocabulary(
    "compte comptent possede possedent emploie emploient faut peut peuvent existe existent participent",
    "exist need needed needs take takes get gets use uses used make makes made",
)
DOER = lazy_pattern(r"(?P<verb>\w{3,4})ers?$")
LEAST_SHARED = 5  # letters at the beginning that a word and its kin share: director and directed, rival and rivalry
BELOW = lazy_pattern(  # a quick look for a word that may say that an office is one beside another
    r"\b(?:vice|deputy|assistant|associate|sous|co-|adjoint|suppl[ée]ant|d[ée]l[ée]gu)", re.IGNORECASE
)


def sought(query: Query, asked: Asked) -> tuple[Term, ...]:
    """Return the words of the noun that a question seeks, or nothing where it seeks none that has to be told."""
    text = query.text
    openings = {"how_many": HOW_MANY, "who": WHO_IS}
    opening = openings[asked.kind].search(text) if asked.kind in openings else None
    if opening is None or asks_unit(text):
        return ()
    words = _noun(text[opening.end() :], query.language)
    return () if set(words) & LEFT_OUT else tuple(term for term in query.terms if term.folded in words)


def priced(query: Query) -> tuple[Term, ...]:
    """Return the words of the noun that a question asks the price of, or nothing where it asks none or names it."""
    opening = PRICED.match(query.text)
    words = _noun(query.text[opening.end() :], query.language) if opening else ()
    terms = tuple(term for term in query.terms if term.folded in words)
    return () if any(term.is_name for term in terms) else terms


def is_of_other_office(query: Query, asked: Asked, text: str, language: Language) -> bool:
    """Return whether a text tells who holds another office than is asked for: the honorary president, the deputy.

    A former president is told by "was" too, and asked for by it.
    """
    terms = [term for term in sought(query, asked) if term.folded not in QUALIFYING] if asked.kind == "who" else []
    if not terms:
        return False
    office = terms[0 if query.language == "fr" else -1]
    meant = {qualified(query.text, *one.span()) for one in words_of([office], query.text, query.language)}
    told = [qualified(text, *one.span()) for one in words_of([office], text, language)]
    if not told:
        return False
    if ONCE.search(query.text):
        told = ["" if one == "former" else one for one in told]
    return meant.isdisjoint(told) and (all(told) or not meant <= {"", "former"})


def holder_first(evidence: tuple[Evidence, ...], query: Query) -> tuple[Evidence, ...]:
    """Return `evidence` with the likeliest sentence of the office asked for first, where the best is of the one below.

    "Vice-captain: Jo Low." has the captain of "where is the captain from", and is of another.
    """
    if BELOW.search(evidence[0].text) is None:
        return evidence

    def told(one: Evidence, term: Term) -> set[str]:
        places = words_of([term], one.text, one.article.language)
        return {qualified(one.text, *place.span()) for place in places}

    for term in query.terms:
        asked = {qualified(query.text, *one.span()) for one in words_of([term], query.text, query.language)}
        if asked != {""} or not (of_best := told(evidence[0], term)) or not of_best <= BESIDE_IT:
            continue
        first = next((one for one in evidence[1:LOOKED_AT] if "" in told(one, term)), None)
        if first is not None:
            return (first, *(one for one in evidence if one is not first))
    return evidence


def _noun(text: str, language: Language) -> list[str]:
    """Return the folded words up to the first that holds a sentence together, or a verb."""
    found: list[str] = []
    for match in islice(WORD.finditer(ENDS.split(text, 1)[0]), MOST_WORDS):
        word = match.group().lower()
        if word in FUNCTION_WORDS[language]:
            break
        folded = folded_of(word)
        if folded in VERBS:
            break
        found.append(folded)
    return found


def lacks(terms: Sequence[Term], text: str, language: Language) -> bool:
    """Return whether none of `terms` stands in `text`, nor a translation or one of their kin."""
    if not terms:
        return False
    stems, held = set(analyse(text, language)), set(fold(text))
    return not any(term.presence(stems, language) > 0 or _has_kin(term.folded, held) for term in terms)


def _has_kin(word: str, held: set[str]) -> bool:
    """Return whether some of the words `held` are kin to `word`: the director directed it, its owner owns it."""
    if word in held or (word in FOUNDING and held & FOUNDING) or (word == POPULATION and held & INHABITANTS):
        return True
    verb = DOER.match(word)
    start = verb["verb"] if verb else word[:LEAST_SHARED]
    return (verb is not None or len(word) >= LEAST_SHARED) and any(one.startswith(start) for one in held)
