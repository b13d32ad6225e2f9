"""File names that are safe wherever the collection may be copied: POSIX, Windows, macOS, zip archives.

Pure: a name in, a name out. Any name gives one; what cannot stand in a file name becomes a hyphen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from pathlib import PurePosixPath

LONGEST_STEM_BYTES = 120
"""In UTF-8. File systems take 255 for the whole name, encrypted ones 143; a number may be added."""

_FORBIDDEN = re.compile(r"[<>:\"|?*%`\x00-\x1f\x7f]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_NOTHING = "article"
_EDGES = " .-~$"  # hidden files, options of commands, editors' copies; Windows drops dots and spaces at the end


def ending_of(name: str) -> str:
    """Return the file ending of a written name, in lower case and short enough to be shown."""
    return PurePosixPath(_last_part(name)).suffix.lower()[:20]


def safe_name(name: str, ending: str) -> str:
    """Return a file name with this ending for an article that somebody called `name`."""
    last = _last_part(name)
    stem = last[: -len(ending)] if ending and last.lower().endswith(ending) else last
    # Cc, Cf: invisible, or reorders what is shown; Cs: cannot be written; Co, Cn: means nothing.
    shown = "".join(" " if unicodedata.category(char).startswith(("C", "Z")) else char for char in stem)
    tidy = " ".join(_FORBIDDEN.sub("-", shown).split()).strip(_EDGES)
    tidy = _cut(tidy, LONGEST_STEM_BYTES).strip(_EDGES)
    if not any(char.isalnum() for char in tidy):
        tidy = _NOTHING
    if _RESERVED.fullmatch(tidy):
        tidy = f"{_NOTHING}-{tidy}"
    return unicodedata.normalize("NFC", tidy) + ending


def free_name(name: str, taken: Collection[str]) -> str:
    """Return `name`, or with the first number that makes it another than all of `taken`, in any case of letters."""
    return FreeNames(taken).give(name)


class FreeNames:
    """Gives each name once: one that is taken, or was given, gets the first number that makes it another."""

    def __init__(self, taken: Collection[str] = ()) -> None:
        self._keys = {key_of(one) for one in taken}
        self._numbers: dict[str, int] = {}  # of a thousand files of one name, each is not counted from the first anew

    def give(self, name: str) -> str:
        """Return `name`, or with a number, and keep it from being given again."""
        path = PurePosixPath(name)
        number, free = self._numbers.get(name, 1), name
        while key_of(free) in self._keys:
            number += 1
            free = f"{path.stem}-{number}{path.suffix}"
        self._numbers[name] = number
        self._keys.add(key_of(free))
        return free


def key_of(name: str) -> str:
    """Return what two names share that some file system takes for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _last_part(name: str) -> str:
    return unicodedata.normalize("NFC", re.split(r"[/\\]", name.rstrip("/\\"))[-1])


def _cut(text: str, most_bytes: int) -> str:
    """Return the beginning of a text that has so many bytes in UTF-8, whole characters only."""
    encoded = text.encode("utf-8", "ignore")
    return text if len(encoded) <= most_bytes else encoded[:most_bytes].decode("utf-8", "ignore")
