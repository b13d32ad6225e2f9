"""What a build would do, without doing it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

from corpus.scanning import Root
from corpus.walking import Problem
from index.builds.adopting import Spare, take_over
from index.builds.looking import BuildStep, OnStep, look, nothing_to_read, open_before, roots_of
from index.builds.placing import Placed
from index.builds.reading import Read, Shelf, Wanted, read_files
from index.builds.surveying import Surveyor, survey_now
from index.encoders.protocol import Encoder
from index.keeping.store import Store
from index.matching.piece_table import shipped_pieces
from index.segments.passages import key_bytes
from index.segments.segment import Segment


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """What a build would do: ids of articles, sorted, and how many passages it would encode.

    `anew` says that nothing can be taken over: there is no index that could be used, or all was asked for. `damaged`
    says what cannot, since its files are not as they were written; `articles` is how many there would be, and `seconds`
    how long it took to know.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    passages: int
    to_encode: int
    problems: tuple[Problem, ...]
    anew: bool
    damaged: tuple[str, ...] = ()
    articles: int = 0
    seconds: float = 0.0


def plan_build(
    corpus: Path | Sequence[Root],
    store_folder: Path,
    encoder: Encoder,
    *,
    everything: bool = False,
    on_step: OnStep | None = None,
    surveyor: Surveyor = survey_now,
) -> BuildPlan:
    """Return what `build_index` would do with the same arguments, and do nothing.

    Files whose size or time differ are read, since only their articles' digests tell what changed, but for those that
    a build would not read either: what it takes over from other snapshots, or from a build that was stopped, it is
    taken over from here. Nothing is encoded or written, and it runs beside a build.

    Raises:
        CorpusError: a shared folder is missing or cannot be listed.
        IndexFloorError: no article can be read.
    """
    started = time.monotonic()
    store, table, step = Store(store_folder), shipped_pieces(), on_step or (lambda _: None)
    with ExitStack() as opened:
        before, damaged = open_before(store, encoder)
        if before is not None:
            opened.callback(before.close)
        placed = opened.enter_context(closing(Placed(store, before, anew=everything)))
        survey = surveyor(roots_of(corpus), before.manifest.name if before is not None else None)
        looked = look(survey, before, table, everything=everything)
        placed.add(looked.stay)
        wanted, known = list(looked.wanted), list[Segment]()
        if wanted and not everything:
            spare = opened.enter_context(closing(Spare(store, placed, encoder, table)))
            wanted = take_over(wanted, spare, placed)
            known = [*placed.segments, *spare.small()]
        shelf = Shelf(known, encoder.digest, table.digest)
        plan = _Plan(placed.passages(), list(looked.problems))
        plan.take(looked.wanted, placed)
        step(BuildStep("reading", 0, len(wanted)))
        for done, one in enumerate(wanted, start=1):
            plan.add(one, read_files([one]), shelf)
            step(BuildStep("reading", done, len(wanted)))
        if before is not None:
            plan.passages += sum(before.catalogue.passages_of(one) for one in plan.touched)
        ids = {*placed.listing().ids, *plan.read}
        if not plan.passages and not plan.same:
            raise nothing_to_read(corpus, plan.problems)
        return BuildPlan(
            added=tuple(sorted(plan.added)),
            changed=tuple(sorted(plan.changed)),
            removed=tuple(one for one in before.catalogue.ids() if one not in ids) if before is not None else (),
            unchanged=len(looked.stay.ids) + plan.same,
            passages=plan.passages,
            to_encode=plan.to_encode,
            problems=tuple(plan.problems),
            anew=everything or (before is None and not placed.new),
            damaged=damaged,
            articles=len(ids),
            seconds=time.monotonic() - started,
        )


@dataclass(slots=True)
class _Plan:
    """What a build would find, so far."""

    passages: int
    problems: list[Problem]
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)
    read: set[str] = field(default_factory=set)
    same: int = 0
    to_encode: int = 0

    def take(self, wanted: Iterable[Wanted], placed: Placed) -> None:
        """Note what is taken over of files that look different."""
        known = {one.file.id: one.known for one in wanted}
        listing = placed.listing()
        for one, digest in zip(listing.ids, listing.entries["digest"], strict=True):
            if one in placed.new:
                self._sort(one, known[one], digest.tobytes().hex())

    def add(self, wanted: Wanted, read: Read, shelf: Shelf) -> None:
        """Note what reading one file brought."""
        self.problems += read.problems
        self.same += len(read.same)
        self.touched += [file.id for file in read.same]
        self.read.update(file.id for file in read.same)
        for article in read.articles:
            self.read.add(wanted.file.id)
            self.passages += len(article.passages)
            self.to_encode += sum(place is None for place in shelf.find(key_bytes(article.keys)))
            self._sort(wanted.file.id, wanted.known, article.digest)

    def _sort(self, article_id: str, known: str | None, digest: str) -> None:
        if known is None:
            self.added.append(article_id)
        elif known != digest:
            self.changed.append(article_id)
        else:
            self.same += 1
