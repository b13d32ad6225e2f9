"""Reading the passages found, sentence by sentence: what is known of each sentence, as numbers.

Every sentence is set beside the question word by word (its stem, its likely translations) and piece by piece (each of
the question's word pieces looks for its likest, in either language), alone and with what stands around it: the title
and heading above, the sentences before and after, the passage. Then what it holds that might answer: names, numbers,
dates that the question does not give, and pieces that the question expects. All passages are read at once, since the
work is in arrays. Knows no weights but those of what is expected.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answers.questions.expecting import Expectation, Expected, Numbers
from bot.answers.questions.question import Asked
from bot.answers.sentences.lacking import lacks_name, named
from bot.answers.sentences.parting import Parted, part
from bot.answers.sentences.reader import Ids
from bot.answers.sentences.saying import said_in, say_alike
from bot.answers.values.holdings import holdings
from corpus.article import Article, Span
from corpus.patterns import lazy_pattern
from index.hits import Hit
from index.matching.candidates import Query
from index.matching.pieces import LEAST, Pieces, met_of, numbered
from index.matching.ranking import FEW
from index.matching.weighing import weighed
from index.search import Search
from index.words.analysis import fold, words

PASSAGES_READ = 5  # hits whose sentences are judged; the answer is rarely below them
# The same among few passages, where what answers in other words or in the other language comes behind what only shares
# words.
PASSAGES_READ_OF_FEW = 14
SENTENCES_READ = 160  # of all passages together; fourteen long ones have some 140

# A word of every passage still counts this many nats: in a corpus of a few passages, frequencies say little.
LEAST_WEIGHT = 0.3
# What a word of the question is worth where it stands: in the title or heading above the sentence, in the sentence
# before, elsewhere in the passage.
IN_TITLE, IN_SENTENCE_BEFORE, IN_PASSAGE = 0.8, 0.7, 0.5

LEANING = lazy_pattern(
    r"^(?:il|elle|ils|elles|ce|c['’]|cet|cette|ces|celui|celle|ceux|celles|cela|ça|son|sa|ses|leur|leurs|lui|"
    r"it|its|he|she|they|his|her|their|this|that|these|those|such|both|the latter|ce dernier|cette dernière)\b",
    re.IGNORECASE,
)

SAME_NAME = 0.8  # how surely a name's pieces must be met: "Pérou" and "Peru" are, two capitals are not

FEATURES = (
    # words: in the sentence, with its surroundings, in the passage, above; the heaviest that is lacking; beside it
    *("direct", "covered", "in_passage", "above", "lacking", "before", "after"),
    # names of the question: in the sentence, with title and sentence before, in the passage; none anywhere near
    *("names", "names_near", "names_in_passage", "lacks_name"),
    # pieces: mean likeness and share of rarity met, in the sentence, with title and sentence before, in the passage
    *("alike", "said", "alike_near", "said_near", "alike_in_passage", "said_in_passage"),
    # what is asked of the names, how dense the question's words stand, and the look of the sentence
    *("said_after", "relation", "density", "length", "first", "last", "question_mark", "unfinished", "leans"),
    # the passage's standing, and the question's size
    *("fused", "rank", "across", "pieces", "terms"),
    # what it holds that the question lacks
    *("expected", "year", "number", "name", "new", "answering", "answering_all"),
)
PLACES: Mapping[str, int] = {name: place for place, name in enumerate(FEATURES)}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a hit: its place among the hits, its span in the article, and the sentence before or -1."""

    hit: int
    span: Span
    before: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentences of some hits in order, with what is known of each: shape (sentences, features).

    `lacks_name` says where a name that is asked about stands nowhere near, `unheard_of` where one of these stands in no
    article at all. `rarities` are the inverse document frequencies of the question's terms, in nats. `pieces` are the
    numbers of the word pieces of the question and, behind it, of each sentence.
    """

    hits: Sequence[Hit]
    sentences: Sequence[Sentence]
    features: Numbers
    lacks_name: NDArray[np.bool_]
    unheard_of: NDArray[np.bool_]
    expected: Expected
    rarities: Sequence[float]
    pieces: Sequence[Ids] = ()

    def article(self, place: int) -> Article:
        """Return the article of a sentence."""
        return self.hits[self.sentences[place].hit].article

    def text(self, place: int) -> str:
        """Return a sentence as it stands."""
        return self.sentences[place].span.of(self.article(place).text)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the sentences stand: the hit of each, the sentence before or -1, and whether it opens its passage."""

    of_hit: NDArray[np.int64]
    before: NDArray[np.int64]
    first: NDArray[np.bool_]

    @property
    def last(self) -> NDArray[np.bool_]:
        """Whether it ends its passage."""
        return np.append(self.first[1:], True)

    def above(self, rows: Numbers) -> Numbers:
        """Return for each sentence the row of its title, which stand behind those of the sentences."""
        return rows[len(self.of_hit) :][self.of_hit]

    def previous(self, rows: Numbers) -> Numbers:
        """Return for each sentence the row of the one before, nothing where there is none."""
        found: Numbers = np.where((self.before >= 0)[:, None], rows[self.before], np.float32(0))
        return found

    def following(self, rows: Numbers) -> Numbers:
        """Return for each sentence the row of the one after, nothing where there is none."""
        found = np.zeros_like(rows)
        places = np.flatnonzero(self.before >= 0)
        found[self.before[places]] = rows[places]
        return found

    def passage(self, rows: Numbers, above: Numbers) -> Numbers:
        """Return for each sentence the most of its passage's sentences and of what stands above them."""
        most = np.maximum.reduceat(rows, self.first.nonzero()[0], axis=0)
        found: Numbers = np.maximum(most[self.first.cumsum() - 1], above)
        return found


def read(query: Query, asked: Asked, hits: Sequence[Hit], search: Search, expectation: Expectation) -> Reading:
    """Return the sentences of the best `hits` with what is known of each."""
    hits = hits[: PASSAGES_READ_OF_FEW if search.passages_in(query.scope) < FEW else PASSAGES_READ]
    expected = expectation.of(query.text, asked, search.table)
    rarities = search.rarity(query.terms, scope=query.scope)
    parted = part([(hit.text, hit.article.language) for hit in hits], search.table)
    sentences = _sentences(hits, parted)
    if not sentences:
        nothing = np.zeros((0, len(FEATURES)), np.float32)
        return Reading(hits, (), nothing, np.zeros(0, np.bool_), np.zeros(0, np.bool_), expected, rarities)
    count = len(sentences)
    articles = [hits[one.hit].article for one in sentences]
    texts = [one.span.of(article.text) for one, article in zip(sentences, articles, strict=True)]
    in_words = [those for one in parted for those in one.words][:count]
    above = [f"{hit.article.title}\n{hit.passage.heading}" for hit in hits]
    languages = [article.language for article in [*articles, *(hit.article for hit in hits)]]
    layout = _laid_out(sentences)
    others = search.table.in_order([query.text, *above, *(term.surface for term in query.terms)])
    in_order = [others.pop(0), *[those for one in parted for those in one.pieces][:count]]
    question_pieces, *cut = search.table.distinct([*in_order, *others])
    cut, of_terms = cut[: count + len(above)], cut[count + len(above) :]
    alike = _alike(question_pieces, cut, search)
    said = said_in(query, [*in_words, *map(words, above)], languages)
    surely = said > 0
    say_alike(said, alike, query, question_pieces, of_terms)
    surely |= said >= SAME_NAME
    lacking, unheard_of = lacks_name(query, hits, layout.of_hit, surely, search)
    sizes = np.array([len(pieces) for pieces in cut[:count]], np.float32)
    holds = holdings(in_words, set(fold(query.text)))
    most, together = expectation.met(expected, cut[:count], question_pieces)
    ends = [text.rstrip(" »”\"')]") for text in texts]
    known: dict[str, NDArray[np.generic] | list[bool] | list[float]] = {
        **_of_words(said, query, layout, rarities),
        "lacks_name": lacking,
        **_of_pieces(alike, question_pieces, query, layout, search),
        "density": said[:count].sum(axis=1) / np.maximum(sizes, 3),
        "length": np.log1p(sizes),
        "first": layout.first,
        "last": layout.last,
        "question_mark": [end.endswith("?") for end in ends],
        "unfinished": [not end.endswith((".", "!", "…", "?")) for end in ends],
        "leans": [one.before >= 0 and leans(text) for one, text in zip(sentences, texts, strict=True)],
        "fused": [hits[one.hit].fused for one in sentences],
        "rank": [1 / hits[one.hit].rank for one in sentences],
        "across": [article.language != query.language for article in articles],
        "pieces": np.full(count, len(question_pieces) / 10),
        "terms": np.full(count, len(query.terms) / 10),
        "expected": holds[:, :3] @ expected.things[:3],
        "year": holds[:, 0],
        "number": holds[:, 1],
        "name": holds[:, 2],
        "new": np.log1p(holds[:, 3]),
        "answering": most,
        "answering_all": together,
    }
    features = np.stack([np.asarray(known[name], np.float32) for name in FEATURES], axis=1)
    return Reading(hits, sentences, features, lacking, unheard_of, expected, rarities, in_order)


def leans(text: str) -> bool:
    """Return whether a sentence opens with a pronoun that the sentence before explains."""
    return bool(LEANING.match(text))


def _sentences(hits: Sequence[Hit], parted: Sequence[Parted]) -> list[Sentence]:
    found: list[Sentence] = []
    for place, (hit, one) in enumerate(zip(hits, parted, strict=True)):
        start = hit.passage.start
        for relative, opens in zip(one.spans, one.opens, strict=True):
            before = -1 if opens else len(found) - 1
            found.append(Sentence(place, Span(start + relative.start, start + relative.end), before))
    return found[:SENTENCES_READ]


def _laid_out(sentences: Sequence[Sentence]) -> _Layout:
    of_hit = np.array([one.hit for one in sentences])
    first = np.append(True, of_hit[1:] > of_hit[:-1])
    return _Layout(of_hit, np.array([one.before for one in sentences]), first)


def _alike(asked: Pieces, cut: Sequence[Pieces], search: Search) -> Numbers:
    """Return how like the likest piece of each text is to each piece asked, shape (texts, pieces)."""
    best = np.zeros((len(cut), len(asked)), np.float32)
    full = [place for place, pieces in enumerate(cut) if len(pieces)]
    if len(asked) and full:
        flat = np.concatenate([cut[place] for place in full])
        starts = np.cumsum([0, *(len(cut[place]) for place in full[:-1])])
        distinct, places = numbered(flat, search.table.size)
        best[full] = np.maximum.reduceat(search.table.similarities(distinct, asked)[places], starts, axis=0)
    return best


def _of_pieces(alike: Numbers, asked: Pieces, query: Query, layout: _Layout, search: Search) -> dict[str, Numbers]:
    """Return what the pieces tell of each sentence."""
    loud, rare = search.table.lengths(asked), search.snapshot.counted(query.scope).rarities[asked]
    loud, rare = loud / (loud.sum() + LEAST), rare / (rare.sum() + LEAST)
    met = met_of(alike)
    here, met_here = alike[: len(layout.of_hit)], met[: len(layout.of_hit)]
    title, met_title = layout.above(alike), layout.above(met)
    close = np.maximum.reduce([here, title, layout.previous(here)])
    met_close = np.maximum.reduce([met_here, IN_TITLE * met_title, IN_SENTENCE_BEFORE * layout.previous(met_here)])
    return {
        "alike": weighed(here, loud),
        "said": weighed(met_here, rare),
        "alike_near": weighed(close, loud),
        "said_near": weighed(met_close, rare),
        "alike_in_passage": weighed(layout.passage(here, title), loud),
        "said_in_passage": weighed(layout.passage(met_here, met_title), rare),
        "said_after": weighed(layout.following(met_here), rare),
    }


def _of_words(said: Numbers, query: Query, layout: _Layout, rarities: Sequence[float]) -> dict[str, Numbers]:
    """Return what the question's words tell of each sentence."""
    weights = np.array([LEAST_WEIGHT + rarity for rarity in rarities], np.float32)
    weights /= weights.sum() + LEAST
    here, above = said[: len(layout.of_hit)], layout.above(said)
    before, passage = layout.previous(here), layout.passage(here, above)
    covered = np.maximum.reduce([here, IN_TITLE * above, IN_SENTENCE_BEFORE * before, IN_PASSAGE * passage])
    names = named(query)
    relations = np.array([not term.is_name or term.folded.isdigit() for term in query.terms], np.bool_)
    return {
        "direct": weighed(here, weights),
        "covered": weighed(covered, weights),
        "in_passage": weighed(passage, weights),
        "above": weighed(above, weights),
        "lacking": ((1 - covered) * weights).max(axis=1, initial=0),
        "before": weighed(before, weights),
        "after": weighed(layout.following(here), weights),
        "names": _share(here, weights * names),
        "names_near": _share(np.maximum.reduce([here, above, before]), weights * names),
        "names_in_passage": _share(passage, weights * names),
        "relation": _share(here, weights * relations),
    }


def _share(presences: Numbers, weights: Numbers) -> Numbers:
    """Return the share of the weight that is present; all of it where there is none."""
    total = float(weights.sum())
    return weighed(presences, weights) / total if total > 0 else np.ones(len(presences), np.float32)
