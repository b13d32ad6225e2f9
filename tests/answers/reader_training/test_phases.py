"""Learning, in networks as small as they come."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from rich.console import Console
from rich.progress import Progress

from bot.answers.sentences.reader import READ, SENTENCE, Candidate, load_reader, save_reader
from bot.answers.training.fitting import OUT
from bot.answers.training.reader.network import Batch, Network, Scores, Shape, exported
from bot.answers.training.reader.phases import (
    Phase,
    PhaseTrainer,
    Task,
    batches_of,
    choice_losses,
    end_losses,
    hide,
)
from bot.answers.training.reader.running import WITHIN, Dials, learn
from bot.answers.training.reader.sequences import ASKED, HIDDEN_DOCUMENTS, HIDDEN_PAIRS, REAL, make_sequences
from bot.answers.training.samples import ELSEWHERE, RIGHT
from index.training.pairs import TrainingDataError

VOCABULARY = 40_000
SHAPE = Shape(dimensions=10, forward=12, layers=2, narrow=8)
PHASES = (
    Phase("guess", 3, 3e-3, (Task(HIDDEN_DOCUMENTS, 4, 0.2), Task(HIDDEN_PAIRS, 4, 0.25)), warm_up=2),
    Phase("made", 4, 3e-3, (Task(HIDDEN_PAIRS, 4, 0.25), Task(ASKED, 8)), warm_up=2),
    Phase("people", 14, 3e-3, (Task(ASKED, 4), Task(REAL, 8)), warm_up=2),
)
QUIET = Console(quiet=True)

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module")
def rows(texts, readings):
    with Progress(console=QUIET) as progress:
        return make_sequences(texts, readings, seed=0, vocabulary=VOCABULARY, processes=1, progress=progress)


@pytest.fixture(scope="module")
def whole(rows, tmp_path_factory, one_thread):
    """Return a network trained without a stop."""
    return learn(rows, tmp_path_factory.mktemp("whole"), Dials(shape=SHAPE, phases=PHASES), VOCABULARY, QUIET)


def weights(network):
    return {name: value.detach().numpy() for name, value in network.state_dict().items()}


def batch(network, rows, places):
    some = rows.take(np.array(places), VOCABULARY)
    arrays = (some.pieces, some.places, some.kinds, some.ranks, some.marks, some.given, some.answers)
    return Batch(*(torch.from_numpy(array) for array in arrays))


def test_a_trained_reader_is_read_again_and_says_the_same_in_numpy(whole, rows, readings, cutter, tmp_path):
    """To a thousandth, though its file rounds the pieces to bytes and the rest to two."""
    path = tmp_path / "reader.safetensors"
    save_reader(path, exported(whole), "digest")
    reader = load_reader(path, "digest")
    assert reader.vocabulary == VOCABULARY
    with torch.no_grad():
        wanted = whole(batch(whole, rows[REAL], range(0, len(rows[REAL]), 4))).sentences.numpy()
    for row, one in enumerate(readings):
        first = one.sentences[:READ]
        cut = cutter.cut([one.question, *(this.title for this in first), *(this.text for this in first)])
        candidates = [
            Candidate(this.hit, this.place, cut[1 + place], cut[1 + len(first) + place])
            for place, this in enumerate(first)
        ]
        found = reader.read(cut[0], candidates)
        assert [found.none, *found.sentences.tolist()] == pytest.approx(wanted[row].tolist(), abs=1e-3)


def test_what_was_learned_tells(whole, rows):
    """The network has moved: unlike where it began, by more than rounding."""
    torch.manual_seed(0)
    before, after = weights(Network(VOCABULARY, SHAPE)), weights(whole)
    assert np.abs(before["answers.weight"] - after["answers.weight"]).max() > 1e-3


class Cut(Exception):  # noqa: N818 - no error, a stop
    """Stops a training."""


@pytest.mark.parametrize("stop", [3, 5, 12])
def test_a_training_that_was_cut_goes_on_as_if_it_was_not(stop, whole, rows, tmp_path, monkeypatch):
    """After a phase or within one: the same steps, the same weights."""
    dials, steps = Dials(shape=SHAPE, phases=PHASES), []
    monkeypatch.setattr("bot.answers.training.reader.running.CHECKPOINT_EVERY", 2)
    step = PhaseTrainer.step

    def counted(trainer):
        if len(steps) == stop:
            raise Cut
        steps.append((trainer.phase.name, trainer.done))
        return step(trainer)

    monkeypatch.setattr(PhaseTrainer, "step", counted)
    with pytest.raises(Cut):
        learn(rows, tmp_path, dials, VOCABULARY, QUIET)
    seen, stop = set(steps), -1
    again = learn(rows, tmp_path, dials, VOCABULARY, QUIET)
    assert len(steps) - len(seen) < sum(phase.steps for phase in PHASES)
    assert len(set(steps)) == sum(phase.steps for phase in PHASES)
    for name, values in weights(whole).items():
        assert np.array_equal(values, weights(again)[name]), name


def test_a_finished_training_learns_nothing_more(whole, rows, tmp_path, monkeypatch):
    """Started again, it gives what it gave."""
    dials = Dials(shape=SHAPE, phases=PHASES)
    learn(rows, tmp_path, dials, VOCABULARY, QUIET)
    monkeypatch.setattr(PhaseTrainer, "step", lambda _: pytest.fail("learned more"))
    again = learn(rows, tmp_path, dials, VOCABULARY, QUIET)
    assert np.array_equal(weights(again)["answers.weight"], weights(whole)["answers.weight"])


def test_a_checkpoint_of_another_training_is_refused(rows, tmp_path):
    """Naming the file and what to do."""
    learn(rows, tmp_path, Dials(shape=SHAPE, phases=PHASES[:1]), VOCABULARY, QUIET)
    assert (tmp_path / WITHIN / "guess.safetensors").exists()
    other = Dials(seed=1, shape=SHAPE, phases=PHASES[:1])
    with pytest.raises(TrainingDataError, match=r"guess\.safetensors was made with .* give another --work"):
        learn(rows, tmp_path, other, VOCABULARY, QUIET)


def test_the_time_that_a_phase_takes_is_told_once(rows):
    """After its first steps."""
    told = []
    trainer = PhaseTrainer(Network(VOCABULARY, SHAPE), PHASES[2], rows, 0, (), told.append)
    for _ in range(PHASES[2].steps):
        trainer.step()
    assert len(told) == 1
    assert told[0] > 0


def test_a_batch_learned_from_in_parts_teaches_the_same(rows, monkeypatch):
    """Small parts, where memory is short, give the gradients of the whole."""
    found = []
    for at_once in (1 << 14, 1):
        monkeypatch.setitem(PhaseTrainer.step.__globals__["PLACES_AT_ONCE"], "cpu", at_once)
        torch.manual_seed(0)
        network = Network(VOCABULARY, SHAPE)
        trainer = PhaseTrainer(network, replace(PHASES[1], dropout=0.0), rows, 0)
        trainer.step()
        loss = trainer.step()
        found.append((loss, weights(network)["answers.weight"]))
    assert found[0][0] == pytest.approx(found[1][0], rel=1e-4)
    assert found[0][1] == pytest.approx(found[1][1], abs=1e-5)


def test_marks_are_never_hidden():
    """Of the pieces about the share that is asked for; most of them behind the mark."""
    torch.manual_seed(0)
    pieces = torch.randint(VOCABULARY, (50, 100))
    pieces[:, ::10] = VOCABULARY + SENTENCE
    shown, hidden = hide(pieces, 0.2, VOCABULARY, VOCABULARY + 4)
    assert not hidden[:, ::10].any()
    assert float(hidden.float().mean()) == pytest.approx(0.18, abs=0.02)
    assert float((shown[hidden] == VOCABULARY + 4).float().mean()) == pytest.approx(0.85, abs=0.04)
    assert torch.equal(shown[~hidden], pieces[~hidden])


def test_batches_go_through_all_rows_again_and_again():
    """Each once a round, rows of like length together."""
    lengths = np.arange(1, 11)
    batches = batches_of(lengths, 4, np.random.default_rng(0))
    first = [next(batches) for _ in range(3)]
    assert sorted(row for batch in first for row in batch.tolist()) == list(range(10))
    assert sorted(len(batch) for batch in first) == [2, 4, 4]
    assert all(np.ptp(lengths[batch]) <= 3 for batch in first)
    assert len(next(batches)) in (2, 4)


def given(*marks):
    """Return a batch of one row with these marks, and nothing else in it."""
    nothing = torch.zeros((1, 4), dtype=torch.int64)
    return Batch(*[nothing] * 5, torch.tensor([marks]), torch.zeros((1, 2), dtype=torch.int64))


def test_a_right_sentence_should_come_first():
    """Or none, where there is none; one that says it elsewhere counts neither way."""
    scores = Scores(torch.tensor([[0.0, 5.0, 0.0, 9.0]]), torch.zeros((1, 4, 2)))
    assert float(choice_losses(scores, given(RIGHT, 0, ELSEWHERE))[0]) == pytest.approx(0.013, abs=0.01)
    assert float(choice_losses(scores, given(0, RIGHT, ELSEWHERE))[0]) > 4
    assert float(choice_losses(scores, given(0, 0, ELSEWHERE))[0]) > 4
    none = Scores(torch.tensor([[5.0, 0.0, 0.0, OUT]]), torch.zeros((1, 4, 2)))
    assert float(choice_losses(none, given(0, 0, 0))[0]) < 0.02


def test_ends_are_learned_where_they_are_known():
    """A row whose answer stands nowhere in these words teaches none; without an answer both lie at the start."""
    ends = torch.full((1, 4, 2), -9.0)
    ends[0, 0] = 9.0
    scores = Scores(torch.zeros((1, 4)), ends)
    assert end_losses(scores, given(RIGHT, 0, 0)).numel() == 0
    assert float(end_losses(scores, given(0, 0, 0)).sum()) == pytest.approx(0, abs=1e-4)
    placed = given(RIGHT, 0, 0)._replace(answers=torch.tensor([[2, 3]]))
    assert float(end_losses(scores, placed).sum()) > 30
