"""Words that link a question to what went before say nothing of what is asked, however it is asked."""

import re

import pytest

from bot.answers.answer import Answer
from bot.answers.answering import Answerer
from bot.answers.conversation.leaning import GOES_ON, MORE, opened_in
from bot.answers.overviews.overview import overview_asked
from bot.answers.overviews.topics import said_of, topic_of
from bot.answers.questions.courtesies import bare_question
from bot.answers.questions.openings import LINKED, LINKED_IN_FRENCH, unlinked
from bot.answers.questions.question import asks_for_several, read_kind
from bot.answers.questions.whether import (
    asks_if_one_may_or_must,
    asks_may_or_must,
    asks_permission,
    asks_whether,
    asks_who_may,
    where_others_stand,
)
from bot.answers.trust.doubts import DEGREE
from bot.answers.values.measures import asks_measure
from bot.answers.wanted.acting import deed_asked
from bot.answers.wanted.comparing import compared_in
from bot.answers.wanted.introducing import person_asked
from bot.answers.wanted.reasons import asks_barely_why
from bot.answers.wanted.superlatives import superlative_asked
from bot.texts import say
from corpus.languages import detect_question_language
from index.matching.candidates import Query
from index.words.terms import read_terms
from tests.fakes import WordLexicon
from tests.small_index import build_search

LINKS = {
    "en": (
        "and",
        "so",
        "but",
        "then",
        "also",
        "And",
        "so,",
        "and then",
        "but then,",
        "and so",
        "ok, so",
        "well",
        "so -",
    ),
    "fr": (
        "et",
        "mais",
        "alors",
        "donc",
        "puis",
        "aussi",
        "Et",
        "alors,",
        "et alors",
        "et puis,",
        "et donc",
        "du coup,",
    ),
}


def read(question):
    question = bare_question(question)  # "puis" and "well" are words with a weight, and are taken off before
    language = detect_question_language(question)
    return Query(question, language, read_terms(question, language, WordLexicon()), None)


def verb_of(question):
    deed = deed_asked(read(question), read_kind(question))
    return deed and deed.verb.surface


def what_is_topped(question):
    superlative = superlative_asked(read(question))
    return superlative and superlative.words


def others(question, language):
    place = where_others_stand(question, language)
    return place and place.of(question)


RECOGNISED = [
    ("en", verb_of, "who launched the Bari engine?"),
    ("en", asks_whether, "is NASA an agency?"),
    ("en", asks_permission, "can I ban a member?"),
    ("en", asks_may_or_must, "must landlords register?"),
    ("en", asks_if_one_may_or_must, "should we charge those who left?"),
    ("en", lambda question: others(question, "en"), "can landlords charge a fee?"),
    ("en", read_kind, "what is a greenshoe?"),
    ("en", read_kind, "what does ROFR mean?"),
    ("en", read_kind, "what is it for?"),
    ("en", asks_for_several, "what are the moons of Saturn?"),
    ("en", lambda question: topic_of(question, first=False), "tell me about ITER"),
    ("en", said_of, "what did Microsoft say about exclusivity?"),
    ("en", asks_barely_why, "why?"),
    ("en", lambda question: DEGREE.match(question)[1], "how quiet is the engine?"),
    ("en", asks_who_may, "who can ban?"),
    ("en", compared_in, "what is the difference between a ROFR and a ROFO?"),
    ("en", what_is_topped, "what is the biggest moon of Saturn?"),
    ("en", lambda question: person_asked(read(question)), "who is Tim Cook?"),
    ("en", asks_measure, "what is the port number of the server?"),
    ("en", lambda question: MORE.match(question) is not None, "tell me more"),
    ("fr", verb_of, "qui a lancé le moteur Bari ?"),
    ("fr", asks_whether, "est-ce que la NASA est une agence ?"),
    ("fr", asks_permission, "puis-je bannir un membre ?"),
    ("fr", asks_may_or_must, "les chiens doivent-ils être tenus ?"),
    ("fr", asks_if_one_may_or_must, "faut-il payer ?"),
    ("fr", lambda question: others(question, "fr"), "les bailleurs peuvent-ils facturer ?"),
    ("fr", read_kind, "c'est quoi un greenshoe ?"),
    ("fr", read_kind, "qu'est-ce que le RGPD ?"),
    ("fr", read_kind, "ITER c'est quoi ?"),
    ("fr", asks_for_several, "quelles sont les lunes de Saturne ?"),
    ("fr", lambda question: topic_of(question, first=False), "parle-moi d'ITER"),
    ("fr", said_of, "qu'a dit Microsoft sur l'exclusivité ?"),
    ("fr", asks_barely_why, "pourquoi ?"),
    ("fr", lambda question: DEGREE.match(question)[2], "à quel point le moteur est-il silencieux"),
    ("fr", asks_who_may, "qui peut bannir ?"),
    ("fr", compared_in, "quelle est la différence entre un ROFR et un ROFO ?"),
    ("fr", what_is_topped, "quelle est la plus grosse lune de Saturne ?"),
    ("fr", lambda question: person_asked(read(question)), "qui est Tim Cook ?"),
    ("fr", asks_measure, "quel est le plafond ?"),
    ("fr", lambda question: MORE.match(question) is not None, "dis-m'en plus"),
    ("fr", lambda question: overview_asked(bare_question(question)), "de quoi parlent les articles ?"),
]


@pytest.mark.parametrize(
    ("recognise", "question", "link"),
    [(recognise, question, link) for language, recognise, question in RECOGNISED for link in LINKS[language]],
)
def test_a_question_behind_a_linking_word_asks_what_it_asks_without(recognise, question, link):
    assert recognise(f"{link} {question}") == recognise(question)


@pytest.mark.parametrize(("language", "recognise", "question"), RECOGNISED)
def test_what_is_recognised_is_something(language, recognise, question):
    assert recognise(question)


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("so what?", "what?"),
        ("ok. why?", "why?"),
        ("et,pourquoi ?", "pourquoi ?"),
        ("« alors : pourquoi ?", "pourquoi ?"),
        ("and then so what", "so what"),
        ("then-president Obama?", "then-president Obama?"),
        ("so-called experts?", "so-called experts?"),
        ("puis-je venir ?", "puis-je venir ?"),
        ("ok.ru?", "ok.ru?"),
        ("Butter?", "Butter?"),
        ("or Jupiter?", "or Jupiter?"),
        ("so", "so"),
        ("  who?", "  who?"),
    ],
)
def test_up_to_two_words_are_taken_off_and_none_that_is_part_of_another(question, left):
    assert unlinked(question) == left


def test_a_name_that_begins_as_an_english_link_keeps_it():
    assert read_kind("So Foot c'est quoi ?").subject == "So Foot"
    assert read_kind("et So Foot c'est quoi ?").subject == "So Foot"


@pytest.mark.parametrize(
    ("question", "bare"),
    [
        ("et du coup, qui est Ann ?", "et qui est Ann ?"),
        ("and well, who is Ann?", "and who is Ann?"),
        ("so ok who is Ann?", "so who is Ann?"),
        ("eh bien, qui est Ann ?", "qui est Ann ?"),
        ("et puis qui est Ann ?", "et qui est Ann ?"),
        ("puis, qui est Ann ?", "et qui est Ann ?"),
        ("alors qui est Ann ?", "alors qui est Ann ?"),
        ("et puis-je venir ?", "et puis-je venir ?"),
        ("puis je venir ?", "puis je venir ?"),
        ("and well water?", "and well water?"),
        ("et puis Ann ?", "et puis Ann ?"),
    ],
)
def test_a_linking_word_that_would_be_looked_for_goes_before_an_asking_word(question, bare):
    assert bare_question(question) == bare


def test_a_linking_word_alone_is_not_what_is_to_be_defined():
    assert read_kind("et c'est quoi ?").kind == "other"
    assert read_kind("alors c'est quoi ?").kind == "other"


def test_a_word_joined_by_a_hyphen_goes_on_from_nothing():
    assert GOES_ON.match("puis-je vendre ?") is None
    assert GOES_ON.match("donc qui peut vendre ?") is not None
    assert opened_in("then-president Obama?") is None
    assert opened_in("donc Game of Thrones ?") == "fr"
    assert opened_in("then Jupiter?") == "en"


@pytest.mark.parametrize("fragment", [LINKED, LINKED_IN_FRENCH])
@pytest.mark.parametrize("run", ["and ", "et,", "ok ", "so , ", " ", "et" + " " * 50, "alors ...", "du coup "])
def test_a_long_run_of_links_is_no_question(fragment, run):
    """Nor does it take for ever: of three ways to read each word there would be more than anybody waits for."""
    pattern, text = re.compile(rf"^\W*+{fragment}(?:who|qui)\s", re.IGNORECASE), (run * 20_000)[:20_000]
    assert pattern.match(text) is None


BARI = (
    "---\ntitle: Le moteur Bari\nlang: fr\n---\n\n"
    "Le moteur Bari a été lancé en 2015 à Lyon, après deux ans de travaux.\n\nIl tourne sans bruit."
)


@pytest.mark.parametrize("link", ["", "et ", "alors ", "donc ", "et alors, ", "puis "])
def test_who_did_it_is_not_sure_behind_any_link_where_nobody_is_told(tmp_path, link):
    search = build_search(tmp_path, {"bari.md": BARI})
    answer = Answerer(search).answer(f"{link}qui a lancé le moteur Bari ?")
    search.close()
    assert isinstance(answer, Answer)
    assert answer.lead == say("fr", "answers.unsure")
