"""What of a passage is shown: the sentences around the one that holds most of what was asked, its words in bold.

Pure functions. Offsets are those of the passage's text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.discord_app.bullets import ITEM, bullet_of, with_bullet
from bot.discord_app.escaping import CUT, fitted, one_line, size
from bot.discord_app.replies import QUOTED_LINE
from corpus.article import Language, Span
from corpus.sentences import split_sentences
from index.words.analysis import analyse

if TYPE_CHECKING:
    from index.words.terms import Term

LEAST_SURE = 0.1  # the probability of a translation below which it is not set in bold: it would puzzle more than help
MOST_BOLD = 8  # runs of words; beyond that, bold stresses nothing
MOST_LINES = 6  # of one excerpt: five of short rows would be a wall on a telephone
WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Where an excerpt stands in its passage, and the stems that are set in bold in it."""

    span: Span
    stems: frozenset[str]


def excerpt(text: str, language: Language, terms: Sequence[Term], limit: int) -> Excerpt:
    """Return the part of a passage around its best sentence that has some `limit` code points."""
    wanted = frozenset(stem for term in terms for stem, sure in term.forms[language].items() if sure >= LEAST_SURE)
    sentences = split_sentences(text, language) or (Span(0, len(text)),)
    known = [frozenset(analyse(sentence.of(text), language)) for sentence in sentences]
    scores = [sum(term.weight * term.presence(stems, language) for term in terms) for stems in known]
    best = scores.index(max(scores))
    if sentences[best].end - sentences[best].start > limit:
        return Excerpt(_window(text, sentences[best], language, wanted, limit), wanted)
    first = last = best
    while True:
        start, end = sentences[first].start, sentences[last].end
        if last + 1 < len(sentences) and sentences[last + 1].end - start <= limit:
            last += 1
        elif first > 0 and end - sentences[first - 1].start <= limit:
            first -= 1
        else:
            return Excerpt(Span(start, end), wanted)


def shown(text: str, found: Excerpt, language: Language, limit: int) -> str:
    """Return an excerpt escaped, with marks where more stands before and after, and what was asked in bold.

    Rows of a table, items and paragraphs are lines of a quote, as many as there is room for. Beside the `limit`
    characters it takes four for each run in bold.
    """
    start = with_bullet(text, found.span.start)
    rows = _rows(text, Span(start, found.span.end))
    before = CUT.strip() if text[:start].strip() else ""
    if before:
        before += QUOTED_LINE if rows and rows[0].bullet else " "
    lines: list[str] = []
    left = limit - len(before) - len(CUT)
    for row in rows[:MOST_LINES]:
        taken = len(QUOTED_LINE) * bool(lines) + len(row.bullet)
        line = fitted(row.words, left - taken, held=language == "fr")
        if not line or (lines and line == CUT.strip()):
            break
        left -= size(line) + taken
        lines.append(f"{row.bullet}{line}")
        if line.endswith(CUT):
            break
    words = QUOTED_LINE.join(lines)
    goes_on = len(lines) < len(rows) or text[found.span.end :].strip()
    after = CUT if goes_on and not words.endswith(CUT) else ""
    return f"{before}{in_bold(words, found.stems, language)}{after}"


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of an article; `bullet` is Discord's where it is an item of a list, else empty."""

    bullet: str
    words: str


def _rows(text: str, part: Span) -> list[_Row]:
    """Return the lines of a part of `text` that show anything."""
    rows: list[_Row] = []
    begins = part.start == 0 or text[part.start - 1] == "\n"
    for place, line in enumerate(part.of(text).split("\n")):
        written = bullet_of(line) if place or begins else ""
        if words := one_line(line[len(written) :]):
            rows.append(_Row(ITEM if written else "", words))
    return rows


def in_bold(line: str, stems: Collection[str], language: Language) -> str:
    """Return an escaped line with the words of these stems in bold.

    Words side by side are one run, also where a word that only holds them together stands between: "droit de premier".
    """
    runs: list[Span] = []
    joins = 0  # where a run may go on: its end, or that of a function word right behind it
    for match in WORD.finditer(line) if stems else ():
        start, end = match.span()
        known = frozenset(analyse(match.group(), language))
        goes_on = bool(runs) and line[joins:start] == " "
        if not known.isdisjoint(stems):
            runs.append(Span(runs.pop().start if goes_on else start, end))
            joins = end
        elif not known and goes_on and joins == runs[-1].end:
            joins = end
    for run in reversed(runs[:MOST_BOLD]):
        line = f"{line[: run.start]}**{run.of(line)}**{line[run.end :]}"
    return line


def _window(text: str, sentence: Span, language: Language, wanted: Collection[str], limit: int) -> Span:
    """Return the part of a sentence too long to show that has its first asked word well in view."""
    words = WORD.finditer(text, sentence.start, sentence.end)
    first = next((one.start() for one in words if not frozenset(analyse(one.group(), language)).isdisjoint(wanted)), 0)
    if first - sentence.start < limit // 2:
        return sentence
    space = text.rfind(" ", sentence.start, first - limit // 3)
    return Span(space + 1 if space >= 0 else first, sentence.end)
