"""Makes the shipped reader: `python -m bot.answers.training.reader --data FOLDER [--work FOLDER]`.

Learns the language of the training texts by guessing hidden pieces, then to answer questions made from these texts,
then from the training questions by people; at last it fits how much the reader counts beside the other networks, on
what was held back. Eight minutes on one H100 beside some twenty on processors to make the sequences ready; on two
processors alone the learning takes most of a day, and each phase says how long after its first steps. Needs 1.5 GB in
the work folder, 8 GB of memory. Stopped at any moment, it goes on from its last checkpoint there when started again.

Seeded; on processors the same seed gives the same reader, on a graphics card nearly the same. Nothing under an
evaluation folder is read.

With `--blend-only` it learns nothing: it takes the reader in `--reader` and only fits how much it counts. Do so when
the other networks (`python -m bot.answers.training`) are learned again.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from rich.console import Console

from bot.answers.sentences.model import AnswerModelError, shipped_model
from bot.answers.sentences.reader import SHIPPED_READER, Reader, load_reader, save_reader
from bot.answers.training import samples as reading
from bot.answers.training.reader.held_back import blended
from bot.answers.training.reader.network import exported
from bot.answers.training.reader.running import Dials, learn, prepare
from index.keeping.snapshot import Store
from index.matching.piece_table import shipped_pieces
from index.training.pairs import Pair, TrainingDataError, read_pairs


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; return the exit status."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.device == "cuda" and not torch.cuda.is_available():
        parser.error("--device cuda: torch finds no graphics card here; leave it out to learn on processors")
    torch.set_num_threads(1)
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    dials = Dials(given.seed, given.device, given.processes, given.threads)
    out = given.out or (given.reader if given.blend_only else SHIPPED_READER)
    try:
        with TemporaryDirectory() as scratch:
            pairs, work = read_pairs(given.data), given.work or Path(scratch)
            if Store(work).current() is None:
                console.print("building the index of training passages")
                reading.build(pairs, work)
            if given.blend_only:
                reader = load_reader(given.reader, shipped_pieces().digest)
            else:
                reader = learned(pairs, work, dials, console)
            reader = blended(reader, shipped_model(shipped_pieces().digest), pairs, work, given.seed, console)
    except (TrainingDataError, AnswerModelError) as error:
        console.print(str(error), style="red", markup=False)
        return 2
    save_reader(out, reader, shipped_pieces().digest)
    console.print(f"wrote {out}, {out.stat().st_size / 1e6:.1f} MB", markup=False)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot.answers.training.reader",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder with the training files")
    parser.add_argument(
        "--work", type=Path, help="for the index, sequences and checkpoints (default: a temporary folder)"
    )
    parser.add_argument("--out", type=Path, help="where the reader is written (default: the shipped one)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu", choices=("cpu", "cuda"))
    parser.add_argument("--threads", type=int, default=1, help="of torch while it learns; the reader depends on it")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="that make the sequences")
    parser.add_argument("--blend-only", action="store_true", help="only fit how much a reader counts")
    parser.add_argument("--reader", type=Path, default=SHIPPED_READER, help="that reader; written there again")
    return parser


def learned(pairs: Sequence[Pair], work: Path, dials: Dials, console: Console) -> Reader:
    """Return a reader of these texts, unblended."""
    vocabulary = shipped_pieces().size
    rows = prepare(pairs, work, dials, vocabulary, console)
    torch.set_num_threads(dials.threads)
    network = learn(rows, work, dials, vocabulary, console)
    torch.set_num_threads(1)
    return exported(network)


if __name__ == "__main__":
    raise SystemExit(main())
