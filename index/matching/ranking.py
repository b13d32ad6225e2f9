"""How the ways of matching make one score: a sum of parts whose weights were learned from questions and their passages.

Passages in the question's language and in the other have weights of their own: words say more within a language,
meaning more across. The score is a logit: of two passages, one is exp(difference) times as likely to answer. The
weights lie in a JSON file that `index.training.ranking` writes; they were learned with the shipped encoder, and
how well they suit the similarities of another has not been measured. Knows no index.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexFloorError

SHIPPED_RANKING = Path(__file__).parents[1] / "models" / "sourcier-ranking" / "ranking.json"

AGAIN = "install sourcier again, or learn it again with `python -m index.training.ranking`"


class RankingError(IndexFloorError):
    """The ranking's file is missing, damaged or in another shape; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What is known of each candidate passage, arrays of shape (candidates,), or of one, numbers.

    `words` is the BM25 score, 0 where word search did not return it; `meaning` the cosine of the vectors; `alike` and
    `said` are those of `index.matching.pieces.Met`; `size` the logarithm of the number of its pieces plus one, since a
    long passage meets more pieces by chance; `counterpart` how likely the passage in the other language that says the
    same is to answer, from 0 to 1 (`Ranking.hear`); `across` 1 in the other language than the question's, else 0.
    """

    words: NDArray[np.float32]
    meaning: NDArray[np.float32]
    alike: NDArray[np.float32]
    said: NDArray[np.float32]
    size: NDArray[np.float32]
    counterpart: NDArray[np.float32]
    across: NDArray[np.float32]


PARTS = tuple(field.name for field in fields(Parts))
ACROSS, COUNTERPART = PARTS.index("across"), PARTS.index("counterpart")

# A passage counts as said by its counterpart by this power of how likely that one is to answer beside the best of its
# language. Of what was tried on held-back training questions (0.25 to 1), powers around this found the most.
HEARD = 0.4

# The similarity of two counterparts below which one says nothing of the other, and from which on all. Of translations
# in the training texts nine in ten lie above 0.7 (quiz questions: 0.61); of others that are each other's nearest half
# lie below 0.35 (quiz questions, encyclopedia) to 0.57 (laws).
UNRELATED, THE_SAME = 0.5, 0.7


# Passages below which a corpus has few. The questions that the weights were learned from have a passage in their own
# language among 38,000, and most that are asked across have one there too; in a folder of both languages the answer
# stands in either. So a passage in the other language gets so much more there, in nats: of 800 questions across, over
# sixteen folders of 40 to 160 passages, 567 instead of 545 were answered right (355 instead of 339 surely), of 727
# others 629 instead of 631.
FEW, ACROSS_AMONG_FEW = 3_000, 1.0
# What a point of BM25 counts more there, in full up to so many passages and then ever less. Words are rarer in large
# corpora, and the questions that the weights were learned from have the passage's own words, which the word pieces tell
# as well; only words know what stands in the lists that are kept by hand. Of 252 questions to six made-up communities
# of some 100 passages 137 instead of 121 were answered right; with all of it among 600 passages of an encyclopedia, of
# the sure answers 0.77 instead of 0.82.
WORDS_AMONG_FEW, WHOLLY_FEW = 0.5, 150


@dataclass(frozen=True, slots=True)
class Links:
    """Which candidates are counterparts, arrays of shape (candidates,).

    `places` is the place among the candidates of each one's counterpart, -1 where it is none of them or there is none;
    `similarities` are their cosines.
    """

    places: NDArray[np.int64]
    similarities: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Contributions:
    """What each part added to one passage's score, beside the candidates' mean; they sum to its lead over the mean."""

    words: float
    meaning: float
    pieces: float
    size: float
    counterpart: float
    language: float


@dataclass(frozen=True)
class Ranking:
    """Learned weights: of every part for passages within the question's language, and for those across."""

    within: Mapping[str, float]
    across: Mapping[str, float]

    @cached_property
    def _columns(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Both, in the order of `PARTS`, shape (parts, 1)."""
        within, across = (np.array([[weights[name]] for name in PARTS]) for weights in (self.within, self.across))
        return within, across

    def among_few(self, passages: int) -> Ranking:
        """Return the ranking for a corpus of few `passages`, in either language."""
        words = WORDS_AMONG_FEW * min(1.0, WHOLLY_FEW / max(1, passages))
        within = {**self.within, "words": self.within["words"] + words}
        across = {**self.across, "words": self.across["words"] + words}
        return Ranking(within, {**across, "across": across["across"] + ACROSS_AMONG_FEW})

    def hear(self, parts: Parts, links: Links) -> Parts:
        """Return `parts` with what the counterparts tell: passages that say the same are likely to answer the same.

        The best way to find a translation of a passage is to have one: a question finds the passage in its own
        language more easily, and that one knows its counterpart by all that it says.
        """
        told = np.zeros(len(parts.words), np.float32)
        linked = np.flatnonzero(links.places >= 0)
        if len(linked):
            scores = self.weigh(replace(parts, counterpart=told)).scores
            crosses = parts.across > 0
            best = np.where(crosses, _most(scores[crosses]), _most(scores[~crosses]))
            close = np.clip((links.similarities - UNRELATED) / (THE_SAME - UNRELATED), 0.0, 1.0)
            said = np.exp(HEARD * (scores - best)) * close
            told[links.places[linked]] = said[linked]
        return replace(parts, counterpart=told)

    def weigh(self, parts: Parts) -> Weighed:
        """Return what each part is worth for each candidate."""
        values = np.array([getattr(parts, name) for name in PARTS], dtype=np.float64)
        within, across = self._columns
        return Weighed(values * np.where(values[ACROSS] > 0, across, within))


class Weighed:
    """Candidates' parts times their weights; `scores` are their logits, shape (candidates,)."""

    def __init__(self, weighted: NDArray[np.float64]) -> None:
        self._weighted = weighted
        self.scores: NDArray[np.float64] = weighted.sum(axis=0)

    def contributions(self, places: Sequence[int]) -> list[Contributions]:
        """Return what put each of the candidates at `places` before the mean of all."""
        if not len(places):
            return []
        ahead = self._weighted[:, places] - self._weighted.mean(axis=1, keepdims=True)
        return [
            Contributions(words, meaning, alike + said, size, counterpart, across)
            for words, meaning, alike, said, size, counterpart, across in ahead.T.tolist()  # in the order of `PARTS`
        ]


def _most(scores: NDArray[np.float64]) -> float:
    return float(scores.max()) if len(scores) else 0.0


def load_ranking(path: Path = SHIPPED_RANKING) -> Ranking:
    """Return the ranking in `path`.

    Raises:
        RankingError: there is none, or it is damaged.
    """
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        sides = [{name: float(read[side][name]) for name in PARTS} for side in ("within", "across")]
    except FileNotFoundError as error:
        msg = f"{path}: there is no ranking there; {AGAIN}"
        raise RankingError(msg) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = f"{path}: damaged, or not a ranking ({error!r}); {AGAIN}"
        raise RankingError(msg) from error
    if not all(np.isfinite(list(side.values())).all() for side in sides):
        msg = f"{path}: holds NaN or infinite weights; {AGAIN}"
        raise RankingError(msg)
    return Ranking(*sides)


def save_ranking(path: Path, ranking: Ranking) -> None:
    """Write `ranking` to `path`; `load_ranking` reads it again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sides = {
        side: {name: round(weights[name], 4) for name in PARTS}
        for side, weights in (("within", ranking.within), ("across", ranking.across))
    }
    path.write_text(json.dumps(sides, indent=1) + "\n", encoding="utf-8")
