"""A store with two snapshots, and the articles as they are now, which a rebuild would make a third of."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.roots import Root
from index.builds.building import build_index
from index.keeping.snapshot import Store
from tests.faults.answers import Answers, InUse, build_fresh, encoder, open_and_read
from tests.faults.articles import Library, draft_of
from tests.faults.tidiness import segments_of

ARTICLES = 9  # of both languages, one of them in another collection; those of the server come to these


LONGEST = 600  # characters that are shown of what is wrong


@dataclass(frozen=True, slots=True)
class Scenario:
    """`before` is in use in `folder`, after `older`; a rebuild of `roots` encodes `encoded` passages and gives `after`.

    `segments` counts those that the rebuild makes.
    """

    roots: tuple[Root, ...]
    folder: Path
    older: InUse
    before: InUse
    after: Answers
    encoded: int
    segments: int

    def copy(self, to: Path) -> Store:
        """Return a store of one's own, in a folder that is made anew."""
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(self.folder, to)
        return Store(to)

    @staticmethod
    def sound(*snapshots: InUse) -> dict[str, Answers]:
        """Return what snapshots say, by name."""
        return {one.name: one.answers for one in snapshots}


def make_scenario(folder: Path, *, changes_before: int = 0) -> Scenario:
    """Return the scenario below `folder`; `changes_before` is how many small rebuilds came before."""
    library = Library(folder / "articles")
    for number in range(ARTICLES):
        library.write(f"shared/{number}.md", draft_of(number))
    library.write("shared/again.md", draft_of(3))
    for number in (1, 4):
        library.write(f"servers/7/{number}.md", draft_of(number + 20))
    store = Store(folder / "store")
    build_index(library.roots(), store.folder, encoder())
    older = open_and_read(store)
    for number in range(changes_before + 1):
        library.write(f"shared/{2 + number}.md", draft_of(40 + 2 * number, sentences=2))
        library.write(f"servers/7/more-{number}.md", draft_of(41 + 2 * number))
        build_index(library.roots(), store.folder, encoder())
        older = older if changes_before == 0 else open_and_read(store)
    before = open_and_read(store)
    library.write("shared/1.md", draft_of(80, sentences=9))
    library.write("shared/deep/new.md", draft_of(81, sentences=4))
    library.write("servers/7/new.md", draft_of(82))
    library.delete("shared/0.md")
    library.delete("servers/7/1.md")
    library.move("shared/5.md", "shared/deep/moved.md")
    library.touch("shared/6.md")
    after = build_fresh(library.roots(), folder / "fresh")
    whole = Store(folder / "whole")
    shutil.copytree(store.folder, whole.folder)
    report = build_index(library.roots(), whole.folder, encoder())
    segments = len(segments_of(whole.folder) - segments_of(store.folder))
    return Scenario(library.roots(), store.folder, older, before, after, report.encoded, segments)


def told(tries: Mapping[str, Sequence[str]]) -> list[str]:
    """Return what went wrong, by what was tried, short enough to be read; none where all is well."""
    return [f"{name}: {problem[:LONGEST]}" for name, problems in tries.items() for problem in problems]
