"""Whose articles a command is about: a server's own, or the shared ones; and what is looked up there. Blocking.

What the index says of them is better to read, but what lies on disk can be listed, shown and removed without one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal

from bot.discord_app.article_choices import article_of, matching, told_apart
from bot.discord_app.collecting import cards
from bot.discord_app.collecting.shelf import Shelf
from bot.discord_app.desk import Desk, Scope
from bot.discord_app.replies import Card
from bot.discord_app.typed import ranked
from corpus.article import COLLECTION, Article, Language
from corpus.collections import server_collection
from corpus.errors import CorpusError
from corpus.intake import IntakeLimits, Listed, Trashed
from corpus.refusals import IntakeError
from corpus.roots import Root
from index.errors import IndexFloorError
from index.keeping.passage_store import ArticleCard

if TYPE_CHECKING:
    from collections.abc import Iterator

Where = Literal["own", "shared"]


@dataclass(frozen=True, slots=True)
class Place:
    """A root of articles, the server it belongs to, and the language of whoever looks."""

    shelf: Shelf
    where: Where
    guild_id: int
    language: Language

    @property
    def root(self) -> Root:
        """Where the files lie. Raises RefusedError where the shared articles cannot be changed."""
        return self.shelf.root(self.guild_id, shared=self.shared)

    @property
    def limits(self) -> IntakeLimits:
        """How much may lie there."""
        return self.shelf.limits_of(self.root)

    @property
    def shared(self) -> bool:
        """Whether these are the articles of all servers."""
        return self.where == "shared"

    @property
    def scope(self) -> Scope:
        """The collections in which these articles are."""
        return None if self.shared else frozenset({server_collection(self.guild_id)})

    def id_of(self, desk: Desk, choice: str) -> str:
        """Return the id of the article of a suggestion, of a title that only one has, or of a file's name as typed."""
        card = article_of(self._known(desk), choice)
        if card is not None:
            return card.id
        prefix = self.root.id_prefix
        return choice if choice.startswith(prefix) else f"{prefix}{choice}"

    def suggestions(self, desk: Desk, typed: str, limit: int) -> list[tuple[str, str]]:
        """Return titles, told apart by their files, with the keys that stand for them, the likeliest first."""
        known = self._known(desk)
        return [(one.name, one.key) for one in told_apart(matching(known, typed, limit), known)]

    def trashed(self, choice: str) -> Trashed:
        """Return what a suggestion stands for, or the latest removed one of the name or title that was typed.

        Raises:
            IntakeError: nothing of that name lies in the trash.
        """
        there = self._trash()
        found = next((one for one in there if choice in (one.token, one.id, cards.name_of(one.id))), None)
        found = found or next((one for one in there if choice == one.title), None)
        if found is None:
            raise IntakeError("not_in_trash", name=choice[:60])
        return found

    def trash_suggestions(self, typed: str, limit: int) -> list[tuple[str, str]]:
        """Return what can be brought back, each with the token that does, the latest first."""
        there = self._trash()
        found = ranked([cards.trash_name(one) for one in there], typed, limit)
        return [(cards.trash_label(there[place], self.language), there[place].token) for place in found]

    def trash_list(self) -> Card:
        """Return what can be brought back."""
        return cards.trash(self._trash(), self.language)

    def page(self, number: int) -> Card:
        """Return one page of the list."""
        return cards.page(self._files(), number, self.limits, self.language, shared=self.shared)

    def about(self, desk: Desk, article_id: str) -> Card:
        """Return what one article is.

        Raises:
            IntakeError: there is no such file.
        """
        listed = next((one for one in self._files() if one.id == article_id), None)
        if listed is None:
            raise IntakeError("not_found", name=cards.name_of(article_id)[:60])
        article, passages = self._read(desk, article_id)
        return cards.about(listed, article, passages, self.language, shared=self.shared)

    def title_of(self, article_id: str) -> str | None:
        """Return the title of an article as it was noted when that came in; None where it was not."""
        listed = next((one for one in self._files() if one.id == article_id), None)
        return listed.source.title if listed is not None and listed.source is not None else None

    def is_current(self, desk: Desk, article_ids: Collection[str]) -> bool:
        """Return whether the index in use holds all of these articles as they lie on disk."""
        try:
            changes = desk.changes()
            held = all(desk.article(one, scope=self.scope) is not None for one in article_ids)
        except (IndexFloorError, CorpusError):
            return False
        return held and not {*changes.added, *changes.changed, *changes.touched}.intersection(article_ids)

    def _read(self, desk: Desk, article_id: str) -> tuple[Article | None, int]:
        """Return an article as the index has it, and how many passages it has; none where no index can be opened."""
        try:
            article = desk.article(article_id, scope=self.scope)
            return article, len(desk.passages_of(article_id, scope=self.scope))
        except IndexFloorError:
            return None, 0

    def _known(self, desk: Desk) -> list[ArticleCard]:
        """Return these articles as the index has them, then those that it does not have yet, as they lie on disk."""
        prefix = self.root.id_prefix
        try:
            held = [card for card in desk.articles(scope=self.scope) if card.id.startswith(prefix)]
        except IndexFloorError:
            held = []
        return [*held, *self._on_disk({card.id for card in held})]

    def _on_disk(self, known: set[str]) -> Iterator[ArticleCard]:
        collection = COLLECTION if self.shared else server_collection(self.guild_id)
        for one in self._files():
            if one.id not in known:
                title = one.source.title if one.source is not None else None
                url = one.source.url if one.source is not None else None
                name = title or PurePosixPath(one.id).stem
                yield ArticleCard(one.id, name, "en", url, None, collection, one.size_bytes, 0)

    def _trash(self) -> Sequence[Trashed]:
        return self.shelf.trashed(self.root)

    def _files(self) -> Sequence[Listed]:
        return self.shelf.listing(self.root)
