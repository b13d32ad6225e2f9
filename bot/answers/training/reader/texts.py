"""Which texts the reader learns language from: sentence pairs and documents, none of what is held back."""

from __future__ import annotations

import random
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.article import Language
from corpus.sentences import split_sentences
from index.training.holding import hold_back
from index.training.pairs import Pair

# Share of the sentence pairs that are read; of other sources all. Statutes and small talk would be most of them.
PAIRS_READ: Mapping[str, float] = {"laws": 0.15, "laws-note": 0.2, "laws-title": 1.0, "tatoeba": 0.7}
LAWS_READ = 25  # of a hundred passages of statutes

LONGEST_ENGLISH, LONGEST_FRENCH = 400, 450  # code points of a pair's sides; more than a sequence has room for
LONGEST_DOCUMENT = 1300  # code points, some ten sentences

HEADLINED = "orangesum"  # whose passages have their headline as the question and no title


@dataclass(frozen=True, slots=True)
class SentencePair:
    """The same said in both languages."""

    english: str
    french: str


@dataclass(frozen=True, slots=True)
class Document:
    """A passage by its sentences, under its title, which may be empty."""

    language: Language
    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """All that is read, in an order drawn by the seed."""

    pairs: Sequence[SentencePair]
    documents: Sequence[Document]


def choose_texts(pairs: Sequence[Pair], seed: int) -> Texts:
    """Return the texts to read; each passage once, whatever is asked of it."""
    draw = random.Random(seed)  # noqa: S311 - draws texts, no secret
    read: list[SentencePair] = []
    documents: dict[str, Document] = {}
    for pair, held in zip(pairs, hold_back(pairs), strict=True):
        if held or pair.group == "dictionary":
            continue
        if pair.group == "parallel":
            if draw.random() < PAIRS_READ.get(pair.source, 1.0):
                read.append(SentencePair(pair.left[:LONGEST_ENGLISH], pair.right[:LONGEST_FRENCH]))
        elif pair.right not in documents and _is_read(pair):
            documents[pair.right] = _document(pair)
    drawn = [one for one in documents.values() if one.sentences]
    draw.shuffle(drawn)
    return Texts(read, drawn)


def _is_read(pair: Pair) -> bool:
    return pair.source != "laws" or zlib.crc32(pair.right.encode()) % 100 < LAWS_READ


def _document(pair: Pair) -> Document:
    text = pair.right[:LONGEST_DOCUMENT]
    title = pair.title or (pair.left if pair.source == HEADLINED else "")
    sentences = tuple(span.of(text) for span in split_sentences(text, pair.right_language))
    return Document(pair.right_language, title, sentences)
