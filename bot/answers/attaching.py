"""Whether a date or a price in a sentence is told of another than is asked about, though both are named. Pure.

"China runs BeiDou, and the Union runs Galileo, which opened in 2016" tells no date of BeiDou's, "discussed in 1989,
before Hubble had been launched" none of Hubble's; "cover costs 68 francs and wants a valve" tells no price of a valve.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from bot.answers.measures import MONEY
from bot.answers.naming import is_named
from bot.answers.offices import A_NAME
from bot.answers.spans import DATE
from corpus.article import Language
from corpus.capitals import CAPITAL
from corpus.number_words import RANKS
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.analysis import analyse, fold
from index.candidates import Query
from index.terms import Term

READ = 2000  # code points of a quote; a longer one is a list
MOST = 8  # dates of it; more is a list
FAR = 200  # code points before a date within which stands what it is told of
# What comes behind ", which" is told of the last name before it.
WHICH = lazy_pattern(
    rf"(?P<name>[{CAPITAL}][^\W_]*)(?:\s+\([^()]{{1,20}}\))?,\s+(?:which|who|whose|qui|dont|laquelle|lequel)\b[^.;:!?]*$"
)
BEFORE = lazy_pattern(r",?\s{1,3}(?:(?:long|well|shortly|even|bien|juste)\s{1,3})?(?:before|avant)\b", re.IGNORECASE)
# Asks what something costs, and the words of it that are not of that.
PRICE_ASKED = lazy_pattern(
    r"\bhow\s+much\s+(?:is|are|for)\b|\bhow\s+much\b.{1,200}\bcosts?\b|\bcombien\b.{0,200}\bco[uû]te|"
    r"\b(?:price|cost)\s+(?:of|for)\b|\b(?:prix|co[uû]t)\s+(?:de|du|des|pour)\b|\b(?:prix|co[uû]t)\s+d['’]",
    re.IGNORECASE,
)
# What stands before numbers of all kinds, which are of nothing by it.
WITH_NUMBERS = vocabulary(
    "the and for from with than over about until since before after between least most only all are was were had has",
    "january february march april may june july august september october november december jan feb mar apr jun jul aug",
    "sep sept oct nov dec janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "les des aux une dans pour avec plus moins entre depuis avant apres vers environ jusqu sont est ont was costs",
    "under within below above every each sous des chaque",
)
OF_PRICE = vocabulary("much cost costs price prices combien coute coutent coutera cout couts prix")
# Says what a thing costs, by its name: a pronoun may stand for what is asked about.
COSTS = lazy_pattern(
    r"(?<!\w)(?!(?:it|that|this|they|which|each|elles?|ils?|ça|cela|ceci|on|qui|chacune?)\s)"
    r"[^\W\d_]\w{0,30}+(?:\s?[»”\")])?\s"
    r"(?:(?:will|may|can|ne|en|y)\s)?(?:costs?|co[uû]t(?:e|ent|era|eront))\s",
    re.IGNORECASE,
)
IN_BRACKETS = lazy_pattern(r"\([^()]{0,200}\)")
ANOTHER_CLAUSE = lazy_pattern(
    r"[;.!?]\s|\b(?:and|but|whereas|mais|tandis)\b|\bet\b(?!\s(?:demie?|non|plus|des)\b)", re.IGNORECASE
)
# A thing by its number, and a year by what it is of: "Kestrel 15", "fjord65", "the renovation of 2014".
NUMBERED = lazy_pattern(
    r"(?<!\w)([^\W\d_]{3,30}?)[ -]?(?:(?<=[ -])(?:of|de|in|en)\s)?(\d{1,4})(?!\w|[.,:]\d|\s?[%€$£])"
)
ORDINALS = {
    **{fold(word)[0]: rank for word, rank in RANKS.items()},
    **dict.fromkeys(("first", "premier", "premiere", "1st", "1er", "1re"), 1),
    **dict.fromkeys(("seconde", "2nd", "2nde"), 2),
    **{f"{rank}{ending}": rank for rank in range(2, 91) for ending in ("th", "rd", "st", "nd", "e", "eme")},
}
# Behind a number, what makes it the first of a range that may hold the one asked for: "Windows 10 or newer".
OPENS_RANGE = lazy_pattern(
    r"\s?(?:\+|[-–]\s?\d)|\s(?:to|à|and\s(?:up|above|over|later|newer|older)|or\s(?:newer|later|more|older|above|below|"
    r"higher|under|over|up)|(?:et|ou)\s(?:plus|moins|ultérieure?s?|supérieure?s?))\b",
    re.IGNORECASE,
)
WHOLE = lazy_pattern(r"(?<!\d)(?<!\d[.,])\d+(?![.,]?\d)")  # "1.3" is no 3
SAME = 5  # letters at the start of two words that are one, in either language: "renovation", "rénovation"
LEAST_WORDS = 3  # before a date that is told of something; fewer open the sentence


def dates_other(text: str, names: Sequence[Term], language: Language, asked_in: Language) -> bool:
    """Return whether every date of `text` is told of another than the `names` asked about."""
    text = text[:READ]
    dates = list(islice(DATE.finditer(text), MOST))
    return bool(names and dates) and all(_is_of_other(text, one, names, language, asked_in) for one in dates)


def prices_other(query: Query, text: str, language: Language) -> bool:
    """Return whether `text` says what another thing costs than is asked for, which stands in a clause behind all sums.

    "The rider costs 68 francs and requires a valve" does for a valve, "you pay $8 and get a pass" for no pass.
    """
    if PRICE_ASKED.search(query.text) is None:
        return False
    text = IN_BRACKETS.sub(" ", text[:READ])
    sums = [match.end() for match in islice(MONEY.finditer(text), MOST + 1)]
    about = [term for term in query.terms if term.folded not in OF_PRICE]
    if not sums or len(sums) > MOST or not about or COSTS.search(text[: sums[0]]) is None:
        return False
    told, behind = text[: sums[-1]], text[sums[-1] :]
    parted = ANOTHER_CLAUSE.search(behind)
    if parted is None or _stands(about, told + behind[: parted.start()], language):
        return False
    return _stands(about, behind[parted.start() :], language)


def numbers_other(question: str, text: str) -> bool:
    """Return whether `text` tells of another number of what `question` names by one: of the Kestrel 12 for the 15.

    It has the same word before another number, or behind another ordinal, and the one asked for nowhere.
    """
    if _ranks_other(fold(question), fold(text[:READ])):
        return True
    told = [
        match.groups()
        for match in NUMBERED.finditer(text[:READ])
        if match[1].lower() not in WITH_NUMBERS and not OPENS_RANGE.match(text, match.end())
    ]
    held = set(WHOLE.findall(text[:READ]))
    return any(
        number not in held and any(_is_one(word, other) for other, _ in told)
        for word, number in NUMBERED.findall(question)
        if word.lower() not in WITH_NUMBERS
    )


def _ranks_other(asked: Sequence[str], told: Sequence[str]) -> bool:
    """Return whether a noun is asked for by an ordinal that does not stand there, and has another: "the second law"."""
    ranks = {ORDINALS[word] for word in told if word in ORDINALS}
    after = [behind for rank, behind in pairwise(told) if rank in ORDINALS]
    return any(
        rank in ORDINALS and ORDINALS[rank] not in ranks and any(_is_one(behind, other) for other in after)
        for rank, behind in pairwise(asked)
    )


def _is_one(word: str, other: str) -> bool:
    """Return whether two words are one, be it in two languages."""
    (one,), (two,) = fold(word) or [""], fold(other) or [""]
    return one == two or (len(one) >= SAME and one[:SAME] == two[:SAME])


def _stands(terms: Sequence[Term], text: str, language: Language) -> bool:
    """Return whether any of some words stands in `text`."""
    stems = set(analyse(text, language))
    return any(term.presence(stems, language) for term in terms)


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
