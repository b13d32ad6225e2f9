"""An answer about another place or about other people than those asked about is never sure."""

import pytest

from bot.answers.answer import Answer
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from tests.answers.judges import certain
from tests.answers.pages import page
from tests.small_index import build_search

ARTICLES = {
    "heater.md": """---
title: Panneaux solaires, le guide
lang: fr
---

Un panneau solaire dure en moyenne 20 ans, car il n'a aucune pièce mobile. Le propriétaire américain moyen dépense
15 900 dollars pour ses panneaux, installation comprise.

Le crédit d'impôt fédéral rembourse 30 % du prix des panneaux. Il vaut pour la résidence principale, et les
propriétaires bailleurs n'y ont pas droit.
""",
    "uk.md": """---
title: Solar panels in the UK
lang: en
---

Around 180,000 homes got panels last year. We look at the price and the catches.

Expect a solar panel to last for 30 to 35 years with a yearly clean. A clean costs £90.
""",
    "library.md": """---
title: Library cards
lang: en
---

Residents can borrow up to 20 books at a time, for three weeks. Visitors cannot borrow films, but they can see them.
""",
}


def told(answerer, question, *earlier):
    answer = answerer.answer(question, earlier=earlier)
    assert isinstance(answer, Answer)
    return answer.citations[0].quote, answer.sure


FIRST = "quelle est la durée d'un panneau solaire ?"


def test_what_is_asked_of_no_place_is_sure(answerer):
    quote, sure = told(answerer, FIRST)
    assert "20 ans" in quote
    assert sure


def test_an_article_that_does_not_speak_of_the_place_is_unsure(answerer):
    assert not told(answerer, "combien de temps dure un panneau solaire en suisse ?")[1]
    assert not told(answerer, "et en suisse ?", FIRST)[1]
    assert not told(answerer, "et au royaume-uni ?", FIRST)[1]


@pytest.mark.parametrize(
    "question", ["can tourists borrow 20 books?", "les touristes peuvent-ils emprunter 20 livres ?"]
)
def test_whether_somebody_may_is_not_surely_told_by_what_others_may(answerer, question):
    assert not told(answerer, question)[1]


def test_what_names_them_is_sure(answerer):
    assert told(answerer, "can residents borrow 20 books?")[1]
    assert told(answerer, "can visitors borrow films?")[1]


EVENTS = {
    "rules.md": page(
        "Server rules",
        "1. Be kind. No insults.\n2. Streams start on Fridays at 20:00 UTC in the voice channel Arena.\n"
        "3. To get the Builder role, post three screenshots in the channel builds and ask a moderator.\n\n## Events\n\n"
        "The tournament takes place on 12 July 2026. Registration closes on 5 July 2026. The prize is 300 euros.",
    ),
    "vocal.md": page("Règlement du vocal", "Le salon vocal est ouvert de 18 h à 23 h. Rien ne s'enregistre.", "fr"),
}


def test_a_follow_up_on_another_thing_is_not_surely_told_by_what_does_not_name_it(tmp_path):
    """It is read as the question before with more in brackets, which has to stand in the quote or above it."""
    answerer = certain(build_search(tmp_path, EVENTS, encoder=load_encoder(), lexicon=load_lexicon()))
    first = "when does registration close?"
    assert answerer.answer(first).sure
    answer = answerer.answer("and the builder role?", earlier=[first])
    assert answer.read_as.startswith("when does registration close? (builder role")
    assert answer.citations[0].quote.startswith("Registration closes on 5 July")
    assert not answer.sure
