"""What an article says of a term, and how terms are told apart; `index.glossaries.mining` finds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus.article import Language, Span
from index.glossaries.letters import letters_of
from index.words.analysis import fold

Kind = Literal["acronym", "definition"]
Found = Literal["letters", "phrase", "sentence"]


@dataclass(frozen=True, slots=True)
class Definition:
    """What one article says of a term. Invariant: `article.text[span.start:span.end] == meaning`.

    `meaning` is the long form of an acronym, or the defining sentence; `sentence` is the one that says so. `found`
    tells by what: the acronym's letters, the bounds of a noun phrase (less sure), or the shape of the sentence.
    """

    term: str
    meaning: str
    kind: Kind
    found: Found
    article_id: str
    language: Language
    span: Span
    sentence: Span


def term_key(term: str) -> str:
    """Return what two spellings of a term have in common: case, accents, dots and an acronym's plural left out."""
    if " " not in term.strip() and sum(map(str.isupper, term)) > 1:
        return letters_of(term)
    dotted = "." in term and re.fullmatch(r"(?:\w\.){2,}\w?\.?", term)
    return ("" if dotted else " ").join(fold(term))
