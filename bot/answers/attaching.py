"""Whether a date in a sentence is told of another than is asked about, though both are named. Pure.

"China runs BeiDou, and the Union runs Galileo, which opened in 2016" tells no date of BeiDou's, "discussed in 1989,
before Hubble had been launched" none of Hubble's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from bot.answers.naming import is_named
from bot.answers.offices import A_NAME
from bot.answers.spans import CAPITAL, DATE
from corpus.article import Language
from corpus.patterns import lazy_pattern
from index.analysis import fold
from index.terms import Term

READ = 2000  # code points of a quote; a longer one is a list
MOST = 8  # dates of it; more is a list
FAR = 200  # code points before a date within which stands what it is told of
# What comes behind ", which" is told of the last name before it.
WHICH = lazy_pattern(
    rf"(?P<name>[{CAPITAL}][^\W_]*)(?:\s+\([^()]{{1,20}}\))?,\s+(?:which|who|whose|qui|dont|laquelle|lequel)\b[^.;:!?]*$"
)
BEFORE = lazy_pattern(r",?\s{1,3}(?:(?:long|well|shortly|even|bien|juste)\s{1,3})?(?:before|avant)\b", re.IGNORECASE)
LEAST_WORDS = 3  # before a date that is told of something; fewer open the sentence


def dates_other(text: str, names: Sequence[Term], language: Language, asked_in: Language) -> bool:
    """Return whether every date of `text` is told of another than the `names` asked about."""
    text = text[:READ]
    dates = list(islice(DATE.finditer(text), MOST))
    return bool(names and dates) and all(_is_of_other(text, one, names, language, asked_in) for one in dates)


def _is_of_other(text: str, date: re.Match[str], names: Sequence[Term], language: Language, asked_in: Language) -> bool:
    before = text[max(0, date.start() - FAR) : date.start()]
    if which := WHICH.search(before):
        own = _last_name(before[: which.end("name")])
        elsewhere = before[: which.end("name") - len(own)]
        return not _any(names, own, language, asked_in) and _any(names, elsewhere, language, asked_in)
    behind = text[date.end() :]
    later = BEFORE.match(behind)
    opens = len(fold(text[: date.start()])) < LEAST_WORDS  # "in 1990, before …, Hubble was launched"
    if later is None or opens or _any(names, text[: date.start()], language, asked_in):
        return False
    return _any(names, behind[later.end() :], language, asked_in)


def _last_name(text: str) -> str:
    found = [match.group() for match in A_NAME.finditer(text)]
    return found[-1] if found else ""


def _any(names: Sequence[Term], text: str, language: Language, asked_in: Language) -> bool:
    return any(is_named(one, text, language, asked_in) for one in names)
