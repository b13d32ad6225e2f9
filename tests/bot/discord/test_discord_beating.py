"""The file that says that the bot hears Discord, and the container's look at it."""

import os
import re
import subprocess
import time
from pathlib import Path

import pytest

from bot.discord_app import running
from bot.discord_app.beating import CONNECTED, Heartbeat
from bot.settings import load_settings
from tests.bot.discord.fakes import FakeDesk

DOCKERFILE = Path(__file__).parents[3] / "Dockerfile"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "data" / CONNECTED


@pytest.fixture
def bot(make_bot, file):
    file.parent.mkdir()
    return make_bot(heartbeat=file)


async def beats(env, bot, file):
    """Have it beat once; return whether that touched the file."""
    file.unlink(missing_ok=True)
    await Heartbeat(bot, file).beat()
    return file.exists()


async def test_a_connected_bot_gives_a_sign_until_it_leaves(env, bot, file):
    """From when it is ready."""
    await env.settle()
    assert file.exists()
    assert await beats(env, bot, file)
    await bot.close()
    assert not file.exists()
    assert not await beats(env, bot, file)


async def test_a_bot_that_lost_its_connection_gives_none(env, bot, file, monkeypatch):
    """Until Discord has said again what is there."""
    monkeypatch.setattr(bot, "ws", None)
    assert not await beats(env, bot, file)


async def test_a_disk_that_refuses_stops_nothing(env, bot, file, tmp_path):
    """The folder has gone, say."""
    await Heartbeat(bot, tmp_path / "gone" / CONNECTED).beat()
    assert await beats(env, bot, file)


def test_the_bot_of_the_settings_gives_its_sign_in_the_data_folder(tmp_path, monkeypatch):
    """Where the container looks."""
    made = {}
    monkeypatch.setattr(running, "Sourcier", lambda *_, **options: made.update(options))
    running.make_bot(load_settings(data_dir=str(tmp_path)), FakeDesk())
    assert made["heartbeat"] == tmp_path / "connected"


@pytest.fixture
def healthy(tmp_path):
    """Runs the container's health check over a folder, as if a command line was that of its first process."""
    found = re.search(r"^HEALTHCHECK .*\\\n +CMD (.+)$", DOCKERFILE.read_text(), re.MULTILINE)
    first = tmp_path / "cmdline"
    check = found[1].replace("/proc/1/cmdline", str(first))

    def look(*command):
        first.write_bytes(b"".join(word.encode() + b"\0" for word in command))
        ran = subprocess.run(
            ["/bin/sh", "-c", check], env={**os.environ, "SOURCIER_DATA_DIR": str(tmp_path)}, check=False
        )
        return ran.returncode == 0

    return look


RUN = ("/opt/sourcier/bin/python", "/opt/sourcier/bin/sourcier", "run")


def test_the_container_of_the_bot_is_healthy_by_a_young_sign(healthy, tmp_path):
    """Neither without one nor by an old one."""
    sign = tmp_path / CONNECTED
    assert not healthy(*RUN)
    sign.touch()
    assert healthy(*RUN)
    assert healthy("/sbin/docker-init", "--", "sourcier", "run")
    os.utime(sign, times=(time.time() - 300,) * 2)
    assert not healthy(*RUN)


def test_the_container_of_another_command_is_healthy_without(healthy):
    """It hears no Discord, also where its question speaks of a run."""
    assert healthy("/opt/sourcier/bin/python", "/opt/sourcier/bin/sourcier", "ask", "who has run a marathon?")
