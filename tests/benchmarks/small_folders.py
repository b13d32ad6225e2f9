"""What is refused and what is said surely over folders of the sizes that communities have.

    .venv/bin/python -m tests.benchmarks.small_folders FOLDER... [--passages 40 150 600 2400] [--each 3]

Cuts folders out of BEIR folders: whole subjects, at random by a seed, until there are so many passages. Three tenths of
each subject's articles are taken out again. Questions are asked that an article answers which is there, whose article
was taken out though others on its subject are there (near), and of other subjects (elsewhere). Prints for each size
which share of each is refused and surely answered, and how many sure and unsure answers quote the words that answer.
The distribution of questions is the data's own, in which some make no sense alone. Asserts nothing.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.answers.answering import Answerer
from bot.answers.evaluation.asking import StoredTexts, ask_all
from bot.answers.evaluation.judging import Judged
from index.builds.building import build_from_articles
from index.builds.reading import CutArticle
from index.encoders import load_encoder
from index.evaluation.beir import read_beir
from index.evaluation.questions import Question
from index.keeping.snapshot import Store, open_snapshot
from index.search import Search
from index.words.lexicon import load_lexicon

TAKEN_OUT = 0.3  # of a subject's articles
LEAST_LEFT = 3  # articles of a subject of which any are taken out
LARGEST_SUBJECT = 4  # a subject fills at most one of so many parts of a folder
SMALLEST_SUBJECT = 8
MOST_ASKED = {"there": 250, "near": 150, "elsewhere": 150}  # questions of a kind a folder


@dataclass(frozen=True, slots=True)
class Folder:
    """Some articles, and the questions of each kind."""

    articles: Sequence[CutArticle]
    questions: dict[str, list[Question]]


def cut_folder(articles: Sequence[CutArticle], questions: Sequence[Question], passages: int, seed: int) -> Folder:
    """Return a folder of so many passages, the same for the same seed."""
    chance = random.Random(seed)
    subjects: dict[str, list[CutArticle]] = defaultdict(list)
    for one in articles:
        subjects[re.sub(r"-\d+$", "", one.article.id)].append(one)
    names = sorted(subjects)
    chance.shuffle(names)
    left: list[CutArticle] = []
    out: set[str] = set()
    for name in names:
        some = chance.sample(subjects[name], len(subjects[name]))[: max(SMALLEST_SUBJECT, passages // LARGEST_SUBJECT)]
        gone = round(len(some) * TAKEN_OUT) if len(some) >= LEAST_LEFT else 0
        out |= {one.article.id for one in some[:gone]}
        left += some[gone:]
        if sum(len(one.passages) for one in left) >= passages:
            break
    there = {one.article.id for one in left}
    by_kind: dict[str, list[Question]] = {kind: [] for kind in MOST_ASKED}
    for question in questions:
        if question.right:
            right = question.right.keys()
            kind = "there" if right & there else "near" if right & out else "elsewhere"
            by_kind[kind].append(question)
    asked = {kind: chance.sample(some, min(MOST_ASKED[kind], len(some))) for kind, some in by_kind.items()}
    return Folder(left, asked)


def asked_of(folder: Folder) -> dict[str, tuple[Judged, ...]]:
    """Return what became of each question to an index of its own."""
    encoder = load_encoder()
    with tempfile.TemporaryDirectory() as scratch:
        build_from_articles(folder.articles, Path(scratch), encoder, on_step=lambda _: None)
        with closing(Search(open_snapshot(Store(Path(scratch)), encoder), encoder, load_lexicon())) as search:
            answerer, texts = Answerer(search), StoredTexts(search.snapshot.passages)
            return {kind: ask_all(answerer, some, texts) for kind, some in folder.questions.items()}


def row(passages: int, found: dict[str, list[Judged]]) -> str:
    """Return one line of the table."""
    cells = [f"{passages:8}"]
    for some in found.values():
        refused = sum(not one.answered for one in some) / max(1, len(some))
        cells.append(f"{len(some):6} {refused:8.3f} {sum(one.sure for one in some) / max(1, len(some)):6.3f}")
    everything = [one for some in found.values() for one in some if one.answered]
    for surely in (True, False):
        right = [one.answers for one in everything if one.sure is surely]
        cells.append(f"{len(right):6} {sum(right) / max(1, len(right)):6.3f}")
    return " | ".join(cells)


def main() -> None:
    """Cut, ask and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--passages", nargs="+", type=int, default=[40, 150, 600, 2400])
    parser.add_argument("--each", type=int, default=3, help="folders of a size")
    given = parser.parse_args()
    data = read_beir(given.folders, [])
    articles = list(data.articles)
    kinds = " | ".join(f"{kind[:6]:>6}  refused   sure" for kind in MOST_ASKED)
    print(f"passages | {kinds} | sure n  right | unsure n right")
    for passages in given.passages:
        found: dict[str, list[Judged]] = {kind: [] for kind in MOST_ASKED}
        for seed in range(given.each):
            for kind, some in asked_of(cut_folder(articles, data.questions, passages, seed)).items():
                found[kind] += some
        print(row(passages, found), flush=True)


if __name__ == "__main__":
    main()
