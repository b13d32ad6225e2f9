"""How much a collection takes in."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.library import MAX_SIZE_BYTES


@dataclass(frozen=True, slots=True)
class IntakeLimits:
    """Limits of one file, of reading it, and of the whole collection."""

    file_bytes: int = MAX_SIZE_BYTES
    unfolded_bytes: int = 100_000_000  # a .docx of 20 MB is mostly pictures, which do not unfold
    unfolded_share: int = 200  # times its size; text in XML packs to a twentieth, a page of one letter to a thousandth
    members: int = 4_000  # parts of a .docx, files of a .zip; a book with a thousand pictures has some 1,200
    pages: int = 2_000  # of a PDF; what lies beyond would not be read
    characters: int = 3_000_000  # of cleaned text: three novels
    parse_s: float = 30.0  # a .docx or .pdf with three novels takes 6 s, on one of two cores of a small server
    parse_bytes: int = 1_000_000_000  # of address space; three novels need less in every format, a page under 600 MB
    articles: int = 500
    total_bytes: int = 500_000_000
    total_characters: int = 100_000_000  # of all articles together, as they were counted when they came in
    trash_articles: int = 50
    trash_bytes: int = 100_000_000
    export_bytes: int = 600_000_000


LIMITS = IntakeLimits()
