"""Word search."""

import math

import pytest

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
    (tmp_path / "fr").mkdir()
    with pytest.raises(
        DamagedIndexError,
        match=r"tantivy cannot read the word index .*; it must lie where it may write, or run `sourcier rebuild-index",
    ):
        WordIndex(tmp_path)
