"""What is known of each passage that may answer: the parts of its score. Knows no weights."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Parts:
    """What is known of each candidate passage, arrays of shape (candidates,), or of one, numbers.

    `words` is the BM25 score, 0 where word search did not return it; `meaning` the cosine of the vectors; `alike` and
    `said` are those of `index.matching.pieces.Met`; `size` the logarithm of the number of its pieces plus one, since a
    long passage meets more pieces by chance; `counterpart` how likely the passage in the other language that says the
    same is to answer, from 0 to 1 (`Ranking.hear`); `across` 1 in the other language than the question's, else 0.
    """

    words: NDArray[np.float32]
    meaning: NDArray[np.float32]
    alike: NDArray[np.float32]
    said: NDArray[np.float32]
    size: NDArray[np.float32]
    counterpart: NDArray[np.float32]
    across: NDArray[np.float32]


PARTS = tuple(field.name for field in fields(Parts))
ACROSS, COUNTERPART = PARTS.index("across"), PARTS.index("counterpart")
