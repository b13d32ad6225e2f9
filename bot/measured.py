"""What was measured of an index, kept in its manifest: by servers' golden questions, and by a host's own questions.

    golden      passed, of, passed_before (null without an index before), and the same of each server, by its id
    retrieval   questions, recall_at_5, mrr_at_10: means over all questions, of the list as people get it
    answers     questions, answered and right (shares of the answerable), refused (share of the unanswerable)

Each says `at` which time, and the last two which `files` held the questions. Shares of nothing are null.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import IndexFloorError

if TYPE_CHECKING:
    from bot.answers.evaluation.judging import Judged
    from index.evaluation.questions import Question
    from index.evaluation.runs import Run
    from index.keeping.store import Store

log = logging.getLogger("sourcier")

GOLDEN, RETRIEVAL, ANSWERS = "golden", "retrieval", "answers"

Measured = dict[str, Any]


def write_down(store: Store, name: str, test: str, result: Mapping[str, Any]) -> None:
    """Write what `test` found of an index into its manifest, or say in the log why that could not be.

    The disk may be full, or the index may have been deleted meanwhile: no reason to lose what was measured.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        store.note(name, test, {"at": now, **result})
    except (OSError, IndexFloorError) as error:
        log.warning("what %s measured of the index %s could not be written down: %s", test, name, error)


def of_retrieval(questions: Sequence[Question], run: Run, files: Sequence[Path]) -> Measured:
    """Return what is written down of how well passages were found."""
    from index.evaluation.measures import MEASURES, measure

    scores = list(measure({one.id: one.right for one in questions}, run.rankings).values())
    means = {name: _mean([score[place] for score in scores]) for place, name in enumerate(MEASURES)}
    return {
        "files": [path.name for path in files],
        "questions": len(questions),
        "recall_at_5": means["recall_at_5"],
        "mrr_at_10": means["mrr_at_10"],
    }


def of_answers(judged: Sequence[Judged], files: Sequence[Path]) -> Measured:
    """Return what is written down of how well questions were answered and refused."""
    answerable = [one for one in judged if one.answerable]
    return {
        "files": [path.name for path in files],
        "questions": len(judged),
        "answered": _mean([one.answered for one in answerable]),
        "right": _mean([one.right for one in answerable]),
        "refused": _mean([not one.answered for one in judged if not one.answerable]),
    }


def spoken_figures(evaluation: Mapping[str, Any]) -> str:
    """Return the figures on one line: `golden 11/12 · recall@5 0.91 · right 0.88`; empty where there are none."""
    parts = []
    passed, of = (_number(evaluation, GOLDEN, name) for name in ("passed", "of"))
    if passed is not None and of:
        parts.append(f"golden {passed:.0f}/{of:.0f}")
    shares = (
        (RETRIEVAL, "recall_at_5", "recall@5"),
        (ANSWERS, "right", "right"),
        (ANSWERS, "refused", "refused"),
    )
    for test, name, called in shares:
        share = _number(evaluation, test, name)
        parts += [] if share is None else [f"{called} {share:.2f}"]
    return " · ".join(parts)


def golden_of(evaluation: Mapping[str, Any], guild_id: int) -> tuple[int, int] | None:
    """Return how many of a server's golden questions passed, and of how many; None where they were not asked."""
    servers = _record(_record(evaluation, GOLDEN), "servers")
    passed, of = (_number(servers, str(guild_id), name) for name in ("passed", "of"))
    return None if passed is None or of is None else (int(passed), int(of))


def _number(record: Mapping[str, Any], test: str, name: str) -> float | None:
    """Return a figure; None where it is missing, as of a manifest of another version."""
    found = _record(record, test).get(name)
    return found if isinstance(found, int | float) else None


def _record(record: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = record.get(name)
    return found if isinstance(found, Mapping) else {}


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None
