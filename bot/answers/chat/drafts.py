"""What a model says, read as it comes: statements that claim to be supported, not yet checked.

The model is asked for one JSON object a line. Code fences, an array, an object around them all, objects over several
lines and text between them are read as well. However much comes, reading ends: see `LONGEST_SAID` and its companions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_SAID = 40_000  # code points of one answer; six statements with their quotes take some 5,000
LONGEST_OBJECT = 8_000  # code points that may stand open without becoming a statement
MOST_TRIES = 2_000  # at reading an object: a model that only opens braces costs no more than that
MOST_OPENINGS = 16  # braces that may stand open before a statement begins

_DECODER = json.JSONDecoder()
_NUMBER = re.compile(r"\W*(\d{1,4})\W*")


@dataclass(frozen=True, slots=True)
class Support:
    """The number of a source, and the words in it that are said to support a statement."""

    source: int
    words: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement as the model gave it. Without support, nothing in it can be checked."""

    say: str
    support: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class CannotAnswer:
    """The model says that the passages do not answer."""


class DraftReader:
    """Reads one answer."""

    def __init__(self) -> None:
        self._open = ""
        self._left = LONGEST_SAID
        self._tries = MOST_TRIES

    @property
    def over(self) -> bool:
        """Whether the answer is longer than what is read of one."""
        return self._left <= 0 or self._tries <= 0

    def feed(self, text: str) -> Iterator[Draft | CannotAnswer]:
        """Yield what became whole with the next piece of the answer."""
        taken = text[: self._left]
        self._left -= len(taken)
        self._open += taken
        if "}" in taken:
            while not self.over and (found := self._next()):
                yield from found
        self._open = self._open[-LONGEST_OBJECT:]

    def _next(self) -> list[Draft | CannotAnswer]:
        """Return what the first whole object in the open text says, and take all up to its end away."""
        start = self._open.find("{")
        for _ in range(MOST_OPENINGS):
            if start < 0:
                break
            self._tries -= 1
            try:
                value, end = _DECODER.raw_decode(self._open, start)
            except (ValueError, RecursionError):
                start = self._open.find("{", start + 1)
                continue
            found = list(_said(value))
            if found:
                self._open = self._open[end:]
                return found
            start = self._open.find("{", end)  # an object of something else, perhaps within one that is still open
        return []


def _said(value: object) -> Iterator[Draft | CannotAnswer]:
    """Yield what one JSON value says: a statement, that there is none, or a list of them under any key."""
    if not isinstance(value, dict):
        return
    if isinstance(value.get("say"), str):
        yield Draft(value["say"], tuple(_supports(value.get("support"))))
    elif value.get("cannot_answer") is True:
        yield CannotAnswer()
    else:
        for inner in value.values():
            for one in inner if isinstance(inner, list) else ():
                yield from _said(one)


def _supports(value: object) -> Iterator[Support]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and isinstance(one.get("words"), str):
            source = one.get("source")
            number = _NUMBER.fullmatch(str(source)) if isinstance(source, int | str) else None
            yield Support(int(number[1]) if number and source is not True else 0, one["words"])
