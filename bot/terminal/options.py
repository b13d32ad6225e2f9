"""The options that commands share, and the settings that come of them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal.logs import log_to_stderr
from bot.terminal.screen import visible

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.terminal.records import Shelves

CorpusOption = Annotated[
    str | None,
    typer.Option(metavar="FOLDER", help="The folder of articles. Without it: SOURCIER_CORPUS, else the shipped ones."),
]
DataDirOption = Annotated[
    str | None,
    typer.Option(
        metavar="FOLDER",
        help="Where indexes, the log and what the bot keeps lie. Without it: SOURCIER_DATA_DIR, else your data folder.",
    ),
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
    """Return the settings, with a note on lines of `.env` that set nothing and on names that are no settings.

    Raises:
        SettingsError: a value is wrong.
        NothingDoneError: the data folder is none.
    """
    from bot.settings import load_settings, odd_lines_told, unknown_names

    settings = load_settings(corpus=corpus, data_dir=data_dir)
    _check_data_folder(settings.data_dir)
    for sentence in (*odd_lines_told(), *unknown_names()):
        print(visible(f"sourcier: {sentence}"), file=sys.stderr)
    if settings.log_level == "debug":
        log_to_stderr(settings)
    return settings


def _check_data_folder(folder: Path) -> None:
    """Refuse a data folder in whose place, or above it, something else stands.

    Raises:
        NothingDoneError: it does.
    """
    from bot.terminal.failures import NothingDoneError

    there = next((one for one in (folder, *folder.absolute().parents) if os.path.lexists(one)), folder)
    if os.path.lexists(there) and not there.is_dir():
        what = "a file" if there.is_file() else "no folder"
        where = f"{folder} is {what}" if there == folder else f"{folder} cannot be made: {there} is {what}"
        msg = (
            f"{where}, and a folder for indexes and the log was wanted; move it away, or name another with --data-dir "
            "or SOURCIER_DATA_DIR"
        )
        raise NothingDoneError(msg)


def shelves_of(settings: Settings) -> Shelves:
    """Return where the files of the articles lie that questions are answered from."""
    from bot.terminal.records import Shelves
    from bot.wiring import servers_folder

    return Shelves(settings.corpus, servers_folder(settings))
