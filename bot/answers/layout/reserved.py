"""Who may do something, as a sentence reserves it: "who can ban?", "Only administrators may ban a member". Pure.

Such a sentence has few of a question's words, and a table of penalties has as many.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.layout.items import ITEM
from bot.answers.layout.lines import LaidOut
from bot.answers.questions.question import Asked
from bot.answers.questions.whether import asks_who_may
from bot.answers.shown.quotes import Quote
from bot.answers.values.opposites import NEGATION
from bot.answers.values.things import standing
from corpus.article import Language, Span
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences
from corpus.vocabulary import vocabulary
from index.hits import Hit
from index.matching.candidates import Query
from index.words.terms import Term

ASKING = vocabulary(
    "may can could allowed permitted entitled right rights permission permissions power gets",
    "peut peuvent droit pouvoir autorise habilite",
)
# What keeps something for somebody, and what says that they may.
ONLY = lazy_pattern(
    r"\b(?:only|reserved|exclusively|nobody\s+(?:but|except)|no\s?one\s+(?:but|except))\b|"
    r"\b(?:seule?s?|uniquement|exclusivement|réservée?s?|personne\s+d['’]autre\s+que)\b",
    re.IGNORECASE,
)
MAY = lazy_pattern(
    r"\b(?:can|may|could|allowed|permitted|entitled|reserved)\b|"
    r"\b(?:peu(?:t|vent)|pouvez|pourr(?:a|ont)|autorisée?s?|habilitée?s?|réservée?s?|ont?\s+le\s+droit)\b",
    re.IGNORECASE,
)


WHOM = lazy_pattern(
    r"^\W*(?:only|seule?s?)\b|\b(?:only|reserved)\s+(?:for|to)\b|\bréservée?s?\s+(?:à|aux?)\b", re.IGNORECASE
)
# Says where, when or how alone, which is nobody.
NOBODY = lazy_pattern(
    r"\bonly\s+(?:in|on|at|by|with|when|if|after|before|during|between|once|via|through)\b|"
    r"\b(?:seulement|uniquement|que)\s+(?:dans|en|sur|avec|quand|si|après|avant|pendant|entre|via|par)\b|"
    r"\bqu['’](?:en|avec|à|au|aux|après|avant|entre)\b",
    re.IGNORECASE,
)


# Says that all may.
ALL = lazy_pattern(
    r"\b(?:every(?:one|body)|any(?:one|body)|all\s+(?:members|users|players)|every\s+(?:member|user|player))\b|"
    r"\b(?:tout\s+le\s+monde|n['’]importe\s+qui|tou(?:te)?s\s+les\s+(?:membres|utilisateurs|joueurs)|chaque\s+membre)\b",
    re.IGNORECASE,
)
TELLS_HOW = lazy_pattern(r"^\W*(?:to|pour)\s[^,.]{2,60},\s", re.IGNORECASE)


def names_nobody(text: str) -> bool:
    """Return whether a sentence does not say for whom a deed is: it tells how, or keeps it for a place or a time.

    "Only in the gallery" does, and "To become a helper, ask Lena".
    """
    return (NOBODY.search(text) is not None and WHOM.search(text) is None) or TELLS_HOW.match(text) is not None


def deed_of_whom(query: Query, asked: Asked) -> tuple[Term, ...]:
    """Return the words for what a question asks who may do; none where it asks nothing of the kind."""
    if asked.kind != "who" or not asks_who_may(query.text):
        return ()
    return tuple(term for term in query.terms if term.folded not in ASKING)


def reserved_for(deed: Sequence[Term], language: Language, hits: Sequence[Hit]) -> LaidOut | None:
    """Return the sentence that says for whom alone a deed is, in `language` if there is one; None where none does.

    One that says that all may comes first. It is never sure: "only admins can post in #news" is of one place, and
    everybody may post elsewhere.
    """
    return _said_so(ALL, deed, language, hits) or _said_so(ONLY, deed, language, hits)


def is_of_some(text: str, deed: Sequence[Term], language: Language, hits: Sequence[Hit]) -> bool:
    """Return whether a text keeps a deed for some, and another sentence says that all may: it is of one place."""
    return ONLY.search(text) is not None and _said_so(ALL, deed, language, hits) is not None


def _said_so(says: re.Pattern[str], deed: Sequence[Term], language: Language, hits: Sequence[Hit]) -> LaidOut | None:
    """Return the first sentence with the deed, a word for that somebody may and what `says` for whom."""
    for hit in sorted(hits, key=lambda one: one.article.language != language):
        spoken, start = hit.article.language, hit.passage.start
        if says.search(hit.text) is None:
            continue
        for sentence in split_sentences(hit.text, spoken):
            said = sentence.of(hit.text)
            reserves = says.search(said) and MAY.search(said) and not NEGATION.search(said)
            if reserves and all(standing(deed, said, spoken)):
                mark = ITEM.match(said)
                begin = start + sentence.start + (mark.end() if mark else 0)
                return LaidOut([Quote(hit.article, Span(begin, start + sentence.end))], surely=False)
    return None
