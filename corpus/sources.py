"""Where the articles of a collection came from: what is known of a file beside what it says itself.

    COLLECTION/.sources/DIGEST.json    of the file whose bytes have this SHA-256

A record is found by what the file holds. So it survives renaming and copying, is in place before the file is, and is
never taken for that of a file which somebody edited. Of a fetched page the record keeps the address that was asked:
it is surer than the one that the page calls its own, which may be another site's.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

SOURCES = ".sources"
_LONGEST_RECORD_BYTES = 20_000  # an address has 2048 characters, a title 300
_NUMBERS = frozenset(("words", "characters", "size_bytes", "modified_ns"))


@dataclass(frozen=True, slots=True)
class Source:
    """How a file came in: under which name and when (ISO 8601, UTC); `url` if it was fetched from the web.

    `title`, `language`, `words`, `characters` and `published` (ISO 8601) are what was read then, so that a list need
    not read again. `size_bytes` and `modified_ns` are how the file looked then: one that still does is not digested.
    """

    name: str
    taken: str
    url: str | None = None
    title: str | None = None
    language: str | None = None
    words: int | None = None
    published: str | None = None
    characters: int | None = None
    size_bytes: int | None = None
    modified_ns: int | None = None


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def has_sources(folder: Path) -> bool:
    """Say whether a folder keeps any records."""
    return (folder / SOURCES).is_dir()


def read_source(folder: Path, digest: str) -> Source | None:
    """Return the record of the file with this digest; None without one, or with one that cannot be understood."""
    return _read(folder / SOURCES / f"{digest}.json")


def all_sources(folder: Path) -> dict[str, Source]:
    """Return every record that can be understood, by digest."""
    try:
        places = sorted((folder / SOURCES).glob("*.json"))
    except OSError:
        return {}
    return {place.stem: source for place in places if (source := _read(place))}


def source_of(said: object) -> Source | None:
    """Return the record that JSON tells; None where it cannot be understood."""
    if not isinstance(said, dict) or not isinstance(said.get("name"), str) or not _is_moment(said.get("taken")):
        return None
    known = {field.name: said.get(field.name) for field in fields(Source)}
    return Source(**{name: _typed(name, value) for name, value in known.items()})


def record_of(source: Source) -> bytes:
    """Return the record as it is written."""
    return json.dumps(asdict(source), ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def _read(place: Path) -> Source | None:
    try:
        with place.open("rb") as opened:
            return source_of(json.loads(opened.read(_LONGEST_RECORD_BYTES)))
    except (OSError, ValueError, RecursionError):
        return None


def _typed(name: str, value: Any) -> Any:  # noqa: ANN401 - as JSON has it
    """Return a value of a record if it is of its field's kind, else None."""
    if name in _NUMBERS:
        return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
    return value if isinstance(value, str) else None


def _is_moment(value: object) -> bool:
    """Return whether that is a moment in ISO 8601 that begins with its day, as lists show it."""
    if not isinstance(value, str):
        return False
    try:
        datetime.fromisoformat(value)
        date.fromisoformat(value[:10])
    except ValueError:
        return False
    return True
