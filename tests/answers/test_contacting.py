"""How the community is reached, told by the page that is on that."""

import pytest

from bot.answers.answering import Answerer
from bot.answers.layout.contacting import ASKS_TO_CONTACT
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from tests.answers.pages import is_sure, page
from tests.small_index import build_search

NEWS = {"news.md": page("News of May", "The jetty was painted. Otters were seen by the weir on 12 05 2025.")}
ROLES = {
    "roles.md": page(
        "Who is who",
        "We are all volunteers.\n\n| Post | Who | Write to |\n|---|---|---|\n"
        "| Chair | Ada Low | chair@rowers.example |\n| Boats | Tom Reed | 05 55 11 22 33, after 6 pm |\n"
        "| Keys | Sue Ash | at the door |",
    )
}
GENERAL = {
    "contact.md": page(
        "Qui fait quoi",
        "Le vestiaire : Paul Roc.\n\n## Écrire ou téléphoner\n\nLe standard répond au 05 53 00 17 62. L'adresse "
        "générale est contact@rameurs.example. Le prêt coûte 10 20 30 points.",
        "fr",
    )
}
TRACING = {
    "tracing.md": page(
        "Contact tracing", "The office sent 12 000 000 messages in 2021. Ask the office at tracing@ministry.example."
    )
}
ASKED = {
    "faq.md": page("Questions", "## How do I contact you?\n\nPost in the channel help.\n\n## Is it free?\n\nYes."),
    "lost.md": page("Contact", "Lost bags: write to the office at lost@police.example."),
}
SERVER = {"rules.md": page("Rules", "Be kind.\n\nIf anything is unclear, open a ticket and wait for a moderator.")}
SLOT = {"mending.md": page("Mending", "Book a slot by telephone with Roderick Blythe, on 03 55 60 12 78.")}


def answerer_of(folder, pages):
    return Answerer(build_search(folder, NEWS | pages, encoder=load_encoder(), lexicon=load_lexicon()))


def told(answer):
    return [(one.quote, one.highlight) for one in answer.citations]


@pytest.mark.parametrize(
    "question",
    [
        "how do I contact you?",
        "how can we reach the club?",
        "ok so how do I get in touch with you",
        "what's your email address?",
        "do you have a phone number?",
        "contact?",
        "comment vous joindre ?",
        "comment est-ce que je peux vous contacter ?",
        "comment on peut vous écrire ?",
        "c'est quoi votre mail ?",
        "vous avez un numéro ?",
        "vos coordonnées svp",
    ],
)
def test_it_asks_how_the_community_is_reached(question):
    assert ASKS_TO_CONTACT.match(question)


@pytest.mark.parametrize(
    "question",
    [
        "how do I contact the treasurer?",
        "how can I reach the hut?",
        "how do I join you?",
        "what is your email policy?",
        "comment vous rejoindre ?",
        "comment joindre deux tuyaux ?",
        "who was contacted by the club?",
        "",
    ],
)
def test_it_asks_for_something_else(question):
    assert not ASKS_TO_CONTACT.match(question)


@pytest.mark.parametrize(
    ("question", "bold"),
    [
        ("how do I contact you?", "05 53 00 17 62"),
        ("comment vous joindre ?", "05 53 00 17 62"),
        ("what is your email?", "contact@rameurs.example"),
        ("vous avez un mail ?", "contact@rameurs.example"),
        ("your phone number?", "05 53 00 17 62"),
    ],
)
def test_the_address_of_all_is_told_surely(tmp_path, question, bold):
    """That of the kind that is asked for."""
    answer = answerer_of(tmp_path, GENERAL).answer(question)
    assert [highlight for _, highlight in told(answer)] == [bold]
    assert is_sure(answer)


def test_without_one_the_table_of_whom_one_writes_to_is_shown_unsurely(tmp_path):
    """All of it: whom is meant is not known."""
    answer = answerer_of(tmp_path, ROLES).answer("how do I contact you?")
    assert [quote.split(" | ")[0] for quote, _ in told(answer)] == ["Chair", "Boats", "Keys"]
    assert not is_sure(answer)


@pytest.mark.parametrize(
    ("pages", "quote"),
    [(SERVER, "If anything is unclear, open a ticket"), (SLOT, "Book a slot by telephone")],
)
def test_a_way_that_is_told_elsewhere_is_unsure(tmp_path, pages, quote):
    answer = answerer_of(tmp_path, pages).answer("how can I reach you?")
    assert told(answer)[0][0].startswith(quote)
    assert not is_sure(answer)


def test_a_page_that_asks_just_that_comes_first(tmp_path):
    answer = answerer_of(tmp_path, ASKED).answer("how do I contact you?")
    assert told(answer)[0][0] == "Post in the channel help."


def test_an_address_of_others_is_unsure(tmp_path):
    """The page is on something else; a sum is no number to call."""
    answer = answerer_of(tmp_path, TRACING).answer("what is your email?")
    assert not is_sure(answer)
    assert all(bold == "tracing@ministry.example" for _, bold in told(answer))


def test_a_number_is_no_sure_answer_to_who_asks_for_an_email_address(tmp_path):
    assert not is_sure(answerer_of(tmp_path, SLOT).answer("what is your email?"))


def test_where_no_page_tells_it_a_date_is_no_number(tmp_path):
    answer = answerer_of(tmp_path, {}).answer("how do I contact you?")
    assert not is_sure(answer)
    assert not any("12 05 2025" in one.quote for one in getattr(answer, "citations", ()))


@pytest.mark.parametrize(
    "heading", ["Contact us", "How to contact us", "Contact details", "Nous contacter", "Contactez-nous"]
)
def test_a_page_is_on_it_however_it_is_called(tmp_path, heading):
    pages = {"contact.md": page(heading, "Write to us at office@rowers.example.")}
    answer = answerer_of(tmp_path, pages | ROLES).answer("how do I contact you?")
    assert told(answer) == [("Write to us at office@rowers.example.", "office@rowers.example")]
    assert is_sure(answer)


@pytest.mark.parametrize(
    "said",
    [
        "Please do not write to us at old@rowers.example, it is closed.",
        "If you are a journalist, write to us at press@rowers.example.",
    ],
)
def test_an_address_that_is_closed_or_for_some_is_unsure(tmp_path, said):
    answer = answerer_of(tmp_path, {"contact.md": page("Contact", said)}).answer("what is your email?")
    assert not is_sure(answer)
