"""How questions about the articles themselves are understood: 390 messages, 147 of which only look like such.

    .venv/bin/python -m tests.benchmarks.inquiries [--show]

`tests/data/inquiries.jsonl` was written by somebody who knew neither code nor answers: to the shipped articles and to
five of the made-up communities, in whatever words. Of each it says what is wished: a summary, the newest, from when an
article is, which speak of something, how many there are, or none of this, and which article is meant. Prints for each
wish how many are told it, of the article that is meant. With `--show`, also those that are not. Asserts nothing.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from bot.answers.answer import Answer
from bot.answers.answering import Answerer
from bot.answers.overviews.inquiries import inquiry_in
from bot.answers.questions.courtesies import bare_question
from bot.answers.questions.several import posed_in
from bot.answers.understanding import Understood
from index.builds.building import build_index
from index.encoders import load_encoder
from index.keeping.snapshot import Store, open_snapshot
from index.search import Search
from index.words.lexicon import load_lexicon

ROOT = Path(__file__).parents[2]
INQUIRIES = ROOT / "tests" / "data" / "inquiries.jsonl"
NONE, ANOTHER = "none", "another article"


def asked() -> Iterator[tuple[dict[str, str], str]]:
    """Yield each message with the wish that it is told, which may be `NONE`, or of `ANOTHER` article than is meant."""
    rows = [json.loads(line) for line in INQUIRIES.read_text("utf-8").splitlines()]
    encoder, lexicon = load_encoder(), load_lexicon()
    for folder, of_folder in groupby(sorted(rows, key=itemgetter("folder")), itemgetter("folder")):
        with tempfile.TemporaryDirectory() as scratch:
            build_index(ROOT / folder, Path(scratch), encoder)
            with closing(Search(open_snapshot(Store(Path(scratch)), encoder), encoder, lexicon)) as search:
                answerer = Answerer(search)
                for row in of_folder:
                    yield row, _told(answerer, row)


def _told(answerer: Answerer, row: dict[str, str]) -> str:
    for posed in posed_in(row["message"]):
        inquiry = inquiry_in(bare_question(posed.text))
        result = answerer.understand(posed.text)
        if inquiry is None or isinstance(result, Understood):
            continue
        if (
            isinstance(result, Answer)
            and row.get("article", result.citations[0].article_id) != result.citations[0].article_id
        ):
            return ANOTHER
        return inquiry.wish
    return NONE


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--show", action="store_true", help="name the messages that are not told what they wish")
    show = parser.parse_args().show
    counts: Counter[tuple[str, bool]] = Counter()
    for row, told in asked():
        counts[row["expect"], told == row["expect"]] += 1
        if show and told != row["expect"]:
            print(f"{row['expect']}, told {told}: {row['message']}")
    for wish in dict.fromkeys(wish for wish, _ in counts):
        print(f"{wish:10} {counts[wish, True]:4} of {counts[wish, True] + counts[wish, False]}")


if __name__ == "__main__":
    main()
