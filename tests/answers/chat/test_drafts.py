"""What a model prints, in every shape that models print it, piece by piece."""

import json
import time

import pytest

from bot.answers.chat.drafts import LONGEST_OBJECT, LONGEST_SAID, CannotAnswer, Draft, DraftReader, Support

ONE = {"say": "A {b} is “c”.", "support": [{"source": 2, "words": 'the "b" is {c}'}]}
TWO = {"say": "D.", "support": [{"source": 1, "words": "d"}, {"source": 3, "words": "e"}]}
DRAFTS = [
    Draft("A {b} is “c”.", (Support(2, 'the "b" is {c}'),)),
    Draft("D.", (Support(1, "d"), Support(3, "e"))),
]


def read(text, size=None):
    reader = DraftReader()
    size = size or len(text) or 1
    return [one for start in range(0, len(text), size) for one in reader.feed(text[start : start + size])]


@pytest.mark.parametrize("size", [1, 7, None])
@pytest.mark.parametrize(
    "text",
    [
        f"{json.dumps(ONE)}\n{json.dumps(TWO)}\n",
        f"```json\n{json.dumps(ONE)}\n{json.dumps(TWO)}\n```",
        json.dumps([ONE, TWO]),
        json.dumps([ONE, TWO], indent=2),
        json.dumps({"statements": [ONE, TWO]}),
        json.dumps({"answer": {"x": 1}, "sentences": [ONE, TWO]}, indent=1),
        f"Sure {{here}} it is:\n{json.dumps(ONE)} and then\n\n{json.dumps(TWO)}. Done!",
        f"{{ broken\n{json.dumps(ONE)}{json.dumps(TWO)}",
    ],
    ids=["lines", "fenced", "array", "pretty", "wrapped", "wrapped deeper", "chatty", "after a stray brace"],
)
def test_statements_are_read_in_every_shape(text, size):
    assert read(text, size) == DRAFTS


def test_a_statement_is_there_as_soon_as_its_brace_closes():
    reader = DraftReader()
    text = json.dumps(ONE)
    assert list(reader.feed(text[:-1])) == []
    assert list(reader.feed("}")) == [DRAFTS[0]]


def test_a_model_that_cannot_answer_is_understood():
    assert read('{"cannot_answer": true}') == [CannotAnswer()]


@pytest.mark.parametrize(
    ("support", "expected"),
    [
        (None, ()),
        ("passage 2", ()),
        ({"source": 2, "words": "w"}, (Support(2, "w"),)),
        ([{"source": "2", "words": "w"}], (Support(2, "w"),)),
        ([{"source": "[2]", "words": "w"}], (Support(2, "w"),)),
        ([{"source": True, "words": "w"}], (Support(0, "w"),)),
        ([{"source": "two", "words": "w"}], (Support(0, "w"),)),
        ([{"source": -2, "words": "w"}], (Support(2, "w"),)),
        ([{"source": 2.5, "words": "w"}], (Support(0, "w"),)),
        ([{"source": 2, "words": 7}], ()),
        ([{"source": 2}], ()),
    ],
)
def test_support_is_read_leniently_and_a_source_that_is_no_number_is_none(support, expected):
    assert read(json.dumps({"say": "x", "support": support})) == [Draft("x", expected)]


@pytest.mark.parametrize("text", ["", "I cannot help with that.", "{}", "[]", '{"say": 3}', '{"cannot_answer": "no"}'])
def test_what_is_no_statement_is_none(text):
    assert read(text) == []


def test_a_model_that_never_stops_is_left():
    reader = DraftReader()
    for _ in range(LONGEST_SAID // 1000 + 1):
        assert list(reader.feed("{" * 1000)) == []
    assert reader.over


def test_an_object_that_never_closes_costs_little():
    """A line of megabytes ends; deep nesting overflows nothing."""
    reader = DraftReader()
    began = time.process_time()
    while not reader.over:
        list(reader.feed('{"a":' * 200 + "}" * 5))
    assert time.process_time() - began < 20
    assert len(reader._open) <= LONGEST_OBJECT
