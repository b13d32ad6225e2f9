"""What a question gets: an answer that stands on quotes, or a refusal.

Invariant of every citation: `article.text[start:end] == quote`. `Answer` cannot be made without citations.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.article import Language

Reason = Literal["empty", "nothing_found", "not_answered"]


@dataclass(frozen=True, slots=True)
class Citation:
    """One verified quote. `number` is what stands between brackets in the answer; numbers follow first use."""

    number: int
    article_id: str
    title: str
    url: str | None
    published: date | None
    collection: str
    language: Language
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: `text` is plain text whose statements carry [n] marks; every [n] has its citations.

    `confidence` is a share from 0 to 1. `origin` is "extracted", or the chat model that wrote the text.
    """

    question: str
    text: str
    citations: tuple[Citation, ...]
    language: Language
    origin: str
    confidence: float

    def __post_init__(self) -> None:
        if not self.citations:
            msg = "an answer needs at least one citation; without one, give a NoAnswer"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Nearest:
    """An article near a question that it does not answer: a title to look at, not a source."""

    article_id: str
    title: str
    url: str | None
    published: date | None


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """A refusal: `text` says so in the question's language; `nearest` names what came closest."""

    question: str
    text: str
    reason: Reason
    language: Language
    nearest: tuple[Nearest, ...] = ()
    confidence: float = 0.0
