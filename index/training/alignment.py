"""IBM model 1: which word of one side stands for which of the other, learned from pairs of texts by EM.

Brown et al. (1993), with the preference for the diagonal of Dyer, Chahuneau and Smith (2013) at a fixed strength: words
at like places of their texts are likelier to be each other's translation. Works on numbers and knows no word; what a
round found can be kept in a file, so that a training that was stopped goes on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Shares = NDArray[np.float64]

# Dyer et al. found 4 good for French and English; the place of a word tells much less in word pairs without
# function words, but a little.
DIAGONAL = 4.0

EMPTY = 0
"""The source word that explains target words with no partner; real words count from 1."""

PAIRS_AT_ONCE = 100_000  # some 10 million links: what is worked on at a time stays under 500 MB

EMPTY_SHARE = 0.08  # how likely a target word has no partner, before anything is learned


@dataclass(frozen=True, slots=True)
class TextPair:
    """One pair as word numbers, and how much it counts."""

    source: Ids
    target: Ids
    weight: float


@dataclass(frozen=True, slots=True)
class Table:
    """Learned translations: `probabilities[i]` is that of `targets[i]` given `sources[i]`, sorted by source."""

    sources: Ids
    targets: Ids
    probabilities: Shares


@dataclass(frozen=True, slots=True)
class _Links:
    """Every way to link a target word to a source word of its pair, for some of the pairs.

    `kinds` numbers the (source, target) combinations; `slots` numbers the target words; `prior` is the likelihood of
    the link by place alone; `weights[slot]` is what the pair of that target word counts.
    """

    kinds: NDArray[np.int32]
    slots: NDArray[np.int32]
    prior: NDArray[np.float32]
    weights: NDArray[np.float32]

    def count(self, found: Shares) -> Shares:
        """Return how often each kind of link is expected, shape (kinds,), by what was found so far."""
        likely = found[self.kinds] * self.prior
        totals = np.bincount(self.slots, likely)
        likely *= (self.weights / totals)[self.slots]
        return np.asarray(np.bincount(self.kinds, likely, minlength=len(found)), dtype=np.float64)


def learn(
    pairs: Sequence[TextPair],
    rounds: int,
    on_round: Callable[[int], None] | None = None,
    checkpoint: Path | None = None,
) -> Table:
    """Return the probability of each target word given each source word it was ever seen with.

    What a round found is kept in `checkpoint`, where one is given; a training of the same pairs goes on from there.
    """
    pairs = [pair for pair in pairs if len(pair.source) and len(pair.target)]
    if not pairs:
        return Table(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))
    width = 1 + max(int(pair.target.max()) for pair in pairs)
    parts = [pairs[start : start + PAIRS_AT_ONCE] for start in range(0, len(pairs), PAIRS_AT_ONCE)]
    combined = np.unique(np.concatenate([np.unique(_codes(part, width)) for part in parts]))
    links = [_link(part, width, combined) for part in parts]
    sources, targets = combined // width, combined % width
    digest = _digest(pairs)
    done, found = _resume(checkpoint, digest, rounds) or (0, np.ones(len(combined)))
    for number in range(rounds):
        if number < done:
            if on_round is not None:
                on_round(number + 1)
            continue
        counts = np.zeros(len(combined))
        for some in links:
            counts += some.count(found)
        totals = np.bincount(sources, counts)
        found = counts / np.maximum(totals[sources], np.finfo(np.float64).tiny)
        if checkpoint is not None:
            _keep(checkpoint, digest, number + 1, found)
        if on_round is not None:
            on_round(number + 1)
    real = sources != EMPTY
    return Table(sources[real], targets[real], found[real])


def _digest(pairs: Sequence[TextPair]) -> str:
    """Return the SHA-256 of all that is learned from, and of what is taken for granted."""
    digest = hashlib.sha256(f"{DIAGONAL} {EMPTY_SHARE}".encode())
    for pair in pairs:
        digest.update(pair.source.tobytes() + b"|" + pair.target.tobytes() + f"|{pair.weight};".encode())
    return digest.hexdigest()


def _keep(path: Path, digest: str, done: int, found: Shares) -> None:
    """Write a checkpoint: whole, or not at all."""
    unfinished = path.with_suffix(".unfinished.npz")
    np.savez(unfinished, digest=np.array(digest), done=np.array(done), found=found)
    unfinished.replace(path)


def _resume(path: Path | None, digest: str, rounds: int) -> tuple[int, Shares] | None:
    """Return how many rounds are behind and what they found; None where nothing of these pairs was kept."""
    if path is None or not path.exists():
        return None
    try:
        with np.load(path, allow_pickle=False) as kept:
            if str(kept["digest"]) == digest and int(kept["done"]) <= rounds:
                return int(kept["done"]), kept["found"]
    except (OSError, ValueError, KeyError, BadZipFile):
        pass  # damaged: the training starts anew
    return None


def _codes(pairs: Sequence[TextPair], width: int) -> Ids:
    """Return one number for the (source, target) combination of each link, pair by pair, target word by target word."""
    return np.concatenate(
        [(np.append(EMPTY, pair.source)[None, :] * width + pair.target[:, None]).ravel() for pair in pairs]
    )


def _link(pairs: Sequence[TextPair], width: int, combined: Ids) -> _Links:
    columns = np.repeat([1 + len(pair.source) for pair in pairs], [len(pair.target) for pair in pairs])
    return _Links(
        kinds=np.searchsorted(combined, _codes(pairs, width)).astype(np.int32),
        slots=np.repeat(np.arange(len(columns), dtype=np.int32), columns),
        prior=np.concatenate([_by_place(len(pair.target), len(pair.source)).ravel() for pair in pairs]),
        weights=np.repeat(
            np.array([pair.weight for pair in pairs], dtype=np.float32), [len(pair.target) for pair in pairs]
        ),
    )


def _by_place(rows: int, columns: int) -> NDArray[np.float32]:
    """Return the prior of each link, shape (rows, 1 + columns); the first column is the empty word's."""
    apart = np.abs((np.arange(rows) + 0.5)[:, None] / rows - (np.arange(columns) + 0.5)[None, :] / columns)
    close = np.exp(-DIAGONAL * apart)
    close *= (1 - EMPTY_SHARE) / close.sum(axis=1, keepdims=True)
    return np.concatenate((np.full((rows, 1), EMPTY_SHARE), close), axis=1).astype(np.float32)
