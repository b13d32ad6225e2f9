"""Answers that a heading announces: the text under the question itself, and the steps of a "how to". Pure.

Lists of frequent questions say the question in a heading and the answer beneath, often in none of its words: "Can I get
a refund?", "Within 14 days of the purchase.". A numbered list of steps answers as a whole, in its order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice

from bot.answers.lines import LaidOut
from bot.answers.measures import tells
from bot.answers.opposites import opposed
from bot.answers.question import Asked, read_kind
from bot.answers.quotes import MOST_QUOTES, Quote
from bot.answers.quoting import LONGEST_QUOTE, announced_by
from bot.answers.things import standing, stems_meant
from corpus.article import Article, Language, Span
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences
from corpus.vocabulary import vocabulary
from index.analysis import analyse, fold
from index.candidates import Query
from index.hits import Hit

LONGEST_HEADING = 150  # code points
MOST_SENTENCES = 3  # of the paragraph beneath, quoted as one
STEP = lazy_pattern(r"^\d{1,2}[.)] \S")
MOST_STEPS = 30
MOST_LISTS = 50  # of an article that are looked at
SAYS_STEPS = vocabulary(
    "step steps how to do it procedure instruction instructions guide tutorial method",
    "etape etapes comment faire marche a suivre procedure methode tutoriel",
)
STEPS_WITHIN = 20_000  # code points of an article in which its steps are looked for


def steps_asked(query: Query, asked: Asked, hits: Sequence[Hit]) -> LaidOut | None:
    """Return the quotes of the whole list of steps that a "how" is answered by, in order; None where there is none.

    Its title and the heading above it hold all that the question names. A list too long to quote is left alone: a part
    would look like all. It is not sure of one of several how-tos that say as much beyond the question.
    """
    if asked.kind != "how" or not query.terms:
        return None
    articles = {hit.article.id: hit.article for hit in hits}
    spoken = sorted({article.language for article in articles.values()}, key=lambda one: one != query.language)
    for language in spoken:
        asked_for = stems_meant(query.terms, language)
        found = [
            (len(set(analyse(article.title, language)) - asked_for), steps)
            for article in articles.values()
            if article.language == language and (steps := _steps_of(article, query, asked_for)) is not None
        ]
        if found:
            found.sort(key=lambda one: one[0])
            fewest, best = found[0]
            alone = sum(others == fewest for others, _ in found) == 1
            return replace(best, surely=best.surely and alone)
    return None


def _steps_of(article: Article, query: Query, asked_for: set[str]) -> LaidOut | None:
    """Return the one list of an article that tells what is asked, and whether it surely does; None without one.

    What its heading says beyond the question and the title may be another thing to do: "Uninstalling".
    """
    language, title = article.language, article.title
    stands = standing(query.terms, title, language)
    if not any(stands):
        return None
    lacking = [term for term, there in zip(query.terms, stands, strict=True) if not there]
    known = asked_for | set(analyse(title, language))
    plain: list[tuple[bool, list[Span]]] = []
    others: list[list[Span]] = []
    for heading, steps in islice(_lists(article), MOST_LISTS):
        named = any(standing(query.terms, heading, language))
        if lacking and not (named and all(standing(lacking, heading, language))):
            continue
        says = all(word in SAYS_STEPS or known.issuperset(analyse(word, language)) for word in fold(heading))
        if not (says or named) or opposed(query.text, f"{title}\n{heading}"):
            continue
        if says:
            plain.append((named, steps))
        else:
            others.append(steps)
    own = [steps for named, steps in plain if named] or [steps for _, steps in plain]
    lists = own or others
    quotes = _in_quotes(article, lists[0]) if len(lists) == 1 else []
    return LaidOut(quotes, bool(own)) if quotes else None


def _lists(article: Article) -> Iterator[tuple[str, list[Span]]]:
    """Yield the numbered lists of an article that begin with 1, each with the heading above it."""
    text = article.text[:STEPS_WITHIN]
    whole = len(text) == len(article.text)
    lines: list[Span] = []
    start = 0
    for line in text.split("\n"):
        lines.append(Span(start, start + len(line)))
        start += len(line) + 1
    starts = [span.start for span in article.headings]
    for steps, run in groupby(lines, key=lambda span: STEP.match(span.of(text)) is not None):
        found = list(run)
        if not steps or not 1 < len(found) <= MOST_STEPS or not found[0].of(text).startswith(("1.", "1)")):
            continue
        if whole or found[-1].end < len(text):  # what is cut off is a part
            above = bisect_left(starts, found[0].start)
            yield (article.headings[above - 1].of(text) if above else ""), found


def _in_quotes(article: Article, steps: Sequence[Span]) -> list[Quote]:
    """Return as few quotes as hold the steps, each of whole ones; none where they are more than an answer holds."""
    quotes: list[Span] = []
    for step in steps:
        if quotes and step.end - quotes[-1].start <= LONGEST_QUOTE:
            quotes[-1] = Span(quotes[-1].start, step.end)
        else:
            quotes.append(step)
    fits = len(quotes) <= MOST_QUOTES and all(span.end - span.start <= LONGEST_QUOTE for span in quotes)
    return [Quote(article, span) for span in quotes] if fits else []


def headed(query: Query, asked: Asked, hits: Sequence[Hit]) -> Quote | None:
    """Return what stands first under a heading that asks the very question, or says all of it; None where none does."""
    if not query.terms:
        return None
    likely = [hit for hit in hits if _same_kind(hit.passage.heading, asked)]
    for hit in sorted(likely, key=lambda one: one.article.language != query.language):
        if _asks_it(hit.passage.heading, hit.article, query):
            quote = _beneath(hit)
            if quote is not None and tells(asked, query.text, quote.span.of(quote.article.text)):
                return quote
    return None


def _asks_it(heading: str, article: Article, query: Query) -> bool:
    """Return whether a heading says all that the question does, and nothing more, but for what the title says."""
    language: Language = article.language
    stands = standing(query.terms, heading, language)
    if not any(stands):
        return False
    if not all(stands) and not all(standing(query.terms, f"{article.title}\n{heading}", language)):
        return False
    if opposed(query.text, heading) and opposed(query.text, f"{article.title}\n{heading}"):
        return False
    return set(analyse(heading, language)) <= stems_meant(query.terms, language) | set(analyse(article.title, language))


def _same_kind(heading: str, asked: Asked) -> bool:
    """Return whether a heading asks for the same kind of thing; one that asks nothing, "Appeals", tells how."""
    if not heading or len(heading) > LONGEST_HEADING:
        return False
    if not heading.endswith("?"):
        return asked.kind == "how"
    kinds = {read_kind(heading).kind, asked.kind}
    return len(kinds) == 1 or kinds == {"definition", "other"}


def _beneath(hit: Hit) -> Quote | None:
    """Return the first paragraph or list beneath the heading of a hit, as far as it is short enough to quote."""
    article, text = hit.article, hit.article.text
    above = [span for span in article.headings if span.end <= hit.passage.start]
    if not above or above[-1].of(text) != hit.passage.heading:
        return None
    start = above[-1].end
    while start < len(text) and text[start] == "\n":
        start += 1
    if any(span.start == start for span in article.headings):  # nothing stands beneath it
        return None
    end = text.find("\n\n", start)
    end = len(text) if end < 0 else end
    if "\n" in text[start:end]:
        return Quote(article, Span(start, end)) if end - start <= LONGEST_QUOTE else None
    sentences = split_sentences(text[start : min(end, start + LONGEST_QUOTE)], article.language)
    if not sentences or (len(sentences) == 1 and end - start > LONGEST_QUOTE):
        return None
    if end - start > LONGEST_QUOTE:
        sentences = sentences[:-1]
    last = sentences[:MOST_SENTENCES][-1]
    span = Span(start + sentences[0].start, start + last.end)
    if span.of(text).endswith(":"):
        span = announced_by(text, span) or span
    return Quote(article, span)
