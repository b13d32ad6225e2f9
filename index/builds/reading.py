"""Articles to segments: files are read, cut, mined, encoded and indexed, some hundred at a time.

What a text's vector and word pieces are hangs on the text alone, so they are taken from any segment at hand that holds
the same text, whatever article it stood in. Knows no snapshots.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.article import LANGUAGES, Article, Passage
from corpus.errors import UnreadableArticleError
from corpus.library import Problem, SourceFile, read_article
from corpus.passages import cut_passages
from corpus.sentences import split_sentences
from index.encoders.protocol import Encoder, Sharing, Vectors
from index.errors import EncoderError
from index.glossaries.definitions import Definition
from index.glossaries.mining import mine
from index.keeping.catalogue import write_catalogue
from index.keeping.rows import DEAD
from index.matching.piece_table import encode_and_cut
from index.matching.pieces import Pieces, PieceTable
from index.scope import part_of
from index.segments.passages import CutStored, Keys, key_bytes, listing_of, write_passages
from index.segments.pieces import write_pieces
from index.segments.segment import (
    PIECES,
    SEGMENT_FORMAT,
    VECTORS,
    WORDS,
    Segment,
    SegmentCard,
    finish_segment,
    new_segment,
)
from index.segments.vectors import write_vectors
from index.segments.words import WordEntry, write_words

ENCODED_AT_ONCE = 256  # passages; large enough for any encoder's batches

OnEncoded = Callable[[int, int], None]
"""Told how many of how many passages are encoded."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to read; `known` is the digest of the article that is known of it, if any.

    `skip` says that its article need not be indexed again where it is still that one.
    """

    file: SourceFile
    known: str | None = None
    skip: bool = True


@dataclass(frozen=True, slots=True)
class CutArticle:
    """An article with its passages, ready to be indexed."""

    article: Article
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What reading some files brought: articles to be indexed, and those that are as they were known."""

    articles: tuple[CutStored, ...]
    same: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What became of some files: the segments made, by name, with how many of their passages were encoded now."""

    segments: tuple[str, ...]
    definitions: tuple[Definition, ...]
    encoded: int
    same: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A passage of the same text, by its local row; `cut` says that its word pieces are those of the table in use."""

    segment: Segment
    row: int
    cut: bool

    def vector(self) -> NDArray[np.float32]:
        """Return its vector, shape (dimensions,)."""
        found: NDArray[np.float32] = self.segment.vectors.rows(np.array([self.row]))[0]
        return found

    def pieces(self) -> Pieces:
        """Return its word pieces."""
        return self.segment.pieces.gather(np.array([self.row]))[0]


class Shelf:
    """Vectors and word pieces of texts that are known, by the key of the text."""

    def __init__(self, segments: Sequence[Segment], encoder_digest: str, pieces_digest: str) -> None:
        """Segments of another encoder are passed over, and of those of another table the pieces."""
        self._segments = [one for one in segments if one.card.encoder_digest == encoder_digest]
        self._pieces_digest = pieces_digest

    def find(self, keys: Keys) -> list[Known | None]:
        """Return where the text of each key stands; None where it is not known."""
        found: list[Known | None] = [None] * len(keys)
        missing = np.arange(len(keys))
        for segment in self._segments:
            if not len(missing):
                break
            rows = segment.passages.find(keys[missing])
            for place, row in zip(missing.tolist(), rows.tolist(), strict=True):
                if row != DEAD:
                    found[place] = Known(segment, row, segment.card.pieces_digest == self._pieces_digest)
            missing = missing[rows == DEAD]
        return found


def encoded_text(article: Article, passage: Passage) -> str:
    """Return the text that stands for a passage in dense search: title, heading, and the passage itself."""
    above = " - ".join(part for part in (article.title, passage.heading) if part)
    return f"{above}\n{passage.span.of(article.text)}"


log = logging.getLogger("sourcier")

# What a fault in the reading of a file or of its text raises.
FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)


def read_files(wanted: Iterable[Wanted]) -> Read:
    """Read some files and cut their articles. One that brings a fault of ours to light is a problem and stops no other.

    The fault is logged where it came to light: by a process of ours, on the standard error of who started it.
    """
    articles, same, problems = [], [], []
    for one in wanted:
        try:
            article = read_article(one.file)
            digest = article.digest
            if digest == one.known and one.skip:
                same.append(one.file)
            else:
                articles.append(_cut(article, digest, one.file))
        except UnreadableArticleError as error:
            problems.append(Problem(one.file.id, str(error), error.code))
        except FAULTS as error:
            log.exception("%s cannot be indexed, a fault of Sourcier's; please report it", one.file.id)
            reason = f"{type(error).__name__} while its article was read, a fault of Sourcier's; please report it"
            problems.append(Problem(one.file.id, reason, "fails"))
    return Read(tuple(articles), tuple(same), tuple(problems))


def _cut(article: Article, digest: str, file: SourceFile) -> CutStored:
    sentences = split_sentences(article.text, article.language)
    passages = cut_passages(article, sentences=sentences)
    looks = (file.size_bytes, file.modified_ns)
    return _stored(article, digest, looks, passages, mine(article, sentences))


def stored(article: Article, passages: Sequence[Passage]) -> CutStored:
    """Return an article that is of no file, with all that is kept of it in a segment."""
    return _stored(article, article.digest, (0, 0), passages, mine(article))


def _stored(
    article: Article,
    digest: str,
    looks: tuple[int, int],
    passages: Sequence[Passage],
    definitions: Iterable[Definition],
) -> CutStored:
    texts = (encoded_text(article, passage) for passage in passages)
    keys = tuple(hashlib.sha256(text.encode()).hexdigest() for text in texts)
    return CutStored(article, digest, *looks, tuple(passages), keys, tuple(definitions))


def make_segments(
    articles: Sequence[CutStored],
    segments: Path,
    encoder: Encoder,
    table: PieceTable,
    shelf: Shelf,
    on_encoded: OnEncoded | None = None,
) -> tuple[list[SegmentCard], int]:
    """Write a segment of each part's articles below `segments`; return their cards, and how many passages were encoded.

    Raises:
        EncoderError: the encoder failed or gave unusable vectors.
        OSError: the disk refused.
    """
    parts: dict[str, list[CutStored]] = {}
    for one in articles:
        parts.setdefault(part_of(one.article.collection), []).append(one)
    cards, encoded = [], 0
    for part, some in sorted(parts.items()):
        card, missing = _make_segment(some, part, segments, encoder, table, shelf, on_encoded)
        cards.append(card)
        encoded += missing
    return cards, encoded


def _make_segment(
    articles: Sequence[CutStored],
    part: str,
    segments: Path,
    encoder: Encoder,
    table: PieceTable,
    shelf: Shelf,
    on_encoded: OnEncoded | None,
) -> tuple[SegmentCard, int]:
    standing = [(one.article, passage) for one in articles for passage in one.passages]
    known = shelf.find(key_bytes([key for one in articles for key in one.keys]))
    with new_segment(segments) as folder:
        write_catalogue(folder, listing_of(articles, 0))
        write_passages(folder, articles)
        languages = np.array([LANGUAGES.index(article.language) for article, _ in standing], np.int8)
        texts = [encoded_text(article, passage) for article, passage in standing]
        encoded = _encoded(texts, known, encoder, table, on_encoded)
        write_vectors(folder / VECTORS, encoded.vectors, languages, coded=False)  # merging does that, if need be
        write_pieces(folder / PIECES, encoded.pieces, table.size)
        write_words(folder / WORDS, _entries(standing), len(standing))
        card = SegmentCard(
            name="",
            format_version=SEGMENT_FORMAT,
            encoder_digest=encoder.digest,
            pieces_digest=table.digest,
            dimensions=encoder.dimensions,
            part=part,
            rows=len(standing),
            articles=len(articles),
        )
        return finish_segment(folder, card), encoded.new


@dataclass(frozen=True, slots=True)
class _Encoded:
    """Vectors, shape (passages, dimensions), and word pieces of passages, and how many of these were encoded now."""

    vectors: Vectors
    pieces: list[Pieces]
    new: int


def _encoded(
    texts: Sequence[str],
    known: Sequence[Known | None],
    encoder: Encoder,
    table: PieceTable,
    on_encoded: OnEncoded | None,
) -> _Encoded:
    vectors = np.zeros((len(texts), encoder.dimensions), np.float32)
    pieces: list[Pieces] = [np.zeros(0, np.uint16)] * len(texts)
    for row, place in enumerate(known):
        if place is not None:
            vectors[row] = place.vector()
            pieces[row] = place.pieces() if place.cut else table.cut([texts[row]])[0]
    missing = [row for row, place in enumerate(known) if place is None]
    if on_encoded is not None:
        on_encoded(0, len(missing))
    at_once = max(ENCODED_AT_ONCE, encoder.at_once if isinstance(encoder, Sharing) else 0)
    for start in range(0, len(missing), at_once):
        rows = missing[start : start + at_once]
        batch = encode_and_cut(encoder, table, [texts[row] for row in rows])
        if batch.vectors.shape != (len(rows), encoder.dimensions):
            msg = (
                f"{encoder.id} gave vectors of shape {batch.vectors.shape}, wanted ({len(rows)}, {encoder.dimensions})"
            )
            raise EncoderError(msg)
        vectors[rows] = batch.vectors
        for row, some in zip(rows, batch.pieces, strict=True):
            pieces[row] = some
        if on_encoded is not None:
            on_encoded(start + len(rows), len(missing))
    return _Encoded(vectors, pieces, len(missing))


def _entries(standing: Sequence[tuple[Article, Passage]]) -> Iterator[WordEntry]:
    for row, (article, passage) in enumerate(standing):
        yield WordEntry(row, article.language, f"{article.title}\n{passage.heading}", passage.span.of(article.text))
