"""Word pieces of a snapshot, whatever segments they lie in."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import DamagedIndexError
from index.keeping.rows import RowMap
from index.matching.piece_index import PieceIndex
from index.matching.pieces import rarities_of
from index.segments.pieces import SegmentPieces, write_pieces
from tests.index.test_pieces import SIZE, Table

PIECES = st.sets(st.integers(0, SIZE - 1)).map(sorted)


def segment(folder, passages, size=SIZE):
    write_pieces(folder, [np.array(one, np.uint16) for one in passages], size)
    return SegmentPieces(folder)


def one_segment(folder, passages):
    rows = RowMap(np.zeros(len(passages), np.uint16), np.arange(len(passages), dtype=np.int32), [len(passages)])
    return PieceIndex([segment(folder, passages)], rows)


@st.composite
def splits(draw, passages):
    """Return segments as lists of passages, and where each of `passages` stands; between them stand dead ones."""
    count = draw(st.integers(1, 4))
    held = [[] for _ in range(count)]
    places = {}
    for row in draw(st.permutations(range(len(passages)))):
        number = draw(st.integers(0, count - 1))
        held[number] += draw(st.lists(PIECES, max_size=2))
        places[row] = (number, len(held[number]))
        held[number].append(passages[row])
    return held, [places[row] for row in range(len(passages))]


def split_index(folder, held, places):
    segments = [segment(folder / str(number), one) for number, one in enumerate(held)]
    numbers = np.array([number for number, _ in places], np.uint16)
    rows = RowMap(numbers, np.array([local for _, local in places], np.int32), list(map(len, held)))
    return PieceIndex(segments, rows)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_segments_do_not_show(tmp_path_factory, data):
    """What is met is the same to the last bit; dead passages count nowhere."""
    passages = data.draw(st.lists(PIECES, min_size=1, max_size=8))
    held, places = data.draw(splits(passages))
    folder = tmp_path_factory.mktemp("pieces")
    one, split = one_segment(folder / "one", passages), split_index(folder / "split", held, places)
    assert [split.of(row).tolist() for row in range(split.count)] == passages

    table = Table([data.draw(st.floats(0, 360)) for _ in range(SIZE)])
    asked = np.array(data.draw(PIECES), np.uint16)
    rows = data.draw(st.lists(st.integers(0, len(passages) - 1), max_size=12))
    rarities = rarities_of(one.live_frequencies([0]), one.count)
    first, second = (index.meet(asked, table, rows, rarities) for index in (one, split))
    for name in ("alike", "said", "sizes"):
        assert getattr(first, name).tobytes() == getattr(second, name).tobytes()

    everywhere = range(len(held))
    assert split.live_frequencies(everywhere).tolist() == one.live_frequencies([0]).tolist()
    some = data.draw(st.sets(st.sampled_from(everywhere)))
    living = [passage for passage, (number, _) in zip(passages, places, strict=True) if number in some]
    counts = [sum(piece in passage for passage in living) for piece in range(SIZE)]
    assert split.live_frequencies(some).tolist() == counts


def test_an_index_without_segments_is_empty():
    """It has no rows to be asked for."""
    index = PieceIndex([], RowMap(np.zeros(0, np.uint16), np.zeros(0, np.int32), []))
    assert (index.count, index.size) == (0, 0)
    met = index.meet(np.array([1], np.uint16), Table([0] * SIZE), [], np.ones(SIZE, np.float32))
    assert met.alike.tolist() == []


def test_segments_that_do_not_fit_are_refused(tmp_path):
    """Another number of rows, or pieces of another table."""
    held = [segment(tmp_path / "a", [[1], [2]]), segment(tmp_path / "b", [[1]], SIZE + 1)]
    rows = RowMap(np.zeros(2, np.uint16), np.arange(2, dtype=np.int32), [3])
    with pytest.raises(DamagedIndexError, match=r"pieces of 2 passages by a table of 12, wanted 3 by one of 12"):
        PieceIndex(held[:1], rows)
    rows = RowMap(np.zeros(2, np.uint16), np.arange(2, dtype=np.int32), [2, 1])
    with pytest.raises(DamagedIndexError, match=r"pieces of 1 passages by a table of 13, wanted 1 by one of 12"):
        PieceIndex(held, rows)
