"""`sourcier evaluate retrieval`: from files that people give to figures, or to a sentence that says what to do."""

import errno
import gzip
import io
import json
import re

import pytest
from rich.console import Console
from typer.testing import CliRunner

from bot import cli
from bot.terminal.evaluation import Evaluated, render_evaluation
from index.evaluation.measures import MEASURES, Estimate
from index.evaluation.report import Cell, Comparison, Crossing, DomainSummary, Report
from tests.bot.terminal_fakes import a_manifest
from tests.conftest import NEEDS_MEASURES
from tests.index.evaluation.folders import PASSAGES, QUESTIONS, lines_of, write, write_folder

pytestmark = [pytest.mark.usefixtures("bare_host"), NEEDS_MEASURES]


@pytest.fixture
def pets(tmp_path):
    return write_folder(tmp_path / "pets", packed=True)


@pytest.fixture
def notes(tmp_path):
    """A host's two articles."""
    write(tmp_path / "notes/cats.md", "---\ntitle: Cats\nlang: en\n---\n\nThe cat sleeps on the mat all day long.\n")
    write(tmp_path / "notes/chiens.md", "---\ntitle: Les chiens\nlang: fr\n---\n\nUn chien aboie la nuit dehors.\n")
    return tmp_path / "notes"


def run(*arguments):
    return CliRunner().invoke(cli.app, ["evaluate", "retrieval", *map(str, arguments)])


def invoke(*arguments):
    return CliRunner().invoke(cli.app, list(arguments))


def an_evaluation(domain):
    """Return made-up figures of two pairs of one source, in both views, compared."""
    low = Estimate(0.75, 0.7, 0.8)
    less = Comparison(1.0, Estimate(-0.25, -0.3, -0.2), True)
    found = [
        Cell(view, domain, source, asked, "en", 12_345, dict.fromkeys(MEASURES, low), dict.fromkeys(MEASURES, less))
        for view in ("alone", "mixed")
        for source in ("", "openquizzdb")
        for asked in ("en", "fr")
    ]
    crossing = Crossing(0.8, 0.6)
    summaries = tuple(DomainSummary(view, domain, crossing, crossing) for view in ("alone", "mixed"))
    means = {"alone": 0.75, "mixed": 0.75}
    return Evaluated(Report(tuple(found), summaries, means, means), "all", "bm25", 100, 24_690, a_manifest())


def cells(result):
    return {(one["view"], one["pair"], one["source"]): one for one in json.loads(result.stdout)["cells"]}


def test_a_folder_gets_a_row_a_pair_and_a_summary(pets):
    """q1 and q2 find their cats in both languages; q3 finds its dog."""
    result = run(pets)
    assert (result.exit_code, result.exception) == (0, None)
    lines = result.stdout.splitlines()
    assert lines[0] == "3 questions, 4 passages (4 articles: 2 fr, 2 en)"
    assert [line.split() for line in lines[lines.index("Each language alone") + 2 :][:4]] == [
        ["pets", "en-en", "2", "1.000", "1.000", "1.000…1.000", "1.000", "1.000", "1.000…1.000", "1.000"],
        ["en-fr", "1", "1.000", "1.000", "1.000…1.000", "1.000", "1.000", "1.000…1.000", "1.000"],
        ["fr-fr", "1", "1.000", "1.000", "1.000…1.000", "1.000", "1.000", "1.000…1.000", "1.000"],
        ["fr-en", "1", "1.000", "1.000", "1.000…1.000", "1.000", "1.000", "1.000…1.000", "1.000"],
    ]
    assert ["mean", "of", "1", "domain", "alone", "100.0%", "100.0%"] in [line.split() for line in lines]
    assert "Left out: 1 question without a right passage." in result.stderr
    assert "against" not in result.stdout
    assert "made" not in result.stdout


def test_progress_goes_to_standard_error(pets):
    result = run(pets, "--against", "bm25")
    assert [line for line in result.stderr.splitlines() if " of " in line] == [
        "encoding 4 of 4",
        "writing 4 of 4",
        "asking 3 of 3",
        "bm25 3 of 3",
    ]
    assert " of 3" not in result.stdout


def test_sources_are_shown_where_asked_for(pets):
    lines = run(pets, "--sources").stdout.splitlines()
    at = lines.index("Each language alone, by source")
    assert [line.split()[:3] for line in lines[at + 2 :][:3]] == [
        ["pets"],
        ["found", "en-en", "1"],
        ["made", "en-en", "1"],
    ]


@pytest.mark.parametrize("given", ["bm52", ""])
def test_what_it_is_compared_with_is_a_run_or_bm25(pets, given):
    """Anything else is told before anything is asked."""
    result = run(pets, "--against", given)
    assert result.exit_code == 2
    assert f"--against takes bm25, or a run file that --run wrote before; '{given}' is neither" in result.stderr


def test_against_bm25_shows_what_words_alone_lack(pets):
    """Words alone find no French cat for an English question."""
    result = run(pets, "--against", "bm25")
    lines = result.stdout.splitlines()
    at = lines.index("Each language alone, against bm25 (* where the interval excludes 0)")
    crossing = next(line.split() for line in lines[at:] if line.split()[:1] == ["en-fr"])
    assert crossing[:6] == ["en-fr", "1", "1.000", "0.000", "+1.000", "+1.000…+1.000"]


def test_a_run_is_written_and_compared_with(pets, tmp_path):
    """Words alone, written and read back, are what bm25 is."""
    assert run(pets, "--by", "words", "--run", tmp_path / "words.run").exit_code == 0
    tags = {line.split()[5] for line in (tmp_path / "words.run").read_text(encoding="utf-8").splitlines()}
    assert tags == {"sourcier-words"}
    from_file = cells(run(pets, "--against", tmp_path / "words.run", "--json"))
    at_once = cells(run(pets, "--against", "bm25", "--json"))
    assert {key: one["against"] for key, one in from_file.items()} == {
        key: one["against"] for key, one in at_once.items()
    }


def test_json_is_one_object_with_the_promised_keys(pets):
    result = run(pets, "--json", "--by", "dense", "--depth", "50")
    assert result.stdout.count("\n") == 1
    record = json.loads(result.stdout)
    assert list(record) == [
        "questions",
        "passages",
        "articles",
        "encoder",
        "encoder_digest",
        "by",
        "against",
        "depth",
        "cells",
        "domains",
        "mean_share_same_questions",
        "mean_share_whole_domain",
    ]
    assert (record["questions"], record["by"], record["against"], record["depth"]) == (3, "dense", None, 50)
    cell = cells(result)["mixed", "en-en", "made"]
    assert (cell["domain"], cell["questions"], cell["against"]) == ("pets", 1, None)
    assert list(cell["measures"]) == ["recall_at_1", "recall_at_5", "recall_at_10", "mrr_at_10", "ndcg_at_10"]
    assert list(cell["measures"]["recall_at_5"]) == ["value", "low", "high"]


def test_two_folders_and_distractors_make_one_index(pets, tmp_path):
    second = write_folder(
        tmp_path / "more",
        passages=[{**row, "id": f"m{row['id']}"} for row in PASSAGES],
        questions=[{**row, "id": f"m{row['id']}"} for row in QUESTIONS],
        judgements=[("mq1", "mp1", 1)],
    )
    rows = [{"id": "d1", "text": "It rains.", "lang": "en"}]
    (tmp_path / "rain.jsonl.gz").write_bytes(gzip.compress(lines_of(rows).encode()))
    record = json.loads(run(pets, second, "--distractors", tmp_path / "rain.jsonl.gz", "--json").stdout)
    assert (record["passages"], record["questions"]) == (9, 4)
    assert {one["domain"] for one in record["domains"]} == {"pets", "more"}


def test_nothing_stays_behind(pets, tmp_path, monkeypatch):
    """The temporary index goes, and no index of the shipped articles is built."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    assert run(pets).exit_code == 0
    assert list(scratch.iterdir()) == []
    assert not (tmp_path / "home-data").exists()


def test_a_hosts_own_questions_are_asked_of_its_articles(notes, tmp_path):
    """As a French Excel writes them; the index is built first."""
    text = "question;article\r\nwhere does the cat sleep?;cats\r\nqu’est-ce qui aboie la nuit ?;LES CHIENS\r\n"
    (tmp_path / "own.csv").write_bytes(text.encode("cp1252"))
    result = run(
        tmp_path / "own.csv", "--corpus", notes, "--data-dir", tmp_path / "data", "--run", tmp_path / "own.run"
    )
    assert (result.exit_code, result.exception) == (0, None)
    assert "No index of these articles yet: building it." in result.stderr
    lines = [line.split()[:4] for line in result.stdout.splitlines()]
    assert ["own", "en-en", "1", "1.000"] in lines
    assert ["fr-fr", "1", "1.000", "1.000"] in lines
    assert "Across languages" not in result.stdout
    first = (tmp_path / "own.run").read_text(encoding="utf-8").splitlines()[0]
    assert re.fullmatch(r"own-[0-9a-f]{10} Q0 cats.md 1 \d sourcier-all", first)


def test_what_was_measured_is_kept_with_the_index_and_shown(notes, tmp_path):
    """With `index versions` and `status`; what words alone find is kept beside it, and a later run replaces one."""
    write(tmp_path / "own.csv", "question,article\nwhere is the cat?,Cats\nzebra?,Les chiens\n")
    places = ["--corpus", str(notes), "--data-dir", str(tmp_path / "data")]
    assert run(tmp_path / "own.csv", *places).exit_code == 0
    assert run(tmp_path / "own.csv", *places, "--by", "words").exit_code == 0
    (version,) = json.loads(invoke("index", "versions", "--json", *places).stdout)["versions"]
    kept = version["evaluation"]
    assert kept["retrieval"]["recall_at_5"] == 1.0
    assert (kept["retrieval"]["questions"], kept["retrieval"]["files"]) == (2, ["own.csv"])
    assert kept["retrieval-words"]["recall_at_5"] == 0.5
    assert version["dense"] == {"method": "exact", "recall_at_10": 1.0, "questions": 0}
    assert " · recall@5 1.00" in invoke("index", "versions", *places).stdout
    status = invoke("status", *places).stdout
    assert [line.split() for line in status.splitlines() if line.startswith(("Nearest", "Measured"))] == [
        ["Nearest", "compared", "with", "every", "passage"],
        ["Measured", "recall@5", "1.00"],
    ]
    index = json.loads(invoke("status", "--json", *places).stdout)["index"]
    assert (index["evaluation"], index["dense"]) == (kept, version["dense"])
    assert invoke("index", "verify", *places).exit_code == 0


def test_what_cannot_be_kept_spoils_no_evaluation(notes, tmp_path, monkeypatch):
    """A full disk is a line in the log; the figures are shown."""

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device", "manifest.json.new")

    monkeypatch.setattr("index.keeping.noting.write_manifest", full)
    write(tmp_path / "own.csv", "question,article\nwhere is the cat?,Cats\n")
    result = run(tmp_path / "own.csv", "--corpus", notes, "--data-dir", tmp_path / "data", "--json")
    assert (result.exit_code, json.loads(result.stdout)["questions"]) == (0, 1)


def test_a_hosts_questions_are_checked_before_anything_is_asked(notes, tmp_path):
    write(tmp_path / "own.csv", "question,article\nwhere is the cat?,Cat\nwho?,Unheard of\n")
    result = run(tmp_path / "own.csv", "--corpus", notes, "--data-dir", tmp_path / "data")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "own.csv: line 2 names 'Cat', and no article has that title or id (the nearest is cats.md)" in result.stderr
    assert "asking" not in result.stderr


def test_a_file_that_is_none_is_named_before_an_index_is_built(notes, tmp_path):
    write(tmp_path / "own.csv", "where is the cat?,Cats\n")
    result = run(tmp_path / "own.csv", "--corpus", notes, "--data-dir", tmp_path / "data")
    assert result.exit_code == 1
    assert result.stderr.startswith("sourcier: ")
    assert not (tmp_path / "data").exists()


def write_spaced(folder):
    return write_folder(folder, judgements=[("q1", "p 1", 1)], passages=[{**PASSAGES[0], "id": "p 1"}])


def flawed(folder, name, text):
    write_folder(folder)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            lambda here: [here / "nowhere"],
            "nowhere: no such file or folder; name a CSV or JSONL file of questions of your own, or a folder in BEIR's",
        ),
        (
            lambda here: [here / "mine.csv"],
            "mine.csv: no such file; name a CSV or JSONL file of questions of your own",
        ),
        (lambda here: [flawed(here / "a", "qrels.tsv", "")], "a/qrels.tsv is empty; give a file with a row a line"),
        (lambda here: [flawed(here / "a", "corpus.jsonl", "{\n")], "a/corpus.jsonl: line 1 is not JSON"),
        (
            lambda here: [write_folder(here / "a"), write_folder(here / "b")],
            "b/corpus.jsonl; ids must differ, so rename one",
        ),
        (
            lambda here: [write_folder(here / "a"), "--distractors", here / "none.jsonl"],
            "none.jsonl cannot be read: No such file or directory",
        ),
        (
            lambda here: [write_folder(here / "a"), "--against", here / "none.run"],
            "none.run cannot be read: No such file or directory",
        ),
        (
            lambda here: [write_folder(here / "a"), "--run", here / "no/a.run"],
            "a.run cannot be written: No such file or directory; name a file in a folder",
        ),
        (
            lambda here: [write_spaced(here / "a"), "--run", here / "a.run"],
            "a TREC run file cannot carry the article id 'p 1'",
        ),
        (
            lambda here: [write_folder(here / "a"), here / "a/qrels.tsv"],
            "a/qrels.tsv is a file of questions and the others are folders",
        ),
        (
            lambda here: [write_folder(here / "a") / "qrels.tsv", "--distractors", here / "a/corpus.jsonl"],
            "--distractors goes with BEIR folders",
        ),
    ],
)
def test_bad_input_ends_in_one_sentence_and_a_status(tmp_path, arguments, sentence):
    """2 for what makes no sense, 1 for what cannot be read."""
    result = run(*arguments(tmp_path))
    status = 2 if sentence.startswith(("--distractors goes", "a/qrels.tsv is a file of questions and")) else 1
    assert (result.exit_code, result.stdout) == (status, "")
    (said,) = [line for line in result.stderr.splitlines() if line.startswith("sourcier: ")]
    assert sentence in said


def test_a_run_of_other_questions_is_refused(pets, tmp_path):
    write(tmp_path / "other.run", "x1 Q0 p1 1 1 me\n")
    result = run(pets, "--against", tmp_path / "other.run")
    assert result.exit_code == 1
    assert "other.run holds no question of pets, so it was made from other questions" in result.stderr


def test_a_run_that_lacks_questions_is_noted(pets, tmp_path):
    write(tmp_path / "part.run", "q1 Q0 p1 1 1 me\n")
    result = run(pets, "--against", tmp_path / "part.run")
    assert result.exit_code == 0
    assert "part.run has no line for 2 of the questions (q2, q3): nothing found." in result.stderr


def test_questions_are_not_written_over(tmp_path):
    text = "question,article\nWho?,Cats\n"
    (tmp_path / "own.csv").write_text(text)
    result = run(tmp_path / "own.csv", "--run", tmp_path / "own.csv")
    assert (result.exit_code, (tmp_path / "own.csv").read_text()) == (2, text)
    assert "own.csv is read from, and would be written over; name another file" in result.stderr


@pytest.mark.parametrize("arguments", [["--by", "luck"], ["--depth", "5"], []])
def test_wrong_use_is_typers_business(arguments):
    assert run(*arguments).exit_code == 2


def test_tables_fit_a_terminal_of_a_hundred_columns():
    """The widest figures that there are; of a long name only the name is folded."""
    columns = Console(width=100, file=io.StringIO())
    columns.print(*render_evaluation(an_evaluation("a-domain-with-a-very-long-name"), sources=True), sep="\n")
    lines = columns.file.getvalue().splitlines()
    assert max(map(len, map(str.rstrip, lines))) <= 100
    assert sum(line.count("-0.250* -0.300…-0.200") for line in lines) == 16
    narrow = Console(width=60, file=io.StringIO())
    narrow.print(*render_evaluation(an_evaluation("a-domain-with-a-very-long-name"), sources=True), sep="\n")
    shown = narrow.file.getvalue()
    assert max(map(len, map(str.rstrip, shown.splitlines()))) <= 60
    assert (shown.count("-0.250*"), shown.count("…")) == (16, 0)  # no figure is cut, and intervals go first
    assert sum(line.count("0.700…0.800") for line in lines) == 16
