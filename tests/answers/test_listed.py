"""A list of questions is several: numbered, behind dots, or one a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.answers.posing import questions_of

LISTS = [
    ("1) what is the budget 2) who plays", ["what is the budget", "who plays"]),
    ("1. what is the budget? 2. who plays?", ["what is the budget?", "who plays?"]),
    ("1) c'est quoi le quorum 2) qui est le maire 3) où ça ?", ["c'est quoi le quorum", "qui est le maire", "où ça ?"]),
    (
        "1. what is the budget\n2. who plays\n3. when do you open",
        ["what is the budget", "who plays", "when do you open"],
    ),
    ("1) What is the budget?\n2) Who plays?", ["What is the budget?", "Who plays?"]),
    ("(1) what is the budget (2) who plays", ["what is the budget", "who plays"]),
    ("1/ quel est le quorum\n2/ qui est le maire", ["quel est le quorum", "qui est le maire"]),
    ("1 - quel est le quorum\n2 - qui est le maire", ["quel est le quorum", "qui est le maire"]),
    ("1️⃣ what is the budget\n2️⃣ who plays", ["what is the budget", "who plays"]),
    ("Q1: what is the budget\nQ2: who plays", ["what is the budget", "who plays"]),
    ("a) what is the budget\nb) who plays", ["what is the budget", "who plays"]),
    ("- what is the budget\n- who plays", ["what is the budget", "who plays"]),
    ("* what is the budget?\n* who plays?", ["what is the budget?", "who plays?"]),
    ("• quel est le quorum ?\n• qui est le maire ?", ["quel est le quorum ?", "qui est le maire ?"]),
    ("– quel est le quorum\n– qui est le maire", ["quel est le quorum", "qui est le maire"]),
    ("- what is the budget - who plays - when is it", ["what is the budget", "who plays", "when is it"]),
    ("- opening hours\n- price of a kayak", ["opening hours", "price of a kayak"]),
    ("1. horaires\n2. tarifs", ["horaires", "tarifs"]),
    ("what is the budget\nwho plays\nwhen do you open", ["what is the budget", "who plays", "when do you open"]),
    ("quel est le quorum\nqui est le maire", ["quel est le quorum", "qui est le maire"]),
    ("what is the budget?\n\nwho plays", ["what is the budget?", "who plays"]),
    ("is it free\ncan I bring my dog", ["is it free", "can I bring my dog"]),
    ("Hi, I have two questions:\n1) what is the budget\n2) who plays\nthanks!", ["what is the budget", "who plays"]),
    (
        "Bonjour, voici mes questions :\n- quel est le quorum\n- qui est le maire\nMerci",
        ["quel est le quorum", "qui est le maire"],
    ),
    ("Bonjour, voici :\n- horaires\n- tarifs", ["horaires", "tarifs"]),
    ("Here are:\n- opening hours\n- price of a kayak", ["opening hours", "price of a kayak"]),
    ("I have some questions. 1) what is the budget 2) who plays", ["what is the budget", "who plays"]),
    ("I'd like to know: 1) what is the budget 2) who plays", ["what is the budget", "who plays"]),
    ("For the fair:\n- when is it\n- who plays", ["For the fair: when is it", "who plays"]),
    ("What is ROFR?\n- who owns it\n- when does it end", ["What is ROFR?", "who owns it", "when does it end"]),
    ("1) what is the budget and who plays\n2) when is it", ["what is the budget", "who plays", "when is it"]),
    ("1) what is the budget\n2) thanks\n3) who plays", ["what is the budget", "who plays"]),
    ("- what is the budget of\nthe garden club\n- who plays", ["what is the budget of the garden club", "who plays"]),
    ("- what is the budget of\n  the garden club\n- who plays", ["what is the budget of the garden club", "who plays"]),
    ("1)what is the budget\n2)who plays", ["what is the budget", "who plays"]),
    ("1.what is the budget 2.who plays", ["what is the budget", "who plays"]),
    ("- [ ] what is the budget\n- [x] who plays", ["what is the budget", "who plays"]),
    ("1. quel est le quorum\n2. qui est le maire\n\nMerci d'avance !", ["quel est le quorum", "qui est le maire"]),
    ("- when is it?\n- who plays?\n\nThanks in advance,\nBob", ["when is it?", "who plays?"]),
    ("- when is it?\n- who plays?\nCheers, Bob", ["when is it?", "who plays?"]),
    ("- when is it?\n- who plays?\nThanks!\nIs it free?", ["when is it?", "who plays?", "Is it free?"]),
    ("1. quel est le quorum\n2. qui est le maire\n\nCordialement,\nMarie", ["quel est le quorum", "qui est le maire"]),
    ("- when is it?\n- who plays?\nKind regards, Ann Lee", ["when is it?", "who plays?"]),
    ("- when is it?\n- who plays?\nThanks, who pays", ["when is it?", "who plays?", "who pays"]),
    ("- when is it\n- who plays\n(I mean the fair)", ["when is it", "who plays (I mean the fair)"]),
    ("- when is it\n- who plays\nim new, thanks", ["when is it", "who plays i'm new"]),
    ("- when is it?\n- who plays?\nI mean the fair.", ["when is it?", "who plays? I mean the fair."]),
]
NO_LISTS = [
    "what is 1) and 2)?",
    "what do rule 1. and rule 2. say?",
    "which of these is allowed?\n- dogs\n- cats",
    "My pets:\n- a dog\n- a cat\nMay they come?",
    "Rules:\n- no dogs\n- no cats",
    "what is the budget\nof the garden club?",
    "what\nis the budget?",
    "who plays at the 2. and 3. fair?",
    "1) what is the budget",
    "- what is the budget",
    "is version 1.2 - what we use - safe?",
    "hello\nwhat is the budget",
    "what is the price of - say - a kayak?",
    "I saw this:\nwhat is the budget",
    "1984\n2001",
    "how do I write\n- [ ] a task",
    "what is A) in the rules?",
    "We met on 1. May\nWho was there?",
    "what is it for 1.5 litres 2.5 litres?",
    "1.5 litres\n2.5 litres",
    "e.g. what is it\nb.c. who is it",
]


@pytest.mark.parametrize(("message", "questions"), LISTS)
def test_each_item_of_a_list_is_a_question(message, questions):
    """Without its number or dot; what only announces them is none, nor are thanks."""
    assert questions_of(message) == questions


@pytest.mark.parametrize("message", NO_LISTS)
def test_what_is_no_list_of_questions_stays_as_it_is(message):
    """One item, what may be one of, what is told, and numbers in a sentence."""
    assert questions_of(message) == [message]


@given(st.text(alphabet="12).- \nwhat is who\t•", max_size=120))
def test_any_lines_make_questions_or_stay(message):
    questions = questions_of(message)
    assert questions == [message] or all(any(map(str.isalnum, one)) and "\n" not in one for one in questions)
