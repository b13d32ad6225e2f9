"""The training texts made ready once: tokenizer, token ids, who is held back. Kept in the work folder.

Reading, learning the pieces and cutting a million pairs take minutes; a training that goes on, or another with other
dials, takes them from the work folder.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.training.batches import Ragged, encode
from index.training.holding import hold_back
from index.training.pairs import LAW_SOURCES, Pair, TrainingDataError, read_pairs
from index.training.pieces import train_pieces

ARRAYS, PIECES, DIALS = "prepared.npz", "tokenizer.json", "prepared.json"

# The pieces are learnt from the first characters of a text, and from one law in four: else long French news and
# statutes would choose them all.
SHOWN_CHARACTERS = 700
LAWS_SKIPPED = 4


@dataclass(frozen=True, slots=True)
class Shape:
    """What preparing depends on: the folder of texts, the number of pieces, the longest text in tokens."""

    data: str
    pieces: int
    longest: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything the training loop needs of the texts; row i of each array is pair i.

    `titles` is how many of the first tokens of a right side are its title's. Equal texts have equal numbers in
    `left_numbers` and in `right_numbers`.
    """

    pairs: Sequence[Pair]
    tokenizer: Tokenizer
    left: Ragged
    right: Ragged
    titles: NDArray[np.int64]
    left_numbers: NDArray[np.int64]
    right_numbers: NDArray[np.int64]
    held_back: NDArray[np.bool_]

    def counts(self) -> NDArray[np.int64]:
        """Return how often each piece stands in the training texts, shape (pieces,)."""
        size = self.tokenizer.get_vocab_size()
        return np.bincount(self.left.ids, minlength=size) + np.bincount(self.right.ids, minlength=size)


def prepare(shape: Shape, work: Path) -> Prepared:
    """Return the prepared texts, from `work` if they were made with the same `shape`.

    Raises:
        TrainingDataError: the training files cannot be read, or `work` holds another preparation.
    """
    pairs = read_pairs(Path(shape.data))
    _claim(work, shape)
    if (work / ARRAYS).exists():
        tokenizer = Tokenizer.from_file(str(work / PIECES))
    else:
        tokenizer = train_pieces(_shown(pairs), shape.pieces)
        _write(work, tokenizer, pairs, shape.longest)
    with np.load(work / ARRAYS, allow_pickle=False) as arrays:
        return Prepared(
            pairs=pairs,
            tokenizer=tokenizer,
            left=Ragged(arrays["left"], arrays["left_starts"]),
            right=Ragged(arrays["right"], arrays["right_starts"]),
            titles=arrays["titles"],
            left_numbers=_numbers([pair.left for pair in pairs]),
            right_numbers=_numbers([pair.right for pair in pairs]),
            held_back=np.array(hold_back(pairs), dtype=np.bool_),
        )


def _claim(work: Path, shape: Shape) -> None:
    work.mkdir(parents=True, exist_ok=True)
    dials = work / DIALS
    wanted = asdict(shape)
    if dials.exists() and (found := json.loads(dials.read_text(encoding="utf-8"))) != wanted:
        msg = f"{work} holds texts prepared with {found}, not with {wanted}; give another --work or empty it"
        raise TrainingDataError(msg)
    dials.write_text(json.dumps(wanted) + "\n", encoding="utf-8")


def _write(work: Path, tokenizer: Tokenizer, pairs: Sequence[Pair], longest: int) -> None:
    left = encode(tokenizer, [pair.left for pair in pairs], longest)
    right = encode(tokenizer, [pair.passage for pair in pairs], longest)
    titles = encode(tokenizer, [pair.title for pair in pairs], longest)
    tokenizer.save(str(work / PIECES))
    unfinished = work / f"unfinished.{ARRAYS}"
    np.savez(
        unfinished,
        left=left.ids,
        left_starts=left.starts,
        right=right.ids,
        right_starts=right.starts,
        titles=np.diff(titles.starts),
    )
    unfinished.replace(work / ARRAYS)


def _shown(pairs: Sequence[Pair]) -> Iterator[str]:
    """Yield the texts that the pieces are learnt from, each once."""
    seen: set[str] = set()
    for place, pair in enumerate(pairs):
        if pair.source in LAW_SOURCES and place % LAWS_SKIPPED:
            continue
        for text in (pair.left, pair.passage[:SHOWN_CHARACTERS]):
            if text not in seen:
                seen.add(text)
                yield text


def _numbers(texts: Sequence[str]) -> NDArray[np.int64]:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(text, len(numbers)) for text in texts], dtype=np.int64)
