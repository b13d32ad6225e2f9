"""How long the present step of a rebuild will still take, by the rate that it has gone at. Pure; it reads no clock."""

from __future__ import annotations

from datetime import datetime

from index.builds.looking import BuildStep, Stage

SOONEST_S = 5.0  # a rate of the first seconds is a guess: what was taken over comes first and costs nothing
MEASURED: frozenset[Stage] = frozenset({"reading", "encoding"})  # the others have a handful of unequal steps


class Pace:
    """Fed with each step and its time."""

    def __init__(self) -> None:
        self._stage: Stage | None = None
        self._began = datetime.min
        self._first = 0

    def left_s(self, step: BuildStep, now: datetime) -> float | None:
        """Return the seconds that the step's stage will still take; None where nothing honest can be said."""
        if step.stage != self._stage or step.done < self._first:
            self._stage, self._began, self._first = step.stage, now, step.done
        passed_s = (now - self._began).total_seconds()
        done = step.done - self._first
        if step.stage not in MEASURED or passed_s < SOONEST_S or done <= 0 or step.done >= step.total:
            return None
        return passed_s / done * (step.total - step.done)
