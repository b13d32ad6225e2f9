"""The noun that a question seeks, and whether a text has it."""

import pytest

from bot.answers.questions.question import read_kind
from bot.answers.sentences.choosing import Evidence
from bot.answers.wanted.seeking import holder_first, is_of_other_office, lacks, sought
from corpus.article import Article, Span
from corpus.languages import detect_question_language
from index.matching.candidates import Query
from index.words.terms import read_terms
from tests.fakes import WordLexicon

LEXICON = WordLexicon({"member": "membr", "mayor": "mair"})


def words(text):
    language = detect_question_language(text)
    query = Query(text, language, read_terms(text, language, LEXICON), None)
    return sought(query, read_kind(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("how many members does the IAU have?", ["members"]),
        ("combien de membres a l’UAI ?", ["membres"]),
        ("combien de bases légales prévoit le RGPD ?", ["bases", "légales", "prévoit"]),
        ("what is the number of members of the IAU?", ["members"]),
        ("quel est le nombre de membres de l’UAI ?", ["membres"]),
        ("who is the mayor of Lyon?", ["mayor"]),
        ("qui est le maire de Lyon ?", ["maire"]),
        ("what is the population of Lyon?", ["population"]),
        ("quelle est la population de Lyon ?", ["population"]),
        ("qui est le PDG d’OpenAI ?", ["PDG"]),
    ],
)
def test_what_is_counted_and_who_is_looked_for_is_sought(text, found):
    assert [term.surface for term in words(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "how many days does it last?",
        "combien de fois tourne-t-il ?",
        "combien de temps dure-t-elle ?",
        "how many people live in Lyon?",
        "who is the man behind it?",
        "who is Ada Lovelace?",
        "what is the origin of the moon?",
        "when did it open?",
    ],
)
def test_units_people_and_what_another_word_may_tell_are_not(text):
    assert words(text) == ()


@pytest.mark.parametrize(
    ("question", "text", "language", "lacking"),
    [
        ("how many members does it have?", "The union recognised 128 of them.", "en", True),
        ("how many members does it have?", "Its 90 members met.", "en", False),
        ("how many members does it have?", "La commission compte 18 membres.", "fr", False),
        ("who is the mayor of Lyon?", "Sur la commune de Lyon, un chantier.", "fr", True),
        ("who is the mayor of Lyon?", "Le maire de Lyon, Jo Li.", "fr", False),
        ("who is the director of the film?", "A film directed by Jo Li.", "en", False),
        ("who is the owner of the casino?", "It is owned by a bank.", "en", False),
        ("who is the owner of the casino?", "It is run by a bank.", "en", True),
        ("who is the creator of Discord?", "Discord fut fondé par Jo Li.", "fr", False),
        ("what is the population of Lyon?", "Lyon has 430 employees.", "en", True),
        ("what is the population of Lyon?", "Lyon compte 520 000 habitants.", "fr", False),
    ],
)
def test_a_word_its_kin_or_its_translation_has_it(question, text, language, lacking):
    assert lacks(words(question), text, language) is lacking


def test_where_nothing_is_sought_nothing_lacks():
    assert not lacks((), "Anything.", "en")


@pytest.mark.parametrize(
    ("question", "text", "language", "other"),
    [
        ("who is the mayor of Lyon?", "Jo Li has been the honorary mayor since 2010.", "en", True),
        ("who is the mayor of Lyon?", "Jo Li, deputy mayor, spoke.", "en", True),
        ("who is the mayor of Lyon?", "Jo Li is co-mayor of it.", "en", True),
        ("qui est le maire de Lyon ?", "Co-maire : Jo Li.", "fr", True),
        ("who is the mayor of Lyon?", "Jo Li is mayor-elect.", "en", True),
        ("who is the mayor of Lyon?", "Jo Li, l'ancien maire, a parlé.", "fr", True),
        ("qui est le maire de Lyon ?", "Maire d’honneur : Jo Li.", "fr", True),
        ("qui est le maire de Lyon ?", "Jo Li, maire adjoint, a parlé.", "fr", True),
        ("qui est le maire de Lyon ?", "The acting mayor is Jo Li.", "en", True),
        ("who is the honorary mayor of Lyon?", "Jo Li is the mayor.", "en", True),
        ("qui est le maire adjoint ?", "Jo Li est maire.", "fr", True),
        ("who is the mayor of Lyon?", "Jo Li is the mayor, Al Li the deputy mayor.", "en", False),
        ("who is the mayor of Lyon?", "Jo Li, once a deputy, is the mayor.", "en", False),
        ("qui est le maire de Lyon ?", "Jo Li a été élu maire en 2023.", "fr", False),
        ("who is the honorary mayor of Lyon?", "Le maire honoraire est Jo Li.", "fr", False),
        ("who is the deputy mayor?", "Jo Li, maire adjoint, a parlé.", "fr", False),
        ("who was the mayor of Lyon?", "Former mayor Jo Li spoke.", "en", False),
        ("qui est le maire de Lyon ?", "Jo Li vit à Lyon.", "fr", False),
    ],
)
def test_an_office_with_honorary_or_deputy_is_another(question, text, language, other):
    asked_in = detect_question_language(question)
    query = Query(question, asked_in, read_terms(question, asked_in, LEXICON), None)
    assert is_of_other_office(query, read_kind(question), text, language) is other


@pytest.mark.parametrize(
    ("question", "language", "sentences", "first"),
    [
        ("where is the skipper from?", "en", ["Vice-skipper: Jo Li.", "Skipper: Al Orr."], 1),
        ("how old is the skipper?", "en", ["The co-skipper is 40.", "Boats are old.", "The skipper is 50."], 2),
        ("how old is the skipper?", "en", ["The assistant skipper is 40.", "The skipper is 50."], 1),
        ("d'où vient le skipper ?", "fr", ["Vice-skipper : Jo Li.", "Skipper : Al Orr."], 1),
        ("where is the vice-skipper from?", "en", ["Vice-skipper: Jo Li.", "Skipper: Al Orr."], 0),
        ("where is the skipper from?", "en", ["Vice-skipper: Jo Li.", "Boats are old."], 0),
        ("where is the skipper from?", "en", ["The former skipper is from Ely.", "Skipper: Al Orr."], 0),
        ("where is the skipper from?", "en", ["The skipper and the vice-skipper.", "Skipper: Al Orr."], 0),
    ],
)
def test_who_holds_the_office_comes_before_the_one_below(question, language, sentences, first):
    query = Query(question, language, read_terms(question, language, LEXICON), None)
    evidence = tuple(
        Evidence(Article(str(place), "Crew", language, text), Span(0, len(text)), None, 0.5, 0.5)
        for place, text in enumerate(sentences)
    )
    assert holder_first(evidence, query)[0] is evidence[first]
