"""The words within a sentence that answer: a date, a number, a name.

Pure rules over French and English text. Used to judge whether a sentence can answer a "when", "how many" or "who";
which of several such words answers is `bot.answers.shown.highlighting`'s.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from bot.answers.questions.question import Kind
from corpus.article import Span
from corpus.capitals import CAPITAL
from corpus.month_names import MONTHS, WEEKDAYS
from corpus.number_words import NUMBERS, SCALES
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.words.analysis import FUNCTION_WORDS, fold

READ = 2000  # code points of a sentence that rules look through; a longer one is none

MONTH_NAMES, DAYS = frozenset(MONTHS), frozenset(WEEKDAYS)
CALENDAR = (MONTH_NAMES | DAYS) - {"mars"}  # in a name, a planet rather
# The networks that read sentences were fitted to these words (`holdings`): another one would move what they give.
NUMERALS = frozenset({*NUMBERS, *SCALES, "half", "moitié"} - {"hundreds", "thousands", "trillions"})


DIGITS = lazy_pattern(r"\d+(?:[.,\u00a0\u202f ]\d+)*")


def one_of(words: Iterable[str]) -> str:
    """Return the pattern of any of `words`; those that begin alike stand together, or each would be tried at a word."""
    alike = groupby(sorted(words, reverse=True), key=lambda word: word[0])
    rests = [(first, "|".join(word[1:] for word in some)) for first, some in alike]
    return f"(?:{'|'.join(f'{first}(?:{rest})' for first, rest in rests)})"


A_MONTH = one_of(MONTH_NAMES)
# "Apache 2.0 may" and "version 3 may" are no days of May.
NO_MONTH = r"(?!(?-i:may|march)\b(?!,?\s+\d{4}))"
DATE = lazy_pattern(
    # At the beginnings of words alone; and few are followed by a number, so that few are compared with each month.
    rf"\b(?=\w)(?:(?<!\d[.,])\d{{1,2}}(?:er|st|nd|rd|th)?\s+(?:of\s+)?{NO_MONTH}{A_MONTH}(?:,?\s+\d{{4}})?|"
    rf"(?=\w+\s+\d){A_MONTH}\s+(?:\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{4}})|"
    r"\d{4}-\d{2}-\d{2}|(?:1[0-9]|20)\d{2}s?|(?:[IVX]{1,5}e|[IVX]{1,5}ème|Ier)\s+siècle|"
    r"\d{1,2}(?:th|st|nd|rd)\s+century)\b",
    re.IGNORECASE,
)
A_NUMERAL = one_of(NUMERALS | {"trillions", "dozen", "dozens", "douzaine", "douzaines"})
NUMBER = lazy_pattern(
    r"\b\d{1,2}(?::[0-5]\d|[ \u00a0\u202f]?h[ \u00a0\u202f]?[0-5]\d)(?![\d:])|"
    r"(?:[$€£]\s?)?\b\d+(?:[.,\u00a0\u202f ]\d+)*"
    rf"(?:\s?(?:%|°C?|[$€£])|\s+(?:per\s*cent|pour\s*cent|degrees|degrés|{A_NUMERAL})\b)?"
    rf"(?:\s+(?:de\s+|of\s+)?[a-zà-ÿ]+)?|\b{A_NUMERAL}(?:[-\s]{A_NUMERAL})*\b(?:\s+(?:de\s+|of\s+)?[a-zà-ÿ]+)?",
    re.IGNORECASE,
)
NAME = lazy_pattern(
    rf"(?<!\w)(?:[a-z]{{0,3}}[{CAPITAL}][\w’'&.-]*\w)(?:\s+(?:(?:de|du|des|la|le|von|van|of|the|and|et|&)\s+)?[{CAPITAL}][\w’'&.-]*\w)*"
)
ITEM_NUMBER = lazy_pattern(r"\d{1,3}[.)]\s")  # at the beginning of a line
ELIDED = lazy_pattern(r"L['’](?=\w)")
# Words that open a sentence with a capital without being a name, or follow a number without being what is counted.
FUNCTION = (
    frozenset(FUNCTION_WORDS["fr"])
    | frozenset(FUNCTION_WORDS["en"])
    | vocabulary("within outside inside above below between among since elsewhere per après ailleurs selon contre")
)
# So do these, but they may be said elsewhere for their own sake.
OPENERS = FUNCTION | vocabulary(
    "puis ensuite enfin cependant pourtant toutefois néanmoins déjà bientôt souvent parfois certes hier demain dehors",
    "aujourd’hui aujourd'hui également notamment seulement autrefois jadis désormais toujours jamais malgré grâce dès",
    "chacun chacune certains certaines plusieurs quelques beaucoup personne rien afin bref sinon surtout tant tandis",
    "soudain trop however later soon thus hence moreover afterwards finally meanwhile instead often sometimes still",
    "yet everyone everybody nobody somebody someone anyone perhaps maybe today tomorrow yesterday otherwise besides",
    "nearby together again always never yes no oui non au-delà au-dessus au-dessous au-dedans au-dehors là-bas là-haut",
    "ci-dessous ci-dessus peut-être quelqu’un quelqu'un",
)


def is_dated(name: str) -> bool:
    """Return whether a name is a month or a day, the planet Mars apart."""
    return name.lower() in CALENDAR


def places_of(words: str, text: str) -> list[int]:
    """Return where `words` stand in `text` as such, "5" in no "2015" and no "9.5"; else where they stand at all."""
    if not words:
        return []
    whole = re.compile(rf"(?<!\w)(?<!\d[.,]){re.escape(words)}(?!\w|[.,]\d)")
    found = [match.start() for match in whole.finditer(text)]
    return found or [at for at in (text.find(words),) if at >= 0]


def spans_of(kind: Kind, sentence: str, asked: Collection[str]) -> list[Span]:
    """Return where `sentence` holds what a question of `kind` asks for, in order; none for other kinds.

    `asked` are the folded words of the question: a name that the question itself gives does not answer it.
    """
    if kind == "when":
        return [Span(match.start(), match.end()) for match in DATE.finditer(sentence)]
    if kind == "how_many":
        return [
            _without_function_words(sentence, Span(match.start(), match.end()))
            for match in NUMBER.finditer(sentence)
            if not (_is_year(match.group(), asked) or _is_asked(match.group(), asked) or _is_of_item(sentence, match))
        ]
    if kind in {"who", "where"}:
        return list(_names(sentence, asked))
    return []


def _is_of_item(sentence: str, number: re.Match[str]) -> bool:
    """Return whether a number opens a line as that of an item: "4. Add oil"."""
    opens = not sentence[: number.start()].rpartition("\n")[2].strip()
    return opens and ITEM_NUMBER.match(sentence, number.start()) is not None


def _is_asked(number: str, asked: Collection[str]) -> bool:
    """Return whether a number stands in the question: "Kestrel 15 costs 189 euros" does not count 15."""
    digits = DIGITS.match(number)
    return set(fold(number)) <= set(asked) or (digits is not None and re.sub(r"\D", "", digits.group()) in asked)


def _names(sentence: str, asked: Collection[str]) -> Iterator[Span]:
    for match in NAME.finditer(sentence):
        start, end = match.span()
        if ELIDED.match(sentence, start):  # "L’Union" is a name, "L’idée" none
            start += 2
            if not sentence[start].isupper():
                continue
        words = sentence[start:end].split()
        while words and words[0].lower().rstrip("'’") in OPENERS:
            start += len(words[0])
            while start < end and sentence[start].isspace():
                start += 1
            words = words[1:]
        folded = fold(sentence[start:end])
        if folded and not set(folded) <= set(asked) and not all(len(word) == 1 for word in folded):
            yield Span(start, end)


def _without_function_words(sentence: str, span: Span) -> Span:
    """Return `span` without function words at its end: "dix-sept de ces" is "dix-sept"."""
    end = span.end
    while True:
        last = re.search(r"\s+(\S+)$", sentence[span.start : end])
        if last is None or last.group(1).lower() not in FUNCTION:
            return Span(span.start, end)
        end = span.start + last.start()


def _is_year(text: str, asked: Collection[str]) -> bool:
    """Return whether a number is a year: "2019", "2019 la"; not "1600 members" where members are asked for."""
    year = re.fullmatch(r"(?:1[5-9]|20)\d{2}(?:\s+(?P<next>\w+))?", text.strip())
    return year is not None and not (year["next"] and set(fold(year["next"])) & (set(asked) - FUNCTION))
