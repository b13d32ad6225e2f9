"""Which questions ask much the same, in either language: groups by the likeness of their vectors.

Knows no index: vectors in, groups of positions out. Deterministic.
"""

from __future__ import annotations

import numpy as np

from index.encoders.protocol import Vectors

# The shipped encoder's likeness from which two questions count as one. At 0.65, 63 % of 322 questions meet their own
# translation, and 0.28 % of different questions about one article meet (0.60: 74 and 0.50; 0.70: 53 and 0.15), by
# tests/benchmarks/likeness.py. A wrong group hides a question, a missed one lists it twice, so precision goes first.
ALIKE = 0.65


def grouped(vectors: Vectors, *, least: float = ALIKE) -> list[list[int]]:
    """Return the positions of rows that are alike together, by the first position; each group in rising order.

    Average linkage: the two groups whose rows are most alike on average become one, while that average is at least
    `least`. Takes time with the cube of the number of rows, a second for some 500; memory with its square.
    """
    groups = [[position] for position in range(len(vectors))]
    if len(groups) < 2:
        return groups
    likeness = (vectors @ vectors.T).astype(np.float64)
    np.fill_diagonal(likeness, -np.inf)
    sizes = np.ones(len(groups))
    while True:
        one, other = divmod(int(likeness.argmax()), len(groups))
        if likeness[one, other] < least:
            return sorted(sorted(group) for group in groups if group)
        kept, gone = min(one, other), max(one, other)
        merged = (likeness[kept] * sizes[kept] + likeness[gone] * sizes[gone]) / (sizes[kept] + sizes[gone])
        likeness[kept] = likeness[:, kept] = merged
        likeness[gone] = likeness[:, gone] = -np.inf
        likeness[kept, kept] = -np.inf
        sizes[kept] += sizes[gone]
        groups[kept] += groups[gone]
        groups[gone] = []
