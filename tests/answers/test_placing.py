"""Where a sentence stands among few passages, number by number."""

import numpy as np
import pytest

from bot.answers.questions.question import read_kind
from bot.answers.sentences.model import shipped_model
from bot.answers.sentences.placing import PLACED, placed
from bot.answers.sentences.reading import read
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from tests.answers.test_reading import ARTICLES
from tests.small_index import build_search


@pytest.fixture(scope="module")
def search(tmp_path_factory):
    search = build_search(tmp_path_factory.mktemp("index"), ARTICLES, encoder=load_encoder(), lexicon=load_lexicon())
    yield search
    search.close()


@pytest.fixture(scope="module")
def found(search):
    """Return the sentences of a question by their text, and what is known of each by name."""
    query = search.read("What is the capital of Peru?")
    reading = read(
        query, read_kind(query.text), search.find(query), search, shipped_model(search.table.digest).expectation
    )
    rows = placed(reading, search.table)
    return {reading.text(place): dict(zip(PLACED, rows[place].tolist(), strict=True)) for place in range(len(rows))}


LIMA, QUITO = "Lima is the capital of Peru.", "Quito is the capital of Ecuador."


def test_cosines_are_those_of_the_shipped_encoder(found):
    question, lima = load_encoder().encode_questions(["What is the capital of Peru?", LIMA])
    assert found[LIMA]["cosine"] == pytest.approx(float(question @ lima), abs=1e-4)
    with_title = load_encoder().encode_passages([f"Cities {LIMA}"])[0]
    assert found[LIMA]["cosine_near"] == pytest.approx(float(question @ with_title), abs=0.02)


def test_what_is_beside_the_best_is_nothing_for_the_best(found):
    for name in ("cosine", "cosine_near"):
        best = max(one[name] for one in found.values())
        for one in found.values():
            assert one[f"{name}_beside"] == pytest.approx(one[name] - best, abs=1e-6)


def test_how_far_down_a_passage_is_told_from_nothing_to_one(found):
    assert (found[LIMA]["down"], found[QUITO]["down"]) == (0, 1)


def test_what_is_of_the_article_is_the_same_for_its_sentences(found):
    names = [name for name in PLACED if name.startswith("article_")]
    assert [found[LIMA][name] for name in names] == [found[QUITO][name] for name in names]
    assert found[LIMA]["article_first"] == 1
    assert found[LIMA]["article_cosine"] == pytest.approx(
        max(found[LIMA]["cosine_near"], found[QUITO]["cosine_near"]), abs=1e-6
    )
    assert found[LIMA]["article_direct"] > 0.5
    others = [one for text, one in found.items() if text not in (LIMA, QUITO)]
    assert {one["article_first"] for one in others} <= {0}
    assert {one["article_hits"] for one in (found[LIMA], *others)} == {0.5}  # one passage each


def test_the_sentence_before_and_the_title_are_near(found):
    """Those of the second sentence: its cosine with both is that of the three together."""
    question = load_encoder().encode_questions(["What is the capital of Peru?"])[0]
    together = load_encoder().encode_passages([f"Cities {LIMA} {QUITO}"])[0]
    assert found[QUITO]["cosine_near"] == pytest.approx(float(question @ together), abs=0.02)
    assert found[QUITO]["cosine_near"] > found[QUITO]["cosine"]


def test_no_number_is_missing(found):
    assert all(np.isfinite(list(one.values())).all() for one in found.values())
