"""A sign of life for whoever watches the process from outside: a file that is touched while the bot hears Discord.

Its age says it all, and a look at it costs nothing, where a process that asks would load all of Sourcier each time.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from discord.ext import tasks

from bot.discord_app.measuring import is_connected

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier

CONNECTED = "connected"  # the file's name in the data folder; the Dockerfile's HEALTHCHECK looks at it
BEAT_S = 20.0  # a few of them within the two minutes that HEALTHCHECK grants


class Heartbeat:
    """Touches `file` while the bot is connected; None touches nothing."""

    def __init__(self, bot: Sourcier, file: Path | None) -> None:
        self._bot = bot
        self._file = file

    def start(self) -> None:
        """Begin, if it has not begun: Discord says anew that all is ready after each lost connection."""
        if self._file is not None and not self.beat.is_running():
            self.beat.start()

    def stop(self) -> None:
        """End, and leave no sign of a life that is over."""
        self.beat.cancel()
        if self._file is not None:
            with suppress(OSError):
                self._file.unlink(missing_ok=True)

    @tasks.loop(seconds=BEAT_S)
    async def beat(self) -> None:
        """Give one sign, if the bot hears Discord."""
        if self._file is not None and is_connected(self._bot):
            with suppress(OSError):  # the state lies on the same disk, and says what is wrong with that
                await asyncio.to_thread(self._file.touch)
