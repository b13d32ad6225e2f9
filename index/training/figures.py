"""Measures an encoder alone: `python -m index.training.figures FOLDER... [--encoder NAME]`.

Each FOLDER holds `corpus.jsonl`, `queries.jsonl` and `qrels.tsv` in BEIR's layout, packed with gzip or not. A question
is looked for among the folder's passages of one language, by cosine alone, for each language in which it has an
answer. Prints a Markdown table by source and direction. Only for figures: nothing is trained or chosen by them.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console

from corpus.article import LANGUAGES, Language
from index.encoders import STATIC, Encoder, load_encoder
from index.errors import EncoderError
from index.training.measuring import Cell, best_ranks, table
from index.training.pairs import TrainingDataError


def measure_folder(folder: Path, encoder: Encoder) -> list[Cell]:
    """Return the folder's cells, sorted by source and direction.

    Raises:
        TrainingDataError: a file is missing or is not in BEIR's layout.
    """
    try:
        passages = list(_rows(folder, "corpus"))
        questions = {row["id"]: row for row in _rows(folder, "queries")}
        answers = _judgements(folder / "qrels.tsv")
        cells: list[Cell] = []
        for language in LANGUAGES:
            own = [row for row in passages if row["lang"] == language]
            cells += _measure(folder.name, language, own, questions, answers, encoder)
    except (OSError, KeyError, ValueError) as error:
        msg = f"{folder}: not a folder in BEIR's layout with a language for each row ({error!r})"
        raise TrainingDataError(msg) from error
    return sorted(cells, key=lambda cell: (cell.source, cell.direction))


def _measure(
    domain: str,
    language: Language,
    passages: Sequence[dict[str, Any]],
    questions: dict[str, dict[str, Any]],
    answers: dict[str, list[str]],
    encoder: Encoder,
) -> list[Cell]:
    places = {row["id"]: place for place, row in enumerate(passages)}
    asked = {name: [places[one] for one in answers.get(name, ()) if one in places] for name in questions}
    names = [name for name, right in asked.items() if right]
    if not names:
        return []
    texts = [f"{row['title']}\n{row['text']}" if row.get("title") else row["text"] for row in passages]
    ranks = best_ranks(
        encoder.encode_questions([questions[name]["text"] for name in names]),
        encoder.encode_passages(texts),
        [asked[name] for name in names],
    )
    by_cell: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for name, rank in zip(names, ranks.tolist(), strict=True):
        row = questions[name]
        by_cell[f"{domain} {row['source']}", f"{row['lang']}-{language}"].append(rank)
    return [Cell(source, direction, np.array(found)) for (source, direction), found in by_cell.items()]


def _rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    packed, plain = folder / f"{name}.jsonl.gz", folder / f"{name}.jsonl"
    with gzip.open(packed, "rt", encoding="utf-8") if packed.exists() else plain.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _judgements(path: Path) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if float(row["score"]) > 0:
                found[row["query-id"]].append(row["corpus-id"])
    return dict(found)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m index.training.figures", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--encoder", default=STATIC, help="static, or a sentence-transformers folder or name")
    given = parser.parse_args(arguments)
    console = Console(soft_wrap=True)
    try:
        encoder = load_encoder(given.encoder)
        cells = [cell for folder in given.folders for cell in measure_folder(folder, encoder)]
    except (EncoderError, TrainingDataError) as error:
        console.print(str(error), style="red", markup=False)
        return 2
    console.print(f"{encoder.id}, {encoder.dimensions} wide, digest {encoder.digest}", markup=False)
    console.print(table(cells), markup=False)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
