"""Answers that stand in a row of a table or a labelled item of a list: "what are the perks of Silver?". Pure.

Such a line holds no sentence: what it says follows from the names of its columns, or its label, and from which cell is
asked for. It answers where one cell says all that the question names ("Silver"), and another is asked for: by the name
of its column ("perks"), or by its kind (a price, a date, a person).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.answers.layout.lines import LABELLED, LaidOut, items_of, lines_of
from bot.answers.layout.rows import (
    LONGEST_ROW,
    NAMES,
    OF_DOERS,
    OF_WHOM,
    YEAR,
    cells_of,
    group_of,
    header_of,
    year_apart,
)
from bot.answers.layout.titled import tells_closed
from bot.answers.questions.question import Asked
from bot.answers.questions.whether import asks_permission, asks_whether
from bot.answers.shown.quotes import MOST_QUOTES, Quote
from bot.answers.values.bounds import asks_end, bound_asked, lacks_end, tells_hour
from bot.answers.values.measures import asks_clock, asks_price, is_priced, tells, tells_again, tells_day, tells_money
from bot.answers.values.opposites import negates, opposed, swaps_particle
from bot.answers.values.ranges import ranges_in
from bot.answers.values.spans import DATE, DAYS
from bot.answers.values.things import standing, stems_meant
from bot.answers.values.years import is_over, years_in
from bot.answers.wanted.introducing import person_asked
from bot.answers.wanted.locating import SOMEWHERE
from corpus.article import Article, Language, Span
from corpus.patterns import lazy_pattern
from corpus.tables import BETWEEN, EMPTY
from corpus.vocabulary import vocabulary
from index.hits import Hit
from index.matching.candidates import Query
from index.words.analysis import analyse, fold
from index.words.terms import Term

HOW_MUCH = lazy_pattern(
    r"\b(?:how\s+much|combien)\b(?!\s+(?:of\b|de\b|d['’]))|\bwhat\s+(?:do|does|did|would)\b[^?]{1,80}\bcost\b|"
    r"\bwhat(?:['’]?s|\s+(?:is|was))\s+the\s+(?:price|cost)\s+(?:of|for)\b|\bquel\s+est\s+le\s+(?:prix|co[uû]t)\b"
)
# What is counted, which a label may name: "how much memory", "combien de mémoire".
COUNTED = lazy_pattern(r"\b(?:how\s+(?:much|many)|combien\s+(?:de|d['’]))\s*(\w+)")
# A column of prices, in whatever they are paid; « Prix » alone may be those that were won.
PRICED = lazy_pattern(r"(?:prices?|costs?|tarifs?|prix(?=\s+en\b))(?:\s+(?:in|en)\s+[^\W\d]+)?", re.IGNORECASE)
OF_THINGS = lazy_pattern(r"\d+\s+[^\W\d_]{3,}")
BARE = lazy_pattern(r"\d[\d.,’'\s]*")
COSTS = lazy_pattern(r"\b(?:costs?|co[uû]t\w*|price|prix|pay|pa(?:ie|ye)\w*)\b", re.IGNORECASE)
# How a column is called that tells how many, and no more.
A_COUNT = lazy_pattern(
    r"(?:(?:numbers?|nombres?|quantity|quantit[ée]s?|count|qty|nb|how\s+many|combien|limite?|max(?:imum)?)\.?"
    r"(?:\s+(?:allowed|max(?:imum)?|maximal|autoris[ée]e?s?))?|max(?:imum|\.)?\s+(?:number|quantity))",
    re.IGNORECASE,
)
AMONG = lazy_pattern(r",|/|\s(?:or|ou|and|et|&)\s")  # "batteries and light bulbs" go where both do
ADDED = lazy_pattern(r"[:(–—]")  # behind it a cell says more of a thing: "Build-along: the Fjord65"
IN_BRACKETS = lazy_pattern(r"\([^()]*\)")
INTRODUCED_WITHIN = 600  # code points above a table, in which the paragraph right above it is read
VERSION = lazy_pattern(r"\bversions?\b")
PLACE = lazy_pattern(r"^(?:where|place|location|venue|room|channel|où|lieu|endroit|salle|salon)\b")
# What stands with a version, of which it says how far a range goes or that it has to be so.
RANGED = vocabulary(
    "or and newer later above up higher least minimum version versions v only x need needs requires required from to",
    "ou et plus recent recente superieur superieure ulterieur ulterieure au moins faut requis requise a partir de",
)
# What a thing is held as: "karaoke night" is the karaoke.
OCCASION = vocabulary(
    "night nights evening evenings session sessions event events class classes course lesson lessons meeting meetings",
    "soiree soirees seance seances cours reunion reunions",
)
# Words that ask for a cell and name none: how much it costs, when it starts, who handles it.
ASKING = vocabulary(
    "get gets need needs needed require required cost costs much many take takes offer offers include includes give",
    "gives ask contact start starts begin begins place held happen happens handles handle manages manage charge",
    "time hour value serve serves used use uses using",
    "heure valeur sert servent servir utilise utiliser",
    "coute coutent coutait coutaient cout prix combien avoir obtenir donne donnent offre besoin necessaire demander",
    "contacter inclut comprend responsible lieu commence commencent debute gere gerent charge occupe",
    "do error errors message messages appear appears show shows see seeing erreur erreurs faire fais fait je apparait",
    "affiche",
)
# The same of a place: where things go, are kept or are to be put, and in which state, which the label does not say.
PLACING = vocabulary(
    "go goes put leave leaves drop throw throws dump keep keeps kept store stored stay stays live lives find found",
    "away bring return dispose hand back old dead empty used broken spare unwanted",
    "va vont vais aller mettre mets met jeter jette jettent deposer depose poser pose laisser laisse range ranger",
    "ranges rangee rangees garder garde trouver trouve trouvent apporter rendre rapporter vieux vieille vieilles",
    "usage usagee usages usagees vide vides casse cassee",
)
# What the name of a column may say in a word: "Monthly price" is per month.
IN_FULL = {
    "hourly": "per hour",
    "daily": "per day",
    "weekly": "per week",
    "monthly": "per month",
    "yearly": "per year",
    "annual": "per year",
    "quotidien": "par jour",
    "hebdomadaire": "par semaine",
    "mensuel": "par mois",
    "annuel": "par an",
}
# A number with what it numbers before it, and how a column of such is called that does not say what they number.
NUMBERED = r"(?<!\w)(\w+) (?:n[°o]\.? ?|number |num[ée]ro )?(?:\d+ ?(?:,|-|–|and|et|to|à|or|ou) ?)*{}(?!\w|[.,]\d)"
NAMED_NUMBER = lazy_pattern(r"[^\W\d_]{3,}\s\d+(?!\w)")
"""A number behind a word that it numbers: "Week 3"."""

LAST_NUMBER = lazy_pattern(r"(?<=[^\W\d_]{3})\s\d+$")
PLURAL = ("s", "x")
A_NUMBER = lazy_pattern(r"#|n[°ºo]\.?|nr\.?|nos?\.?|numbers?|num[ée]ros?")
# Verbs by which a column is not called alone where a thing is asked for: "what iOS does it need", "Needs server".
WHAT_IT_NEEDS = lazy_pattern(
    r"\b(?:what|which|quel(?:le)?s?)\s+(?!(?:do|does|did|is|are|was|were|can|could|should|must|else|est|sont)\b)\w",
    re.IGNORECASE,
)
WEAK = vocabulary("need needs needed require requires required take takes get gets give gives use uses used")
# How a column is called that tells when.
OF_TIME = vocabulary(
    "day days date dates time times hour hours when week weeks month slot jour jours heure heures horaire horaires",
    "quand semaine semaines mois creneau creneaux",
)
WHICH_DAY = lazy_pattern(r"\b(?:which|what|quels?)\s+(?:days?|jours?)\b", re.IGNORECASE)
SHORT_DAYS = vocabulary("mon tue tues wed thu thur thurs fri sat sun lun mar mer jeu ven sam dim")
WITH_DAYS = vocabulary(
    "and et to au du or ou le les every each from de evening evenings morning mornings afternoon afternoons night noon",
    "soir soirs matin matins midi apres",
)
LEAST_TOLD = 0.5  # of what a question names, for a row that may not be what is asked
# What a "how" may leave to its label: "Support: …".
REACHING = vocabulary("contact contacter")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: where its cells stand, how their columns are called, if at all, and where that stands."""

    hit: Hit
    span: Span
    cells: tuple[Span, ...]
    labels: tuple[str, ...] = ()
    header: Span | None = None

    @property
    def above(self) -> tuple[str, str]:
        """The heading above it, and the paragraph right above its table: what all its rows are of.

        One with numbers of its own is none, "the bar opens at 18:30" above a table of the office's hours, but where it
        parts the rows of a table, "Children (6 to 12)".
        """
        text, passage = self.article.text, self.hit.passage
        if self.header is None:
            return passage.heading, ""
        if (group := group_of(self.article, self.span)) is not None:
            return passage.heading, group.of(text)
        begin = max(0, self.header.start - INTRODUCED_WITHIN)
        line = text[begin : self.header.start].rstrip("\n").rpartition("\n")[2]
        introduces = line.endswith(":") or not any(map(str.isdigit, YEAR.sub("", line)))
        return passage.heading, line if introduces else ""

    @property
    def article(self) -> Article:
        """The article that it stands in."""
        return self.hit.article

    def cell(self, place: int) -> str:
        """Return a cell as it stands."""
        return self.cells[place].of(self.article.text)


@dataclass(frozen=True, slots=True)
class Told:
    """An entry that answers, by which of its words (a set of stems) and in which cell, if one alone does.

    `held` is how many words of the question stand in it.
    """

    entry: Entry
    key: frozenset[str]
    cell: Span | None
    surely: bool
    held: int = 0

    @property
    def named(self) -> tuple[int, int]:
        """How much of the question stands in it: in the cell that names it, and in all of it."""
        return len(self.key), self.held


def entries_asked(query: Query, asked: Asked, hits: Sequence[Hit]) -> LaidOut | None:
    """Return the rows or labelled items that answer, with the names of their columns; None where none does.

    Several of one article are quoted if there are few. It is sure of them where nothing is asked that stands neither in
    them nor above them, and no other article says something else.
    """
    if asked.kind == "why":
        return None
    entries = list(entries_in(hits))
    found = [told for entry in entries if (told := _told(entry, query, asked)) is not None]
    found = _of_their_rows(_not_called_better(found, entries, query), asked) or list(_versions(query, hits))
    if not found:
        return None
    found.sort(key=lambda one: one.named, reverse=True)
    found.sort(
        key=lambda one: (not one.surely, is_over(one.entry.article), one.entry.article.language != query.language)
    )
    best = found[0]
    equal = [one for one in found if (one.surely, one.named) == (best.surely, best.named)]
    same = [one for one in equal if one.entry.article.id == best.entry.article.id]
    same.sort(key=lambda one: one.entry.span.start)
    others = any(
        one.entry.article.id != best.entry.article.id and one.entry.article.language == query.language for one in equal
    )
    surely = best.surely and not others and len(same) <= MOST_QUOTES and not _differ(same, asked)
    return LaidOut([_quote(one) for one in same[:MOST_QUOTES]], surely)


def _of_their_rows(found: Sequence[Told], asked: Asked) -> list[Told]:
    """Return what is told without the rows that name a thing which has a row of its own in the table: an "ally".

    When it is, or where, may be told by any of them, as of two clubs that play: "Home | Away | Day".
    """

    def opens(one: Told) -> bool:
        return one.key == frozenset(analyse(one.entry.cell(0), one.entry.article.language))

    if asked.kind in {"when", "where"}:
        return list(found)
    own = {(one.entry.article.id, one.entry.header, one.key) for one in found if one.entry.header and opens(one)}
    return [one for one in found if opens(one) or (one.entry.article.id, one.entry.header, one.key) not in own]


def _differ(told: Sequence[Told], asked: Asked) -> bool:
    """Return whether rows that are of other things, and have to do with what is named, tell several numbers of it.

    The seats of two matches "in the green room" tell not how many it has.
    """
    of_others = [one for one in told if one.key.isdisjoint(analyse(one.entry.cell(0), one.entry.article.language))]
    cells = {one.cell.of(one.entry.article.text) for one in of_others if one.cell is not None}
    return asked.kind == "how_many" and len(cells) > 1


def _not_called_better(found: Sequence[Told], entries: Sequence[Entry], query: Query) -> list[Told]:
    """Return the rows for which no other has a likelier word: « Canoë double » for a canoe, and not « Kayak ».

    In the other language a canoe may be called either; where both stand there, it is the likelier.
    """
    likeliest: dict[Language, list[tuple[Mapping[str, float], float]]] = {}
    for language in {one.entry.article.language for one in found}:
        ours = [entry for entry in entries if entry.article.language == language]
        cells = (entry.cell(place) for entry in ours for place in range(len(entry.cells)))
        there = {stem for cell in cells for stem in analyse(cell, language)}
        weights = [term.with_related(language) for term in query.terms]
        likeliest[language] = [(of, max((of[stem] for stem in of if stem in there), default=0.0)) for of in weights]

    def is_likeliest(one: Told) -> bool:
        return not any(
            0 < max((of.get(stem, 0.0) for stem in one.key), default=0.0) < best
            for of, best in likeliest[one.entry.article.language]
        )

    return [one for one in found if is_likeliest(one)]


def each_labelled(sides: Sequence[Sequence[Term]], hits: Sequence[Hit]) -> LaidOut | None:
    """Return the rows or labelled items of one passage that two things are called by; None where there are no two.

    It is sure of them where what is said of a thing beyond its label stands above them: "bench on sign-up".
    """
    for hit in hits:
        language, article = hit.article.language, hit.article
        entries = [(entry, frozenset(analyse(entry.cell(0), language))) for entry in entries_in([hit])]
        told: list[Told] = []
        surely = True
        for terms in sides:
            meant = stems_meant(terms, language)
            named = [(entry, stems) for entry, stems in entries if stems and stems <= meant]
            if not named:
                break
            entry, stems = max(named, key=lambda one: len(one[1]))
            rest = [term for term in terms if stems.isdisjoint(stems_meant([term], language))]
            surely = surely and all(standing(rest, f"{article.title}\n{hit.passage.heading}", language))
            told.append(Told(entry, stems, None, True))
        if len(told) == len(sides) and len({one.entry.span.start for one in told}) == len(told):
            return LaidOut([_quote(one) for one in told], surely)
    return None


def _quote(told: Told) -> Quote:
    """Return the quote of an entry, with the cell that answers."""
    cell = told.cell.of(told.entry.article.text) if told.cell is not None else EMPTY
    return Quote(told.entry.article, told.entry.span, cell if cell != EMPTY and is_alone(told.entry, cell) else "")


def is_alone(entry: Entry, value: str) -> bool:
    """Return whether no two cells of an entry hold a value, which in bold would be shown as that of the first."""
    return sum(entry.cell(place) == value for place in range(len(entry.cells))) < 2


def entries_in(hits: Sequence[Hit]) -> Iterator[Entry]:
    """Yield the rows and labelled items of the passages found."""
    for hit in hits:
        found = hit.text
        if BETWEEN not in found and ": " not in found:
            continue
        text, header, ended = hit.article.text, None, -2
        for span in lines_of(text, hit.passage.span):
            line = span.of(text)
            if BETWEEN in line:
                if span.start != ended + 1:  # a table's next row has the same columns
                    header = header_of(text, span)
                ended = span.end
                if header != span:
                    yield _row(hit, span, header)
                elif not _goes_on(text, span):  # a row by itself, of columns without names
                    yield _row(hit, span, None)
            elif label := LABELLED.match(line):
                start = span.start + label.start(1)
                cells = Span(start, span.start + label.end(1)), Span(span.start + label.end(), span.end)
                yield Entry(hit, Span(start, span.end), cells)


def _goes_on(text: str, row: Span) -> bool:
    """Return whether another row stands right below one."""
    return BETWEEN in text[row.end + 1 : row.end + LONGEST_ROW].partition("\n")[0]


def named_in_part(query: Query, asked: Asked, hits: Sequence[Hit]) -> LaidOut | None:
    """Return the one row of which a cell is called by what is asked about, and more: "Fjord65 kit" for "the Fjord65".

    It is sure of it where the cell says no more than that, but for words of `OCCASION`. None where several rows have
    such a cell, or none of its other cells is asked for, or the cell is of another thing: a "bike lock" is no bike, a
    "winter dinner" is a dinner.
    """
    found: dict[tuple[str, int], Told] = {}
    for entry in entries_in(hits):
        language = entry.article.language
        about = [term for term in query.terms if term.folded not in ASKING]
        named = standing(about, "\n".join(entry.labels), language)
        about = [term for term, is_column in zip(about, named, strict=True) if not is_column]
        rest = [term for term in query.terms if term not in about]
        for place in range(len(entry.cells)) if entry.labels and about else ():
            if not all(standing(about, entry.cell(place), language)) or not _is_meant(about, entry, place):
                continue
            cell = _cell(entry, place, rest, query, asked)
            if cell is not None and cell.of(entry.article.text) != EMPTY:
                key = frozenset(analyse(entry.cell(place), language))
                surely = stems_meant(about, language).issuperset(analyse(" ".join(_words(entry.cell(place))), language))
                found[entry.article.id, entry.span.start] = Told(entry, key, cell, surely)
    told = list(found.values())
    if len(told) != 1 or opposed(query.text, told[0].entry.span.of(told[0].entry.article.text)):
        return None
    return LaidOut([_quote(told[0])], told[0].surely)


def _words(cell: str) -> list[str]:
    """Return the words that a cell calls a thing by, folded."""
    return [word for word in fold(ADDED.split(cell, 1)[0]) if word not in OCCASION]


def _is_meant(about: Sequence[Term], entry: Entry, place: int) -> bool:
    """Return whether a cell is of what is asked: by a name with a number, or by the noun that the others go with.

    That is the last word in English and the first in French, but for those of `OCCASION`; a place is none. A number
    alone names a row by its first cell, "zone 3", and no price of it.
    """
    if place and all(term.folded.isdecimal() for term in about):
        return False
    numbered = [any(map(str.isdigit, term.surface)) for term in about]
    if any(numbered) and all(term.is_name or has for term, has in zip(about, numbered, strict=True)):
        return True
    language = entry.article.language
    words = [word for word in _words(entry.cell(place)) if analyse(word, language)]
    head = words[:1] if language == "fr" else words[-1:]
    of_place = PLACE.match(entry.labels[place].lower()) is not None
    return not of_place and not stems_meant(about, language).isdisjoint(analyse(" ".join(head), language))


def _versions(query: Query, hits: Sequence[Hit]) -> Iterator[Told]:
    """Yield the items that tell a version that is asked for by a number behind a name: "Java 21 or newer"."""
    if not VERSION.search(query.text.lower()):
        return
    rest = [term for term in query.terms if not VERSION.fullmatch(term.folded) and term.folded not in ASKING]
    for hit in hits:
        text, language = hit.article.text, hit.article.language
        for span in items_of(text, hit.passage.span):
            line = span.of(text)
            named = [term for term in rest if _is_numbered(term.surface, line)]
            above = f"{hit.article.title}\n{hit.passage.heading}\n{line}"
            if named and all(standing(rest, above, language)):
                # "Drops Python 3.8" names a version too, and says something else of it.
                surely = not _says_more(line, rest, language)
                yield Told(Entry(hit, span, (span,)), frozenset(analyse(named[0].surface, language)), span, surely)


def _says_more(line: str, terms: Sequence[Term], language: Language) -> bool:
    """Return whether a line says more than what is asked about, a number and how far a range of them goes."""
    words = [word for word in fold(line) if word not in RANGED and not any(map(str.isdigit, word))]
    return not stems_meant(terms, language).issuperset(analyse(" ".join(words), language))


def _is_numbered(name: str, line: str) -> bool:
    """Return whether a number stands behind a name in a line."""
    return re.search(rf"(?<!\w){re.escape(name)} v?\d", line, re.IGNORECASE) is not None


def _row(hit: Hit, span: Span, header: Span | None) -> Entry:
    """Return a row with the names of its columns, where there are as many of these as it has cells."""
    cells = tuple(cells_of(hit.article.text, span))
    labels = header.of(hit.article.text).split(BETWEEN) if header is not None else []
    if header is None or len(labels) != len(cells):
        return Entry(hit, span, cells)
    return Entry(hit, span, cells, tuple(labels), header)


def _told(entry: Entry, query: Query, asked: Asked) -> Told | None:
    """Return what of an entry answers, or None."""
    language = entry.article.language
    place, key = _key(entry, query, language)
    if not key:
        return None
    rest = [term for term in query.terms if key.isdisjoint(stems_meant([term], language))]
    if asked.kind == "where" and not entry.labels:
        rest = [term for term in rest if term.folded not in PLACING]
    if entry.labels:  # "the rank Warden", "the gold tier": what the thing is called that the row is of
        calls = standing(rest, entry.labels[place], language)
        rest = [term for term, called in zip(rest, calls, strict=True) if not called]
    by_number = all(map(str.isdigit, key))
    if by_number:
        noun = _numbered(entry.cell(place).strip(), place, entry, query)
        others = {one.folded for one in rest if one.folded.isdigit() and _numbered(one.folded, place, entry, query)}
        rest = [term for term in rest if term.surface != noun and term.folded not in others]
    cell = _cell(entry, place, rest, query, asked)
    line = entry.span.of(entry.article.text)
    if cell is None and not (_tells_all(entry, place, query, asked) and _stand(rest, line, language)):
        return None
    above = "\n".join((entry.article.title, *entry.above, *map(_in_full, entry.labels), line))
    # A row tells what it says of a thing, which need not be what or who that is: "Messi | 45".
    surely = _stand(rest, above, language) and (cell is not None or asked.kind == "other")
    if asked.kind == "how":  # an item on claims does not tell how to get one
        surely = surely and all(standing([one for one in rest if one.folded not in REACHING], above, language))
    surely = surely and (cell is None or cell.of(entry.article.text) != EMPTY)  # an empty cell tells nothing
    turned = swaps_particle(query.text, entry.cell(place)) or (negates(query.text) and not negates(above))
    surely = surely and not turned and (bool(entry.labels) or not lacks_end(query.text, line))
    if is_over(entry.article) and not years_in(query.text) & years_in(above):
        surely = False
    if cell is None and not rest and (asks_permission(query.text) or asks_whether(query.text)):
        surely = False  # that there is a row tells not whether one may
    # Without columns, or of a person, what is lacking is what is asked: "who won …" is not who looks after it.
    likely = entry.labels and (asked.kind != "who" or cell is None) and not by_number
    if likely and not surely:  # "how much did the festival weekend cost" is not told by "Alumni | £35 | Weekends only"
        told = standing([term for term in query.terms if term.folded not in ASKING], above, language)
        likely = LEAST_TOLD * len(told) <= sum(told)
    counted = [term for term in query.terms if not (by_number and term.folded.isdigit())]  # 2 stands in "2,500" too
    return Told(entry, key, cell, surely, sum(standing(counted, line, language))) if surely or likely else None


def _stand(terms: Sequence[Term], text: str, language: Language) -> bool:
    """Return whether all terms stand in a text but those that only ask."""
    named = [term for term in terms if term.folded not in ASKING]
    return all(standing(named, text, language))


def _in_full(label: str) -> str:
    """Return the name of a column with the period that it says in a word."""
    return " ".join((label, *(IN_FULL[word] for word in fold(label) if word in IN_FULL)))


def _key(entry: Entry, query: Query, language: Language) -> tuple[int, frozenset[str]]:
    """Return which cell names something that the question names in full, with its stems; none where none does.

    A cell that lists several things, parted by commas, "or" or "and", names each; a number names a row with what it
    counts alone.
    """
    asked = stems_meant(query.terms, language)
    best, found = 0, frozenset[str]()
    for place in range(len(entry.cells)):
        for part in _things(entry.cell(place)):
            stems = frozenset(analyse(part, language))
            if len(stems) <= len(found) or not (stems <= asked or _is_told_whole(part, query)):
                continue
            if not all(map(str.isdigit, stems)) or _numbered(part.strip(), place, entry, query):
                best, found = place, stems
    return best, found


def _is_told_whole(label: str, query: Query) -> bool:
    """Return whether a question has several words of a label as they stand, as one in another language does."""
    words, said = fold(label), fold(query.text)
    count = len(words)
    return count > 1 and any(said[start : start + count] == words for start in range(len(said) - count + 1))


def _things(cell: str) -> Iterator[str]:
    """Yield the things that a cell lists, each as it stands and without what is added in brackets."""
    for part in AMONG.split(cell):
        yield part
        if (bare := IN_BRACKETS.sub("", part)) != part:
            yield bare


def _numbered(number: str, place: int, entry: Entry, query: Query) -> str:
    """Return the word beside a number that its column is called by: "10 homes", "zone 3", "levels 2 and 3".

    Where the first column is called "No." or so, what is above the table says what it numbers. Empty without one.
    """
    if not entry.labels:
        return ""
    language, text, digits = entry.article.language, query.text.lower(), re.escape(number)
    label = analyse(entry.labels[place], language)
    behind = re.search(rf"(?<![\w.,]){digits} (\w+)", text) if len(label) == 1 else None
    before = re.search(NUMBERED.format(digits), text) if place == 0 else None
    for beside, stems in (
        (behind, label),
        (before, label if len(label) == 1 else ()),
        (before if A_NUMBER.fullmatch(entry.labels[place].lower()) else None, _stems_above(entry)),
    ):
        meant = [term for term in query.terms if beside is not None and term.surface.lower() == beside[1]]
        if meant and not stems_meant(meant, language).isdisjoint(stems):
            return meant[0].surface
    return ""


def _stems_above(entry: Entry) -> list[str]:
    return analyse("\n".join((entry.article.title, *entry.above)), entry.article.language)


def _cell(entry: Entry, key: int, rest: Sequence[Term], query: Query, asked: Asked) -> Span | None:
    """Return the cell that is asked for, where one alone is: by the name of its column, else by what it holds."""
    others = [place for place in range(len(entry.cells)) if place != key]
    language = entry.article.language
    called = [
        sum(standing(_of_label(rest, label, query, language), _in_full(label), language)) for label in entry.labels
    ]
    of_a_thing = WHAT_IT_NEEDS.search(query.text) is not None
    weakly = [at for at, label in enumerate(entry.labels) if of_a_thing and _is_called_weakly(label, rest, language)]
    named = [
        place
        for place in others
        if called and called[place] and place not in weakly and _fits(entry.cell(place), query, asked)
    ]
    price = asked.kind in {"how_many", "other"} and HOW_MUCH.search(query.text.lower())
    if price and asks_price(query.text) and any(tells_money(entry.cell(place)) for place in others):
        named = [place for place in named if not _counts_things(entry.cell(place))]  # "50 pages" beside "0.20 €"
    if named:
        said = query.text.lower()  # of "in season" and "out of season" all words that say something are the same
        best = max(named, key=lambda place: (called[place], entry.labels[place].lower() in said))
        tied = [place for place in named if called[place] == called[best]]
        if len(tied) > 1 and any(ranges_in(entry.labels[place]) for place in tied):
            return None  # which range is asked for?
        alike = _of_each(entry, tied, best)
        return bound_asked(query.text, entry.article.text, alike) if asked.kind != "how_many" else alike
    if price or asked.kind == "when":  # "Juniors: –" tells no price for them, nor does what adults pay
        empty = (place for place in others if called and called[place] and entry.cell(place) == EMPTY)
        if (first := next(empty, None)) is not None:
            return entry.cells[first]
    if price and (told := _priced(entry, key, others)):
        return Span(told[0].start, told[-1].end) if entry.labels or len(told) == 1 else None
    if price and (asks_price(query.text) or COSTS.search(query.text)) and (of_price := _of_price(entry, others)):
        return of_price
    if asked.kind == "how_many":
        return _counted(entry, key, rest, query)
    if asked.kind == "when" and not asks_clock(query.text) and (date := _date_beside(entry, key)) is not None:
        return date
    if asked.kind == "when" or asks_clock(query.text):
        if any(called[place] and tells_closed(entry.cell(place)) for place in others if called):
            return None
        return _time(entry, others, query, asked)
    if asked.kind == "where" and not entry.labels:
        return entry.cells[1] if len(others) == 1 and not key and SOMEWHERE.search(entry.cell(1)) else None
    if asked.kind == "where":
        placed = (place for place in others if entry.labels and PLACE.match(entry.labels[place].lower()))
        return next((entry.cells[place] for place in placed), None)
    if asked.kind == "who":
        return _person(entry, key, rest) if not person_asked(query) else None
    # A label tells what stands behind it, and not the other way round.
    return entry.cells[1] if not entry.labels and len(entry.cells) == 2 and key == 0 else None


def _is_called_weakly(label: str, terms: Sequence[Term], language: Language) -> bool:
    """Return whether no word of a column's name is asked for but a verb, and it has others: "Needs server"."""
    named = [term for term, stands in zip(terms, standing(terms, label, language), strict=True) if stands]
    more = set(analyse(label, language)) - stems_meant(named, language)
    return bool(named) and bool(more) and all(term.folded in WEAK for term in named)


def _counts_things(cell: str) -> bool:
    """Return whether a cell tells how many there are of something, and no amount of money."""
    return OF_THINGS.fullmatch(cell.strip()) is not None and not (tells_money(cell) or is_priced(cell))


def _of_label(terms: Sequence[Term], label: str, query: Query, language: Language) -> Sequence[Term]:
    """Return terms without the numbers that a label does not name: 20 of "under 20", 3 otters of "Week 3".

    All are left where the label is asked for as it stands.
    """
    said, in_range = query.text.lower(), bool(ranges_in(label))
    if label.strip().lower() in said or not (in_range or NAMED_NUMBER.search(label)):
        return terms
    return [
        one for one in terms if not one.folded.isdecimal() or not (in_range or _counts(one, label, query, language))
    ]


def _counts(number: Term, label: str, query: Query, language: Language) -> bool:
    """Return whether a question has so many of something, "3 weeks", and a label no number of that: "Week 3".

    A year counts nothing.
    """
    behind = re.search(rf"(?<![\w.,:]){number.folded}\s+(\w+)", query.text)
    of = [term for term in query.terms if behind is not None and term.surface == behind[1]]
    if not of or YEAR.fullmatch(number.folded) is not None:
        return False
    return of[0].folded.endswith(PLURAL) or not any(standing(of, label, language))


def _of_price(entry: Entry, others: Sequence[int]) -> Span | None:
    """Return the cell of the one column that is called a price, where it is a bare number: "Prix en florins"."""
    called = [place for place, label in enumerate(entry.labels) if PRICED.fullmatch(label.strip())]
    told = [place for place in called if place in others and BARE.fullmatch(entry.cell(place).strip())]
    return entry.cells[told[0]] if len(called) == len(told) == 1 else None


def _of_each(entry: Entry, named: Sequence[int], best: int) -> Span:
    """Return a cell with those beside it that are called so in other years, where the question names none.

    So it is of what is numbered: "Fee 2025 | Fee 2026", "Week 1 | Week 2".
    """
    names = [LAST_NUMBER.sub("", year_apart(label)) for label in entry.labels]
    alike = [place for place in named if names[place] == names[best]]
    together = alike == list(range(alike[0], alike[-1] + 1))
    first, last = (alike[0], alike[-1]) if together else (best, best)
    return Span(entry.cells[first].start, entry.cells[last].end)


def _date_beside(entry: Entry, key: int) -> Span | None:
    """Return the one date in what stands behind a label of none, if that names it: "Year 2: aquarium, 18 November"."""
    if entry.labels or not key or any(DATE.search(entry.cell(place)) for place in range(key)):
        return None
    dates = list(DATE.finditer(entry.cell(key)))
    start = entry.cells[key].start
    return Span(start + dates[0].start(), start + dates[0].end()) if len(dates) == 1 else None


def _time(entry: Entry, others: Sequence[int], query: Query, asked: Asked) -> Span | None:
    """Return the cell that tells a time: of several the first, or the last where it is asked when something ends."""
    places = [place for place in others if _fits(entry.cell(place), query, asked)]
    told = [entry.cells[place] for place in places]
    if not told:
        return None
    if entry.labels and places[1:2] == [places[0] + 1] and not (asks_end(query.text) or asks_clock(query.text)):
        day, hour = entry.cell(places[0]), entry.cell(places[1])
        if (_is_weekday(day) or tells_day(day)) and tells_hour(hour) and not WHICH_DAY.search(query.text):
            ends = places[2:3] == [places[0] + 2] and tells_hour(entry.cell(places[2]))  # "Day | Start | End"
            return Span(told[0].start, told[2 if ends else 1].end)
    return bound_asked(query.text, entry.article.text, told[-1] if asks_end(query.text) else told[0])


def _fits(cell: str, query: Query, asked: Asked) -> bool:
    """Return whether a cell is of the kind that is asked for: "what time is the raid" asks for no name of one."""
    if asked.kind == "who" and any(map(str.isdigit, cell)):
        return False
    if asks_clock(query.text):
        return tells_hour(cell)
    if asked.kind == "when" and WHICH_DAY.search(query.text):
        return _is_weekday(cell) or tells_day(cell) or tells_again(cell)
    if asked.kind == "when" and _is_weekday(cell):
        return True
    if asked.kind == "when" and not (any(map(str.isdigit, cell)) or tells_day(cell) or tells_again(cell)):
        return False  # "repair café days"
    counts = asked.kind == "how_many" and (any(map(str.isdigit, cell)) or tells_money(cell))
    return counts or tells(asked, query.text, cell)


def _names_people(label: str) -> bool:
    """Return whether a column is called by those who do something, or by names: no "Club name" and no "Lead time"."""
    of_doers = OF_DOERS.search(label) is not None and OF_TIME.isdisjoint(fold(label))
    return of_doers or NAMES.fullmatch(label) is not None


def _is_weekday(cell: str) -> bool:
    """Return whether a cell tells days of the week and nothing else: « mercredi et samedi »."""
    words = fold(cell)
    days = [word for word in words if word in DAYS or word.removesuffix("s") in DAYS or word in SHORT_DAYS]
    return bool(days) and all(word in days or word in WITH_DAYS for word in words)


def _person(entry: Entry, key: int, rest: Sequence[Term]) -> Span | None:
    """Return the cell that names who a row is on: of the one column for people, else the first one.

    That is no date; where it is a place, it is the only other one.

    Of the thing that the first cell names, a column "Who" tells who has to do with it, where no more is asked.
    """
    if not entry.labels:
        return None
    if not key:
        of_whom = [place for place, label in enumerate(entry.labels) if OF_WHOM.fullmatch(label.strip())]
        asks_more = any(term.folded not in ASKING for term in rest)
        return entry.cells[of_whom[0]] if len(of_whom) == 1 and of_whom[0] and not asks_more else None
    of_people = [place for place, label in enumerate(entry.labels) if place != key and _names_people(label)]
    if of_people and 0 not in of_people:
        return entry.cells[of_people[0]]
    if not OF_TIME.isdisjoint(fold(entry.labels[0])) or _is_weekday(entry.cell(0)):
        return None
    if not PLACE.match(entry.labels[0].lower()):
        return entry.cells[0] if not any(map(str.isdigit, entry.cell(0))) else None
    others = [cell for place, cell in enumerate(entry.cells) if place not in {0, key}]
    return others[0] if len(others) == 1 else None


def _priced(entry: Entry, key: int, others: Sequence[int]) -> list[Span]:
    """Return the cells that tell money, else of the thing of the first cell the one price in a game: "120 coins"."""
    money = [entry.cells[place] for place in others if tells_money(entry.cell(place))]
    coins = [entry.cells[place] for place in others if is_priced(entry.cell(place))]
    return money or (coins if len(coins) == 1 and not key else [])


def _counted(entry: Entry, key: int, rest: Sequence[Term], query: Query) -> Span | None:
    """Return the number behind a label, or of a column "Number", where it is asked how much there is of what it names.

    Of what that number is, the table has to tell: "how many books are there" is not "Books | 8" of those to borrow.
    """
    counted = COUNTED.search(query.text.lower())
    if counted is None or key:
        return None
    language = entry.article.language
    place = 1 if len(entry.cells) == 2 and not entry.labels else 0
    if entry.labels and any(standing(rest, "\n".join((*entry.above, *entry.labels)), language)):
        named = [one for one, label in enumerate(entry.labels) if one and A_COUNT.fullmatch(label.strip())]
        place = named[0] if len(named) == 1 else 0
    if not place or not any(map(str.isdigit, entry.cell(place))):
        return None
    stems = stems_meant([term for term in query.terms if term.surface.lower() == counted[1]], language)
    return None if stems.isdisjoint(analyse(entry.cell(0), language)) else entry.cells[place]


def _tells_all(entry: Entry, key: int, query: Query, asked: Asked) -> bool:
    """Return whether a whole row answers: what, or who, its first cell is."""
    if asks_clock(query.text):
        return False
    return bool(entry.labels) and (key == 0 or asked.kind == "other") and asked.kind in {"definition", "who", "other"}
