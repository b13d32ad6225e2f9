"""The questions to real articles that `tests.benchmarks.real_articles` asks: where an answer is marked, words stand."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from tests.benchmarks.communities import QUESTIONS
from tests.benchmarks.real_articles import REAL, TRAINING, UNSEEN, names, rows_of, write
from tests.corpus.samples import SHARED, needs_shared

FILES = sorted([*REAL.glob("*.jsonl"), *TRAINING.glob("*.jsonl"), *UNSEEN.glob("*.jsonl")])
ASKED = {"law": (22, 22, 14, 8), "news": (22, 22, 14, 8), "php": (23, 23, 15, 9)}
TRAINED_ON = {"across": 1333, "same": 1331, "near_miss": 666, "off_corpus": 370}
ONLY_MEASURED = {"across": 896, "same": 1008, "near_miss": 672, "off_corpus": 224}
KINDS = ("across", "same", "near_miss", "off_corpus")


def lines_of(file):
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def rows_named(file):
    return [row for one in lines_of(file) for row in one.get("rows", ())]


def test_so_many_questions_of_each_kind_are_asked():
    assert names() == sorted(ASKED)
    for name, counts in ASKED.items():
        questions = [one for one in lines_of(REAL / f"{name}.jsonl") if "rows" not in one]
        assert Counter(one["kind"] for one in questions) == dict(zip(KINDS, counts, strict=True))
        assert len({one["id"] for one in questions}) == len({one["question"] for one in questions}) == len(questions)


@pytest.mark.parametrize(
    ("above", "counts"), [(TRAINING, TRAINED_ON), (UNSEEN, ONLY_MEASURED)], ids=["asked", "unseen"]
)
def test_training_texts_are_asked_so_many_questions(above, counts):
    """Of which a quarter and more is answered by none of them."""
    kinds = Counter(one["kind"] for file in above.glob("*.jsonl") for one in lines_of(file) if "kind" in one)
    assert kinds == counts


def test_no_text_is_asked_for_learning_and_for_measuring():
    """Nor in two folders of either."""
    rows = [row for above in (TRAINING, UNSEEN) for file in above.glob("*.jsonl") for row in rows_named(file)]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_only_what_an_article_answers_has_a_place(file):
    articles = {one["article"] for one in lines_of(file) if "rows" in one}
    for one in lines_of(file):
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
@pytest.mark.parametrize(
    ("above", "data"), [(REAL, "scale"), (TRAINING, "train"), (UNSEEN, "train")], ids=["real", "asked", "unseen"]
)
def test_the_places_are_those_of_whole_words(above, data, tmp_path):
    """So the rows of the data are those that the questions were written to. Some of the press have words glued."""
    rows = rows_of(SHARED / "data" / data)
    within: list[bool] = []
    for file in above.glob("*.jsonl"):
        folder = tmp_path / file.stem
        folder.mkdir()
        write(file, rows, folder)
        for line in (folder / QUESTIONS).read_text("utf-8").splitlines():
            one = json.loads(line)
            text = (folder / one["article"]).read_text("utf-8") if one["article"] else ""
            for words in one["answers"]:
                place = text.find(words)
                before, behind = text[:place][-1:], text[place + len(words) :][:1]
                assert words == words.strip()
                within += [words[0].isalnum() and before.isalnum(), words[-1].isalnum() and behind.isalnum()]
    assert sum(within) < len(within) / 100
