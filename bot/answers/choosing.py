"""Choosing the sentences that answer, among those of the passages found.

A sentence is judged by the question's words that stand in it (within or across languages, the rare ones weighing
more), by those that its title, heading and passage bring, by its similarity in meaning, by whether it holds the kind
of thing asked for, and for a definition by whether it defines. The weights were set by hand on the questions that
ship with the project; the confidence is a share of the question that the evidence covers, not a probability.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.answers.question import Asked
from bot.answers.spans import spans_of
from corpus.article import Article, Language, Span
from corpus.sentences import split_sentences
from index.alignment import Likeness, share_said
from index.analysis import FUNCTION_WORDS, WORD, analyse, fold
from index.candidates import Query
from index.hits import Hit
from index.search import Search
from index.terms import Term

# Where a name that the passage lacks may stand: so far before and after it. A page is whole within that; a book of
# 5 MB read whole for each hit took half a minute a question.
NAMED_WITHIN = 20_000  # code points
PASSAGES_READ = 8  # hits whose sentences are judged; the answer is rarely below the fifth
ENCODED = 24  # sentences whose similarity is worked out, the most promising by words

# What a word of the question is worth where it stands: in the sentence itself, in the title or heading above it, in
# the sentence before, elsewhere in the passage.
IN_TITLE, IN_SENTENCE_BEFORE, IN_PASSAGE = 0.8, 0.7, 0.5

DIRECT_WEIGHT, COVERED_WEIGHT, SIMILARITY_WEIGHT, RANK_WEIGHT, DENSITY_WEIGHT = 0.40, 0.25, 0.25, 0.10, 0.15
WANTED_MISSING = 0.75  # a "when" without a date, a "how many" without a number
NAME_ELSEWHERE = 0.8  # "the founder of SoftBank" in an article that also names Oracle
UNRELATED = 0.8  # only the name of what is asked about
RELATES = 0.3  # presence from which one of the question's other words counts as said in a sentence
SPANS_WANTED = frozenset({"when", "how_many", "who"})
DEFINES = 0.25

# A word of every passage still counts this many nats: in a corpus of a few passages, frequencies say little.
LEAST_WEIGHT = 0.3
# Words with the same beginning, or one at the end of the other ("cofondateur"), count this much for each other: a
# stemmer leaves verbs and their nouns apart.
RELATED, KIN_LETTERS, KIN_SHARE = 0.7, 5, 0.7
SAME_NAME = 0.6  # "Pérou" and "Peru" are 0.76 alike, two capitals rarely more than 0.5
NAME_PULLS = 0.4  # how strongly a name of the question draws the answer to it, against its other words
PULL_HALVES = 20  # code points at which that pull is halved

LEANING = re.compile(
    r"^(?:il|elle|ils|elles|ce|c['’]|cet|cette|ces|celui|celle|ceux|celles|cela|ça|son|sa|ses|leur|leurs|lui|"
    r"it|its|he|she|they|his|her|their|this|that|these|those|such|both|the latter|ce dernier|cette dernière)\b",
    re.IGNORECASE,
)
DEFINING = re.compile(
    r"^\W*(?:\w+\W+){0,9}?(?:is|are|was|were|means?|refers?\s+to|denotes?|designates?|stands?\s+for|est|sont|était|désigne(?:nt)?|"
    r"signifie(?:nt)?|correspond(?:ent)?\s+à|consiste(?:nt)?|se\s+définit|s['’]appelle)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence of a hit, judged.

    `direct` is the share of the question's weight that stands in the sentence itself, `covered` the same with its
    surroundings, `density` the share of the sentence's own words that the question has; `wanted` is where in the
    sentence the date, number or name stands that the question asks for; `score` is what candidates are compared by.
    `names_near` is False where a name asked about stands neither in the sentence, nor in the one before, nor above;
    `relates` is False where the question asks something of a name and the sentence has the name at most.
    """

    article: Article
    span: Span
    before: Span | None
    hit_rank: int
    direct: float
    covered: float
    density: float = 0.0
    wanted: Span | None = None
    similarity: float = 0.0
    score: float = 0.0
    lacks_name: bool = False
    relates: bool = True
    names_near: bool = True

    @property
    def text(self) -> str:
        """The sentence, as it stands."""
        return self.span.of(self.article.text)

    @property
    def leans(self) -> bool:
        """Whether it opens with a pronoun that the sentence before explains."""
        return self.before is not None and bool(LEANING.match(self.text))


class _Reader:
    """The question's words with their weights, which add up to 1 (or there are none)."""

    def __init__(self, query: Query, search: Search) -> None:
        weights = [LEAST_WEIGHT + value for value in search.rarity(query.terms)]
        self.terms = query.terms
        self.weights = tuple(weight / sum(weights) for weight in weights)
        self._likeness = Likeness(search.words, [term.folded for term in query.terms])

    def learn(self, text: str, language: Language) -> None:
        """Read the words of a passage at once."""
        self._likeness.learn(_content(text, language))

    def presences(self, text: str, language: Language) -> list[float]:
        """Return how surely each word of the question stands in `text`, from 0 to 1."""
        stems = set(analyse(text, language))
        folded = set(fold(text))
        alike = self._likeness.best(_content(text, language)).tolist()
        return [
            _presence(term, stems, folded, language, similarity)
            for term, similarity in zip(self.terms, alike, strict=True)
        ]

    def share(self, presences: Sequence[float]) -> float:
        """Return the share of the question's weight that `presences` make up."""
        return sum(weight * presence for weight, presence in zip(self.weights, presences, strict=True))


def _presence(
    term: Term, stems: Collection[str], folded: Collection[str], language: Language, similarity: float
) -> float:
    if term.is_name:  # a name is said by itself or its translation; another name is alike, and wrong
        surely = term.folded in folded or (similarity >= SAME_NAME and not term.folded.isdigit())
        return 1.0 if surely else term.presence(stems, language)
    compounds = tuple(form for form in term.forms[language] if len(form) >= KIN_LETTERS)
    kin = any(_are_kin(term.folded, word) for word in folded) or any(word.endswith(compounds) for word in folded)
    related = RELATED if kin else 0.0
    return max(term.presence(stems, language), share_said(similarity), related)


def _are_kin(word: str, other: str) -> bool:
    """Return whether two words share a long beginning: "collaborent" and "collaboration", "investor" and "investir"."""
    least = max(KIN_LETTERS, math.ceil(KIN_SHARE * min(len(word), len(other))))
    return len(word) >= least and word[:least] == other[:least]


def _content(text: str, language: Language) -> set[str]:
    return {word for word in fold(text) if word not in FUNCTION_WORDS[language]}


def choose(query: Query, asked: Asked, hits: Sequence[Hit], search: Search) -> list[Evidence]:
    """Return the sentences of the best `hits`, judged, best first."""
    reader = _Reader(query, search)
    folded = set(fold(query.text))
    found: dict[tuple[str, int], Evidence] = {}
    for hit in hits[:PASSAGES_READ]:
        for evidence in _read(hit, asked, reader, folded):
            found.setdefault((evidence.article.id, evidence.span.start), evidence)
    promising = sorted(found.values(), key=lambda one: (-one.covered - one.direct, one.hit_rank))
    similar = promising[:ENCODED]
    if similar and query.vector.any():
        vectors = search.encoder.encode_passages([one.text for one in similar])
        values = (vectors @ query.vector).tolist()
    else:
        values = [0.0] * len(similar)
    judged = [_judged(one, value, asked) for one, value in zip(similar, values, strict=True)]
    return sorted(judged, key=lambda one: (-one.score, one.hit_rank, one.span.start))


def _read(hit: Hit, asked: Asked, reader: _Reader, folded: set[str]) -> list[Evidence]:
    article, passage = hit.article, hit.passage
    reader.learn(f"{article.title}\n{passage.heading}\n{hit.text}", article.language)
    above = reader.presences(f"{article.title}\n{passage.heading}", article.language)
    around = reader.presences(hit.text, article.language)
    names = [place for place, term in enumerate(reader.terms) if term.is_name and len(term.folded) > 1]
    relations = [place for place, term in enumerate(reader.terms) if not term.is_name or term.folded.isdigit()]
    everywhere = above
    if any(max(above[place], around[place]) == 0 for place in names):
        everywhere = reader.presences(_near(article, passage.span), article.language)
    found: list[Evidence] = []
    before: Span | None = None
    presences_before = [0.0] * len(reader.terms)
    for relative in split_sentences(hit.text, article.language):
        span = Span(passage.start + relative.start, passage.start + relative.end)
        sentence = span.of(article.text)
        presences = reader.presences(sentence, article.language)
        covered = [
            max(here, IN_TITLE * title, IN_SENTENCE_BEFORE * just_before, IN_PASSAGE * passage_)
            for here, title, just_before, passage_ in zip(presences, above, presences_before, around, strict=True)
        ]
        wanted = spans_of(asked.kind, sentence, folded)
        found.append(
            Evidence(
                article=article,
                span=span,
                before=before if before and "\n\n" not in article.text[before.end : span.start] else None,
                hit_rank=hit.rank,
                direct=reader.share(presences),
                covered=reader.share(covered),
                density=sum(presences) / max(len(set(analyse(sentence, article.language))), 3),
                wanted=_nearest(wanted, sentence, reader, article),
                names_near=all(max(presences[place], above[place], presences_before[place]) > 0 for place in names),
                relates=not relations or any(presences[place] >= RELATES for place in relations),
                lacks_name=any(max(covered[place], everywhere[place]) == 0 for place in names),
            )
        )
        before, presences_before = span, presences
    return found


def _near(article: Article, span: Span) -> str:
    """Return the date of `article` and its text around `span`, the whole of it where it is no book."""
    near = article.text[max(0, span.start - NAMED_WITHIN) : span.end + NAMED_WITHIN]
    return f"{article.published}\n{near}"


def _judged(one: Evidence, similarity: float, asked: Asked) -> Evidence:
    score = (
        DIRECT_WEIGHT * one.direct
        + COVERED_WEIGHT * one.covered
        + SIMILARITY_WEIGHT * max(0.0, similarity)
        + RANK_WEIGHT / one.hit_rank
        + DENSITY_WEIGHT * min(1.0, one.density)
    )
    if asked.kind in SPANS_WANTED and one.wanted is None:
        score *= WANTED_MISSING
    if not one.relates:
        score *= UNRELATED
    if not one.names_near:
        score *= NAME_ELSEWHERE
    if asked.kind == "definition" and _defines(one.text, asked.subject, one.article):
        score += DEFINES
    return replace(one, similarity=similarity, score=score)


def _defines(sentence: str, subject: str, article: Article) -> bool:
    """Return whether `sentence` opens with `subject` and a defining verb: "Le slow mode est …"."""
    match = DEFINING.match(sentence)
    if not match:
        return False
    head = set(analyse(match.group(), article.language)) | set(fold(match.group()))
    wanted = analyse(subject, article.language) or fold(subject)
    return bool(wanted) and all(stem in head for stem in wanted)


def _nearest(spans: Sequence[Span], sentence: str, reader: _Reader, article: Article) -> Span | None:
    """Return the span that stands nearest to the question's words in `sentence`, or None where there is none.

    What is asked about a name stands by the word that tells the relation, so names of the question count less.
    """
    if not spans:
        return None
    language = article.language
    marks = [
        (match.start(), match.end(), weight * (NAME_PULLS if term.is_name else 1.0))
        for match in WORD.finditer(sentence)
        if (stems := analyse(match.group(), language))
        for term, weight in zip(reader.terms, reader.weights, strict=True)
        if term.presence(stems, language) > 0
    ]

    def pull(span: Span) -> float:
        pulls = [
            weight / (1 + max(0, start - span.end, span.start - end) / PULL_HALVES)
            for start, end, weight in marks
            if not span.start <= start < span.end
        ]
        inside = sum(weight for start, _, weight in marks if span.start <= start < span.end)
        return max(pulls, default=0.0) + inside

    return max(spans, key=lambda span: (pull(span), -span.start))
