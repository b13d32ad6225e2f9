"""Places in a ranking shared out: no copies side by side, no article alone, no language buried.

Three rules, in this order. A near-duplicate of a passage before it goes behind all others. An article that has its
share of the first places lets others pass that score comparably. A language whose best passage scores comparably gets
one of the first places. Nothing is dropped: every function returns a permutation, the identity where there is nothing
to do.

Likeness is the containment of Broder ("On the resemblance and containment of documents", 1997): the share of a
passage's runs of three folded words that stand in the other passage too. A passage is never a copy of one that lacks a
name or a number of it, or a word of the question: "a shower on a train" and "on a ferry" differ in one word, which may
be the one that matters.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corpus.article import LANGUAGES, Language
from index.hits import Standing
from index.matching.pieces import Pieces, numbered
from index.words.analysis import analyse, fold
from index.words.terms import Term

LOOKED_BEYOND = 10  # candidates behind the last place that may still come forward

SHINGLE_WORDS = 3
# From this containment on a passage is a copy, apart from small edits: a word or two changed among a hundred. Texts are
# often called near-duplicates from 0.8 on (Lee et al., "Deduplicating training data makes language models better", ACL
# 2022), but of 1,171 sections of laws that answer a question of the evaluation, 21 then resemble another, and 7 at 0.9.
ALIKE = 0.9
ROUNDING = 1e-9  # so that nine words of ten are enough, however their share is rounded

# Of a passage's distinct word pieces, a copy has at least so many in the original. Piece numbers are at hand; most
# passages are told apart by them alone, and only the others' texts are read.
LIKE_PIECES = 0.7

# What is at least this share as likely to answer as another is comparable to it. Fused scores and a reranker's are
# likelihoods; the tenth candidate has some hundredth of the first's in a list with one clear answer, a third in one
# without.
COMPARABLE = 0.2

ARTICLE_SHARE = 0.5  # of the first places, for one article while others answer comparably

LEAST_LOGIT = -700.0  # below it, the exponential that makes a probability of it overflows

WORD = re.compile(r"\w+")


Asked = Mapping[Language, Collection[str]]
"""The stems of a question's words and of their translations."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What sharing out looks at: whose passage it is, in which language, its pieces, and a score from 0 up.

    `text` gives the passage's text, which few passages are asked for.
    """

    article: Hashable
    language: Language
    text: Callable[[], str]
    pieces: Pieces
    score: float


@dataclass(frozen=True, slots=True)
class Shared:
    """An order of candidates, as places in the list given; `alike` counts the near-duplicates of each, by place."""

    order: tuple[int, ...]
    alike: tuple[int, ...]


def looked_at(languages: Sequence[Language], limit: int) -> list[int]:
    """Return the places of a ranking that can matter to its first `limit`: those, some beyond, each language's first.

    `languages` are the passages' in order, all of them.
    """
    reach = min(len(languages), limit + LOOKED_BEYOND)
    seen = set(languages[:reach])
    firsts = [languages.index(language) for language in set(languages[reach:]) - seen]
    return [*range(reach), *sorted(firsts)]


def share_out(
    candidates: Sequence[Candidate],
    limit: int,
    asked: Asked | None = None,
    prepare: Callable[[Collection[int]], object] | None = None,
) -> Shared:
    """Return the order in which `candidates` stand when the first `limit` places are shared out.

    `prepare` is called with the places of those whose texts may be asked for, so that they can be read together.
    """
    behind = near_duplicates(candidates, asked or {}, prepare)
    alike = [0] * len(candidates)
    for original in behind.values():
        alike[original] += 1
    order = [place for place in range(len(candidates)) if place not in behind]
    order = _share_among_articles(candidates, order, limit)
    order = _share_among_languages(candidates, order, limit)
    return Shared((*order, *sorted(behind)), tuple(alike))


def near_duplicates(
    candidates: Sequence[Candidate], asked: Asked, prepare: Callable[[Collection[int]], object] | None = None
) -> dict[int, int]:
    """Return the places of candidates that say nothing new after one before them, each with the place of that one.

    `prepare` is that of `share_out`.
    """
    wordings: dict[int, _Wording] = {}
    like = _like_pieces([candidate.pieces for candidate in candidates])
    pairs = [
        (place, before)
        for place, before in np.argwhere(like).tolist()  # by place, then by the place before
        if before < place and candidates[place].language == candidates[before].language
    ]
    if prepare is not None:
        prepare({place for pair in pairs for place in pair})
    found: dict[int, int] = {}
    for place, before in pairs:
        one, other = candidates[place], candidates[before]
        if place in found or before in found:
            continue
        for each in (place, before):
            if each not in wordings:
                wordings[each] = _Wording(candidates[each].text())
        if not wordings[place].says_nothing_after(wordings[before]):
            continue
        if not _brings(one, other, asked.get(one.language, frozenset())):
            found[place] = before
    return found


def _like_pieces(texts: Sequence[Pieces]) -> NDArray[np.bool_]:
    """Return whether each text has its share of its pieces in each other one, shape (texts, texts).

    A text without pieces, in a script that the table does not know, may be like any.
    """
    sizes = np.array([len(pieces) for pieces in texts])
    if not sizes.any():
        return np.ones((len(texts), len(texts)), np.bool_)
    flat = np.concatenate(texts)
    distinct, columns = numbered(flat, int(flat.max()) + 1)
    holds = np.zeros((len(texts), len(distinct)), np.float32)
    holds[np.repeat(np.arange(len(texts)), sizes), columns] = 1.0
    found: NDArray[np.bool_] = holds @ holds.T >= LIKE_PIECES * sizes[:, None]
    return found


def _brings(one: Candidate, other: Candidate, stems: Collection[str]) -> bool:
    """Return whether `one` holds any of the question's `stems` that `other` lacks."""
    held, lacking = (set(analyse(each.text(), each.language)) for each in (one, other))
    return not held.isdisjoint(set(stems) - lacking)


def stems_of(terms: Iterable[Term]) -> Asked:
    """Return the stems under which the question's words stand in each language."""
    listed = list(terms)
    return {language: frozenset(stem for term in listed for stem in term.forms[language]) for language in LANGUAGES}


class _Wording:
    """A text's words in the forms that comparing needs, each worked out when it is first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    def says_nothing_after(self, other: _Wording) -> bool:
        """Return whether this text is a near-duplicate of `other` or of a part of it."""
        # Names and numbers are sooner compared than runs of words, and tell most texts apart.
        return self._marks <= other._folded_words and self.contained_in(other) >= ALIKE - ROUNDING

    def contained_in(self, other: _Wording) -> float:
        own = self._shingles
        return len(own & other._shingles) / len(own) if own else 0.0

    @cached_property
    def _folded(self) -> list[str]:
        return fold(self._text)

    @cached_property
    def _folded_words(self) -> frozenset[str]:
        return frozenset(self._folded)

    @cached_property
    def _shingles(self) -> frozenset[tuple[str, ...]]:
        """The runs of three words; of a shorter text, the whole."""
        words = self._folded
        if len(words) < SHINGLE_WORDS:
            return frozenset([tuple(words)] if words else [])
        return frozenset(zip(*(words[start:] for start in range(SHINGLE_WORDS)), strict=False))

    @cached_property
    def _marks(self) -> frozenset[str]:
        """The folded words that hold a capital or a digit: names, numbers, and the first words of sentences."""
        marked = (word for word in WORD.findall(self._text) if not word.islower())
        return frozenset(fold(" ".join(marked)))


def _share_among_articles(candidates: Sequence[Candidate], order: Sequence[int], limit: int) -> list[int]:
    """Return `order` with the first `limit` places shared among articles where others score comparably."""
    most = max(1, math.ceil(limit * ARTICLE_SHARE))
    waiting = list(order)
    placed: list[int] = []
    taken: dict[Hashable, int] = {}
    while waiting and len(placed) < limit:
        first = candidates[waiting[0]]
        at = 0
        if taken.get(first.article, 0) >= most:
            at = next(
                (
                    at
                    for at, place in enumerate(waiting)
                    if taken.get(candidates[place].article, 0) < most and _comparable(candidates[place], first)
                ),
                0,
            )
        placed.append(waiting.pop(at))
        article = candidates[placed[-1]].article
        taken[article] = taken.get(article, 0) + 1
    return [*placed, *waiting]


def _share_among_languages(candidates: Sequence[Candidate], order: Sequence[int], limit: int) -> list[int]:
    """Return `order` with a place for each language that the first `limit` lack and whose best is comparable.

    It gets the last of those places, before none but the candidate that stood there.
    """
    shared = list(order)
    if limit < 2 or len(shared) <= limit:
        return shared
    spoken = _languages(candidates, shared[:limit])
    missing = [place for place in shared[limit:] if candidates[place].language not in spoken]
    if missing and _comparable(candidates[missing[0]], candidates[shared[0]]):
        shared.remove(missing[0])
        shared.insert(limit - 1, missing[0])
    return shared


def _languages(candidates: Sequence[Candidate], places: Iterable[int]) -> set[Language]:
    return {candidates[place].language for place in places}


def _comparable(one: Candidate, other: Candidate) -> bool:
    return one.score > 0 and one.score >= COMPARABLE * other.score


def likelihood(fused: float, reranked: Standing | None, *, read: bool) -> float:
    """Return the fused score; where a reranker has read some hits, the probability it gave this one, or 0."""
    if not read:
        return fused
    return 0.0 if reranked is None else 1 / (1 + math.exp(-max(LEAST_LOGIT, reranked.score)))
