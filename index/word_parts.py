"""Several tantivy indexes of one schema read as one, whose statistics are those of all of them together.

An index of tantivy is a folder of segments and a list of them, `meta.json`; what BM25 counts, it sums over the segments
of the list. So a folder of links to the segments of some indexes, with a list of them all, is the index that would have
been built of their documents. Nothing is copied: opening one takes some ten milliseconds. The folder is needed only
while it is opened, for tantivy maps every file of a segment then.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from index.errors import DamagedIndexError

LIST = "meta.json"


@contextmanager
def joined(folders: Sequence[Path]) -> Iterator[Path]:
    """Yield a folder that tantivy opens as one index of all `folders`, whose segments come in this order.

    A single one is yielded itself.

    Raises:
        DamagedIndexError: one of them is no index, or no temporary folder can be made.
    """
    if len(folders) == 1:
        yield folders[0]
        return
    try:
        made = TemporaryDirectory(prefix="sourcier-words-", ignore_cleanup_errors=True)
    except OSError as error:
        msg = f"no temporary folder can be made to open a server's articles in ({error}); give one by TMPDIR"
        raise DamagedIndexError(msg) from error
    with made as name:
        together = Path(name) / "together"
        try:
            _link(folders, together)
        except (OSError, ValueError, KeyError, TypeError) as error:
            msg = (
                f"{folders[0].parent}: its word indexes cannot be joined ({error}); run `sourcier rebuild-index --all`"
            )
            raise DamagedIndexError(msg) from error
        yield together
        # tantivy looks for changes from a thread of its own and puts a lock there; in a renamed folder it cannot.
        together.rename(Path(name) / "read")


def _link(folders: Sequence[Path], into: Path) -> None:
    into.mkdir()
    lists: list[dict[str, Any]] = [json.loads((folder / LIST).read_text(encoding="utf-8")) for folder in folders]
    segments = [segment for one in lists for segment in one["segments"]]
    for folder in folders:
        for file in folder.resolve().iterdir():
            if file.name != LIST and not file.name.startswith("."):  # hidden ones are tantivy's own notes and locks
                (into / file.name).symlink_to(file)
    (into / LIST).write_text(json.dumps(lists[0] | {"segments": segments}), encoding="utf-8")
