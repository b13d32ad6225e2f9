"""Articles as a person at a terminal sees them: a table, one of them, what was dropped, what cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.terminal.records import word_count
from bot.terminal.screen import link, one_line, visible
from bot.terminal.wording import counted
from bot.texts.dates import written_date
from corpus.article import Article
from corpus.endings import SPOKEN_ENDINGS

if TYPE_CHECKING:
    from corpus.library import Inspection, Problem

FACTS_WIDTH = 27  # columns of a language, a date and a number of words, with what parts them from each other
MOST_PROBLEMS = 10  # named where they are not what was asked for
TITLE_WIDTH = 16  # columns; a title in fewer is a column of single words


def render_articles(inspections: Sequence[Inspection]) -> RenderableType:
    """Return a table of articles: id, language, date, words, title.

    Ids are there to be copied: on a narrow terminal titles take several lines, and stand below the ids on one where
    the table would leave them too little room.
    """
    return _Articles([one.article for one in inspections])


@dataclass(frozen=True, slots=True)
class _Articles:
    """Articles as a table, or one below the other, as the width allows."""

    articles: Sequence[Article]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        longest = max((cell_len(one_line(one.id)) for one in self.articles), default=0)
        roomy = options.max_width >= longest + FACTS_WIDTH + TITLE_WIDTH
        yield _article_table(self.articles) if roomy else _article_stack(self.articles)


def _article_table(articles: Sequence[Article]) -> RenderableType:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", expand=True)
    table.add_column("Article", overflow="fold")
    table.add_column("Lang", no_wrap=True)
    table.add_column("Date", no_wrap=True)
    table.add_column("Words", justify="right", no_wrap=True)
    table.add_column("Title", overflow="fold", ratio=1)
    for article in articles:
        table.add_row(
            Text(one_line(article.id)),
            article.language,
            article.published.isoformat() if article.published else Text("-", style="dim"),
            f"{word_count(article.text):,}",
            Text(one_line(article.title)),
        )
    return table


def _article_stack(articles: Sequence[Article]) -> RenderableType:
    rows: list[RenderableType] = []
    for article in articles:
        facts = [article.language, counted(word_count(article.text), "word"), one_line(article.title)]
        if article.published:
            facts.insert(1, article.published.isoformat())
        rows += [Text(one_line(article.id), overflow="fold"), Padding(Text(" · ".join(facts)), (0, 0, 0, 2))]
    return Group(*rows)


def render_article(inspection: Inspection, path: Path) -> RenderableType:
    """Return one article as it is answered from: what is known of it, then the cleaned text."""
    article = inspection.article
    text = Text(visible(article.text))
    if text.plain == article.text:  # else something invisible was taken out, and the headings' offsets are off
        for heading in article.headings:
            text.stylize("bold", heading.start, heading.end)
    return Group(_head(article, path), Text(""), text)


def render_dropped(inspection: Inspection, path: Path) -> RenderableType:
    """Return each line that cleaning dropped, with its number in the file's text and the reason."""
    head = _head(inspection.article, path)
    if not inspection.dropped:
        return Group(head, Text("\nCleaning dropped nothing."))
    rows = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    rows.add_column("Line", justify="right", no_wrap=True)
    rows.add_column("Why", overflow="fold")
    rows.add_column("What", overflow="fold")
    for line in inspection.dropped:
        rows.add_row(str(line.number), Text(one_line(line.reason)), Text(one_line(line.text)))
    return Group(head, Text(""), rows)


def _head(article: Article, path: Path) -> Text:
    head = Text(one_line(article.title), style="bold")
    facts = [article.language, counted(word_count(article.text), "word"), f"collection {one_line(article.collection)}"]
    if article.published:
        facts.insert(1, written_date(article.published, "en"))
    head.append("\n" + " · ".join(facts), style="not bold dim")
    head.append("\n").append(link(article.url, path))
    if article.url:
        head.append(f"\n{one_line(str(path))}", style="not bold dim")
    return head


def nothing_here(folder: Path, problems: Sequence[Problem]) -> str:
    """Return that a folder has no article that can be read, and what to do about it."""
    what = "No article that can be read is" if problems else "There is no article"
    return f"{what} in {folder}. Put {SPOKEN_ENDINGS} files there, or name another folder with --corpus."


def render_first_problems(problems: Sequence[Problem]) -> RenderableType:
    """Return the first `MOST_PROBLEMS` that could not be read below an empty line, and what names the others."""
    parts: list[RenderableType] = [Text(""), render_problems(problems, most=MOST_PROBLEMS)]
    if len(problems) > MOST_PROBLEMS:
        more = f"and {len(problems) - MOST_PROBLEMS:,} more; `sourcier corpus check` names all"
        parts.append(Padding(Text(more), (0, 0, 0, 2)))
    return Group(*parts)


def render_problems(
    problems: Sequence[Problem], what: str = "could not be read", *, most: int | None = None
) -> RenderableType:
    """Return what could not be read, or whatever else is the matter, each with its reason; a file may have several.

    With `most`, all are counted and the first are named.
    """
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(overflow="fold")
    rows.add_column(overflow="fold")
    for problem in problems[:most]:
        rows.add_row(Text(one_line(problem.path)), Text(one_line(problem.reason)))
    head = f"{counted(len({problem.path for problem in problems}), 'file')} {what}:"
    return Group(Text(head, style="bold"), Padding(rows, (0, 0, 0, 2)))
