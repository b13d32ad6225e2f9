"""The files of a glossary: the database, and the hashes of its keys and long forms beside it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import DamagedIndexError
from index.keeping.disk import REBUILD, read_array


def hashes_beside(path: Path) -> Path:
    """Return where the hashes of a glossary lie."""
    return path.with_suffix(".npy")


def read_hashes(path: Path) -> NDArray[np.uint64]:
    """Return the hashes that lie beside a glossary.

    Raises:
        DamagedIndexError: they are missing or damaged, or the file holds something else.
    """
    found = read_array(path)
    if found.dtype != np.uint64 or found.ndim != 1:
        raise damaged(path, f"found {found.dtype} of shape {found.shape}, wanted the hashes of a glossary")
    return found


def damaged(path: Path, what: str) -> DamagedIndexError:
    """Return the error that says what is wrong with a file of the glossary."""
    return DamagedIndexError(f"{path}: {what}; {REBUILD}")
