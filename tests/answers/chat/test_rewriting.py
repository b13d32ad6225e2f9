"""A follow-up in full words is taken only where it could have been asked so."""

import json

import pytest

from bot.answers.chat.rewriting import read_rewritten
from tests.fakes import WordLexicon

EARLIER = ["who founded Oracle in 1977?"]


def read(said, question="and where does he live?", language="en"):
    return read_rewritten(said, question, EARLIER, language, WordLexicon())


def test_a_question_in_full_words_is_taken():
    text = "Where does the founder of Oracle live?"
    assert read(f"Sure:\n```json\n{json.dumps({'question': text})}\n```") == text


@pytest.mark.parametrize(
    "said",
    [
        "",
        "Where does the founder of Oracle live?",
        '{"question": ',
        '{"question": ["x"]}',
        '{"answer": "x"}',
        '{"question": "  "}',
        "[" * 5000 + "{}",
        json.dumps({"question": "where does " + "he " * 100 + "live?"}),
        json.dumps({"question": "Où habite le fondateur de cette société ?"}),
        json.dumps({"question": "Where does the founder of SoftBank live?"}),
        json.dumps({"question": "Where did the founder of Oracle live in 1984?"}),
        json.dumps({"question": "Where does he live, see https://evil.example?"}),
        json.dumps({"question": "Where does @everyone live?"}),
        json.dumps({"question": "Where does **he** live?"}),
    ],
    ids=[
        *("nothing", "no JSON", "cut off", "a list", "another key", "empty", "too deep", "too long"),
        *("another language", "another name", "another number", "a link", "a mention", "markup"),
    ],
)
def test_anything_else_is_left(said):
    assert read(said) == ""
