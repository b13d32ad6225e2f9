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

import numpy as np
from numpy.typing import NDArray

from corpus.article import LANGUAGES, Language
from index.disk import REBUILD
from index.errors import DamagedIndexError
from index.rows import RowMap
from index.segments.postings import EXACT, TEXT, TITLE, key_of, keys_of
from index.segments.words import SegmentWords
from index.terms import Term
from index.word_scan import Concept, Looked, Stem, Weighted
from index.word_scoring import K1, Scoring, Share, WordMatches

__all__ = ["WordIndex", "WordMatches"]

# How much a match in the title or heading, and in a name's exact spelling, adds to a match in the text.
TITLE_BOOST = 0.6
EXACT_BOOST = 0.4

# A translation half as likely as the likeliest counts 0.6 of it, and those that stand beside the best one count a
# third. Of what was tried on held-back training questions (powers 0.5 to 1; 0, 0.1, 0.3 and all) these found the most.
LIKELY_POWER = 0.7
BESIDE_THE_BEST = 0.3
LEAST_SHARE = 0.2  # one that counts less is left out: 0.001 of the questions are lost or won, and a fifth of the time


class _Keys:
    """Keys numbered as they are asked for: each stem has two, one after the other, in the text and in the title."""

    def __init__(self) -> None:
        self.keys: list[int] = []
        self.fields: list[int] = []

    def stem(self, word: str) -> Stem:
        """Return the numbers of a stem's keys."""
        first = len(self.keys)
        self.keys += keys_of(word, TEXT, TITLE)
        self.fields += (TEXT, TITLE)
        return Stem(first, first + 1)

    def exact(self, word: str) -> int:
        """Return the number of the key of a word as it is written."""
        self.keys += keys_of(word, EXACT)
        self.fields.append(EXACT)
        return len(self.keys) - 1

    def array(self) -> NDArray[np.uint64]:
        """Return them by their numbers."""
        return np.array(self.keys, np.uint64)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A term as it is looked for in one language, with the share of each of its stems; the likeliest has 1."""

    term: Term
    concept: Concept
    shares: tuple[float, ...]


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
        keys = _Keys()
        asked = [_ask(term, language, keys) for term in terms]
        if limit < 1 or not scoring.count or not keys.keys:
            return WordMatches(np.zeros(0, np.int64), np.zeros(0, np.float32))
        looked = scoring.look_up(keys.array())
        weights = np.zeros(len(keys.keys))
        held = looked.frequencies.tolist()
        for one in asked:
            _weigh(one, held, scoring, weights)
        question = Weighted([one.concept for one in asked], np.array(keys.fields), weights)
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


def _ask(term: Term, language: Language, keys: _Keys) -> _Asked:
    forms = term.forms[language]
    most = max(forms.values(), default=1.0)
    shares = {stem: (weight / most) ** LIKELY_POWER for stem, weight in forms.items()}
    shares = {stem: share for stem, share in shares.items() if share >= LEAST_SHARE}
    stems = tuple(keys.stem(stem) for stem in shares)
    exact = keys.exact(term.folded) if term.is_name else None
    return _Asked(term, Concept(stems, BESIDE_THE_BEST, exact), tuple(shares.values()))


def _weigh(asked: _Asked, held: Sequence[int], scoring: Scoring, weights: NDArray[np.float64]) -> None:
    """Put what each key of a term counts into `weights`; `held` tells in how many passages each stands.

    BM25 weighs each stem by its own rarity; where there are several, the rarity of the whole concept takes its place.
    """
    concept = asked.concept
    texts = [held[stem.text] for stem in concept.stems]
    together = scoring.rarity(sum(share * one for share, one in zip(asked.shares, texts, strict=True)))
    for stem, share, text in zip(concept.stems, asked.shares, texts, strict=True):
        own = scoring.rarity(text)
        rarity = own if len(texts) == 1 else together
        weight = (1 + K1) * share * asked.term.weight * rarity
        weights[stem.text] = weight
        weights[stem.title] = weight / own * TITLE_BOOST * scoring.rarity(held[stem.title])
    if concept.exact is not None:
        weights[concept.exact] = (1 + K1) * EXACT_BOOST * scoring.rarity(held[concept.exact])
