"""A process that searches for another one: `python -m index.search_worker STORE`, with the shipped encoder.

It opens the snapshot that it is told to, and answers questions from it with records of hits. See `index.search_pool`.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from index.alignment import WordVectors
from index.candidates import Query
from index.children import serve
from index.encoders import shipped_encoder
from index.errors import IndexFloorError
from index.hit_records import FIELDS, record_of
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
        scope = None if request["scope"] is None else frozenset(request["scope"])
        query = search.read(request["text"], request["language"], scope=scope)
        asked = query if request["terms"] is None else with_terms(query, request["terms"], request["hints"])
        found = None if asked is None else [record_of(hit) for hit in search.find(asked, request["limit"])]
        return {"hits": found}

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


def with_terms(query: Query, terms: Sequence[str], hints: Sequence[str]) -> Query | None:
    """Return a query with those of its terms that whoever asks left in it; None where it cannot be told by them."""
    kept = set(terms)
    found = replace(query, terms=tuple(term for term in query.terms if term.folded in kept))
    same = [one.folded for one in found.terms] == terms and [one.folded for one in found.hints] == hints
    return found if same else None


def main() -> None:
    """Search the store that the command line names, until standard input ends or nothing is asked."""
    serve(_Searching(Store(Path(sys.argv[1]))).answer, idle_s=IDLE_S)


if __name__ == "__main__":
    main()
