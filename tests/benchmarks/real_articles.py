"""How questions to real articles fare: press, manual pages, statutes and more of the data beside the clone.

    .venv/bin/python -m tests.benchmarks.real_articles ../shared/data/scale [--show KIND]
    .venv/bin/python -m tests.benchmarks.real_articles ../shared/data/train tests/data/unseen/* [--show KIND]
    .venv/bin/python -m tests.benchmarks.real_articles ../shared/data/train tests/data/asked/* --write FOLDER

Each file names some thirty articles by the rows that they are made of, and asks up to a hundred questions, which are
ours: where an answer stands is told by its place, so that nothing of the articles is kept here. They were written by
somebody who knew neither code nor answers, as people ask who have not read the page. The articles are as long as such
texts are, and many of a folder are on the same matter, which those of `tests.benchmarks.communities` are not. The files
below `tests/data/real` are for measuring alone, and so are those below `tests/data/unseen`, which are of training
texts: the press, paragraphs of an encyclopedia beside it in the other language (`both`), abstracts of papers, acts. No
question there has been learned from. Those below `tests/data/asked`, of other training texts, are for learning.

Prints for each file and kind of question what `communities` prints for all. With `--write` it asks nothing, but writes
the articles and questions of each file to a folder below FOLDER, for `bot.answers.training.few`. Asserts nothing.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import lzma
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.communities import KINDS, OUTCOMES, QUESTIONS, asked_of, outcome

REAL = Path(__file__).parents[1] / "data" / "real"
TRAINING, UNSEEN = REAL.with_name("asked"), REAL.with_name("unseen")
LONGEST_TITLE = 80  # code points of a training question that stands for the title of a passage without one
Row = dict[str, Any]


def rows_of(folder: Path) -> dict[str, Row]:
    """Return every row below `folder` by its id, of training texts by the digest of the passage."""
    rows: dict[str, Row] = {}
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows |= {row["id"]: row for row in map(json.loads, lines)}
    for path in sorted(folder.glob("qa.*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                known = rows.setdefault(
                    digest(row["passage"]), {"title": "", "asked": row["query"], "text": row["passage"]}
                )
                known["title"] = known["title"] or row["title"]
    return rows


def digest(passage: str) -> str:
    """Return what a passage of the training texts is called here."""
    return hashlib.sha256(passage.encode()).hexdigest()[:16]


def written(rows: Sequence[Row]) -> str:
    """Return the text of an article: one of the press with its date and lead, else its sections, some with headings."""
    first = rows[0]
    if "abstract" in first:
        return f"{first['title']}\n\n{first['date']}\n\n{first['abstract']}\n\n{first['text']}\n"
    sections = (f"## {row['heading']}\n\n{row['text']}" if row.get("heading") else row["text"] for row in rows)
    title = first["title"] or first["asked"][:LONGEST_TITLE]
    return f"# {title}\n\n" + "\n\n".join(sections) + "\n"


def write(file: Path, rows: Mapping[str, Row], folder: Path) -> None:
    """Write the articles that `file` names into `folder`, and its questions with the words that answer."""
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    texts = {one["article"]: written([rows[row] for row in one["rows"]]) for one in lines if "rows" in one}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    questions = [one for one in lines if "rows" not in one]
    for one in questions:
        one["answers"] = [texts[one["article"]][start:end] for start, end in one.pop("spans")]
    asked = "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in questions)
    (folder / QUESTIONS).write_text(asked, encoding="utf-8")


def counted(file: Path, rows: Mapping[str, Row], show: str | None) -> Iterator[tuple[str, Counter[str]]]:
    """Yield for each kind of question how many of `file` ended in each outcome."""
    counts = {kind: Counter[str]() for kind in KINDS}
    with tempfile.TemporaryDirectory() as scratch:
        write(file, rows, Path(scratch))
        for question, one, said in asked_of(Path(scratch), show):
            counts[question.kind][outcome(one)] += 1
            if question.kind == show:
                print(f"{outcome(one)}, {one.confidence:.2f}: {question.text} -> {said}", flush=True)
    yield from counts.items()


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, metavar="FOLDER", help="that has the rows")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="default: those below tests/data/real")
    parser.add_argument("--show", choices=KINDS)
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="only write articles and questions there")
    given = parser.parse_args(arguments)
    rows = rows_of(given.data)
    files = given.files or [REAL / f"{name}.jsonl" for name in names()]
    if given.write:
        for file in files:
            (given.write / file.stem).mkdir(parents=True, exist_ok=True)
            write(file, rows, given.write / file.stem)
        return
    print(" | ".join([f"{'':20}", " asked", *OUTCOMES]))
    for file in files:
        for kind, found in counted(file, rows, given.show):
            cells = [f"{found[one]:{len(one)}}" for one in OUTCOMES]
            print(" | ".join([f"{file.stem:9} {kind:10}", f"{found.total():6}", *cells]), flush=True)


def names() -> list[str]:
    """Return what the files are called."""
    return sorted(path.stem for path in REAL.glob("*.jsonl"))


if __name__ == "__main__":
    main()
