"""The questions that ship with Sourcier, asked of the articles that do."""

from __future__ import annotations

from pathlib import Path


def shipped_questions() -> Path:
    """Return the table of questions, in the form that `index.evaluation.tables` reads."""
    return Path(__file__).with_name("questions.jsonl")
