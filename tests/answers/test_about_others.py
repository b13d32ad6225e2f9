"""An answer about another place or about other people than those asked about is never sure."""

import pytest

from bot.answers.answer import Answer

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
