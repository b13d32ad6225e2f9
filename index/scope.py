"""Which collections a question may be answered from.

A scope is a set of names, and these collections alone are looked into. No scope, None, is all shared collections: what
is a server's own answers only where its collection is named.
"""

from __future__ import annotations

from corpus.collections import is_of_server

Scope = frozenset[str]


def admits(scope: Scope | None, collection: str) -> bool:
    """Return whether `scope` holds the articles of `collection`."""
    return not is_of_server(collection) if scope is None else collection in scope
