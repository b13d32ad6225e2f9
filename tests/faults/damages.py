"""Every file of the snapshot in use, and of what it shares with others, is damaged and the store opened each time."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from index.keeping.snapshot import Store
from tests.faults.answers import Answers
from tests.faults.children import Child, open_damaged
from tests.faults.damaging import Damage, damages_to, files_of


def try_damages(store: Store, damages: Sequence[Damage], sound: Mapping[str, Answers]) -> dict[str, list[str]]:
    """Return what was wrong with opening the store, by damage; what crashes there is told, and the others go on.

    `sound` are the snapshots, by name, that may be opened then, with what they say.
    """
    found: dict[str, list[str]] = {}
    left = list(damages)
    while left:
        child = Child(open_damaged, store.folder, left, dict(sound))
        said: list[str] = []
        while len(said) < len(left) and isinstance(word := child.hear(), str):
            said.append(word)
        code = child.end()
        found |= {_name(store, damage): [word] if word else [] for damage, word in zip(left, said, strict=False)}
        left = left[len(said) :]
        if left:  # the child has died of the first of them
            found[_name(store, left[0])] = [f"the process died with {code}"]
            left[0].undo()
            left = left[1:]
    return found


def all_damages(store: Store, seed: int, count: int, most: int | None = None) -> dict[Path, list[Damage]]:
    """Return what is done to each file: `count` bit flips, as many truncations, and the rest; `most` of these."""
    chosen = random.Random(seed)
    files = files_of(store)
    found = {path: damages_to(path, files, chosen, count) for path in files}
    return {path: chosen.sample(those, min(len(those), most or len(those))) for path, those in found.items()}


def _name(store: Store, damage: Damage) -> str:
    return f"{damage.path.relative_to(store.folder)}: {damage.name}"
