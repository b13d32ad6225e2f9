"""Hints: words to look for beside those of a question, because the glossary knows that they go with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.article import LANGUAGES, Language
from index.glossaries.glossary import Glossary, Only
from index.words.analysis import analyse, fold
from index.words.terms import Term

LONGEST_LONG = 10  # words of a long form that is recognised in a question
WORDS_READ = 40  # of a question; longer ones ask of more than their long forms

# All hints of one meaning together weigh half a word: a passage that spells the whole meaning out gets half of what
# the acronym itself brings, so that it joins the hits without passing those that hold the asked word.
HINTS_WEIGHT = 0.5
HINTED = 3  # meanings of one acronym that a question is widened by; more would drown it


def expand(terms: Sequence[Term], question: str, glossary: Glossary, *, only: Only = None) -> tuple[Term, ...]:
    """Return words to look for beside those of the question: hints, which nobody asked for.

    An acronym brings the content words of its long forms, each in the language in which it is said; a long form that
    stands in the question brings its acronym. Weights lie below those of any word asked for.
    """
    asked = {term.folded for term in terms}
    known = {
        language: asked | {stem for term in terms for stem, weight in term.forms[language].items() if weight >= 1}
        for language in LANGUAGES
    }
    found: dict[tuple[Language, str], Term] = {}
    for meanings in glossary.meanings_of([term.surface for term in terms], "acronym", only=only):
        for meaning in meanings[:HINTED]:
            language = meaning.languages[0]
            _add(found, meaning.text, language, known[language])
    folded = fold(question)[:WORDS_READ]
    longs = [
        " ".join(folded[first:last])
        for first in range(len(folded))
        for last in range(first + 2, min(first + LONGEST_LONG, len(folded)) + 1)
    ]
    for place in glossary.acronyms_of(longs, only=only):
        for language in LANGUAGES:
            _add(found, place.term, language, known[language])
    return tuple(found.values())


def _add(found: dict[tuple[Language, str], Term], text: str, language: Language, known: set[str]) -> None:
    stems = dict.fromkeys(analyse(text, language))
    for stem in stems:
        if stem not in known:
            forms: dict[Language, Mapping[str, float]] = {one: {} for one in LANGUAGES}
            forms[language] = {stem: 1.0}
            weight = HINTS_WEIGHT / len(stems)
            found.setdefault((language, stem), Term(stem, stem, is_name=False, forms=forms, weight=weight))
