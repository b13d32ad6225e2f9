"""How alike single words are in meaning, within and across languages.

A lexicon knows the translations that its training text held; a bilingual encoder also knows that "chairs" is near
"préside". With the shipped encoder, unrelated words lie within some 0.1 of zero, related ones from 0.2 up
(`python -m tests.benchmarks.alignment` prints both for words of the bilingual dictionary).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from index.encoders.protocol import Encoder

# Below the first a likeness says nothing; from the second on the word counts as said. Halfway it counts half.
UNRELATED, SAME = 0.18, 0.55
KEPT_WORDS = 20_000  # vectors kept between questions: 20 MB at 256 dimensions


class WordVectors:
    """Vectors of single words, kept once worked out. Safe to use from several threads: at worst work is done twice."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def of(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return one row a word, shape (words, dimensions)."""
        kept = self._vectors
        missing = [word for word in dict.fromkeys(words) if word not in kept]
        if missing:
            if len(kept) + len(missing) > KEPT_WORDS:
                kept = self._vectors = {}
                missing = list(dict.fromkeys(words))
            kept.update(zip(missing, self._encoder.encode_passages(missing), strict=True))
        if not words:
            return np.zeros((0, self._encoder.dimensions), np.float32)
        return np.stack([kept[word] for word in words])


class Likeness:
    """How alike each of a question's words is to the words of a text."""

    def __init__(self, vectors: WordVectors, asked: Sequence[str]) -> None:
        self._vectors = vectors
        self._asked = vectors.of(asked)
        self._known: dict[str, NDArray[np.float32]] = {}

    def learn(self, words: Collection[str]) -> None:
        """Work out the words of a text at once, which is faster than sentence by sentence."""
        new = [word for word in words if word not in self._known]
        if new:
            similarities = self._vectors.of(new) @ self._asked.T
            self._known.update(zip(new, similarities, strict=True))

    def best(self, words: Collection[str]) -> NDArray[np.float32]:
        """Return for each word asked the similarity of the likest of `words`, shape (asked,); zeros for no words."""
        if not words or not len(self._asked):
            return np.zeros(len(self._asked), np.float32)
        self.learn(words)
        best: NDArray[np.float32] = np.stack([self._known[word] for word in words]).max(axis=0)
        return best


def share_said(similarity: float) -> float:
    """Return from 0 to 1 how surely a word this alike says the word asked."""
    return min(1.0, max(0.0, (similarity - UNRELATED) / (SAME - UNRELATED)))
