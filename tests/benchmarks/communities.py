"""How questions to folders of made-up articles fare, each asked of its own: thirteen communities without arguments.

    .venv/bin/python -m tests.benchmarks.communities [FOLDER...] [--show KIND] [--unseen WORK]

Each folder below `tests/data/communities`, `newcomers`, `clubs`, `journals`, `groups`, `collections` and `long` holds a
dozen articles, half of them French and half English, on different matters, and `questions.jsonl`: questions whose
answer stands in the other language alone (across), in their own (same), on the subject of an article that does not say
it (near_miss), on something else (off_corpus). They were written by somebody who knew neither code nor answers: in
other words than the pages for the communities; plainly, as newcomers ask; both for clubs, where near misses look like
what is answered; for journals, whose articles are news and features, some scraped with all that stands around them; and
for groups (two dozen associations and servers) and collections (manuals, statutes, press, handbooks, wikis) in both
ways. The articles of `long` have a thousand words and more.

Prints for each kind how many are answered with the words that answer, surely and not, how many otherwise, and how many
are refused. With `--show`, also every question of a kind and what came of it. The shipped models have learned from all
of these folders but `long`: with `--unseen WORK` each is asked of what was learned without it, as a training by
`bot.answers.training.few` left it in its work folder. Asserts nothing.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from bot.answers.answer import Answer
from bot.answers.answering import Answerer
from bot.answers.evaluation.asking import StoredTexts, ask_all
from bot.answers.evaluation.judging import Judged
from bot.answers.training.few.keeping import unseen_by
from index.builds.building import build_index
from index.encoders import load_encoder
from index.evaluation.own import match_own, read_own
from index.evaluation.questions import Question
from index.keeping.snapshot import Store, open_snapshot
from index.search import Search
from index.words.lexicon import load_lexicon

COMMUNITIES = Path(__file__).parents[1] / "data" / "communities"
NEWCOMERS = COMMUNITIES.with_name("newcomers")
CLUBS, JOURNALS = COMMUNITIES.with_name("clubs"), COMMUNITIES.with_name("journals")
GROUPS, COLLECTIONS = COMMUNITIES.with_name("groups"), COMMUNITIES.with_name("collections")
LONG = COMMUNITIES.with_name("long")
QUESTIONS = "questions.jsonl"
KINDS = ("across", "same", "near_miss", "off_corpus")
OUTCOMES = ("surely right", "unsurely right", "surely else", "unsurely else", "refused")


def asked_of(
    folder: Path, show: str | None = None, unseen: Path | None = None
) -> Iterator[tuple[Question, Judged, str]]:
    """Yield each question to the articles of `folder` with what became of it, and what is quoted of the kind `show`."""
    encoder = load_encoder()
    learned = unseen_by(unseen, folder.name) if unseen is not None else None
    ranking = learned.ranking if learned is not None else None
    with tempfile.TemporaryDirectory() as scratch:
        build_index(folder, Path(scratch), encoder)
        snapshot = open_snapshot(Store(Path(scratch)), encoder)
        with closing(Search(snapshot, encoder, load_lexicon(), ranking=ranking)) as search:
            questions = match_own(read_own([folder / QUESTIONS], unanswerable=True), search.snapshot.articles_in(None))
            answerer = Answerer(search, model=learned and learned.model, reader=learned and learned.reader)
            judged = ask_all(answerer, questions, StoredTexts(search.snapshot.passages))
            for question, one in zip(questions, judged, strict=True):
                answer = answerer.answer(question.text) if question.kind == show else None
                quotes = [cited.quote for cited in answer.citations] if isinstance(answer, Answer) else []
                yield question, one, " / ".join(quotes)


def outcome(one: Judged) -> str:
    """Return which of `OUTCOMES` became of a question."""
    if not one.answered:
        return "refused"
    return f"{'surely' if one.sure else 'unsurely'} {'right' if one.answerable and one.answers else 'else'}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="default: the thirteen communities")
    parser.add_argument("--show", choices=KINDS)
    parser.add_argument("--unseen", type=Path, metavar="WORK", help="the work folder of a training")
    given = parser.parse_args(arguments)
    counts = {kind: Counter[str]() for kind in KINDS}
    for folder in given.folders or sorted(path.parent for path in COMMUNITIES.glob(f"*/{QUESTIONS}")):
        for question, one, said in asked_of(folder, given.show, given.unseen):
            counts[question.kind][outcome(one)] += 1
            if question.kind == given.show:
                print(f"{outcome(one)}, {one.confidence:.2f}: {question.text} -> {said}", flush=True)
    print(" | ".join([f"{'':10}", " asked", *OUTCOMES]))
    for kind, found in counts.items():
        cells = [f"{found[one]:{len(one)}}" for one in OUTCOMES]
        print(" | ".join([f"{kind:10}", f"{found.total():6}", *cells]))


if __name__ == "__main__":
    main()
