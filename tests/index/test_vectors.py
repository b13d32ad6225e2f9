"""Dense search."""

import shutil
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import vectors as dense
from index.errors import DamagedIndexError, EncoderError
from index.vectors import CODED_FROM, NONE, VectorIndex, write_vectors

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
    path = tmp_path_factory.mktemp("vectors") / "v"
    write_vectors(path, vectors, [row % 2 for row in range(count)])
    found = VectorIndex(path).search(question, limit)
    wanted = np.sort(vectors @ question)[::-1][:limit]
    assert len(found.rows) == min(limit, count)
    np.testing.assert_allclose(found.similarities, wanted, atol=HALF_PRECISION)
    np.testing.assert_allclose((vectors @ question)[found.rows], found.similarities, atol=HALF_PRECISION)


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 1000), count=st.integers(1, 40), limit=st.integers(1, 50))
def test_a_search_in_a_group_finds_the_best_of_its_rows(tmp_path_factory, seed, count, limit):
    """What the other rows hold takes none of the places."""
    vectors = unit_rows(seed, count, 8)
    question = unit_rows(seed + 1, 1, 8)[0]
    chosen = np.random.default_rng(seed).random(count) < 0.5
    path = tmp_path_factory.mktemp("vectors") / "v"
    write_vectors(path, vectors, chosen.astype(int))
    found = VectorIndex(path).search(question, limit, 1)
    assert set(found.rows.tolist()) <= set(np.flatnonzero(chosen).tolist())
    wanted = np.sort((vectors @ question)[chosen])[::-1][:limit]
    np.testing.assert_allclose(found.similarities, wanted, atol=HALF_PRECISION)


def test_similarities_are_those_that_a_search_finds(tmp_path):
    """Candidates of other ways of matching get the number that a search would have given them."""
    write_vectors(tmp_path / "v", unit_rows(3, 7, 4), [0] * 7)
    index = VectorIndex(tmp_path / "v")
    question = unit_rows(4, 1, 4)[0]
    found = index.search(question, 7)
    np.testing.assert_allclose(index.similarities(question, found.rows.tolist()), found.similarities, atol=1e-6)


def test_rows_lose_nothing_from_one_build_to_the_next(tmp_path):
    """Half precision costs a little once; what a rebuild takes over stays as it is."""
    vectors = unit_rows(3, 7, 4)
    write_vectors(tmp_path / "first", vectors, [0] * 7)
    rows = VectorIndex(tmp_path / "first").rows()
    np.testing.assert_allclose(rows, vectors, atol=HALF_PRECISION)
    write_vectors(tmp_path / "second", rows, [0] * 7)
    np.testing.assert_array_equal(VectorIndex(tmp_path / "second").rows(), rows)


def test_an_index_of_nothing_finds_nothing(tmp_path):
    """No vectors: no rows, no error."""
    write_vectors(tmp_path / "v", np.zeros((0, 4), np.float32), [])
    index = VectorIndex(tmp_path / "v")
    assert index.search(np.ones(4, np.float32), 5).rows.tolist() == []
    assert index.rows().shape == (0, 4)


def test_refuses_vectors_that_are_not_numbers(tmp_path):
    """Faiss would take NaN and never find it again."""
    vectors = unit_rows(1, 3, 4)
    vectors[1, 2] = np.nan
    with pytest.raises(EncoderError, match="1 of 3 vectors with NaN"):
        write_vectors(tmp_path / "v", vectors, [0] * 3)


def test_refuses_a_question_of_another_width(tmp_path):
    """The error names both widths."""
    write_vectors(tmp_path / "v", unit_rows(1, 3, 4), [0] * 3)
    with pytest.raises(EncoderError, match=r"shape \(5,\), the index wants \(4,\)"):
        VectorIndex(tmp_path / "v").search(np.ones(5, np.float32), 1)


def test_refuses_a_question_that_is_not_a_number(tmp_path):
    """A NaN question would silently find nothing."""
    write_vectors(tmp_path / "v", unit_rows(1, 3, 4), [0] * 3)
    with pytest.raises(EncoderError, match="NaN or infinity"):
        VectorIndex(tmp_path / "v").search(np.full(4, np.nan, np.float32), 1)


@pytest.fixture(scope="module")
def coded(tmp_path_factory):
    """A group that is large enough for codes, and a small one; vectors in clusters, as passages on topics are."""
    rng = np.random.default_rng(5)
    topics = rng.normal(size=(60, 32))
    rows = topics[rng.integers(0, 60, CODED_FROM + 900)] + 0.5 * rng.normal(size=(CODED_FROM + 900, 32))
    vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    groups = np.ones(len(vectors), int)
    groups[::7] = 0
    folder = tmp_path_factory.mktemp("vectors") / "v"
    write_vectors(folder, vectors, groups)
    return folder, vectors, groups


def test_a_large_group_is_looked_through_by_codes_and_compared_in_full(coded):
    """Nearly all of the nearest are found, each with its own similarity, in the right order."""
    folder, vectors, groups = coded
    assert (groups == 1).sum() >= CODED_FROM > (groups == 0).sum()
    assert sorted(path.name for path in folder.iterdir()) == [
        "codes-1.faiss",
        "counterparts.npy",
        "groups.npy",
        "likeness.npy",
        "rows.faiss",
    ]
    index = VectorIndex(folder)
    shares = []
    for question in unit_rows(8, 20, 32):
        found = index.search(question, 30, 1)
        exact = np.where(groups == 1, vectors @ question, -2.0)
        nearest = set(np.argsort(-exact)[:30].tolist())
        shares.append(len(nearest & set(found.rows.tolist())) / 30)
        np.testing.assert_allclose(found.similarities, exact[found.rows], atol=HALF_PRECISION)
        assert (np.diff(found.similarities) <= 0).all()
    assert np.mean(shares) > 0.85  # these 32 numbers are hard to code; the width of real vectors is eight times that


def test_comparing_a_few_rows_copies_only_those(coded):
    """A mapped table may lie at an odd address, and numpy would copy the whole of it to take a few rows."""
    index = VectorIndex(coded[0])
    question = unit_rows(9, 1, 32)[0]
    tracemalloc.start()
    index.similarities(question, list(range(20)))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20 * 32 * 4 * 20 < index.count * 32 * 2 / 4


def test_small_groups_beside_large_ones_are_compared_in_full(coded):
    """And with nothing but each other."""
    folder, vectors, groups = coded
    question = unit_rows(9, 1, 32)[0]
    found = VectorIndex(folder).search(question, 10, 0)
    wanted = np.sort((vectors @ question)[groups == 0])[::-1][:10]
    np.testing.assert_allclose(found.similarities, wanted, atol=HALF_PRECISION)


def test_a_limit_beyond_a_coded_group_gives_all_of_it(coded):
    """Once each."""
    folder, _, groups = coded
    found = VectorIndex(folder).search(unit_rows(9, 1, 32)[0], 10_000, 1)
    assert sorted(found.rows.tolist()) == np.flatnonzero(groups == 1).tolist()


def test_a_group_that_is_not_there_holds_nothing(coded):
    """A corpus in one language."""
    assert VectorIndex(coded[0]).search(unit_rows(9, 1, 32)[0], 10, 5).rows.tolist() == []


def test_a_build_that_takes_rows_over_writes_the_same_files(coded, tmp_path):
    """So that two builds of the same articles answer alike."""
    folder, _, groups = coded
    write_vectors(tmp_path / "again", VectorIndex(folder).rows(), groups)
    for path in folder.iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_zero_vector_is_near_nothing(coded):
    """In large groups and small ones alike."""
    index = VectorIndex(coded[0])
    nothing = np.zeros(32, np.float32)
    assert [len(index.search(nothing, 5, group).rows) for group in (0, 1, None)] == [0, 0, 0]


def test_collections_that_are_too_large_have_no_counterparts(coded, tmp_path, monkeypatch):
    """Finding them would take longer than all else."""
    _, vectors, groups = coded
    monkeypatch.setattr(dense, "COUNTERPARTS_UP_TO", 100)
    write_vectors(tmp_path / "v", vectors, groups)
    assert set(VectorIndex(tmp_path / "v").counterparts(range(len(vectors))).rows.tolist()) == {NONE}


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="the kernel does not tell what is mapped")
def test_vectors_are_mapped_not_read(coded):
    """A million passages are half a gigabyte, twice while a rebuild is taken into use."""
    index = VectorIndex(coded[0])
    assert str(coded[0] / "rows.faiss") in Path("/proc/self/maps").read_text(encoding="utf-8")
    assert index.count == len(coded[1])


def test_vectors_of_an_odd_width_need_no_codes(tmp_path, monkeypatch):
    """A code stands for two numbers; such an encoder's are compared in full."""
    monkeypatch.setattr(dense, "CODED_FROM", 3)
    write_vectors(tmp_path / "v", unit_rows(1, 9, 5), [0] * 9)
    assert len(VectorIndex(tmp_path / "v").search(np.ones(5, np.float32), 4).rows) == 4


def pairs_of(vectors, groups):
    """Return the rows of two groups that are each other's nearest, by comparing all with all."""
    similarities = np.where(groups[:, None] != groups[None, :], vectors @ vectors.T, -2.0)
    nearest = similarities.argmax(axis=1)
    return {row: other for row, other in enumerate(nearest.tolist()) if nearest[other] == row}


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 1000), count=st.integers(1, 60))
def test_counterparts_are_each_others_nearest(tmp_path_factory, seed, count):
    """Of the other group; a row that is not the nearest of its nearest has none."""
    vectors = unit_rows(seed, count, 8)
    groups = np.random.default_rng(seed).integers(0, 2, count)
    path = tmp_path_factory.mktemp("vectors") / "v"
    write_vectors(path, vectors, groups)
    found = VectorIndex(path).counterparts(range(count))
    wanted = pairs_of(vectors, groups) if len(set(groups.tolist())) == 2 else {}
    assert {row: other for row, other in enumerate(found.rows.tolist()) if other != NONE} == wanted
    for row, other in wanted.items():
        assert found.similarities[row] == pytest.approx(vectors[row] @ vectors[other], abs=HALF_PRECISION)


def test_counterparts_in_a_large_group_are_found_by_codes(coded):
    """Nearly all of them; those found are each other's."""
    folder, vectors, groups = coded
    found = VectorIndex(folder).counterparts(range(len(vectors))).rows.tolist()
    wanted = pairs_of(vectors, groups)
    right = [row for row, other in wanted.items() if found[row] == other]
    assert len(right) > 0.7 * len(wanted) > 100  # where nothing is a translation, and 32 numbers are hard to code
    assert all(found[other] == row for row, other in enumerate(found) if other != NONE)


@pytest.mark.parametrize("name", ["rows.faiss", "groups.npy", "codes-1.faiss", "counterparts.npy", "likeness.npy"])
@pytest.mark.parametrize("content", [None, b"nothing of the kind"])
def test_a_file_that_is_missing_or_no_index_is_an_error(coded, tmp_path, name, content):
    """The error says what to run."""
    folder = tmp_path / "v"
    shutil.copytree(coded[0], folder)
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    with pytest.raises(DamagedIndexError, match=r"v: the vectors cannot be read .*run `sourcier rebuild-index --all`"):
        VectorIndex(folder)


def test_files_of_two_builds_are_an_error(coded, tmp_path):
    """Their rows would be other passages' rows."""
    folder = tmp_path / "v"
    shutil.copytree(coded[0], folder)
    np.save(folder / "groups.npy", np.roll(coded[2], 1)[:-1])
    with pytest.raises(DamagedIndexError, match="groups for 5900 rows"):
        VectorIndex(folder)
    write_vectors(tmp_path / "other", unit_rows(1, CODED_FROM + 1, 32), [1] * (CODED_FROM + 1))
    shutil.copy(coded[0] / "groups.npy", folder)
    shutil.copy(tmp_path / "other" / "codes-1.faiss", folder)
    with pytest.raises(DamagedIndexError, match="5001 codes for 5057 rows of group 1"):
        VectorIndex(folder)


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 1000), count=st.integers(1, 60), limit=st.integers(1, 80), share=st.floats(0, 1))
def test_a_search_among_chosen_rows_finds_what_a_full_comparison_of_these_finds(
    tmp_path_factory, seed, count, limit, share
):
    """In one group and in all."""
    vectors, question = unit_rows(seed, count, 8), unit_rows(seed + 1, 1, 8)[0]
    chance = np.random.default_rng(seed)
    groups, mask = chance.random(count) < 0.5, chance.random(count) < share
    path = tmp_path_factory.mktemp("vectors") / "v"
    write_vectors(path, vectors, groups.astype(int))
    index = VectorIndex(path)
    chosen = index.choose(mask)
    for group in (None, 1):
        inside = mask if group is None else mask & groups
        found = index.search(question, limit, group, chosen)
        wanted = np.sort((vectors @ question)[inside])[::-1][:limit]
        assert set(found.rows.tolist()) <= set(np.flatnonzero(inside).tolist())
        np.testing.assert_allclose(found.similarities, wanted, atol=HALF_PRECISION)


def coded_index(path, monkeypatch, count=3000, dimensions=16):
    """Return an index whose only group has codes, and its rows."""
    monkeypatch.setattr(dense, "CODED_FROM", 1000)
    rows = unit_rows(1, count, dimensions)
    write_vectors(path / "v", rows, [0] * count)
    return VectorIndex(path / "v"), rows


@pytest.mark.parametrize("taken", [0, 2000], ids=["looked through", "taken out"])
@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.99])
def test_codes_lose_little_where_rows_are_chosen(tmp_path, monkeypatch, share, taken):
    """Of the ten nearest chosen rows at least 0.95 are found over fifty questions; all, where few are chosen."""
    monkeypatch.setattr(dense, "TAKEN", taken)
    index, rows = coded_index(tmp_path, monkeypatch)
    mask = np.random.default_rng(2).random(len(rows)) < share
    chosen = index.choose(mask)
    found = 0
    for question in unit_rows(3, 50, rows.shape[1]):
        wanted = np.flatnonzero(mask)[np.argsort(-(rows[mask] @ question))[:10]]
        near = index.search(question, 10, 0, chosen)
        assert len(near.rows) == 10
        assert mask[near.rows].all()
        found += len(set(wanted.tolist()) & set(near.rows.tolist()))
    assert found / 500 >= (1.0 if share * len(rows) < 1000 else 0.95)


@pytest.mark.parametrize("taken", [0, 2000], ids=["looked through", "taken out"])
def test_rows_that_are_left_out_take_no_places_though_they_are_the_nearest(tmp_path, monkeypatch, taken):
    """The chosen two thirds are the farthest, so that the codes of all find none of them first."""
    monkeypatch.setattr(dense, "TAKEN", taken)
    index, rows = coded_index(tmp_path, monkeypatch)
    question = unit_rows(3, 1, rows.shape[1])[0]
    order = np.argsort(-(rows @ question))
    mask = np.ones(len(rows), np.bool_)
    mask[order[:1000]] = False
    near = index.search(question, 10, 0, index.choose(mask))
    assert set(near.rows.tolist()) == set(order[1000:1010].tolist())


def test_no_chosen_row_is_nothing_found(tmp_path, monkeypatch):
    index, rows = coded_index(tmp_path, monkeypatch)
    found = index.search(rows[0], 10, None, index.choose(np.zeros(len(rows), np.bool_)))
    assert (len(found.rows), index.sizes(), index.sizes(index.choose(np.zeros(len(rows), np.bool_)))) == (
        0,
        {0: 3000},
        {},
    )


def test_counterparts_stay_within_their_part(tmp_path, monkeypatch):
    """With codes and without: what is nearest in another part is no counterpart."""
    monkeypatch.setattr(dense, "CODED_FROM", 200)
    half = unit_rows(1, 300, 16)
    rows = np.concatenate((half, half, half[:20]))  # two languages, and a copy of the first twenty in another part
    groups, apart = [0] * 300 + [1] * 300 + [1] * 20, [0] * 600 + [7] * 20
    write_vectors(tmp_path / "v", rows, groups, apart)
    found = VectorIndex(tmp_path / "v").counterparts(np.arange(620)).rows
    assert found[:300].tolist() == list(range(300, 600))
    assert found[600:].tolist() == [NONE] * 20
