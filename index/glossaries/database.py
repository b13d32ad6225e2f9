"""One SQLite file of an index: made in memory and written whole, then read by many and written no more.

To be read the file is opened `immutable`, so that reading takes no lock and leaves nothing beside it. Reading is safe
from several threads.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote as percent_encoded

from index.errors import DamagedIndexError
from index.keeping.disk import REBUILD, write_bytes

UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)  # the second where what SQLite says of a damage is no text

FREE_SHARE = 4  # a file is packed anew before it is written where one of so many pages holds nothing


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
        except UNREADABLE as error:
            raise self._damaged(error) from error

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def _damaged(self, error: Exception) -> DamagedIndexError:
        return DamagedIndexError(f"{self._path}: SQLite cannot read it ({error}); {REBUILD}")


class NewDatabase:
    """A database in memory, to be filled and then written to a file whole. For one thread.

    It begins with what is in the file `copied`, if one is named, and then runs the statements of `schema`.

    Raises:
        DamagedIndexError: what is copied cannot be read, then or later.
    """

    def __init__(self, schema: str = "", copied: Path | None = None) -> None:
        self._copied = copied
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        try:
            if copied is not None:
                self._connection.deserialize(_content(copied))
            self._connection.executescript(f"PRAGMA journal_mode = OFF; {schema}")
            self._connection.execute("BEGIN")
        except (*UNREADABLE, OSError) as error:
            self._connection.close()
            raise self._damaged(error) from error

    def run(self, statement: str, values: tuple[object, ...] = ()) -> list[Any]:
        """Run one statement and return the rows that it gives."""
        try:
            return self._connection.execute(statement, values).fetchall()
        except UNREADABLE as error:
            raise self._damaged(error) from error

    def insert(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Run one statement for each of `rows`."""
        try:
            self._connection.executemany(statement, rows)
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from error

    def write(self, path: Path) -> None:
        """Write all to the new file `path`.

        Raises:
            OSError: the disk refused.
        """
        try:
            self._connection.execute("COMMIT")
            ((free,),), ((pages,),) = (
                self._connection.execute(f"PRAGMA {name}").fetchall() for name in ("freelist_count", "page_count")
            )
            if free * FREE_SHARE > pages:
                self._connection.execute("VACUUM")
            content = self._connection.serialize()
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from error
        write_bytes(path, content)

    def close(self) -> None:
        """Let go of the memory."""
        self._connection.close()

    def _damaged(self, error: Exception) -> Exception:
        """Return what to raise: a database that was made here can only be used wrongly."""
        if self._copied is None:
            return error
        return DamagedIndexError(f"{self._copied}: SQLite cannot read it ({error}); {REBUILD}")


def _content(path: Path) -> bytes:
    content = path.read_bytes()
    if not content:
        msg = "an empty file"
        raise sqlite3.DatabaseError(msg)  # SQLite itself tells it as if memory were short
    return content
