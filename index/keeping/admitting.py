"""What a scope admits of one snapshot, worked out once for each scope that is asked for.

Where a scope holds all that is in the snapshot there is nothing to filter, and every way of matching goes as if there
were no scopes. Words are looked for in what is counted for the scope (`index.keeping.counting`), which is filtered
where the scope lacks some of that. Safe to use from several threads.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.collections import is_of_server
from index.matching.vector_index import Chosen, VectorIndex
from index.scope import Scope, admits

KEPT_SCOPES = 64  # some three bytes a passage each; a host's servers and channels share most of theirs


@dataclass(frozen=True, slots=True, eq=False)
class Admitted:
    """Names of collections, and what keeps each way of matching to their passages.

    `words` filters what is counted for the scope, shape (passages,); None where that has no other passages.
    """

    collections: frozenset[str]
    near: Chosen
    words: NDArray[np.bool_] | None


class Admission:
    """Answers what a scope admits."""

    def __init__(self, collections: Iterable[str], of_rows: NDArray[np.int32], vectors: VectorIndex) -> None:
        """`of_rows` gives each passage's collection by its place among `collections`."""
        self._names = list(collections)
        self._of_rows = of_rows
        sizes = np.bincount(of_rows, minlength=len(self._names)).tolist()
        self._sizes: dict[str, int] = dict(zip(self._names, sizes, strict=True))
        self._vectors = vectors
        self._lock = threading.Lock()
        self._kept: OrderedDict[frozenset[str], Admitted] = OrderedDict()
        self._shared = self._in(None)
        self._passages_shared = self.passages_in(self._shared)

    def of(self, scope: Scope | None) -> Admitted | None:
        """Return what `scope` admits; None where that is everything."""
        names = self._shared if scope is None else self._in(scope)
        if len(names) == len(self._names):
            return None
        with self._lock:
            if names in self._kept:
                self._kept.move_to_end(names)
                return self._kept[names]
        admitted = self._work_out(names)
        with self._lock:
            self._kept[names] = admitted
            while len(self._kept) > KEPT_SCOPES:
                self._kept.popitem(last=False)
        return admitted

    def passages_in(self, scope: Scope | None) -> int:
        """Return how many passages `scope` admits."""
        if scope is None:
            return self._passages_shared
        return sum(self._sizes.get(name, 0) for name in scope)

    def _in(self, scope: Scope | None) -> frozenset[str]:
        return frozenset(name for name in self._names if admits(scope, name))

    def _work_out(self, names: frozenset[str]) -> Admitted:
        mask = np.array([name in names for name in self._names], np.bool_)[self._of_rows]
        counted = (name for name in self._names if not is_of_server(name))
        return Admitted(names, self._vectors.choose(mask), None if names.issuperset(counted) else mask)
