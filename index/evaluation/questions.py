"""What an evaluation asks: questions whose right articles are known, or of which it is known that there are none.

Knows no format; `beir`, `unanswerables` and `own` read files into this noun.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.article import Language

NAMED = 3  # flaws that a sentence names; the rest are counted

SPACE = re.compile(r"\s")

# Kinds of question that the articles do not answer: the topic is there and the fact is not, or not even the topic.
NEAR_MISS, OFF_CORPUS = "near_miss", "off_corpus"
UNANSWERABLE = (NEAR_MISS, OFF_CORPUS)


@dataclass(frozen=True, slots=True)
class Question:
    """One question, in `language`; `right` gives each article that answers it with its grade, 1 and up.

    `domain` and `source` say which figures it counts in; `source` may be empty. `kind` is what its file calls it, such
    as "list", or nothing; without a right article it is one of `UNANSWERABLE`. `answers` gives, by the language of
    articles, the words that answer, any of which will do; none where nobody marked them.
    """

    id: str
    text: str
    language: Language
    domain: str
    source: str
    right: Mapping[str, int]
    kind: str = ""
    answers: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)

    @property
    def answerable(self) -> bool:
        """Return whether an article answers it."""
        return bool(self.right)


def named(flaws: Sequence[str], separator: str = ", ") -> str:
    """Return the first flaws, and how many more there are."""
    more = len(flaws) - NAMED
    return separator.join(flaws[:NAMED]) + (f"{separator}and {more:,} more" if more > 0 else "")


def spaced(ids: Sequence[str]) -> str | None:
    """Return the first id that holds white space or nothing, which no TREC run file can carry; None without any."""
    return next((one for one in ids if not one or SPACE.search(one)), None)
