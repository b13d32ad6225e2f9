"""Reading many files on all cores: each process makes whole segments of some hundred files, and hands back their names.

A segment is on disk when its name comes back, so a build that is stopped loses no more than what was being made.
Memory is bounded by what a process reads at once, whatever the corpus is. Where the encoder is not the shipped one,
which every process can load for itself in a moment, all is read in this process.

The others are `python -m index.builds.crew`, see `index.children`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from corpus.article import Span
from corpus.scanning import SourceFile
from corpus.walking import Problem
from index.builds.reading import Made, OnEncoded, Shelf, Wanted, make_segments, read_files
from index.children import Child, ChildDiedError, serve
from index.encoders import shipped_encoder
from index.encoders.protocol import Encoder
from index.errors import EncoderError, IndexFloorError
from index.glossaries.definitions import Definition
from index.matching.piece_table import shipped_pieces
from index.matching.pieces import PieceTable
from index.processors import cores
from index.segments.segment import Segment, read_card

# Read at once by one process: some 8,000 passages of plain text, which take two hundred megabytes on their way.
FILES_AT_ONCE, BYTES_AT_ONCE = 4000, 4_000_000
ALONE = 2_000_000  # bytes that are sooner read in this process than others are started for them
WAITING = 2  # tasks begun for each process, so that none waits for the next


@dataclass(frozen=True, slots=True)
class Task:
    """Files that one process reads, and where it finds and leaves what."""

    wanted: tuple[Wanted, ...]
    segments: Path
    known: tuple[Path, ...]


def tasks_of(wanted: Sequence[Wanted], segments: Path, known: Sequence[Path]) -> list[Task]:
    """Return the files in portions, in order."""
    portions: list[list[Wanted]] = []
    size = 0
    for one in wanted:
        if not portions or len(portions[-1]) >= FILES_AT_ONCE or size + one.file.size_bytes > BYTES_AT_ONCE:
            portions.append([])
            size = 0
        portions[-1].append(one)
        size += one.file.size_bytes
    return [Task(tuple(portion), segments, tuple(known)) for portion in portions]


def processes_for(wanted: Sequence[Wanted], encoder: Encoder) -> int:
    """Return how many processes read these files best; 1 is this one alone."""
    if encoder is not shipped_encoder() or sum(one.file.size_bytes for one in wanted) < ALONE:
        return 1
    return cores()


def make(
    tasks: Sequence[Task],
    encoder: Encoder,
    table: PieceTable,
    known: Sequence[Segment],
    processes: int,
    on_encoded: OnEncoded | None = None,
) -> Iterator[tuple[Task, Made]]:
    """Yield each task with what became of it, as they end.

    Raises:
        EncoderError: the encoder failed or gave unusable vectors.
        IndexFloorError: a process died, or could not be started.
        OSError: the disk refused.
    """
    if processes == 1 or len(tasks) < 2:
        shelf = Shelf(known, encoder.digest, table.digest)
        for task in tasks:
            yield task, _work(task, encoder, table, shelf, on_encoded)
        return
    yield from _share(tasks, min(processes, len(tasks)))


def _work(task: Task, encoder: Encoder, table: PieceTable, shelf: Shelf, on_encoded: OnEncoded | None) -> Made:
    read = read_files(task.wanted)
    cards, encoded = make_segments(read.articles, task.segments, encoder, table, shelf, on_encoded)
    definitions = tuple(said for one in read.articles for said in one.definitions)
    return Made(tuple(card.name for card in cards), definitions, encoded, read.same, read.problems)


def _share(tasks: Sequence[Task], processes: int) -> Iterator[tuple[Task, Made]]:
    with ThreadPoolExecutor(processes) as threads, ExitStack() as started:
        idle: SimpleQueue[_Worker] = SimpleQueue()
        for _ in range(processes):
            worker = _Worker()
            started.callback(worker.stop)
            idle.put(worker)
        started.callback(threads.shutdown, wait=False, cancel_futures=True)

        def give(task: Task) -> Made:
            worker = idle.get()
            try:
                return worker.do(task)
            finally:
                idle.put(worker)

        todo = iter(tasks)
        running = {threads.submit(give, task): task for task in islice(todo, processes * WAITING)}
        while running:
            for ended in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(ended), ended.result()
            more = islice(todo, processes * WAITING - len(running))
            running |= {threads.submit(give, task): task for task in more}


class _Worker:
    """A process that makes segments."""

    def __init__(self) -> None:
        self._child = Child("index.builds.crew")

    def do(self, task: Task) -> Made:
        """Return what became of a task; errors as for `make`."""
        try:
            answer = self._child.ask(_of_task(task))
        except ChildDiedError as error:
            msg = (
                "a process that reads articles died, perhaps for want of memory; what was made is kept: run "
                "`sourcier rebuild-index` again, on fewer processors where memory is short (`taskset -c 0`)"
            )
            raise IndexFloorError(msg) from error
        if "errno" in answer:
            raise OSError(answer["errno"], answer["error"], answer["path"])
        if "error" in answer:
            raise (EncoderError if answer["encoder"] else IndexFloorError)(answer["error"])
        return _as_made(answer, task)

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._child.stop()


def _of_task(task: Task) -> dict[str, Any]:
    return {
        "segments": str(task.segments),
        "known": [str(one) for one in task.known],
        "wanted": [
            [
                *(one.file.id, one.file.place, one.file.size_bytes, one.file.modified_ns, one.file.collection),
                *(one.known, one.skip),
            ]
            for one in task.wanted
        ],
    }


def _as_task(values: Mapping[str, Any]) -> Task:
    wanted = (
        Wanted(SourceFile(article_id, place, size_bytes, modified_ns, collection), known, skip)
        for article_id, place, size_bytes, modified_ns, collection, known, skip in values["wanted"]
    )
    return Task(tuple(wanted), Path(values["segments"]), tuple(Path(one) for one in values["known"]))


def _of_made(made: Made) -> dict[str, Any]:
    return {
        "segments": made.segments,
        "definitions": [
            [
                *(one.term, one.meaning, one.kind, one.found, one.article_id, one.language),
                *(one.span.start, one.span.end, one.sentence.start, one.sentence.end),
            ]
            for one in made.definitions
        ],
        "encoded": made.encoded,
        "same": [file.id for file in made.same],
        "problems": [asdict(one) for one in made.problems],
    }


def _as_made(values: Mapping[str, Any], task: Task) -> Made:
    files = {one.file.id: one.file for one in task.wanted}
    definitions = (
        Definition(term, meaning, kind, found, article_id, language, Span(start, end), Span(first, last))
        for term, meaning, kind, found, article_id, language, start, end, first, last in values["definitions"]
    )
    return Made(
        tuple(values["segments"]),
        tuple(definitions),
        values["encoded"],
        tuple(files[one] for one in values["same"]),
        tuple(Problem(**one) for one in values["problems"]),
    )


def main() -> None:
    """Take tasks from standard input and answer them, until it ends."""
    encoder, table = shipped_encoder(), shipped_pieces()
    known: dict[Path, Segment] = {}  # the process that started this one has checked their files

    def answer(request: Mapping[str, Any]) -> Mapping[str, Any]:
        try:
            task = _as_task(request)
            for folder in task.known:
                if folder not in known:
                    known[folder] = Segment(folder, read_card(folder))
            shelf = Shelf([known[folder] for folder in task.known], encoder.digest, table.digest)
            return _of_made(_work(task, encoder, table, shelf, None))
        except OSError as error:
            return {"errno": error.errno, "error": error.strerror or str(error), "path": error.filename}
        except (IndexFloorError, ValueError, MemoryError) as error:
            return {"error": str(error) or type(error).__name__, "encoder": isinstance(error, EncoderError)}

    serve(answer)


if __name__ == "__main__":
    main()
