"""The folder of articles: whether it is there, can be read, and holds something to answer from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from bot.doctor.finding import Finding, broken, fine, warning
from bot.terminal.wording import counted
from corpus.endings import SPOKEN_ENDINGS
from corpus.errors import CorpusError, UnreadableArticleError
from corpus.library import SourceFile, inspect_file, scan_folder

PUT_SOME = f"Put {SPOKEN_ENDINGS} files there, or name another folder with SOURCIER_CORPUS."
NAME_ONE = f"Name a folder of {SPOKEN_ENDINGS} files with SOURCIER_CORPUS."
LET_READ = "Let the user that runs Sourcier read it, or name another folder with SOURCIER_CORPUS."
CHECK = "`sourcier corpus check` names each with the reason."

READ_AT_MOST = 500  # files; some seconds, where `sourcier corpus check` reads all of a folder in minutes


def articles(folder: Path, without: Collection[Path] = ()) -> Iterator[Finding]:
    """Look at the folder but for what lies below `without`, and read its files, as many as are soon read."""
    try:
        scan = scan_folder(folder, without=without)
    except CorpusError as error:
        found = str(error).partition("; ")[0]  # what is behind it is a remedy, and ours is for whoever sets it up
        kind = "corpus-missing" if not folder.exists() else "corpus-unreadable"
        remedy = LET_READ if folder.is_dir() else NAME_ONE if folder.exists() else PUT_SOME
        yield broken(kind, f"{found[:1].upper()}{found[1:]}.", remedy)
        return
    where = folder.resolve()
    if not scan.files:
        problems = f" {counted(len(scan.problems), 'file')} could not be read; {CHECK}" if scan.problems else ""
        yield broken("corpus-empty", f"There is no article in {where}.{problems}", PUT_SOME)
        return
    looked = scan.files[:READ_AT_MOST]
    readable = sum(map(_is_readable, looked))
    unread = len(scan.problems) + len(looked) - readable
    if not readable and len(looked) == len(scan.files):
        none = f"None of the {unread:,} files in {where} can" if unread > 1 else f"The one file in {where} cannot"
        yield broken("corpus-unreadable-files", f"{none} be read.", CHECK)
        return
    more = (
        f"; the first {len(looked):,} of {len(scan.files):,} files were tried" if len(looked) < len(scan.files) else ""
    )
    yield fine("corpus", f"{counted(readable, 'article')} in {where} can be read{more}")
    if unread:
        yield warning("corpus-problems", f"{counted(unread, 'file')} in {where} could not be read.", CHECK)


def _is_readable(file: SourceFile) -> bool:
    try:
        inspect_file(file)
    except UnreadableArticleError:
        return False
    return True
