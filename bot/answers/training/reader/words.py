"""Sentences by their words, each with its pieces: what questions are made from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from bot.answers.sentences.reader import Ids
from index.encoders import SHIPPED_MODEL
from index.encoders.cutting import WORD, Cutter
from index.encoders.static import TOKENIZER, read_tokenizer
from index.words.analysis import FUNCTION_WORDS

Kind = Literal["number", "name", "other"]

SAY_NOTHING = frozenset(word for words in FUNCTION_WORDS.values() for word in words)


@dataclass(frozen=True, slots=True)
class Worded:
    """A sentence's words and marks in order, and the pieces of each."""

    words: tuple[str, ...]
    pieces: tuple[Ids, ...]

    def ids(self, without: Collection[int] = ()) -> Ids:
        """Return its pieces in order, those of the words at some places left out."""
        return joined([pieces for place, pieces in enumerate(self.pieces) if place not in without])

    def before(self, place: int) -> int:
        """Return how many pieces stand before a word."""
        return sum(len(pieces) for pieces in self.pieces[:place])

    def kind(self, place: int) -> Kind:
        """Return what a word looks like; whatever has a capital is a name, a sentence's first word too."""
        first = self.words[place][0]
        return "number" if first.isdigit() else "name" if first.isupper() else "other"

    def has_content(self, place: int) -> bool:
        """Return whether a word says something by itself."""
        word = self.words[place]
        return len(word) > 1 and word[0].isalnum() and word.lower() not in SAY_NOTHING


def shipped_cutter() -> Cutter:
    """Return what cuts texts to the pieces that the reader knows, those of the shipped encoder."""
    return Cutter(read_tokenizer(SHIPPED_MODEL / TOKENIZER))


def by_words(sentences: Sequence[str], cutter: Cutter) -> list[Worded]:
    """Return each sentence by its words."""
    words = [tuple(WORD.findall(sentence)) for sentence in sentences]
    known = dict.fromkeys(word for those in words for word in those)
    pieces = dict(zip(known, cutter.cut(list(known)), strict=True))
    return [Worded(those, tuple(pieces[word] for word in those)) for those in words]


def joined(parts: Sequence[Ids]) -> Ids:
    """Return the pieces of all parts, one after the other."""
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def find(wanted: Ids, within: Ids) -> list[int]:
    """Return where `wanted` stands in `within`; nowhere if it is empty."""
    size, text, sought = len(wanted), within.tolist(), wanted.tolist()
    return [at for at in range(len(text) - size + 1) if size and text[at : at + size] == sought]
