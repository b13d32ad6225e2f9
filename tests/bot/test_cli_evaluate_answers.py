"""`sourcier evaluate answers`: from questions with known answers to figures, a picture and a threshold."""

import io
import json
import re
from dataclasses import replace

import pytest
from rich.console import Console
from typer.testing import CliRunner

from bot import cli
from bot.answers.evaluation.asking import StoredTexts
from bot.answers.evaluation.calibrating import Calibrated, Choice
from bot.answers.evaluation.figures import Cell, Quotes, Refusals, Report, Share, Surely
from bot.answers.sentences.confidence import LEAST_OF_FEW
from bot.answers.sentences.threshold import Threshold
from bot.settings import load_settings
from bot.terminal.answer_evaluation import Evaluated, render_evaluation
from bot.wiring import store_folder
from index.evaluation.measures import Estimate
from tests.bot.terminal_fakes import a_manifest
from tests.index.evaluation.folders import PASSAGES, QUESTIONS, lines_of, write, write_folder
from tests.source_code import ROOT

pytestmark = pytest.mark.usefixtures("bare_host")

README = ROOT / "README.md"
UNANSWERABLE = ("off_corpus", "near_miss")
WORDS = {"en": ["on the mat"], "fr": ["sur le tapis"]}
NONE = [
    {"id": "u1", "text": "who painted Guernica?", "lang": "en", "kind": "off_corpus"},
    {"id": "u2", "text": "what colour is the mat of the cat in Peru?", "lang": "en", "kind": "near_miss"},
]
OWN = """question,article,answer,kind
where does the cat sleep?,Cats,on the mat,
qu’est-ce qui aboie la nuit ?,les chiens,Un chien,
who painted Guernica?,,,
what barks at night in Peru?,Les chiens,,near_miss
"""


@pytest.fixture
def pets(tmp_path):
    """Two cats and two dogs; where the cat sleeps is marked."""
    questions = [{**row, "answers": WORDS} if row["id"] in ("q1", "q2") else row for row in QUESTIONS]
    return write_folder(tmp_path / "pets", questions=questions)


@pytest.fixture
def notes(tmp_path):
    """A host's two articles, and where their indexes lie: arguments for the command."""
    write(tmp_path / "notes/cats.md", "---\ntitle: Cats\nlang: en\n---\n\nThe cat sleeps on the mat all day long.\n")
    write(tmp_path / "notes/chiens.md", "---\ntitle: Les chiens\nlang: fr\n---\n\nUn chien aboie la nuit dehors.\n")
    return ("--corpus", tmp_path / "notes", "--data-dir", tmp_path / "data")


@pytest.fixture
def many(tmp_path):
    """One question that the notes answer, asked ever more urgently, and four that they do not."""
    rows = "".join(f"where does the cat sleep{'?' * number},Cats,on the mat\n" for number in range(20))
    others = "".join(f"who painted picture {number}?,,\n" for number in range(4))
    write(tmp_path / "many.csv", f"question,article,answer\n{rows}{others}")
    return tmp_path / "many.csv"


def run(*arguments):
    return CliRunner().invoke(cli.app, ["evaluate", "answers", *map(str, arguments)])


def record_of(*arguments):
    result = run(*arguments, "--json")
    assert (result.exit_code, result.exception) == (0, None), result.stderr
    assert result.stdout.count("\n") == 1
    return json.loads(result.stdout)


def counted(share):
    """Give how many of a share there are."""
    return round(share["of"] * share["estimate"]["value"])


def told_by_readme(record):
    """Give what README says of the shipped questions, by the figures of `record`."""
    refused, surely = record["refusals"][0], record["surely"][0]
    off_corpus, near_miss = (counted(refused[kind]) for kind in UNANSWERABLE)
    told = {0: "none", 1: "one"}[counted(surely["near_miss"])]
    sure, right = surely["precision"], counted(surely["precision"])
    yield f"15 outside the articles: {off_corpus} refused."
    yield f"10 near misses (the topic is there, the fact is not): {near_miss} refused, {told} surely answered."
    yield f"Of {sure['of']} answers said to be sure {right} are right."
    yield f"All of {record['quotes']['citations']} quotes stand word for word where they say"


def test_a_folder_gets_figures_by_language_pair(pets):
    """q1 and q2 have their cats quoted; q3, without marked words, counts for its article.

    Of two articles that say the same in both languages, either may be the one that q1 is answered from.
    """
    record = record_of(pets)
    cells = {one["pair"]: one for one in record["cells"]}
    english = [one for pair, one in cells.items() if pair.startswith("en-")]
    assert list(cells) in (["en-en", "fr-fr"], ["en-en", "en-fr", "fr-fr"])
    wanted = {"found": 2, "answered": 2, "right": 2, "gold": 1, "gold_of_found": 1}
    assert {name: sum(one[name]["of"] for one in english) for name in wanted} == wanted
    assert cells["fr-fr"]["gold"] == {"of": 1, "estimate": {"value": 1.0, "low": 1.0, "high": 1.0}}
    assert record["quotes"]["citations"] == record["quotes"]["verbatim"] >= 3
    assert record["quotes"]["listed"] == 0
    assert (record["questions"], record["passages"], record["threshold"], record["calibrated"]) == (
        3,
        4,
        LEAST_OF_FEW,
        None,
    )


def test_questions_that_nothing_answers_stand_beside_a_folder(pets, tmp_path):
    write(tmp_path / "none.jsonl", lines_of(NONE), packed=True)
    refusals = record_of(pets, tmp_path / "none.jsonl.gz")["refusals"]
    assert [one["language"] for one in refusals] == ["", "en", "fr"]
    whole = refusals[0]
    assert [whole[name]["of"] for name in ("answerable", "others", "off_corpus", "near_miss", "recall")] == [
        2,
        1,
        1,
        1,
        2,
    ]
    assert whole["off_corpus"]["estimate"]["value"] == 1
    assert whole["auroc_off_corpus"]["value"] == 1
    assert refusals[2]["auroc_off_corpus"] == {"value": None, "low": None, "high": None}


def test_distractors_lie_in_the_same_index(pets, tmp_path):
    write(tmp_path / "rain.jsonl", lines_of([{"id": "d1", "text": "It rains.", "lang": "en"}]))
    assert record_of(pets, "--distractors", tmp_path / "rain.jsonl")["passages"] == 5


def test_what_a_person_reads(pets):
    result = run(pets)
    lines = result.stdout.splitlines()
    assert lines[0] == "3 questions, 4 passages (4 articles: 2 fr, 2 en)"
    assert "refuses below 0.20, as shipped; 95 % intervals by bootstrap" in lines[1]
    at = lines.index("Answered")
    assert lines[at + 1].split() == ["Pair", "n", "found", "answered", "right", "first"]
    assert ["fr-fr", "1", "1.000"] in [line.split()[:3] for line in lines[at + 2 : at + 6]]
    at = lines.index("Quoted, where words that answer are known")
    assert lines[at + 2].split()[0] in {"en-en", "en-fr"}
    assert re.search(r"^either language +answerable +2 +0\.000", result.stdout, re.MULTILINE)
    at = lines.index("Said to be sure, of those answered")
    assert lines[at + 1].split() == ["Pair", "n", "sure", "sure", "n", "right", "unsure", "n", "right"]
    assert {line.split()[0] for line in lines[at + 2 : at + 5] if line.strip()} >= {"en-en", "fr-fr"}
    assert re.search(r"^either language +answerable: surely answered +3 ", result.stdout, re.MULTILINE)
    assert re.search(
        r"^Of \d quotes all stand word for word where they say. Sources listed under refusals: 0.$",
        result.stdout,
        re.MULTILINE,
    )
    assert re.search(r"^Found and answered in \d+\.\d ms at the median", result.stdout, re.MULTILINE)
    assert "Left out: 1 question without a right passage." in result.stderr
    assert "Calibrated" not in result.stdout


def test_without_a_file_the_shipped_questions_are_asked_of_the_shipped_articles(tmp_path, monkeypatch):
    """Whatever the settings say; the figures that README gives are these."""
    monkeypatch.setenv("SOURCIER_CORPUS", str(tmp_path / "elsewhere"))
    record = record_of()
    assert (record["questions"], record["articles"]) == (90, 20)
    assert sum(cell["found"]["of"] for cell in record["cells"]) == 65
    assert [cell["pair"] for cell in record["cells"]] == ["en-en", "en-fr", "fr-fr", "fr-en"]
    assert [record["refusals"][0][name]["of"] for name in UNANSWERABLE] == [15, 10]
    assert record["quotes"]["verbatim"] == record["quotes"]["citations"]
    surely = record["surely"][0]
    assert [surely[name]["of"] for name in ("answerable", "off_corpus", "near_miss")] == [65, 15, 10]
    elsewhere = sum(counted(surely[name]) for name in UNANSWERABLE)
    assert surely["precision"]["of"] == sum(cell["sure_right"]["of"] for cell in record["cells"]) + elsewhere
    assert surely["precision"]["estimate"]["value"] > surely["unsure"]["estimate"]["value"]
    assert not (tmp_path / "home-data").exists()
    assert [said for said in told_by_readme(record) if said not in README.read_text(encoding="utf-8")] == []


def test_a_hosts_own_questions_are_asked_of_its_articles(notes, tmp_path):
    write(tmp_path / "own.csv", OWN)
    record = record_of(tmp_path / "own.csv", *notes)
    assert [(one["pair"], one["gold"]["of"], one["gold"]["estimate"]["value"]) for one in record["cells"]] == [
        ("en-en", 1, 1.0),
        ("fr-fr", 1, 1.0),
    ]
    assert [record["refusals"][0][name]["of"] for name in ("answerable", "off_corpus", "near_miss")] == [2, 1, 1]


def test_what_was_measured_is_kept_with_the_index(notes, tmp_path):
    """By `index versions`; questions of folders are asked of an index that goes, and leave nothing."""
    write(tmp_path / "own.csv", OWN)
    record = record_of(tmp_path / "own.csv", *notes)
    listed = CliRunner().invoke(cli.app, ["index", "versions", "--json", *map(str, notes)])
    (version,) = json.loads(listed.stdout)["versions"]
    kept = version["evaluation"]["answers"]
    assert (kept["questions"], kept["files"]) == (record["questions"], ["own.csv"])
    assert (kept["right"], kept["refused"]) == (1.0, 1.0)
    listed = CliRunner().invoke(cli.app, ["index", "versions", *map(str, notes)])
    assert " · right 1.00 · refused 1.00" in listed.stdout


def test_retrieval_leaves_out_what_no_article_answers(notes, tmp_path):
    """One file serves both commands, where its kinds are written."""
    write(tmp_path / "own.csv", OWN.replace("Guernica?,,,", "Guernica?,,,off_corpus"))
    arguments = ["evaluate", "retrieval", str(tmp_path / "own.csv"), *map(str, notes)]
    result = CliRunner().invoke(cli.app, [*arguments, "--json"])
    assert json.loads(result.stdout)["questions"] == 2
    assert "Left out: 2 questions without a right passage." in result.stderr


def test_words_that_stand_nowhere_are_noted(notes, tmp_path):
    write(tmp_path / "own.csv", "question,article,answer\nwhere does the cat sleep?,Cats,under the sofa\n")
    result = run(tmp_path / "own.csv", *notes)
    assert result.exit_code == 0
    wanted = (
        r"The marked words of 1 question stand in none of their articles \(own-[0-9a-f]{10}\): no quote can hold them"
    )
    assert re.search(wanted, result.stderr)


def test_each_answer_is_written_without_its_question(pets, tmp_path):
    write(tmp_path / "none.jsonl", lines_of(NONE))
    assert run(pets, tmp_path / "none.jsonl", "--write", tmp_path / "answers.jsonl").exit_code == 0
    text = (tmp_path / "answers.jsonl").read_text(encoding="utf-8")
    rows = {row["id"]: row for row in map(json.loads, text.splitlines())}
    assert list(rows) == ["q1", "q2", "q3", "u1", "u2"]
    assert (rows["q2"]["pair"], rows["q2"]["gold"], rows["q3"]["gold"]) == ("fr-fr", True, None)
    assert (rows["u1"]["kind"], rows["u1"]["answered"], rows["u1"]["answerable"]) == ("off_corpus", False, False)
    assert {one["sure"] for one in rows.values() if not one["answered"]} == {False}
    assert list(rows["q1"]) == [
        *("id", "domain", "kind", "answerable", "pair", "found", "answered", "sure", "right", "first_right"),
        *("gold", "gold_anyway", "citations", "verbatim", "sentences", "listed", "confidence", "milliseconds"),
    ]
    assert "Guernica" not in text
    assert "sleep" not in text


def test_the_curve_is_drawn(pets, tmp_path):
    write(tmp_path / "none.jsonl", lines_of(NONE))
    assert run(pets, tmp_path / "none.jsonl", "--curve", tmp_path / "curve.svg").exit_code == 0
    drawn = (tmp_path / "curve.svg").read_text(encoding="utf-8")
    assert "2 answerable questions, 1 off the corpus, 1 near misses" in drawn
    assert "off the corpus, AUROC 1.00 (1.00 to 1.00)" in drawn
    assert f"the threshold in use, {LEAST_OF_FEW:.2f}" in drawn


def test_a_quote_that_stands_elsewhere_is_an_error(pets, monkeypatch):
    monkeypatch.setattr(StoredTexts, "text", lambda self, article_id: "another text")
    result = run(pets)
    assert result.exit_code == 1
    assert re.search(r"Of \d quotes 0 stand word for word", result.stdout)
    assert "Some quotes do not stand where they say: that is an error of Sourcier's; please report it." in result.stderr


def test_a_host_calibrates_sees_it_and_goes_back(notes, many):
    """Nothing but the threshold changes, and status tells it."""
    result = run(many, *notes, "--calibrate")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    told = lines[lines.index("Calibrated") + 1 :]
    match = re.fullmatch(
        r"By 20 answerable and 4 unanswerable questions, refuses below (\d\.\d\d) from now on: "
        r"0.0% of the answerable ones and 100.0% of the unanswerable.",
        told[0],
    )
    assert match
    assert told[1] == (
        "Chosen by one half and tried on the other, each way: "
        "0.0% of the answerable ones and 100.0% of the unanswerable."
    )
    status = CliRunner().invoke(cli.app, ["status", *map(str, notes)]).stdout
    assert re.search(rf"below {match[1]}, calibrated on \d{{4}}-\d\d-\d\d with 24 questions of many.csv", status)
    assert f"refuses below {match[1]}, calibrated on" in run(many, *notes).stdout
    back = run("--reset", *notes)
    assert (back.exit_code, back.stdout) == (0, "")
    assert "The calibration is gone: questions are refused as shipped." in back.stderr
    assert "below 0.20, as shipped" in CliRunner().invoke(cli.app, ["status", *map(str, notes)]).stdout
    assert "There was no calibration: questions are refused as shipped." in run("--reset", *notes).stderr


def test_questions_of_ones_own_that_were_not_answered_well_are_named(notes, tmp_path):
    """The worst first; not those of a folder, of which there are thousands."""
    rows = (
        "where does the cat sleep?,Cats,on the mat\n"
        "where does the cat sleep at night?,Cats,on the roof\n"
        "what sleeps on the mat?,Les chiens,\n"
        "what did Plato say?,Cats,\n"
        "where does the cat sleep all day?,,\n"
        "who painted Guernica?,,\n"
    )
    write(tmp_path / "own.csv", f"question,article,answer\n{rows}")
    lines = run(tmp_path / "own.csv", *notes).stdout.splitlines()
    told = lines[lines.index("Not answered as they should be") + 1 :]
    assert [tuple(re.split(" {2,}", line)) for line in told] == [
        ("surely answered, has no answer", "where does the cat sleep all day?"),
        ("surely answered, wrong article", "what sleeps on the mat?"),
        ("surely answered, other words", "where does the cat sleep at night?"),
        ("refused", "what did Plato say?"),
    ]


def test_of_many_such_questions_the_first_are_named(notes, tmp_path):
    rows = "".join(f"what did Plato say{'?' * number},Cats,\n" for number in range(1, 24))
    write(tmp_path / "own.csv", f"question,article,answer\n{rows}")
    lines = run(tmp_path / "own.csv", *notes).stdout.splitlines()
    assert sum(line.startswith("refused  what did Plato say?") for line in lines) == 20
    assert lines[-1] == "and 3 more"


def test_json_tells_what_was_chosen(notes, many):
    chosen = record_of(many, *notes, "--calibrate")["calibrated"]
    assert (chosen["answerable"], chosen["unanswerable"]) == (20, 4)
    assert list(chosen["chosen"]) == ["threshold", "refused_answerable", "refused_unanswerable"]
    assert chosen["tried"]["refused_unanswerable"] == 1


def test_a_calibration_that_does_not_hold_is_noted(notes, many, tmp_path):
    assert run(many, *notes, "--calibrate").exit_code == 0
    store = store_folder(load_settings(corpus=str(notes[1]), data_dir=str(notes[3])))
    (store / "calibration.json").write_text("{", encoding="utf-8")
    result = run(many, *notes)
    assert result.exit_code == 0
    assert "refuses below 0.20, as shipped" in result.stdout
    assert "calibration.json is no calibration (JSONDecodeError), so it is left aside" in result.stderr


def test_too_few_questions_are_refused_before_any_is_asked(notes, tmp_path):
    write(tmp_path / "own.csv", OWN)
    result = run(tmp_path / "own.csv", *notes, "--calibrate")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "a threshold wants 20 questions with an article to be chosen by, found 2" in result.stderr
    assert "asking" not in result.stderr


NO_SENSE = (
    *("the shipped questions", "--calibrate goes", "--reset only", "--distractors goes"),
    *("own.csv is read", "qrels.tsv is read", "a.out is"),
)


def twice(here):
    write_folder(here / "pets")
    write(here / "none.jsonl", lines_of([{**NONE[0], "id": "q1"}]))
    return [here / "pets", here / "none.jsonl"]


def odd(here):
    write_folder(here / "pets")
    write(here / "none.jsonl", lines_of([{**NONE[0], "kind": "riddle"}]))
    return [here / "pets", here / "none.jsonl"]


def own(here, text="question,article\nWho?,Cats\n"):
    write(here / "own.csv", text)
    return here / "own.csv"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (lambda here: [here / "nowhere"], "nowhere: no such file or folder; name a CSV or JSONL file of questions of"),
        (
            lambda here: [here / "mine.csv"],
            "mine.csv: no such file; name a CSV or JSONL file of questions of your own",
        ),
        (lambda here: [own(here), here / "mine.csv"], "mine.csv: no such file; name a CSV or JSONL file"),
        (twice, "the question id q1 stands in pets and in"),
        (odd, "none.jsonl: line 1 has the kind 'riddle', wanted near_miss or off_corpus"),
        (lambda here: ["--corpus", here], "the shipped questions are asked of the shipped articles; name a file"),
        (lambda here: [here / "mine.csv", "--calibrate"], "mine.csv: no such file; name a CSV or JSONL file"),
        (lambda here: ["--calibrate"], "--calibrate goes by questions of your own, asked of your articles; name a CSV"),
        (lambda here: [write_folder(here / "a"), "--calibrate"], "--calibrate goes by questions of your own"),
        (lambda here: [own(here), "--reset"], "--reset only goes back to the threshold as shipped; leave files"),
        (lambda here: ["--distractors", here / "a"], "--distractors goes with BEIR folders"),
        (lambda here: [own(here), "--distractors", here / "a"], "--distractors goes with BEIR folders"),
        (lambda here: [own(here, "who,what\n")], "own.csv: the first line says 'who, what', which names no column"),
        (lambda here: [own(here), "--write", here / "no/a.jsonl"], "a.jsonl cannot be written: No such file"),
        (
            lambda here: [own(here), "--write", own(here)],
            "own.csv is read from, and would be",
        ),
        (
            lambda here: [own(here), "--curve", here / "." / "own.csv"],
            "own.csv is read from, and would be written over",
        ),
        (
            lambda here: [write_folder(here / "pets"), "--write", here / "pets" / "qrels.tsv"],
            "qrels.tsv is read from, and would be written over; name another file",
        ),
        (
            lambda here: [own(here), "--write", here / "a.out", "--curve", here / "a.out"],
            "a.out is to hold two results; name another file",
        ),
        (lambda here: [own(here), "--curve", here], "cannot be written, since it is a folder; name a file"),
    ],
)
def test_bad_input_ends_in_one_sentence_and_a_status(tmp_path, arguments, sentence):
    """2 for what makes no sense, 1 for what cannot be read."""
    result = run(*arguments(tmp_path))
    status = 2 if sentence.startswith(NO_SENSE) else 1
    assert (result.exit_code, result.stdout) == (status, "")
    (said,) = [line for line in result.stderr.splitlines() if line.startswith("sourcier: ")]
    assert sentence in said


def test_retrieval_of_nothing_answerable_is_refused(notes, tmp_path):
    write(tmp_path / "own.csv", "question,article,kind\nwho painted Guernica?,,off_corpus\n")
    result = CliRunner().invoke(cli.app, ["evaluate", "retrieval", str(tmp_path / "own.csv"), *map(str, notes)])
    assert result.exit_code == 1
    assert "own.csv holds no question that an article answers; add some, each with its article" in result.stderr


def test_a_threshold_chosen_without_anything_to_refuse_says_so():
    """Nobody should take the least sure tenth of their answerable questions for what their articles do not hold."""
    share = Share(20, Estimate(0.75, 0.7, 0.8))
    refusals = Refusals("", *(share,) * 6, share.estimate, share.estimate)
    figures = Report(20, (), (refusals,), (), Quotes(20, 20, 0), 12.5, 20.0)
    said = {}
    for unanswerable in (0, 4):
        choice = Choice(0.5, 0.1, 0.85 if unanswerable else float("nan"))
        evaluated = Evaluated(figures, a_manifest(), Threshold(), Calibrated(choice, choice, 20, unanswerable))
        columns = Console(width=100, file=io.StringIO())
        columns.print(*render_evaluation(evaluated), sep="\n")
        said[unanswerable] = " ".join(columns.file.getvalue().split())
    assert "None of the questions is one that your articles do not answer" in said[0]
    assert "None of the questions" not in said[4]


def test_two_folders_have_rows_of_their_own_and_one_of_all(pets, tmp_path):
    def of_parrots(rows):
        texts = [row["text"].replace("cat", "parrot").replace("chat", "perroquet") for row in rows]
        return [{**row, "id": f"m{row['id']}", "text": text} for row, text in zip(rows, texts, strict=True)]

    passages, questions = of_parrots(PASSAGES), of_parrots(QUESTIONS)
    second = write_folder(tmp_path / "more", passages=passages, questions=questions, judgements=[("mq1", "mp1", 1)])
    lines = run(pets, second).stdout.splitlines()
    at = lines.index("Answered")
    assert [line.split()[0] for line in lines[at + 2 : at + 7]] == ["pets", "fr-fr", "more", "all", "fr-fr"]


def test_tables_fit_a_terminal_of_a_hundred_columns():
    """The widest figures that there are; of a long name only the name is folded."""
    share = Share(12_345, Estimate(0.75, 0.7, 0.8))
    cell = Cell("a-domain-with-a-very-long-name", "en-fr", *(share,) * 9, 1.0, 12.0)
    refusals = Refusals("", *(share,) * 6, share.estimate, share.estimate)
    cells, surely, quotes = (cell, replace(cell, domain="")), Surely("", *(share,) * 5), Quotes(30_000, 29_999, 0)
    figures = Report(24_690, cells, (refusals,), (surely,), quotes, 12.5, 1_250.25)
    choice = Choice(0.5, 0.1, 0.85)
    evaluated = Evaluated(figures, a_manifest(), Threshold(), Calibrated(choice, choice, 12_345, 1_234))
    columns = Console(width=100, file=io.StringIO())
    columns.print(*render_evaluation(evaluated), sep="\n")
    lines = columns.file.getvalue().splitlines()
    assert max(map(len, map(str.rstrip, lines))) <= 100
    assert sum(line.count("0.700…0.800") for line in lines) == 2 * 7 + 6 + 2 + 5
    narrow = Console(width=60, file=io.StringIO())
    narrow.print(*render_evaluation(evaluated), sep="\n")
    tables = narrow.file.getvalue().partition("Answered")[2].partition("Of 30,000 quotes")[0]
    assert max(map(len, map(str.rstrip, tables.splitlines()))) <= 60
    figures = {word for word in tables.split() if word[0].isdigit()}
    assert figures == {"12,345", "0.750", "1", "12", "0.700…0.800"}  # none is cut, and intervals go first
    assert tables.count("0.750") == 2 * 9 + 6 + 2 + 5
    assert tables.count("en-fr") == 6
    assert "Of 30,000 quotes 29,999 stand word for word where they say. Sources listed under refusals: 0." in lines
