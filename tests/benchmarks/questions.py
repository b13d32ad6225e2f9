"""How well the shipped articles' own questions are answered.

    .venv/bin/python -m tests.benchmarks.questions [--wrong]

Reads tests/data/questions.jsonl: answerable questions with the words that answer, off-corpus ones, and near misses
(the topic is there, the fact is not). Builds the index of the shipped articles in a temporary folder with the shipped
encoder and lexicon. Prints by language pair: answered at all, from a right article, with the gold words in a quote;
then what was refused. The thresholds of the answer floor were set on these questions, so the figures flatter.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.answers.answer import Answer, NoAnswer
from bot.answers.answering import Answerer
from index.building import build_index
from index.encoders import load_encoder
from index.lexicon import load_lexicon
from index.search import Search
from index.snapshot import Store, open_snapshot

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "corpus" / "articles"
QUESTIONS = ROOT / "tests" / "data" / "questions.jsonl"
UNANSWERED = ("unanswerable", "near_miss")


@dataclass(slots=True)
class Tally:
    """Counts of one group of questions."""

    asked: int = 0
    answered: int = 0
    right_article: int = 0
    gold_quoted: int = 0
    quotes: list[int] = field(default_factory=list)


def folded(text: str) -> str:
    """Return `text` on one line in lower case with plain apostrophes."""
    return " ".join(text.replace("’", "'").lower().split())


def golds(question: dict[str, Any]) -> dict[str, list[str]]:
    """Return the words that answer, by article."""
    found = {question["article"]: question["answers"]} if question["article"] else {}
    found.update({other["article"]: other["answers"] for other in question.get("also", [])})
    return found


def judge(question: dict[str, Any], answer: Answer | NoAnswer, tally: Tally) -> bool:
    """Count one answer; return whether it is right."""
    tally.asked += 1
    wanted = golds(question)
    if isinstance(answer, NoAnswer):
        return not wanted
    tally.answered += 1
    tally.quotes.append(len(answer.citations))
    cited = [citation for citation in answer.citations if citation.article_id in wanted]
    quoted = [
        citation
        for citation in cited
        if any(folded(gold) in folded(citation.quote) for gold in wanted[citation.article_id])
    ]
    tally.right_article += bool(cited)
    tally.gold_quoted += bool(quoted)
    return bool(quoted)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="print each question that is not answered as it should be")
    options = parser.parse_args()
    encoder = load_encoder()
    tallies: dict[str, Tally] = defaultdict(Tally)
    with tempfile.TemporaryDirectory() as folder:
        build_index(ARTICLES, Path(folder), encoder)
        search = Search(open_snapshot(Store(Path(folder)), encoder), encoder, load_lexicon())
        answerer = Answerer(search)
        for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
            question = json.loads(line)
            answer = answerer.answer(question["question"])
            unanswered = question["kind"] in UNANSWERED
            source = question["kind"] if unanswered else question["article"].split("/")[0]
            right = judge(question, answer, tallies[f"{question['lang']} -> {source}"])
            if options.wrong and not right:
                print(f"\n{question['id']} {question['question']}  ({question['kind']}, {question['article']})")
                print(f"   gold: {question['answers']} {question['sentence']}")
                said = answer.text.replace("\n", "\n      ")
                print(f"   {answer.confidence} {said}")
        search.close()
    print(f"\n{'question -> articles':<24} asked answered right-article gold-in-quote quotes(median)")
    for name in sorted(tallies):
        one = tallies[name]
        quotes = statistics.median(one.quotes) if one.quotes else 0
        print(
            f"{name:<24} {one.asked:>5} {one.answered:>8} {one.right_article:>13} {one.gold_quoted:>13} {quotes:>14.1f}"
        )


if __name__ == "__main__":
    main()
