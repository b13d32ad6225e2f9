"""What goes into the container's image, by Dockerfile and .dockerignore, and what a change to the code makes anew."""

import re
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

import pytest

from tests.source_code import ROOT

IGNORED = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
STAGES = re.split(r"^(?=FROM )", (ROOT / "Dockerfile").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
CODE = {"bot", "corpus", "index"}


def is_sent(path):
    """Whether `docker build` gets this file: the last line decides that matches it, or a folder that it lies in."""
    sent = True
    for line in IGNORED:
        pattern = line.removeprefix("!")
        if any(matches(place, pattern) for place in (path, *path.parents[:-1])):
            sent = line.startswith("!")
    return sent


def matches(place, pattern):
    """As Docker reads the few forms of pattern that stand there: a name at the top, or `**/` and one at any depth."""
    if pattern.startswith("**/"):
        return fnmatchcase(place.name, pattern.removeprefix("**/"))
    return len(place.parts) == 1 and fnmatchcase(place.name, pattern)


def copied(stage):
    """What a stage of the Dockerfile copies from the checkout."""
    return {path for names in re.findall(r"^COPY (?!--from)(.+) \S+$", stage, re.MULTILINE) for path in names.split()}


def taken_over(stage):
    """The stages that a stage copies folders from, in their order."""
    return re.findall(r"^COPY --from=(\S+) ", stage, re.MULTILINE)


def named(name):
    """The stage of that name."""
    return next(stage for stage in STAGES if re.match(rf"FROM \S+ AS {name}$", stage, re.MULTILINE))


@pytest.mark.parametrize("name", sorted(set().union(*map(copied, STAGES))))
def test_what_is_copied_is_sent(name):
    """Else the build stops there."""
    place = ROOT / name
    files = place.rglob("*.py") if place.is_dir() else [place]
    assert all(is_sent(PurePosixPath(file.relative_to(ROOT))) for file in files)


@pytest.mark.parametrize(
    "path",
    [
        *(".env", "bot/.env", "corpus/articles/.env", "bot/.env.local"),
        *(".git/HEAD", ".venv/pyvenv.cfg", ".sourcier/state.sqlite", "tests/conftest.py", "bot/__pycache__/cli.pyc"),
    ],
)
def test_what_is_not_for_others_is_not_sent(path):
    """Above all no token, wherever somebody put it."""
    assert not is_sent(PurePosixPath(path))


def test_the_packages_are_a_layer_that_a_change_to_the_code_leaves():
    """They take 1.7 GB, on the disk of who builds the image again too."""
    first, *others = taken_over(STAGES[-1])
    assert copied(named(first)) == {"requirements.lock"}
    assert set().union(*(copied(named(other)) for other in others)) >= CODE
