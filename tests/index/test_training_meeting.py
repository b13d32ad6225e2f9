"""Training the vectors by which single word pieces meet."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from index.encoders import SHIPPED_MODEL
from index.encoders.static import StaticEncoder
from index.training.meeting import Dials, Trainer, make_streams
from index.training.pairs import Pair, TrainingDataError

WORDS = [("cheval", "horse"), ("beurre", "butter"), ("satellite", "satellites"), ("refus", "refusal"), ("loi", "law")]


@pytest.fixture(scope="module")
def encoder():
    return StaticEncoder(SHIPPED_MODEL)


@pytest.fixture
def streams(encoder):
    pairs = [Pair("dictionary", "made", english, french, "en", "fr") for french, english in WORDS]
    return make_streams(pairs, encoder.tokenizer, seed=0)


def trainer_of(streams, encoder, **dials):
    return Trainer(streams, encoder, Dials(steps=12, **dials))


def test_the_loss_is_that_of_meeting_piece_by_piece(streams, encoder):
    """Against the definition, one piece at a time: both ways, since entries are translations of each other."""
    trainer = trainer_of(streams, encoder)
    left, right = streams[0].left[:3], streams[0].right[:3]
    with torch.no_grad():
        found = float(trainer.loss(left, right, "dictionary"))
        table = torch.nn.functional.normalize(trainer.directions, dim=1).numpy()
        weights = trainer.logs.exp().numpy()

    def met(asked, held):
        best = [max(float(table[one] @ table[other]) for other in held) for one in asked]
        return sum(weights[one] * value for one, value in zip(asked, best, strict=True)) / sum(weights[asked])

    def loss(asked, held):
        scores = 20.0 * np.array([[met(one, other) for other in held] for one in asked])
        return float(np.mean(np.log(np.exp(scores).sum(axis=1)) - scores.diagonal()))

    assert found == pytest.approx(loss(left, right) + loss(right, left), abs=1e-3)


def test_questions_are_trained_one_way_only(streams, encoder):
    """A passage does not have to be met by its question."""
    trainer = trainer_of(streams, encoder)
    left, right = streams[0].left, streams[0].right
    with torch.no_grad():
        assert float(trainer.loss(left, right, "qa")) < float(trainer.loss(left, right, "dictionary"))


def test_training_brings_translations_together(streams, encoder):
    """From vectors at random."""
    trainer = trainer_of(streams, encoder, learning_rate=0.05)
    with torch.no_grad():
        trainer.directions.copy_(torch.randn(trainer.directions.shape, generator=torch.Generator().manual_seed(0)))
    losses = [trainer.step() for _ in range(12)]
    assert losses[-1] < losses[0] / 2


def test_a_training_goes_on_where_it_was_stopped(tmp_path, streams, encoder):
    """In one go or from a checkpoint, the table is the same."""
    whole, half, rest = (trainer_of(streams, encoder) for _ in range(3))
    for _ in range(6):
        whole.step()
    for _ in range(3):
        half.step()
    half.keep(tmp_path / "meeting.safetensors")
    rest.resume(tmp_path / "meeting.safetensors")
    for _ in range(3):
        rest.step()
    torch.testing.assert_close(rest.directions, whole.directions)
    torch.testing.assert_close(rest.logs, whole.logs)


def test_a_checkpoint_of_other_dials_is_refused(tmp_path, streams, encoder):
    """It would give a table that no one recipe gives."""
    made = trainer_of(streams, encoder)
    made.step()
    made.keep(tmp_path / "meeting.safetensors")
    with pytest.raises(TrainingDataError, match="remove it or give another --work"):
        trainer_of(streams, encoder, seed=1).resume(tmp_path / "meeting.safetensors")


def test_a_checkpoint_of_other_texts_is_refused(tmp_path, streams, encoder):
    """As after a file of the training data was fetched anew."""
    made = trainer_of(streams, encoder)
    made.step()
    made.keep(tmp_path / "meeting.safetensors")
    other = [replace(streams[0], left=streams[0].right, right=streams[0].left)]
    with pytest.raises(TrainingDataError, match=r"made of other texts.*remove it or give another --work"):
        trainer_of(other, encoder).resume(tmp_path / "meeting.safetensors")


def test_what_is_held_back_is_not_trained_on(encoder):
    """The same families as for the encoder; each direction of a source is a stream of its own."""
    pairs = [
        Pair("qa", "quiz", f"question {number}", f"passage {number}", language, "fr", title=f"title {number}")
        for number in range(100)
        for language in ("fr", "en")
    ]
    streams = make_streams(pairs, encoder.tokenizer, seed=0)
    assert [stream.kind for stream in streams] == ["qa", "qa"]
    assert 80 < len(streams[0].left) == len(streams[1].left) < 100
