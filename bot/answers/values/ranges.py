"""Ranges of numbers that a label names, "12–17 years", "moins de 20 joueurs", "65 and over", and what lies in them.

Pure. French and English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.patterns import lazy_pattern

NUMBER = r"(?<![\w.,])(\d{1,6})(?![\w]*\d)"
BETWEEN = lazy_pattern(rf"{NUMBER}\s?(?:[-–—]|to|à|and|et)\s?{NUMBER}", re.IGNORECASE)
BELOW = lazy_pattern(
    rf"(?:\b(?:under|below|less\s+than|fewer\s+than|younger\s+than|moins\s+d[e'’])|<)\s?(?:les\s)?{NUMBER}",
    re.IGNORECASE,
)
UP_TO = lazy_pattern(
    rf"(?:\b(?:up\s+to|until|at\s+most|max(?:imum)?\.?|jusqu['’][àa]|au\s+plus)|≤)\s?{NUMBER}|"
    rf"{NUMBER}\s?(?:\w+\s+)?(?:or|and|et|ou)\s+(?:less|fewer|under|younger|moins)\b",
    re.IGNORECASE,
)
ABOVE = lazy_pattern(rf"(?:\b(?:over|above|more\s+than|older\s+than|plus\s+d[e'’])|>)\s?{NUMBER}", re.IGNORECASE)
FROM = lazy_pattern(
    rf"(?:\b(?:from|at\s+least|d[èe]s|à\s+partir\s+de|au\s+moins|min(?:imum)?\.?)|≥)\s?{NUMBER}|"
    rf"{NUMBER}\s?(?:\+|(?:\w+\s+)?(?:and|or|et|ou)\s+(?:over|more|older|above|up|plus|davantage)\b)",
    re.IGNORECASE,
)
MOST = 10**9


def ranges_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield the first and the last number of each range that a text names; one that is open ends at a billion."""
    for match in BETWEEN.finditer(text):
        first, last = int(match[1]), int(match[2])
        if first <= last:
            yield first, last
    for match in BELOW.finditer(text):
        yield 0, int(match[1]) - 1
    for match in UP_TO.finditer(text):
        yield 0, int(match[1] or match[2])
    for match in ABOVE.finditer(text):
        yield int(match[1]) + 1, MOST
    for match in FROM.finditer(text):
        yield int(match[1] or match[2]), MOST


def covers(text: str, number: int) -> bool:
    """Return whether a number lies in a range that a text names."""
    return any(first <= number <= last for first, last in ranges_in(text))
