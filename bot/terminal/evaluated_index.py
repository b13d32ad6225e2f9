"""The index that an evaluation asks, with its questions: made of BEIR folders, of a host's articles, or of the shipped.

An index of folders or of the shipped articles is made in a temporary place and goes with the evaluation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.terminal.failures import UsageError
from bot.terminal.screen import Screen
from index.errors import EvaluationInputError

if TYPE_CHECKING:
    from bot.settings import Settings
    from index.builds.building import OnStep
    from index.encoders.protocol import Encoder
    from index.evaluation.questions import Question
    from index.keeping.snapshot import Store
    from index.search import Search


@dataclass(frozen=True, slots=True)
class Ready:
    """An opened index and what to ask of it.

    `unjudged` questions were left out. `store` is where a host's own index lies, None of a temporary one.
    """

    search: Search
    questions: Sequence[Question]
    unjudged: int = 0
    store: Store | None = None


@contextmanager
def made_ready(
    inputs: Sequence[Path],
    distractors: Sequence[Path],
    settings: Settings,
    screen: Screen,
    *,
    update: bool,
    unanswerable: bool = False,
) -> Iterator[Ready]:
    """Yield the index that the inputs are asked of, closed at the end.

    Folders make an index; files alone are questions of the host's own. With `unanswerable`, files beside folders are
    questions that nothing in these answers, no inputs at all are the shipped questions, and a line of a host's file
    may be without an article; without it, such lines are left out.

    Raises:
        UsageError: the inputs do not go together.
        EvaluationInputError: one of them cannot be used.
        IndexFloorError: the index cannot be built or opened.
    """
    check_there(inputs)
    files = [path for path in inputs if path.is_file()]
    folders = [path for path in inputs if not path.is_file()]
    if distractors and not folders:
        msg = "--distractors goes with BEIR folders; questions of your own are asked of your articles as they are"
        raise UsageError(msg)
    if not inputs:
        opened = _shipped(settings, screen)
    elif not folders:
        opened = _own(files, settings, screen, update=update, unanswerable=unanswerable)
    elif files and not unanswerable:
        msg = f"{files[0]} is a file of questions and the others are folders; evaluate the two in separate commands"
        raise UsageError(msg)
    else:
        opened = _beir(folders, distractors, files, settings, screen)
    with opened as ready:
        yield ready


def check_there(inputs: Sequence[Path]) -> None:
    """Refuse a file or folder that is not there, by what it seems to be.

    Raises:
        EvaluationInputError: one is not there.
    """
    missing = next((path for path in inputs if not path.exists()), None)
    if missing is None:
        return
    wanted = "name a CSV or JSONL file of questions of your own"
    if missing.suffix:
        msg = f"{missing}: no such file; {wanted}"
    else:
        msg = f"{missing}: no such file or folder; {wanted}, or a folder in BEIR's layout"
    raise EvaluationInputError(msg)


def check_apart(outputs: Sequence[Path | None], inputs: Sequence[Path]) -> None:
    """Refuse to write over what is read, or over what is written too.

    Raises:
        UsageError: one of the files to write is read, lies in a folder that is, or is named twice.
    """
    read, written = {path.resolve() for path in inputs}, set[Path]()
    for path in outputs:
        if path is None:
            continue
        whole = path.resolve()
        if whole in written or (path.exists() and not read.isdisjoint((whole, *whole.parents))):
            other = "is to hold two results" if whole in written else "is read from, and would be written over"
            msg = f"{path} {other}; name another file"
            raise UsageError(msg)
        written.add(whole)


@contextmanager
def _beir(
    folders: Sequence[Path],
    distractors: Sequence[Path],
    unanswerable: Sequence[Path],
    settings: Settings,
    screen: Screen,
) -> Iterator[Ready]:
    from index.builds.building import build_from_articles
    from index.evaluation.beir import read_beir
    from index.evaluation.unanswerables import read_unanswerable

    collection = read_beir(folders, distractors)
    unanswered = read_unanswerable(unanswerable, collection.questions)

    def build(place: Path, encoder: Encoder, on_step: OnStep) -> None:
        build_from_articles(collection.articles, place, encoder, on_step=on_step)

    with _temporary(build, settings, screen) as search:
        yield Ready(search, (*collection.questions, *unanswered), collection.unjudged)


@contextmanager
def _shipped(settings: Settings, screen: Screen) -> Iterator[Ready]:
    from bot.answers.evaluation.shipped import shipped_questions
    from bot.settings import shipped_corpus
    from index.builds.building import build_index
    from index.evaluation.own import match_own, read_own

    lists = read_own([shipped_questions()], unanswerable=True)

    def build(place: Path, encoder: Encoder, on_step: OnStep) -> None:
        build_index(shipped_corpus(), place, encoder, on_step=on_step)

    with _temporary(build, settings, screen) as search:
        yield Ready(search, match_own(lists, search.snapshot.articles_in(None)))


@contextmanager
def _temporary(build: Callable[[Path, Encoder, OnStep], None], settings: Settings, screen: Screen) -> Iterator[Search]:
    """Yield the search over an index that `build` makes, gone at the end."""
    from bot.terminal.progress import progress_on, steps_on
    from bot.wiring import CorpusParts
    from index.keeping.snapshot import Store

    parts = CorpusParts(settings)
    with TemporaryDirectory(prefix="sourcier-evaluate-") as place:
        with progress_on(screen.notes) as advance:
            build(Path(place), parts.encoder(), steps_on(advance))
        with closing(parts.search(Store(Path(place)))) as search:
            yield search


@contextmanager
def _own(
    files: Sequence[Path], settings: Settings, screen: Screen, *, update: bool, unanswerable: bool
) -> Iterator[Ready]:
    from bot.terminal.indexing import make_ready
    from bot.wiring import CorpusParts, Desk
    from index.evaluation.own import match_own, read_own

    lists = read_own(files, unanswerable=unanswerable)
    parts = CorpusParts(settings)
    with closing(Desk(settings, parts)) as desk:
        make_ready(desk, screen, update=update)
    with closing(parts.search(parts.store)) as search:
        questions = match_own(lists, search.snapshot.articles_in(None))
        asked = questions if unanswerable else [one for one in questions if one.answerable]
        if not asked:
            msg = f"{files[0]} holds no question that an article answers; add some, each with its article"
            raise EvaluationInputError(msg)
        yield Ready(search, asked, len(questions) - len(asked), parts.store)
