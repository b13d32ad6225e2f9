"""What is told of a corpus and its index: how they stand, and the terms that the articles explain. Values alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answers.chat.usage import Usage
from bot.answers.sentences.threshold import Threshold
from index.keeping.snapshot import Changes, Manifest, PassedOver
from index.keeping.versions import Version
from index.keeping.writer import Writer

if TYPE_CHECKING:
    from index.glossaries.meanings import Entry


@dataclass(frozen=True, slots=True)
class ChatStatus:
    """The chat model of the settings, and what it has cost with this data folder."""

    model: str
    usage: Usage


@dataclass(frozen=True, slots=True)
class Status:
    """What is in use for a corpus. `manifest` is None before the first build, and `changes` then name every article.

    `threshold` is what an index that is opened now refuses by; `since` is when the index was put in use. `passed_over`
    are damaged indexes in whose place the one of `manifest` answers; where there is none, all are damaged. `problem`
    says why the folder could not be compared with the index; there are no `changes` then. `waiting` are indexes that
    were built and not put in use yet, newest first; `building` is who builds right now. `closed` is a folder that this
    user may not write, so that nothing can be built; None where it can. `unread` are folders of servers' own articles
    that no question is answered from, `others` those of indexes that this corpus does not use, with their bytes.
    """

    corpus: Path
    store: Path
    manifest: Manifest | None
    changes: Changes
    size_bytes: int
    threshold: Threshold = field(default_factory=Threshold)
    chat: ChatStatus | None = None
    since: datetime | None = None
    passed_over: tuple[PassedOver, ...] = ()
    problem: str = ""
    waiting: tuple[Version, ...] = ()
    building: Writer | None = None
    closed: Path | None = None
    unread: tuple[Path, ...] = ()
    others: Mapping[Path, int] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Whether there is an index or one can be built, and the folder of articles is there."""
        return not self.problem and (self.manifest is not None or not (self.passed_over or self.closed))


@dataclass(frozen=True, slots=True)
class Listing:
    """Terms of the articles with their meanings, `total` of which `entries` are the first.

    `titles` names the articles in which they stand, by id; `nearest` are terms like the one that is not there.
    """

    entries: tuple[Entry, ...]
    total: int
    titles: Mapping[str, str]
    nearest: tuple[str, ...] = ()
