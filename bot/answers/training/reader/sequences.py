"""Everything the reader learns from as arrays, made once by several processes and kept in the work folder.

Which example falls where follows from the seed alone, however many processes there are.
"""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.progress import Progress

from bot.answers.training.reader.drawn import draw_examples
from bot.answers.training.reader.made import (
    asked_of_documents,
    asked_of_pairs,
    hidden_in_documents,
    hidden_in_pairs,
)
from bot.answers.training.reader.readings import Read
from bot.answers.training.reader.rows import Example, Rows, load_rows, make_rows, save_rows, together
from bot.answers.training.reader.texts import Document, SentencePair, Texts
from bot.answers.training.reader.words import shipped_cutter
from index.encoders.cutting import Cutter

HIDDEN_PAIRS, HIDDEN_DOCUMENTS, ASKED, REAL = "hidden-pairs", "hidden-documents", "asked", "real"
KINDS = (HIDDEN_PAIRS, HIDDEN_DOCUMENTS, ASKED, REAL)
"""Pieces hidden in sentence pairs and in documents, questions made from both, and questions by people."""

# Questions made from each sentence pair and from each document, each another draw: 1.4 million in all.
TIMES_PAIRS, TIMES_DOCUMENTS = 3, 14
TIMES_REAL = 4  # each question by people as it was read, and three times drawn anew

PAIRS_AT_ONCE, DOCUMENTS_AT_ONCE, READINGS_AT_ONCE = 4000, 1000, 1500  # of one process, some seconds each


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some of one kind of text for one process, `number` among its kind."""

    kind: str
    number: int
    seed: int
    vocabulary: int
    texts: Sequence[Any]


def make_sequences(
    texts: Texts, readings: Sequence[Read], *, seed: int, vocabulary: int, processes: int, progress: Progress
) -> dict[str, Rows]:
    """Return the rows of each of `KINDS`."""
    chunks = [
        *_chunks("pairs", texts.pairs, PAIRS_AT_ONCE, seed, vocabulary),
        *_chunks("documents", texts.documents, DOCUMENTS_AT_ONCE, seed, vocabulary),
        *_chunks("readings", readings, READINGS_AT_ONCE, seed, vocabulary),
    ]
    parts: dict[str, list[Rows]] = {kind: [] for kind in KINDS}
    for made in progress.track(_made(chunks, processes), total=len(chunks), description="making sequences"):
        for kind, rows in made.items():
            parts[kind].append(rows)
    return {kind: together(rows) for kind, rows in parts.items()}


def _chunks(kind: str, texts: Sequence[Any], size: int, seed: int, vocabulary: int) -> list[Chunk]:
    starts = range(0, len(texts), size)
    return [Chunk(kind, number, seed, vocabulary, texts[at : at + size]) for number, at in enumerate(starts)]


def _made(chunks: Sequence[Chunk], processes: int) -> Iterator[dict[str, Rows]]:
    """Yield what is made of each chunk, in order."""
    if processes == 1:
        yield from map(make_chunk, chunks)
        return
    # Spawned, not forked: torch and the tokenizer have threads by now.
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(make_chunk, chunks)


def make_chunk(chunk: Chunk) -> dict[str, Rows]:
    """Return the rows made of one chunk, by kind."""
    cutter = shipped_cutter()
    draw = random.Random(f"{chunk.kind} {chunk.number} {chunk.seed}")  # noqa: S311 - draws examples, no secret
    made = MAKERS[chunk.kind](chunk.texts, cutter, draw)
    return {kind: make_rows(examples, chunk.vocabulary) for kind, examples in made.items()}


def _of_pairs(pairs: Sequence[SentencePair], cutter: Cutter, draw: random.Random) -> dict[str, list[Example]]:
    return {
        HIDDEN_PAIRS: hidden_in_pairs(pairs, cutter, draw),
        ASKED: asked_of_pairs(pairs, TIMES_PAIRS, cutter, draw),
    }


def _of_documents(documents: Sequence[Document], cutter: Cutter, draw: random.Random) -> dict[str, list[Example]]:
    return {
        HIDDEN_DOCUMENTS: hidden_in_documents(documents, cutter, draw),
        ASKED: asked_of_documents(documents, TIMES_DOCUMENTS, cutter, draw),
    }


def _of_readings(readings: Sequence[Read], cutter: Cutter, draw: random.Random) -> dict[str, list[Example]]:
    return {REAL: draw_examples(readings, TIMES_REAL, cutter, draw)}


Maker = Callable[[Sequence[Any], Cutter, random.Random], dict[str, list[Example]]]
MAKERS: Mapping[str, Maker] = {"pairs": _of_pairs, "documents": _of_documents, "readings": _of_readings}


def save_sequences(folder: Path, sequences: Mapping[str, Rows]) -> None:
    """Write the rows of each kind to a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, rows in sequences.items():
        save_rows(_file(folder, kind), rows)


def load_sequences(folder: Path) -> dict[str, Rows] | None:
    """Return what `save_sequences` wrote, None where it was not written to the end."""
    if not all(_file(folder, kind).exists() for kind in KINDS):
        return None
    return {kind: load_rows(_file(folder, kind)) for kind in KINDS}


def _file(folder: Path, kind: str) -> Path:
    return folder / f"{kind}.npz"
