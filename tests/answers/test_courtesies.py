"""What people say around a question is taken off; what belongs to it stays."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.answers.evaluation
from bot.answers.questions.courtesies import apart_from_context, bare_question, is_courtesy

AROUND = (
    "hi, {}",
    "Hello! {}",
    "bonjour, {}",
    "Salut tout le monde ! {} Merci !",
    "hey guys {} 😅",
    "quick question: {}",
    "Hi! I'm new here. {}",
    "{} thanks!",
    "{} thx",
    "{} pls :)",
    "{} lol",
    "{} merci d'avance",
    "**{}**",
    "`{}`",
    "> {}",
    ", {}",
    "@ {}",
)


def shipped_questions():
    """Return the questions that come with the articles."""
    lines = (Path(bot.answers.evaluation.__file__).parent / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines]


@pytest.mark.parametrize("around", AROUND)
def test_a_question_is_the_same_with_courtesies_around_it(around):
    """However it is greeted, thanked for or marked, the same is asked."""
    for question in shipped_questions():
        asked = question.replace("whats ", "what's ")
        assert bare_question(around.format(question)).rstrip("? ") == asked.rstrip("? ")


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("can you tell me what GPS is?", "what GPS is?"),
        ("does anyone know when Webb was launched", "when Webb was launched"),
        ("I'd like to know who runs OpenAI", "who runs OpenAI"),
        ("tell me about GPS", "tell me about GPS"),
        ("peux-tu me dire ce qu'est le RGPD ?", "ce qu'est le RGPD ?"),
        ("j'aimerais savoir quand a été lancé Webb, merci d'avance !", "quand a été lancé Webb"),
        ("tu sais c'est quoi un ROFR", "c'est quoi un ROFR"),
        ("explique-moi ce qu'est un cookie", "ce qu'est un cookie"),
        ("what is ROFR, please?", "what is ROFR?"),
        ("rofr??? thanks", "rofr?"),
        ("ok and in 2019?", "and in 2019?"),
        ("super and how long is it", "and how long is it"),
        ("my question is how long a timeout lasts", "how long a timeout lasts"),
        ("WHAT IS ROFR THX", "WHAT IS ROFR"),
        ("c'est quoi le SIREN SVP", "c'est quoi le SIREN"),
        ("what is ROFR, ty", "what is ROFR"),
        ("what is ROFR? thanks, all", "what is ROFR?"),
        ("Merci ! Et Jupiter ?", "Et Jupiter ?"),
        ("hey guys for how many days can a member be timed out", "for how many days can a member be timed out"),
        ("salut qu'est-ce que le RGPD", "qu'est-ce que le RGPD"),
        ("i have a question, what port does https use btw", "what port does https use"),
        ("guys what port does https use, asking for a friend", "what port does https use"),
        ("cc la team, c quoi un fork ?", "c quoi un fork ?"),
        ("pk ?", "pourquoi ?"),
        ("pk?", "pourquoi?"),
        ("merci, cmt on fait un fork", "comment on fait un fork"),
        ("wen was casgevy approved", "when was casgevy approved"),
        ("whats the fine", "what's the fine"),
        ("can i come if im not a member", "can i come if i'm not a member"),
        ("do u need a card or dont you?", "do you need a card or do not you?"),
        ("Theres a fee?", "There's a fee?"),
        ("what is IM", "what is IM"),
        ("what is u-boat im.example", "what is u-boat im.example"),
        ("ya une amende si jai du retard", "il y a une amende si j'ai du retard"),
        ("cest ou le club", "c'est où le club"),
        ("ou je me gare", "où je me gare"),
        ("ou est-ce que je me gare ?", "où est-ce que je me gare ?"),
        ("ou Saturne ?", "ou Saturne ?"),
        ("hi Whos on the board?", "Who's on the board?"),
        ("whose fork is it", "whose fork is it"),
        ("i wonder, whats an IPO", "i wonder, what's an IPO"),
        ("le club dont je suis membre, c'est où ?", "le club dont je suis membre, c'est où ?"),
        ("qlq sait c koi le RGPD", "c koi le RGPD"),
        ("idk what ROFR means, help", "what ROFR means"),
    ],
)
def test_what_only_asks_for_an_answer_goes(typed, bare):
    """What is left is what is asked, with its question mark."""
    assert bare_question(typed) == bare


@pytest.mark.parametrize(
    "question",
    [
        "hello world program",
        "thank you for smoking director",
        "Hey Jude author",
        "super bowl winner",
        "great wall of china height",
        "what is the meaning of lol",
        "how do you say thanks",
        "règlement européen mdr",
        "c'est quoi le mdr",
        ".NET framework",
        "C++",
        "PQ",
        "rouleau de pq",
        "hi-fi systems",
        "super: keyword in python",
        "pardon: who can grant one",
        "super and subscript",
        "who owns THX",
        "spanning tree protocol STP",
        "volume of a gas at STP",
        "how many seasons has Cheers",
        "qui chante Merci",
        "comment répondre à merci",
        "what is Adobe XD",
        "uv, ruff, ty",
        "difference between IVDR, MDR",
        "python functions any, all",
        "STP?",
        '"stargate" and "oracle"',
        "thanks!",
        "Bonjour",
        "pls",
        "",
        "?!",
        "👋",
    ],
)
def test_what_belongs_to_a_question_stays(question):
    """Words and marks that are part of it, and what is nothing but a courtesy, are left."""
    assert bare_question(question) == question


@pytest.mark.parametrize(
    ("message", "asking", "context"),
    [
        (
            "My boss keeps talking about it. What is a greenshoe?",
            "What is a greenshoe?",
            "My boss keeps talking about it.",
        ),
        ("Je suis perdu. C'est quoi une ETI ?", "C'est quoi une ETI ?", "Je suis perdu."),
        ("i read about ITER. how many members does it have", "how many members does it have", "i read about ITER."),
        ("What is ROFR? I read it somewhere.", "What is ROFR?", "I read it somewhere."),
    ],
)
def test_one_sentence_asks_and_the_others_tell_why(message, asking, context):
    """They are kept apart, since what is asked may lean on them."""
    assert apart_from_context(message) == (asking, context)


@pytest.mark.parametrize(
    "message",
    [
        "When was the congregation at St. George's founded?",
        "who played mr. kincaid on the partridge family",
        "Who is J. K. Rowling?",
        "When did Apple Inc. go public?",
        "When did Spotify go public? And what is the biggest IPO?",
        "I like ROFRs. They are fun.",
        "what is rofr",
        "",
    ],
)
def test_what_is_one_sentence_or_asks_twice_stays_whole(message):
    """So does what asks nothing."""
    assert apart_from_context(message) == (message, "")


@given(st.text(max_size=200))
def test_any_text_has_something_left(text):
    """What has a letter or a digit keeps one, what has none gets none, and taking off ends."""
    bare = bare_question(text)
    assert any(map(str.isalnum, bare)) == any(map(str.isalnum, text))


@pytest.mark.parametrize(
    "question",
    [
        "merci",
        "ok merci !",
        "Merci d'avance !",
        "thanks in advance",
        "Bonjour",
        "thanks a lot",
        "/help",
        "hello 👋",
        "bonne journée",
        "merci bcp",
        "thx bro",
        "hey everyone",
        "mdr",
    ],
)
def test_a_courtesy_asks_nothing(question):
    """It gets a hint, not a search."""
    assert is_courtesy(question)


@pytest.mark.parametrize(
    "question", ["STP", "thanks to whom?", "hello world program", "merci de dire qui préside", "MDR", "Nice", "all"]
)
def test_a_question_that_opens_kindly_is_a_question(question):
    """Only words of courtesy, from end to end, ask nothing."""
    assert not is_courtesy(question)
