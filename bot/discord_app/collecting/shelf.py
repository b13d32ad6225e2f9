"""Where articles lie that are added in Discord, and how they get in and out. Blocking: call it off the event loop.

A server's own articles lie in its own folder; the shared ones in the corpus folder, which only the host's owner may
change from Discord, and nobody where it is the one that ships with Sourcier.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.discord_app.failures import RefusedError
from corpus.fetching import FetchedPage, fetch_page
from corpus.intake import Export, IntakeLimits, Listed, Taken, Trashed, export, listing, remove, restore, take_in
from corpus.intake.limits import LIMITS
from corpus.roots import server_root

Fetch = Callable[[str], Awaitable[FetchedPage]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folders of articles that may be changed. `shared` is None where nobody may change the shared ones.

    `fetch` brings one web page.
    """

    servers: Path
    shared: Path | None = None
    limits: IntakeLimits = LIMITS
    fetch: Fetch = fetch_page

    def folder(self, guild_id: int, *, shared: bool = False) -> Path:
        """Return where a server's own articles lie, or the shared ones.

        Raises:
            RefusedError: the shared articles cannot be changed.
        """
        if not shared:
            return server_root(self.servers, guild_id).folder
        if self.shared is None:
            raise RefusedError("discord.corpus.shipped")
        return self.shared

    def add(self, folder: Path, name: str, data: bytes, *, url: str | None = None) -> Taken:
        """Put an article into a folder; an article from the same address is replaced. Raises IntakeError."""
        return take_in(folder, name, data, limits=self.limits, url=url)

    def remove(self, folder: Path, name: str) -> Trashed:
        """Move an article to the folder's trash. Raises IntakeError."""
        return remove(folder, name, limits=self.limits)

    def restore(self, folder: Path, token: str, *, swap: bool) -> str:
        """Bring an article back from the trash; with `swap`, in place of the one that has its name now."""
        return restore(folder, token, swap=swap, limits=self.limits)

    def listing(self, folder: Path) -> Sequence[Listed]:
        """Return the files of a folder, by name. Raises IntakeError."""
        return listing(folder)

    def export(self, folder: Path) -> Export:
        """Return the files of a folder as a zip archive, whose file the caller closes. Raises IntakeError."""
        return export(folder, limits=self.limits)
