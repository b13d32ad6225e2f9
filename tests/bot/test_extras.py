"""How messages say that an extra is installed."""

import re
import sys

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.texts.extras import how_to_install
from tests.source_code import ROOT


@pytest.mark.parametrize(
    ("python", "command"),
    [
        ("/srv/.venv/bin/python", "/srv/.venv/bin/python -m pip install -e '.[preview]'"),
        ("/my bot/python", "'/my bot/python' -m pip install -e '.[preview]'"),
        ("", "python -m pip install -e '.[preview]'"),
    ],
)
def test_an_extra_is_installed_from_the_folder_with_this_python(monkeypatch, python, command):
    """As a shell takes it."""
    monkeypatch.setattr(sys, "executable", python)
    assert how_to_install("preview") == f"from Sourcier's folder, run: {command}"


def test_what_computes_measures_is_missed_before_anything_is_asked(bare_host, tmp_path, monkeypatch):
    """With the command that installs it, and what that takes where pip has to compile it."""
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    monkeypatch.setitem(sys.modules, "pytrec_eval", None)
    result = CliRunner().invoke(app, ["evaluate", "retrieval", str(tmp_path)])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "sourcier: `evaluate retrieval` computes with ir_measures and pytrec_eval, not installed here (for Linux on "
        "ARM there is no ready build: pip compiles it, with gcc, Python's headers and a connection to GitHub); "
        f"{how_to_install('evaluate')}\n"
    )


def test_nothing_says_to_install_sourcier_from_a_registry():
    """It is on none: whoever took its name there would be installed."""
    written = [path for floor in ("bot", "index", "corpus") for path in (ROOT / floor).rglob("*.md")]
    sources = [*(ROOT / "bot").rglob("*.py"), *written, ROOT / "README.md", ROOT / "CHANGELOG.md"]
    found = re.compile(r"pip\s+install\s+(?:-\S+\s+)*['\"]?sourcier\b")
    assert [one for one in sources if found.search(one.read_text(encoding="utf-8"))] == []
