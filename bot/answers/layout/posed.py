"""Questions that a page poses itself, as lists of frequent ones do, and what it answers beneath. Pure.

The question is a heading, a line of its own, or opens the line of its answer: "C'est quoi la moulinette ? La corde …".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answers.layout.items import ITEM
from bot.answers.layout.lines import LABELLED, heading_span
from bot.answers.shown.quotes import Quote
from bot.answers.shown.quoting import LONGEST_QUOTE, announced_by
from corpus.article import Article, Span
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences

LONGEST_POSED = 150  # code points of a heading or a question
LONGEST_WHOLE = 400  # code points of an answer that is quoted whole for a sentence of it
# A question that opens a line, behind a bullet, a number or "Q:".
OPENS = lazy_pattern(
    rf"(?:(?:[-*+•◦]|\d{{1,3}}[.)])[ \u00a0])?(?:(?:Q|FAQ)\d{{0,3}}\s?[:.)]\s?)?"
    rf"([^\n?]{{1,{LONGEST_POSED}}}\?)[»”\"']?(?=\s|$)"
)
ANSWERED = lazy_pattern(r"(?:[-*+•◦]\s)?(?:A|R|Answer|Réponse)\d{0,3}\s?[:.)]\s|[-*+•◦]\s")
ANSWER_BELOW = lazy_pattern(r"(?:A|R|Answer|Réponse)\d{0,3}\s?:[ \u00a0]+(?=\S)")  # no "A. Einstein"


@dataclass(frozen=True, slots=True)
class Posed:
    """A question, or a heading that asks nothing, and the answer beneath it."""

    article: Article
    asks: Span
    answer: Span

    @property
    def question(self) -> str:
        """The question or heading as it stands."""
        return self.asks.of(self.article.text)


def posed_in(article: Article, passage: Span) -> Iterator[Posed]:
    """Yield what the heading above a passage and its lines pose, with what is answered, where that is short enough."""
    text = article.text
    above = heading_span(article, passage.start)
    if above is not None and above.end - above.start <= LONGEST_POSED:
        answer = beneath(article, above.end)
        if answer is not None:
            yield Posed(article, above, answer)
    if text.find("?", passage.start, passage.end) < 0:
        return
    start = text.rfind("\n", 0, passage.start) + 1
    while start < passage.end:
        end = text.find("\n", start, start + LONGEST_QUOTE)
        end = end if end >= 0 else min(len(text), start + LONGEST_QUOTE)
        if (asks := OPENS.match(text, start, end)) and (answer := beneath(article, asks.end())) is not None:
            yield Posed(article, Span(*asks.span(1)), answer)
        start = text.find("\n", start, passage.end) + 1 or passage.end


def whole(quotes: Sequence[Quote]) -> list[Quote]:
    """Return the quotes, each with all of the answer to a question of the page, or the labelled item, that it is of."""
    return [replace(quote, span=_whole(quote.article, quote.span)) for quote in quotes]


def _whole(article: Article, quoted: Span) -> Span:
    """Return all of what is quoted in part, where that is short; what is the question brings the answer."""
    text = article.text
    last = min(len(text), quoted.end + LONGEST_QUOTE)
    end = text.find("\n", quoted.end, last)
    line = Span(text.rfind("\n", 0, quoted.start) + 1, end if end >= 0 else last)
    if (mark := _answers_at(text, line.start)) and mark < quoted.end:
        return Span(mark, line.end) if line.end - mark <= LONGEST_WHOLE else Span(max(mark, quoted.start), quoted.end)
    if (mark := _answers_at(text, quoted.start)) and mark < quoted.end:
        return Span(mark, quoted.end)
    if line.end - line.start <= LONGEST_WHOLE and (label := LABELLED.match(text, line.start, line.end)):
        return Span(label.start(1), line.end)
    for posed in posed_in(article, Span(quoted.start, line.end)):
        around = Span(posed.asks.start, posed.answer.end)
        if posed.question.endswith("?") and around.start <= quoted.start and quoted.end <= around.end:
            found = around if quoted.start < posed.asks.end else posed.answer
            return found if found.end - found.start <= LONGEST_WHOLE else quoted
    return quoted


def _answers_at(text: str, start: int) -> int:
    """Return where the answer begins whose label, "A:", stands at `start` behind a question; 0 where none does."""
    mark = ANSWER_BELOW.match(text, start)
    return mark.end() if mark and text[max(0, start - 8) : start].rstrip().endswith("?") else 0


def beneath(article: Article, start: int) -> Span | None:
    """Return the paragraph, list or rest of a line that begins behind `start`, as far as it fits a quote."""
    text = article.text
    asked_in = text.rfind("\n", 0, start) + 1
    in_list = ITEM.match(text, asked_in) is not None
    begin = start
    while begin < len(text) and text[begin].isspace():
        begin += 1
    following = bisect_left(article.headings, begin, key=lambda span: span.start)
    if article.headings[following : following + 1] and article.headings[following].start == begin:
        return None  # nothing stands beneath it
    if mark := ANSWERED.match(text, begin):
        begin = mark.end()
    last = min(len(text), begin + LONGEST_QUOTE + 1)
    end = text.find("\n\n", begin, last)
    end = last if end < 0 else end
    if in_list:  # the next item is on something else
        item = text.find("\n", begin, end)
        end = item if item >= 0 else end
    if "\n" in text[begin:end]:
        return Span(begin, end) if end - begin <= LONGEST_QUOTE else None
    sentences = split_sentences(text[begin : min(end, begin + LONGEST_QUOTE)], article.language)
    if not sentences or (len(sentences) == 1 and end - begin > LONGEST_QUOTE):
        return None
    if end - begin > LONGEST_QUOTE:
        sentences = sentences[:-1]
    span = Span(begin + sentences[0].start, begin + sentences[-1].end)
    if span.of(text).endswith("?"):  # the next question
        return None
    return announced_by(text, span) or span if span.of(text).endswith(":") else span
