"""One bot in one simulated Discord, on which several tests go the same way, each as if it were the first.

To start a bot takes longer than most ways. Each test has a server and people of its own, and a bot that remembers
nothing but what it is registered for. A bot that is still at something, or of which a test failed, is not used again.
"""

import shutil
import sqlite3
from contextlib import closing
from functools import partial

from simcord import Env
from sqlalchemy import delete

from bot.discord_app.client import Sourcier
from bot.discord_app.collecting.shelf import Shelf
from bot.state import State
from bot.state.tables import MARKS, METADATA
from corpus.fetching import FetchedPage
from tests.bot.discord.fakes import FOR_EVER, FakeDesk, FakeRebuild, World
from tests.bot.discord.ways.play import LINK, MARMOTS, Play, furnish

DELETED = ";".join(str(delete(table)) for table in METADATA.tables.values() if table is not MARKS)
EMPTIED = f"PRAGMA synchronous=OFF; BEGIN; {DELETED}; COMMIT"  # nothing of a test has to survive a power cut
UNSEEN = "what the bot did not foresee, and the test did not look at"


class Stage:
    """The bot, what it works with, and the simulated Discord, in `folder`; `new_state` is a state without content."""

    def __init__(self, folder, new_state) -> None:
        self.desk = FakeDesk()
        self.rebuild = FakeRebuild(self.desk)
        self.pages = {}  # what links lead to
        self.state_file = shutil.copy(new_state, folder / "state.sqlite")
        self.shelf = Shelf(folder / "servers", fetch=self._fetch)
        self.bot = None
        self.env = None  # while a bot is started
        self._seen = 0  # errors of the bot

    async def _fetch(self, url):
        return FetchedPage(url, "marmots.md", ".md", self.pages[url])

    def _make_bot(self):
        open_state = partial(State.open, f"sqlite:///{self.state_file}")
        return Sourcier(self.desk, self.rebuild, open_state, self.shelf, threads=4, retention=FOR_EVER)

    async def open(self):
        """Forget what was done, and start a bot unless there is one; return the simulated Discord."""
        self.clear()
        if self.env is None:
            self.bot = self._make_bot()
            self.env, self._seen = Env(self.bot), 0
            await self.env.start()
            self.rebuild.waiting = partial(self.env.external_wait, reason="the child builds")
        return self.env

    async def restart(self):
        """Have another process take over."""
        before, self.bot = self.bot, self._make_bot()
        await self.env.restart_bot(self.bot)
        await _end(before)

    def clear(self):
        """Forget what was done, and lay out anew what there is to work with."""
        for thing, fresh in ((self.desk, FakeDesk()), (self.rebuild, FakeRebuild(self.desk))):
            vars(thing).update({name: value for name, value in vars(fresh).items() if name not in {"desk", "waiting"}})
        furnish(self.desk)
        with closing(sqlite3.connect(self.state_file)) as remembered:
            remembered.executescript(EMPTIED)
        self.pages[LINK] = MARMOTS
        for path in [one for one in self.shelf.servers.rglob("*") if one.is_file()]:
            path.unlink()

    def play(self):
        """Return somebody who does things, in a server of their own."""
        return Play(self, World(self.env))

    async def leave(self, play):
        """Let the bot come to rest and take it out of that server, so that it stands in one at a time."""
        await self.env.settle()
        self.env.backend.remove_guild(play.world.guild.id)
        await self.env.settle()

    def unseen(self):
        """Return the errors of the bot that came since this was asked last."""
        came = self.env.errors_since(self._seen)
        self._seen += len(came)
        return came

    async def close(self):
        """End the bot, if there is one. What it raises in the end is raised."""
        if self.env is None:
            return
        await self.env.shutdown()
        await _end(self.bot)
        came, self.env = self.unseen(), None
        if came:
            raise ExceptionGroup(UNSEEN, came)


async def _end(bot):
    bot.thinking.close()
    await bot.state.close()
