"""`sourcier preview`: the real bot in a browser on this machine, in a Discord that is only simulated."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal.failures import FAILED, handled, report
from bot.terminal.options import CorpusOption, DataDirOption, settings_from
from bot.terminal.screen import Screen

if TYPE_CHECKING:
    from bot.settings import Settings

HOW_TO = """\
Open {url}
in a browser on this machine, and type /ask, or a mention of the bot: {mention} and your question.
“Viewing as” makes you another person. Ctrl-C leaves."""


@handled
def preview(
    port: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, max=65535, help="The port on this machine alone. Without it: any that is free."
        ),
    ] = None,
    corpus: CorpusOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Try the real bot in your browser, in a simulated Discord: no token, no account, no network.

    Needs the packages of an extra: from Sourcier's folder, run .venv/bin/pip install -e '.[preview]'. Nothing of it
    reaches the real Discord.
    """
    from bot.discord_app.previewing import PreviewError, require_packages, run_preview

    settings, screen = settings_from(corpus, data_dir), Screen()
    try:
        require_packages()
        _build(settings, screen)
        run_preview(settings, port, lambda url, mention: screen.line(HOW_TO.format(url=url, mention=mention)))
    except PreviewError as error:
        report(str(error))
        raise typer.Exit(FAILED) from None


def _build(settings: Settings, screen: Screen) -> None:
    """Have an index that can be copied for the preview; what it was opened with does not outlive that."""
    from bot.terminal.indexing import build_if_unusable
    from bot.wiring import CorpusParts, Desk

    with closing(Desk(settings, CorpusParts(settings))) as desk:
        build_if_unusable(desk, screen)
