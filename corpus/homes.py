"""Paths as people type them: `~` is a home folder."""

from __future__ import annotations

from pathlib import Path


def at_home(typed: str) -> Path:
    """Return `typed` with its `~` as that home folder; as it stands where there is no such home (`~nobody`)."""
    path = Path(typed)
    try:
        return path.expanduser()
    except RuntimeError:
        return path
