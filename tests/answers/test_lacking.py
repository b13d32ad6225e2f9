"""A month or a day of the week is no name unheard of."""

import pytest

from bot.answers.answer import NoAnswer

ARTICLES = {
    "library.md": """---
title: Seed library
lang: en
---

The seed library is in the cellar of the Orchard Centre. It is open on Thursdays from 16:00 to 19:00.
""",
    "rent.md": """---
title: La ludothèque
lang: fr
---

La ludothèque est ouverte le mercredi de 14 h à 18 h. Elle se trouve au centre du village.
""",
}


@pytest.mark.parametrize(
    "question",
    [
        "is the seed library open in December?",
        "is the seed library open on Monday?",
        "la ludothèque est ouverte en Août ?",
    ],
)
def test_a_month_or_a_day_that_stands_nowhere_is_no_unknown_name(answerer, question):
    """What is found speaks of the thing, if not of that day: it may be told, and is never sure."""
    result = answerer.answer(question)
    assert result.reason != "nothing_found" if isinstance(result, NoAnswer) else not result.sure


@pytest.mark.parametrize("question", ["is the seed library open in Kerguelen?", "what does the library say on Mars?"])
def test_a_name_that_stands_nowhere_is_unheard_of(answerer, question):
    """Nor is the planet a month."""
    result = answerer.answer(question)
    assert isinstance(result, NoAnswer)
    assert result.reason == "nothing_found"
