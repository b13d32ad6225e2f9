"""Answers that a heading announces: the text under the question itself, and the steps of a "how to". Pure.

Lists of frequent questions say the question in a heading and the answer beneath, often in none of its words: "Can I get
a refund?", "Within 14 days of the purchase.". A numbered list of steps answers as a whole, in its order.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, groupby, islice

from bot.answers.layout.lines import LaidOut
from bot.answers.layout.posed import Posed, posed_in
from bot.answers.questions.question import Asked, read_kind
from bot.answers.shown.quotes import MOST_QUOTES, Quote
from bot.answers.shown.quoting import LONGEST_QUOTE
from bot.answers.values.measures import tells
from bot.answers.values.opposites import opposed
from bot.answers.values.things import PRESENT, standing, stems_meant
from corpus.article import Article, Language, Span
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.hits import Hit
from index.matching.candidates import Query
from index.words.analysis import analyse, fold

FEW_WORDS = 4  # a heading of fewer that asks nothing names a topic
SENTENCE_END = lazy_pattern(r"[.!?…]\s")  # "It crashes when I start it. What now?"
# Asks for steps too: "what do I do if I capsize?", "que faire en cas d'incendie ?".
ASKS_FOR_STEPS = lazy_pattern(
    r"\W*(?:what\s+(?:to|(?:do|should|must)\s+(?:i|we|you|one))\s+do|que\s+(?:(?:dois-je|doit-on|faut-il)\s+)?faire)\s+"
    r"(?:(?:if|when|in|after|with|about|si|quand|lorsque|en|apr[èe]s|avec|de|du|des)\b|(?:s|d|lorsqu)['’])",
    re.IGNORECASE,
)
STEP = lazy_pattern(r"^\d{1,2}[.)] \S")
MOST_STEPS = 30
MOST_LISTS = 50  # of an article that are looked at
SAYS_STEPS = vocabulary(
    "step steps how to do it procedure instruction instructions guide tutorial method",
    "etape etapes comment faire marche a suivre procedure methode tutoriel en in few quelques",
    "one two three four five six seven eight nine ten deux trois quatre cinq sept huit neuf dix",
)
# Behind what is done, the way to do it: "Install it with the manager (easiest)".
WAY = lazy_pattern(
    r"[(:–—]|\s(?:with|by|using|via|on|from|under|through|avec|par|sur|depuis|sous|à|au|en|dans)\s", re.IGNORECASE
)
IS = lazy_pattern(r"\b(?:is|are|est|sont)\s([^.,;:!?\n]{1,80})")
OPENING = 300  # code points of an article that may say what its subject is
OPENING_SAYS = 400  # code points that may say what it is called in the other language
STEPS_WITHIN = 20_000  # code points of an article in which its steps are looked for


def steps_asked(query: Query, asked: Asked, hits: Sequence[Hit]) -> LaidOut | None:
    """Return the quotes of the whole list of steps that a "how" is answered by, in order; None where there is none.

    Its title and the heading above it hold all that the question names. A list too long to quote is left alone: a part
    would look like all. It is not sure of one of several how-tos that say as much beyond the question.
    """
    if not (asked.kind == "how" or ASKS_FOR_STEPS.match(query.text)) or not query.terms:
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
    """Return the lists of an article that tell what is asked, and whether they surely do; None without any.

    What its heading says beyond the question and the title may be another thing to do: "Uninstalling"; but several may
    tell ways to do one thing: "Install it by hand". All are told, or the one that the question names.
    """
    language, title = article.language, article.title
    known_as = f"{title}\n{_what_it_is(article)}"
    stands = standing(query.terms, known_as, language)
    lacking = [term for term, there in zip(query.terms, stands, strict=True) if not there]
    known = asked_for.union(analyse(title, language), *(term.with_related(language) for term in query.terms))

    def says(heading: str) -> bool:
        return all(word in SAYS_STEPS or known.issuperset(analyse(word, language)) for word in fold(heading))

    plain: list[tuple[bool, list[Span]]] = []
    ways: list[list[Span]] = []
    others: list[list[Span]] = []
    for above, steps in islice(_lists(article), MOST_LISTS):
        heading = above.of(article.text) if above is not None else ""
        named = any(standing(query.terms, heading, language))
        if lacking and not (named and all(standing(lacking, heading, language))):
            continue
        if not (says(heading) or named) or opposed(query.text, f"{title}\n{heading}"):
            continue
        deed = WAY.split(heading, 1)[0]
        if says(heading):
            plain.append((named, steps))
        elif any(standing(query.terms, deed, language)) and says(deed):
            ways.append(_below(above, steps, article.text))
        else:
            others.append(steps)
    ways = ways if len(ways) > 1 else [[step for step in steps if STEP.match(step.of(article.text))] for steps in ways]
    own = [steps for named, steps in plain if named] or ways or [steps for _, steps in plain]
    lists = own or others
    if len(lists) > 1 and lists is not ways:
        return None
    each = [in_quotes(article, steps) for steps in lists]
    quotes = [quote for steps in each for quote in steps] if all(each) else []
    quotes = quotes if len(quotes) <= MOST_QUOTES else each[0]
    return LaidOut(quotes, bool(own)) if quotes else None


def _below(heading: Span | None, steps: list[Span], text: str) -> list[Span]:
    """Return the steps with the heading right above them, which tells one way from another."""
    if heading is None or text[heading.end : steps[0].start].strip():
        return steps
    return [heading, *steps]


def _what_it_is(article: Article) -> str:
    """Return what an article first says that something is: "an interface mod"."""
    said = IS.search(article.text, 0, OPENING)
    return said[1] if said is not None else ""


def _lists(article: Article) -> Iterator[tuple[Span | None, list[Span]]]:
    """Yield the numbered lists of an article that begin with 1, each with where the heading above it stands."""
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
            yield (article.headings[above - 1] if above else None), found


def in_quotes(article: Article, steps: Sequence[Span]) -> list[Quote]:
    """Return as few quotes as hold the steps, each of whole ones; none where they are more than an answer holds."""
    quotes: list[Span] = []
    for step in steps:
        if quotes and step.end - quotes[-1].start <= LONGEST_QUOTE:
            quotes[-1] = Span(quotes[-1].start, step.end)
        else:
            quotes.append(step)
    fits = len(quotes) <= MOST_QUOTES and all(span.end - span.start <= LONGEST_QUOTE for span in quotes)
    return [Quote(article, span) for span in quotes] if fits else []


def headed(query: Query, asked: Asked, hits: Sequence[Hit], *, opened: bool = False) -> LaidOut | None:
    """Return what stands beneath a question of the page that is the one asked, or a heading that says all of it.

    None where none does. It is surely that where the question is asked word for word, or says no more than is asked.
    With `opened`, what the first lines of a page in the other language say counts too, and it is never sure.
    """
    likely: LaidOut | None = None
    for hit in sorted(hits, key=lambda one: one.article.language != query.language):
        for posed in posed_in(hit.article, hit.passage.span):
            surely = _asks_it(posed, query, asked, opened=opened)
            if surely or (surely is not None and likely is None):
                found = LaidOut([Quote(posed.article, posed.answer)], surely)
                if surely:
                    return found
                likely = found
    return likely


def _asks_it(posed: Posed, query: Query, asked: Asked, *, opened: bool) -> bool | None:
    """Return whether a question of a page surely is the one asked; None where it is another.

    It says all that is asked, and nothing more but for what the title says; where it does, it may be on a special case.
    It is unsure too where the words stand the other way round: "can members ban admins?", "Can admins ban members?".
    """
    heading, title, language = posed.question, posed.article.title, posed.article.language
    words, own = fold(query.text), fold(heading)
    asks = heading.endswith("?") or len(words) >= FEW_WORDS
    if asks and words and words in (own, fold(SENTENCE_END.split(heading, 1)[0])):
        return True
    if not query.terms or not _same_kind(heading, asked):
        return None
    stands = standing(query.terms, heading, language)
    if not any(stands):
        return None
    known = False
    if not all(stands) and not all(standing(query.terms, f"{title}\n{heading}", language)):
        # What it is called in the other language may stand in the first lines: "(en anglais, « earnest money »)".
        about = f"{posed.article.text[:OPENING_SAYS]}\n{title}\n{heading}"
        known = opened and language != query.language and heading.endswith("?")
        if not known or not all(standing(query.terms, about, language)):
            return None
    if opposed(query.text, heading) and opposed(query.text, f"{title}\n{heading}"):
        return None
    if not tells(asked, query.text, posed.answer.of(posed.article.text)):
        return None
    beyond = set(analyse(heading, language)) - stems_meant(query.terms, language)
    if beyond & set(analyse(title, language)) and not all(stands):
        return False  # "Volunteering" on the page on membership and volunteering, for who asks of membership
    more = beyond - set(analyse(title, language))
    if known:
        return None if more else False
    if not more:
        return not _turned_round(heading, language, query)
    return False if heading.endswith("?") and sum(stands) > len(more) else None


def _turned_round(heading: str, language: Language, query: Query) -> bool:
    """Return whether three words of a question stand in a heading in the opposite order: who does it, and to whom."""
    order: list[int] = []
    for stem in analyse(heading, language):
        places = (at for at, term in enumerate(query.terms) if term.presence((stem,), language) >= PRESENT)
        order += islice(places, 1)
    return any(first > second > third for first, second, third in combinations(order, 3))


def _same_kind(heading: str, asked: Asked) -> bool:
    """Return whether a heading asks for the same kind of thing; one that asks nothing, "Appeals", tells how."""
    if not heading.endswith("?"):
        return asked.kind == "how"
    kinds = {read_kind(heading).kind, asked.kind}
    return len(kinds) == 1 or kinds == {"definition", "other"}
