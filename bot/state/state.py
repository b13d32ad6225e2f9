"""The state: every book, over one database."""

from __future__ import annotations

from typing import Self

from bot.state.answers import AnswerBook
from bot.state.database import Database, open_database
from bot.state.feedback import FeedbackBook, GapBook
from bot.state.marks import MarkBook
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

    @classmethod
    async def open(cls, address: str) -> Self:
        """Open the state at an address, `sqlite:///path` or `postgresql://…`, and bring its tables up to date.

        Raises:
            StateError: it cannot be opened.
        """
        return cls(await open_database(address))

    async def close(self) -> None:
        """Close the database."""
        await self._database.close()
