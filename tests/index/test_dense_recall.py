"""What dense search finds of what is nearest."""

import numpy as np
import pytest

from index.matching import vector_index
from index.matching.counterparts import none_sought
from index.matching.dense_recall import recall_at_10
from index.matching.vector_index import VectorIndex
from index.segments import codes
from index.segments import vectors as dense
from tests.index.segment_rows import lay, unit_rows


def index_of(folder, vectors, groups):
    laid = lay(folder, vectors, groups)
    return VectorIndex(laid.segments, laid.rows, none_sought(len(vectors)))


def test_comparing_all_finds_all(tmp_path):
    """In groups of fewer than ten rows too."""
    assert recall_at_10(index_of(tmp_path, unit_rows(1, 60, 8), [0] * 54 + [1] * 6)) == 1.0


def test_an_index_of_nothing_lacks_nothing(tmp_path):
    index = index_of(tmp_path, np.zeros((0, 8), np.float32), [])
    assert (recall_at_10(index), recall_at_10(index, unit_rows(1, 3, 8))) == (1.0, 1.0)


def test_what_codes_do_not_find_is_missing(tmp_path, monkeypatch):
    """Where few are compared in full, and the same each time; questions of one's own can be given."""
    monkeypatch.setattr(dense, "CODED_FROM", 100)
    monkeypatch.setattr(vector_index, "TAKEN", 0)
    index = index_of(tmp_path, unit_rows(1, 3000, 16), [0] * 3000)
    monkeypatch.setattr(codes, "COMPARED", (1, 0))
    few = recall_at_10(index)
    assert few == recall_at_10(index)
    own = recall_at_10(index, unit_rows(2, 20, 16))
    monkeypatch.setattr(codes, "COMPARED", (50, 0))
    assert few < recall_at_10(index) == pytest.approx(1.0)
    assert own < recall_at_10(index, unit_rows(2, 20, 16)) == pytest.approx(1.0)
