"""The glossary as a person at a terminal sees it: a table of terms, or one term with every place that explains it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.terminal.screen import PIPE_WIDTH, one_line
from bot.terminal.wording import counted, shortened

if TYPE_CHECKING:
    from bot.wiring import Listing
    from index.glossaries.meanings import Meaning

LONGEST_SHOWN = 150  # code points of a defining sentence in the table; the term itself shows it whole


class _Terms(Table):
    """A table that shares a terminal's width out among its columns, and in a pipe is as wide as what it holds."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        self.expand = options.max_width < PIPE_WIDTH
        yield from super().__rich_console__(console, options)


def render_listing(listing: Listing) -> RenderableType:
    """Return a table of terms, a row a meaning, with the first article that gives it; then how many there are."""
    if not listing.entries:
        return Text("The articles explain no term that I recognise.")
    table = _Terms(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Term", overflow="fold", max_width=28)
    table.add_column("Means", overflow="fold", ratio=3)
    table.add_column("Lang", no_wrap=True)
    table.add_column("Where", overflow="fold", ratio=2)
    for entry in listing.entries:
        for number, meaning in enumerate(entry.meanings):
            table.add_row(
                Text(one_line(entry.term) if number == 0 else "", style="bold"),
                Text(shortened(meaning.text, LONGEST_SHOWN)),
                " ".join(meaning.languages),
                Text(_where(meaning, listing.titles), style="dim"),
            )
    left = listing.total - len(listing.entries)
    more = f"; {left:,} more with --limit {listing.total}" if left else ""
    return Group(table, Text(f"\n{counted(len(listing.entries), 'term')}{more}.", style="dim"))


def render_entry(listing: Listing) -> RenderableType:
    """Return one term with its meanings, each with the articles that give it."""
    lines: list[RenderableType] = []
    for entry in listing.entries:
        lines.append(Text(one_line(entry.term), style="bold"))
        for meaning in entry.meanings:
            said = Text(one_line(meaning.text))
            count = counted(meaning.articles, "article")
            said.append(f" ({', '.join(meaning.languages)}; {count})", style="dim")
            lines.append(Padding(said, (0, 0, 0, 2)))
            titles = dict.fromkeys(listing.titles[place.article_id] for place in meaning.places)
            lines += [Padding(Text(one_line(title), style="dim"), (0, 0, 0, 4)) for title in titles]
    return Group(*lines)


def render_absent(term: str, nearest: Sequence[str]) -> RenderableType:
    """Return that the articles do not explain `term`, and which terms like it they do."""
    shown = one_line(term)
    absent = f"The articles have no definition of {shown} that I recognise."
    return Text(f"{absent} Nearest: {', '.join(map(one_line, nearest))}." if nearest else absent)


def _where(meaning: Meaning, titles: Mapping[str, str]) -> str:
    more = f" and {meaning.articles - 1} more" if meaning.articles > 1 else ""
    return one_line(titles[meaning.places[0].article_id]) + more
