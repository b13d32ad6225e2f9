"""Lists asked for by their name, and rows of which the question says a part."""

import pytest

from bot.answers.answer import Answer

ARTICLES = {
    "rules.md": """---
title: Server rules
lang: en
---

Welcome to this community of people who build keyboards.

1. Be kind. No insults.
2. No piracy. Do not share cracked software.
3. Selling is allowed only in the marketplace.
4. Spoilers go behind spoiler tags.

## What happens when you break a rule

To appeal a ban, write to the moderators within 14 days. They read the rules again with you.
""",
    "guild.md": """---
title: Le guide du club
lang: fr
---

Le club se retrouve chaque samedi.

## Les avantages des membres

- Un casier fermé à clé
- Le café de l'atelier
- Une réduction de dix pour cent

## Les horaires

- samedi : 14 h
- dimanche : 10 h
- lundi : fermé
""",
    "drinks.md": """---
title: Two lists of drinks
lang: en
---

## Cold drinks

- Lemonade
- Iced tea
- Water

## Warm drinks

- Coffee
- Tea
- Cocoa
""",
    "chess.md": """---
title: Bylaws of the chess club
lang: en
---

They hold in the hall.

- No phones during a game.
- Touch a piece, move it.
- Draw offers are made on your own move.

## Bylaws for juniors

- Juniors play in the small hall.
- A parent signs the form.
- Games end at eight.
""",
    "prices.md": """---
title: The shop
lang: en
---

| Product | Members | Guests |
|---|---|---|
| Fjord65 kit | €149 | €179 |
| Fjord75 kit | €189 | €219 |
| Switch puller | €4 | €6 |
| X200 clock | €49 | – |
| Switch opener | €8 | €9 |
""",
    "hall.md": """---
title: The hall
lang: en
---

A bike costs €450. Bring your own.

## Items not permitted

- Knives
- Glass bottles
- Drums

## On this page

- Parking
- Lockers
- Toilets

## Parking

Free on Sundays.

| Thing | Price |
|---|---|
| Bike lock | €15 |
""",
    "house.md": """---
title: Statutes of the house
lang: en
---

You break the statutes if you:

- shout
- smoke
- sleep

Statute 1 holds for all.
""",
    "events.md": """---
title: Events in autumn
lang: en
---

| Date | Event | Host | Where |
|---|---|---|---|
| 12 September 2026 | Soldering night | Mirela | Workshop |
| 10 October 2026 | Build-along: the Fjord65 | Anouk | Stage |
| 14 November 2026 | Quarterly town hall | the admins | Hall |
""",
    "review.md": """---
title: The Fjord65 review
lang: en
---

The Fjord65 is a 65 % keyboard that Anouk Berger designed in Lyon. With its lights off it runs for 19 days.
""",
}


@pytest.mark.parametrize(
    "question",
    [
        "what are the rules?",
        "list the rules",
        "What are the rules of this server?",
        "quelles sont les règles ?",
        "what are the main rules?",
        "rules?",
    ],
)
def test_a_list_is_told_whole_that_the_title_announces(answerer, question):
    """In either language, and however it is asked for."""
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert answer.sure
    assert [one.quote.count("\n") for one in answer.citations] == [3]
    assert answer.citations[0].quote.startswith("1. Be kind.")


@pytest.mark.parametrize("question", ["quels sont les avantages des membres ?", "what are the advantages of members?"])
def test_a_list_is_told_whole_that_its_heading_announces(answerer, question):
    """And not the one under the next heading."""
    answer = answerer.answer(question)
    assert [line.strip("- ") for one in answer.citations for line in one.quote.split("\n")] == [
        "Un casier fermé à clé",
        "Le café de l'atelier",
        "Une réduction de dix pour cent",
    ]


def test_what_holds_for_some_is_not_the_list(answerer):
    """The title's list is the whole one, whatever its heading says more of another."""
    answer = answerer.answer("what are the bylaws of the chess club?")
    assert answer.sure
    assert answer.citations[0].quote.startswith("- No phones")


def test_a_list_of_a_special_thing_is_not_surely_that_of_all(answerer):
    """Who asks for the bylaws may mean others than the chess club's."""
    answer = answerer.answer("what are the bylaws?")
    assert not answer.sure
    assert answer.citations[0].title == "Bylaws of the chess club"


def test_what_holds_for_some_is_told_where_it_is_asked_for(answerer):
    answer = answerer.answer("what are the bylaws for juniors?")
    assert answer.sure
    assert answer.citations[0].quote.startswith("- Juniors")


def test_of_two_lists_of_that_name_neither_surely_is_it(answerer):
    """Each says one word more than is asked."""
    answer = answerer.answer("what are the drinks?")
    assert not answer.sure


@pytest.mark.parametrize("question", ["what are the rules on spoilers?", "who reads the rules again?"])
def test_what_a_list_does_not_announce_is_answered_otherwise(answerer, question):
    """One item of it, or a sentence beside it."""
    answer = answerer.answer(question)
    assert not any("Be kind" in one.quote for one in getattr(answer, "citations", ()))


@pytest.mark.parametrize(
    ("question", "row", "bold", "sure"),
    [
        ("how much is the fjord65?", "Fjord65 kit", "€149 | €179", False),
        ("what does the Fjord75 cost?", "Fjord75 kit", "€189 | €219", False),
        ("combien coûte le Fjord65 ?", "Fjord65 kit", "€149 | €179", False),
        ("where is the town hall?", "Quarterly town hall", "Hall", False),
        ("when is the build-along?", "Build-along: the Fjord65", "10 October 2026", True),
        ("who hosts soldering?", "Soldering night", "Mirela", True),
        ("where is the soldering?", "Soldering night", "Workshop", True),
    ],
)
def test_a_row_answers_of_which_a_part_is_named(answerer, question, row, bold, sure):
    """Where no other row has it and tells what is asked; the cell that is asked for is in bold.

    It is sure where the cell says no more, but for what it is held as: a "kit" may be another thing.
    """
    answer = answerer.answer(question)
    assert answer.sure == sure
    assert [row in one.quote for one in answer.citations] == [True]
    assert answer.citations[0].highlight == bold


def test_of_two_rows_with_a_part_of_the_name_none_is_told_alone(answerer):
    """A switch may be the puller or the opener."""
    answer = answerer.answer("how much is the switch?")
    assert not (isinstance(answer, Answer) and answer.sure)


def test_an_empty_cell_of_the_column_asked_for_tells_nothing(answerer):
    """What members pay is no price for guests."""
    answer = answerer.answer("how much is the X200 clock for guests?")
    assert not (isinstance(answer, Answer) and answer.sure)


@pytest.mark.parametrize("question", ["what are the permitted items?", "what are the items permitted?"])
def test_what_is_not_permitted_is_no_list_of_what_is(answerer, question):
    answer = answerer.answer(question)
    assert not (isinstance(answer, Answer) and answer.sure)


def test_what_a_line_introduces_is_not_surely_the_list(answerer):
    """What breaks the statutes are none of them."""
    answer = answerer.answer("what are the statutes?")
    assert not (isinstance(answer, Answer) and answer.sure)


@pytest.mark.parametrize("question", ["how much is the bike?", "what does a bike cost?"])
def test_a_row_of_another_thing_does_not_surely_answer(answerer, question):
    """A bike lock is no bike."""
    answer = answerer.answer(question)
    assert not (isinstance(answer, Answer) and answer.sure and "lock" in answer.citations[0].quote)


@pytest.mark.parametrize("question", ["who is Anouk?", "who is Mirela?"])
def test_a_row_does_not_tell_who_its_host_is(answerer, question):
    """The date of an evening is nobody."""
    answer = answerer.answer(question)
    assert not (answer.sure and "2026" in answer.citations[0].quote)


@pytest.mark.parametrize("question", ["how quiet is the Fjord65?", "How loud is the fjord65?"])
def test_to_what_degree_is_not_told_without_the_word(answerer, question):
    """What else is said of it is never sure."""
    assert not getattr(answerer.answer(question), "sure", False)


@pytest.mark.parametrize(
    ("question", "read_as"),
    [
        ("how much is the fjrod65?", "how much is the Fjord65?"),
        ("how much is the Fjord 75 kit?", "how much is the Fjord75 kit?"),
        ("how much is the fjord-75 kit?", "how much is the Fjord75 kit?"),
        ("how much is the X 200 clock?", "how much is the X200 clock?"),
    ],
)
def test_a_name_with_a_number_is_read_as_the_articles_spell_it(answerer, question, read_as):
    """A slip in its letters, or a space before its number."""
    answer = answerer.answer(question)
    assert answer.read_as == read_as
    assert read_as.split()[-1].rstrip("?") in answer.citations[0].quote


@pytest.mark.parametrize("question", ["how much is the Fjord85?", "how much is the Fjord 85?"])
def test_another_number_is_another_thing(answerer, question):
    """It is no slip."""
    assert not isinstance(answerer.answer(question), Answer)
