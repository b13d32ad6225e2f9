"""The file of the three networks."""

import numpy as np
import pytest

from bot.answers.sentences.model import (
    SHIPPED_ANSWERS,
    AnswerModelError,
    Network,
    load_model,
    save_model,
    shipped_model,
)
from index.matching.piece_table import shipped_pieces

DIGEST = shipped_pieces().digest


def test_a_network_is_two_layers_over_standardised_numbers():
    """Computed by hand: (3 - 1) / 2 = 1, tanh(1 * 0.5 + 0.5), times 2, less 1; what is far out is cut off."""
    one = np.ones((1,), np.float32)
    network = Network(one, 2 * one, 0.5 * one[:, None], 0.5 * one, 2 * one, -one)
    assert network.logits(np.array([[3.0], [1e9]], np.float32)).tolist() == pytest.approx(
        [2 * np.tanh(1.0) - 1, 2 * np.tanh(3.5) - 1]
    )


def test_a_model_is_read_as_it_was_written(tmp_path):
    """Every array, but that the piece's biases and scales are kept in two bytes."""
    model = shipped_model(DIGEST)
    path = tmp_path / "answers.safetensors"
    save_model(path, model, DIGEST)
    again = load_model(path, DIGEST)
    np.testing.assert_array_equal(again.choice.hidden_weights, model.choice.hidden_weights)
    np.testing.assert_array_equal(again.expectation.directions, model.expectation.directions)
    np.testing.assert_array_equal(again.expectation.biases, model.expectation.biases)


@pytest.mark.parametrize(
    ("make", "match"),
    [
        (lambda path: None, "there is no model of answers there; install sourcier again"),
        (lambda path: path.write_bytes(b"no safetensors"), "damaged, or not a model of answers"),
        (lambda path: path.write_bytes(SHIPPED_ANSWERS.read_bytes()[:-9]), "damaged, or not a model of answers"),
    ],
)
def test_a_file_that_is_no_model_is_named_with_what_to_do(tmp_path, make, match):
    """Missing, something else, cut short."""
    make(tmp_path / "a.safetensors")
    with pytest.raises(AnswerModelError, match=match):
        load_model(tmp_path / "a.safetensors", DIGEST)


def test_a_model_for_other_pieces_is_refused():
    """Its numbers would mean other words."""
    with pytest.raises(AnswerModelError, match="made for another table of word pieces"):
        load_model(SHIPPED_ANSWERS, "0" * 64)
