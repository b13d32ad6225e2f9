"""What an evaluation asks: questions whose right articles are known.

Knows no format; `beir` and `own` read files into this noun.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.article import Language

NAMED = 3  # flaws that a sentence names; the rest are counted

SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Question:
    """One question, in `language`; `right` gives each article that answers it with its grade, 1 and up.

    `domain` and `source` say which figures it counts in; `source` may be empty.
    """

    id: str
    text: str
    language: Language
    domain: str
    source: str
    right: Mapping[str, int]


def named(flaws: Sequence[str], separator: str = ", ") -> str:
    """Return the first flaws, and how many more there are."""
    more = len(flaws) - NAMED
    return separator.join(flaws[:NAMED]) + (f"{separator}and {more:,} more" if more > 0 else "")


def spaced(ids: Sequence[str]) -> str | None:
    """Return the first id that holds white space or nothing, which no TREC run file can carry; None without any."""
    return next((one for one in ids if not one or SPACE.search(one)), None)
