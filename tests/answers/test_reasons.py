"""A bare "why?" is answered by a reason or not at all."""

import pytest

from bot.answers.answer import Answer
from bot.answers.wanted.reasons import asks_barely_why, is_reason_itself, may_tell_reason, tells_reason
from bot.texts import say
from index.words.terms import read_terms
from tests.fakes import WordLexicon

ARTICLES = {
    "clock.md": """---
title: The clock of Saint Martin
lang: en
---

The clock of Saint Martin has one hand. The clock stands in the tower because the square was too damp. It has a bell.
""",
    "pont.md": """---
title: Le pont de Vieuville
lang: fr
---

Le pont de Vieuville mesure 40 mètres. Le pont fut bâti en bois, car la pierre manquait. On y passe à pied.
""",
}


@pytest.mark.parametrize(
    "question", ["why?", "Why", "and why?", "why? (founded Discord)", "pourquoi ?", "et pourquoi ça ?", "how come?"]
)
def test_why_may_be_all_that_is_asked(question):
    assert asks_barely_why(question)


@pytest.mark.parametrize(
    "question", ["why is it damp?", "pourquoi le pont ?", "whyever", "when? (why)", "", "a " * 1000]
)
def test_a_why_about_something_is_another_question(question):
    assert not asks_barely_why(question)


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        *(("It is cold because it is high.", "en", True), ("They left, since it was cold.", "en", True)),
        *(("Il fait froid, car il est haut.", "fr", True), ("C’est pourquoi il reste.", "fr", True)),
        *(("The car has stood there since 1990.", "en", False), ("L’âge minimum pour ouvrir un compte", "fr", False)),
        *(("x" * 5000, "en", False), ("since " * 1000, "en", False), ("grâce " * 1000, "fr", False)),
    ],
)
def test_a_reason_is_told_in_words_that_say_so(text, language, told):
    assert tells_reason(text, language) is told


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        *(("They dug a well to water the town.", "en", True), ("They dug, as the river was dry.", "en", True)),
        *(("To keep out the sea, they built a wall.", "en", True), ("To the north it is dry.", "en", False)),
        *(("The officer wanted drivers to have time.", "en", True), ("Since it rained, it was put off.", "en", True)),
        *(("She began to walk to the town.", "en", False), ("The company moved it to another licence.", "en", False)),
        *(("For years it was blurred on purpose.", "en", False), ("An auction open to small firms.", "en", False)),
        *(("Il fit creuser le lac pour alimenter la ville.", "fr", True), ("Il voulait vendre.", "fr", True)),
        *(("Dix-sept de ces lunes tournent à l’envers.", "fr", False), ("Le pont ainsi que la tour.", "fr", False)),
        *(("a " * 1000, "en", False), ("pour le " * 1000, "fr", False), ("x" * 100_000, "en", False)),
        *(
            ("The swing was taken down after an accident.", "en", True),
            ("It closed after two nasty falls.", "en", False),
        ),
        *(("It closed after several loud complaints.", "en", True), ("It closed after the summer.", "en", False)),
        *(("The lift is shut until the cable is mended.", "en", True), ("It is open until 9 pm.", "en", False)),
        *(("The pool is open until the last bell.", "en", False), ("Too few people came.", "en", True)),
        *(("The bus comes too.", "en", False), ("There were not enough seats.", "en", True)),
        *(("Never feed the ducks bread, it swells.", "en", True), ("Feed the ducks, they like it.", "en", False)),
        *(("Avoid the lane: trucks use it.", "en", True), ("The lane: a quiet one.", "en", False)),
        *(("La passerelle est fermée pour le remplacement des câbles.", "fr", True),),
        *(("Il est fermé pour le moment.", "fr", False), ("On sort pour la journée.", "fr", False)),
        *(("Il a fermé après plusieurs plaintes.", "fr", True), ("Il a fermé après l'été.", "fr", False)),
        *(("Elle a fermé après un grave accident.", "fr", True), ("Trop peu de gens venaient.", "fr", True)),
        *(("Il n'y avait pas assez de chaises.", "fr", True), ("Faute de chaises, on resta debout.", "fr", True)),
        *(("Ne donnez pas de pain : il gonfle.", "fr", True), ("Donnez du pain : il est bon.", "fr", False)),
        *(("L'ascenseur est arrêté jusqu'à ce que le câble arrive.", "fr", True),),
        *(("after " * 1000, "en", False), ("until the a " * 1000, "en", False), ("never a, " * 1000, "en", False)),
        *(("après un " * 1000, "fr", False), ("ne pas a, " * 1000, "fr", False), ("ne " * 1000, "fr", False)),
    ],
)
def test_an_aim_a_wish_or_a_cause_may_be_a_reason(text, language, told):
    assert may_tell_reason(text, language) is told


NORWAY = "We are looking for somebody to run the group, as Lorna Petrie is moving to Norway."


@pytest.mark.parametrize(
    ("question", "text", "language", "itself"),
    [
        ("why is Lorna Petrie moving to Norway?", NORWAY, "en", True),
        ("why do you look for somebody to run the group?", NORWAY, "en", False),
        ("why is the group looking for Lorna Petrie?", NORWAY, "en", False),
        ("why was the pump broken?", "Because the pump was broken, the pool stayed shut.", "en", False),
        ("pourquoi la pompe est-elle en panne ?", "Le bassin est fermé car la pompe est en panne.", "fr", True),
        ("pourquoi le bassin est-il fermé ?", "Le bassin est fermé car la pompe est en panne.", "fr", False),
        ("pourquoi le bassin est-il fermé ?", "Le bassin est fermé.", "fr", False),
        ("why does the pump of the pool stop?", "This is because the pump of the pool leaks.", "en", False),
        ("why did Ada leave the club?", "She resigned because the club moved.", "en", False),
        ("pourquoi la pompe s'arrête-t-elle ?", "C'est parce que la pompe fuit.", "fr", False),
        ("why does the pool open?", "Each Saturday, for members, the hall is warm because of the pool.", "en", False),
        ("why is Hjarn shut?", "It is cold, as of May, in Hjarn.", "en", False),
    ],
)
def test_what_is_a_reason_itself_is_not_explained(question, text, language, itself):
    """What stands before it is; one that opens its sentence may explain what is asked about."""
    assert is_reason_itself(text, read_terms(question, language, WordLexicon()), language) is itself


@pytest.mark.parametrize(
    ("question", "language", "sure"),
    [
        ("Why does the clock of Saint Martin stand in the tower?", "en", True),
        ("Why has the clock of Saint Martin one hand?", "en", False),
        ("pourquoi le pont de Vieuville fut-il bâti en bois ?", "fr", True),
        ("pourquoi le pont de Vieuville mesure 40 mètres ?", "fr", False),
    ],
)
def test_a_why_is_sure_only_where_a_reason_is_told(answerer, question, language, sure):
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert answer.sure is sure
    assert (answer.lead != say(language, "answers.unsure")) is sure


def test_why_is_answered_by_the_sentence_that_tells_the_reason(answerer):
    answer = answerer.answer("why?", earlier=["where does the clock stand?"])
    assert isinstance(answer, Answer)
    assert "because the square was too damp" in answer.citations[0].quote
    french = answerer.answer("pourquoi ?", earlier=["en quoi le pont fut-il bâti ?"])
    assert isinstance(french, Answer)
    assert "car la pierre manquait" in french.citations[0].quote


@pytest.mark.parametrize(
    ("question", "before", "language"),
    [("why?", "how many hands has Saint Martin?", "en"), ("pourquoi ?", "combien mesure Vieuville ?", "fr")],
)
def test_where_no_reason_is_told_that_is_said(answerer, question, before, language):
    """Not what was answered before once more, as if it were one."""
    answer = answerer.answer(question, earlier=[before])
    assert answer.lead == say(language, "answers.no_reason")
    assert answer.confidence < 0.4
    assert not answer.sure
