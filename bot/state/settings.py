"""What each server has chosen. Read from memory after the first time; this process is the only one that writes."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Executable, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.database import Database
from bot.state.nouns import Deed, ServerSettings
from bot.state.records import written_down
from bot.state.tables import SETTINGS

NAMES = tuple(one.name for one in fields(ServerSettings))

_SHAPE = TypeAdapter(ServerSettings)


class SettingsBook:
    """The settings of all servers."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[int, ServerSettings] = {}
        self._changes = 0
        self._changed: set[int] = set()  # servers whose settings are to be read anew
        self._all_known = False  # then a server that is not among them has chosen nothing

    async def load(self) -> None:
        """Read the settings of every server, after which the database is needed for changes alone."""
        async with self._database.reading() as connection:
            rows = (await connection.execute(select(SETTINGS.c.guild_id, SETTINGS.c.name, SETTINGS.c.value))).all()
        values: dict[int, dict[str, Any]] = {}
        for guild_id, name, value in rows:
            values.setdefault(guild_id, {})[name] = value
        # What was read here may be what was before a change; what is known already is as it is now.
        read = {one: _settings(chosen) for one, chosen in values.items() if one not in self._changed}
        self._known = {**read, **self._known}
        self._all_known = True

    async def of(self, guild_id: int | None) -> ServerSettings:
        """Return a server's settings; the defaults for direct messages, and for what this version cannot read."""
        if guild_id is None:
            return ServerSettings()
        if guild_id not in self._known:
            sure = self._all_known and guild_id not in self._changed
            return ServerSettings() if sure else await self._read(guild_id)
        return self._known[guild_id]

    async def set(self, guild_id: int, name: str, value: object, deed: Deed | None = None) -> ServerSettings:
        """Set one setting, and write down who did; both or neither. Return them all as they are then.

        Raises:
            ValueError: there is no setting of that name, or it does not take `value`.
        """
        if name not in NAMES:
            msg = f"{name!r} is no setting of a server; the settings are {', '.join(NAMES)}"
            raise ValueError(msg)
        try:
            written = _SHAPE.dump_python(_SHAPE.validate_python({name: value}), mode="json")[name]
        except ValidationError as error:
            msg = f"{name} does not take {value!r}: {error.errors()[0]['msg']}"
            raise ValueError(msg) from None
        row = {"guild_id": guild_id, "name": name, "value": written}
        return await self._change(guild_id, self._database.upsert(SETTINGS, row, ["guild_id", "name"]), deed)

    async def reset(self, guild_id: int, name: str | None = None, deed: Deed | None = None) -> ServerSettings:
        """Go back to the default of one setting, or of all; otherwise as `set`."""
        gone = delete(SETTINGS).where(SETTINGS.c.guild_id == guild_id)
        return await self._change(guild_id, gone if name is None else gone.where(SETTINGS.c.name == name), deed)

    async def _change(self, guild_id: int, change: Executable, deed: Deed | None) -> ServerSettings:
        """Make a change; what it leaves is read before it holds, so that nothing fails that was done."""
        async with self._database.writing() as connection:
            await connection.execute(change)
            if deed is not None:
                await connection.execute(written_down(guild_id, deed))
            left = await _read(connection, guild_id)
        self.forget_known(guild_id)
        return left

    async def _read(self, guild_id: int) -> ServerSettings:
        changes = self._changes
        async with self._database.reading() as connection:
            known = await _read(connection, guild_id)
        if changes == self._changes:  # else what was read may be what was before
            self._known[guild_id] = known
            self._changed.discard(guild_id)
        return known

    def forget_known(self, guild_id: int) -> None:
        """Read a server's settings anew the next time."""
        self._changes += 1
        self._changed.add(guild_id)
        self._known.pop(guild_id, None)


async def _read(connection: AsyncConnection, guild_id: int) -> ServerSettings:
    rows = await connection.execute(select(SETTINGS.c.name, SETTINGS.c.value).where(SETTINGS.c.guild_id == guild_id))
    return _settings({name: value for name, value in rows if name in NAMES})


def _settings(values: dict[str, Any]) -> ServerSettings:
    """Return settings with `values` in them, those left out that this version does not know or cannot read."""
    kept = {}
    for name, value in values.items():
        if name not in NAMES:
            continue
        try:
            _SHAPE.validate_python({name: value})
        except ValidationError:
            continue
        kept[name] = value
    return _SHAPE.validate_python(kept)
