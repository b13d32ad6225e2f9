"""Whatever is asked gets verbatim quotes or a refusal with its own sentence; with the shipped encoder and lexicon."""

import pytest

from bot.answers.answer import Answer, NoAnswer
from bot.answers.answering import Answerer
from index.encoders import load_encoder
from index.search import LONGEST_QUESTION
from index.words.lexicon import load_lexicon
from tests.answers.sound import unsound
from tests.small_index import build_search

ARTICLES = {
    "stargate.md": "---\ntitle: Stargate\nlang: fr\n---\n\nLe projet Stargate a été annoncé le 21 janvier 2025. "
    "Microsoft dispose d’un droit de premier refus (ROFR).\n",
    "rofr.md": "---\ntitle: Refusal\nlang: en\n---\n\nA right of first refusal (ROFR) lets its holder match offers.\n",
    "gps.md": "---\ntitle: Navigation\nlang: en\n---\n\nThe GPS uses 31 satellites. Each satellite carries atomic "
    "clocks. The first satellite was launched on 22 February 1978.\n",
}

NOTHING = {
    "empty": "",
    "spaces": " \t\r\n\u00a0\u3000 ",
    "a megabyte of spaces": " " * 10**6,
    "punctuation": "?!… «»—;:",
    "a megabyte of punctuation": "?" * 10**6,
    "quotation marks": "' " * 1000,
    "emoji": "🦊🛰️👨‍👩‍👧🇫🇷",
    "controls": "\x00\x07\x1b\x7f\x9b",
    "zero width": "\u200b\u200c\u2060\ufeff\u00ad",
    "directions": "\u202e\u2066\u2069\u200f",
    "lone surrogates": "\ud800\udfff" * 50,
    "tags": "\U000e0041" * 900,
    "noncharacters": "\ufffe\uffff",
    "one function word": "the " * 500,
    "what is": "what is " * 250,
    "c'est quoi": "c'est quoi " * 180,
    "greetings": "ok! merci, " * 180,
    "a word of a megabyte": "a" * 10**6,
    "a number of a megabyte": "1" * 10**6,
}

ANY = {
    "Chinese": "什么是人工智能？",
    "Arabic": "ما هو نظام الملاحة؟",
    "Cyrillic": "что такое спутники?",
    "markup": "**what** `is` _this_ || satellites || # > ~~x~~ [GPS](https://evil.example)",
    "mentions": "<@1> <@&2> <#3> @everyone @here what is GPS?",
    "a page": "<script>alert('GPS')</script><!-- what is GPS -->",
    "a format string": "{question} %s {0.__class__} $HOME what is GPS",
    "a pattern": r"(((a+)+)+)$ [z-a] \p{L} (?P<x>.+) GPS*",
    "a query": 'title:"GPS" AND (x OR -y)~2 ^5 what* is',
    "one acronym": "ROFR " * 400,
    "one word": "satellite " * 100_000,
    "many words": " ".join(f"word{number}" for number in range(400)),
    "many names": " ".join(f"Name{number}" for number in range(400)),
    "many acronyms": " ".join(f"AB{chr(65 + number % 26)}{chr(65 + number // 26)}" for number in range(400)),
    "here": "what is GPS" + " here" * 390,
    "here, and more": "what is GPS" + " here" * 380 + " z",
    "dans": "que veut dire GPS " + "dans " * 390,
    "stand for": "what does " + "GPS stand for in " * 130,
    "definitions": "definition of " * 140 + "GPS",
    "meaning": "x" * 1980 + " meaning",
    "piled marks": "what is GPS" + "\u0301" * 1900,
    "brackets": "(" * 1000 + "GPS" + ")" * 900,
    "numbers": "1," * 1000,
}


@pytest.fixture(scope="module")
def search(tmp_path_factory):
    found = build_search(tmp_path_factory.mktemp("small"), ARTICLES, encoder=load_encoder(), lexicon=load_lexicon())
    yield found
    found.close()


@pytest.fixture(scope="module")
def answerer(search):
    return Answerer(search)


@pytest.mark.parametrize("question", NOTHING.values(), ids=NOTHING)
def test_a_question_without_words_is_told_that_it_asks_nothing(answerer, search, question):
    refusal = answerer.answer(question)
    assert isinstance(refusal, NoAnswer)
    assert (refusal.reason, refusal.nearest, refusal.question) == ("empty", (), question)
    assert unsound(refusal, search) == []


@pytest.mark.parametrize("question", ANY.values(), ids=ANY)
def test_an_odd_question_gets_sound_quotes_or_a_refusal(answerer, search, question):
    result = answerer.answer(question)
    assert result.question == question
    assert unsound(result, search) == []


@pytest.mark.parametrize(
    "question",
    [
        "what is \ud800GPS\udfff? how many satellites does it use?",
        "how many satel\u00adlites does the G\u200bPS use?",
        "\u202ehow many satellites does the GPS use?\u202c",
        "how\x00 many\x07 satellites\x1b does the GPS\x9f use?",
        "\ufeffhow many\u2028satellites\u3000does\r\nthe\tGPS use?",
        "how many satellites does the GPS use? " + " " * 10**6,
    ],
    ids=["surrogates", "soft hyphen and zero width", "direction", "controls", "line ends", "a megabyte of spaces"],
)
def test_what_cannot_be_seen_changes_no_answer(answerer, search, question):
    """What people copy from a page or paste from a terminal is read as they see it."""
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert answer.citations[0].quote.startswith("The GPS uses 31 satellites.")
    assert unsound(answer, search) == []


def test_only_the_beginning_of_an_enormous_question_is_read(answerer, search):
    question = "how many satellites does the GPS use? " + " " * LONGEST_QUESTION + "who is the king of Peru? " * 40_000
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert answer.citations[0].quote.startswith("The GPS uses 31 satellites.")


@pytest.mark.parametrize(
    "earlier",
    [
        ["what is GPS? " * 80_000] * 5,
        ["\ud800", "", "🦊", "**", "\x00"],
        ["what is ROFR?"] * 10_000,
        ["?" * 10**6],
    ],
    ids=["a megabyte each", "nothing in any", "ten thousand", "a megabyte of nothing"],
)
@pytest.mark.parametrize("question", ["and who has it?", "\u200b", "et ça ?"])
def test_a_follow_up_to_odd_questions_gets_sound_quotes_or_a_refusal(answerer, search, question, earlier):
    assert unsound(answerer.answer(question, earlier=earlier), search) == []
