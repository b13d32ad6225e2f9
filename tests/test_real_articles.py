"""The questions to real articles that `tests.benchmarks.real_articles` asks: where an answer is marked, words stand."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from tests.benchmarks.communities import QUESTIONS
from tests.benchmarks.real_articles import REAL, names, rows_of, write
from tests.corpus.samples import SHARED, needs_shared

ASKED = {"law": (22, 22, 14, 8), "news": (22, 22, 14, 8), "php": (23, 23, 15, 9)}
KINDS = ("across", "same", "near_miss", "off_corpus")


def lines_of(name):
    return [json.loads(line) for line in (REAL / f"{name}.jsonl").read_text("utf-8").splitlines()]


def test_so_many_questions_of_each_kind_are_asked():
    assert names() == sorted(ASKED)
    for name, counts in ASKED.items():
        questions = [one for one in lines_of(name) if "rows" not in one]
        assert Counter(one["kind"] for one in questions) == dict(zip(KINDS, counts, strict=True))
        assert len({one["id"] for one in questions}) == len({one["question"] for one in questions}) == len(questions)


@pytest.mark.parametrize("name", ASKED)
def test_only_what_an_article_answers_has_a_place(name):
    articles = {one["article"] for one in lines_of(name) if "rows" in one}
    for one in lines_of(name):
        if "rows" in one:
            assert one["rows"]
        elif one["kind"] in ("across", "same"):
            assert one["article"] in articles
            assert all(0 <= start < end for start, end in one["spans"])
            assert one["spans"], one["id"]
        else:
            assert one["article"] is None
            assert one["spans"] == []


@needs_shared
def test_the_places_are_those_of_whole_words(tmp_path):
    """So the rows of the data are those that the questions were written to."""
    rows = rows_of(SHARED / "data" / "scale")
    for name in ASKED:
        folder = tmp_path / name
        folder.mkdir()
        write(REAL / f"{name}.jsonl", rows, folder)
        for line in (folder / QUESTIONS).read_text("utf-8").splitlines():
            one = json.loads(line)
            text = (folder / one["article"]).read_text("utf-8") if one["article"] else ""
            for words in one["answers"]:
                place = text.find(words)
                before, behind = text[place - 1 : place], text[place + len(words) : place + len(words) + 1]
                assert words == words.strip()
                assert not (words[0].isalnum() and before.isalnum()), one["id"]
                assert not (words[-1].isalnum() and behind.isalnum()), one["id"]
