"""Unanswered questions that ask much the same, as one thing to look at. Pure functions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.state.nouns import Gap


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask much the same, newest first. `answerable` says whether the newest would be answered now."""

    gaps: tuple[Gap, ...]
    answerable: bool = False

    @property
    def id(self) -> int:
        """The newest question's number, by which the group is found again."""
        return self.gaps[0].id

    @property
    def newest(self) -> datetime:
        """When it was asked last."""
        return self.gaps[0].created_at

    @property
    def texts(self) -> list[str]:
        """The questions as asked, each once, newest first; those that were asked in private left out."""
        shown = {gap.question.casefold(): gap.question for gap in reversed(self.gaps) if not gap.private}
        return list(reversed(shown.values()))


def grouped_gaps(gaps: Sequence[Gap], positions: Iterable[Sequence[int]]) -> list[Group]:
    """Return `gaps`, newest first, in the groups of their `positions`: the most asked first, then the newest."""
    groups = [Group(tuple(gaps[position] for position in sorted(group))) for group in positions]
    return sorted(groups, key=lambda group: (-len(group.gaps), -group.id))


def answerable_first(groups: Iterable[Group], answerable: Collection[int]) -> list[Group]:
    """Return `groups` with those in front whose ids are in `answerable`."""
    marked = [Group(group.gaps, group.id in answerable) for group in groups]
    return sorted(marked, key=lambda group: not group.answerable)
