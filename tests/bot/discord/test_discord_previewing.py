"""`sourcier preview`: what can be seen of it without its extra, and with it where that is installed."""

import asyncio
import importlib.util
import os
import re
import signal
import sys

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.discord_app import previewing

WITHOUT = [name for name in previewing.NEEDED if importlib.util.find_spec(name) is None]


def test_without_the_extra_it_says_what_to_install(bare_host, monkeypatch):
    """Before anything is built."""
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *rest: None if name == "av" else found(name, *rest))
    done = CliRunner().invoke(app, ["preview"])
    assert done.exit_code == 1
    assert re.fullmatch(
        r"sourcier: `sourcier preview` needs packages that are not installed \(.*\bav\b.*\); "
        r"run: pip install 'sourcier\[preview\]'\n",
        done.stderr,
    )
    assert list(bare_host.iterdir()) == []


@pytest.mark.parametrize("port", ["0", "65536", "ten"])
def test_a_port_that_is_none_is_refused(port):
    """As wrong use."""
    assert CliRunner().invoke(app, ["preview", "--port", port]).exit_code == 2


@pytest.mark.skipif(bool(WITHOUT), reason=f"the extra `preview` is not installed: {', '.join(WITHOUT)}")
async def test_with_the_extra_it_serves_this_machine(bare_host):
    """Until it is told to leave."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.cli", "preview"),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "SOURCIER_DATA_DIR": str(bare_host / "data")},
    )
    line = (await asyncio.wait_for(child.stdout.readline(), 60)).decode()
    assert re.fullmatch(r"Open http://127\.0\.0\.1:\d+/#[\w-]{20,}\n", line)
    child.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(child.wait(), 30) == 0
