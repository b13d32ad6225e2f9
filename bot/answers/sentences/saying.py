"""How surely each word of a question stands in each text: by its stem, translations, name or pieces. Pure."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from bot.answers.questions.expecting import Numbers
from corpus.article import Language
from corpus.patterns import lazy_pattern
from index.matching.candidates import Query
from index.matching.pieces import Pieces, met_of
from index.words.analysis import folded_of, stem_of
from index.words.terms import SURE

# Who does a thing with others does it. Only these: what else begins so is mostly another word ("copain", "cover").
SHARED = lazy_pattern(
    r"co((?:found|author|creat|direct|produc|writ|wrote|own|invent|discover|develop|chair|star|fond|aut(?:eur|ric)|"
    r"cr[ée]at|cr[ée][ée]|dirig|pr[ée]sid|r[ée]alis|[ée]cri|organis|signat|propri[ée]t|actionnair|d[ée]velopp|invent|"
    r"d[ée]couvr|financ|g[ée]rant|pilot)\w*)",
    re.IGNORECASE,
)
# "Who founded it?" is told by "its founder", whose stem is another. (Of wider families, irregular verbs and what people
# do, nothing came: of 3,101 development questions none was found that was not, and four were answered worse.)
KIN = 0.8
FOUNDING = {
    stem: family - {stem}
    for family in (frozenset({"found", "founder", "cofound"}), frozenset({"fond", "fondateur", "fondatric", "cofond"}))
    for stem in family
}

OPENING_SHARED = frozenset({"co", "Co", "CO"})

ALNUM = string.ascii_lowercase + string.digits


def said_in(query: Query, parted: Sequence[Sequence[str]], languages: Sequence[Language]) -> Numbers:
    """Return how surely each term stands in each text, by stems and translations, shape (texts, terms).

    `parted` are the words of the texts.
    """
    said = [[0.0] * len(query.terms) for _ in parted]
    names = {term.folded: (number, 1.0) for number, term in enumerate(query.terms) if term.is_name}
    for language in dict.fromkeys(languages):
        rows = [row for row, one in enumerate(languages) if one == language]
        # Texts share most of their words: each is looked at once, and few say anything of a term.
        saying = _saying(set().union(*(parted[row] for row in rows)), _forms(query, language), names, language)
        for row in rows:
            here = said[row]
            for word in saying.keys() & parted[row]:
                for number, presence in saying[word]:
                    here[number] = max(here[number], presence)
    return np.array(said, np.float32).reshape(len(parted), len(query.terms))


def _saying(
    words: set[str],
    forms: Mapping[str, list[tuple[int, float]]],
    names: Mapping[str, tuple[int, float]],
    language: Language,
) -> dict[str, list[tuple[int, float]]]:
    """Return the words that say any of the terms, each with these and how surely it does."""
    found: dict[str, list[tuple[int, float]]] = {}
    of_forms, of_names = _openings(forms), _openings(names)
    for word in words:
        opening = word[:2]
        shared = SHARED.match(word) if opening in OPENING_SHARED else None  # a co-founder is a founder
        if shared and (stem := stem_of(shared[1], language)) in forms:
            found[word] = forms[stem]
        strange = not opening.isascii()
        if (strange or opening in of_forms) and (stem := stem_of(word, language)) in forms:
            found[word] = [*found.get(word, ()), *forms[stem]]
        if (strange or opening in of_names) and (name := folded_of(word)) in names:
            found[word] = [*found.get(word, ()), names[name]]
    return found


def _openings(stems: Iterable[str]) -> set[str]:
    """Return the first two letters, in any case, of all words that may have one of `stems`: they begin as it does.

    But for "dying", "lying" and such, whose stems are "die" and "lie", and those of which little is left: "OED" is "o".
    """
    found: set[str] = set()
    for stem in stems:
        ends = ALNUM if len(stem) == 1 else "iy" if stem[1] == "i" else stem[1]
        found |= {stem[0] + end for end in ("", *ends) if end or len(stem) == 1}
    return {letter + end for one in found for letter in (one[0], one[0].upper()) for end in (one[1:], one[1:].upper())}


def _forms(query: Query, language: Language) -> Mapping[str, list[tuple[int, float]]]:
    """Return by stem the terms that it stands for, each with how surely it does."""
    found: dict[str, list[tuple[int, float]]] = {}
    for number, term in enumerate(query.terms):
        for stem, weight in term.with_related(language).items():
            presence = min(1.0, weight / SURE)
            found.setdefault(stem, []).append((number, presence))
            for other in FOUNDING.get(stem, ()):
                found.setdefault(other, []).append((number, KIN * presence))
    return found


def say_alike(said: Numbers, alike: Numbers, query: Query, asked: Pieces, of_terms: Sequence[Pieces]) -> None:
    """Count a term as said where its pieces, `of_terms`, are met: all of a name's, the others on average.

    Numbers never are.
    """
    if not query.terms or not len(asked):
        return
    met = met_of(alike)
    for number, (term, pieces) in enumerate(zip(query.terms, of_terms, strict=True)):
        its = set(pieces.tolist())
        places = [place for place, piece in enumerate(asked.tolist()) if piece in its]
        if not places or term.folded.isdigit():
            continue
        its_met = met[:, places]
        found = its_met.min(axis=1) if term.is_name else its_met.sum(axis=1) / len(places)
        said[:, number] = np.maximum(said[:, number], found)
