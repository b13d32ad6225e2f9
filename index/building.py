"""Articles to a snapshot. Cost follows change: what did not change is not read, cut or encoded again.

Articles come from one folder or from several roots, such as the servers' own (`corpus.roots`). One is taken over from
the snapshot in use when its file has the same size and modification time; a vector
is taken over when the same text was encoded by the same encoder before, in whichever article it stood; what an
article says of its terms is taken over with it. The words are indexed anew, which takes some fifty microseconds a
passage.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import numpy as np

from corpus.article import LANGUAGES, Article, Passage
from corpus.collections import is_of_server
from corpus.errors import UnreadableArticleError
from corpus.library import Problem, SourceFile, read_article
from corpus.passages import cut_passages
from corpus.roots import Root, scan_roots
from index.encoders.protocol import Encoder, Vectors
from index.errors import (
    DamagedIndexError,
    EncoderError,
    IncompatibleIndexError,
    IndexFloorError,
    NoIndexError,
)
from index.glossary import Definition, mine, write_glossary
from index.passage_store import ArticleCard, StoredArticle, StoredPassage, write_passages
from index.piece_table import shipped_pieces
from index.pieces import Pieces, PieceTable, write_pieces
from index.scope import SHARED, parts_of
from index.snapshot import (
    CHANGES,
    COLLECTIONS,
    FORMAT_VERSION,
    GLOSSARY,
    PASSAGES,
    PIECES,
    VECTORS,
    WORDS,
    Manifest,
    Snapshot,
    Store,
    open_snapshot,
    write_collections,
)
from index.vectors import write_vectors
from index.versions import ArticleName, BuildChanges, write_changes
from index.words import WordEntry, write_words

ENCODED_AT_ONCE = 256  # passages a step of the progress bar; large enough for any encoder's batches

Stage = Literal["reading", "encoding", "writing", "checking"]


@dataclass(frozen=True, slots=True)
class BuildStep:
    """How far a build is: `done` of `total` articles (reading), passages (encoding) or steps."""

    stage: Stage
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `added`, `changed`, `removed` and `unchanged` count articles; `encoded` counts passages."""

    snapshot: str
    articles: int
    passages: int
    added: int
    changed: int
    removed: int
    unchanged: int
    encoded: int
    problems: tuple[Problem, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """What a build would do: ids of articles, sorted, and how many passages it would encode.

    `anew` says that nothing can be taken over: there is no index that could be used, or all was asked for.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    passages: int
    to_encode: int
    problems: tuple[Problem, ...]
    anew: bool


OnStep = Callable[[BuildStep], None]


@dataclass(frozen=True, slots=True)
class CutArticle:
    """An article with its passages, ready to be indexed."""

    article: Article
    passages: tuple[Passage, ...]


@dataclass(slots=True)
class _Gathered:
    """What the reading stage brings: articles and passages in their final order, and the ids of those that differ.

    `defined` holds what articles that did not change say of their terms, by article; the others are mined later.
    """

    articles: list[StoredArticle]
    passages: list[StoredPassage]
    problems: list[Problem]
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    defined: dict[str, list[Definition]] = field(default_factory=dict)
    told: BuildChanges = field(default_factory=BuildChanges)

    def collections(self) -> dict[str, int]:
        """Return how many articles each collection has, by name."""
        return dict(sorted(Counter(one.article.collection for one in self.articles).items()))


def build_index(
    corpus: Path | Sequence[Root],
    store_folder: Path,
    encoder: Encoder,
    *,
    everything: bool = False,
    put_in_use: bool = True,
    on_step: OnStep | None = None,
) -> BuildReport:
    """Build a snapshot of the articles of `corpus`, put it in use below `store_folder`, and say what was done.

    `corpus` is a folder, or the roots of one. With `everything`, nothing is taken over from the snapshot in use.
    Without `put_in_use` it is written and checked, and waits until `index.versions.use_version` puts it in use.
    Whatever is raised, the snapshot in use stays in use.

    Raises:
        CorpusError: a shared folder is missing or cannot be listed.
        EncoderError: the encoder failed or gave unusable vectors.
        IndexBusyError: another process is building this index.
        IndexFloorError: no article can be read, or the disk refused.
    """
    started = time.monotonic()
    step = on_step or (lambda _: None)
    store = Store(store_folder)
    table = shipped_pieces()  # before anything is read: a damaged installation loses no work
    with _disk_errors(store_folder), store.writing():
        before = _open_before(store, encoder)
        try:
            gathered = _gather(_roots(corpus), before, step, everything=everything)
            removed = _removed(before, gathered)
            gathered.told = _told(before, gathered, removed)
            taken_from = None if everything else before
            vectors, encoded = _encode(gathered, taken_from, encoder, step)
            pieces = _cut(gathered, taken_from, table)
        finally:
            if before is not None:
                before.close()
        manifest = _write(store, gathered, vectors, pieces, table, encoder, started, step, put_in_use=put_in_use)
    return BuildReport(
        snapshot=manifest.name,
        articles=manifest.articles,
        passages=manifest.passages,
        added=len(gathered.added),
        changed=len(gathered.changed),
        removed=len(removed),
        unchanged=gathered.unchanged,
        encoded=encoded,
        problems=tuple(gathered.problems),
        seconds=time.monotonic() - started,
    )


def plan_build(
    corpus: Path | Sequence[Root],
    store_folder: Path,
    encoder: Encoder,
    *,
    everything: bool = False,
    on_step: OnStep | None = None,
) -> BuildPlan:
    """Return what `build_index` would do with the same arguments, and do nothing.

    Files whose size or time differ are read, since only their articles' digests tell what changed; nothing is encoded
    or written, and it runs beside a build.

    Raises:
        CorpusError: a shared folder is missing or cannot be listed.
        IndexFloorError: no article can be read.
    """
    before = _open_before(Store(store_folder), encoder)
    try:
        gathered = _gather(_roots(corpus), before, on_step or (lambda _: None), everything=everything)
        known = set[str]() if before is None or everything else set(before.passages.keys())
        return BuildPlan(
            added=tuple(sorted(gathered.added)),
            changed=tuple(sorted(gathered.changed)),
            removed=_removed(before, gathered),
            unchanged=gathered.unchanged,
            passages=len(gathered.passages),
            to_encode=sum(one.key not in known for one in gathered.passages),
            problems=tuple(gathered.problems),
            anew=before is None or everything,
        )
    finally:
        if before is not None:
            before.close()


def build_from_articles(
    articles: Sequence[CutArticle], store_folder: Path, encoder: Encoder, *, on_step: OnStep | None = None
) -> Manifest:
    """Build a snapshot of articles that are cut already, put it in use below `store_folder`, and describe it.

    For articles that stand in no folder; everything is encoded anew.

    Raises:
        EncoderError: the encoder failed or gave unusable vectors.
        IndexBusyError: another process is building there.
        IndexFloorError: the disk refused.
    """
    started = time.monotonic()
    step = on_step or (lambda _: None)
    store = Store(store_folder)
    table = shipped_pieces()
    gathered = _Gathered([], [], [])
    for one in articles:
        gathered.articles.append(StoredArticle(one.article, one.article.digest, 0, 0))
        gathered.passages.extend(_keyed(one.article, one.passages))
    with _disk_errors(store_folder), store.writing():
        vectors, _ = _encode(gathered, None, encoder, step)
        pieces = _cut(gathered, None, table)
        return _write(store, gathered, vectors, pieces, table, encoder, started, step)


@contextmanager
def _disk_errors(store_folder: Path) -> Iterator[None]:
    """Say what the disk refused in the floor's own error."""
    try:
        yield
    except OSError as error:
        where = error.filename or store_folder
        msg = f"{where}: {error.strerror or error}; nothing was put in use, the index before is unchanged"
        raise IndexFloorError(msg) from error


def encoded_text(article: Article, passage: Passage) -> str:
    """Return the text that stands for a passage in dense search: title, heading, and the passage itself."""
    above = " - ".join(part for part in (article.title, passage.heading) if part)
    return f"{above}\n{passage.span.of(article.text)}"


def _open_before(store: Store, encoder: Encoder) -> Snapshot | None:
    """Return what can be taken over; nothing where there is none, or it is damaged or of another kind."""
    try:
        return open_snapshot(store, encoder)
    except (NoIndexError, IncompatibleIndexError, DamagedIndexError):
        return None


def _roots(corpus: Path | Sequence[Root]) -> Sequence[Root]:
    return [Root(corpus)] if isinstance(corpus, Path) else corpus


def _is_as_before(file: SourceFile, old: StoredArticle) -> bool:
    """Return whether `file` looks as it did when `old` was read from it, and stands in the same place."""
    collection = old.article.collection
    placed = not is_of_server(collection) if file.collection is None else collection == file.collection
    return placed and (old.size_bytes, old.modified_ns) == (file.size_bytes, file.modified_ns)


def _gather(roots: Sequence[Root], before: Snapshot | None, step: OnStep, *, everything: bool) -> _Gathered:
    scan = scan_roots(roots)
    held = {one.article.id: one for one in before.passages.stored_articles()} if before else {}
    gathered = _Gathered([], [], list(scan.problems))
    step(BuildStep("reading", 0, len(scan.files)))
    for number, file in enumerate(scan.files, start=1):
        old = held.get(file.id)
        if before and old and not everything and _is_as_before(file, old):
            gathered.articles.append(old)
            gathered.passages.extend(before.passages.passages_of(file.id))
            gathered.defined[file.id] = before.glossary.definitions_of(file.id)
            gathered.unchanged += 1
        else:
            _read(file, old, gathered)
        step(BuildStep("reading", number, len(scan.files)))
    if not gathered.passages:
        reasons = "; ".join(f"{one.path}: {one.reason}" for one in gathered.problems[:3])
        folder = roots[0].folder if roots else "the corpus"
        msg = f"{folder} holds no article that can be read{f' ({reasons})' if reasons else ''}; put articles there"
        raise IndexFloorError(msg)
    return gathered


def _read(file: SourceFile, old: StoredArticle | None, gathered: _Gathered) -> None:
    try:
        article = read_article(file)
    except UnreadableArticleError as error:
        gathered.problems.append(Problem(file.id, str(error)))
        return
    digest = article.digest
    gathered.articles.append(StoredArticle(article, digest, file.size_bytes, file.modified_ns))
    gathered.passages.extend(_keyed(article, cut_passages(article)))
    if old is None:
        gathered.added.append(article.id)
    elif old.digest == digest:
        gathered.unchanged += 1
    else:
        gathered.changed.append(article.id)


def _keyed(article: Article, passages: Iterable[Passage]) -> Iterator[StoredPassage]:
    for passage in passages:
        yield StoredPassage(passage, hashlib.sha256(encoded_text(article, passage).encode()).hexdigest())


def _removed(before: Snapshot | None, gathered: _Gathered) -> tuple[str, ...]:
    if before is None:
        return ()
    now = {one.article.id for one in gathered.articles}
    return tuple(card.id for card in before.articles() if card.id not in now)


def _told(before: Snapshot | None, gathered: _Gathered, removed: Sequence[str]) -> BuildChanges:
    """Return what the build changed, with the titles that people know the articles by."""
    now = {one.article.id: _name_of(one.article) for one in gathered.articles}
    then = {card.id: _name_of(card) for card in before.articles()} if before is not None and removed else {}

    def named(ids: Sequence[str], names: Mapping[str, ArticleName]) -> tuple[ArticleName, ...]:
        return tuple(names[one] for one in sorted(ids))

    name = before.manifest.name if before is not None else None
    return BuildChanges(name, named(gathered.added, now), named(gathered.changed, now), named(removed, then))


def _name_of(article: Article | ArticleCard) -> ArticleName:
    return ArticleName(article.id, article.title, article.collection)


def _encode(gathered: _Gathered, before: Snapshot | None, encoder: Encoder, step: OnStep) -> tuple[Vectors, int]:
    """Return the vectors of all passages in order, and how many of them were encoded now."""
    vectors = np.zeros((len(gathered.passages), encoder.dimensions), np.float32)
    known: dict[str, int] = {}
    old: Vectors = np.zeros((0, encoder.dimensions), np.float32)
    if before is not None:
        known = {key: row for row, key in enumerate(before.passages.keys())}
        old = before.vectors.rows()
    missing: list[int] = []
    for row, one in enumerate(gathered.passages):
        if one.key in known:
            vectors[row] = old[known[one.key]]
        else:
            missing.append(row)
    articles = {one.article.id: one.article for one in gathered.articles}
    step(BuildStep("encoding", 0, len(missing)))
    done = 0
    for rows in _batches(missing):
        passages = [gathered.passages[row].passage for row in rows]
        texts = [encoded_text(articles[passage.article_id], passage) for passage in passages]
        batch = encoder.encode_passages(texts)
        if batch.shape != (len(texts), encoder.dimensions):
            msg = f"{encoder.id} gave vectors of shape {batch.shape}, wanted ({len(texts)}, {encoder.dimensions})"
            raise EncoderError(msg)
        vectors[rows] = batch
        done += len(rows)
        step(BuildStep("encoding", done, len(missing)))
    return vectors, len(missing)


def _cut(gathered: _Gathered, before: Snapshot | None, table: PieceTable) -> list[Pieces]:
    """Return the word pieces of all passages in order; those of texts that were cut before are taken over."""
    known: dict[str, int] = {}
    if before is not None and before.manifest.pieces_digest == table.digest:
        known = {key: row for row, key in enumerate(before.passages.keys())}
    articles = {one.article.id: one.article for one in gathered.articles}
    cut: list[Pieces] = []
    for rows in _batches(range(len(gathered.passages))):
        some = [gathered.passages[row] for row in rows]
        missing = [one for one in some if one.key not in known]
        new = iter(table.cut([encoded_text(articles[one.passage.article_id], one.passage) for one in missing]))
        cut += [
            before.pieces.of(known[one.key]).copy() if before is not None and one.key in known else next(new)
            for one in some
        ]
    return cut


def _batches(rows: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(rows), ENCODED_AT_ONCE):
        yield list(rows[start : start + ENCODED_AT_ONCE])


def _write(
    store: Store,
    gathered: _Gathered,
    vectors: Vectors,
    pieces: Sequence[Pieces],
    table: PieceTable,
    encoder: Encoder,
    started: float,
    step: OnStep,
    *,
    put_in_use: bool = True,
) -> Manifest:
    folder = store.new_folder()
    collections = gathered.collections()
    numbers = {name: number for number, name in enumerate(collections)}
    parts = parts_of(collections)
    of = {one.article.id: one.article for one in gathered.articles}
    standing = [of[one.passage.article_id] for one in gathered.passages]  # each passage's article, in row order
    try:
        step(BuildStep("writing", 0, 5))
        write_passages(folder / PASSAGES, gathered.articles, gathered.passages)
        write_changes(folder / CHANGES, gathered.told)
        write_collections(folder / COLLECTIONS, [numbers[article.collection] for article in standing])
        step(BuildStep("writing", 1, 5))
        spoken = [LANGUAGES.index(article.language) for article in standing]
        # Shared collections are one part, for translations may stand in another; a server's is read with it or alone.
        apart = [parts[article.collection] for article in standing]
        write_vectors(folder / VECTORS, vectors, spoken, apart)
        step(BuildStep("writing", 2, 5))
        write_words(folder / WORDS, _entries(gathered, standing, numbers, apart))
        step(BuildStep("writing", 3, 5))
        write_pieces(folder / PIECES, pieces, table.size, [part == SHARED for part in apart])
        step(BuildStep("writing", 4, 5))
        dates = {article_id: str(article.published or "") for article_id, article in of.items()}
        named = {article_id: article.collection for article_id, article in of.items()}
        write_glossary(folder / GLOSSARY, _definitions(gathered), dates, named)
        step(BuildStep("writing", 5, 5))
        languages = [one.article.language for one in gathered.articles]
        manifest = Manifest(
            name=folder.name.removeprefix(".building-"),
            format_version=FORMAT_VERSION,
            encoder_id=encoder.id,
            encoder_digest=encoder.digest,
            pieces_digest=table.digest,
            dimensions=encoder.dimensions,
            articles=len(gathered.articles),
            passages=len(gathered.passages),
            languages={language: languages.count(language) for language in LANGUAGES},
            collections=collections,
            built_at=datetime.now(UTC).isoformat(timespec="seconds"),
            build_seconds=round(time.monotonic() - started, 3),
            problems=gathered.problems,
        )
        step(BuildStep("checking", 0, 1))
        store.publish(folder, manifest, put_in_use=put_in_use)
        step(BuildStep("checking", 1, 1))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return manifest


def _entries(
    gathered: _Gathered, standing: Sequence[Article], numbers: Mapping[str, int], parts: Sequence[int]
) -> Iterator[WordEntry]:
    """Yield what the word index takes of each passage, those of one part together."""
    for row in np.argsort(parts, kind="stable").tolist():
        article, passage = standing[row], gathered.passages[row].passage
        title = f"{article.title}\n{passage.heading}"
        text = passage.span.of(article.text)
        yield WordEntry(row, article.language, title, text, numbers[article.collection], parts[row])


def _definitions(gathered: _Gathered) -> Iterator[Definition]:
    for one in gathered.articles:
        known = gathered.defined.get(one.article.id)
        yield from mine(one.article) if known is None else known
