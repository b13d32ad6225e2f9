"""Word pieces of a segment: written, counted, merged."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import DamagedIndexError, IndexFloorError
from index.keeping.rows import DEAD
from index.segments import pieces as segment_pieces
from index.segments.pieces import SegmentPieces, merge_pieces, write_pieces

SIZE = 12

PASSAGES = st.lists(st.sets(st.integers(0, SIZE - 1)).map(sorted), max_size=8)


def written(folder, passages, size=SIZE):
    write_pieces(folder, [np.array(one, np.uint16) for one in passages], size)
    return SegmentPieces(folder)


def counted(passages):
    return [sum(piece in one for one in passages) for piece in range(SIZE)]


def held(segment):
    return [segment.of(row).tolist() for row in range(segment.rows)]


@pytest.fixture(params=[1 << 20, 3])
def counted_at_once(request, monkeypatch):
    """Count all at once, or in steps that hold hardly one passage."""
    monkeypatch.setattr(segment_pieces, "COUNTED_AT_ONCE", request.param)


@pytest.mark.usefixtures("counted_at_once")
@settings(deadline=None, max_examples=40)
@given(PASSAGES, st.randoms(use_true_random=False))
def test_what_was_written_is_read_back_and_counted(tmp_path_factory, passages, random):
    """All passages, and any of them."""
    segment = written(tmp_path_factory.mktemp("segment") / "a", passages)
    assert held(segment) == passages
    assert segment.frequencies.tolist() == counted(passages)
    some = [row for row in range(len(passages)) if random.random() < 0.5]
    assert segment.frequencies_in(np.array(some, np.int64)).tolist() == counted([passages[row] for row in some])
    flat, lengths = segment.gather(np.array(some[::-1], np.int64))
    assert flat.tolist() == [piece for row in some[::-1] for piece in passages[row]]
    assert lengths.tolist() == [len(passages[row]) for row in some[::-1]]


@pytest.mark.usefixtures("counted_at_once")
@settings(deadline=None, max_examples=40)
@given(st.lists(PASSAGES, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_merging_keeps_what_is_kept(tmp_path_factory, parts, random):
    """In whatever order the new rows are, and counted anew."""
    folder = tmp_path_factory.mktemp("merged")
    living = [(at, row) for at, part in enumerate(parts) for row in range(len(part)) if random.random() < 0.6]
    random.shuffle(living)
    new_rows = [np.full(len(part), DEAD, np.int32) for part in parts]
    for new, (at, row) in enumerate(living):
        new_rows[at][row] = new
    segments = [written(folder / str(at), part) for at, part in enumerate(parts)]
    merge_pieces(folder / "merged", list(zip(segments, new_rows, strict=True)))
    wanted = [parts[at][row] for at, row in living]
    merged = SegmentPieces(folder / "merged")
    assert held(merged) == wanted
    assert (merged.frequencies.tolist(), merged.size) == (counted(wanted), SIZE)
    written(folder / "fresh", wanted)
    for name in ("pieces.npy", "ends.npy", "frequencies.npy"):
        assert (folder / "merged/pieces" / name).read_bytes() == (folder / "fresh/pieces" / name).read_bytes()


def test_tables_of_different_sizes_are_not_merged(tmp_path):
    """Their pieces are others."""
    parts = [(written(tmp_path / str(size), [[1]], size), np.zeros(1, np.int32)) for size in (12, 13)]
    with pytest.raises(ValueError, match=r"tables of \[12, 13\] pieces, wanted one table"):
        merge_pieces(tmp_path / "merged", parts)


def test_a_table_of_more_pieces_than_fit_is_refused(tmp_path):
    """Two bytes number 65,536 of them."""
    with pytest.raises(IndexFloorError, match="the table has 70000 pieces, at most 65536"):
        write_pieces(tmp_path / "a", [], 70_000)


@pytest.mark.parametrize("name", ["pieces.npy", "ends.npy", "frequencies.npy"])
@pytest.mark.parametrize("content", [None, b"nothing of the kind", b""])
def test_a_damaged_file_is_named(tmp_path, name, content):
    """And what to run."""
    written(tmp_path / "a", [[1, 2]])
    (tmp_path / "a/pieces" / name).unlink()
    if content is not None:
        (tmp_path / "a/pieces" / name).write_bytes(content)
    with pytest.raises(DamagedIndexError, match=rf"{name}: .*run `sourcier rebuild-index`"):
        SegmentPieces(tmp_path / "a")


@pytest.mark.parametrize("name", ["pieces.npy", "ends.npy", "frequencies.npy"])
def test_files_of_different_segments_are_refused(tmp_path, name):
    """They would give one passage the words of another."""
    written(tmp_path / "a", [[1, 2]])
    written(tmp_path / "b", [[1, 2], [3]])
    (tmp_path / "a/pieces" / name).write_bytes((tmp_path / "b/pieces" / name).read_bytes())
    with pytest.raises(DamagedIndexError, match="do not fit together"):
        SegmentPieces(tmp_path / "a")


def test_a_piece_that_is_none_of_the_table_is_damage(tmp_path):
    """It would be looked for beyond the table's end."""
    written(tmp_path / "a", [[1, 2]])
    written(tmp_path / "b", [[1, SIZE]], SIZE + 1)
    (tmp_path / "a/pieces/pieces.npy").write_bytes((tmp_path / "b/pieces/pieces.npy").read_bytes())
    with pytest.raises(DamagedIndexError, match=r"pieces\.npy: holds piece 12 of a table of 12; run"):
        SegmentPieces(tmp_path / "a").gather(np.array([0]))


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_a_flipped_bit_crashes_nothing(tmp_path_factory, data):
    """Of any file: an error that says what to run, or an answer; whether the right one, checksums say."""
    folder = tmp_path_factory.mktemp("segment") / "a"
    written(folder, [[1, 2], [], [0, 3, 11]])
    path = folder / "pieces" / data.draw(st.sampled_from(["pieces.npy", "ends.npy", "frequencies.npy"]))
    content = bytearray(path.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(content)
    told = ""
    try:
        segment = SegmentPieces(folder)
        held(segment)
        segment.frequencies_in(np.arange(segment.rows))
    except DamagedIndexError as error:
        told = str(error)
    assert told == "" or "run `sourcier rebuild-index`" in told
