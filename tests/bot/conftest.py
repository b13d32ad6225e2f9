import os

import pytest


@pytest.fixture
def bare_host(monkeypatch, tmp_path):
    """Work in an empty folder, with none of this host's own settings and with its data folder out of reach."""
    for name in [name for name in os.environ if name.upper().startswith("SOURCIER_")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home-data"))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def same_priority(monkeypatch):
    """A build that is tried in this process leaves it as eager as it was."""
    monkeypatch.setattr("os.nice", lambda by: by)
