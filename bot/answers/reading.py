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
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bot.answers.expecting import Expectation, Expected, Numbers
from bot.answers.question import Asked
from bot.answers.reader import Ids
from bot.answers.slips import SLIP_IN_NAME, meant
from bot.answers.spans import MONTH_NAMES, NUMERALS
from corpus.article import Article, Language, Span
from corpus.sentences import split_sentences
from index.analysis import fold, folded_of, stem_of, words
from index.candidates import Query
from index.hits import Hit
from index.pieces import LEAST, MET, UNRELATED, Pieces, numbered
from index.search import Search
from index.terms import SURE, Term

# Where a name that the passage lacks may stand: so far before and after it. A page is whole within that; a book of
# 5 MB read whole for each hit took half a minute a question.
NAMED_WITHIN = 20_000  # code points
PASSAGES_READ = 6  # hits whose sentences are judged; the answer is rarely below the fifth
SENTENCES_READ = 120  # of all passages together; six long ones have some 60

# A word of every passage still counts this many nats: in a corpus of a few passages, frequencies say little.
LEAST_WEIGHT = 0.3
# What a word of the question is worth where it stands: in the title or heading above the sentence, in the sentence
# before, elsewhere in the passage.
IN_TITLE, IN_SENTENCE_BEFORE, IN_PASSAGE = 0.8, 0.7, 0.5

LEANING = re.compile(
    r"^(?:il|elle|ils|elles|ce|c['’]|cet|cette|ces|celui|celle|ceux|celles|cela|ça|son|sa|ses|leur|leurs|lui|"
    r"it|its|he|she|they|his|her|their|this|that|these|those|such|both|the latter|ce dernier|cette dernière)\b",
    re.IGNORECASE,
)

MONTHS = MONTH_NAMES | {"siecle", "siècle", "century"}
NUMBER_WORDS = NUMERALS | {"vingts", "hundreds", "double", "triple", "twice", "once", "percent"}
SAME_NAME = 0.8  # how surely a name's pieces must be met: "Pérou" and "Peru" are, two capitals are not
IN_WORDS = 0.7  # what a number in words counts beside one in digits: "one of the two" numbers nothing

# What a word is by its look, or that the question has it.
DATE, NUMBER, NUMBER_WORD, NAME, OTHER, ASKED = "date", "number", "number word", "name", "other", "asked"

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
    hits = hits[:PASSAGES_READ]
    expected = expectation.of(query.text, asked, search.table)
    rarities = search.rarity(query.terms, scope=query.scope)
    sentences = _sentences(hits)
    if not sentences:
        nothing = np.zeros((0, len(FEATURES)), np.float32)
        return Reading(hits, (), nothing, np.zeros(0, np.bool_), np.zeros(0, np.bool_), expected, rarities)
    count = len(sentences)
    articles = [hits[one.hit].article for one in sentences]
    texts = [one.span.of(article.text) for one, article in zip(sentences, articles, strict=True)]
    parted = [words(text) for text in texts]
    above = [f"{hit.article.title}\n{hit.passage.heading}" for hit in hits]
    languages = [article.language for article in [*articles, *(hit.article for hit in hits)]]
    layout = _laid_out(sentences)
    in_order = search.table.in_order([query.text, *texts, *above, *(term.surface for term in query.terms)])
    question_pieces, *cut = search.table.distinct(in_order)
    cut, of_terms = cut[: count + len(above)], cut[count + len(above) :]
    alike = _alike(question_pieces, cut, search)
    said = _said(query, [*parted, *map(words, above)], languages)
    surely = said > 0
    _say_alike(said, alike, query, question_pieces, of_terms)
    surely |= said >= SAME_NAME
    lacking, unheard_of = _lacks_name(query, hits, layout, surely, search)
    sizes = np.array([len(pieces) for pieces in cut[:count]], np.float32)
    holds = holdings(parted, set(fold(query.text)))
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
    return Reading(hits, sentences, features, lacking, unheard_of, expected, rarities, in_order[: count + 1])


def leans(text: str) -> bool:
    """Return whether a sentence opens with a pronoun that the sentence before explains."""
    return bool(LEANING.match(text))


def _sentences(hits: Sequence[Hit]) -> list[Sentence]:
    found: list[Sentence] = []
    for place, hit in enumerate(hits):
        text, start = hit.text, hit.passage.start
        before, end = -1, 0
        for relative in split_sentences(text, hit.article.language):
            if len(found) == SENTENCES_READ:
                return found
            if before >= 0 and "\n\n" in text[end : relative.start]:
                before = -1
            found.append(Sentence(place, Span(start + relative.start, start + relative.end), before))
            before, end = len(found) - 1, relative.end
    return found


def _laid_out(sentences: Sequence[Sentence]) -> _Layout:
    of_hit = np.array([one.hit for one in sentences])
    return _Layout(of_hit, np.array([one.before for one in sentences]), np.diff(of_hit, prepend=-1) > 0)


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


def _met(alike: Numbers) -> Numbers:
    met: Numbers = np.clip((alike - UNRELATED) / (MET - UNRELATED), 0.0, 1.0)
    return met


def _of_pieces(alike: Numbers, asked: Pieces, query: Query, layout: _Layout, search: Search) -> dict[str, Numbers]:
    """Return what the pieces tell of each sentence."""
    loud, rare = search.table.lengths(asked), search.snapshot.counted(query.scope).rarities[asked]
    loud, rare = loud / (loud.sum() + LEAST), rare / (rare.sum() + LEAST)
    met = _met(alike)
    here, met_here = alike[: len(layout.of_hit)], met[: len(layout.of_hit)]
    title, met_title = layout.above(alike), layout.above(met)
    close = np.maximum.reduce([here, title, layout.previous(here)])
    met_close = np.maximum.reduce([met_here, IN_TITLE * met_title, IN_SENTENCE_BEFORE * layout.previous(met_here)])
    return {
        "alike": here @ loud,
        "said": met_here @ rare,
        "alike_near": close @ loud,
        "said_near": met_close @ rare,
        "alike_in_passage": layout.passage(here, title) @ loud,
        "said_in_passage": layout.passage(met_here, met_title) @ rare,
        "said_after": layout.following(met_here) @ rare,
    }


def _said(query: Query, parted: Sequence[Sequence[str]], languages: Sequence[Language]) -> Numbers:
    """Return how surely each term stands in each text, by stems and translations, shape (texts, terms).

    `parted` are the words of the texts.
    """
    said = [[0.0] * len(query.terms) for _ in parted]
    names = {term.folded: (number, 1.0) for number, term in enumerate(query.terms) if term.is_name}
    for language in dict.fromkeys(languages):
        rows = [row for row, one in enumerate(languages) if one == language]
        # Texts share most of their words: each is looked at once, and few say anything of a term.
        saying = _saying(set().union(*(parted[row] for row in rows)), _forms(query, language), names, language)
        for row in rows:
            here = said[row]
            for word in saying.keys() & parted[row]:
                for number, presence in saying[word]:
                    here[number] = max(here[number], presence)
    return np.array(said, np.float32).reshape(len(parted), len(query.terms))


def _saying(
    words: set[str],
    forms: Mapping[str, list[tuple[int, float]]],
    names: Mapping[str, tuple[int, float]],
    language: Language,
) -> dict[str, list[tuple[int, float]]]:
    """Return the words that say any of the terms, each with these and how surely it does."""
    found: dict[str, list[tuple[int, float]]] = {}
    initials = {one[0] for one in (*forms, *names)}  # a stem begins as its word does
    initials |= {initial.upper() for initial in initials}
    for word in words:
        initial = word[0]
        if initial not in initials and initial.isascii():
            continue
        if (stem := stem_of(word, language)) in forms:
            found[word] = forms[stem]
        if names and (name := folded_of(word)) in names:
            found[word] = [*found.get(word, ()), names[name]]
    return found


def _forms(query: Query, language: Language) -> Mapping[str, list[tuple[int, float]]]:
    """Return by stem the terms that it stands for, each with how surely it does."""
    found: dict[str, list[tuple[int, float]]] = {}
    for number, term in enumerate(query.terms):
        for stem, weight in term.forms[language].items():
            found.setdefault(stem, []).append((number, min(1.0, weight / SURE)))
    return found


def _say_alike(said: Numbers, alike: Numbers, query: Query, asked: Pieces, of_terms: Sequence[Pieces]) -> None:
    """Count a term as said where its pieces, `of_terms`, are met: all of a name's, the others on average.

    Numbers never are.
    """
    if not query.terms or not len(asked):
        return
    met = _met(alike)
    for number, (term, pieces) in enumerate(zip(query.terms, of_terms, strict=True)):
        its = set(pieces.tolist())
        places = [place for place, piece in enumerate(asked.tolist()) if piece in its]
        if not places or term.folded.isdigit():
            continue
        found = met[:, places].min(axis=1) if term.is_name else met[:, places].mean(axis=1)
        said[:, number] = np.maximum(said[:, number], found)


def _of_words(said: Numbers, query: Query, layout: _Layout, rarities: Sequence[float]) -> dict[str, Numbers]:
    """Return what the question's words tell of each sentence."""
    weights = np.array([LEAST_WEIGHT + rarity for rarity in rarities], np.float32)
    weights /= weights.sum() + LEAST
    here, above = said[: len(layout.of_hit)], layout.above(said)
    before, passage = layout.previous(here), layout.passage(here, above)
    covered = np.maximum.reduce([here, IN_TITLE * above, IN_SENTENCE_BEFORE * before, IN_PASSAGE * passage])
    names = _names(query)
    relations = np.array([not term.is_name or term.folded.isdigit() for term in query.terms], np.bool_)
    return {
        "direct": here @ weights,
        "covered": covered @ weights,
        "in_passage": passage @ weights,
        "above": above @ weights,
        "lacking": ((1 - covered) * weights).max(axis=1, initial=0),
        "before": before @ weights,
        "after": layout.following(here) @ weights,
        "names": _share(here, weights * names),
        "names_near": _share(np.maximum.reduce([here, above, before]), weights * names),
        "names_in_passage": _share(passage, weights * names),
        "relation": _share(here, weights * relations),
    }


def _names(query: Query) -> NDArray[np.bool_]:
    """Return which terms are names, single letters apart."""
    return np.array([term.is_name and len(term.folded) > 1 for term in query.terms], np.bool_)


def _share(presences: Numbers, weights: Numbers) -> Numbers:
    """Return the share of the weight that is present; all of it where there is none."""
    total = float(weights.sum())
    return presences @ weights / total if total > 0 else np.ones(len(presences), np.float32)


def _lacks_name(
    query: Query, hits: Sequence[Hit], layout: _Layout, surely: NDArray[np.bool_], search: Search
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return where a name of the question stands neither in the passage nor near it, and where it stands nowhere.

    `surely` says which terms stand in which sentence, and behind those in which title, shape (texts, terms). A name
    that is all but spelt like a word near the passage stands there.
    """
    count, names = len(layout.of_hit), _names(query)
    lacks, unheard_of = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    unknown_names = cache(lambda number: _unknown(query.terms[number], query, search))
    for place in np.unique(layout.of_hit):
        here = layout.of_hit == place
        absent = names & ~(surely[:count][here].any(axis=0) | surely[count + place])
        if absent.any():
            hit = hits[place]
            around = near(hit.article, hit.passage.span)
            absent &= _said(query, [words(around)], [hit.article.language])[0] == 0
            unknown = [one for one in np.flatnonzero(absent).tolist() if unknown_names(one)]
            held = fold(f"{hit.article.title}\n{around}") if unknown else []
            known = [one for one in unknown if meant(query.terms[one].folded, held, SLIP_IN_NAME)]
            absent[known] = False
            lacks[here], unheard_of[here] = bool(absent.any()), len(known) < len(unknown)
    return lacks, unheard_of


def _unknown(term: Term, query: Query, search: Search) -> bool:
    """Return whether a name, years and other numbers apart, stands in no article that may answer."""
    return not term.folded.isdigit() and not search.stands(term, scope=query.scope)


def near(article: Article, span: Span) -> str:
    """Return the date of `article` and its text around `span`, the whole of it where it is no book."""
    text = article.text[max(0, span.start - NAMED_WITHIN) : span.end + NAMED_WITHIN]
    return f"{article.published}\n{text}"


def holdings(parted: Sequence[Sequence[str]], asked: set[str]) -> Numbers:
    """Return of each text whether it holds a date, a number and a name that `asked` lacks, and how many new words.

    `parted` are the words of the texts. Shape (texts, 4).
    """
    holds = np.zeros((len(parted), 4), np.float32)
    known = {word: ASKED if word.lower() in asked else _kind(word) for word in set().union(*parted)}
    for row, its_words in enumerate(parted):
        kinds = [known[word] for word in its_words]
        held = set(kinds[1:])
        if kinds and kinds[0] != NAME:  # the first word has its capital because it opens the sentence
            held.add(kinds[0])
        number = 1.0 if NUMBER in held else IN_WORDS if NUMBER_WORD in held else 0.0
        holds[row] = DATE in held, number, NAME in held, len(kinds) - kinds.count(ASKED)
    return holds


def _kind(word: str) -> str:
    """Return what a word is by its look."""
    if word[0].isdigit():
        return DATE if len(word) == 4 and word[0] in "12" and word.isdigit() else NUMBER
    lower = word.lower()
    if lower in MONTHS:
        return DATE
    if lower in NUMBER_WORDS:
        return NUMBER_WORD
    return NAME if word[0].isupper() and len(word) > 1 else OTHER
