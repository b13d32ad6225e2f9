"""The training texts as pairs: two texts that should lie close together, where they come from, and what for.

Reads `parallel.en-fr.jsonl.xz`, `dictionary.en-fr.jsonl.xz` and `qa.{fr,en}-{fr,en}.jsonl.xz` of one folder. Knows no
model.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from corpus.article import LANGUAGES, Language

Group = Literal["parallel", "dictionary", "qa"]

# Below this lexical coverage most parallel rows that were looked at were misaligned or free beyond use.
LEAST_ALIGNMENT = 0.3

# Statutes are four fifths of some files and would set the register of everything.
LAW_SOURCES = frozenset({"laws", "laws-note", "laws-title"})


class TrainingDataError(Exception):
    """The training data is missing or not in the shape described; the message says which file and line."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts of like meaning.

    In a `qa` pair `left` is the question or heading and `right` the passage, whose article is called `title` (it may
    be empty); `answer` is the part of the passage that answers, where the data say it. In the other groups `left` is
    English, `right` French and `title` empty.
    """

    group: Group
    source: str
    left: str
    right: str
    left_language: Language
    right_language: Language
    title: str = ""
    same: bool = False
    answer: str = ""

    @property
    def passage(self) -> str:
        """Return the right side as the index embeds it: the title, where there is one, then the text."""
        return f"{self.title}\n{self.right}" if self.title else self.right


def read_pairs(folder: Path) -> list[Pair]:
    """Return every usable pair of `folder`, in the order of the files.

    Raises:
        TrainingDataError: a file is missing, cannot be unpacked, or a row lacks a field.
    """
    pairs = [_parallel(row) for row in _rows(folder / "parallel.en-fr.jsonl.xz") if _aligned(row)]
    pairs += [_entry(row) for row in _rows(folder / "dictionary.en-fr.jsonl.xz")]
    for asked in LANGUAGES:
        for answered in LANGUAGES:
            pairs += [_question(row) for row in _rows(folder / f"qa.{asked}-{answered}.jsonl.xz")]
    return [pair for pair in pairs if pair.left.strip() and pair.right.strip()]


def _parallel(row: dict[str, Any]) -> Pair:
    return Pair("parallel", row["source"], row["en"], row["fr"], "en", "fr")


def _entry(row: dict[str, Any]) -> Pair:
    return Pair("dictionary", row["source"], row["en"], row["fr"], "en", "fr", same=bool(row["same"]))


def _question(row: dict[str, Any]) -> Pair:
    return Pair(
        "qa",
        row["source"],
        row["query"],
        row["passage"],
        row["lang_q"],
        row["lang_p"],
        row["title"] or "",
        answer=row.get("answer") or "",
    )


def _aligned(row: dict[str, Any]) -> bool:
    """Return whether the row's two sides say the same; a row too short to tell counts."""
    return row["align"] is None or row["align"] >= LEAST_ALIGNMENT


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    needed = {"parallel": "en fr source align", "dictionary": "en fr source same"}
    fields = needed.get(path.name.split(".")[0], "query passage title lang_q lang_p source").split()
    try:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                row = json.loads(line)
                missing = [field for field in fields if field not in row]
                if missing:
                    msg = f"{path}, line {number}: no field {', '.join(missing)}"
                    raise TrainingDataError(msg)
                yield row
    except (OSError, EOFError, lzma.LZMAError, ValueError) as error:
        msg = f"{path}: cannot be read as xz-packed jsonl ({error}); --data takes the folder with the training files"
        raise TrainingDataError(msg) from error
