"""A question's words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.words.analysis import stem_of
from index.words.lexicon import Translation
from index.words.terms import SURE, read_terms
from tests.fakes import WordLexicon


def read(question, language="en", pairs=None):
    return read_terms(question, language, WordLexicon(pairs or {"founder": "fondateur"}))


def test_a_word_is_looked_for_by_its_stem_and_its_translations():
    """The word "founder" is itself in English and "fondateur" in French."""
    (founder, oracle) = read("who is the founder of Oracle?")
    assert founder.forms == {"en": {"founder": 1.0}, "fr": {"fondateur": 0.5}}
    assert oracle.forms == {"en": {"oracl": 1.0}, "fr": {"oracl": 1.0}}


@pytest.mark.parametrize(
    ("word", "language", "other"),
    [("refusal", "en", "refus"), ("eliminate", "en", "éliminer"), ("demographic", "en", "démographique")],
)
def test_a_word_without_a_translation_is_looked_for_by_its_own_stem_too(word, language, other):
    """It often is that of the same word over there, and the lexicon leaves out what is its own translation."""
    (term,) = read(word, language)
    assert stem_of(other, "fr") in term.forms["fr"]
    assert stem_of(word, "fr") in term.forms["fr"]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("what is ROFR here?", ["ROFR"]),
        ("Who founded Oracle in 2019?", ["Oracle", "2019"]),
        ("WHO OWNS ORACLE", []),
        ("rofr", []),
    ],
)
def test_names_are_told_by_their_look(question, names):
    """Capitals inside a question, acronyms and numbers are names; a question in capitals says nothing."""
    assert [term.surface for term in read(question) if term.is_name] == names


def test_an_acronym_that_looks_like_a_function_word_is_kept():
    """The word "IT" in capitals is asked for; "it" is not."""
    assert [term.surface for term in read("what is IT")] == ["IT"]
    assert read("what is it") == ()


def test_a_word_stands_once_however_often_it_is_written():
    """Repetition adds no term."""
    assert [term.surface for term in read("Oracle oracle ORACLE")] == ["Oracle"]


def test_presence_is_sure_for_the_word_itself_and_for_a_likely_translation():
    """An unlikely translation counts in proportion."""
    founder = read("founder")[0]
    assert founder.presence({"founder"}, "en") == 1.0
    assert founder.presence({"fondateur"}, "fr") == 1.0
    assert founder.presence({"autre"}, "fr") == 0.0
    unlikely = read_terms("founder", "en", WordLexicon({"founder": "fondateur"}, probability=SURE / 5))[0]
    assert unlikely.presence({"fondateur"}, "fr") == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("question", "surfaces"),
    [
        ("que faire des pneus ?", ["pneus"]),
        ("peut-on faire un barbecue ?", ["barbecue"]),
        ("comment faire pour réserver ?", ["réserver"]),
        ("à partir de quel âge ?", ["âge"]),
        ("à partir d'une heure", ["heure"]),
        ("à partir du lundi", ["lundi"]),
        ("qui doit faire le pain ?", ["doit", "faire", "pain"]),
        ("quand partir de Lyon ?", ["partir", "Lyon"]),
        ("puis-je vendre mes légumes ?", ["vendre", "légumes"]),
        ("Dois-je payer ?", ["payer"]),
        ("où suis-je inscrit et ai-je tort ?", ["inscrit", "tort"]),
        ("pouvez-vous venir, peux-tu venir, pourrais-je venir ?", ["venir"]),
        ("où doit-on signer, faudra-t-il payer ?", ["signer", "payer"]),
        ("et puis une visite", ["puis", "visite"]),
        ("comment je fais si je suis malade ?", ["fais", "malade"]),
        ("je", ["je"]),
        ("Que veut dire JE ?", ["JE"]),
        ("Que signifie « je » ?", ["je"]),
        ("Qui est Je sais tout ?", ["Je"]),
    ],
)
def test_a_french_word_that_asks_is_no_word_asked_for(question, surfaces):
    """By its pronoun behind it: "puis" alone is "then"."""
    assert [term.surface for term in read(question, "fr")] == surfaces


@pytest.mark.parametrize(
    ("question", "surfaces"),
    [
        ("how many members are there?", ["members"]),
        ("How much does a key cost?", ["key", "cost"]),
        ("how often is it cleaned", ["cleaned"]),
        ("are many members absent?", ["many", "members", "absent"]),
    ],
)
def test_an_english_word_that_asks_for_a_number_is_no_word_asked_for(question, surfaces):
    assert [term.surface for term in read(question, "en")] == surfaces


@given(st.text(max_size=200), st.sampled_from(["fr", "en"]))
def test_any_question_has_terms(question, language):
    """Emoji, another script, control characters: terms or none, never an exception."""
    assert all(term.forms[language] for term in read(question, language))


class Mato:
    """Knows one name, which is called the same in both languages, or as somebody else."""

    def translations(self, stem, source, *, learned=False):
        return (Translation("mato", 0.7), Translation("joselu", 0.3)) if (stem, source) == ("mato", "fr") else ()

    def phrases(self, stems, source):
        return iter(())

    def related(self, stems, language):
        return iter(())


def test_a_french_word_is_not_translated_as_the_name_that_looks_like_its_singular():
    """Of "matos" no singular is called Mato; of "pneus" there is one."""
    assert "joselu" not in read_terms("matos", "fr", Mato())[0].forms["en"]
    assert "tyre" in read_terms("pneus", "fr", WordLexicon({"tyre": "pneu"}))[0].forms["en"]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("what do over 65s pay?", True),
        ("are under-18s free?", True),
        ("what was built in the 60s?", False),
        ("who has 18s?", False),
    ],
)
def test_the_plural_of_an_age_is_that_age_too(question, found):
    (term,) = [term for term in read(question) if term.surface[0].isdigit()]
    assert (term.surface[:-1] in term.forms["en"]) is found
    assert term.surface in term.forms["en"]


@pytest.mark.parametrize(
    ("question", "language", "surfaces"),
    [
        ("where is la mairie?", "en", ["mairie"]),
        ("how much la salle des fêtes", "en", ["salle", "fêtes"]),
        ("c'est quand the party ?", "fr", ["party"]),
        ("who plays Les Paul?", "en", ["plays", "Les", "Paul"]),
        ("the", "fr", ["the"]),
        ("une ?", "en", ["une"]),
    ],
)
def test_an_article_of_the_other_language_is_no_word_asked_for(question, language, surfaces):
    """In small letters beside other words; "Les" is a name."""
    assert [term.surface for term in read_terms(question, language, WordLexicon())] == surfaces


@pytest.mark.parametrize(
    ("question", "word", "is_name"),
    [
        ("URGENT mon vélo est cassé", "urgent", False),
        ("HELPME mon vélo est cassé", "helpme", True),
        ("la NASA recrute", "nasa", True),
        ("quel est le rôle de l'UNESCO", "unesco", True),
    ],
)
def test_a_long_known_word_in_capitals_is_no_name(question, word, is_name):
    """One that nobody knows may be."""
    terms = read_terms(question, "fr", WordLexicon({"urgent": "urgent"}))
    assert [one.is_name for one in terms if one.folded == word] == [is_name]
