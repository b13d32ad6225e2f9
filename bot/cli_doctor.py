"""`sourcier doctor`: what is wrong with this installation, and the remedy. Starts where other commands stop."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.terminal.failures import FAILED, handled
from bot.terminal.options import CorpusOption, DataDirOption, JsonOption
from bot.terminal.screen import Screen


@handled
def doctor(
    online: Annotated[
        bool,
        typer.Option("--online", help="Ask Discord about the token, and the chat model for one word, which costs it."),
    ] = False,
    corpus: CorpusOption = None,
    data_dir: DataDirOption = None,
    json: JsonOption = False,
) -> None:
    """Say what is wrong with this installation, and the remedy; change nothing.

    Looks at Python, packages, settings, the token's looks, articles, disk, models and index. The exit status is 1 where
    something is broken, else 0. Reaches no network without --online, and never shows a token or a key.
    """
    from bot.doctor.checkup import checkup, examine
    from bot.doctor.finding import worst
    from bot.settings import read_what_can_be
    from bot.terminal.findings import render_findings
    from bot.terminal.records import as_line, of_findings

    reading, screen = read_what_can_be(corpus=corpus, data_dir=data_dir), Screen()
    findings = list(examine(checkup(reading, online=online)))
    if json:
        screen.line(as_line(of_findings(findings)))
    else:
        screen.show(render_findings(findings))
    if worst(findings) == "broken":
        raise typer.Exit(FAILED)
