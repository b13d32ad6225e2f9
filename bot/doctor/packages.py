"""The packages: whether each that Sourcier needs is there, in the version that was tested, and as it was installed."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from importlib.metadata import Distribution, PackageNotFoundError, distribution, version
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement

from bot.doctor.finding import Finding, broken, fine, warning

OURSELVES = "sourcier"
LOCK = "requirements.lock"
SHOWN = 8  # names in a sentence; the rest are counted

REINSTALL = "Run `pip install -r requirements.lock .` in Sourcier's folder, or `make ask`."

Installed = Callable[[str], str | None]


def installed_version(name: str) -> str | None:
    """Return which version of a package is installed; None where it is not."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def wanted_versions(lock: Path, requirements: Iterable[str]) -> Mapping[str, str | None]:
    """Return each package that is needed, with the version of `lock`; without that file, of `requirements` by name.

    Not what is for other machines, or for an extra alone.
    """
    try:
        lines = lock.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {one.name: None for one in _for_here(requirements)}
    return {one.name: str(one.specifier).removeprefix("==") for one in _for_here(lines)}


def _for_here(lines: Iterable[str]) -> Iterator[Requirement]:
    for line in lines:
        with suppress(InvalidRequirement):  # a comment
            one = Requirement(line)
            if one.marker is None or one.marker.evaluate({"extra": ""}):
                yield one


def own_requirements() -> list[str]:
    """Return what Sourcier as it is installed says that it needs; nothing where it runs from a folder."""
    try:
        return distribution(OURSELVES).requires or []
    except PackageNotFoundError:
        return []


def packages(wanted: Mapping[str, str | None], installed: Installed = installed_version) -> Iterator[Finding]:
    """Look whether every wanted package is there, and in its version where that is given."""
    found = {name: installed(name) for name in wanted}
    missing = [name for name, held in found.items() if held is None]
    others = [
        f"{name} {held}, wanted {wanted[name]}"
        for name, held in found.items()
        if held is not None and wanted[name] is not None and _public(held) != wanted[name]
    ]
    if missing:
        yield broken("package-missing", f"Not installed: {_listed(missing)}.", REINSTALL)
    if others:
        yield warning(
            "package-version", f"Not in the version that was tested ({LOCK}): {_listed(others, '; ')}.", REINSTALL
        )
    if not missing and not others:
        yield fine("packages", f"All {len(wanted)} packages are there")


def installed_files(ours: Distribution | None, below: tuple[str, ...]) -> Iterator[Finding]:
    """Look whether our files whose paths hold one of `below` are as they were installed, by the record pip keeps.

    Run from a folder, there is no such record, and nothing to say.
    """
    files = [] if ours is None else [file for file in ours.files or () if any(part in str(file) for part in below)]
    hashed = [file for file in files if file.hash is not None and file.hash.mode == "sha256"]
    changed = []
    for file in hashed:
        path = Path(str(file.locate()))
        wanted = file.hash.value if file.hash is not None else ""
        if not path.is_file() or _digest(path) != wanted:
            changed.append(str(file))
    if changed:
        yield broken(
            "installation-changed",
            f"Not as installed: {_listed(changed)}.",
            "Install Sourcier again: `pip install --force-reinstall --no-deps .` in its folder.",
        )
    elif hashed:
        yield fine("installation", f"The {len(hashed)} shipped files are as they were installed")


def own_distribution() -> Distribution | None:
    """Return Sourcier as pip knows it; None where it runs from a folder."""
    try:
        return distribution(OURSELVES)
    except PackageNotFoundError:
        return None


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file as pip's records spell it."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _public(held: str) -> str:
    """Return a version without its local part: `2.13.0+cpu` is 2.13.0."""
    return held.partition("+")[0]


def _listed(names: list[str], mark: str = ", ") -> str:
    rest = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return mark.join(names[:SHOWN]) + rest
