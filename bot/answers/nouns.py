"""What a name in a question belongs to: the bridge of "le pont de Normandie", the telescope of "the Webb telescope".

A follow-up that says "it" means the bridge and not Normandy. Where the noun itself is what was asked for, "it" means
what the name names: of "quelle est la population de Lyon ?", that is Lyon. "them" means what was asked for. Pure.
"""

from __future__ import annotations

import re

from bot.answers.question import HOW_MUCH, QUEL, WHAT
from corpus.article import Span
from index.candidates import Query

WORD = r"[^\W\d_]+(?:-[^\W\d_]+)*"
# "pont de ", "fines under the ": a noun and what ties it to the name behind it.
BEFORE = re.compile(
    rf"(?<![\w'’-])(?P<noun>{WORD}) (?:(?:of|de|à)(?: (?:the|la|les?)| l['’])?|du|des|aux?|under(?: the)?|d['’]) ?$",
    re.IGNORECASE,
)
# "la licence " MIT: in French a noun stands before the name that tells it from others.
TITLED = re.compile(rf"(?:\b(?:le|la|les|une?|du|des|aux?)\s+|\bl['’])(?P<noun>{WORD}) $", re.IGNORECASE)
BEHIND = re.compile(rf" (?P<noun>{WORD})(?![\w'’-])")
DETERMINED = re.compile(r"\b(?:the|an?)\s+$", re.IGNORECASE)
DOES = re.compile(r"\b(?:do|does|did|can|could|will|would|should|may|might|must)\s+(?:(?:the|an?)\s+)?$", re.IGNORECASE)
ASKED_FOR = re.compile(rf"^\W*(?:(?:and|et)\s+)?(?:{WHAT}|{QUEL}|(?:{HOW_MUCH})\s+(?:d(?:e\s+|['’]))?)$", re.IGNORECASE)
COUNTED = re.compile(
    rf"^\W*(?:(?:and|et)\s+)?(?:how\s+many|which|what|combien\s+d(?:e\s+|['’])|quel(?:le)?s)\s*(?P<noun>{WORD})(?![\w'’-])",
    re.IGNORECASE,
)
SEVERAL = re.compile(
    r"\b(?:them|they|these|those|ils|elles|eux|ceux|celles)\b|\b(?:qui|on)\s+les\s|\bles\s+(?:a|ont)\b", re.IGNORECASE
)


def means_several(question: str) -> bool:
    """Return whether a pronoun of `question` means several: "who found them?", "qui les a découvertes ?"."""
    return SEVERAL.search(question) is not None


def with_noun(question: Query, name: Span, *, several: bool) -> Span:
    """Return where the thing stands to which `name` belongs: the name, or a noun before or behind it too.

    What was asked for belongs to it where `several` are meant.
    """
    text = question.text
    nouns = {term.surface for term in question.terms if not term.is_name}
    start, end = name.start, name.end
    if question.language == "fr" and (titled := TITLED.search(text[:start])) and titled["noun"] in nouns:
        start = titled.start("noun")
    before = BEFORE.search(text[:start])
    if before and before["noun"] in nouns and (several or not ASKED_FOR.match(text[: before.start()])):
        start = before.start()
    inside = start < name.start or DETERMINED.search(text[:start])
    behind = BEHIND.match(text, end) if inside and not DOES.search(text[:start]) else None
    if behind and behind["noun"] in nouns and not behind["noun"].endswith("ed"):
        end = behind.end()
    return Span(start, end)


def counted_in(question: Query) -> Span | None:
    """Return where what was counted stands: the moons of "how many moons does Saturn have?"."""
    counted = COUNTED.match(question.text)
    nouns = {term.surface for term in question.terms if not term.is_name}
    return Span(*counted.span("noun")) if counted and counted["noun"] in nouns else None
