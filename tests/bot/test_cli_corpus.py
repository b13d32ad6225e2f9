import json

import pytest
from typer.testing import CliRunner

from bot import cli

pytestmark = pytest.mark.usefixtures("bare_host")

STARGATE = """---
title: Stargate et Microsoft
url: https://example.org/stargate
date: 2025-01-21
lang: fr
---

Microsoft dispose d’un droit de premier refus, dit aussi ROFR, sur les nouvelles capacités de calcul d’OpenAI.

Follow us on Google News

Oracle investit directement dans le projet, et son fondateur Larry Ellison était présent à la Maison Blanche.
"""


@pytest.fixture
def notes(tmp_path):
    """A folder of one article that can be read, and one file that cannot."""
    folder = tmp_path / "notes"
    (folder / "fr").mkdir(parents=True)
    (folder / "fr" / "stargate.md").write_text(STARGATE, encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    return folder


def run(*arguments):
    return CliRunner().invoke(cli.app, ["corpus", *arguments])


def test_the_list_names_each_article_and_what_cannot_be_read(notes):
    result = run("list", "--corpus", str(notes))
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert lines[0].split() == ["Article", "Lang", "Date", "Words", "Title"]
    assert lines[1].split()[:3] == ["fr/stargate.md", "fr", "2025-01-21"]
    assert lines[1].endswith("Stargate et Microsoft")
    assert lines[3] == "1 file could not be read:"
    assert lines[4].split()[0] == "empty.txt"


def test_the_list_for_machines_holds_articles_and_problems(notes):
    record = json.loads(run("list", "--json", "--corpus", str(notes)).stdout)
    assert [problem["path"] for problem in record["problems"]] == ["empty.txt"]
    (article,) = record["articles"]
    assert article.pop("words") > 30
    assert article == {
        "article": "fr/stargate.md",
        "path": str(notes / "fr" / "stargate.md"),
        "title": "Stargate et Microsoft",
        "url": "https://example.org/stargate",
        "date": "2025-01-21",
        "collection": "articles",
        "language": "fr",
    }


def test_an_article_is_shown_cleaned_by_id_or_by_path(notes, monkeypatch):
    by_id = run("show", "fr/stargate.md", "--corpus", str(notes))
    monkeypatch.chdir(notes / "fr")
    by_path = run("show", "stargate.md", "--corpus", str(notes))
    assert by_id.exit_code == by_path.exit_code == 0
    assert by_id.stdout.splitlines()[0] == "Stargate et Microsoft"
    assert "droit de premier refus" in by_id.stdout
    assert "Follow us" not in by_id.stdout
    assert by_path.stdout.splitlines()[4:] == by_id.stdout.splitlines()[4:]


def test_dropped_lines_are_shown_with_number_and_reason(notes):
    result = run("show", "fr/stargate.md", "--dropped", "--corpus", str(notes))
    (line,) = [line for line in result.stdout.splitlines() if "Follow us on Google News" in line]
    assert line.split()[0].isdigit()
    record = json.loads(run("show", "fr/stargate.md", "--json", "--corpus", str(notes)).stdout)
    assert [(one["text"], bool(one["reason"])) for one in record["dropped"]] == [("Follow us on Google News", True)]


def test_a_file_outside_the_corpus_can_be_shown(notes, tmp_path):
    (tmp_path / "other.md").write_text(STARGATE, encoding="utf-8")
    record = json.loads(run("show", str(tmp_path / "other.md"), "--json", "--corpus", str(notes)).stdout)
    assert (record["article"], record["path"]) == ("other.md", str(tmp_path / "other.md"))


def test_of_an_unknown_article_the_nearest_id_is_told(notes):
    result = run("show", "stargate", "--corpus", str(notes))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith("did you mean fr/stargate.md?\n")


@pytest.mark.parametrize("wanted", ["stargat.md", "fr/sargate.md", "star.txt"])
def test_a_slip_in_an_id_is_seen_through_whatever_its_ending(notes, wanted):
    assert run("show", wanted, "--corpus", str(notes)).stderr.endswith("did you mean fr/stargate.md?\n")


@pytest.mark.parametrize("wanted", ["nope.md", "a/b.md", ".md"])
def test_an_ending_alone_is_like_no_article(notes, wanted):
    """Every Markdown file ends on ".md"."""
    assert run("show", wanted, "--corpus", str(notes)).stderr.endswith("`sourcier corpus list` shows what there is\n")


def test_of_what_is_no_file_the_reason_is_told_and_not_another_name(notes):
    """As the list tells it."""
    (notes / "stargate.md").symlink_to(notes / "gone.md")
    result = run("show", "stargate.md", "--corpus", str(notes))
    assert (result.exit_code, result.stderr) == (1, "sourcier: stargate.md cannot be read: a link to nothing\n")
    assert "what was given is no article of" in run("show", "", "--corpus", str(notes)).stderr


def test_the_name_of_a_file_cannot_steer_a_terminal(notes):
    """Nor break the sentence that it stands in."""
    (notes / "e\x1b]0;owned\x07vil.md").touch()
    (notes / "two\nlines.md").write_text("Two lines.")
    shown = [run("show", name, "--corpus", str(notes)).stderr for name in ("e\x1b]0;owned\x07vil.md", "two-lines.md")]
    assert not set("".join(shown)) & {"\x1b", "\x07"}
    assert shown[1].endswith("did you mean two lines.md?\n")


def test_an_article_that_cannot_be_read_is_named_with_the_reason(notes):
    result = run("show", "empty.txt", "--corpus", str(notes))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"sourcier: {notes / 'empty.txt'} cannot be read: ")


def test_check_is_status_one_where_something_cannot_be_read(notes):
    result = run("check", "--corpus", str(notes))
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:3] == ["1 article can be read.", "", "1 file could not be read:"]
    record = json.loads(run("check", "--json", "--corpus", str(notes)).stdout)
    assert (record["articles"], [problem["path"] for problem in record["problems"]]) == (1, ["empty.txt"])


def test_check_tells_what_was_passed_over_without_failing(notes):
    (notes / "empty.txt").unlink()
    dated = STARGATE.replace("2025-01-21", "last week")
    (notes / "fr" / "stargate.md").write_text(dated, encoding="utf-8")
    result = run("check", "--corpus", str(notes))
    assert result.exit_code == 0
    assert result.stdout.splitlines()[2] == "1 file said something that was passed over:"
    (note,) = json.loads(run("check", "--json", "--corpus", str(notes)).stdout)["notes"]
    assert note["path"] == "fr/stargate.md"
    assert "last week" in note["reason"]


def test_check_counts_a_file_once_however_much_it_says(notes):
    """Two lines on one file are of one file."""
    (notes / "empty.txt").unlink()
    unclear = STARGATE.replace("2025-01-21", "last week").replace("lang: fr", "lang: klingon")
    (notes / "fr" / "stargate.md").write_text(unclear, encoding="utf-8")
    lines = run("check", "--corpus", str(notes)).stdout.splitlines()
    assert lines[2] == "1 file said something that was passed over:"
    assert [line.split()[0] for line in lines[3:] if "stargate.md" in line] == ["fr/stargate.md"] * 2


def test_a_name_spelled_as_on_a_mac_is_found_and_named_as_it_is_on_disk(notes):
    spelled = notes / "re\u0301sume\u0301.md"
    spelled.write_text(STARGATE, encoding="utf-8")
    for name in ("résumé.md", spelled.name):
        record = json.loads(run("show", name, "--json", "--corpus", str(notes)).stdout)
        assert (record["article"], record["path"]) == ("résumé.md", str(spelled))
    listed = json.loads(run("list", "--json", "--corpus", str(notes)).stdout)["articles"]
    assert str(spelled) in [article["path"] for article in listed]


def test_check_is_status_zero_where_all_can_be_read(notes):
    (notes / "empty.txt").unlink()
    result = run("check", "--corpus", str(notes))
    assert (result.exit_code, result.stdout) == (0, "1 article can be read.\n")


def test_a_missing_folder_is_a_sentence(tmp_path):
    result = run("list", "--corpus", str(tmp_path / "nowhere"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert str(tmp_path / "nowhere") in result.stderr


@pytest.mark.parametrize("command", ["list", "show", "check"])
def test_help_shows_an_example(command):
    assert "For example: sourcier corpus " in run(command, "--help").stdout


@pytest.mark.parametrize("command", ["list", "check"])
def test_an_empty_folder_is_named_with_what_to_put_there(command, tmp_path):
    told = run(command, "--corpus", str(tmp_path)).stdout
    assert told == (
        f"There is no article in {tmp_path}. Put .txt, .md, .html, .pdf or .docx files there, or name another folder "
        "with --corpus.\n"
    )


def test_a_folder_of_nothing_readable_is_not_called_empty(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    result = run("check", "--corpus", str(tmp_path))
    assert result.exit_code == 1
    assert result.stdout.startswith(f"No article that can be read is in {tmp_path}. Put ")
