"""The sentence behind one that goes on with it, quoted with it among few passages. Pure.

A page says what it speaks of, and in the next sentence what is asked: "A grey hat was left in the hide. It is kept at
the cabin." Which of the two is found is the first, which has the words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.answers.questions.question import Asked
from bot.answers.questions.whether import asks_whether
from bot.answers.sentences.choosing import Evidence
from bot.answers.sentences.reading import leans
from bot.answers.shown.around import Around
from bot.answers.shown.quotes import MOST_QUOTES
from bot.answers.shown.quoting import LONGEST_QUOTE
from bot.answers.values.spans import spans_of
from bot.answers.wanted.reasons import tells_reason, tells_what_came_before
from bot.answers.wanted.untold import asks_to_be_told, tells_asked
from corpus.article import Language, Span
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences
from corpus.tables import BETWEEN
from index.matching.candidates import Query
from index.words.analysis import fold

# Opens a sentence that speaks of what the one before told, or tells whoever reads it what to do then.
OPENS: Mapping[Language, re.Pattern[str]] = {
    "en": lazy_pattern(
        r"^(?:(?:in|for|after|before|from|until|since|by|on|with)\s+(?:that|this|these|those|it|them|which)\b|"
        r"(?:there|then|you|we|the|bring|take|wear|call|write|ask|send|use)\b)",
        re.IGNORECASE,
    ),
    "fr": lazy_pattern(
        r"^(?:(?:dans|après|avant|depuis|pour|avec|à|de)\s+(?:ce|cet|cette|ces|cela|ceux|celles?)\b|l['’]|"
        r"(?:ensuite|alors|on|vous|nous|les?|la|apportez|prenez|portez|appelez|écrivez|demandez|envoyez|utilisez|prévoyez)\b)",
        re.IGNORECASE,
    ),
}
LONGEST_BEHIND = 250  # code points of the sentence behind; a longer one is an answer of its own


def with_next(best: Sequence[tuple[Evidence, Around]], query: Query, asked: Asked) -> list[tuple[Evidence, Around]]:
    """Return what is to be quoted, the first with the sentence behind it where that goes on and may hold the answer.

    One goes on that opens with a pronoun, an article or what to do. What asks how brings any, what asks whether and for
    a definition none. Where a number, a date or a name is asked for, only if the first tells none and the one behind
    does; where a place is, if the one behind tells one; where a reason is, any if the first tells none in words that
    say so. No more sentences are quoted in all than before, or `MOST_QUOTES`.
    """
    (first, told), *others = best
    behind = _behind(first, told)
    if behind is None or asked.kind == "definition" or not _wanted(first, behind.of(first.article.text), query, asked):
        return list(best)
    most = max(MOST_QUOTES, sum(it.sentences for _, it in best))
    shown = [(first, replace(told, span=Span(told.span.start, behind.end), sentences=2, goes_on=True))]
    for one, it in others:
        if it.span != behind and sum(each.sentences for _, each in shown) + it.sentences <= most:
            shown.append((one, it))
    return shown


def explains(one: Evidence, told: Around) -> bool:
    """Return whether what goes on behind a sentence tells what had come before: "A stove had been left on."."""
    behind = told.span.of(one.article.text)[one.span.end - told.span.start :]
    return told.goes_on and tells_what_came_before(behind, one.article.language)


def _behind(one: Evidence, told: Around) -> Span | None:
    """Return the sentence right behind one on its line; none behind a row, or what is quoted with more than itself."""
    text, end = one.article.text, one.span.end
    alone = told.span == one.span and told.above is None and told.name is None
    if not alone or one.text.endswith(":") or BETWEEN in one.text:
        return None
    rest = text[end : end + LONGEST_BEHIND].partition("\n")[0]
    found = split_sentences(rest, one.article.language)
    if not found or (len(found) == 1 and len(rest) == LONGEST_BEHIND):  # it is longer
        return None
    behind = Span(end + found[0].start, end + found[0].end)
    return behind if behind.end - told.span.start <= LONGEST_QUOTE else None


def _wanted(one: Evidence, behind: str, query: Query, asked: Asked) -> bool:
    language = one.article.language
    if asked.kind == "why":
        return not tells_reason(one.text, language)
    if asks_to_be_told(asked, query):
        # "For years" tells when, but no date.
        dated = asked.kind != "when" or any(map(str.isdigit, one.text)) or bool(spans_of("when", one.text, set()))
        told = dated and tells_asked(asked, query, one.text, language)
        return not told and tells_asked(asked, query, behind, language)
    goes_on = leans(behind) or OPENS[language].match(behind) is not None
    if asked.kind in {"who", "where"}:
        known = set(fold(query.text))
        named = asked.kind == "who" and spans_of(asked.kind, one.text, known)
        return goes_on and not named and bool(spans_of(asked.kind, behind, known))
    return asked.kind == "how" or (goes_on and not asks_whether(query.text))
