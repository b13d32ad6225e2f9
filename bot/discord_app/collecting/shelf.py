"""Where articles lie that are added in Discord, and how they get in and out. Blocking: call it off the event loop.

A server's own articles lie in its own folder; the shared ones in the corpus folder, which only the host's owner may
change from Discord, and nobody where it is the one that ships with Sourcier. Articles go by the ids that the index
has them by: those of a server's own begin with its root's prefix.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.discord_app.failures import RefusedError
from corpus.fetching import FetchedPage, fetch_page
from corpus.intake import (
    Export,
    IntakeLimits,
    Listed,
    Taken,
    Trashed,
    export,
    forget_server,
    listing,
    remove,
    restore,
    take_in,
    trashed,
)
from corpus.intake.limits import LIMITS
from corpus.roots import Root, server_root, server_roots

Fetch = Callable[[str], Awaitable[FetchedPage]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folders of articles that may be changed. `shared` is None where nobody may change the shared ones.

    `limits` are those of each server's own articles, `shared_limits` those of the shared ones; `fetch` brings one web
    page. `everywhere` gives the folders of servers' articles beside all of the host's corpora, `servers` among them.
    """

    servers: Path
    shared: Root | None = None
    limits: IntakeLimits = LIMITS
    shared_limits: IntakeLimits = LIMITS
    fetch: Fetch = fetch_page
    everywhere: Callable[[], Sequence[Path]] | None = None

    def root(self, guild_id: int, *, shared: bool = False) -> Root:
        """Return where a server's own articles lie, or the shared ones.

        Raises:
            RefusedError: the shared articles cannot be changed.
        """
        if not shared:
            return server_root(self.servers, guild_id)
        if self.shared is None:
            raise RefusedError("discord.corpus.shipped")
        return self.shared

    def limits_of(self, root: Root) -> IntakeLimits:
        """Return how much a root takes in."""
        return self.limits if root.id_prefix else self.shared_limits

    def add(
        self,
        root: Root,
        name: str,
        data: bytes,
        *,
        url: str | None = None,
        replace: bool = False,
        permit: Callable[[], None] | None = None,
    ) -> Taken:
        """Put an article into a root; an article from the same address is replaced. Raises IntakeError.

        With `replace` the article of the same name is replaced too; without it, the new one gets a number.
        `permit` is called right before the root changes; what it raises prevents that.
        """
        return take_in(root, name, data, limits=self.limits_of(root), url=url, replace=replace, permit=permit)

    def remove(self, root: Root, article_id: str) -> Trashed:
        """Move an article to the root's trash. Raises IntakeError."""
        return remove(root, article_id, limits=self.limits_of(root))

    def restore(self, root: Root, token: str, *, swap: bool) -> str:
        """Bring an article back from the trash, and return its id; with `swap`, in place of what took its place."""
        return restore(root, token, swap=swap, limits=self.limits_of(root))

    def trashed(self, root: Root) -> Sequence[Trashed]:
        """Return what lies in the root's trash, the latest first. Raises IntakeError."""
        return trashed(root)

    def servers_with_articles(self) -> list[int]:
        """Return the ids of the servers that have a folder of articles. Raises CorpusError, OSError."""
        return sorted({int(root.folder.name) for folder in self._all_servers() for root in server_roots(folder)})

    def forget_server(self, guild_id: int) -> bool:
        """Delete all of a server's own articles for good; return whether there were any. Raises IntakeError."""
        gone = [forget_server(folder, guild_id) for folder in self._all_servers()]
        return any(gone)

    def _all_servers(self) -> Sequence[Path]:
        return (self.servers,) if self.everywhere is None else self.everywhere()

    def listing(self, root: Root) -> Sequence[Listed]:
        """Return the files of a root, by id. Raises IntakeError."""
        return listing(root)

    def export(self, root: Root) -> Export:
        """Return the files of a root as a zip archive, whose file the caller closes. Raises IntakeError."""
        return export(root, limits=self.limits_of(root))
