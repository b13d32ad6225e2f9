"""The same articles in one segment, or split among several with older copies that are dead."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import strategies as st

from corpus.article import Article, Span
from corpus.passages import cut_passages
from index.builds.building import encoded_text
from index.glossaries.mining import mine
from index.keeping.catalogue import Catalogue, Listing, joined, row_map, write_catalogue
from index.keeping.rows import RowMap
from index.segments.passages import CutStored, SegmentPassages, listing_of, write_passages

SENTENCES = (
    "A right of first refusal (ROFR) is a right to buy before others do.",
    "Le refus est écrit.",
    "Nothing else is said here.",
    "On appelle promesse un engagement à vendre plus tard.",
    "Prices rose in May.",
    "Ils l’ont dit \U0001f600 hier.",
)


def an_article(article_id, said=(0,), *, language="en", heading="", title="Title", collection="articles", url=None):
    """`said` gives the numbers of its sentences; the heading stands before the second."""
    paragraphs = [SENTENCES[number] for number in said]
    if heading:
        paragraphs.insert(1, heading)
    text = "\n\n".join(paragraphs)
    start = text.find(heading) if heading else -1
    headings = (Span(start, start + len(heading)),) if start >= 0 else ()
    day = date(2020, 1, 1 + len(said)) if said else None
    return Article(article_id, title, language, text, url, day, collection, headings)


def cut(article, size_bytes=1, modified_ns=2):
    passages = cut_passages(article, 60)
    keys = tuple(hashlib.sha256(encoded_text(article, one).encode()).hexdigest() for one in passages)
    return CutStored(article, article.digest, size_bytes, modified_ns, passages, keys, tuple(mine(article)))


@st.composite
def some_articles(draw, most=8):
    """Some articles with different ids, in no order."""
    ids = draw(st.lists(st.text("abé/-", min_size=1, max_size=4), unique=True, max_size=most))
    collections = st.sampled_from(["articles", "news", "server-1"])
    return [
        cut(
            an_article(
                one,
                draw(st.lists(st.integers(0, len(SENTENCES) - 1), max_size=4)),
                language=draw(st.sampled_from(["en", "fr"])),
                heading=draw(st.sampled_from(["", "Heading", "Überschrift"])),
                title=draw(st.text("Tit le", max_size=3)),
                collection=draw(collections),
                url=draw(st.sampled_from([None, "https://example.org/a"])),
            ),
            draw(st.integers(0, 1000)),
            draw(st.integers(0, 1 << 60)),
        )
        for one in ids
    ]


@st.composite
def layouts(draw, articles):
    """Return a list a segment of pairs of an article and whether it lives; each lives once, dead ones lie anywhere."""
    count = draw(st.integers(1, 4))
    segments = [[] for _ in range(count)]
    for one in draw(st.permutations(articles)):
        segments[draw(st.integers(0, count - 1))].append((one, True))
        if draw(st.booleans()):
            older = cut(replace(one.article, text=f"{SENTENCES[2]}\n\n{one.article.text}".strip(), headings=()))
            other = draw(st.integers(0, count - 1))
            segments[other].insert(draw(st.integers(0, len(segments[other]))), (older, False))
    return segments


@dataclass(frozen=True, slots=True)
class Split:
    """Segments on disk, opened, with what lives in them."""

    layout: Sequence[Sequence[tuple[CutStored, bool]]]
    folders: Sequence[Path]
    segments: Sequence[SegmentPassages]
    catalogue: Catalogue
    rows: RowMap


def write_split(
    folder: Path,
    layout: Sequence[Sequence[tuple[CutStored, bool]]],
    opened: ExitStack,
    also: Callable[[Path, Sequence[CutStored]], Any] | None = None,
) -> Split:
    """Write segments and a catalogue below `folder`; `also` writes more of each segment."""
    folders, listings = [], []
    for number, held in enumerate(layout):
        own = [one for one, _ in held]
        folders.append(folder / str(number))
        write_passages(folders[-1], own)
        if also:
            also(folders[-1], own)
        listed = listing_of(own, number)
        lives = np.array([live for _, live in held], np.bool_)
        ids = [one for one, live in zip(listed.ids, lives, strict=True) if live]
        listings.append(Listing(ids, listed.entries[lives], listed.collections))
    write_catalogue(folder, joined(listings))
    segments = [opened.enter_context(closing(SegmentPassages(one))) for one in folders]
    catalogue = Catalogue(folder)
    return Split(layout, folders, segments, catalogue, row_map(catalogue, [one.rows for one in segments]))


def as_one(articles):
    """Return the layout that a fresh build gives."""
    return [[(one, True) for one in sorted(articles, key=lambda one: one.article.id)]]
