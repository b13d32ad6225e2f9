"""How messages say that an extra is installed."""

import re
import sys

import pytest

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


def test_nothing_says_to_install_sourcier_from_a_registry():
    """It is on none: whoever took its name there would be installed."""
    written = [path for floor in ("bot", "index", "corpus") for path in (ROOT / floor).rglob("*.md")]
    sources = [*(ROOT / "bot").rglob("*.py"), *written, ROOT / "README.md", ROOT / "CHANGELOG.md"]
    found = re.compile(r"pip\s+install\s+(?:-\S+\s+)*['\"]?sourcier\b")
    assert [one for one in sources if found.search(one.read_text(encoding="utf-8"))] == []
