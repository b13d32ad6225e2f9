"""Reads the likeliest sentences together with the question, word by word and in order.

What `bot.answers.sentences.reading` knows of a sentence is a row of numbers: which words it holds, not who did what to
whom. The reader is a small transformer (Vaswani et al., 2017) over the word pieces of the question and of the few
sentences that the choice puts first, each under its title, all in one sequence; so it sees them side by side. It says
how well each answers and how well none does. Computed in numpy; some milliseconds on one processor. Safe to use from
several threads.

The layout of a sequence, shared with what trains it (`bot.answers.training.reader`):

    [start] question  [title] title  [sentence] one  [sentence] another  [title] title  [sentence] …
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from bot.answers.questions.expecting import Numbers
from bot.answers.sentences.model import AnswerModelError, whole
from index.matching.weighing import weighed

SHIPPED_READER = Path(__file__).parents[1] / "models" / "sourcier-reader" / "reader.safetensors"

AGAIN = "install sourcier again, or train it again with `python -m bot.answers.training.reader`"

READ = 6  # sentences at once, at most; nine in ten times the right one is among the first three
# Pieces; what is longer is cut off. With titles of 14 and sentences of 56 a sequence has 178 places on average of the
# held-back training questions, with these 168, and as many right sentences come first (0.695 and 0.689 of 820).
MOST_OF_QUESTION, MOST_OF_TITLE, MOST_OF_SENTENCE = 40, 8, 40
LONGEST = 256  # pieces and marks of a sequence
SHORTEST_TITLED, SHORTEST = 12, 4  # room that a title with its sentences needs, and a sentence

# Numbers behind those of the word pieces: a place without anything, the start, what opens a title and a sentence, and a
# piece that is hidden in training.
FILLER, START, TITLE, SENTENCE, HIDDEN = range(5)
MARKS = 8  # numbers kept for such, three to spare

OF_QUESTION, OF_TITLE, OF_SENTENCE = range(3)
"""The kinds of places in a sequence."""

HEADS = 5
FAINTEST = -80  # what a weight before its exponential is at least
SMALL = float(np.finfo(np.float32).eps)

Ids = NDArray[np.integer[Any]]
"""Numbers of word pieces as they stand in a text, shape (pieces,)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence to read: which passage it is of, its place among the sentences, and the pieces of both texts."""

    hit: int
    place: int
    title: Ids
    text: Ids


@dataclass(frozen=True, slots=True)
class Laid:
    """A sequence; arrays of shape (length,), and of each candidate where its mark stands, 0 where it is left out.

    `pieces` are the numbers of word pieces and marks, `places` those within question, title or sentence, `kinds` what a
    piece is of, and `ranks` the candidate that it is of, from 1, or 0.
    """

    pieces: NDArray[np.int64]
    places: NDArray[np.int64]
    kinds: NDArray[np.int64]
    ranks: NDArray[np.int64]
    marks: NDArray[np.int64]


def lay_out(question: Ids, candidates: Sequence[Candidate], vocabulary: int) -> Laid:
    """Return the sequence of a question and its candidates, best first, for a table of `vocabulary` pieces.

    The candidates of one passage stand together in its order, under its title; passages in the order of their best.
    """
    pieces: list[int] = [vocabulary + START, *question[:MOST_OF_QUESTION].tolist()]
    places, kinds, ranks = list(range(len(pieces))), [OF_QUESTION] * len(pieces), [0] * len(pieces)
    marks = np.zeros(READ, np.int64)

    def add(mark: int, some: list[int], kind: int, rank: int) -> None:
        pieces.extend([vocabulary + mark, *some])
        places.extend(range(len(some) + 1))
        kinds.extend([kind] * (len(some) + 1))
        ranks.extend([rank] * (len(some) + 1))

    by_hit: dict[int, list[tuple[int, int]]] = {}
    for rank, one in enumerate(candidates[:READ]):
        by_hit.setdefault(one.hit, []).append((one.place, rank))
    for together in by_hit.values():
        title = candidates[together[0][1]].title[:MOST_OF_TITLE].tolist()
        if len(pieces) + len(title) + SHORTEST_TITLED > LONGEST:
            break
        add(TITLE, title, OF_TITLE, 0)
        for _, rank in sorted(together):
            room = LONGEST - len(pieces) - 1
            if room < SHORTEST:
                break
            marks[rank] = len(pieces)
            add(SENTENCE, candidates[rank].text[: min(MOST_OF_SENTENCE, room)].tolist(), OF_SENTENCE, rank + 1)
    return Laid(np.array(pieces), np.array(places), np.array(kinds), np.array(ranks), marks)


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of the transformer, norms before; weights of shape (inputs, outputs)."""

    attention_norm: Numbers
    attention_in: Numbers
    attention_in_bias: Numbers
    attention_out: Numbers
    attention_out_bias: Numbers
    forward_norm: Numbers
    forward_in: Numbers
    forward_in_bias: Numbers
    forward_out: Numbers
    forward_out_bias: Numbers

    def apply(self, state: Numbers, wanted: NDArray[np.int64] | None = None) -> Numbers:
        """Return the state after this layer, shape (length, dimensions), or that of the places `wanted` alone."""
        normed = _normed(state, self.attention_norm)
        if wanted is not None:
            state = state[wanted]
        state = state + self._attended(normed, normed if wanted is None else normed[wanted])
        inner: Numbers = _normed(state, self.forward_norm) @ self.forward_in
        inner += self.forward_in_bias
        np.maximum(inner, 0, out=inner)
        inner = inner @ self.forward_out
        inner += self.forward_out_bias
        inner += state
        return inner

    def _attended(self, state: Numbers, asking: Numbers) -> Numbers:
        """Return what each row of `asking` takes from all rows of `state`."""
        dimensions = state.shape[1]
        width = dimensions // HEADS
        asks: Numbers = asking @ self.attention_in[:, :dimensions]
        asks += self.attention_in_bias[:dimensions]
        asks /= np.sqrt(np.float32(width))
        taken: Numbers = state @ self.attention_in[:, dimensions:]
        taken += self.attention_in_bias[dimensions:]
        keys, values = taken.reshape(len(state), 2, HEADS, width).transpose(1, 2, 0, 3)
        weights: Numbers = asks.reshape(len(asking), HEADS, width).transpose(1, 0, 2) @ keys.transpose(0, 2, 1)
        # The most of a head, not of each row, which takes a tenth of the time. Rows differ by some thirty,
        # and none may vanish, whatever they differ by.
        weights -= weights.max(axis=(1, 2), keepdims=True)
        np.maximum(weights, np.float32(FAINTEST), out=weights)
        np.exp(weights, out=weights)
        mixed: Numbers = weights @ values
        # By their sums: takes a seventh of dividing the weights.
        mixed /= weighed(weights, np.ones((len(state), 1), np.float32))
        found: Numbers = mixed.transpose(1, 0, 2).reshape(len(asking), dimensions) @ self.attention_out
        found += self.attention_out_bias
        return found


@dataclass(frozen=True, slots=True)
class Blend:
    """How much the reader counts beside the networks that read numbers.

    `choice` is what one logit of the reader counts in logits of the choice. `confidence`, shape (4,), are what the
    confidence's logit, the best sentence's lead over none, the chosen one's, and a name that is lacking count; and
    `bias`.
    """

    choice: float
    confidence: Numbers
    bias: float


@dataclass(frozen=True, slots=True)
class Read:
    """What the reader says: a logit for each candidate, shape (candidates,), and one that none answers."""

    sentences: Numbers
    none: float


@dataclass(frozen=True, slots=True)
class Reader:
    """The learned transformer.

    `pieces` are bytes, shape (vocabulary and marks, narrow), times `scales`, one a piece; `widen` has the shape
    (narrow, dimensions). `places`, `kinds` and `ranks`, shape (numbers, dimensions), are added by what `Laid` says of
    a piece. `norm`, `answers` and `none`, shape (dimensions,), read the last state off.
    """

    pieces: NDArray[np.int8]
    scales: Numbers
    widen: Numbers
    places: Numbers
    kinds: Numbers
    ranks: Numbers
    layers: tuple[Layer, ...]
    norm: Numbers
    answers: Numbers
    answers_bias: Numbers
    none: Numbers
    none_bias: Numbers
    blend: Blend

    @property
    def vocabulary(self) -> int:
        """How many word pieces it knows."""
        return len(self.pieces) - MARKS

    def read(self, question: Ids, candidates: Sequence[Candidate]) -> Read:
        """Return how well each of the first candidates answers, of which there is at least one.

        One that found no room is like the worst.
        """
        candidates = candidates[:READ]
        laid = lay_out(question, candidates, self.vocabulary)
        marks = laid.marks[: len(candidates)]
        state = self.states(laid, np.append(0, marks))
        found = state[1:] @ self.answers + self.answers_bias
        found[marks == 0] = found[marks > 0].min()
        return Read(found.astype(np.float32), float(state[0] @ self.none + self.none_bias))

    def states(self, laid: Laid, wanted: NDArray[np.int64]) -> Numbers:
        """Return the last state of the places `wanted`, shape (wanted, dimensions)."""
        narrow: Numbers = self.pieces[laid.pieces].astype(np.float32)
        narrow *= self.scales[laid.pieces][:, None]
        state: Numbers = narrow @ self.widen
        state += self.places[laid.places]
        state += self.kinds[laid.kinds]
        state += self.ranks[laid.ranks]
        *layers, last = self.layers
        for layer in layers:
            state = layer.apply(state)
        return _normed(last.apply(state, wanted), self.norm)


def _normed(state: Numbers, weights: Numbers) -> Numbers:
    """Return each row at length one on average (root mean square), times the weights."""
    squares = np.einsum("ij,ij->i", state, state) / np.float32(state.shape[1])
    found: Numbers = state * (np.float32(1) / np.sqrt(squares + np.float32(SMALL)))[:, None]
    found *= weights
    return found


MADE_FOR = "pieces"  # the metadata that holds the digest of the table of pieces
LAYERS = "layers"  # and how many layers there are
PLAIN = tuple(one.name for one in fields(Reader) if one.name not in ("layers", "blend"))
LAYERED = tuple(one.name for one in fields(Layer))
BLENDED = tuple(one.name for one in fields(Blend))


def load_reader(path: Path, pieces_digest: str) -> Reader:
    """Return the reader in `path`, which must have been made for the table of word pieces with this digest.

    Raises:
        AnswerModelError: it is missing, damaged, or was made for another table.
    """
    try:
        with safe_open(path, framework="numpy") as arrays:
            about = arrays.metadata() or {}
            plain = {name: whole(arrays.get_tensor(name)) for name in PLAIN}
            layers = tuple(
                Layer(**{name: whole(arrays.get_tensor(f"layer.{place}.{name}")) for name in LAYERED})
                for place in range(int(about.get(LAYERS, "0")))
            )
            blended = {name: whole(arrays.get_tensor(f"blend.{name}")) for name in BLENDED}
    except FileNotFoundError as error:
        msg = f"{path}: there is no reader of answers there; {AGAIN}"
        raise AnswerModelError(msg) from error
    except (OSError, KeyError, ValueError, SafetensorError) as error:
        msg = f"{path}: damaged, or not a reader of answers ({error}); {AGAIN}"
        raise AnswerModelError(msg) from error
    if about.get(MADE_FOR) != pieces_digest:
        msg = f"{path}: made for another table of word pieces than the one that is installed; {AGAIN}"
        raise AnswerModelError(msg)
    blend = Blend(float(blended["choice"]), blended["confidence"], float(blended["bias"]))
    return Reader(**plain, layers=layers, blend=blend)


@cache
def shipped_reader(pieces_digest: str) -> Reader:
    """Return the shipped reader, loaded once a process; errors as for `load_reader`."""
    return load_reader(SHIPPED_READER, pieces_digest)


def save_reader(path: Path, reader: Reader, pieces_digest: str) -> None:
    """Write `reader` to `path`, in two bytes a number but for the pieces; `load_reader` reads it again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays = {name: getattr(reader, name) for name in PLAIN}
    for place, layer in enumerate(reader.layers):
        arrays |= {f"layer.{place}.{name}": getattr(layer, name) for name in LAYERED}
    arrays |= {f"blend.{name}": np.asarray(getattr(reader.blend, name), np.float32) for name in BLENDED}
    halved = {
        name: np.array(array, np.int8 if array.dtype == np.int8 else np.float16, order="C")
        for name, array in arrays.items()
    }
    save_file(halved, path, metadata={MADE_FOR: pieces_digest, LAYERS: str(len(reader.layers))})
    path.chmod(0o644)  # safetensors writes for the owner alone; a service's user must read it too
