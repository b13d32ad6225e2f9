"""Dates of publication, and of the last change, as people write them in French and English.

A date is returned only if it can be read in one way: a wrong date is worse than none. "03/02/2025" is the third of
February in French and nothing in English; "March 2024" is no day and so no date; a date to come is no publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from corpus.article import Language
from corpus.capitals import CAPITAL
from corpus.month_names import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS

_OLDEST_YEAR = 1600
"""The first newspapers; anything older is a year in the story."""

_TOP_LINES = 12
"""Paragraphs from the top within which a page states its date: site name, crumbs, title, byline, date, lead."""

_FIRST_WEB_YEAR = 1990
"""What names a place and a day before it ("Berlin, 9 November 1989.") is of history and no article's date."""

_DATELINE_LINES = 6
"""Paragraphs from the top within which a dateline stands: title, what is below it, byline, lead. Further down, a place
and a day are a heading or a caption of the story."""

_LONGEST = 160
"""Code points. A line that states a date, an author and an update has no more."""

_MONTHS = MONTHS | SHORT_MONTHS
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = rf"(?:(?:{'|'.join(WEEKDAYS | SHORT_WEEKDAYS)})\.?,? )?"
_ORDINAL = r"(?:er|st|nd|rd|th)?"
_TIME = (
    r"(?:(?:t|,? ?(?:à|at|-|–|—|·|@)? ?)\d{1,2}(?: ?h(?: ?\d{2})?|:\d{2}(?::\d{2}(?:\.\d+)?)?)(?: ?[ap]\.?m\.?)?"
    r"(?: ?(?:z|gmt|utc|cet|cest|est|edt|et|pst|pdt|bst|[+-]\d{2}:?\d{2}))?)?"
)


def _day(suffix: str) -> str:
    """Return the pattern of a day; named groups cannot repeat in one pattern, hence `suffix`."""
    return (
        rf"(?:(?P<iso_year{suffix}>\d{{4}})[-/.](?P<iso_month{suffix}>\d{{1,2}})[-/.](?P<iso_day{suffix}>\d{{1,2}})"
        rf"|{_WEEKDAY}(?:le )?(?P<day{suffix}>\d{{1,2}}){_ORDINAL}(?: of)?[ -](?P<month{suffix}>{_MONTH})\.?,?[ -]"
        rf"(?P<year{suffix}>\d{{4}})"
        rf"|{_WEEKDAY}(?P<us_month{suffix}>{_MONTH})\.? (?P<us_day{suffix}>\d{{1,2}}){_ORDINAL},? "
        rf"(?P<us_year{suffix}>\d{{4}})"
        rf"|(?P<first{suffix}>\d{{1,2}})(?P<mark{suffix}>[/.-])(?P<second{suffix}>\d{{1,2}})(?P=mark{suffix})"
        rf"(?P<last{suffix}>\d{{4}}))"
    )


_PUBLISHED = (
    r"(?:(?:first |originally )?(?:published|posted)|publi[ée]e?|mise? en ligne|parue?|date(?: de publication)?"
    r"|publication date|date published)"
)
_UPDATED = (
    r"(?:(?:this |the )?(?:page|article|post|document|topic)? ?(?:was |has been )?(?:last )?"
    r"(?:updated|modified|edited|revised|last reviewed)(?: time)?|last (?:update|edit|modification|change|revision)"
    r"|(?:(?:cet |cette |ce |l'|la )?(?:page|article|sujet|message|document) (?:a été )?)?"
    r"(?:mise?s? à jour|modifiée?|actualisée?|révisée?)(?: en dernier| pour la dernière fois)?"
    r"|(?:date de (?:la )?)?(?:dernière )?(?:mise à jour|modification|révision|actualisation))"
)
_STATES = r" ?:? ?(?:on |le |the |: )?"
_AUTHOR = r"(?:by|par) (?:(?-i:[A-Z])\. ?)?[^.,:;!?0-9]{2,40}?"
# Who changed a page has a name; a law is "modified by the law of …", "modifié par Décret du …".
_EDITOR = rf"(?:by|par) @?(?-i:[{CAPITAL}])[^.,:;!?0-9]{{1,40}}?(?<! of)(?<! du)(?<! de)(?<! )"
_TIMES = r"(?:,? (?:edited|modifiée?) \d{1,4} (?:times?|fois)(?: in total| au total)?)?"

# What dates a charter, a set of rules or a notice, and is a statement of its text too, which keeps it.
_VERSION = re.compile(
    r"\(?(?:(?:adopté|approuvé|voté|validé|ratifié|signé|rédigé|établi|daté)e?s?"
    r"|adopted|approved|ratified|agreed|signed|issued|drawn up|dated"
    r"|(?:version|édition|edition|révision|revision)(?: (?:n° ?|no\.? ?)?v?\d[\d.]{0,8})?)"
    r"(?: (?:by|par|en|in|at|à) [^.,:;!?0-9]{2,60}?)?(?: ?[:–—-] ?| )(?:on |of |du |le |the )?"
    rf"{_day('')}{_TIME}\)?\.?",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[,;] (?=\D)(?:et |and |puis |then )?")

_PARTS = re.compile(r" ?[|·•] ?")
_SENTENCES = re.compile(r"(?<=[.!?]) ")
_DAY_ALONE = re.compile(rf"{_day('')}{_TIME}", re.IGNORECASE)
_STATED = re.compile(
    rf"(?:{_AUTHOR}[ ,|·•–—-]+)?(?P<what>{_PUBLISHED}|{_UPDATED})(?: {_EDITOR}[ ,|·•–—-]*)?{_STATES}{_day('')}{_TIME}"
    rf"(?:[ ,|·•–—;-]+(?:{_AUTHOR}|(?:and |et )?{_UPDATED}{_STATES}{_day('_2')}{_TIME}))?{_TIMES}\.?",
    re.IGNORECASE,
)
_BYLINE = re.compile(rf"{_AUTHOR}(?: ?[,|·•–—-] ?| )(?:le |on )?{_day('')}{_TIME}\.?", re.IGNORECASE)
_IS_UPDATE = re.compile(_UPDATED, re.IGNORECASE)

_NAME = rf"[{CAPITAL}][^\W\d_]*(?:['’.-][^\W\d_]*)*"
_NO_PLACE = (
    r"(?:updated?|modified|modifié|actualisé|correct(?:ed|ion)|corrigé|rectificatif|clarification|born|died|née?|morte?"
    r"|décédée?|deadline|delayed|expires|edition|édition|version|today|aujourd|yesterday|hier|since|until|depuis|dès"
    r"|last|retrieved|accessed|archived|consultée?|effective|photo|treaty|traité|arrêt"
    rf"|{'|'.join(WEEKDAYS)})(?![\w-])"
)
_PLACE = (
    rf"(?!{_NO_PLACE})(?-i:{_NAME}(?: (?:{_NAME}|sur|le|la|les|de|du|des|en|of|the|upon|on|am)){{0,4}}"
    rf"(?:, {_NAME}(?: {_NAME})?)?)(?: ?\([^()]{{2,30}}\))?"
)
_AGENCY = r"(?: ?\([^()]{2,40}\)| ?/[^/]{2,40}/)?"
# Alone on its line, or before a sentence behind a dash or a French "le": "London, 7 July 2005. Four men …" tells a
# story, as a day in the midst of a sentence does.
_DATELINE = re.compile(
    rf"{_PLACE}, (?P<le>le )?{_day('')}(?:(?P<stop>\.?)\Z"
    rf"|(?:{_AGENCY}\.?(?: ?[—–] ?| --? )|(?(le)\. |(?!)))(?-i:[\"“«‘' ]*[{CAPITAL}]))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A paragraph that only states a date. `published` is None where the day cannot be read in one way."""

    kind: Literal["published", "updated", "byline", "bare"]
    published: date | None


def parse_date(text: str, language: Language | None = None) -> date | None:
    """Return the day that the whole of `text` names, with or without a time, or None."""
    if len(text) > _LONGEST:
        return None
    match = _DAY_ALONE.fullmatch(" ".join(text.split()))
    return _read(match, language) if match else None


def date_line(text: str, language: Language | None = None) -> DateLine | None:
    """Return what a paragraph says if all that it says is when the article was published or changed, or None."""
    if len(text) > _LONGEST or not any(char.isdigit() for char in text):
        return None
    if match := _STATED.fullmatch(text):
        kind: Literal["published", "updated"] = "updated" if _IS_UPDATE.match(match["what"]) else "published"
        return DateLine(kind, _read(match, language))
    if match := _BYLINE.fullmatch(text):
        return DateLine("byline", _read(match, language))
    if match := _DAY_ALONE.fullmatch(text):
        return DateLine("bare", _read(match, language))
    return None


def find_published(paragraphs: Sequence[str], language: Language | None) -> date | None:
    """Return the day of publication that the first or last paragraphs state, or None.

    "Published …" counts wherever it stands among them, a byline or a day alone only near the top. A day that differs
    from another of the same standing is none.
    """
    near_top, near_end = _near_top_and_end(paragraphs, language)
    for days in (
        [line.published for line in near_top if line.kind == "published"],
        [line.published for line in near_top if line.kind == "byline"],
        [line.published for line in near_top if line.kind == "bare"],
        [line.published for line in near_end if line.kind == "published"],
    ):
        known = {day for day in days if day is not None}
        if known:
            return known.pop() if len(known) == 1 else None
    return None


def find_changed(paragraphs: Sequence[str], language: Language | None) -> date | None:
    """Return the last day on which the article was changed, as its first or last paragraphs state it, or None.

    It stands in for a day of publication where none is known: guides and rules mostly state no other.
    """
    near_top, near_end = _near_top_and_end(paragraphs, language)
    days = (line.published for line in (*near_top, *near_end) if line.kind == "updated")
    return max(filter(None, days), default=None)


def _near_top_and_end(paragraphs: Sequence[str], language: Language | None) -> tuple[list[DateLine], list[DateLine]]:
    return (
        list(_stated(paragraphs[:_TOP_LINES], language)),
        list(_stated(paragraphs[_TOP_LINES:][-3:], language)),
    )


def day_at_top(paragraphs: Sequence[str], properties: date | None) -> date | None:
    """Return the latest day from which the text is as its first paragraphs say: "Adopted on …", "Version du …".

    Where they state none, it is the one of the file's `properties`. Where one is stated that cannot be read in one way,
    or that `find_published` or `find_changed` reads, there is none: what a program wrote does not go before the text.
    """
    top = paragraphs[:_TOP_LINES]
    parts = [part.strip() for line in top if len(line) <= _LONGEST for part in _PARTS.split(line)]
    days = [day for part in parts for day in _days_of_version(part)]
    if any(days):
        return max(filter(None, days))
    return None if days or any(line.kind != "bare" for line in _stated(top, None)) else properties


def _days_of_version(part: str) -> list[date | None]:
    """Return the days of "Adopted on …, revised …", if that is all that is said; None for one that cannot be read."""
    days: list[date | None] = []
    for number, clause in enumerate(_CLAUSES.split(part)):
        if match := _VERSION.fullmatch(clause):
            days.append(_read(match, None))
        elif number and (line := date_line(clause)):
            days.append(line.published)
        else:
            return []
    return days


def find_dateline(paragraphs: Sequence[str], language: Language | None) -> date | None:
    """Return the day of the dateline among the first paragraphs, or None: "Francfort, le 15 juin 2023.", "PARIS, …  —".

    The first is the title where nothing says that it is none: "Berlin, 9 November 1989" may be one. Headings are not to
    be among them. A day that differs from another's is none, nor is one before 1990.
    """
    found = set()
    for number, paragraph in enumerate(paragraphs[:_DATELINE_LINES]):
        match = _DATELINE.match(paragraph[:_LONGEST])
        if match is not None and (number or match["le"] or match["stop"] != ""):
            found.add(_read(match, language))
    day = found.pop() if len(found) == 1 else None
    return day if day is not None and day.year >= _FIRST_WEB_YEAR else None


def _stated(paragraphs: Iterable[str], language: Language | None) -> Iterable[DateLine]:
    for paragraph in paragraphs:
        if len(paragraph) <= _LONGEST:
            for part in (paragraph, *_PARTS.split(paragraph)):
                line = date_line(part.strip(), language)
                if line:
                    yield line
                    break
            else:
                yield from _stated_by_sentences(paragraph, language)


def _stated_by_sentences(paragraph: str, language: Language | None) -> Iterator[DateLine]:
    """Yield what the sentences of a note say about the page: "Questions to Ann. Last edit: 11 April 2026."."""
    sentences = _SENTENCES.split(paragraph)
    lines = (date_line(sentence.strip("*_() "), language) for sentence in sentences if len(sentences) > 1)
    yield from (line for line in lines if line and line.kind in ("published", "updated"))


def _read(match: re.Match[str], language: Language | None) -> date | None:
    if match["iso_year"]:
        return _calendar_day(int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"]))
    if match["year"]:
        return _calendar_day(int(match["year"]), _MONTHS[match["month"].lower()], int(match["day"]))
    if match["us_year"]:
        return _calendar_day(int(match["us_year"]), _MONTHS[match["us_month"].lower()], int(match["us_day"]))
    first, second, year = int(match["first"]), int(match["second"]), int(match["last"])
    if language == "fr" or first > 12 or first == second:
        return _calendar_day(year, second, first)
    return _calendar_day(year, first, second) if second > 12 else None


def _calendar_day(year: int, month: int, day: int) -> date | None:
    """Return the day if there is one and it can be one of publication: not before newspapers, not to come."""
    if year < _OLDEST_YEAR:
        return None
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    # Time zones: a page may be dated a day ahead of the clock here.
    return found if found <= date.today() + timedelta(days=1) else None
