"""What a reranker is: a question and texts in, one score a text out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
"""Shape (texts,), float32, finite. A larger score is a better answer; 0 is a probability of one half (a logit)."""


class Reranker(Protocol):
    """Reads a question together with each text, and says how well the text answers it."""

    @property
    def id(self) -> str:
        """Name of the model, for people: `cross-encoder:ms-marco-MiniLM-L6-v2`."""
        ...

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        """Return one score a text, in order; shape (0,) for no texts."""
        ...
