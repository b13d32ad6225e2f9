"""What every encoder's vectors pass through: right shape, finite, of length 1; and the digest of a model's files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoders.protocol import Vectors
from index.errors import EncoderError

# Files of a model's folder that say nothing about its vectors.
PROSE = frozenset({"README.md", ".gitattributes", "LICENSE", "LICENSE.md", "data_config.json", "train_script.py"})


def unit_rows(raw: NDArray[np.generic], texts: Sequence[str], dimensions: int, model: str) -> Vectors:
    """Return `raw` as float32 rows of length 1; a row is all zeros where its text is blank or its vector is zero.

    Raises:
        EncoderError: another shape than (texts, dimensions), or a number that is NaN or infinite.
    """
    if not texts:
        return np.zeros((0, dimensions), dtype=np.float32)
    if raw.shape != (len(texts), dimensions):
        msg = (
            f"{model} gave vectors of shape {raw.shape} where {(len(texts), dimensions)} was wanted; "
            "the model's files do not fit together: fetch it again or choose another encoder"
        )
        raise EncoderError(msg)
    vectors = np.array(raw, dtype=np.float32)
    if not np.isfinite(vectors).all():
        finite = np.isfinite(vectors).all(axis=1)
        msg = (
            f"{model} gave NaN or infinite numbers for {int((~finite).sum())} of {len(texts)} texts, first for text "
            f"{int(np.argmin(finite)) + 1}; the model's weights are damaged or its precision is too low"
        )
        raise EncoderError(msg)
    blank = [row for row, text in enumerate(texts) if not text.strip()]
    if blank:
        vectors[blank] = 0.0
    # In two steps: the largest coordinate first, so that no square overflows or vanishes.
    peaks = np.abs(vectors).max(axis=1, keepdims=True)
    peaks[peaks == 0] = 1.0
    vectors /= peaks
    lengths = np.sqrt((vectors * vectors).sum(axis=1, keepdims=True))
    lengths[lengths == 0] = 1.0
    vectors /= lengths
    return vectors


def encodable(texts: Sequence[str]) -> list[str]:
    """Return `texts` with halves of surrogate pairs, which tokenizers refuse, replaced by question marks."""
    return [text.encode("utf-8", "replace").decode() for text in texts]


def files_digest(folder: Path) -> str:
    """Return the SHA-256, in hexadecimal, of every file below `folder` that bears on the vectors.

    Names and contents count; hidden files, prose and the order in which the disk lists them do not.

    Raises:
        EncoderError: a file cannot be read.
    """
    digest = hashlib.sha256()
    try:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if not path.is_file() or path.name in PROSE or any(part.startswith(".") for part in name.split("/")):
                continue
            with path.open("rb") as stream:
                content = hashlib.file_digest(stream, "sha256").hexdigest()
            digest.update(f"{name}\x1f{content}\x1e".encode())
    except OSError as error:
        msg = f"{folder}: cannot read the model's files ({error}); check their permissions"
        raise EncoderError(msg) from error
    return digest.hexdigest()
