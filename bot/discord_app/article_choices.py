"""Articles as choices: which ones fit what somebody typed, and a key of each that Discord's limits allow."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.discord_app.controls import LONGEST_CHOICE, MOST_CHOICES
from bot.discord_app.escaping import one_line, size
from bot.discord_app.indexing.naming import shown_id
from bot.discord_app.typed import ranked
from index.words.analysis import fold

if TYPE_CHECKING:
    from index.keeping.passage_store import ArticleCard

HASHED = "#"  # opens the key of an id that is too long for one
LEAST_OF_TITLE = 20  # characters that a file's name leaves of a title, where that is cut at all
VISIBLE = r"[!-~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2027]"  # Latin letters and signs, dashes, quotation marks
AS_SHOWN = re.compile(f"{VISIBLE}+(?: {VISIBLE}+)*")
DIGITS = 32  # of its SHA-256: 128 bits, which no two ids share


@dataclass(frozen=True, slots=True)
class ArticleChoice:
    """A choice as Discord shows it, and the key that comes back."""

    name: str
    key: str


def matching(cards: Sequence[ArticleCard], typed: str, limit: int) -> list[ArticleCard]:
    """Return the articles whose titles hold every word typed, the likeliest first; all where nothing is typed."""
    return [cards[place] for place in ranked([card.title for card in cards], typed, limit)]


def key_of(article_id: str) -> str:
    """Return what stands for an article in a choice or a menu: its id, or a digest of a longer one."""
    fits = size(article_id) <= LONGEST_CHOICE and article_id.isprintable() and article_id == article_id.strip()
    if fits and article_id and not article_id.startswith(HASHED):
        return article_id
    return hashed(article_id)


def hashed(article_id: str) -> str:
    """Return a short key of any article."""
    return HASHED + hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def of_key(cards: Sequence[ArticleCard], key: str) -> ArticleCard | None:
    """Return the article that `key` stands for; None where it is not among `cards`."""
    is_digest = key.startswith(HASHED)
    return next((card for card in cards if (hashed(card.id) if is_digest else key_of(card.id)) == key), None)


def article_choices(cards: Sequence[ArticleCard], typed: str) -> list[ArticleChoice]:
    """Return the articles that fit what was typed as choices; titles that several have are told apart by their files.

    Where no title holds the words, those whose files do are meant.
    """
    return told_apart(matching(cards, typed, MOST_CHOICES) or _by_id(cards, typed), cards)


def told_apart(found: Sequence[ArticleCard], among: Sequence[ArticleCard]) -> list[ArticleChoice]:
    """Return articles as choices, with their files where another of those `among` which they are has the same title."""
    twice = alike({card.id: card.title for card in among})
    return [ArticleChoice(_name(card, twice=card.id in twice), key_of(card.id)) for card in found]


def alike(titles: Mapping[str, str]) -> frozenset[str]:
    """Return the ids of the articles whose title another has too, by the `titles` of all that are shown together."""
    shown = {article_id: _shown(title) for article_id, title in titles.items()}
    counts = Counter(shown.values())
    return frozenset(article_id for article_id, title in shown.items() if counts[title] > 1)


def _shown(title: str) -> str:
    """Return `title` as it is shown on one line; most are so already, which is seen faster than made."""
    return title if AS_SHOWN.fullmatch(title) else one_line(title)


def article_of(cards: Sequence[ArticleCard], given: str) -> ArticleCard | None:
    """Return the article of a key, or of a title or path typed and not chosen that only one has; None for none."""
    keyed = of_key(cards, given)
    if keyed is not None:
        return keyed
    words = fold(given)
    named = [card for card in cards if words in (fold(card.title), fold(card.id), fold(shown_id(card.id)))]
    return named[0] if words and len(named) == 1 else None


def _by_id(cards: Sequence[ArticleCard], typed: str) -> list[ArticleCard]:
    return [cards[place] for place in ranked([shown_id(card.id) for card in cards], typed, MOST_CHOICES)]


def _name(card: ArticleCard, *, twice: bool) -> str:
    title, about = one_line(card.title), one_line(shown_id(card.id))
    if not (title and twice):
        return _cut(title or about or "?", LONGEST_CHOICE)
    file = f" · {about}"
    left = LONGEST_CHOICE - size(file)
    return f"{_cut(title, left)}{file}" if left >= LEAST_OF_TITLE else _cut(f"{title}{file}", LONGEST_CHOICE)


def _cut(name: str, most: int) -> str:
    if size(name) <= most:
        return name
    name = name[:most]
    while size(name) >= most:  # leaves room for the mark
        name = name[:-1]
    return f"{name.rstrip(' …')}…"
