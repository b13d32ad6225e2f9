"""What the places of one term say that it means: the same meaning once, several apart.

Two long forms of one acronym are two meanings; the same long form in the plural, or cut short by one article, is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.article import Language
from index.glossaries.definitions import Definition, Kind
from index.words.analysis import analyse, fold

USUAL = 4  # times as many articles that give a long form as it is, before one with more words is taken for it

_Group = tuple[Kind, tuple[str, ...]]
"""What a meaning is, and its words as they are looked for."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a term means, with every place that says so; the best place first.

    `articles` counts the articles that say so, `languages` are those in which they do.
    """

    term: str
    text: str
    kind: Kind
    articles: int
    languages: tuple[Language, ...]
    places: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One term and what it means, the meaning that most articles give first."""

    term: str
    meanings: tuple[Meaning, ...]


def grouped(places: Sequence[Definition]) -> tuple[Meaning, ...]:
    """Return the meanings that `places` of one term give."""
    groups: dict[_Group, list[Definition]] = {}
    for place in places:
        said = tuple(analyse(place.meaning, place.language)) or tuple(fold(place.meaning))
        groups.setdefault((place.kind, said), []).append(place)
    _join_cut_short(groups)
    strays = _led_along(groups)
    found = [_meaning(group, strays.get(key, [])) for key, group in groups.items()]
    return tuple(sorted(found, key=lambda one: (one.kind, -one.articles)))


def _join_cut_short(groups: dict[_Group, list[Definition]]) -> None:
    """Join a long form with the one of which it is the end, where the letters of one of them are less sure."""
    for kind, said in sorted(groups, key=lambda one: len(one[1])):
        if kind == "definition":
            continue
        for other_kind, other in groups:
            longer = other_kind == kind and len(other) > len(said) and other[-len(said) :] == said
            if longer and any(place.found == "phrase" for place in groups[kind, said] + groups[kind, other]):
                groups[kind, other].extend(groups.pop((kind, said)))
                break


def _led_along(groups: dict[_Group, list[Definition]]) -> dict[_Group, list[Definition]]:
    """Take long forms out of `groups` that are a usual one with words before or after it, and return them by that one.

    "liste de [La République en marche]" is no meaning beside the one that many more articles give. A French word right
    behind it may make it another, "Parti socialiste unifié", where "de Paris" only says which one. Of training texts,
    26 go on behind one with a small word and name the same; 6 without, which are let stand.
    """
    counts = {key: len({place.article_id for place in group}) for key, group in groups.items()}
    strays: dict[_Group, list[Definition]] = {}
    for kind, said in sorted(groups, key=lambda one: -counts[one]):
        if kind == "definition" or counts[kind, said] < USUAL or (kind, said) not in groups:
            continue
        for other in [key for key in groups if key[0] == kind and len(key[1]) > len(said)]:
            ahead, behind = other[1][-len(said) :] == said, other[1][: len(said)] == said
            around = ahead or (behind and not all(_is_qualified(place, len(said)) for place in groups[other]))
            if around and counts[other] * USUAL <= counts[kind, said]:
                strays.setdefault((kind, said), []).extend(groups.pop(other))
    return strays


def _is_qualified(place: Definition, count: int) -> bool:
    """Return whether a French long form goes on behind its first `count` content words with no small word."""
    for word in fold(place.meaning) if place.language == "fr" else ():
        said = analyse(word, place.language)
        if count <= 0:
            return bool(said)
        count -= len(said)
    return False


def _meaning(places: list[Definition], strays: list[Definition]) -> Meaning:
    """Return the meaning that `places` give, and `strays` with words around it."""
    languages = [place.language for place in places + strays]
    spoken = tuple(sorted(set(languages), key=lambda one: (-languages.count(one), one)))
    best = sorted(places, key=lambda one: (one.found == "phrase", one.language != spoken[0], -len(one.meaning.split())))
    articles = {place.article_id for place in places + strays}
    return Meaning(best[0].term, best[0].meaning, best[0].kind, len(articles), spoken, (*best, *strays))
