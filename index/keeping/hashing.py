"""Fast hashes of bytes, XXH3 of Yann Collet: the only module that names xxhash.

They tell different bytes apart, and protect against nobody who wants two to be alike.
"""

from __future__ import annotations

import os
from pathlib import Path

import xxhash

DIGITS = 32  # of a checksum in hexadecimal

READ_AT_ONCE = 1 << 22  # bytes


def hash_of(text: str) -> int:
    """Return 64 bits that `text` is known by."""
    return xxhash.xxh3_64_intdigest(text.encode("utf-8", "surrogatepass"))


def checksum_of(data: bytes) -> str:
    """Return the checksum of `data`: 128 bits, in hexadecimal."""
    return xxhash.xxh3_128_hexdigest(data)


def checksum(path: Path) -> str:
    """Return the checksum of what is in a file."""
    digest = xxhash.xxh3_128()
    with path.open("rb", buffering=0) as file:
        _read_in_small_pages(file.fileno())
        # Filling four megabytes with zeros takes longer than reading what most files hold.
        buffer = bytearray(min(READ_AT_ONCE, os.fstat(file.fileno()).st_size + 1))
        while read := file.readinto(buffer):
            digest.update(memoryview(buffer)[:read])
    return digest.hexdigest()


def _read_in_small_pages(handle: int) -> None:
    """Have the kernel hold what it reads of a file page by page, where it can be told.

    Otherwise it holds up to 2 MiB together, and a process that maps the file and looks at one page of them is given
    them all, since Linux 6.18.
    """
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_RANDOM)
