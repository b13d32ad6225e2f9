"""Whose articles a command is about: a server's own, or the shared ones; and what is looked up there. Blocking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bot.discord_app.article_choices import key_of, matching, of_key
from bot.discord_app.collecting import cards
from bot.discord_app.collecting.shelf import Shelf
from bot.discord_app.desk import Desk, Scope
from bot.discord_app.replies import Card
from corpus.article import Language
from corpus.collections import server_collection
from corpus.intake import Listed
from corpus.refusals import IntakeError
from corpus.roots import server_root

if TYPE_CHECKING:
    from index.passage_store import ArticleCard

Where = Literal["own", "shared"]


@dataclass(frozen=True, slots=True)
class Place:
    """A folder of articles, the server it belongs to, and the language of whoever looks."""

    shelf: Shelf
    where: Where
    guild_id: int
    language: Language

    @property
    def folder(self) -> Path:
        """Where the files lie. Raises RefusedError where the shared articles cannot be changed."""
        return self.shelf.folder(self.guild_id, shared=self.shared)

    @property
    def shared(self) -> bool:
        """Whether these are the articles of all servers."""
        return self.where == "shared"

    @property
    def prefix(self) -> str:
        """What the ids of these articles begin with, before the file's name."""
        return "" if self.shared else server_root(self.shelf.servers, self.guild_id).id_prefix

    @property
    def scope(self) -> Scope:
        """The collections in which these articles are."""
        return None if self.shared else frozenset({server_collection(self.guild_id)})

    def held(self, desk: Desk) -> list[ArticleCard]:
        """Return these articles as the index has them."""
        return [card for card in desk.articles(scope=self.scope) if card.id.startswith(self.prefix)]

    def name_of(self, desk: Desk, choice: str) -> str:
        """Return the file's name that a suggestion stands for; what somebody typed stands for itself."""
        card = of_key(self.held(desk), choice)
        return choice if card is None else card.id.removeprefix(self.prefix)

    def suggestions(self, desk: Desk, typed: str, limit: int) -> list[tuple[str, str]]:
        """Return titles with the keys that stand for them, the likeliest first."""
        return [(card.title or card.id, key_of(card.id)) for card in matching(self.held(desk), typed, limit)]

    def page(self, number: int) -> Card:
        """Return one page of the list."""
        files = self._files()
        return cards.page(files, number, self.shelf.limits, self.language, shared=self.shared)

    def about(self, desk: Desk, name: str) -> Card:
        """Return what one article is.

        Raises:
            IntakeError: there is no such file.
        """
        listed = next((one for one in self._files() if one.id == name), None)
        if listed is None:
            raise IntakeError("not_found", name=name[:60])
        article = desk.article(self.prefix + name, scope=self.scope)
        passages = len(desk.passages_of(self.prefix + name, scope=self.scope))
        return cards.about(listed, article, passages, self.language, shared=self.shared)

    def _files(self) -> Sequence[Listed]:
        return self.shelf.listing(self.folder)
