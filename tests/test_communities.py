"""The made-up communities that `tests.benchmarks.communities` asks: what is marked as an answer stands there."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from tests.benchmarks.communities import COMMUNITIES, KINDS, NEWCOMERS, QUESTIONS, asked_of

FOLDERS = sorted(path.parent for above in (COMMUNITIES, NEWCOMERS) for path in above.glob(f"*/{QUESTIONS}"))
ASKED = {
    COMMUNITIES: {"across": 24, "same": 18, "near_miss": 10, "off_corpus": 8},
    NEWCOMERS: {"across": 22, "same": 22, "near_miss": 8, "off_corpus": 8},
}


def rows_of(folder):
    return [json.loads(line) for line in (folder / QUESTIONS).read_text("utf-8").splitlines()]


def test_there_are_thirteen_and_three_that_newcomers_ask():
    assert Counter(folder.parent for folder in FOLDERS) == {COMMUNITIES: 13, NEWCOMERS: 3}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_community_asks_so_many_questions_of_each_kind(folder):
    rows = rows_of(folder)
    assert Counter(row["kind"] for row in rows) == ASKED[folder.parent]
    assert {row["kind"] for row in rows} == set(KINDS)
    assert len({row["id"] for row in rows}) == len(rows)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_answers_stands_in_its_article_word_for_word(folder):
    """A question that nothing answers has neither article nor words."""
    for row in rows_of(folder):
        if row["article"] is None:
            assert row["kind"] in {"near_miss", "off_corpus"}
            assert not row["answers"]
            continue
        for told in (row, *row.get("also", ())):
            text = (folder / told["article"]).read_text("utf-8")
            assert told["sentence"] is None or told["sentence"] in text, row["id"]
            assert told["answers"], row["id"]
            assert all(words in text for words in told["answers"]), row["id"]


def test_questions_across_have_their_answer_in_the_other_language():
    """By the language that the index takes each article for, so that the kinds mean what the table says."""
    found = Counter[tuple[str, bool]]()
    for question, one, _ in asked_of(FOLDERS[0]):
        if question.kind in {"across", "same"}:
            found[question.kind, one.pair in {"en-fr", "fr-en"}] += 1
    assert found["across", True] >= 20
    assert found["same", False] >= 15
