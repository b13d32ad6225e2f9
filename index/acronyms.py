"""Acronyms and what they stand for, as a text itself says it.

Looks at "long form (SHORT)", "SHORT (long form)" and "SHORT, ou long form" / "SHORT, or long form". The long form is
found by the letters of the short one, last letter first (Schwartz and Hearst, "A simple algorithm for identifying
abbreviation definitions in biomedical text", PSB 2003). Where the letters do not fit and the form is "long (SHORT)",
as in "un droit de premier refus (ROFR)", whose letters are those of the English name, the noun phrase before the
bracket is taken: back to its determiner. Every long form is a verbatim run of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.article import Span

SHORT = r"(?=[^\s()]{0,12}[A-ZÀ-Ý][^\s()]{0,12}[A-ZÀ-Ý0-9])[A-ZÀ-Ýa-z0-9][\w&./-]{1,11}"
IN_BRACKETS = re.compile(rf"\(\s{{0,2}}[«“\"']?\s{{0,2}}(?P<short>{SHORT})\s*[»”\"']?\s*(?:[,;:][^()]*)?\)")
LONG_IN_BRACKETS = re.compile(rf"(?<![\w-])(?P<short>{SHORT})\s*\((?P<long>[^()]{{5,120}})\)")
APPOSITION = re.compile(
    rf"(?<![\w-])(?P<short>{SHORT})\s*[,:–—]\s*(?:ou|or|c'est-à-dire|c’est-à-dire|soit|i\.e\.|that is|for|pour)\s+"
    r"(?P<long>[^.,;:()!?]{5,120})"
)
STANDS_FOR = re.compile(
    rf"(?<![\w-])(?P<short>{SHORT})\s+(?:stands for|is short for|is the abbreviation of|means|signifie|veut dire|"
    r"est l['’]acronyme de|est le sigle de|est l['’]abréviation de|désigne)\s+[«“\"]?\s*"
    r"(?P<long>[^.;:()!?»”\"]{5,120})"
)

WORD = re.compile(r"[\w'’-]+")
# What opens a noun phrase: the phrase starts after it.
DETERMINER = re.compile(
    r"^(?:(?:le|la|les|un|une|des|du|au|aux|ce|cet|cette|ces|son|sa|ses|leur|leurs|notre|votre|the|a|an|its|his|her|"
    r"their|our|this|these|each|every|any|chaque|tout|toute|called|dit|dite|appelé|appelée|est|sont|is|are|was|or|ou|"
    r"and|as)|(?:l|d|qu)['’].+)$",
    re.IGNORECASE,
)
ELIDED = re.compile(r"^(?:l|d|qu)['’](?=.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Expansion:
    """`short` stands for `long`; both as they stand in the text, `span` is where the long form stands."""

    short: str
    long: str
    span: Span


def find_expansions(text: str) -> list[Expansion]:
    """Return the expansions that `text` itself gives, in order of place, each place once."""
    found: dict[tuple[str, int], Expansion] = {}
    for expansion in _all(text):
        found.setdefault((expansion.short, expansion.span.start), expansion)
    return sorted(found.values(), key=lambda one: one.span.start)


def _all(text: str) -> Iterator[Expansion]:
    for match in IN_BRACKETS.finditer(text):
        yield from _before_bracket(text, match.start(), match["short"])
    for pattern in (LONG_IN_BRACKETS, APPOSITION, STANDS_FOR):
        for match in pattern.finditer(text):
            yield from _after_short(text, match)


def _before_bracket(text: str, bracket: int, short: str) -> Iterator[Expansion]:
    """Yield the long form that ends just before the bracket at `bracket`, if there is one."""
    stops = ("\n", ". ", "; ", ": ", "(", ")", ", ", "! ", "? ")
    stretch_start = max(text.rfind(stop, 0, bracket) for stop in stops) + 1
    words = list(WORD.finditer(text, stretch_start, bracket))
    if not words or text[words[-1].end() : bracket].strip(" \t»”\"'*_"):
        return
    letters = sum(letter.isalnum() for letter in short)
    window = words[-min(letters + 5, 2 * letters) :]  # the paper's bound on the words of a long form
    end = words[-1].end()
    start = _by_letters(text, window[0].start(), end, short)
    if start is None and letters >= 3 and short.isupper():
        start = _noun_phrase(words[-(letters + 3) :])
    if start is not None and end - start > len(short):
        yield Expansion(short, text[start:end], Span(start, end))


def _by_letters(text: str, start: int, end: int, short: str) -> int | None:
    """Return where the long form starts in `text[start:end]`, by the short form's letters from last to first."""
    place = end - 1
    letters = [letter.lower() for letter in short if letter.isalnum()]
    for number in range(len(letters) - 1, -1, -1):
        while place >= start and (
            text[place].lower() != letters[number] or (number == 0 and place > start and (text[place - 1].isalnum()))
        ):
            place -= 1
        if place < start:
            return None
        place -= 1
    return place + 1


def _noun_phrase(words: list[re.Match[str]]) -> int | None:
    """Return where the noun phrase that ends with `words` starts: after its determiner, if that leaves two words.

    "de", "du" and "of" inside it belong to it; so does a determiner that would leave one word only.
    """
    for number in range(len(words) - 1, -1, -1):
        word = words[number].group()
        left = len(words) - number
        elision = ELIDED.match(word)
        if elision and not DETERMINER.match(word[elision.end() :]) and left >= 2:
            return words[number].start() + elision.end()
        if DETERMINER.match(word) and left > 2:
            return words[number + 1].start()
    return None


def _after_short(text: str, match: re.Match[str]) -> Iterator[Expansion]:
    """Yield the long form after a short one, its determiner left out.

    It ends with the first word that starts with the short form's last letter and completes its letters; else it is
    the whole stretch, where that is a bracket or an apposition of few enough words.
    """
    short = match["short"]
    letters = [letter.lower() for letter in short if letter.isalnum()]
    words = list(WORD.finditer(text, match.start("long"), match.end("long")))
    while words and DETERMINER.match(words[0].group()) and not ELIDED.match(words[0].group()):
        words = words[1:]
    most = min(len(letters) + 5, 2 * len(letters))
    if len(words) < 2:
        return
    elision = ELIDED.match(words[0].group())
    start = words[0].start() + (elision.end() if elision else 0)
    whole = words[-1].end()
    in_bracket = match.re is LONG_IN_BRACKETS
    if text[start].lower() == letters[0]:
        for word in words[:most]:
            if _initial(word.group()) == letters[-1] and _by_letters(text, start, word.end(), short) == start:
                stop = whole if in_bracket and len(words) <= most else word.end()
                yield Expansion(short, text[start:stop], Span(start, stop))
                return
        if in_bracket and len(words) <= most and _by_letters(text, start, whole, short) == start:
            yield Expansion(short, text[start:whole], Span(start, whole))
    elif match.re is APPOSITION and len(words) <= most and text[match.end() : match.end() + 1] in {",", ")", "."}:
        yield Expansion(short, text[start:whole], Span(start, whole))


def _initial(word: str) -> str:
    """Return the first letter of `word`, lower case, its elision passed over."""
    elision = ELIDED.match(word)
    return word[elision.end() if elision else 0].lower()
