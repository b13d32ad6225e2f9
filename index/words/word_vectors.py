"""Vectors of single words, kept between questions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.encoders.protocol import Encoder

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
