"""The options that commands share, and the settings that come of them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal.logs import log_to_stderr

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.terminal.records import Shelves

CorpusOption = Annotated[
    str | None,
    typer.Option(metavar="FOLDER", help="The folder of articles. Without it: the shipped articles."),
]
DataDirOption = Annotated[
    str | None,
    typer.Option(metavar="FOLDER", help="Where indexes and the log lie. Without it: your data folder."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for machines, one object a line.")]
NoUpdateOption = Annotated[
    bool, typer.Option("--no-update", help="Answer from the index as it is, even if articles have changed.")
]
ServerOption = Annotated[
    int | None,
    typer.Option(
        "--server",
        min=1,
        metavar="ID",
        help="Answer as in this Discord server: from its own articles too, not the shared ones alone.",
        show_default=False,
    ),
]


def settings_from(corpus: str | None, data_dir: str | None) -> Settings:
    """Return the settings, with a note on each name that looks like a setting and is none.

    Raises:
        SettingsError: a value is wrong.
    """
    from bot.settings import load_settings, unknown_names

    settings = load_settings(corpus=corpus, data_dir=data_dir)
    for sentence in unknown_names():
        print(f"sourcier: {sentence}", file=sys.stderr)
    if settings.log_level == "debug":
        log_to_stderr(settings)
    return settings


def shelves_of(settings: Settings) -> Shelves:
    """Return where the files of the articles lie that questions are answered from."""
    from bot.terminal.records import Shelves
    from bot.wiring import servers_folder

    return Shelves(settings.corpus, servers_folder(settings))
