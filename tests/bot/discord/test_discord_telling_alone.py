from types import SimpleNamespace
from unittest.mock import AsyncMock, Mock

import aiohttp
import discord
import pytest

from bot.discord_app import sending
from bot.discord_app.replies import notice


@pytest.mark.parametrize(
    "trouble",
    [
        aiohttp.ClientConnectionError(),
        discord.Forbidden(Mock(status=403, reason="Forbidden"), {"code": 50001, "message": "Missing Access"}),
    ],
)
async def test_whoever_asked_is_told_though_what_all_saw_cannot_be_taken_away(monkeypatch, trouble):
    """The connection is cut, or the right is gone."""
    monkeypatch.setattr(sending, "PAUSES_S", (0.0, 0.0))
    told = AsyncMock()
    interaction = SimpleNamespace(
        extras={sending.PUBLIC: True},
        edit_original_response=AsyncMock(),
        delete_original_response=AsyncMock(side_effect=trouble),
        followup=SimpleNamespace(send=told),
    )
    await sending.tell_alone(interaction, notice("No."))
    told.assert_awaited_once()
    assert (told.await_args.kwargs["content"], told.await_args.kwargs["ephemeral"]) == ("No.", True)
