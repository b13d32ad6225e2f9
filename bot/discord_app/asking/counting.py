"""One question as a server's limits count it: taken before it is answered, given back where nothing came of it.

Where the database fails, people still get their answer, uncounted.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.discord_app.failures import RefusedError
from bot.discord_app.rights import Person
from bot.state.errors import StateError
from bot.state.nouns import Limit, ServerSettings

if TYPE_CHECKING:
    from bot.discord_app.asking.pipeline import Pipeline
    from bot.state.use import UseBook

TAKEN_WITHIN_S = 0.8  # of the second within which people see that their question has arrived


class Counting:
    """The count of one question. Used from one event loop."""

    def __init__(self, pipeline: Pipeline, book: UseBook, person: Person, settings: ServerSettings) -> None:
        self._pipeline = pipeline
        self._book = book
        self._person = person
        self._settings = settings
        self._day = datetime.now(UTC).date()
        self._taking: asyncio.Task[bool] | None = None
        self._given_back = False

    async def refused_soon(self) -> None:
        """Wait a moment, where there are limits, for what is usually done at once: a refusal is for its asker alone.

        Raises:
            RefusedError: a limit is reached, and that is known within the moment.
        """
        if self._settings.person_limit or self._settings.daily_limit:
            taking = self._begun()
            done, _ = await asyncio.wait([taking], timeout=TAKEN_WITHIN_S)
            if done:
                taking.result()

    async def taken(self) -> None:
        """Return once the question is counted.

        Raises:
            RefusedError: the person or the server has asked as much today as the server's settings allow.
        """
        await self._begun()

    async def give_back(self) -> None:
        """Count the question no more, if it still is."""
        taking = self._taking
        if taking is None or self._given_back:
            return
        await asyncio.wait([taking])
        self._given_back = True
        if not taking.cancelled() and taking.exception() is None and taking.result():
            person = self._person
            await self._pipeline.attempt(self._book.give_back(person.guild_id, person.id, self._day))

    def _begun(self) -> asyncio.Task[bool]:
        if self._taking is None:
            self._taking = asyncio.create_task(self._take())
            # Heard, should nobody wait any more.
            self._taking.add_done_callback(lambda done: done.cancelled() or done.exception())
        return self._taking

    async def _take(self) -> bool:
        limit: Limit | None = None
        settings = self._settings
        try:
            limit = await self._book.take(
                self._person.guild_id,
                self._person.id,
                self._day,
                person_limit=settings.person_limit,
                daily_limit=settings.daily_limit,
            )
        except StateError as error:
            self._pipeline.failed(error)
            return False
        self._pipeline.worked()
        if limit is not None:
            raise RefusedError(f"discord.limit.{limit.of}", most=limit.most, ends=_end_of(self._day))
        return True


@asynccontextmanager
async def counting(
    pipeline: Pipeline, book: UseBook, person: Person, settings: ServerSettings
) -> AsyncIterator[Counting]:
    """Give the count of a question that is answered within the block; an error that ends the block gives it back."""
    count = Counting(pipeline, book, person, settings)
    try:
        yield count
    except BaseException:
        await count.give_back()
        raise


def _end_of(day: date) -> str:
    """Return when a day ends, as each reader's client writes it in their language."""
    tomorrow = datetime.combine(day + timedelta(days=1), time(), UTC)
    return f"<t:{int(tomorrow.timestamp())}:R>"
