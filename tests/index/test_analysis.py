"""Text to stems."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.words.analysis import LONGEST_TOKEN, analyse, fold, folded_of, stem_of, words


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("l'API d’OpenAI", ["api", "open"]),
        ("Les sociétés détiennent 49 %", ["societ", "detiennent", "49"]),
        ("qu'est-ce que c'est", []),
        ("ÉTÉ comme hiver", ["hiv"]),
    ],
)
def test_french_elisions_accents_and_function_words(text, stems):
    """Elisions are split, accents folded, function words left out."""
    assert analyse(text, "fr") == stems


def test_what_is_kept_is_nobodys_to_change():
    """The words of the latest texts are kept; who is given them may do with them what they like."""
    for words_of in (fold, lambda text: analyse(text, "en")):
        words_of("sluice gates").clear()
        assert len(words_of("sluice gates")) == 2


def test_english_stems():
    """Inflections of a word meet in one stem."""
    assert analyse("founders founded the founding", "en") == ["founder", "found", "found"]


def test_a_decomposed_accent_is_the_same_letter():
    """A combining accent does not cut a word in two."""
    assert analyse("re\u0301seau", "fr") == analyse("réseau", "fr") == ["reseau"]


def test_fold_keeps_every_word_unstemmed():
    """Names are compared in lower case without accents."""
    assert fold("l'École OpenAI à 49 %") == ["l", "ecole", "openai", "a", "49"]


def test_words_keep_their_look():
    """The words of a question keep capitals and accents."""
    assert words("l'API d’OpenAI, 49 %") == ["l", "API", "d", "OpenAI", "49"]


def test_a_token_longer_than_any_word_is_left_out():
    """An address or a wall of letters does not become a term."""
    assert analyse("x" * (LONGEST_TOKEN + 1), "en") == []


def test_a_letter_that_folds_to_a_capital_is_lower_case():
    """The small capital J is no capital, and folds to one."""
    assert analyse("ᴊ", "fr") == ["j"]


@given(st.text(), st.sampled_from(["fr", "en"]))
def test_any_text_has_stems_that_are_folded(text, language):
    """No text raises, and what comes out holds no upper-case ASCII and no empty stem."""
    stems = analyse(text, language)
    assert all(stem and not any("A" <= letter <= "Z" for letter in stem) for stem in stems)


@given(st.text(), st.sampled_from(["fr", "en"]))
def test_word_by_word_gives_the_same(text, language):
    """Stems and folded words are those of the words, whatever the script."""
    parted = words(text)
    assert [stem for word in parted if (stem := stem_of(word, language))] == analyse(text, language)
    assert [folded for word in parted if (folded := folded_of(word))] == fold(text)


@pytest.mark.parametrize("text", ["wha\ud83dt is ROFR", "\udc00 what is ROFR\ud83d"])
def test_half_of_a_surrogate_pair_is_left_out(text):
    """As programs write it that cut a text between the two."""
    assert words(text) == ["what", "is", "ROFR"]
    assert fold(text) == ["what", "is", "rofr"]
    assert analyse(text, "en") == ["rofr"]
