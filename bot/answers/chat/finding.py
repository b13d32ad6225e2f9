"""Where words stand in a text, however either spells its quotes, dashes, spaces, accents and capitals. Pure.

Words are compared in order and whole; what stands between them is not. What is found is a span of the text itself,
so that nothing but the text's own characters is ever quoted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.article import Span

NO_BREAK = "\u00a0\u202f"  # keeps a unit, a per cent sign or a closing mark with its word
WORD = re.compile(r"[^\W_]+")
ELLIPSIS = re.compile(r"[\[(]?(?:…|\.{3,})[\])]?")


@dataclass(frozen=True, slots=True)
class _Words:
    """The folded words of a text, and where each begins and ends in it."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]


def find_words(words: str, text: str) -> tuple[Span, ...]:
    """Return where `words` stand in `text`, one span a part around an ellipsis; none where a part is missing.

    A span goes from space to space, so that a sign, a currency or a quotation mark at a word stays with it.
    """
    held = _words_of(text)
    whole = _find(words, text, held, 0)
    if whole is not None:
        return (whole,)
    spans: list[Span] = []
    for part in ELLIPSIS.split(words) if ELLIPSIS.search(words) else ():
        if not WORD.search(part):
            continue
        span = _find(part, text, held, spans[-1].end if spans else 0)
        if span is None:
            return ()
        spans.append(span)
    return tuple(spans)


def count_words(words: str) -> int:
    """Return how many words are compared of `words`."""
    return len(_words_of(words).words)


def occurrences(words: str, text: str) -> int:
    """Return how often `words` stand in `text`."""
    return sum(1 for _ in _places(_words_of(words).words, _words_of(text).words))


def _find(words: str, text: str, held: _Words, after: int) -> Span | None:
    wanted = _words_of(words).words
    for place in _places(wanted, held.words):
        start, end = held.spans[place].start, held.spans[place + len(wanted) - 1].end
        if start >= after:
            return _to_spaces(text, Span(start, end))
    return None


def _places(wanted: tuple[str, ...], held: tuple[str, ...]) -> Iterator[int]:
    if not wanted:
        return
    for place in range(len(held) - len(wanted) + 1):
        if held[place] == wanted[0] and held[place : place + len(wanted)] == wanted:
            yield place


def _words_of(text: str) -> _Words:
    folded: list[str] = []
    origins: list[int] = []
    for origin, character in enumerate(text):
        if unicodedata.category(character) == "Cf":
            continue  # a soft hyphen or a zero-width mark within a word
        for letter in unicodedata.normalize("NFKD", character).casefold():
            if unicodedata.category(letter) != "Mn":
                folded.append(letter)
                origins.append(origin)
    found = list(WORD.finditer("".join(folded)))
    spans = tuple(Span(origins[one.start()], origins[one.end() - 1] + 1) for one in found)
    return _Words(tuple(one.group() for one in found), spans)


def _to_spaces(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and (text[end] in NO_BREAK or not text[end].isspace()):
        end += 1
    return Span(start, end)
