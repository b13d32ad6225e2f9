"""LangChain's doors: any of its `Embeddings` as an encoder, and any encoder as `Embeddings`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from langchain_core.embeddings import Embeddings

from index.encoders.protocol import Encoder, Vectors
from index.encoders.rows import unit_rows
from index.errors import EncoderError

# A text in both languages whose vector tells the width; what it says does not matter.
PROBE = "width, largeur"

# What embeddings raise for bad answers, refused connections and bad configuration. Whatever else they raise is not
# foreseen and is left to the process's own handler.
FORESEEN = (OSError, ValueError, RuntimeError, TypeError, KeyError)


class LangChainEncoder:
    """Encodes with LangChain `embeddings`; one text is embedded at once, to learn the width.

    `name` has to name the model, and another model needs another name: LangChain does not say what determines the
    vectors, so the digest covers the class, the name and the width.

    Raises:
        EncoderError: the embeddings fail or give something else than numbers.
    """

    def __init__(self, embeddings: Embeddings, *, name: str) -> None:
        self._embeddings = embeddings
        self._name = name
        self._dimensions = len(self._question(PROBE))
        if self._dimensions == 0:
            msg = f"{self.id} gave an empty vector for a text of two words; check the model that LangChain is given"
            raise EncoderError(msg)

    @property
    def id(self) -> str:
        """Name of the model, for people."""
        return f"langchain:{self._name}"

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of the class, the name and the width."""
        kind = type(self._embeddings)
        fields = (kind.__module__, kind.__qualname__, self._name, str(self._dimensions))
        return hashlib.sha256("\x1f".join(fields).encode()).hexdigest()

    @property
    def dimensions(self) -> int:
        """Width of each vector."""
        return self._dimensions

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, in order, by `embed_documents`."""
        if not texts:
            return unit_rows(np.zeros((0, self._dimensions)), texts, self._dimensions, self.id)
        try:
            raw = np.asarray(self._embeddings.embed_documents(list(texts)), dtype=np.float32)
        except FORESEEN as error:
            raise self._failed(error) from error
        return unit_rows(raw, texts, self._dimensions, self.id)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, in order, by `embed_query`."""
        rows = [self._question(text) for text in texts]
        widths = {len(row) for row in rows} - {self._dimensions}
        if widths:
            msg = f"{self.id} gave a vector of width {widths.pop()} where {self._dimensions} was wanted"
            raise EncoderError(msg)
        return unit_rows(np.array(rows), texts, self._dimensions, self.id)

    def _question(self, text: str) -> Vectors:
        try:
            return np.asarray(self._embeddings.embed_query(text), dtype=np.float32)
        except FORESEEN as error:
            raise self._failed(error) from error

    def _failed(self, error: Exception) -> EncoderError:
        return EncoderError(
            f"{self.id} could not embed a text ({type(error).__name__}: {error}); "
            "check the model, its key and its address in LangChain's settings"
        )


class EncoderEmbeddings(Embeddings):
    """An encoder of ours where LangChain wants `Embeddings`."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector a text, in order."""
        rows: list[list[float]] = self._encoder.encode_passages(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a question."""
        row: list[float] = self._encoder.encode_questions([text])[0].tolist()
        return row
