"""Hand-made parts that one can compute by hand; they follow the protocols of the real ones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from corpus.article import Language
from index.encoders.protocol import Vectors
from index.words.analysis import fold
from index.words.lexicon import Translation


class WordEncoder:
    """One axis a known word: a text's vector is the mean of its words' axes, made a unit vector.

    Words of one group share an axis, so that `[("founder", "fondateur")]` are the same to it.
    """

    def __init__(self, groups: Sequence[Sequence[str]], dimensions: int = 16, name: str = "words") -> None:
        self._axes = {word: axis for axis, group in enumerate(groups) for word in group}
        self._dimensions = dimensions
        self._name = name
        self.encoded: list[str] = []

    @property
    def id(self) -> str:
        return f"fake:{self._name}"

    @property
    def digest(self) -> str:
        return hashlib.sha256(f"{self._name}{sorted(self._axes.items())}{self._dimensions}".encode()).hexdigest()

    @property
    def dimensions(self) -> int:
        return self._dimensions

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.encoded.extend(texts)
        return self._encode(texts)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self._dimensions), np.float32)
        for row, text in enumerate(texts):
            for word in fold(text):
                if word in self._axes:
                    vectors[row, self._axes[word]] += 1
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.divide(vectors, lengths, out=vectors, where=lengths > 0)


class WordLexicon:
    """A lexicon of the pairs it is given: `{"founder": "fondateur"}`, English stem to French stem."""

    def __init__(self, pairs: Mapping[str, str] | None = None, probability: float = 0.5) -> None:
        self._pairs: dict[Language, dict[str, str]] = {
            "en": dict(pairs or {}),
            "fr": {french: english for english, french in (pairs or {}).items()},
        }
        self._probability = probability

    def translations(self, stem: str, source: Language, *, learned: bool = False) -> tuple[Translation, ...]:
        other = self._pairs[source].get(stem)
        return (Translation(other, self._probability),) if other else ()

    def phrases(self, stems: Sequence[str], source: Language) -> Iterator[tuple[range, tuple[Translation, ...]]]:
        return iter(())

    def related(self, stems: Sequence[str], language: Language) -> Iterator[tuple[range, tuple[Translation, ...]]]:
        return iter(())
