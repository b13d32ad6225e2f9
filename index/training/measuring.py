"""How well vectors find passages: ranks by cosine, and what is counted over them. Knows no model and no file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoders.protocol import Vectors

FEWEST_QUESTIONS = 25

QUESTIONS_AT_ONCE = 512  # keeps the matrix of similarities small


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of a table: how the questions of one source and direction fared."""

    source: str
    direction: str
    ranks: NDArray[np.int64]

    @property
    def recall_at_5(self) -> float:
        """Share of questions with a right passage among the first five."""
        return float(np.mean(self.ranks <= 5))

    @property
    def mrr_at_10(self) -> float:
        """Mean of 1/rank of the first right passage, counted as 0 beyond rank 10."""
        return float(np.mean(np.where(self.ranks <= 10, 1.0 / self.ranks, 0.0)))

    @property
    def crosses(self) -> bool:
        """Return whether question and passages are in different languages."""
        asked, answered = self.direction.split("-")
        return asked != answered


def best_ranks(questions: Vectors, passages: Vectors, right: Sequence[Sequence[int]]) -> NDArray[np.int64]:
    """Return for each question the rank, from 1, of its best placed right passage.

    `right[i]` names rows of `passages`, at least one. A tie counts against the right passage, so that vectors which
    tell nothing apart score nothing.
    """
    ranks = np.empty(len(questions), dtype=np.int64)
    for start in range(0, len(questions), QUESTIONS_AT_ONCE):
        similarities = questions[start : start + QUESTIONS_AT_ONCE] @ passages.T
        for place, row in enumerate(similarities, start=start):
            wanted = list(right[place])
            best = row[wanted].max()
            others = np.delete(row, wanted)
            ranks[place] = 1 + int(np.count_nonzero(others >= best))
    return ranks


def means(cells: Sequence[Cell], *, crosses: bool) -> tuple[float, float]:
    """Return recall@5 and MRR@10 averaged over the cells of one kind, each cell counting the same.

    Cells of few questions are left out: they would count as much as the others and say nothing.
    """
    chosen = [cell for cell in cells if cell.crosses is crosses and len(cell.ranks) >= FEWEST_QUESTIONS]
    if not chosen:
        return (float("nan"), float("nan"))
    return (
        float(np.mean([cell.recall_at_5 for cell in chosen])),
        float(np.mean([cell.mrr_at_10 for cell in chosen])),
    )


def table(cells: Sequence[Cell]) -> str:
    """Return the cells as a Markdown table, with the two averages below."""
    lines = ["| source | direction | questions | recall@5 | MRR@10 |", "|---|---|--:|--:|--:|"]
    lines += [
        f"| {cell.source} | {cell.direction} | {len(cell.ranks)} | {cell.recall_at_5:.3f} | {cell.mrr_at_10:.3f} |"
        for cell in cells
    ]
    for label, crosses in (("same language", False), ("across languages", True)):
        recall, mrr = means(cells, crosses=crosses)
        lines.append(f"| **mean** | {label} | | {recall:.3f} | {mrr:.3f} |")
    return "\n".join(lines)
