"""Figures by domain, source and language pair, from one run or from two that are compared.

A pair X-Y takes the questions in X and the right articles in Y. In the view `alone`, only the articles in Y count, in
the order in which they come in the mixed list; in the view `mixed`, the list counts as it is, without the right
answers in the other language, which then count neither for nor against. Knows no index and no terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import isnan, nan
from statistics import fmean
from typing import Literal

import numpy as np

from corpus.article import LANGUAGES, Language
from index.evaluation.measures import DEEPEST, FEWEST_SURE, MEASURES, Estimate, Measure, Scores, estimates, measure
from index.evaluation.questions import Question
from index.evaluation.runs import Run

View = Literal["alone", "mixed"]
VIEWS: tuple[View, ...] = ("alone", "mixed")

ScoresByLanguage = Mapping[Language, Scores]
"""Values of the questions that have a right article in a language, by that language."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The other run's mean in the same cell, and what ours has more, with a paired interval.

    `sure` says that the interval excludes 0, over enough questions for that to mean something.
    """

    other: float
    difference: Estimate
    sure: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """How the questions of one domain and one pair fared; `source` is empty for all of the domain's together.

    `against` is empty where nothing was compared.
    """

    view: View
    domain: str
    source: str
    asked: Language
    answered: Language
    questions: int
    measured: Mapping[Measure, Estimate]
    against: Mapping[Measure, Comparison]

    @property
    def pair(self) -> str:
        """Return question's and articles' language: `en-fr`."""
        return f"{self.asked}-{self.answered}"

    @property
    def crosses(self) -> bool:
        """Return whether question and articles are in different languages."""
        return self.asked != self.answered


@dataclass(frozen=True, slots=True)
class Crossing:
    """recall@5 of the pairs within a language and of those across, each pair counting the same, and their ratio.

    NaN where a domain has no such pair.
    """

    within: float
    across: float

    @property
    def share(self) -> float:
        """Return the across-language recall as a share of the same-language one."""
        return self.across / self.within if self.within > 0 else nan


@dataclass(frozen=True, slots=True)
class DomainSummary:
    """A domain's crossing: of the same questions (those judged in both languages), and of all its questions."""

    view: View
    domain: str
    same: Crossing
    whole: Crossing


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of a run. `mean_same` and `mean_whole` average the shares over the domains that have one, by view."""

    cells: tuple[Cell, ...]
    summaries: tuple[DomainSummary, ...]
    mean_same: Mapping[View, float]
    mean_whole: Mapping[View, float]


def report(
    questions: Sequence[Question], run: Run, languages: Mapping[str, Language], against: Run | None = None
) -> Report:
    """Return the figures of `run` over `questions`, compared with the run `against` where one is given.

    `languages` gives the language of every article.
    """
    cells: list[Cell] = []
    summaries: list[DomainSummary] = []
    for view in VIEWS:
        ours = _scores(view, questions, run, languages)
        theirs = _scores(view, questions, against, languages) if against is not None else None
        for domain, asked in _grouped(questions, by_source=False).items():
            cells += _cells(view, domain, "", asked, ours, theirs)
            sources = _grouped(asked, by_source=True)
            for source in sorted(sources):
                if source:
                    cells += _cells(view, domain, source, sources[source], ours, theirs)
            summaries.append(_summary(view, domain, asked, ours))
    return Report(
        tuple(cells),
        tuple(summaries),
        {view: _mean(one.same.share for one in summaries if one.view == view) for view in VIEWS},
        {view: _mean(one.whole.share for one in summaries if one.view == view) for view in VIEWS},
    )


def right_in(question: Question, answered: Language, languages: Mapping[str, Language]) -> dict[str, int]:
    """Return the question's right articles of one language with their grades."""
    return {article: grade for article, grade in question.right.items() if languages[article] == answered}


def seen_in(
    view: View, question: Question, answered: Language, ranking: Iterable[str], languages: Mapping[str, Language]
) -> list[str]:
    """Return what of a mixed ranking counts for the pair whose articles are in `answered`, no deeper than measured."""
    if view == "alone":
        counting = (article for article in ranking if languages.get(article) == answered)
    else:
        counting = (article for article in ranking if article not in question.right or languages[article] == answered)
    return list(islice(counting, DEEPEST))


def _scores(view: View, questions: Sequence[Question], run: Run, languages: Mapping[str, Language]) -> ScoresByLanguage:
    """Return, for each language of articles, the values of every question that has a right article in it."""
    found = {}
    for answered in LANGUAGES:
        judgements, rankings = {}, {}
        for question in questions:
            right = right_in(question, answered, languages)
            if right:
                judgements[question.id] = right
                ranking = run.rankings.get(question.id, ())
                rankings[question.id] = seen_in(view, question, answered, ranking, languages)
        found[answered] = measure(judgements, rankings)
    return found


def _grouped(questions: Iterable[Question], *, by_source: bool) -> dict[str, list[Question]]:
    found: dict[str, list[Question]] = {}
    for question in questions:
        found.setdefault(question.source if by_source else question.domain, []).append(question)
    return found


def _cells(
    view: View,
    domain: str,
    source: str,
    questions: Sequence[Question],
    ours: ScoresByLanguage,
    theirs: ScoresByLanguage | None,
) -> list[Cell]:
    """Return the pairs that have questions, English ones first, within a language before across."""
    cells = []
    for asked in sorted(LANGUAGES):
        for answered in sorted(LANGUAGES, key=lambda language: language != asked):
            ids = [one.id for one in questions if one.language == asked and one.id in ours[answered]]
            if ids:
                other = theirs[answered] if theirs else None
                cells.append(_cell(view, domain, source, asked, answered, ids, ours[answered], other))
    return cells


def _cell(
    view: View,
    domain: str,
    source: str,
    asked: Language,
    answered: Language,
    ids: Sequence[str],
    ours: Scores,
    theirs: Scores | None,
) -> Cell:
    values = np.array([ours[one] for one in ids])
    against: dict[Measure, Comparison] = {}
    if theirs is not None:
        others = np.array([theirs[one] for one in ids])
        differences = estimates(values - others)
        against = {
            name: Comparison(float(mean), difference, len(ids) >= FEWEST_SURE and difference.excludes_zero)
            for name, mean, difference in zip(MEASURES, others.mean(axis=0), differences, strict=True)
        }
    measured = dict(zip(MEASURES, estimates(values), strict=True))
    return Cell(view, domain, source, asked, answered, len(ids), measured, against)


def _summary(view: View, domain: str, questions: Sequence[Question], ours: ScoresByLanguage) -> DomainSummary:
    both = [one for one in questions if all(one.id in ours[language] for language in LANGUAGES)]
    return DomainSummary(view, domain, _crossing(both, ours), _crossing(questions, ours))


def _crossing(questions: Sequence[Question], ours: ScoresByLanguage) -> Crossing:
    """Return recall@5 within and across, averaged over the pairs that have questions."""
    at = MEASURES.index("recall_at_5")
    means: dict[bool, list[float]] = {True: [], False: []}
    for asked in LANGUAGES:
        for answered in LANGUAGES:
            scores = ours[answered]
            found = [scores[one.id][at] for one in questions if one.language == asked and one.id in scores]
            if found:
                means[asked != answered].append(fmean(found))
    return Crossing(within=_mean(means[False]), across=_mean(means[True]))


def _mean(values: Iterable[float]) -> float:
    """Return the mean of what is a number; NaN where nothing is."""
    numbers = [value for value in values if not isnan(value)]
    return fmean(numbers) if numbers else nan
