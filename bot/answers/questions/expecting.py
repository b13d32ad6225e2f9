"""What a question expects: the kind of thing that answers it, and the word pieces that are likely in an answer.

"In what year" expects a date and "which city" a town, in either language. Both are read off the asking word, the words
after it and the question's pieces as a whole, by a small network over the shipped table of pieces; what it was learned
from stands in the model's card (`bot/answers/models/sourcier-answers`). Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answers.questions.question import KINDS, Asked
from corpus.patterns import lazy_pattern
from index.matching.pieces import LEAST, Pieces, PieceTable, numbered

Numbers = NDArray[np.float32]

THINGS = ("year", "number", "name", "other")
"""The kinds of things that answers are: dates, other numbers, names, and all else."""

FOLLOWING = (2, 4)  # so many words after the asking word are read, as one and as the other

# A sentence without a piece that the question lacks answers nothing; below every score that the network gives.
NOTHING = -5.0

ASKING = lazy_pattern(
    r"\b(?:what|which|who|whom|whose|when|where|why|how|quel(?:le)?s?|qui|quand|où|comment|pourquoi|combien|que|quoi|"
    r"lequel|laquelle|lesquel(?:le)?s)\b|\bqu['’]",
    re.IGNORECASE,
)
WORD = lazy_pattern(r"\w+")


@dataclass(frozen=True, slots=True)
class Expected:
    """What one question expects.

    `things` are the probabilities of `THINGS`, shape (4,); `direction`, shape (dimensions,), is where the pieces of its
    answers lie.
    """

    things: Numbers
    direction: Numbers


@dataclass(frozen=True, slots=True)
class Expectation:
    """The learned network; arrays of shape (inputs, outputs), and of every piece its vector and its bias."""

    thing_weights: Numbers
    thing_bias: Numbers
    hidden_weights: Numbers
    hidden_bias: Numbers
    out_weights: Numbers
    directions: NDArray[np.int8]
    scales: Numbers
    biases: Numbers

    def of(self, question: str, asked: Asked, table: PieceTable) -> Expected:
        """Return what `question` expects."""
        inputs = question_inputs(question, asked, table)
        logits = inputs[: len(self.thing_weights)] @ self.thing_weights + self.thing_bias
        odds = np.exp(logits - logits.max())
        direction = np.tanh(inputs @ self.hidden_weights + self.hidden_bias) @ self.out_weights
        return Expected((odds / odds.sum()).astype(np.float32), direction.astype(np.float32))

    def met(self, expected: Expected, cut: Sequence[Pieces], asked: Pieces) -> tuple[Numbers, Numbers]:
        """Return how likely the pieces of each text are in an answer: the likeliest, and all (log-sum-exp).

        Pieces that stand in the question count nothing. Shapes (texts,).
        """
        most, together = (np.full(len(cut), NOTHING, np.float32) for _ in range(2))
        full = [place for place, pieces in enumerate(cut) if len(pieces)]
        if not full:
            return most, together
        flat = np.concatenate([cut[place] for place in full])
        starts = np.cumsum([0, *(len(cut[place]) for place in full[:-1])])
        distinct, places = numbered(flat, len(self.biases))
        scores = (self.directions[distinct].astype(np.float32) @ expected.direction) * self.scales[distinct]
        scores += self.biases[distinct]
        is_asked = np.zeros(len(self.biases), np.bool_)
        is_asked[asked] = True
        scores[is_asked[distinct]] = NOTHING
        scores = scores[places]
        largest = float(scores.max())
        most[full] = np.maximum.reduceat(scores, starts)
        together[full] = np.log(np.add.reduceat(np.exp(scores - largest), starts) + LEAST) + largest
        return most, together


def question_inputs(question: str, asked: Asked, table: PieceTable) -> Numbers:
    """Return what the network reads of a question: its kind, the words after the asking word, all its pieces."""
    asking = ASKING.search(question)
    words = WORD.findall(question[asking.end() :] if asking else question)
    texts = [*(" ".join(words[:number]) for number in FOLLOWING), question]
    kind = np.zeros(len(KINDS) + 1, np.float32)
    kind[KINDS.index(asked.kind)] = 1
    kind[-1] = asking is None
    return np.concatenate([kind, *(_mean(pieces, table) for pieces in table.cut(texts))])


def _mean(pieces: Pieces, table: PieceTable) -> Numbers:
    """Return the mean direction of some pieces, those that say more counting more."""
    lengths = table.lengths(pieces)
    mean: Numbers = (lengths / (lengths.sum() + LEAST)) @ table.directions(pieces)
    return mean.astype(np.float32)
