"""Word search."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import LANGUAGES
from index.errors import DamagedIndexError
from index.terms import read_terms
from index.words import WordEntry, WordIndex, write_words
from tests.fakes import WordLexicon

LEXICON = WordLexicon({"founder": "fondateur", "owner": "proprietair"})
ENTRIES = [
    WordEntry(0, "fr", "Stargate", "Oracle et son fondateur Larry Ellison étaient à la Maison-Blanche."),
    WordEntry(1, "fr", "Stargate", "Microsoft dispose d’un droit de premier refus (ROFR)."),
    WordEntry(2, "en", "GPS", "Satellites carry clocks. The IT department does not."),
    WordEntry(3, "en", "Oracle", "A seat at the table was kept for it."),
]


@pytest.fixture
def index(tmp_path):
    write_words(tmp_path / "words", ENTRIES)
    return WordIndex(tmp_path / "words")


def rows(index, question, language, spoken="en"):
    terms = read_terms(question, spoken, LEXICON)
    return index.search(terms, language, 10).rows.tolist()


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
    """No terms, no matches."""
    assert index.search((), "fr", 10).rows.tolist() == []


def test_rarity_is_bm25s(index):
    """A word in two of four passages; a word in none."""
    terms = read_terms("Oracle zebra", "en", WordLexicon())
    assert index.rarity(terms[1]) == pytest.approx(math.log(1 + 4.5 / 0.5))
    assert index.rarity(terms[0]) == pytest.approx(math.log(1 + 2.5 / 2.5))


def test_a_folder_without_an_index_is_named(tmp_path):
    """The error says which folder and what to run."""
    (tmp_path / "fr" / "0").mkdir(parents=True)
    with pytest.raises(
        DamagedIndexError,
        match=r"tantivy cannot read the word index .*; it must lie where it may write, or run `sourcier rebuild-index",
    ):
        WordIndex(tmp_path)


WORDS = ("oracle", "clock", "founder", "lamp", "table", "the", "horloge", "fondateur")
PLACED = st.tuples(
    st.sampled_from(LANGUAGES), st.integers(0, 3), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
)


@settings(deadline=None, max_examples=30)
@given(st.lists(PLACED, min_size=1, max_size=12), st.sets(st.integers(0, 4)), st.sampled_from(WORDS))
def test_parts_together_are_the_index_of_their_passages_alone(tmp_path_factory, placed, parts, word):
    """Rows, scores and how rare a word is; other parts change nothing."""
    entries = [
        WordEntry(row, language, "Lamp", text, part=part)
        for row, (language, part, text) in enumerate(sorted(placed, key=lambda one: one[1]))
    ]
    folder = tmp_path_factory.mktemp("words")
    write_words(folder / "parts", entries)
    inside = [entry for entry in entries if entry.part == 0 or entry.part in parts]
    write_words(folder / "alone", [replace(entry, part=0) for entry in inside])
    joined, alone = WordIndex(folder / "parts", parts), WordIndex(folder / "alone")
    terms = read_terms(f"{word} Lamp", "en", LEXICON)
    assert [joined.rarity(term) for term in terms] == [alone.rarity(term) for term in terms]
    for language in LANGUAGES:
        found, wanted = joined.search(terms, language, 20), alone.search(terms, language, 20)
        assert found.rows.tolist() == wanted.rows.tolist()
        np.testing.assert_allclose(found.scores, wanted.scores, rtol=1e-6)
        assert joined.count(language) == alone.count(language)


PARTED = [WordEntry(0, "en", "GPS", "Satellites carry clocks."), WordEntry(1, "en", "Lamp", "A clock.", part=2)]


def test_what_joins_parts_is_gone_when_they_are_open(tmp_path, monkeypatch):
    """No folder is left behind, and what was opened is read without it."""
    (tmp_path / "passing").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "passing"))
    write_words(tmp_path / "words", PARTED)
    joined = WordIndex(tmp_path / "words", [2])
    assert list((tmp_path / "passing").iterdir()) == []
    assert sorted(rows(joined, "clock", "en")) == [0, 1]


def test_parts_without_a_place_to_join_them_say_so(tmp_path, monkeypatch):
    """The shared part needs none."""
    write_words(tmp_path / "words", PARTED)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    assert rows(WordIndex(tmp_path / "words"), "clock", "en") == [0]
    with pytest.raises(DamagedIndexError, match=r"no temporary folder can be made .*; give one by TMPDIR"):
        WordIndex(tmp_path / "words", [2])


@pytest.mark.parametrize("content", ["nothing of the kind", "{}", "[]"])
def test_a_damaged_part_is_named(tmp_path, content):
    """The error says which folder and what to run."""
    write_words(tmp_path / "words", PARTED)
    (tmp_path / "words" / "en" / "2" / "meta.json").write_text(content)
    with pytest.raises(DamagedIndexError, match=r"words.en: its word indexes cannot be joined .* rebuild-index --all`"):
        WordIndex(tmp_path / "words", [2])
