"""Small records on disk that tell whether they are whole: JSON behind a seal, the checksum of what follows it.

Files are told apart by XXH3 of 128 bits: a damaged file passes with a chance of 2**-128, and a gigabyte is read through
in a fraction of a second, where SHA-256 takes more than one. It is no protection against somebody who forges files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from index.errors import DamagedIndexError
from index.keeping.disk import REBUILD, refuse_if_short
from index.keeping.hashing import DIGITS, checksum, checksum_of

OPENING, MIDDLE, CLOSING = b'{"seal": "', b'",\n "record": ', b"}\n"


def sealed(record: Mapping[str, Any]) -> bytes:
    """Return `record`, which is to be kept as JSON, with its seal."""
    body = json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return b"".join((OPENING, checksum_of(body).encode(), MIDDLE, body, CLOSING))


def read_sealed(path: Path) -> dict[str, Any]:
    """Return the record in a file that `sealed` made.

    Raises:
        DamagedIndexError: the file is missing, or is not what was written.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        refuse_if_short(error, path)
        msg = f"{path}: cannot be read ({error.strerror}); {REBUILD}"
        raise DamagedIndexError(msg) from error
    start = len(OPENING) + DIGITS + len(MIDDLE)
    body = data[start : -len(CLOSING)]
    seal = checksum_of(body).encode()
    if data != b"".join((OPENING, seal, MIDDLE, body, CLOSING)):
        msg = f"{path}: has changed since it was written; {REBUILD}"
        raise DamagedIndexError(msg)
    found: dict[str, Any] = json.loads(body.decode("utf-8", "surrogatepass"))
    return found


def checksums(folder: Path, *, without: Iterable[str] = ()) -> dict[str, str]:
    """Return the checksum of every file below `folder` but those named, by POSIX path."""
    left_out = set(without)
    names = ((path, path.relative_to(folder).as_posix()) for path in sorted(folder.rglob("*")) if path.is_file())
    return {name: checksum(path) for path, name in names if name not in left_out}


def check_files(folder: Path, wanted: Mapping[str, str], *, without: Iterable[str] = ()) -> None:
    """Compare every file of `folder` with its checksum.

    Raises:
        DamagedIndexError: one is missing, cannot be read or has changed; the first is named, the others are counted.
    """
    try:
        found = checksums(folder, without=without)
    except OSError as error:
        refuse_if_short(error, folder)
        msg = f"{error.filename or folder} cannot be read ({error.strerror}); {REBUILD}"
        raise DamagedIndexError(msg) from error
    wrong = [path for path, one in wanted.items() if found.get(path) != one]
    if wrong:
        what = "is missing" if wrong[0] not in found else "has changed since it was written"
        msg = f"{folder / wrong[0]} {what}{_and_more(len(wrong) - 1)}; {REBUILD}"
        raise DamagedIndexError(msg)


def _and_more(number: int) -> str:
    """Return how many files are damaged beside one that is named."""
    if number == 0:
        return ""
    return f", and {number} more {'file is' if number == 1 else 'files are'} damaged"
