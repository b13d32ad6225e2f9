"""Whether a question leans on the one before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.conversation.leaning import follows_on, is_ellipsis, may_stand_alone
from bot.answers.questions.question import read_kind
from index.words.terms import read_terms
from tests.fakes import WordLexicon


def leans(question, language):
    return follows_on(question, read_kind(question), read_terms(question, language, WordLexicon()), language)


@pytest.mark.parametrize(
    "question",
    [
        *("and who holds it?", "what about the price", "who owns it", "why", "in which year?", "who is the founder?"),
        *("what's the difference with a ROFO?", "and the difference from GNSS?"),
        *("when was it approved in France?", "when did the UK approve it?", "who won the Nobel prize for that?"),
        *("is it true that Oracle owns it?", "when was this licence written?", "what is its mission?", "and the OSI?"),
        *("how many employees?", "which fines?", "2019?", "in 2019?"),
        *("tell me more", "can you explain further?", "since when?", "how many people live there?", "who won?"),
        *("and which countries signed?", "what is the price?", "within how many days?"),
        *("the biggest", "the most distant?", "and Moderna's?"),
        *("how many are there now?", "and how many were left?"),
        *("and if it rains?", "but if we are more than an hour late?", "what's the maximum?", "how far ahead?"),
        "who is the CEO?",
    ],
)
def test_a_follow_up_leans_on_the_question_before(question):
    """It points back, as the object behind a name too, opens with "and", or says too little alone."""
    assert leans(question, "en")


@pytest.mark.parametrize(
    "question",
    [
        *("et quand l'a-t-il quitté ?", "combien de membres a-t-elle ?", "quelles sont les amendes ?", "où ?"),
        *("qui l'a fondée ?", "quand cette licence a-t-elle été écrite ?", "et en 2019 ?", "quel est son but ?"),
        *("combien de salariés ?", "combien d’articles ?", "quelles amendes ?", "en 2019 ?"),
        *("est-ce fiable ?", "qui en est le maire ?", "quels pays y participent ?", "et comment fonctionne-t-il ?"),
        *("dis m'en plus", "plus de détails ?", "depuis quand ?", "qui a gagné ?", "les amendes ?", "lesquels ?"),
        *("la plus grosse", "le plus ancien ?", "les moins chères ?"),
        *("et s'il pleut ?", "et si on est en retard de plus d'une heure ?", "c'est quels jeux ?", "qui est le PDG ?"),
        *("c'est gratuit ?", "que s'est-il passé ?", "combien y en a-t-il aujourd'hui ?", "et combien sont-ils ?"),
    ],
)
def test_a_french_follow_up_leans_too(question):
    assert leans(question, "fr")


@pytest.mark.parametrize(
    "question",
    [
        *("what is the difference between GPS and GNSS?", "what is the difference engine?"),
        *("who is the founder of Oracle?", "how many satellites does the GPS use", "what is moderation?"),
        "what is a time-out?",
        *("What does Microsoft keep of its exclusivity?", "Is it true that Oracle owns SoftBank?", "who is obama?"),
        *("and when was the OSI founded?", "and what is copyleft?", "how does a search engine rank its results?"),
        *("what happens to a member when they are banned?", "what is the company that builds rockets?"),
        *("so how do vaccines work?", "how does the stock market work", "where is paris?", "when is ramadan?"),
        *(
            "and who painted the mona lisa?",
            "but why is the sky blue?",
            "so who invented the wheel?",
            "who wrote hamlet?",
        ),
        *("and what do pandas eat?", "and is gold a metal?"),
        *(
            "how many moons has Mars?",
            "how many are there in a dozen?",
            "what moderation tools are there?",
            "how much is a licence?",
            "what are the olympics?",
            "whatsapp?",
        ),
    ],
)
def test_a_whole_question_stands_alone(question):
    """It names what it asks about, before any pronoun that may mean it."""
    assert not leans(question, "en")


@pytest.mark.parametrize(
    "question",
    [
        *("Il y a combien de lunes autour de Saturne ?", "en quelle année la licence libre a-t-elle été créée ?"),
        *("quand la CNIL a-t-elle été créée ?", "et c'est quoi la FSF ?", "qui est macron ?"),
        *("que faut-il faire pour quitter un serveur ?", "alors comment fonctionne un vaccin ?"),
        "pourquoi y a-t-il tant de lunes autour de Saturne ?",
        *("où est ankara ?", "c'est quand le ramadan ?", "et qui a peint la joconde ?", "et que mangent les pandas ?"),
        *("mais c'est quoi un trou noir ?", "alors c'est quoi l'inflation ?", "l'or est-il un métal ?"),
        *("et quelle est la longueur du pont ?", "et les chiens peuvent-ils manger du chocolat ?"),
        "que s'est-il passé en 1789 ?",
    ],
)
def test_a_whole_french_question_stands_alone(question):
    """What "elle" takes up stands before it; "il y a" and "faut-il" mean nobody."""
    assert not leans(question, "fr")


@pytest.mark.parametrize(
    ("question", "is_one"),
    [
        *(
            ("and Jupiter?", True),
            ("what about the MIT licence?", True),
            ("et une ETI ?", True),
            ("and a time-out?", True),
        ),
        *(("and in the United States?", True), ("et c'est quoi la FSF ?", False), ("and who founded the OSI?", False)),
        *(("Jupiter?", False), ("and?", False)),
    ],
)
def test_an_ellipsis_names_something_and_asks_nothing(question, is_one):
    language = "fr" if question.startswith("et") else "en"
    assert is_ellipsis(question, read_terms(question, language, WordLexicon())) is is_one


@pytest.mark.parametrize(
    ("question", "language", "may"),
    [
        *(("who can ban?", "en", True), ("how do I sell?", "en", True), ("who won?", "en", True)),
        *(("qui peut bannir ?", "fr", True), ("peut-on vendre ?", "fr", True)),
        *(("and who can ban?", "en", False), ("who can sell it?", "en", False), ("why?", "en", False)),
        *(("the price?", "en", False), ("which rules hold?", "en", False), ("who founded the OSI?", "en", False)),
        *(("who can sell some?", "en", False), ("qui la vend ?", "fr", False), ("qui peut en vendre ?", "fr", False)),
        *(("combien de salariés ?", "fr", False), ("2019 ?", "fr", False)),
    ],
)
def test_what_only_names_no_thing_may_be_whole(question, language, may):
    """A pronoun stands for one, as French ones before a verb do."""
    terms = read_terms(question, language, WordLexicon())
    assert may_stand_alone(question, read_kind(question), terms, language) is may


@given(st.text(max_size=300))
def test_any_text_leans_or_stands(text):
    """No text raises or takes exponential time."""
    assert leans(text, "en") in {True, False}
