"""Passages taken apart: their sentences, these sentences' words and word pieces.

People ask about the same passages again and again, so the latest are kept. Safe to use from several threads.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from corpus.article import Language, Span
from corpus.sentences import split_sentences
from index.matching.pieces import PieceTable
from index.words.analysis import words

KEPT = 512  # passages, some 13 kilobytes each
MOST_KEPT = 60  # sentences of one, 400 bytes each; those of more are rare and would take the room of many

TABLES = 2  # a process has one; tests have others

Passage = tuple[str, Language]
"""The text of a passage and the language that it is in."""


@dataclass(frozen=True, slots=True)
class Parted:
    """The sentences of a passage in order: the span of each, its words, and the numbers of its word pieces.

    `opens` says whether a sentence opens a paragraph, and so goes on with none before it.
    """

    spans: tuple[Span, ...]
    opens: tuple[bool, ...]
    words: tuple[tuple[str, ...], ...]
    pieces: tuple[NDArray[np.int64], ...]


def part(passages: Sequence[Passage], table: PieceTable) -> list[Parted]:
    """Return each passage taken apart, its pieces those of `table`."""
    return _parter(table).part(passages)


class _Parter:
    """Takes passages apart, and keeps the latest."""

    def __init__(self, table: PieceTable) -> None:
        self._table = table
        self._kept: OrderedDict[Passage, Parted] = OrderedDict()
        self._lock = threading.Lock()

    def part(self, passages: Sequence[Passage]) -> list[Parted]:
        with self._lock:
            found = {one: self._kept[one] for one in passages if one in self._kept}
        found |= self._anew([one for one in dict.fromkeys(passages) if one not in found])
        with self._lock:
            for one in found:
                if len(found[one].spans) <= MOST_KEPT:
                    self._kept[one] = found[one]
                    self._kept.move_to_end(one)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return [found[one] for one in passages]

    def _anew(self, passages: Sequence[Passage]) -> dict[Passage, Parted]:
        """Return passages taken apart; all are cut to pieces together, which is sooner done."""
        if not passages:
            return {}
        spans = [split_sentences(text, language) for text, language in passages]
        texts = [[span.of(text) for span in own] for (text, _), own in zip(passages, spans, strict=True)]
        cut = self._table.in_order([one for some in texts for one in some])
        for ids in cut:
            ids.flags.writeable = False  # several threads have them
        pieces = iter(cut)
        return {
            passage: Parted(
                own,
                tuple(_opens(passage[0], own)),
                tuple(tuple(words(one)) for one in some),
                tuple(islice(pieces, len(own))),
            )
            for passage, own, some in zip(passages, spans, texts, strict=True)
        }


@lru_cache(TABLES)
def _parter(table: PieceTable) -> _Parter:
    return _Parter(table)


def _opens(text: str, spans: Sequence[Span]) -> Iterable[bool]:
    """Yield whether each sentence of a passage opens a paragraph."""
    end = 0
    for span in spans:
        yield not end or "\n\n" in text[end : span.start]
        end = span.end
