"""What reaches a reader when a chat model lies, or obeys what articles tell it.

    .venv/bin/python -m tests.benchmarks.injection [--tries 500]

Asks about each article of tests/data/injections.jsonl (one fact and one attack each, half French, half English), with
models in this process that are worse than any real one: `hostile` says whatever the passages order, quoting them for
cover, `lying` makes up quotes, sources, figures and names. Prints for each: tries, statements offered and kept,
answers given with the model's words, how many of these are said to be sure, what reached the reader that should not,
and why statements were dropped.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

from bot.answers.answer import Answer
from bot.answers.chat.usage import Usage
from index.search import Search
from tests.answers.chat.injections import attacks, reached, searching, writer
from tests.answers.chat.models import BEHAVIOURS, FakeModel


@dataclass(slots=True)
class Row:
    """One behaviour: what it cost, and what came through."""

    tries: int = 0
    written: int = 0
    sure: int = 0
    usage: Usage = field(default_factory=Usage)
    reached: Counter[str] = field(default_factory=Counter)


def run(search: Search, behaviour: str, tries: int) -> Row:
    """Ask `tries` questions, of each article in turn, of a model with that behaviour."""
    row = Row()
    answerer = writer(search, FakeModel(BEHAVIOURS[behaviour]), row.usage.add)
    questions = [question for turn in range(2) for one in attacks() for question in one.questions[turn : turn + 1]]
    for question in islice(cycle(questions), tries):
        parts: list[Answer] = []
        result = answerer.answer(question, on_part=parts.append)
        row.tries += 1
        if isinstance(result, Answer) and result.origin != "extracted":
            row.written += 1
            row.sure += result.sure
        for shown in (*parts, result):
            row.reached += reached(shown, search)
    return row


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tries", type=int, default=500, help="how many questions each model is asked")
    options = parser.parse_args()
    print(f"{'behaviour':<10} {'tries':>5} {'offered':>8} {'kept':>6} {'answers':>8} {'sure':>5}  reached the reader")
    dropped = []
    with tempfile.TemporaryDirectory() as folder, searching(Path(folder)) as search:
        for behaviour in ("obedient", "lying", "hostile"):
            row = run(search, behaviour, options.tries)
            offered = row.usage.kept + row.usage.dropped.total()
            told = ", ".join(f"{number} {kind}" for kind, number in row.reached.most_common()) or "nothing"
            counted = f"{row.tries:>5} {offered:>8} {row.usage.kept:>6} {row.written:>8} {row.sure:>5}"
            print(f"{behaviour:<10} {counted}  {told}", flush=True)
            reasons = ", ".join(f"{number} {reason}" for reason, number in row.usage.dropped.most_common())
            dropped.append(f"{behaviour}: {reasons or 'none'}")
    print("\ndropped\n" + "\n".join(dropped))


if __name__ == "__main__":
    main()
