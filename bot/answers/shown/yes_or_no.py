"""A quote that opens with a "Yes" or a "No", with the question of the page before it. Pure.

"No. You stay with us." says nothing to who has not read that the page asks "Can I leave my appliance with you?", and
under another question it says something else. Who asked that very question has read it.
"""

from __future__ import annotations

import re

from bot.answers.questions.whether import asks_whether
from bot.answers.shown.quoting import LONGEST_QUOTE
from corpus.article import Article, Language, Span
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences
from corpus.vocabulary import vocabulary
from index.words.analysis import analyse, fold

LONGEST_QUESTION = 150  # code points
REACH = LONGEST_QUESTION + 20  # code points before the answer, what marks the two included
YES_OR_NO = lazy_pattern(
    r"[*_]{0,2}(?:(?:yes|oui)\b|(?:no|non|si)\b(?!\.\s?\d)(?=[*_]{0,2}\s?(?:[.,;:!…–—]|- |\n|$)))", re.IGNORECASE
)
# A line that ends with a question, and what stands between it and the answer: blank lines, "A:", a bullet.
ASKED_BEFORE = lazy_pattern(
    r"(?P<line>[^\n]*\?)[»”\"'*_]*\s*(?:(?:A|R|Answer|Réponse)\d{0,3}\s?[:.)]\s*|[-*+•–—]\s+)?[*_]{0,2}$"
)
QUESTION_MARKED = lazy_pattern(r"(?:(?:Q|FAQ|Question)\s?\d{0,3}\s?[:.)]|\d{1,3}[.)](?!\d))\s*", re.IGNORECASE)
# Words that turn a question round, of which `analyse` keeps none: "peut-on venir sans billet ?".
TURNING = vocabulary("not n t pas plus jamais never no sans avec without with avant apres after before until jusqu")


def with_question(article: Article, quote: Span, asked: str = "") -> Span:
    """Return what is quoted, from the question on that it answers with a "Yes" or a "No", where one stands before it.

    Where what a reader `asked` has the words of weight of the page's question and turns it round by none, the answer
    needs no question; it may have others where it is to be told by "Yes" or "No".
    """
    text = article.text
    if YES_OR_NO.match(text, quote.start, quote.end) is None:
        return quote
    posed = ASKED_BEFORE.search(text[max(0, quote.start - REACH) : quote.start])
    if posed is None:
        return quote
    end = max(0, quote.start - REACH) + posed.end("line")
    line = text.rfind("\n", 0, end) + 1
    start = line + split_sentences(text[line:end], article.language)[-1].start
    if (mark := QUESTION_MARKED.match(text, start, end)) is not None:
        start = mark.end()
    if end - start > LONGEST_QUESTION or quote.end - start > LONGEST_QUOTE:
        return quote
    return quote if _is_asked(text[start:end], asked, article.language) else Span(start, quote.end)


def _is_asked(question: str, asked: str, language: Language) -> bool:
    """Return whether a reader asked what the page does."""
    stems, others = set(analyse(question, language)), set(analyse(asked, language))
    alike = TURNING.intersection(fold(question)) == TURNING.intersection(fold(asked))
    return bool(stems) and alike and (stems == others or (stems < others and asks_whether(asked)))
