"""Acronyms of one language as the other one has them."""

import re

import pytest

from index.words.acronym_pairs import PARTNERS, STANDS_FOR, in_other_words, partners_of, what_it_stands_for
from index.words.analysis import fold, words
from index.words.terms import is_acronym, read_terms
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
        ("first refusal", "en", ()),
        ("", "fr", ()),
    ],
)
def test_what_an_acronym_stands_for_has_a_form_in_each_language(words, language, others):
    assert in_other_words(words, language) == others


def test_an_acronym_stands_for_something_in_its_own_language():
    """In any case, and in the plural of English capitals."""
    assert [len(what_it_stands_for(one, "en")) for one in ("ROFR", "rofr", "NDAs", "EV", "VE", "ndas", "s", "")] == [
        *(1, 1, 1, 2, 0, 0, 0, 0)
    ]
    assert [len(what_it_stands_for(one, "fr")) for one in ("ROFR", "TVA", "VAT", "ve")] == [1, 1, 0, 2]


def test_every_long_form_is_of_acronyms_and_leads_back():
    for language, other in (("en", "fr"), ("fr", "en")):
        for acronym, forms in STANDS_FOR[language].items():
            assert is_acronym(acronym.upper())
            for form in forms:
                assert form[other] in in_other_words(form[language], language)
                assert acronym not in {word for one in form.values() for word in fold(one)}


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
