"""Articles as choices: which ones fit what somebody typed, and a key of each that Discord's limits allow."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.discord_app.controls import LONGEST_CHOICE
from bot.discord_app.escaping import size
from bot.discord_app.typed import ranked

if TYPE_CHECKING:
    from index.passage_store import ArticleCard

HASHED = "#"  # opens the key of an id that is too long for one
DIGITS = 32  # of its SHA-256: 128 bits, which no two ids share


def matching(cards: Sequence[ArticleCard], typed: str, limit: int) -> list[ArticleCard]:
    """Return the articles whose titles hold every word typed, the likeliest first; all where nothing is typed."""
    return [cards[place] for place in ranked([card.title for card in cards], typed, limit)]


def key_of(article_id: str) -> str:
    """Return what stands for an article in a choice or a menu: its id, or a digest of a longer one."""
    fits = size(article_id) <= LONGEST_CHOICE and article_id.isprintable() and article_id == article_id.strip()
    if fits and article_id and not article_id.startswith(HASHED):
        return article_id
    return HASHED + hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def of_key(cards: Sequence[ArticleCard], key: str) -> ArticleCard | None:
    """Return the article that `key` stands for; None where it is not among `cards`."""
    return next((card for card in cards if key_of(card.id) == key), None)
