"""How the ways of matching make one score: a sum of parts whose weights were learned from questions and their passages.

Passages in the question's language and in the other have weights of their own: words say more within a language,
meaning more across. The score is a logit: of two passages, one is exp(difference) times as likely to answer. The
weights lie in a JSON file that `index.training.ranking` writes; they were learned with the shipped encoder, and
how well they suit the similarities of another has not been measured. Knows no index.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexFloorError
from index.matching.beside import BESIDE, beside
from index.matching.network import Network
from index.matching.parts import ACROSS, PARTS, Parts

SHIPPED_RANKING = Path(__file__).parents[1] / "models" / "sourcier-ranking" / "ranking.json"

LEARNED_BY = "`python -m index.training.ranking`, then `python -m bot.answers.training.few`"
AGAIN = f"install sourcier again, or learn it again with {LEARNED_BY}"


class RankingError(IndexFloorError):
    """The ranking's file is missing, damaged or in another shape; the message says which and what to do."""


OF_FEW = "of_few"  # what the file calls what was learned of few passages
NETWORK = tuple(one.name for one in fields(Network))
DIGITS = 4  # of each number in the file

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
    """What each part added to one passage's score, beside the candidates' mean; they sum to its lead over the mean.

    `beside` is what was learned of few passages: how it stands beside the others.
    """

    words: float
    meaning: float
    pieces: float
    size: float
    counterpart: float
    language: float
    beside: float


@dataclass(frozen=True)
class Ranking:
    """Learned weights: of every part for passages within the question's language, and for those across.

    `of_few` gives what is added to the scores among few passages, where that was learned.
    """

    within: Mapping[str, float]
    across: Mapping[str, float]
    of_few: Network | None = field(default=None, compare=False)

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
        return replace(self, within=within, across={**across, "across": across["across"] + ACROSS_AMONG_FEW})

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

    def weigh_of_few(self, parts: Parts, articles: NDArray[np.int64]) -> Weighed:
        """Return what `weigh` does, with what was learned of few; `articles` are numbers of the candidates' articles.

        Where nothing was learned of few, this is what `weigh` returns.
        """
        weighed = self.weigh(parts)
        if self.of_few is None or not len(articles):
            return weighed
        return weighed.with_added(self.of_few.logits(beside(parts, weighed.scores, articles)))


class Weighed:
    """Candidates' parts times their weights; `scores` are their logits, shape (candidates,).

    `weighted` has the shape (parts, candidates), what is `added` to their sum, (candidates,).
    """

    def __init__(self, weighted: NDArray[np.float64], added: NDArray[np.float64] | None = None) -> None:
        last = np.zeros((1, weighted.shape[1])) if added is None else added[None]
        self._weighted = np.concatenate([weighted, last])
        self.scores: NDArray[np.float64] = self._weighted.sum(axis=0)

    def with_added(self, added: NDArray[np.float32]) -> Weighed:
        """Return these with something more for each candidate, shape (candidates,)."""
        return Weighed(self._weighted[:-1], added.astype(np.float64))

    def contributions(self, places: Sequence[int]) -> list[Contributions]:
        """Return what put each of the candidates at `places` before the mean of all."""
        if not len(places):
            return []
        ahead = self._weighted[:, places] - self._weighted.mean(axis=1, keepdims=True)
        return [
            Contributions(words, meaning, alike + said, size, counterpart, across, added)
            for words, meaning, alike, said, size, counterpart, across, added in ahead.T.tolist()  # as in `PARTS`
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
        of_few = _network(read[OF_FEW]) if OF_FEW in read else None
    except FileNotFoundError as error:
        msg = f"{path}: there is no ranking there; {AGAIN}"
        raise RankingError(msg) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = f"{path}: damaged, or not a ranking ({error!r}); {AGAIN}"
        raise RankingError(msg) from error
    numbers = [np.array(list(side.values())) for side in sides] + (_arrays(of_few) if of_few is not None else [])
    if not all(np.isfinite(some).all() for some in numbers):
        msg = f"{path}: holds NaN or infinite weights; {AGAIN}"
        raise RankingError(msg)
    within, across = sides
    return Ranking(within, across, of_few)


def save_ranking(path: Path, ranking: Ranking) -> None:
    """Write `ranking` to `path`; `load_ranking` reads it again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sides = {
        side: {name: round(weights[name], 4) for name in PARTS}
        for side, weights in (("within", ranking.within), ("across", ranking.across))
    }
    told = json.dumps(sides, indent=1)
    if ranking.of_few is not None:
        named = zip(NETWORK, _arrays(ranking.of_few), strict=True)
        lines = [f' "{name}": {json.dumps(_rounded(array))}' for name, array in named]
        told = f'{told[:-2]},\n "{OF_FEW}": {{\n' + ",\n".join(lines) + "\n}\n}"
    path.write_text(told + "\n", encoding="utf-8")


def _arrays(network: Network) -> list[NDArray[np.float32]]:
    return [getattr(network, name) for name in NETWORK]


def _rounded(array: NDArray[np.float32]) -> list[Any]:
    return cast("list[Any]", np.round(array.astype(np.float64), DIGITS).tolist())


def _network(read: Mapping[str, Any]) -> Network:
    """Return the network that `save_ranking` wrote.

    Raises:
        ValueError: its shapes do not go together, or a deviation is none.
    """
    arrays = [np.array(read[name], np.float32) for name in NETWORK]
    network = Network(*arrays)
    hidden = network.hidden_bias.shape
    shapes = [(len(BESIDE),), (len(BESIDE),), (len(BESIDE), *hidden), hidden, hidden, (1,)]
    if [one.shape for one in arrays] != shapes or not (network.deviations > 0).all():
        msg = f"a network of {len(BESIDE)} numbers was wanted, each with some spread"
        raise ValueError(msg)
    return network
