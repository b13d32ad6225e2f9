"""Looking at the articles ahead of time: begun before the program is loaded, taken when its index is open.

A look counts only for the snapshot that was in use before it began: where another is by then, what it holds may be
newer than the look, so it is looked again. Loads next to nothing, since it comes before everything else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.places import Folders, corpus_roots, store_folder
from corpus.ahead import Ahead
from corpus.errors import CorpusError
from corpus.scanning import Root, Survey
from index.builds.surveying import survey_now

# As `index.keeping.store` and `index.keeping.catalogue` call them, which load numpy.
CURRENT, SNAPSHOTS, CATALOGUE = "current", "snapshots", "catalogue.npy"

# Bytes of the catalogue, of some 10,000 articles: fewer are looked at in the time that a process takes to start.
LEAST = 800_000

COMMANDS = frozenset(("ask", "chat", "search", "glossary", "rebuild-index", "status"))
"""Those that look at all articles."""

FOLDERS_NAMED = (("--corpus", "SOURCIER_CORPUS"), ("--data-dir", "SOURCIER_DATA_DIR"))
"""The options and variables that name the folders, as `bot.settings` reads them."""

NOT_LOOKING = frozenset(("--no-update", "--help", "-h", "--watch"))


@dataclass(frozen=True, slots=True)
class Named:
    """The folders that a command line or the environment names."""

    corpus: Path
    data_dir: Path


class LookAhead:
    """At most one look ahead of time; says what the folders hold, as an `index.builds.surveying.Surveyor`."""

    def __init__(self) -> None:
        self._begun: Ahead | None = None
        self._snapshot: str | None = None
        self._taken = False

    def begin(self, folders: Folders) -> None:
        """Begin to look, unless that was done, there is no index yet, or it is of few articles."""
        if self._begun is not None or self._taken:
            return
        store = store_folder(folders)
        try:
            self._snapshot = (store / CURRENT).read_text(encoding="utf-8").strip()
            if (store / SNAPSHOTS / self._snapshot / CATALOGUE).stat().st_size < LEAST:
                return
            self._begun = Ahead(corpus_roots(folders))
        except (OSError, ValueError, CorpusError):  # whoever reads it next says so
            return

    @property
    def under_way(self) -> bool:
        """Whether a look was begun and not taken yet."""
        return self._begun is not None

    def __call__(self, roots: Sequence[Root], snapshot: str | None) -> Survey:
        """Return what was found ahead of time, once, or what is found now.

        Raises:
            CorpusError: a shared folder is missing or cannot be listed.
        """
        begun, self._begun, self._taken = self._begun, None, True
        if begun is not None:
            with closing(begun):
                found = begun.take(roots) if snapshot == self._snapshot else None
            if found is not None:
                return found
        return survey_now(roots, snapshot)

    def close(self) -> None:
        """Look no more ahead; may be called twice."""
        begun, self._begun, self._taken = self._begun, None, True
        if begun is not None:
            begun.close()


def named(arguments: Sequence[str], environment: Mapping[str, str]) -> Named | None:
    """Return the folders that a command line and the environment name, if both are and the command looks at articles.

    It is only a guess, before anything is parsed: whoever takes the look compares.
    """
    if not arguments or arguments[0] not in COMMANDS or not NOT_LOOKING.isdisjoint(arguments):
        return None
    corpus, data_dir = (
        _option(arguments, option) or _set_to(environment, variable) for option, variable in FOLDERS_NAMED
    )
    return Named(corpus, data_dir) if corpus is not None and data_dir is not None else None


def _set_to(environment: Mapping[str, str], variable: str) -> Path | None:
    value = environment.get(variable, "")
    return _path(value) if value else None


def _option(arguments: Sequence[str], name: str) -> Path | None:
    for place, one in enumerate(arguments):
        value = one.removeprefix(f"{name}=") if one.startswith(f"{name}=") else ""
        if one == name and place + 1 < len(arguments):
            value = arguments[place + 1]
        if value:
            return _path(value)
    return None


def _path(value: str) -> Path | None:
    try:
        return Path(value).expanduser()
    except RuntimeError:  # "~nobody": the settings say so
        return None
