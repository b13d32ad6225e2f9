"""The real bot in a simulated Discord, with fakes behind it."""

import json
import shutil
from functools import partial, wraps

import discord
import pytest
from discord import app_commands
from simcord import Env

from bot.discord_app.client import Sourcier
from bot.discord_app.collecting.shelf import Shelf
from bot.state import State
from bot.state.address import read_address
from bot.state.migrating import bring_up_to_date
from tests.bot.discord.fakes import FOR_EVER, FakeDesk, FakeRebuild, World


def _once(translated):
    """Wrap a method that translates what Discord is told of a command: work out once what is the same each time."""
    known = {}

    @wraps(translated)
    async def translate(command, tree, translator):
        plain = json.dumps(command.to_dict(tree), sort_keys=True)
        asked = (type(command), type(translator), plain)
        if asked not in known:
            known[asked] = json.dumps(await translated(command, tree, translator))
        return json.loads(known[asked])  # each has its own, as from discord.py

    return translate


@pytest.fixture(autouse=True, scope="session")
def translated_once():
    """Translate the commands at the first start alone: discord.py asks for 31 languages of each text, twice a start."""
    with pytest.MonkeyPatch.context() as patch:
        for kind in (app_commands.Command, app_commands.Group, app_commands.ContextMenu):
            patch.setattr(kind, "get_translated_payload", _once(kind.get_translated_payload))
        yield


@pytest.fixture(autouse=True)
def settled_soon(monkeypatch):
    """Have simcord look every 2 ms, not every 50, whether the bot has come to rest."""
    monkeypatch.setitem(Env._settle_internal.__kwdefaults__, "idle", 0.002)


@pytest.fixture
def desk():
    return FakeDesk()


@pytest.fixture
def rebuild(desk):
    return FakeRebuild(desk)


@pytest.fixture(scope="session")
def new_state(tmp_path_factory):
    """A file of the newest form that remembers nothing; to make its tables takes longer than most of these tests."""
    path = tmp_path_factory.mktemp("state") / "state.sqlite"
    bring_up_to_date(read_address(f"sqlite:///{path}"))
    return path


@pytest.fixture
def state_file(new_state, tmp_path):
    """Where the bot of a test remembers."""
    return shutil.copy(new_state, tmp_path / "state.sqlite")


@pytest.fixture
def open_state(state_file):
    """Opens what the bot remembers, the same at each start of the test."""
    return partial(State.open, f"sqlite:///{state_file}")


@pytest.fixture
def shelf(tmp_path):
    """Folders of articles that can be added to; the shared ones are those that ship, which nobody may change."""
    return Shelf(tmp_path / "servers")


@pytest.fixture
async def make_bot(desk, rebuild, open_state, shelf):
    """Returns a function that makes a bot over the same desk, rebuild and state, with other options perhaps."""
    made = []

    def make(**options):
        made.append(Sourcier(desk, rebuild, open_state, shelf, **{"threads": 4, "retention": FOR_EVER, **options}))
        return made[-1]

    yield make
    for one in made:
        one.thinking.close()
        if one.opened:
            await one.state.close()


@pytest.fixture
async def bot(make_bot):
    return make_bot()


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
