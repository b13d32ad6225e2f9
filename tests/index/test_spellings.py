"""A French word is met in its other number, and an ordinal in figures by its letters."""

import unicodedata

import pytest

from index.words.analysis import stem_of
from index.words.lexicon import load_lexicon
from index.words.spellings import accented_stems, other_spellings
from index.words.terms import read_terms
from tests.fakes import WordLexicon

PAIRS = (
    "vélo vélos", "abri abris", "photo photos", "ami amis", "menu menus", "numéro numéros", "essai essais",
    "euro euros", "tissu tissus", "emploi emplois", "tournoi tournois", "pseudo pseudos", "loi lois", "pneu pneus",
    "piano pianos", "jeu jeux", "bureau bureaux", "lieu lieux", "agenda agendas", "table tables",
    "genou genoux", "pou poux",
)  # fmt: skip


def forms(question, language="fr"):
    return [term.forms for term in read_terms(question, language, WordLexicon({"bike": "velo"}))]


@pytest.mark.parametrize("pair", PAIRS)
def test_a_singular_and_its_plural_meet(pair):
    one, other = pair.split()
    for asked, held in ((one, other), (other, one)):
        assert stem_of(held, "fr") in {stem_of(asked, "fr"), *other_spellings(asked, "fr")}


@pytest.mark.parametrize("word", ["bus", "fois", "foi", "paris", "pari", "repos", "toux", "pays", "table", "DVD", "x"])
def test_what_is_no_plural_has_no_singular(word):
    assert other_spellings(word, "fr") == ()


def test_an_english_word_has_its_own_stem_alone():
    """The words "photo" and "photos" have one."""
    assert other_spellings("photo", "en") == ()
    assert other_spellings("menus", "en") == ()


def test_both_numbers_count_as_the_word_and_are_one_term():
    assert [one["fr"] for one in forms("où garer mon vélo ou mes vélos ?")][-1:] == [{"velo": 1.0, "velos": 1.0}]
    assert [one["fr"] for one in forms("une balade à Paris et Oslo")][1:] == [{"paris": 1.0}, {"oslo": 1.0}]  # names


def test_both_numbers_have_the_translations_of_either_and_are_translations():
    (vélos,) = forms("vélos")
    assert "bike" in vélos["en"]
    (bike,) = forms("bike", "en")
    assert bike["fr"] == {"velo": 0.5, "velos": 0.5}


@pytest.mark.parametrize(
    ("asked", "held", "language"),
    [
        ("1ère", "première", "fr"), ("1re", "première", "fr"), ("1er", "premier", "fr"), ("1re", "1ère", "fr"),
        ("2e", "deuxième", "fr"), ("2ème", "deuxième", "fr"), ("2nde", "seconde", "fr"), ("3e", "troisième", "fr"),
        ("première", "1re", "fr"), ("troisième", "3e", "fr"), ("3rd", "third", "en"), ("1st", "first", "en"),
    ],
)  # fmt: skip
def test_an_ordinal_meets_its_letters(asked, held, language):
    assert stem_of(held, language) in other_spellings(asked, language)


def test_an_ordinal_meets_the_letters_of_the_other_language():
    (ordinal,) = read_terms("1st", "en", load_lexicon())
    assert ordinal.forms["fr"][stem_of("première", "fr")] == 1.0


@pytest.mark.parametrize("word", ["4", "0e", "2024", "3D", "8h"])
def test_what_is_no_ordinal_in_figures_stays(word):
    assert other_spellings(word, "fr") == ()


@pytest.mark.parametrize("word", ["premier", "première", "dernier"])
def test_the_first_is_not_the_first_of_a_month(word):
    assert stem_of("1er", "fr") not in other_spellings(word, "fr")


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("child", "children", "en"),
        ("shelf", "shelves", "en"),
        ("pay", "paid", "en"),
        ("broken", "break", "en"),
        ("won", "wins", "en"),
        ("travail", "travaux", "fr"),
        ("œil", "yeux", "fr"),
    ],
)
def test_irregular_forms_meet(one, other, language):
    assert stem_of(other, language) in other_spellings(one, language)
    assert stem_of(one, language) in other_spellings(other, language)


@pytest.mark.parametrize("word", ["left", "saw", "spoke", "found", "felt"])
def test_what_is_another_word_too_is_no_form(word):
    assert not other_spellings(word, "en")


@pytest.mark.parametrize(
    "word",
    [
        "sécurité",
        "journée",
        "première",
        "trésorière",
        "activités",
        "soirées",
        "accès",
        "moitié",
        "communiqué",
        "assemblée",
    ],
)
def test_a_word_typed_without_its_accents_is_looked_for_with_them(word):
    bare = "".join(one for one in unicodedata.normalize("NFD", word) if not unicodedata.combining(one))
    assert stem_of(bare, "fr") != stem_of(word, "fr")
    assert stem_of(word, "fr") in accented_stems(bare)
    (found,) = forms(bare)
    assert stem_of(word, "fr") in found["fr"]


@pytest.mark.parametrize("word", ["table", "vélo", "bus", "DVD", "sécurité", "11e", ""])
def test_what_is_written_with_its_accents_or_has_none_is_left_alone(word):
    assert accented_stems(word) == ()


def test_it_has_the_translations_of_the_word_with_its_accents():
    lexicon = load_lexicon()
    for bare, word in (("securite", "sécurité"), ("journee", "journée"), ("tresoriere", "trésorière")):
        typed, meant = (read_terms(one, "fr", lexicon)[0].forms["en"] for one in (bare, word))
        assert meant.keys() <= typed.keys()


def test_function_words_typed_without_accents_are_none_of_the_question():
    lexicon = load_lexicon()
    assert [term.folded for term in read_terms("le bar apres la soiree", "fr", lexicon)] == ["bar", "soiree"]
    assert [term.folded for term in read_terms("Apres la soiree", "fr", lexicon)] == ["soiree"]


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("où poster des memes", ["poster", "memes"]),
        ("un meme sur le bar", ["meme", "bar"]),
        ("je viens quand meme au bar", ["viens", "bar"]),
        ("le meme bar", ["bar"]),
        ("ca coute combien le bar", ["coute", "bar"]),
        ("qui est au ca", ["ca"]),
        ("Le CA du bar", ["ca", "bar"]),
    ],
)
def test_what_lacks_its_accents_or_is_a_word_by_itself_is_told_by_the_word_before_it(question, terms):
    assert [term.folded for term in read_terms(question, "fr", load_lexicon())] == terms
