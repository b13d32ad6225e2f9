"""Articles as choices of an option: which fit what was typed, and what stands for each within Discord's limits."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.answers.golden import folded
from bot.discord_app.controls import LONGEST_CHOICE
from bot.discord_app.escaping import one_line, size
from bot.discord_app.indexing.naming import shown_id

if TYPE_CHECKING:
    from index.passage_store import ArticleCard

HASHED = "#"  # opens what stands for an id that is too long for a choice
DIGITS = 32  # of its SHA-256: no two ids share them


def fitting(cards: Sequence[ArticleCard], typed: str, limit: int) -> list[tuple[ArticleCard, str]]:
    """Return the articles whose title or path holds every word typed, with their labels; by title as they came."""
    words = folded(typed).split()
    found = []
    for card in cards:
        text = folded(f"{card.title} {card.id}")
        if all(word in text for word in words):
            found.append((card, _label(card)))
            if len(found) == limit:
                break
    return found


def key_of(article_id: str) -> str:
    """Return what stands for an article in a choice: its id, or a digest of one that does not fit."""
    fits = article_id == one_line(article_id) and 0 < size(article_id) <= LONGEST_CHOICE
    if fits and not article_id.startswith(HASHED):
        return article_id
    return HASHED + hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def chosen_article(cards: Sequence[ArticleCard], chosen: str) -> ArticleCard | None:
    """Return the article that somebody chose from the list, or typed the title or the path of; None for no one."""
    by_key = next((card for card in cards if key_of(card.id) == chosen), None)
    if by_key is not None:
        return by_key
    typed = folded(chosen)
    named = [card for card in cards if typed in {folded(card.title), folded(card.id), folded(shown_id(card.id))}]
    return named[0] if len(named) == 1 else None


def _label(card: ArticleCard) -> str:
    label = one_line(card.title) or one_line(shown_id(card.id)) or "?"
    while size(label) > LONGEST_CHOICE:
        label = f"{label[:-2].rstrip()}…"
    return label
