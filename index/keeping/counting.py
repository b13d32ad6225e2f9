"""What words and word pieces count for in a scope: over the shared articles and those of the servers that it names.

No other server's articles are counted, so that what is found, and in what order, neither hangs on them nor tells of
them. What is counted for a scope is worked out once. Safe to use from several threads.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.keeping.rows import RowMap
from index.matching.piece_index import PieceIndex
from index.matching.pieces import rarities_of
from index.scope import SHARED, Scope
from index.segments.segment import Segment
from index.words.word_index import WordIndex

KEPT_COUNTED = 32  # a hundred kilobytes each; working one out takes some milliseconds


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """Word search over what is counted, and the rarity of each word piece, in nats, shape (pieces of the table,)."""

    words: WordIndex
    rarities: NDArray[np.float32]


class Counting:
    """Answers what is counted for a scope."""

    def __init__(self, segments: Sequence[Segment], rows: RowMap, pieces: PieceIndex) -> None:
        self._segments = segments
        self._rows = rows
        self._pieces = pieces
        self._servers = frozenset(one.card.part for one in segments) - {SHARED}
        self._lock = threading.Lock()
        self._kept: OrderedDict[frozenset[str], Counted] = OrderedDict()
        self._shared = self._count(frozenset())

    def of(self, scope: Scope | None) -> Counted:
        """Return what is counted for `scope`."""
        servers = frozenset[str]() if scope is None else self._servers & scope
        if not servers:
            return self._shared
        with self._lock:
            if servers in self._kept:
                self._kept.move_to_end(servers)
                return self._kept[servers]
        counted = self._count(servers)
        with self._lock:
            self._kept[servers] = counted
            while len(self._kept) > KEPT_COUNTED:
                self._kept.popitem(last=False)
        return counted

    def _count(self, servers: frozenset[str]) -> Counted:
        parts = {SHARED, *servers}
        numbers = [number for number, one in enumerate(self._segments) if one.card.part in parts]
        words = WordIndex([one.words for one in self._segments], self._rows, numbers)
        passages = sum(self._rows.sizes[number] - self._rows.dead[number] for number in numbers)
        return Counted(words, rarities_of(self._pieces.live_frequencies(numbers), passages))
