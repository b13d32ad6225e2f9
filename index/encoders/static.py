"""A static model: a text's vector is the mean of its word pieces' vectors, made with tokenizers and numpy alone.

Reads the sentence-transformers layout of a `StaticEmbedding` followed by `Normalize`, so that the same folder opens in
sentence-transformers too. The table stays as it is on disk, usually one byte a number with one scale a row; only
the rows of a text's pieces become float32. Safe to use from several threads.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from tokenizers import Tokenizer

from index.encoders.cutting import Cutter, Ids
from index.encoders.protocol import Vectors
from index.encoders.rows import files_digest, unit_rows
from index.errors import EncoderError

MODULES, WEIGHTS, TOKENIZER = "modules.json", "model.safetensors", "tokenizer.json"

# A question's or passage's vector is a weighted mean; beyond this many pieces a text is not a passage any more, and
# its gathered rows would take more memory than the table.
PIECES_AT_ONCE = 8192

AGAIN = "install sourcier again, or train it again with `python -m index.training.static`"


class StaticEncoder:
    """Encodes with the static model in `folder`.

    Raises:
        EncoderError: the folder is missing, holds another kind of model, or its files are damaged or do not fit.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        _check_kind(folder)
        self._tokenizer = read_tokenizer(folder / TOKENIZER)
        self._cut_by = tokenizer_digest(folder / TOKENIZER)
        self.cutter = Cutter(self._tokenizer)
        self._table, self._scales = _read_table(folder / WEIGHTS)
        pieces = self._tokenizer.get_vocab_size()
        if pieces != len(self._table):
            msg = (
                f"{folder}: {TOKENIZER} has {pieces} pieces, {WEIGHTS} has {len(self._table)} rows; "
                f"they are from different models: {AGAIN}"
            )
            raise EncoderError(msg)

    @property
    def id(self) -> str:
        """Name of the model, for people."""
        return f"static:{self._folder.name}"

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of the model's files."""
        return files_digest(self._folder)

    @property
    def dimensions(self) -> int:
        """Width of each vector."""
        return int(self._table.shape[1])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, in order; zeros for a text without a known piece."""
        return self.encode_cut(texts, self.cutter.cut(texts))

    def encode_cut(self, texts: Sequence[str], ids: Sequence[Ids]) -> Vectors:
        """Return what `encode_passages` does, of texts whose pieces `cutter` found before."""
        return unit_rows(self.sums(ids), texts, self.dimensions, self.id)

    def sums(self, ids: Sequence[NDArray[np.integer]]) -> Vectors:
        """Return the sum of the vectors of each text's pieces, one row a text: it points where their mean points."""
        found = np.zeros((len(ids), self.dimensions), dtype=np.float32)
        for row, pieces in enumerate(ids):
            found[row] = self._sum(pieces)
        return found

    @property
    def cut_by(self) -> str:
        """SHA-256, in hexadecimal, of the tokenizer's file."""
        return self._cut_by

    @property
    def tokenizer(self) -> Tokenizer:
        """What cuts texts to word pieces."""
        return self._tokenizer

    @property
    def size(self) -> int:
        """How many word pieces there are."""
        return len(self._table)

    def directions(self, pieces: NDArray[np.integer], dimensions: int) -> NDArray[np.float32]:
        """Return the first `dimensions` numbers of each piece's vector, made a unit vector; zeros stay zeros."""
        first = self._table[pieces, :dimensions].astype(np.float32)
        lengths = np.linalg.norm(first, axis=1, keepdims=True)
        found: NDArray[np.float32] = np.divide(first, lengths, out=first, where=lengths > 0)
        return found

    def lengths(self, pieces: NDArray[np.integer]) -> NDArray[np.float32]:
        """Return the length of each piece's vector, shape (pieces,): longer ones say more in a mean."""
        rows = self._table[pieces].astype(np.float32)
        found: NDArray[np.float32] = np.linalg.norm(rows, axis=1).astype(np.float32) * self._scales[pieces]
        return found

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, in order: a static model has no prompts."""
        return self.encode_passages(texts)

    def _sum(self, ids: NDArray[np.integer]) -> NDArray[np.float32]:
        """Return the sum of the pieces' vectors: it points where their mean points."""
        total = np.zeros(self.dimensions, dtype=np.float32)
        for start in range(0, len(ids), PIECES_AT_ONCE):
            part = ids[start : start + PIECES_AT_ONCE]
            total += self._scales.take(part) @ self._table.take(part, axis=0).astype(np.float32)
        return total


def _check_kind(folder: Path) -> None:
    if not folder.is_dir():
        msg = f"{folder}: no such folder; {AGAIN}"
        raise EncoderError(msg)
    try:
        modules = json.loads((folder / MODULES).read_text(encoding="utf-8"))
        kinds = [str(module["type"]).rsplit(".", 1)[-1] for module in modules]
    except FileNotFoundError as error:
        msg = f"{folder}: not a sentence-transformers model, there is no {MODULES} in it; {AGAIN}"
        raise EncoderError(msg) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = f"{folder / MODULES}: cannot be read as a list of modules ({error!r}); {AGAIN}"
        raise EncoderError(msg) from error
    if kinds != ["StaticEmbedding", "Normalize"]:
        msg = (
            f"{folder}: not a static model: found the modules {', '.join(kinds)}, wanted StaticEmbedding, Normalize; "
            "give its path as the encoder's name to open it with sentence-transformers"
        )
        raise EncoderError(msg)


def read_tokenizer(path: Path) -> Tokenizer:
    """Return the tokenizer in the file `path`, which neither pads nor cuts off.

    One and the same file is parsed once, which takes 40 ms: the encoder and the table of word pieces share it.

    Raises:
        EncoderError: it cannot be read or is no tokenizer.
    """
    try:
        return _parsed(path, path.read_bytes())
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror}); {AGAIN}"
        raise EncoderError(msg) from error


@lru_cache(maxsize=2)
def _parsed(path: Path, data: bytes) -> Tokenizer:
    try:
        tokenizer = Tokenizer.from_buffer(data)
    except ValueError as error:
        msg = f"{path}: not a tokenizer ({error}); {AGAIN}"
        raise EncoderError(msg) from error
    tokenizer.no_padding()
    return tokenizer


def tokenizer_digest(path: Path) -> str:
    """Return the SHA-256, in hexadecimal, of a tokenizer's file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _read_table(path: Path) -> tuple[NDArray[np.generic], NDArray[np.float32]]:
    """Return the table, shape (pieces, dimensions), and one factor a row."""
    if not path.is_file():
        msg = f"{path}: no such file; {AGAIN}"
        raise EncoderError(msg)
    try:
        with safe_open(path, framework="np") as tensors:
            names = set(tensors.keys())
            table = tensors.get_tensor("embeddings" if "embeddings" in names else "embedding.weight")
            scales = tensors.get_tensor("weights") if "weights" in names else np.ones(len(table))
    except (OSError, SafetensorError, TypeError) as error:
        msg = f"{path}: damaged, or not a static model's weights ({error}); {AGAIN}"
        raise EncoderError(msg) from error
    if "mapping" in names or table.ndim != 2 or scales.shape != table.shape[:1]:
        msg = (
            f"{path}: found a table of shape {table.shape} with {scales.shape} scales"
            f"{' and a mapping' if 'mapping' in names else ''}, wanted one row and one scale a piece; {AGAIN}"
        )
        raise EncoderError(msg)
    if not np.isfinite(scales).all() or (table.dtype.kind == "f" and not np.isfinite(table).all()):
        msg = f"{path}: holds NaN or infinite numbers; {AGAIN}"
        raise EncoderError(msg)
    return table, scales.astype(np.float32)
