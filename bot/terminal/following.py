"""`sourcier rebuild-index --watch`: the index follows the folders, one rebuild after another, until Ctrl-C.

What the system tells of changed files only wakes it up. What counts is how the folders then look beside how they looked
before the last build, so that nothing is built for a hidden file, and nothing is missed that nobody told: it looks by
itself too, now and then, or every moment where changes are not told, as on some network folders.
"""

from __future__ import annotations

import signal
from collections.abc import Callable
from datetime import datetime
from types import FrameType
from typing import TYPE_CHECKING, Protocol

from bot.terminal.listening import Listener
from bot.terminal.screen import one_line
from corpus.errors import CorpusError
from index.errors import IndexBusyError, IndexFloorError

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.terminal.screen import Screen
    from corpus.scanning import Scan, Survey
    from corpus.walking import Problem
    from index.builds.building import BuildReport


class Teller(Protocol):
    """Says what a rebuild did, or why there was none."""

    def built(self, report: BuildReport) -> None:
        """Tell what a rebuild did."""
        ...

    def failed(self, error: CorpusError | IndexFloorError | OSError) -> None:
        """Tell why there was no rebuild."""
        ...


class Follower:
    """Rebuilds an index when its folders look otherwise than before the last build."""

    def __init__(self, look: Callable[[], Scan | Survey], build: Callable[[], BuildReport], tell: Teller) -> None:
        """`look` says what the folders hold now."""
        self._look = look
        self._build = build
        self._tell = tell
        self._seen: Scan | Survey | None = None
        self._unread: tuple[Problem, ...] = ()
        self._complaint = ""

    def turn(self, *, heard: bool = False) -> bool:
        """Rebuild if something differs; return whether to try again soon, without waiting for a change.

        `heard` says that the system told of a change. A failure is told once, not at each turn that it lasts.
        """
        now = self._seen
        try:
            now = self._look()
            # A file that could not be read may be readable by now, and look the same.
            if now == self._seen and not (heard and self._unread):
                return False
            report = self._build()
        except IndexBusyError as error:
            self._complain(error)
            return True
        except CorpusError as error:  # a folder is away: what is built now would have none of its articles
            self._complain(error)
            self._seen = None
            return True
        except (IndexFloorError, OSError) as error:  # a full disk, say: at the next change there may be room again
            self._complain(error)
            self._seen = now
            return False
        news = report.added or report.changed or report.removed or report.problems != self._unread
        if news or self._complaint or self._seen is None:
            self._tell.built(report)
        self._seen, self._unread, self._complaint = now, report.problems, ""
        return False

    def _complain(self, error: CorpusError | IndexFloorError | OSError) -> None:
        if str(error) != self._complaint:
            self._tell.failed(error)
        self._complaint = str(error)


class Told:
    """Tells of rebuilds on a screen, a line each; with `json`, for programs."""

    def __init__(self, screen: Screen, *, json: bool) -> None:
        self._screen = screen
        self._json = json

    def built(self, report: BuildReport) -> None:
        """Print what a rebuild did."""
        from bot.terminal.records import as_line, of_report
        from bot.terminal.reports import spoken_report

        if self._json:
            self._screen.line(as_line(of_report(report)))
        else:
            self._line(spoken_report(report))

    def failed(self, error: CorpusError | IndexFloorError | OSError) -> None:
        """Print why there was no rebuild; what happens next is told for people."""
        from bot.terminal.failures import explain
        from bot.terminal.records import as_line

        busy = isinstance(error, IndexBusyError)
        failure = explain(error)
        sentence = failure.sentence if failure else str(error)
        if self._json:
            self._screen.line(as_line({"error": sentence, "busy": True} if busy else {"error": sentence}))
        else:
            then = "trying again in a moment" if busy or isinstance(error, CorpusError) else "waiting for a change"
            self._line(f"not rebuilt: {sentence}; {then}")

    def _line(self, text: str) -> None:
        self._screen.line(f"{datetime.now().astimezone():%H:%M:%S}  {one_line(text)}")


def follow(settings: Settings, screen: Screen, *, everything: bool, json: bool, polling: bool) -> None:
    """Build the index, and again whenever the folders of articles change, until Ctrl-C or a request to end."""
    from bot.wiring import CorpusParts, corpus_roots, servers_folder
    from corpus.scanning import survey_roots

    parts = CorpusParts(settings)
    whole = everything  # the first time; then only what changed

    def build() -> BuildReport:
        nonlocal whole
        report = parts.build(everything=whole)
        whole = False
        return report

    follower = Follower(lambda: survey_roots(corpus_roots(settings)), build, Told(screen, json=json))
    listener = Listener((settings.corpus, servers_folder(settings)), (parts.store.folder,), polling=polling)
    try:
        signal.signal(signal.SIGTERM, _interrupt)
        listener.start()
        screen.note(f"Following {settings.corpus}; Ctrl-C leaves.")
        again = follower.turn()
        while True:
            again = follower.turn(heard=listener.wait(soon=again))
    except KeyboardInterrupt:  # how this command ends
        return
    finally:
        listener.stop()


def _interrupt(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt
