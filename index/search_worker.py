"""A process that searches for another one: `python -m index.search_worker STORE`, with the shipped encoder.

It opens the snapshot that it is told to, and answers questions from it with records of hits. See `index.search_pool`.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from index.children import TEXTS, serve
from index.encoders import shipped_encoder
from index.errors import IndexFloorError
from index.hit_records import records_of
from index.keeping.snapshot import open_named
from index.keeping.store import Store
from index.query_records import query_of
from index.search import Search
from index.search_pool import FIELDS
from index.words.lexicon import load_lexicon
from index.words.word_vectors import WordVectors

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
                if request["fields"] != FIELDS:
                    return {"error": "another version of Sourcier is installed by now; start the bot again"}
                self._open(request["open"])
                return {}
            return self._find(request)
        except (IndexFloorError, OSError, MemoryError) as error:
            return {"error": str(error) or type(error).__name__}

    def _find(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        search = self._search
        if search is None or search.snapshot.manifest.name != request["snapshot"]:
            return {"error": f"{request['snapshot']} is not open"}
        asked = request["question"]
        if not isinstance(asked, str):
            found = search.find(query_of(asked), request["limit"])
        else:
            scope = None if request["scope"] is None else frozenset(request["scope"])
            found = search.find(asked, request["limit"], scope=scope)
        records = records_of(found)
        return {"hits": records.hits, "articles": records.articles, TEXTS: records.texts}

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
        # What is open now stays: to look through all of it again and again for what can be freed takes time in vain.
        gc.unfreeze()
        gc.collect()
        gc.freeze()


def main() -> None:
    """Search the store that the command line names, until standard input ends or nothing is asked."""
    serve(_Searching(Store(Path(sys.argv[1]))).answer, idle_s=IDLE_S)


if __name__ == "__main__":
    main()
