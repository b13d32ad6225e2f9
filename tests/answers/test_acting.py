"""Who did a thing: a sentence that tells by whom comes first, and one that does not is not sure."""

import pytest

from bot.answers.answer import Answer
from bot.answers.answering import Answerer
from bot.answers.questions.question import read_kind
from bot.answers.sentences.choosing import Evidence
from bot.answers.wanted.acting import deed_asked, doer_first
from bot.texts import say
from corpus.article import Article, Span
from corpus.languages import detect_question_language
from index.matching.candidates import Query
from index.words.terms import read_terms
from tests.fakes import WordLexicon
from tests.small_index import build_search


def deed(question):
    language = detect_question_language(question)
    return deed_asked(
        Query(question, language, read_terms(question, language, WordLexicon()), None), read_kind(question)
    )


def telling(question, text):
    asked = deed(question)
    assert asked is not None
    return asked.telling(text, detect_question_language(text))


@pytest.mark.parametrize(
    ("question", "verb", "done"),
    [
        ("who built the telescope?", "built", ["telescope"]),
        ("who first described HNSW in 2016?", "described", ["HNSW"]),
        ("qui a construit le télescope ?", "construit", ["télescope"]),
        ("qui construit les télescopes ?", "construit", ["télescopes"]),
    ],
)
def test_a_verb_behind_who_asks_who_did_it(question, verb, done):
    asked = deed(question)
    assert asked is not None
    assert (asked.verb.surface, [term.surface for term in asked.done]) == (verb, done)


@pytest.mark.parametrize("question", ["who is Ada?", "who won?", "when was it built?", "qui est le maire de Paris ?"])
def test_anything_else_asks_no_doer(question):
    assert deed(question) is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("who built the telescope?", "The telescope was built at great cost by NASA and others."),
        ("who built the telescope?", "The telescope, built in Ann Lee's workshop, is old."),
        ("who built the telescope?", "NASA built the most expensive telescope."),
        ("who built the telescope?", "Engineers in three towns built it in 1989."),
        ("who built the telescope?", "It is the telescope that NASA built with others."),
        ("who built the telescope?", "NASA is known for having built the telescope."),
        ("qui a construit le télescope ?", "Le télescope a été construit en 1989 par la NASA."),
        ("qui a construit le télescope ?", "La NASA l’a construit en 1989."),
        ("qui a construit le télescope ?", "C’est le télescope que la NASA a construit."),
    ],
)
def test_by_tells_the_doer_and_so_does_what_is_done_behind_the_verb_or_a_name_before_it(question, text):
    assert telling(question, text) == "told"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("who built the telescope?", "With the most expensive telescope ever built, NASA looks far."),
        ("who built the telescope?", "Jo Li says that the telescope was built in 1989."),
        ("who built the telescope?", "Built in 1989, the telescope serves NASA."),
        ("qui a construit le télescope ?", "Le télescope a été construit à Paris pour la NASA."),
    ],
)
def test_somebody_named_beside_the_verb_need_not_have_done_it(question, text):
    asked = deed(question)
    assert asked is not None
    assert asked.telling(text, detect_question_language(text)) != "told"


def test_a_noun_is_no_verb_and_a_verb_without_what_is_done_tells_nothing():
    assert telling("who launched the telescope?", "The launch of the telescope pleased NASA.") == "unsaid"
    assert telling("who built the telescope?", "NASA built a rocket.") == "unsaid"


def test_what_tells_the_doer_comes_first_in_its_article_alone():
    text = "Ariane carried the best telescope ever built. The telescope was built by NASA. Ice was built by Jo."
    spans = [Span(0, 45), Span(46, 78), Span(79, 99)]
    article, other = Article("one", "Title", "en", text), Article("two", "Title", "en", text)
    first, told, ice = (Evidence(article, span, None, 0.5, 0.5) for span in spans)
    asked = deed("who built the telescope?")
    assert [one.text for one in doer_first([first, ice, told], asked)] == [told.text, first.text, ice.text]
    elsewhere = Evidence(other, spans[1], None, 0.2, 0.5)
    assert doer_first([first, elsewhere], asked) == (first, elsewhere)
    assert doer_first([told, first], asked) == (told, first)


WEBB = (
    "---\ntitle: The Webb telescope\nlang: en\n---\n\n"
    "On Christmas Day an Ariane rocket left Kourou with the most expensive telescope ever built, Webb, in its nose.\n\n"
    "{told}"
)


def test_a_question_for_the_doer_is_answered_by_what_tells_them(tmp_path):
    told = "The Webb telescope was built by NASA with the European agency."
    search = build_search(tmp_path, {"webb.md": WEBB.format(told=told)})
    answer = Answerer(search).answer("who built the Webb telescope?")
    search.close()
    assert isinstance(answer, Answer)
    assert answer.citations[0].quote == told


def test_who_did_it_is_not_sure_where_nobody_is_told(tmp_path):
    search = build_search(tmp_path, {"webb.md": WEBB.format(told="NASA looks at the sky.")})
    answer = Answerer(search).answer("who built the Webb telescope?")
    search.close()
    assert isinstance(answer, Answer)
    assert answer.lead == say("en", "answers.unsure")


@pytest.mark.parametrize("text", ["built " * 5_000, "a " * 20_000, " " * 50_000, "'" * 50_000])
def test_a_long_run_tells_nobody(text):
    assert telling("who built the telescope?", text) != "told"


def test_what_somebody_did_to_another_thing_tells_no_doer_of_what_is_asked():
    assert telling("who invented CRISPR?", "Base editing, invented in David Liu's laboratory, is new.") == "not_told"
    assert telling("who invented CRISPR?", "It was invented by Jennifer Doudna.") == "told"
    assert telling("who invented CRISPR?", "In 2012 a method, which was invented by Jennifer Doudna, won.") == "told"
    assert telling("qui a inventé CRISPR ?", "Le tokamak a été inventé par Sakharov.") == "not_told"


def test_an_article_behind_a_preposition_stands_for_nothing_that_was_done():
    """There "fonds" is a noun; a pronoun stands for what was."""
    assert telling("qui a fondé la société ?", "Les photos sont permises, sauf pour le fonds Delacourt.") != "told"
    assert telling("qui a fondé la société ?", "Émile Sarrazin la fonde en 1902.") == "told"


def test_without_the_verb_only_a_name_behind_by_that_the_question_lacks_may_be_the_doer():
    asked = deed("who wrote the song Sunny?")
    assert asked.names_doer("Sunny is a song by Bobby Hebb.")
    assert not asked.names_doer("Sunny is a song, Bobby Hebb says.")
    assert not deed("who launched Cassini?").names_doer("The module, dropped by Cassini, landed on Titan.")


@pytest.mark.parametrize(
    ("question", "text", "label", "told"),
    [
        ("who brings the gravel?", "The carter, Jo Li, brings it in May.", "2. Gravel.", True),
        ("who brings the gravel?", "The carter, Jo Li, comes in May.", "2. Gravel.", False),
        ("who brings the gravel?", "The carter, Jo Li, brings it in May.", "2. Sand.", False),
        ("who brings the gravel?", "The carter told Jo Li what he brings.", "2. Gravel.", False),
        ("who brings the gravel?", "The carter, Jo Li, brings it.", "The gravel of all our lanes is old.", False),
        ("qui apporte le gravier ?", "Le voiturier, Jo Li, apporte tout en mai.", "2. Gravier.", True),
    ],
)
def test_whoever_stands_before_the_verb_does_what_a_label_is_on(question, text, label, told):
    asked = deed(question)
    assert asked is not None
    assert asked.names_subject(text, label, asked.asked_in) is told


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("who teaches the pottery class?", "Pottery class: Jo Li.", True),
        ("who teaches the pottery class?", "Pottery class: Old Hall.", False),
        ("who teaches the pottery class?", "Pottery class: Monday Evening.", False),
        ("who teaches the pottery class?", "Pottery class for children: Jo Li.", False),
        ("who paid the pottery class?", "Pottery class: Jo Li.", False),
        ("qui anime l'atelier poterie ?", "Atelier poterie : Jo Li.", True),
        ("qui anime l'atelier poterie ?", "Atelier poterie : Salle Rouge.", False),
        ("who founded the pottery?", "Jo Li started the pottery in 1990.", True),
        ("who founded the pottery?", "Jo Li started the pottery newsletter in 1990.", False),
        ("who founded the pottery?", "Jo Li started at the pottery in 1990.", False),
        ("who founded the pottery?", "Jo Li — founder of the pottery in 1990.", True),
        ("who sold the pottery?", "Jo Li — founder of the pottery in 1990.", False),
        ("qui a fondé la poterie ?", "Jo Li a lancé la poterie en 1990.", True),
        ("qui a fondé la poterie ?", "Jo Li, fondatrice de la poterie, vit ici.", True),
        ("who founded the pottery?", "Jo Li started " * 500, False),
    ],
)
def test_a_label_or_a_founder_tells_who_without_the_verb(question, text, told):
    asked = deed(question)
    assert asked is not None
    assert asked.told_otherwise(text, asked.asked_in) is told
