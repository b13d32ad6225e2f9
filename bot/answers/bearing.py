"""Whether the numbers of a sentence agree with those of a claim. Pure.

No judgement of the claim: only numbers of the same unit or thing, percentages, sums of money, hours, dates and years
are compared, and only where neither side denies, both mean the whole or both a part, and what the claim says around its
number largely stands in the sentence too, or above it where the sentence says little of its own. What cannot be
compared is called no more than the same matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.answers.shown.differing import READ_SCALES, YEAR
from bot.answers.values.hours_told import RANKED, WORDS, weekdays_in
from bot.answers.values.numbers_told import BARE as BARE_NUMBER
from bot.answers.values.numbers_told import DATE, DIMENSIONS, HOUR, MEASURES, UNITS, Number, numbers_in
from corpus.article import Language, Span
from corpus.month_names import MONTHS, WEEKDAYS
from corpus.patterns import lazy_pattern
from corpus.tables import BETWEEN
from corpus.vocabulary import vocabulary
from index.words.analysis import WORD, analyse, fold, folded_of
from index.words.terms import Term

Bearing = Literal["agrees", "differs", "same_matter"]

AROUND = 8  # words on each side of a number that say what it is about
# Of those, the share that the other sentence must have to be called in agreement (True) or to differ (False), which is
# said less lightly: "the project costs" is not "the Texas site costs".
LEAST_AROUND = {True: 0.65, False: 0.66}
LEAST_ACROSS = {True: 0.5, False: 0.6}  # in the other language, where words are met less surely
LEAST_WORDS = 2  # of a claim, a name or so many, to differ from what the other language tells: one is met by chance
SURELY = 0.5  # the presence of a word from which on it counts as standing there
# Words of its own with which a sentence may still tell of what stands above it: "The price is 85 € all in." does below
# "The weekend", "At 7 pm Ida will talk about how she wrote the piece" tells of Ida.
MOST_OF_ITS_OWN = 4

# What is denied bears on nothing here: "never had 500" is no support for 500, and no contradiction of 400 either.
NEGATION = lazy_pattern(
    r"\b(?:not|never|no|none|nobody|without|neither|nor|cannot|hardly|denie[sd]|deny|false|"
    r"ne|pas|jamais|aucune?|sans|ni|non|dément|faux)\b(?!-)|n['’]t\b|\bn['’]",  # "personne" but with "ne" is a person
    re.IGNORECASE,
)
# Words for a part of a whole, folded, in both languages: what is true of one part is not of the whole.
PARTS = vocabulary(
    "first second third phase phases part parts initial initially stage tranche tranches half quarter",
    "premier premiere deuxieme seconde troisieme partie parties initiale initialement etape etapes moitie quart",
)
CLAUSES = lazy_pattern(r"[;,]\s|\s(?:and|et|or|ou)\s", re.IGNORECASE)
JOINED = lazy_pattern(r"\s(?:and|et)\s|;", re.IGNORECASE)
UNWEIGHED = frozenset({*READ_SCALES, *UNITS, *MEASURES, *DIMENSIONS})
# Verbs that say no more than that something is so much, or then, folded, and words for whoever it is for.
BARE = vocabulary(
    "cost costs costing start starts started starting begin begins began end ends ended last lasts lasted take takes",
    "took taking place open opens opened close closes closed run runs go goes went come comes came get gets got",
    "getting need needs make makes made give gives gave hold holds held happen happens happened become becomes weigh",
    "weighs own owns pay pays paid lasting allowed per people person somebody someone everybody now currently only",
    "each every today",
    "possede possedent possedons coute coutent coutait couter commence commencent commencer debute debutent debuter",
    "finit finissent finir termine terminent dure durent dura durer ouvre ouvrent ouvrir ferme ferment fermer passe",
    "passent vient viennent va vont aller faut faudra falloir revient prend prennent donne donnent mesure mesurent",
    "pese pesent vaut valent compte comptent contient tient doit doivent devoir lieu devient deviennent devenir",
    "arrive arrivent arriver paie paient paye payent payer par pm personne personnes gens chaque maintenant seulement",
    "chacun",
)
FOR_EACH = lazy_pattern(r"\b(?:per|par)\s+(\w+)", re.IGNORECASE)
CALENDAR = frozenset({*map(folded_of, MONTHS), *map(folded_of, WEEKDAYS)})


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of an article in its language, what stands above and before it, and its columns' names."""

    text: str
    language: Language
    title: str = ""
    heading: str = ""
    before: str = ""
    columns: tuple[str, ...] = ()

    @property
    def above(self) -> str:
        """What a sentence may be about that it does not say; the row before a row tells nothing of it."""
        before = "" if BETWEEN in self.text else self.before
        return "\n".join((self.title, self.heading, before, *self.columns))


def bearing_of(claim: str, language: Language, terms: Sequence[Term], place: Place) -> Bearing:
    """Return what the numbers of a sentence say of those of a claim, whose words are `terms`.

    A sentence of another day of the week than the claim's says nothing, unless all else is the same.
    """
    if NEGATION.search(claim):
        return "same_matter"
    place = replace(place, text=_undenied(place.text))
    about = _About(claim, language, terms, place)
    compared = [*about.numbers(), *about.years()]
    days, told = weekdays_in(claim), weekdays_in(place.text)
    one_day = len(days) == len(told) == 1
    if days and told and not any(_same_day(days, told, day) for day in days):
        return (
            "differs"
            if one_day and all(compared) and about.same_matter(agree=False, least=LEAST_WORDS)
            else "same_matter"
        )
    if one_day and not about.claimed and about.same_matter(agree=True, least=LEAST_WORDS):
        return "agrees"
    if not compared or (days and not told and not all(compared)):
        return "same_matter"
    return "agrees" if all(compared) else "differs"


def _same_day(days: Mapping[int, int], told: Mapping[int, int], day: int) -> bool:
    """Return whether a day of the week is one of others, and not by another rank: the second Monday, not the first."""
    return day in told and (not days[day] or not told[day] or days[day] == told[day])


def _undenied(text: str) -> str:
    """Return a sentence without the clauses that deny something."""
    spans = list(_parted(text, row=False))
    edges = [span.start for span in spans[1:]]
    clauses = [text[start:end] for start, end in zip([0, *edges], [*edges, len(text)], strict=True)]
    return "".join(one for one in clauses if not NEGATION.search(one))


def likeness(terms: Sequence[Term], place: Place) -> float:
    """Return the share of a claim's weighed words that stand in a sentence or above it."""
    stems = set(analyse(f"{place.text}\n{place.above}", place.language))
    words = weighed(terms)
    return sum(term.presence(stems, place.language) for term in words) / len(words) if words else 0.0


def weighed(terms: Sequence[Term]) -> list[Term]:
    """Return those of a claim's words that say what it is about: no numbers, units, days, nor bare verbs."""
    return [term for term in terms if _tells(term.surface)]


def _tells(word: str) -> bool:
    folded = folded_of(word)
    return not (
        any(map(str.isdigit, word))
        or word.casefold() in UNWEIGHED
        or folded in BARE
        or folded.removesuffix("s") in CALENDAR
        or any(word.casefold() in words for words in WORDS.values())
    )


@dataclass(frozen=True, slots=True)
class _About:
    """A claim with its words, beside a sentence."""

    claim: str
    language: Language
    terms: Sequence[Term]
    place: Place

    @property
    def claimed(self) -> list[Number]:
        """The numbers of the claim."""
        return list(numbers_in(self.claim, self.language))

    def numbers(self) -> Iterator[bool]:
        """Yield for each number of the claim that the sentence has one of the same thing for, whether they agree.

        One that the claim has too says nothing against another number of it.
        """
        told = list(numbers_in(self.place.text, self.place.language))
        claimed = self.claimed
        for number in claimed:
            same = [one for one in told if self._counts_as(number, one)]
            agree = any(one.equals(number) for one in same)
            left = [one for one in same if not any(one.equals(other) for other in claimed)]
            if agree and self._is_of_another(number, same):
                agree, left = False, same
            differ = bool(left) and all(one.may_differ(number) for one in same)
            if (agree or differ) and self.same_matter(number.span, agree=agree):
                yield agree

    def years(self) -> Iterator[bool]:
        """Yield whether the years agree, where both tell exactly one."""
        years = [list(YEAR.finditer(text)) for text in (self.claim, self.place.text)]
        if all(len({match.group() for match in found}) == 1 for found in years):
            first, second = (found[0] for found in years)
            agree = first.group() == second.group()
            if self.same_matter(Span(first.start(), first.end()), agree=agree, least=1 if agree else LEAST_WORDS):
                yield agree

    def same_matter(self, number: Span | None = None, *, agree: bool, least: int = 0) -> bool:
        """Return whether the words of the claim, or those around a number, largely stand there too; all names do.

        `least` is how many words there must be. What is told of a part is another matter.
        """
        parts = (PARTS & set(fold(RANKED.sub(" ", text))) for text in (self.claim, self.place.text))
        if len({bool(one) for one in parts}) > 1:
            return False
        about, language = self._about(number), self.place.language
        text = self.place.text if agree else self._up_to_numbers()
        own = set(analyse(text, language))
        there = own | self._above() if BETWEEN in self.place.text or self._says_little(own) else own
        shares = LEAST_AROUND if language == self.language else LEAST_ACROSS
        if language != self.language and not agree and not any(term.is_name for term in about):
            least = max(least, LEAST_WORDS)
        stands = [term.presence(there, language) for term in about]
        if not agree and not any(term.presence(own | self._heading(), language) for term in about):
            return False
        if len(about) < least or any(term.is_name and not one for term, one in zip(about, stands, strict=True)):
            return False
        return sum(stands) >= shares[agree] * len(about)

    def _about(self, number: Span | None) -> list[Term]:
        """Return the words that say what the claim, or a number of it, is about, without those behind "per"."""
        for_each = set(FOR_EACH.findall(self.claim))
        about = [term for term in weighed(self.terms) if term.surface not in for_each or term.is_name]
        if number is None:
            return about
        before, after = self.claim[: number.start].split()[-AROUND:], self.claim[number.end :].split()[:AROUND]
        near = set(fold(" ".join((*before, *after)))) & set(fold(self._clause_of(number)))
        return [term for term in about if term.folded in near] or about

    def _clause_of(self, number: Span) -> str:
        """Return the clause of a number behind what opens the claim, where another of its kind has one; else all."""
        claimed = self.claimed
        counted = next((one.counted for one in claimed if one.span == number), "")
        others = [one.span for one in claimed if one.counted == counted]
        clauses = [one for one in _parted(self.claim, row=False) if any(_within(other, one) for other in others)]
        own = next((one for one in clauses if _within(number, one)), None)
        if len(clauses) <= 1 or own is None:
            return self.claim
        opening = min(others, key=lambda one: one.start).start
        return f"{self.claim[:opening]} {own.of(self.claim)}"

    def _above(self) -> set[str]:
        return set(analyse(self.place.above, self.place.language))

    def _heading(self) -> set[str]:
        return set(analyse(self.place.heading or self.place.title, self.place.language))

    def _up_to_numbers(self) -> str:
        """Return a sentence up to the end of its last clause with a number: "It costs 4 € and pays the rent"."""
        text = self.place.text
        numbers = list(numbers_in(text, self.place.language))
        last = max((one.span.end for one in numbers), default=len(text))
        joined = JOINED.search(text, last)
        return text if joined is None or BETWEEN in text else text[: joined.start()]

    def _says_little(self, stems: set[str]) -> bool:
        """Return whether a sentence has few words of its own that the claim has not."""
        language = self.place.language
        words = {match.group() for match in WORD.finditer(self.place.text)}
        telling = {stem for word in words if _tells(word) for stem in analyse(word, language)}
        own = [stem for stem in stems & telling if not any(term.presence([stem], language) for term in self.terms)]
        return len(own) <= MOST_OF_ITS_OWN

    def _counts_as(self, number: Number, told: Number) -> bool:
        """Return whether both count the same, in one language or across."""
        if number.rate and told.rate and number.rate != told.rate:
            return False
        if number.counts_as(told):
            return True
        if BARE_NUMBER in {number.counted, told.counted}:
            return self._counts_by_words(number, told)
        counted = [term for term in self.terms if number.counted in term.forms[self.language]]
        return any(term.presence(told.units, self.place.language) >= SURELY for term in counted)

    def _counts_by_words(self, number: Number, told: Number) -> bool:
        """Return whether what one number counts is said around the other: "60 hoppers" by "Hoppers: 60"."""
        language = self.place.language
        if number.counted == BARE_NUMBER:
            return any(term.presence(told.units, language) >= SURELY for term in weighed(self.terms))
        around = set(analyse(self.place.text, language)) | self._above()
        counted = [term for term in weighed(self.terms) if number.counted in term.forms[self.language]]
        return any(term.presence(around, language) >= SURELY for term in counted)

    def _is_of_another(self, number: Number, same: Sequence[Number]) -> bool:
        """Return whether the number stands in a clause or cell with fewer words of the claim than another's has.

        Of "€190 with a host family, €245 at the hostel" the second is told of no family.
        """
        parts = self._parts(same)
        if number.counted in {HOUR, DATE} or len(parts) == 1:
            return False
        language = self.place.language
        words = weighed(self.terms)
        stems = [set(analyse(text, language)) for text, _ in parts]
        met = [sum(term.presence(found, language) for term in words) for found in stems]
        own = [count for count, (_, held) in zip(met, parts, strict=True) if any(one.equals(number) for one in held)]
        return max(own, default=0.0) < max(met)

    def _parts(self, numbers: Sequence[Number]) -> list[tuple[str, list[Number]]]:
        """Return the cells or clauses that have some of `numbers`, each with what tells it from the others.

        What stands before the first number is said of all, unless something stands before the others too.
        """
        text = self.place.text
        row = BETWEEN in text
        found: list[tuple[str, list[Number]]] = []
        for place, span in enumerate(_parted(text, row=row)):
            held = [one for one in numbers if _within(one.span, span)]
            if row and held:
                found.append((f"{self.place.columns[place] if self.place.columns else ''} {span.of(text)}", held))
            elif held:
                found.append((span.of(text), held))
            elif found and not row:
                found[-1] = (f"{found[-1][0]} {span.of(text)}", found[-1][1])
        leading = [re.split(r"\d", part, maxsplit=1)[0] for part, _ in found]
        if not row and not all(analyse(one, self.place.language) for one in leading[1:]):
            return [(part[len(before) :], held) for before, (part, held) in zip(leading, found, strict=True)]
        return found


def _within(one: Span, other: Span) -> bool:
    return other.start <= one.start < other.end


def _parted(text: str, *, row: bool) -> Iterator[Span]:
    """Yield the cells of a row, or the clauses of a sentence."""
    start = 0
    for match in re.finditer(re.escape(BETWEEN), text) if row else CLAUSES.finditer(text):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, len(text))
