"""The folder of articles: which files it holds (`corpus.scanning`), and each file as an article.

One unreadable file never stops the others: scanning names it as a `Problem`, reading raises `UnreadableArticleError`
with a reason for people. Nothing is written, nothing is cached, nothing reaches the network. What `corpus.sources`
knows of a file's address goes before what the file says.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.article import COLLECTION, Article
from corpus.cleaning import Cleaned, DroppedLine, clean_lines, likely_title, without_edit_mark
from corpus.collections import SERVER_PREFIX, SERVERS_ARTICLE, is_of_server
from corpus.dates import find_changed, find_dateline, find_published
from corpus.drafts import Draft
from corpus.errors import UnreadableArticleError
from corpus.formats import draft_of
from corpus.languages import detect_language, is_foreign
from corpus.notes import Note
from corpus.scanning import MAX_SIZE_BYTES, Scan, SourceFile, scan_folder
from corpus.sources import digest_of, has_sources, read_source
from corpus.typography import fold_line
from corpus.walking import EMPTY, Problem, megabytes, reason_of

__all__ = [
    "MAX_SIZE_BYTES",
    "Inspection",
    "Problem",
    "Scan",
    "SourceFile",
    "inspect_file",
    "read_article",
    "reason_of",
    "scan_folder",
]

_LONGEST_TITLE = 300
"""Code points. A longer title is a paragraph that lost its line end; Discord shows 256."""

_TITLE_LINES = 12
"""Lines from the top among which a title that a program wrote into the properties must stand to be believed."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """An article with what cleaning left out of its file, and notes on what the file says unclearly."""

    article: Article
    dropped: tuple[DroppedLine, ...]
    notes: tuple[Note, ...] = ()


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
        msg = "it holds no text of an article" if draft.lines else EMPTY
        raise UnreadableArticleError(msg, "no_text" if draft.lines else "empty")
    collection, notes = _collection(file, draft)
    if draft.language is None and is_foreign(cleaned.text):
        notes = (*notes, Note("foreign"))
    article = _article(file.id, draft, title, cleaned, collection)
    return Inspection(article, _all_dropped(draft, cleaned), notes)


def _collection(file: SourceFile, draft: Draft) -> tuple[str, tuple[Note, ...]]:
    """Return the collection of a file's article, and the draft's notes with one where that is not what it says."""
    said = draft.collection
    if file.collection is not None:
        if said is None or said == file.collection:
            return file.collection, draft.notes
        note = Note("own_collection", collection=file.collection)
        return file.collection, (*draft.notes, note)
    if said is not None and is_of_server(said):
        note = Note("reserved_collection", prefix=SERVER_PREFIX, collection=COLLECTION)
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
    if stated is None:
        stated = find_dateline([line.text for line in draft.lines if line.kind == "text"], language)
    if stated is None:
        stated = find_changed([line.text for line in draft.lines if line.kind != "code"], language)
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
    title = without_edit_mark(draft.title or "") or guess or likely_title(draft.lines) or draft.guessed_title
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
        msg = f"it is larger than the limit of {megabytes(limit)}"
        raise UnreadableArticleError(msg, "too_large")
    if not data:
        raise UnreadableArticleError(EMPTY, "empty")
    return data
