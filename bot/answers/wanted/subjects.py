"""Sentences that leave out whom they are about, who opens their paragraph: "Ada Low — chair. Wrote the rules.". Pure.

Pages that say who is who are written so. French and English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.answers.layout.items import ITEM
from bot.answers.sentences.choosing import Evidence
from bot.answers.values.offices import NAME
from corpus.article import Language, Span
from corpus.capitals import CAPITAL
from corpus.patterns import lazy_pattern
from index.words.analysis import WORD, stem_of
from index.words.terms import Term

FAR = 1500  # code points before a sentence in which its paragraph or item begins
OPENS = lazy_pattern(NAME)
# A name may be that of anything unless a sign tells what somebody is; one of a single word, unless a dash does.
FULL = lazy_pattern(r"\w\S*\s\S")
SIGN, ROLE = lazy_pattern(r"\s?[:,]\s|\s[—–-]\s"), lazy_pattern(rf"\s[—–-]\s[^\W\d{CAPITAL}]")
HELPING: Mapping[Language, re.Pattern[str]] = {
    "en": lazy_pattern(r"(?>(?:(?P<has>has|have|had)\s+|(?:also|then)\s+){0,3})", re.IGNORECASE),
    "fr": lazy_pattern(r"(?>(?:(?P<has>ont|a|avait)\s+|aussi\s+|s['’]){0,3})", re.IGNORECASE),
}
# A verb of what somebody does or did: "Runs", "Wrote", « Anime »; no "Run" or « Animez », which tell the reader to.
DOES: Mapping[Language, re.Pattern[str]] = {
    "en": lazy_pattern(
        r"\w+(?:[^su]s|(?<!e)ed)|ran|wrote|built|made|won|taught|kept|held|sold|bought|found|told|drew|grew|flew|sang|swam|"
        r"began|gave|took|came|went|got|met|brought|caught|fought|sent|spent|lost|left|paid|said|rode|drove|chose|broke|"
        r"spoke|wove|threw|knew|dug|laid|lit|stood|did",
        re.IGNORECASE,
    ),
    "fr": lazy_pattern(r"(?!\w*(?:ire|ndre|rdre|ttre|ître|ivre)$)\w+(?:(?<!é)e|[tdac])", re.IGNORECASE),
}
# What is done is told by "Built in 1880" and « Construit par », and "Rules are" begins with no verb.
DONE = lazy_pattern(r"(?<!s)\s+(?:in|by|en|par)\b|\s+(?:is|are|was|were|est|sont)\b", re.IGNORECASE)
BY = lazy_pattern(r"\b(?:by|par)\b")


def left_out(one: Evidence, terms: Sequence[Term]) -> Span | None:
    """Return the name that opens the paragraph or item of a sentence that begins with a verb of a question's `terms`.

    None where it begins with anything else, is the first of its paragraph, or says by whom.
    """
    text, start = one.article.text, one.span.start
    word = _verb(one)
    stem = stem_of(word, one.article.language) if word else ""
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
    sign = SIGN if FULL.match(name.group()) else ROLE
    return Span(*name.span()) if sign.match(text, name.end(), start) else None


def in_full(one: Evidence, terms: Sequence[Term]) -> str:
    """Return a sentence with the subject that it leaves out: "Ada Low wrote the rules."."""
    name = left_out(one, terms)
    if name is None:
        return one.text
    return f"{name.of(one.article.text)} {one.text[:1].lower()}{one.text[1:]}"


def _verb(one: Evidence) -> str:
    """Return the verb that a sentence begins with, of what somebody does or did, or nothing where it is none."""
    language = one.article.language
    helping = HELPING[language].match(one.text)
    word = WORD.match(one.text, helping.end() if helping is not None else 0)
    if word is None or (helping is not None and helping["has"]):
        return word.group() if word is not None else ""
    does = DOES[language].fullmatch(word.group()) is not None
    done = DONE.match(one.text, word.end()) is not None
    return word.group() if does and not done else ""
