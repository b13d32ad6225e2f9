"""Acronyms of one language as the other one has them."""

import pytest

from index.acronym_pairs import PARTNERS, partners_of
from index.analysis import fold, words
from index.terms import is_acronym, read_terms
from tests.fakes import WordLexicon


@pytest.mark.parametrize(
    ("acronym", "language", "partners"),
    [
        ("WHO", "en", ("OMS",)),
        ("OMS", "fr", ("WHO",)),
        ("pme", "fr", ("SME", "SMB")),
        ("NGOs", "en", ("ONG",)),
        ("ngos", "en", ("ONG",)),
        ("NATOS", "en", ()),
        ("OMS", "en", ()),
        ("s", "en", ()),
        ("", "fr", ()),
    ],
)
def test_an_acronym_is_called_otherwise_in_the_other_language(acronym, language, partners):
    assert partners_of(acronym, language) == partners


def test_every_pair_is_of_two_acronyms_that_differ():
    """Each is one word to the index, and looks like an acronym, "mRNA" too; both ways lead back."""
    for language, other in (("en", "fr"), ("fr", "en")):
        for key, partners in PARTNERS[language].items():
            for partner in partners:
                assert words(partner) == [partner]
                assert is_acronym(partner.lstrip("mtrcsi"))
                assert fold(partner) != [key]
                assert key in {one.lower() for one in partners_of(partner, other)}


def test_a_question_looks_for_an_acronym_as_the_other_language_has_it():
    """In capitals always, in small letters where the lexicon knows no such word."""
    lexicon = WordLexicon({"cap": "casquette"})
    forms = {
        surface: read_terms(f"what does the {surface} say?", "en", lexicon)[0].forms["fr"]
        for surface in ("WHO", "CAP", "cap", "sme")
    }
    assert forms["WHO"] == {"om": 1.0, "who": 1.0}
    assert forms["CAP"]["pac"] == 1.0
    assert "pac" not in forms["cap"]
    assert forms["sme"]["pme"] == 1.0
