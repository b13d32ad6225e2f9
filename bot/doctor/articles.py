"""The folder of articles: whether it is there, can be read, and holds something to answer from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.doctor.finding import Finding, broken, fine, warning
from corpus.errors import CorpusError, UnreadableArticleError
from corpus.library import Scan, inspect_file, scan_folder

PUT_SOME = "Put .txt, .md, .html, .pdf or .docx files there, or name another folder with SOURCIER_CORPUS."
CHECK = "`sourcier corpus check` names each with the reason."


def articles(folder: Path) -> Iterator[Finding]:
    """Look at the folder, and read files until one can be read."""
    try:
        scan = scan_folder(folder)
    except CorpusError as error:
        kind = "corpus-missing" if not folder.exists() else "corpus-unreadable"
        yield broken(kind, f"{str(error)[:1].upper()}{str(error)[1:]}.", PUT_SOME)
        return
    if not scan.files:
        yield broken("corpus-empty", f"There is no article in {folder.resolve()}.{_and_problems(scan)}", PUT_SOME)
        return
    if not any(_is_readable(scan, at) for at in range(len(scan.files))):
        yield broken(
            "corpus-unreadable-files", f"None of the {len(scan.files)} files in {folder.resolve()} can be read.", CHECK
        )
        return
    yield fine("corpus", f"{len(scan.files)} files in {folder.resolve()}")
    if scan.problems:
        yield warning("corpus-problems", f"{len(scan.problems)} files in {folder.resolve()} are passed over.", CHECK)


def _is_readable(scan: Scan, at: int) -> bool:
    try:
        inspect_file(scan.files[at])
    except UnreadableArticleError:
        return False
    return True


def _and_problems(scan: Scan) -> str:
    return f" {len(scan.problems)} files are passed over; {CHECK}" if scan.problems else ""
