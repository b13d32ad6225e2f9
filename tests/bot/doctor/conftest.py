"""An installation that is really broken, one way a test, and what the doctor says of it."""

import pytest

from bot.doctor.checkup import checkup, examine
from bot.settings import load_settings, read_what_can_be
from bot.wiring import CorpusParts


@pytest.fixture
def corpus(tmp_path):
    """A folder of two short articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "rofr.md").write_text("# ROFR\n\nROFR stands for right of first refusal.\n", encoding="utf-8")
    (folder / "gps.md").write_text("# GPS\n\nThe GPS has 31 satellites in orbit.\n", encoding="utf-8")
    return folder


@pytest.fixture
def host(bare_host, corpus, monkeypatch):
    """An installation in order: a token of the right looks, articles, and their index."""
    monkeypatch.setenv("DISCORD_TOKEN", "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.not-one")
    monkeypatch.setenv("SOURCIER_CORPUS", str(corpus))
    monkeypatch.setenv("SOURCIER_DATA_DIR", str(bare_host / "data"))
    CorpusParts(load_settings()).build()
    return bare_host


@pytest.fixture
def store(host):
    """Where the index of `host` lies."""
    return CorpusParts(load_settings()).store


@pytest.fixture
def diagnose():
    """Return a function that gives what the doctor finds now, by kind."""

    def look(**options):
        findings = list(examine(checkup(read_what_can_be(), **options)))
        return {finding.kind: finding for finding in findings}

    return look
