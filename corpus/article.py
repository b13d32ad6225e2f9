"""The nouns of the corpus: article, passage, span.

All offsets count Unicode code points in `Article.text`, so `article.text[start:end]` is the thing itself.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Literal

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")
COLLECTION = "articles"  # of an article that names no other


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points, `start` included, `end` not."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return what stands at this span of `text`."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Article:
    """One cleaned article.

    `id` is the file's POSIX path below the corpus folder. `text` is the cleaned text: paragraphs are separated by
    one empty line, headings are paragraphs of their own and are named in `headings`.
    """

    id: str
    title: str
    language: Language
    text: str
    url: str | None = None
    published: date | None = None
    collection: str = COLLECTION
    headings: tuple[Span, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of all that a reader can see of the article."""
        fields = (self.id, self.title, self.language, self.url or "", str(self.published or ""), self.collection)
        marks = ",".join(f"{span.start}-{span.end}" for span in self.headings)
        return hashlib.sha256("\x1f".join((*fields, marks, self.text)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article: what is embedded, indexed and ranked.

    `heading` is the nearest heading above it, or the empty string.
    """

    article_id: str
    start: int
    end: int
    heading: str = ""

    @property
    def span(self) -> Span:
        """Return where the passage stands in its article's text."""
        return Span(self.start, self.end)
