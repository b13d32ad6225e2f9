"""The settings: a `.env` file that cannot be read or that others can read, names and values that are wrong."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.doctor.finding import Finding, broken, fine, warning
from bot.settings import ENV_FILE, Reading, holds_secret, odd_lines, spoken_lines

SMALLEST_ID = 10**16  # Discord's ids hold their time; those from before its first server are smaller


def env_file(reading: Reading, path: Path = Path(ENV_FILE)) -> Iterator[Finding]:
    """Look at the file of settings, where there is one."""
    if path.is_dir():
        yield broken("env-folder", f"{path} is a folder.", f"Remove it, and write the settings into a file {path}.")
        return
    if not path.exists():
        yield fine("env-file", f"No {ENV_FILE} file here; the settings come from the environment")
        return
    if reading.env_file_problem is not None:
        yield broken(
            "env-unreadable",
            f"{path.resolve()} cannot be read: {reading.env_file_problem}.",
            f"Save it as UTF-8 text, and let Sourcier's user read it: `chown` and `chmod 600 {ENV_FILE}`.",
        )
        return
    mode = path.stat().st_mode
    secrets = sorted(name for name in reading.in_env_file if holds_secret(name))
    if secrets and mode & (stat.S_IROTH | stat.S_IWOTH):
        yield warning(
            "env-open",
            f"Everybody on this machine can read {path.resolve()}, which holds {', '.join(secrets)}.",
            f"Run `chmod 600 {ENV_FILE}`. If others use this machine, reset the token too.",
        )
    odd = odd_lines()
    if odd:
        yield warning(
            "env-line",
            f"{ENV_FILE}, {spoken_lines(odd)}: not a setting, and passed over.",
            "Write NAME=value, with quotes around a value that holds spaces, or # before a comment.",
        )
    if reading.hidden:
        yield warning(
            "env-hidden",
            f"The environment gives another value than {ENV_FILE} to {', '.join(reading.hidden)}, and goes first.",
            f"Unset it in the environment, or take it out of {ENV_FILE}.",
        )
    yield fine("env-file", f"{ENV_FILE} is read")


def values(reading: Reading) -> Iterator[Finding]:
    """Look at what the settings say."""
    for sentence in reading.wrong:
        yield broken("setting-wrong", f"{sentence}.", "Give it such a value, or take it out.")
    if not reading.wrong:
        yield fine("settings", "Every setting has a value that makes sense")


def names(sentences: Iterable[str]) -> Iterator[Finding]:
    """Look at names that look like settings and are none; `bot.settings.unknown_names` has the sentences."""
    for sentence in sentences:
        found, _, hint = sentence.partition("; ")
        yield warning("setting-unknown", f"{found.rstrip('.')}.", f"{hint[:1].upper()}{hint[1:]}" or "Take it out.")


def guild(guild_id: int | None) -> Iterator[Finding]:
    """Look whether the id of a server can be one."""
    if guild_id is not None and guild_id < SMALLEST_ID:
        yield broken(
            "guild-id",
            f"SOURCIER_GUILD_ID is {guild_id}, which is too small for a server's id.",
            "Turn on Developer Mode in Discord's settings, then right-click the server and choose Copy Server ID.",
        )
