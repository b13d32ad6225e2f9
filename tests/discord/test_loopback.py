"""The real process on the loopback Discord: each `cases_*.py`, played by `../shared/discord/scenario_runner.py`.

Each file has a bot, a Discord and folders of its own. What is played is mostly waited for, so some files are at a time.

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
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.settings import shipped_corpus

ROOT = Path(__file__).resolve().parents[2]
LOOPBACK = ROOT.parent / "shared" / "discord"
RUNNER_PYTHON = ROOT / ".fd" / "bin" / "python"
FILES = sorted(Path(__file__).parent.glob("cases_*.py"))
NAMES = {
    file.stem: re.findall(r'^@case\(\s*"([^"]+)"', file.read_text(encoding="utf-8"), re.MULTILINE) for file in FILES
}
AT_ONCE = 3  # files; a bot takes a third of a core, and what it acknowledges is due within Discord's three seconds

pytestmark = pytest.mark.xdist_group("loopback")  # one worker starts them and waits

LONGEST_S = 900  # the cases of a file take a minute or two; each has its own limit of 90 s in the runner


def missing() -> str:
    """Why the cases cannot be played here; empty where they can."""
    if not LOOPBACK.is_dir():
        return f"there is no loopback Discord at {LOOPBACK.relative_to(ROOT.parent)} beside this checkout"
    if not RUNNER_PYTHON.exists():
        return "the runner's environment .fd is not made; .ci/run makes it"
    return ""


@pytest.fixture(scope="module")
def played(request, tmp_path_factory):
    """Begin to play the chosen files; return a function that gives what came of each case of one, by its name."""
    why = missing()
    if why and (os.environ.get("CI") and LOOPBACK.is_dir()):
        pytest.fail(why)
    if why:
        pytest.skip(why)
    here = [one for one in request.session.items if one.path == request.path]
    chosen = {one.callspec.params["stem"] for one in here}
    with ThreadPoolExecutor(AT_ONCE) as at_once:
        playing = {
            stem: at_once.submit(play_cases, Path(__file__).with_name(f"{stem}.py"), tmp_path_factory.mktemp(stem))
            for stem in sorted(chosen, key=length_of, reverse=True)
        }
        yield lambda stem: playing[stem].result()
        at_once.shutdown(cancel_futures=True)


def length_of(stem):
    """About how long a file takes, in cases: to start the bot again takes as long as some five."""
    text = Path(__file__).with_name(f"{stem}.py").read_text(encoding="utf-8")
    return len(NAMES[stem]) + 5 * len(re.findall(r"start_bot\(|fresh=True", text))


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


@pytest.mark.parametrize(("stem", "name"), [(stem, name) for stem, names in NAMES.items() for name in names])
def test_case(stem, name, played):
    """The case passed: what people saw, no refused call, no traceback, no token in the log, the process alive."""
    came = played(stem)[name]
    assert came["ok"], "\n".join(came["why"])


@pytest.mark.parametrize("stem", NAMES)
def test_nothing_but_discord_was_called(stem, played):
    """The bot looked up no other host in any case."""
    assert {name: one["other_hosts"] for name, one in played(stem).items() if one.get("other_hosts")} == {}
