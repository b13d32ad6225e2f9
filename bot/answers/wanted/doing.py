"""What a thing does, asked by its name alone: the sentence that it opens, or that a pronoun for it opens. Pure.

"Que fait la CNIL ?" shares no word but the name with "La CNIL compte 18 membres. Elle informe, conseille, contrôle et
sanctionne."
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.sentences.choosing import Evidence
from bot.answers.values.naming import is_named, names_of
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.matching.candidates import Query

DOES = lazy_pattern(
    r"what do(?:es)? .{1,80} do|(?:que|qu['’]est-ce que) (?:fait|font) .{1,80}|.{1,60} (?:fait|font) quoi",
    re.IGNORECASE,
)
OPENING = lazy_pattern(r"(?:(?:the|le|la|les)\s+|l['’])?(?P<who>[\w'’-]+)\s+(?P<verb>[\w'’-]+)", re.IGNORECASE)
PRONOUN = lazy_pattern(r"(?:it|they|he|she|il|elle|ils|elles)\b", re.IGNORECASE)
# Verbs that say what a thing is, has or was, not what it does.
STATES = vocabulary(
    "is are was were has have had be became can could will would may consists stands contains est sont était étaient",
    "fut a ont avait avaient compte comptent comprend comprennent date doit doivent peut peuvent",
)


def asks_doing(query: Query) -> bool:
    """Return whether a question asks what something named does, and nothing more."""
    names = names_of(query.terms)
    text = " ".join(query.text.split()).strip(" ?!.…")
    return bool(names) and len(names) == len(query.terms) and DOES.fullmatch(text) is not None


def done_first(evidence: Sequence[Evidence], query: Query) -> tuple[Evidence, ...]:
    """Return the likeliest sentence that says what the thing named does; nothing where none does."""
    for one in evidence:
        opening = OPENING.match(one.text)
        if opening is None or opening["verb"].lower() in STATES:
            continue
        if PRONOUN.fullmatch(opening["who"]):
            before = OPENING.match(one.before_text)
            opening = before if before is not None else opening
        language = one.article.language
        if all(is_named(name, opening["who"], language, query.language) for name in names_of(query.terms)):
            return (one,)
    return ()
