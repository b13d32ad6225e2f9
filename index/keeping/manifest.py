"""What a snapshot says of itself, in one sealed file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from corpus.walking import Problem
from index.errors import DamagedIndexError, IncompatibleIndexError
from index.keeping import disk
from index.keeping.disk import REBUILD
from index.keeping.sealed import read_sealed, sealed

MANIFEST = "manifest.json"

# Grows with every change of what lies in a snapshot. How articles are cleaned, cut and mined is
# `index.segments.segment.SEGMENT_FORMAT`'s to say: segments outlive the snapshot that they were made for.
FORMAT_VERSION = 6


@dataclass(frozen=True, slots=True)
class DensePart:
    """How the nearest passages are found: `method` is `exact`, or `codes` with exact re-ranking where there are many.

    `recall_at_10` is the share of the ten truly nearest that are found, over `questions` passages taken as questions.
    """

    method: str = "exact"
    recall_at_10: float = 1.0
    questions: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot says of itself.

    `segments` maps the names of those that it is made of, in their order, to the checksums of their cards; `checksums`
    its own files to theirs. `pieces_digest` is that of the table whose word pieces it holds; `collections` counts the
    articles of each, by name. `evaluation` holds what was measured of it, by the name of the test. `twin` names the
    snapshot, if there is one, whose place this one took: of the same articles in more segments, or of files that were
    only touched since.
    """

    name: str
    format_version: int
    encoder_id: str
    encoder_digest: str
    pieces_digest: str
    dimensions: int
    articles: int
    passages: int
    languages: dict[str, int]
    collections: dict[str, int]
    built_at: str
    build_seconds: float
    problems: list[Problem] = field(default_factory=list)
    segments: dict[str, str] = field(default_factory=dict)
    dense: DensePart = field(default_factory=DensePart)
    checksums: dict[str, str] = field(default_factory=dict)
    evaluation: dict[str, Any] = field(default_factory=dict)
    twin: str = ""

    def built_ns(self) -> int:
        """Return when it was built, in nanoseconds since 1970, as files have their times."""
        return int(datetime.fromisoformat(self.built_at).timestamp() * 1e9)

    def unreadable(self) -> frozenset[str]:
        """Return the ids of the files that could not be read."""
        return frozenset(problem.path for problem in self.problems)


class OldFormatError(IncompatibleIndexError):
    """A manifest of before manifests were sealed."""


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of the snapshot in `folder`, in place of one that may be there, by one atomic rename."""
    disk.replace(folder / MANIFEST, sealed(asdict(manifest)))


def write_new_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of the snapshot that is being made in `folder`."""
    disk.write_bytes(folder / MANIFEST, sealed(asdict(manifest)))


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a snapshot folder.

    Raises:
        DamagedIndexError: it is missing, has changed or is not a manifest.
        IncompatibleIndexError: it has another format version.
    """
    path = folder / MANIFEST
    try:
        values = read_sealed(path)
    except DamagedIndexError as error:
        version = _version_of_old(path)
        if version is None:
            raise
        raise OldFormatError(*_incompatible(folder, version).args) from error
    if values.get("format_version") != FORMAT_VERSION:
        raise _incompatible(folder, values.get("format_version"))
    try:
        values["problems"] = [Problem(**one) for one in values["problems"]]
        values["dense"] = DensePart(**values["dense"])
        lacking = {one.name for one in fields(Manifest) if one.default is not MISSING} - values.keys()
        return Manifest(**{one.name: values[one.name] for one in fields(Manifest) if one.name not in lacking})
    except (KeyError, TypeError) as error:
        msg = f"{path}: the manifest lacks {error}; {REBUILD}"
        raise DamagedIndexError(msg) from error


def _incompatible(folder: Path, version: object) -> IncompatibleIndexError:
    msg = f"{folder}: index format {version}, this version of Sourcier reads {FORMAT_VERSION}; {REBUILD}"
    return IncompatibleIndexError(msg)


def _version_of_old(path: Path) -> int | None:
    """Return the format of a manifest without a seal, as versions before 6 wrote it; None for anything else."""
    import json

    try:
        values: Mapping[str, object] = json.loads(path.read_bytes())
        version = values["format_version"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return version if isinstance(version, int) and version < FORMAT_VERSION else None
