"""Pairs to batches: which pairs are seen how often, in which order, as ragged arrays of token ids.

A batch comes from one stream, that is from like texts, so that the other rows of a batch are good wrong answers.
The whole plan follows from the seed, so a training that was stopped goes on where it was. Knows no torch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.training.pairs import LAW_SOURCES, Pair

Ids = NDArray[np.int64]

# How often a pass sees each pair of a stream. Measured on held-back pairs: see the model card.
RATES: dict[str, float] = {
    "dictionary": 0.6,
    "dictionary same": 0.15,  # equal on both sides: they only spread names apart
    "parallel laws": 0.3,
    "parallel notes": 0.5,
    "parallel talk": 1.0,
    "parallel technical": 1.0,
    "qa laws": 0.5,
    "qa news": 1.0,
    "qa quiz": 1.5,
    "qa questions": 2.0,
    "span en": 0.3,
    "span en laws": 0.15,
    "span fr": 0.3,
    "span fr laws": 0.15,
    "span fr news": 0.3,
    "across": 0.7,
    "across laws": 0.35,
}

# Question batches hold long passages and their wrong answers are harder, so fewer rows do.
BATCH_ROWS = {"parallel": 2048, "dictionary": 2048, "qa": 1024, "span": 1024, "across": 1024}

TITLE_KEPT = 0.8  # share of passages seen with their title: the index always gives it, some articles have none

ENCODED_AT_ONCE = 50_000


@dataclass(frozen=True, slots=True)
class Ragged:
    """Rows of token ids of differing length, end to end; row i is `ids[starts[i]:starts[i + 1]]`."""

    ids: NDArray[np.int32]
    starts: Ids

    def take(self, rows: Ids, skipped: Ids | int = 0) -> Ragged:
        """Return the given rows in the order given, each without its first `skipped` ids."""
        firsts = self.starts[rows] + skipped
        lengths = self.starts[rows + 1] - firsts
        starts = np.concatenate(([0], np.cumsum(lengths)))
        within = np.arange(starts[-1]) - np.repeat(starts[:-1], lengths)
        return Ragged(self.ids[np.repeat(firsts, lengths) + within], starts)

    def thin(self, share: float, rng: np.random.Generator) -> Ragged:
        """Return the rows with about `share` of the ids left out at random; a row may lose all."""
        if share <= 0:
            return self
        kept = rng.random(len(self.ids)) >= share
        before = np.concatenate(([0], np.cumsum(kept)))
        return Ragged(self.ids[kept], before[self.starts])

    def __len__(self) -> int:
        return len(self.starts) - 1


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of the pair list that are trained on together, all of one stream.

    `rows` ask and `answers` answer; they differ in `across` streams only. `bare` answers go without their title.
    """

    stream: str
    rows: Ids
    answers: Ids
    bare: NDArray[np.bool_]

    @property
    def is_made(self) -> bool:
        """Return whether the questions are spans of passages."""
        return self.stream.startswith(("span", "across"))


def stream_of(pair: Pair) -> str:
    """Return which kind of text a pair is: a key of `RATES`."""
    if pair.group == "dictionary":
        return "dictionary same" if pair.same else "dictionary"
    if pair.group == "parallel":
        if pair.source in LAW_SOURCES:
            return "parallel laws" if pair.source == "laws" else "parallel notes"
        return "parallel talk" if pair.source == "tatoeba" else "parallel technical"
    kinds = {"laws": "qa laws", "orangesum": "qa news", "openquizzdb": "qa quiz"}
    return kinds.get(pair.source, "qa questions")


def plan(pairs: Sequence[Pair], made: Mapping[str, Ids], passes: int, seed: int) -> list[Batch]:
    """Return every batch of a training, in order; `made` are the streams of `find_spans`.

    The same arguments give the same plan.
    """
    rng = np.random.default_rng(seed)
    rows_of: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for row, pair in enumerate(pairs):
        rows_of[stream_of(pair), f"{pair.left_language}-{pair.right_language}"].append(row)
    streams = [(stream, np.array([rows, rows]).T) for (stream, _), rows in sorted(rows_of.items())]
    streams += sorted(made.items(), key=lambda one: one[0])
    batches: list[Batch] = []
    for _ in range(passes):
        of_this_pass = [batch for stream, members in streams for batch in _cut(stream, members, rng)]
        batches += [of_this_pass[place] for place in rng.permutation(len(of_this_pass))]
    return batches


def _cut(stream: str, members: Ids, rng: np.random.Generator) -> list[Batch]:
    wanted = round(RATES[stream] * len(members))
    rounds = [rng.permutation(members) for _ in range(-(-wanted // len(members)))]
    rows = np.concatenate(rounds)[:wanted] if rounds else members[:0]
    size = BATCH_ROWS[stream.split()[0]]
    pieces = np.array_split(rows, max(1, round(len(rows) / size)))
    return [
        Batch(stream, piece[:, 0], piece[:, 1], rng.random(len(piece)) > TITLE_KEPT)
        for piece in pieces
        if len(piece) > 1
    ]


def encode(tokenizer: Tokenizer, texts: Sequence[str], longest: int) -> Ragged:
    """Return the token ids of `texts`, each cut after `longest` tokens."""
    rows: list[NDArray[np.int32]] = []
    for start in range(0, len(texts), ENCODED_AT_ONCE):
        encodings = tokenizer.encode_batch_fast(list(texts[start : start + ENCODED_AT_ONCE]), add_special_tokens=False)
        rows += [np.array(encoding.ids[:longest], dtype=np.int32) for encoding in encodings]
    starts = np.concatenate(([0], np.cumsum([len(row) for row in rows])))
    ids = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int32)
    return Ragged(ids, starts.astype(np.int64))
