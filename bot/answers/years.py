"""Years in a sentence, and which parts of it are of which: "in 2021, 12 boats; in 2023, 44 visitors". Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.answers.spans import places_of
from corpus.article import Span
from corpus.patterns import lazy_pattern

YEAR = lazy_pattern(r"(?<![\w.,])(?:1\d|20)\d\d(?!\w|[.,]\d)")
# Parts a sentence where another year may begin; "40 cranes in 2019, 44 in 2023" is one part of two years.
PARTED = lazy_pattern(
    r"[;.:]\s|(?:,|\s(?:and|et|but|mais))\s(?=(?:(?:and|et|but|mais|puis|then)\s)?(?:in|en|by)\s(?:1\d|20)\d\d)"
)


def years_in(text: str) -> set[str]:
    """Return the years that stand in `text`."""
    return set(YEAR.findall(text))


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
