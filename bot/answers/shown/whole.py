"""The words in bold, with what belongs to them: "11 and 12 April", "two and a half years", "3 allée des Ifs". Pure.

A day of several, half of what is counted, and a part of a name or an address say something else than the whole.
"""

from __future__ import annotations

import re

from bot.answers.questions.question import Kind
from bot.answers.values.bounds import asks_end, asks_start
from bot.answers.values.measures import MONEY
from bot.answers.values.preceding import CHANGED
from bot.answers.values.spans import A_MONTH, A_NUMERAL, FUNCTION
from corpus.article import Span
from corpus.capitals import CAPITAL
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary

NEAR = 40  # code points before the words in bold that are looked through
LONGEST = 80  # code points of a title between quotation marks, or of an address

A_DAY = r"(?<![\d.,:hH$€£])(?<![\dhH] )(?:[12]?\d|3[01])(?:er|st|nd|rd|th)?"
# Days of the same month before the one that names it: "11 and 12 April", "du 3 au 5 mai", "les 6, 7 et 13 juin".
DAYS_BEFORE = lazy_pattern(
    rf"(?<!\w){A_DAY}(?:,\s{A_DAY}){{0,3}}(?:\s?[-–]\s?|\s(?:and|et|or|ou|to|au|until|till|&)\s)(?:(?:le|the)\s)?$",
    re.IGNORECASE,
)
# A day of a month, and up to which other one something goes on behind it: "1 November to 15 March".
_DATED = rf"(?:(?:[12]?\d|3[01])(?:er|st|nd|rd|th)?\s(?:of\s)?{A_MONTH}|{A_MONTH}\s(?:[12]?\d|3[01])(?:st|nd|rd|th)?\b)"
DAY_OF_A_MONTH = lazy_pattern(_DATED, re.IGNORECASE)
UNTIL_A_DAY = lazy_pattern(
    rf"(?:\s?[–-]\s?|\s(?:to|until|till|through|au|jusqu['’]au)\s)(?:the\s)?{_DATED}(?:,?\s\d{{4}})?\b", re.IGNORECASE
)
OPENS_WITH_A_DAY = lazy_pattern(r"(?:[12]?\d|3[01])(?!\d)")
# A number that the one in bold is only the end of: "two and a half years", "10 to 15 people", "entre 10 et 15".
A_NUMBER = rf"(?:\d{{1,3}}(?:[.,\u00a0\u202f ]?\d{{3}})*|\b{A_NUMERAL}|\b(?:one|an?|une?))"
AND_A_HALF = lazy_pattern(rf"(?<![\w.,]){A_NUMBER}\s(?:and|et)\s(?:an?\s|une?\s)?$", re.IGNORECASE)
A_HALF = lazy_pattern(r"half|demie?", re.IGNORECASE)
FROM = lazy_pattern(
    rf"(?<![\w.,:])(?!(?:1[5-9]|20)\d\d\b)(?P<sign>[$€£]?)(?P<least>{A_NUMBER})(?P<to>\s?[-–]\s?|\s(?:to|à|or|ou)\s)$",
    re.IGNORECASE,
)
# Numbers that are no beginning of a range: "room 3 or 12 people", "Tarif 1 - 20 €", « le lot de trois à 30 € ».
NUMBERED = lazy_pattern(
    r"\b(?:rooms?|levels?|bus|tram|zone|table|line|stage|step|group|team|lane|court|track|rate|option|class|"
    r"tarif|salle|chambre|niveau|ligne|étape|groupe|équipe|couloir|terrain|formule|classe|n[°o]\.?)\s$",
    re.IGNORECASE,
)
PACK = lazy_pattern(
    r"\b(?:lots?|paquets?|sachets?|boîtes?|packs?|carnets?|cartons?|séries?|vendue?s?)\s(?:de|par)\s$", re.IGNORECASE
)
A_WORD = lazy_pattern(r"(?P<word>[^\W\d]+)\s$")
RANGES = lazy_pattern(r"\b(?:from|between|de|entre)\s$", re.IGNORECASE)
NUMBER_FIRST = lazy_pattern(r"[$€£]?\s?(\d{1,3}(?:[.,\u00a0\u202f ]?\d{3})*)")
A_FEW = 4  # times what is least in a range is what is most, where nothing else tells it from two numbers
# What a number in letters, or "half", is only the beginning of: "thirty-one years", "trente et un ans", "half a mile".
TENS = lazy_pattern(
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|vingt|trente|quarante|cinquante|soixante)", re.IGNORECASE
)
AND_ONE = lazy_pattern(r"(?:-one|[-\s]et[-\s]une?)\b(?:\s(?P<what>[a-zà-ÿ]+))?", re.IGNORECASE)
OF_ONE = lazy_pattern(r"\san?\s[a-z]+\b")
HALF_BEHIND = lazy_pattern(r"\s(?:and\sa\shalf|et\sdemie?)\b(?:\s[a-zà-ÿ]+)?", re.IGNORECASE)
# Where a name between quotation marks is a title, all of it is; else an article with a capital within a sentence.
QUOTED = lazy_pattern(rf"[«“\"‘]\s?[^«»“”\"‘\n]{{1,{LONGEST}}}?\s?[»”\"’](?!\w)")
ARTICLE = lazy_pattern(r"(?:(?:the|an?|la|les?|une?)\s|l['’])?", re.IGNORECASE)
ITS_ARTICLE = lazy_pattern(r"(?<=[\w,]\s)(?:L['’]|(?:La|Le|Les)\s)$")
ADJECTIVES = vocabulary(
    "bleu bleue bleus bleues vert verte verts vertes rouge rouges noir noire noirs noires blanc blanche",
    "blancs blanches jaune gris grise rose doré dorée argenté argentée petit petite grand grande nouveau nouvelle",
    "vieux vieille perdu perdue joyeux joyeuse heureux heureuse sauvage libre vivant vivante volant volante solidaire",
)
BEHIND = lazy_pattern(r"\s(?P<word>[a-zà-ÿ]+)\b")
# The kind of place that a name is of, and the number and street behind it.
KINDS = (
    r"(?:résidence|centre(?:\s[a-zà-ÿ]+)?|foyer|espace|gare|rue|place|allée|avenue|boulevard|chemin|impasse|quai|cours|square|parc|salle|école|collège|lycée|"
    r"maison|villa|hôtel|gymnase|stade|théâtre|église|librairie|café)"
)
OF_ITS_KIND = lazy_pattern(rf"\b{KINDS}\s(?:d(?:e\s(?:la\s|l['’])?|u\s|es\s|['’]))?$", re.IGNORECASE)
STREETS = r"(?:rue|place|allée|avenue|boulevard|chemin|impasse|quai|cours|square|route|passage|esplanade)"
ADDRESS = lazy_pattern(
    rf",\s\d{{1,4}}(?:\s?(?:bis|ter))?,?\s(?:{STREETS}\s[^,;.()\n]{{1,60}}|"
    rf"(?:[{CAPITAL}][\w’'-]+\s){{1,3}}(?:Street|Road|Lane|Avenue|Square|Place|Drive|Way|Close|Row|Court|Terrace)\b)"
)


def widened(sentence: str, span: Span, kind: Kind, question: str = "") -> Span:
    """Return the words of `span` with those around it without which they say something else, or only a part.

    A day from which something goes on to another stands with that one, but where the `question` asks for the first.
    """
    if kind == "when":
        found = _days(sentence, span)
        until = UNTIL_A_DAY.match(sentence, span.end) if DAY_OF_A_MONTH.match(sentence, span.start, span.end) else None
        asks_one = asks_start(question) or asks_end(question)
        return Span(found.start, until.end()) if until is not None and not asks_one else found
    if kind == "how_many":
        return _number(sentence, span)
    return _name(sentence, span, kind) if kind in {"who", "where"} else span


def _days(sentence: str, span: Span) -> Span:
    if OPENS_WITH_A_DAY.match(sentence, span.start) is None:
        return span
    before = DAYS_BEFORE.search(sentence[max(0, span.start - NEAR) : span.start])
    return span if before is None else Span(span.start - len(before.group()), span.end)


def _number(sentence: str, span: Span) -> Span:
    before = sentence[max(0, span.start - NEAR) : span.start]
    half = A_HALF.match(sentence, span.start) is not None
    found = AND_A_HALF.search(before) if half else _range(before, sentence[span.start : span.end + 2])
    start = span.start - len(found.group()) if found else span.start
    behind = HALF_BEHIND.match(sentence, span.end)
    if half and not found:
        behind = behind or OF_ONE.match(sentence, span.end)
    elif TENS.fullmatch(sentence, span.start, span.end) and (one := AND_ONE.match(sentence, span.end)):
        counts = one["what"] is not None and one["what"].lower() not in FUNCTION
        return Span(start, one.end() if counts else one.start("what") - 1 if one["what"] else one.end())
    return Span(start, behind.end() if behind else span.end)


def _range(before: str, most: str) -> re.Match[str] | None:
    """Return what is least of a range before the number that is `most`; None where the two are no range."""
    found = FROM.search(before)
    if found is None:
        return None
    head, to, least = before[: found.start()], found["to"], found["least"]
    if NUMBERED.search(head) or PACK.search(head) or CHANGED.search(head):
        return None
    if len(to) > 1 and not to.strip(" \u00a0\u202f").isalpha() and (word := A_WORD.search(head)):
        return found if word["word"].lower() in FUNCTION or RANGES.search(head) else None
    number = NUMBER_FIRST.match(most)
    digits = number is not None and least[0].isdigit()
    if "à" in to.lower() and not digits and (number is not None or not RANGES.search(head)):
        return None
    if found["sign"] or RANGES.search(head) or MONEY.search(most) is None:
        return found
    return found if number is not None and digits and _plain(number[1]) <= A_FEW * _plain(least) else None


def _plain(digits: str) -> int:
    return int("".join(filter(str.isdecimal, digits)))


def _name(sentence: str, span: Span, kind: Kind) -> Span:
    for title in QUOTED.finditer(sentence):
        inner = title.group()[1:-1].strip()
        start = sentence.index(inner, title.start())
        if start <= span.start and span.end <= start + len(inner) and ARTICLE.fullmatch(sentence, start, span.start):
            return Span(start, start + len(inner))
    start, end = span.start, span.end
    if article := ITS_ARTICLE.search(sentence[max(0, start - NEAR) : start]):
        start -= len(article.group())
        following = BEHIND.match(sentence, end)
        end = following.end() if following and following["word"] in ADJECTIVES else end
    if kind == "where":
        before = OF_ITS_KIND.search(sentence[max(0, start - NEAR) : start])
        start -= len(before.group()) if before else 0
        address = ADDRESS.match(sentence, end)
        end = address.end() if address else end
    return Span(start, end)
