"""The one cell of the tables found that a question asks for, by all that stands around it. Pure.

A cell says what it does by its row, the name of its column, the heading above its table and the title: "half a day on
the laser for members" is in the row of the laser, the column of half a day, the table of the members. Each word of the
question is looked for in these, rare words count more, and the cell that explains most of the question is the one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answers.layout.entries import ASKING, Entry, entries_in
from bot.answers.layout.lines import LaidOut
from bot.answers.layout.rows import OF_WHOM
from bot.answers.questions.question import Asked
from bot.answers.questions.whether import asks_whether
from bot.answers.shown.quotes import MOST_QUOTES, Quote
from bot.answers.values.bounds import tells_hour
from bot.answers.values.measures import asks_clock, asks_measure, asks_price, tells, tells_day, tells_money
from bot.answers.values.naming import has_word
from bot.answers.values.opposites import negates, swaps_particle
from bot.answers.values.ranges import covers
from bot.answers.values.things import PRESENT
from bot.answers.values.years import is_over, years_in
from corpus.article import Language
from corpus.number_words import RANKS
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
    "can long last lasts keep kept keeps im somebody someone something good valid first",
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
# What a period is called by itself, and in the name of a column: "annual", "Par an".
PERIODS = tuple(
    vocabulary(words)
    for words in (
        "hour hourly heure horaire",
        "day daily jour journee quotidien quotidienne",
        "week weekly semaine hebdo hebdomadaire",
        "month monthly mois mensuel mensuelle mensuellement",
        "year yearly annual annually an annee annuel annuelle ans",
    )
)
RANK = lazy_pattern(r"\b(\d{1,2})\s?(?:st|nd|rd|th|ers?|[èe]re|[èe]mes?|es?|nde?|ds?)\b", re.IGNORECASE)
FIRST = vocabulary("first premier premiere 1er 1ere 1re")
SECOND = vocabulary("seconde second twice")
# A size in a letter, as it stands, and what else it is called.
SIZE = lazy_pattern(r"(?<![\w'’.-])(?:X{0,3}[SL]|M)(?![\w'’.-])")
SIZES = {
    word: size
    for size, words in {"S": "small petit petite", "M": "medium moyen moyenne", "L": "large grand grande"}.items()
    for word in words.split()
}
AGES = vocabulary("an ans age year years old kid kids enfant enfants")  # stems beside a range of ages
IN_BRACKETS = lazy_pattern(r"\([^()]*\)")
MEASURE = lazy_pattern(r"(?<![\w.,])(\d+)\s?([a-zà-ÿ]{1,4})(?!\w)", re.IGNORECASE)


RANKS_FOLDED = {
    **{fold(word)[0]: rank for word, rank in RANKS.items()},
    **dict.fromkeys(FIRST, 1),
    **dict.fromkeys(SECOND, 2),
}

Marks = NDArray[np.float64]
"""How surely each part of what is wanted stands somewhere, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a question says, in parts that are looked for: its words, then ranks, then sizes.

    `weights` is what each part counts, a rank or a size as much as the heaviest word; `names` says which are no vague
    words.
    """

    terms: Sequence[Term]
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
    how_much = asked.kind != "how" or asks_measure(query.text)  # "how often", "how fast"
    if asked.kind == "why" or not how_much or asks_whether(query.text) or not query.terms:
        return None
    wanted = _wanted(query, rarities)
    rows = [row for entry in entries_in(hits) if entry.labels and (row := _row(entry, wanted)) is not None]
    cells = [cell for row in rows for cell in _cells(row, wanted, query, asked)]
    cells.sort(key=lambda one: (-one.explained, one.row.entry.article.language != query.language))
    if not cells or cells[0].explained < LEAST_EXPLAINED:
        return None
    best = [one for one in cells if one.explained > cells[0].explained - NEARLY]
    told = [one for one in best if one.named and one.may] or [one for one in best if one.row.whole]
    entries = {(one.row.entry.article.id, one.row.entry.span.start): one.row.entry for one in told}
    if not told or len(entries) > MOST_QUOTES:
        return None
    quotes = [
        _quote(entry, [one.place for one in told if one.row.entry is entry or one.row.entry.span == entry.span])
        for entry in entries.values()
    ]
    entry = told[0].row.entry
    turned = swaps_particle(query.text, entry.cell(0)) or negates(query.text) != negates(_line(entry))
    over = is_over(entry.article) and not years_in(query.text)
    surely = told[0].named and told[0].row.whole and not told[0].lacks and not (turned or over)
    alone = len({(one.row.entry.article.id, one.row.entry.span.start) for one in best}) == 1
    return LaidOut(quotes, surely and alone and bool(quotes[0].highlight))


def is_among(told: LaidOut, cells: LaidOut) -> bool:
    """Return whether the one row that is told is no likelier than others."""
    rows = [(one.article.id, one.span) for one in cells.quotes]
    first = told.quotes[0]
    return len(rows) > 1 and len(told.quotes) == 1 and (first.article.id, first.span) in rows


def _quote(entry: Entry, places: Sequence[int]) -> Quote:
    """Return the quote of a row, with the one cell that answers in bold, unless that is empty."""
    bold = entry.cell(places[0]) if len(places) == 1 else ""
    return Quote(entry.article, entry.span, bold if bold != EMPTY else "")


def _line(entry: Entry) -> str:
    return entry.span.of(entry.article.text)


def _wanted(query: Query, rarities: Sequence[float]) -> _Wanted:
    """Return what a question says: ranks and sizes are looked for as such, and are no words then."""
    folded = fold(query.text)
    sizes = {match.group() for match in SIZE.finditer(query.text)} | {SIZES[word] for word in folded if word in SIZES}
    ranks = _ranks_in(query.text)
    kept = [
        (term, rarity)
        for term, rarity in zip(query.terms, rarities, strict=True)
        if not (_ranks_in(term.surface) or (term.folded in SIZES and not term.is_name))
    ]
    apart = len(ranks) + len(sizes)
    names = [term.folded not in VAGUE for term, _ in kept]
    weights = [
        max(rarity, LEAST_WEIGHT) * (1.0 if is_name else COUNTS_LESS)
        for (_, rarity), is_name in zip(kept, names, strict=True)
    ]
    return _Wanted(
        [term for term, _ in kept],
        sorted(ranks),
        sorted(sizes),
        np.array([*weights, *[max(weights, default=1.0)] * apart]),
        np.array([*names, *[True] * apart], bool),
    )


def _ranks_in(text: str) -> set[int]:
    """Return the ordinals of a text: 2 for "second", "2nd" and « 2e »."""
    return {RANKS_FOLDED[word] for word in fold(text) if word in RANKS_FOLDED} | {
        int(match[1]) for match in RANK.finditer(text)
    }


def _row(entry: Entry, wanted: _Wanted) -> _Row | None:
    """Return a row of which the first cell names something that is wanted; None for any other."""
    language, key = entry.article.language, entry.cell(0)
    cells = [_stand(wanted, entry.cell(place), language) for place in range(len(entry.cells))]
    numbers = [int(term.folded) if term.folded.isdigit() else None for term in wanted.terms]
    covered = any(number is not None and covers(key, number) for number in numbers)
    # A number alone names no row, "5 March" for 5.0.0, but where it lies in a range.
    names = wanted.names & np.array([*(number is None for number in numbers), *[True] * _apart(wanted)], bool)
    if not (covered or cells[0][names].any()):
        return None
    left = set(analyse(IN_BRACKETS.sub("", key), language))
    left -= {stem for term in wanted.terms for stem in term.with_related(language)}
    if covered or wanted.ranks:
        left = {stem for stem in left if not (stem.isdigit() or (covered and stem in AGES))}
    above = np.maximum(
        IN_HEADING * _stand(wanted, f"{_heading(entry)}\n{entry.above[1]}\n{entry.labels[0]}", language),
        IN_TITLE * _stand(wanted, entry.article.title, language),
    )
    labels = [_stand(wanted, label, language, is_label=True) for label in entry.labels]
    return _Row(entry, cells, labels, above, not left or key.strip() in wanted.sizes)


def _apart(wanted: _Wanted) -> int:
    return len(wanted.ranks) + len(wanted.sizes)


def _cells(row: _Row, wanted: _Wanted, query: Query, asked: Asked) -> Iterator[_Cell]:
    """Yield the cells of a row that may answer, by the names of their columns or by their look."""
    entry = row.entry
    others = range(1, len(entry.cells))
    of_whom = [asked.kind == "who" and OF_WHOM.fullmatch(label.strip()) is not None for label in entry.labels]
    named = [bool(label.any()) or whom for label, whom in zip(row.labels, of_whom, strict=True)]
    fitting = [place for place in others if _fits(entry.cell(place), query, asked, named=named[place])]
    for place in others:
        if not named[place] and (fitting != [place] or asked.kind == "who"):
            continue
        if place not in fitting and (fitting or _has_a_look(query, asked)):
            continue
        # A row that is of more than what is asked has to be told by a column that is asked for by more than "price".
        may = row.whole or of_whom[place] or bool(row.labels[place][wanted.names].any())
        elsewhere = [cell for at, cell in enumerate(row.cells) if at != place]
        stands = np.maximum.reduce([*elsewhere, row.labels[place], row.above])
        explained = float(stands @ wanted.weights) / float(wanted.weights.sum())
        lacks = bool((stands[wanted.names] == 0).any())
        yield _Cell(row, place, explained - (0.0 if row.whole else NEARLY), lacks, named[place], may)


def _heading(entry: Entry) -> str:
    """Return the heading that a row stands under."""
    headings = entry.article.headings
    above = bisect_right(headings, entry.span.start, key=lambda span: span.start)
    return headings[above - 1].of(entry.article.text) if above else ""


def _stand(wanted: _Wanted, text: str, language: Language, *, is_label: bool = False) -> Marks:
    """Return how surely each part of what is wanted stands in a text; a number also by a range that it lies in."""
    stems, folded = set(analyse(text, language)), set(fold(text))
    found = []
    for term in wanted.terms:
        presence = 1.0 if has_word(text, term.surface) else _presence(term, stems, language)
        if not presence:
            presence = float(
                (term.folded.isdigit() and covers(text, int(term.folded)))
                or (is_label and any(term.folded in one and not one.isdisjoint(folded) for one in PERIODS))
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
    if asks_clock(query.text):
        return tells_hour(cell)
    if asked.kind == "when":
        return tells_day(cell) or (named and tells(asked, query.text, cell))
    if asked.kind == "how_many":
        return tells(asked, query.text, cell) or (named and any(map(str.isdigit, cell)))
    if asked.kind == "how":
        return tells(asked, query.text, cell) or any(map(str.isdigit, cell))
    if asked.kind == "who":
        return not any(map(str.isdigit, cell))
    return True
