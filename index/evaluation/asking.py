"""Questions put to a ranker, one after the other: a run comes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.evaluation.questions import Question
from index.evaluation.rankers import Ranker
from index.evaluation.runs import Run

OnAsked = Callable[[int, int], None]
"""Told after each question how many of how many are asked."""


def ask_all(ranker: Ranker, questions: Sequence[Question], depth: int, on_asked: OnAsked | None = None) -> Run:
    """Return what `ranker` finds for each question, in their order, in its own reading of the question's language."""
    rankings = {}
    for done, question in enumerate(questions, start=1):
        rankings[question.id] = ranker.find(question.text, depth)
        if on_asked is not None:
            on_asked(done, len(questions))
    return Run(f"sourcier-{ranker.name}", rankings)
