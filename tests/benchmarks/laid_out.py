"""How questions to pages of tables, headings, labels and rosters fare, each asked of its own folder: 19 communities.

    .venv/bin/python -m tests.benchmarks.laid_out [FOLDER...] [--show]

Each folder below `tests/data/laid_out` holds a dozen articles, French and English, as a community keeps them: price
tables, penalties, changelogs, minutes, who does what, limits, events in headings. `questions.tsv` has sixty questions,
a line each: the question, its kind (a: an article answers; n: a near miss, o: something else), a regular expression
that matches only where the right fact is shown, and a note on where it stands. They were made up by somebody who knew
neither the code nor what it answers; a dozen ask for a cell of a table, and half go across the languages.

The ten folders below `tests/data/mixed` are of prose too: rules, questions and answers, statutes; with forty questions
each. Which were in view when rules on tables, headings and numbers were written, and which not, `GROUPS` says; nothing
of `chorale`, `coworking` and `minecraft` was ever looked at but these counts. Prints how many are answered with the
right fact, surely and not, otherwise, and refused; with `--show` also each that is not surely right. Asserts nothing.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from bot.answers.answer import Answer
from bot.answers.answering import Answerer
from index.builds.building import build_index
from index.encoders import load_encoder
from index.keeping.snapshot import Store, open_snapshot
from index.search import Search
from index.words.lexicon import load_lexicon

DATA = Path(__file__).parents[1] / "data"
QUESTIONS = "questions.tsv"
GROUPS = {
    "laid out, in view": ("laid_out", "copro escalade guilde linux makerspace saas"),
    "laid out, never in view": ("laid_out", "chorale coworking minecraft"),
    "mixed, in view": ("mixed", "heron parents ponyclub tidefall village"),
    "mixed, not in view": ("mixed", "cinema copro orienteering pixelforge runescraft"),
}
ANSWERED = "a"
KINDS = {ANSWERED: "an article answers", "n": "near misses", "o": "on something else"}
OUTCOMES = ("surely right", "unsurely right", "surely else", "unsurely else", "refused")


def asked_of(folder: Path) -> Iterator[tuple[str, str, str, list[str]]]:
    """Yield each question to the articles of `folder` with its kind, what became of it, and what was quoted."""
    encoder = load_encoder()
    with tempfile.TemporaryDirectory() as scratch:
        build_index(folder, Path(scratch), encoder)
        snapshot = open_snapshot(Store(Path(scratch)), encoder)
        with closing(Search(snapshot, encoder, load_lexicon())) as search:
            answerer = Answerer(search)
            for line in (folder / QUESTIONS).read_text(encoding="utf-8").splitlines():
                question, kind, right, _ = line.split("\t")
                answer = answerer.answer(question)
                quotes = [one.quote for one in answer.citations] if isinstance(answer, Answer) else []
                shown = "\n".join([*quotes, answer.text])
                yield (
                    question,
                    kind,
                    _outcome(answer.sure if isinstance(answer, Answer) else None, kind, right, shown),
                    quotes,
                )


def _outcome(sure: bool | None, kind: str, right: str, shown: str) -> str:
    """Return which of `OUTCOMES` became of a question; `sure` is None where it was refused."""
    if sure is None:
        return "refused"
    is_right = kind == ANSWERED and re.search(right, shown, re.IGNORECASE) is not None
    return f"{'surely' if sure else 'unsurely'} {'right' if is_right else 'else'}"


def counts_of(folders: Sequence[Path], *, show: bool = False) -> Counter[tuple[str, str]]:
    """Return how often each outcome came of the questions of each kind to some folders; with `show`, print others."""
    counts: Counter[tuple[str, str]] = Counter()
    for folder in folders:
        for question, kind, outcome, quotes in asked_of(folder):
            counts[kind, outcome] += 1
            if show and outcome != ("surely right" if kind == ANSWERED else "refused"):
                print(f"{folder.name}, {kind}, {outcome}: {question}", *(f"    {one}" for one in quotes), sep="\n")
    return counts


def group_of(name: str) -> list[Path]:
    """Return the folders of one of `GROUPS`."""
    below, folders = GROUPS[name]
    return [DATA / below / one for one in folders.split()]


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.laid_out", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="all of GROUPS by default")
    parser.add_argument("--show", action="store_true", help="print each question that is not surely right")
    given = parser.parse_args(arguments)
    groups = {"given": given.folders} if given.folders else {name: group_of(name) for name in GROUPS}
    for group, folders in groups.items():
        counts = counts_of(folders, show=given.show)
        print(group)
        for kind, name in KINDS.items():
            of_kind = {one: counts[kind, one] for one in OUTCOMES}
            if total := sum(of_kind.values()):
                print(f"  {name:20} {total:4}: " + ", ".join(f"{one} {n}" for one, n in of_kind.items() if n))


if __name__ == "__main__":
    main()
