"""How well questions that ask the same are told from others: where `index.matching.likeness.ALIKE` is from.

    .venv/bin/python -m tests.benchmarks.likeness ../shared/data

Pairs are one question in English and French (PIAF, SQuAD, quiz questions, headings of documentation); others are
different questions of PIAF and SQuAD about one article. Prints the shares of both that reach each threshold.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from index.encoders import load_encoder

THRESHOLDS = np.arange(0.5, 0.91, 0.05)

Rows = dict[str, dict[str, Any]]


def read(folder: Path) -> Rows:
    """Return the questions of three domains by id."""
    rows: Rows = {}
    for domain in ("wiki", "trivia", "techdocs"):
        with gzip.open(folder / "eval" / "dev" / domain / "queries.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows |= {row["id"]: row for row in map(json.loads, lines)}
    return rows


def pairs(rows: Rows) -> Iterator[tuple[str, str]]:
    """Yield the ids of each question in both languages."""
    for one in rows:
        for mark, other in (
            ("qen", one[:-2] + "fr"),
            ("piafEN", one.replace("piafEN", "piaf")),
            ("sqfr", one.replace("sqfr", "sqen")),
        ):
            marked = one.endswith(mark) if mark == "qen" else one.startswith(mark)
            if marked and other in rows:
                yield one, other


def main(folder: Path) -> None:
    """Print, for each threshold, the shares of pairs and of others that reach it."""
    rows = read(folder)
    ids = {one: number for number, one in enumerate(rows)}
    vectors = load_encoder().encode_questions([row["text"] for row in rows.values()])
    alike = np.array([vectors[ids[one]] @ vectors[ids[other]] for one, other in pairs(rows)])
    articles: dict[str, list[str]] = defaultdict(list)
    for one, row in rows.items():
        if row["source"] in {"piaf", "squad"}:
            articles[row["title"]].append(one)
    others = np.array(
        [
            vectors[ids[one]] @ vectors[ids[other]]
            for asked in articles.values()
            for one, other in combinations(asked, 2)
            if rows[one]["answers"] != rows[other]["answers"]
        ]
    )
    print(f"{len(alike)} pairs, {len(others)} others")
    for least in THRESHOLDS:
        print(f"{least:.2f}  pairs {(alike >= least).mean():.3f}  others {(others >= least).mean():.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
