"""Acronyms and what they stand for, as a text itself says it.

Looks at "long form (SHORT)", "SHORT (long form)", appositions ("SHORT, ou long form", "long form, or SHORT") and "SHORT
stands for long form". The long form is found by the letters of the short one, see `index/glossaries/letters.py`. Where
they do not fit, or badly, and the form is "long (SHORT)", as in "un droit de premier refus (ROFR)", whose letters are
those of the English name, the noun phrase before the bracket is taken if enough agrees, see
`index/glossaries/phrases.py`. Every long form is a verbatim run of the text. Linear time, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.article import Span
from index.glossaries.doubts import is_doubtful, is_doubtful_phrase
from index.glossaries.letters import (
    ENDING,
    INNER_LETTER,
    Fit,
    Word,
    all_initials,
    content_count,
    fit_before,
    fit_head,
    fit_whole,
    letters_of,
    most_words,
    shared_initials,
    words_in,
)
from index.glossaries.phrases import PERFECT, is_french, is_surer, noun_phrase, whole_name

Found = Literal["letters", "phrase"]

# Two capitals, or a capital and a digit; an apostrophe only before a plural's s.
SHORT = r"(?=[^\s()]{0,12}[A-ZÀ-Ý][^\s()]{0,12}[A-ZÀ-Ý0-9])[A-ZÀ-Ýa-z0-9][\w&./+-]{0,10}[\w+](?:['’][sS](?!\w))?"
DOTTED = r"(?:[A-ZÀ-Ý]\.\s?){2,7}"  # "U.S.A."
NUMBERED = rf"{SHORT}(?:\s(?:[IVX]{{1,4}}|\d{{1,2}}))?"  # "START II"; the number stands in the long form too
NAME = r"[A-ZÀ-Ý][a-zà-ÿ]{2,9}"  # "Insee": an acronym only where every word gives an initial
QUOTE, UNQUOTE = r"[«“\"'‘]{0,2}\s{0,2}", r"\s{0,2}[»”\"'’]{0,2}"
LEAD = r"(?:(?:ou|or|soit|ci-après|dite?|en abrégé|acronyme|sigle|abrégée?|hereinafter|abbreviated)\s)?"
IN_BRACKETS = re.compile(
    rf"\(\s{{0,2}}{LEAD}{QUOTE}(?P<short>{NUMBERED}|{DOTTED}|{NAME}){UNQUOTE}\s{{0,2}}(?P<more>[,;:/][^()]{{0,200}})?\)"
)
LONG_IN_BRACKETS = re.compile(
    rf"(?<![\w-])(?P<short>{SHORT}){UNQUOTE}\s{{0,2}}\(\s{{0,2}}{LEAD}{QUOTE}(?P<long>[^()]{{5,160}})\)"
)
APPOSITION = re.compile(
    rf"(?<![\w-])(?P<short>{SHORT})\s{{0,2}}[,:–—]\s{{0,2}}"
    r"(?P<by>ou|or|c['’]est-à-dire|soit|i\.e\.|that is|for|pour)\s{1,2}(?P<long>[^.,;:()!?]{5,120})"
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
DASHES = frozenset({" – ", " — ", " - "})  # also join the parts of a name whose short form has parts: "FPLP-CG"
JOINED = re.compile(r"[-–/]")
# "les filières sélectives (BTS, IUT)": examples
LISTING = re.compile(rf"[,;/]\s{{0,2}}(?:{SHORT}|[A-ZÀ-Ý][a-zà-ÿ]+|etc)(?![\w'’])")
OR = frozenset({"ou", "or", "i.e."})
NUMBER = re.compile(r"\d[\w.-]*$")
ROMAN = re.compile(r"(?=.)X{0,3}(?:IX|IV|V?I{0,3})$")  # "résolution A.281 (VIII)": a long form only if it fits well

NOTE = "ndlr"  # "(NDLR : Agence de la sécurité aérienne)", "(très petites entreprises, ndlr)": the editor's

ENGLISH = frozenset({"the", "of", "and", "for", "to", "with", "by"})
ENGLISH_TOO = frozenset({"on"})  # a French pronoun, and what names go across in English: "Conference on Trade"


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
    stops: tuple[str, ...] = STOPS if match.re is IN_BRACKETS else (*STOPS, ",")
    if JOINED.search(short):
        stops = tuple(stop for stop in stops if stop not in DASHES)
    stop = max(text.rfind(stop, lowest, end) for stop in stops)
    words = _last_words(words_in(text, max(lowest, stop + 1), end), most_words(letters))
    if not words or words[-1].end != end or words[-1].holds:
        return
    in_brackets = match.re is IN_BRACKETS
    listing = bool(in_brackets and match["more"] and LISTING.match(match["more"]))
    opens = in_brackets and stop >= lowest and text[stop] in ":;" and not text[stop + 1 : words[0].start].strip()
    fit, found = _best(words, short, letters, by_phrase=in_brackets and not listing, opens=opens)
    if fit is None:
        return
    start = words[fit.first].start
    if end - start <= len(short) or _repeats(text[start:end], short, words[fit.first :], letters):
        return
    yield Expansion(short, text[start:end], Span(start, end), Span(*match.span("short")), found)


def _best(words: Sequence[Word], short: str, letters: str, *, by_phrase: bool, opens: bool) -> tuple[Fit | None, Found]:
    """Return the long form of `short` that ends with `words`, if there is one, and by what it was found."""
    number = short.split()[-1] if " " in short else ""
    if number and not any(_counts(word, number) for word in words):
        return None, "letters"
    fit = fit_before(words, letters) or fit_head(words, letters)
    named = not sum(letter.isupper() for letter in short) > 1 and short.isalpha()
    if named and (fit is None or len(letters) < 3 or fit.cost > 0.5):
        return None, "letters"
    if fit and "." in short and all_initials(words[fit.first : fit.last + 1], letters) < len(letters):
        fit = None  # "V.C.": each letter is a word's
    if fit and _halves_name(words, fit):
        fit = None
    if ROMAN.match(short) and (fit is None or fit.cost > PERFECT):
        return None, "letters"
    if by_phrase and (fit is None or fit.cost > PERFECT):
        phrase = noun_phrase(words, short, letters, opens=opens)
        if phrase and (fit is None or is_surer(words, phrase, fit, letters)):
            if is_doubtful_phrase(words, phrase, letters):
                return None, "phrase"
            return Fit(whole_name(words, phrase, by_letters=False), phrase.last, phrase.cost), "phrase"
    if fit is None:
        return None, "letters"
    first = whole_name(words, fit, by_letters=True)
    if first == fit.first and is_doubtful(words, fit, letters):
        return None, "letters"
    return Fit(first, fit.last, fit.cost), "letters"


def _halves_name(words: Sequence[Word], fit: Fit) -> bool:
    """Return whether letters all over the last word of a name fit: "Gilles [Lurton] (LR)", a member of that party."""
    if fit.first == 0 or fit.first < fit.last or fit.cost < INNER_LETTER:
        return False
    word, before = words[fit.first], words[fit.first - 1]
    parted = before.holds or before.shouted or word.comma or word.joined
    return word.capital and before.capital and not parted


def _counts(word: Word, number: str) -> bool:
    """Return whether `word` is the number of a short form: "83" and "1983", "16" and "16e", "II"."""
    wanted = number.lower()
    digits = wanted.isdigit() and (word.letters.startswith(wanted) or word.letters.endswith(wanted))
    return digits or word.letters == wanted


def _last_words(words: Sequence[Word], most: int) -> list[Word]:
    """Return the last `words` with at most `most` content words among them, none before one that ends a phrase."""
    content = 0
    for place in range(len(words) - 1, -1, -1):
        if _ends(words, place):
            return list(words[place + 1 :])
        content += not words[place].holds
        if content > most:
            return list(words[place + 1 :])
    return list(words)


def _ends(words: Sequence[Word], place: int) -> bool:
    """Return whether no name goes across the word at `place`."""
    word = words[place]
    if word.lower not in ENDING or word.shouted:
        return False
    if word.lower in ENGLISH_TOO and (any(other.lower in ENGLISH for other in words) or not is_french(words)):
        return False
    return not (word.capital and place > 0 and words[place - 1].capital)  # "Acquisition Is Initialization"


def _after(text: str, match: re.Match[str]) -> Iterator[Expansion]:
    """Yield the long form after a short one, its determiner left out."""
    short = match["short"]
    letters = letters_of(short)
    words = words_in(text, match.start("long"), match.end("long"))
    if len(letters) < 2 or NUMBER.match(short):
        return
    while words and (words[0].lower == NOTE or (words[0].holds and words[0].letters[0] != letters[0])):
        words = words[1:]
    while words and words[-1].lower == NOTE:
        words = words[:-1]
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
    in_bracket = match.re is LONG_IN_BRACKETS
    few = content_count(words) <= most_words(letters)
    whole = Fit(0, len(words) - 1, 0.0)
    found: Found = "letters" if fit else "phrase"
    if fit is None:
        if not few or not _agrees(text, match, words, letters):
            return
        fit = whole
    elif in_bracket and few:
        fit = whole
    elif match.re is APPOSITION and fit.first == fit.last:
        return
    start, stop = words[fit.first].start, words[fit.last].end
    if stop - start <= len(short) or _repeats(text[start:stop], short, words[fit.first : fit.last + 1], letters):
        return
    yield Expansion(short, text[start:stop], Span(start, stop), Span(*match.span("short")), found)


def _repeats(long: str, short: str, words: Sequence[Word], letters: str) -> bool:
    """Return whether the short form stands in the long one: "PHP (php.exe)", not "self-ensemble … (SELF)"."""
    if re.search(rf"\b{re.escape(short)}\b", long):
        return True
    again = any(word.letters == letters and not word.holds for word in words)
    return again and all_initials(words, letters) < len(letters)


def _agrees(text: str, match: re.Match[str], words: Sequence[Word], letters: str) -> bool:
    """Return whether `words` after a short form may be its name in another language: no letters fit in their order.

    An apposition must say so: between commas, by an "or" and a bare noun. Most of what else follows a comma and an "or"
    or a "for" is the next part of the sentence.
    """
    short = match["short"]
    shared = shared_initials(words, letters)
    off = abs(content_count(words) - len(letters))
    if len(letters) < 3 or not short.isupper() or off > 1:
        return False
    if match.re is LONG_IN_BRACKETS:
        said = any(word.lower in ENDING for word in words)  # "(qu'il s'agisse d'une fonction)"
        enough = 2 * shared >= len(letters) if words[0].capital else 3 * shared >= 2 * len(letters)
        return shared >= 2 and enough and not said
    bare = words[0].start == match.start("long") and not words[0].holds
    closed = text[match.end() : match.end() + 1] in {",", ")"}
    lowered = not any(word.capital for word in words)
    return match.re is APPOSITION and match["by"] in OR and bare and closed and lowered and shared > 0
