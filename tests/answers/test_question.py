"""Reading a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.question import Asked, carried, follows_on, is_courtesy, read_kind, swapped, swaps, with_carried
from index.terms import read_terms
from tests.fakes import WordLexicon


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("what is ROFR here?", "ROFR"),
        ("What's the meaning of slow mode?", "slow mode"),
        ("what does the acronym GDPR stand for", "GDPR"),
        ("define CRISPR", "CRISPR"),
        ("ROFR meaning", "ROFR"),
        ("rofr?", "rofr"),
        ("c'est quoi ROFR", "ROFR"),
        ("cest quoi le rofr", "rofr"),
        ("ROFR, c’est quoi ?", "ROFR"),
        ("que veut dire ROFR", "ROFR"),
        ("ROFR ça veut dire quoi", "ROFR"),
        ("Qu’est-ce qu’un droit de premier refus ?", "droit de premier refus"),
        ("qu'est ce que le GPS", "GPS"),
        ("quelle est la définition du RGPD ?", "RGPD"),
        ("que signifie « ARNm » ici ?", "ARNm"),
    ],
)
def test_what_a_definition_asks_about(question, subject):
    """French and English, with and without accents, marks and articles."""
    assert read_kind(question) == Asked("definition", subject)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("who is the founder of Oracle?", "who"),
        ("Qui détient 49 % du capital d'OpenAI ?", "who"),
        ("When was it launched?", "when"),
        ("en quelle année Microsoft a-t-il investi", "when"),
        ("how many satellites are there", "how_many"),
        ("what is the number of moons of Saturn?", "how_many"),
        ("combien de lunes", "how_many"),
        ("quelle est la température du plasma ?", "how_many"),
        ("où se trouve ITER ?", "where"),
        ("ou se trouve iter", "where"),
        ("pourquoi le ciel est bleu", "why"),
        ("how does TLS work", "how"),
        ("Stargate Oracle investisseur", "other"),
        ("Qu'est-ce qui cause les marées ?", "other"),
        ("Quel est le texte qui protège les données ?", "other"),
        ("What happens when a message is deleted?", "other"),
        ("what's the price of gold", "how_many"),
        ("À quel prix l'action a-t-elle été vendue ?", "how_many"),
    ],
)
def test_the_kind_of_a_question(question, kind):
    """The words that ask tell what is asked for."""
    assert read_kind(question).kind == kind


def terms(question):
    return read_terms(question, "en", WordLexicon())


@pytest.mark.parametrize("question", ["and who holds it?", "what about the price", "who owns it", "why"])
def test_a_follow_up_leans_on_the_question_before(question):
    """It points back, opens with "and", or says too little alone."""
    assert follows_on(question, read_kind(question), terms(question))


@pytest.mark.parametrize(
    "question", ["who is the founder of Oracle?", "how many satellites does the GPS use", "what is moderation?"]
)
def test_a_whole_question_stands_alone(question):
    """A question with a name of its own is read by itself."""
    assert not follows_on(question, read_kind(question), terms(question))


def test_names_are_carried_over():
    """What the follow-up lacks is the name, not the verb."""
    lacking = carried(terms("who holds it?"), terms("what does ROFR mean for Microsoft?"))
    assert with_carried("who holds it?", lacking) == "who holds it? (ROFR, Microsoft)"


@pytest.mark.parametrize(
    ("question", "before", "read_as"),
    [
        ("and Jupiter?", "how many moons does Saturn have?", "how many moons does Jupiter have?"),
        ("what about Canada?", "who owns Telesat in France?", "who owns Telesat in Canada?"),
        ("And in the United States?", "when did it sell in New Zealand?", "when did it sell in United States?"),
        ("et en 2019 ?", "combien de lunes avait Saturne en 2025 ?", "combien de lunes avait Saturne en 2019 ?"),
        ("and in 2019?", "who won the cup?", "who won the cup in 2019?"),
        ("et RAG ?", "what is ROFR here?", "what is RAG here?"),
        ("and 3?", "what did phase 2 cost before 2025 and 2 bis?", "what did phase 2 cost before 2025 and 3 bis?"),
    ],
)
def test_another_name_stands_in_place_of_the_last_one(question, before, read_as):
    """With all its words, a number in place of a number; where there is none, it is asked of besides."""
    of = {
        one: read_terms(one, "fr" if " en " in one or one.startswith("et") else "en", WordLexicon())
        for one in (question, before)
    }
    assert swaps(question, of[question])
    assert swapped(question, of[question], before, of[before]) == read_as


@pytest.mark.parametrize(
    ("question", "leans"),
    [
        ("when was it approved in France?", True),
        ("et quand l'a-t-il quitté ?", True),
        ("What does Microsoft keep of its exclusivity?", False),
        ("Is it true that Oracle owns it?", False),
        ("Il y a combien de lunes autour de Saturne ?", False),
    ],
)
def test_a_pronoun_before_every_name_points_back(question, leans):
    """One behind a name means that name; "il y a" means nobody."""
    assert follows_on(question, read_kind(question), terms(question)) is leans


@given(st.text(max_size=300))
def test_any_text_has_a_kind(text):
    """No text raises or takes exponential time."""
    assert read_kind(text).kind


@pytest.mark.parametrize("question", ["merci", "ok merci !", "Bonjour", "thanks a lot", "/help", "hello 👋"])
def test_a_courtesy_asks_nothing(question):
    """It gets a hint, not a search."""
    assert is_courtesy(question)


@pytest.mark.parametrize("question", ["thanks to whom?", "hello world program", "merci de dire qui préside"])
def test_a_question_that_opens_kindly_is_a_question(question):
    """Only words of courtesy, from end to end, ask nothing."""
    assert not is_courtesy(question)
