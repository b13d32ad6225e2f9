"""What the folders of articles hold, for whoever compares it with a snapshot: now, or as somebody looked before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from corpus.scanning import Root, Survey, survey_roots

Surveyor = Callable[[Sequence[Root], str | None], Survey]
"""Says what the folders hold, at some moment when the snapshot of this name was in use already, if one is."""


def survey_now(roots: Sequence[Root], _: str | None) -> Survey:
    """Return what the folders hold now.

    Raises:
        CorpusError: a shared folder is missing or cannot be listed.
    """
    return survey_roots(roots)
