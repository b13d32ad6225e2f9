"""Regular expressions that are compiled when they are first used.

To compile one takes from a tenth of a millisecond to several, and a question uses few of the hundreds that tell
questions and sentences apart: most are of the other language or of another kind of question. To compile all was a
seventh of the time from the start of a process to its first answer.
"""

from __future__ import annotations

import re
from re import compile as compiled
from typing import cast


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` does, compiled at its first use; a faulty pattern raises `re.error` only then."""
    return cast("re.Pattern[str]", Lazy(pattern, flags))


class Lazy:
    """Stands in for a compiled pattern. Safe to use from several threads: each compiles the same."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._written = (pattern, flags)
        self._made: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> object:
        """Return the pattern's method or value; it is kept, so that this is called for it once."""
        if name.startswith("__"):
            raise AttributeError(name)
        if self._made is None:
            self._made = compiled(*self._written)
        found: object = getattr(self._made, name)
        self.__dict__[name] = found
        return found
