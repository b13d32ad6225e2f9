"""What an encoder is: text in, one unit vector a text out."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Shape (texts, dimensions), float32, each row of length 1 (or all zeros where a text holds no known token)."""


class Encoder(Protocol):
    """Turns texts into vectors whose inner product is their similarity, from -1 to 1."""

    @property
    def id(self) -> str:
        """Name of the model, for people: `static:sourcier-static`, `sentence-transformers:all-MiniLM-L6-v2`."""
        ...

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of what determines the vectors. Another digest means another index."""
        ...

    @property
    def dimensions(self) -> int:
        """Width of each vector."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, in order; shape (0, dimensions) for no texts."""
        ...

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, in order, with the model's prompt for questions if it has one."""
        ...


@runtime_checkable
class Sharing(Protocol):
    """An encoder that can share a large number of passages out among devices."""

    @property
    def at_once(self) -> int:
        """How many passages at a time keep all devices busy; 0 where there is one device."""
        ...

    def sharing(self) -> AbstractContextManager[None]:
        """Share passages out within the block, once they are many; what that takes is given back at its end."""
        ...
