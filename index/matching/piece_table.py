"""The shipped table of word pieces: how a text is cut, where each piece points, and what it counts.

The pieces are those of the shipped encoder's tokenizer; their vectors are others, trained for single pieces to meet
(`index.training.meeting`). One safetensors file: `directions`, int8, shape (pieces, dimensions), and `weights`,
float32, shape (pieces,); its metadata names the tokenizer by digest. An index holds the numbers of pieces alone, so
another table over the same pieces reads it too. `encode_and_cut` cuts a text once for both. Safe to use from several
threads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeGuard

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from index.encoders import SHIPPED_MODEL
from index.encoders.cutting import Cutter, Ids
from index.encoders.protocol import Encoder, Vectors
from index.encoders.static import TOKENIZER, StaticEncoder, read_tokenizer, tokenizer_digest
from index.errors import EncoderError
from index.matching.pieces import MOST_PIECES, Pieces, PieceTable

SHIPPED_PIECES = Path(__file__).parents[1] / "models" / "sourcier-pieces" / "pieces.safetensors"

PIECE_DIMENSIONS = 64  # on held-back training questions the encoder's first 64 numbers met as well as all 256

PIECE_BITS = 16  # of a piece's number, see `MOST_PIECES`

FULL = 127  # a coordinate of 1 in one byte

MADE_FOR = "tokenizer"  # the metadata that holds its digest

AGAIN = "install sourcier again, or train it again with `python -m index.training.meeting`"


class PieceTableError(EncoderError):
    """The table's file is missing, damaged or in another shape; the message says which and what to do."""


class ShippedPieces:
    """Cuts texts to word pieces and gives each its unit vector and its weight.

    Raises:
        PieceTableError: the file is missing or damaged, or was made for the pieces of another tokenizer.
        EncoderError: the tokenizer's file is missing or damaged.
    """

    def __init__(self, path: Path = SHIPPED_PIECES, tokenizer: Path = SHIPPED_MODEL / TOKENIZER) -> None:
        self._tokenizer: Tokenizer = read_tokenizer(tokenizer)
        self._cutter = Cutter(self._tokenizer)
        self._cut_by = tokenizer_digest(tokenizer)
        try:
            with safe_open(path, framework="numpy") as arrays:
                directions, weights = arrays.get_tensor("directions"), arrays.get_tensor("weights")
                made_for = (arrays.metadata() or {}).get(MADE_FOR)
        except FileNotFoundError as error:
            msg = f"{path}: there is no table of word pieces there; {AGAIN}"
            raise PieceTableError(msg) from error
        except (OSError, KeyError, SafetensorError) as error:
            msg = f"{path}: damaged, or not a table of word pieces ({error}); {AGAIN}"
            raise PieceTableError(msg) from error
        pieces = self._tokenizer.get_vocab_size()
        if pieces > MOST_PIECES:
            msg = f"{tokenizer}: {pieces} pieces, at most {MOST_PIECES} can be indexed; train it with fewer"
            raise PieceTableError(msg)
        if directions.ndim != 2 or len(directions) != pieces or weights.shape != (pieces,):
            msg = (
                f"{path}: found directions of shape {directions.shape} and weights of shape {weights.shape}, wanted a "
                f"row for each of the {pieces} pieces of {tokenizer}; {AGAIN}"
            )
            raise PieceTableError(msg)
        if made_for != self._cut_by:
            msg = f"{path}: made for the pieces of another tokenizer than {tokenizer}; {AGAIN}"
            raise PieceTableError(msg)
        self._weights = weights.astype(np.float32)
        # As they lie in the file: a quarter of the memory, and of what a question has to fetch.
        self._directions = directions
        lengths = np.linalg.norm(directions.astype(np.float32), axis=1)
        self._scales = np.divide(1, lengths, out=np.zeros_like(lengths), where=lengths > 0)

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of what determines the pieces of a text: the tokenizer, and what says nothing."""
        return hashlib.sha256(f"{self._cut_by} {np.flatnonzero(self._weights == 0).tolist()}".encode()).hexdigest()

    @property
    def size(self) -> int:
        """How many pieces there are."""
        return len(self._weights)

    def cut(self, texts: Sequence[str]) -> list[Pieces]:
        """Return the distinct pieces of each text, rising; those that say nothing, the unknown one, are left out."""
        return self.distinct(self._cutter.cut(texts))

    def in_order(self, texts: Sequence[str]) -> list[Ids]:
        """Return the numbers of each text's pieces as they stand in it, those that say nothing too."""
        return self._cutter.cut(texts)

    def distinct(self, ids: Sequence[Ids]) -> list[Pieces]:
        """Return what `cut` does, of the pieces that stand in each text; those of one call share their memory."""
        if not ids:
            return []
        if len(ids) == 1:
            alone = np.array(sorted(set(ids[0].tolist())), np.uint16)
            return [alone[self._weights[alone] > 0]]
        flat = np.concatenate(ids)
        # Sorted all together, each piece behind the number of its text: a fifth of sorting text by text.
        keyed = (np.repeat(np.arange(len(ids)), [len(those) for those in ids]) << PIECE_BITS) | flat
        keyed = keyed[self._weights[flat] > 0]
        keyed.sort()
        first = np.ones(len(keyed), np.bool_)
        np.not_equal(keyed[1:], keyed[:-1], out=first[1:])
        keyed = keyed[first]
        pieces = (keyed & (MOST_PIECES - 1)).astype(np.uint16)
        ends = np.searchsorted(keyed, np.arange(len(ids) + 1) << PIECE_BITS).tolist()
        return [pieces[start:end] for start, end in pairwise(ends)]

    def cuts_like(self, encoder: Encoder) -> TypeGuard[StaticEncoder]:
        """Say whether `encoder` cuts texts to the same pieces."""
        return isinstance(encoder, StaticEncoder) and encoder.cut_by == self._cut_by

    def directions(self, pieces: NDArray[np.integer]) -> NDArray[np.float32]:
        """Return the unit vector of each piece, shape (pieces, dimensions)."""
        found: NDArray[np.float32] = self._numbers(pieces) * self._scales[pieces][:, None]
        return found

    def similarities(self, pieces: NDArray[np.integer], others: NDArray[np.integer]) -> NDArray[np.float32]:
        """Return the cosine of each of `pieces` with each of `others`, shape (pieces, others)."""
        found: NDArray[np.float32] = self._numbers(pieces) @ self.directions(others).T
        found *= self._scales[pieces][:, None]
        return found

    def _numbers(self, pieces: NDArray[np.integer]) -> NDArray[np.float32]:
        found: NDArray[np.float32] = np.take(self._directions, pieces, axis=0).astype(np.float32)
        return found

    def lengths(self, pieces: NDArray[np.integer]) -> NDArray[np.float32]:
        """Return what each piece counts, shape (pieces,)."""
        found: NDArray[np.float32] = self._weights[pieces]
        return found


@dataclass(frozen=True, slots=True)
class EncodedTexts:
    """What an index keeps of some texts, in order: a vector and the distinct pieces of each."""

    vectors: Vectors
    pieces: list[Pieces]


def encode_and_cut(encoder: Encoder, table: PieceTable, texts: Sequence[str]) -> EncodedTexts:
    """Return what `encoder.encode_passages` and `table.cut` give; where both cut alike, texts are cut once.

    Raises:
        EncoderError: the encoder failed or gave unusable vectors.
    """
    if isinstance(table, ShippedPieces) and table.cuts_like(encoder):
        ids = encoder.cutter.cut(texts)
        return EncodedTexts(encoder.encode_cut(texts, ids), table.distinct(ids))
    return EncodedTexts(encoder.encode_passages(texts), table.cut(texts))


def encode_question(encoder: Encoder, table: PieceTable, text: str) -> EncodedTexts:
    """Return what `encoder.encode_questions` and `table.cut` give of one text, which is cut once where both cut alike.

    Raises:
        EncoderError: the encoder failed or gave an unusable vector.
    """
    if isinstance(table, ShippedPieces) and table.cuts_like(encoder):
        return encode_and_cut(encoder, table, [text])  # a static encoder has no prompts
    return EncodedTexts(encoder.encode_questions([text]), table.cut([text]))


@cache
def shipped_pieces() -> ShippedPieces:
    """Return the shipped table, loaded once a process; errors as for `ShippedPieces`."""
    return ShippedPieces()


def save_pieces(
    path: Path,
    directions: NDArray[np.floating],
    weights: NDArray[np.floating],
    tokenizer: Path = SHIPPED_MODEL / TOKENIZER,
) -> None:
    """Write a table for the pieces of `tokenizer`, coordinates rounded to 1/127; `ShippedPieces` reads it again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rounded = np.rint(_unit(directions.astype(np.float32)) * FULL).astype(np.int8)
    arrays: dict[str, NDArray[Any]] = {
        "directions": rounded,
        "weights": np.ascontiguousarray(weights, dtype=np.float32),
    }
    save_file(arrays, path, metadata={MADE_FOR: tokenizer_digest(tokenizer)})
    path.chmod(0o644)  # safetensors writes for the owner alone; a service's user must read it too


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float32] = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit
