"""Dense search."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import DamagedIndexError, EncoderError
from index.vectors import VectorIndex, write_vectors


def unit_rows(seed: int, count: int, dimensions: int):
    values = np.random.default_rng(seed).normal(size=(count, dimensions)).astype(np.float32)
    return values / np.linalg.norm(values, axis=1, keepdims=True)


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 1000), count=st.integers(1, 60), limit=st.integers(1, 80))
def test_finds_what_a_full_comparison_finds(tmp_path_factory, seed, count, limit):
    """The index gives the rows and similarities that comparing with every row gives."""
    vectors = unit_rows(seed, count, 8)
    question = unit_rows(seed + 1, 1, 8)[0]
    path = tmp_path_factory.mktemp("vectors") / "v.faiss"
    write_vectors(path, vectors)
    found = VectorIndex(path).search(question, limit)
    wanted = np.sort(vectors @ question)[::-1][:limit]
    assert len(found.rows) == min(limit, count)
    np.testing.assert_allclose(found.similarities, wanted, atol=1e-5)
    np.testing.assert_allclose((vectors @ question)[found.rows], found.similarities, atol=1e-5)


def test_gives_all_rows_back(tmp_path):
    """A rebuild takes the vectors over as they were."""
    vectors = unit_rows(3, 7, 4)
    write_vectors(tmp_path / "v", vectors)
    np.testing.assert_array_equal(VectorIndex(tmp_path / "v").rows(), vectors)


def test_an_index_of_nothing_finds_nothing(tmp_path):
    """No vectors: no rows, no error."""
    write_vectors(tmp_path / "v", np.zeros((0, 4), np.float32))
    index = VectorIndex(tmp_path / "v")
    assert index.search(np.ones(4, np.float32), 5).rows.tolist() == []
    assert index.rows().shape == (0, 4)


def test_refuses_vectors_that_are_not_numbers(tmp_path):
    """Faiss would take NaN and never find it again."""
    vectors = unit_rows(1, 3, 4)
    vectors[1, 2] = np.nan
    with pytest.raises(EncoderError, match="1 of 3 vectors with NaN"):
        write_vectors(tmp_path / "v", vectors)


def test_refuses_a_question_of_another_width(tmp_path):
    """The error names both widths."""
    write_vectors(tmp_path / "v", unit_rows(1, 3, 4))
    with pytest.raises(EncoderError, match=r"shape \(5,\), the index wants \(4,\)"):
        VectorIndex(tmp_path / "v").search(np.ones(5, np.float32), 1)


def test_refuses_a_question_that_is_not_a_number(tmp_path):
    """A NaN question would silently find nothing."""
    write_vectors(tmp_path / "v", unit_rows(1, 3, 4))
    with pytest.raises(EncoderError, match="NaN or infinity"):
        VectorIndex(tmp_path / "v").search(np.full(4, np.nan, np.float32), 1)


def test_a_file_that_is_no_index_is_named(tmp_path):
    """The error says which file and what to run."""
    (tmp_path / "v").write_bytes(b"nothing of the kind")
    with pytest.raises(DamagedIndexError, match=r"v: faiss cannot read the vectors; run `sourcier rebuild-index"):
        VectorIndex(tmp_path / "v")
