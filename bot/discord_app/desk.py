"""What this package needs of a desk and of a rebuild; `bot.wiring` and `bot.rebuilding` have the real ones.

A `scope` is the collections that may answer: None for all that servers share, else exactly those named. What a server
added is in the collection `server-<its id>`; `scope_of` says what a server may read.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from bot.answers.answer import Answer, Length, NoAnswer, OnPart
from bot.state.nouns import ServerSettings
from corpus.article import Article, Passage
from index.building import BuildReport, BuildStep
from index.hits import Hit

if TYPE_CHECKING:
    from bot.wiring import Listing
    from index.passage_store import ArticleCard
    from index.snapshot import Manifest
    from index.terms import Term

Scope = frozenset[str] | None
SERVER_COLLECTION = "server-"


class Desk(Protocol):
    """Answers questions, from several threads at once. Where no index can be opened, IndexFloorError is raised."""

    @property
    def chat_model(self) -> str | None:
        """The chat model that the host has set; None without one."""
        ...

    def open(self) -> None:
        """Open the index in use."""
        ...

    def answer(
        self,
        question: str,
        *,
        earlier: Sequence[str] = (),
        on_part: OnPart | None = None,
        scope: Scope = None,
        length: Length = "normal",
        chat: bool = True,
        article_id: str | None = None,
    ) -> Answer | NoAnswer:
        """Return the answer to `question`; `earlier` are the questions asked before, oldest first.

        `on_part` gets the answer while it is being written, on the thread that works it out. `chat` says whether a chat
        model may write it, where the host has set one. `article_id` is the one article to answer from.
        """
        ...

    def search(self, question: str, limit: int, *, scope: Scope = None) -> list[Hit]:
        """Return the `limit` best passages, best first."""
        ...

    def listing(self, term: str, limit: int, *, scope: Scope = None) -> Listing:
        """Return what the articles say that `term` means, or of the first `limit` terms where it is empty."""
        ...

    def explained(self, *, scope: Scope = None) -> Sequence[str]:
        """Return every term that the articles explain, those that most of them explain first."""
        ...

    def words_of(self, question: str) -> Sequence[Term]:
        """Return the words of `question` that mean something, with the stems to look for in either language."""
        ...

    def least(self) -> float:
        """Return the confidence below which a question is refused, a share from 0 to 1."""
        ...

    def articles(self, *, scope: Scope = None) -> Sequence[ArticleCard]:
        """Return the articles, by title."""
        ...

    def article(self, article_id: str, *, scope: Scope = None) -> Article | None:
        """Return one article; None where there is none of that id in `scope`."""
        ...

    def passages_of(self, article_id: str, *, scope: Scope = None) -> Sequence[Passage]:
        """Return the passages of one article in their order; none where it is not in `scope`."""
        ...

    def group(self, questions: Sequence[str]) -> list[list[int]]:
        """Return the positions of questions that ask much the same, in either language, together."""
        ...

    def collections(self) -> Mapping[str, int]:
        """Return every collection with how many articles it holds, servers' own among them."""
        ...

    def manifest(self) -> Manifest:
        """Return what the index in use says of itself."""
        ...

    def reload(self) -> bool:
        """Take the index in use on disk; return whether it was another."""
        ...

    def close(self) -> None:
        """Take no more questions."""
        ...


class Rebuild(Protocol):
    """Builds the index in a process of its own and tells how it goes; the last item is the report."""

    def __call__(self, *, everything: bool) -> AsyncGenerator[BuildStep | BuildReport, None]:
        """Begin; closing the iterator stops the build."""
        ...


def scope_of(guild_id: int | None, settings: ServerSettings, desk: Desk) -> Scope:
    """Return what a server may read: the shared collections that it chose, or all, and its own. Needs an open index."""
    if guild_id is None:
        return None
    shared = {name for name in desk.collections() if not name.startswith(SERVER_COLLECTION)}
    chosen = shared.intersection(settings.collections) if settings.collections else shared
    return frozenset({*chosen, f"{SERVER_COLLECTION}{guild_id}"})
