"""Names of collections and articles: which are shared, and which belong to a server.

A server's collection is called `server-` and the server's id; its articles' ids begin with `@`, that id and a slash. No
article can name itself into either: only where its file lies puts it there.
"""

from __future__ import annotations

import re
import unicodedata

SERVER_PREFIX = "server-"
SERVERS_ARTICLE = re.compile(r"^@([0-9]+)/")


def server_collection(server_id: int | str) -> str:
    """Return the collection of the articles that belong to one server."""
    return f"{SERVER_PREFIX}{server_id}"


def is_of_server(collection: str) -> bool:
    """Return whether a name is a server's, or looks like one: in capitals, with spaces or invisible marks in it."""
    folded = unicodedata.normalize("NFKC", collection).casefold()
    shown = "".join(one for one in folded if not one.isspace() and unicodedata.category(one) not in {"Cf", "Mn"})
    return shown.startswith(SERVER_PREFIX)


def server_of(article_id: str) -> str | None:
    """Return the id of the server whose own an article is; None for a shared one."""
    match = SERVERS_ARTICLE.match(article_id)
    return match[1] if match else None
