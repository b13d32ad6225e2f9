"""Dense search."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import DamagedIndexError, EncoderError
from index.vectors import Rows, VectorIndex, write_vectors

HALF_PRECISION = 0.001  # what eleven significant bits can move a similarity of unit vectors, and more


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
    np.testing.assert_allclose(found.similarities, wanted, atol=HALF_PRECISION)
    np.testing.assert_allclose((vectors @ question)[found.rows], found.similarities, atol=HALF_PRECISION)


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 1000), count=st.integers(1, 40), limit=st.integers(1, 50))
def test_a_search_among_some_rows_finds_the_best_of_those(tmp_path_factory, seed, count, limit):
    """What the other rows hold takes none of the places."""
    vectors = unit_rows(seed, count, 8)
    question = unit_rows(seed + 1, 1, 8)[0]
    chosen = np.random.default_rng(seed).random(count) < 0.5
    path = tmp_path_factory.mktemp("vectors") / "v.faiss"
    write_vectors(path, vectors)
    found = VectorIndex(path).search(question, limit, Rows(chosen))
    assert set(found.rows.tolist()) <= set(np.flatnonzero(chosen).tolist())
    wanted = np.sort((vectors @ question)[chosen])[::-1][:limit]
    np.testing.assert_allclose(found.similarities, wanted, atol=HALF_PRECISION)


def test_similarities_are_those_that_a_search_finds(tmp_path):
    """Candidates of other ways of matching get the number that a search would have given them."""
    write_vectors(tmp_path / "v", unit_rows(3, 7, 4))
    index = VectorIndex(tmp_path / "v")
    question = unit_rows(4, 1, 4)[0]
    found = index.search(question, 7)
    np.testing.assert_allclose(index.similarities(question, found.rows.tolist()), found.similarities, atol=1e-6)


def test_rows_lose_nothing_from_one_build_to_the_next(tmp_path):
    """Half precision costs a little once; what a rebuild takes over stays as it is."""
    vectors = unit_rows(3, 7, 4)
    write_vectors(tmp_path / "first", vectors)
    rows = VectorIndex(tmp_path / "first").rows()
    np.testing.assert_allclose(rows, vectors, atol=HALF_PRECISION)
    write_vectors(tmp_path / "second", rows)
    np.testing.assert_array_equal(VectorIndex(tmp_path / "second").rows(), rows)


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
