"""The vectors of one segment."""

import shutil
import tracemalloc
from pathlib import Path

import faiss
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import DamagedIndexError, EncoderError
from index.keeping import disk
from index.segments import vectors as dense
from index.segments.codes import BITS, BLOCK, VERY_MANY, Scan, learn_codebook, pack, unpack
from index.segments.vectors import CODED_FROM, SegmentVectors, merge_vectors, write_vectors
from tests.index.segment_rows import unit_rows


def rows_of(segment):
    return segment.rows(np.arange(segment.count))


def files_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 1000), count=st.integers(0, 40), dimensions=st.sampled_from([1, 5, 64, 256, 384, 769]))
def test_a_byte_a_number_moves_none_by_more_than_half_a_step(tmp_path_factory, seed, count, dimensions):
    """A step is a 127th of the row's largest number; the scale's half precision adds a little to that."""
    vectors = unit_rows(seed, count, dimensions)
    path = tmp_path_factory.mktemp("vectors") / "v"
    write_vectors(path, vectors, [0] * count)
    step = np.abs(vectors).max(axis=1, initial=0, keepdims=True) / 127
    assert (np.abs(rows_of(SegmentVectors(path)) - vectors) <= step * 0.57).all()


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 1000), count=st.integers(0, 40), dimensions=st.sampled_from([1, 5, 64, 256, 769]))
def test_rows_lose_nothing_from_one_build_to_the_next(tmp_path_factory, seed, count, dimensions):
    """What is written anew from rows that were kept is the same to the byte."""
    folder = tmp_path_factory.mktemp("vectors")
    write_vectors(folder / "first", unit_rows(seed, count, dimensions), [0] * count)
    write_vectors(folder / "second", rows_of(SegmentVectors(folder / "first")), [0] * count)
    assert files_of(folder / "first") == files_of(folder / "second")


def test_rows_of_zeros_stay_zeros(tmp_path):
    """A text without a known token is like nothing."""
    write_vectors(tmp_path / "v", np.zeros((2, 4), np.float32), [0, 1])
    assert rows_of(SegmentVectors(tmp_path / "v")).tolist() == [[0.0] * 4] * 2


def test_similarities_are_those_of_the_rows(tmp_path):
    """Whatever else is compared, in the same order of sums."""
    write_vectors(tmp_path / "v", unit_rows(3, 50, 256), [0] * 50)
    segment, question = SegmentVectors(tmp_path / "v"), unit_rows(4, 1, 256)[0]
    all_at_once = segment.similarities(question, np.arange(50))
    np.testing.assert_allclose(all_at_once, rows_of(segment) @ question, atol=1e-6)
    one_by_one = [segment.similarities(question, np.array([row]))[0] for row in range(50)]
    assert all_at_once.tolist() == one_by_one


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_refuses_vectors_that_are_not_numbers(tmp_path, bad):
    """They would never be found again; nothing is written."""
    vectors = unit_rows(1, 3, 4)
    vectors[1, 2] = bad
    with pytest.raises(EncoderError, match="1 of 3 vectors with NaN or infinity"):
        write_vectors(tmp_path / "v", vectors, [0] * 3)
    assert not (tmp_path / "v").exists()


def merged(folder, segments, new_rows, codebook=None):
    merge_vectors(
        folder, [(one, np.asarray(new, np.int32)) for one, new in zip(segments, new_rows, strict=True)], codebook
    )
    return SegmentVectors(folder)


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 1000), sizes=st.lists(st.integers(0, 20), min_size=1, max_size=4), share=st.floats(0, 1))
def test_merging_keeps_what_lives_as_it_is(tmp_path_factory, seed, sizes, share):
    """In any order, without what is dead."""
    folder = tmp_path_factory.mktemp("vectors")
    chance = np.random.default_rng(seed)
    segments, lives = [], [chance.random(size) < share for size in sizes]
    for number, size in enumerate(sizes):
        write_vectors(folder / str(number), unit_rows(seed + number, size, 6), chance.integers(0, 2, size))
        segments.append(SegmentVectors(folder / str(number)))
    order = chance.permutation(sum(int(one.sum()) for one in lives))
    new_rows, start = [], 0
    for one in lives:
        new = np.full(len(one), -1)
        new[one] = order[start : start + int(one.sum())]
        start += int(one.sum())
        new_rows.append(new)
    found = merged(folder / "merged", segments, new_rows)
    assert (found.count, found.dimensions) == (len(order), 6)
    for segment, new in zip(segments, new_rows, strict=True):
        np.testing.assert_array_equal(found.rows(new[new >= 0]), segment.rows(np.flatnonzero(new >= 0)))
        np.testing.assert_array_equal(found.groups[new[new >= 0]], segment.groups[new >= 0])


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 1000), count=st.integers(1, 100), code_bytes=st.integers(1, 9))
def test_packed_codes_can_be_unpacked(seed, count, code_bytes):
    codes = np.random.default_rng(seed).integers(0, 256, (count, code_bytes)).astype(np.uint8)
    np.testing.assert_array_equal(unpack(pack(codes), count), codes)


@pytest.mark.parametrize(("total", "together"), [(301, 2), (VERY_MANY - 1, 2), (VERY_MANY, 3)])
@pytest.mark.parametrize("dimensions", [10, 11, 256])
def test_codes_are_packed_as_the_scan_packs_its_own(dimensions, total, together):
    """And it finds in ours what it finds in its own; of very many, each code stands for more."""
    rows = unit_rows(1, 10 * BLOCK, dimensions)
    book = learn_codebook(rows, total)
    assert (book.together, book.dimensions) == (together, dimensions)
    wide = np.zeros((len(rows), -(-dimensions // together) * together), np.float32)
    wide[:, :dimensions] = rows
    index = faiss.IndexPQFastScan(wide.shape[1], wide.shape[1] // together, BITS, faiss.METRIC_INNER_PRODUCT)
    faiss.copy_array_to_vector(book.patterns.ravel(), index.pq.centroids)
    index.is_trained = True
    for some in (slice(0, 301), slice(301, len(rows))):  # it fills up the last block of the first ones
        index.add(wide[some])
        packed = pack(book.encode(rows[: some.stop]))
        np.testing.assert_array_equal(packed.ravel(), faiss.rev_swig_ptr(index.codes.get(), packed.size))
    scan = Scan(book, [packed[:3], packed[3:]])
    for row in range(5):
        near, places = index.search(wide[row : row + 1], 20)
        found, close = scan.search(rows[row], 20)
        assert (found.tolist(), close.tolist()) == (places[0].tolist(), near[0].tolist())


def test_what_fills_the_last_block_of_codes_has_places_too():
    """Whoever looks through codes of several segments knows where each one's begin."""
    rows = unit_rows(1, 40, 8)
    book = learn_codebook(rows)
    scan = Scan(book, [pack(book.encode(rows)), pack(book.encode(rows[:3]))])
    assert scan.count == 3 * BLOCK
    found = scan.search(rows[2], scan.count)[0].tolist()
    assert sorted(found) == list(range(scan.count))
    assert abs(found.index(2) - found.index(2 * BLOCK + 2)) == 1


@pytest.fixture(scope="module")
def coded(tmp_path_factory):
    """A group that is large enough for codes, and a small one."""
    vectors = unit_rows(5, CODED_FROM + 900, 32)
    groups = np.ones(len(vectors), np.int8)
    groups[::7] = 0
    folder = tmp_path_factory.mktemp("vectors") / "v"
    write_vectors(folder, vectors, groups)
    return folder, vectors, groups


def test_large_groups_have_codes(coded):
    """Small ones have none; beside them lies what the codes stand for."""
    folder, _, groups = coded
    assert sorted(files_of(folder)) == ["codebook.npy", "codes-1.npy", "groups.npy", "rows.npy", "scales.npy"]
    segment = SegmentVectors(folder)
    assert [segment.codebook_of(group) is not None for group in (0, 1, 3)] == [False, True, False]
    assert len(segment.codes(1)) == (groups == 1).sum()
    assert segment.of_group(1).tolist() == np.flatnonzero(groups == 1).tolist()
    assert segment.of_group(3).tolist() == []


def test_a_build_of_kept_rows_writes_the_same_codes(coded, tmp_path):
    """The codebook is learned from a sample that is always the same."""
    folder, _, groups = coded
    write_vectors(tmp_path / "again", rows_of(SegmentVectors(folder)), groups)
    assert files_of(tmp_path / "again") == files_of(folder)


def test_merging_copies_codes_of_the_same_codebook(coded, tmp_path, monkeypatch):
    """What is merged is what a build of the rows with that codebook writes; only what had no codes is encoded."""
    segment = SegmentVectors(coded[0])
    write_vectors(tmp_path / "small", unit_rows(6, 30, 32), [1] * 30)
    small = SegmentVectors(tmp_path / "small")
    new = np.arange(segment.count)
    new[:10] = -1
    new[10:] += 20
    encoded = []
    encode = dense.Codebook.encode
    monkeypatch.setattr(dense.Codebook, "encode", lambda book, rows: encoded.append(len(rows)) or encode(book, rows))
    found = merged(tmp_path / "merged", [small, segment], [np.arange(30), new])
    assert sum(encoded) == 30
    write_vectors(tmp_path / "anew", rows_of(found), found.groups, segment.codebook)
    assert files_of(tmp_path / "anew") == files_of(tmp_path / "merged")


def test_merging_with_another_codebook_makes_all_codes_anew(coded, tmp_path):
    """Codes of one codebook mean nothing in another."""
    segment = SegmentVectors(coded[0])
    other = learn_codebook(unit_rows(9, 500, 32))
    found = merged(tmp_path / "merged", [segment], [np.arange(segment.count)], other)
    assert found.codebook.is_same(other)
    np.testing.assert_array_equal(found.codes(1), other.encode(found.rows(found.of_group(1))))


@pytest.mark.parametrize(("total", "together"), [(0, 2), (VERY_MANY, 3)])
def test_a_codebook_is_learned_for_as_many_rows_as_all_segments_have(tmp_path, monkeypatch, total, together):
    monkeypatch.setattr(dense, "CODED_FROM", 40)
    write_vectors(tmp_path / "a", unit_rows(1, 60, 8), [0] * 60, coded=False)
    merge_vectors(tmp_path / "merged", [(SegmentVectors(tmp_path / "a"), np.arange(60, dtype=np.int32))], total=total)
    assert SegmentVectors(tmp_path / "merged").codebook.together == together


def test_more_is_compared_in_full_where_a_code_stands_for_more():
    """What codes of three numbers tell of a row is less sure."""
    rows = unit_rows(1, 40, 8)
    assert [learn_codebook(rows, total).compared(10) for total in (40, VERY_MANY)] == [150, 420]


def test_small_groups_that_become_large_get_codes(tmp_path, monkeypatch):
    """And the segment its codebook."""
    monkeypatch.setattr(dense, "CODED_FROM", 40)
    for name in "ab":
        write_vectors(tmp_path / name, unit_rows(ord(name), 30, 8), [0] * 30)
    segments = [SegmentVectors(tmp_path / name) for name in "ab"]
    assert [one.codebook for one in segments] == [None, None]
    found = merged(tmp_path / "merged", segments, [np.arange(30), np.arange(30, 60)])
    assert (found.codebook_of(0) is found.codebook, len(found.codes(0))) == (True, 60)


def test_vectors_of_an_odd_width_have_codes_too(tmp_path, monkeypatch):
    """A code stands for two numbers, the last for one."""
    monkeypatch.setattr(dense, "CODED_FROM", 3)
    write_vectors(tmp_path / "v", unit_rows(1, 20, 5), [0] * 20)
    segment = SegmentVectors(tmp_path / "v")
    places, _ = Scan(segment.codebook, [segment.packed(0)]).search(np.ones(5, np.float32), 4)
    assert len(places) == 4


def test_merging_nothing_gives_a_segment_of_nothing(tmp_path):
    write_vectors(tmp_path / "v", unit_rows(1, 3, 4), [0] * 3)
    found = merged(tmp_path / "merged", [SegmentVectors(tmp_path / "v")], [[-1] * 3])
    assert (found.count, found.dimensions, found.present) == (0, 4, ())


def test_comparing_a_few_rows_copies_only_those(coded):
    segment = SegmentVectors(coded[0])
    tracemalloc.start()
    segment.similarities(unit_rows(9, 1, 32)[0], np.arange(20))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20 * 32 * 4 * 20 < segment.count * 32 / 2


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="the kernel does not tell what is mapped")
def test_many_vectors_are_mapped_not_read(coded, monkeypatch):
    """A million passages are a quarter of a gigabyte; few are read, so that no file stays open for them."""
    assert str(coded[0] / "rows.npy") not in Path("/proc/self/maps").read_text(encoding="utf-8")
    monkeypatch.setattr(disk, "MAPPED_FROM_BYTES", 1000)
    segment = SegmentVectors(coded[0])
    assert str(coded[0] / "rows.npy") in Path("/proc/self/maps").read_text(encoding="utf-8")
    assert segment.count == len(coded[1])


def test_a_segment_without_a_codebook_is_to_be_merged(coded, tmp_path):
    """It is searched in full meanwhile."""
    folder = tmp_path / "v"
    shutil.copytree(coded[0], folder)
    (folder / "codebook.npy").unlink()
    segment = SegmentVectors(folder)
    assert (segment.uncoded, segment.codebook_of(1), SegmentVectors(coded[0]).uncoded) == (True, None, False)


@pytest.mark.parametrize("name", ["rows.npy", "scales.npy", "groups.npy", "codes-1.npy", "codebook.npy"])
@pytest.mark.parametrize("content", [b"nothing of the kind", np.zeros((3, 2, 1)), np.zeros(0, np.int8)])
def test_a_file_that_does_not_fit_is_an_error(coded, tmp_path, name, content):
    """The error names the file and says what to run."""
    folder = tmp_path / "v"
    shutil.copytree(coded[0], folder)
    (folder / name).unlink()
    if isinstance(content, bytes):
        (folder / name).write_bytes(content)
    else:
        np.save(folder / name, content)
    with pytest.raises(DamagedIndexError, match=r"v/.*\.npy: cannot be read .*run `sourcier rebuild-index`"):
        SegmentVectors(folder)


@pytest.mark.parametrize("name", ["rows.npy", "scales.npy", "groups.npy", "codes-1.npy"])
def test_a_file_that_is_missing_is_an_error(coded, tmp_path, name):
    """The error names the file and says what to run."""
    folder = tmp_path / "v"
    shutil.copytree(coded[0], folder)
    (folder / name).unlink()
    with pytest.raises(DamagedIndexError, match=r"v/.*\.npy: cannot be read .*run `sourcier rebuild-index`"):
        SegmentVectors(folder)


@pytest.mark.parametrize("shape", [(16, 32), (16, 16), (16, 15, 2), (15, 16, 2)], ids=str)
def test_patterns_that_are_none_of_the_vectors_are_an_error(coded, tmp_path, shape):
    folder = tmp_path / "v"
    shutil.copytree(coded[0], folder)
    (folder / "codebook.npy").unlink()
    np.save(folder / "codebook.npy", np.zeros(shape, np.float32))
    with pytest.raises(DamagedIndexError, match=r"codebook\.npy: .*for vectors of 32 numbers"):
        SegmentVectors(folder)


def test_files_of_two_builds_are_an_error(coded, tmp_path):
    """Their rows would be other passages' rows."""
    folder = tmp_path / "v"
    shutil.copytree(coded[0], folder)
    write_vectors(tmp_path / "other", unit_rows(1, CODED_FROM + 99, 32), [1] * (CODED_FROM + 99))
    shutil.copy(tmp_path / "other" / "codes-1.npy", folder)
    shutil.copy(tmp_path / "other" / "scales.npy", folder)
    with pytest.raises(DamagedIndexError, match=r"scales\.npy: .*\(5099,\) where \(5900,\) was wanted"):
        SegmentVectors(folder)
    shutil.copy(coded[0] / "scales.npy", folder)
    with pytest.raises(DamagedIndexError, match=r"codes-1\.npy: .*shape \(160, 8, 32\).*wanted \(159, 8, 32\)"):
        SegmentVectors(folder)
