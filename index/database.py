"""Reading one SQLite file of a snapshot, which nobody writes any more.

The file is opened `immutable`, so that reading takes no lock and leaves nothing beside it. Safe to use from several
threads.
"""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any
from urllib.parse import quote as percent_encoded

from index.errors import DamagedIndexError


class ReadOnlyDatabase:
    """Answers statements from the file `path`.

    Raises:
        DamagedIndexError: SQLite cannot open or read it.
    """

    def __init__(self, path: Path) -> None:
        address = f"file:{percent_encoded(str(path.resolve()))}?mode=ro&immutable=1"
        self._path = path
        self._lock = threading.Lock()
        try:
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise self._damaged(error) from error

    def rows(self, statement: str, values: tuple[object, ...] = ()) -> list[Any]:
        """Return every row that `statement` gives, in its order."""
        try:
            with self._lock:
                return self._connection.execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from error

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def _damaged(self, error: sqlite3.Error) -> DamagedIndexError:
        return DamagedIndexError(f"{self._path}: SQLite cannot read it ({error}); run `sourcier rebuild-index --all`")
