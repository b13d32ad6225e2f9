"""Questions to folders of articles, as the answerer meets them: read by sentence, the right ones marked.

A folder holds articles and `questions.jsonl`, which says of each question the article that answers and the words that
do, as `sourcier evaluate answers` reads it. Each question is asked of the whole folder, and again of a handful of its
articles where one of them is what it is about, since many begin with two or three; some are asked of a handful that has
nothing of the kind.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from bot.answers.evaluation.judging import holds
from bot.answers.questions.expecting import Expectation, Numbers
from bot.answers.sentences.choosing import telling_nothing
from bot.answers.sentences.placing import placed
from bot.answers.sentences.reading import Reading, read
from bot.answers.training.samples import ELSEWHERE, RIGHT
from bot.answers.understanding import Understood, understand
from index.builds.building import CutArticle, build_from_articles, build_index
from index.encoders import load_encoder
from index.evaluation.own import match_own, read_own
from index.evaluation.questions import Question
from index.keeping.snapshot import Store, open_snapshot
from index.matching.ranking import Ranking
from index.search import Search
from index.words.lexicon import load_lexicon

QUESTIONS = "questions.jsonl"
HANDFUL = (1, 2, 3)  # articles of a small folder
OFF_A_HANDFUL = 2  # questions on something else that are asked of each handful

Way = Literal["whole", "handful", "without"]
"""Asked of the whole folder, of a handful of its articles, or of a handful without the one that answers."""


@dataclass(frozen=True, slots=True)
class FolderSample:
    """A question to the folder called `folder` that was read.

    `passages` says how many there were; `marks` by sentence say where the words that answer stand (`RIGHT`, in another
    article than the right one `ELSEWHERE`, or 0), `known` what `bot.answers.sentences.placing` knows, and `empty` which
    tell nothing.
    """

    folder: str
    question: Question
    way: Way
    passages: int
    reading: Reading
    known: Numbers
    empty: list[int]
    marks: NDArray[np.int8]


@contextmanager
def cut_articles(folder: Path, ranking: Ranking | None = None) -> Iterator[tuple[Search, Mapping[str, CutArticle]]]:
    """Yield the search over an index of the articles of `folder`, gone at the end, and the articles by their ids.

    Raises:
        IndexFloorError: they cannot be read.
    """
    with tempfile.TemporaryDirectory() as scratch:
        encoder = load_encoder()
        build_index(folder, Path(scratch), encoder)
        with closing(search_in(Path(scratch), ranking)) as search:
            yield search, _cut(search)


def read_folder(
    folder: Path, expectation: Expectation, ranking: Ranking | None = None, seed: int = 0
) -> Iterator[FolderSample]:
    """Yield every question to the articles of `folder`; those that find nothing or are no question are left out.

    `ranking` orders the passages; without one, the shipped does. Errors as for `searches`.
    """
    for search, asked in searches(folder, ranking, seed):
        yield from _asked(folder.name, asked, search, expectation)


def searches(
    folder: Path, ranking: Ranking | None = None, seed: int = 0
) -> Iterator[tuple[Search, Sequence[tuple[Question, Way]]]]:
    """Yield a search with the questions that it is asked: over all articles of `folder`, then over each handful.

    A search is gone when the next one comes.

    Raises:
        EvaluationInputError: the questions cannot be read, or name no article.
        IndexFloorError: the articles cannot be.
    """
    with cut_articles(folder, ranking) as (search, articles):
        questions = match_own(read_own([folder / QUESTIONS], unanswerable=True), search.snapshot.articles_in(None))
        yield search, [(one, "whole") for one in questions]
        about = {one.id: found for one in questions if (found := _about(one, search))}
    on_topic = [one for one in questions if one.id in about and one.kind != "off_corpus"]
    draw = random.Random(f"{folder.name} {seed}")  # noqa: S311 - draws articles, no secret
    ids = sorted(articles)
    draw.shuffle(ids)
    off = [one for one in questions if one.kind == "off_corpus"]
    for some in _handfuls(ids, draw):
        asked: list[tuple[Question, Way]] = [(one, "handful") for one in on_topic if about[one.id] & set(some)]
        others = [one for one in on_topic if not about[one.id] & set(some)]
        asked += [(one, "without") for one in draw.sample(others, min(len(asked) // 2, len(others)))]
        asked += [(one, "without") for one in draw.sample(off, min(OFF_A_HANDFUL, len(off)))]
        with tempfile.TemporaryDirectory() as scratch:
            build_from_articles([articles[one] for one in some], Path(scratch), load_encoder())
            with closing(search_in(Path(scratch), ranking)) as search:
                yield search, asked


def _about(question: Question, search: Search) -> set[str]:
    """Return what a question asks about: the articles that answer, for one that none answers the likeliest."""
    understood = understand(question.text, search)
    if not isinstance(understood, Understood) or not understood.hits:
        return set()
    return set(question.right) or {understood.hits[0].article.id}


def search_in(store: Path, ranking: Ranking | None) -> Search:
    """Return the search over the index in `store`; without a `ranking`, by the shipped one."""
    encoder = load_encoder()
    return Search(open_snapshot(Store(store), encoder), encoder, load_lexicon(), ranking=ranking)


def _handfuls(ids: Sequence[str], draw: random.Random) -> Iterator[Sequence[str]]:
    at = 0
    while at < len(ids):
        size = draw.choice(HANDFUL)
        yield ids[at : at + size]
        at += size


def _cut(search: Search) -> Mapping[str, CutArticle]:
    passages = search.snapshot.passages
    found: dict[str, CutArticle] = {}
    for one in passages.article_ids():
        article = passages.article(one)
        assert article is not None  # noqa: S101 - it was named by the same store
        found[one] = CutArticle(article, tuple(stored.passage for stored in passages.passages_of(one)))
    return found


def _asked(
    folder: str, questions: Sequence[tuple[Question, Way]], search: Search, expectation: Expectation
) -> Iterator[FolderSample]:
    passages = search.passages_in(None)
    for question, way in questions:
        understood = understand(question.text, search)
        if isinstance(understood, Understood):
            reading = read(understood.query, understood.asked, understood.hits, search, expectation)
            if reading.sentences:
                known, empty = placed(reading, search.table), telling_nothing(reading, understood.query)
                yield FolderSample(folder, question, way, passages, reading, known, empty, _marks(question, reading))


def _marks(question: Question, reading: Reading) -> NDArray[np.int8]:
    marks = np.zeros(len(reading.sentences), np.int8)
    words = [word for said in question.answers.values() for word in said]
    for place in range(len(marks)):
        if words and holds(reading.text(place), words):
            marks[place] = RIGHT if reading.article(place).id in question.right else ELSEWHERE
    return marks
