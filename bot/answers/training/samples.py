"""Training questions as the answerer meets them: asked of an index, read by sentence, the right ones marked."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answers.questions.expecting import Expectation
from bot.answers.questions.question import read_kind
from bot.answers.sentences.reading import PLACES, Reading, read
from bot.answers.training.translating import WordByWord
from bot.answers.understanding import HITS, subject_only
from corpus.article import Article, Language, Passage
from index.builds.building import CutArticle, build_from_articles
from index.encoders import load_encoder
from index.keeping.snapshot import Store, open_snapshot
from index.search import Search
from index.training.holding import hold_back
from index.training.pairs import Pair
from index.words.lexicon import load_lexicon

ANSWERED = ("afriqa", "nq", "openquizzdb", "piaf", "squadshifts-new_wiki")
"""Sources whose rows say the part of the passage that answers; those of pubmedqa say yes or no."""

QUIZ = "openquizzdb"  # "answer. anecdote": whose questions ask for the first sentence, so that few are enough
QUIZ_KEPT = 0.12
TRANSLATED = 0.42  # share of the questions that are also asked in the other language
# Share of the passages of other sources that lie in the index among the answers.
OTHERS = {"orangesum": 0.2, "laws": 0.1, "scitldr": 0.4, "qamr": 1.0, "react-docs": 1.0, "pubmedqa": 1.0}

SHORTEST_ELSEWHERE = 3  # code points: "10" stands in any passage

RIGHT, ELSEWHERE = 1, 2
"""How a sentence is marked: it holds the answer in the right passage, or its words in another."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One question with its answer; `half` says which half of the articles it belongs to."""

    question: str
    language: Language
    passage: str
    answer: str
    source: str
    held: bool
    half: int
    translated: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """A question that was read; `marks` by sentence, `of_right` where the sentence's passage is the right one."""

    asking: Asking
    reading: Reading
    marks: NDArray[np.int8]
    of_right: NDArray[np.bool_]

    def without_right(self) -> Sample | None:
        """Return the same question as if its passage were not there, or None where nothing else was found."""
        return self._of(~self.of_right)

    def among_few(self, *, right: bool) -> Sample | None:
        """Return the same question as a corpus of two passages would have it, with the right one or without."""
        others = [one.hit for one, is_right in zip(self.reading.sentences, self.of_right, strict=True) if not is_right]
        few = list(dict.fromkeys(others))[: 1 if right else 2]
        kept = np.array([one.hit in few for one in self.reading.sentences], np.bool_)
        return self._of(kept | self.of_right if right else kept)

    def _of(self, wanted: NDArray[np.bool_]) -> Sample | None:
        """Return the sample with these sentences alone, their passages ranked anew; None where there are none."""
        kept = np.flatnonzero(wanted).tolist()
        if not kept:
            return None
        features = self.reading.features[kept].copy()
        places = np.array([self.reading.sentences[place].hit for place in kept])
        ranks = {hit: rank for rank, hit in enumerate(np.unique(places).tolist(), start=1)}
        features[:, PLACES["fused"]] /= max(float(features[:, PLACES["fused"]].max()), 1e-6)
        features[:, PLACES["rank"]] = [1 / ranks[hit] for hit in places.tolist()]
        reading = replace(
            self.reading,
            sentences=[self.reading.sentences[place] for place in kept],
            features=features,
            lacks_name=self.reading.lacks_name[kept],
            unheard_of=self.reading.unheard_of[kept],
            pieces=[self.reading.pieces[place] for place in (0, *(one + 1 for one in kept))],
        )
        return Sample(self.asking, reading, self.marks[kept], self.of_right[kept])


def askings(pairs: Sequence[Pair], seed: int) -> list[Asking]:
    """Return the questions to learn from, some of them in the other language too."""
    words = WordByWord(pairs, load_lexicon(), seed)
    found: list[Asking] = []
    for pair, held in zip(pairs, hold_back(pairs), strict=True):
        if pair.group != "qa" or not pair.answer or pair.source not in ANSWERED:
            continue
        drawn = zlib.crc32(f"{pair.left}\n{pair.right}".encode()) / 2**32
        if pair.source == QUIZ and not held and drawn > QUIZ_KEPT:
            continue
        half = zlib.crc32((pair.title or pair.right[:60]).encode()) % 2
        asking = Asking(pair.left, pair.left_language, passage_id(pair), pair.answer, pair.source, held, half)
        found.append(asking)
        if pair.source != QUIZ and (held or drawn < TRANSLATED):
            other: Language = "en" if asking.language == "fr" else "fr"
            translated = words.translate(asking.question, asking.language)
            found.append(replace(asking, question=translated, language=other, translated=True))
    return found


def passage_id(pair: Pair) -> str:
    """Return the id under which a pair's passage lies in the index."""
    return hashlib.sha256(f"{pair.right_language}\n{pair.passage}".encode()).hexdigest()[:16]


def build(pairs: Sequence[Pair], folder: Path) -> None:
    """Build the index of all passages with answers, and a share of the others, in `folder`."""
    articles: dict[str, CutArticle] = {}
    for pair in pairs:
        if pair.group != "qa":
            continue
        key = passage_id(pair)
        share = 1.0 if pair.answer else OTHERS.get(pair.source, 0.0)
        if zlib.crc32(key.encode()) / 2**32 < share:
            article = Article(key, pair.title, pair.right_language, pair.right)
            articles[key] = CutArticle(article, (Passage(key, 0, len(pair.right)),))
    build_from_articles(list(articles.values()), folder, load_encoder())


def open_search(folder: Path) -> Search:
    """Return the search over the index in `folder`."""
    encoder = load_encoder()
    return Search(open_snapshot(Store(folder), encoder), encoder, load_lexicon())


def read_all(
    asked: Sequence[Asking],
    search: Search,
    expectation: Callable[[Asking], Expectation],
    on_done: Callable[[int], None],
) -> Iterator[Sample]:
    """Yield each question read, with what `expectation` gives for it; those that find nothing are left out."""
    for done, asking in enumerate(asked, start=1):
        query = search.read(asking.question, asking.language)
        kind = read_kind(query.text)
        query = subject_only(query, kind)
        if query.terms:
            reading = read(query, kind, search.find(query, HITS), search, expectation(asking))
            if reading.sentences:
                yield _marked(asking, reading)
        on_done(done)


def _marked(asking: Asking, reading: Reading) -> Sample:
    wanted = folded(asking.answer)
    of_right = np.array([reading.article(place).id == asking.passage for place in range(len(reading.sentences))])
    marks = np.zeros(len(reading.sentences), np.int8)
    for place, right in enumerate(of_right):
        if wanted in folded(reading.text(place)) and (right or len(wanted) >= SHORTEST_ELSEWHERE):
            marks[place] = RIGHT if right else ELSEWHERE
    return Sample(asking, reading, marks, of_right)


def folded(text: str) -> str:
    """Return `text` on one line in lower case with plain apostrophes."""
    return " ".join(text.replace("’", "'").lower().split())
