"""A process that searches for another one: `python -m index.search_worker STORE`, with the shipped encoder.

It opens the snapshot that it is told to, and answers questions from it with records of hits. See `index.search_pool`.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from index.alignment import WordVectors
from index.children import serve
from index.encoders import shipped_encoder
from index.errors import IndexFloorError
from index.hit_records import record_of
from index.lexicon import load_lexicon
from index.search import Search
from index.snapshot import open_named
from index.store import Store

IDLE_S = 600.0  # without a question, after which it ends and its memory is free


class _Searching:
    """Answers requests from the snapshot that was opened last."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._encoder = shipped_encoder()
        self._lexicon = load_lexicon()
        self._words = WordVectors(self._encoder)
        self._search: Search | None = None

    def answer(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the records of what was found, or what went wrong."""
        try:
            if "open" in request:
                self._open(request["open"])
                return {}
            assert self._search is not None  # noqa: S101 - something was opened before
            scope = None if request["scope"] is None else frozenset(request["scope"])
            query = self._search.read(request["text"], request["language"], scope=scope)
            return {"hits": [record_of(hit) for hit in self._search.find(query, request["limit"])]}
        except (IndexFloorError, OSError, MemoryError) as error:
            return {"error": str(error) or type(error).__name__}

    def _open(self, name: str) -> None:
        before = self._search
        snapshot = open_named(self._store, name, self._encoder, beside=before.snapshot if before else None)
        try:
            self._search = Search(snapshot, self._encoder, self._lexicon, words=self._words)
        except BaseException:
            snapshot.close()
            raise
        if before is not None:
            before.close()


if __name__ == "__main__":
    serve(_Searching(Store(Path(sys.argv[1]))).answer, idle_s=IDLE_S)
