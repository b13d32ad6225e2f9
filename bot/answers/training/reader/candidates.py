"""What of a reading is given to the reader: its likeliest sentences under their titles, in word pieces."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.reader import READ, Candidate
from bot.answers.reading import Reading
from index.encoders import SHIPPED_MODEL
from index.encoders.cutting import Cutter
from index.encoders.static import TOKENIZER, read_tokenizer
from index.hits import Hit


def shipped_cutter() -> Cutter:
    """Return what cuts texts to the pieces that the reader knows, those of the shipped encoder."""
    return Cutter(read_tokenizer(SHIPPED_MODEL / TOKENIZER))


def candidates_of(reading: Reading, order: Sequence[int], cutter: Cutter) -> list[Candidate]:
    """Return the first sentences of `order`, which names them by their place, best first."""
    places = list(order[:READ])
    sentences = [reading.sentences[place] for place in places]
    titles = [title_of(reading.hits[one.hit]) for one in sentences]
    cut = cutter.cut([*titles, *(reading.text(place) for place in places)])
    return [
        Candidate(one.hit, place, title, text)
        for one, place, title, text in zip(sentences, places, cut[: len(places)], cut[len(places) :], strict=True)
    ]


def title_of(hit: Hit) -> str:
    """Return what stands above a hit's sentences: the title of its article, and its heading if that is another."""
    title, heading = hit.article.title, hit.passage.heading
    return f"{title} {heading}".strip() if heading and heading != title else title
