"""A list that is only a part of what is asked for is never surely told as all of it."""

from contextlib import closing

import pytest

from bot.answers.answer import Answer
from bot.answers.answering import Answerer
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from tests.small_index import build_search

ARTICLES = {
    "raids.md": """---
title: Raiding with us
lang: en
---

We raid on Tuesdays.

## Requirements

You must:

- be level 60
- have a headset
- be on time

You must not:

- leave early
- roll for what you cannot use
- eat on the microphone

## Loot customs

1. Main characters roll first.
2. Tanks have priority on shields.
3. No trading after the raid.

Exceptions are decided by the leader.

4. Disputes wait for the morning.

## Potions

- Elixir of ember
- Draught of frost
- Tonic of tin
""",
    "voice.md": """---
title: Voice channels
lang: en
---

There are four.

## Rules

- Use push to talk.
- No soundboards.
- No recording without consent.
""",
    "charter.md": """---
title: Charter of the Ember Guild
lang: en
---

The rules of our guild are simple: respect everyone, no spam, no leaks.
""",
    "dinner.md": """---
title: Menu
lang: en
---

Dinner is at eight.

## Dishes

- Leek soup (starter)
- Lamb stew
- Rice pudding (dessert)
""",
}


@pytest.mark.parametrize(
    "question",
    [
        "what are the requirements?",
        "what are the loot customs?",
        "quelles sont les exigences ?",
        "what are the main dishes?",
    ],
)
def test_a_part_is_not_surely_all(answerer, question):
    """One of two lists, what stands before a line between numbered ones, some of several."""
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert not answer.sure


@pytest.mark.parametrize("question", ["what are the rules?", "rules of the guild", "the rules"])
def test_the_rules_of_one_thing_are_not_surely_the_rules(answerer, question):
    """Where another page speaks of rules too."""
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert not (answer.sure and "push to talk" in answer.citations[0].quote)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("what are the potions?", "Elixir of ember"),
        ("what are the voice channel rules?", "Use push to talk"),
        ("list the dishes", "Leek soup"),
    ],
)
def test_a_list_that_is_all_of_it_is_surely_told(answerer, question, first):
    answer = answerer.answer(question)
    assert answer.sure
    assert first in answer.citations[0].quote


@pytest.mark.parametrize("question", ["what are the rules?", "the rules", "quelles sont les règles ?"])
def test_a_list_is_found_by_its_heading_alone_in_either_language(tmp_path, question):
    """No text has the word that the heading has."""
    page = (
        "# Bienvenue aux Mouettes\n\nIci on navigue.\n\n## Règles\n\n1. Soyez polis.\n2. Pas de pub.\n3. Pas de cris.\n"
    )
    with closing(build_search(tmp_path, {"a.md": page}, encoder=load_encoder(), lexicon=load_lexicon())) as search:
        answer = Answerer(search).answer(question)
    assert isinstance(answer, Answer)
    assert "Pas de pub" in answer.citations[0].quote
