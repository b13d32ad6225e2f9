"""What words and word pieces count for in a scope: over the shared articles and those of the servers that it names.

No other server's articles are counted, so that what is found, and in what order, neither hangs on them nor tells of
them. What is counted for a scope is worked out once. Safe to use from several threads.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.pieces import PieceIndex, rarities_of
from index.scope import SHARED, Scope, parts_of
from index.words import WordIndex

# A hundred kilobytes each, and two idle threads of tantivy's; working one out takes some ten milliseconds.
KEPT_COUNTED = 32


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """Word search over what is counted, and the rarity of each word piece, in nats, shape (pieces of the table,)."""

    words: WordIndex
    rarities: NDArray[np.float32]


class Counting:
    """Answers what is counted for a scope."""

    def __init__(
        self, collections: Iterable[str], of_rows: NDArray[np.int32], words_folder: Path, pieces: PieceIndex
    ) -> None:
        """`of_rows` gives each passage's collection by its place among `collections`.

        Raises:
            DamagedIndexError: the word index cannot be read.
        """
        self._numbers = {name: number for number, name in enumerate(collections)}
        self._parts = parts_of(self._numbers)
        self._of_rows = of_rows
        self._folder = words_folder
        self._pieces = pieces
        shared = np.array([part == SHARED for part in self._parts.values()], np.bool_)
        self._shared_rows = int(shared[of_rows].sum())
        self._shared = Counted(WordIndex(words_folder), rarities_of(pieces.frequencies, self._shared_rows))
        self._servers = frozenset(name for name, part in self._parts.items() if part != SHARED)
        self._lock = threading.Lock()
        self._kept: OrderedDict[frozenset[str], Counted] = OrderedDict()

    def of(self, scope: Scope | None) -> Counted:
        """Return what is counted for `scope`.

        Raises:
            DamagedIndexError: the words of a server's articles cannot be read.
        """
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
        own = np.flatnonzero(np.isin(self._of_rows, [self._numbers[name] for name in servers]))
        frequencies = self._pieces.frequencies + self._pieces.frequencies_in(own)
        words = WordIndex(self._folder, {self._parts[name] for name in servers})
        return Counted(words, rarities_of(frequencies, self._shared_rows + len(own)))
