"""Answers, refusals and passages as a person at a terminal reads them: quotes indented, sources numbered.

Words around an answer are in the question's language, those around passages in English. Colours are sparing: bold,
dim and one colour that shows on light and on dark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.answers.answer import Answer, Citation, Nearest, NoAnswer, quoted_lines
from bot.answers.shown.links import linkable
from bot.answers.values.spans import places_of
from bot.terminal.prose import Prose
from bot.terminal.records import Where, place
from bot.terminal.screen import link, one_line, visible
from bot.terminal.wording import shortened
from bot.texts import say
from bot.texts.dates import written_date
from corpus.article import Language

if TYPE_CHECKING:
    from index.hits import Hit, Standing
    from index.matching.ranking import Contributions

MARK = re.compile(r"\[\d+\]")
MARK_STYLE = "bold cyan"

NO_WORD = "None of these passages has a word of that; they are the nearest in meaning, however far."

LONGEST_QUESTION_SHOWN = 200  # code points: whoever asked knows the rest

LEAST_TOLD = 0.05  # of a score's parts: less is shown as nothing
LEGEND = (
    "#1 (2.345): rank and score. “words” looks for words of the question's own language, “across” for their "
    "translations, “dense” for the meaning of the whole, “pieces” for parts of words. “fused”: how likely a passage "
    "answers, beside the likeliest; the line below it, what each way added, “beside” being how a passage stands beside "
    "the others. More: sourcier search --help"
)


def render_answer(result: Answer | NoAnswer, where: Where) -> RenderableType:
    """Return the whole answer with its quotes and sources, or the refusal with what came nearest."""
    return _answer(result, where) if isinstance(result, Answer) else _refusal(result, where)


def answer_line(result: Answer | NoAnswer, where: Where) -> str:
    """Return how it was understood, the answer and its sources, or the refusal and the nearest titles, on one line."""
    read_as = f"{say(result.language, 'terminal.read_as', question=result.read_as)} · " if result.read_as else ""
    if isinstance(result, NoAnswer):
        titles = " · ".join(one_line(one.title) for one in result.nearest)
        nearest = say(result.language, "terminal.nearest") if titles else ""
        return one_line(f"{read_as}{result.text} {result.remark} {nearest} {titles}")
    sources = " · ".join(
        f"[{one.number}] {one.title}, {one.link or place(where, one.article_id)}" for one in result.sources
    )
    return one_line(f"{read_as}{result.text} {result.remark} {say(result.language, 'terminal.sources')} {sources}")


def _answer(answer: Answer, where: Where) -> RenderableType:
    parts: list[RenderableType] = []
    for part, citations in answer.in_parts():
        if part.question:
            parts.append(Prose(shortened(part.question, LONGEST_QUESTION_SHOWN), style="bold"))
        if part.read_as:
            parts.append(_read_as(part.read_as, answer.language))
        parts.append(_marked(part.said))
        parts += [Padding(_quote(citation), (1, 0, 0, 2)) for citation in citations]
        parts.append(Text(""))
    aside: list[RenderableType] = []
    if answer.origin != "extracted":
        aside.append(Text(say(answer.language, "terminal.written_by", origin=visible(answer.origin)), style="dim"))
    if answer.remark:
        aside.append(Prose(visible(answer.remark), style="dim"))
    parts += [*aside, Text("")] if aside else []
    parts.append(Text(say(answer.language, "terminal.sources"), style="bold"))
    sources = Table.grid(padding=(0, 1, 0, 0))
    sources.add_column(justify="right", no_wrap=True)
    sources.add_column(overflow="fold")
    for citation in answer.sources:
        about = _about(citation, citation.told_collection, citation.link, where, answer.language)
        sources.add_row(Text(f"[{citation.number}]", style=MARK_STYLE), about)
    parts.append(Padding(sources, (0, 0, 0, 1)))
    return Group(*parts)


def _refusal(refusal: NoAnswer, where: Where) -> RenderableType:
    parts: list[RenderableType] = []
    if refusal.read_as:
        parts.append(_read_as(refusal.read_as, refusal.language))
    parts.append(Prose(visible(refusal.text)))
    if refusal.remark:
        parts.append(Prose(visible(refusal.remark), style="dim"))
    if refusal.nearest:
        parts.append(Text("\n" + say(refusal.language, "terminal.nearest"), style="bold"))
        nearest = Table.grid(padding=(0, 1, 0, 0))
        nearest.add_column(no_wrap=True)
        nearest.add_column(overflow="fold")
        for one in refusal.nearest:
            about = _about(one, "", linkable(one.url), where, refusal.language)
            nearest.add_row("·", about)
        parts.append(Padding(nearest, (0, 0, 0, 1)))
        parts.append(Prose("\n" + say(refusal.language, "terminal.closest"), style="dim"))
    return Group(*parts)


def _read_as(question: str, language: Language) -> Text:
    """Return how a question was understood, in a line or two."""
    shown = shortened(question, LONGEST_QUESTION_SHOWN)
    return Prose(say(language, "terminal.read_as", question=shown), style="dim")


def _marked(text: str) -> Text:
    """Return `text` with its [n] marks set off."""
    marked = Prose(visible(text))
    marked.highlight_regex(MARK, MARK_STYLE)
    return marked


def _quote(citation: Citation) -> Text:
    """Return a quote in its language's marks, or a row by its columns, with its number, what answers in bold."""
    said = visible(citation.shown) if citation.columns else quoted_lines(visible(citation.quote), citation.language)
    line = Prose(said, style="italic")
    part = one_line(citation.answering)
    for at in places_of(part, line.plain)[:1]:
        line.stylize("bold", at, at + len(part))
    line.append(f" [{citation.number}]", style=f"{MARK_STYLE} not italic")
    return line


def _about(article: Citation | Nearest, collection: str, url: str | None, where: Where, language: Language) -> Text:
    """Return a title, and under it the date, the collection, and where to read the article: an address on its own."""
    about = Prose(one_line(article.title))
    about.append("\n")
    details = [written_date(article.published, language)] if article.published else []
    details += [one_line(collection)] if collection else []
    if details:
        about.append(" · ".join(details) + ("\n" if url else " · "), style="dim")
    about.append(link(url, place(where, article.article_id)))
    return about


def render_hits(hits: Sequence[Hit], where: Where, *, explain: bool, read_as: str = "") -> RenderableType:
    """Return the passages in order; with `explain`, what each way of matching said of each."""
    if not hits:
        return Text("No passage has anything to do with that.")
    parts: list[RenderableType] = []
    if read_as:
        parts += [_read_as(read_as, "en"), Text("")]
    if not any(hit.words or hit.across for hit in hits):
        parts += [Text(NO_WORD, style="bold"), Text("")]
    for hit in hits:
        title = Text(one_line(hit.article.title), style="bold")
        if hit.passage.heading:
            title = Text.assemble(title, f" › {one_line(hit.passage.heading)}")
        head = Table.grid(padding=(0, 2, 0, 0))  # so that a long title goes on below itself, not below its rank
        head.add_column(no_wrap=True)
        head.add_column(overflow="fold")
        head.add_row(Text(f"{hit.rank:>2}", style=MARK_STYLE), title)
        line = Text(f"{hit.article.language} · ", style="dim")
        if hit.article.published:
            line.append(f"{written_date(hit.article.published, 'en')} · ")
        line.append(link(hit.article.url, place(where, hit.article.id)))
        line.append(f" · {hit.passage.start}-{hit.passage.end}")
        if explain:
            parts += [head, Padding(line, (0, 0, 0, 4)), Padding(_explanation(hit), (0, 0, 0, 4))]
        else:
            parts += [head, Padding(line, (0, 0, 0, 4))]
        parts.append(Padding(Prose(visible(hit.text)), (0, 0, 1, 4)))
    if explain:
        parts.append(Prose(LEGEND, style="dim"))
    return Group(*parts)


def _explanation(hit: Hit) -> Text:
    ways = (("words", hit.words), ("across", hit.across), ("dense", hit.dense), ("pieces", hit.pieces))
    said = [f"{name} {_standing(standing)}" for name, standing in ways]
    said.append(f"fused {hit.fused:.4f}")
    if hit.reranked is not None:
        said.append(f"reranked {_standing(hit.reranked)}")
    if hit.alike:
        said.append(f"alike {hit.alike}")
    lines = ["   ".join(said)]
    reasons = _reasons(hit.because) if hit.because is not None else []
    if reasons:
        lines.append(f"{_why(hit)}: " + ", ".join(f"{name} {value:+.1f}" for name, value in reasons))
    return Text("\n".join(lines), style="cyan")


def _why(hit: Hit) -> str:
    """Return how the reasons of the fused score begin: they make a passage first only where it has the best one."""
    return "first because" if hit.rank == 1 and hit.fused == 1.0 and hit.reranked is None else "fused from"


def _reasons(because: Contributions) -> list[tuple[str, float]]:
    """Return what each part did for a passage, the strongest first; parts that did next to nothing are left out."""
    telling = [(name, value) for name, value in asdict(because).items() if abs(value) >= LEAST_TOLD]
    return sorted(telling, key=lambda one: -abs(one[1]))


def _standing(standing: Standing | None) -> str:
    return "-" if standing is None else f"#{standing.rank} ({standing.score:.3f})"
