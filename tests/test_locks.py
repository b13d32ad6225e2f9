"""The lock files: exact, whole, the same for running and testing, and free of any one machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib

import pytest

from tests.source_code import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MAKE = shutil.which("make")
PIN = re.compile(r"([a-z0-9-]+)==([0-9][0-9a-z.]*)")


def pins(text: str) -> dict[str, str]:
    """Return version by name; a line that is neither a pin nor a comment is refused."""
    found = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            match = PIN.fullmatch(line)
            assert match, f"not a pin: {line!r}"
            assert match[1] not in found, f"twice: {match[1]}"
            found[match[1]] = match[2]
    return found


def read(name: str) -> dict[str, str]:
    return pins((ROOT / name).read_text(encoding="utf-8"))


def names(requirements: list[object]) -> set[str]:
    """Return the normal form of each requirement's name; inclusions of other groups count nothing."""
    lines = [line for line in requirements if isinstance(line, str)]
    return {re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~;\[]", line)[0]).lower() for line in lines}


@pytest.mark.parametrize(
    "line",
    ["--extra-index-url https://host/simple", "a==1 # from /home/me", "torch==2.13.0+cpu", "a>=1", "a @ file:///x"],
)
def test_a_lock_holds_pins_only(line):
    """No host, no path, no local build, no range."""
    with pytest.raises(AssertionError, match="not a pin"):
        pins(f"# made by hand\n{line}\n")


def test_a_lock_names_each_package_once():
    """The second version would be the one that pip complains about."""
    with pytest.raises(AssertionError, match="twice: a"):
        pins("a==1\nb==1\na==2\n")


def test_what_runs_is_locked():
    """Every dependency of pyproject.toml, and among them no package for NVIDIA cards."""
    locked = read("requirements.lock")
    assert names(PROJECT["project"]["dependencies"]) - locked.keys() == set()
    assert [name for name in locked if name.startswith(("nvidia", "cuda", "triton"))] == []


def test_what_tests_is_locked():
    """Every group of pyproject.toml."""
    groups = PROJECT["dependency-groups"].values()
    assert set().union(*map(names, groups)) - read("requirements-dev.lock").keys() == set()


def test_what_is_tested_is_what_runs():
    """The lock for tests holds the one for running, version by version."""
    tested = read("requirements-dev.lock")
    assert {name: tested.get(name) for name in read("requirements.lock")} == read("requirements.lock")


@pytest.mark.skipif(MAKE is None, reason="needs make")
def test_an_environment_is_made_also_where_the_locked_pip_cannot_be_had(tmp_path):
    """A mirror may lack it; the one that Python brings installs the same, more slowly."""
    for name in ("Makefile", "requirements-dev.lock"):
        shutil.copy(ROOT / name, tmp_path)
    made = subprocess.run(
        [MAKE, ".venv/.made"],
        cwd=tmp_path,
        env={**os.environ, "PIP_INDEX_URL": (tmp_path / "nothing").as_uri(), "PIP_EXTRA_INDEX_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    assert f"pip=={read('requirements-dev.lock')['pip']} cannot be had here" in made.stdout
    assert (tmp_path / ".venv" / ".made").exists()
