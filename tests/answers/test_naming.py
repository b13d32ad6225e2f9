"""Whether a text names what a question names."""

import pytest

from bot.answers.values.naming import (
    is_named,
    is_nearly_spelt,
    may_be_named,
    names_of,
    names_other,
    same_name,
    spelt_out,
)
from index.words.terms import read_terms
from tests.fakes import WordLexicon

LEXICON = WordLexicon({"saturn": "saturn", "germani": "allemagn"})


def named(question, text, *, asked_in="en", language="en"):
    return [is_named(one, text, language, asked_in) for one in names_of(read_terms(question, asked_in, LEXICON))]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Did OpenAI buy X in 2024 or 4th?", ["OpenAI"]),
        ("What broke out on Sunday 18 March 1871?", []),
        ("Que s’est-il passé le 18 Mars 1871 ?", []),
        ("Who landed on Mars in May 2021?", ["Mars"]),
        ("How many moons does MARS have?", ["MARS"]),
    ],
)
def test_numbers_single_letters_days_and_months_name_nothing(question, names):
    """Mars is a month where its day stands before it."""
    assert [one.surface for one in names_of(read_terms(question, "en", LEXICON))] == names


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("How many moons has Mars?", "On 11 March 2025 the union recognised 128 of them.", False),
        ("How many moons has Mars?", "Mars has two moons.", True),
        ("How many moons has MARS?", "Mars has two moons.", True),
        ("When was the Iphone released?", "The iPhone was released.", True),
        ("Who founded EBAY?", "Pierre Omidyar founded eBay.", True),
        ("Where is Quidditch played?", "They play quidditch at school.", True),
        ("When did the UK approve it?", "The United Kingdom approved it in 2023.", True),
        ("When did the UK approve it?", "The union of kings approved it.", False),
        ("Who founded Apple?", "They sell apples, and Applebee is one of them.", False),
    ],
)
def test_a_name_is_one_in_capitals_or_spelt_just_so(question, text, expected):
    """A month is no planet."""
    assert named(question, text) == [expected]


def test_a_planet_is_no_participle():
    """Vénus in the question, "venus" in the article."""
    assert named("combien de lunes a Vénus ?", "des jets d’eau venus de la glace", asked_in="fr", language="fr") == [
        False
    ]
    assert named("combien de lunes a Mars ?", "découverte le 25 mars 1655", asked_in="fr", language="fr") == [False]


@pytest.mark.parametrize(
    ("question", "text", "asked_in", "language", "expected"),
    [
        ("When was the Vaccine delivered?", "The vaccines were delivered.", "en", "en", True),
        ("Where is the Buddhist temple?", "Le temple bouddhiste est à Vincennes.", "en", "fr", True),
        ("Where does Photosynthesis happen?", "La photosynthèse se déroule ici.", "en", "fr", True),
        ("Où a lieu la Photosynthèse ?", "There photosynthesis takes place.", "fr", "en", True),
        ("Who leads Austria?", "Australia is led by him.", "en", "en", True),
        ("combien d’habitants a l’Etat ?", "un état de dix habitants", "fr", "fr", True),
        ("combien de lunes a Vénus ?", "des jets d’eau venus de la glace", "fr", "fr", False),
        ("combien de lunes a Vénus ?", "Moons come and go.", "fr", "en", False),
        ("How many moons has Mars?", "le 25 mars 1655, in March", "en", "fr", False),
        ("Who founded Telegram?", "A telephone rang.", "en", "en", False),
    ],
)
def test_what_may_be_named_is_no_reason_to_refuse(question, text, asked_in, language, expected):
    """A capital where the article has none; no accent that the article lacks."""
    lexicon = WordLexicon({"buddhist": "bouddhist", "come": "venus"}, 0.2)
    (name,) = names_of(read_terms(question, asked_in, lexicon))
    assert may_be_named(name, text, language, asked_in) is expected


def test_the_other_languages_name_counts():
    """By its translation or by how names are spelt there."""
    assert named("Who leads Germany?", "L’Allemagne est dirigée par lui.", language="fr") == [True]
    assert named("How many moons has Saturn?", "Saturne compte 82 lunes.", language="fr") == [True]
    assert named("Who discovered Enceladus?", "William Herschel a trouvé Encelade.", language="fr") == [True]
    assert named("Who discovered Enceladus?", "William Herschel found Encelade.", language="en") == [False]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("enceladus", "encelade", True),
        ("algeria", "algerie", True),
        ("italy", "italie", True),
        ("platon", "plato", True),
        ("louise", "louis", False),
        ("simone", "simon", False),
        ("simons", "simon", False),
        ("saturnia", "saturne", False),
        ("austria", "australie", False),
        ("nigeria", "niger", False),
        ("mars", "marne", False),
    ],
)
def test_names_end_differently_in_the_two_languages(one, other, expected):
    assert same_name(one, other) is expected
    assert same_name(other, one) is expected


@pytest.mark.parametrize(
    ("acronym", "text", "words"),
    [
        ("UK", "In the United Kingdom it rains.", "United Kingdom"),
        ("OMS", "L’Organisation mondiale de la santé conseille.", "Organisation mondiale de la santé"),
        ("USA", "the United States of America", "United States of America"),
        ("ONU", "Organisation des Nations unies, son siège", "Organisation des Nations unies"),
        (
            "RGPD",
            "du Règlement général sur la protection des données",
            "Règlement général sur la protection des données",
        ),
        ("WHO", "The World health organization", ""),
        ("MPA", "Many people argue that it fails.", ""),
        ("NASA", "It ended. New animals still arrive.", ""),
        ("NASA", "The Nigerian army still advances.", ""),
        ("OTAN", "Or tous aiment nager", ""),
        ("UK", "under king John", ""),
        ("AB", "Anna. Bob left.", ""),
        ("A", "Anna left.", ""),
        ("G7", "Group of seven", ""),
        ("UK", "", ""),
    ],
)
def test_an_acronym_is_spelt_out_by_words_with_its_initials(acronym, text, words):
    assert spelt_out(acronym, text) == words


def test_a_slip_in_a_name_is_seen():
    """A letter too few; another word is no slip, nor is a month."""
    ogua, mars = (names_of(read_terms(question, "en", LEXICON))[0] for question in ("of Ogua?", "on Mars?"))
    assert is_nearly_spelt(ogua, "the Oguaa people")
    assert not is_nearly_spelt(ogua, "the Osu people of oguaa")
    assert not is_nearly_spelt(mars, "in March, and in mars")


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Saturne a 82 lunes.", True),
        ("Jupiter en a 79.", False),
        ("La planète a 82 lunes.", False),
        ("Avec elles, elle en a 82.", False),
    ],
)
def test_what_a_title_names_beside_may_be_what_a_sentence_is_about(text, other):
    """Not what is asked about, nor a word that has its capital because it opens both."""
    title, passage = "Avec 82 lunes, Saturne passe devant Jupiter", f"Elle la dépasse avec elles. {text}"
    asked = names_of(read_terms("How many moons does Jupiter have?", "en", LEXICON))
    assert names_other(title, text, passage, asked) is other


def test_a_small_word_does_not_name_an_acronym():
    """Whoever says "who" names no WHO; capitals do."""
    (who,) = read_terms("WHO", "en", LEXICON)
    assert not is_named(who, "Who can read it, and who not?", "en", "en")
    assert is_named(who, "The WHO says so.", "en", "en")
    assert not may_be_named(who, "Those who run are healthy.", "en", "en")
