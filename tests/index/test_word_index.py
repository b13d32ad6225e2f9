"""Word search over segments."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import LANGUAGES
from index.errors import DamagedIndexError
from index.keeping.rows import RowMap
from index.segments import postings, words
from index.segments.postings import EXACT, LENGTHS, TEXT
from index.segments.words import SegmentWords, WordEntry, write_words
from index.words import word_scan
from index.words.analysis import analyse, fold
from index.words.terms import Term, read_terms
from index.words.word_index import WordIndex
from tests.fakes import WordLexicon

LEXICON = WordLexicon({"founder": "fondateur", "owner": "proprietair"})
ENTRIES = [
    WordEntry(0, "fr", "Stargate", "Oracle et son fondateur Larry Ellison étaient à la Maison-Blanche."),
    WordEntry(1, "fr", "Stargate", "Microsoft dispose d’un droit de premier refus (ROFR)."),
    WordEntry(2, "en", "GPS", "Satellites carry clocks. The IT department does not."),
    WordEntry(3, "en", "Oracle", "A seat at the table was kept for it."),
]


@pytest.fixture(scope="module", autouse=True)
def _not_waiting_for_the_disk():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.fsync", lambda _: None)
        yield


@pytest.fixture(params=[False, True], ids=["large", "small"])
def _steps(request, monkeypatch):
    """Have blocks, and what is read first, at once or compared as one be small, or as they are."""
    if request.param:
        for module in (postings, words):
            monkeypatch.setattr(module, "BLOCK", 4)
        for name, size in (("READ_FIRST", 2), ("READ_AT_ONCE", 5), ("GROUPS", 4), ("LAYERS", 2)):
            monkeypatch.setattr(word_scan, name, size)


def all_live(*sizes):
    """Return the rows of segments that live whole, one after the other."""
    segments = np.repeat(np.arange(len(sizes), dtype=np.uint16), sizes)
    return RowMap(segments, np.concatenate([np.arange(size, dtype=np.int32) for size in sizes]), sizes)


def written(folder, entries, rows=None):
    write_words(folder, entries, len(entries) if rows is None else rows)
    return SegmentWords(folder)


@pytest.fixture
def index(tmp_path):
    return WordIndex([written(tmp_path / "words", ENTRIES)], all_live(4))


def rows(index, question, language, spoken="en", mask=None):
    terms = read_terms(question, spoken, LEXICON)
    return index.search(terms, language, 10, mask).rows.tolist()


def test_a_word_is_found_through_its_translation(index):
    """An English "founder" finds the French "fondateur"."""
    assert rows(index, "founder", "fr") == [0]


def test_an_acronym_is_found_in_any_case(index):
    """The word "rofr" finds "ROFR" in either language."""
    assert rows(index, "rofr", "fr") == [1]
    assert rows(index, "ROFR", "fr", spoken="fr") == [1]


def test_the_title_counts(index):
    """A passage is found by its article's title."""
    assert rows(index, "Oracle", "en") == [3]


def test_capitals_tell_an_acronym_from_a_function_word(index):
    """IT finds the department, not every "it"."""
    assert rows(index, "IT", "en") == [2, 3]
    assert rows(index, "it", "en") == []


def test_nothing_asked_finds_nothing(index):
    """No terms or no places, no matches."""
    assert index.search((), "fr", 10).rows.tolist() == []
    assert index.search(read_terms("Oracle", "fr", LEXICON), "fr", 0).rows.tolist() == []


def test_words_stand_as_stems_or_as_they_are_written(index):
    """The most frequent first, over both languages, where the mask lets a passage through."""
    assert index.standing(["oracles", "clocks", "oracle", "rofr"], EXACT) == ["oracle", "clocks", "rofr"]
    assert index.standing(["clock", "clocks"], TEXT) == ["clock"]
    mask = np.array([False, True, False, False])
    assert index.standing(["oracle", "clocks", "rofr"], EXACT, mask) == ["rofr"]
    assert index.standing([], EXACT) == []


def test_a_word_is_of_the_languages_of_the_passages_that_have_it(index):
    assert index.languages_of("fondateur") == {"fr"}
    assert index.languages_of("Clocks") == {"en"}
    assert index.languages_of("Maison-Blanche") == {"fr"}
    assert index.languages_of("Maison clocks") == index.languages_of("Mars") == index.languages_of("?") == set()


def test_rarity_is_bm25s(index):
    """A word in two of four passages; a word in none."""
    terms = read_terms("Oracle zebra", "en", WordLexicon())
    assert index.rarities(terms[:2]) == pytest.approx([math.log(1 + 2.5 / 2.5), math.log(1 + 4.5 / 0.5)])


def test_an_index_of_nothing_finds_nothing():
    """No segment, no passage."""
    empty = WordIndex([], RowMap(np.zeros(0, np.uint16), np.zeros(0, np.int32), []))
    (term,) = read_terms("Oracle", "en", LEXICON)
    assert empty.search([term], "en", 10).rows.tolist() == []
    assert (empty.count("en"), empty.stands(term)) == (0, False)
    assert empty.rarities([term, term]) == pytest.approx([math.log(2)] * 2)


def test_a_segment_that_the_rows_do_not_fit_is_named(tmp_path):
    """The error says which, how many passages it has, and what to run."""
    segment = written(tmp_path / "words", ENTRIES)
    with pytest.raises(DamagedIndexError, match=r"words: has words of 4 passages, wanted 5; run .*rebuild-index`"):
        WordIndex([segment], all_live(5))


@pytest.mark.parametrize(
    ("mask", "found"), [([True] * 4, [0]), ([False, True, True, True], []), ([True, False, False, False], [0])]
)
def test_a_filter_keeps_rows(index, mask, found):
    """What it lets through is found, and said to stand there; nothing else."""
    mask = np.array(mask)
    assert rows(index, "founder", "fr", mask=mask) == found
    (term,) = read_terms("founder", "en", LEXICON)
    assert index.stands(term, mask) == bool(found)
    assert index.stands(term)


# Random passages. Few words, so that scores tie and words stand in a passage often.

WORDS = ("oracle", "clock", "founder", "lamp", "table", "the", "horloge", "fondateur", "ROFR", "IT", "clocks", "prime")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
PASSAGES = st.lists(st.tuples(st.sampled_from(LANGUAGES), TEXTS, TEXTS), min_size=1, max_size=24)
FORMS = st.dictionaries(
    st.sampled_from([stem for word in WORDS for stem in analyse(word, "en")]),
    st.sampled_from([0.1, 0.25, 0.5, 1.0]),
    max_size=4,
)
TERMS = st.lists(
    st.builds(
        lambda word, is_name, fr, en, weight: Term(word, fold(word)[0], is_name, {"fr": fr, "en": en}, weight),
        st.sampled_from(WORDS),
        st.booleans(),
        FORMS,
        FORMS,
        st.sampled_from([1.0, 0.3]),
    ),
    max_size=5,
)


def entries_of(passages):
    return [WordEntry(row, language, title, text) for row, (language, title, text) in enumerate(passages)]


def by_hand(passages, terms, language):
    """Return the score of each row of `language` that has one: BM25 as the literature writes it, word by word."""
    texts = {
        row: (analyse(text, language), analyse(title, language), fold(f"{title}\n{text}"))
        for row, (spoken, title, text) in enumerate(passages)
        if spoken == language
    }

    def held(field, word):
        return sum(word in fields[field] for fields in texts.values())

    def rarity(holding):
        holding = min(holding, len(texts))
        return math.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))

    def bm25(field, word, row, weight):
        times = texts[row][field].count(word)
        if not times:
            return 0.0
        average = sum(len(fields[field]) for fields in texts.values()) / len(texts)
        length = max(one for one in LENGTHS.tolist() if one <= len(texts[row][field]))
        return weight * 2.2 * times / (times + 1.2 * (0.25 + 0.75 * length / average))

    def score(row):
        total = 0.0
        for term in terms:
            most = max(term.forms[language].values(), default=0)
            shares = {stem: (one / most) ** 0.7 for stem, one in term.forms[language].items()}
            shares = {stem: share for stem, share in shares.items() if share >= 0.2}
            concept = rarity(sum(share * held(0, stem) for stem, share in shares.items()))
            scores = [
                share
                * term.weight
                * (concept / rarity(held(0, stem)) if len(shares) > 1 else 1)
                * (bm25(0, stem, row, rarity(held(0, stem))) + bm25(1, stem, row, 0.6 * rarity(held(1, stem))))
                for stem, share in shares.items()
            ]
            total += 0.7 * max(scores, default=0) + 0.3 * sum(scores)
            if term.is_name:
                total += bm25(2, term.folded, row, 0.4 * rarity(held(2, term.folded)))
        return total

    return {row: score(row) for row in texts if score(row) > 0}


@pytest.mark.usefixtures("_steps")
@settings(deadline=None, max_examples=30)
@given(PASSAGES, TERMS)
def test_scores_are_bm25_by_hand(tmp_path_factory, passages, terms):
    """Every passage that scores is found, with its score."""
    index = WordIndex(
        [written(tmp_path_factory.mktemp("words") / "all", entries_of(passages))], all_live(len(passages))
    )
    for language in LANGUAGES:
        found = index.search(terms, language, 50)
        wanted = by_hand(passages, terms, language)
        assert sorted(found.rows.tolist()) == sorted(wanted)
        np.testing.assert_allclose(found.scores, [wanted[row] for row in found.rows.tolist()], rtol=1e-5)


def spread(tmp_path, passages, places, dead):
    """Write passages to segments by `places`, with copies of `dead` ones between; return the segments and the rows."""
    segments, numbers, locals_ = [], np.zeros(len(passages), np.uint16), np.zeros(len(passages), np.int32)
    for segment in range(4):
        own = [(row, passage) for row, passage in enumerate(passages) if places[row % len(places)] == segment]
        gone = [(-1, passages[one % len(passages)]) for one in dead if one % 4 == segment]
        mixed = sorted(own + gone, key=lambda one: hash((one[1][2], one[0] % 3)))
        for local, (row, _) in enumerate(mixed):
            if row >= 0:
                numbers[row], locals_[row] = segment, local
        segments.append(written(tmp_path / str(segment), entries_of([passage for _, passage in mixed])))
    return segments, RowMap(numbers, locals_, [one.rows for one in segments])


@pytest.mark.usefixtures("_steps")
@settings(deadline=None, max_examples=40)
@given(
    PASSAGES,
    TERMS,
    st.lists(st.integers(0, 3), min_size=1, max_size=24),
    st.lists(st.integers(0, 40), max_size=12),
    st.integers(1, 8),
    st.integers(0, 2**24 - 1),
)
def test_no_split_into_segments_shows(tmp_path_factory, passages, terms, places, dead, limit, kept):
    """Rows and scores are bit for bit those of one segment without the dead ones, filtered and cut or not."""
    folder = tmp_path_factory.mktemp("words")
    one = WordIndex([written(folder / "one", entries_of(passages))], all_live(len(passages)))
    several = WordIndex(*spread(folder, passages, places, dead))
    mask = np.array([kept >> row & 1 == 1 for row in range(len(passages))])
    assert several.rarities(terms) == [one.rarities([term])[0] for term in terms]
    for only in (None, mask):
        assert [several.stands(term, only) for term in terms] == [one.stands(term, only) for term in terms]
        for language in LANGUAGES:
            assert several.count(language) == one.count(language)
            found, wanted = several.search(terms, language, limit, only), one.search(terms, language, limit, only)
            assert found.rows.tolist() == wanted.rows.tolist()
            assert found.scores.tobytes() == wanted.scores.tobytes()


@pytest.mark.usefixtures("_steps")
@settings(deadline=None, max_examples=40)
@given(PASSAGES, TERMS, st.integers(1, 8), st.integers(0, 2**24 - 1))
def test_the_best_are_those_of_all(tmp_path_factory, passages, terms, limit, kept):
    """A short list is the beginning of the full one, and a filtered one is the full one without the others."""
    index = WordIndex(
        [written(tmp_path_factory.mktemp("words") / "all", entries_of(passages))], all_live(len(passages))
    )
    mask = np.array([kept >> row & 1 == 1 for row in range(len(passages))])
    for language in LANGUAGES:
        everything = index.search(terms, language, 1000)
        inside = mask[everything.rows]
        for only, rows, scores in (
            (None, everything.rows, everything.scores),
            (mask, everything.rows[inside], everything.scores[inside]),
        ):
            found = index.search(terms, language, limit, only)
            assert found.rows.tolist() == rows[:limit].tolist()
            assert found.scores.tobytes() == scores[:limit].tobytes()


# Many passages of words of which few are common, so that what is common can be left.

MANY, KINDS = 600, 40


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Return an index of random passages in four segments, one of eight passages dead."""
    random = np.random.default_rng(6)
    shares = 1 / np.arange(1, KINDS + 1)
    texts = [" ".join(random.choice(VOCABULARY, 9, p=shares / shares.sum())) for _ in range(MANY)]
    passages = [("en", text[:20], text) for text in texts]
    return WordIndex(*spread(tmp_path_factory.mktemp("words"), passages, [0, 1, 2, 3, 1], range(0, MANY, 8)))


VOCABULARY = [f"{first}{second}o" for first in "bcdfklmp" for second in "aeiou"]
ASKED = st.lists(
    st.builds(
        lambda word, is_name, stems, weight: Term(word, word, is_name, {"fr": {}, "en": stems}, weight),
        st.sampled_from(VOCABULARY),
        st.booleans(),
        st.dictionaries(st.sampled_from(VOCABULARY), st.sampled_from([0.25, 0.5, 1.0]), min_size=1, max_size=3),
        st.floats(0.1, 2.0),
    ),
    min_size=1,
    max_size=8,
)


@settings(deadline=None, max_examples=300)
@given(ASKED, st.integers(1, 30), st.sampled_from([0.0, 0.3, 0.9]), st.sampled_from([0.5, 0.9, 1.0, 1.5, 3.0]))
def test_words_that_are_left_unread_change_nothing(many, terms, limit, hidden, sure):
    """Rows and scores are bit for bit those of reading all, however much is left, filtered or not."""
    mask = np.random.default_rng(limit).random(MANY) >= hidden
    for only in (None, mask):
        wanted = many.search(terms, "en", limit, only)
        with pytest.MonkeyPatch.context() as patch:
            for name, value in (("READ_FIRST", 1), ("GROUPS", 128), ("LAYERS", 2), ("FEW", 1), ("SURE", sure)):
                patch.setattr(word_scan, name, value)
            found = many.search(terms, "en", limit, only)
        assert found.rows.tolist() == wanted.rows.tolist()
        assert found.scores.tobytes() == wanted.scores.tobytes()


def test_a_word_that_is_everywhere_is_looked_up_alone(tmp_path, monkeypatch):
    """Once rarer words have found as many passages as are wanted, it is read for these and no others."""
    passages = [("en", "", "lamp clock oracle" if row % 10 == 0 else "lamp table") for row in range(100)]
    index = WordIndex([written(tmp_path / "words", entries_of(passages))], all_live(100))
    terms = read_terms("lamp clock oracle", "en", LEXICON)
    for name, value in (("READ_FIRST", 1), ("GROUPS", 64), ("LAYERS", 2)):
        monkeypatch.setattr(word_scan, name, value)
    looked = []
    look_up = word_scan.Scan.look_up
    monkeypatch.setattr(
        word_scan.Scan, "look_up", lambda scan, passages: looked.append(passages.tolist()) or look_up(scan, passages)
    )
    assert index.search(terms, "en", 4).rows.tolist() == [0, 10, 20, 30]
    assert looked == [list(range(0, 100, 10))]


def test_segments_that_are_not_asked_count_nowhere(tmp_path):
    """A server's passages change neither scores nor what is counted where it is not asked."""
    segments = [written(tmp_path / "shared", ENTRIES), written(tmp_path / "server", ENTRIES[:2])]
    one, both = WordIndex(segments, all_live(4, 2), [0]), WordIndex(segments, all_live(4, 2))
    alone = WordIndex(segments[:1], all_live(4))
    terms = read_terms("founder Oracle", "en", LEXICON)
    assert one.search(terms, "fr", 10).rows.tolist() == [0]
    assert one.search(terms, "fr", 10).scores.tolist() == alone.search(terms, "fr", 10).scores.tolist()
    assert (one.count("fr"), both.count("fr")) == (2, 4)
    assert both.search(terms, "fr", 10).rows.tolist() == [0, 4]
