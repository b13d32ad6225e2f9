"""IBM model 1: which word of one side stands for which of the other, learned from pairs of texts by EM.

Brown et al. (1993), with the preference for the diagonal of Dyer, Chahuneau and Smith (2013) at a fixed strength: words
at like places of their texts are likelier to be each other's translation. Works on numbers; knows no word, no file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Shares = NDArray[np.float64]

# Dyer et al. found 4 good for French and English; the place of a word tells much less in word pairs without
# function words, but a little.
DIAGONAL = 4.0

EMPTY = 0
"""The source word that explains target words with no partner; real words count from 1."""

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
    """Every way to link a target word to a source word of the same pair.

    `kinds` numbers the (source, target) combinations; `slots` numbers the target words; `prior` is the likelihood of
    the link by place alone, `weights` what its pair counts.
    """

    kinds: NDArray[np.int32]
    slots: NDArray[np.int32]
    prior: NDArray[np.float32]
    weights: NDArray[np.float32]
    sources: Ids
    targets: Ids


def learn(pairs: Sequence[TextPair], rounds: int, on_round: Callable[[int], None] | None = None) -> Table:
    """Return the probability of each target word given each source word it was ever seen with."""
    links = _link(pairs)
    found = np.ones(len(links.sources))
    sources = int(links.sources.max()) + 1 if len(links.sources) else 1
    slots = int(links.slots.max()) + 1 if len(links.slots) else 0
    for number in range(rounds):
        likely = found[links.kinds] * links.prior
        shares = likely / np.bincount(links.slots, likely, minlength=slots)[links.slots]
        counts = np.bincount(links.kinds, shares * links.weights, minlength=len(found))
        totals = np.bincount(links.sources, counts, minlength=sources)
        found = counts / np.maximum(totals[links.sources], np.finfo(np.float64).tiny)
        if on_round is not None:
            on_round(number + 1)
    real = links.sources != EMPTY
    return Table(links.sources[real], links.targets[real], found[real])


def _link(pairs: Sequence[TextPair]) -> _Links:
    codes: list[Ids] = []
    slots: list[NDArray[np.int32]] = []
    priors: list[NDArray[np.float32]] = []
    weights: list[NDArray[np.float32]] = []
    first_slot = 0
    width = 1 + max((int(pair.target.max()) for pair in pairs if len(pair.target)), default=0)
    for pair in pairs:
        rows, columns = len(pair.target), len(pair.source) + 1
        if not rows or columns == 1:
            continue
        with_empty = np.concatenate(([EMPTY], pair.source))
        codes.append((with_empty[None, :] * width + pair.target[:, None]).ravel())
        slots.append(np.repeat(np.arange(first_slot, first_slot + rows, dtype=np.int32), columns))
        priors.append(_by_place(rows, columns - 1).ravel())
        weights.append(np.full(rows * columns, pair.weight, dtype=np.float32))
        first_slot += rows
    if not codes:
        none = np.zeros(0, dtype=np.int64)
        floats = np.zeros(0, dtype=np.float32)
        return _Links(none.astype(np.int32), none.astype(np.int32), floats, floats, none, none)
    every = np.concatenate(codes)
    codes.clear()
    combined = np.unique(every)
    return _Links(
        np.searchsorted(combined, every).astype(np.int32),
        np.concatenate(slots),
        np.concatenate(priors),
        np.concatenate(weights),
        combined // width,
        combined % width,
    )


def _by_place(rows: int, columns: int) -> NDArray[np.float32]:
    """Return the prior of each link, shape (rows, 1 + columns); the first column is the empty word's."""
    apart = np.abs((np.arange(rows) + 0.5)[:, None] / rows - (np.arange(columns) + 0.5)[None, :] / columns)
    close = np.exp(-DIAGONAL * apart)
    close *= (1 - EMPTY_SHARE) / close.sum(axis=1, keepdims=True)
    return np.concatenate((np.full((rows, 1), EMPTY_SHARE), close), axis=1).astype(np.float32)
