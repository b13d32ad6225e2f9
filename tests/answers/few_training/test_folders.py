"""Questions to a folder of few articles, read as the answerer reads them."""

import numpy as np

from bot.answers.sentences.model import shipped_model
from bot.answers.sentences.placing import PLACED
from bot.answers.training.few.folders import read_folder
from bot.answers.training.samples import RIGHT
from index.matching.piece_table import shipped_pieces
from tests.answers.few_training.conftest import ASKED


def of_way(samples, way):
    return {one.question.text: one for one in samples if one.way == way}


def test_each_question_is_asked_of_the_whole_folder(samples):
    """And what holds the answer's words in the right article is marked, nothing where none answers."""
    whole = of_way(samples, "whole")
    assert set(whole) == {one["question"] for one in ASKED}
    assert {one.passages for one in whole.values()} == {3}
    for asked in ASKED:
        sample = whole[asked["question"]]
        marked = [sample.reading.text(place) for place in np.flatnonzero(sample.marks == RIGHT)]
        assert len(marked) == len(asked["answers"])
        assert all(asked["answers"][0] in text for text in marked)


def test_and_of_a_handful_with_its_article_and_without(samples):
    """Which has it, or has the article that it is about."""
    handful, without = of_way(samples, "handful"), of_way(samples, "without")
    assert set(handful) == {one["question"] for one in ASKED if one["kind"] != "off_corpus"}
    for asked in ASKED[:4]:
        assert (handful[asked["question"]].marks == RIGHT).any()
    assert without
    assert not any((one.marks == RIGHT).any() for one in without.values())
    assert all(one.passages <= 3 for one in samples)


def test_the_same_folder_is_read_the_same(folder, samples):
    again = list(read_folder(folder, shipped_model(shipped_pieces().digest).expectation))
    assert [(one.question, one.way, one.passages) for one in again] == [
        (one.question, one.way, one.passages) for one in samples
    ]


def test_what_is_known_of_places_has_a_row_for_each_sentence(samples):
    for one in samples:
        assert one.known.shape == (len(one.reading.sentences), len(PLACED))
        assert np.isfinite(one.known).all()
