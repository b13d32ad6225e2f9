"""What lies in a store once a build has gone through, and should not."""

from __future__ import annotations

from pathlib import Path

from index.keeping.snapshot import MANIFEST, Store
from index.keeping.versions import list_versions
from tests.faults.answers import encoder

SEGMENTS = "segments"
LONG_LIVED = {"current", "history.json", "writer.lock", "noting.lock", "snapshots", SEGMENTS}


def segments_of(folder: Path) -> set[str]:
    """Return the names of the whole segments of a store."""
    lying = folder / SEGMENTS
    return {one.name for one in lying.iterdir() if not one.name.startswith(".")} if lying.is_dir() else set()


def strays(store: Store) -> list[str]:
    """Return a sentence for each thing that is half-made, damaged or needed by nothing; all snapshots are read."""
    found = [f"{one.name} beside `current`" for one in store.folder.iterdir() if one.name not in LONG_LIVED]
    for lying in (store.snapshots, store.folder / SEGMENTS):
        names = sorted(lying.iterdir()) if lying.is_dir() else []
        found += [f"{one.relative_to(store.folder)} is no finished folder" for one in names if _is_odd(one)]
    found += [f"{one.name}: {one.problem}" for one in list_versions(store, encoder(), check=True) if one.problem]
    named = "".join((store.snapshots / name / MANIFEST).read_text(encoding="utf-8") for name in store.names())
    found += [f"segments/{name} is in no snapshot" for name in sorted(segments_of(store.folder)) if name not in named]
    found += [f"{one.relative_to(store.folder)} is half a note" for one in store.snapshots.glob(f"*/{MANIFEST}.*")]
    return found


def _is_odd(path: Path) -> bool:
    return path.name.startswith(".") or not path.is_dir() or not any(path.iterdir())
