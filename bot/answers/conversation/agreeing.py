"""What stands before a noun and changes with it: "des amendes du RGPD" becomes "des amendes de la CNIL". Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.article import Language, Span
from corpus.patterns import lazy_pattern
from index.matching.candidates import Query

# French runs some prepositions and articles together.
BEFORE_NOUN: Mapping[Language, re.Pattern[str]] = {
    "en": lazy_pattern(r"(?P<of>(?!))?(?P<elided>(?!))?(?P<determiner>\b(?:the|an?)\s+)?$", re.IGNORECASE),
    "fr": lazy_pattern(
        r"(?:\b(?P<of>de|à|du|des|aux?)\s+|\b(?P<elided>d['’]))?(?P<determiner>\b(?:le|la|les|une?)\s+|\bl['’])?$",
        re.IGNORECASE,
    ),
}
ELIDED = lazy_pattern(r"^de (?=une? )")
APART = {"du": "de", "des": "de", "au": "à", "aux": "à"}
TOGETHER = (("de le ", "du "), ("de les ", "des "), ("à le ", "au "), ("à les ", "aux "))
QUEL_EST, AGREEING = lazy_pattern(r"\bquel(?:le)?(?=\s(?:est|était)\s$)", re.IGNORECASE), {"le": "quel", "la": "quelle"}
VOWEL = lazy_pattern(r"[aeiouyhàâéèêëîïôöûüœ]", re.IGNORECASE)


def determiner_before(earlier: Query, span: Span) -> str:
    """Return the article that stands before `span`, in small letters with the space behind it, or nothing."""
    match = BEFORE_NOUN[earlier.language].search(earlier.text[: span.start])
    return (match["determiner"] or "").lower() if match else ""


def is_of(earlier: Query, span: Span) -> bool:
    """Return whether a French "de" stands before `span`, with an article or without."""
    match = BEFORE_NOUN["fr"].search(earlier.text[: span.start])
    return match is not None and (match["elided"] or match["of"] or "").lower().startswith("d")


def put_in(noun: str, determiner: str, earlier: Query, instead: Span, *, same_language: bool) -> str:
    """Return `earlier` with a noun `instead` of one of its things, and within one language with its determiner."""
    before, behind = earlier.text[: instead.start], earlier.text[instead.end :]
    match = BEFORE_NOUN[earlier.language].search(before) if same_language else None
    if match is None:
        return f"{before}{noun}{behind}"
    of = "de" if match["elided"] else (match["of"] or "").lower()
    of = APART.get(of, of)
    if of == "de" and not determiner and VOWEL.match(noun):
        opening = "d’"
    else:
        opening = f"{of} {determiner}" if of else determiner
        opening = ELIDED.sub("d’", opening)
    for apart, together in TOGETHER:
        opening = together if opening == apart else opening
    asking = before[: match.start()]
    if agreeing := AGREEING.get(determiner.strip()):
        asking = QUEL_EST.sub(agreeing, asking)
    return f"{asking}{opening}{noun}{behind}"
