"""A short visit to Discord with the bot's token: whether it lets the bot in, and where the bot may speak.

Asks for nothing that changes anything, opens no gateway connection, and never tells the token.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

import aiohttp
import discord
from discord.http import Route

LONGEST_S = 30.0  # discord.py tries what fails for a moment again, with growing pauses

Outcome = Literal["in", "refused", "unreachable", "failing"]


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of it. `detail` says more of an outcome that is not "in"; the rest is known of a bot that was let in.

    `in_guild` is None where no server was asked about; `servers` counts up to 200; `clock_off_s` is how far this
    machine's clock is ahead of Discord's, None where Discord told no time.
    """

    outcome: Outcome
    detail: str = ""
    name: str = ""
    application_id: int = 0
    servers: int = 0
    in_guild: bool | None = None
    reads_messages: bool = False
    clock_off_s: float | None = None


async def visit(token: str, guild_id: int | None) -> Visit:
    """Log in over HTTP, look around, and leave."""
    clock_off_s: float | None = None
    try:
        async with asyncio.timeout(LONGEST_S):
            clock_off_s = await _clock_off_s()
            return await _look_around(token, guild_id, clock_off_s)
    except discord.LoginFailure:
        return Visit("refused", clock_off_s=clock_off_s)
    except discord.HTTPException as error:
        return Visit("failing", f"status {error.status}", clock_off_s=clock_off_s)
    except TimeoutError:
        return Visit("unreachable", f"no answer within {LONGEST_S:.0f} seconds", clock_off_s=clock_off_s)
    except (aiohttp.ClientError, OSError) as error:
        return Visit("unreachable", type(error).__name__, clock_off_s=clock_off_s)


async def _clock_off_s() -> float | None:
    """Return how far this machine's clock is ahead of what Discord says of the time, in whole seconds."""
    async with aiohttp.ClientSession() as session, session.get(f"{Route.BASE}/gateway") as answer:
        told = answer.headers.get("Date", "")
    try:
        return (datetime.now(UTC) - parsedate_to_datetime(told)).total_seconds()
    except (ValueError, TypeError):  # no date, or one without a time zone
        return None


async def _look_around(token: str, guild_id: int | None, clock_off_s: float | None) -> Visit:
    async with discord.Client(intents=discord.Intents.none()) as client:
        await client.login(token)
        application = await client.application_info()
        servers = [server.id async for server in client.fetch_guilds(limit=200)]
        in_guild = None if guild_id is None else guild_id in servers or await _is_in(client, guild_id)
        flags = application.flags
        return Visit(
            "in",
            name=application.name,
            application_id=application.id,
            servers=len(servers),
            in_guild=in_guild,
            reads_messages=flags.gateway_message_content or flags.gateway_message_content_limited,
            clock_off_s=clock_off_s,
        )


async def _is_in(client: discord.Client, guild_id: int) -> bool:
    try:
        await client.fetch_guild(guild_id, with_counts=False)
    except (discord.Forbidden, discord.NotFound):
        return False
    return True
