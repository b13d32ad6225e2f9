"""What a question gets: an answer that stands on quotes, or a refusal.

Invariant of every citation: `article.text[start:end] == quote`. `Answer` cannot be made without citations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.article import COLLECTION, Language
from corpus.patterns import lazy_pattern
from corpus.tables import BETWEEN, EMPTY

Reason = Literal["empty", "nothing_found", "not_answered"]
Length = Literal["short", "normal", "long"]

# All of a line, and no mark within: "« Oui » et « non »" begins and ends with others' marks.
IN_MARKS = lazy_pattern(r"«[^«»]*»|“[^“”]*”")

OPENING, CLOSING = ("“", '"'), ("”", '"')

NO_BREAK_SPACE = "\u00a0"  # inside French quotation marks, which no line may end or begin with


@dataclass(frozen=True, slots=True)
class Citation:
    """One verified quote. `number` is what stands between brackets in the answer; numbers follow first use.

    `link` is the address that opens at the quote, or the plain one; None where a browser has nothing to open.
    `highlight` is the part of the quote that answers, or the empty string. Where the quote is a row of a table,
    `columns` are the names of its cells' columns, as the table has them in its first line.
    """

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
    link: str | None = None
    highlight: str = ""
    columns: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The quote as people read it: of a row, each cell behind the name of its column."""
        return self._with_names(self.quote, self.columns)

    @property
    def answering(self) -> str:
        """The part of `shown` that answers, or the empty string."""
        cells, told = self.quote.split(BETWEEN), self.highlight.split(BETWEEN)
        for place in range(len(self.columns) if self.highlight else 0):
            if cells[place : place + len(told)] == told:
                return self._with_names(self.highlight, self.columns[place : place + len(told)])
        return self.highlight

    @property
    def told_collection(self) -> str:
        """The collection where it tells a reader something: not that of articles which nobody put in one."""
        return "" if self.collection == COLLECTION else self.collection

    def repeats(self, others: Sequence[Citation]) -> bool:
        """Return whether the quote overlaps one of `others`."""
        return any(
            one.article_id == self.article_id and one.start < self.end and self.start < one.end for one in others
        )

    @property
    def shown_in_marks(self) -> str:
        """What is `shown` on one line, in quotation marks where it is all as it stands."""
        return self.shown if self.columns else quoted(self.quote, self.language)

    def _with_names(self, row: str, columns: Sequence[str]) -> str:
        if not columns:
            return row
        colon = f"{NO_BREAK_SPACE}: " if self.language == "fr" else ": "
        cells = zip(columns, row.split(BETWEEN), strict=True)
        return " · ".join(cell if name == EMPTY else f"{name.rstrip(': ')}{colon}{cell}" for name, cell in cells)


@dataclass(frozen=True, slots=True)
class Part:
    """What is said to one question of a message that asks several, and how many of the answer's quotes are below it.

    There are none where it is refused, as `said` tells. `read_as` and `sure` are as those of an answer.
    """

    question: str
    said: str
    quotes: int
    read_as: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why an answer is not sure: of what `kind` the doubt is, and which `words` of the question it is about.

    Kinds are those of the texts below `discord.why.unsure_`. `least` is the confidence from which on it would have been
    sure, where that alone is lacking.
    """

    kind: str
    words: tuple[str, ...] = ()
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: what is said around the quotes, and the quotes.

    `lead` is plain text in `language`; statements in it carry [n] marks. A renderer shows the lead, then each
    citation's quote with its number, then the sources; `text` is the same as one plain text, for machines and logs.
    `confidence` is a share from 0 to 1. `origin` is "extracted", or the chat model that wrote the lead. `read_as` is
    the question as it was understood in its conversation, where that differs from `question`. `remark` is a sentence
    in `language` on how the answer came about, or the empty string. `sure` is False where the lead says that the quotes
    may not answer, or not all that was asked; one that was kept before answers said so is taken for sure. `doubt` is
    why it is not, where that is known. `only` is the id of the one article that was looked into, where one was chosen.
    Where the message asks several questions `parts` are what is said to each, in order, and `lead` is that as one text.
    """

    question: str
    lead: str
    citations: tuple[Citation, ...]
    language: Language
    origin: str
    confidence: float
    read_as: str = ""
    remark: str = ""
    sure: bool = True
    parts: tuple[Part, ...] = ()
    doubt: Doubt | None = None
    only: str = ""

    def __post_init__(self) -> None:
        if not self.citations:
            msg = "an answer needs at least one citation; without one, give a NoAnswer"
            raise ValueError(msg)

    @property
    def text(self) -> str:
        """The lead, then a line a quote with its number, as `shown_in_marks`; so for each question."""
        pieces: list[str] = []
        for part, citations in self.in_parts():
            pieces.append(f"{quoted(part.question, self.language)}\n{part.said}" if self.parts else part.said)
            pieces += (f"{citation.shown_in_marks} [{citation.number}]" for citation in citations)
        return "\n\n".join(pieces)

    def in_parts(self) -> Iterator[tuple[Part, tuple[Citation, ...]]]:
        """Yield what is said to each question with the quotes below it; of a message that asks one, all as one."""
        start = 0
        for part in self.parts or (Part("", self.lead, len(self.citations), self.read_as, self.sure),):
            yield part, self.citations[start : start + part.quotes]
            start += part.quotes

    @property
    def sources(self) -> tuple[Citation, ...]:
        """The first citation of each source, by number: what a list of sources shows."""
        first = {citation.number: citation for citation in reversed(self.citations)}
        return tuple(first[number] for number in sorted(first))


OnPart = Callable[[Answer], None]
"""Takes an answer that is still being written, valid in itself, whenever another statement of it holds."""


def quoted(quote: str, language: Language) -> str:
    """Return `quote` on one line between the marks of `language`, or its own where it has them at its ends."""
    return quoted_lines(" ".join(quote.split()), language)


def quoted_lines(quote: str, language: Language) -> str:
    """Return what `quoted` does, but each paragraph, item of a list and row of a table on a line of its own."""
    rows = (" ".join(row.split()) for row in quote.split("\n"))
    lines = "\n".join(filter(None, rows)).replace("« ", f"«{NO_BREAK_SPACE}").replace(" »", f"{NO_BREAK_SPACE}»")
    opening, closing = marks_around(lines, language)
    return f"{opening}{lines}{closing}"


def marks_around(quote: str, language: Language) -> tuple[str, str]:
    """Return the quotation marks of `language` to put around `quote`, others where it begins or ends with these.

    They are empty where all of it stands in its own.
    """
    if IN_MARKS.fullmatch(quote):
        return "", ""
    if language == "fr":
        return ("“", "”") if quote[:1] == "«" or quote[-1:] == "»" else (f"«{NO_BREAK_SPACE}", f"{NO_BREAK_SPACE}»")
    return ("‘", "’") if quote[:1] in OPENING or quote[-1:] in CLOSING else ("“", "”")


@dataclass(frozen=True, slots=True)
class Nearest:
    """An article near a question that it does not answer: a title to look at, not a source."""

    article_id: str
    title: str
    url: str | None
    published: date | None


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """A refusal: `text` says so in the question's language; `nearest` names what came closest.

    `read_as`, `remark` and `only` are as those of an answer.
    """

    question: str
    text: str
    reason: Reason
    language: Language
    nearest: tuple[Nearest, ...] = ()
    confidence: float = 0.0
    remark: str = ""
    read_as: str = ""
    only: str = ""
