"""Learns how passages are ranked among few: what is added to the scores of the shipped ranking there.

From questions to folders of articles, each asked of its folder alone, and of several folders laid together, since a
corpus may have thirty passages or two thousand.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answers.evaluation.judging import holds
from bot.answers.questions.expecting import Numbers
from bot.answers.training.few.folders import QUESTIONS, cut_articles, search_in
from bot.answers.training.fitting import fit_ranking
from bot.answers.training.samples import ELSEWHERE, RIGHT
from bot.answers.understanding import Understood, understand
from corpus.article import Passage
from index.builds.building import CutArticle, build_from_articles
from index.encoders import load_encoder
from index.evaluation.own import match_own, read_own
from index.evaluation.questions import Question
from index.matching.beside import beside
from index.matching.candidates import find_candidates
from index.matching.ranking import FEW, Ranking, load_ranking
from index.search import Search

# Of widths from 8 to 32, decays from 0.03 to 1 and 12 to 60 rounds none did better beyond noise on the other half.
HIDDEN, ROUNDS, DECAY = 16, 25, 0.3
TOGETHER = (1, 4, 16)  # folders that are asked as one, some hundred passages each
LARGER = 0.5  # what a question to several counts beside 1 for one to its folder alone; nothing else was tried
FIRST = (1, 3, 8)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A question's candidates among `together` folders: what is known of them, their scores, which of them answer.

    `inputs` has the shape (candidates, `index.matching.beside.BESIDE`), `scores` and `marks` (candidates,).
    """

    folder: str
    together: int
    inputs: Numbers
    scores: Numbers
    marks: NDArray[np.int8]


def rank_folders(folders: Sequence[Path]) -> list[Ranked]:
    """Return the questions to `folders`, laid together, that an article there answers; none of too many passages.

    Errors as for `read_folder`.
    """
    encoder, articles, asked = load_encoder(), list[CutArticle](), list[tuple[str, Question]]()
    for folder in folders:
        some, questions = _read(folder)
        articles += some
        asked += [(folder.name, one) for one in questions if one.answerable]
    with tempfile.TemporaryDirectory() as scratch:
        build_from_articles(articles, Path(scratch), encoder)
        with closing(search_in(Path(scratch), untaught())) as search:
            few = search.passages_in(None) < FEW
            return list(_ranked(asked, len(folders), search)) if few else []


def untaught() -> Ranking:
    """Return the shipped ranking without what it learned of few."""
    return replace(load_ranking(), of_few=None)


def _read(folder: Path) -> tuple[list[CutArticle], list[Question]]:
    """Return the articles of a folder and its questions, ids with the folder's name before them."""
    with cut_articles(folder, untaught()) as (search, articles):
        questions = match_own(read_own([folder / QUESTIONS], unanswerable=True), search.snapshot.articles_in(None))
    named = [
        replace(one, article=replace(one.article, id=f"{folder.name}/{name}"), passages=_renamed(one, folder.name))
        for name, one in articles.items()
    ]
    return named, [replace(one, right={f"{folder.name}/{name}": 1 for name in one.right}) for one in questions]


def _renamed(one: CutArticle, folder: str) -> tuple[Passage, ...]:
    return tuple(replace(each, article_id=f"{folder}/{each.article_id}") for each in one.passages)


def _ranked(asked: Sequence[tuple[str, Question]], together: int, search: Search) -> Iterator[Ranked]:
    ranking = search.ranking_in(None)
    store = search.snapshot.passages
    for folder, question in asked:
        understood = understand(question.text, search)
        if not isinstance(understood, Understood):
            continue
        found = find_candidates(understood.query, search.snapshot, search.table)
        parts = ranking.hear(found.parts, found.links)
        scores = ranking.weigh(parts).scores
        places = store.places(found.rows.tolist())
        articles = store.articles({one.article for one in places})
        words = [word for said in question.answers.values() for word in said]
        marks = np.zeros(len(scores), np.int8)
        for number, place in enumerate(places):
            article = articles[place.article]
            if holds(article.text[place.start : place.end], words):
                marks[number] = RIGHT if article.id in question.right else ELSEWHERE
        if (marks == RIGHT).any():
            inputs = beside(parts, scores, np.array([one.article for one in places]))
            yield Ranked(folder, together, inputs, scores.astype(np.float32), marks)


def fit_ranking_of_few(ranked: Sequence[Ranked], seed: int = 0) -> Ranking:
    """Return the shipped ranking with what these questions teach of few."""
    network = fit_ranking(
        [one.inputs for one in ranked],
        [one.scores for one in ranked],
        [one.marks for one in ranked],
        np.array([1.0 if one.together == 1 else LARGER for one in ranked], np.float32),
        hidden=HIDDEN,
        rounds=ROUNDS,
        decay=DECAY,
        seed=seed,
    )
    return replace(load_ranking(), of_few=network)


def rankings_unseen(ranked: Sequence[Ranked], half: Mapping[str, int], seed: int = 0) -> list[Ranking]:
    """Return for each half of the folders the ranking that was learned from those of the other."""
    return [
        fit_ranking_of_few([each for each in ranked if half[each.folder] != one], seed)
        for one in sorted(set(half.values()))
    ]


def ranking_figures(ranked: Sequence[Ranked], half: Mapping[str, int], unseen: Sequence[Ranking]) -> Iterator[str]:
    """Yield the lines to print: how often a passage that answers is among the first, as before and as learned."""
    yield f"folders together, questions: success at {FIRST}, as before and as learned"
    for together in sorted({one.together for one in ranked}):
        ours = [one for one in ranked if one.together == together]
        before = [_rank(one.scores, one) for one in ours]
        after = [_rank(one.scores + _added(one, unseen[half[one.folder]]), one) for one in ours]
        told = (" ".join(f"{np.mean(np.array(ranks) < most):.3f}" for most in FIRST) for ranks in (before, after))
        yield f"  {together:>2}, {len(ours):,}: {', '.join(told)}"


def _added(one: Ranked, ranking: Ranking) -> Numbers:
    assert ranking.of_few is not None  # noqa: S101 - as it was fitted
    return ranking.of_few.logits(one.inputs)


def _rank(scores: Numbers, one: Ranked) -> int:
    return int(np.flatnonzero(one.marks[np.argsort(-scores, kind="stable")] == RIGHT)[0])
