"""A training from where it stands to its end, with checkpoints and a progress bar."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class Resumable(Protocol):
    """A training that goes on batch by batch; `done` counts those behind it."""

    done: int

    def step(self) -> float:
        """Learn from the next batch; return its loss."""
        ...

    def keep(self, path: Path) -> None:
        """Write a checkpoint."""
        ...

    def resume(self, path: Path) -> None:
        """Take up a checkpoint."""
        ...


def run_to_the_end(trainer: Resumable, total: int, checkpoint: Path, every: int, console: Console) -> None:
    """Train up to batch `total`, from `checkpoint` if there is one; write it after `every` batches and at the end."""
    if checkpoint.exists():
        trainer.resume(checkpoint)
        console.print(f"going on after batch {trainer.done} of {total}")
    columns = (
        TextColumn("training"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("loss {task.fields[loss]:.3f}"),
    )
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("", total=total, completed=trainer.done, loss=float("nan"))
        while trainer.done < total:
            loss = trainer.step()
            progress.update(bar, completed=trainer.done, loss=loss)
            if trainer.done % every == 0 or trainer.done == total:
                trainer.keep(checkpoint)
