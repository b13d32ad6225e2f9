"""Whether old snapshots are whole, for whoever keeps some of them and not others: as far as that is soon known.

A glance reads what is small, and of large segments looks only whether each file is there. Segments of a snapshot that
was opened just now were read through then, and are not read again.
"""

from __future__ import annotations

import math
from pathlib import Path

from index.errors import DamagedIndexError, IndexFloorError
from index.keeping.disk import SHORT, size_bytes
from index.keeping.manifest import MANIFEST, read_manifest
from index.keeping.sealed import check_files
from index.segments.segment import CARD, check_segment, read_card

READ_AT_MOST = 256 * 2**20  # bytes of all old snapshots at a build: XXH3 takes 0.1 s for them, a slow disk a second


class Glance:
    """One look at the snapshots of the store in `folder`, each segment of which is looked at once."""

    def __init__(self, folder: Path, opened: str | None, *, thorough: bool = False) -> None:
        """`opened` was opened just now, if any was; `thorough`, all is read, however much it is."""
        self._folder = folder
        self._left_bytes = math.inf if thorough else READ_AT_MOST
        self._whole: dict[str, bool] = {}
        if opened and not thorough:
            try:
                self._whole = dict.fromkeys(read_manifest(folder / "snapshots" / opened).segments, True)
            except IndexFloorError:
                return

    def is_whole(self, name: str) -> bool:
        """Return whether no damage of a snapshot is seen, also where none can be, as of another version's."""
        snapshot = self._folder / "snapshots" / name
        try:
            manifest = read_manifest(snapshot)
            if self._may_read(snapshot):
                check_files(snapshot, manifest.checksums, without=(MANIFEST,))
        except DamagedIndexError:
            return False
        except IndexFloorError:
            return True
        except OSError as error:  # the disk does not even say what is there
            return error.errno in SHORT
        return all(list(map(self._is_segment_whole, manifest.segments)))

    def _is_segment_whole(self, name: str) -> bool:
        if name not in self._whole:
            folder = self._folder / "segments" / name
            self._whole[name] = True
            try:
                card = read_card(folder)
                if self._may_read(folder):
                    check_segment(folder, card)
                else:
                    self._whole[name] = all((folder / path).is_file() for path in card.checksums if path != CARD)
            except DamagedIndexError:
                self._whole[name] = False
            except IndexFloorError:
                pass
            except OSError as error:
                self._whole[name] = error.errno in SHORT
        return self._whole[name]

    def _may_read(self, folder: Path) -> bool:
        """Return whether what lies there is soon read, beside all that was read so far."""
        size = size_bytes(folder)
        if size > self._left_bytes:
            return False
        self._left_bytes -= size
        return True
