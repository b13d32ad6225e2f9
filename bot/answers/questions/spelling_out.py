"""An acronym of a question that stands in no article, read as what it stands for where the articles spell that out.

A French page on the "droit de premier refus" need not know the letters ROFR, by which people ask. Only what nothing
else explains is read so, neither the glossary nor the initials of what was found; and of three letters, which stand for
much, it is never sure. The reader is shown how the question was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.questions.respelling import alone, may_be_unknown, word_of
from corpus.article import LANGUAGES, Language
from index.matching.candidates import Query
from index.search import Search
from index.words.acronym_pairs import Forms, what_it_stands_for
from index.words.analysis import analyse

LOOKED_THROUGH = 5  # passages in which it is looked for
LETTERS_SURE = 4  # of an acronym that hardly stands for something else


@dataclass(frozen=True, slots=True)
class SpeltOut:
    """A question with an acronym spelt out: to search with, and to show; `surely` that it stands for nothing else."""

    text: str
    shown: str
    surely: bool


def spelt_out(query: Query, search: Search) -> SpeltOut | None:
    """Return the question with its first such acronym spelt out in its language; None where it has none.

    Costs nothing where none of its words is a known acronym, and up to four searches where one stands in no article.
    """
    for term in query.terms:
        forms = what_it_stands_for(term.surface, query.language)
        if not forms or not may_be_unknown(term):
            continue
        spellings = [term.folded, f"{term.folded}s", term.folded.removesuffix("s")]
        if search.stands(alone(term), scope=query.scope) or search.written(spellings, scope=query.scope):
            continue
        if search.meanings(term.surface, "acronym", scope=query.scope):
            continue
        found = next((one for one in forms if _stands(one, query, search)), None)
        if found is None:
            return None
        form = found[query.language]
        shown = word_of(term).sub(f"{term.surface} ({form})", query.text, count=1)
        return SpeltOut(word_of(term).sub(form, query.text), shown, len(term.folded) >= LETTERS_SURE)
    return None


def _stands(forms: Forms, query: Query, search: Search) -> bool:
    """Return whether a passage has what an acronym stands for, in either language, its words side by side."""
    for language in LANGUAGES:
        stems = analyse(forms[language], language)
        asked = search.read(forms[language], language, scope=query.scope)
        for hit in search.find(asked, LOOKED_THROUGH):
            if hit.article.language == language and _follow(stems, f"{hit.article.title}\n{hit.text}", language):
                return True
    return False


def _follow(stems: Sequence[str], text: str, language: Language) -> bool:
    """Return whether a text has these stems side by side."""
    own = analyse(text, language)
    return any(own[start : start + len(stems)] == list(stems) for start in range(len(own) - len(stems) + 1))
