"""How likely an answer among few passages tells what is asked, by what was learned of whole answers. Pure.

`bot.answers.sentences` judges sentences by numbers; here the answer is read as it will be shown, with what each doubt
says of it (`bot.answers.trust.doubts`). Learned by `python -m bot.answers.training.few`; its figures stand in the card
of `bot/answers/models/sourcier-answers`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.answers.trust.doubts import Said
from bot.answers.values.things import standing
from bot.answers.wanted.superlatives import superlative_asked
from corpus.patterns import lazy_pattern
from corpus.tables import BETWEEN
from index.matching.network import Network, Numbers
from index.matching.ranking import WHOLLY_FEW

DIGITS = lazy_pattern(r"\d+")
MOST_NUMBERS = 4  # of a sentence
LETTERS = 200  # divide a length
LEAST_ODDS = 1e-4
ASKED = ("definition", "who", "when", "where", "how_many", "why", "how", "other")
SPANNED = ("who", "when", "where", "how_many")  # of which words in bold may answer
DOUBTED = (
    *("another", "date", "meaning", "measure", "name", "names", "number", "other", "person", "place", "reason"),
    "words",
)  # in the order of the shipped network
WITHIN = ("quote", "all_of_it", "passage")
FEATURES = (
    *("of_few", "of_many", "alike", "doubts"),
    *(f"{kind}_{place}" for place in WITHIN for kind in ("lacking", "words_lacking", "rarest_lacking")),
    *("share", "second", "ahead", "highlight", "row", "quote_length", "heading"),
    *("words", "names", "unnamed", "several"),
    *(f"asks_{kind}" for kind in ASKED),
    *(f"highlight_{kind}" for kind in SPANNED),
    *("numbers", "sentence_length"),
    *(f"doubt_{kind}" for kind in DOUBTED),
)
"""What is known of an answer beside what the confidence among few passages is computed from, in this order.

`of_few` and `of_many` are the logits of the two judges of how sure one may be, `doubts` is how many are right, and
`lacking` the share of the question's weight (rarities) that does not stand in the quote, there or around it, or in the
passage; `rarest_lacking` is the weight of the rarest such word. `share` is the first sentence's, in log-odds, `second`
the second's, `ahead` what the first has more; lengths are in `LETTERS`, `unnamed` names that the quote does not have.
"""


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the answers of one choice among so many `passages` by a network; `judged` is what `Choice` gives."""

    judged: Numbers
    shares: Sequence[float]
    network: Network
    passages: int

    def likelihood(self, said: Said, doubts: Sequence[str], weights: Sequence[float], confidence: float) -> float:
        """Return how likely it is, from 0 to 1, that `said` tells what is asked.

        It was learned of some hundred passages. Over more, what counts is ever more the less sure one of this and of
        the `confidence`, which is careful there (`bot.answers.sentences.choosing.sure_of_few`).
        """
        logit = float(self.network.logits(weighed(self.judged, self.shares, said, doubts, weights)[None])[0])
        wholly = min(1.0, WHOLLY_FEW / max(1, self.passages))
        logit = wholly * logit + (1 - wholly) * min(logit, _log_odds(confidence))
        return float(1 / (1 + np.exp(-logit)))


def weighed(
    judged: Numbers, shares: Sequence[float], said: Said, doubts: Sequence[str], weights: Sequence[float]
) -> Numbers:
    """Return the numbers by which an answer is judged, shape (inputs,): those of the choice, then `FEATURES`.

    `judged` is what `Choice.judged` gives, `shares` are those of its sentences, `doubts` the kinds of those that are
    right about it, `weights` the rarities of the question's terms.
    """
    terms, language, best = said.query.terms, said.language, said.best
    of_few, of_many = judged[-2:]
    first, second, *_ = *sorted(shares, reverse=True), 0.0, 0.0
    superlative = superlative_asked(said.query)
    otherwise = superlative.words if superlative is not None and superlative.told_in(said.text) else frozenset()
    lacking = [
        number
        for text in (said.quote, said.all_of_it, best.passage_text)
        for number in _lacking(
            [
                stands or term.folded in otherwise  # "the largest" tells "the biggest"
                for term, stands in zip(terms, standing(terms, text, language), strict=True)
            ],
            weights,
        )
    ]
    unnamed = sum(not said.named(one, said.quote) for one in said.names)
    spanned = said.asked.kind if said.highlight else ""
    known = [
        *(of_few, of_many, language == said.query.language, len(doubts)),
        *lacking,
        *(_log_odds(best.share), second, first - second, bool(said.highlight), BETWEEN in said.quote),
        *(len(said.quote) / LETTERS, bool(best.heading), len(terms), any(one.is_name for one in terms)),
        *(unnamed, bool(said.asked.several)),
        *(said.asked.kind == kind for kind in ASKED),
        *(spanned == kind for kind in SPANNED),
        *(min(MOST_NUMBERS, len(DIGITS.findall(best.text))), len(best.text) / LETTERS),
        *(kind in doubts for kind in DOUBTED),
    ]
    found: Numbers = np.concatenate([judged[:-2], np.array(known, np.float32)])
    return found


def _lacking(stand: Iterable[bool], weights: Sequence[float]) -> tuple[float, float, float]:
    """Return which share of the weight does not stand there, how many words, and the most weight of one of them."""
    left = [weight for stands, weight in zip(stand, weights, strict=True) if not stands]
    return sum(left) / (sum(weights) or 1.0), len(left), max(left, default=0.0)


def _log_odds(share: float) -> float:
    return float(np.log(max(share, LEAST_ODDS) / max(1 - share, LEAST_ODDS)))
