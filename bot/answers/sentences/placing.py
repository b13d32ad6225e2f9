"""Where a sentence stands among few passages: what its article has of the question beside the other articles.

Among many passages the ones found are all on the matter; among few they are whatever there is, and which article a
sentence is of tells as much as its own words. Vectors are those of the shipped encoder, whatever a host searches with.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.answers.questions.expecting import Numbers
from bot.answers.sentences.reader import Ids
from bot.answers.sentences.reading import PLACES, Reading
from index.encoders import shipped_encoder
from index.matching.pieces import PieceTable

PLACED = (
    # cosine with the question: of the sentence, of it with its title and the sentence before, each beside the best
    *("cosine", "cosine_near", "cosine_beside", "cosine_near_beside"),
    # words of the title and heading beside the best ones; how far down its passage it stands, from 0 to 1
    *("above_beside", "down"),
    # its article: most words in one sentence, highest cosine, share of the passages, whether it is the first found,
    # and words in a title
    *("article_direct", "article_cosine", "article_hits", "article_first", "article_named"),
)


def placed(reading: Reading, table: PieceTable) -> Numbers:
    """Return what is known of each sentence beside the others, shape (sentences, `PLACED`)."""
    features, hits = reading.features, [one.hit for one in reading.sentences]
    titles = title_pieces(reading, list(dict.fromkeys(hits)), table)
    sums = shipped_encoder().sums([*reading.pieces, *titles.values()])
    question, sentences = sums[0], sums[1 : len(hits) + 1]
    of_title = dict(zip(titles, sums[len(hits) + 1 :], strict=True))
    near = sentences + np.stack([of_title[hit] for hit in hits])
    before = np.array([one.before for one in reading.sentences])
    near[before >= 0] += sentences[before[before >= 0]]
    cosine, cosine_near = _cosines(sentences, question), _cosines(near, question)
    above = features[:, PLACES["above"]]
    articles = [reading.article(place).id for place in range(len(hits))]
    of_article = np.unique(articles, return_inverse=True)[1]
    of_hits = [hit.article.id for hit in reading.hits]
    known: dict[str, NDArray[np.generic] | list[float] | list[bool]] = {
        "cosine": cosine,
        "cosine_near": cosine_near,
        "cosine_beside": cosine - cosine.max(),
        "cosine_near_beside": cosine_near - cosine_near.max(),
        "above_beside": above - above.max(),
        "down": _down(hits),
        "article_direct": _most(features[:, PLACES["direct"]], of_article),
        "article_cosine": _most(cosine_near, of_article),
        "article_hits": [of_hits.count(article) / len(of_hits) for article in articles],
        "article_first": [article == of_hits[0] for article in articles],
        "article_named": _most(above, of_article),
    }
    return np.stack([np.asarray(known[name], np.float32) for name in PLACED], axis=1)


def title_pieces(reading: Reading, places: Sequence[int], table: PieceTable) -> dict[int, Ids]:
    """Return the pieces of what stands above the hits at `places`: the title, and the heading where it is another."""
    return dict(zip(places, table.in_order([_title(reading, place) for place in places]), strict=True))


def _title(reading: Reading, place: int) -> str:
    hit = reading.hits[place]
    title, heading = hit.article.title, hit.passage.heading
    return f"{title} {heading}".strip() if heading != title else title


def _cosines(rows: Numbers, row: Numbers) -> Numbers:
    lengths = np.linalg.norm(rows, axis=1) * np.linalg.norm(row)
    found: Numbers = np.divide(rows @ row, lengths, out=np.zeros(len(rows), np.float32), where=lengths > 0)
    return found


def _down(hits: list[int]) -> Numbers:
    """Return how far down its passage each sentence stands: 0 for the first, 1 for the last of several."""
    _, first, of_hit, counts = np.unique(hits, return_index=True, return_inverse=True, return_counts=True)
    found = (np.arange(len(hits)) - first[of_hit]) / np.maximum(counts[of_hit] - 1, 1)
    return found.astype(np.float32)


def _most(values: Numbers, of: NDArray[np.int64]) -> Numbers:
    """Return for each value the most of its group."""
    most = np.full(of.max() + 1, -np.inf, np.float32)
    np.maximum.at(most, of, values)
    return most[of]
