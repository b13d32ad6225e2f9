"""Which numbers a text holds, however French or English writes them. Pure.

A number is told by its digits without the marks between thousands, so "1,600", "1 600" and "1600" are one; "1,5" and
"1.5" are one. A mark that may be either is read both ways. Small numbers in words ("twelve", "vingt-cinq") and
centuries in Roman numerals ("XXe siècle") count as their digits.
"""

from __future__ import annotations

import re
import unicodedata

_WORDS = (
    "two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 thirteen:13 fourteen:14 "
    "fifteen:15 sixteen:16 seventeen:17 eighteen:18 nineteen:19 twenty:20 thirty:30 forty:40 fifty:50 sixty:60 "
    "seventy:70 eighty:80 ninety:90 deux:2 trois:3 quatre:4 cinq:5 sept:7 huit:8 dix:10 onze:11 douze:12 treize:13 "
    "quatorze:14 quinze:15 seize:16 vingt:20 vingts:20 trente:30 quarante:40 cinquante:50 soixante:60 septante:70 "
    "huitante:80 nonante:90 twice:2 thrice:3"
)  # not "neuf", which is also "new", nor one and its likes, which are articles
VALUES = {word: int(value) for word, _, value in (pair.partition(":") for pair in _WORDS.split())}
ONES = {"one": 1, "un": 1, "une": 1, "neuf": 9}  # within a compound only: "twenty-one", "vingt-neuf"

SCALES = {
    "hundred": "hundred",
    "hundreds": "hundred",
    "cent": "hundred",
    "cents": "hundred",
    "centaines": "hundred",
    "thousand": "thousand",
    "thousands": "thousand",
    "mille": "thousand",
    "milliers": "thousand",
    "million": "million",
    "millions": "million",
    "billion": "billion",
    "billions": "billion",
    "milliard": "billion",
    "milliards": "billion",
    "trillion": "trillion",
    "trillions": "trillion",
    "half": "half",
    "moitié": "half",
    "demi": "half",
    "demie": "half",
    "double": "double",
    "doubled": "double",
    "doublé": "double",
    "triple": "triple",
    "tripled": "triple",
    "triplé": "triple",
    "dozen": "dozen",
    "dozens": "dozen",
    "douzaine": "dozen",
    "douzaines": "dozen",
    "dizaine": "ten",
    "dizaines": "ten",
    "quinzaine": "fifteen",
    "vingtaine": "twenty",
    "trentaine": "thirty",
    "quarantaine": "forty",
    "cinquantaine": "fifty",
    "soixantaine": "sixty",
    "centaine": "hundred",
    "millier": "thousand",
}
# What a scale may be told by in a number: "a dozen" by "12".
AS_NUMBERS = {
    "dozen": "12",
    "ten": "10",
    "fifteen": "15",
    "twenty": "20",
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "hundred": "100",
    "thousand": "1000",
}
PERCENT = re.compile(r"\bp(?:er|our)[\s-]?cent\b")
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+(?:[.,'’ ]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*")
_COMPOUND = re.compile(r"[^\W\d_]+(?:[-\s](?:(?:and|et)[-\s])?[^\W\d_]+)*")
_ROMAN = re.compile(r"\b([IVX]{1,6})(?:\s?(?:e|er|ème|th|st|nd|rd))?(?=\s+(?:siècle|century))")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


def numbers_said(text: str) -> set[str]:
    """Return the numbers that `text` says: each of them must be known. One that can be read two ways is `a|b`."""
    plain = _plain(text)
    said = set()
    for found in _DIGITS.finditer(plain):
        said.add("|".join(sorted(_readings(found.group()))))
    return said | _in_words(plain)


def numbers_held(text: str) -> set[str]:
    """Return every number that a reader may find in `text`, in any reading."""
    plain = _plain(text)
    held: set[str] = set()
    for found in _DIGITS.finditer(plain):
        held |= _readings(found.group())
        if " " in found.group():  # "in 2025 600 people": perhaps two numbers
            held |= {reading for part in found.group().split() for reading in _readings(part)}
    romans = {str(_roman(found[1])) for found in _ROMAN.finditer(plain)}
    return held | _in_words(plain) | romans


def unknown_numbers(said: str, *sources: str) -> set[str]:
    """Return the numbers of `said` that none of `sources` holds, and the scales ("million") likewise."""
    held = set().union(*(numbers_held(source) | scales(source) for source in sources))
    held |= {scale for scale, number in AS_NUMBERS.items() if number in held}
    return {number for number in numbers_said(said) | scales(said) if not set(number.split("|")) & held}


def scales(text: str) -> set[str]:
    """Return the words of `text` that multiply or divide a number, one name a scale in either language."""
    plain = PERCENT.sub(" ", _plain(text).lower())
    return {SCALES[word] for word in _LETTERS.findall(plain) if word in SCALES}


def _plain(text: str) -> str:
    """Return `text` in compatibility form, its odd spaces plain and its digits ASCII."""
    folded = unicodedata.normalize("NFKC", text)
    return re.sub(r"[^\S\n]", " ", "".join(str(int(one)) if one.isdecimal() else one for one in folded))


def _readings(written: str) -> set[str]:
    """Return what a written number may be: thousands joined, and with a decimal point."""
    readings = set()
    if _THOUSANDS.fullmatch(written):
        readings.add(re.sub(r"\D", "", written))
    marks = [mark for mark in written if not mark.isdigit()]
    if len(set(marks)) == 2 and marks.count(marks[-1]) == 1:  # 1,234.5 and 1 234,5: the last one is the decimal mark
        whole, _, decimals = written.rpartition(marks[-1])
        readings.add(".".join([re.sub(r"\D", "", whole), decimals]))
    elif not marks:
        readings.add(written)
    elif len(marks) == 1 and marks[0] in ".,":
        readings.add(written.replace(",", "."))
    elif not readings:  # a version, a date, an address: read as it stands
        readings.add(re.sub(r"\D", ".", written))
    return {_shortest(reading) for reading in readings}


def _shortest(reading: str) -> str:
    """Return a number without zeros that say nothing: "01" is 1, "2.50" is 2.5."""
    whole, point, decimals = reading.partition(".")
    if "." in decimals:
        return reading
    decimals = decimals.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{decimals}" if point and decimals else "")


def _in_words(plain: str) -> set[str]:
    found = set()
    for run in _COMPOUND.finditer(plain.lower()):
        held: list[int] = []
        for word in [*re.split(r"[-\s]", run.group()), ""]:
            value = VALUES.get(word) or (ONES.get(word) if held else None)
            if value is not None and (not held or _joins(held, value)):
                held.append(value)
            elif word not in {"and", "et"}:
                found |= {str(_sum(held))} if held else set()
                held = [VALUES[word]] if word in VALUES else []
    return found


def _joins(held: list[int], value: int) -> bool:
    """Return whether a number word goes on with one more: after tens come ones, "quatre" before "vingt" multiplies."""
    if value == 20:
        return held == [4]
    return (held[-1] >= 20 and value < 20) or (held[-1] == 10 and 7 <= value <= 9)


def _sum(held: list[int]) -> int:
    return 80 + sum(held[2:]) if held[:2] == [4, 20] else sum(held)


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
