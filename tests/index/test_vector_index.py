"""Dense search over segments."""

import threading

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.errors import DamagedIndexError, EncoderError
from index.keeping.rows import RowMap
from index.matching import vector_index
from index.matching.counterparts import NONE, Counterparts, find_counterparts, none_sought
from index.matching.vector_index import VectorIndex
from index.segments import codes
from index.segments import vectors as dense
from index.segments.codes import learn_codebook
from index.segments.scanning import best_by_codes
from index.segments.vectors import CODED_FROM
from tests.index.segment_rows import lay, unit_rows

A_BYTE = 0.01  # what a byte a number can move a similarity of unit vectors of eight numbers


def index_of(laid, counterparts=None, **more):
    return VectorIndex(laid.segments, laid.rows, counterparts or none_sought(laid.rows.count), **more)


def small(folder, vectors, groups, **more):
    return index_of(lay(folder, vectors, groups, **more))


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 1000), count=st.integers(1, 60), limit=st.integers(1, 80))
def test_finds_what_a_full_comparison_finds(tmp_path_factory, seed, count, limit):
    """The index gives the rows and similarities that comparing with every row gives."""
    vectors, question = unit_rows(seed, count, 8), unit_rows(seed + 1, 1, 8)[0]
    index = small(tmp_path_factory.mktemp("v"), vectors, np.arange(count) % 2)
    found = index.search(question, limit)
    wanted = np.sort(vectors @ question)[::-1][:limit]
    assert len(found.rows) == min(limit, count)
    np.testing.assert_allclose(found.similarities, wanted, atol=A_BYTE)
    np.testing.assert_allclose((vectors @ question)[found.rows], found.similarities, atol=A_BYTE)


@settings(deadline=None, max_examples=50)
@given(
    seed=st.integers(0, 1000),
    count=st.integers(1, 60),
    limit=st.integers(1, 80),
    parts=st.integers(1, 5),
    dead=st.integers(0, 12),
    share=st.floats(0, 1),
    doubled=st.booleans(),
)
def test_any_split_into_segments_finds_the_same(tmp_path_factory, seed, count, limit, parts, dead, share, doubled):
    """To the last bit and in the same order, with dead copies in between, filters and equals."""
    chance = np.random.default_rng(seed)
    vectors = unit_rows(seed, count, 7)
    if doubled:
        vectors = vectors[chance.integers(0, max(1, count // 3), count)]
    groups, mask = chance.integers(0, 2, count), chance.random(count) < share
    folder = tmp_path_factory.mktemp("v")
    whole = small(folder / "whole", vectors, groups)
    split = small(folder / "split", vectors, groups, of_segments=chance.integers(0, parts, count), dead=dead, seed=seed)
    for question in unit_rows(seed + 1, 3, 7):
        for group in (None, 0, 1):
            for chosen in (None, mask):
                one, other = (
                    index.search(question, limit, group, None if chosen is None else index.choose(chosen))
                    for index in (whole, split)
                )
                assert one.rows.tolist() == other.rows.tolist()
                assert one.similarities.tolist() == other.similarities.tolist()
        some = chance.permutation(count)
        assert whole.similarities(question, some).tolist() == split.similarities(question, some).tolist()
    assert whole.sizes(whole.choose(mask)) == split.sizes(split.choose(mask))
    np.testing.assert_array_equal(whole.rows(), split.rows())
    np.testing.assert_array_equal(whole.rows([count - 1, 0]), split.rows()[[count - 1, 0]])
    np.testing.assert_array_equal(split.groups, groups)


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 1000), count=st.integers(1, 60), limit=st.integers(1, 80), share=st.floats(0, 1))
def test_a_search_among_chosen_rows_finds_what_a_full_comparison_of_these_finds(
    tmp_path_factory, seed, count, limit, share
):
    """In one group and in all; what the other rows hold takes none of the places."""
    vectors, question = unit_rows(seed, count, 8), unit_rows(seed + 1, 1, 8)[0]
    chance = np.random.default_rng(seed)
    groups, mask = chance.random(count) < 0.5, chance.random(count) < share
    index = small(tmp_path_factory.mktemp("v"), vectors, groups, of_segments=np.arange(count) % 3, dead=2)
    chosen = index.choose(mask)
    for group in (None, 1):
        for kept in (None, chosen):
            inside = np.ones(count, np.bool_) if kept is None else mask
            inside = inside if group is None else inside & groups
            found = index.search(question, limit, group, kept)
            assert set(found.rows.tolist()) <= set(np.flatnonzero(inside).tolist())
            np.testing.assert_allclose(
                found.similarities, np.sort((vectors @ question)[inside])[::-1][:limit], atol=A_BYTE
            )


def test_equals_come_in_the_order_of_rows(tmp_path):
    """Wherever they lie; the limit keeps the lowest."""
    vectors = np.repeat(unit_rows(1, 1, 8), 30, axis=0)
    index = small(tmp_path, vectors, [0, 1] * 15, of_segments=np.arange(30)[::-1] % 4, dead=3)
    assert index.search(vectors[0], 5).rows.tolist() == [0, 1, 2, 3, 4]
    assert index.search(vectors[0], 4, 1).rows.tolist() == [1, 3, 5, 7]


def test_similarities_are_those_that_a_search_finds(tmp_path):
    """Candidates of other ways of matching get the number that a search would have given them."""
    index = small(tmp_path, unit_rows(3, 7, 4), [0] * 7)
    question = unit_rows(4, 1, 4)[0]
    found = index.search(question, 7)
    assert index.similarities(question, found.rows.tolist()).tolist() == found.similarities.tolist()
    assert index.similarities(question, []).shape == (0,)


def test_an_index_of_nothing_finds_nothing(tmp_path):
    """No vectors or no segments: no rows, no error."""
    index = small(tmp_path, np.zeros((0, 4), np.float32), [])
    assert index.search(np.ones(4, np.float32), 5).rows.tolist() == []
    assert (index.rows().shape, index.sizes(), index.count) == ((0, 4), {}, 0)
    nothing = VectorIndex([], RowMap(np.zeros(0, np.uint16), np.zeros(0, np.int32), []), none_sought(0))
    assert nothing.search(np.ones(4, np.float32), 5).rows.tolist() == []
    assert find_counterparts([], RowMap(np.zeros(0, np.uint16), np.zeros(0, np.int32), []), []).count == 0


def test_a_segment_of_which_nothing_lives_finds_nothing(tmp_path):
    """Nor does it say that its groups are there."""
    laid = lay(tmp_path, unit_rows(1, 5, 4), [0, 0, 0, 1, 1], of_segments=[0, 0, 0, 1, 1])
    rows = RowMap(laid.rows.segments[:3], laid.rows.locals[:3], laid.rows.sizes)
    index = VectorIndex(laid.segments, rows, none_sought(3))
    assert (index.sizes(), index.search(unit_rows(2, 1, 4)[0], 9, 1).rows.tolist()) == ({0: 3}, [])


def test_refuses_a_question_of_another_width(tmp_path):
    """The error names both widths."""
    with pytest.raises(EncoderError, match=r"shape \(5,\), the index wants \(4,\)"):
        small(tmp_path, unit_rows(1, 3, 4), [0] * 3).search(np.ones(5, np.float32), 1)


def test_refuses_a_question_that_is_not_a_number(tmp_path):
    """A NaN question would silently find nothing."""
    with pytest.raises(EncoderError, match="NaN or infinity"):
        small(tmp_path, unit_rows(1, 3, 4), [0] * 3).search(np.full(4, np.nan, np.float32), 1)


def test_segments_that_do_not_fit_together_are_an_error(tmp_path):
    """Their rows would be other passages' rows."""
    laid = lay(tmp_path / "a", unit_rows(1, 4, 4), [0] * 4)
    wider = lay(tmp_path / "b", unit_rows(1, 4, 6), [0] * 4)
    with pytest.raises(DamagedIndexError, match=r"counterparts of 3 rows for 4\); run `sourcier rebuild-index`"):
        index_of(laid, none_sought(3))
    with pytest.raises(DamagedIndexError, match=r"segments of \(4,\) rows, numbered as \(5,\)"):
        VectorIndex(laid.segments, RowMap(laid.rows.segments, laid.rows.locals, [5]), none_sought(4))
    rows = RowMap(laid.rows.segments, laid.rows.locals, [4, 4])
    with pytest.raises(DamagedIndexError, match=r"widths \[4, 6\]"):
        VectorIndex([*laid.segments, *wider.segments], rows, none_sought(4))


def test_counterparts_are_told_by_row(tmp_path):
    """Those that are each other's nearest; others have none."""
    state = Counterparts(np.array([1, 0, 0, NONE], np.int32), np.array([0.5, 0.5, 0.4, 0], np.float32))
    index = index_of(lay(tmp_path, unit_rows(1, 4, 4), [0, 1, 1, 0]), state)
    found = index.counterparts([2, 1, 0, 3])
    assert (found.rows.tolist(), found.similarities.tolist()) == ([NONE, 0, 1, NONE], [0, 0.5, 0.5, 0])


# Codes

WIDTH = 128


@pytest.fixture(scope="module", params=[0, codes.VERY_MANY], ids=["many", "very many"])
def coded(request, tmp_path_factory):
    """A group with codes, and a small one, in two segments with dead rows; vectors in clusters, as on topics."""
    rng = np.random.default_rng(5)
    count = 2 * CODED_FROM + 2600
    topics = rng.normal(size=(60, WIDTH))
    rows = topics[rng.integers(0, 60, count)] + 0.5 * rng.normal(size=(count, WIDTH))
    vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    groups = np.ones(count, int)
    groups[::7] = 0
    folder = tmp_path_factory.mktemp("v")
    laid = lay(
        folder, vectors, groups, rng.integers(0, 2, count), dead=400, codebook=learn_codebook(vectors, request.param)
    )
    return index_of(laid), laid, vectors, groups


def test_a_large_group_is_looked_through_by_codes_and_compared_in_full(coded):
    """Nearly all of the nearest are found, each with its own similarity, in the right order."""
    index, laid, vectors, groups = coded
    assert [[one.codebook_of(group) is not None for group in (0, 1)] for one in laid.segments] == [[False, True]] * 2
    shares = []
    for question in unit_rows(8, 20, WIDTH):
        found = index.search(question, 30, 1)
        exact = np.where(groups == 1, vectors @ question, -2.0)
        nearest = set(np.argsort(-exact)[:30].tolist())
        shares.append(len(nearest & set(found.rows.tolist())) / 30)
        np.testing.assert_allclose(found.similarities, exact[found.rows], atol=A_BYTE)
        assert (np.diff(found.similarities) <= 0).all()
        assert len(set(found.rows.tolist())) == 30
    assert np.mean(shares) > 0.9  # the narrower, the harder to code; real vectors are twice as wide


def test_small_groups_beside_large_ones_are_compared_in_full(coded):
    """And with nothing but each other."""
    index, _, vectors, groups = coded
    question = unit_rows(9, 1, WIDTH)[0]
    found = index.search(question, 10, 0)
    wanted = np.sort((vectors @ question)[groups == 0])[::-1][:10]
    np.testing.assert_allclose(found.similarities, wanted, atol=A_BYTE)


def test_a_limit_beyond_a_coded_group_gives_all_of_it(coded):
    """Once each, and nothing that is dead."""
    index, _, _, groups = coded
    found = index.search(unit_rows(9, 1, WIDTH)[0], 20_000, 1)
    assert sorted(found.rows.tolist()) == np.flatnonzero(groups == 1).tolist()


def test_a_group_that_is_not_there_holds_nothing(coded):
    """A corpus in one language."""
    assert coded[0].search(unit_rows(9, 1, WIDTH)[0], 10, 5).rows.tolist() == []


@settings(deadline=None, max_examples=12)
@given(
    seed=st.integers(0, 1000),
    parts=st.integers(1, 4),
    limit=st.integers(1, 60),
    topics=st.booleans(),
    apart=st.booleans(),
)
@example(seed=39, parts=3, limit=2, topics=False, apart=False)
def test_any_split_of_codes_finds_the_same(tmp_path_factory, seed, parts, limit, topics, apart):
    """What is found by codes alone, right or not, goes by the codes of all segments together.

    So too where each segment is of a part of its own, and has its own scan. Where much that is dead or fills up blocks
    stands first, a share is compared in full, and what is found is no farther.
    """
    chance = np.random.default_rng(seed)
    vectors = unit_rows(seed, 600, 12)
    of_segments = chance.integers(0, parts, 600)
    if topics:  # what is near lies together
        of_segments = np.sort(of_segments)[np.argsort(np.argsort(vectors[:, 0]))]
    book, folder = learn_codebook(vectors), tmp_path_factory.mktemp("v")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dense, "CODED_FROM", 40)
        patch.setattr(codes, "COMPARED", (1, 0))
        for name in ("TAKEN", "NARROW"):
            patch.setattr(vector_index, name, 0)
        whole = small(folder / "whole", vectors, [0] * 600, codebook=book)
        laid = lay(folder / "split", vectors, [0] * 600, of_segments, dead=9, seed=seed, codebook=book)
        split = index_of(laid, parts=[f"part {number}" for number in range(len(laid.segments))] if apart else None)
        for question in unit_rows(seed + 1, 4, 12):
            one, other = (index.search(question, limit) for index in (whole, split))
            same = one.rows.tolist() == other.rows.tolist()
            assert same or (other.similarities >= one.similarities).all()
            assert not same or one.similarities.tolist() == other.similarities.tolist()


@settings(deadline=None, max_examples=25)
@given(
    seed=st.integers(0, 1000),
    parts=st.integers(1, 3),
    limit=st.integers(1, 60),
    share=st.floats(0, 1),
    wider=st.integers(1, 5),
)
@example(seed=1000, parts=2, limit=2, share=0.25, wider=1)
def test_a_search_by_codes_among_chosen_rows_is_never_short_and_never_worse_than_one_among_all(
    tmp_path_factory, seed, parts, limit, share, wider
):
    """It finds as many as there are, and at each place one at least as near as what it finds of them among all rows.

    Where no more are chosen than are compared in full, these are exactly the nearest, in order. Among all rows a share
    in which much that is dead stands first is compared in full; what is found there is nearer than by codes alone.
    """
    in_full = []

    def noted(question, wanted, scanned, mask):
        found = best_by_codes(question, wanted, scanned, mask)
        in_full.append(len(found) > len(scanned))
        return found

    chance = np.random.default_rng(seed)
    vectors, mask = unit_rows(seed, 600, 12), chance.random(600) < share
    of_segments, folder = chance.integers(0, parts, 600), tmp_path_factory.mktemp("v")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dense, "CODED_FROM", 40)
        patch.setattr(codes, "COMPARED", (wider, 0))
        for name in ("TAKEN", "NARROW"):
            patch.setattr(vector_index, name, 0)
        patch.setattr(vector_index, "best_by_codes", noted)
        book = learn_codebook(vectors)
        index = small(folder, vectors, [0] * 600, of_segments=of_segments, dead=9, seed=seed, codebook=book)
        chosen = index.choose(mask)
        for question in unit_rows(seed + 1, 4, 12):
            exact = index.search(question, 600)
            nearest = exact.similarities[mask[exact.rows]]
            found = index.search(question, limit, 0, chosen)
            in_full.clear()
            among_all = index.search(question, limit)
            assert len(set(found.rows.tolist())) == len(found.rows) == min(limit, mask.sum())
            assert mask[found.rows].all()
            assert found.similarities.tolist() == index.similarities(question, found.rows).tolist()
            of_these = among_all.similarities[mask[among_all.rows]]
            assert any(in_full) or (found.similarities[: len(of_these)] >= of_these).all()
            if wider * limit >= mask.sum():
                assert found.rows.tolist() == exact.rows[mask[exact.rows]][:limit].tolist()
                assert found.similarities.tolist() == nearest[:limit].tolist()


def test_a_zero_vector_is_near_nothing(coded):
    """In large groups and small ones alike."""
    index, nothing = coded[0], np.zeros(WIDTH, np.float32)
    assert [len(index.search(nothing, 5, group).rows) for group in (0, 1, None)] == [0, 0, 0]


@pytest.mark.parametrize("taken", [0, 2000], ids=["looked through", "taken out"])
@pytest.mark.parametrize("share", [0.003, 0.03, 0.2, 0.5, 0.99])
def test_codes_lose_little_where_rows_are_chosen(coded, monkeypatch, share, taken):
    """Of the ten nearest chosen rows at least 0.9 are found over fifty questions; all, where few are chosen."""
    monkeypatch.setattr(vector_index, "TAKEN", taken)
    index, _, vectors, groups = coded
    mask = np.random.default_rng(2).random(len(vectors)) < share
    chosen = index.choose(mask)
    inside = mask & (groups == 1)
    found = 0
    for question in unit_rows(3, 50, WIDTH):
        wanted = np.flatnonzero(inside)[np.argsort(-(vectors[inside] @ question))[:10]]
        near = index.search(question, 10, 1, chosen)
        assert len(near.rows) == 10
        assert inside[near.rows].all()
        found += len(set(wanted.tolist()) & set(near.rows.tolist()))
    assert found / 500 >= 0.9


@pytest.mark.parametrize("taken", [0, 2000], ids=["looked through", "taken out"])
def test_rows_that_are_left_out_take_no_places_though_they_are_the_nearest(coded, monkeypatch, taken):
    """The chosen are the farthest, so that the codes of all find none of them first."""
    monkeypatch.setattr(vector_index, "TAKEN", taken)
    index, _, vectors, groups = coded
    question = unit_rows(3, 1, WIDTH)[0]
    of_group = np.flatnonzero(groups == 1)
    order = of_group[np.argsort(-(vectors[of_group] @ question))]
    mask = np.zeros(len(vectors), np.bool_)
    mask[order[5400:]] = True
    near = index.search(question, 10, 1, index.choose(mask))
    np.testing.assert_allclose(near.similarities, vectors[order[5400:5410]] @ question, atol=0.003)
    assert mask[near.rows].all()


def test_dead_rows_take_no_places_though_they_are_the_nearest(tmp_path, monkeypatch):
    """Nearly all of a segment is dead, and nearer than what lives."""
    monkeypatch.setattr(dense, "CODED_FROM", 100)
    monkeypatch.setattr(vector_index, "TAKEN", 20)
    rows = unit_rows(1, 3000, 16)
    question = unit_rows(3, 1, 16)[0]
    order = np.argsort(-(rows @ question))
    laid = lay(tmp_path, rows, [0] * 3000)
    alive = np.sort(order[2000:])
    index = VectorIndex(
        laid.segments, RowMap(np.zeros(1000, np.uint16), alive.astype(np.int32), [3000]), none_sought(1000)
    )
    found = index.search(question, 2000)
    assert sorted(found.rows.tolist()) == list(range(1000))
    best = alive[index.search(question, 10).rows]
    assert len(set(best.tolist()) & set(order[2000:2020].tolist())) >= 9


def test_codes_of_different_codebooks_are_searched_together(tmp_path, monkeypatch):
    """What they say stands on no common scale, so the best of each are compared in full."""
    monkeypatch.setattr(dense, "CODED_FROM", 100)
    monkeypatch.setattr(vector_index, "TAKEN", 20)
    rows = unit_rows(1, 3000, 16)
    laid = lay(tmp_path, rows, [0] * 3000, np.arange(3000) % 2)
    one, other = laid.segments
    assert not one.codebook.is_same(other.codebook)
    question = unit_rows(3, 1, 16)[0]
    wanted = set(np.argsort(-(rows @ question))[:10].tolist())
    assert len(wanted & set(index_of(laid).search(question, 10).rows.tolist())) >= 9


@pytest.fixture
def scans(monkeypatch):
    """The scans that were made, in order."""
    made = []

    def make(*of):
        made.append(codes.Scan(*of))
        return made[-1]

    monkeypatch.setattr(vector_index, "Scan", make)
    return made


def test_what_one_part_holds_does_not_tell_of_another(tmp_path, monkeypatch, scans):
    """What is found by codes in a small part, right or not, is the same beside a large one and without it."""
    monkeypatch.setattr(dense, "CODED_FROM", 40)
    monkeypatch.setattr(codes, "COMPARED", (1, 0))
    for name in ("TAKEN", "NARROW"):
        monkeypatch.setattr(vector_index, name, 0)
    vectors = unit_rows(1, 1100, 12)
    own = np.arange(1100) % 11 == 5
    laid = lay(tmp_path, vectors, [0] * 1100, own, codebook=learn_codebook(vectors))
    both = index_of(laid, parts=["shared", "own"])
    assert [one.count for one in scans] == [1024, 128]
    rows = RowMap(np.zeros(100, np.uint16), laid.rows.locals[own], laid.rows.sizes[1:])
    alone = VectorIndex(laid.segments[1:], rows, none_sought(100))
    chosen = both.choose(own)
    for question in unit_rows(2, 20, 12):
        wanted = alone.search(question, 7)
        found = both.search(question, 7, 0, chosen)
        assert found.rows.tolist() == np.flatnonzero(own)[wanted.rows].tolist()
        assert found.similarities.tolist() == wanted.similarities.tolist()


def test_codes_in_memory_are_shared_by_two_indexes_of_the_same_segments(tmp_path, monkeypatch, scans):
    """A small change adds a segment without codes, and neither reads nor holds those of the others again."""
    monkeypatch.setattr(dense, "CODED_FROM", 40)
    monkeypatch.setattr(vector_index, "TAKEN", 0)
    vectors = unit_rows(1, 305, 12)
    book = learn_codebook(vectors)
    laid = lay(tmp_path, vectors, [0] * 305, np.arange(305) // 100, codebook=book)
    older = RowMap(laid.rows.segments[:300], laid.rows.locals[:300], laid.rows.sizes[:3])
    before = VectorIndex(laid.segments[:3], older, none_sought(300))
    assert len(scans) == 1
    after = index_of(laid, beside=before)
    assert len(scans) == 1
    assert after.search(vectors[303], 1).rows.tolist() == [303]
    fewer = RowMap(laid.rows.segments[:200], laid.rows.locals[:200], laid.rows.sizes[:2])
    last = VectorIndex(laid.segments[:2], fewer, none_sought(200), beside=before)  # one that had codes is gone
    assert len(scans) == 2
    for question in unit_rows(2, 10, 12):
        wanted = [row for row in before.search(question, 300).rows.tolist() if row < 200]
        assert last.search(question, 200).rows.tolist() == wanted


def test_codes_that_were_changed_since_a_segment_was_opened_are_an_error(tmp_path, monkeypatch):
    """It may be opened long before its codes are read again beside those of a new one."""
    monkeypatch.setattr(dense, "CODED_FROM", 40)
    laid = lay(tmp_path, unit_rows(1, 80, 8), [0] * 80)
    path = tmp_path / "0" / "codes-0.npy"
    packed = np.load(path)
    for changed in (packed[:-1], packed.astype(np.int8)):
        path.unlink()
        np.save(path, changed)
        with pytest.raises(DamagedIndexError, match=r"codes-0\.npy: cannot be read .*run `sourcier rebuild-index`"):
            index_of(laid)


def test_no_chosen_row_is_nothing_found(coded):
    index = coded[0]
    none = index.choose(np.zeros(index.count, np.bool_))
    assert (index.search(unit_rows(9, 1, WIDTH)[0], 10, None, none).rows.tolist(), index.sizes(none)) == ([], {})


def test_threads_find_what_one_thread_finds(coded):
    """Nothing that a search needs is shared with another."""
    index = coded[0]
    questions = unit_rows(11, 40, WIDTH)
    wanted = [index.search(question, 20).rows.tolist() for question in questions]
    found = {}

    def ask(number):
        found[number] = [index.search(question, 20).rows.tolist() for question in questions]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(found.values()) == [wanted] * 4
