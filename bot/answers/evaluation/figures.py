"""Figures of many answers: by language pair, of refusals, of quotes, and how long it took."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.answers.evaluation.judging import LISTS, Judged, by_domain
from bot.answers.evaluation.separation import NOTHING, auroc
from corpus.article import LANGUAGES
from index.evaluation.measures import Estimate, estimates
from index.evaluation.questions import NEAR_MISS, OFF_CORPUS

PAIRS = ("en-en", "en-fr", "fr-fr", "fr-en")  # within a language before across
EVERY = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of `of` questions, with its 95 % interval; NaN of none."""

    of: int
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Cell:
    """The answerable questions of one language pair, in one domain or in all (`domain` is then empty).

    `found`, `answered` and `right` are shares of all; `first_right` of those answered; `gold` of those whose words are
    known, and `gold_of_found` of these, those with a right passage among the first five. `sure` is the share of those
    answered that are said to be sure, `sure_right` and `unsure_right` the shares of these and of the others that hold
    what answers: the words where they are known, else the article. `sentences_median` and `sentences_p90` tell how
    many sentences an answer quotes, lists aside; NaN where nothing is answered.
    """

    domain: str
    pair: str
    found: Share
    answered: Share
    right: Share
    first_right: Share
    gold: Share
    gold_of_found: Share
    sure: Share
    sure_right: Share
    unsure_right: Share
    sentences_median: float
    sentences_p90: float


@dataclass(frozen=True, slots=True)
class Refusals:
    """What is refused, of questions in one language or in both (`language` is then empty).

    `precision` is the share of refusals that are due, `recall` the share of unanswerable questions that are refused.
    Both, and the AUROCs, are against the answerable questions in `answerable`: those whose words are known, or all
    where no question's are; `others` are the answerable ones left over.
    """

    language: str
    answerable: Share
    others: Share
    off_corpus: Share
    near_miss: Share
    precision: Share
    recall: Share
    auroc_off_corpus: Estimate
    auroc_near_miss: Estimate


@dataclass(frozen=True, slots=True)
class Surely:
    """What is answered and said to be sure, of questions in one language or in both (`language` is then empty).

    `answerable`, `off_corpus` and `near_miss` are shares of the questions of a sort. `precision` is the share of all
    sure answers that hold what answers, `unsure` that of the others; to an unanswerable question none does.
    """

    language: str
    answerable: Share
    off_corpus: Share
    near_miss: Share
    precision: Share
    unsure: Share


@dataclass(frozen=True, slots=True)
class Quotes:
    """Quotes of all answers, and how many stand where they say; `listed` counts sources that a refusal numbers."""

    citations: int
    verbatim: int
    listed: int


@dataclass(frozen=True, slots=True)
class Report:
    """All figures; times in milliseconds of finding and answering together."""

    questions: int
    cells: tuple[Cell, ...]
    refusals: tuple[Refusals, ...]
    surely: tuple[Surely, ...]
    quotes: Quotes
    milliseconds_median: float
    milliseconds_p95: float


def report(judged: Sequence[Judged]) -> Report:
    """Return the figures; each domain's cells first where there are several, then those of all."""
    domains = {name: ones for name, ones in by_domain(judged).items() if any(one.answerable for one in ones)}
    cells = [cell for name, ones in domains.items() for cell in _cells(name, ones)] if len(domains) > 1 else []
    spoken = [language for language in sorted(LANGUAGES) if any(_asked_in(one, language) for one in judged)]
    asked_in = {EVERY: list(judged)}
    if len(spoken) > 1:
        asked_in |= {language: [one for one in judged if _asked_in(one, language)] for language in spoken}
    return Report(
        questions=len(judged),
        cells=(*cells, *_cells(EVERY, judged)),
        refusals=tuple(_refusals(language, ones) for language, ones in asked_in.items()),
        surely=tuple(_surely(language, ones) for language, ones in asked_in.items()),
        quotes=Quotes(
            sum(one.citations for one in judged),
            sum(one.verbatim for one in judged),
            sum(one.listed for one in judged),
        ),
        milliseconds_median=_percentile([one.milliseconds for one in judged], 50),
        milliseconds_p95=_percentile([one.milliseconds for one in judged], 95),
    )


def refused_against(judged: Sequence[Judged]) -> list[Judged]:
    """Return the answerable questions that refusals are held against: those with known words, else all."""
    answerable = [one for one in judged if one.answerable]
    return [one for one in answerable if one.gold is not None] or answerable


def _cells(domain: str, judged: Sequence[Judged]) -> list[Cell]:
    by_pair = {pair: [one for one in judged if one.answerable and one.pair == pair] for pair in PAIRS}
    return [_cell(domain, pair, ones) for pair, ones in by_pair.items() if ones]


def _cell(domain: str, pair: str, judged: Sequence[Judged]) -> Cell:
    answered = [one for one in judged if one.answered]
    known = [one for one in judged if one.gold is not None]
    sentences = [one.sentences for one in answered if one.kind != LISTS]
    return Cell(
        domain=domain,
        pair=pair,
        found=_share(judged, lambda one: one.found),
        answered=_share(judged, lambda one: one.answered),
        right=_share(judged, lambda one: one.right),
        first_right=_share(answered, lambda one: one.first_right),
        gold=_share(known, lambda one: bool(one.gold)),
        gold_of_found=_share([one for one in known if one.found], lambda one: bool(one.gold)),
        sure=_share(answered, _is_sure),
        sure_right=_share([one for one in answered if one.sure], _is_right),
        unsure_right=_share([one for one in answered if not one.sure], _is_right),
        sentences_median=_percentile(sentences, 50),
        sentences_p90=_percentile(sentences, 90),
    )


def _refusals(language: str, judged: Sequence[Judged]) -> Refusals:
    against = refused_against(judged)
    counted = {one.id for one in against}
    others = [one for one in judged if one.answerable and one.id not in counted]
    off, near = _unanswerable(judged, OFF_CORPUS), _unanswerable(judged, NEAR_MISS)
    refused = [one for one in (*against, *off, *near) if not one.answered]
    sure = [one.confidence for one in against]
    return Refusals(
        language=language,
        answerable=_share(against, _is_refused),
        others=_share(others, _is_refused),
        off_corpus=_share(off, _is_refused),
        near_miss=_share(near, _is_refused),
        precision=_share(refused, lambda one: not one.answerable),
        recall=_share([*off, *near], _is_refused),
        auroc_off_corpus=auroc(sure, [one.confidence for one in off]),
        auroc_near_miss=auroc(sure, [one.confidence for one in near]),
    )


def _surely(language: str, judged: Sequence[Judged]) -> Surely:
    answered = [one for one in judged if one.answered]
    return Surely(
        language=language,
        answerable=_share([one for one in judged if one.answerable], _is_sure),
        off_corpus=_share(_unanswerable(judged, OFF_CORPUS), _is_sure),
        near_miss=_share(_unanswerable(judged, NEAR_MISS), _is_sure),
        precision=_share([one for one in answered if one.sure], _is_right),
        unsure=_share([one for one in answered if not one.sure], _is_right),
    )


def _unanswerable(judged: Sequence[Judged], kind: str) -> list[Judged]:
    return [one for one in judged if not one.answerable and one.kind == kind]


def _is_refused(one: Judged) -> bool:
    return not one.answered


def _is_sure(one: Judged) -> bool:
    return one.sure


def _is_right(one: Judged) -> bool:
    return one.answers


def _asked_in(one: Judged, language: str) -> bool:
    return one.pair.startswith(language)


def _share(judged: Sequence[Judged], wanted: Callable[[Judged], bool]) -> Share:
    if not judged:
        return Share(0, NOTHING)
    (estimate,) = estimates(np.array([[float(wanted(one))] for one in judged]))
    return Share(len(judged), estimate)


def _percentile(values: Iterable[float], percent: float) -> float:
    """Return the smallest value that `percent` of them do not exceed; NaN of none."""
    numbers = list(values)
    return float(np.percentile(numbers, percent, method="inverted_cdf")) if numbers else float("nan")
