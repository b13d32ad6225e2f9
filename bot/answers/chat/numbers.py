"""Which numbers a text holds, however French or English writes them. Pure.

A number is told by its digits without the marks between thousands, so "1,600", "1 600" and "1600" are one; "1,5" and
"1.5" are one. A mark that may be either is read both ways. Small numbers in words ("twelve", "vingt-cinq"), their ranks
and parts ("third", "un tiers"), and centuries in Roman numerals ("XXe siècle") count as their digits. A number with
what multiplies it is the product alone: "two hundred" and "200" are one, and neither is "two".
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from corpus.number_words import ABOUT, FROM_TWO, NUMBERS, RANKS, REGIONAL, SCALES

# "Neuf" is also "new", "second" also a time, so "deuxième" is not asked for either: alone they tell no number.
RANKED = {word: rank for word, rank in RANKS.items() if rank > 2}
VALUES = {
    **{word: value for word, value in (NUMBERS | REGIONAL).items() if word != "neuf"},
    **RANKED,
    **{f"{word}s": rank for word, rank in RANKED.items()},  # "two fifths"
    **{f"{word}fold": times for times, word in enumerate(FROM_TWO["en"], start=2)},
    "vingts": 20,
    "twice": 2,
    "thrice": 3,
    "tiers": 3,
}
# Within a compound only: "twenty-one", "vingt-neuf", "twenty-first".
ONES = {"one": 1, "un": 1, "une": 1, "neuf": 9, "first": 1, "unième": 1, "deuxième": 2}

# What multiplies or divides a number, by one name in both languages: "×1000", "÷2".
MULTIPLES = {
    **{word: f"×{value:.0f}" for word, value in (SCALES | ABOUT).items()},
    **dict.fromkeys(("hundredth", "hundredths", "centième", "centièmes"), "×100"),
    **dict.fromkeys(("thousandth", "thousandths", "millième", "millièmes"), "×1000"),
    **{
        f"{stem}{ending}": f"×{times}"  # "doubles", "tripled", "quadruplé"
        for times, stem in enumerate(("doubl", "tripl", "quadrupl", "quintupl"), start=2)
        for ending in ("e", "es", "ed", "ing", "er", "é", "ée", "és", "ées", "ent", "ant")
    },
    **dict.fromkeys(
        ("half", "halves", "halved", "halving", "moitié", "moitiés", "demi", "demie", "demis", "demies"), "÷2"
    ),
    **dict.fromkeys(("quarter", "quarters", "quart", "quarts"), "÷4"),
}
# What may tell one beside its own words: "12" a dozen, "50 %" a half, "15 minutes" and "le 3e trimestre" a quarter.
AS_NUMBERS = {
    **{name: frozenset([name[1:]]) for name in MULTIPLES.values() if name[0] == "×"},
    "÷2": frozenset(["0.5", "50"]),
    "÷4": frozenset(["0.25", "0.75", "25", "75", "15", "45"]),
}
AS_WORDS = {
    **dict.fromkeys(("semi", "semifinal", "semifinals", "mi"), "÷2"),
    **dict.fromkeys(("quarterfinal", "quarterfinals", "trimestre", "trimestres", "quartier", "quartiers"), "÷4"),
    **dict.fromkeys(("centime", "centimes"), "×100"),  # English "cents"
    "fortnight": "×15",
    "quarantine": "×40",
}
MOST_SCALES = 3  # "two hundred thousand million"
PERCENT = re.compile(r"\bp(?:er|our)[\s-]?cent\b")
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+(?:[.,'’ ]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*")
_COMPOUND = re.compile(r"[^\W\d_]+(?:[-\s](?:(?:and|et)[-\s])?[^\W\d_]+)*")
_ROMAN = re.compile(r"\b([IVX]{1,6})(?:(?:e|ème)\b|(?:\s?(?:e|er|ème|th|st|nd|rd))?(?=\s+(?:siècle|century)))")
# What multiplies the number right before it; French "cents" does in words alone: "50 cents" are no 5,000.
_TIMES = {word: int(value) for word, value in SCALES.items()} | dict.fromkeys(("dozen", "douzaine", "douzaines"), 12)
_NUMERAL = rf"(?:{'|'.join(NUMBERS | REGIONAL)})"
_PRODUCT = re.compile(
    rf"(?<![\w.,])(?<!\d['’ ])(?P<number>\d+(?>(?:[.,'’ ]\d+){{0,4}})|{_NUMERAL}(?:[-\s](?:{_NUMERAL}|one|un))?)[\s-]"
    rf"(?P<times>{'|'.join(sorted(_TIMES, reverse=True))})\b",
    re.IGNORECASE,
)
_QUARTER = re.compile(r"\b[QT][1-4]\b")
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
    """Return the numbers of `said` that none of `sources` holds, and what multiplies or divides ("×1000") likewise."""
    held: set[str] = set()
    for source in sources:
        held |= numbers_held(source) | multiples(source) | _multiples_told(source)
    held |= {name for name, numbers in AS_NUMBERS.items() if numbers & held}
    return {number for number in numbers_said(said) | multiples(said) if not set(number.split("|")) & held}


def multiples(text: str) -> set[str]:
    """Return what the words of `text` multiply or divide a number by, one name in either language."""
    return {MULTIPLES[word] for word in _words(text) if word in MULTIPLES}


def _multiples_told(text: str) -> set[str]:
    """Return what other words of a source tell as well: "semifinal", "trimestre", "Q3"."""
    told = {AS_WORDS[word] for word in _words(text) if word in AS_WORDS}
    return told | {"÷4"} if _QUARTER.search(_plain(text)) else told


def _words(text: str) -> list[str]:
    return _LETTERS.findall(PERCENT.sub(" ", _plain(text).lower()))


def _plain(text: str) -> str:
    """Return `text` in compatibility form, its odd spaces plain and its digits ASCII."""
    folded = unicodedata.normalize("NFKC", text)
    plain = re.sub(r"[^\S\n]", " ", "".join(str(int(one)) if one.isdecimal() else one for one in folded))
    for _ in range(MOST_SCALES):
        before, plain = plain, _PRODUCT.sub(_product, plain)
        if plain == before:
            break
    return plain


def _product(found: re.Match[str]) -> str:
    """Return a number with what multiplies it in digits; as it stands where it may be read two ways."""
    written, times = found["number"], found["times"].lower()
    in_digits = written[0].isdigit()
    if times in {"cent", "cents"} and (in_digits or written.lower().split("-")[0] in FROM_TWO["en"]):
        return found.group()
    values = _readings(written) if in_digits else _in_words(written)
    if len(values) != 1 or not re.fullmatch(r"\d+(?:\.\d+)?", value := values.pop()):
        return found.group()
    return _shortest(f"{Decimal(value) * _TIMES[times]:f}")


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
