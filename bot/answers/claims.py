"""What the articles say on a claim that somebody makes: sentences on the same matter, and whether their numbers agree.

What is found is what answers the claim as a question, then sentences that share its words, in either language. No
judgement of the claim: only numbers of the same unit, percentages, sums of money and years are compared, and only
where neither side denies, both mean the whole or both a part, and the words around the number largely agree. What
cannot be compared is called no more than the same matter; the words of a claim that stand nowhere near what was found
are named. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from bot.answers.answer import Answer, Citation, NoAnswer
from bot.answers.differing import SCALES, YEAR
from bot.answers.numbers_told import DIMENSIONS, MEASURES, UNITS, numbers_in
from bot.answers.quoting import LONGEST_QUOTE, at_most, verified
from corpus.article import Article, Language, Span
from corpus.sentences import split_sentences
from index.analysis import WORD, analyse, fold
from index.hits import Hit
from index.terms import Term

Bearing = Literal["agrees", "differs", "same_matter"]

MOST_CLAIMS = 5  # sentences of a message that are looked up; more is an article
LEAST_STEMS = 2  # of a claim; "I agree" claims nothing that an article tells
LEAST_COVER = 0.4  # of a claim's words that a sentence must share to be on the same matter
LEAST_COVER_BESIDE = 0.5  # where something answers the claim already
LEAST_WORDS = 2  # of a claim that must stand in a sentence, or around one that answers: one alone is shared by chance
# Of a claim's words, the share that must stand in the passage of what answers it, or in its title. Of what was answered
# of twenty made-up messages, requests and small talk had at most 0.50 there with one word, claims at least 0.67.
LEAST_AROUND_ANSWER = 0.4
LEAST_NAME = 4  # letters of a word that counts as shared across languages; shorter ones are shared by chance
MOST_FOUND = 6  # sentences shown of a message; all together they fit a card
MOST_OF_CLAIM = 3  # sentences shown of one claim
MOST_ANSWERING = 2  # of those, that answer it: further quotes of an answer only make surer that the right one is there
SURELY = 0.5  # the presence of a word from which on it counts as standing there
MOST_MISSING = 6  # words named of a claim
AROUND = 8  # words on each side of a number that say what it is about
# Of those, the share that the other sentence must have to be called in agreement (True) or to differ (False), which is
# said less lightly: "the project costs" is not "the Texas site costs".
LEAST_AROUND = {True: 0.65, False: 0.75}

# What is denied bears on nothing here: "never had 500" is no support for 500, and no contradiction of 400 either.
NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|without|neither|nor|cannot|hardly|denie[sd]|deny|false|"
    r"ne|pas|jamais|aucune?|sans|ni|non|personne|dément|faux)\b|n['’]t\b|\bn['’]",
    re.IGNORECASE,
)
# Words for a part of a whole, folded, in both languages: what is true of one part is not of the whole.
PARTS = frozenset(
    [
        "first",
        "second",
        "third",
        "phase",
        "phases",
        "part",
        "parts",
        "initial",
        "initially",
        "stage",
        "tranche",
        "tranches",
        "half",
        "quarter",
        "premier",
        "premiere",
        "deuxieme",
        "seconde",
        "troisieme",
        "partie",
        "parties",
        "initiale",
        "initialement",
        "etape",
        "etapes",
        "moitie",
        "quart",
    ]
)
# Words, folded, by which people say that they claim something; no article has to hold them.
CLAIMING = frozenset(
    [
        *("think", "believe", "guess", "suppose", "heard", "know", "apparently", "actually", "really", "sure", "true"),
        *("pense", "crois", "suppose", "sais", "entendu", "parait", "semble", "vraiment", "apparemment", "vrai", "sur"),
    ]
)
UNWEIGHED = frozenset({*SCALES, *UNITS, *MEASURES, *DIMENSIONS})


@dataclass(frozen=True, slots=True)
class Found:
    """A verified sentence of an article, and how it bears on the claim that it was found for.

    `cover` is the share of the claim's words that stand in it.
    """

    citation: Citation
    bearing: Bearing
    cover: float


@dataclass(frozen=True, slots=True)
class Support:
    """What was found for one claim of a message, best first; nothing, where no sentence is on the same matter.

    `missing` are words of the claim that stand neither in the passages of what was found nor in their titles.
    """

    claim: str
    found: tuple[Found, ...] = ()
    missing: tuple[str, ...] = ()


def claims_of(text: str, language: Language) -> list[str]:
    """Return the first sentences of a message that say enough to be looked up."""
    spans = split_sentences(text, language)
    found = (span.of(text) for span in spans)
    return list(islice((one for one in found if len(set(analyse(one, language))) >= LEAST_STEMS), MOST_CLAIMS))


def supported(
    claim: str, language: Language, terms: Sequence[Term], answer: Answer | NoAnswer, hits: Sequence[Hit]
) -> Support:
    """Return what the articles say on `claim`: best what its numbers compare with, then what answers it.

    `terms` are the claim's words, `answer` what it gets as a question, `hits` the passages that it finds.
    """
    told = [term for term in terms if term.folded not in CLAIMING]
    about = _About(claim, language, told, hits)
    answering = list(about.answering(answer))[:MOST_ANSWERING] if isinstance(answer, Answer) else []
    least = LEAST_COVER_BESIDE if answering else LEAST_COVER
    sharing = [one for one in about.sharing() if one.bearing != "same_matter" or one.cover >= least]
    chosen: list[Found] = []
    for one in sorted((*answering, *_spread(sharing, language)), key=lambda one: one.bearing == "same_matter"):
        if not any(_overlap(one.citation, other.citation) for other in chosen):
            chosen.append(one)
    return Support(claim, tuple(chosen[:MOST_OF_CLAIM]), tuple(about.missing(chosen[:MOST_OF_CLAIM])))


def shared_out(supports: Sequence[Support]) -> list[Support]:
    """Return what was found for the claims of one message: each sentence once, numbered in their order by article."""
    with_some = sum(1 for one in supports if one.found)
    most = max(1, MOST_FOUND // max(1, with_some))
    seen: list[Citation] = []
    numbers: dict[str, int] = {}
    shared = []
    for support in supports:
        # A sentence that stands above already is kept where nothing else would be left of what supports this claim.
        fresh = [one for one in support.found if not any(_overlap(one.citation, other) for other in seen)]
        kept = (fresh or list(support.found[:1]))[:most]
        for one in kept:
            numbers.setdefault(one.citation.article_id, len(numbers) + 1)
        seen += [one.citation for one in kept]
        found = tuple(
            replace(one, citation=replace(one.citation, number=numbers[one.citation.article_id])) for one in kept
        )
        shared.append(replace(support, found=found))
    return shared


def bearing_of(claim: str, language: Language, sentence: str, other: Language) -> Bearing:
    """Return what the numbers of a sentence, in the language `other`, say of those of a claim."""
    if NEGATION.search(claim) or NEGATION.search(sentence):
        return "same_matter"
    compared = [
        *_compared(claim, language, sentence, other),
        *_years_compared(claim, language, sentence, other),
    ]
    if not compared:
        return "same_matter"
    return "agrees" if all(compared) else "differs"


@dataclass(frozen=True, slots=True)
class _About:
    """A claim with its words, and the passages that it finds."""

    claim: str
    language: Language
    terms: Sequence[Term]
    hits: Sequence[Hit]

    @property
    def telling(self) -> Sequence[Term]:
        """The words that say what the claim is about, without units of numbers, where there are enough of them."""
        found = [term for term in self.terms if term.folded not in UNWEIGHED]
        return found if len(found) >= LEAST_WORDS else self.terms

    def answering(self, answer: Answer) -> Iterator[Found]:
        """Yield the quotes that answer the claim, if their passages are about what it is about."""
        for citation in answer.citations:
            around = _around(citation, self.hits)
            if _met(self.terms, around, citation.language) < LEAST_WORDS:
                continue
            if _cover(self.terms, around, citation.language) >= LEAST_AROUND_ANSWER:
                yield self._found(citation)

    def sharing(self) -> Iterator[Found]:
        """Yield for each passage the sentence that shares most of the claim's words, where one shares enough."""
        for hit in self.hits:
            best = max(self._judged(hit), key=lambda one: one.cover, default=None)
            if best is not None:
                yield best

    def missing(self, found: Sequence[Found]) -> list[str]:
        """Return the words of the claim that stand nowhere near what was found.

        In another language only names and numbers: the lexicon may know another translation than the article has.
        """
        if not found:
            return []
        near = [
            (set(analyse(_around(one.citation, self.hits), one.citation.language)), one.citation.language)
            for one in found
        ]
        compared = any(one.bearing != "same_matter" for one in found)
        own = any(language == self.language for _, language in near)
        lacking = [
            term.surface
            for term in self.terms
            if (own or term.is_name)
            and not (compared and _is_number(term))
            and not any(term.presence(stems, language) for stems, language in near)
        ]
        return lacking[:MOST_MISSING]

    def _judged(self, hit: Hit) -> Iterator[Found]:
        article: Article = hit.article
        passage = hit.text
        for span in split_sentences(passage, article.language):
            sentence = span.of(passage)
            cover = _cover(self.telling, sentence, article.language)
            if cover < LEAST_COVER or _met(self.telling, sentence, article.language) < LEAST_WORDS:
                continue
            place = Span(hit.passage.start + span.start, hit.passage.start + span.end)
            if place.end - place.start > LONGEST_QUOTE:
                place = at_most(article.text, place, lambda part: _cover(self.terms, part, article.language))
            citation = verified(article, place, 1)
            if citation is not None:
                yield self._found(citation)

    def _found(self, citation: Citation) -> Found:
        cover = _cover(self.telling, citation.quote, citation.language)
        bearing: Bearing = "same_matter"
        if citation.language == self.language or self._tells_of_it(citation):
            bearing = bearing_of(self.claim, self.language, citation.quote, citation.language)
        return Found(citation, bearing, cover)

    def _tells_of_it(self, citation: Citation) -> bool:
        """Return whether what stands around a quote in the other language is about the same: its names, else words."""
        words = [term for term in self.terms if not _is_number(term) and term.folded not in UNWEIGHED]
        names = [term for term in words if term.is_name]
        cover = _cover(names or words, _around(citation, self.hits), citation.language)
        return not words or cover >= (1.0 if names else LEAST_AROUND[True])


def _spread(found: Sequence[Found], language: Language) -> list[Found]:
    """Return what was found with the best of each article first, then by cover, what is in `language` first."""
    ordered = sorted(found, key=lambda one: (-one.cover, one.citation.language != language))
    counts: dict[str, int] = {}
    ranked: list[tuple[int, Found]] = []
    for one in ordered:
        counts[one.citation.article_id] = counts.get(one.citation.article_id, 0) + 1
        ranked.append((counts[one.citation.article_id], one))
    return [one for _, one in sorted(ranked, key=lambda pair: pair[0])]


def _around(citation: Citation, hits: Sequence[Hit]) -> str:
    """Return what stands around a quote, its title included; the quote alone where its passage was not found."""
    passages = [
        hit.text
        for hit in hits
        if hit.article.id == citation.article_id
        and citation.start < hit.passage.end
        and hit.passage.start < citation.end
    ]
    return "\n".join([citation.title, citation.quote, *passages])


def _overlap(one: Citation, other: Citation) -> bool:
    return one.article_id == other.article_id and one.start < other.end and other.start < one.end


def _cover(terms: Sequence[Term], text: str, language: Language) -> float:
    """Return the share of a claim's words that stand in a text, or what they may be in its language."""
    stems = set(analyse(text, language))
    return sum(term.presence(stems, language) for term in terms) / len(terms) if terms else 0.0


def _met(terms: Sequence[Term], text: str, language: Language) -> int:
    """Return how many of a claim's words surely stand in a text; a number alone is shared by much."""
    stems = set(analyse(text, language))
    met = [term for term in terms if term.presence(stems, language) >= SURELY]
    return 0 if all(map(_is_number, met)) else len(met)


def _is_number(term: Term) -> bool:
    return any(map(str.isdigit, term.surface))


def _names(text: str) -> Iterator[str]:
    """Yield the words of a claim that are the same in both languages: names, acronyms, numbers."""
    for position, match in enumerate(WORD.finditer(text)):
        word = match.group()
        named = word[:1].isupper() and (position > 0 or word.isupper()) and len(word) >= LEAST_NAME
        if named or (word.isupper() and len(word) > 1) or (word.isdigit() and len(word) >= LEAST_NAME):
            yield from fold(word)


def _compared(claim: str, language: Language, sentence: str, other: Language) -> Iterator[bool]:
    """Yield for each number of the claim that the sentence has one of the same thing for, whether they agree."""
    told = list(numbers_in(sentence, other))
    for number in numbers_in(claim, language):
        same = [one for one in told if one.counts_as(number)]
        agree = any(one.equals(number) for one in same)
        rough = any(one.rough for one in (number, *same))  # "more than 100" does not contradict 120
        if same and (agree or not rough) and _same_matter(claim, number.span, language, sentence, other, agree=agree):
            yield agree


def _years_compared(claim: str, language: Language, sentence: str, other: Language) -> Iterator[bool]:
    """Yield whether the years agree, where both tell exactly one."""
    years = [list(YEAR.finditer(text)) for text in (claim, sentence)]
    if all(len({match.group() for match in found}) == 1 for found in years):
        first, second = (found[0] for found in years)
        agree = first.group() == second.group()
        if _same_matter(claim, Span(first.start(), first.end()), language, sentence, other, agree=agree):
            yield agree


def _same_matter(claim: str, number: Span, language: Language, sentence: str, other: Language, *, agree: bool) -> bool:
    """Return whether the words around a number of the claim largely stand in the sentence too, and no part is meant."""
    if bool(PARTS & set(fold(claim))) != bool(PARTS & set(fold(sentence))):
        return False
    if language == other:
        before, after = claim[: number.start].split()[-AROUND:], claim[number.end :].split()[:AROUND]
        around, there = _matter(" ".join((*before, *after)), language), _matter(sentence, other)
    else:
        around, there = {one for one in _names(claim) if not one.isdigit()}, set(fold(sentence))
    return len(around & there) >= LEAST_AROUND[agree] * len(around)


def _matter(text: str, language: Language) -> set[str]:
    """Return the stems of `text` that are neither numbers nor units of them."""
    words = (match.group() for match in WORD.finditer(text))
    kept = (word for word in words if word.casefold() not in UNWEIGHED and not any(map(str.isdigit, word)))
    return {stem for word in kept for stem in analyse(word, language)}
