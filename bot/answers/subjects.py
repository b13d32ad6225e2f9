"""Sentences that leave out whom they are about, who opens their paragraph: "Ada Low — chair. Wrote the rules.". Pure.

Pages that say who is who are written so. French and English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.choosing import Evidence
from bot.answers.items import ITEM
from bot.answers.offices import NAME
from corpus.article import Span
from corpus.capitals import CAPITAL
from corpus.patterns import lazy_pattern
from index.analysis import WORD, stem_of
from index.terms import Term

FAR = 1500  # code points before a sentence in which its paragraph or item begins
OPENS = lazy_pattern(NAME)
# A name of one word may be that of anything, unless a dash tells what somebody is.
FULL, ROLE = lazy_pattern(r"\w\S*\s\S"), lazy_pattern(rf"\s[—–-]\s[^\W\d{CAPITAL}]")
HELPING = lazy_pattern(r"(?>(?:(?:has|have|had|also|then|ont|a|avait|aussi)\s+|s['’]){0,3})", re.IGNORECASE)
BY = lazy_pattern(r"\b(?:by|par)\b")


def left_out(one: Evidence, terms: Sequence[Term]) -> Span | None:
    """Return the name that opens the paragraph or item of a sentence that begins with a verb of a question's `terms`.

    None where it begins with anything else, is the first of its paragraph, or says by whom.
    """
    text, start = one.article.text, one.span.start
    word = WORD.match(one.text, _behind_helping(one.text))
    stem = stem_of(word.group(), one.article.language) if word is not None else ""
    meant = any(not term.is_name and term.presence((stem,), one.article.language) > 0 for term in terms)
    if not stem or not meant or BY.search(one.text):
        return None
    before = max(0, start - FAR)
    begin = text.rfind("\n", before, start) + 1
    if not begin and before:  # it begins farther above
        return None
    begin += mark.end() if (mark := ITEM.match(text[begin:start])) else 0
    name = OPENS.match(text, begin, start)
    if name is None or not text[name.end() : start].strip():
        return None
    return Span(*name.span()) if FULL.match(name.group()) or ROLE.match(text, name.end(), start) else None


def in_full(one: Evidence, terms: Sequence[Term]) -> str:
    """Return a sentence with the subject that it leaves out: "Ada Low wrote the rules."."""
    name = left_out(one, terms)
    if name is None:
        return one.text
    return f"{name.of(one.article.text)} {one.text[:1].lower()}{one.text[1:]}"


def _behind_helping(text: str) -> int:
    helping = HELPING.match(text)
    return helping.end() if helping is not None else 0
