"""Counterparts: what is each other's nearest, found anew and kept up."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import DamagedIndexError
from index.keeping.rows import RowMap
from index.matching import counterparts
from index.matching.counterparts import (
    NONE,
    UNSOUGHT,
    Counterparts,
    Home,
    find_counterparts,
    none_sought,
    read_counterparts,
    rows_kept,
    update_counterparts,
    write_counterparts,
)
from index.segments.vectors import SegmentVectors, merge_vectors, write_vectors
from tests.index.segment_rows import lay, unit_rows


def told(state):
    """Return the counterpart of each row that has one."""
    found, _ = state.of(np.arange(state.count))
    return {row: other for row, other in enumerate(found.tolist()) if other != NONE}


def pairs_of(vectors, groups, parts=None):
    """Return the rows of two groups that are each other's nearest, by comparing all with all."""
    parts = np.zeros(len(groups)) if parts is None else parts
    apart = (groups[:, None] == groups[None, :]) | (parts[:, None] != parts[None, :])
    similarities = np.where(apart, -2.0, vectors @ vectors.T)
    nearest = similarities.argmax(axis=1)
    there = similarities.max(axis=1) > -2
    return {
        row: other
        for row, other in enumerate(nearest.tolist())
        if there[row] and there[other] and nearest[other] == row
    }


def all_rows(laid):
    found = np.empty((laid.rows.count, laid.segments[0].dimensions), np.float32)
    for share in laid.rows.split(np.arange(laid.rows.count)):
        found[share.places] = laid.segments[share.segment].rows(share.locals)
    return found


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 1000), count=st.integers(1, 60), number=st.integers(1, 3), parts=st.integers(1, 3))
def test_counterparts_are_each_others_nearest(tmp_path_factory, seed, count, number, parts):
    """Of the other groups, in their part; a row that is not the nearest of its nearest has none."""
    chance = np.random.default_rng(seed)
    groups, of_segments = chance.integers(0, number, count), chance.integers(0, parts, count)
    laid = lay(tmp_path_factory.mktemp("v"), unit_rows(seed, count, 8), groups, of_segments, dead=3, seed=seed)
    names = [f"server-{segment}" for segment in range(len(laid.segments))]
    state = find_counterparts(laid.segments, laid.rows, names)
    rows = all_rows(laid).astype(np.float64)
    wanted = pairs_of(rows, groups, of_segments)
    assert told(state) == wanted
    for row, other in wanted.items():
        assert state.likeness[row] == pytest.approx(rows[row] @ rows[other], abs=1e-6)


def test_of_equals_the_lower_row_is_the_counterpart(tmp_path):
    """However the rows lie."""
    vectors = np.repeat(unit_rows(1, 1, 8), 6, axis=0)
    laid = lay(tmp_path, vectors, [1, 1, 0, 0, 1, 0], [1, 0, 0, 1, 0, 1])
    state = find_counterparts(laid.segments, laid.rows, ["", ""])
    assert state.nearest.tolist() == [2, 2, 0, 0, 2, 0]
    assert told(state) == {0: 2, 2: 0}


def test_blocks_of_any_size_find_the_same(tmp_path, monkeypatch):
    """Rows are compared block by block."""
    laid = lay(tmp_path, unit_rows(1, 90, 8), [0, 1, 1] * 30)
    wanted = find_counterparts(laid.segments, laid.rows, [""])
    monkeypatch.setattr(counterparts, "SEEKING_AT_ONCE", 7)
    monkeypatch.setattr(counterparts, "COMPARED_AT_ONCE", 7 * 5)
    found = find_counterparts(laid.segments, laid.rows, [""])
    assert (found.nearest.tolist(), found.likeness.tolist()) == (wanted.nearest.tolist(), wanted.likeness.tolist())


def test_parts_that_are_too_large_have_no_counterparts(tmp_path, monkeypatch):
    """Finding them would take longer than all else; other parts have theirs."""
    monkeypatch.setattr(counterparts, "COUNTERPARTS_UP_TO", 10)
    half = unit_rows(1, 12, 8)
    laid = lay(tmp_path, half, [0, 1] * 6, [0] * 8 + [1] * 4)
    state = find_counterparts(laid.segments, laid.rows, ["", ""])
    assert set(state.nearest.tolist()) == {UNSOUGHT}
    assert told(state) == {}
    state = find_counterparts(laid.segments, laid.rows, ["", "server-1"])
    assert UNSOUGHT not in state.nearest.tolist()


class Store:
    """Articles of up to three passages, by number, in segments of one part each; makes row maps as a build does."""

    def __init__(self, folder, chance):
        self.folder, self.chance = folder, chance
        self.segments, self.parts = [], []
        self.live = {}  # article: (segment, first local row, rows)
        self.pool = unit_rows(7, 12, 6)  # few vectors, so that equals are common

    def add(self, articles, part):
        sizes = [int(self.chance.integers(1, 4)) for _ in articles]
        total = sum(sizes)
        rows = self.pool[self.chance.integers(0, len(self.pool), total)]
        if self.chance.random() < 0.5:
            rows = unit_rows(int(self.chance.integers(1 << 30)), total, 6)
        path = self.folder / str(len(self.segments))
        write_vectors(path, rows, self.chance.integers(0, 2, total))
        for article, size, start in zip(articles, sizes, np.cumsum([0, *sizes[:-1]]).tolist(), strict=True):
            self.live[article] = (len(self.segments), start, size)
        self.segments.append(SegmentVectors(path))
        self.parts.append(part)

    def merge(self, part):
        """Merge all segments of a part, in the order of articles; return where their rows are now."""
        chosen = [number for number, one in enumerate(self.parts) if one == part]
        new_rows = {number: np.full(self.segments[number].count, -1, np.int32) for number in chosen}
        place = 0
        for article in sorted(self.live):
            segment, start, size = self.live[article]
            if segment in new_rows:
                new_rows[segment][start : start + size] = np.arange(place, place + size)
                self.live[article] = (len(self.segments), place, size)
                place += size
        homes = [Home(number) for number in range(len(self.segments))]
        for number in chosen:
            homes[number] = Home(len(self.segments), new_rows[number])
        path = self.folder / str(len(self.segments))
        merge_vectors(path, [(self.segments[number], new_rows[number]) for number in chosen])
        self.segments.append(SegmentVectors(path))
        self.parts.append(part)
        return homes

    def rows(self):
        places = [self.live[article] for article in sorted(self.live)]
        segments = np.repeat([one[0] for one in places], [one[2] for one in places]).astype(np.uint16)
        locals_ = np.concatenate([np.arange(one[1], one[1] + one[2]) for one in places] or [np.zeros(0)])
        return RowMap(segments, locals_.astype(np.int32), [one.count for one in self.segments])


@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 100_000), limit=st.sampled_from([5, 12, 1000]))
def test_any_changes_give_what_looking_anew_gives(tmp_path_factory, seed, limit):
    """Articles added, changed and deleted, segments merged, parts that grow beyond the limit and shrink again."""
    chance = np.random.default_rng(seed)
    store = Store(tmp_path_factory.mktemp("v"), chance)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counterparts, "COUNTERPARTS_UP_TO", limit)
        state, rows = none_sought(0), store.rows()
        for _ in range(6):
            for article in [one for one in store.live if chance.random() < 0.2]:
                del store.live[article]
            # Every third article is a server's.
            articles = chance.integers(0, 20, int(chance.integers(0, 5)))
            for part in ("", "server-1"):
                some = sorted({int(one) for one in articles if (one % 3 == 0) == (part != "")})
                if some:
                    store.add(some, part)
            homes = [Home(number) for number in range(len(store.segments))]
            if len(store.segments) and chance.random() < 0.4:
                homes = store.merge(store.parts[int(chance.integers(len(store.parts)))])
            now = store.rows()
            kept = rows_kept(rows, now, homes[: len(rows.sizes)])
            state = update_counterparts(state, kept, store.segments, now, store.parts)
            anew = find_counterparts(store.segments, now, store.parts)
            assert state.nearest.tolist() == anew.nearest.tolist()
            assert state.likeness.tolist() == anew.likeness.tolist()
            rows = now


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 100_000), before=st.integers(0, 30), after=st.integers(1, 30))
def test_rows_that_change_places_give_what_looking_anew_gives(tmp_path_factory, seed, before, after):
    """Where an article gets another name, of equals another is the lower one."""
    chance = np.random.default_rng(seed)
    pool = unit_rows(7, 6, 6)[chance.integers(0, 6, 40)]
    laid = lay(tmp_path_factory.mktemp("v"), pool, chance.integers(0, 2, 40))
    then, now = (chance.permutation(40)[:size].astype(np.int32) for size in (before, after))
    maps = [RowMap(np.zeros(len(one), np.uint16), one, [40]) for one in (then, now)]
    state = find_counterparts(laid.segments, maps[0], [""])
    kept = rows_kept(*maps, [Home(0)])
    found = update_counterparts(state, kept, laid.segments, maps[1], [""])
    anew = find_counterparts(laid.segments, maps[1], [""])
    assert (found.nearest.tolist(), found.likeness.tolist()) == (anew.nearest.tolist(), anew.likeness.tolist())


def test_only_what_changed_is_looked_for(tmp_path, monkeypatch):
    """One more article among many: its rows are compared with the others, which are not compared among themselves."""
    vectors = unit_rows(1, 203, 8)
    laid = lay(tmp_path, vectors, [0, 1] * 101 + [0], [0] * 200 + [1] * 3)
    then = RowMap(laid.rows.segments[:200], laid.rows.locals[:200], laid.rows.sizes)
    state = find_counterparts(laid.segments, then, ["", ""])
    compared = []
    better = counterparts._better
    monkeypatch.setattr(
        counterparts, "_better", lambda alike, *more: compared.append(alike.size) or better(alike, *more)
    )
    kept = rows_kept(then, laid.rows, [Home(0), Home(1)])
    found = update_counterparts(state, kept, laid.segments, laid.rows, ["", ""])
    assert told(found) == pairs_of(all_rows(laid).astype(np.float64), np.array([0, 1] * 101 + [0]))
    assert sum(compared) / 2 <= 3 * 102


def test_what_is_written_is_read_again(tmp_path):
    """Rows without and rows that nobody looked for too."""
    state = Counterparts(np.array([1, 0, NONE, UNSOUGHT], np.int32), np.array([0.5, 0.5, 0, 0], np.float32))
    write_counterparts(tmp_path, state)
    found = read_counterparts(tmp_path)
    assert (found.nearest.tolist(), found.likeness.tolist()) == (state.nearest.tolist(), state.likeness.tolist())
    assert told(found) == {0: 1, 1: 0}


@pytest.mark.parametrize(
    ("name", "array"),
    [
        ("counterparts.npy", None),
        ("counterparts.npy", np.array([4, 0, 0], np.int32)),
        ("counterparts.npy", np.array([-3, 0, 0], np.int32)),
        ("counterparts.npy", np.array([1, 0], np.int32)),
        ("counterparts.npy", np.array([1, 0, 0], np.int64)),
        ("counterparts.npy", np.array(3, np.int32)),
        ("likeness.npy", np.zeros(3, np.float16)),
        ("likeness.npy", None),
    ],
)
def test_files_that_do_not_fit_are_an_error(tmp_path, name, array):
    """Its rows would be other rows, or none."""
    write_counterparts(tmp_path, Counterparts(np.array([1, 0, NONE], np.int32), np.zeros(3, np.float32)))
    (tmp_path / name).unlink()
    if array is not None:
        np.save(tmp_path / name, array)
    with pytest.raises(DamagedIndexError, match="run `sourcier rebuild-index`"):
        read_counterparts(tmp_path)
