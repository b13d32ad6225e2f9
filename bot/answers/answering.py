"""A question to an answer that stands on verified quotes, or to a refusal.

No language model: the sentences that answer are chosen and quoted word for word. Works for French and English
questions over French and English articles; the words around the quotes are in the question's language. Pure CPU
work of some milliseconds: call it off the event loop. Safe to use from several threads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answers.addressed import language_addressed
from bot.answers.answer import Answer, Citation, Length, Nearest, NoAnswer, Reason, quoted
from bot.answers.around import Around, around, led
from bot.answers.choosing import Evidence, choose
from bot.answers.confidence import LEAST
from bot.answers.differing import Told, differing
from bot.answers.doubts import is_sure, names_nothing
from bot.answers.model import AnswerModel, shipped_model
from bot.answers.question import (
    Asked,
    carried,
    follows_on,
    is_courtesy,
    names_something,
    read_kind,
    swapped,
    swaps,
    with_carried,
)
from bot.answers.quoting import LONGEST_QUOTE, announced_by, at_most, verified
from bot.answers.reader import Reader, shipped_reader
from bot.answers.respelling import respelt
from bot.answers.spans import answering_span
from bot.texts import say
from corpus.article import Article, Language, Span
from index.analysis import analyse, fold
from index.candidates import Query
from index.errors import DamagedIndexError
from index.glossary import Definition, Meaning
from index.hits import Hit
from index.scope import Scope
from index.search import Search
from index.terms import Term

HITS = 10  # passages asked of the search
HITS_OF_ALL = 200  # asked where only those of one article count; it may come far down for a question of a few words
NEAREST = 3  # titles named in a refusal
REMEMBERED = 3  # earlier questions that a follow-up may lean on

# Sentences are quoted until one of them is this likely to be the one that answers; a list is told to the end. That is
# two sentences at the median of 12,519 development questions, three at the 90th percentile (the command in README).
ENOUGH, ENOUGH_OF_A_LIST = 0.93, 0.97
MOST_QUOTES, MOST_OF_A_LIST = 3, 6  # sentences
# What a reader who wants more gets: a further sentence each until it is all but certain that one of them answers.
ENOUGH_OF_LONG, MOST_OF_LONG = 0.985, 5
LEAST_SHARE = 0.03  # of a further sentence: what is less likely only lengthens the answer


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it is read in its conversation, and the passages found for it, best first.

    `read_as` is the question in full words where that differs from `question`, else the empty string. With `only`, the
    id of an article, nothing else is looked into; `length` says how much to tell.
    """

    question: str
    query: Query
    asked: Asked
    read_as: str
    hits: tuple[Hit, ...]
    only: str | None = None
    length: Length = "normal"


@dataclass(frozen=True, slots=True)
class _Quote:
    """What is quoted, and the words in it that answer."""

    article: Article
    span: Span
    highlight: str = ""


@dataclass(frozen=True, slots=True)
class _Expanded:
    """An acronym, what it stands for, and the sentence that says so."""

    short: str
    long: str
    article: Article
    sentence: Span


class Answerer:
    """Answers questions from one search; what it is less sure of than `least`, a share from 0 to 1, it refuses."""

    def __init__(
        self,
        search: Search,
        *,
        least: float = LEAST,
        model: AnswerModel | None = None,
        reader: Reader | None = None,
    ) -> None:
        """`model` and `reader` choose the sentences; where they are not given, the shipped ones do.

        Raises:
            AnswerModelError: a shipped one cannot be read.
        """
        self._search = search
        self.least = least
        self._model = model or shipped_model(search.table.digest)
        self._reader = reader or shipped_reader(search.table.digest)

    def answer(
        self,
        question: str,
        *,
        earlier: Sequence[str] = (),
        scope: Scope | None = None,
        only: str | None = None,
        length: Length = "normal",
    ) -> Answer | NoAnswer:
        """Return the answer to `question` from `scope`; `earlier` are the questions asked before it, oldest first.

        Any text is a question: an empty one, or one without a word that means something, gets a refusal that
        says so. `only` is the id of the one article to answer from.
        """
        understood = self.understand(question, earlier=earlier, scope=scope, only=only, length=length)
        return self.extract(understood) if isinstance(understood, Understood) else understood

    def understand(
        self,
        question: str,
        *,
        earlier: Sequence[str] = (),
        read_as: str = "",
        scope: Scope | None = None,
        only: str | None = None,
        length: Length = "normal",
    ) -> Understood | NoAnswer:
        """Return how `question` is read and what was found for it in `scope`, or the refusal of what asks nothing.

        `read_as` is the question in full words, where somebody wrote it out; without it, a question that leans on
        those before it is given the words that it lacks. `only` is the id of the one article to look into.
        """
        query = self._search.read(read_as or question, scope=scope)
        if (addressed := language_addressed(query.text)) is not None:
            return replace(self._refusal(question, addressed, "empty"), text=say(addressed, "answers.itself"))
        if not query.text or is_courtesy(query.text):
            return self._refusal(question, query.language, "empty")
        asked = read_kind(query.text)
        query = subject_only(query, asked)
        if not read_as:
            query, asked, read_as = self._with_earlier(query, asked, earlier)
        if not query.terms:
            return self._refusal(question, query.language, "empty")
        hits = self._found(query, only)
        if spelt := respelt(query, hits, self._search):
            read_as, asked = spelt, read_kind(spelt)
            query = subject_only(self._search.read(spelt, query.language, scope=scope), asked)
            hits = self._found(query, only)
        return Understood(question, query, asked, read_as, hits, only, length)

    def _found(self, query: Query, only: str | None) -> tuple[Hit, ...]:
        """Return the passages found, best first; with `only`, those of that article, however far down they came."""
        if only is None:
            return tuple(self._search.find(query, HITS))
        return tuple(hit for hit in self._search.find(query, HITS_OF_ALL) if hit.article.id == only)[:HITS]

    def extract(self, understood: Understood) -> Answer | NoAnswer:
        """Return the answer of quotes alone, or the refusal where no sentence answers.

        A short answer is its first quote alone, a long one up to five; where two articles differ, both are told.
        """
        question, query, asked, hits = understood.question, understood.query, understood.asked, understood.hits
        only, length = understood.only, understood.length
        answer: Answer | NoAnswer | None = None
        if asked.kind == "definition":
            answer = self._acronym(question, query, asked.subject, only, length) or self._definition(
                question, query, asked.subject, only
            )
            if answer is None and not any(self._search.stands(term, scope=query.scope) for term in query.terms):
                return self._refusal(question, query.language, "nothing_found", hits)
        answer = answer or self._quotes(question, query, asked, hits, length)
        return replace(answer, read_as=understood.read_as) if isinstance(answer, Answer) else answer

    def _with_earlier(self, query: Query, asked: Asked, earlier: Sequence[str]) -> tuple[Query, Asked, str]:
        """Return the query with what it lacks and a question before had, what it asks, and how it is read then."""
        if not earlier or not follows_on(query.text, asked, query.terms):
            return query, asked, ""
        before = [self._search.read(one, scope=query.scope) for one in earlier[: -REMEMBERED - 1 : -1]]
        if swaps(query.text, query.terms):
            whole = [one for one in before if not swaps(one.text, one.terms)]
            if whole:
                read_as = swapped(query.text, query.terms, whole[0].text, whole[0].terms)
                if follows_on(whole[0].text, read_kind(whole[0].text), whole[0].terms):
                    read_as = with_carried(read_as, _lacking(whole[0], whole[1:]))
                asked = read_kind(read_as)
                return subject_only(self._search.read(read_as, scope=query.scope), asked), asked, read_as
        lacking = _lacking(query, before)
        if not lacking:
            return query, asked, ""
        read_as = with_carried(query.text, lacking)
        return self._search.read(read_as, query.language, scope=query.scope), asked, read_as

    def _acronym(self, question: str, query: Query, subject: str, only: str | None, length: Length) -> Answer | None:
        """Return what an acronym stands for in the articles, with the sentences that say so; None where none does."""
        language = query.language
        said = self._search.meanings(subject, "acronym", scope=query.scope)
        found = [self._expanded(meaning, language) for meaning in said]
        found = [one for one in found if only is None or one.article.id == only]
        found.sort(key=lambda one: one.article.language != language)
        kept = found[: 1 if length == "short" else MOST_QUOTES]
        if not kept:
            return None
        citations = _numbered([_Quote(one.article, _around(one), one.long) for one in kept])
        if not citations:
            return None
        if len(citations) != len(kept):  # two long forms in one sentence, which is quoted once: the first is enough
            citations = citations[:1]
            kept = [one for one in kept if one.article.id == citations[0].article_id][:1]
        lines = [
            say(
                language,
                "answers.acronym" if one.article.language == language else "answers.acronym_elsewhere",
                short=one.short,
                long=quoted(one.long, language),
                language=say(language, f"answers.in_{one.article.language}"),
                number=citation.number,
            )
            for one, citation in zip(kept, citations, strict=True)
        ]
        return Answer(
            question=question,
            lead="\n".join(lines),
            citations=citations,
            language=language,
            origin="extracted",
            confidence=1.0,
        )

    def _expanded(self, meaning: Meaning, language: Language) -> _Expanded:
        """Return the best place that gives `meaning`, one in the asker's language where there is one."""
        place = min(meaning.places, key=lambda one: (one.language != language, one.found == "phrase"))
        return _Expanded(place.term, place.meaning, self._article(place), place.sentence)

    def _definition(self, question: str, query: Query, subject: str, only: str | None) -> Answer | None:
        """Return the sentence that defines `subject`, in the asker's language; None where there is none."""
        language = query.language
        said = self._search.meanings(subject, "definition", scope=query.scope)
        places = [
            place
            for meaning in said
            for place in meaning.places
            if place.language == language and (only is None or place.article_id == only)
        ]
        citations = _numbered([_Quote(self._article(place), place.sentence) for place in places[:1]])
        if not citations:
            return None
        return Answer(
            question=question,
            lead=say(language, "answers.one", title=citations[0].title),
            citations=citations,
            language=language,
            origin="extracted",
            confidence=1.0,
        )

    def _article(self, place: Definition) -> Article:
        article = self._search.snapshot.passages.article(place.article_id)
        if article is None:
            msg = f"the glossary names {place.article_id}, which the index lacks; run `sourcier rebuild-index --all`"
            raise DamagedIndexError(msg)
        return article

    def _quotes(
        self, question: str, query: Query, asked: Asked, hits: Sequence[Hit], length: Length
    ) -> Answer | NoAnswer:
        """Return the quotes that answer, or the refusal where the articles hold none.

        Where two articles differ, each is quoted. The likeliest sentence is one of the two, and the answer is as sure
        as that one: an unsure one shows both numbers, but does not say that they differ, since neither may be of what
        was asked.
        """
        choice = choose(query, asked, hits, self._search, self._model, self._reader)
        evidence = choice.evidence
        if not evidence or evidence[0].unheard_of or names_nothing(evidence, query):
            return self._refusal(question, query.language, "nothing_found", hits)
        if choice.confidence < self.least:
            return self._refusal(question, query.language, "not_answered", hits, choice.confidence)
        told = differing(evidence, query, asked, choice.rarities)
        best = _best(evidence, query, asked, length)
        quotes = _chosen(best, query, asked, choice.rarities) if told is None else _both(told, query)
        citations = _numbered(quotes)
        if not citations:
            return self._refusal(question, query.language, "nothing_found", hits)
        sure = is_sure(choice.confidence, *best[0], query, asked, choice.rarities)
        return Answer(
            question=question,
            lead=_lead(query.language, citations, told, sure=sure),
            citations=citations,
            language=query.language,
            origin="extracted",
            confidence=round(choice.confidence, 3),
        )

    def _refusal(
        self,
        question: str,
        language: Language,
        reason: Reason,
        hits: Sequence[Hit] = (),
        sure: float = 0.0,
    ) -> NoAnswer:
        articles = {hit.article.id: hit.article for hit in hits}
        nearest = tuple(
            Nearest(article.id, article.title, article.url, article.published)
            for article in list(articles.values())[:NEAREST]
        )
        return NoAnswer(
            question=question,
            text=say(language, f"answers.{reason}"),
            reason=reason,
            language=language,
            nearest=nearest,
            confidence=round(sure, 3),
        )


def _lacking(query: Query, before: Sequence[Query]) -> tuple[Term, ...]:
    """Return what `query` lacks of the questions `before` it, latest first: the names of one, else words of the latest.

    A follow-up before it may name nothing; what that leans on stands further back.
    """
    found = [terms for one in before if (terms := carried(query.terms, one.terms))]
    return next(filter(names_something, found), found[0] if found else ())


def _around(expanded: _Expanded) -> Span:
    text = expanded.article.text

    def says_so(part: str) -> bool:
        return expanded.long in part and expanded.short in part

    quote = at_most(text, expanded.sentence, says_so)
    if says_so(quote.of(text)):
        return quote
    # A sentence without a clause end was cut between words, through the long form: quote from there on, or up to it.
    sentence = expanded.sentence
    place = text.find(expanded.long, sentence.start, sentence.end)
    middle = max(sentence.start, place + len(expanded.long) // 2 - LONGEST_QUOTE // 2)
    start = sentence.start if middle == sentence.start else text.find(" ", middle, place) + 1 or place
    end = min(sentence.end, start + LONGEST_QUOTE)
    space = text.rfind(" ", place + len(expanded.long), end) if end < sentence.end else end
    return at_most(text, Span(start, space if space > 0 else place + len(expanded.long)), says_so)


def subject_only(query: Query, asked: Asked) -> Query:
    """Return `query` with the words of its subject alone where a definition is asked for.

    "whats" and "stand for" ask; only the subject is looked for.
    """
    if asked.kind != "definition":
        return query
    subject = set(fold(asked.subject))
    named = tuple(term for term in query.terms if term.folded in subject)
    return replace(query, terms=named or query.terms)


def _best(evidence: Sequence[Evidence], query: Query, asked: Asked, length: Length) -> list[tuple[Evidence, Around]]:
    """Return the sentences to quote, best first, each with those that it needs: until one is likely enough to answer.

    What lacks a name that is asked about only lengthens the answer, where the best one does not lack it.
    """
    first = evidence[0]
    chosen = [(first, around(first, query, asked))]
    if length == "short":
        return chosen
    enough, most = (ENOUGH_OF_A_LIST, MOST_OF_A_LIST) if asked.several else (ENOUGH, MOST_QUOTES)
    if length == "long":
        enough, most = ENOUGH_OF_LONG, max(most, MOST_OF_LONG)
    together, sentences = first.share, chosen[0][1].sentences
    for one in evidence[1:]:
        if together >= enough or one.share < LEAST_SHARE:
            break
        if one.lacks_name and not first.lacks_name:
            continue
        told = around(one, query, asked)
        if sentences + told.sentences > most:
            told = led(one)
        if sentences + told.sentences > most:
            break
        together += one.share
        if not any(_same(one, other) for other, _ in chosen):
            chosen.append((one, told))
            sentences += told.sentences
    return chosen


def _chosen(
    best: Sequence[tuple[Evidence, Around]], query: Query, asked: Asked, weights: Sequence[float]
) -> list[_Quote]:
    """Return the quotes of the sentences that answer, neighbours as one."""
    quotes: list[_Quote] = []
    for one, told in best:
        text = told.span.of(one.article.text) if told.goes_on else one.text
        span = answering_span(text, one.article.language, asked, query.text, query.terms, weights)
        quote = _quote(one, told, query, span.of(text) if span else "", whole_list=asked.several)
        neighbour = next((place for place, other in enumerate(quotes) if _touch(quote, other)), None)
        if neighbour is None:
            quotes.append(quote)
        else:
            quotes[neighbour] = _joined(quotes[neighbour], quote)
    return quotes


def _same(one: Evidence, other: Evidence) -> bool:
    """Return whether two sentences say nearly the same words (Jaccard index of stems over one half)."""
    left, right = (set(analyse(each.text, each.article.language)) for each in (one, other))
    return len(left & right) > len(left | right) / 2


def _both(told: Sequence[Told], query: Query) -> list[_Quote]:
    """Return the quotes of two sentences that differ, each with its number or date as what answers."""
    return [_quote(one.evidence, led(one.evidence), query, one.text, whole_list=False) for one in told]


def _lead(language: Language, citations: Sequence[Citation], told: Sequence[Told] | None, *, sure: bool) -> str:
    """Return what stands above the quotes."""
    if not sure:
        return say(language, "answers.unsure")
    if told is not None and len(citations) == len(told):
        values = [
            f"{quoted(one.text, citation.language)} [{citation.number}]"
            for one, citation in zip(told, citations, strict=True)
        ]
        newest, other = (citation.published for citation in citations)
        key = "answers.differ" if newest and other and newest > other else "answers.differ_undated"
        return say(language, key, first=values[0], second=values[1])
    sources = {citation.number for citation in citations}
    return say(language, "answers.several" if len(sources) > 1 else "answers.one", title=citations[0].title)


def _quote(one: Evidence, told: Around, query: Query, highlight: str, *, whole_list: bool) -> _Quote:
    """Return what to quote of a sentence: with those around it that it needs, cut where it is enormous.

    A sentence that ends with a colon brings the first lines that it announces, or with `whole_list` all that fit.
    """
    text = one.article.text

    def worth(part: str) -> float:
        stems = set(analyse(part, one.article.language))
        return sum(term.presence(stems, one.article.language) for term in query.terms)

    if told.sentences > 1:
        return _Quote(one.article, told.span, highlight)
    if one.text.endswith(":") and (
        announced := announced_by(text, one.span, lines=None if whole_list else MOST_QUOTES - 1)
    ):
        return _Quote(one.article, announced, highlight)
    return _Quote(one.article, at_most(text, one.span, worth), highlight)


def _touch(one: _Quote, other: _Quote) -> bool:
    """Return whether two quotes are neighbours in one paragraph, and short enough to be one."""
    if one.article.id != other.article.id:
        return False
    first, second = sorted((one.span, other.span), key=lambda span: span.start)
    between = one.article.text[first.end : second.start]
    longest = max(first.end, second.end) - first.start
    return longest <= LONGEST_QUOTE and not between.strip() and "\n\n" not in between


def _joined(one: _Quote, other: _Quote) -> _Quote:
    span = Span(min(one.span.start, other.span.start), max(one.span.end, other.span.end))
    return _Quote(one.article, span, one.highlight or other.highlight)


def _numbered(quotes: Sequence[_Quote]) -> tuple[Citation, ...]:
    """Return the verified citations, numbered by article in order of first use; overlapping ones once."""
    numbers: dict[str, int] = {}
    citations: list[Citation] = []
    for quote in quotes:
        number = numbers.get(quote.article.id, len(numbers) + 1)
        citation = verified(quote.article, quote.span, number, quote.highlight)
        overlaps = any(
            one.article_id == quote.article.id and one.start < quote.span.end and quote.span.start < one.end
            for one in citations
        )
        if citation is not None and not overlaps:
            numbers[quote.article.id] = number
            citations.append(citation)
    return tuple(citations)
