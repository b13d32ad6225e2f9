import gzip
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.training.figures import main, measure_folder
from index.training.measuring import Cell, best_ranks, means, table
from index.training.pairs import TrainingDataError
from index.training.saving import quantise
from tests.fakes import WordEncoder

UNIT = np.eye(3, dtype=np.float32)


def test_the_best_placed_right_passage_counts():
    questions = np.array([[0.9, 0.4, 0.1]], dtype=np.float32)
    assert best_ranks(questions, UNIT, [[1, 2]]).tolist() == [2]


def test_a_tie_counts_against_the_right_passage():
    """Vectors that tell nothing apart find nothing."""
    questions = np.zeros((1, 3), dtype=np.float32)
    assert best_ranks(questions, UNIT, [[0]]).tolist() == [3]


def test_measures_of_known_ranks():
    cell = Cell("piaf", "fr-fr", np.array([1, 2, 6, 11]))
    assert cell.recall_at_5 == pytest.approx(0.5)
    assert cell.mrr_at_10 == pytest.approx((1 + 1 / 2 + 1 / 6) / 4)


def test_the_mean_is_over_cells_of_enough_questions():
    cells = [
        Cell("a", "fr-fr", np.ones(30)),
        Cell("b", "en-en", np.full(300, 20)),
        Cell("c", "en-en", np.ones(3)),
        Cell("d", "fr-en", np.full(25, 2)),
    ]
    assert means(cells, crosses=False) == (0.5, 0.5)
    assert means(cells, crosses=True) == (1.0, 0.5)


def test_the_table_has_a_line_a_cell_and_the_means():
    lines = table([Cell("piaf", "fr-fr", np.full(25, 2))]).splitlines()
    assert lines[2] == "| piaf | fr-fr | 25 | 1.000 | 0.500 |"
    assert lines[3] == "| **mean** | same language | | 1.000 | 0.500 |"


@given(arrays(np.float32, (4, 6), elements=st.floats(-100, 100, width=32)))
def test_quantising_is_off_by_half_a_step_at_most(values):
    quantised = quantise(values)
    back = quantised.rows.astype(np.float64) * quantised.scales[:, None]
    assert np.all(np.abs(back - values) <= quantised.scales[:, None] * 0.5001 + 1e-30)


@pytest.fixture(params=[True, False], ids=["gzip", "plain"])
def beir(request, tmp_path):
    """Return a folder in BEIR's layout: two questions, three passages, one in another language."""
    passages = [
        {"id": "p1", "title": "", "text": "cat", "lang": "en", "source": "s"},
        {"id": "p2", "title": "dog", "text": "", "lang": "en", "source": "s"},
        {"id": "p3", "title": "", "text": "chat", "lang": "fr", "source": "s"},
    ]
    questions = [
        {"id": "q1", "text": "cat", "lang": "en", "source": "s"},
        {"id": "q2", "text": "cat", "lang": "en", "source": "s"},
        {"id": "q3", "text": "dog", "lang": "en", "source": "s"},
    ]
    folder = tmp_path / "pets"
    folder.mkdir()
    for name, rows in (("corpus", passages), ("queries", questions)):
        lines = "".join(json.dumps(row) + "\n" for row in rows).encode()
        if request.param:
            (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress(lines))
        else:
            (folder / f"{name}.jsonl").write_bytes(lines)
    judgements = "query-id\tcorpus-id\tscore\nq1\tp1\t1\nq1\tp3\t1\nq2\tp2\t1\nq3\tp1\t0\n"
    (folder / "qrels.tsv").write_text(judgements, encoding="utf-8")
    return folder


def test_a_folder_is_measured_within_each_language(beir):
    """q1 finds both its passages; q2's right one comes second; q3 has none, for its judgement is 0."""
    encoder = WordEncoder([("cat", "chat"), ("dog", "chien")])
    cells = {cell.direction: cell.ranks.tolist() for cell in measure_folder(beir, encoder)}
    assert cells == {"en-en": [1, 2], "en-fr": [1]}


def test_a_folder_without_judgements_is_named(beir):
    (beir / "qrels.tsv").unlink()
    with pytest.raises(TrainingDataError, match="pets: not a folder in BEIR's layout"):
        measure_folder(beir, WordEncoder([("cat",)]))


def test_the_program_prints_the_table_and_the_models_digest(beir, capsys):
    assert main([str(beir)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("static:sourcier-static, 256 wide, digest ")
    assert "| pets s | en-fr | 1 |" in printed


def test_the_program_says_what_is_wrong_and_fails(tmp_path, capsys):
    assert main([str(tmp_path / "nothing")]) == 2
    assert "not a folder in BEIR's layout" in capsys.readouterr().out
