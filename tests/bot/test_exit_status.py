"""The exit status of every command, by README's one rule: 0 done, 1 not done or not in order, 2 wrong usage."""

import pytest
import typer.main
from typer.testing import CliRunner

from bot import cli

pytestmark = pytest.mark.usefixtures("bare_host")

DONE = [
    "ask where does the cat sleep?",
    "ask who painted Guernica?",
    "chat",
    "search cat",
    "search zzzz",
    "glossary",
    "glossary ROFR",
    "rebuild-index",
    "rebuild-index --dry-run",
    "status",
    "doctor",
    "index versions",
    "index use IN_USE",
    "index verify",
    "index prune",
    "corpus list",
    "corpus check",
    "corpus show one.md",
    "corpus add one.md --name two.md",
    "corpus remove one.md",
    "corpus restore",
    "evaluate answers --reset",
]

NOT_DONE = [
    "ask --corpus nowhere where?",
    "chat --corpus nowhere",
    "search --corpus nowhere where?",
    "glossary --corpus nowhere",
    "rebuild-index --corpus nowhere",
    "status --corpus nowhere",
    "doctor --corpus nowhere",
    "run --corpus nowhere",
    "preview --corpus nowhere",
    "index use nothing",
    "index rollback",
    "index verify nothing",
    "corpus list --corpus nowhere",
    "corpus check --corpus nowhere",
    "corpus show nothing.md",
    "corpus add nothing.md",
    "corpus remove nothing.md",
    "corpus restore nothing.md",
    "evaluate retrieval nothing.csv",
    "evaluate answers nothing.csv",
    "state purge",
    "state export 12",
    "state forget 12",
]

WRONG = [
    "ask",
    "chat --bad",
    "search",
    "search cat --limit 0",
    "glossary --limit x",
    "rebuild-index --poll",
    "rebuild-index --dry-run --wait",
    "status one",
    "doctor --bad",
    "run",
    "preview --port 0",
    "index",
    "index versions one",
    "index use",
    "index rollback one",
    "index verify one two",
    "index prune --keep 0",
    "corpus list one",
    "corpus check --bad",
    "corpus show",
    "corpus add",
    "corpus remove one.md --server x",
    "corpus restore --bad",
    "evaluate retrieval",
    "evaluate answers --distractors one.jsonl",
    "state purge one",
    "state export nobody",
    "state forget 0",
    "nothing",
]


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs a command in a folder of one article with its index; `nowhere` is no folder, `IN_USE` the index's name."""
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "one.md").write_text("---\ntitle: Cats\nlang: en\n---\n\nThe cat sleeps on the mat.")
    (tmp_path / "one.md").write_text("The dog sleeps on the sofa.")
    monkeypatch.setenv("SOURCIER_CORPUS", str(notes))
    monkeypatch.setenv("SOURCIER_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "home-data").mkdir()
    assert CliRunner().invoke(cli.app, ["rebuild-index"]).exit_code == 0
    (name,) = (one.name for one in tmp_path.glob("data/indexes/*/snapshots/*"))

    def command(line):
        if line.split()[0] == "run" and "--corpus" in line:
            monkeypatch.setenv("DISCORD_TOKEN", "MTIz.not.one")
        return CliRunner().invoke(cli.app, line.replace("IN_USE", name).split(), input="")

    return command


@pytest.mark.parametrize("line", DONE)
def test_what_was_done_leaves_with_0(run, line):
    """Also where a question finds no answer."""
    result = run(line)
    assert (result.exit_code, "sourcier: " in result.stderr) == (0, False)


@pytest.mark.parametrize("line", NOT_DONE)
def test_what_was_not_done_leaves_with_1(run, line):
    """With a sentence; nothing is there that was named, or something is not in order."""
    result = run(line)
    assert result.exit_code == 1
    assert "sourcier: " in result.stderr or line.startswith("doctor")


@pytest.mark.parametrize("line", WRONG)
def test_what_makes_no_sense_leaves_with_2(run, line):
    assert run(line).exit_code == 2


@pytest.mark.parametrize(("name", "value"), [("SOURCIER_LOG_LEVEL", "loud"), ("SOURCIER_KEEP_VERSIONS", "0")])
def test_a_setting_that_makes_no_sense_leaves_with_2(run, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    assert {run(line).exit_code for line in ("status", "ask cat", "index versions", "corpus list")} == {2}


def commands(group, before=()):
    for name, one in group.commands.items():
        if hasattr(one, "commands"):
            yield from commands(one, (*before, name))
        else:
            yield " ".join((*before, name))


def test_every_command_is_held_to_the_rule():
    """With what it leaves with where it does nothing, and where it was asked wrong."""
    every = set(commands(typer.main.get_command(cli.app)))
    never_undone = {"index versions", "index prune"}  # where there is nothing, there is nothing to list or delete
    for lines, without in ((NOT_DONE, never_undone), (WRONG, set())):
        assert {name for name in every if any(f"{line} ".startswith(f"{name} ") for line in lines)} == every - without
