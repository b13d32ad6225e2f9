"""Names of collections: which are shared, and which belong to a server.

A server's collection is called `server-` and the server's id. No article can name itself into one: only where its file
lies puts it there.
"""

from __future__ import annotations

import unicodedata

SERVER_PREFIX = "server-"


def server_collection(server_id: int | str) -> str:
    """Return the collection of the articles that belong to one server."""
    return f"{SERVER_PREFIX}{server_id}"


def is_of_server(collection: str) -> bool:
    """Return whether a name is a server's, or looks like one: in capitals, with spaces or invisible marks in it."""
    folded = unicodedata.normalize("NFKC", collection).casefold()
    shown = "".join(one for one in folded if not one.isspace() and unicodedata.category(one) not in {"Cf", "Mn"})
    return shown.startswith(SERVER_PREFIX)
