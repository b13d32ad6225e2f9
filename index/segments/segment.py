"""One segment as a whole: its card, which names and seals its files, and what reads them.

A segment is written in a hidden folder beside its place and renamed when it is whole. It holds articles of one part
(`index.scope`): the shared ones, or those of one server. Safe to read from several threads.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from index.errors import DamagedIndexError, IncompatibleIndexError
from index.keeping import disk
from index.keeping.disk import BUILDING, REBUILD
from index.keeping.sealed import check_files, checksums, read_sealed, sealed
from index.segments.passages import SegmentPassages
from index.segments.pieces import SegmentPieces
from index.segments.vectors import SegmentVectors
from index.segments.words import SegmentWords

CARD = "segment.json"
VECTORS, WORDS, PIECES = "vectors", "words", "pieces"

# Grows with every change of what lies in a segment, and of how articles are cleaned, cut or mined for the glossary:
# segments live on from one build to the next, so an old cut would too.
SEGMENT_FORMAT = 3


@dataclass(frozen=True, slots=True)
class SegmentCard:
    """What a segment says of itself. `checksums` gives each of its files', by POSIX path.

    `part` is empty for shared articles, else the collection of the server whose articles these are.
    """

    name: str
    format_version: int
    encoder_digest: str
    pieces_digest: str
    dimensions: int
    part: str
    rows: int
    articles: int
    checksums: dict[str, str] = field(default_factory=dict)


class Segment:
    """An opened segment. Whoever holds it says so by `hold`; the last to `let_go` closes its files."""

    def __init__(self, folder: Path, card: SegmentCard) -> None:
        self.folder = folder
        self.card = card
        self._lock = threading.Lock()
        self._holders = 1
        with ExitStack() as opened:
            self.passages = opened.enter_context(closing(SegmentPassages(folder)))
            self.vectors = SegmentVectors(folder / VECTORS)
            self.pieces = SegmentPieces(folder / PIECES)
            self.words = SegmentWords(folder / WORDS)
            rows = {self.passages.rows, self.vectors.count, self.pieces.rows, self.words.rows}
            if rows != {card.rows}:
                msg = f"{folder}: its files are of {sorted(rows)} passages, wanted {card.rows}; {REBUILD}"
                raise DamagedIndexError(msg)
            self._opened = opened.pop_all()

    @property
    def name(self) -> str:
        """The name of its folder."""
        return self.card.name

    def hold(self) -> bool:
        """Have one more holder keep this segment open; return whether it still was."""
        with self._lock:
            held = self._holders > 0
            self._holders += held
        return held

    def let_go(self) -> None:
        """Have one holder less; without any, the files are closed."""
        with self._lock:
            self._holders -= 1
            last = self._holders == 0
        if last:
            self._opened.close()


def read_card(folder: Path) -> SegmentCard:
    """Return the card of the segment in `folder`.

    Raises:
        DamagedIndexError: it is missing or has changed.
        IncompatibleIndexError: it has another format version.
    """
    path = folder / CARD
    values = read_sealed(path)
    version = values.get("format_version")
    if version != SEGMENT_FORMAT:
        msg = f"{folder}: segment format {version}, this version of Sourcier reads {SEGMENT_FORMAT}; {REBUILD}"
        raise IncompatibleIndexError(msg)
    try:
        return SegmentCard(**{one.name: values[one.name] for one in fields(SegmentCard)})
    except (KeyError, TypeError) as error:
        msg = f"{path}: lacks {error}; {REBUILD}"
        raise DamagedIndexError(msg) from error


def open_segment(folder: Path) -> Segment:
    """Return the segment in `folder`, every file of it compared with its checksum; errors as for `read_card`."""
    card = read_card(folder)
    check_segment(folder, card)
    return Segment(folder, card)


def check_segment(folder: Path, card: SegmentCard) -> None:
    """Compare every file of a segment with its checksum.

    Raises:
        DamagedIndexError: one is missing, cannot be read or has changed.
    """
    check_files(folder, card.checksums, without=(CARD,))


@contextmanager
def new_segment(segments: Path) -> Iterator[Path]:
    """Yield a hidden folder below `segments` to write a segment in, which is taken away when that fails."""
    folder = segments / f"{BUILDING}{secrets.token_hex(16)}"
    disk.make_folder(folder)
    try:
        yield folder
    except BaseException:
        disk.remove_tree(folder)
        raise


def finish_segment(folder: Path, card: SegmentCard) -> SegmentCard:
    """Seal what was written in `folder` and give it its name; return its card, with the checksums."""
    whole = SegmentCard(**{**asdict(card), "name": folder.name.removeprefix(BUILDING), "checksums": checksums(folder)})
    disk.write_bytes(folder / CARD, sealed(asdict(whole)))
    disk.sync_tree(folder)
    disk.rename(folder, folder.with_name(whole.name))
    return whole
