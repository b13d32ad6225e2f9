"""What is looked at before a document is parsed: what it would unfold to, and how many pages it has.

Archives within a document (an embedded spreadsheet) are never opened by whoever reads it, so they count as they lie.
"""

from __future__ import annotations

import io
import zipfile

from corpus.intake.limits import IntakeLimits
from corpus.refusals import IntakeError

_SMALL_BYTES = 10_000_000
"""Whatever unfolds to less does no harm, however well it was packed."""


def check_before_parsing(data: bytes, ending: str, limits: IntakeLimits) -> None:
    """Refuse a document that is made to unfold, or is too long.

    Raises:
        IntakeError: it is.
    """
    if ending == ".docx":
        _check_archive(data, limits)
    elif ending == ".pdf":
        _check_pages(data, limits)


def _check_archive(data: bytes, limits: IntakeLimits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return  # no archive at all: its format has the words for that
    unfolded = sum(part.file_size for part in parts)
    swollen = is_swollen(unfolded, len(data), limits)
    if unfolded > limits.unfolded_bytes or swollen or len(parts) > limits.members:
        raise IntakeError("unfolds")


def is_swollen(unfolded_bytes: int, packed_bytes: int, limits: IntakeLimits) -> bool:
    """Return whether what was packed so small was made to unfold."""
    return unfolded_bytes > _SMALL_BYTES and unfolded_bytes > limits.unfolded_share * packed_bytes


def _check_pages(data: bytes, limits: IntakeLimits) -> None:
    from corpus.formats.pdf import count_pages

    pages = count_pages(data)
    if pages is not None and pages > limits.pages:
        raise IntakeError("too_many_pages", pages=pages, most=limits.pages)
