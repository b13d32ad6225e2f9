"""Commands are registered with Discord when they changed, and only then."""

from unittest import mock

import discord
import pytest
from discord import app_commands

from bot.discord_app.registering import register
from bot.state import State
from bot.state.errors import StateError
from bot.state.marks import MarkBook


def syncs(env):
    """The calls that registered commands."""
    return [one for one in env.http_requests if one.method == "PUT" and one.path.endswith("/commands")]


async def test_a_restart_registers_nothing_again(env, make_bot):
    """Discord has the commands, and they are the same."""
    assert len(syncs(env)) == 1
    await env.restart_bot(make_bot())
    await env.settle()
    assert len(syncs(env)) == 1
    assert env.bot.command_ids.keys() >= {"ask", "rebuild-index"}


async def test_a_changed_command_is_registered(env, make_bot):
    """A description is enough."""
    bot = make_bot()

    @app_commands.command(name="extra", description="One more")
    async def extra(interaction: discord.Interaction):
        raise NotImplementedError

    bot.tree.add_command(extra)
    await env.restart_bot(bot)
    await env.settle()
    assert len(syncs(env)) == 2
    assert "extra" in env.bot.command_ids


async def test_commands_that_another_program_replaced_are_registered_again(env, make_bot, bot):
    """The digest alone would say that nothing changed."""
    await bot.http.bulk_upsert_global_commands(bot.application_id, payload=[])
    before = len(syncs(env))
    await env.restart_bot(make_bot())
    await env.settle()
    assert len(syncs(env)) == before + 1


async def names_in(bot, guild_id):
    return {one["name"] for one in await bot.http.get_guild_commands(bot.application_id, guild_id)}


async def test_commands_leave_the_server_that_the_settings_no_longer_name(env, world, make_bot):
    """They stand everywhere then, and would stand there twice; the next start has nothing to take."""
    await env.restart_bot(make_bot(guild_id=world.guild.id))
    await env.settle()
    assert "ask" in await names_in(env.bot, world.guild.id)
    await env.restart_bot(make_bot())
    await env.settle()
    assert await names_in(env.bot, world.guild.id) == set()
    assert "ask" in env.bot.command_ids
    before = len(syncs(env))
    await env.restart_bot(make_bot())
    await env.settle()
    assert len(syncs(env)) == before


async def test_the_server_that_the_settings_name_keeps_its_commands(env, world, make_bot):
    for _ in range(2):
        await env.restart_bot(make_bot(guild_id=world.guild.id))
        await env.settle()
    assert "ask" in await names_in(env.bot, world.guild.id)


class Refusal:
    """As much of an HTTP response as discord.py's errors look at."""

    reason = "so"

    def __init__(self, status):
        self.status = status


@pytest.mark.parametrize(("status", "left"), [(403, []), (503, ["commands:9:5"])])
async def test_a_server_that_the_bot_was_removed_from_stops_no_start(status, left, tmp_path, caplog):
    """What Discord refuses is not tried again; what it could not do is, at the next start."""
    state = await State.open(f"sqlite:///{tmp_path / 'state.sqlite'}")
    await state.marks.set("commands:9:5", "digest")
    tree = mock.create_autospec(app_commands.CommandTree, instance=True, client=mock.Mock(application_id=9))
    tree.translator = None
    tree.get_commands.return_value = []
    failure = discord.Forbidden if status == 403 else discord.DiscordServerError

    async def fetch(*, guild=None):
        if guild is not None:
            raise failure(Refusal(status), "no")
        return []

    tree.fetch_commands.side_effect = fetch
    assert await register(tree, state, None) == {}
    assert "the commands of server 5 could not be taken out of it" in caplog.text
    assert await state.marks.names("commands:9:") == left
    await state.close()


async def test_a_state_that_cannot_be_read_costs_a_registration(env, make_bot, monkeypatch, caplog):
    """The commands are there all the same, and the log says why."""

    async def broken(self, *given):
        raise StateError("the disk is gone")

    monkeypatch.setattr(MarkBook, "get", broken)
    monkeypatch.setattr(MarkBook, "names", broken)
    monkeypatch.setattr(MarkBook, "set", broken)
    await env.restart_bot(make_bot())
    await env.settle()
    assert len(syncs(env)) == 2
    assert "cannot be looked up: the disk is gone" in caplog.text


async def test_a_mark_is_replaced(tmp_path):
    """The last value counts."""
    state = await State.open(f"sqlite:///{tmp_path / 'state.sqlite'}")
    assert await state.marks.get("one") is None
    await state.marks.set("one", "a")
    await state.marks.set("one", "b")
    assert await state.marks.get("one") == "b"
    await state.marks.set("o_e", "c")
    assert await state.marks.names("o_") == ["o_e"]
    await state.marks.forget("one")
    assert await state.marks.get("one") is None
    await state.close()
