"""Word search: BM25 over segments, one index a language so that each has its own word statistics.

A question is looked for in its own language by its stems and in the other by its words' translations. A word with
several translations is one concept (Pirkola, SIGIR 1998; Darwish and Oard, SIGIR 2003): it is as rare as they are
together, or an unlikely translation that stands nowhere else would outweigh the likely one. Titles and headings count
beside the text; names count once more as they are written, unstemmed.

Whatever is counted, is counted over the live passages of the segments that are searched, exactly: an index that came
about by changes answers as one that was built anew. (tantivy, which this replaces, went on counting what was deleted
until it merged its segments, and could only read servers' parts together through folders of links that it wrote to.)
Safe to use from several threads.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corpus.article import LANGUAGES, Language
from index.errors import DamagedIndexError
from index.keeping.disk import REBUILD
from index.keeping.rows import RowMap
from index.segments.postings import EXACT, TEXT, TITLE, key_of
from index.segments.words import SegmentWords
from index.words.analysis import fold
from index.words.terms import Term
from index.words.word_scan import Looked, Weighted
from index.words.word_scoring import K1, Scoring, Share, WordMatches

__all__ = ["WordIndex", "WordMatches"]

# How much a match in the title or heading, and in a name's exact spelling, adds to a match in the text.
TITLE_BOOST = 0.6
EXACT_BOOST = 0.4

# A translation half as likely as the likeliest counts 0.6 of it, and those that stand beside the best one count a
# third. Of what was tried on held-back training questions (powers 0.5 to 1; 0, 0.1, 0.3 and all) these found the most.
LIKELY_POWER = 0.7
BESIDE_THE_BEST = 0.3
LEAST_SHARE = 0.2  # one that counts less is left out: 0.001 of the questions are lost or won, and a fifth of the time


@dataclass(frozen=True, slots=True)
class _Asked:
    """Terms as they are looked for in one language: their `keys` in the order of `Weighted`, each in its field.

    By stem: `shares`, of which the likeliest of each term has 1, and `counted`, what its term counts. `words` are the
    places of the terms' first stems.
    """

    keys: NDArray[np.uint64]
    fields: NDArray[np.intp]
    words: tuple[int, ...]
    shares: NDArray[np.float64]
    counted: NDArray[np.float64]


class WordIndex:
    """Word search over the segments `numbers` of `segments`, all if it is not given; `rows` tells what lives.

    Raises:
        DamagedIndexError: a segment has not as many rows as `rows` says.
    """

    def __init__(self, segments: Sequence[SegmentWords], rows: RowMap, numbers: Sequence[int] | None = None) -> None:
        chosen = range(len(segments)) if numbers is None else sorted(set(numbers))
        for number in chosen:
            if segments[number].rows != rows.sizes[number]:
                msg = (
                    f"{segments[number].folder}: has words of {segments[number].rows} passages, "
                    f"wanted {rows.sizes[number]}; {REBUILD}"
                )
                raise DamagedIndexError(msg)
        self._scorings = {
            language: Scoring(
                [
                    Share(segments[number].postings[language], rows.to_global[number], bool(rows.dead[number]))
                    for number in chosen
                ]
            )
            for language in LANGUAGES
        }

    def count(self, language: Language) -> int:
        """How many live passages of `language` there are."""
        return self._scorings[language].count

    def search(
        self, terms: Sequence[Term], language: Language, limit: int, mask: NDArray[np.bool_] | None = None
    ) -> WordMatches:
        """Return the passages of `language` that hold any of `terms`, best first, at most `limit`.

        `mask` tells of each global row whether it may be returned; scores stay what they are.
        """
        scoring = self._scorings[language]
        asked = _ask(terms, language)
        if limit < 1 or not scoring.count or not len(asked.keys):
            return WordMatches(np.zeros(0, np.int64), np.zeros(0, np.float32))
        looked = scoring.look_up(asked.keys)
        weights = _weights(asked, looked.frequencies, scoring)
        question = Weighted(len(asked.shares), asked.words, BESIDE_THE_BEST, asked.fields, weights)
        return scoring.best(question, looked, limit, mask)

    def rarities(self, terms: Sequence[Term]) -> list[float]:
        """Return each term's inverse document frequency over both languages, at least 0 (BM25's, in nats).

        A word that stands nowhere is the rarest: it gets what a word in half a passage would get.
        """
        passages = sum(self.count(language) for language in LANGUAGES)
        together = zip(*(self._frequencies(terms, language) for language in LANGUAGES), strict=True)
        holding = [min(sum(each), passages) for each in together]
        return [math.log(1 + (passages - held + 0.5) / (held + 0.5)) for held in holding]

    def stands(self, term: Term, mask: NDArray[np.bool_] | None = None) -> bool:
        """Return whether any passage, of either language, that `mask` lets through holds any form of the term."""
        looked = {language: self._look_up(_spoken([term], language), language) for language in LANGUAGES}
        return any(
            found.frequencies.any() and (mask is None or self._scorings[language].any_of(found, mask))
            for language, found in looked.items()
        )

    def standing(self, words: Sequence[str], field: int, mask: NDArray[np.bool_] | None = None) -> list[str]:
        """Return those of `words` that stand in a field of passages of either language, most frequent first.

        They are stems for `TEXT`, folded words for `EXACT`. Each stands in a passage that `mask` lets through.
        """
        keys = np.array([key_of(word, field) for word in words], np.uint64)
        held = np.sum([scoring.look_up(keys).frequencies for scoring in self._scorings.values()], axis=0)
        found = [place for place in (-held).argsort(kind="stable").tolist() if held[place]]
        if mask is not None:
            found = [place for place in found if self._any_of(keys[place : place + 1], mask)]
        return [words[place] for place in found]

    def languages_of(self, word: str) -> set[Language]:
        """Return in passages of which languages a word stands, by all its letters folded."""
        keys = np.array([key_of(folded, EXACT) for folded in fold(word)], np.uint64)
        return {
            language
            for language, scoring in self._scorings.items()
            if len(keys) and scoring.look_up(keys).frequencies.all()
        }

    def _any_of(self, keys: NDArray[np.uint64], mask: NDArray[np.bool_]) -> bool:
        return any(scoring.any_of(scoring.look_up(keys), mask) for scoring in self._scorings.values())

    def _frequencies(self, terms: Sequence[Term], language: Language) -> list[float]:
        """Return in how many passages each term stands: its stems, the less likely for less, or itself as written."""
        spoken = _spoken(terms, language)
        held = iter(self._look_up(spoken, language).frequencies.tolist())
        found: list[float] = []
        for one in spoken:
            stems = float(sum(min(1.0, weight * 2) * next(held) for weight in one.weights))
            found.append(max(stems, float(next(held))))
        return found

    def _look_up(self, spoken: Sequence[_Spoken], language: Language) -> Looked:
        """Return where the stems of some terms stand in texts, and behind those of each itself as it is written."""
        return self._scorings[language].look_up(np.array([key for one in spoken for key in one.keys], np.uint64))


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A term in one language: the keys of its stems in texts, last of itself as written, and the stems' weights."""

    keys: tuple[int, ...]
    weights: tuple[float, ...]


def _spoken(terms: Sequence[Term], language: Language) -> list[_Spoken]:
    forms = [{stem: weight for stem, weight in term.forms[language].items() if weight > 0} for term in terms]
    return [
        _Spoken((*(key_of(stem, TEXT) for stem in stems), key_of(term.folded, EXACT)), tuple(stems.values()))
        for term, stems in zip(terms, forms, strict=True)
    ]


def _ask(terms: Sequence[Term], language: Language) -> _Asked:
    keys: list[int] = []
    words: list[int] = []
    shares: list[float] = []
    counted: list[float] = []
    for term in terms:
        forms = term.with_related(language)
        if not forms:
            continue
        words.append(len(shares))
        most = max(forms.values())
        for stem, weight in forms.items():
            share = 1.0 if weight == most else (weight / most) ** LIKELY_POWER
            if share >= LEAST_SHARE:
                keys += (key_of(stem, TEXT), key_of(stem, TITLE))
                shares.append(share)
                counted.append(term.weight)
    names = [key_of(term.folded, EXACT) for term in terms if term.is_name]
    fields = [TEXT, TITLE] * len(shares) + [EXACT] * len(names)
    return _Asked(
        np.array(keys + names, np.uint64),
        np.array(fields, np.intp),
        tuple(words),
        np.array(shares),
        np.array(counted),
    )


def _weights(asked: _Asked, held: NDArray[np.number], scoring: Scoring) -> NDArray[np.float64]:
    """Return what each key counts; `held` tells in how many passages each stands.

    BM25 weighs each stem by its own rarity; where a word has several, that of all of them together takes its place.
    """
    stems, keys = len(asked.shares), len(held)
    behind = 2 * stems
    if len(asked.words) < stems:
        held = np.concatenate((held, np.add.reduceat(asked.shares * held[0:behind:2], asked.words)))
    rarities = scoring.rarities(held)
    own, in_title = rarities[0:behind:2], rarities[1:behind:2]
    rarity = own
    if len(asked.words) < stems:
        rarity = rarities[keys:].repeat([end - start for start, end in pairwise((*asked.words, stems))])
    weights = np.empty(keys)
    weights[0:behind:2] = (1 + K1) * asked.shares * asked.counted * rarity
    weights[1:behind:2] = weights[0:behind:2] / own * TITLE_BOOST * in_title
    weights[behind:] = (1 + K1) * EXACT_BOOST * rarities[behind:keys]
    return weights
