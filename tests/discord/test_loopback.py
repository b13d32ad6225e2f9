"""The real process on the loopback Discord: each `cases_*.py`, played by `../shared/discord/scenario_runner.py`.

The runner has an environment of its own in `.fd`, so that the product is tested with its own requirements alone.
`.ci/run` makes that environment; by hand:
`python3 -m venv .fd && .fd/bin/pip install aiohttp jsonschema referencing rfc3339-validator zstandard cryptography`.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from bot.settings import shipped_corpus

ROOT = Path(__file__).resolve().parents[2]
LOOPBACK = ROOT.parent / "shared" / "discord"
RUNNER_PYTHON = ROOT / ".fd" / "bin" / "python"
FILES = sorted(Path(__file__).parent.glob("cases_*.py"))
# The cases of a file are played together, by one worker.
STEMS = [pytest.param(file.stem, marks=pytest.mark.xdist_group(file.stem), id=file.stem) for file in FILES]
NAMES = [
    pytest.param(file.stem, name, marks=pytest.mark.xdist_group(file.stem), id=f"{file.stem}-{name}")
    for file in FILES
    for name in re.findall(r'^@case\(\s*"([^"]+)"', file.read_text(encoding="utf-8"), re.MULTILINE)
]
LONGEST_S = 900  # the cases of a file take a minute or two; each has its own limit of 90 s in the runner


def missing() -> str:
    """Why the cases cannot be played here; empty where they can."""
    if not LOOPBACK.is_dir():
        return f"there is no loopback Discord at {LOOPBACK.relative_to(ROOT.parent)} beside this checkout"
    if not RUNNER_PYTHON.exists():
        return "the runner's environment .fd is not made; .ci/run makes it"
    return ""


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """Return a function that plays the cases of one file, once, and gives what came of each by its name."""
    why = missing()
    if why and (os.environ.get("CI") and LOOPBACK.is_dir()):
        pytest.fail(why)
    if why:
        pytest.skip(why)

    @cache
    def play(stem):
        return play_cases(Path(__file__).with_name(f"{stem}.py"), tmp_path_factory.mktemp(stem))

    return play


def play_cases(cases, folder):
    """Play the cases of one file against a bot of their own, its folders below `folder`."""
    corpus = folder / "articles"
    shutil.copytree(shipped_corpus(), corpus)
    out = folder / "out"
    settings = {"SOURCIER_CORPUS": corpus, "SOURCIER_DATA_DIR": folder / "data", "SOURCIER_LOG_LEVEL": "info"}
    command = [RUNNER_PYTHON, LOOPBACK / "scenario_runner.py", "--scenario", cases, "--out", out]
    command += ["--set", f"corpus={corpus}", "--cwd", folder]
    for name, value in settings.items():
        command += ["--env", f"{name}={value}"]
    command += ["--", sys.executable, "-m", "bot.cli", "run"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SOURCIER_", "DISCORD_"))}
    ended = subprocess.run(
        list(map(str, command)),
        cwd=LOOPBACK,
        env=environment | {"PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=LONGEST_S,
        check=False,
    )
    written = out / "report.json"
    assert written.exists(), ended.stdout.decode(errors="replace")[-4000:]
    return {one["case"]: one for one in json.loads(written.read_text(encoding="utf-8"))["cases"]}


@pytest.mark.parametrize(("stem", "name"), NAMES)
def test_case(stem, name, played):
    """The case passed: what people saw, no refused call, no traceback, no token in the log, the process alive."""
    came = played(stem)[name]
    assert came["ok"], "\n".join(came["why"])


@pytest.mark.parametrize("stem", STEMS)
def test_nothing_but_discord_was_called(stem, played):
    """The bot looked up no other host in any case."""
    assert {name: one["other_hosts"] for name, one in played(stem).items() if one.get("other_hosts")} == {}
