"""Which collections a question may be answered from.

A scope is a set of names, and these collections alone are looked into. No scope, None, is all shared collections: what
is a server's own answers only where its collection is named.

What is in an index has parts: the shared collections are one, which are read together, and each server's is another.
Whatever is counted, how rare words are above all, is counted over the shared part and those of the servers that a
scope names: no server's articles change, or tell, anything of another's. Nor do they where a question is answered
otherwise among few passages: these are the ones that its scope admits.
"""

from __future__ import annotations

from collections.abc import Iterable

from corpus.collections import is_of_server, server_collection

Scope = frozenset[str]

SHARED = ""  # the part of the shared collections; a server's is called like its collection


def admits(scope: Scope | None, collection: str) -> bool:
    """Return whether `scope` holds the articles of `collection`."""
    return not is_of_server(collection) if scope is None else collection in scope


def with_server(collections: Iterable[str], server_id: int | str) -> Scope:
    """Return the scope of the shared ones of `collections` and of one server's own."""
    return frozenset(name for name in collections if admits(None, name)) | {server_collection(server_id)}


def part_of(collection: str) -> str:
    """Return the part that the articles of a collection belong to."""
    return collection if is_of_server(collection) else SHARED
