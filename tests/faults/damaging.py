"""What can befall a file: a bit flips, its end is lost, it is emptied, it is gone, it grows, it is another file."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.keeping.snapshot import MANIFEST, Store
from tests.faults.tidiness import SEGMENTS, segments_of


@dataclass(frozen=True, slots=True)
class Damage:
    """What is done to the file `path`, which held `whole`: it then holds `holds`, or is gone where that is None."""

    name: str
    path: Path
    whole: bytes
    holds: bytes | None

    def do(self) -> None:
        """Do it; who has the file open keeps what there was."""
        self.path.unlink()
        if self.holds is not None:
            self.path.write_bytes(self.holds)

    def undo(self) -> None:
        """Put the file back as it was, which may be done twice."""
        self.path.unlink(missing_ok=True)
        self.path.write_bytes(self.whole)


def files_of(store: Store) -> list[Path]:
    """Return every file of the snapshot in use and of the segments that it names, lock files left out."""
    snapshot = store.snapshots / (store.current() or "")
    named = (snapshot / MANIFEST).read_text(encoding="utf-8")
    segments = [store.folder / SEGMENTS / name for name in sorted(segments_of(store.folder)) if name in named]
    found = (path for folder in (snapshot, *segments) for path in sorted(folder.rglob("*")))
    return [path for path in found if path.is_file() and path.suffix != ".lock"]


def damages_to(path: Path, others: Sequence[Path], chosen: random.Random, count: int) -> list[Damage]:
    """Return `count` random bit flips and as many truncations of a file, and whatever else can befall it."""
    whole = path.read_bytes()
    found = [Damage("gone", path, whole, None), Damage("grown", path, whole, whole + b"\0")]
    strangers = [content for other in others if (content := other.read_bytes()) != whole]
    found += [Damage("another file", path, whole, chosen.choice(strangers))] if strangers else []
    if not whole:
        return found
    found.append(Damage("emptied", path, whole, b""))
    for bit in {chosen.randrange(len(whole) * 8) for _ in range(count)}:
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        found.append(Damage(f"bit {bit} flipped", path, whole, bytes(flipped)))
    for length in {chosen.randrange(len(whole)) for _ in range(count)}:
        found.append(Damage(f"cut to {length} of {len(whole)} bytes", path, whole, whole[:length]))
    return found
