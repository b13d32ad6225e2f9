"""What a format makes of a file: paragraphs with their line numbers, and what the file says of itself.

A draft is not cleaned yet. Formats make drafts; `corpus.cleaning` makes text of their lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.article import Language
from corpus.notes import Note

Kind = Literal["text", "heading", "item", "code"]
"""`item` is a list item or a table row, `code` a line that is shown as it stands: neighbours of one of these two
kinds stay on lines of one paragraph. `text` and `heading` are paragraphs of their own."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, heading, list item, table row or line of code.

    `number` counts from 1: the line of the file where it begins (plain text, Markdown), else of the extracted text.
    """

    number: int
    text: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class DroppedLine:
    """A paragraph that was left out: where it begins (as in `Line`), what it says, and why."""

    number: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A file as its format reads it. None where the file does not say.

    `guessed_title` and `guessed_published` come from properties that are often stale (PDF, DOCX): what the text says
    goes before them. `dropped` is what only the format can tell apart, such as running headers. `notes` are sentences
    for people about what was not understood and how it was got round.
    """

    lines: tuple[Line, ...]
    title: str | None = None
    guessed_title: str | None = None
    language: Language | None = None
    url: str | None = None
    published: date | None = None
    guessed_published: date | None = None
    collection: str | None = None
    dropped: tuple[DroppedLine, ...] = ()
    notes: tuple[Note, ...] = ()
