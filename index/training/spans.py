"""Questions made from passages: a span of one asks, the rest of the passage, or its translation, answers.

The inverse cloze task (Lee, Chang and Toutanova, 2019), over token ids. There are few real questions in English and
fewer across languages; this makes every passage ask.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.article import Language
from index.training.batches import Ids, Ragged
from index.training.pairs import Pair

SHORTEST, LONGEST = 6, 30  # pieces of a span: as long as questions are

# A shorter passage has no rest worth finding.
SHORTEST_PASSAGE = 40


@dataclass(frozen=True, slots=True)
class Spans:
    """Spans cut from rows: their ids, and where in its row each one stood."""

    ids: Ragged
    firsts: Ids
    lengths: Ids


def find_spans(pairs: Sequence[Pair], rights: Ragged) -> dict[str, Ids]:
    """Return which rows ask and which answer, shape (n, 2) for each stream: `span en`, `span fr news`, `across laws`...

    In a `span` stream a passage answers for itself; in an `across` stream the two passages that one question has in the
    two languages answer for each other, both ways. Each passage asks once in a stream.
    """
    own: dict[str, tuple[str, int]] = {}
    versions: defaultdict[tuple[str, Language, str], dict[Language, int]] = defaultdict(dict)
    for row, pair in enumerate(pairs):
        if pair.group != "qa":
            continue
        if rights.starts[row + 1] - rights.starts[row] >= SHORTEST_PASSAGE:
            kind = {"laws": " laws", "orangesum": " news"}.get(pair.source, "")
            own.setdefault(pair.right, (f"span {pair.right_language}{kind}", row))
        versions[pair.source, pair.left_language, pair.left][pair.right_language] = row
    streams: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for stream, row in own.values():
        streams[stream].append((row, row))
    seen: set[tuple[str, str]] = set()
    for (source, _, _), rows in versions.items():
        if len(rows) == 2 and (texts := (pairs[rows["en"]].right, pairs[rows["fr"]].right)) not in seen:
            seen.add(texts)
            stream = "across laws" if source == "laws" else "across"
            streams[stream] += [(rows["en"], rows["fr"]), (rows["fr"], rows["en"])]
    return {stream: np.array(rows, dtype=np.int64) for stream, rows in streams.items()}


def cut_spans(rights: Ragged, rows: Ids, titles: Ids, rng: np.random.Generator) -> Spans:
    """Return a span of each row's text at random, at most half of it and none of its title (`titles` ids long)."""
    lengths_of_texts = np.maximum(rights.starts[rows + 1] - rights.starts[rows] - titles, 0)
    lengths = np.minimum(rng.integers(SHORTEST, LONGEST, len(rows)), lengths_of_texts // 2)
    firsts = titles + (rng.random(len(rows)) * (lengths_of_texts - lengths)).astype(np.int64)
    return Spans(_slices(rights.ids, rights.starts[rows] + firsts, lengths), firsts, lengths)


def without(rights: Ragged, rows: Ids, spans: Spans) -> Ragged:
    """Return the rows, each without its span."""
    taken = rights.take(rows)
    lengths = np.diff(taken.starts)
    places = np.arange(len(taken.ids)) - np.repeat(taken.starts[:-1], lengths)
    firsts = np.repeat(spans.firsts, lengths)
    kept = (places < firsts) | (places >= firsts + np.repeat(spans.lengths, lengths))
    return Ragged(taken.ids[kept], np.concatenate(([0], np.cumsum(lengths - spans.lengths))))


def _slices(ids: NDArray[np.int32], firsts: Ids, lengths: Ids) -> Ragged:
    starts = np.concatenate(([0], np.cumsum(lengths)))
    within = np.arange(starts[-1]) - np.repeat(starts[:-1], lengths)
    return Ragged(ids[np.repeat(firsts, lengths) + within], starts)
