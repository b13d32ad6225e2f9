"""What `corpus.library.scan_folder` promises, written as plainly as it can be: on paths, one question after another."""

from __future__ import annotations

import os
import stat
import unicodedata
from pathlib import Path

from corpus.collections import server_of
from corpus.formats import SUFFIXES, reason_against
from corpus.library import Problem, Scan, SourceFile, reason_of

LEFTOVERS = {"thumbs.db", "desktop.ini", "__macosx", "__pycache__"}


def slow_scan(root, *, max_size_bytes, id_prefix="", collection=None, without=()):
    """Return the scan of a folder that can be listed."""
    files, problems, seen = {}, [], {}
    folders, links = [root], []

    def id_of(path):
        below = path.relative_to(root).as_posix()
        return "" if below == "." else unicodedata.normalize("NFC", below)

    def tell(path, reason, code=None):
        shown = id_of(path).encode("utf-8", "replace").decode("utf-8")
        problems.append(Problem(f"{id_prefix}{shown}", reason, code))

    while folders or links:
        if folders:
            folder = folders.pop()
        else:
            link = min(links)
            links.remove(link)
            target, here = real(link), real(link.parent)
            if target == here or target in here.parents:
                tell(link, "a link back to a folder above it (a loop)")
                continue
            folder = link
        if any(real(one) in (real(folder), *real(folder).parents) for one in without):
            continue
        place = (folder.stat().st_dev, folder.stat().st_ino)
        if place in seen:
            tell(folder, f"the same folder as {seen[place] or 'the corpus folder'}, which is read already")
            continue
        seen[place] = id_of(folder)
        for path in sorted(folder.iterdir(), key=lambda path: path.name):
            name = path.name
            if is_passed_over(path):
                continue
            if name.encode("utf-8", "replace").decode() != name:
                tell(path, "its name is not valid UTF-8; rename it")
                continue
            try:
                status = path.stat()
            except OSError as error:
                lost = path.is_symlink() and isinstance(error, FileNotFoundError)
                tell(path, "a link to nothing") if lost else tell(path, reason_of(error), "disk")
                continue
            if stat.S_ISDIR(status.st_mode):
                (links if path.is_symlink() else folders).append(path)
                continue
            against = against_file(path, status, id_of(path), max_size_bytes, id_prefix, files)
            if against:
                tell(path, *against)
                continue
            files[id_of(path)] = SourceFile(
                f"{id_prefix}{id_of(path)}", str(path), status.st_size, status.st_mtime_ns, collection
            )
    ordered = sorted(files.values(), key=lambda file: file.id)
    return Scan(tuple(ordered), tuple(sorted(problems, key=lambda problem: (problem.path, problem.reason))))


def real(path: Path) -> Path:
    """Return where a path leads, also where it leads back to itself."""
    return Path(os.path.realpath(path))


def is_passed_over(path: Path) -> bool:
    """Return whether nobody wrote this as an article."""
    name, lowered = path.name, path.name.lower()
    if name.startswith((".", "~$")) or name.endswith("~") or lowered in LEFTOVERS:
        return True
    beside = {one.name.lower() for one in path.parent.iterdir()}
    for ending in ("_files", "_fichiers"):
        if lowered.endswith(ending):
            stem = lowered[: -len(ending)]
            return f"{stem}.html" in beside or f"{stem}.htm" in beside
    return False


def against_file(path, status, article_id, max_size_bytes, id_prefix, files):
    """Return why something that is no folder is not read, with its code where it has one; nothing where it is."""
    if not stat.S_ISREG(status.st_mode):
        return ("not a file but a pipe, a socket or a device",)
    if path.suffix.lower() not in SUFFIXES:
        return reason_against(path.suffix), "format"
    if status.st_size == 0:
        return "it is empty; put text in it, or remove it", "empty"
    if status.st_size > max_size_bytes:
        size, limit = status.st_size / 1_000_000, max_size_bytes / 1_000_000
        return f"{size:,.1f} MB is more than the limit of {limit:,.1f} MB", "too_large"
    if article_id in files:
        return ("another file has the same name, spelled with other Unicode characters; rename one",)
    if not id_prefix and server_of(article_id) is not None:
        top = article_id.split("/")[0]
        return (f"{top} is what the articles of a server are called by; rename the folder",)
    return ()
