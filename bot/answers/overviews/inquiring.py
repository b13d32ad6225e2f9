"""What is said to a question about the articles themselves: their dates and titles, and their own sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from bot.answers.answer import Length, quoted
from bot.answers.overviews.inquiries import Inquiry, inquiry_in
from bot.answers.overviews.summaries import summed_up
from bot.answers.overviews.surveying import Topic, speaking_of
from bot.answers.shown.quotes import Quote, numbered
from bot.answers.wanted.locating import opening_of
from bot.texts import say
from bot.texts.dates import written_date
from corpus.article import Article, Language, Span
from corpus.patterns import lazy_pattern
from index.hits import Hit
from index.matching.candidates import Query
from index.scope import Scope
from index.search import Search
from index.words.analysis import analyse

LOOKED_AT = 50  # passages among which articles on a topic are looked for
SUMMED_UP: dict[Length, int] = {"short": 1, "normal": 3, "long": 5}  # sentences
NEWEST: dict[Length, int] = {"short": 1, "normal": 3, "long": 5}  # articles
SPEAKING: dict[Length, int] = {"short": 2, "normal": 5, "long": 8}
MOST_DATED = 3
CLOSE = 0.6  # the share of a title's words from which on a question without the word "article" means that one
TITLE_END = lazy_pattern(r"\s?[:;–—]\s|, ")


@dataclass(frozen=True, slots=True)
class Told:
    """What is said to an inquiry: a lead, whose numbers are the quotes' in order, and at least one quote."""

    lead: str
    quotes: Sequence[Quote]


class Inquiring:
    """Tells of the articles of a scope, in one language and length."""

    def __init__(self, search: Search, language: Language, *, scope: Scope | None, length: Length) -> None:
        self._search = search
        self._language = language
        self._scope = scope
        self._length = length

    def told(self, inquiry: Inquiry, only: str | None = None) -> Told | None:
        """Return what is said to `inquiry`, of the article `only` where it is given; None where nothing is known.

        Then the question is better read as any other.
        """
        if inquiry.wish in {"summary", "dated"}:
            articles = self._meant(inquiry, only)
            if inquiry.wish == "dated":  # of something that has the name of one alone, it is told where it has a date
                return self._dated([one for one in articles if inquiry.named or only or one.published is not None])
            return self._summary(articles[0], inquiry.sentences) if articles else None
        if only is not None or inquiry.wish == "count":
            return None
        if inquiry.wish == "speaking":
            return self._speaking(inquiry.topic)
        if inquiry.topic:
            return self._latest_on(inquiry.topic) or self._speaking(inquiry.topic)
        return self._latest()

    def _summary(self, article: Article, sentences: int) -> Told | None:
        spans = summed_up(article, self._search.encoder, sentences or SUMMED_UP[self._length])
        lead = say(self._language, "answers.summary", title=quoted(article.title, self._language))
        return Told(lead, [Quote(article, span) for span in spans]) if spans else None

    def _dated(self, articles: Sequence[Article]) -> Told | None:
        quotes = [quote for one in articles[:MOST_DATED] if (quote := _opening(one)) is not None]
        said = []
        for number, quote in enumerate(quotes, 1):
            day = quote.article.published
            known = {"title": quoted(quote.article.title, self._language), "number": number}
            if day is None:
                said.append(say(self._language, "answers.not_dated", **known))
            else:
                said.append(say(self._language, "answers.dated", day=written_date(day, self._language), **known))
        return Told(" ".join(said), quotes) if quotes else None

    def _latest(self) -> Told | None:
        """Return how the newest articles open; None where none has a date."""
        articles = islice(self._newest(), NEWEST[self._length])
        quotes = [quote for one in articles if (quote := _opening(one)) is not None]
        return Told(say(self._language, "answers.newest", count=len(quotes)), quotes) if quotes else None

    def _newest(self) -> Iterator[Article]:
        """Yield the articles that have a date, the newest first."""
        snapshot = self._search.snapshot
        dated = [(card.published, card.id) for card in snapshot.articles_in(self._scope) if card.published is not None]
        for _, article_id in sorted(dated, reverse=True):
            article = snapshot.article(article_id, self._scope)
            if article is not None:
                yield article

    def _newest_on(self, words: str) -> list[Quote]:
        """Return a quote of each article on a topic that has a date, the newest first."""
        dated = [quote for quote in self._on(self._read(words)) if quote.article.published is not None]
        return sorted(dated, key=lambda quote: quote.article.published or date.min, reverse=True)

    def _latest_on(self, words: str) -> Told | None:
        newest = self._newest_on(words)[: NEWEST[self._length]]
        return Told(say(self._language, "answers.newest_on", count=len(newest)), newest) if newest else None

    def _speaking(self, words: str) -> Told | None:
        quotes = list(self._on(self._read(words)))[: SPEAKING[self._length]]
        return Told(say(self._language, "answers.speaking", count=len(quotes)), quotes) if quotes else None

    def _read(self, words: str) -> Query:
        return self._search.read(words, self._language, scope=self._scope)

    def _on(self, query: Query) -> Iterable[Quote]:
        """Yield a quote of each article that names all that `query` does, best first."""
        topic = Topic(query, self._search.lexicon)
        seen: set[str] = set()
        for hit in self._search.find(query, LOOKED_AT):
            article = hit.article
            if article.id in seen or topic.lacking_in(f"{article.title}\n{hit.text}", article.language):
                continue
            quote = _quoted_of(hit, topic)
            if quote is not None and not numbered([quote]):
                quote = _opening(article)  # the names of columns are never quoted alone
            if quote is not None:
                seen.add(article.id)
                yield quote

    def _meant(self, inquiry: Inquiry, only: str | None) -> list[Article]:
        """Return the articles meant, the likeliest first: `only`, the newest, those called so, or the only one.

        What speaks of no article and has a topic may be of `only` where that is called so: "key points of the rules".
        """
        if inquiry.newest and only is None:
            newest = (quote.article for quote in self._newest_on(inquiry.topic)) if inquiry.topic else self._newest()
            return list(islice(newest, 1))
        cards = self._search.snapshot.articles_in(self._scope)
        if only is None and not inquiry.topic and len(cards) == 1:
            only = cards[0].id
        chosen = None if only is None else self._search.snapshot.article(only, self._scope)
        if only is not None and (chosen is None or inquiry.named or not inquiry.topic):
            return [] if chosen is None else [chosen]
        if not inquiry.topic:
            return []
        query = self._read(inquiry.topic)
        hits = self._search.find(query)
        articles = [chosen] if chosen is not None else list({hit.article.id: hit.article for hit in hits}.values())
        topic = Topic(query, self._search.lexicon)
        titled = [one for one in articles if not topic.lacking_in(one.title, one.language)]
        titled.sort(key=lambda one: one.language != query.language)  # what is called so itself, before translations
        if not inquiry.named:
            close = [one for one in titled if _covers(inquiry.topic, one.title, one.language)]
            if inquiry.asks or inquiry.wish == "dated":
                return close
            return titled or (_nearly(articles, topic, more_than=0.5) if inquiry.begins else [])
        return titled or _nearly(articles, topic, more_than=0.49) or _spoken_of_by(hits[:1], topic)


def _quoted_of(hit: Hit, topic: Topic) -> Quote | None:
    """Return how an article called by a topic opens, unless only another sentence names that; else what names it."""
    article = hit.article
    opening = _opening(article) if not topic.lacking_in(article.title, article.language) else None
    said = speaking_of(hit, topic)
    if said is None or (opening is not None and not topic.lacking_in(_text_of(opening), article.language)):
        return opening
    quote, lacking = said
    return topic.cut(quote) if opening is None or not lacking else opening


def _text_of(quote: Quote) -> str:
    return quote.span.of(quote.article.text)


def _nearly(articles: Sequence[Article], topic: Topic, *, more_than: float) -> list[Article]:
    """Return the article whose title has the most words of a topic, where it has more than that share of them."""
    held = [len(topic.words) - len(topic.lacking_in(one.title, one.language)) for one in articles]
    most = max(held, default=0)
    return [articles[held.index(most)]] if most > more_than * len(topic.words) else []


def _spoken_of_by(hits: Iterable[Hit], topic: Topic) -> list[Article]:
    """Return the articles of `hits` whose title and passage have all of a topic between them."""
    return [
        hit.article for hit in hits if not topic.lacking_in(f"{hit.article.title}\n{hit.text}", hit.article.language)
    ]


def _covers(words: str, title: str, language: Language) -> bool:
    """Return whether `words` are most of a title, or of what stands in it before a mark."""
    known = set(analyse(words, language))
    wanted = (set(analyse(part, language)) for part in (title, TITLE_END.split(title)[0]))
    return any(one and len(one & known) >= CLOSE * len(one) for one in wanted)


def _opening(article: Article) -> Quote | None:
    """Return how an article begins: its opening sentence, else the first paragraph that can be quoted; None without."""
    spans = [span for span in [opening_of(article)] if span is not None]
    start = 0
    for paragraph in article.text.split("\n\n"):
        if paragraph.strip() and paragraph.strip() != article.title:
            spans.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + len("\n\n")
    return next((quote for span in spans if numbered([quote := Quote(article, span)])), None)


def is_called_so(hit: Hit) -> bool:
    """Return whether a page itself is called "What's new" or « Dernières nouvelles », and is asked for by that."""
    inquiry = inquiry_in(hit.article.title)
    return inquiry is not None and inquiry.wish == "latest"
