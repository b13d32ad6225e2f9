"""What the articles say on a claim that somebody makes: sentences on the same matter, and whether their numbers agree.

What is found is what answers the claim as a question, then sentences that share its words, in either language; how
their numbers, hours and dates bear on the claim is `bot.answers.bearing`'s. The words of a claim that stand nowhere
near what was found are named. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bot.answers.answer import Answer, Citation, NoAnswer
from bot.answers.bearing import LEAST_AROUND, SURELY, Bearing, Place, bearing_of, likeness, weighed
from bot.answers.layout.rows import columns_of
from bot.answers.shown.differing import YEAR
from bot.answers.shown.quoting import LONGEST_QUOTE, at_most, verified
from bot.answers.values.numbers_told import Number, numbers_in
from bot.answers.values.spans import A_MONTH
from corpus.article import Article, Language, Span
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences
from index.hits import Hit
from index.words.analysis import analyse
from index.words.terms import Term

MOST_CLAIMS = 5  # sentences of a message that are looked up; more is an article
LEAST_STEMS = 2  # of a claim; "I agree" claims nothing that an article tells
# A verb that claims, in each part: what is joined in "the museum of A and the gallery of B are closed" is one.
_VERBS = (
    r"is|are|was|were|has|have|had|can|may|must|will|costs?|opens?|opened|closes?|closed|rose|fell|starts?|started|ends?|ended|"
    r"takes?|took|lasts?|lasted|needs?|won|lost|pays?|paid|goes|went|comes?|came|leaves?|begins?|began|weighs?|meets?|runs?|"
    r"est|sont|était|étaient|fut|ont|avait|peut|peuvent|"
    r"doit|doivent|sera|seront|co[ûu]t(?:e|ent|ait)|ouvr(?:e|ent|ait)|ferm(?:e|ent|ait)|commenc(?:e|ent|ait)|dur(?:e|ent|ait)|"
    r"pass(?:e|ent)|gagn(?:e|ent)|pai(?:e|ent)|vaut|valent|finit|finissent|"
    r"part(?:ent|ait)|débute(?:nt)?|p[èe]se(?:nt)?|arrive(?:nt)?"
)
_NO_AGE = r"\b(?!\s+(?:old|of)\b)"
CLAIMED = lazy_pattern(rf"\b(?:{_VERBS}|a){_NO_AGE}", re.IGNORECASE)
# Where a second claim begins, and how many stems each has: "the cat and the dog are banned" is one. The French "a" is
# none there: "and offers a course".
PARTED = lazy_pattern(
    r"\s*;\s+|,?\s+(?:and|but|et|mais)\s+(?=(?:the|an?|we|it|they|you|there|le|la|les|une?|ce|on|il|elle|nous|vous)\s|l['’]|"
    rf"(?!(?:{_VERBS}|a){_NO_AGE}|(?:{A_MONTH})\b|(?:who|which|that|where|when|qui|que|dont)\b)[^\W\d]\w*\s+(?:{_VERBS}){_NO_AGE})",
    re.IGNORECASE,
)
LEAST_OF_PART = 3
LEAST_COVER = 0.4  # of a claim's words that a sentence must share to be on the same matter
LEAST_COVER_BESIDE = 0.5  # where something answers the claim already
LEAST_WORDS = 2  # of a claim that must stand in a sentence, or around one that answers: one alone is shared by chance
# Of a claim's words, the share that must stand in the passage of what answers it, or in its title. Of what was answered
# of twenty made-up messages, requests and small talk had at most 0.50 there with one word, claims at least 0.67.
LEAST_AROUND_ANSWER = 0.4
MOST_FOUND = 6  # sentences shown of a message; all together they fit a card
MOST_OF_CLAIM = 3  # sentences shown of one claim
MOST_ANSWERING = 2  # of those, that answer it: further quotes of an answer only make surer that the right one is there
BEARINGS: tuple[Bearing, ...] = ("agrees", "differs", "same_matter")  # in the order in which they are shown
MUCH_LIKER = 0.1  # of a claim's words: what has so many fewer of them is on another matter
MOST_MISSING = 6  # words named of a claim
# Words, folded, by which people say that they claim something; no article has to hold them.
CLAIMING = frozenset(
    [
        *("think", "believe", "guess", "suppose", "heard", "know", "apparently", "actually", "really", "sure", "true"),
        *("pense", "crois", "suppose", "sais", "entendu", "parait", "semble", "vraiment", "apparemment", "vrai", "sur"),
    ]
)


@dataclass(frozen=True, slots=True)
class Found:
    """A verified sentence of an article, and how it bears on the claim that it was found for.

    `cover` is the share of the claim's words that stand in it, `likeness` with what stands above it.
    """

    citation: Citation
    bearing: Bearing
    cover: float
    likeness: float = 0.0


@dataclass(frozen=True, slots=True)
class Support:
    """What was found for one claim of a message, best first; nothing, where no sentence is on the same matter.

    `missing` are words of the claim that stand neither in the passages of what was found nor in their titles, and
    numbers that stand in none of the quotes.
    """

    claim: str
    found: tuple[Found, ...] = ()
    missing: tuple[str, ...] = ()


def claims_of(text: str, language: Language) -> list[str]:
    """Return the first sentences of a message that say enough to be looked up, those that claim two things in parts."""
    sentences = (span.of(text) for span in split_sentences(text, language))
    found = (part for one in sentences for part in _parts(one, language))
    return list(islice((one for one in found if len(set(analyse(one, language))) >= LEAST_STEMS), MOST_CLAIMS))


def _parts(sentence: str, language: Language) -> list[str]:
    """Return the parts of "the fee is 95 € and the pier closes at 23:00", or a sentence whole that claims one thing."""
    parts = PARTED.split(sentence)
    claimed = all(CLAIMED.search(part) and len(set(analyse(part, language))) >= LEAST_OF_PART for part in parts)
    return parts if claimed else [sentence]


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
    found = _agreed([*answering, *_spread(sharing, language)])
    for one in sorted(found, key=lambda one: BEARINGS.index(one.bearing)):
        if not one.citation.repeats([other.citation for other in chosen]):
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
        fresh = [one for one in support.found if not one.citation.repeats(seen)]
        kept = (fresh or list(support.found[:1]))[:most]
        for one in kept:
            numbers.setdefault(one.citation.article_id, len(numbers) + 1)
        seen += [one.citation for one in kept]
        found = tuple(
            replace(one, citation=replace(one.citation, number=numbers[one.citation.article_id])) for one in kept
        )
        shared.append(replace(support, found=found))
    return shared


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
        found = [term for term in self.terms if _is_number(term) or weighed([term])]
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
        """Yield for each passage what agrees with the claim, and else what differs or shares most of its words."""
        for hit in self.hits:
            judged = list(self._judged(hit))
            agreeing = [one for one in judged if one.bearing == "agrees"]
            best = max(judged, key=lambda one: (one.bearing != "same_matter", one.cover), default=None)
            yield from agreeing or ([best] if best is not None else ())

    def missing(self, found: Sequence[Found]) -> list[str]:
        """Return the words of the claim that stand nowhere near what was found, bare verbs apart.

        In another language only names and numbers: the lexicon may know another translation than the article has. A
        number must stand in a quote itself: a passage with a price list has many.
        """
        if not found:
            return []
        citations = [one.citation for one in found]
        near = [(set(analyse(_around(one, self.hits), one.language)), one.language) for one in citations]
        own = any(language == self.language for _, language in near)
        lacking = [
            term.surface
            for term in weighed(self.terms)
            if (own or term.is_name) and not any(term.presence(stems, language) for stems, language in near)
        ]
        compared = any(one.bearing != "same_matter" for one in found)
        return [*lacking, *(() if compared else self._numbers_missing(citations))][:MOST_MISSING]

    def _numbers_missing(self, citations: Sequence[Citation]) -> Iterator[str]:
        """Yield the numbers, hours and dates of the claim that stand in no quote, in digits or in words."""
        told: list[Number] = []
        for one in citations:
            told += numbers_in(f"{one.title}\n{one.quote}", one.language)
        years = {year for one in citations for year in YEAR.findall(f"{one.title}\n{one.quote}")}
        yield from (match.group() for match in YEAR.finditer(self.claim) if match.group() not in years)
        for number in sorted(numbers_in(self.claim, self.language), key=lambda one: one.span.start):
            if not any(one.equals(number) and one.is_calendar == number.is_calendar for one in told):
                yield number.span.of(self.claim).strip()

    def _judged(self, hit: Hit) -> Iterator[Found]:
        article: Article = hit.article
        before, telling = "", self.telling
        for place in self._places(hit):
            sentence = place.of(article.text)
            columns = columns_of(article.text, place)
            told = Place(sentence, article.language, article.title, hit.passage.heading, before, columns)
            before = sentence
            bearing = self._bearing(told, hit)
            cover, met = _cover(telling, sentence, article.language), _met(telling, sentence, article.language)
            if bearing == "same_matter" and (cover < LEAST_COVER or met < LEAST_WORDS):
                continue
            if place.end - place.start > LONGEST_QUOTE:
                place = at_most(article.text, place, lambda part: _cover(self.terms, part, article.language))
            citation = verified(article, place, 1)
            if citation is not None:
                yield Found(citation, bearing, cover, likeness(self.terms, told))

    def _places(self, hit: Hit) -> Iterator[Span]:
        """Yield where the heading right above a passage stands, and each of its sentences."""
        above = hit.article.text[: hit.passage.start].rstrip(" \n-*•")
        if hit.passage.heading and above.endswith(hit.passage.heading):
            yield Span(len(above) - len(hit.passage.heading), len(above))
        for span in split_sentences(hit.text, hit.article.language):
            yield Span(hit.passage.start + span.start, hit.passage.start + span.end)

    def _found(self, citation: Citation) -> Found:
        """Return a quote with how the sentences of it bear on the claim: what agrees first."""
        hit = next((one for one in self.hits if _holds(one, citation)), None)
        heading = hit.passage.heading if hit else ""
        cover = _cover(self.telling, citation.quote, citation.language)
        before, judged = "", []
        for span in split_sentences(citation.quote, citation.language):
            sentence = span.of(citation.quote)
            place = Place(sentence, citation.language, citation.title, heading, before, citation.columns)
            before = sentence
            judged.append(Found(citation, self._bearing(place, hit), cover, likeness(self.terms, place)))
        return min(judged, key=lambda one: (BEARINGS.index(one.bearing), -one.likeness))

    def _bearing(self, place: Place, hit: Hit | None) -> Bearing:
        if place.language == self.language or self._tells_of_it(place, hit):
            return bearing_of(self.claim, self.language, self.terms, place)
        return "same_matter"

    def _tells_of_it(self, place: Place, hit: Hit | None) -> bool:
        """Return whether what stands around a sentence in the other language has the claim's names, or else words."""
        words = weighed(self.terms)
        names = [term for term in words if term.is_name]
        around = "\n".join((place.title, place.heading, place.text, hit.text if hit else ""))
        return not words or _cover(names or words, around, place.language) >= (1.0 if names else LEAST_AROUND[True])


def _agreed(found: Sequence[Found]) -> list[Found]:
    """Return what was found, with what differs only where it is as like the claim as anything that does.

    Of an article that is one sentence, and none beside what agrees: another row tells of another case.
    """
    differing = [one for one in found if one.bearing == "differs"]
    least = max((one.likeness for one in differing), default=0.0) - MUCH_LIKER
    kept: list[Found] = []
    for one in found:
        article = one.citation.article_id
        agrees = any(other.citation.article_id == article and other.bearing == "agrees" for other in found)
        best = max((other for other in differing if other.citation.article_id == article), key=_likeness, default=one)
        if one.bearing == "differs" and (agrees or one is not best or one.likeness < least):
            one = replace(one, bearing="same_matter")
        kept.append(one)
    return kept


def _likeness(one: Found) -> tuple[float, float]:
    return one.likeness, one.cover


def _holds(hit: Hit, citation: Citation) -> bool:
    return (
        hit.article.id == citation.article_id and citation.start < hit.passage.end and hit.passage.start < citation.end
    )


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
    passages = [f"{hit.passage.heading}\n{hit.text}" for hit in hits if _holds(hit, citation)]
    return "\n".join([citation.title, citation.quote, *passages])


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
