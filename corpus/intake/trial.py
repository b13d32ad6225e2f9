"""Reads one file in a process of its own and prints one line of JSON: `{"reading": {…}}` or `{"refusal": {…}}`.

    python -P -m corpus.intake.trial FILE LIMITS COLLECTION

LIMITS is `IntakeLimits` as JSON, COLLECTION that of a server whose article it becomes, or empty. The process limits
itself before it looks at the file, where the platform can: time, memory, no writing of files. Whoever starts it takes
nothing for granted: not that it ends, nor what it prints.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from corpus.article import Article
from corpus.errors import UnreadableArticleError
from corpus.intake.checks import check_before_parsing
from corpus.intake.limits import IntakeLimits
from corpus.library import SourceFile, inspect_file
from corpus.refusals import IntakeError

LONGEST_OUTPUT_BYTES = 1_000_000
MOST_NOTES = 10
LONGEST_CAUSE = 300


def main(arguments: list[str]) -> None:
    """Read the file that the arguments name, and print what came of it."""
    path, limits, collection = Path(arguments[0]), IntakeLimits(**json.loads(arguments[1])), arguments[2]
    limit_ourselves(limits)
    try:
        record = {"reading": reading_of(path, limits, collection or None)}
    except IntakeError as error:
        record = {"refusal": {"reason": error.reason, "values": dict(error.values)}}
    except MemoryError:
        record = {"refusal": {"reason": "too_heavy", "values": {}}}
    print(json.dumps(record))


def reading_of(path: Path, limits: IntakeLimits, collection: str | None = None) -> dict[str, Any]:
    """Return what an article of that collection says of itself, as JSON takes it.

    Raises:
        IntakeError: the file is no article, or more than one should be.
        MemoryError: it needs more memory than there is.
    """
    look = path.stat()
    check_before_parsing(path.read_bytes(), path.suffix.lower(), limits)
    try:
        found = inspect_file(SourceFile(path.name, str(path), look.st_size, look.st_mtime_ns, collection))
    except UnreadableArticleError as error:
        if isinstance(error.__cause__, MemoryError):
            raise IntakeError("too_heavy") from error
        raise IntakeError("unreadable", cause=str(error)[:LONGEST_CAUSE], code=error.code) from error
    article = found.article
    if _is_only_titles(article):
        raise IntakeError("only_title")
    if len(article.text) > limits.characters:
        raise IntakeError("too_long", most=limits.characters)
    return {
        "title": article.title,
        "language": article.language,
        "words": len(article.text.split()),
        "characters": len(article.text),
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "notes": [{"reason": note.reason, "values": dict(note.values)} for note in found.notes[:MOST_NOTES]],
    }


def _is_only_titles(article: Article) -> bool:
    """Return whether an article has headings and nothing below them, so that it answers nothing."""
    rest = article.text
    for span in reversed(article.headings):
        rest = rest[: span.start] + rest[span.end :]
    return bool(article.headings) and not any(map(str.isalnum, rest))


def limit_ourselves(limits: IntakeLimits) -> None:
    """Give this process as much time and memory as it may have, and a place behind those who answer questions."""
    try:
        import resource
    except ImportError:  # Windows
        return
    seconds = int(limits.parse_s) + 1
    for kind, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, limits.parse_bytes),
        (resource.RLIMIT_FSIZE, LONGEST_OUTPUT_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):
            continue  # macOS knows no limit of address space
    os.nice(10)


if __name__ == "__main__":
    main(sys.argv[1:])
