"""The lock files: exact, whole, the same for running and testing, and free of any one machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from bot.doctor import machine
from tests.source_code import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MAKE = shutil.which("make")
PIN = re.compile(r"([a-z0-9-]+)==([0-9][0-9a-z.]*)(?: ; [a-z_]+ [!=]= \"\w+\"(?: (?:and|or) [a-z_]+ [!=]= \"\w+\")*)?")
LOCKS = ("requirements.lock", "requirements-dev.lock")
MACHINES = {
    "Linux on x86-64": {"sys_platform": "linux", "platform_machine": "x86_64"},
    "Linux on ARM": {"sys_platform": "linux", "platform_machine": "aarch64"},
    "macOS on Apple silicon": {"sys_platform": "darwin", "platform_machine": "arm64"},
}


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


def left_out(requirements: list[str], machine: dict[str, str]) -> list[str]:
    """Return the names of what such a machine is not to have."""
    read = map(Requirement, requirements)
    return sorted(one.name for one in read if one.marker is not None and not one.marker.evaluate(machine))


def names(requirements: list[object]) -> set[str]:
    """Return the normal form of each requirement's name; inclusions of other groups count nothing."""
    lines = [line for line in requirements if isinstance(line, str)]
    return {re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~;\[]", line)[0]).lower() for line in lines}


@pytest.mark.parametrize(
    "line",
    [
        *("--extra-index-url https://host/simple", "a==1 # from /home/me", "torch==2.13.0+cpu", "a>=1"),
        *("a @ file:///x", "a==1 ; for some"),
    ],
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


@pytest.mark.parametrize("name", LOCKS)
@pytest.mark.parametrize(
    ("machine", "lacking"),
    [
        ("Linux on x86-64", []),
        ("Linux on ARM", ["ir-measures", "pytrec-eval-terrier"]),
        ("macOS on Apple silicon", []),
    ],
)
def test_what_nobody_builds_for_a_machine_is_not_asked_for_there(name, machine, lacking):
    """Pip would compile it, which takes a compiler; the image has none. The package itself says the same."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert left_out([line for line in lines if not line.startswith("#")], MACHINES[machine]) == lacking
    assert left_out(PROJECT["project"]["dependencies"], MACHINES[machine]) == lacking


def test_what_is_left_out_somewhere_is_an_extra():
    """In the same versions, for whoever compiles it there."""
    here = map(Requirement, PROJECT["project"]["dependencies"])
    marked = {(one.name, str(one.specifier)) for one in here if one.marker is not None}
    extra = map(Requirement, PROJECT["project"]["optional-dependencies"]["evaluate"])
    assert {(one.name, str(one.specifier)) for one in extra} == marked


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


# Which Pythons


@pytest.fixture
def a_python(tmp_path):
    """Return a function that makes a Python which says that it is of that version."""

    def make(version):
        numbers = tuple(map(int, version.split(".")))
        script = tmp_path / "python"
        script.write_text(
            f"#!/bin/sh\n[ $1 = --version ] && echo Python {version} && exit\n"
            f'exec {sys.executable} "$1" "import sys; sys.version_info = {numbers}; $2"\n',
            encoding="utf-8",
        )
        script.chmod(0o755)
        return script

    return make


@pytest.mark.skipif(MAKE is None, reason="needs make")
@pytest.mark.parametrize("version", ["3.10.13", "3.11.2", "3.12.1", "3.13.0", "3.14.0"])
def test_make_the_check_up_and_the_package_want_the_same_pythons(tmp_path, a_python, version):
    """Make says so first, in a sentence; pip would name the package that it does not find for that Python."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    python = a_python(version)
    made = subprocess.run(
        [MAKE, "--silent", f"PYTHON={python}", ".venv/.made"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    wanted = version in SpecifierSet(PROJECT["project"]["requires-python"])
    (found,) = machine.python(tuple(map(int, version.split("."))))
    sentence = (
        f"Sourcier needs Python 3.11, 3.12 or 3.13; '{python}' is Python {version}. "
        "Install one of these, and name it: make PYTHON=python3.13 ask\n"
    )
    assert (made.stdout == sentence, found.state) == ((False, "ok") if wanted else (True, "broken"))


@pytest.mark.skipif(MAKE is None, reason="needs make")
def test_make_says_which_pythons_it_wants_where_there_is_none(tmp_path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    made = subprocess.run(
        [MAKE, "--silent", "PYTHON=nopython", ".venv/.made"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert made.stdout == (
        "Sourcier needs Python 3.11, 3.12 or 3.13, and there is no 'nopython' here. "
        "Install one of these, or name it: make PYTHON=python3.13 ask\n"
    )


def test_the_package_and_readme_name_the_same_pythons():
    """Those of `requires-python`, one by one."""
    said = [one.rpartition(" ")[2] for one in PROJECT["project"]["classifiers"] if "Python ::" in one]
    wanted = SpecifierSet(PROJECT["project"]["requires-python"])
    assert said == [f"3.{minor}" for minor in range(30) if wanted.contains(f"3.{minor}")]
    spoken = f"Python {', '.join(said[:-1])} or {said[-1]}"
    assert spoken in (ROOT / "README.md").read_text(encoding="utf-8")
