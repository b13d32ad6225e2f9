"""Which articles and files a server may read the names of: its own, and those of the shared collections it reads.

A file that could not be read is of no collection that anybody knows; a server that reads some collections only is told
how many there are. Pure functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.discord_app.escaping import fitted
from bot.state.nouns import ServerSettings
from corpus.collections import is_of_server, server_collection
from index.keeping.versions import ArticleName

OF_SERVER = re.compile(r"@(?P<id>[0-9]+)(?:/|$)")  # how the id of a server's own article begins (`corpus.roots`)
LONGEST_NAME = 70


@dataclass(frozen=True, slots=True)
class Named:
    """Names to show, how many there are of other servers, and of shared collections that this one does not read."""

    names: tuple[str, ...]
    others: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Sight:
    """Whose eyes a text is for: those of the managers of one server.

    `collections` are the shared ones that it reads, None for all. `owner` says that it is for whoever runs the bot, who
    knows all files. Some of its people may not ask where it is `closed`; `silent` names no file.
    """

    guild_id: int
    collections: frozenset[str] | None = None
    owner: bool = False
    closed: bool = False
    silent: bool = False

    def in_public(self) -> Sight:
        """Return the eyes of everybody in the server's channels."""
        return replace(self, owner=False, silent=self.closed)

    def reads(self, collection: str) -> bool:
        """Return whether the server reads a collection; not one of which nothing is known, unless it reads all."""
        if collection and is_of_server(collection):
            return collection == server_collection(self.guild_id)
        return self.collections is None or collection in self.collections

    def names_file(self, path: str) -> bool:
        """Return whether a file that could not be read may be named."""
        if self.owner:
            return True
        if self.silent or is_others(path, self.guild_id):
            return False
        return self.collections is None or OF_SERVER.match(path) is not None


def sight_of(guild_id: int, settings: ServerSettings, *, owner: bool = False) -> Sight:
    """Return what the managers of a server may read the names of, by its settings."""
    chosen = frozenset(settings.collections) or None
    return Sight(guild_id, chosen, owner, closed=bool(settings.ask_roles))


def is_others(article_id: str, guild_id: int) -> bool:
    """Return whether an article or a file is another server's own."""
    match = OF_SERVER.match(article_id)
    return match is not None and match["id"] != str(guild_id)


def shown_id(article_id: str) -> str:
    """Return an article's id as its own server knows it: the path of its file."""
    return OF_SERVER.sub("", article_id, count=1) or article_id


def of_articles(articles: Iterable[ArticleName], sight: Sight) -> Named:
    """Return the titles, escaped, of articles that the server may know of; the ids of those without a title."""
    names, others, unread = [], 0, 0
    for one in articles:
        if is_others(one.id, sight.guild_id):
            others += 1
        elif not (OF_SERVER.match(one.id) or sight.reads(one.collection)):
            unread += 1
        else:
            name = fitted(one.title, LONGEST_NAME, cut="…") or fitted(shown_id(one.id), LONGEST_NAME, cut="…")
            names.append(name or "?")
    return Named(tuple(names), others, unread)


def of_ids(ids: Sequence[str], sight: Sight, collections: Mapping[str, str]) -> Named:
    """Return the ids, escaped, of articles that the server may know of; `collections` tells those that are known."""
    return of_articles((ArticleName(one, "", collections.get(one, "")) for one in ids), sight)
