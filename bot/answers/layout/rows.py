"""Rows of tables, as every format is read: a line a row, the names of the columns in the first. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.answers.values.measures import tells_clock, tells_money
from bot.answers.values.ordinals import ordinals_in
from bot.answers.values.ranges import ranges_in
from bot.answers.values.spans import FUNCTION, MONTH_NAMES
from corpus.article import Article, Span
from corpus.patterns import lazy_pattern
from corpus.tables import BETWEEN
from index.words.analysis import fold

LONGEST_LABEL = 40  # code points of a column's name or a label; what is longer is a cell or a sentence
LONGEST_GROUP = 80  # code points of the line that says what a group of rows is of
LONGEST_ROW = 600  # code points; a longer line is quoted in part
HEADER_WITHIN = 10_000  # code points before a row, as far as the names of its columns are looked for
YEAR = lazy_pattern(r"(?<!\d)(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)?\d\d))?(?!\d)")  # or a season: "2025-26"
OF_DATES = FUNCTION | MONTH_NAMES
VALUE = lazy_pattern(r"[$€£]?\s?\d[\d.,\s\u00a0\u202f]*(?:[$€£%]|\w{1,3}\b)?$|[-–—/]$")  # "145 €", "12 h", "—"
# How a column is called that tells whom a thing is for, or who does it, and no more.
OF_WHOM = lazy_pattern(r"(?:for\s+)?whom?|(?:open\s+)?to\s+whom|(?:pour\s+|à\s+)?qui", re.IGNORECASE)
# How a column is called that tells who does something, not "Borrowed by" nor "Winner"; and one of any names.
OF_DOERS = lazy_pattern(
    r"\b(?:who|(?:by\s+)?whom|qui|contacts?|lead(?:er)?s?|coach(?:es)?|trainers?|teachers?|instructors?|officers?|holder|in\s+charge|"
    r"monit(?:eur|rice|or)s?|animat(?:eur|rice|or)s?|enseignante?s?|prof(?:esseure?)?s?|responsables?|chef(?:fe)?s?|captains?|"
    r"capitaines?|r[ée]f[ée]rente?s?|staff|hosts?|organi[sz](?:ers?|ateurs?|atrices?)|maintainers?|owners?|moderators?|"
    r"mod[ée]rat(?:eur|rice)s?|b[ée]n[ée]voles?|volunteers?|speakers?|intervenante?s?|ma[îi]tre(?:sse)?s?|keeper|manager|"
    r"membre|member|titulaire|(?:led|taught|held|run|kept)\s+by)\b",
    re.IGNORECASE,
)
NAMES = lazy_pattern(r"\s*(?:names?|noms?|persons?|personnes?)\s*", re.IGNORECASE)
NUMBER = lazy_pattern(r"(?<![^\W_])\d")  # not that of IPv6, CO2 or MP3
VERSION = lazy_pattern(r"v?\d{1,3}(?:\.\d{1,3}){1,2}", re.IGNORECASE)
CODE = lazy_pattern(r"[^\W\d_]\d")
SERIES = 2  # columns that are counted
SERIES_WORD = lazy_pattern(r"[^\W\d_]{3,}")
LEAST_OVER = 3  # columns; of two, the first line may be a label and its value


def header_of(text: str, row: Span) -> Span | None:
    """Return the first line of the table that a row stands in, or None where it does not look like columns' names."""
    start, length = row.start, row.end - row.start
    begin = max(0, start - HEADER_WITHIN)
    for above in reversed(text[begin:start].split("\n")[min(begin, 1) : -1]):  # the first line may be cut
        if BETWEEN not in above:
            break
        length = len(above)
        start -= length + 1
    else:
        if begin > 0:  # the table begins farther above
            return None
    first = Span(start, start + length)
    names = first.of(text).split(BETWEEN)
    if any(len(name) > LONGEST_LABEL for name in names):
        return None
    below = _line_at(text, first.end + 1).of(text)
    if any(map(str.isdigit, first.of(text))) and not any(
        are_names(names, below)
        for are_names in (_are_of_years, _are_over_values, _are_of_a_series, _are_of_codes, _are_of_hours)
    ):
        return None
    return first


def group_of(article: Article, row: Span) -> Span | None:
    """Return the line that says of which rows of a table in groups one is: "Summer" above the names of the columns.

    None where the same names stand nowhere else in the text: then what is above them is of the whole table. A heading
    is no such line.
    """
    text = article.text
    header = header_of(text, row)
    if header is None or header == row:
        return None
    end = len(text[: header.start].rstrip("\n"))
    line = _line_at(text, max(end - 1, 0))
    named = header.of(text)
    is_label = 0 < line.end - line.start <= LONGEST_GROUP and line.end < header.start and BETWEEN not in line.of(text)
    if not is_label:
        return None
    first, last = text.find(f"\n{named}\n"), text.rfind(f"\n{named}\n")
    again = first >= 0 if header.start == 0 else first != last
    return line if again and line.of(text)[-1] not in ".!?" and line not in article.headings else None


def cells_of(text: str, row: Span) -> Iterator[Span]:
    """Yield where the cells of a row stand."""
    start = row.start
    for cell in row.of(text).split(BETWEEN):
        yield Span(start, start + len(cell))
        start += len(cell) + len(BETWEEN)


def year_apart(name: str) -> str:
    """Return the name of a column without a year, in lower case: of "Fee 2025" and "Fee 2026" it is the same."""
    return " ".join(YEAR.sub(" ", name).lower().split())


def columns_of(text: str, span: Span) -> tuple[str, ...]:
    """Return the names of the columns of a whole row, one a cell; none where `span` is no row of a table with names."""
    line = span.of(text)
    if BETWEEN not in line or "\n" in line or _line_at(text, span.start) != span:
        return ()
    header = header_of(text, span)
    names = header.of(text).split(BETWEEN) if header is not None and header != span else []
    return tuple(names) if len(names) == len(line.split(BETWEEN)) else ()


def is_header(text: str, line: Span) -> bool:
    """Return whether a line names the columns of the rows below it."""
    if BETWEEN not in line.of(text) or _line_at(text, line.start) != line:
        return False
    above, below = (_line_at(text, max(place, 0)).of(text) for place in (line.start - 1, line.end + 1))
    first = line.start == 0 or BETWEEN not in above
    return first and BETWEEN in below and header_of(text, line) == line


def names_alone(text: str, line: Span) -> bool:
    """Return whether a line surely tells nothing but the names of columns: of two, it may be a name and its value."""
    return line.of(text).count(BETWEEN) > 1 and is_header(text, line)


def rows_apart(text: str, span: Span) -> list[Span]:
    """Return a span as it is where it holds no row, else each row that it touches, whole, and what stands between.

    Names of columns are left out, which each row has by itself.
    """
    if BETWEEN not in span.of(text):
        return [span]
    found: list[Span] = []
    start, joined = span.start, False
    while start < span.end:
        line = _line_at(text, start)
        if BETWEEN in line.of(text):
            row = line if line.end - line.start <= LONGEST_ROW else Span(start, min(line.end, span.end))
            found.append(row)
            joined = False
        elif line.of(text).strip():
            part = Span(start, min(line.end, span.end))
            if joined:
                found[-1] = Span(found[-1].start, part.end)
            else:
                found.append(part)
            joined = True
        start = line.end + 1
    return [one for one in found if not (is_header(text, one) if len(found) > 1 else names_alone(text, one))]


def _line_at(text: str, place: int) -> Span:
    """Return the line that a place stands in."""
    end = text.find("\n", place)
    return Span(text.rfind("\n", 0, place) + 1, end if end >= 0 else len(text))


def _are_of_years(names: Sequence[str], row: str) -> bool:
    """Return whether columns are called by years, "Plan | 2024 | 2025" or "Plan | Fee 2026", over cells of none.

    They hold no other numbers. Where their names are not the same but for the year, each is over a number, and one
    alone is no date: below "Founded | May 2025" stands another label with its value.
    """
    cells = row.split(BETWEEN)
    dated = [place for place, name in enumerate(names) if YEAR.search(name)]
    if any(map(str.isdigit, YEAR.sub("", BETWEEN.join(names)))) or len(cells) != len(names):
        return False
    if any(YEAR.search(cells[place]) and not tells_money(cells[place]) for place in dated):
        return False
    alike = {year_apart(names[place]) for place in dated}
    if len(dated) > 1 and len(alike) == 1:
        return not any(map(YEAR.fullmatch, cells))
    if len(dated) == 1 and OF_DATES.issuperset(fold(" ".join(alike))):
        return False
    return all(any(map(str.isdigit, cells[place])) for place in dated)


def _are_of_a_series(names: Sequence[str], row: str) -> bool:
    """Return whether columns are counted or parted by numbers: "Fault | 1st time | 2nd time", "Place | Under 20 | 20+".

    Those with a number share a word that no cell below has, or are versions over none, and the first has no number.
    """
    cells = row.split(BETWEEN)
    numbered = [place for place, name in enumerate(names) if any(map(str.isdigit, name))]
    if len(names) < LEAST_OVER or len(cells) != len(names) or len(numbered) < SERIES or 0 in numbered:
        return False
    if all(VERSION.fullmatch(names[place].strip()) for place in numbered):
        return not any(VERSION.fullmatch(cells[place].strip()) for place in numbered)
    if not all(ordinals_in(names[place]) or ranges_in(names[place]) for place in numbered):
        return False  # "12 points" is a value
    shared = set.intersection(*(set(SERIES_WORD.findall(names[place].lower())) for place in numbered))
    return bool(shared) and shared.isdisjoint(SERIES_WORD.findall(row.lower()))


def _are_of_hours(names: Sequence[str], row: str) -> bool:
    """Return whether columns are called by times of the day, "Post | 10 h – 14 h | 14 h – 18 h", over cells of none."""
    cells = row.split(BETWEEN)
    timed = [name for name in names if any(map(str.isdigit, name))]
    if len(names) < LEAST_OVER or len(cells) != len(names) or names[0] in timed:
        return False
    return all(map(tells_clock, timed)) and not any(map(tells_clock, cells))


def _are_of_codes(names: Sequence[str], row: str) -> bool:
    """Return whether the only digits of columns' names are parts of words, as in IPv6, over cells without such."""
    cells = row.split(BETWEEN)
    if NUMBER.search(BETWEEN.join(names)) or len(cells) != len(names):
        return False
    return not any(CODE.search(cell) for name, cell in zip(names, cells, strict=True) if CODE.search(name))


def _are_over_values(names: Sequence[str], row: str) -> bool:
    """Return whether columns that hold numbers are called so: "Pass | Under 18 | 1 h" over "Pool | 4 € | 6 €".

    Each such name is over an amount of money, and tells none, or it is words with a number, over a value alone.
    """
    cells = row.split(BETWEEN)
    if len(names) < LEAST_OVER or len(cells) != len(names) or any(map(str.isdigit, names[0])):
        return False
    if YEAR.search(BETWEEN.join(names)) or any(map(tells_money, names)):
        return False
    return all(
        tells_money(cell) or (VALUE.match(cell.strip()) is not None and not name[:1].isdigit())
        for name, cell in zip(names, cells, strict=True)
        if any(map(str.isdigit, name))
    )
