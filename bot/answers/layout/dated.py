"""When something is, told by the heading that names it: "## Flea market, 13 September". Pure. French and English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answers.layout.lines import LaidOut
from bot.answers.layout.titled import ASKING, BESIDE_IT, OF_TIME, Wanted, wanted
from bot.answers.questions.question import Asked
from bot.answers.shown.quotes import MOST_QUOTES, Quote
from bot.answers.values.bounds import asks_end
from bot.answers.values.opposites import negates
from bot.answers.values.spans import DATE, DAYS, MONTH_NAMES
from bot.answers.values.things import NAMED, standing, stems_meant
from bot.answers.values.years import is_over, years_in
from corpus.article import Article, Span
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.hits import Hit
from index.matching.candidates import Query
from index.words.analysis import analyse, fold

# What stands before a date that it belongs to: "6 au 11 juillet", "3 and 4 October", "Saturday 13 June".
BEFORE = lazy_pattern(
    r"(?:\d{1,2}(?:er|st|nd|rd|th)?(?:\s?(?:au|et|to|and|&)\s?|[-–—])|(?:"
    + "|".join(sorted(DAYS))
    + r"),?\s(?:the\s)?){1,2}$",
    re.IGNORECASE,
)
RANGE = lazy_pattern(r"\d{1,2}(?:er|st|nd|rd|th)?(?:\s(?:au|et|to|and|&)\s|[-–—])", re.IGNORECASE)
# Where it is, behind what a heading names.
PLACE = lazy_pattern(
    r"\s(?:à|au|aux|en|chez|in|at)\s(?:(?:the|la|le|les)\s)?[^\W\d_][\w'’-]*(?:\s[^\W\d_][\w'’-]*){0,2}(?=\s*(?:[,(–—-]|$))",
    re.IGNORECASE,
)
OF_THIS_YEAR = lazy_pattern(r"\b(?:this|next)\s+year|\bcette\s+année|\bl['’]an\s+prochain", re.IGNORECASE)
SINCE = lazy_pattern(r"\b(?:since|until|till|depuis|jusqu)", re.IGNORECASE)
# What says beneath a heading that its day is none.
MOVED = lazy_pattern(
    r"\b(?:cancel\w+|postpon\w+|moved|rescheduled|instead|now\s+on|annul\w+|report[ée]e?s?|d[ée]plac[ée]e?s?|d[ée]cal[ée]e?s?)\b",
    re.IGNORECASE,
)
BENEATH = 400  # code points in which it is looked for
# A day until or from which something is so: of when it is or begins, no more than a bound.
BOUND = lazy_pattern(
    r"\b(?:until|till|by|before|from|since|after|closes?|opens?|jusqu['’]\w+|avant|d[èe]s|depuis|à\s+partir|après)"
    r"(?:\s(?:le|la|the|on|au|du))?\s?$",
    re.IGNORECASE,
)
# Asks for another day than that on which it is: until when one may book it.
OF_ANOTHER_DAY = lazy_pattern(
    r"\b(?:deadline|until|till|before|after|jusqu\w*|avant|après|limite?|inscri\w+|sign\w*|regist\w+|book\w*|r[ée]serv\w+|"
    r"pay\w*|announce\w*|annonc\w+|publi\w+)\b",
    re.IGNORECASE,
)
DATES_ASKED = lazy_pattern(r"\b(?:what|which|quelles)\b[^?]{0,20}\bdates\b", re.IGNORECASE)
DAY_ASKED = vocabulary("date dates day days jour jours weekend")
LEAST_NAMED = 0.5  # of what is asked about, for a heading that may be on it


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading with a date: where that stands, how much of what is asked about it names, and whether it names no more.

    `named` is the share that it names with the title, and how many words it names by itself.
    """

    article: Article
    span: Span
    date: Span
    named: tuple[float, int]
    alone: bool

    @property
    def is_range(self) -> bool:
        """Whether its date has a first and a last day."""
        return RANGE.match(self.date.of(self.article.text)) is not None

    @property
    def quote(self) -> Quote:
        """The heading, with its date as what answers."""
        return Quote(self.article, self.span, self.date.of(self.article.text))


def dated(query: Query, asked: Asked, hits: Sequence[Hit]) -> LaidOut | None:
    """Return the headings that name what is asked about and tell its day; None where none does.

    It surely is that where one alone names all that is asked about, and nothing else but where it is.
    """
    sought = wanted(query, replace(asked, kind="when") if DATES_ASKED.search(query.text) else asked)
    if sought is None or sought.kind != "when" or sought.clock or sought.own or sought.hours or not sought.about:
        return None
    articles = {hit.article.id: hit.article for hit in hits}.values()
    found = [one for article in articles for one in _headings(article, sought, query)]
    most = max((one.named for one in found), default=(0.0, 0))
    best = [one for one in found if one.named == most]
    best.sort(key=lambda one: one.article.language != query.language)
    if most[0] < LEAST_NAMED:
        return None
    whole = most[0] == 1.0
    if not whole and (len(best) > 1 or OF_ANOTHER_DAY.search(query.text)):
        return None
    first = best[0]
    told = first.span.of(first.article.text)
    over = not years_in(query.text) and (is_over(first.article) or (OF_THIS_YEAR.search(query.text) and years_in(told)))
    ends = asks_end(query.text) and not first.is_range
    another = OF_ANOTHER_DAY.search(query.text) is not None or negates(query.text) or _is_moved(first)
    doubtful = bool(over) or ends or another or not sought.fits_next(told)
    surely = whole and len(best) == 1 and first.alone and not doubtful
    return LaidOut([one.quote for one in best[:MOST_QUOTES]], surely)


def _is_moved(heading: _Heading) -> bool:
    """Return whether what stands right beneath a heading says that it is on another day, or not at all."""
    text = heading.article.text[heading.span.end : heading.span.end + BENEATH].strip().partition("\n\n")[0]
    return MOVED.search(text) is not None


def _headings(article: Article, sought: Wanted, query: Query) -> Iterator[_Heading]:
    """Yield the headings of an article that have a date and name something of what is asked about."""
    text, language = article.text, article.language
    about = [term for term in sought.about if term.folded not in OF_TIME | DAY_ASKED]
    if not about:
        return
    in_title = standing(about, article.title, language, NAMED)
    meant, known = stems_meant(query.terms, language), ASKING | MONTH_NAMES | set(fold(query.text))
    for span in article.headings:
        heading = span.of(text)
        dates = list(DATE.finditer(heading))
        if not dates or heading.strip() == article.title or BESIDE_IT.match(heading):
            continue
        found = max(dates, key=lambda one: len(one.group()))  # "Boat launch 2025 – 19 April"
        before = BEFORE.search(heading[: found.start()])
        start = before.start() if before is not None else found.start()
        name = f"{heading[:start]} {heading[found.end() :]}"
        stands = standing(about, name, language, NAMED)
        if not any(stands):
            continue
        both = [one or other for one, other in zip(stands, in_title, strict=True)]
        # A place may stand behind it: "… at the lake"; not "Concert – cancelled", "minutes of the meeting".
        left = " ".join(one for one in fold(PLACE.sub(" ", name)) if not (one in known or one.isdecimal()))
        days = [one for one in dates if len(one.group()) > len("2026") and not start <= one.start() < found.end()]
        bounds = BOUND.search(heading[:start]) is not None and before is None and SINCE.search(query.text) is None
        alone = set(analyse(left, language)) <= meant and not (days or bounds or negates(heading))
        date = Span(span.start + start, span.start + found.end())
        yield _Heading(article, span, date, (sum(both) / len(both), sum(stands)), alone)
