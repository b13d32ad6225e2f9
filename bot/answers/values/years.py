"""Years in a sentence, and which parts of it are of which: "in 2021, 12 boats; in 2023, 44 visitors". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from bot.answers.values.spans import places_of
from corpus.article import Article, Span
from corpus.patterns import lazy_pattern

YEAR = lazy_pattern(r"(?<![\w.,])(?:1\d|20)\d\d(?!\w|[.,]\d)")
# Parts a sentence where another year may begin; "40 cranes in 2019, 44 in 2023" is one part of two years.
PARTED = lazy_pattern(
    r"[;.:]\s|(?:,|\s(?:and|et|but|mais))\s(?=(?:(?:and|et|but|mais|puis|then)\s)?(?:in|en|by)\s(?:1\d|20)\d\d)"
)
# A year that is told beside the one of the article: "last year" of 2026 is 2025. What follows, of no year told here.
BESIDE = tuple(
    (add, lazy_pattern(rf"\b(?:{words})(?![\w-])", re.IGNORECASE))
    for add, words in (
        (-1, r"last\s+year|l['’]an\s+(?:dernier|passé)|l['’]année\s+(?:dernière|passée)"),
        (1, r"next\s+year|l['’]an\s+prochain|l['’]année\s+prochaine"),
        (0, r"this\s+year|cette\s+année(?!-)"),
    )
)
OF_NONE = lazy_pattern(
    r"\b(?:that\s+(?:same\s+)?year|the\s+(?:year\s+before|previous\s+year|following\s+year|year\s+after)|cette\s+(?:même\s+)?année-là|"
    r"l['’]année\s+(?:précédente|suivante|d['’](?:avant|après)))(?![\w-])",
    re.IGNORECASE,
)
# What a page says at its beginning that is kept for the record: what it tells holds no more.
OVER = lazy_pattern(
    r"\b(?i:kept|preserved|archived)\s+(?:\w+\s+){0,2}?for\s+(?:the\s+record\b|reference\b|history\b)|"
    r"(?:^|[.!?\n]\s*)(?:[Tt]h(?:is|e|ese)|[Oo]ur)\s+(?:\d+\s+)?(?:season|page|(?:price\s+)?list|prices|fees)\s+(?:is|are)\s+"
    r"(?:now\s+)?(?:over(?!\s+\d)|outdated|out\s+of\s+date|obsolete|archived|no\s+longer\s+(?:valid|current|up\s+to\s+date|in\s+force))\b|"
    r"\b(?i:conserv|gard)ée?s?\s+(?:ici\s+)?pour\s+(?:mémoire|archives?|historique)\b|"
    r"(?:^|[.!?\n]\s*)(?:[Ll]a|[Cc]ette|[Cc]es|[Ll]es)\s+(?:saison|page|liste|grille|tarifs|prix)\s+(?:\d+\s+)?(?:est|sont|n['’](?:est|a)|ne\s+sont)\s+"
    r"(?:terminée?s?|finie?s?|passée?s?|archivée?s?|périmée?s?|obsolètes?|"
    r"plus\s+(?:valables?|à\s+jour|en\s+vigueur|d['’]actualité))\b|\b[Pp]age\s+(?:archivée|périmée|obsolète)\b",
)
OVER_WITHIN = 300  # code points of the beginning
# A year from which on, or up to which, something holds: it may be of any other too.
SINCE = lazy_pattern(
    r"\b(?:since|from|after|before|until|till|than|founded\s+in|depuis|dès|après|avant|jusqu['’]en|fondée?s?\s+en|jusqu['’]à)"
    r"\s+(?:\w+\s+){0,2}?(?:1\d|20)\d\d\b",
    re.IGNORECASE,
)
# A year that another is only compared with: "nine per cent more than in 2023".
COMPARED = lazy_pattern(
    r"\b(?:than|against|versus|compared\s+(?:with|to)|contre|par\s+rapport\s+à|(?:plus|moins|autant)\s+(?:[\w’']+\s+){0,2}?qu(?:e\s|['’]))"
    r"\s*(?:(?:in|en|for|pour|of|that|celle?s?|ceux|the|la|le|les|de|du)\s+){0,3}(?:1\d|20)\d\d\b",
    re.IGNORECASE,
)
CLAUSES = lazy_pattern(r"[.;:!?()]\s|[()—–]|,\s(?:and|but|et|mais)\s")


def years_in(text: str) -> set[str]:
    """Return the years that stand in `text`."""
    return set(YEAR.findall(text))


def years_told(text: str, told: str, published: int | None) -> set[str]:
    """Return the years that `text` is of, the part of it with the words `told` first of all.

    Those that stand there, and those that are told beside the one in which it was `published`; that one itself where
    the part with `told` tells none of them: "last year 40 came" in an article of 2026 is of 2025 alone.
    """
    years = years_in(text)
    if published is None:
        return years
    years |= {str(published + add) for add, words in BESIDE if words.search(text)}
    clauses, whole = _telling(text, told)
    beside = [any(words.search(one) for words in (*(words for _, words in BESIDE), OF_NONE)) for one in clauses]
    if not (any(beside) if whole else all(beside)):
        years.add(str(published))
    return years


def is_only_compared(years: AbstractSet[str], text: str) -> bool:
    """Return whether `text` has each of `years` only as what another is compared with, and tells another."""
    told = years_in(COMPARED.sub(" ", text))
    return bool(told) and years <= years_in(text) and years.isdisjoint(told)


def is_of_other_year(years: AbstractSet[str], text: str, told: str, written: int | None) -> bool:
    """Return whether the part of `text` with the words `told` says that it is of another year than `years`.

    "Last year it raised 412 euros" is, whatever year stands in the title, and so is "in 2024 it raised 412". Of which
    year "last year" is, the one tells in which it was `written`. A year among the words `told` is of what was asked,
    and without `told`, no year that stands there counts.
    """
    clauses, whole = _telling(text, told)
    others = []
    for clause in clauses:
        add = [add for add, words in BESIDE if words.search(clause)]
        of = years_in(clause) | {str(written + one) for one in add if written is not None}
        if not years.isdisjoint(of):
            return False
        named = not whole and bool(years_in(SINCE.sub(" ", clause.replace(told, " ")))) and 0 not in add
        others.append(named or any(add) or OF_NONE.search(clause) is not None)
    return any(others) if whole else all(others)


def _telling(text: str, told: str) -> tuple[list[str], bool]:
    """Return the clauses of `text` that hold the words `told`, or all and true where none does."""
    places = places_of(told, text) if told else []
    starts = [0, *(match.end() for match in CLAUSES.finditer(text)), len(text) + 1]
    clauses = [Span(*pair) for pair in pairwise(starts)]
    meant = [one.of(text) for one in clauses if any(one.start <= at < one.end for at in places)]
    return (meant, False) if meant else ([one.of(text) for one in clauses], True)


def of_year(year: str, text: str, spans: Sequence[Span]) -> list[Span]:
    """Return those of `spans` that stand in a part of `text` told of `year`; all where no part is of it alone."""
    parts = list(_parts(text))
    own = [part for part, told in parts if year in told]
    if len(own) == len(parts):
        return list(spans)
    return [span for span in spans if any(part.start <= span.start < part.end for part in own)]


def counts_another_year(question: str, text: str, counted: str) -> bool:
    """Return whether `counted` stands in a part of `text` that is of another year than the one of `question`.

    "In 2021 it had 12 lifeguards; in 2023, 44,000 visitors" counts no lifeguards of 2023.
    """
    years, places = years_in(question), places_of(counted, text)
    if len(years) != 1 or not places:
        return False
    parts = list(_parts(text))
    told = [next((told for part, told in parts if at < part.end), set[str]()) for at in places]
    return all(one and years.isdisjoint(one) for one in told)


def _parts(text: str) -> Iterator[tuple[Span, set[str]]]:
    """Yield the parts of a text with the years that they are told of: their own, else those of the part before."""
    told: set[str] = set()
    start = 0
    for end in (*(parting.start() for parting in PARTED.finditer(text)), len(text)):
        told = years_in(text[start:end]) or told
        yield Span(start, end), told
        start = end


def is_over(article: Article) -> bool:
    """Return whether an article says at its beginning that it is kept for the record: "the season is over"."""
    return OVER.search(article.text[:OVER_WITHIN]) is not None
