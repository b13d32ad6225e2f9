"""What a passage has of a question beside the others, and its article beside the other articles.

Among many passages each is judged by itself; among few, whose words say little of how rare they are, what tells is
which of them has the most of the question, and which article. Meaning is told beside the best alone, so that within a
language it does not matter where the cosines of an encoder lie.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.matching.network import Numbers
from index.matching.parts import Parts

_COMPARED = ("words", "meaning", "alike", "said", "counterpart")
_ALONE = ("words", "alike", "said", "size", "counterpart", "across")
_OF_ARTICLES = ("words", "meaning", "alike", "said")
_OF_ARTICLES_ALONE = ("words", "alike", "said")

BESIDE = (
    # how far the score is behind the best one; the same of some parts; and parts as they are
    *("score_beside", *(f"{name}_beside" for name in _COMPARED), *_ALONE),
    # the same of the best passage of its article, and the mean of the best two scores there
    *("article_beside", *(f"article_{name}_beside" for name in _OF_ARTICLES), "article_two_beside"),
    *(f"article_{name}" for name in _OF_ARTICLES_ALONE),
)


def beside(parts: Parts, scores: NDArray[np.float64], articles: NDArray[np.int64]) -> Numbers:
    """Return what is known of each candidate beside the others, shape (candidates, `BESIDE`).

    `scores` are logits of the candidates and `articles` numbers of their articles, both of shape (candidates,), of
    which there is at least one.
    """
    of_article = np.unique(articles, return_inverse=True)[1].reshape(-1)
    values = {name: np.asarray(getattr(parts, name), np.float64) for name in dict.fromkeys((*_COMPARED, *_ALONE))}
    best = {name: _most(values[name], of_article) for name in _OF_ARTICLES}
    known = [
        scores - scores.max(),
        *(values[name] - values[name].max() for name in _COMPARED),
        *(values[name] for name in _ALONE),
        _most(scores, of_article) - scores.max(),
        *(best[name] - values[name].max() for name in _OF_ARTICLES),
        _best_two(scores, of_article) - scores.max(),
        *(best[name] for name in _OF_ARTICLES_ALONE),
    ]
    return np.stack(known, axis=1).astype(np.float32)


def _most(values: NDArray[np.float64], of: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return for each value the most of its group."""
    most = np.full(of.max() + 1, -np.inf)
    np.maximum.at(most, of, values)
    return most[of]


def _best_two(values: NDArray[np.float64], of: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return for each value the mean of the two highest of its group, or the one there is."""
    order = np.lexsort((-values, of))
    groups, first, counts = np.unique(of[order], return_index=True, return_counts=True)
    ordered = values[order]
    second = first + (counts > 1)
    means = np.empty(len(groups))
    means[groups] = (ordered[first] + ordered[second]) / 2
    return means[of]
