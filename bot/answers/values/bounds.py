"""Which end of a time a question asks for: of "9:00 – 17:30" the later one tells when it closes. French and English."""

from __future__ import annotations

import re

from bot.answers.values.measures import tells_clock
from bot.answers.values.spans import A_NUMERAL
from corpus.article import Span
from corpus.patterns import lazy_pattern

UNTIL = lazy_pattern(r"\b(?:until|till|how\s+late)\b|\bjusqu['’]")
ENDING = lazy_pattern(
    r"\b(?:closes?(?!\s+(?:to|by)\b)|closing\s+(?:time|hour)|ends?(?!\s+of\b)|finish(?:es)?|shuts?|ferme(?:nt)?|"
    r"heures?\s+de\s+(?:fermeture|fin)|finit|finissent|(?:se\s+)?terminent?)\b"
)
STARTING = lazy_pattern(
    r"\b(?:(?:from|since)\s+when|(?:depuis|dès)\s+quand|à\s+partir\s+de|(?:do|does|did|will)\b[^?]*\bopen|opens|opening\s+time|starts?|begins?|ouvre(?:nt)?|heure\s+d['’]ouverture|"
    r"commence(?:nt)?|d[ée]bute(?:nt)?)\b"
)
# What stands by the end of a time: "to 5 pm", "9:00–17:30", "closes at six".
AN_END = lazy_pattern(
    rf"\b(?:(?:to|by|before)(?=\s(?:about\s)?(?:\d|noon\b|midnight\b|{A_NUMERAL}\b))|until|till|over|off|ends?|ending|"
    r"clos(?:es|ed|ing|ure)|close(?!\s+(?:to|by)\b)|finish(?:es|ed|ing)?|stops?|jusqu\w*|avant|plus\s+tard|fin|finit|finissent|"
    r"coupée?s?|coupe(?:nt)?|éteinte?s?|finira|ferme(?:nt|ture)?|fermée?s?|termin\w+|s['’]arr[êe]tent?|s['’]arr[êe]te)\b|"
    r"\d\s?(?:h|am|pm|min)?(?:\s?\d\d)?(?:\s?[-–—]|\s[àa]\s)\s?\d",
    re.IGNORECASE,
)
DOTTED = lazy_pattern(r"(?<![\d:.,])(?:1[0-2]|[1-9])\.[0-5]\d\s?[ap]\.?m\b", re.IGNORECASE)  # "5.30 pm"
# How a column is called that holds the end of a time, or its beginning.
OF_ENDS = lazy_pattern(
    r"\s*(?:to|until|till|clos(?:es?|ing)(?:\s+(?:at|time|hour))?|ends?|finish(?:es)?|[àa]|jusqu\w*(?:['’\s]à)?|fin|"
    r"ferm(?:e|eture)(?:\s+à)?|heure\s+de\s+f\w+)\s*",
    re.IGNORECASE,
)
OF_STARTS = lazy_pattern(
    r"\s*(?:from|open(?:s|ing)?(?:\s+(?:at|time|hour))?|starts?|begins?|de|d[èe]s|d[ée]but|ouvr?e(?:rture)?(?:\s+à)?|"
    r"heure\s+(?:de\s+d[ée]but|d['’]ouverture))\s*",
    re.IGNORECASE,
)
TO = lazy_pattern(r"\s?[-–—]\s?|\s(?:to|until|till|à|jusqu['’]à)\s")


def asks_end(question: str) -> bool:
    """Return whether a question asks how long something goes on: "when does it close", "jusqu'à quand"."""
    text = question.lower()
    return UNTIL.search(text) is not None or (ENDING.search(text) is not None and STARTING.search(text) is None)


def asks_start(question: str) -> bool:
    """Return whether a question asks when something begins: "when does it open", but not "when is it open"."""
    text = question.lower()
    return STARTING.search(text) is not None and not (UNTIL.search(text) or ENDING.search(text))


def is_column_of_bound(question: str, name: str) -> bool:
    """Return whether a column is called as the end of a time that is asked for: "To", "Closes", "Jusqu'à"."""
    text = question.lower()
    return (asks_end(text) and OF_ENDS.fullmatch(name) is not None) or (
        asks_start(text) and OF_STARTS.fullmatch(name) is not None
    )


def lacks_end(question: str, text: str) -> bool:
    """Return whether it is asked when something ends, and a text tells a time of day that is no end: "at 8 pm"."""
    return asks_end(question) and tells_clock(text) and AN_END.search(text) is None


def tells_hour(text: str) -> bool:
    """Return whether a text tells a time of day, be its minutes behind a dot: "5.30 pm"."""
    return tells_clock(text) or DOTTED.search(text) is not None


def bound_asked(question: str, text: str, span: Span) -> Span:
    """Return the end of a time from one hour to another that a question asks for; `span` as it is for any other."""
    told = span.of(text)
    between = list(TO.finditer(told))
    ends = asks_end(question)
    if len(between) != 1 or not (ends or asks_start(question)):
        return span
    first, last = Span(span.start, span.start + between[0].start()), Span(span.start + between[0].end(), span.end)
    if not (tells_hour(first.of(text)) and tells_hour(last.of(text))):
        return span
    return last if ends else first
