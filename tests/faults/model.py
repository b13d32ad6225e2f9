"""A store as hypothesis plays with it: whatever befell the articles and it, a rebuild is as good as a first build.

After each step that changes what is in use, all that the snapshot says is compared with what a first build of the
same articles says in another folder, scores included; and after each that does not, with what it said before.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as with_seed
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from hypothesis.strategies import SearchStrategy

from corpus.article import LANGUAGES
from index.builds.building import BuildPlan, BuildReport, Differing, build_index, plan_build
from index.errors import IndexFloorError
from index.keeping.manifest import read_manifest
from index.keeping.snapshot import Store, open_snapshot
from index.keeping.versions import discard_version, earlier, list_versions, use_version
from index.search import Search
from tests.faults.answers import Answers, build_fresh, encoder, open_and_read, read_answers, searching
from tests.faults.articles import BARE, Draft, Library, Look, Section
from tests.faults.injecting import FAULTS, Died, Disk, Fault, Strike, dies_at
from tests.faults.scenario import LONGEST
from tests.faults.tidiness import strays

NAMES = (
    *("shared/a.md", "shared/b.md", "shared/c.md", "shared/deep/a.md", "shared/deep/z.md"),
    *("servers/7/a.md", "servers/7/b.md"),
)
MOST_HELD = 2  # readers that hold on to what they opened, however much is built meanwhile

SENTENCE_NUMBERS = st.lists(st.integers(0, 11), min_size=1, max_size=4).map(tuple)
SECTIONS = st.builds(Section, st.integers(0, 3), st.lists(SENTENCE_NUMBERS, min_size=1, max_size=2).map(tuple))
HEADINGS_ALONE = st.builds(Section, st.integers(1, 3), st.just(()))
COLLECTIONS = st.sampled_from(["articles", "articles", "news"])


def _drafts(sections: SearchStrategy[Section], least: int, bare: SearchStrategy[str | None]) -> SearchStrategy[Draft]:
    some = st.lists(sections, min_size=least, max_size=3).map(tuple)
    return st.builds(Draft, st.sampled_from(LANGUAGES), st.integers(0, 4), some, COLLECTIONS, bare)


FULL = _drafts(SECTIONS, 1, st.none())
WITHOUT_PASSAGES = _drafts(HEADINGS_ALONE, 0, st.none() | st.sampled_from(BARE))
PLACES = st.sampled_from(NAMES)
SHARES = st.floats(0, 1, exclude_max=True)


@dataclass(slots=True)
class Played:
    """How often a rebuild was compared with a first build, and how often anything else was looked at."""

    rebuilds: int = 0
    looks: int = 0


@dataclass(slots=True)
class Ground:
    """Where machines play: a folder, what first builds of articles said, and what was counted."""

    folder: Path
    fresh: dict[object, Answers] = field(default_factory=dict)
    played: Played = field(default_factory=Played)


@dataclass(frozen=True, slots=True)
class _Held:
    search: Search
    name: str


class StoreMachine(RuleBasedStateMachine):
    """Articles, their store, what each snapshot said when it was built, and readers that hold on to one."""

    def __init__(self, ground: Ground) -> None:
        super().__init__()
        self.ground = ground
        self.folder = Path(tempfile.mkdtemp(dir=ground.folder))
        self.library = Library(self.folder / "articles")
        self.store = Store(self.folder / "store")
        self.said: dict[str, Answers] = {}
        self.gone: list[tuple[str, Look]] = []
        self.held: list[_Held] = []
        self.way: list[str] = []
        self.used: set[str] = set()
        self.operations = 1

    def teardown(self) -> None:
        """Let go of what is held, and of the folder."""
        for held in self.held:
            held.search.close()
        shutil.rmtree(self.folder)

    # What befalls the articles

    @initialize(first=FULL, drafts=st.lists(FULL | WITHOUT_PASSAGES, max_size=3))
    def begin(self, first: Draft, drafts: list[Draft]) -> None:
        for name, draft in zip(NAMES[::2], [first, *drafts], strict=False):
            self.library.write(name, draft)
        self.rebuild(everything=False)

    @rule(name=PLACES, draft=FULL)
    def add_or_change(self, name: str, draft: Draft) -> None:
        self._keep(name)
        self.library.write(name, draft)

    @rule(name=PLACES, draft=WITHOUT_PASSAGES)
    def say_nothing(self, name: str, draft: Draft) -> None:
        self._keep(name)
        self.library.write(name, draft)

    @rule(share=SHARES, to=PLACES, with_time=st.booleans())
    def copy(self, share: float, to: str, with_time: bool) -> None:
        name = self._there(share)
        if to != name:
            self._keep(to)
            self.library.copy(name, to, with_time=with_time)

    @rule(name=PLACES, share=SHARES)
    def say_the_same(self, name: str, share: float) -> None:
        draft = self.library.looks[self._there(share)].draft
        self._keep(name)
        self.library.write(name, draft)

    @rule(share=SHARES)
    def touch(self, share: float) -> None:
        self.library.touch(self._there(share))

    @rule(share=SHARES, to=PLACES)
    def move(self, share: float, to: str) -> None:
        name = self._there(share)
        if to != name and to in self.library.looks:  # they change places
            look = self.library.delete(to)
            self.library.move(name, to)
            self.library.restore(name, look)
        elif to != name:
            self.library.move(name, to)

    @precondition(lambda self: len(self.library.looks) > 1)
    @rule(share=SHARES)
    def delete(self, share: float) -> None:
        name = self._there(share)
        self._keep(name)
        self.library.delete(name)

    @precondition(lambda self: self.gone)
    @rule(share=SHARES)
    def restore(self, share: float) -> None:
        name, look = self.gone[int(share * len(self.gone))]
        self._keep(name)
        self.library.restore(name, look)

    # What befalls the store

    @rule(everything=st.booleans())
    def rebuild(self, everything: bool) -> None:
        if not self.library.has_passages():
            self._refuses_nothing(everything=everything)
            return
        plan = plan_build(self.library.roots(), self.store.folder, encoder(), everything=everything)
        disk = Disk(self.store.folder)
        with disk.watching():
            report = build_index(self.library.roots(), self.store.folder, encoder(), everything=everything)
        self.operations = len(disk.operations)
        self._used(report.snapshot)
        self._is_as_fresh(report.snapshot)
        _none(_unlike(plan, report))

    @rule(name=PLACES, draft=FULL)
    def change_and_rebuild(self, name: str, draft: Draft) -> None:
        self.add_or_change(name, draft)
        self.rebuild(everything=False)

    @precondition(lambda self: self.library.has_passages())
    @rule(passes=st.booleans())
    def rebuild_and_wait(self, passes: bool) -> None:
        report = build_index(self.library.roots(), self.store.folder, encoder(), put_in_use=False)
        self.reopen()
        if passes:
            use_version(self.store, report.snapshot, encoder())
            self._used(report.snapshot)
            self._is_as_fresh(report.snapshot)
        else:
            self.said[report.snapshot] = self._fresh()

    @rule()
    def go_back(self) -> None:
        then = earlier(list_versions(self.store, encoder(), check=True))
        names, current = self.store.names(), self.way[-1]
        there = [name for name in reversed(self.way[:-1]) if name in names and name != current]
        _none([] if (then and then.name) == next(iter(there), None) else [f"{then} to go back to, wanted {there}"])
        if then is not None:
            use_version(self.store, then.name, encoder(), back=True)
            self._went_back(then.name)
            self._says(then.name, self.said[then.name])

    @rule(share=SHARES)
    def use_another(self, share: float) -> None:
        found = [one.name for one in list_versions(self.store, encoder()) if one.name in self.said]
        name = found[int(share * len(found))]
        use_version(self.store, name, encoder())
        self._used(name)
        self._says(name, self.said[name])

    @rule(share=SHARES)
    def discard(self, share: float) -> None:
        found = [one.name for one in list_versions(self.store) if not one.in_use]
        if found:
            discard_version(self.store, found[int(share * len(found))])
        self.reopen()

    @precondition(lambda self: self.library.has_passages())
    @rule(share=SHARES, fault=st.sampled_from(FAULTS), everything=st.booleans())
    def be_refused(self, share: float, fault: Fault, everything: bool) -> None:
        before = self.store.current()
        if self._build_with(fault.at(self._at(share)), everything=everything):
            self._used(self.store.current())
            self._says(self.store.current(), self._fresh())  # what could not be taken away lies there until the next
        else:
            after = self.store.current()
            _none([] if after == before else [f"{after} is in use after a refusal, wanted {before} still"])
            self.reopen()

    @precondition(lambda self: self.library.has_passages())
    @rule(share=SHARES, everything=st.booleans())
    def die(self, share: float, everything: bool) -> None:
        before = self.store.current()
        self._build_with(dies_at(self._at(share)), everything=everything)
        if self.store.current() == before:
            self.reopen()
        else:
            self._used(self.store.current())
            self._says(self.store.current(), self._fresh())

    @rule(share=SHARES, test=st.sampled_from(["golden", "retrieval"]), passed=st.integers(0, 99))
    def note(self, share: float, test: str, passed: int) -> None:
        found = [one.name for one in list_versions(self.store)]
        name = found[int(share * len(found))]
        before = read_manifest(self.store.snapshots / name).evaluation
        self.store.note(name, test, {"passed": passed})
        noted = read_manifest(self.store.snapshots / name).evaluation
        _none([] if noted == before | {test: {"passed": passed}} else [f"{noted} noted after {before}"])

    @rule()
    def reopen(self) -> None:
        current = self.store.current()
        assert current is not None
        self._says(current, self.said[current])

    # What befalls readers

    @precondition(lambda self: len(self.held) < MOST_HELD)
    @rule()
    def hold(self) -> None:
        snapshot = open_snapshot(self.store, encoder())
        self.held.append(_Held(searching(snapshot), snapshot.manifest.name))

    @precondition(lambda self: self.held)
    @rule(goes=st.booleans())
    def ask_held(self, goes: bool) -> None:
        held = self.held[0]
        _none(read_answers(held.search.snapshot).differences(self.said[held.name]))
        self.ground.played.looks += 1
        if goes:
            self.held.pop(0).search.close()

    def _refuses_nothing(self, *, everything: bool) -> None:
        """Have a rebuild of nothing be refused, and change nothing."""
        try:
            report = build_index(self.library.roots(), self.store.folder, encoder(), everything=everything)
        except IndexFloorError as error:
            _none([] if "no article that can be read" in str(error) else [str(error)])
        else:
            _none([f"{report} of articles without passages"])
        self.reopen()

    def _used(self, name: str | None) -> None:
        """Remember the way that was come, which goes on with `name`."""
        if name is None or name in self.way[-1:]:
            return
        self.used.add(name)
        self.way.append(name)

    def _went_back(self, name: str) -> None:
        """Remember that what was in use after `name` was undone."""
        way = self.way[:-1]
        while way and way[-1] != name:
            way.pop()
        if way:
            self.way = way
        else:
            self._used(name)

    def _there(self, share: float) -> str:
        names = sorted(self.library.looks)
        return names[int(share * len(names))]

    def _keep(self, name: str) -> None:
        if name in self.library.looks:
            self.gone.append((name, self.library.looks[name]))

    def _at(self, share: float) -> int:
        return 1 + int(share * self.operations)

    def _build_with(self, strike: Strike, *, everything: bool) -> bool:
        try:
            with Disk(self.store.folder, strike).watching():
                build_index(self.library.roots(), self.store.folder, encoder(), everything=everything)
        except (IndexFloorError, Died):
            return False
        return True

    def _fresh(self) -> Answers:
        state = self.library.state()
        if state not in self.ground.fresh:
            folder = self.folder / "fresh"
            self.ground.fresh[state] = build_fresh(self.library.roots(), folder)
            shutil.rmtree(folder)
        return self.ground.fresh[state]

    def _is_as_fresh(self, name: str | None) -> None:
        self._says(name, self._fresh())
        _none(strays(self.store))
        self.ground.played.rebuilds += 1

    def _says(self, name: str | None, wanted: Answers) -> None:
        found = open_and_read(self.store)
        _none([] if found.name == name else [f"{found.name} is in use, wanted {name}"])
        _none(found.answers.differences(wanted))
        self.said[found.name] = found.answers
        self.ground.played.looks += 1


def _unlike(plan: BuildPlan, report: BuildReport) -> list[str]:
    """Return what a build did otherwise than the plan said."""
    said = (Differing(plan.added, plan.changed, plan.removed), plan.unchanged, plan.passages, plan.to_encode)
    did = (report.differing, report.unchanged, report.passages, report.encoded)
    return (
        []
        if (said, plan.problems, plan.damaged) == (did, report.problems, report.damaged)
        else [f"{report}, planned was {plan}"]
    )


def _none(problems: Sequence[str]) -> None:
    """Raise what is wrong, if anything is."""
    if problems:
        raise AssertionError("\n".join(problem[:LONGEST] for problem in problems))


def play(ground: Ground, *, games: int, steps: int, seed: int | None = None) -> None:
    """Play so many games of so many steps, the same ones each time where no `seed` is given.

    Raises:
        AssertionError: a snapshot said something else than it should; hypothesis notes the game that shows it, with
            a `seed` the shortest one, which takes it minutes to find.
    """

    class Machine(StoreMachine):
        def __init__(self) -> None:
            super().__init__(ground)

    if seed is not None:
        with_seed(seed)(Machine)
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=games,
            stateful_step_count=steps,
            derandomize=seed is None,
            deadline=None,
            database=None,
            phases=[Phase.generate] if seed is None else [Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
