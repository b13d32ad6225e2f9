"""What this package needs of a desk and of a rebuild; `bot.wiring` and `bot.rebuilding` have the real ones.

A `scope` is the collections that may answer: None for all that servers share, else exactly those named. What a server
added is in the collection `server-<its id>`; `scope_of` says what a server may read.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from bot.answers.answer import Answer, Length, NoAnswer, OnPart
from bot.state.nouns import ServerSettings
from corpus.article import Article, Language, Passage
from index.builds.building import BuildPlan, BuildReport, BuildStep
from index.hits import Hit
from index.scope import with_server

if TYPE_CHECKING:
    from bot.wiring import Listing, Status
    from index.keeping.passage_store import ArticleCard
    from index.keeping.snapshot import Changes, Manifest, PassedOver
    from index.keeping.versions import BuildChanges, Version
    from index.words.terms import Term

Scope = frozenset[str] | None


class Trial(Protocol):
    """An opened index, in use or not, to try questions on, from any thread."""

    def answer(self, question: str, *, scope: Scope = None) -> Answer | NoAnswer:
        """Return the answer to `question`, without a chat model."""
        ...

    def collections(self) -> Mapping[str, int]:
        """Return every collection with how many articles it holds."""
        ...

    def holds(self, article_id: str, *, scope: Scope = None) -> bool:
        """Return whether `scope` has an article of that id."""
        ...

    def close(self) -> None:
        """Let go of the index."""
        ...


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
        likely_language: Language | None = None,
    ) -> Answer | NoAnswer:
        """Return the answer to `question`; `earlier` are the questions asked before, oldest first.

        `on_part` gets the answer while it is being written, on the thread that works it out. `chat` says whether a chat
        model may write it, where the host has set one. `article_id` is the one article to answer from.
        `likely_language` is what the asker likely speaks, which key words and names do not tell.
        """
        ...

    def search(self, question: str, limit: int, *, scope: Scope = None) -> list[Hit]:
        """Return the `limit` best passages, best first."""
        ...

    def spelt(self, question: str, *, scope: Scope = None) -> str:
        """Return `question` with its misspelt words as the articles spell them, or nothing where there are none."""
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

    def least(self, *, scope: Scope = None) -> float:
        """Return the confidence below which a question to `scope` is refused, a share from 0 to 1."""
        ...

    def articles(self, *, scope: Scope = None) -> Sequence[ArticleCard]:
        """Return the articles, by title."""
        ...

    def article(self, article_id: str, *, scope: Scope = None) -> Article | None:
        """Return one article; None where there is none of that id in `scope`."""
        ...

    def passages_in(self, scope: Scope) -> int:
        """Return how many passages `scope` has."""
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

    def current(self) -> str | None:
        """Return the name of the index in use on disk, which need not be the one that is open."""
        ...

    def passed_over(self) -> Sequence[PassedOver]:
        """Return the damaged indexes in whose place an earlier one answers, the one in use first."""
        ...

    def changes(self, *, servers_only: bool = False) -> Changes:
        """Return how the articles on disk, or servers' own alone, differ from the index in use, at a glance.

        CorpusError: there is no folder of shared ones.
        """
        ...

    def put_aside(self, counts: Callable[[str], object] = bool) -> str | None:
        """Return the index that somebody went back behind, if it has the articles that count as they are on disk."""
        ...

    def status(self, *, lenient: bool = False) -> Status:
        """Return what is in use, and what changed on disk since; with `lenient`, also what is broken there."""
        ...

    def versions(self, *, check: bool = False) -> Sequence[Version]:
        """Return the indexes on disk, newest first; with `check`, every file is compared with its checksum."""
        ...

    def built(self, name: str) -> BuildChanges | None:
        """Return what the build of an index changed; None where that is not known."""
        ...

    def trial(self, name: str | None = None) -> Trial:
        """Return the index called `name`, or the one in use, to try questions on; it has to be closed."""
        ...

    def use(self, name: str, *, instead_of: str | None = None, back: bool = False) -> None:
        """Put an index on disk in use, if `instead_of` is in use where it is given; `back` says that it is going back.

        ChangedIndexError: it is not. NoIndexError: there is no index `name`. IndexBusyError: another process builds.
        """
        ...

    def discard(self, name: str) -> None:
        """Delete an index on disk that is not in use; errors as for `use`."""
        ...

    def note(self, name: str, test: str, result: Mapping[str, object]) -> None:
        """Write what a test found of an index down with it; where that cannot be, the log says so."""
        ...

    def reload(self) -> bool:
        """Take the index in use on disk; return whether it was another."""
        ...

    def close(self) -> None:
        """Take no more questions."""
        ...


class Rebuild(Protocol):
    """Builds the index in a process of its own and tells how it goes; the last item is the report, or the plan."""

    def __call__(self, *, everything: bool, put_in_use: bool = True) -> AsyncGenerator[BuildStep | BuildReport, None]:
        """Begin; closing the iterator stops the build. Without `put_in_use` the new index waits beside the old."""
        ...

    def plan(self, *, everything: bool) -> AsyncGenerator[BuildStep | BuildPlan, None]:
        """Look what a build would do; closing the iterator stops it."""
        ...


class Collected(Protocol):
    """What tells which collections there are: a desk, or an index that is tried."""

    def collections(self) -> Mapping[str, int]:
        """Return every collection with how many articles it holds."""
        ...


def scope_of(guild_id: int | None, settings: ServerSettings, desk: Collected) -> Scope:
    """Return what a server may read: the shared collections that it chose, or all, and its own. Needs an open index."""
    if guild_id is None:
        return None
    held = desk.collections()
    return with_server(set(held).intersection(settings.collections) if settings.collections else held, guild_id)
