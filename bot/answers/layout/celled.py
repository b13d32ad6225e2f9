"""The one cell of the tables found that a question asks for, by all that stands around it. Pure.

A cell says what it does by its row, the name of its column, the heading above its table and the title: "half a day on
the laser for members" is in the row of the laser, the column of half a day, the table of the members. Each word of the
question is looked for in these, rare words count more, and the cell that explains most of the question is the one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answers.layout.conditions import PERIODS
from bot.answers.layout.entries import ASKING, NAMED_NUMBER, PLURAL, Entry, entries_in, is_alone
from bot.answers.layout.lines import LaidOut, heading_above
from bot.answers.layout.rows import OF_WHOM
from bot.answers.questions.question import Asked
from bot.answers.questions.whether import asks_whether
from bot.answers.shown.quotes import MOST_QUOTES, Quote
from bot.answers.values.bounds import asks_end, bound_asked, is_column_of_bound, tells_hour
from bot.answers.values.measures import (
    asks_clock,
    asks_measure,
    asks_price,
    counts_things,
    tells,
    tells_day,
    tells_money,
)
from bot.answers.values.naming import has_word
from bot.answers.values.opposites import negates, swaps_particle
from bot.answers.values.ordinals import ordinals_in
from bot.answers.values.ranges import covers, ranges_in
from bot.answers.values.spans import DATE
from bot.answers.values.things import PRESENT, standing
from bot.answers.values.years import is_over, years_in
from corpus.article import Language
from corpus.patterns import lazy_pattern
from corpus.tables import EMPTY
from corpus.vocabulary import vocabulary
from index.hits import Hit
from index.matching.candidates import Query
from index.words.analysis import analyse, fold
from index.words.terms import Term

# Words that name no cell, beside those of `ASKING`: how many are allowed, how quickly, how long it is kept.
VAGUE = ASKING | vocabulary(
    "nb nbr nombre number amount allowed allow max maximum min minimum most least quickly fast soon should must may",
    "open opens opening ouvert ouverts ouverte ouvertes ouvre ouvrent prend prends prennent",
    "can long last lasts late early keep kept keeps im somebody someone something good valid first",
    "droit autorise autorises autorisee autorisees permis maximal rapidement vite dois faut peux peut garde garder",
    "gardee conserve conserver dure durent temps reste restent bon bonne valable ca quelqu somme fait",
)
LEAST_WEIGHT = 0.1  # of a word of every passage, in nats
COUNTS_LESS = 0.3  # what such a word counts, where it stands and where it does not
# How much of a word is explained where it stands: in the row, the name of the column, the heading above, the title.
IN_ROW, IN_COLUMN, IN_HEADING, IN_TITLE = 1.0, 1.0, 0.9, 0.6
UNLIKELY = 0.7  # what the least likely translation of a word counts beside the likeliest
LEAST_EXPLAINED = 0.55  # of a question, for a cell that may be what is asked
NEARLY = 0.02  # of a question: cells nearer to each other explain it equally well
A_TIME = lazy_pattern(r"\b(?:per|a|par|à\s+la|la)\s+seconde?\b", re.IGNORECASE)
# A size in a letter, as it stands, and what else it is called.
SIZE = lazy_pattern(r"(?<![\w'’.-])(?:X{0,3}[SL]|M)(?![\w'’.-])")
SIZES = {
    word: size
    for size, words in {"S": "small petit petite", "M": "medium moyen moyenne", "L": "large grand grande"}.items()
    for word in words.split()
}
# Words beside a range of ages, and what a number of years is followed by: "14 ans", "a 9-year-old".
AGES = vocabulary("an ans age ages aged year years yr yrs yo old kid kids enfant enfants")
OF_SOMETHING = lazy_pattern(
    r"\d\s+(?!(?:an|ans|years?|yrs?|to|and|or|et|ou|à|plus|over|under|moins)\b)[^\W\d_]{3,}", re.IGNORECASE
)
YEARS = range(1900, 2101)  # no number of anything, as far as one can see
BEFORE_NUMBER = 40  # code points before a number in which the word stands that it numbers
NUMBERED_BY = lazy_pattern(r"([^\W\d_]{2,})\s+(?:of\s+|de\s+|à\s+)?$", re.IGNORECASE)
IN_BRACKETS = lazy_pattern(r"\([^()]*\)")
UNIT = lazy_pattern(r"(?:[mck]?m|[mk]?g|k?w|[mc]?l|lbs?|ft)", re.IGNORECASE)  # that makes no term
MEASURE = lazy_pattern(r"(?<![\w.,])(\d+)\s?([a-zà-ÿ]{1,4})(?!\w)", re.IGNORECASE)

Marks = NDArray[np.float64]
"""How surely each part of what is wanted stands somewhere, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number of a question, and the word for what there are so many of, or its unit; neither of an age."""

    number: int
    of: Term | None = None
    unit: str = ""

    def lies_in(self, text: str, context: str, language: Language) -> bool:
        """Return whether it lies in a range that a text names, of the same things as far as that or `context` tells."""
        if not covers(text, self.number):
            return False
        if self.of is None and not self.unit:
            return OF_SOMETHING.search(text) is None
        return self.is_told_of(f"{text}\n{context}", language)

    def is_told_of(self, text: str, language: Language) -> bool:
        """Return whether a text names the things of which there are so many, or their unit."""
        if self.of is None:
            return self.unit in fold(text)
        return any(standing([self.of], text, language))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a question says, in parts that are looked for: its words, then ranks, then sizes.

    `said` is the question in small letters. `counted` tells of each word that is a number what it counts; `weights` is
    what each part counts, a rank or a size as much as the heaviest word; `names` says which are no vague words.
    """

    said: str
    terms: Sequence[Term]
    counted: Sequence[_Counted | None]
    ranks: Sequence[int]
    sizes: Sequence[str]
    weights: Marks
    names: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row, where what is wanted stands in it and above it, and whether its first cell names nothing but that."""

    entry: Entry
    cells: Sequence[Marks]
    labels: Sequence[Marks]
    above: Marks
    whole: bool

    @property
    def key(self) -> tuple[str, int]:
        """Which row it is, whatever passage it was found in."""
        return self.entry.article.id, self.entry.span.start


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell that may be asked for: its place in its row, how much of the question is explained, and what is not.

    `named` says that the name of its column is asked for, `may` that it may be told where no other is likelier.
    """

    row: _Row
    place: int
    explained: float
    lacks: bool
    named: bool
    may: bool


def celled(query: Query, asked: Asked, hits: Sequence[Hit], rarities: Sequence[float]) -> LaidOut | None:
    """Return the row with the cell that is asked for, or the few that are as likely; None where none is.

    `rarities` are the inverse document frequencies of the question's terms. It is sure where the row and the column are
    both named and nothing that names a thing is left over.
    """
    # "How often", "how fast", "how late".
    how_much = asked.kind != "how" or asks_measure(query.text) or asks_end(query.text)
    if asked.kind == "why" or not how_much or asks_whether(query.text) or not query.terms:
        return None
    entries = [one for one in entries_in(hits) if one.labels]
    wanted = _wanted(query, rarities, letters=any(SIZE.fullmatch(one.cell(0).strip()) for one in entries))
    rows = [row for entry in entries if (row := _row(entry, wanted)) is not None]
    cells = [cell for row in rows for cell in _cells(row, wanted, query, asked)]
    cells.sort(key=lambda one: (-one.explained, one.row.entry.article.language != query.language))
    if not cells or cells[0].explained < LEAST_EXPLAINED:
        return None
    best = [one for one in cells if one.explained > cells[0].explained - NEARLY]
    told = [one for one in best if one.named and one.may] or [one for one in best if one.row.whole]
    told_of: dict[tuple[str, int], list[_Cell]] = {}
    for one in told:
        told_of.setdefault(one.row.key, []).append(one)
    if not told or len(told_of) > MOST_QUOTES:
        return None
    quotes = [_quote(those[0].row.entry, sorted({one.place for one in those}), query) for those in told_of.values()]
    first = told[0]
    entry = first.row.entry
    turned = swaps_particle(query.text, entry.cell(0)) or negates(query.text) != negates(_line(entry))
    over = is_over(entry.article) and not years_in(query.text)
    plainly = first.named and first.row.whole and not first.lacks and entry.cell(first.place) != EMPTY
    alone = len({one.row.key for one in best}) == 1 and len({one.place for one in told}) == 1
    return LaidOut(quotes, plainly and alone and not (turned or over))


def is_among(told: LaidOut, cells: LaidOut) -> bool:
    """Return whether the one row that is told is no likelier than others."""
    rows = [(one.article.id, one.span) for one in cells.quotes]
    first = told.quotes[0]
    return len(rows) > 1 and len(told.quotes) == 1 and (first.article.id, first.span) in rows


def _quote(entry: Entry, places: Sequence[int], query: Query) -> Quote:
    """Return the quote of a row, with the one cell that answers in bold, unless it is empty or not the only one so."""
    bold = entry.cell(places[0]) if len(places) == 1 else ""
    if bold in {"", EMPTY} or not is_alone(entry, bold):
        return Quote(entry.article, entry.span)
    text = entry.article.text
    return Quote(entry.article, entry.span, bound_asked(query.text, text, entry.cells[places[0]]).of(text))


def _line(entry: Entry) -> str:
    return entry.span.of(entry.article.text)


def _wanted(query: Query, rarities: Sequence[float], *, letters: bool) -> _Wanted:
    """Return what a question says: ranks are looked for as such, and are no words then.

    So are sizes where rows are called by `letters`, be they said in letters or in words: "a large one".
    """
    folded = fold(query.text)
    sizes = {match.group() for match in SIZE.finditer(query.text)} if letters else set()
    sizes |= {SIZES[word] for word in folded if word in SIZES} if letters else set()
    ranks = _ranks_in(query.text)
    kept = [
        (term, rarity)
        for term, rarity in zip(query.terms, rarities, strict=True)
        if not (_ranks_in(term.surface) or (letters and term.folded in SIZES and not term.is_name))
    ]
    apart = len(ranks) + len(sizes)
    names = [term.folded not in VAGUE for term, _ in kept]
    weights = [
        max(rarity, LEAST_WEIGHT) * (1.0 if is_name else COUNTS_LESS)
        for (_, rarity), is_name in zip(kept, names, strict=True)
    ]
    return _Wanted(
        query.text.lower(),
        [term for term, _ in kept],
        [_counted(term, query) for term, _ in kept],
        sorted(ranks),
        sorted(sizes),
        np.array([*weights, *[max(weights, default=1.0)] * apart]),
        np.array([*names, *[True] * apart], bool),
    )


def _counted(term: Term, query: Query) -> _Counted | None:
    """Return what a number of a question counts, by the word or unit behind it, or the word before it that it numbers.

    None of a date, a year or a number alone.
    """
    if not term.folded.isdecimal() or int(term.folded) in YEARS:
        return None
    found = re.search(rf"(?<![\w.,:]){term.folded}(?![.,:]?\d)[\s-]*([^\W\d_]*)", query.text)
    if found is None or any(one.start() <= found.start() < one.end() for one in DATE.finditer(query.text)):
        return None
    if AGES.issuperset(fold(found[1])):
        return _Counted(int(term.folded))
    of = next((one for one in query.terms if one.surface == found[1]), None)
    if (
        of is None
        and (before := NUMBERED_BY.search(query.text, max(0, found.start() - BEFORE_NUMBER), found.start())) is not None
    ):
        of = next((one for one in query.terms if one.surface == before[1]), None)  # "a quotient of 950"
    if of is not None:
        return _Counted(int(term.folded), of)
    return _Counted(int(term.folded), unit=found[1].lower()) if UNIT.fullmatch(found[1]) else None


def _ranks_in(text: str) -> set[int]:
    """Return the ordinals of a text: 2 for "second" and "twice"; a second may be a time, "per second"."""
    return ordinals_in(A_TIME.sub(" ", text)) | ({2} if "twice" in fold(text) else set())


def _row(entry: Entry, wanted: _Wanted) -> _Row | None:
    """Return a row of which the first cell names something that is wanted; None for any other."""
    language, key, heading = entry.article.language, entry.cell(0), heading_above(entry.article, entry.span.start)
    context = f"{entry.labels[0]}\n{heading}"
    in_key = _stand(wanted, key, language, context=context)
    covered = any(one is not None and one.lies_in(key, context, language) for one in wanted.counted)
    # A number alone names no row, "5 March" for 5.0.0, but where it lies in a range.
    numbers = np.array([*(term.folded.isdecimal() for term in wanted.terms), *[False] * _apart(wanted)], bool)
    if not (covered or in_key[wanted.names & ~numbers].any()):
        return None
    cells = [in_key, *(_stand(wanted, entry.cell(place), language) for place in range(1, len(entry.cells)))]
    left = set(analyse(IN_BRACKETS.sub("", key), language))
    left -= {stem for term in wanted.terms for stem in term.with_related(language)}
    if covered or wanted.ranks:
        left = {stem for stem in left if not (stem.isdecimal() or (covered and stem in AGES))}
    above = np.maximum(
        IN_HEADING * _stand(wanted, f"{heading}\n{entry.above[1]}\n{entry.labels[0]}", language),
        IN_TITLE * _stand(wanted, entry.article.title, language),
    )
    labels = [_stand(wanted, label, language, is_label=True, context=context) for label in entry.labels]
    return _Row(entry, cells, labels, above, not left or key.strip() in wanted.sizes)


def _apart(wanted: _Wanted) -> int:
    return len(wanted.ranks) + len(wanted.sizes)


def _cells(row: _Row, wanted: _Wanted, query: Query, asked: Asked) -> Iterator[_Cell]:
    """Yield the cells of a row that may answer, by the names of their columns or by their look."""
    entry = row.entry
    others = range(1, len(entry.cells))
    of_whom = [asked.kind == "who" and OF_WHOM.fullmatch(label.strip()) is not None for label in entry.labels]
    bounds = [is_column_of_bound(query.text, label) for label in entry.labels]
    named = [bool(label.any()) or whom or bound for label, whom, bound in zip(row.labels, of_whom, bounds, strict=True)]
    fitting = [place for place in others if _fits(entry.cell(place), query, asked, named=named[place])]
    for place in others:
        if not named[place] and (fitting != [place] or asked.kind == "who"):
            continue
        if place not in fitting and (fitting or asked.kind in {"who", "where"} or _has_a_look(query, asked)):
            continue
        # A row that is of more than what is asked has to be told by a column that is asked for by more than "price".
        may = row.whole or of_whom[place] or bounds[place] or bool(row.labels[place][wanted.names].any())
        elsewhere = [cell for at, cell in enumerate(row.cells) if at != place]
        stands = np.maximum.reduce([*elsewhere, row.labels[place], row.above])
        explained = float(stands @ wanted.weights) / float(wanted.weights.sum())
        # What stands in a cell behind it alone is told there of the thing: "mute 24 h | ban 7 days".
        named_by = np.maximum.reduce([*row.cells[:place], row.labels[place], row.above])
        lacks = bool((named_by[wanted.names] == 0).any())
        yield _Cell(row, place, explained - (0.0 if row.whole else NEARLY), lacks, named[place], may)


def _stand(wanted: _Wanted, text: str, language: Language, *, is_label: bool = False, context: str = "") -> Marks:
    """Return how surely each part of what is wanted stands in a text.

    A number stands in a text that names a range only where it lies in that, and counts what `context` says or the text.
    """
    stems, folded = set(analyse(text, language)), set(fold(text))
    found = []
    has_range = bool(ranges_in(text)) and text.strip().lower() not in wanted.said
    for term, counted in zip(wanted.terms, wanted.counted, strict=True):
        if has_range and term.folded.isdecimal():
            found.append(float(counted is not None and counted.lies_in(text, context, language)))
            continue
        if is_label and counted is not None and counted.of is not None and NAMED_NUMBER.search(text):
            told = counted.is_told_of(text, language) and not counted.of.folded.endswith(PLURAL)
            found.append(float(told and has_word(text, term.surface)))
            continue  # "Week 3" is of the week 3, not of 3 weeks or 3 otters
        by_bound = is_label and is_column_of_bound(term.surface, text)  # "closes" is said by "To"
        presence = 1.0 if by_bound or has_word(text, term.surface) else _presence(term, stems, language)
        if not presence:
            presence = float(
                (is_label and any(term.folded in one and not one.isdisjoint(folded) for one in PERIODS))
                or _has_measure(text, term.surface)
            )
        found.append(presence)
    ranks = _ranks_in(text)
    found += [float(rank in ranks) for rank in wanted.ranks]
    found += [float(size == text.strip()) for size in wanted.sizes]
    return np.array(found)


def _presence(term: Term, stems: Collection[str], language: Language) -> float:
    """Return how surely a word stands for one of some stems, less so for one that it is a less likely word for."""
    if term.presence(stems, language) < PRESENT:
        return 0.0
    weights = term.forms[language]
    likeliest = max(weights.values())
    return UNLIKELY + (1 - UNLIKELY) * max(weights[stem] for stem in weights if stem in stems) / likeliest


def _has_measure(text: str, word: str) -> bool:
    """Return whether a text has a number with its unit as a word of a question has it, "5mm" as "5 mm"."""
    wanted = MEASURE.fullmatch(word)
    return wanted is not None and any(wanted.groups() == one.groups() for one in MEASURE.finditer(text))


def _has_a_look(query: Query, asked: Asked) -> bool:
    """Return whether a question asks for something that is told by its look: a number, a price, a time."""
    return asked.kind in {"when", "how_many"} or asks_price(query.text) or asks_clock(query.text)


def _fits(cell: str, query: Query, asked: Asked, *, named: bool) -> bool:
    """Return whether a cell is of the kind that is asked for; any is where the question names no kind.

    A number under a name that is asked for tells how many; another one has to say of what it is.
    """
    if asks_price(query.text):
        return tells_money(cell)
    if asks_clock(query.text) or (asked.kind == "how" and asks_end(query.text)):
        return tells_hour(cell)
    if asked.kind == "when":
        return tells_day(cell) or (named and tells(asked, query.text, cell))
    if asked.kind == "how_many":
        counts = named and any(map(str.isdigit, cell)) and not (counts_things(query.text) and tells_money(cell))
        return tells(asked, query.text, cell) or counts
    if asked.kind == "how":
        return tells(asked, query.text, cell) or any(map(str.isdigit, cell))
    if asked.kind in {"who", "where"}:
        return not any(map(str.isdigit, cell)) or (asked.kind == "where" and not tells_money(cell))
    return True
