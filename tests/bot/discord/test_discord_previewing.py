"""`sourcier preview`: what can be seen of it without its extra, and with it where that is installed."""

import asyncio
import importlib.util
import os
import re
import shutil
import signal
import sys

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.discord_app import previewing
from bot.discord_app.collecting.shelf import Shelf
from bot.places import servers_folder, store_folder
from bot.settings import load_settings
from bot.wiring import state_address

WITHOUT = [name for name in previewing.NEEDED if importlib.util.find_spec(name) is None]


def test_without_the_extra_it_says_what_to_install(bare_host, monkeypatch):
    """Before anything is built."""
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *rest: None if name == "av" else found(name, *rest))
    done = CliRunner().invoke(app, ["preview"])
    assert done.exit_code == 1
    assert re.fullmatch(
        r"sourcier: `sourcier preview` needs packages that are not installed \(.*\bav\b.*\); "
        r"from Sourcier's folder, run: \S+ -m pip install -e '\.\[preview\]'\n",
        done.stderr,
    )
    assert list(bare_host.iterdir()) == []


@pytest.mark.parametrize("port", ["0", "65536", "ten"])
def test_a_port_that_is_none_is_refused(port):
    """As wrong use."""
    assert CliRunner().invoke(app, ["preview", "--port", port]).exit_code == 2


@pytest.fixture
def host(tmp_path):
    """A host's settings, with an index and a server's article in the data folder."""
    settings = load_settings(corpus=str(tmp_path / "notes"), data_dir=str(tmp_path / "data"))
    for file in (
        store_folder(settings) / "current",
        servers_folder(settings) / "7" / "a.md",
        tmp_path / "notes" / "b.md",
    ):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("s1")
    return settings


def written(folder):
    """Every file below a folder with its content."""
    return {one.relative_to(folder): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_what_is_done_there_stays_out_of_the_hosts_folders(host, tmp_path):
    """The index is a copy, servers' articles and the state begin empty, and all of it is gone afterwards."""
    before = written(tmp_path)
    with previewing.thrown_away(host) as alone:
        assert (store_folder(alone) / "current").read_text() == "s1"
        (store_folder(alone) / "current").write_text("s2")
        Shelf(servers_folder(alone)).add(Shelf(servers_folder(alone)).root(7), "new.md", b"# New\n\nSome text of it.")
        assert alone.corpus == host.corpus
        assert str(alone.data_dir) in state_address(alone)
        assert not (servers_folder(alone) / "7" / "a.md").exists()
    assert not alone.data_dir.exists()
    assert written(tmp_path) == before


def test_without_an_index_there_is_nothing_to_copy(tmp_path):
    """The desk says then that there is none."""
    with previewing.thrown_away(load_settings(data_dir=str(tmp_path / "data"))) as alone:
        assert list(alone.data_dir.iterdir()) == []


def test_an_index_that_is_pruned_meanwhile_is_copied_again(host, monkeypatch):
    """Once; a second time, or a full disk, is a sentence."""
    copy, fails = shutil.copytree, [shutil.Error([("a", "b", "[Errno 2] No such file")])]

    def copying(source, to):
        if fails:
            raise fails.pop()
        return copy(source, to)

    monkeypatch.setattr(previewing.shutil, "copytree", copying)
    with previewing.thrown_away(host) as alone:
        assert (store_folder(alone) / "current").read_text() == "s1"
    for error in ([shutil.Error([("a", "b", "gone")])] * 2, [OSError(28, "No space left on device")]):
        fails[:] = error
        with pytest.raises(previewing.PreviewError, match="TMPDIR"), previewing.thrown_away(host):
            pass


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
