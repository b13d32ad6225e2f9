"""Acronyms of one language as the other one has them."""

import re

import pytest

from index.acronym_pairs import LONG_FORMS, PARTNERS, in_other_words, partners_of
from index.analysis import fold, words
from index.terms import is_acronym, read_terms
from tests.fakes import WordLexicon

SMALL_PREFIX = re.compile(r"^(?:m|t|r|c|si|mt)(?=[A-Z]{3})")
KNOWN = frozenset({"cap", "odd"})  # looked for in capitals, or seldom in small letters in French


@pytest.mark.parametrize(
    ("acronym", "language", "partners"),
    [
        ("WHO", "en", ("OMS",)),
        ("OMS", "fr", ("WHO",)),
        ("pme", "fr", ("SME", "SMB")),
        ("NGOs", "en", ("ONG",)),
        ("ngos", "en", ()),
        ("whos", "en", ()),
        ("hrs", "en", ()),
        ("NATOS", "en", ()),
        ("OMS", "en", ()),
        ("s", "en", ()),
        ("", "fr", ()),
    ],
)
def test_an_acronym_is_called_otherwise_in_the_other_language(acronym, language, partners):
    assert partners_of(acronym, language) == partners


@pytest.mark.parametrize(
    ("words", "language", "others"),
    [
        ("Right of first refusal", "en", ("droit de premier refus",)),
        ("droit de premier refus", "fr", ("right of first refusal",)),
        ("droit de premier refus", "en", ()),
        ("electric bike", "en", ("vélo à assistance électrique", "vélo électrique")),
        ("first refusal", "en", ()),
        ("", "fr", ()),
    ],
)
def test_what_an_acronym_stands_for_has_a_form_in_each_language(words, language, others):
    assert in_other_words(words, language) == others


def test_every_long_form_is_of_acronyms_and_leads_back():
    for acronym, forms in LONG_FORMS.items():
        assert is_acronym(acronym.upper()), acronym
        assert len(forms) == len({tuple(form.values()) for form in forms})
        for form in forms:
            assert form["fr"] in in_other_words(form["en"], "en")
            assert form["en"] in in_other_words(form["fr"], "fr")
            assert acronym not in {fold(one)[0] for one in form.values() if " " not in one}


def test_every_pair_is_of_two_acronyms_that_differ():
    """Each is one word to the index, and looks like an acronym, "mRNA" too; both ways lead back."""
    for language, other in (("en", "fr"), ("fr", "en")):
        for key, partners in PARTNERS[language].items():
            for partner in partners:
                assert words(partner) == [partner]
                assert is_acronym(SMALL_PREFIX.sub("", partner))
                assert fold(partner) != [key]
                assert key in {one.lower() for one in partners_of(partner, other)}


def test_no_partner_is_a_word_of_its_language():
    """A question about the UAE would find what is said of water, "eau"."""
    words_of = {
        "en": [
            "aid",
            "cap",
            "odd",
            "bad",
            "led",
            "ups",
            "ace",
            "era",
            "may",
            "can",
            "all",
            "it",
            "is",
            "us",
            "in",
            "no",
            "ate",
            "cat",
            "car",
        ],
        "fr": [
            "eau",
            "ain",
            "tu",
            "mes",
            "bad",
            "ide",
            "odd",
            "ser",
            "sel",
            "car",
            "art",
            "est",
            "son",
            "sur",
            "les",
            "des",
            "une",
            "aine",
            "ami",
        ],
    }
    for language, other in (("en", "fr"), ("fr", "en")):
        partners = {partner.lower() for found in PARTNERS[other].values() for partner in found}
        assert partners.isdisjoint(set(words_of[language]) - KNOWN)


def test_a_question_looks_for_an_acronym_as_the_other_language_has_it():
    """In capitals always, in small letters where the lexicon knows no such word."""
    lexicon = WordLexicon({"cap": "casquette"})
    forms = {
        surface: read_terms(f"what does the {surface} say?", "en", lexicon)[0].forms["fr"]
        for surface in ("WHO", "NGO", "CAP", "cap", "sme")
    }
    assert forms["WHO"] == {"who": 1.0}  # OMS leaves "om", which is looked for by nobody who asks for it
    assert forms["NGO"] == {"ong": 1.0, "ngo": 1.0}
    assert forms["CAP"]["pac"] == 1.0
    assert "pac" not in forms["cap"]
    assert forms["sme"]["pme"] == 1.0


def test_in_a_shouted_question_a_word_is_no_acronym_for_its_capitals():
    (_, cap) = read_terms("WHAT IS THE PRICE CAP?", "en", WordLexicon({"cap": "casquette"}))
    assert "pac" not in cap.forms["fr"]
