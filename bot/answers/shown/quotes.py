"""Which sentences are quoted, and how: neighbours as one, lists with what announces them, each source under a number.

Pure; `bot.answers.shown.quoting` verifies each quote.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answers.answer import Citation, Length
from bot.answers.layout.rows import OF_WHOM, cells_of, columns_of, group_of, rows_apart
from bot.answers.questions.question import Asked
from bot.answers.sentences.choosing import Evidence
from bot.answers.shown.around import Around, around, led
from bot.answers.shown.differing import Told
from bot.answers.shown.highlighting import answering_span
from bot.answers.shown.quoting import LONGEST_QUOTE, announced_by, at_most, verified, with_nested, without_lone_marks
from bot.answers.shown.whole import widened
from bot.answers.shown.yes_or_no import with_question
from bot.answers.values.measures import tells_money
from bot.answers.values.things import standing
from corpus.article import Article, Span
from corpus.tables import BETWEEN
from index.matching.candidates import Query
from index.words.analysis import analyse

# Sentences are quoted until one of them is this likely to be the one that answers; a list is told to the end. That is
# two sentences at the median of 12,519 development questions, three at the 90th percentile (README.md here).
ENOUGH, ENOUGH_OF_A_LIST = 0.93, 0.97
MOST_QUOTES, MOST_OF_A_LIST = 3, 6  # sentences
# What a reader who wants more gets: a further sentence each until it is all but certain that one of them answers.
ENOUGH_OF_LONG, MOST_OF_LONG = 0.985, 5
LEAST_SHARE = 0.03  # of a further sentence: what is less likely only lengthens the answer


@dataclass(frozen=True, slots=True)
class Quote:
    """What is quoted, and the words in it that answer."""

    article: Article
    span: Span
    highlight: str = ""


def best_of(evidence: Sequence[Evidence], query: Query, asked: Asked, length: Length) -> list[tuple[Evidence, Around]]:
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


def quotes_of(
    best: Sequence[tuple[Evidence, Around]], query: Query, asked: Asked, weights: Sequence[float]
) -> list[Quote]:
    """Return the quotes of the sentences that answer, neighbours as one.

    The line that announces the list of an item stands before it, where the item would say something else without. Where
    the first leaves out who did what is asked, no other name than theirs is what answers. Where it has the number or
    date that answers, none of another article is in bold.
    """
    quotes: list[Quote] = []
    named = best[0][1].name is not None
    for one, told in best:
        text = told.span.of(one.article.text) if told.goes_on else one.text
        if told.name is not None or named:
            answering = told.name.of(one.article.text) if told.name is not None else ""
        else:
            span = answering_span(text, one.article.language, asked, query.text, query.terms, weights)
            if span is None and asked.kind == "who" and told.span.start < one.span.start:
                text = told.span.of(one.article.text)
                span = answering_span(text, one.article.language, asked, query.text, query.terms, weights)
                # Who "he" is opens the sentence before, or stands behind its label: "Chair: Ada Low. He …".
                span = span if span is not None and text[: span.start].strip()[-1:] in {"", ":"} else None
            answering = widened(text, span, asked.kind, query.text).of(text) if span else ""
            answering = _of_its_column(one, query, asked, answering) if BETWEEN in text else answering
        told_already = quotes and quotes[0].highlight and one.article.id != best[0][0].article.id
        if told_already and (asked.kind in {"how_many", "when"} or _has_digit(answering)):
            answering = ""  # a number or date of another article may be of something else
        quote = _quote(one, told, query, answering)
        if told.above is not None and (line := Quote(one.article, told.above, answering)) not in quotes:
            quotes.append(line)
        neighbour = next((place for place, other in enumerate(quotes) if _touch(quote, other)), None)
        if neighbour is None:
            quotes.append(quote)
        else:
            quotes[neighbour] = _joined(quotes[neighbour], quote)
    return quotes


def both_of(told: Sequence[Told], query: Query) -> list[Quote]:
    """Return the quotes of two sentences that differ, each with its number or date as what answers."""
    return [_quote(one.evidence, led(one.evidence), query, one.text) for one in told]


def _same(one: Evidence, other: Evidence) -> bool:
    """Return whether two sentences say nearly the same words (Jaccard index of stems over one half)."""
    left, right = (set(analyse(each.text, each.article.language)) for each in (one, other))
    return len(left & right) > len(left | right) / 2


def _quote(one: Evidence, told: Around, query: Query, highlight: str) -> Quote:
    """Return what to quote of a sentence: with those around it that it needs, cut where it is enormous.

    A sentence that ends with a colon brings the lines that it announces, all that fit: a part would look like all.
    """
    text = one.article.text

    def worth(part: str) -> float:
        stems = set(analyse(part, one.article.language))
        return sum(term.presence(stems, one.article.language) for term in query.terms)

    if one.text.endswith(":") and not told.goes_on and (announced := announced_by(text, told.span)):
        return Quote(one.article, announced, highlight)
    if told.span != one.span:
        return Quote(one.article, told.span, highlight)
    return Quote(one.article, at_most(text, one.span, worth), highlight)


def _of_its_column(row: Evidence, query: Query, asked: Asked, highlight: str) -> str:
    """Return the cell of a row that answers: the one whose column the question names, else none of several like it.

    A price of "Pass | 12 € | 8 €" answers by the name of its column, not by how near it stands to the question's words.
    """
    text, language = row.article.text, row.article.language
    columns = columns_of(text, row.span)
    cells = [cell.of(text) for cell in cells_of(text, row.span)] if columns else []
    about = [term for term in query.terms if not any(standing([term], cells[0], language))] if cells else []
    held = [sum(standing(about, name, language)) for name in columns[1:]]
    most = max(held, default=0)
    if most and held.count(most) == 1:
        told = cells[1:][held.index(most)]
        return "" if asked.kind == "who" and _has_digit(told) else told or highlight
    of_whom = [cell for name, cell in zip(columns[1:], cells[1:], strict=True) if OF_WHOM.fullmatch(name.strip())]
    if asked.kind == "who" and len(of_whom) == 1:
        return of_whom[0]
    tells = tells_money if tells_money(highlight) else _has_digit
    return "" if tells(highlight) and sum(map(tells, cells[1:])) > 1 else highlight


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _touch(one: Quote, other: Quote) -> bool:
    """Return whether two quotes are neighbours in one paragraph, and short enough to be one."""
    if one.article.id != other.article.id:
        return False
    first, second = sorted((one.span, other.span), key=lambda span: span.start)
    between = one.article.text[first.end : second.start]
    longest = max(first.end, second.end) - first.start
    return longest <= LONGEST_QUOTE and not between.strip() and "\n\n" not in between


def _joined(one: Quote, other: Quote) -> Quote:
    span = Span(min(one.span.start, other.span.start), max(one.span.end, other.span.end))
    return Quote(one.article, span, one.highlight or other.highlight)


def numbered(quotes: Sequence[Quote], asked: str = "") -> tuple[Citation, ...]:
    """Return the verified citations, numbered by article in order of first use; overlapping ones once.

    Rows of a table are quoted whole, each by itself, and the names of columns never alone; a "Yes" or a "No" with its
    question, where that is not what was `asked`.
    """
    numbers: dict[str, int] = {}
    citations: list[Citation] = []
    apart = [
        Quote(one.article, span, one.highlight) for one in quotes for span in rows_apart(one.article.text, one.span)
    ]
    for quote in _in_groups(apart):
        number = numbers.get(quote.article.id, len(numbers) + 1)
        alone = without_lone_marks(quote.article.text, with_nested(quote.article.text, quote.span))
        span = with_question(quote.article, alone, asked)
        citation = verified(quote.article, span, number, quote.highlight)
        if span != alone:  # the question may be quoted already
            citations = [one for one in citations if one.article_id != quote.article.id or not _within(one, span)]
        overlaps = any(
            one.article_id == quote.article.id and one.start < span.end and span.start < one.end for one in citations
        )
        if citation is not None and not overlaps:
            numbers[quote.article.id] = number
            citations.append(citation)
    return tuple(citations)


def _in_groups(quotes: Sequence[Quote]) -> Iterator[Quote]:
    """Yield the quotes, before a row of a table in groups the line that says of which: "Summer" and the Tuesday's.

    Only where another row begins alike: the eggs are the eggs, be they "Animal products" or not.
    """
    told: set[tuple[str, Span]] = set()
    for quote in quotes:
        text = quote.article.text
        key, bar, _ = quote.span.of(text).partition(BETWEEN)
        is_one_of_several = bool(bar) and text.count(f"\n{key}{BETWEEN}") > 1
        group = group_of(quote.article, quote.span) if is_one_of_several else None
        if group is not None and (quote.article.id, group) not in told:
            told.add((quote.article.id, group))
            yield Quote(quote.article, group)
        yield quote


def _within(one: Citation, span: Span) -> bool:
    return span.start <= one.start and one.end <= span.end


def as_written(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """Return the citations with those of one article together, in its order, as steps and lists are read."""
    return tuple(sorted(citations, key=lambda one: (one.number, one.start)))
