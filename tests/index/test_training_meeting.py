"""Training the vectors by which single word pieces meet."""

import numpy as np
import pytest
import torch

from index.encoders import SHIPPED_MODEL
from index.encoders.static import StaticEncoder
from index.training.meeting import Dials, Trainer, make_streams
from index.training.pairs import Pair, TrainingDataError

WORDS = [("cheval", "horse"), ("beurre", "butter"), ("satellite", "satellites"), ("refus", "refusal"), ("loi", "law")]

NONE_ALIKE = torch.zeros(len(WORDS), len(WORDS), dtype=torch.bool)


@pytest.fixture(scope="module")
def encoder():
    return StaticEncoder(SHIPPED_MODEL)


@pytest.fixture
def streams(encoder):
    pairs = [Pair("dictionary", "made", english, french, "en", "fr") for french, english in WORDS]
    return make_streams(pairs, encoder, seed=0)


def trainer_of(streams, encoder, **dials):
    return Trainer(streams, encoder, Dials(steps=12, **dials))


def test_the_loss_is_that_of_meeting_piece_by_piece(streams, encoder):
    """Against the definition, one piece at a time: both ways, since entries are translations of each other."""
    trainer = trainer_of(streams, encoder)
    left, right = streams[0].left[:3], streams[0].right[:3]
    with torch.no_grad():
        found = float(trainer.loss(left, right, "dictionary", NONE_ALIKE[:3, :3]))
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
        assert float(trainer.loss(left, right, "qa", NONE_ALIKE)) < float(
            trainer.loss(left, right, "dictionary", NONE_ALIKE)
        )


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


def test_what_is_held_back_is_not_trained_on(encoder):
    """The same families as for the encoder; each direction of a source is a stream of its own."""
    pairs = [
        Pair("qa", "quiz", f"question {number}", f"passage {number}", language, "fr", title=f"title {number}")
        for number in range(100)
        for language in ("fr", "en")
    ]
    streams = make_streams(pairs, encoder, seed=0)
    assert [stream.kind for stream in streams] == ["qa", "qa"]
    assert 80 < len(streams[0].left) == len(streams[1].left) < 100


def test_what_says_the_same_is_no_wrong_answer(streams, encoder):
    """A pair beside a copy of itself costs what it costs alone."""
    trainer = trainer_of(streams, encoder)
    alone = [streams[0].left[:1], streams[0].right[:1]]
    twice = [side * 2 for side in alone]
    with torch.no_grad():
        copies = ~torch.eye(2, dtype=torch.bool)
        assert float(trainer.loss(*twice, "qa", copies)) == pytest.approx(float(trainer.loss(*alone, "qa", copies[:1, 1:] & False)))
        assert float(trainer.loss(*twice, "qa", copies & False)) > 0.5


def test_some_batches_are_on_one_topic(encoder):
    """Their rows lie closer to each other than rows drawn at random do; entries are always drawn at random."""
    topics = ["le cheval et le poney galopent", "la loi et le décret", "le beurre et la crème", "le satellite en orbite"]
    pairs = [
        Pair("qa", "made", f"question {number}", f"{topics[number % 4]} {number}", "fr", "fr")
        for number in range(400)
    ]
    (stream,) = make_streams(pairs, encoder, seed=0)
    draws = [stream.vectors[stream.draw(np.random.default_rng(seed))].astype(np.float32) for seed in range(20)]
    closeness = sorted(float((vectors @ vectors.T).mean()) for vectors in draws)
    assert closeness[0] < 0.5 < 0.8 < closeness[-1]
    assert all(len(vectors) == 32 for vectors in draws)
