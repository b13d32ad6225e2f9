"""Where a name that is asked about stands nowhere near a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bot.answers.questions.slips import SLIP_IN_NAME, meant
from bot.answers.sentences.saying import said_in
from bot.answers.values.naming import is_dated
from corpus.article import Article, Span
from corpus.patterns import lazy_pattern
from index.hits import Hit
from index.matching.candidates import Query
from index.search import Search
from index.words.analysis import fold, words

# Where a name that the passage lacks may stand: so far before and after it. A page is whole within that; a book of
# 5 MB read whole for each hit took half a minute a question.
NAMED_WITHIN = 20_000  # code points
# An hour, a rank or a measure: "3am", "15yo".
MEASURED = lazy_pattern(r"\d+(?:am|pm|h\d{0,2}|min|s|st|nd|rd|th|e|eme|er|km|m|cm|mm|kg|g|l|cl|ml|yo|k)")


def named(query: Query) -> NDArray[np.bool_]:
    """Return which terms are names, single letters apart."""
    return np.array([term.is_name and len(term.folded) > 1 for term in query.terms], np.bool_)


def lacks_name(
    query: Query, hits: Sequence[Hit], of_hit: NDArray[np.int64], surely: NDArray[np.bool_], search: Search
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return where a name of the question stands neither in the passage nor near it, and where it stands nowhere.

    `of_hit` is the hit of each sentence, `surely` says which terms stand in which sentence, and behind those in which
    title, shape (texts, terms). A name that is all but spelt like a word near the passage stands there.
    """
    count, names = len(of_hit), named(query)
    lacks, unheard_of = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    unknown_names = cache(lambda number: _unknown(number, query, search))
    for place in sorted(set(of_hit.tolist())):
        here = of_hit == place
        absent = names & ~(surely[:count][here].any(axis=0) | surely[count + place])
        if absent.any():
            hit = hits[place]
            around = near(hit.article, hit.passage.span)
            sought = replace(query, terms=tuple(query.terms[one] for one in np.flatnonzero(absent).tolist()))
            absent[absent] = said_in(sought, [words(around)], [hit.article.language])[0] == 0
            unknown = [one for one in np.flatnonzero(absent).tolist() if unknown_names(one)]
            held = fold(f"{hit.article.title}\n{around}") if unknown else []
            known = [one for one in unknown if meant(query.terms[one].folded, held, SLIP_IN_NAME)]
            absent[known] = False
            lacks[here], unheard_of[here] = bool(absent.any()), len(known) < len(unknown)
    return lacks, unheard_of


def _unknown(number: int, query: Query, search: Search) -> bool:
    """Return whether a name stands in no article that may answer: no number, hour, month or day, which all know."""
    term, before = query.terms[number], query.terms[number - 1] if number else None
    known = term.folded.isdigit() or MEASURED.fullmatch(term.folded) is not None or is_dated(term, before)
    return not known and not search.stands(term, scope=query.scope)


def near(article: Article, span: Span) -> str:
    """Return the date of `article` and its text around `span`, the whole of it where it is no book."""
    text = article.text[max(0, span.start - NAMED_WITHIN) : span.end + NAMED_WITHIN]
    return f"{article.published}\n{text}"
