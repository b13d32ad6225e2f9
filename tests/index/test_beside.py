"""What a passage has of a question beside the others."""

import numpy as np
import pytest

from index.matching.beside import BESIDE, beside
from index.matching.parts import Parts
from index.matching.ranking import load_ranking


def parts(count, **known):
    nothing = np.zeros(count, np.float32)
    names = ("words", "meaning", "alike", "said", "size", "counterpart", "across")
    return Parts(**{name: np.array(known.get(name, nothing), np.float32) for name in names})


def column(found, name):
    return found[:, BESIDE.index(name)].tolist()


def test_each_is_told_beside_the_best():
    found = beside(parts(3, words=[2, 5, 1]), np.array([1.0, 3.0, 2.5]), np.array([7, 8, 9]))
    assert column(found, "score_beside") == [-2.0, 0.0, -0.5]
    assert column(found, "words_beside") == [-3.0, 0.0, -4.0]
    assert column(found, "words") == [2.0, 5.0, 1.0]


def test_an_article_is_told_by_its_best_passages():
    """The best of each part, and the mean of its two best scores; one alone is its own mean."""
    found = beside(parts(4, words=[2, 5, 1, 0]), np.array([1.0, 2.0, 3.0, 0.0]), np.array([4, 4, 1, 4]))
    assert column(found, "article_words") == [5.0, 5.0, 1.0, 5.0]
    assert column(found, "article_words_beside") == [0.0, 0.0, -4.0, 0.0]
    assert column(found, "article_beside") == [-1.0, -1.0, 0.0, -1.0]
    assert column(found, "article_two_beside") == [-1.5, -1.5, 0.0, -1.5]


def test_within_a_language_it_does_not_matter_where_the_cosines_of_an_encoder_lie():
    low, high = (parts(3, meaning=np.array([0.1, 0.3, 0.2]) + lifted) for lifted in (0.0, 0.4))
    found = [beside(some, load_ranking().weigh(some).scores, np.array([0, 0, 1])) for some in (low, high)]
    assert found[0] == pytest.approx(found[1], abs=1e-5)
    assert np.ptp(column(found[0], "meaning_beside")) > 0


def test_a_single_passage_is_the_best_of_all():
    found = beside(parts(1, words=[3]), np.array([2.0]), np.array([0]))
    assert found.shape == (1, len(BESIDE))
    assert column(found, "score_beside") == column(found, "article_two_beside") == [0.0]
