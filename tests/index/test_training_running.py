"""A training from where it stands to its end."""

from rich.console import Console

from index.training.running import run_to_the_end


class Counting:
    """Counts its batches and remembers which checkpoints it wrote."""

    def __init__(self):
        self.done = 0
        self.steps = 0
        self.kept = []

    def step(self):
        self.done += 1
        self.steps += 1
        return 1.0 / self.done

    def keep(self, path):
        path.write_text(str(self.done), encoding="utf-8")
        self.kept.append(self.done)

    def resume(self, path):
        self.done = int(path.read_text(encoding="utf-8"))


def test_checkpoints_are_written_on_the_way_and_at_the_end(tmp_path):
    """So that a stop loses little, and a finished training can be saved again without one batch more."""
    trainer = Counting()
    run_to_the_end(trainer, 7, tmp_path / "checkpoint", 3, Console(quiet=True))
    assert (trainer.steps, trainer.kept) == (7, [3, 6, 7])


def test_a_stopped_training_does_only_what_is_left(tmp_path):
    """From its last checkpoint."""
    (tmp_path / "checkpoint").write_text("5", encoding="utf-8")
    trainer = Counting()
    run_to_the_end(trainer, 7, tmp_path / "checkpoint", 3, Console(quiet=True))
    assert (trainer.steps, trainer.done) == (2, 7)
