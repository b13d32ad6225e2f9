"""Commands are registered with Discord when they changed, and only then."""

import discord
from discord import app_commands

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


async def test_a_state_that_cannot_be_read_costs_a_registration(env, make_bot, monkeypatch, caplog):
    """The commands are there all the same, and the log says why."""

    async def broken(self, *given):
        raise StateError("the disk is gone")

    monkeypatch.setattr(MarkBook, "get", broken)
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
    await state.close()
