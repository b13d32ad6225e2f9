"""Acronyms and what they stand for, as a text itself says it.

Looks at "long form (SHORT)", "SHORT (long form)", appositions ("SHORT, ou long form", "long form, or SHORT") and "SHORT
stands for long form". The long form is found by the letters of the short one, see `index/letters.py`. Where they do not
fit and the form is "long (SHORT)", as in "un droit de premier refus (ROFR)", whose letters are those of the English
name, the noun phrase before the bracket is taken, back to its determiner, if its words are about as many as the letters
and some of them agree. Every long form is a verbatim run of the text. Linear time, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.article import Span
from corpus.vocabulary import vocabulary
from index.letters import (
    ENDING,
    Fit,
    Word,
    content_count,
    fit_before,
    fit_head,
    fit_whole,
    letters_of,
    most_words,
    shared_initials,
    words_in,
)

Found = Literal["letters", "phrase"]

# Two capitals, or a capital and a digit; an apostrophe only before a plural's s.
SHORT = r"(?=[^\s()]{0,12}[A-ZÀ-Ý][^\s()]{0,12}[A-ZÀ-Ý0-9])[A-ZÀ-Ýa-z0-9][\w&./+-]{0,10}[\w+](?:['’][sS](?!\w))?"
NAME = r"[A-ZÀ-Ý][a-zà-ÿ]{2,9}"  # "Insee": an acronym only where every word gives an initial
QUOTE, UNQUOTE = r"[«“\"'‘]{0,2}\s{0,2}", r"\s{0,2}[»”\"'’]{0,2}"
LEAD = r"(?:(?:ou|or|soit|ci-après|dite?|en abrégé|acronyme|sigle|abrégée?|hereinafter|abbreviated)\s)?"
IN_BRACKETS = re.compile(
    rf"\(\s{{0,2}}{LEAD}{QUOTE}(?P<short>{SHORT}|{NAME}){UNQUOTE}\s{{0,2}}(?:[,;:/][^()]{{0,200}})?\)"
)
LONG_IN_BRACKETS = re.compile(
    rf"(?<![\w-])(?P<short>{SHORT}){UNQUOTE}\s{{0,2}}\(\s{{0,2}}{LEAD}{QUOTE}(?P<long>[^()]{{5,160}})\)"
)
APPOSITION = re.compile(
    rf"(?<![\w-])(?P<short>{SHORT})\s{{0,2}}[,:–—]\s{{0,2}}"
    r"(?:ou|or|c['’]est-à-dire|soit|i\.e\.|that is|for|pour)\s{1,2}(?P<long>[^.,;:()!?]{5,120})"
)
SHORT_APPOSED = re.compile(rf",\s(?:ou|or)\s{QUOTE}(?P<short>{SHORT}){UNQUOTE}(?=[,.;)])")
STANDS_FOR = re.compile(
    rf"(?<![\w-])(?P<short>{SHORT})\s{{1,2}}(?:stands for|is short for|is the abbreviation of|means|signifie|veut dire|"
    r"est l['’]acronyme de|est le sigle de|est l['’]abréviation de|désigne)\s{1,2}[«“\"]?\s{0,2}"
    r"(?P<long>[^.;:()!?»”\"]{5,120})"
)

# Before the costly patterns: a text is looked through for what each of them needs.
SHOUTED = re.compile(r"[A-ZÀ-Ý][^\s()]{0,12}[A-ZÀ-Ý0-9]")  # in every `SHORT`
APPOSING = re.compile(r"[,:–—]\s{0,2}(?:ou|or|c['’]est-à-dire|soit|i\.e\.|that is|for|pour)\s")
EXPLAINING = (
    *("stands for", "is short for", "is the abbreviation of", "means", "signifie", "veut dire", "acronyme de"),
    *("est le sigle de", "abréviation de", "désigne"),
)
REACH = 28  # code points: 14 of a short form, 6 of quotes and spaces after it, 6 of "est l'" and two spaces

STRETCH = 300  # code points before a bracket in which its long form is looked for
STOPS = ("\n", ";", ":", "(", ")", "!", "?", "«", "“", "[", "]", ". ", " – ", " — ", " - ")
NUMBER = re.compile(r"\d[\w.-]*$")
ROMAN = re.compile(r"(?=.)X{0,3}(?:IX|IV|V?I{0,3})$")  # "résolution A.281 (VIII)": a long form only if it fits well
UNDEFINED = frozenset({"un", "une", "a", "an"})
DEFINITE = frozenset({"le", "la", "les", "l", "the"})
GOVERNED = frozenset({"du", "des", "au", "aux", "d", "de"})
OF = frozenset({"de", "du", "des", "d", "la", "l"})
FRENCH = vocabulary(
    "de du des d le la les l et un une à aux pour sur",
)
PERFECT = 0.35  # at most one letter that is not the initial of a content word
GOVERNING = vocabulary(
    "de d à sur pour par dans en contre sous of on for in by to with",
)


@dataclass(frozen=True, slots=True)
class Expansion:
    """`short` stands for `long`; both as they stand in the text, at `short_span` and `span`.

    `found` says by what: the letters of the short form, or the bounds of a noun phrase.
    """

    short: str
    long: str
    span: Span
    short_span: Span
    found: Found


def find_expansions(text: str) -> list[Expansion]:
    """Return the expansions that `text` itself gives, in order of place, each place once."""
    found: dict[tuple[str, int], Expansion] = {}
    for expansion in _all(text):
        found.setdefault((expansion.short, expansion.span.start), expansion)
    return sorted(found.values(), key=lambda one: one.span.start)


def _all(text: str) -> Iterator[Expansion]:
    for match in IN_BRACKETS.finditer(text):
        yield from _before(text, match, match.start())
    for match in SHORT_APPOSED.finditer(text):
        yield from _before(text, match, match.start())
    for pattern in _promising(text):
        for match in pattern.finditer(text):
            yield from _after(text, match)


def _promising(text: str) -> Iterator[re.Pattern[str]]:
    """Yield those patterns of a short form before its long one that may match: what they need stands behind capitals.

    The patterns themselves try every word, which takes ten times as long.
    """
    if not SHOUTED.search(text):
        return
    if _any_shouted(text, _places(text, "(")):
        yield LONG_IN_BRACKETS
    if _any_shouted(text, (match.start() for match in APPOSING.finditer(text))):
        yield APPOSITION
    if _any_shouted(text, (place for words in EXPLAINING for place in _places(text, words))):
        yield STANDS_FOR


def _places(text: str, wanted: str) -> Iterator[int]:
    place = text.find(wanted)
    while place >= 0:
        yield place
        place = text.find(wanted, place + 1)


def _any_shouted(text: str, places: Iterable[int]) -> bool:
    """Say whether capitals such as a short form has stand shortly before any of `places`."""
    return any(SHOUTED.search(text, max(0, place - REACH), place) for place in places)


def _before(text: str, match: re.Match[str], end: int) -> Iterator[Expansion]:
    """Yield the long form that ends just before `end`, if there is one."""
    short = match["short"]
    letters = letters_of(short)
    if len(letters) < 2 or NUMBER.match(short):
        return
    lowest = max(0, end - STRETCH)
    while end > lowest and text[end - 1] in " \t»”\"'’*_":
        end -= 1
    stops = STOPS if match.re is IN_BRACKETS else (*STOPS, ",")
    stop = max(text.rfind(stop, lowest, end) for stop in stops)
    words = _last_words(words_in(text, max(lowest, stop + 1), end), most_words(letters))
    if not words or words[-1].end != end or words[-1].holds:
        return
    fit = fit_before(words, letters) or fit_head(words, letters)
    named = not sum(letter.isupper() for letter in short) > 1 and short.isalpha()
    if named and (fit is None or len(letters) < 3 or fit.cost > 0.5):
        return
    if ROMAN.match(short) and (fit is None or fit.cost > PERFECT):
        return
    phrase = None
    if fit is None and match.re is IN_BRACKETS:
        phrase = _phrase(words, short, letters)
    chosen = fit or phrase
    if chosen is None:
        return
    first = _whole_name(text, words, fit.first, fit.cost) if fit else chosen.first
    start = words[first].start
    if end - start <= len(short) or re.search(rf"\b{re.escape(short)}\b", text[start:end]):
        return
    found: Found = "letters" if fit else "phrase"
    yield Expansion(short, text[start:end], Span(start, end), Span(*match.span("short")), found)


def _last_words(words: Sequence[Word], most: int) -> list[Word]:
    """Return the last `words` with at most `most` content words among them, none before one that ends a phrase."""
    content = 0
    for place in range(len(words) - 1, -1, -1):
        inside_name = words[place].capital and place > 0 and words[place - 1].capital  # "Acquisition Is Initialization"
        if words[place].letters in ENDING and not inside_name:
            return list(words[place + 1 :])
        content += not words[place].holds
        if content > most:
            return list(words[place + 1 :])
    return list(words)


def _phrase(words: Sequence[Word], short: str, letters: str) -> Fit | None:
    """Return the noun phrase that ends with `words` and may be what `short` stands for in another language."""
    if len(letters) < 3 or not short.isupper() or not short.isalpha():
        return None
    best: tuple[float, Fit] | None = None
    for first in range(len(words) - 2, -1, -1):
        word = words[first]
        if word.holds:
            continue
        inside = words[first:]
        if any(one.comma or one.letters in UNDEFINED for one in inside[1:]):
            break
        if not (words[first - 1].holds if first else word.capital):
            continue
        count = content_count(inside)
        shared = shared_initials(inside, letters)
        off = abs(count - len(letters))
        if count < 2 or shared == 0:
            continue
        sure = shared >= 2 and 2 * shared >= len(letters) and off <= 2
        french = any(one.letters in FRENCH for one in words[max(0, first - 1) :])
        if not french and not (3 * shared >= 2 * len(letters) and off <= 1):
            continue
        if not sure and not (off <= 1 and _stands_alone(words, first)):
            continue
        if not word.capital and any(one.capital for one in inside):
            continue
        score = off + 2 * (len(letters) - shared)
        if best is None or score < best[0]:
            best = (score, Fit(first, len(words) - 1, score))
    return best[1] if best else None


def _whole_name(text: str, words: Sequence[Word], first: int, cost: float) -> int:
    """Return where the name begins in which the letters fit from word `first` on: often that very word.

    Letters that fit from an adjective in lower case on are the end of a longer name where a noun with a capital and
    a determiner leads up to it: "l'Organisation [internationale de …]". Across "de" that holds where the letters at
    `cost` fit badly.
    """
    if words[first].capital and cost <= PERFECT:
        return first
    adjectives = 0
    for place in range(first - 1, 0, -1):
        word, after = words[place], words[place + 1]
        if after.comma or (word.holds and (word.letters not in OF or cost <= PERFECT)):
            return first
        if word.capital and word.letters != "nations":  # the United Nations' organs: "Fonds des Nations Unies pour …"
            shouted = text[word.start : word.end].isupper()
            named = words[place - 1].letters in DEFINITE | GOVERNED
            return place if named and not shouted else first
        adjectives += not word.holds
        if adjectives > 2:
            return first
    return first


def _stands_alone(words: Sequence[Word], first: int) -> bool:
    """Return whether the noun phrase from `first` on has its own determiner and hangs on no noun before it."""
    if first == 0:
        return False
    determiner = words[first - 1].letters
    if determiner in UNDEFINED:
        return True
    return determiner in DEFINITE and (first == 1 or words[first - 2].letters not in GOVERNING)


def _after(text: str, match: re.Match[str]) -> Iterator[Expansion]:
    """Yield the long form after a short one, its determiner left out."""
    short = match["short"]
    letters = letters_of(short)
    words = words_in(text, match.start("long"), match.end("long"))
    if len(letters) < 2 or NUMBER.match(short):
        return
    while words and words[0].holds and words[0].letters[0] != letters[0]:
        words = words[1:]
    for place, word in enumerate(words):
        if word.comma and place and match.re is LONG_IN_BRACKETS:
            words = words[:place]
            break
    words = words[: 2 * most_words(letters)]
    if not words or (len(words) < 2 and match.re is not LONG_IN_BRACKETS):
        return
    fit = fit_whole(words, letters)
    if fit is None and words[0].holds and len(words) > 2:
        words = words[1:]
        fit = fit_whole(words, letters)
    whole = Fit(0, len(words) - 1, 0.0)
    in_bracket = match.re is LONG_IN_BRACKETS
    few = content_count(words) <= most_words(letters)
    found: Found = "letters"
    if fit is None:
        found = "phrase"
        shared = shared_initials(words, letters)
        off = abs(content_count(words) - len(letters))
        if len(letters) < 3 or not few:
            return
        if in_bracket and not (short.isupper() and shared >= 2 and 2 * shared >= len(letters) and off <= 1):
            return
        if not in_bracket and not (match.re is APPOSITION and text[match.end() : match.end() + 1] in {",", ")", "."}):
            return
        fit = whole
    elif in_bracket and few:
        fit = whole
    start, stop = words[fit.first].start, words[fit.last].end
    if stop - start <= len(short) or re.search(rf"\b{re.escape(short)}\b", text[start:stop]):
        return
    yield Expansion(short, text[start:stop], Span(start, stop), Span(*match.span("short")), found)
