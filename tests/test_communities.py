"""The made-up folders that `tests.benchmarks.communities` asks: what is marked as an answer stands there."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from tests.benchmarks.communities import (
    CLUBS,
    COLLECTIONS,
    COMMUNITIES,
    GROUPS,
    JOURNALS,
    KINDS,
    LONG,
    NEWCOMERS,
    QUESTIONS,
    asked_of,
)

# How many folders there are of each sort, and how many questions of each kind they ask together.
ASKED = {
    COMMUNITIES: (13, {"across": 312, "same": 234, "near_miss": 130, "off_corpus": 104}),
    NEWCOMERS: (3, {"across": 66, "same": 66, "near_miss": 24, "off_corpus": 24}),
    CLUBS: (4, {"across": 92, "same": 92, "near_miss": 72, "off_corpus": 44}),
    JOURNALS: (4, {"across": 88, "same": 88, "near_miss": 60, "off_corpus": 44}),
    GROUPS: (24, {"across": 624, "same": 624, "near_miss": 432, "off_corpus": 240}),
    COLLECTIONS: (24, {"across": 624, "same": 624, "near_miss": 432, "off_corpus": 240}),
    LONG: (1, {"across": 27, "same": 27, "near_miss": 16, "off_corpus": 10}),
}
FOLDERS = sorted(path.parent for above in ASKED for path in above.glob(f"*/{QUESTIONS}"))


def rows_of(folder):
    return [json.loads(line) for line in (folder / QUESTIONS).read_text("utf-8").splitlines()]


@pytest.mark.parametrize("above", ASKED, ids=lambda above: above.name)
def test_so_many_questions_of_each_kind_are_asked(above):
    folders, asked = ASKED[above]
    rows = [row for folder in FOLDERS if folder.parent == above for row in rows_of(folder)]
    assert sum(folder.parent == above for folder in FOLDERS) == folders
    assert Counter(row["kind"] for row in rows) == asked


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_folder_asks_questions_of_each_kind_each_once(folder):
    rows = rows_of(folder)
    assert {row["kind"] for row in rows} == set(KINDS)
    assert len({row["id"] for row in rows}) == len({row["question"] for row in rows}) == len(rows)


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
    for question, one, _ in asked_of(COMMUNITIES / "allotments"):
        if question.kind in {"across", "same"}:
            found[question.kind, one.pair in {"en-fr", "fr-en"}] += 1
    assert found["across", True] >= 20
    assert found["same", False] >= 15
