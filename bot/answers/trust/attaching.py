"""Whether a date or a price in a sentence is told of another than is asked about, though both are named. Pure.

"China runs BeiDou, and the Union runs Galileo, which opened in 2016" tells no date of BeiDou's, "discussed in 1989,
before Hubble had been launched" none of Hubble's; "cover costs 68 francs and wants a valve" tells no price of a valve.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from bot.answers.sentences.reading import leans
from bot.answers.values.measures import MONEY, asks_unit
from bot.answers.values.naming import is_named
from bot.answers.values.offices import A_NAME
from bot.answers.values.ordinals import ORDINALS
from bot.answers.values.spans import A_NUMERAL, DATE
from corpus.article import Language
from corpus.capitals import CAPITAL
from corpus.number_words import NUMBERS, REGIONAL
from corpus.patterns import lazy_pattern
from corpus.sentences import split_sentences
from corpus.vocabulary import vocabulary
from index.matching.candidates import Query
from index.words.analysis import FUNCTION_WORDS, WORD, analyse, fold
from index.words.terms import Term

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
# A thing by a letter: "building C", "plan B".
LETTERED = lazy_pattern(r"(?<!\w)([^\W\d_]{3,30})\s([A-Z])(?!\w|['’]|\.\s?\w)")
# Somebody by two names, and what is no first name before the second: "Dr Groen", "President Groen".
TWO_NAMES = lazy_pattern(
    rf"(?<![\w’'–-])(?P<first>[{CAPITAL}][^\W\d_{CAPITAL}]+)\s(?P<last>[{CAPITAL}][^\W\d_{CAPITAL}]+)(?![\w–-])"
)
TITLES = vocabulary(
    "mr mrs ms miss dr doctor prof professor sir lady lord saint st king queen pope prince princess president minister",
    "captain colonel general major judge justice senator director chairman father brother sister the mme mlle messrs",
    "docteur professeur sainte roi reine pape princesse ministre capitaine juge senateur directeur directrice maire",
    "presidente mayor frere soeur pere",
)
TENS = frozenset(word for word, number in (NUMBERS | REGIONAL).items() if number >= 20)
# Behind a number, what makes it the first of a range that may hold the one asked for: "Windows 10 or newer".
OPENS_RANGE = lazy_pattern(
    r"\s?(?:\+|[-–]\s?\d)|\s(?:to|à|and\s(?:up|above|over|later|newer|older)|or\s(?:newer|later|more|older|above|below|"
    r"higher|under|over|up)|(?:et|ou)\s(?:plus|moins|ultérieure?s?|supérieure?s?))\b",
    re.IGNORECASE,
)
# What is counted, and the words before and behind it among which its number stands.
COUNTED = lazy_pattern(r"\b(?:how\s+many|combien\s+(?:de|d['’]))\s*(\w+)", re.IGNORECASE)
A_NUMBER = lazy_pattern(A_NUMERAL, re.IGNORECASE)
COUNTED_BEFORE, COUNTED_BEHIND = 3, 2
# One thing with the number by which it is called: "place 19", "room no. 4".
OWN_NUMBER = lazy_pattern(
    r"\b(?!(?i:people|children|women|men)\b)([^\W\d_]{2,}(?<![sxSX]))\s(?:n[°o]\.?\s?)?((?!1\b)\d{1,4})\b(?![.,]\d)"
)
OF = vocabulary("of de d des")
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


def counts_other(query: Query, text: str, language: Language) -> bool:
    """Return whether `text` names what is counted with no number beside it: "a server of twenty friends" for servers.

    A number stands at most three words before what it counts, or two behind it where these are not "of" something else
    and it is not its own: "place 19". What is not named at all may be told by a number alone.
    """
    counted = COUNTED.search(query.text)
    about = [term for term in query.terms if counted and term.surface.lower() == counted[1].lower()]
    if not about or asks_unit(query.text):
        return False
    read = text[:READ]
    parts = [_counted_in(about, span.of(read), language) for span in split_sentences(read, language)]
    return any(named for named, _ in parts) and not any(counted for _, counted in parts)


def _counted_in(about: Sequence[Term], text: str, language: Language) -> tuple[bool, bool]:
    """Return whether a sentence names what is counted, and whether a number stands beside it."""
    found = list(WORD.finditer(text))
    words = [one.group() for one in found]
    own = {one.start(2) for one in OWN_NUMBER.finditer(text) if _stands(about, one[1], language)}
    numbers = [
        one.start() not in own and (any(map(str.isdigit, one.group())) or A_NUMBER.fullmatch(one.group()) is not None)
        for one in found
    ]
    named = [place for place, word in enumerate(words) if _stands(about, word, language)]
    of_else = [place + 1 < len(words) and words[place + 1].lower() in OF for place in range(len(words))]
    behind = [1 if is_of else 1 + COUNTED_BEHIND for is_of in of_else]
    counted = any(any(numbers[max(0, place - COUNTED_BEFORE) : place + behind[place]]) for place in named)
    return bool(named), counted


def numbers_other(question: str, text: str) -> bool:
    """Return whether `text` tells of another number of what `question` names by one: of the Kestrel 12 for the 15.

    It has the same word before another number or letter, or behind another ordinal, and the one asked for nowhere.
    """
    read = text[:READ]
    if _ranks_other(fold(question), fold(read)) or _letters_other(question, read):
        return True
    numbered = [one for one in NUMBERED.findall(question) if one[0].lower() not in WITH_NUMBERS]
    if not numbered:
        return False
    told = [
        match[1]
        for match in NUMBERED.finditer(read)
        if match[1].lower() not in WITH_NUMBERS and not OPENS_RANGE.match(text, match.end())
    ]
    held = set(WHOLE.findall(read))
    return any(number not in held and any(_is_one(word, other) for other in told) for word, number in numbered)


def _ranks_other(asked: Sequence[str], told: Sequence[str]) -> bool:
    """Return whether a noun is asked for by an ordinal that does not stand there, and has another: "the second law"."""
    ranked = list(_ranked(asked))
    if not ranked:
        return False
    ranks = {ORDINALS[word] for word in told if word in ORDINALS}
    after = [behind for _, behind in _ranked(told)]
    return any(rank not in ranks and any(_is_one(behind, other) for other in after) for rank, behind in ranked)


def _ranked(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield each ordinal with the word behind it; "twenty-first" is none of one word, and left out."""
    for before, rank, behind in zip(["", *words], words, words[1:], strict=False):
        if rank in ORDINALS and before not in TENS:
            yield ORDINALS[rank], behind


def _letters_other(asked: str, told: str) -> bool:
    """Return whether a noun is asked for with a letter that nothing has there, and has another: "building C"."""
    by_letter = LETTERED.findall(asked)
    if not by_letter:
        return False
    lettered = LETTERED.findall(told)
    letters = {letter for _, letter in lettered}
    return any(
        letter not in letters
        and not re.search(rf"(?<!\w){letter}(?!\w)", told)
        and any(_is_one(word, one) for one, _ in lettered)
        for word, letter in by_letter
    )


def of_namesake(question: str, text: str) -> bool:
    """Return whether `text` has the second of two words with capitals of `question` behind another first one.

    So has what tells of another Groen, or of another library. What has the first word too, or the second alone, may be
    of the one that is asked about.
    """
    text = text[:READ]
    said = set(fold(text))
    for asked in TWO_NAMES.finditer(question):
        first, last = asked["first"], asked["last"]
        if not set(fold(first)).isdisjoint(said) or _is_no_first_name(first):
            continue
        others = [one["first"] for one in TWO_NAMES.finditer(text) if fold(one["last"]) == fold(last)]
        if others and not any(map(_is_no_first_name, others)):
            return True
    return False


def _is_no_first_name(word: str) -> bool:
    """Return whether a word with a capital before a last name is a title, or only opens a sentence."""
    return not TITLES.isdisjoint(fold(word)) or any(word.lower() in those for those in FUNCTION_WORDS.values())


def _is_one(word: str, other: str) -> bool:
    """Return whether two words are one, be it in two languages."""
    (one,), (two,) = fold(word) or [""], fold(other) or [""]
    return one == two or (len(one) >= SAME and one[:SAME] == two[:SAME])


def _stands(terms: Sequence[Term], text: str, language: Language) -> bool:
    """Return whether any of some words stands in `text`."""
    stems = set(analyse(text, language))
    return any(term.presence(stems, language) for term in terms)


def _is_of_other(text: str, date: re.Match[str], names: Sequence[Term], language: Language, asked_in: Language) -> bool:
    if _in_clause_of_other(text, date, names, language, asked_in):
        return True
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


def _in_clause_of_other(
    text: str, date: re.Match[str], names: Sequence[Term], language: Language, asked_in: Language
) -> bool:
    """Return whether a semicolon parts a date from the `names`, and somebody else is named with it."""
    if text.count("(", 0, date.start()) > text.count(")", 0, date.start()):  # "(UK: …; born in 1954)"
        return False
    start, end = text.rfind(";", 0, date.start()) + 1, text.find(";", date.end())
    clause = text[start : end if end >= 0 else None]
    if len(clause) == len(text) or leans(clause.strip()) or not TWO_NAMES.search(clause):
        return False
    return not _any(names, clause, language, asked_in) and _any(names, text, language, asked_in)


def _last_name(text: str) -> str:
    found = [match.group() for match in A_NAME.finditer(text)]
    return found[-1] if found else ""


def _any(names: Sequence[Term], text: str, language: Language, asked_in: Language) -> bool:
    return any(is_named(one, text, language, asked_in) for one in names)
