"""Rows of the benchmark's table: what was measured, the goal, ours, the peers', ratios, the machine's limit.

Pure: numbers in, text out. A goal says which way is better; a ratio above 1 is always ours being better.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from rich.table import Table

Better = Literal["more", "less"]

UNITS_OF_BYTES = ("B", "KB", "MB", "GB")
UNITS_OF_RESIDENT = ("KiB", "MiB", "GiB")


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be reached: at least (`more`) or at most (`less`) so much, in the row's unit."""

    better: Better
    value: float

    def is_met(self, found: float) -> bool:
        """Return whether `found` reaches it; what cannot be measured reaches nothing."""
        if math.isnan(found):
            return False
        return found >= self.value if self.better == "more" else found <= self.value


@dataclass(frozen=True, slots=True)
class Peer:
    """What a peer took; `note` says how it was measured, `extrapolated` that it is no measurement of the whole."""

    value: float
    note: str = ""
    extrapolated: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `peers` holds a figure or the reason why there is none; `limit` is told in words."""

    work: str
    what: str
    unit: str
    ours: float
    goal: Goal | None = None
    spread: str = ""
    peers: Mapping[str, Peer | str] = field(default_factory=dict)
    limit: str = ""
    better: Better = "less"

    def direction(self) -> Better:
        """Return which way is better."""
        return self.goal.better if self.goal else self.better

    def verdict(self) -> str:
        """Return `yes`, `no`, or nothing where there is no goal."""
        return "" if self.goal is None else "yes" if self.goal.is_met(self.ours) else "NO"


def ratio(ours: float, theirs: float, better: Better) -> float:
    """Return how many times better ours is: above 1 where we are ahead; not a number where one of them is nothing."""
    over, under = (ours, theirs) if better == "more" else (theirs, ours)
    return over / under if under > 0 and over >= 0 else math.nan


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that `share` of all do not exceed (nearest rank); not a number without values."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(round(len(ranked) * share, 9)) - 1)] if ranked else math.nan


def median_of(values: Sequence[float]) -> float:
    """Return the median; not a number without values."""
    return statistics.median(values) if values else math.nan


def spread_of(values: Sequence[float], unit: str) -> str:
    """Return how many values there were, and the largest."""
    return f"max {quantity(max(values), unit)} of {len(values)}" if values else ""


def quantity(value: float, unit: str) -> str:
    """Return a number with its unit, at three digits or so; sizes in steps of a thousand (B) or of 1,024 (KiB)."""
    if math.isnan(value):
        return "not measured"
    if unit == "B":
        return _stepped(value, 1000, UNITS_OF_BYTES)
    if unit == "KiB":
        return _stepped(value, 1024, UNITS_OF_RESIDENT)
    return f"{number(value)} {unit}".strip()


def number(value: float) -> str:
    """Return three digits of a number, or all digits before its point."""
    if value == 0 or not math.isfinite(value):
        return f"{value:.0f}"
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    rounded = f"{value:,.{min(digits, 4)}f}"
    return rounded.rstrip("0").rstrip(".") if "." in rounded else rounded


def _stepped(value: float, step: int, units: Sequence[str]) -> str:
    for unit in units[:-1]:
        if abs(value) < step:
            return f"{number(value)} {unit}"
        value /= step
    return f"{number(value)} {units[-1]}"


def goal_in_words(row: Row) -> str:
    """Return what is to be reached."""
    if row.goal is None:
        return ""
    return ("at least " if row.goal.better == "more" else "at most ") + quantity(row.goal.value, row.unit)


def peers_in_words(row: Row) -> str:
    """Return a line a peer: its figure, and how many times better ours is; or why there is none."""
    reasons = {peer for peer in row.peers.values() if isinstance(peer, str)}
    if len(reasons) == 1 and reasons == set(row.peers.values()):
        return reasons.pop()
    lines = []
    for name, peer in row.peers.items():
        if isinstance(peer, str):
            lines.append(f"{name}: {peer}")
            continue
        mark = "≈ " if peer.extrapolated else ""
        times = number(ratio(row.ours, peer.value, row.direction()))
        note = f" ({peer.note})" if peer.note else ""
        lines.append(f"{name}: {mark}{quantity(peer.value, row.unit)}, x {times}{note}")
    return "\n".join(lines)


def drawn(rows: Iterable[Row], title: str) -> Table:
    """Return the table."""
    table = Table(title=title, show_lines=True)
    for name in ("work", "what", "to reach", "ours", "met", "peers, and how many times better ours is", "limit"):
        table.add_column(name, overflow="fold", justify="right" if name == "ours" else "left")
    for row in rows:
        ours = quantity(row.ours, row.unit) + (f"\n{row.spread}" if row.spread else "")
        table.add_row(row.work, row.what, goal_in_words(row), ours, row.verdict(), peers_in_words(row), row.limit)
    return table


def records(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Return the rows for a JSON file, each with whether its goal was met and its ratios."""
    found = []
    for row in rows:
        record = asdict(row)
        measured = {name: one for name, one in row.peers.items() if isinstance(one, Peer)}
        record["ratios"] = {name: ratio(row.ours, one.value, row.direction()) for name, one in measured.items()}
        record["met"] = row.goal.is_met(row.ours) if row.goal else None
        found.append(record)
    return found
