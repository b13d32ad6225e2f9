"""What a build finds before it reads anything: the files of the folders, beside what is known of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np

from corpus.endings import SPOKEN_ENDINGS
from corpus.scanning import Root, Survey
from corpus.walking import NO_LONGER_THERE, Problem
from index.builds.reading import Wanted
from index.encoders.protocol import Encoder
from index.errors import DamagedIndexError, IncompatibleIndexError, IndexFloorError, NoIndexError
from index.keeping.catalogue import UNKNOWN, Listing, nothing
from index.keeping.snapshot import Snapshot, open_snapshot
from index.keeping.store import Store
from index.matching.pieces import PieceTable

# Files that are gone when they are to be read, from which on their folder is likely to be gone itself, and no snapshot
# is made of what is left: that many, and that share of them.
MOST_GONE, MOST_GONE_SHARE = 2, 0.1

Stage = Literal["reading", "encoding", "writing", "checking"]


@dataclass(frozen=True, slots=True)
class BuildStep:
    """How far a build is: `done` of `total` articles (reading), passages (encoding) or steps."""

    stage: Stage
    done: int
    total: int


OnStep = Callable[[BuildStep], None]


@dataclass(frozen=True, slots=True)
class Differing:
    """Ids of the articles that a build adds, changes and removes, each sorted."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """What the folders hold beside what is known: articles that stay where they are, and files to be read."""

    stay: Listing
    wanted: tuple[Wanted, ...]
    problems: tuple[Problem, ...]
    files: int


def look(survey: Survey, before: Snapshot | None, table: PieceTable, *, everything: bool) -> Looked:
    """Return what the folders hold beside what the snapshot `before` knows; with `everything`, all is to be read."""
    if before is None:
        return Looked(nothing(), tuple(map(Wanted, survey.files())), survey.problems, survey.count)
    look = before.catalogue.survey(survey)
    again = everything or before.manifest.pieces_digest != table.digest
    if again:
        look = replace(look, same=np.zeros(survey.count, np.bool_))
    kept = np.zeros(before.catalogue.count, np.bool_)
    kept[look.numbers[look.same]] = True
    differing = np.flatnonzero(~look.same).tolist()
    wanted = [
        Wanted(file, before.catalogue.digest(number) if number != UNKNOWN else None, skip=not again)
        for file, number in zip(survey.files(differing), look.numbers[differing].tolist(), strict=True)
    ]
    return Looked(before.catalogue.listing(kept), tuple(wanted), survey.problems, survey.count)


def nothing_to_read(corpus: Path | Sequence[Root], problems: Sequence[Problem]) -> IndexFloorError:
    """Return the error that no article can be read, with the first reasons why."""
    roots = roots_of(corpus)
    reasons = "; ".join(f"{one.path}: {one.reason}" for one in problems[:3])
    folder = roots[0].folder if roots else "the corpus"
    msg = (
        f"{folder} holds no article that can be read{f' ({reasons})' if reasons else ''}; put "
        f"{SPOKEN_ENDINGS} files there, or name another folder"
    )
    return IndexFloorError(msg)


def went_away(corpus: Path | Sequence[Root], problems: Sequence[Problem], files: int) -> IndexFloorError | None:
    """Return the error that so many of the `files` to be read were gone that their folder is likely to be, or None."""
    gone = sum(one.reason == NO_LONGER_THERE for one in problems)
    if gone <= max(MOST_GONE, MOST_GONE_SHARE * files):
        return None
    roots = roots_of(corpus)
    msg = (
        f"{gone:,} of {files:,} files were gone when they were to be read, so nothing is put in use; see that "
        f"{roots[0].folder if roots else 'the corpus'} is there as a whole, and build again"
    )
    return IndexFloorError(msg)


def open_before(store: Store, encoder: Encoder) -> tuple[Snapshot | None, tuple[str, ...]]:
    """Return what can be taken over, and what is damaged; nothing where there is none, or it is of another kind."""
    try:
        before = open_snapshot(store, encoder)
    except DamagedIndexError as error:
        return None, (str(error),)
    except (NoIndexError, IncompatibleIndexError):
        return None, ()
    return before, tuple(one.problem for one in before.passed_over)


def roots_of(corpus: Path | Sequence[Root]) -> Sequence[Root]:
    """Return the roots of a corpus that is a folder or is roots already."""
    return [Root(corpus)] if isinstance(corpus, Path) else corpus
