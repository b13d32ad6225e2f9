"""The words of segments: written, merged, read."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import LANGUAGES
from index.errors import DamagedIndexError
from index.segments import postings, word_merging, words
from index.segments.postings import EXACT, LENGTHS, MOST_ROWS, TEXT, TITLE, key_of
from index.segments.word_merging import merge_words
from index.segments.words import SegmentWords, WordEntry, write_words
from index.words.analysis import analyse, fold

WORDS = ("oracle", "clock", "founder", "lamp", "the", "horloge", "ROFR", "it", "clocks")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join)
PASSAGES = st.lists(st.tuples(st.sampled_from(LANGUAGES), TEXTS, TEXTS), max_size=20)


@pytest.fixture(scope="module", autouse=True)
def _not_waiting_for_the_disk():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.fsync", lambda _: None)
        yield


@pytest.fixture(params=[4, postings.BLOCK], ids=["small blocks", "one block"])
def _blocks(request, monkeypatch):
    """Cut passages into blocks of a few, so that there are several."""
    for module in (postings, words, word_merging):
        monkeypatch.setattr(module, "BLOCK", request.param)


def written(folder, passages):
    write_words(folder, [WordEntry(row, *passage) for row, passage in enumerate(passages)], len(passages))
    return SegmentWords(folder)


def standing(segment, language):
    """Return how often each key stands in each local row of `segment`."""
    found = {}
    one = segment.postings[language]
    for block in one.blocks:
        for key, (start, first), (end, last) in zip(
            block.keys.tolist(), block.starts[:-1].tolist(), block.starts[1:].tolist(), strict=True
        ):
            rows = one.rows[block.lows[start:end].astype(int) + block.first].tolist()
            once = len(rows) - (last - first)
            found |= {(key, row): 1 for row in rows[:once]}
            found |= {(key, row): int(times) for row, times in zip(rows[once:], block.times[first:last], strict=True)}
    return found


def counted(passages, language):
    """Return what `standing` should, word by word."""
    found = {}
    for row, (spoken, title, text) in enumerate(passages):
        if spoken != language:
            continue
        fields = {TEXT: analyse(text, language), TITLE: analyse(title, language), EXACT: fold(f"{title}\n{text}")}
        for field, of_field in fields.items():
            for word in of_field:
                found[key_of(word, field), row] = min(of_field.count(word), 255)
    return found


def test_lengths_are_those_that_a_byte_tells():
    """Exact up to 40, then ever further apart, as Lucene's and tantivy's."""
    assert LENGTHS[:41].tolist() == list(range(41))
    assert LENGTHS[40:50].tolist() == [40, 42, 44, 46, 48, 50, 52, 54, 56, 60]
    assert LENGTHS[[88, 100, 255]].tolist() == [1048, 3096, 2013265944]


@pytest.mark.usefixtures("_blocks")
@settings(deadline=None, max_examples=40)
@given(PASSAGES)
def test_every_word_is_found_where_it_stands(tmp_path_factory, passages):
    """In each field, as often as it stands there."""
    segment = written(tmp_path_factory.mktemp("words") / "one", passages)
    assert segment.rows == len(passages)
    for language in LANGUAGES:
        assert standing(segment, language) == counted(passages, language)


@pytest.mark.usefixtures("_blocks")
@settings(deadline=None, max_examples=40)
@given(PASSAGES, st.lists(st.tuples(st.sampled_from((*WORDS, "zebra", "")), st.sampled_from((TEXT, TITLE, EXACT)))))
def test_lists_are_found_in_all_blocks_as_in_each(tmp_path_factory, passages, wanted):
    """Keys that have a list nowhere, and blocks and segments without any, too."""
    segment = written(tmp_path_factory.mktemp("words") / "one", passages)
    keys = np.array([key_of(word, field) for word, field in wanted], np.uint64)
    for language in LANGUAGES:
        one = segment.postings[language]
        alone = [
            (number, place, block.starts[at].tolist(), block.starts[at + 1].tolist())
            for number, block in enumerate(one.blocks)
            for place, key in enumerate(keys.tolist())
            for at in np.flatnonzero(block.keys == key).tolist()
        ]
        found = one.find(keys)
        together = (found.blocks, found.which, found.starts.T, found.ends.T)
        assert list(zip(*(values.tolist() for values in together), strict=True)) == alone


def test_a_word_is_counted_up_to_255_times(tmp_path):
    """In one byte; the length is the true one."""
    segment = written(tmp_path / "one", [("en", "", "lamp " * 300)])
    assert standing(segment, "en") == {(key_of("lamp", TEXT), 0): 255, (key_of("lamp", EXACT), 0): 255}
    assert segment.postings["en"].lengths.tolist() == [[300], [0], [300]]


def test_a_long_passage_keeps_its_length(tmp_path):
    """More words than two bytes can tell."""
    segment = written(tmp_path / "one", [("en", "", "lamp " * 70_000)])
    assert segment.postings["en"].totals.tolist() == [70_000, 0, 70_000]


@pytest.mark.usefixtures("_blocks")
@settings(deadline=None, max_examples=60)
@given(PASSAGES, st.lists(st.integers(0, 5), min_size=1, max_size=20), st.randoms(use_true_random=False))
def test_merged_is_as_written_anew(tmp_path_factory, passages, places, random):
    """File by file, byte by byte, whatever is left out and in whatever order the passages come."""
    folder = tmp_path_factory.mktemp("words")
    of = [places[row % len(places)] for row in range(len(passages))]
    kept = [row for row in range(len(passages)) if of[row] < 4]  # those of 4 and 5 are dead
    random.shuffle(kept)
    new = {row: number for number, row in enumerate(kept)}
    parts = []
    for part in range(3):
        rows = [row for row in range(len(passages)) if of[row] % 3 == part]
        segment = written(folder / str(part), [passages[row] for row in rows])
        parts.append((segment, np.array([new.get(row, -1) for row in rows], np.int32)))
    merge_words(folder / "merged", parts, len(kept))
    written(folder / "anew", [passages[row] for row in kept])
    files = sorted(path.relative_to(folder / "anew") for path in (folder / "anew").rglob("*.npy"))
    assert [(folder / "merged" / file).read_bytes() for file in files] == [
        (folder / "anew" / file).read_bytes() for file in files
    ]
    assert SegmentWords(folder / "merged").rows == len(kept)


def test_merging_in_ranges_of_words_is_merging_at_once(tmp_path, monkeypatch):
    """A bound on memory changes no byte."""
    passages = [("en", "Lamp", f"clock number{row} of {row % 7}") for row in range(40)]
    segment = written(tmp_path / "one", passages)
    monkeypatch.setattr(word_merging, "MERGED_AT_ONCE", 16)
    merge_words(tmp_path / "merged", [(segment, np.arange(40, dtype=np.int32))], 40)
    for name in ("keys", "starts", "lows", "times", "blocks", "rows", "lengths"):
        file = f"en/{name}.npy"
        assert (tmp_path / "merged" / file).read_bytes() == (tmp_path / "one" / file).read_bytes()


def test_rows_that_do_not_fit_are_refused(tmp_path):
    """Descending, beyond the segment, too many, taken twice, or not those of the part."""
    with pytest.raises(ValueError, match=r"row 0 after 1 of 3; rows must ascend"):
        write_words(tmp_path / "a", [WordEntry(1, "en", "", ""), WordEntry(0, "en", "", "")], 3)
    with pytest.raises(ValueError, match=r"row 3 after -1 of 3"):
        write_words(tmp_path / "a", [WordEntry(3, "en", "", "")], 3)
    with pytest.raises(ValueError, match=r"262145 passages; at most 262144 fit"):
        write_words(tmp_path / "a", [], MOST_ROWS + 1)
    segment = written(tmp_path / "b", [("en", "", "lamp"), ("en", "", "clock")])
    with pytest.raises(ValueError, match=r"two passages would get the same row"):
        merge_words(tmp_path / "c", [(segment, np.array([0, 0], np.int32))], 2)
    with pytest.raises(ValueError, match=r"1 new rows for 2 passages, among 2"):
        merge_words(tmp_path / "d", [(segment, np.array([0], np.int32))], 2)
    with pytest.raises(ValueError, match=r"2 new rows for 2 passages, among 1"):
        merge_words(tmp_path / "d", [(segment, np.array([0, 1], np.int32))], 1)


@pytest.mark.parametrize(
    ("file", "array", "message"),
    [
        ("rows.npy", np.zeros(2, np.int64), r"rows.npy: holds int64 of shape \(2,\), wanted one int64"),
        ("rows.npy", np.array([1]), r"has 2 passages up to row 1, 1 were written"),
        ("en/keys.npy", np.zeros(4, np.int64), r"keys.npy: holds int64, wanted uint64"),
        ("en/lengths.npy", np.zeros((3, 5), np.uint16), r"lengths.npy: has shape \(3, 5\), wanted \(3, 2\)"),
        ("en/starts.npy", np.zeros((2, 2), np.uint32), r"starts.npy: has shape \(2, 2\), wanted \(5, 2\)"),
        ("en/blocks.npy", np.zeros(3, np.int64), r"blocks.npy: has shape \(3,\), wanted \(2,\)"),
        ("en/lows.npy", np.zeros(3, np.uint16), r"en: its lists end at .*, wanted"),
        ("en/times.npy", np.zeros((1, 1), np.uint8), r"en: its lists end at .*, wanted"),
    ],
)
def test_files_that_do_not_fit_together_are_named(tmp_path, file, array, message):
    """The error says which, what was found and wanted, and what to run."""
    written(tmp_path / "one", [("en", "", "lamp"), ("en", "", "clock")])
    np.save(tmp_path / "one" / file, array)
    with pytest.raises(DamagedIndexError, match=message + ".*; run `sourcier rebuild-index`"):
        SegmentWords(tmp_path / "one")


def test_a_missing_file_is_named(tmp_path):
    """The error says which and what to run."""
    written(tmp_path / "one", [("en", "", "lamp")])
    (tmp_path / "one" / "fr" / "lows.npy").unlink()
    with pytest.raises(DamagedIndexError, match=r"fr.lows.npy: cannot be read .*; run `sourcier rebuild-index`"):
        SegmentWords(tmp_path / "one")


def test_a_word_has_a_key_for_each_field():
    """No two fields, and no two words, share one."""
    assert len({key_of(word, field) for word in ("œuvre", "art") for field in (TITLE, TEXT, EXACT)}) == 6
