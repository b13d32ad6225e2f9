"""Texts to the numbers of their word pieces, each distinct word cut once.

A tokenizer of BERT's kind takes a text apart at white space and punctuation before anything else and never looks across
what it parted. So the pieces of a text are those of its words, one after the other, and words come again and again: a
word is cut when it is first met and looked up from then on, several times as fast as cutting it anew. A tokenizer of
another kind cuts every text whole. The numbers are the same either way. Safe to use from several threads.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.normalizers import Normalizer
from tokenizers.pre_tokenizers import PreTokenizer

from index.encoders.rows import encodable

Ids = NDArray[np.int64]
"""The numbers of a text's pieces in order, repetitions kept; shape (pieces,)."""

CUT_AT_ONCE = 256  # texts; enough to keep the tokenizer's threads busy, little enough to stay small

# A tokenizer parts a text at each of these, so that nothing is lost by parting it there before.
MARKS = r"!-/:-@\[-`{-~’«»“”–—…"
WORD = re.compile(rf"[^ \n{MARKS}]+|[{MARKS}]")

# Words kept, some 200 bytes each. 291,000 passages of news, laws and documentation in two languages have about three
# times as many different ones, nearly all of them rare: what is forgotten is soon learned again.
MOST_KNOWN = 100_000

BETWEEN = "|"  # parts the new words, which are cut together; a mark, and so in none of them


class Cutter:
    """Cuts with `tokenizer`, whose settings must not change afterwards."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, bytes] = {}

    def cut(self, texts: Sequence[str]) -> list[Ids]:
        """Return the numbers of each text's pieces, in order."""
        cut: list[Ids] = []
        for start in range(0, len(texts), CUT_AT_ONCE):
            chunk = encodable(texts[start : start + CUT_AT_ONCE])
            cut += self._by_words(chunk) if self._parts_words else self._whole(chunk)
        return cut

    @cached_property
    def _parts_words(self) -> bool:
        """Whether the pieces of a text are those of its words."""
        return parts_words(self._tokenizer)

    @cached_property
    def _added(self) -> tuple[str, ...]:
        """Words with a number of their own that stand for themselves, marks and all, such as `[UNK]`."""
        return tuple(token.content for token in self._tokenizer.get_added_tokens_decoder().values())

    @cached_property
    def _mark(self) -> Ids:
        """The pieces of `BETWEEN`."""
        return self._whole([BETWEEN])[0]

    def _whole(self, texts: Sequence[str]) -> list[Ids]:
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [np.asarray(encoding.ids, dtype=np.int64) for encoding in encodings]

    def _by_words(self, texts: Sequence[str]) -> list[Ids]:
        known = self._known
        if len(known) > MOST_KNOWN:
            # Another dictionary, not an emptied one: other threads may be reading this one.
            known = self._known = {}
        words = [WORD.findall(text) for text in texts]
        known.update(self._learned(list(set().union(*words).difference(known))))
        cut = [np.frombuffer(b"".join(map(known.__getitem__, those)), dtype=np.int64) for those in words]
        for place, text in enumerate(texts):
            if any(one in text for one in self._added):
                cut[place] = self._whole([text])[0]
        return cut

    def _learned(self, words: Sequence[str]) -> Mapping[str, bytes]:
        """Return the pieces of each word. They are cut as one text, which takes a fifth of cutting each alone."""
        if not words:
            return {}
        others = [word for word in words if word != BETWEEN]
        mark, together = self._mark, self._whole([f" {BETWEEN} ".join(others)])[0]
        ends = np.flatnonzero(together == mark[0]).tolist() if len(mark) == 1 else []
        if len(ends) != len(others) - 1:
            return {word: ids.tobytes() for word, ids in zip(words, self._whole(words), strict=True)}
        parts = zip([0, *(end + 1 for end in ends)], [*ends, len(together)], strict=True)
        learned = {word: together[start:end].tobytes() for word, (start, end) in zip(others, parts, strict=True)}
        return learned | {BETWEEN: mark.tobytes()}


def parts_words(tokenizer: Tokenizer) -> bool:
    """Say whether `tokenizer` is of the kind that cuts a text word by word, each without regard to the others."""
    if tokenizer.truncation is not None or tokenizer.padding is not None:
        return False
    added = tokenizer.get_added_tokens_decoder().values()
    if any(token.normalized or token.lstrip or token.rstrip or token.single_word for token in added):
        return False
    parter, model = _described(tokenizer.pre_tokenizer), type(tokenizer.model).__name__
    if parter.get("type") != "BertPreTokenizer" or model != "WordPiece":
        return False
    normaliser = _described(tokenizer.normalizer)
    steps = normaliser.get("normalizers", [normaliser])
    return steps[0].get("type") == "BertNormalizer" and all(_changes_a_letter(step) for step in steps[1:])


def _described(part: Normalizer | PreTokenizer | None) -> dict[str, Any]:
    """Return how a part of a tokenizer is written in its file."""
    if part is None:
        return {}
    described: dict[str, Any] = json.loads(part.__getstate__())
    return described


def _changes_a_letter(step: Mapping[str, Any]) -> bool:
    """Say whether a step of a normaliser replaces a single letter by letters: that joins and parts no words."""
    wanted, given = step.get("pattern", {}).get("String", ""), step.get("content", "")
    return step.get("type") == "Replace" and len(wanted) == 1 and wanted.isalpha() and str(given).isalpha()
