"""TREC run files: what is written comes back, and what is wrong is named with its line."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import EvaluationInputError
from index.evaluation.questions import Question
from index.evaluation.runs import Run, check_writable, fit, read_run, write_run

IDS = st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=5)
RANKINGS = st.dictionaries(IDS, st.lists(IDS, unique=True, min_size=1, max_size=5), min_size=1, max_size=5)


def asked(key, domain="d"):
    return Question(key, "what?", "en", domain, "", {"a": 1})


@given(RANKINGS, st.sampled_from(["a.run", "a.run.gz"]))
def test_a_run_comes_back_as_it_was_written(tmp_path_factory, rankings, name):
    path = tmp_path_factory.mktemp("runs") / name
    write_run(path, Run("me", rankings))
    back = read_run(path)
    assert back.name == name
    assert {key: list(found) for key, found in back.rankings.items()} == rankings
    assert [one.name for one in path.parent.iterdir()] == [name]


def test_a_line_has_six_columns_and_scores_that_fall(tmp_path):
    write_run(tmp_path / "a.run", Run("sourcier-all", {"q1": ["x", "y"], "q2": [], "q3": ["z"]}))
    assert (tmp_path / "a.run").read_text(encoding="utf-8").splitlines() == [
        "q1 Q0 x 1 2 sourcier-all",
        "q1 Q0 y 2 1 sourcier-all",
        "q3 Q0 z 1 1 sourcier-all",
    ]


def test_another_tools_run_is_ordered_by_score_then_rank(tmp_path):
    """The order of its lines says nothing; tabs and spaces are the same."""
    lines = ["q1\tQ0\tlow\t3\t0.5\tbm25", "q1 Q0 tied2 2 7 bm25", "q1 0 tied1 1 7.0 bm25", "", "q2 Q0 x 1 -3e-1 bm25"]
    (tmp_path / "a.run").write_text("\n".join(lines), encoding="utf-8")
    assert read_run(tmp_path / "a.run").rankings == {"q1": ("tied1", "tied2", "low"), "q2": ("x",)}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "a.run is empty; give a file"),
        (
            "q1 Q0 x 1 2 t\nq1 Q0 y 2 t\n",
            "line 2 is no line of a TREC run, found 5 of 6 columns: question Q0 article rank score tag",
        ),
        ("q1 Q0 x one 2 t\n", "line 1 has rank one and score 2, wanted two numbers"),
        ("q1 Q0 x 1 nan t\n", "line 1 has rank 1 and score nan, wanted two numbers"),
        ("q1 Q0 x 1 2 t\n\nq1 Q0 x 2 1 t\n", "line 3 ranks x for the question q1 a second time, after line 1"),
        (b"q1 Q0 \xe9 1 2 t\n", "not UTF-8 text"),
    ],
)
def test_a_flaw_is_named_with_its_line(tmp_path, content, sentence):
    (tmp_path / "a.run").write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(EvaluationInputError, match=sentence):
        read_run(tmp_path / "a.run")


def test_a_missing_run_is_named(tmp_path):
    with pytest.raises(EvaluationInputError, match=r"none.run cannot be read: No such file"):
        read_run(tmp_path / "none.run")


def test_a_truncated_packed_run_is_named(tmp_path):
    packed = gzip.compress("".join(f"q{number} Q0 x{number} 1 1 t\n" for number in range(999)).encode())
    (tmp_path / "a.run.gz").write_bytes(packed[: len(packed) // 2])
    with pytest.raises(EvaluationInputError, match="not a whole gzip file"):
        read_run(tmp_path / "a.run.gz")


@pytest.mark.parametrize(
    ("questions", "articles", "what"),
    [(["q 1"], ["a"], "question id 'q 1'"), (["q"], ["mon article.md"], "article id 'mon article.md'")],
)
def test_white_space_in_an_id_is_refused(tmp_path, questions, articles, what):
    with pytest.raises(EvaluationInputError, match=f"cannot carry the {what}.*leave --run out"):
        check_writable(tmp_path / "a.run", questions, articles)


def test_a_place_where_no_run_can_stand_is_named(tmp_path):
    with pytest.raises(EvaluationInputError, match="cannot be written: No such file or directory"):
        check_writable(tmp_path / "none" / "a.run", ["q"], ["a"])
    with pytest.raises(EvaluationInputError, match="it is a folder; name a file"):
        check_writable(tmp_path, ["q"], ["a"])


def test_a_run_of_other_questions_is_refused(tmp_path):
    """Where a whole domain lacks: its figures would be a comparison with nothing."""
    run = Run("a.run", {"q1": ("a",)})
    with pytest.raises(EvaluationInputError, match="holds no question of laws, so it was made from other questions"):
        fit(run, tmp_path / "a.run", [asked("q1"), asked("q2", "laws")], {"a"})


def test_questions_that_lack_and_articles_that_are_unknown_are_noted(tmp_path):
    run = Run("a.run", {"q1": ("a", "gone"), "other": ("strange",)})
    notes = fit(run, tmp_path / "a.run", [asked("q1"), asked("q2")], {"a"})
    assert [note.removeprefix(f"{tmp_path}/") for note in notes] == [
        "a.run has no line for 1 of the questions (q2): nothing found.",
        "a.run ranks articles that are not in this index (gone): it was made from another one, so a difference may "
        "come of that.",
    ]


def test_a_run_that_fits_gets_no_note(tmp_path):
    assert fit(Run("a.run", {"q1": ("a",)}), tmp_path / "a.run", [asked("q1")], {"a"}) == []
