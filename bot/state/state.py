"""The state: every book, over one database."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from bot.state.answers import AnswerBook
from bot.state.database import Database
from bot.state.feedback import FeedbackBook, GapBook
from bot.state.keeping import ForgetArticles, ServerBook, purge
from bot.state.marks import MarkBook
from bot.state.nouns import Purged, Retention
from bot.state.opening import open_database
from bot.state.people import PeopleBook
from bot.state.records import AuditBook, BuildBook, GoldenBook
from bot.state.searches import SearchBook
from bot.state.settings import SettingsBook
from bot.state.use import UseBook


class State:
    """What the bot remembers. Make it with `open`, end it with `close`. Used from one event loop.

    Every method of its books raises StateError where the database refuses or is gone.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.settings = SettingsBook(database)
        self.answers = AnswerBook(database)
        self.searches = SearchBook(database)
        self.feedback = FeedbackBook(database)
        self.gaps = GapBook(database)
        self.use = UseBook(database)
        self.audit = AuditBook(database)
        self.golden = GoldenBook(database)
        self.builds = BuildBook(database)
        self.marks = MarkBook(database)
        self.people = PeopleBook(database)
        self.servers = ServerBook(database, self.settings)

    @classmethod
    async def open(cls, address: str, *, make: bool = True) -> Self:
        """Open the state at an address, `sqlite:///path` or `postgresql://…`, and bring its tables up to date.

        Without `make`, a file that is not there yet is an error.

        Raises:
            StateError: it cannot be opened.
        """
        return cls(await open_database(address, make=make))

    async def purge(
        self, retention: Retention, now: datetime, *, forget_articles: ForgetArticles | None = None
    ) -> Purged:
        """Delete what is older than it is kept, and servers that were left long ago; return how much that was.

        `forget_articles` deletes the files of such a server; one that it could not do is tried again at the next purge.
        """
        return await purge(self._database, self.servers, retention, now, forget_articles)

    async def close(self) -> None:
        """Close the database."""
        await self._database.close()
