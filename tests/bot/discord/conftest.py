"""The real bot in a simulated Discord, with fakes behind it."""

import discord
import pytest

from bot.discord_app.client import Sourcier
from tests.bot.discord.fakes import FakeDesk, FakeRebuild, World


@pytest.fixture
def desk():
    return FakeDesk()


@pytest.fixture
def rebuild():
    return FakeRebuild()


@pytest.fixture
def bot(desk, rebuild):
    made = Sourcier(desk, rebuild, threads=4)
    yield made
    made.thinking.close()


@pytest.fixture
def simcord_bot(bot):
    return bot


@pytest.fixture
def env(simcord_env, rebuild):
    """The bot in a simulated Discord. What people provoke on purpose counts as handled when the test clears it."""
    rebuild.waiting = lambda awaitable: simcord_env.external_wait(awaitable, reason="the child builds")
    return simcord_env


@pytest.fixture
def french(monkeypatch):
    """Everybody's Discord is set to French; simcord's people have English ones."""
    read = discord.Interaction._from_data

    def read_french(interaction, data):
        read(interaction, {**data, "locale": "fr"})

    monkeypatch.setattr(discord.Interaction, "_from_data", read_french)


@pytest.fixture
def world(env):
    """A server with a channel, an ordinary member, and one who manages it."""
    return World(env)
