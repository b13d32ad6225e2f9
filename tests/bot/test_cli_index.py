"""`sourcier index`, over a real index of a note."""

import json

import pytest
from typer.testing import CliRunner

from bot import cli
from bot.wiring import CorpusParts

pytestmark = pytest.mark.usefixtures("bare_host")


@pytest.fixture
def notes(tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "one.md").write_text("---\ntitle: Cats\nlang: en\n---\n\nThe cat sleeps on the mat.")
    return folder


@pytest.fixture
def run(notes, tmp_path):
    """Runs a command over the notes."""

    def command(*arguments):
        given = [*arguments, "--corpus", str(notes), "--data-dir", str(tmp_path / "data")]
        return CliRunner().invoke(cli.app, given)

    return command


@pytest.fixture
def build(run):
    """Builds the index and returns its name."""
    return lambda *options: json.loads(run("rebuild-index", "--json", *options).stdout)["snapshot"]


def test_there_is_nothing_to_list_before_the_first_build(run):
    """And the sentence says what to run."""
    result = run("index", "versions")
    assert (result.exit_code, result.stdout) == (0, "There is no index yet; `sourcier rebuild-index` makes one.\n")
    assert json.loads(run("index", "versions", "--json").stdout) == {"versions": []}


def test_versions_are_listed_newest_first_with_what_is_in_use(run, build):
    """One that waits is told apart from one before."""
    first, second, waiting = build(), build(), build("--wait")
    found = json.loads(run("index", "versions", "--json").stdout)["versions"]
    assert [(one["name"], one["in_use"], one["waiting"]) for one in found] == [
        (waiting, False, True),
        (second, True, False),
        (first, False, False),
    ]
    assert [(one["articles"], one["problem"]) for one in found] == [(1, None)] * 3
    lines = run("index", "versions").stdout.splitlines()
    assert [line.split()[:2] for line in lines[:2]] == [[waiting, "waits"], [second, "in"]]
    assert "1 article, 1 passage, static:" in lines[0]


def test_a_build_that_waits_says_how_to_put_it_in_use(run, build, notes):
    """And does not answer meanwhile."""
    first = build()
    lines = run("rebuild-index", "--wait").stdout.splitlines()
    assert lines[0].startswith("Index built, not in use yet: 1 article")
    name = lines[-1].split("`")[1].split()[-1]
    assert lines[-1] == f"`sourcier index use {name}` puts it in use."
    assert run("index", "use", name).stdout == f"{name} is in use instead of {first}.\n"
    assert json.loads(run("index", "use", first, "--json").stdout) == {"in_use": first, "before": name}
    assert run("index", "use", first).stdout == f"{first} is in use.\n"


def test_going_back_takes_the_one_before(run, build):
    """And there is an end to going back."""
    first, second = build(), build()
    assert run("index", "rollback").stdout == f"{first} is in use instead of {second}.\n"
    result = run("index", "rollback")
    assert result.exit_code == 2
    assert "no sound index older than the one in use" in result.stderr


def test_going_back_passes_over_a_damaged_one(run, build, notes, tmp_path):
    """Which the list names."""
    first, second, third = build(), build(), build()
    store = CorpusParts(cli.settings_from(notes, tmp_path / "data")).store
    (store.snapshots / second / "manifest.json").write_text("{}")
    listed = run("index", "versions").stdout
    assert "cannot be used" in listed
    assert run("index", "use", second).exit_code == 1
    assert json.loads(run("index", "rollback", "--json").stdout) == {"in_use": first, "before": third}


@pytest.mark.parametrize("name", ["nothing", "../..", "a/b"])
def test_an_unknown_name_is_refused(run, build, name):
    """With what lists the names."""
    build()
    result = run("index", "use", name)
    assert result.exit_code == 1
    assert "`sourcier index versions` lists them" in result.stderr
