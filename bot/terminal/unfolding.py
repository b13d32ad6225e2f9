"""An answer on the screen while a chat model is still writing it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.constrain import Constrain
from rich.live import Live

from bot.answers.answer import Answer, OnPart
from bot.terminal.answers import render_answer
from bot.terminal.records import Where
from bot.terminal.screen import READING_WIDTH, Screen


@contextmanager
def unfolding_on(screen: Screen, where: Where, *, wanted: bool = True) -> Iterator[OnPart | None]:
    """Yield what shows an answer so far; what it shows is gone at the end, where the whole answer is printed.

    Yields None where nobody watches: results go to a file or a program, or are not `wanted` so.
    """
    if not (wanted and screen.results.is_terminal):
        yield None
        return
    live = Live(console=screen.results, auto_refresh=False, transient=True)

    def show(part: Answer) -> None:
        live.start()  # where it has not begun
        live.update(Constrain(render_answer(part, where), READING_WIDTH), refresh=True)

    try:
        yield show
    finally:
        live.stop()
