"""Fits how confidence is computed, on held-back training questions: which of them have an answer in the index.

    .venv/bin/python -m tests.benchmarks.confidence DATA [--rows 1500] [--others 4000]

DATA is the folder of training files. The questions are those that the encoder's training held back, so that it has
not seen them; half of their passages go into an index, among others that were trained on. The questions of that
half are answerable, those of the other half are not. A logistic regression over the features of the best sentence
gives the weights that stand in bot/answers/confidence.py. Half of the questions fit; the other half give the
printed figures: the area under the ROC curve by language pair, and what each threshold refuses.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from bot.answers.choosing import choose
from bot.answers.confidence import features
from bot.answers.question import read_kind
from index.building import build_index
from index.encoders import load_encoder
from index.lexicon import load_lexicon
from index.search import Search
from index.snapshot import Store, open_snapshot
from index.training.holding import hold_back
from index.training.pairs import Pair, read_pairs

ASKED_BY_PEOPLE = (
    "piaf",
    "squadshifts-new_wiki",
    "afriqa",
    "nq",
    "qamr",
    "openquizzdb",
    "service-public",
    "cnil-crpa-faq",
)


def held_questions(pairs: Sequence[Pair], most: int, seed: int) -> list[Pair]:
    """Return at most `most` held-back questions a language pair that people asked, shuffled."""
    found: dict[str, list[Pair]] = defaultdict(list)
    for pair, is_held in zip(pairs, hold_back(pairs), strict=True):
        if is_held and pair.group == "qa" and pair.source in ASKED_BY_PEOPLE:
            found[f"{pair.left_language}-{pair.right_language}"].append(pair)
    for rows in found.values():
        random.Random(seed).shuffle(rows)
    return [pair for name in sorted(found) for pair in found[name][:most]]


def main() -> None:
    """Print the weights and the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--rows", type=int, default=1500, help="questions a language pair, at most")
    parser.add_argument("--others", type=int, default=4000, help="passages that answer none of them")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    pairs = read_pairs(options.data)
    rows = held_questions(pairs, options.rows, options.seed)
    passages = sorted({row.right for row in rows})
    random.Random(options.seed).shuffle(passages)
    held = set(passages[: len(passages) // 2])
    others = [pair for pair in pairs if pair.group == "qa" and pair.right not in set(passages)]
    shown = {pair.right: pair for pair in random.Random(options.seed).sample(others, options.others)}
    shown.update({row.right: row for row in rows if row.right in held})
    encoder = load_encoder()
    samples: list[tuple[str, bool, list[float]]] = []
    with tempfile.TemporaryDirectory() as scratch:
        articles = Path(scratch) / "articles"
        articles.mkdir()
        for number, (passage, row) in enumerate(sorted(shown.items())):
            front = json.dumps({"title": row.title or "Untitled", "lang": row.right_language}, ensure_ascii=False)
            (articles / f"{number}.md").write_text(f"---\n{front}\n---\n\n{passage}\n", encoding="utf-8")
        report = build_index(articles, Path(scratch) / "store", encoder)
        print(f"{report.passages} passages of {report.articles} articles")
        search = Search(open_snapshot(Store(Path(scratch) / "store"), encoder), encoder, load_lexicon())
        for row in rows:
            query = search.read(row.left)
            asked = read_kind(query.text)
            evidence = choose(query, asked, search.find(query, 10), search)
            samples.append(
                (
                    f"{row.left_language}-{row.right_language}",
                    row.right in held,
                    features(evidence[0]) if evidence else [],
                )
            )
        search.close()
    seen = [(pair, label, values) for pair, label, values in samples if values]
    print(f"{len(samples)} questions, {len(samples) - len(seen)} without any evidence")
    random.Random(options.seed).shuffle(seen)
    values = np.array([one[2] for one in seen])
    labels = np.array([one[1] for one in seen])
    half = len(seen) // 2
    model = LogisticRegression(C=1.0, max_iter=1000).fit(values[:half], labels[:half])
    print(
        "weights", [round(float(weight), 3) for weight in model.coef_[0]], "bias", round(float(model.intercept_[0]), 3)
    )
    scores = model.predict_proba(values[half:])[:, 1]
    groups = defaultdict(list)
    for (pair, label, _), score in zip(seen[half:], scores.tolist(), strict=True):
        groups[pair].append((label, score))
        groups["all"].append((label, score))
    print("pair    questions  AUROC   refused of answerable / of unanswerable at 0.3, 0.4, 0.5")
    for pair, found in sorted(groups.items()):
        right = [label for label, _ in found]
        cells = []
        for threshold in (0.3, 0.4, 0.5):
            lost = np.mean([score < threshold for label, score in found if label])
            caught = np.mean([score < threshold for label, score in found if not label])
            cells.append(f"{lost:.2f}/{caught:.2f}")
        auroc = roc_auc_score(right, [score for _, score in found])
        print(f"{pair:<7} {len(found):>9} {auroc:>6.3f}   {'  '.join(cells)}")


if __name__ == "__main__":
    main()
