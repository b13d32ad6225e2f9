"""The two streams of a command, safe to print anything on.

On a terminal, text is wrapped at its width and styled sparingly; in a pipe it is plain, and a paragraph stays on
one line so that `grep` finds it. Control characters never reach a terminal: articles are data.
"""

from __future__ import annotations

import io
import logging
import os
import sys
from pathlib import Path
from typing import Literal, TextIO, cast

from rich.console import Console, Group, RenderableType
from rich.style import Style
from rich.text import Text

from bot.terminal.logs import LoggedLines

READING_WIDTH = 100  # columns; longer lines of prose are tiring to read
PIPE_WIDTH = 100_000  # columns; in effect no wrapping

# C0 and C1 controls except line feed and tab, and the marks that reorder text on screen (Unicode TR 36).
CONTROLS = (*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0))
REORDERING = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
HIDDEN = dict.fromkeys((*CONTROLS, *REORDERING))


def prepare_streams() -> None:
    """Make the standard streams UTF-8, whatever the locale; what cannot be written is escaped, not fatal.

    A stream that was closed before the start (`>&-`) leads nowhere.
    """
    sys.stdout = sys.stdout or _nowhere("w")
    sys.stderr = sys.stderr or _nowhere("w")
    sys.stdin = sys.stdin or _nowhere("r")
    for stream, errors in ((sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace"), (sys.stdin, "replace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def _nowhere(mode: Literal["r", "w"]) -> TextIO:
    return Path(os.devnull).open(mode, encoding="utf-8")  # closed by the end of the process


def visible(text: str) -> str:
    """Return `text` without what would steer a terminal."""
    return text.translate(HIDDEN)


def one_line(text: str) -> str:
    """Return `text` on one line, every run of spaces as one."""
    return " ".join(visible(text).split())


def readable(text: str) -> str:
    """Return `text` as proper Unicode: bytes of an argument that were not UTF-8 become replacement marks."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


class Screen:
    """Standard output for results, standard error for the rest."""

    def __init__(self, *, logged: bool = False) -> None:
        """With `logged`, what is no result goes to the log instead, a record a line."""
        self.results = console_on(sys.stdout)
        self.notes = console_on(LoggedLines(logging.getLogger("sourcier")) if logged else sys.stderr)

    def show(self, *renderables: RenderableType, wide: bool = False) -> None:
        """Print results; `wide` ones, such as tables, may take the terminal's whole width."""
        show_on(self.results, *renderables, wide=wide)

    def note(self, text: str, *, style: str = "dim") -> None:
        """Print one sentence that is not a result."""
        show_on(self.notes, Text(visible(text), style=style))

    def line(self, text: str) -> None:
        """Print one line of a machine's or a conversation's output, and hand it over at once."""
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


def console_on(stream: TextIO | LoggedLines) -> Console:
    """Return a console on `stream`, as wide as its terminal; in a pipe as wide as need be."""
    console = Console(file=cast("TextIO", stream), highlight=False, markup=False, emoji=False, soft_wrap=False)
    if not console.is_terminal:
        console.width = PIPE_WIDTH
    return console


def show_on(console: Console, *renderables: RenderableType, wide: bool = False) -> None:
    """Print on `console`, not wider than is good to read; in a pipe without spaces that only fill a table's cells."""
    together = Group(*renderables)  # printed one by one, texts would be joined into one that wraps as rich does
    if console.is_terminal:
        console.print(together, width=None if wide else min(console.width, READING_WIDTH))
        return
    with console.capture() as captured:
        console.print(together)
    for line in captured.get().splitlines():
        console.file.write(line.rstrip() + "\n")
    console.file.flush()


def link(url: str | None, path: Path) -> Text:
    """Return an address as text that a terminal can open; without one, the file's path."""
    if url:
        return Text(one_line(url), style=Style(dim=True, link=visible(url)))
    return Text(one_line(str(path)), style=Style(dim=True, link=path.as_uri()))
