"""Articles to a snapshot. Cost follows change: what did not change is not read, cut, mined or encoded again.

Articles come from one folder or from several roots, such as the servers' own (`corpus.roots`). One stays where it
stands when its file has the same size and modification time, or when it is read and says the same. Those that changed
are read (`index.builds.crew`) into new segments; a vector is taken over where the same text was encoded before, in
whichever article and snapshot it stood. What is left is to write down which articles live and where, and what terms
mean and which passages are translations of each other, which is kept up from the snapshot before.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from corpus.scanning import Root
from corpus.walking import Problem
from index.builds.adopting import Spare, take_over
from index.builds.composing import compose, tidy
from index.builds.crew import FILES_AT_ONCE, make, processes_for, tasks_of
from index.builds.looking import (
    BuildStep,
    Differing,
    Looked,
    OnStep,
    look,
    nothing_to_read,
    open_before,
    roots_of,
    went_away,
)
from index.builds.placing import Placed
from index.builds.planning import BuildPlan, plan_build
from index.builds.reading import CutArticle, Shelf, Wanted, encoded_text, make_segments, stored
from index.builds.surveying import Surveyor, survey_now
from index.encoders import sharing
from index.encoders.protocol import Encoder
from index.errors import DamagedIndexError, IncompatibleIndexError, IndexFloorError
from index.keeping.catalogue import is_of_same_files
from index.keeping.disk import refusal
from index.keeping.manifest import Manifest
from index.keeping.noting import hand_over
from index.keeping.snapshot import Snapshot, open_named
from index.keeping.store import KEPT, Store
from index.keeping.versions import ArticleName, BuildChanges, read_changes
from index.matching.piece_table import shipped_pieces
from index.matching.pieces import PieceTable
from index.segments.segment import Segment

__all__ = [
    "BuildPlan",
    "BuildReport",
    "BuildStep",
    "CutArticle",
    "Differing",
    "OnStep",
    "build_from_articles",
    "build_index",
    "encoded_text",
    "plan_build",
]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `added`, `changed`, `removed` and `unchanged` count articles; `encoded` counts passages.

    `damaged` says what could not be taken over, since its files are not as they were written; `anew`, that nothing was
    taken over: there was no index that could be used, or all was asked for; `written`, that `snapshot` is a new one and
    was not there before. `differing` names what is counted.
    """

    snapshot: str
    articles: int
    passages: int
    added: int
    changed: int
    removed: int
    unchanged: int
    encoded: int
    problems: tuple[Problem, ...]
    seconds: float
    damaged: tuple[str, ...] = ()
    anew: bool = False
    written: bool = True
    differing: Differing = field(default_factory=Differing)


@dataclass(slots=True)
class _Work:
    """One build under way: what is at hand, and what it found so far."""

    store: Store
    encoder: Encoder
    table: PieceTable
    step: OnStep
    before: Snapshot | None
    placed: Placed
    problems: list[Problem] = field(default_factory=list)
    encoded: int = 0
    anew: bool = False


def build_index(
    corpus: Path | Sequence[Root],
    store_folder: Path,
    encoder: Encoder,
    *,
    everything: bool = False,
    put_in_use: bool = True,
    only_if_changed: bool = False,
    keep: int = KEPT,
    on_step: OnStep | None = None,
    surveyor: Surveyor = survey_now,
) -> BuildReport:
    """Build a snapshot of the articles of `corpus`, put it in use below `store_folder`, and say what was done.

    `corpus` is a folder, or the roots of one. With `everything`, nothing is taken over from what is on disk. Without
    `put_in_use` it is written and checked, and waits until `index.keeping.versions.use_version` puts it in use. With
    `only_if_changed`, nothing is written where no file looks different: the snapshot in use stays, or the newest that
    waits does where another was to wait; and where files were only touched, what is put in use takes the place of what
    was. `keep` snapshots are left on disk. `surveyor` says what the folders
    hold. Whatever is raised, the snapshot in use stays in use; what was read stays on disk for the next build.

    Raises:
        CorpusError: a shared folder is missing or cannot be listed.
        EncoderError: the encoder failed or gave unusable vectors.
        IndexBusyError: another process is building this index.
        IndexFloorError: no article can be read, many files went away while they were read, or the disk refused.
    """
    started = time.monotonic()
    store = Store(store_folder, keep)
    table = shipped_pieces()  # before anything is read: a damaged installation loses no work
    with _disk_errors(store_folder), store.writing(), sharing(encoder), ExitStack() as opened:
        before, damaged = open_before(store, encoder)
        if before is not None:
            opened.callback(before.close)
        placed = Placed(store, before, anew=everything)
        opened.callback(placed.close)
        work = _Work(store, encoder, table, on_step or (lambda _: None), before, placed)
        survey = surveyor(roots_of(corpus), before.manifest.name if before is not None else None)
        looked = look(survey, before, table, everything=everything)
        _read(work, looked, everything=everything)
        if (error := went_away(corpus, work.problems, len(looked.wanted))) is not None:
            raise error
        if not placed.passages():
            raise nothing_to_read(corpus, work.problems)
        stale = put_in_use and before is not None and _tried_again(looked, before)
        if only_if_changed and before is not None and not stale and _stands(work, before, table):
            nothing = _Told(BuildChanges(before.manifest.name), 0, before.catalogue.count, Differing())
            return _report(before.manifest, work, nothing, damaged, started, written=False)
        told = _told(before, placed)
        there = _waiting(work, told) if only_if_changed and not put_in_use else None
        if there is not None:
            return _report(there, work, told, damaged, started, written=False)
        told_of = _writing(work.step)
        twin = _same(work, told, before, table) if only_if_changed and put_in_use else ""
        changes = (read_changes(store, twin) if twin else None) or told.changes
        made = compose(placed, changes, encoder, table, work.problems, started, told_of, in_haste=put_in_use, twin=twin)
        work.step(BuildStep("checking", 0, 1))
        store.publish(made.folder, made.manifest.name, put_in_use=put_in_use)
        work.step(BuildStep("checking", 1, 1))
        if twin:
            with suppress(OSError, IndexFloorError):  # it is tried again when the former one goes
                hand_over(store.folder, twin)
        manifest = tidy(placed, made, started) if put_in_use else made.manifest
        return _report(manifest, work, told, damaged, started)


def _stands(work: _Work, before: Snapshot, table: PieceTable) -> bool:
    """Return whether the snapshot in use says all that was found: nothing is new, gone, or looks different."""
    return (
        before.manifest.name == work.store.current()
        and before.manifest.pieces_digest == table.digest
        and not work.placed.differs
        and len(work.placed.listing().ids) == before.catalogue.count
        and sorted(map(str, work.problems)) == sorted(map(str, before.manifest.problems))
    )


def _tried_again(looked: Looked, before: Snapshot) -> bool:
    """Return whether a file that could not be read was written since the snapshot was built.

    It counts as changed until a later snapshot says that it still cannot be read. One from the future would for ever.
    """
    unreadable, built_ns, now_ns = before.manifest.unreadable(), before.manifest.built_ns(), time.time_ns()
    return any(one.file.id in unreadable and built_ns < one.file.modified_ns <= now_ns for one in looked.wanted)


def _same(work: _Work, told: _Told, before: Snapshot | None, table: PieceTable) -> str:
    """Return the name of the snapshot in use if it has the same articles, whose files were only touched; else nothing.

    What is built then takes its place, so that no way back is lost to files that say what they said.
    """
    if before is None or before.manifest.name != work.store.current():
        return ""
    changes = told.changes
    same = (
        before.manifest.pieces_digest == table.digest
        and not (told.added or changes.added or changes.changed or changes.removed)
        and sorted(map(str, work.problems)) == sorted(map(str, before.manifest.problems))
    )
    return before.manifest.name if same else ""


def _waiting(work: _Work, told: _Told) -> Manifest | None:
    """Return the newest snapshot if it waits, is whole, and is just what would be written, from the same one before."""
    store, current = work.store, work.store.current() or ""
    newest = next(iter(store.names()), "")
    changes = read_changes(store, newest)
    if newest <= current or changes is None or changes.before != told.changes.before:
        return None
    try:
        found = open_named(store, newest, work.encoder)
    except (DamagedIndexError, IncompatibleIndexError):
        return None
    with closing(found):
        same = (
            found.manifest.pieces_digest == work.table.digest
            and is_of_same_files(work.placed.listing(), found.catalogue.listing())
            and sorted(map(str, work.problems)) == sorted(map(str, found.manifest.problems))
        )
        return found.manifest if same else None


def _report(
    manifest: Manifest, work: _Work, told: _Told, damaged: tuple[str, ...], started: float, *, written: bool = True
) -> BuildReport:
    return BuildReport(
        snapshot=manifest.name,
        articles=manifest.articles,
        passages=manifest.passages,
        added=told.added,
        changed=len(told.changes.changed),
        removed=len(told.changes.removed),
        unchanged=told.unchanged,
        encoded=work.encoded,
        problems=tuple(work.problems),
        seconds=time.monotonic() - started,
        damaged=damaged,
        anew=work.anew,
        written=written,
        differing=told.differing,
    )


def build_from_articles(
    articles: Sequence[CutArticle], store_folder: Path, encoder: Encoder, *, on_step: OnStep | None = None
) -> Manifest:
    """Build a snapshot of articles that are cut already, put it in use below `store_folder`, and describe it.

    For articles that stand in no folder; everything is encoded anew.

    Raises:
        EncoderError: the encoder failed or gave unusable vectors.
        IndexBusyError: another process is building there.
        IndexFloorError: the disk refused.
    """
    started = time.monotonic()
    step, store, table = on_step or (lambda _: None), Store(store_folder), shipped_pieces()
    with _disk_errors(store_folder), store.writing(), sharing(encoder), closing(Placed(store, None)) as placed:
        total, encoded = sum(len(one.passages) for one in articles), 0
        step(BuildStep("encoding", 0, total))
        for start in range(0, len(articles), FILES_AT_ONCE):
            some = [stored(one.article, one.passages) for one in articles[start : start + FILES_AT_ONCE]]
            before = encoded
            cards, new = make_segments(
                some,
                store.segments,
                encoder,
                table,
                Shelf((), encoder.digest, table.digest),
                lambda done, _, before=before: step(BuildStep("encoding", before + done, total)),  # type: ignore[misc]
            )
            encoded += new
            for card in cards:
                placed.add_made(card.name)
            placed.say(said for one in some for said in one.definitions)
        made = compose(placed, BuildChanges(), encoder, table, (), started, _writing(step))
        store.publish(made.folder, made.manifest.name)
        return tidy(placed, made, started)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a build changed, how many articles it added, and how many it found as they were.

    Those of a first build have no titles in `changes`: they are all that there are.
    """

    changes: BuildChanges
    added: int
    unchanged: int
    differing: Differing


def _read(work: _Work, looked: Looked, *, everything: bool) -> None:
    """Place the articles that stay, take over what other segments hold, and read what is left."""
    work.problems += looked.problems
    work.placed.add(looked.stay)
    work.anew = everything or work.before is None
    stands = looked.files - len(looked.wanted)
    work.step(BuildStep("reading", stands, looked.files))
    wanted = list(looked.wanted)
    if not wanted:
        return
    if everything:
        _make(work, wanted, (), looked.files)
        return
    with closing(Spare(work.store, work.placed, work.encoder, work.table)) as spare:
        wanted = take_over(wanted, spare, work.placed)
        work.anew = work.anew and not work.placed.new
        _make(work, wanted, [*work.placed.segments, *spare.small()], looked.files)


def _make(work: _Work, wanted: Sequence[Wanted], known: Sequence[Segment], files: int) -> None:
    tasks = tasks_of(wanted, work.store.segments, [one.folder for one in known])
    processes = processes_for(wanted, work.encoder)
    done = files - len(wanted)

    def on_encoded(some: int, total: int) -> None:
        work.step(BuildStep("encoding", some, total))

    for task, made in make(tasks, work.encoder, work.table, known, processes, on_encoded):
        for name in made.segments:
            work.placed.add_made(name)
        work.placed.stay(made.same)
        work.placed.say(made.definitions)
        work.problems += made.problems
        work.encoded += made.encoded
        done += len(task.wanted)
        work.step(BuildStep("reading", done, files))


def _told(before: Snapshot | None, placed: Placed) -> _Told:
    """Return what the build changed, with the titles that people know the articles by."""
    listing = placed.listing()
    if before is None:
        return _Told(BuildChanges(), len(listing.ids), 0, Differing(tuple(sorted(listing.ids))))
    then = {article_id: number for number, article_id in enumerate(before.catalogue.ids())}
    digests = before.catalogue.entries["digest"]
    added, changed = [], []
    for place, one in enumerate(listing.ids):
        if one in placed.new:
            if one not in then:
                added.append(place)
            elif (digests[then[one]] != listing.entries["digest"][place]).any():
                changed.append(place)
    removed = sorted(then.keys() - set(listing.ids))
    names, titles = placed.names([*added, *changed]), before.passages.titles(removed)
    changes = BuildChanges(
        before.manifest.name,
        tuple(sorted(names[: len(added)], key=lambda one: one.id)),
        tuple(sorted(names[len(added) :], key=lambda one: one.id)),
        tuple(ArticleName(one, titles[one], before.catalogue.collection(then[one])) for one in removed),
    )
    ids = (tuple(one.id for one in kind) for kind in (changes.added, changes.changed, changes.removed))
    return _Told(changes, len(added), len(listing.ids) - len(added) - len(changed), Differing(*ids))


def _writing(step: OnStep) -> Callable[[int, int], None]:
    return lambda done, total: step(BuildStep("writing", done, total))


@contextmanager
def _disk_errors(store_folder: Path) -> Iterator[None]:
    """Say what the disk refused in the floor's own error."""
    try:
        yield
    except OSError as error:
        left = "nothing was put in use; an index from before, if there is one, is unchanged"
        msg = f"{refusal(error, store_folder)}; {left}"
        raise IndexFloorError(msg) from error
