"""Statements that hold, put together to one answer: marks, quotes and sources. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.answers.answer import Answer, Citation
from bot.answers.chat.checking import Quote, Statement
from bot.answers.sentences.confidence import UNSURE
from bot.answers.shown.quoting import LONGEST_QUOTE, verified
from bot.texts import say
from corpus.article import Article, Language, Span

LONGEST_HIGHLIGHT = 200  # code points; a whole long quote in bold is none


def compose(
    statements: Sequence[Statement],
    *,
    question: str,
    language: Language,
    origin: str,
    confidence: float,
    sure: bool,
    read_as: str = "",
    numbers: Mapping[str, int] | None = None,
) -> Answer | None:
    """Return the answer that `statements` make, in their order; None where no quote of theirs can be cited.

    Numbers follow first use, one an article, behind the `numbers` of those that are cited above it; a quote is listed
    once, and joined with another that it overlaps. One that is not `sure` says so before its statements.
    """
    citations = _cited([quote for statement in statements for quote in statement.quotes], numbers or {})
    if not citations:
        return None
    citations[0] = replace(citations[0], highlight=_highlight(statements[0].quotes[0], citations[0]))
    here = {one.article_id: one.number for one in citations}
    lines = []
    for statement in statements:
        used = sorted({here[quote.article.id] for quote in statement.quotes if quote.article.id in here})
        if used:
            lines.append(marked(statement.text, used))
    if not lines:
        return None
    doubt = [] if sure else [say(language, "answers.chat.unsure")]
    return Answer(
        question=question,
        lead="\n".join([*doubt, *lines]),
        citations=tuple(citations),
        language=language,
        origin=origin,
        confidence=confidence if sure else min(confidence, UNSURE),
        read_as=read_as,
        sure=sure,
    )


def stands_on(statement: Statement, citation: Citation) -> bool:
    """Return whether a quote of `statement` overlaps that of `citation`."""
    return any(
        quote.article.id == citation.article_id and quote.span.start < citation.end and citation.start < quote.span.end
        for quote in statement.quotes
    )


def marked(text: str, numbers: Sequence[int]) -> str:
    """Return `text` with the marks of `numbers` before its full stop."""
    marks = " ".join(f"[{number}]" for number in numbers)
    end = "." if text.endswith(".") and not text.endswith("..") else ""
    return f"{text.removesuffix(end)} {marks}{end}" if end else f"{text} {marks}"


def _cited(quotes: Sequence[Quote], above: Mapping[str, int]) -> list[Citation]:
    numbers = dict(above)
    places: list[tuple[Article, Span]] = []
    for quote in quotes:
        for at, (article, span) in enumerate(places):
            if article.id == quote.article.id and (joined := _joined(span, quote.span)) is not None:
                places[at] = (article, joined)
                break
        else:
            places.append((quote.article, quote.span))
    made = (verified(article, span, 1) for article, span in dict.fromkeys(places))
    return [
        replace(citation, number=numbers.setdefault(citation.article_id, len(numbers) + 1))
        for citation in made
        if citation is not None
    ]


def _joined(one: Span, other: Span) -> Span | None:
    """Return the two as one where they overlap and are still a quote together, or one holds the other; else None."""
    if other.start >= one.end or one.start >= other.end:
        return None
    both = Span(min(one.start, other.start), max(one.end, other.end))
    return both if both in (one, other) or both.end - both.start <= LONGEST_QUOTE else None


def _highlight(quote: Quote, first: Citation) -> str:
    exact = quote.exact.of(quote.article.text)
    fits = len(exact) <= LONGEST_HIGHLIGHT and exact in first.quote and exact != first.quote
    return exact if fits else ""
