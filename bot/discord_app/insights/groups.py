"""Unanswered questions that ask much the same, as one thing to look at. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.state.nouns import Gap


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask much the same, newest first. `answerable` says whether one has a sure answer now.

    In a list that is the newest, in a group that is opened any of them.

    `closed` are the channels that whoever looks may not read; the text of what was asked there is not shown to them.
    """

    gaps: tuple[Gap, ...]
    answerable: bool = False
    closed: frozenset[int] = frozenset()

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
        """The questions as understood, each once, newest first; those asked in private or a closed channel left out."""
        open_ones = [gap for gap in self.gaps if not gap.private and gap.channel_id not in self.closed]
        shown = {gap.understood.casefold(): gap.understood for gap in reversed(open_ones)}
        return list(reversed(shown.values()))

    @property
    def in_private(self) -> int:
        """How many of them were asked in private, whose text is not shown."""
        return sum(gap.private for gap in self.gaps)

    @property
    def in_closed(self) -> int:
        """How many of the others were asked where whoever looks may not read, so that their text is not shown."""
        return sum(not gap.private and gap.channel_id in self.closed for gap in self.gaps)

    @property
    def unsure(self) -> int:
        """How many of them got an unsure answer."""
        return sum(gap.unsure for gap in self.gaps)

    @property
    def all_private(self) -> bool:
        """Whether all of them were asked in private."""
        return self.in_private == len(self.gaps)


def grouped_gaps(gaps: Sequence[Gap], positions: Iterable[Sequence[int]]) -> list[Group]:
    """Return `gaps`, newest first, in the groups of their `positions`: the most asked first, then the newest."""
    groups = [Group(tuple(gaps[position] for position in sorted(group))) for group in positions]
    return sorted(groups, key=lambda group: (-len(group.gaps), -group.id))


def answerable_first(groups: Iterable[Group], answerable: Collection[int]) -> list[Group]:
    """Return `groups` with those in front whose ids are in `answerable`."""
    marked = [replace(group, answerable=group.id in answerable) for group in groups]
    return sorted(marked, key=lambda group: not group.answerable)


def seen_by(group: Group, sees: Callable[[int], bool]) -> Group:
    """Return `group` as somebody may see it who reads the channels that `sees` says."""
    return replace(group, closed=frozenset(gap.channel_id for gap in group.gaps if not sees(gap.channel_id)))
