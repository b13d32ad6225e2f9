"""An evaluation as a person at a terminal reads it, in tables of at most 100 columns, and as JSON for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from math import isnan
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from bot.terminal.records import Record
from bot.terminal.screen import one_line
from bot.terminal.tables import Figures
from bot.terminal.wording import counted

if TYPE_CHECKING:
    from index.evaluation.measures import Estimate, Measure
    from index.evaluation.report import Cell, Comparison, Crossing, DomainSummary, Report, View
    from index.keeping.snapshot import Manifest

VIEW_TITLES: dict[View, str] = {
    "alone": "Each language alone",
    "mixed": "The mixed list as it is",
}
BY_TITLES = {"all": "all ways of matching", "words": "words alone (BM25)", "dense": "the encoder alone"}

SURE, UNSURE = "*", " "


@dataclass(frozen=True, slots=True)
class Evaluated:
    """Figures and what they were measured with."""

    report: Report
    by: str
    against: str | None
    depth: int
    questions: int
    manifest: Manifest


def render_evaluation(evaluated: Evaluated, *, sources: bool) -> Iterable[RenderableType]:
    """Return what was measured, a table a view (two with a comparison), then across against within a language."""
    yield _head(evaluated)
    for by_source in (False, True) if sources else (False,):
        for view, title in VIEW_TITLES.items():
            shown = [cell for cell in evaluated.report.cells if cell.view == view and bool(cell.source) is by_source]
            yield Text(f"\n{title}{', by source' if by_source else ''}", style="bold")
            yield _measured(shown)
            if evaluated.against is not None:
                said = f"{title}{', by source' if by_source else ''}, against {one_line(evaluated.against)}"
                yield Text(f"\n{said} ({SURE} where the interval excludes 0)", style="bold")
                yield _compared(shown)
    crossing = [one for one in evaluated.report.summaries if _has_both(one.whole)]
    if crossing:
        yield Text("\nAcross languages as a share of the same language, recall@5", style="bold")
        yield _crossings(crossing, evaluated.report)
        yield Text(
            "“Same questions” are those judged in both languages; “whole domain” takes every pair's questions, which "
            "differ from pair to pair. Each pair counts the same.",
            style="dim",
        )


def _head(evaluated: Evaluated) -> Text:
    manifest = evaluated.manifest
    spoken = ", ".join(f"{number:,} {language}" for language, number in manifest.languages.items() if number)
    asked = (
        f"{counted(evaluated.questions, 'question')}, {counted(manifest.passages, 'passage')} "
        f"({counted(manifest.articles, 'article')}: {spoken})"
    )
    how = f"found by {BY_TITLES[evaluated.by]}, encoder {manifest.encoder_id}, {evaluated.depth} deep"
    head = Text(asked, style="bold")
    head.append(f"\n{one_line(how)}; 95 % intervals by bootstrap", style="not bold dim")
    head.append(
        "\nen-fr: English questions, French articles. Each language alone: of the mixed list, the articles in the "
        "answer's language, in their order. Mixed: the whole list, less right answers in the other language.",
        style="not bold dim",
    )
    return head


def _measured(cells: Sequence[Cell]) -> Figures:
    table = Figures("", "Pair", "n", "R@1", "R@5", "", "R@10", "MRR@10", "", "nDCG@10")
    for opening, cell in _opened(cells, table):
        recall, rank = cell.measured["recall_at_5"], cell.measured["mrr_at_10"]
        table.add_row(
            *opening,
            _share(cell.measured["recall_at_1"].value),
            _share(recall.value),
            _range(recall),
            _share(cell.measured["recall_at_10"].value),
            _share(rank.value),
            _range(rank),
            _share(cell.measured["ndcg_at_10"].value),
        )
    return table


def _compared(cells: Sequence[Cell]) -> Figures:
    table = Figures("", "Pair", "n", "R@5", "other", "more by", "", "MRR@10", "other", "more by", "", gap=1)
    for opening, cell in _opened(cells, table):
        row: list[Text] = list(opening)
        names: tuple[Measure, ...] = ("recall_at_5", "mrr_at_10")
        for name in names:
            compared = cell.against[name]
            more = compared.difference
            mark = SURE if compared.sure else UNSURE
            row += [
                Text(_share(cell.measured[name].value)),
                Text(_share(compared.other)),
                Text(f"{more.value:+.3f}{mark}", style=_colour(compared)),
                Text(f"{more.low:+.3f}…{more.high:+.3f}", style="dim"),
            ]
        table.add_row(*row)
    return table


def _opened(cells: Sequence[Cell], table: Figures) -> Iterator[tuple[tuple[Text, Text, Text], Cell]]:
    """Yield each cell with what its row begins with; a domain or source is named on its first row only.

    Where cells are of sources, each domain gets a row of its own in `table` first.
    """
    domain = source = None
    for cell in cells:
        fresh = cell.domain != domain
        if fresh and cell.source:
            table.add_row(Text(one_line(cell.domain), style="bold"))
        name = "" if (cell.domain, cell.source) == (domain, source) else one_line(cell.source or cell.domain)
        domain, source = cell.domain, cell.source
        indented = f"  {name}" if cell.source and name else name
        yield (Text(indented), Text(cell.pair), Text(f"{cell.questions:,}")), cell


def _crossings(summaries: Sequence[DomainSummary], report: Report) -> Figures:
    same = ("Same questions:\nwithin", "\nacross", "\nshare")
    whole = ("Whole domain:\nwithin", "\nacross", "\nshare")
    table = Figures("\nDomain", "\nList", *same, *whole)
    domains = dict.fromkeys(one.domain for one in summaries)
    by_place = {(one.domain, one.view): one for one in summaries}
    views: tuple[View, ...] = ("alone", "mixed")
    for view in views:
        for domain in domains:
            one = by_place[domain, view]
            table.add_row(Text(one_line(domain)), view, *_crossing(one.same), *_crossing(one.whole))
        shares = _percent(report.mean_same[view]), _percent(report.mean_whole[view])
        mean = (f"mean of {counted(len(domains), 'domain')}", view, "", "", shares[0], "", "", shares[1])
        table.add_row(*(Text(text, style="bold") for text in mean))
        table.add_section()
    return table


def _share(value: float) -> str:
    return f"{value:.3f}"


def _range(estimate: Estimate) -> Text:
    return Text(f"{estimate.low:.3f}…{estimate.high:.3f}", style="dim")


def _percent(value: float) -> str:
    return "-" if isnan(value) else f"{value:.1%}"


def _crossing(crossing: Crossing) -> tuple[str, str, str]:
    if not _has_both(crossing):
        return "-", "-", "-"
    return _share(crossing.within), _share(crossing.across), _percent(crossing.share)


def _has_both(crossing: Crossing) -> bool:
    return not (isnan(crossing.within) or isnan(crossing.across))


def _colour(compared: Comparison) -> str:
    if not compared.sure:
        return ""
    return "green" if compared.difference.value > 0 else "red"


def of_evaluation(evaluated: Evaluated) -> Record:
    """Return every figure: all views, pairs and sources; `against` is null where nothing was compared."""
    report, manifest = evaluated.report, evaluated.manifest
    return {
        "questions": evaluated.questions,
        "passages": manifest.passages,
        "articles": manifest.articles,
        "encoder": manifest.encoder_id,
        "encoder_digest": manifest.encoder_digest,
        "by": evaluated.by,
        "against": evaluated.against,
        "depth": evaluated.depth,
        "cells": [_of_cell(cell) for cell in report.cells],
        "domains": [
            {
                "view": one.view,
                "domain": one.domain,
                "same_questions": _of_crossing(one.same),
                "whole_domain": _of_crossing(one.whole),
            }
            for one in report.summaries
        ],
        "mean_share_same_questions": {view: _number(share) for view, share in report.mean_same.items()},
        "mean_share_whole_domain": {view: _number(share) for view, share in report.mean_whole.items()},
    }


def _of_cell(cell: Cell) -> Record:
    return {
        "view": cell.view,
        "domain": cell.domain,
        "source": cell.source or None,
        "pair": cell.pair,
        "questions": cell.questions,
        "measures": {name: asdict(estimate) for name, estimate in cell.measured.items()},
        "against": {name: _of_comparison(one) for name, one in cell.against.items()} or None,
    }


def _of_comparison(comparison: Comparison) -> Record:
    return asdict(comparison)


def _of_crossing(crossing: Crossing) -> Record:
    return {
        "within_recall_at_5": _number(crossing.within),
        "across_recall_at_5": _number(crossing.across),
        "share": _number(crossing.share),
    }


def _number(value: float) -> float | None:
    return None if isnan(value) else value
