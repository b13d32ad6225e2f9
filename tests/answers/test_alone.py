"""A short question behind others that is meant by itself, and one that is not."""

import pytest

from bot.answers.answer import Answer

ARTICLES = {
    "prices.md": """---
title: The shop
lang: en
---

Shipping is extra. The buyer pays customs duties.

| Product | Members | Guests |
|---|---|---|
| Fjord75 kit | €189 | €219 |
| Desk mat | €22 | €25 |
""",
    "rules.md": """---
title: Rules
lang: en
---

Only administrators may ban a member. Selling is allowed only in the marketplace, and only for members of 30 days.
""",
    "roles.md": """---
title: Les rôles
lang: fr
---

Seuls les administrateurs peuvent bannir un membre. Un modérateur répond sous trois semaines.
""",
    "cup.md": """---
title: The Fjord cup
lang: en
---

The Fjord cup was won by Ada Roy in 2024. The keycap contest is hosted by Mirela Stan, and ends on 31 October 2026.
""",
}


@pytest.mark.parametrize(
    ("before", "question", "told"),
    [
        ("How much is the Fjord75 kit for members?", "who can ban?", "Only administrators may ban a member."),
        ("Who pays customs?", "who can sell?", "only for members of 30 days"),
        ("combien coûte le Fjord75 ?", "qui peut bannir ?", "Seuls les administrateurs"),
    ],
)
def test_a_question_with_a_deed_of_its_own_is_not_glued_to_the_topic_before(answerer, before, question, told):
    """It is answered as it is alone, and nothing is said of how it was read."""
    answer = answerer.answer(question, earlier=[before])
    assert isinstance(answer, Answer)
    assert answer.read_as == ""
    assert not answer.sure
    assert told in answer.citations[0].quote


@pytest.mark.parametrize(
    ("before", "question", "read_as", "told"),
    [
        ("when is the keycap contest?", "and who hosts it?", "and who hosts it? (keycap contest)", "Mirela"),
        ("what is the Fjord cup?", "who won?", "who won? (Fjord cup)", "Ada Roy"),
        ("How much is the Fjord75 kit for members?", "and for guests?", None, "€219"),
    ],
)
def test_a_question_that_leans_is_read_with_the_one_before(answerer, before, question, read_as, told):
    """Whatever it finds alone."""
    answer = answerer.answer(question, earlier=[before])
    assert isinstance(answer, Answer)
    assert answer.read_as if read_as is None else answer.read_as == read_as
    assert told in answer.citations[0].quote


@pytest.mark.parametrize("question", ["how do I join?", "who can enter?"])
def test_what_is_done_to_a_thing_is_asked_of_the_one_before(answerer, question):
    """Whatever page tells how to join something else."""
    answer = answerer.answer(question, earlier=["when is the keycap contest?"])
    assert answer.read_as == f"{question} (keycap contest)"


def test_what_was_asked_alone_is_what_the_next_one_leans_on(answerer):
    """And no longer what was asked before that."""
    earlier = ["How much is the Fjord75 kit for members?", "who can ban?"]
    answer = answerer.answer("who can sell?", earlier=earlier)
    assert isinstance(answer, Answer)
    assert "30 days" in answer.citations[0].quote
