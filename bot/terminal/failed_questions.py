"""Which of a host's own questions an evaluation of answers found wanting, for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.terminal.wording import shortened

if TYPE_CHECKING:
    from bot.answers.evaluation.judging import Judged
    from index.evaluation.questions import Question

MOST = 20  # questions shown
LONGEST_SHOWN = 200  # code points of a question

# What is worse for a reader comes first.
WORST_FIRST = (
    "surely answered, has no answer",
    "surely answered, wrong article",
    "surely answered, other words",
    "unsurely answered, has no answer",
    "unsurely answered, wrong article",
    "unsurely answered, other words",
    "refused",
)


def failed(questions: Iterable[Question], judged: Sequence[Judged]) -> list[tuple[str, str]]:
    """Return the questions whose answer is not what it should be, each with what it was instead, the worst first."""
    texts = {one.id: one.text for one in questions}
    wanting = [(what, texts[one.id]) for one in judged if (what := _wanting(one))]
    return sorted(wanting, key=lambda one: WORST_FIRST.index(one[0]))


def render_failed(wanting: Sequence[tuple[str, str]]) -> Iterable[RenderableType]:
    """Return a table of the first `MOST`, and how many more there are; nothing where there are none."""
    if not wanting:
        return
    yield Text("\nNot answered as they should be", style="bold")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for what, question in wanting[:MOST]:
        table.add_row(Text(what), Text(shortened(question, LONGEST_SHOWN)))
    yield table
    if len(wanting) > MOST:
        yield Text(f"and {len(wanting) - MOST:,} more", style="dim")


def _wanting(one: Judged) -> str:
    """Return what an answer was instead of a right one, the empty string where it was right."""
    if not one.answered:
        return "refused" if one.answerable else ""
    if one.answerable and one.answers:
        return ""
    what = "has no answer" if not one.answerable else "wrong article" if not one.right else "other words"
    return f"{'surely' if one.sure else 'unsurely'} answered, {what}"
