"""The folder of articles: which files it holds, and each file as an article.

One unreadable file never stops the others: scanning names it as a `Problem`, reading raises `UnreadableArticleError`
with a reason for people. Nothing is written, nothing is cached, nothing reaches the network. What `corpus.sources`
knows of a file's address goes before what the file says.
"""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from pathlib import Path, PurePath

from corpus.article import COLLECTION, Article
from corpus.cleaning import Cleaned, DroppedLine, clean_lines, likely_title
from corpus.collections import SERVER_PREFIX, SERVERS_ARTICLE, is_of_server, server_of
from corpus.dates import find_published
from corpus.drafts import Draft
from corpus.errors import UnreadableArticleError, UnreadableFolderError
from corpus.formats import SUFFIXES, draft_of, reason_against
from corpus.languages import detect_language, is_foreign
from corpus.sources import digest_of, has_sources, read_source
from corpus.typography import fold_line

MAX_SIZE_BYTES = 20_000_000
"""The largest file that is read unless the caller says otherwise: a book of 3,000 pages, or a PDF with its pictures."""

_LONGEST_TITLE = 300
"""Code points. A longer title is a paragraph that lost its line end; Discord shows 256."""

_TITLE_LINES = 12
"""Lines from the top among which a title that a program wrote into the properties must stand to be believed."""

_LEFTOVERS = frozenset(("thumbs.db", "desktop.ini", "__macosx", "__pycache__"))
_ASSET_ENDINGS = ("_files", "_fichiers")
"""How browsers name the folder of pictures and frames that they save beside a page (English and French)."""


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
class Problem:
    """Something in the folder that is not read: its path below the folder, and the reason for people."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What a folder holds: files sorted by id, problems sorted by path."""

    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """An article with what cleaning left out of its file, and notes on what the file says unclearly."""

    article: Article
    dropped: tuple[DroppedLine, ...]
    notes: tuple[str, ...] = ()


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
    try:
        missing = not folder.is_dir()
        what = "is a file, not a folder" if missing and folder.exists() else "does not exist"
    except OSError as error:
        reason = reason_of(error)
        msg = f"the corpus folder {folder} cannot be opened: {reason}"
        raise UnreadableFolderError(msg, reason) from error
    if missing:
        msg = f"the corpus folder {folder} {what}; name a folder of .txt, .md, .html, .pdf or .docx articles"
        raise UnreadableFolderError(msg, f"the folder {what}")
    walk = _Walk(folder, max_size_bytes, id_prefix, collection, tuple(map(os.path.realpath, without)))
    walk.run()
    files = tuple(sorted(walk.files.values(), key=attrgetter("id")))
    return Scan(files, tuple(sorted(walk.problems, key=attrgetter("path", "reason"))))


def read_article(file: SourceFile) -> Article:
    """Return the article that a file holds.

    Raises:
        UnreadableArticleError: the file cannot become an article; the message is the reason.
    """
    return inspect_file(file).article


def inspect_file(file: SourceFile) -> Inspection:
    """Return the article that a file holds, with all that was left out of it.

    Raises:
        UnreadableArticleError: the file cannot become an article; the message is the reason.
    """
    data = _bytes_of(file)
    draft = draft_of(data, file.path.suffix)
    fetched_from = _fetched_from(file, data)
    if fetched_from is not None:
        draft = replace(draft, url=fetched_from)
    title = _title(draft, file.path)
    cleaned = clean_lines(draft.lines, title)
    if not any(char.isalnum() for char in cleaned.text):
        # A file may be nothing but its title line: then that line is the article.
        cleaned = clean_lines(draft.lines, None)
    if not any(char.isalnum() for char in cleaned.text):
        msg = "it holds no text of an article" if draft.lines else "it is empty"
        raise UnreadableArticleError(msg, "no_text" if draft.lines else "empty")
    collection, notes = _collection(file, draft)
    if draft.language is None and is_foreign(cleaned.text):
        notes = (*notes, "the text seems to be in neither French nor English; questions may not find it")
    article = _article(file.id, draft, title, cleaned, collection)
    return Inspection(article, _all_dropped(draft, cleaned), notes)


def _collection(file: SourceFile, draft: Draft) -> tuple[str, tuple[str, ...]]:
    """Return the collection of a file's article, and the draft's notes with one where that is not what it says."""
    said = draft.collection
    if file.collection is not None:
        if said is None or said == file.collection:
            return file.collection, draft.notes
        note = f"the front matter's collection is ignored: all articles of a server are in its own, {file.collection}"
        return file.collection, (*draft.notes, note)
    if said is not None and is_of_server(said):
        note = (
            f"the front matter's collection begins with {SERVER_PREFIX}, as only servers' own articles may; "
            f"the article is in {COLLECTION} instead"
        )
        return COLLECTION, (*draft.notes, note)
    return said or COLLECTION, draft.notes


def _fetched_from(file: SourceFile, data: bytes) -> str | None:
    """Return the address that a file was fetched from, if it was."""
    below = SERVERS_ARTICLE.sub("", file.id, count=1)
    folder = file.path.parents[below.count("/")]
    source = read_source(folder, digest_of(data)) if has_sources(folder) else None
    return source.url if source is not None else None


def _article(article_id: str, draft: Draft, title: str, cleaned: Cleaned, collection: str) -> Article:
    language = draft.language or detect_language(cleaned.text)
    stated = find_published([line.text for line in draft.lines if line.kind != "code"], language)
    return Article(
        id=article_id,
        title=title,
        language=language,
        text=cleaned.text,
        url=draft.url,
        published=draft.published or stated or draft.guessed_published,
        collection=collection,
        headings=cleaned.headings,
    )


def _all_dropped(draft: Draft, cleaned: Cleaned) -> tuple[DroppedLine, ...]:
    return tuple(sorted((*draft.dropped, *cleaned.dropped), key=lambda line: line.number))


def _title(draft: Draft, path: Path) -> str:
    """Return the title, the surest first: the file's own, the properties' if the text repeats it, the first line."""
    guess = draft.guessed_title
    if guess and not _stands_at_top(guess, draft):
        guess = None
    title = draft.title or guess or likely_title(draft.lines) or draft.guessed_title
    title = fold_line(" ".join((title or "").split())) or _spoken_name(path)
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


def _stands_at_top(title: str, draft: Draft) -> bool:
    top = " ".join(line.text for line in draft.lines[:_TITLE_LINES])
    return " ".join(title.casefold().split()) in " ".join(top.casefold().split())


def _spoken_name(path: Path) -> str:
    """Return the file's name as a title: "droit-de-refus.txt" is "Droit de refus"."""
    name = " ".join(unicodedata.normalize("NFC", path.stem).replace("_", " ").replace("-", " ").split())
    return name[:1].upper() + name[1:] if name else path.name


def _bytes_of(file: SourceFile) -> bytes:
    limit = max(file.size_bytes, MAX_SIZE_BYTES)
    try:
        with file.path.open("rb") as opened:
            data = opened.read(file.size_bytes + 1)  # memory is taken for all that is asked for: not for the limit
            if len(data) > file.size_bytes:
                data += opened.read(limit + 1 - len(data))
    except OSError as error:
        raise UnreadableArticleError(reason_of(error), "disk") from error
    if len(data) > limit:
        msg = f"it is larger than the limit of {_megabytes(limit)}"
        raise UnreadableArticleError(msg, "too_large")
    if not data:
        msg = "it is empty"
        raise UnreadableArticleError(msg, "empty")
    return data


def reason_of(error: OSError) -> str:
    """Return why a file or folder cannot be read, for people."""
    match error.errno:
        case errno.EACCES | errno.EPERM:
            return "no permission to read it"
        case errno.ENOENT:
            return "it is no longer there"
        case errno.EISDIR:
            return "it is a folder, not a file"
        case errno.ELOOP:
            return "a link that leads back to itself"
        case _:
            return f"it cannot be read: {error.strerror or type(error).__name__}"


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1_000_000:,.1f} MB"


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder on the walk: where it lies, without links too, and its path below the corpus folder, in NFC."""

    place: str
    real: str
    id: str


@dataclass(slots=True)
class _Walk:
    """One walk through a folder: real folders first, then links to folders, so that a link never hides its target.

    It is on strings, for there may be hundreds of thousands of files, and a `Path` takes longer than the disk does.
    """

    root: Path
    max_size_bytes: int
    id_prefix: str
    collection: str | None
    barred: tuple[str, ...]
    files: dict[str, SourceFile] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seen: dict[tuple[int, int], str] = field(default_factory=dict)
    folders: list[_Folder] = field(default_factory=list)
    links: list[_Folder] = field(default_factory=list)

    def run(self) -> None:
        # A path is told as `Path` writes it: without "./" before what lies in the working directory.
        place = str(self.root) if str(self.root) != os.curdir else ""
        self.folders.append(_Folder(place, os.path.realpath(self.root), ""))
        while self.folders or self.links:
            if self.folders:
                self._list(self.folders.pop())
            else:
                self.links.sort(key=lambda link: Path(link.place), reverse=True)
                self._follow(self.links.pop())

    def _list(self, folder: _Folder) -> None:
        if any(_is_within(folder.real, one) for one in self.barred):
            return
        try:
            place = os.stat(folder.place or os.curdir)  # noqa: PTH116 - see the class
            key = (place.st_dev, place.st_ino)
            if key in self.seen:
                self._name(
                    folder.id, f"the same folder as {self.seen[key] or 'the corpus folder'}, which is read already"
                )
                return
            self.seen[key] = folder.id
            with os.scandir(folder.place or os.curdir) as listing:
                entries = sorted(listing, key=attrgetter("name"))
        except OSError as error:
            reason = reason_of(error)
            if not folder.id:
                msg = f"the corpus folder {self.root} cannot be listed: {reason}"
                raise UnreadableFolderError(msg, reason) from error
            self._name(folder.id, reason.replace("read it", "list this folder"))
            return
        self._meet(folder, entries)

    def _meet(self, folder: _Folder, entries: Sequence[os.DirEntry[str]]) -> None:
        """Take of the files of a folder, in order, those that can be articles, and remember its folders."""
        names: set[str] | None = None
        below = f"{folder.id}/" if folder.id else ""
        where = os.path.join(folder.place, "")  # noqa: PTH118 - see the class
        of_server = not self.id_prefix and server_of(below) is not None
        files, prefix, collection, largest = self.files, self.id_prefix, self.collection, self.max_size_bytes
        for entry in entries:
            name = entry.name
            if name.startswith((".", "~$")):
                continue
            readable = name[name.rfind(".") :] in SUFFIXES  # or in capitals, which is asked where there is the time
            if not readable:
                names = names or {one.name.lower() for one in entries}
                if _is_passed_over(name.lower(), names):
                    continue
            if name.isascii():
                article_id = below + name
            else:
                article_id = below + unicodedata.normalize("NFC", name)
                if not _is_unicode(name):
                    self._name(article_id, "its name is not valid UTF-8; rename it")
                    continue
            try:
                status = entry.stat()
            except OSError as error:
                lost = entry.is_symlink() and error.errno == errno.ENOENT
                self._name(article_id, "a link to nothing" if lost else reason_of(error))
                continue
            size_bytes = status.st_size
            if not stat.S_ISREG(status.st_mode):
                self._meet_other(folder, entry, status.st_mode, article_id)
            elif not readable and PurePath(name).suffix.lower() not in SUFFIXES:
                self._name(article_id, reason_against(PurePath(name).suffix))
            elif not 0 < size_bytes <= largest:
                self._name(article_id, _reason_against_size(size_bytes, largest))
            elif article_id in files:
                self._name(
                    article_id, "another file has the same name, spelled with other Unicode characters; rename one"
                )
            elif of_server:
                top = article_id.partition("/")[0]
                self._name(article_id, f"{top} is what the articles of a server are called by; rename the folder")
            else:
                files[article_id] = SourceFile(
                    prefix + article_id, where + name, size_bytes, status.st_mtime_ns, collection
                )

    def _meet_other(self, folder: _Folder, entry: os.DirEntry[str], mode: int, article_id: str) -> None:
        """Remember a folder, or a link to one, for later; anything else is a problem."""
        if not stat.S_ISDIR(mode):
            self._name(article_id, "not a file but a pipe, a socket or a device")
            return
        place = os.path.join(folder.place, entry.name)  # noqa: PTH118 - see the class
        if entry.is_symlink():
            self.links.append(_Folder(place, folder.real, article_id))
        else:
            self.folders.append(_Folder(place, os.path.join(folder.real, entry.name), article_id))  # noqa: PTH118

    def _follow(self, link: _Folder) -> None:
        """Walk the folder that a link leads to, unless it is above the link or was met before.

        Of a link, `real` is the folder in which it stands.
        """
        target = os.path.realpath(link.place)
        if _is_within(link.real, target):
            self._name(link.id, "a link back to a folder above it (a loop)")
        else:
            self.folders.append(replace(link, real=target))

    def _name(self, article_id: str, reason: str) -> None:
        shown = article_id.encode("utf-8", "replace").decode("utf-8")
        self.problems.append(Problem(f"{self.id_prefix}{shown}", reason))


def _is_within(real: str, above: str) -> bool:
    """Say whether one real path is another or lies below it."""
    return real == above or real.startswith(above if above.endswith(os.sep) else above + os.sep)


def _is_unicode(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _is_passed_over(lowered: str, names: set[str]) -> bool:
    """Say whether what has this name is not an author's: a system's, an editor's, or part of a saved page."""
    if lowered.endswith("~") or lowered in _LEFTOVERS:
        return True
    for ending in _ASSET_ENDINGS:
        if lowered.endswith(ending):
            stem = lowered.removesuffix(ending)
            return f"{stem}.html" in names or f"{stem}.htm" in names
    return False


def _reason_against_size(size_bytes: int, largest: int) -> str:
    if not size_bytes:
        return "it is empty"
    return f"{_megabytes(size_bytes)} is more than the limit of {_megabytes(largest)}"
