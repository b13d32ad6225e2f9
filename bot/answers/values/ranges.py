"""The range of numbers that a label names, "12–17 years", "moins de 20 joueurs", "65 and over", and what lies in it.

Whole numbers alone: of "6 to 7.99 m" they are 6 and 7. Pure. French and English.
"""

from __future__ import annotations

import re
from math import ceil, floor

from corpus.patterns import lazy_pattern

# Thousands too, "2,000", « 2 000 », and nothing that is a part of another number.
NUMBER = (
    r"(?<![\w.,])(\d{1,3}(?:[ \u00a0\u202f,]\d{3})+|\d{1,6}(?:[.,]\d{1,2}(?!\d))?)"
    r"(?![\w]*\d|[.,]\d|[ \u00a0\u202f]\d{3}(?!\d))"
)
THOUSANDS = lazy_pattern(r"[ \u00a0\u202f,](?=\d{3})")
BETWEEN = lazy_pattern(
    rf"{NUMBER}\s?(?:[-–—]|to\b|à)\s?{NUMBER}|\b(?:between|entre)\s+{NUMBER}\s+(?:and|et)\s+{NUMBER}", re.IGNORECASE
)
# "no more than 10" and « pas plus de 10 » are up to 10, "not under 60" is from 60 on.
BELOW = lazy_pattern(
    rf"(?:\b(?:under|below|(?<!no )(?<!not )(?:less|fewer|younger)\s+than|moins\s+d[e'’])|<)\s?(?:les\s)?{NUMBER}",
    re.IGNORECASE,
)
UP_TO = lazy_pattern(
    rf"(?:\b(?:(?:no|not)\s+(?:more|older)\s+than|not\s+(?:over|above)|pas\s+plus\s+d[e'’]|up\s+to|at\s+most|max(?:imum)?\.?|"
    rf"jusqu['’][àa]|au\s+plus)|≤)\s?{NUMBER}|{NUMBER}\s?(?:[^\W\d]\w*\s+)?(?:or|and|et|ou)\s+(?:less|fewer|under|younger|moins)\b(?!\s+(?:than\b|d[e’']|\d))",
    re.IGNORECASE,
)
ABOVE = lazy_pattern(
    rf"(?:\b(?:over|above|(?<!no )(?<!not )(?:more|older)\s+than|plus\s+d[e'’])|>)\s?(?:les\s)?{NUMBER}", re.IGNORECASE
)
FROM = lazy_pattern(
    rf"(?:\b(?:not\s+(?:under|below)|(?:no|not)\s+(?:less|fewer|younger)\s+than|from|at\s+least|d[èe]s|à\s+partir\s+de|pas\s+moins\s+de|au\s+moins|min(?:imum)?\.?)|≥)"
    rf"\s?{NUMBER}|"
    rf"{NUMBER}\s?(?:\+|(?:[^\W\d]\w*\s+)?(?:and|or|et|ou)\s+(?:over|more|older|above|up|plus|davantage)\b(?!\s+(?:than\b|d[e’']|\d)))",
    re.IGNORECASE,
)
OR = lazy_pattern(r"\b(?:or|ou)\b", re.IGNORECASE)
MOST = 10**9


def ranges_in(text: str) -> list[tuple[int, int]]:
    """Return the first and the last whole number of the range that a text names; one that is open ends at a billion.

    Two bounds make one range, "over 18 and under 60", or two with "or" between them. None where a text names none.
    """
    numbers = [[_number(one) for one in match.groups() if one] for match in BETWEEN.finditer(text)]
    if numbers:
        return [(ceil(first), floor(last)) for first, last in numbers if ceil(first) <= floor(last)]
    bounds: dict[int, tuple[int, int]] = {}  # by where the number stands, which one pattern alone reads
    for pattern, range_of in (
        (UP_TO, lambda number: (0, floor(number))),
        (FROM, lambda number: (ceil(number), MOST)),
        (BELOW, lambda number: (0, ceil(number) - 1)),
        (ABOVE, lambda number: (floor(number) + 1, MOST)),
    ):
        for match in pattern.finditer(text):
            number = _number(next(one for one in match.groups() if one))
            bounds.setdefault(match.start(match.lastindex or 0), range_of(number))
    found = list(bounds.values())
    if len(found) == 2 and not OR.search(text):
        low, high = max(one[0] for one in found), min(one[1] for one in found)
        return [(low, high)] if low <= high else []
    return found


def covers(text: str, number: int) -> bool:
    """Return whether a number lies in a range that a text names."""
    return any(first <= number <= last for first, last in ranges_in(text))


def _number(told: str) -> float:
    return float(THOUSANDS.sub("", told).replace(",", "."))
