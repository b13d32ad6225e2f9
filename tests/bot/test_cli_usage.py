"""What was typed wrong, and errors for programs: a sentence of ours, JSON where it was asked for, the same status."""

import json
import re

import pytest
import typer.main
from typer.testing import CliRunner

from bot import cli

pytestmark = pytest.mark.usefixtures("bare_host")


def run(*arguments):
    return CliRunner().invoke(cli.app, list(map(str, arguments)), prog_name="sourcier")


def ends_in(sentence, command):
    """Return the whole of standard error for a sentence on `command`."""
    return f"sourcier: {sentence}; `sourcier {command} -h` says what it takes\n"


@pytest.mark.parametrize("found", ["x", "1.5", "", "0", "-1"])
def test_a_number_of_indexes_to_keep_that_makes_no_sense_is_found_and_wanted(found):
    """In one sentence like any other."""
    result = run("index", "prune", f"--keep={found}")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == ends_in(f"--keep is {found!r}; wanted a whole number of 1 or more", "index prune")


@pytest.mark.parametrize(
    ("typed", "sentence", "command"),
    [
        (["search", "x", "--limit", "101"], "--limit is '101'; wanted a whole number from 1 to 100", "search"),
        (["ask"], "missing argument 'QUESTION'", "ask"),
        (["status", "--bad"], "no such option: --bad", "status"),
        (
            ["evaluate", "retrieval", "x", "--by", "me"],
            "--by is 'me'; wanted one of all, words, dense",
            "evaluate retrieval",
        ),
    ],
)
def test_other_wrong_usage_is_said_in_the_same_way(typed, sentence, command):
    """And says where the help is."""
    result = run(*typed)
    assert (result.exit_code, result.stderr) == (2, ends_in(sentence, command))


def test_a_command_that_is_misspelt_is_guessed():
    """As one that is like it."""
    result = run("indx")
    assert result.exit_code == 2
    assert result.stderr == "sourcier: no such command 'indx'; did you mean 'index'? `sourcier -h` says what it takes\n"


def test_a_group_alone_shows_its_help_and_no_sentence():
    """With the status of wrong usage, as ever."""
    result = run("index")
    assert (result.exit_code, "sourcier: " in result.output, "rollback" in result.output) == (2, False, True)


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        (["ask", "what?"], 1),
        (["search", "what?"], 1),
        (["glossary"], 1),
        (["rebuild-index"], 1),
        (["corpus", "list"], 1),
        (["corpus", "check"], 1),
        (["corpus", "show", "a.md"], 1),
        (["corpus", "remove", "a.md"], 1),
        (["corpus", "restore", "a.md"], 1),
        (["corpus", "add", "a.md"], 1),
        (["evaluate", "retrieval", "none.csv"], 1),
        (["evaluate", "answers", "none.csv"], 1),
        (["index", "use", "none"], 1),
        (["index", "rollback"], 1),
        (["index", "verify", "none"], 1),
        (["index", "prune", "--keep", "x"], 2),
    ],
)
def test_an_error_is_json_where_json_was_asked_for(tmp_path, typed, status):
    """The same sentence as for people, on standard output, and the same status."""
    folders = ["--corpus", tmp_path / "gone", "--data-dir", tmp_path / "data"]
    told, record = run(*typed, *folders), run(*typed, *folders, "--json")
    assert (told.exit_code, told.stdout, record.exit_code) == (status, "", status)
    error = json.loads(record.stdout)
    assert error.pop("folder", True) is True  # where that is why
    assert error == {"error": told.stderr.splitlines()[-1].removeprefix("sourcier: ")}
    assert record.stderr == told.stderr


def test_an_error_of_the_state_is_json_where_json_was_asked_for(tmp_path):
    """Also where a command leaves by itself."""
    told = run("state", "export", "7", "--data-dir", tmp_path)
    record = run("state", "export", "7", "--data-dir", tmp_path, "--json")
    assert (told.exit_code, told.stdout, record.exit_code) == (1, "", 1)
    assert json.loads(record.stdout) == {"error": told.stderr.removeprefix("sourcier: ").strip()}


def test_a_wrong_setting_is_json_where_json_was_asked_for(monkeypatch):
    """It is found before a command begins."""
    monkeypatch.setenv("SOURCIER_ANSWER_THREADS", "many")
    result = run("status", "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["error"].startswith(
        "SOURCIER_ANSWER_THREADS is 'many' in the environment; wanted "
    )


@pytest.mark.parametrize(
    "command", [["status"], ["ask", "what?"], ["rebuild-index"], ["index", "versions"], ["corpus", "list"]]
)
def test_a_file_in_the_place_of_the_data_folder_is_said_to_be_one(tmp_path, command):
    """By every command alike, before anything is read or made; so is one above it."""
    (tmp_path / "file").write_text("")
    wanted = "and a folder for indexes and the log was wanted; move it away, or name another with --data-dir or "
    result = run(*command, "--data-dir", tmp_path / "file")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"sourcier: {tmp_path / 'file'} is a file, {wanted}SOURCIER_DATA_DIR\n"
    below = run(*command, "--data-dir", tmp_path / "file" / "data")
    assert below.stderr.startswith(
        f"sourcier: {tmp_path / 'file/data'} cannot be made: {tmp_path / 'file'} is a file, "
    )


def test_a_link_that_leads_nowhere_is_no_data_folder(tmp_path, monkeypatch):
    """The setting is named as well as the option."""
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    monkeypatch.setenv("SOURCIER_DATA_DIR", str(tmp_path / "link"))
    result = run("status")
    assert (result.exit_code, f"{tmp_path / 'link'} is no folder, " in result.stderr) == (1, True)


def helps(group, before=()):
    """Yield the words of each command and group with its help."""
    yield before, run(*before, "-h")
    for name, one in group.commands.items():
        if hasattr(one, "commands"):
            yield from helps(one, (*before, name))
        else:
            yield (*before, name), run(*before, name, "-h")


@pytest.mark.parametrize("columns", [80, 100, 200])
def test_no_help_tells_what_python_makes_of_an_argument_or_option(monkeypatch, columns):
    """Its name and a sentence say what it is; no line is wider than the terminal."""
    monkeypatch.setenv("COLUMNS", str(columns))
    for words, result in helps(typer.main.get_command(cli.app)):
        found = re.findall(r"<[a-z|]{2,}.*|x *[<>]=?.*|list\[.*|\[\[.*|\{[A-Z].*", result.stdout)
        assert (result.exit_code, "─ Options ─" in result.stdout, found) == (0, True, []), words
        assert max(map(len, result.stdout.splitlines())) <= columns, words


def test_help_names_arguments_values_and_choices(monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    asked, listed, measured = (run(*words, "-h").stdout for words in (["ask"], ["glossary"], ["evaluate", "retrieval"]))
    assert "Usage: sourcier ask [OPTIONS] QUESTION..." in asked
    assert re.search(r"QUESTION +What to ask; - reads a conversation", asked)
    assert re.search(r"--json +Print JSON for machines", asked)
    assert re.search(r"--help +-h +Show this message and exit", asked)
    assert "Usage: sourcier glossary [OPTIONS] [TERM...]" in listed
    assert re.search(r"--limit +N +How many terms to list\.[│\s]+\[default: 100\]", listed)
    assert re.search(r"--by +all\|words\|dense +What finds", measured)
