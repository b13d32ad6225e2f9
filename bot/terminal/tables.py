"""Tables of figures, of which a narrow terminal clips none: names are folded, and then intervals left out."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, JustifyMethod, RenderableType, RenderResult
from rich.table import Table

UNLIMITED = 10_000  # columns: no table needs more
LEAST_NAME = 12  # columns of a column of names that is folded; in fewer, words are


def natural_width(table: Table, console: Console, options: ConsoleOptions) -> int:
    """Return how many columns `table` takes where it has all it wants."""
    return console.measure(table, options=options.update(max_width=UNLIMITED)).maximum


class Figures:
    """A table whose first columns are names, and whose columns without a heading behind them are intervals."""

    def __init__(self, *headings: str, names: int = 1, left: int = 2, gap: int = 2) -> None:
        """The first `names` columns may be folded; the first `left` begin at the left; `gap` spaces part all."""
        self._headings = headings
        self._names = names
        self._left = left
        self._gap = gap
        self._rows: list[tuple[RenderableType, ...] | None] = []  # None ends a section

    def add_row(self, *cells: RenderableType) -> None:
        """Add a row, which may be shorter than the headings."""
        self._rows.append(cells)

    def add_section(self) -> None:
        """Part what follows from what is there."""
        self._rows.append(None)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield all columns where they have room, else those that are no intervals."""
        every = range(len(self._headings))
        parts = (self._table(some) for some in (every[: self._names], every[self._names :]))
        names, figures = (natural_width(part, console, options) for part in parts)
        least = min(names, self._names * LEAST_NAME) + self._gap + figures
        told = [place for place in every if self._headings[place] or place < self._left]
        yield self._table(every if least <= options.max_width else told)

    def _table(self, columns: Iterable[int]) -> Table:
        shown = tuple(columns)
        table = Table(box=None, pad_edge=False, padding=(0, self._gap, 0, 0), header_style="bold")
        for place in shown:
            justify: JustifyMethod = "left" if place < self._left else "right"
            table.add_column(self._headings[place], no_wrap=place >= self._names, overflow="fold", justify=justify)
        for row in self._rows:
            if row is None:
                table.add_section()
            else:
                table.add_row(*(row[place] for place in shown if place < len(row)))
        return table
