"""The training questions with the sentences that the choice puts first, as the reader meets them in use.

Ordered by networks that were learned on the other half of the articles: one's own training questions look easier than
those of people. Kept as json, since reading them takes some ten minutes.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np

from bot.answers.questions.expecting import Expectation
from bot.answers.sentences.choosing import choice_inputs
from bot.answers.sentences.reader import READ
from bot.answers.training import samples as reading
from bot.answers.training.halves import choices_by_half, expectations_by_half
from bot.answers.training.samples import QUIZ, Asking, Sample
from index.matching.network import Network
from index.matching.piece_table import shipped_pieces
from index.training.holding import hold_back
from index.training.pairs import Pair

KEPT = 10  # sentences of each; more than are read, so that others can be drawn
ONLY_PASSAGES = "qamr"  # short passages, whose rows do not say which part answers: all of them does


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that the choice puts first: whose hit it is, where it stands, and how it is marked."""

    hit: int
    place: int
    title: str
    text: str
    mark: int


@dataclass(frozen=True, slots=True)
class Read:
    """A question with its likeliest sentences, best first; `answer` is empty where no part of them says it all."""

    question: str
    answer: str
    sentences: tuple[Sentence, ...]


def read_questions(pairs: Sequence[Pair], work: Path, seed: int, on_done: Callable[[int], None]) -> list[Read]:
    """Return the questions that are not held back, asked of the index in `work`, and again without their passage."""
    asked = [one for one in reading.askings(pairs, seed) if not one.held]
    plain = [one for one in asked if not one.translated]
    passages = {reading.passage_id(pair): pair.right for pair in pairs if pair.group == "qa"}
    expectations = expectations_by_half(plain, passages, shipped_pieces(), seed)

    def unseen(asking: Asking) -> Expectation:
        return expectations[asking.half]

    with closing(reading.open_search(work)) as search:
        samples = list(reading.read_all(asked, search, unseen, on_done))
        choices = choices_by_half(samples, seed)
        more = list(reading.read_all(passages_asked(pairs), search, unseen, on_done))
        return [one for sample in (*samples, *more) for one in _both(sample, choices[sample.asking.half])]


def passages_asked(pairs: Sequence[Pair]) -> list[Asking]:
    """Return the questions whose whole passage answers, of what is not held back."""
    return [
        Asking(
            question=pair.left,
            language=pair.left_language,
            passage=reading.passage_id(pair),
            answer=pair.right,
            source=pair.source,
            held=False,
            half=zlib.crc32((pair.title or pair.right[:60]).encode()) % 2,
        )
        for pair, held in zip(pairs, hold_back(pairs), strict=True)
        if pair.source == ONLY_PASSAGES and pair.group == "qa" and not held
    ]


def _both(sample: Sample, choice: Network) -> Iterator[Read]:
    yield _read(sample, choice)
    if sample.asking.source == QUIZ or not sample.of_right.any():
        return
    without = sample.without_right()
    if without is not None:
        found = _read(without, choice)
        if not any(one.mark for one in found.sentences[:READ]):
            yield found


def _read(sample: Sample, choice: Network) -> Read:
    known = sample.reading
    order = np.argsort(-choice.logits(choice_inputs(known)), kind="stable")[:KEPT]
    sentences = []
    for place in order.tolist():
        title, mark = known.article(place).title, int(sample.marks[place])  # no training passage has a heading
        sentences.append(Sentence(known.sentences[place].hit, place, title, known.text(place), mark))
    answer = "" if sample.asking.source == ONLY_PASSAGES else sample.asking.answer
    return Read(sample.asking.question, answer, tuple(sentences))


def save_readings(path: Path, readings: Sequence[Read]) -> None:
    """Write `readings`: whole, or not at all."""
    rows = [[one.question, one.answer, [astuple(sentence) for sentence in one.sentences]] for one in readings]
    unfinished = path.with_name(f"unfinished.{path.name}")
    unfinished.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    unfinished.replace(path)


def load_readings(path: Path) -> list[Read]:
    """Return the readings that `save_readings` wrote."""
    return [
        Read(question, answer, tuple(Sentence(*sentence) for sentence in sentences))
        for question, answer, sentences in json.loads(path.read_text(encoding="utf-8"))
    ]


def texts_of(readings: Sequence[Read]) -> Mapping[str, int]:
    """Return every text of `readings` once, numbered in the order met; each is cut only once."""
    texts = [
        text
        for one in readings
        for text in (one.question, one.answer, *(part for some in one.sentences for part in (some.title, some.text)))
    ]
    return {text: number for number, text in enumerate(dict.fromkeys(texts))}
