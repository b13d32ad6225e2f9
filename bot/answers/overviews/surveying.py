"""What the articles say about a topic: how those about it open, and sentences that speak of it. Pure rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import islice

from bot.answers.layout.labels import adds_nothing
from bot.answers.questions.question import Asked, bare_subject
from bot.answers.shown.quotes import Quote
from bot.answers.shown.quoting import at_most
from bot.answers.values.naming import is_named
from bot.answers.wanted.introducing import sentences_of
from bot.answers.wanted.locating import opening_of
from corpus.article import Language
from index.hits import Hit
from index.matching.candidates import Query
from index.words.acronym_pairs import partners_of
from index.words.analysis import analyse, fold, stem_of
from index.words.terms import Term, Translating, is_acronym

LEAST_BACK = 0.15  # the probability from which on a translation stands for a word
MOST_OPENINGS = 2
LEAST_WORDS = 6  # of a sentence that is worth quoting by itself


def told_about(
    query: Query,
    hits: Sequence[Hit],
    lexicon: Translating,
    language: Language,
    most: int,
    *,
    known: Sequence[Quote] = (),
    whole: bool = False,
) -> list[Quote]:
    """Return at most `most` quotes about what `query` names, those in the asker's `language` first of their kind.

    Sentences that say all of several words come first, then how the articles about it open, then what else says it. One
    at least is from another article than the others, if any other speaks of it. What is `known` is not told again; with
    `whole`, nothing is told but what says all or opens an article of which the title does.
    """
    topic = Topic(query, lexicon)
    articles = {hit.article.id: hit.article for hit in hits}.values()
    titled = [one for one in articles if not topic.lacking_in(one.title, one.language)]
    titled.sort(key=lambda one: one.language != language)
    openings = (Quote(one, span) for one in titled if (span := opening_of(one)))
    said = [found for hit in hits if (found := speaking_of(hit, topic, known))]
    all_said = [quote for quote, lacking in said if not lacking and len(topic.words) > 1]
    all_said.sort(key=lambda one: one.article.language != language)
    others = [quote for quote, lacking in said if quote not in all_said]
    told = [*all_said, *islice(openings, MOST_OPENINGS), *(() if whole else others)]
    return [topic.cut(quote) for quote in _shared(told, most)]


def says_more(quote: Quote, query: Query, lexicon: Translating) -> bool:
    """Return whether a quote says more of a topic than its name: it holds words of it, of which its title has the rest.

    What stands on a page that is called by the topic's name alone says more of it in any words.
    """
    article, text = quote.article, quote.span.of(quote.article.text)
    topic = Topic(query, lexicon)
    lacking, untitled = (topic.lacking_in(one, article.language) for one in (text, article.title))
    if lacking < topic.words and not lacking & untitled:
        return not adds_nothing(text, query, Asked("other"), article.language)
    return not untitled and len(fold(bare_subject(article.title))) <= len(fold(bare_subject(query.text)))


def _shared(quotes: Sequence[Quote], most: int) -> list[Quote]:
    """Return the first `most` quotes, one of them from another article than the others where any is."""
    taken = Counter[str]()
    first: list[Quote] = []
    behind: list[Quote] = []
    for quote in quotes:
        taken[quote.article.id] += 1
        (behind if taken[quote.article.id] >= max(2, most) else first).append(quote)
    return [*first, *behind][:most]


def speaking_of(hit: Hit, topic: Topic, told: Sequence[Quote] = ()) -> tuple[Quote, set[str]] | None:
    """Return the sentence of a passage with most of the topic's words, and those it lacks, which the title has.

    It is none that is `told` already.
    """
    article = hit.article
    in_title = topic.lacking_in(article.title, article.language)
    places = [quote.span for quote in told if quote.article.id == article.id]
    sentences = [
        one
        for one in sentences_of(hit)
        if len(fold(one.text)) >= LEAST_WORDS
        and not any(one.span.start < place.end and place.start < one.span.end for place in places)
    ]
    known = [(Quote(article, one.span), topic.lacking_in(one.text, article.language)) for one in sentences]
    some = [one for one in known if len(one[1]) < len(topic.words) and not one[1] & in_title]
    return min(some, key=lambda one: len(one[1]), default=None)


class Topic:
    """The words of a topic, and what stands for each in a text.

    A translation does if it may be translated back: "temps" is more often time than the weather.
    """

    def __init__(self, query: Query, lexicon: Translating) -> None:
        self._query = query
        self.words = {term.folded for term in query.terms}
        self._stems = {
            (term.folded, language): frozenset(
                form
                for form in forms
                if language == query.language or _means_back(form, term.forms[query.language], language, lexicon)
            ).union(stem_of(one, language) for one in partners_of(term.surface, query.language))
            for term in query.terms
            for language, forms in term.forms.items()
        }

    @property
    def terms(self) -> Sequence[Term]:
        """The words, as the index reads them."""
        return self._query.terms

    def cut(self, quote: Quote) -> Quote:
        """Return what is quoted of a sentence: all of it, or of an enormous one the clauses with most of the words."""
        article = quote.article

        def worth(part: str) -> float:
            return float(len(self.words) - len(self.lacking_in(part, article.language)))

        return Quote(article, at_most(article.text, quote.span, worth), quote.highlight)

    def lacking_in(self, text: str, language: Language) -> set[str]:
        """Return the words that a text does not hold."""
        stems, held = set(analyse(text, language)), set(fold(text))
        return {
            term.folded
            for term in self._query.terms
            if not (
                is_named(term, text, language, self._query.language)
                if term.is_name and not is_acronym(term.surface)
                else not stems.isdisjoint(self._stems[term.folded, language]) or term.folded in held
            )
        }


def _means_back(form: str, stems: Collection[str], language: Language, lexicon: Translating) -> bool:
    """Return whether a stem of `language` stands for one of the question's stems: it is one, or means one."""
    return form in stems or any(
        one.stem in stems and one.probability >= LEAST_BACK for one in lexicon.translations(form, language)
    )
