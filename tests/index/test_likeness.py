"""Questions that ask the same fall together, others stay apart."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.encoders import load_encoder
from index.matching.likeness import grouped


def test_rows_at_one_place_are_one_group():
    """Others are groups of their own, in order."""
    vectors = np.array([[1, 0], [0, 1], [1, 0], [0.8, 0.6]], dtype=np.float32)
    assert grouped(vectors, least=0.9) == [[0, 2], [1], [3]]
    assert grouped(vectors, least=0.7) == [[0, 2, 3], [1]]


def test_nothing_and_one_row_are_grouped():
    """Without an error; a row of zeros is like nothing."""
    assert grouped(np.zeros((0, 2), dtype=np.float32)) == []
    assert grouped(np.zeros((1, 2), dtype=np.float32)) == [[0]]
    assert grouped(np.zeros((2, 2), dtype=np.float32)) == [[0], [1]]


def test_a_question_and_its_translation_are_one_group():
    """By the shipped encoder, whose threshold is the default."""
    questions = [
        "what is the capital of Peru?",
        "who is the CEO of Contoso?",
        "quelle est la capitale du Pérou ?",
        "capital of Peru",
        "Qui est le PDG de Contoso ?",
        "what is the refund policy?",
    ]
    assert grouped(load_encoder().encode_questions(questions)) == [[0, 2, 3], [1, 4], [5]]


def slowly(vectors, least):
    """Average linkage as its definition reads."""
    groups = [[position] for position in range(len(vectors))]
    while len(groups) > 1:
        best = max(
            (np.mean([[vectors[a] @ vectors[b] for b in two] for a in one]), -i, -j)
            for i, one in enumerate(groups)
            for j, two in enumerate(groups)
            if i < j
        )
        if best[0] < least:
            break
        i, j = -best[1], -best[2]
        groups[i] = groups[i] + groups.pop(j)
    return sorted(sorted(group) for group in groups)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.integers(0, 8), st.integers(0, 10_000), st.sampled_from([0.2, 0.5, 0.8]))
def test_groups_are_those_of_the_definition(rows, seed, least):
    """However the rows lie."""
    vectors = np.random.default_rng(seed).normal(size=(rows, 4)).astype(np.float32)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    assert grouped(vectors, least=least) == slowly(vectors.astype(np.float64), least)
