import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.training.measuring import Cell, best_ranks, means, table
from index.training.saving import quantise

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
