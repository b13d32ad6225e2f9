"""Which articles and files a server may read the names of: the shared ones and its own. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.discord_app.escaping import fitted
from index.versions import ArticleName

OF_SERVER = re.compile(r"@(?P<id>[0-9]+)(?:/|$)")  # how the id of a server's own article begins (`corpus.roots`)
LONGEST_NAME = 70


@dataclass(frozen=True, slots=True)
class Named:
    """Names to show, and how many there are of other servers."""

    names: tuple[str, ...]
    others: int = 0


def is_others(article_id: str, guild_id: int) -> bool:
    """Return whether an article or a file is another server's own."""
    match = OF_SERVER.match(article_id)
    return match is not None and match["id"] != str(guild_id)


def shown_id(article_id: str) -> str:
    """Return an article's id as its own server knows it: the path of its file."""
    return OF_SERVER.sub("", article_id, count=1) or article_id


def of_articles(articles: Sequence[ArticleName], guild_id: int) -> Named:
    """Return the titles, escaped, of articles that the server may know of."""
    return _named(((one.id, one.title) for one in articles), guild_id)


def of_ids(ids: Sequence[str], guild_id: int) -> Named:
    """Return the ids, escaped, of articles that the server may know of."""
    return _named(((one, "") for one in ids), guild_id)


def _named(articles: Iterable[tuple[str, str]], guild_id: int) -> Named:
    names, others = [], 0
    for article_id, title in articles:
        if is_others(article_id, guild_id):
            others += 1
        else:
            names.append(fitted(title, LONGEST_NAME, cut="…") or fitted(shown_id(article_id), LONGEST_NAME, cut="…"))
    return Named(tuple(name or "?" for name in names), others)
