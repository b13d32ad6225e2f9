"""The sweep of thresholds as a picture, in SVG: what is refused wrongly against rightly, and what answers are worth.

Pure text of some 20 KB, with no dependency. A white card with a border, so that it reads on light and dark pages;
colours are told apart by colour-blind people (Okabe and Ito 2008), and lines by their dashes besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import isnan

from bot.answers.evaluation.separation import Point
from index.evaluation.measures import Estimate

WIDTH, HEIGHT = 920, 492
SIDE = 320  # of each panel's square
TOP, LEFT, RIGHT = 74, 76, 540  # upper edge of both panels, left edges of the two
BELOW = TOP + SIDE + 56  # the middle of the first line under the panels' axes
OFF_CORPUS, NEAR_MISS, GOLD, INK, FAINT = "#0072b2", "#d55e00", "#009e73", "#1f2328", "#d0d7de"
GREY = "#59636e"
FONT = "font-family=\"system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif\""


@dataclass(frozen=True, slots=True)
class _Place:
    """A point of a panel, both from 0 to 1; (0, 0) is its lower left corner."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a panel, with what a legend says of it; `dashes` is empty for a whole one."""

    colour: str
    places: tuple[_Place, ...]
    name: str = ""
    dashes: str = ""


def picture(
    points: Sequence[Point], least: float, auroc_off_corpus: Estimate, auroc_near_miss: Estimate, asked: str
) -> str:
    """Return the SVG of a sweep; `least` is the threshold in use, `asked` says in a line what was asked."""
    off = tuple(_Place(one.answerable, one.off_corpus) for one in points if not isnan(one.off_corpus))
    near = tuple(_Place(one.answerable, one.near_miss) for one in points if not isnan(one.near_miss))
    gold = tuple(_Place(1 - one.answerable, one.gold) for one in points if not isnan(one.gold))
    now = next((one for one in points if one.threshold >= least), points[-1])
    refused = [
        _Line(OFF_CORPUS, off, f"off the corpus, AUROC {_estimate(auroc_off_corpus)}"),
        _Line(NEAR_MISS, near, f"near misses, AUROC {_estimate(auroc_near_miss)}", "7 4"),
    ]
    marks_now = (_Place(now.answerable, now.off_corpus), _Place(now.answerable, now.near_miss))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" {FONT} font-size="13" fill="{INK}">',
        "<title>What is refused, at every threshold of confidence</title>",
        f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{HEIGHT - 1}" rx="8" fill="#ffffff" stroke="{FAINT}"/>',
        _text(LEFT, 30, "Refusals, at every threshold of confidence", weight="600", size=16),
        _text(LEFT, 50, asked, colour=GREY),
        *_panel(LEFT, "answerable questions refused", "questions without an answer refused"),
        _diagonal(LEFT),
        *_drawn(LEFT, refused),
        *_legend(LEFT, [line for line in refused if line.places]),
        *_marks(LEFT, marks_now, (OFF_CORPUS, NEAR_MISS)),
        *_panel(RIGHT, "answerable questions answered", "answers that quote the words that answer"),
        *_drawn(RIGHT, [_Line(GOLD, gold)]),
        *_marks(RIGHT, (_Place(1 - now.answerable, now.gold),), (GOLD,)),
        _ring(RIGHT + 6, BELOW, INK),
        _text(RIGHT + 18, BELOW + 4, f"the threshold in use, {least:.2f}", size=12),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _panel(left: float, across: str, up: str) -> Iterator[str]:
    """Yield an empty panel: a grid with percentages, and what its two axes count."""
    bottom = TOP + SIDE
    for percent in range(0, 101, 20):
        x, y = left + SIDE * percent / 100, bottom - SIDE * percent / 100
        yield f'<path d="M{left} {y:g}h{SIDE}M{x:g} {TOP}v{SIDE}" stroke="{FAINT}" stroke-width="1"/>'
        yield _text(left - 8, y + 4, f"{percent}", anchor="end", colour=GREY, size=11)
        yield _text(x, bottom + 16, f"{percent}", anchor="middle", colour=GREY, size=11)
    yield _text(left + SIDE / 2, bottom + 36, f"{across} (%)", anchor="middle", size=12)
    middle = TOP + SIDE / 2
    turned = f'transform="rotate(-90 {left - 40} {middle:g})"'
    yield _text(left - 40, middle, f"{up} (%)", anchor="middle", size=12, more=turned)


def _drawn(left: float, lines: Sequence[_Line]) -> Iterator[str]:
    for line in lines:
        places = " ".join(f"{x:g},{y:g}" for x, y in _thinned(_at(left, place) for place in line.places))
        if not places:
            continue
        yield (
            f'<polyline points="{places}" fill="none" stroke="{line.colour}" stroke-width="2.2" '
            f'stroke-linejoin="round"{_dashes(line.dashes)}/>'
        )


def _legend(left: float, lines: Sequence[_Line]) -> Iterator[str]:
    """Yield what the lines are, below the panel, where they hide none."""
    for place, line in enumerate(lines):
        y = BELOW + 20 * place
        yield f'<path d="M{left} {y}h26" stroke="{line.colour}" stroke-width="2.2"{_dashes(line.dashes)}/>'
        yield _text(left + 34, y + 4, line.name, size=12)


def _marks(left: float, places: Iterable[_Place], colours: Iterable[str]) -> Iterator[str]:
    for place, colour in zip(places, colours, strict=True):
        if not isnan(place.y):
            yield _ring(*_at(left, place), colour)


def _diagonal(left: float) -> str:
    way = f"M{left} {TOP + SIDE}L{left + SIDE} {TOP}"
    return f'<path d="{way}" stroke="{GREY}" stroke-width="1.2" stroke-dasharray="2 4"/>'


def _ring(x: float, y: float, colour: str) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="5" fill="#ffffff" stroke="{colour}" stroke-width="2.4"/>'


def _text(
    x: float,
    y: float,
    said: str,
    *,
    anchor: str = "start",
    colour: str = INK,
    size: int = 13,
    weight: str = "400",
    more: str = "",
) -> str:
    look = f'text-anchor="{anchor}" fill="{colour}" font-size="{size}" font-weight="{weight}"'
    return f'<text x="{x:g}" y="{y:g}" {look} {more}>{escape(said)}</text>'


def _dashes(dashes: str) -> str:
    return f' stroke-dasharray="{dashes}"' if dashes else ""


def _at(left: float, place: _Place) -> tuple[float, float]:
    """Return where a place of a panel is in the picture, to a tenth of a pixel."""
    return round(left + SIDE * place.x, 1), round(TOP + SIDE * (1 - place.y), 1)


def _thinned(places: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the corners: without repeated places and those within a straight run along an axis."""
    kept: list[tuple[float, float]] = []
    for place in places:
        if kept and kept[-1] == place:
            continue
        if len(kept) > 1 and any(kept[-2][axis] == kept[-1][axis] == place[axis] for axis in (0, 1)):
            kept.pop()
        kept.append(place)
    return kept


def _estimate(estimate: Estimate) -> str:
    if isnan(estimate.value):
        return "unknown"
    return f"{estimate.value:.2f} ({estimate.low:.2f} to {estimate.high:.2f})"
