"""Choosing the sentences that answer, among those of the passages found, and saying how sure one may be.

Two learned networks judge what `bot.answers.sentences.reading` knows of the sentences: one which of them answers, the
other how likely the best ones hold the answer at all. The best by the first are read together with the question by a
third, the reader (`bot.answers.sentences.reader`), which sees their words in order; what it says is blended with both.
Learned on training questions only; the cards in `bot/answers/models` say how.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answers.layout.rows import is_header
from bot.answers.questions.expecting import Numbers
from bot.answers.questions.question import Asked
from bot.answers.sentences.model import AnswerModel
from bot.answers.sentences.placing import placed, title_pieces
from bot.answers.sentences.reader import Blend, Candidate, Ids, Read, Reader
from bot.answers.sentences.reading import PLACES, Reading, leans, read
from bot.answers.values.things import standing
from corpus.article import Article, Span
from corpus.tables import BETWEEN
from index.hits import Hit
from index.matching.candidates import Query
from index.matching.network import Network
from index.matching.pieces import PieceTable
from index.matching.ranking import FEW, WHOLLY_FEW
from index.search import Search

KEPT = 24  # sentences that are handed on; nobody quotes more than a handful
LOOKED_AT = 8  # likeliest of them that rules look through; what stands further down is of something else

# Sentences that the reader reads; it was taught with six. What fewer cost is said in its card. Of these, what is less
# likely than `LEAST_READ` is not read either, being no answer whatever the reader says: where four were read, of 869
# development questions, none of these sentences (26 %) came first. The best is never read alone.
LIKELIEST = 4
LEAST_READ, FEWEST = 0.05, 2
# Among few passages a search takes little time, and the reader may have more: so many sentences, from this share on.
FEW_PASSAGES, LIKELIEST_OF_FEW, LEAST_READ_OF_FEW = 20_000, 6, 0.02

# What a sentence in the other language counts more among few passages, in nats. Of the questions that the choice was
# learned from, few have their answer there alone; in a folder of both languages it is told in either. Of 800 questions
# across 556 instead of 526 were answered right so (339 instead of 308 surely), of 727 others 631 instead of 632.
ACROSS_OF_FEW = 0.75
# What one logit of the reader counts in logits of the choice among few passages; 0.37 was fitted among many.
READER_OF_FEW = 0.5
# Among few passages two judges say how sure one may be, one learned of folders of some hundred passages and one of
# many. In full up to `WHOLLY_FEW` passages the first counts so much; then ever more counts the less sure of the two,
# so much, for over 600 passages the first is too sure. Figures stand in the card of `sourcier-answers`.
OF_FEW, OF_LESS = 0.67, 0.75

# What counts beside the best sentence of the same question too: what is best there says little by itself.
BESIDE = (
    *(
        "direct",
        "covered",
        "names_near",
        "alike",
        "said",
        "alike_near",
        "said_near",
        "said_after",
        "relation",
        "density",
    ),
    *("fused", "answering", "answering_all", "expected", "new", "in_passage", "said_in_passage"),
)
# What counts of the second sentence, and of the whole reading, for how sure one may be.
SUMMARISED = (
    *("direct", "covered", "in_passage", "names_near", "names_in_passage", "alike", "said", "alike_in_passage"),
    *("said_in_passage", "answering", "relation"),
)
SENTENCES = 40  # divides their number; as the network was taught

BESIDE_PLACES = [PLACES[name] for name in BESIDE]
SUMMARISED_PLACES = [PLACES[name] for name in SUMMARISED]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence that may answer.

    `share` is how likely it is the one that answers, if one of those read does: the shares of all add up to 1.
    `covered` is the share of the question's weight that stands in it or around it. `lacks_name` says that a name that
    is asked about stands nowhere near, `unheard_of` that one stands in no article. `heading` and `passage` are those it
    was found under and in.
    """

    article: Article
    span: Span
    before: Span | None
    share: float
    covered: float
    lacks_name: bool = False
    unheard_of: bool = False
    heading: str = ""
    passage: Span | None = None

    @property
    def text(self) -> str:
        """The sentence, as it stands."""
        return self.span.of(self.article.text)

    @property
    def before_text(self) -> str:
        """The sentence before in its paragraph, or the empty string."""
        return self.before.of(self.article.text) if self.before is not None else ""

    @property
    def passage_text(self) -> str:
        """The passage that it was found in; without one, the sentence alone."""
        return self.passage.of(self.article.text) if self.passage is not None else self.text

    @property
    def leans(self) -> bool:
        """Whether it opens with a pronoun that the sentence before explains."""
        return self.before is not None and leans(self.text)


@dataclass(frozen=True, slots=True)
class Choice:
    """The sentences that may answer, best first, and how likely the best ones do, from 0 to 1.

    `rarities` are the inverse document frequencies of the question's terms, in nats. `judged` is what the confidence
    among few passages was computed from, with the logits of its two judges, shape (inputs + 2,); None among many.
    """

    evidence: tuple[Evidence, ...]
    confidence: float
    rarities: Sequence[float]
    judged: Numbers | None = None


def choose(
    query: Query, asked: Asked, hits: Sequence[Hit], search: Search, model: AnswerModel, reader: Reader | None = None
) -> Choice:
    """Return the sentences of the best `hits` that may answer; without `reader`, by their numbers alone."""
    reading = read(query, asked, hits, search, model.expectation)
    if not reading.sentences:
        return Choice((), 0.0, reading.rarities)
    passages = search.passages_in(query.scope)
    empty = telling_nothing(reading, query)
    if passages < FEW:
        logits, sure, judged = _among_few(reading, empty, passages, search.table, model, reader)
    else:
        judged = None
        logits, sure = _among_many(reading, empty, passages, search.table, model, reader)
    order = np.argsort(-logits, kind="stable")
    odds = np.exp(logits - logits[order[0]])
    shares = odds / odds.sum()
    evidence = tuple(
        _evidence(reading, int(place), float(shares[place])) for place in order[:KEPT] if place not in empty
    )
    return Choice(evidence, float(1 / (1 + np.exp(-sure))), reading.rarities, judged)


def _among_many(
    reading: Reading, empty: list[int], passages: int, table: PieceTable, model: AnswerModel, reader: Reader | None
) -> tuple[Numbers, float]:
    """Return the logits of the sentences, and that of the confidence."""
    logits = model.choice.logits(choice_inputs(reading))
    logits[empty] = logits.min()
    order = np.argsort(-logits, kind="stable")
    sure = plain_confidence(reading, logits, model.confidence)
    if reader is None:
        return logits, sure
    blend, said = reader.blend, reader.read(*candidates(reading, _to_read(logits, order, passages), table))
    known = blend_inputs(reading, logits, order, sure, said, blend)
    return blended_choice(logits, order, said, blend.choice), blended_confidence(known, blend)


def _among_few(
    reading: Reading, empty: list[int], passages: int, table: PieceTable, model: AnswerModel, reader: Reader | None
) -> tuple[Numbers, float, Numbers | None]:
    """Return what `_among_many` does, by what was learned from folders of few articles, and what `Choice` keeps."""
    known, plain = placed(reading, table), plain_logits_of_few(reading, empty, model.choice)
    logits = logits_of_few(reading, empty, known, plain, model.choice_of_few)
    sure = plain_confidence(reading, plain, model.confidence)
    if reader is None:
        return logits, sure, None
    order = np.argsort(-logits, kind="stable")
    blend, said = reader.blend, reader.read(*candidates(reading, worth_reading_of_few(logits, order), table))
    blended = blended_choice(logits, order, said, READER_OF_FEW)
    inputs = confidence_inputs_of_few(reading, known, sure, blended, order, said)
    of_few = float(model.confidence_of_few.logits(inputs[None])[0])
    of_many = blended_confidence(blend_inputs(reading, plain, order, sure, said, blend), blend)
    judged = np.concatenate([inputs, np.array([of_few, of_many], np.float32)])
    return blended, sure_of_few(of_few, of_many, passages), judged


def sure_of_few(of_few: float, of_many: float, passages: int) -> float:
    """Return the confidence's logit among so many passages, by what the two judges say."""
    less, more = sorted((of_few, of_many))
    wholly = min(1.0, WHOLLY_FEW / max(1, passages))
    judged, careful = OF_FEW * of_few + (1 - OF_FEW) * of_many, OF_LESS * less + (1 - OF_LESS) * more
    return wholly * judged + (1 - wholly) * careful


def plain_logits_of_few(reading: Reading, empty: list[int], choice: Network) -> Numbers:
    """Return the choice's logits among few passages, without what was learned of few; none of `empty` comes first."""
    logits = choice.logits(choice_inputs(reading))
    logits += ACROSS_OF_FEW * reading.features[:, PLACES["across"]]
    logits[empty] = logits.min()
    return logits


def logits_of_few(
    reading: Reading, empty: list[int], known: Numbers, plain: Numbers, choice_of_few: Network
) -> Numbers:
    """Return the `plain` logits with what was learned of few; `known` is what `placed` gives."""
    logits = plain + choice_of_few.logits(choice_inputs_of_few(reading, known))
    logits[empty] = logits.min()
    return logits


def choice_inputs_of_few(reading: Reading, known: Numbers) -> Numbers:
    """Return what the choice among few is made by, shape (sentences, inputs)."""
    return np.concatenate([choice_inputs(reading), known], axis=1)


def plain_confidence(reading: Reading, logits: Numbers, confidence: Network) -> float:
    """Return the confidence's logit by the networks that read numbers alone."""
    order = np.argsort(-logits, kind="stable")
    return float(confidence.logits(confidence_inputs(reading, logits, order)[None])[0])


def confidence_inputs_of_few(
    reading: Reading,
    known: Numbers,
    sure: float,
    blended: Numbers,
    order: NDArray[np.int64],
    said: Read,
) -> Numbers:
    """Return what the confidence among few is computed from, shape (inputs,).

    `sure` is the confidence's logit without anything of few, `blended` are the logits of the choice after all, `order`
    is that in which the sentences were read, best first.
    """
    last = np.argsort(-blended, kind="stable")
    lead = said.sentences - said.none
    of_first = lead[order[: len(lead)] == last[0]]  # nothing where the best was not read
    chosen = of_first[0] if len(of_first) else lead.min()
    told = np.array([sure, lead.max(), chosen, said.none], np.float32)
    return np.concatenate([confidence_inputs(reading, blended, last), known[last[0]], told])


def telling_nothing(reading: Reading, query: Query) -> list[int]:
    """Return which sentences are headings without a number, or names of a table's columns.

    Of two columns it is one only where the question speaks of the last: the first row of a table may name nothing.
    """
    headings = {hit.article.id: frozenset(hit.article.headings) for hit in reading.hits if hit.article.headings}
    tables = [BETWEEN in hit.text for hit in reading.hits]
    if not headings and not any(tables):
        return []
    found: list[int] = []
    for place, one in enumerate(reading.sentences):
        article = reading.hits[one.hit].article
        if one.span in headings.get(article.id, ()) and not any(map(str.isdigit, one.span.of(article.text))):
            found.append(place)
        elif tables[one.hit] and is_header(article.text, one.span):
            *others, last = one.span.of(article.text).split(BETWEEN)
            if len(others) > 1 or any(standing(query.terms, last, article.language)):
                found.append(place)
    return found


def _to_read(logits: Numbers, order: NDArray[np.int64], passages: int) -> NDArray[np.int64]:
    return worth_reading_of_few(logits, order) if passages < FEW_PASSAGES else worth_reading(logits, order)


def worth_reading_of_few(logits: Numbers, order: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return what `worth_reading` does, among few passages."""
    return worth_reading(logits, order, LIKELIEST_OF_FEW, LEAST_READ_OF_FEW)


def worth_reading(
    logits: Numbers, order: NDArray[np.int64], most: int = LIKELIEST, least: float = LEAST_READ
) -> NDArray[np.int64]:
    """Return the sentences that the reader reads, best first; `order` is that of their `logits`.

    They are `most` at most, each of which has this share of the likelihood of all, or the best `FEWEST`.
    """
    first = order[:most]
    odds = np.exp(logits - logits[order[0]])
    likely = int(np.count_nonzero(odds[first] >= least * odds.sum()))
    found: NDArray[np.int64] = first[: max(FEWEST, likely)]
    return found


def candidates(reading: Reading, chosen: NDArray[np.int64], table: PieceTable) -> tuple[Ids, list[Candidate]]:
    """Return the pieces of the question, and the sentences `chosen`, best first, as the reader reads them."""
    asked, *texts = reading.pieces
    places = chosen.tolist()
    sentences = [reading.sentences[place] for place in places]
    hits = list(dict.fromkeys(one.hit for one in sentences))
    titles = title_pieces(reading, hits, table)
    found = [
        Candidate(one.hit, place, titles[one.hit], texts[place]) for one, place in zip(sentences, places, strict=True)
    ]
    return asked, found


def blended_choice(logits: Numbers, order: NDArray[np.int64], said: Read, counting: float) -> Numbers:
    """Return the choice's logits with the reader's, which count as much; one not read is held to be like the worst."""
    behind = said.sentences - said.sentences.max()
    found: Numbers = logits + np.float32(counting) * behind.min()
    read_ones = order[: len(behind)]
    found[read_ones] = logits[read_ones] + np.float32(counting) * behind
    return found


def blend_inputs(
    reading: Reading, logits: Numbers, order: NDArray[np.int64], sure: float, said: Read, blend: Blend
) -> Numbers:
    """Return what the blended confidence is computed from, in the order of `Blend.confidence`, shape (4,).

    `logits` are the choice's own, `sure` the confidence's; `order` is that in which the sentences were read.
    """
    lead = said.sentences - said.none
    chosen = int(np.argmax(logits[order[: len(lead)]] + np.float32(blend.choice) * said.sentences))
    return np.array([sure, lead.max(), lead[chosen], reading.lacks_name[order[0]]], np.float32)


def blended_confidence(known: Numbers, blend: Blend) -> float:
    """Return the confidence's logit of what `blend_inputs` gives."""
    return float(known @ blend.confidence) + blend.bias


def _evidence(reading: Reading, place: int, share: float) -> Evidence:
    sentence = reading.sentences[place]
    before = reading.sentences[sentence.before].span if sentence.before >= 0 else None
    covered = float(reading.features[place, PLACES["covered"]])
    lacks_name, unheard_of = bool(reading.lacks_name[place]), bool(reading.unheard_of[place])
    passage = reading.hits[sentence.hit].passage
    return Evidence(
        reading.article(place),
        sentence.span,
        before,
        share,
        covered,
        lacks_name,
        unheard_of,
        passage.heading,
        passage.span,
    )


def choice_inputs(reading: Reading) -> Numbers:
    """Return what the choice is made by, shape (sentences, inputs): each alone, beside the best, and the question."""
    features = reading.features
    beside = features[:, BESIDE_PLACES]
    things = reading.expected.things[None].repeat(len(features), axis=0)
    return np.concatenate([features, beside - beside.max(axis=0), things], axis=1)


def confidence_inputs(reading: Reading, logits: Numbers, order: NDArray[np.int64]) -> Numbers:
    """Return what the confidence is computed from, shape (inputs,).

    The best sentence, the second, the most of each feature, how far the best is ahead, and what is expected.
    """
    features = reading.features
    first, second = order[0], order[min(1, len(order) - 1)]
    together = float(np.log(np.exp(logits - logits[first]).sum()))
    ahead = [logits[first], logits[first] - logits[second], together, float(reading.lacks_name.min())]
    return np.concatenate(
        [
            features[first],
            features[second, SUMMARISED_PLACES],
            features[:, SUMMARISED_PLACES].max(axis=0),
            np.array([*ahead, len(features) / SENTENCES], np.float32),
            reading.expected.things,
        ]
    ).astype(np.float32)
