"""The index: whether there is one that this Sourcier can open, whole, and what builds have left behind."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.doctor import storage
from bot.doctor.finding import Finding, broken, fine, warning
from bot.terminal.wording import counted
from corpus.errors import CorpusError
from corpus.scanning import Survey
from index.encoders.protocol import Encoder
from index.errors import DamagedIndexError, EncoderError, IncompatibleIndexError, IndexFloorError, NoIndexError
from index.keeping.snapshot import Snapshot, Store, open_snapshot
from index.keeping.store import LOCK

REBUILD = "Run `sourcier rebuild-index`"
MEND = f"{REBUILD}: it reads again what was lost. If it comes back, have the disk examined."
FUTURE = timedelta(hours=1)


def index(
    store: Store, corpus: Path, encoder: Callable[[], Encoder], survey: Callable[[], Survey], now: datetime
) -> Iterator[Finding]:
    """Look at the index in use: every file of it is read, for its checksum. `survey` lists the articles as they are."""
    refused = _unwritable(store)
    if refused is None:
        yield from _builds(store)
    readable = False
    for finding in _read(store, corpus, encoder, survey, now):
        readable = readable or finding.kind == "index"
        yield finding
    if refused is not None:
        yield _closed(store.folder, refused, readable=readable)


def _closed(folder: Path, refused: OSError, *, readable: bool) -> Finding:
    why = refused.strerror or type(refused).__name__
    found = "The index can be read, and answers, but its" if readable else "The index's"
    return warning(
        "index-unwritable",
        f"{found} folder {folder} cannot be written ({why}), so nothing can be built there.",
        storage.let_write(refused, folder),
    )


def _read(
    store: Store, corpus: Path, encoder: Callable[[], Encoder], survey: Callable[[], Survey], now: datetime
) -> Iterator[Finding]:
    try:
        snapshot = open_snapshot(store, encoder())
    except NoIndexError:
        yield warning(
            "index-missing",
            f"There is no index of {corpus.resolve()} yet.",
            f"{REBUILD}; the first question and the first start of the bot build it too.",
        )
    except IncompatibleIndexError as error:
        kind = "index-encoder" if "encoder" in str(error) else "index-format"
        yield broken(kind, _found(error), f"{REBUILD}; the bot does so at its next start.")
    except EncoderError as error:
        yield warning("index-unseen", f"The index cannot be opened without its encoder: {_found(error)}", "See there.")
    except DamagedIndexError as error:
        yield broken("index-damaged", _found(error), MEND)
    except IndexFloorError as error:
        yield broken("index-unusable", _found(error), f"{REBUILD} --all.")
    else:
        with closing(snapshot):
            yield from _opened(store, snapshot, survey, now)


def _opened(store: Store, snapshot: Snapshot, survey: Callable[[], Survey], now: datetime) -> Iterator[Finding]:
    manifest = snapshot.manifest
    if manifest.name != store.current():
        problem = snapshot.passed_over[0].problem if snapshot.passed_over else "it was put in use a moment ago"
        yield broken(
            "index-fallback",
            f"The index in use is damaged ({problem.partition('; ')[0]}), so the one before it, of "
            f"{manifest.built_at[:10]}, answers instead.",
            MEND,
        )
    else:
        yield fine(
            "index",
            f"{counted(manifest.articles, 'article')} and {counted(manifest.passages, 'passage')}, every file as it was"
            " built",
        )
    built = datetime.fromisoformat(manifest.built_at)
    if built > now + FUTURE:
        yield warning(
            "index-future",
            f"The index says that it was built on {built.astimezone(UTC):%d %B %Y, %H:%M} UTC, which is still to come: "
            "the clock is wrong now, or was then.",
            "Set the clock (`timedatectl set-ntp true`), then run `sourcier rebuild-index`.",
        )
    if manifest.articles == 0:
        yield broken("index-empty", "The index holds no article, so every question is refused.", f"{REBUILD}.")
    try:
        changes = snapshot.changes_since(survey())
    except CorpusError:  # told where the folder is looked at
        return
    if changes.count > len(changes.touched):
        yield warning(
            "index-behind",
            f"Since the index was built {counted(len(changes.added), 'file was', 'files were')} added, "
            f"{len(changes.changed):,} changed, {len(changes.removed):,} removed.",
            f"{REBUILD}, or /rebuild-index in Discord.",
        )
    if changes.touched:
        yield fine(
            "index-touched",
            f"{counted(len(changes.touched), 'file has', 'files have')} another time than the index knows; the next "
            "rebuild looks whether they say anything else",
        )


def _unwritable(store: Store) -> OSError | None:
    """Return why no build could write where the index lies; None where it could. What is written is removed at once."""
    try:
        for folder in (store.folder, store.snapshots, store.segments):
            if folder.is_dir():
                with tempfile.TemporaryFile(dir=folder):
                    pass
        if (store.folder / LOCK).exists():
            with (store.folder / LOCK).open("ab"):
                pass
    except OSError as error:
        return error
    return None


def _builds(store: Store) -> Iterator[Finding]:
    """Look at builds that are under way, or were killed."""
    if store.is_being_written():
        yield warning(
            "index-busy", f"Another process is building the index in {store.folder} right now.", "Wait for it to end."
        )
        return
    left = store.left_over()
    if left:
        size_bytes = sum(path.stat().st_size for folder in left for path in folder.rglob("*") if path.is_file())
        yield warning(
            "index-left-over",
            f"Killed builds left {counted(len(left), 'folder')}, {size_bytes / 1_000_000:,.1f} MB, in {store.folder}.",
            f"{REBUILD}; every build removes them first.",
        )


def _found(error: Exception) -> str:
    found = str(error).partition("; ")[0]
    return f"{found[:1].upper()}{found[1:]}."
