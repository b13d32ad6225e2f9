"""Word pieces of passages, and how a question's are met there."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.keeping.rows import RowMap
from index.matching.piece_index import PieceIndex
from index.matching.pieces import MET, UNRELATED, rarities_of
from index.segments.pieces import SegmentPieces, write_pieces

SIZE = 12


class Table:
    """Pieces at chosen angles on a circle, so that their cosines can be worked out by hand."""

    digest = "table"
    size = SIZE

    def __init__(self, degrees):
        angles = np.radians(np.asarray(degrees, dtype=float))
        self.vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)

    def cut(self, texts):
        return [np.unique(np.array([int(word) for word in text.split()], np.uint16)) for text in texts]

    def similarities(self, pieces, others):
        return self.vectors[pieces] @ self.vectors[others].T

    def lengths(self, pieces):
        return np.asarray(pieces, dtype=np.float32) + 1.0


def index_of(folder, *passages):
    """The index of one segment, in which all passages live."""
    write_pieces(folder / "pieces", [np.array(one, np.uint16) for one in passages], SIZE)
    rows = RowMap(np.zeros(len(passages), np.uint16), np.arange(len(passages), dtype=np.int32), [len(passages)])
    return PieceIndex([SegmentPieces(folder / "pieces")], rows)


def meet(index, asked, table, rows):
    """Meet all passages' own rarities."""
    return index.meet(np.array(asked, np.uint16), table, rows, rarities_of(index.live_frequencies([0]), index.count))


def test_each_piece_of_the_question_meets_the_likest_of_the_passage(tmp_path):
    """Piece 0 stands in the passage; piece 1, at a right angle to it, lies 60 degrees from piece 2."""
    table = Table([0, 90, 30, *[180] * 9])
    met = meet(index_of(tmp_path, [0, 2], [5]), [0, 1], table, [0])
    lengths = np.array([1.0, 2.0])
    assert met.alike[0] == pytest.approx((lengths * [1.0, 0.5]).sum() / lengths.sum(), abs=1e-5)
    rarities = np.array([math.log(1 + 1.5 / 1.5), math.log(1 + 2.5 / 0.5)])  # in one of two passages, and in none
    shares = np.array([1.0, (0.5 - UNRELATED) / (MET - UNRELATED)])
    assert met.said[0] == pytest.approx((rarities * shares).sum() / rarities.sum(), abs=1e-5)
    assert met.sizes.tolist() == [2]


def test_a_passage_without_pieces_meets_none(tmp_path):
    """It gets zeros, and its neighbours keep theirs."""
    table = Table([0] * SIZE)
    index = index_of(tmp_path, [1], [], [2, 3])
    met = meet(index, [1], table, [0, 1, 2])
    assert met.alike.tolist() == pytest.approx([1.0, 0.0, 1.0])
    assert met.said.tolist() == pytest.approx([1.0, 0.0, 1.0])
    assert met.sizes.tolist() == [1, 0, 2]


def test_a_question_without_pieces_is_met_nowhere(tmp_path):
    """No division by nothing."""
    met = meet(index_of(tmp_path, [1, 2]), [], Table([0] * SIZE), [0])
    assert (met.alike.tolist(), met.said.tolist()) == ([0.0], [0.0])


PASSAGES = st.lists(st.sets(st.integers(0, SIZE - 1)).map(sorted), min_size=1, max_size=8)


@settings(deadline=None, max_examples=40)
@given(PASSAGES, st.sets(st.integers(0, SIZE - 1)).map(sorted), st.randoms(use_true_random=False))
def test_all_at_once_gives_what_one_by_one_gives(tmp_path_factory, passages, asked, random):
    """The packed search against the plain definition."""
    table = Table([random.uniform(0, 360) for _ in range(SIZE)])
    index = index_of(tmp_path_factory.mktemp("pieces"), *passages)
    rows = [random.randrange(len(passages)) for _ in range(5)]
    met = meet(index, asked, table, rows)
    for place, row in enumerate(rows):
        held = passages[row]
        assert index.of(row).tolist() == held
        if not held or not asked:
            assert (met.alike[place], met.said[place]) == (0.0, 0.0)
            continue
        best = [max(float(table.vectors[one] @ table.vectors[other]) for other in held) for one in asked]
        alike = sum((one + 1) * value for one, value in zip(asked, best, strict=True)) / sum(one + 1 for one in asked)
        assert met.alike[place] == pytest.approx(alike, abs=1e-4)
        count = len(passages)
        holding = [sum(one in each for each in passages) for one in asked]
        rare = [math.log(1 + (count - one + 0.5) / (one + 0.5)) for one in holding]
        shares = [min(1.0, max(0.0, (value - UNRELATED) / (MET - UNRELATED))) for value in best]
        said = sum(one * share for one, share in zip(rare, shares, strict=True)) / sum(rare)
        assert met.said[place] == pytest.approx(said, abs=1e-3)


def test_a_long_question_is_met_in_parts(tmp_path, monkeypatch):
    """So that it takes no more memory than a short one."""
    table = Table(np.arange(SIZE) * 25)
    index = index_of(tmp_path, [1, 4], [2], [0, 3, 7, 9])
    asked = np.arange(SIZE, dtype=np.uint16)
    whole = meet(index, asked, table, [2, 0, 1])
    monkeypatch.setattr("index.matching.pieces.MET_AT_ONCE", 5)
    parts = meet(index, asked, table, [2, 0, 1])
    np.testing.assert_allclose(parts.alike, whole.alike, atol=1e-6)
    np.testing.assert_allclose(parts.said, whole.said, atol=1e-6)
