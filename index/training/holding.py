"""Which pairs are held back from training, to choose between models: whole articles, in every language they have.

The same quiz, page or statute stands in up to four question-passage pairs (French and English, either side), and its
sentences in the parallel pairs. Pairs that share a text or a title are one family, and a family is trained on or held
back as a whole; else the training would have seen the translation of what it is measured on.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Sequence

from index.training.pairs import Pair

# One family in twenty is held back: thousands of question-passage pairs, enough to tell 1 % of recall apart.
HELD_BACK_EVERY = 20
HELD_BACK_REST = 4  # of the twenty parts, the one with a fair share of every source

# A question or title that stands in more rows than this ("Definitions", "Citation") says nothing of kinship.
MOST_ROWS_OF_A_QUESTION = 4


def hold_back(pairs: Sequence[Pair]) -> list[bool]:
    """Return for each pair whether it is held back; the same pairs give the same answer.

    Question-passage pairs are held back by family. A parallel pair is held back if one of its sides stands as a line
    in a question or passage held back. Dictionary entries never are.
    """
    families = _families(pairs)
    held = [
        family is not None and zlib.crc32(family.encode()) % HELD_BACK_EVERY == HELD_BACK_REST for family in families
    ]
    lines: set[str] = set()
    for pair, is_held in zip(pairs, held, strict=True):
        if is_held:
            lines.update((pair.left, *pair.right.splitlines()))
    return [
        is_held or (pair.group == "parallel" and (pair.left in lines or pair.right in lines))
        for pair, is_held in zip(pairs, held, strict=True)
    ]


def _families(pairs: Sequence[Pair]) -> list[str | None]:
    """Return each question-passage pair's family, named after one of its texts; None for the other pairs."""
    asked = Counter(pair.left for pair in pairs if pair.group == "qa")
    parents: dict[str, str] = {}

    def root(text: str) -> str:
        while (parent := parents.setdefault(text, text)) != text:
            parents[text] = parents[parent] = parents.setdefault(parent, parent)
            text = parents[text]
        return text

    for pair in pairs:
        if pair.group != "qa":
            continue
        kin = [f"passage {pair.right}"]
        if pair.title:
            kin.append(f"title {pair.title}")
        if asked[pair.left] <= MOST_ROWS_OF_A_QUESTION:
            kin.append(f"question {pair.left}")
        for text in kin[1:]:
            first, second = sorted((root(kin[0]), root(text)))
            parents[second] = first
    return [root(f"passage {pair.right}") if pair.group == "qa" else None for pair in pairs]
