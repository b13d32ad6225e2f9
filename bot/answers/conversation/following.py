"""How a question that leans on those before it reads in full: "who holds it? (ROFR)".

An ellipsis asks again what was asked before, of another thing: "and Jupiter?". Any other question is followed, in
brackets, by the thing that it takes from those before. Pure rules over French and English questions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.conversation.carrying import BRACKETS, asked_barely, carried
from bot.answers.conversation.leaning import AND_IF, is_ellipsis
from bot.answers.conversation.replacing import asked_again, asked_in_case, asks_besides
from bot.answers.layout.joining import ASKS_TO_JOIN
from bot.answers.questions.openings import LINKED
from bot.answers.questions.question import Asked, read_kind
from corpus.patterns import lazy_pattern
from index.matching.candidates import Query

# "How much is it?" behind "how do I join?" asks what that costs.
PRICE_OF_IT = lazy_pattern(
    rf"{LINKED}(?:how\s+much(?:\s+is\s+(?:it|that)|\s+does\s+(?:it|that)\s+cost)?|what\s+does\s+(?:it|that)\s+cost|is\s+it\s+free|"
    r"(?:et\s+)?(?:c['’]?\s?est|[çc]a\s+(?:co[uû]te|fait))\s+(?:combien|payant|gratuit)|combien(?:\s+(?:[çc]a|cela)\s+co[uû]te)?)",
    re.IGNORECASE,
)
COST_OF_JOINING = {"en": "how much does it cost to join?", "fr": "combien coûte l'adhésion ?"}
OF_ANOTHER = frozenset(("who", "when", "where", "how_many"))  # what one bare question asks of one thing and the next


def in_full(query: Query, before: Sequence[Query]) -> str:
    """Return how a question that leans on those `before` it reads, latest first; the empty string where they lack it.

    Those before are as they were read themselves: "and in 2019?" after "and Jupiter?" asks of Jupiter.
    """
    before = [one for one in before if one.terms]  # what names nothing lends nothing
    if not before:
        return ""
    if case := AND_IF.match(query.text):
        return asked_in_case(query, case["case"].strip(), _last_whole(before))
    if is_ellipsis(query.text, query.terms):
        return asked_again(query, _again(query, before))
    things = carried(query, before)
    if PRICE_OF_IT.fullmatch(query.text.strip(" ?!.")) and ASKS_TO_JOIN.match(before[0].text):
        return COST_OF_JOINING[query.language]
    return f"{query.text.strip()} ({', '.join(things)})" if things else ""


def _again(query: Query, before: Sequence[Query]) -> Query:
    """Return which of the questions `before` an ellipsis asks again: the last that asked something whole.

    Behind "why? (moons, Saturn)" it is the count of moons that "and in 2019?" asks again; "when? (founded GNU)" may be
    asked of another thing itself.
    """
    last = before[0]
    if not asked_barely(last) or (kind_in_full(last.text).kind in OF_ANOTHER and not asks_besides(query)):
        return last
    return _last_whole(before)


def _last_whole(before: Sequence[Query]) -> Query:
    return next((one for one in before if not asked_barely(one)), before[0])


def is_in_full(question: str) -> bool:
    """Return whether `question` has been read in full: what it lacked stands behind it in brackets."""
    return BRACKETS.search(question) is not None


def kind_in_full(read_as: str) -> Asked:
    """Return what a question asks for that was read in full, whatever stands behind it in brackets."""
    return read_kind(BRACKETS.sub("", read_as))
