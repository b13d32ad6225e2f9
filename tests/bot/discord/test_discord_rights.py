"""Who somebody is now, where time has passed since Discord said it."""

import asyncio
from unittest.mock import create_autospec

import discord
import pytest

from bot.discord_app import rights
from bot.discord_app.failures import RefusedError
from bot.discord_app.rights import Person, RightsUnknownError, person_now


async def test_roles_and_rights_are_those_of_now(world, env):
    """The channel is that of before."""
    guild = env.bot.get_guild(world.guild.id)
    before = Person(world.mod.id, guild.id, 7, parent_id=8)
    now = await person_now(guild, before)
    assert (now.id, now.guild_id, now.channel_id, now.parent_id) == (world.mod.id, guild.id, 7, 8)
    assert world.guild.roles["mods"].id in now.roles
    assert now.manages


async def test_who_has_left_is_refused(world, env):
    """Not as one of whom Discord says nothing."""
    world.guild.remove_member(world.alice)
    guild = env.bot.get_guild(world.guild.id)
    with pytest.raises(RefusedError, match="not_your_server") as caught:
        await person_now(guild, Person(world.alice.id, guild.id, 7))
    assert not isinstance(caught.value, RightsUnknownError)


@pytest.mark.parametrize(("status", "code"), [(500, 0), (403, 50001), (404, 10004)])
async def test_what_discord_does_not_say_is_refused(status, code, world, env):
    """A failure of it, or a server that the bot has just left."""
    env.inject_error("GET", "/guilds/*/members/*", status=status, code=code, times=None)
    guild = env.bot.get_guild(world.guild.id)
    with pytest.raises(RightsUnknownError, match="rights_unknown"):
        await person_now(guild, Person(world.mod.id, guild.id, 7))


async def test_discord_is_not_waited_for_without_end(monkeypatch):
    """It may keep a request for as long as it likes."""
    monkeypatch.setattr(rights, "ASKING_S", 0.0)
    guild = create_autospec(discord.Guild, instance=True)

    async def never(person_id):
        await asyncio.Event().wait()

    guild.fetch_member.side_effect = never
    with pytest.raises(RightsUnknownError, match="rights_unknown"):
        await person_now(guild, Person(1, 2, 3))
