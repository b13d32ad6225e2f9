"""Files of questions that no article answers, asked of an index made of BEIR folders.

    {"id" or "_id", "text", "lang", "source", "kind": "near_miss" or "off_corpus"}

A row a line, packed with gzip (`….gz`) or not. A near miss has a passage that looks right and is not; of an off-corpus
question not even the topic is there. The file is a domain, called by its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index.evaluation.beir import questions_in, twice
from index.evaluation.questions import UNANSWERABLE, Question


def read_unanswerable(files: Sequence[Path], asked: Sequence[Question] = ()) -> tuple[Question, ...]:
    """Return the questions of `files`, whose ids differ among themselves and from those `asked` besides.

    Raises:
        EvaluationInputError: a file is unreadable, a row is no unanswerable question, or an id stands twice.
    """
    places = {question.id: Path(question.domain) for question in asked}
    found: list[Question] = []
    for file in files:
        for question in questions_in(file, file.name.partition(".")[0], UNANSWERABLE):
            if question.id in places:
                raise twice("question", question.id, places[question.id], file)
            places[question.id] = file
            found.append(question)
    return tuple(found)
