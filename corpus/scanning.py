"""What folders of articles hold: every file that can be an article, in columns, and what cannot be one.

A corpus may be hundreds of thousands of files, of which mostly none has changed, so a value is made only of those files
that somebody asks for. Nothing is written, and no file is opened.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from operator import attrgetter
from pathlib import Path

from corpus.endings import SPOKEN_ENDINGS
from corpus.errors import UnreadableFolderError
from corpus.walking import Batch, Problem, Walk, place_of, reason_of

MAX_SIZE_BYTES = 20_000_000
"""The largest file that is read unless the caller says otherwise: a book of 3,000 pages, or a PDF with its pictures."""

A_SLIP = 0.85  # of difflib's likeness: "artcles" and "articles" have 0.93, "notes" and "votes" 0.80

END = "\0"  # closes an id in a text of many; no path holds one


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read. `id` is its path below the corpus folder, with slashes, in NFC; `place` is its path as text.

    `collection` is the one that its article is put into whatever the file says; None leaves it to the file.
    """

    id: str
    place: str
    size_bytes: int
    modified_ns: int
    collection: str | None = None

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return Path(self.place)


@dataclass(frozen=True, slots=True)
class Scan:
    """What a folder holds: files sorted by id, problems sorted by path."""

    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Root:
    """A folder of articles, with what its articles' ids begin with and the collection that they are forced into.

    `without` names folders that are not read where they lie in this one.
    """

    folder: Path
    id_prefix: str = ""
    collection: str | None = None
    without: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Survey:
    """What the folders `roots` hold, in columns: a number a file, in the order of their ids; problems sorted by path.

    `text` are the ids, each closed by `END`; `root_numbers` say in which root each file lies. `elsewhere` has the
    places, by number, of those that do not lie where their ids say, since they are spelled in other characters.
    """

    roots: tuple[Root, ...]
    text: str
    sizes_bytes: array[int] = field(default_factory=lambda: array("q"))
    modified_ns: array[int] = field(default_factory=lambda: array("q"))
    root_numbers: array[int] = field(default_factory=lambda: array("i"))
    elsewhere: Mapping[int, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def count(self) -> int:
        """How many files there are."""
        return len(self.sizes_bytes)

    def ids(self) -> list[str]:
        """Return the ids of all files, sorted."""
        return self.text.split(END)[:-1]

    def files(self, numbers: Iterable[int] | None = None) -> Iterator[SourceFile]:
        """Yield the files of these numbers, or all."""
        ids = self.ids()
        heads = [os.path.join(place_of(root.folder), "") for root in self.roots]  # noqa: PTH118 - see `corpus.walking`
        for number in range(self.count) if numbers is None else numbers:
            head = self.root_numbers[number]
            root = self.roots[head]
            place = self.elsewhere.get(number)
            if place is None:
                place = heads[head] + ids[number].removeprefix(root.id_prefix).replace("/", os.sep)
            yield SourceFile(ids[number], place, self.sizes_bytes[number], self.modified_ns[number], root.collection)

    def scan(self) -> Scan:
        """Return the same with a value a file."""
        return Scan(tuple(self.files()), self.problems)


def survey_roots(roots: Iterable[Root], *, max_size_bytes: int = MAX_SIZE_BYTES) -> Survey:
    """Return what all `roots` hold together.

    A folder of articles that are forced into a collection, which is a server's, is a problem like a file's where it
    cannot be read; it stops no other.

    Raises:
        UnreadableFolderError: another root is missing, or cannot be listed.
    """
    whole = tuple(roots)
    batches: list[tuple[int, Batch]] = []
    problems: list[Problem] = []
    for number, root in enumerate(whole):
        try:
            walk = _walked(root, max_size_bytes)
        except UnreadableFolderError as error:
            if root.collection is None:
                raise
            problems.append(Problem(root.id_prefix.rstrip("/"), error.reason))
            continue
        batches += ((number, batch) for batch in walk.batches)
        problems += (one.below(root.id_prefix) for one in walk.problems)
    return _surveyed(whole, batches, problems)


def scan_folder(
    folder: Path,
    *,
    max_size_bytes: int = MAX_SIZE_BYTES,
    id_prefix: str = "",
    collection: str | None = None,
    without: Collection[Path] = (),
) -> Scan:
    """Return the files below `folder` that can be articles, and what cannot.

    Hidden files, a system's leftovers, the companion folders of saved web pages and the folders `without` are passed
    over silently. Links are followed; a folder that is met twice is read once. Ids and problems' paths begin with
    `id_prefix`; without one, a file whose id would be that of a server's article is a problem. `collection` is forced
    on the files.

    Raises:
        UnreadableFolderError: there is no such folder, or it cannot be listed.
    """
    root = Root(folder, id_prefix, collection, tuple(without))
    walk = _walked(root, max_size_bytes)
    problems = (one.below(id_prefix) for one in walk.problems)
    return _surveyed((root,), [(0, batch) for batch in walk.batches], problems).scan()


def _walked(root: Root, max_size_bytes: int) -> Walk:
    folder = root.folder
    try:
        missing = not folder.is_dir()
        what = "is a file, not a folder" if missing and folder.exists() else "does not exist"
    except OSError as error:
        reason = reason_of(error)
        msg = f"the corpus folder {folder} cannot be opened: {reason}"
        raise UnreadableFolderError(msg, reason) from error
    if missing:
        wanted = f"name a folder of {SPOKEN_ENDINGS} articles with --corpus or SOURCIER_CORPUS"
        near = "" if folder.exists() else _misspelt(folder.absolute())
        msg = f"the corpus folder {folder.absolute()} {what}{near and f', and {near} does'}; {wanted}"
        raise UnreadableFolderError(msg, f"the folder {what}")
    barred = tuple(map(os.path.realpath, root.without))
    walk = Walk(folder, max_size_bytes, barred, within_server=bool(root.id_prefix))
    walk.run()
    return walk


def _misspelt(folder: Path) -> str:
    """Return the folder beside the place of a missing one that is called much like it; nothing where there is none."""
    try:
        beside = [one.name for one in folder.parent.iterdir() if one.is_dir()]
    except OSError:
        return ""
    near = get_close_matches(folder.name, beside, n=1, cutoff=A_SLIP)
    return str(folder.with_name(near[0])) if near else ""


def _surveyed(roots: tuple[Root, ...], batches: Iterable[tuple[int, Batch]], problems: Iterable[Problem]) -> Survey:
    found = [(roots[number].id_prefix + batch.below, number, batch) for number, batch in batches]
    found.sort(key=lambda one: one[0] + one[2].names[0])
    parts: list[str] = []
    sizes, times, numbers = array("q"), array("q"), array("i")
    elsewhere: dict[int, str] = {}
    for below, number, batch in found:
        elsewhere |= _elsewhere(roots[number], batch, len(sizes))
        parts += (below, f"{END}{below}".join(batch.names), END)
        sizes += batch.sizes_bytes
        times += batch.modified_ns
        numbers += array("i", [number]) * len(batch.names)
    survey = Survey(
        roots,
        "".join(parts),
        sizes,
        times,
        numbers,
        elsewhere,
        tuple(sorted(problems, key=attrgetter("path", "reason"))),
    )
    firsts = (below + batch.names[0] for below, _, batch in found[1:])
    if all(below + batch.names[-1] < first for (below, _, batch), first in zip(found, firsts, strict=False)):
        return survey
    return _sorted(survey)


def _sorted(survey: Survey) -> Survey:
    """Return the same in the order of the ids, where some files lie beside folders, and sort among what is in these."""
    ids = survey.ids()
    order = sorted(range(len(ids)), key=ids.__getitem__)
    sizes, times, numbers = (
        array(one.typecode, map(one.__getitem__, order))
        for one in (survey.sizes_bytes, survey.modified_ns, survey.root_numbers)
    )
    elsewhere = {now: survey.elsewhere[then] for now, then in enumerate(order) if then in survey.elsewhere}
    text = END.join((*(ids[place] for place in order), ""))
    return replace(survey, text=text, sizes_bytes=sizes, modified_ns=times, root_numbers=numbers, elsewhere=elsewhere)


def _elsewhere(root: Root, batch: Batch, first: int) -> dict[int, str]:
    """Return the places of a batch's files by number, from `first` on, of those that lie not where their ids say."""
    head = os.path.join(place_of(root.folder), "")  # noqa: PTH118 - see `corpus.walking`
    spelled = batch.spelled or batch.names
    if batch.where == head + batch.below.replace("/", os.sep):
        if batch.spelled is None:
            return {}
        pairs = enumerate(zip(batch.names, spelled, strict=True), first)
        return {number: batch.where + disk for number, (name, disk) in pairs if name != disk}
    return {number: batch.where + name for number, name in enumerate(spelled, first)}
