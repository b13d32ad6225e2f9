"""How a question that leans on those before it reads in full: "who holds it? (ROFR)".

An ellipsis asks again what was asked before, of another thing: "and Jupiter?". Any other question is followed, in
brackets, by the thing that it takes from those before. Pure rules over French and English questions.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.carrying import BRACKETS, carried
from bot.answers.leaning import is_ellipsis
from bot.answers.question import Asked, read_kind
from bot.answers.replacing import asked_again
from index.candidates import Query


def in_full(query: Query, before: Sequence[Query]) -> str:
    """Return how a question that leans on those `before` it reads, latest first; the empty string where they lack it.

    Those before are as they were read themselves: "and in 2019?" after "and Jupiter?" asks of Jupiter.
    """
    if not before:
        return ""
    if is_ellipsis(query.text, query.terms):
        return asked_again(query, before[0])
    things = carried(query, before)
    return f"{query.text.strip()} ({', '.join(things)})" if things else ""


def is_in_full(question: str) -> bool:
    """Return whether `question` has been read in full: what it lacked stands behind it in brackets."""
    return BRACKETS.search(question) is not None


def kind_in_full(read_as: str) -> Asked:
    """Return what a question asks for that was read in full, whatever stands behind it in brackets."""
    return read_kind(BRACKETS.sub("", read_as))
