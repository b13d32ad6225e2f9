"""The words within a sentence that answer, of all that have the look of what is asked for. Pure.

What stands nearest to the question's words is likely, the more so with the look and in the place of an answer: a person
behind "by", a town behind "in", a length where a length is asked for. What the question says itself is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.conversation.leaning import IS_WHO
from bot.answers.questions.question import Asked
from bot.answers.values.measures import MONEY, asks_price, is_of_measure, is_priced
from bot.answers.values.parallel import COUNTED, MOST, in_its_part, later_dates, n_of_m, of_thing
from bot.answers.values.preceding import as_changed, behind_asked, behind_name, of_life, without_dates
from bot.answers.values.spans import DATE, is_dated, spans_of
from bot.answers.values.years import YEAR, of_year, years_in
from corpus.article import Language, Span
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.words.analysis import WORD, analyse, fold
from index.words.terms import Term, is_acronym

NAME_PULLS = 0.4  # how strongly a name of the question draws the answer to it, against its other words
PULL_HALVES = 20  # code points at which that pull is halved
# What a name's pull is multiplied by. Of 4,542 training questions that ask who, where, when or how many, beside the
# sentence that holds what answers, 0.66 have it in bold and 0.23 other words; by the pull alone it was 0.61 and 0.30.
# Found by reading what went wrong on development questions (0.73 and 0.21 of 1,711, before 0.67 and 0.28), so those
# figures flatter. Twice or half of any moves them by 0.005 at most.
ASKED_ITSELF, IN_PLACE, OF_PEOPLE, OF_ANOTHER, FULL_NAME, OPENING = 0.8, 3.0, 0.3, 0.5, 1.5, 0.25

BY = lazy_pattern(r"\b(?:by|par)\s+(?:(?:the|le|la|les)\s+|l['’])?(?:[a-zà-ÿ-]+\s+){0,3}$")
AT = lazy_pattern(
    r"\b(?:in|at|to|from|near|into|off|à|au|aux|en|dans|vers|depuis|près\s+d[eu])\s+(?:(?:the|le|la|les)\s+|l['’])?$",
    re.IGNORECASE,
)
# In what or behind whose door a place is named: "at the school of Ghent", "on the bridge of Lens", "au musée de Lyon".
IN_THE_PLACE = lazy_pattern(
    r"\b(?:in|at|on|to|near|à|aux?|en|dans|sur)\s+(?:(?:the|an?|le|la|les|une?)\s+|l['’])?"
    r"(?:[a-zà-ÿ-]+\s+(?:(?:of|in|de|du|des|à)\s+(?:(?:the|la|les?)\s+|l['’])?|d['’]))?$",
    re.IGNORECASE,
)
CLAUSE = lazy_pattern(r"[,;:]\s")
FOR = lazy_pattern(r"\b(?:for|pour)\s+(?:(?:the|le|la|les)\s+|l['’])?$", re.IGNORECASE)
IS_ONE = lazy_pattern(r"\s*(?:[(,]|(?:is|was|est|était|fut)\b)")  # "Ghent is the capital", not "Batteries can go"
# What somebody is to another opens a sentence with a capital, and names nobody: "Grandson of Maud Low, he …".
KIN = lazy_pattern(
    r"(?:(?:great-)?(?:grand)?(?:son|daughter|child|father|mother|nephew|niece)|brother|sister|cousin|uncle|aunt|wife|husband|"
    r"widow(?:er)?|twin|heir(?:ess)?|pupil|student|friend|native|member|"
    r"(?:arri[èe]re-)?(?:petite?-)?(?:fils|fille|neveu|ni[èe]ce)|fr[èe]re|s(?:œ|oe)ur|cousine?|oncle|tante|[ée]poux|[ée]pouse|"
    r"ve(?:uf|uve)|h[ée]riti[èe]re?|[ée]l[èe]ve|amie?|natif|native|membre)\s(?:(?:of|de|du)\b|d['’])",
    re.IGNORECASE,
)
OF_KIN = ("of", "de", "du", "d'", "d’")  # what it ends with
FOR_ASKED = lazy_pattern(r"\b(?:for|pour)\b", re.IGNORECASE)
OF = lazy_pattern(r"(?:\b(?:of|de|du|des|in|at|on|the|à|au|aux|en|la|le|les)\s|[dl]['’])$", re.IGNORECASE)
# What stands for a people, as in "the American band", is no person.
PEOPLES = lazy_pattern(r"^\w+(?:an|ish|ese|ch|ais|aise|ois|oise|ien|ienne|ain|aine|ards?)s?$")

PAYING = vocabulary(
    "cost costs spend spent spends spending pay pays paid charge charges charged price prices",
    "coute coutent coutait paie paient paye payer depense depenses depenser prix tarif tarifs",
)
# What parts a number from what is told of another: "€7 within France, €12 in the EU", "1 000 ; 8 400 en 2026".
PARTED = lazy_pattern(r"[,;:()]|\d")
TOLD_OF = 25  # code points behind a number in which stands what it is told of

# Between a number and a year, what likely parts them; it counts as so many code points.
APART, APART_BY = lazy_pattern(r"[,;:()]|\b(?:and|et|while|whereas|tandis|contre|against)\b", re.IGNORECASE), 30

IN_BRACKET = lazy_pattern(r"\((?=(?:(?:in|en)\s)?$)")  # "40 boats (2024)" is of that year

LAST, NEXT = lazy_pattern(r"\w+\s+$"), lazy_pattern(r"\s+\w+")
BESIDE = lazy_pattern(r"\s*,\s+(?P<what>[^,.;]{3,80})(?=[,.;])")
TITLE = lazy_pattern(r"(?:\b(?:the|le|la)\s+|\bl['’])(?P<what>(?:[\w’'-]+\s+){0,3}[\w’'-]+)\s+$", re.IGNORECASE)


def answering_span(
    sentence: str, language: Language, asked: Asked, question: str, terms: Sequence[Term], weights: Sequence[float]
) -> Span | None:
    """Return where in `sentence` stands what the question asks for, or None where nothing of that kind does.

    Of several dates, numbers or names it is the one nearest to the question's words that looks most like an answer;
    `weights` say what each of `terms` counts. What is asked about a name stands by the word that tells the relation, so
    names count less.
    """
    words = set(fold(question))
    if asked.kind == "who" and terms and IS_WHO.match(question) and all(term.is_name for term in terms):
        return _described(sentence, terms, words)
    found = _candidates(sentence, language, asked, question, terms)
    dated_from = later_dates(sentence) if asked.kind == "when" and found else []
    if len(found) + len(dated_from) < 2:
        return found[0] if found else None
    places = [
        (Span(*match.span()), place)
        for match in WORD.finditer(sentence)
        if (stems := analyse(match.group(), language))
        for place, term in enumerate(terms)
        if term.presence(stems, language) > 0
    ]
    if asked.kind == "how_many" and all(
        MONEY.search(one.of(sentence)) for one in found
    ):  # "we spent 11,975 €: 4,500 € for the audit": what is paid for tells them apart
        paid_for = [(word, place) for word, place in places if terms[place].folded not in PAYING]
        places = paid_for or places
    pulling = [weight * (NAME_PULLS if term.is_name else 1.0) for term, weight in zip(terms, weights, strict=True)]
    marks = [(word.start, word.end, pulling[place]) for word, place in places]
    years = years_in(question)
    if len(years) == 1 and len(years_in(sentence)) > 1:
        nearest = _nearest_year(sentence, found, question) if asked.kind != "when" else None
        if nearest is not None:
            return nearest
        if asked.kind == "how_many":
            counting = [mark for mark in marks if not sentence[mark[0] : mark[1]].isdigit()]
            found = [span for span in found if _told_of(sentence, span, counting, inside=True)] or found
        found = of_year(years.pop(), sentence, found) or found
    if asked.kind in {"how_many", "when"} and len(found) + len(dated_from) <= MOST:
        told = _told_apart(
            sentence, sorted([*found, *dated_from], key=lambda span: span.start), question, terms, places
        )
        if len(told) == 1 or not told:
            return told[0] if told else None
        found = [span for span in told if span not in dated_from] or found

    def pull(span: Span) -> float:
        pulls = [
            weight / (1 + max(0, start - span.end, span.start - end) / PULL_HALVES)
            for start, end, weight in marks
            if not span.start <= start < span.end
        ]
        inside = sum(weight for start, _, weight in marks if span.start <= start < span.end)
        if asked.kind in {"who", "where"}:
            return max(pulls, default=0.0) * _likeness(asked, sentence, span, words)
        return max(pulls, default=0.0) + inside + (_told_of(sentence, span, marks) if asked.kind == "how_many" else 0)

    best = max(found, key=lambda span: (pull(span), -span.start))
    if asked.kind == "where":
        deeds = [word for word, place in places if not terms[place].is_name]
        return _behind_deed(sentence, best, found, deeds) or best
    return best


def _behind_deed(sentence: str, best: Span, found: Sequence[Span], deeds: Sequence[Span]) -> Span | None:
    """Return the place that stands behind a word of the question in its clause, where `best` is of one before.

    Of "born in Ghent, he studied in Lens" that is Lens for where he studied. None where no place does.
    """
    for deed in deeds:
        if best.end > deed.start or not CLAUSE.search(sentence, best.end, deed.start):
            return None
        for span in found:
            between = sentence[deed.end : span.start]
            if span.start >= deed.end and not CLAUSE.search(between) and IN_THE_PLACE.search(between):
                return span
    return None


def _candidates(
    sentence: str, language: Language, asked: Asked, question: str, terms: Sequence[Term]
) -> Sequence[Span]:
    """Return what of a sentence has the look of what is asked for and may be it, in order."""
    found = spans_of(asked.kind, sentence, set(fold(question)))
    if asked.kind == "when":
        return of_life(question, sentence, found)
    if asked.kind == "how_many":
        found = [one for one in without_dates(sentence, found) if is_of_measure(question, sentence, one)]
        found = list(as_changed(question, sentence, found))
        if asks_price(question):
            return [one for one in found if is_priced(sentence[max(0, one.start - 1) : one.end])] or found
        return found
    dates = [match.span() for match in DATE.finditer(sentence)]
    return [
        span
        for span in found
        if not _is_dated(span.of(sentence), span, dates)
        and not _is_other(asked, sentence, span, question)
        and not _are_terms(span.of(sentence), terms, language)
    ]


def _told_apart(
    sentence: str, spans: Sequence[Span], question: str, terms: Sequence[Term], places: Sequence[tuple[Span, int]]
) -> Sequence[Span]:
    """Return those of some numbers or dates that the words around them tell to be asked for; all where they do not.

    `places` are where the words of the question stand, each with the place of its term.
    """
    counted = COUNTED.search(question)
    what = set(fold(counted["what"])) if counted else set()
    thing = {place for place, term in enumerate(terms) if term.folded in what}
    named = {place for place, term in enumerate(terms) if term.is_name and not term.surface[0].isdigit()}
    at = [word.start for word, _ in places]
    spans = behind_name(sentence, spans, [word.end for word, place in places if place in named])
    spans = n_of_m(sentence, behind_asked(question, sentence, spans), at)
    spans = of_thing(sentence, spans, at, [word.start for word, place in places if place in thing])
    return in_its_part(sentence, spans, [(word.start, place) for word, place in places if place not in thing])


def _nearest_year(sentence: str, numbers: Sequence[Span], question: str) -> Span | None:
    """Return the number nearest to the year of a question, where a sentence has one for each of several years.

    Of "40 boats and 900 tickets in 2024, 55 boats in 2025" the year tells nothing: None.
    """
    asked = years_in(question)
    years = [
        match for match in YEAR.finditer(sentence) if not any(one.start <= match.start() < one.end for one in numbers)
    ]
    there = [match for match in years if match.group() in asked]
    told_of = len({match.group() for match in years})
    if len(asked) != 1 or not there or told_of < 2 or len(numbers) != told_of:
        return None

    def distance(span: Span) -> int:
        gaps = [
            (
                sentence[one.end() : span.start]
                if one.end() <= span.start
                else IN_BRACKET.sub("", sentence[span.end : one.start()])
            )
            for one in there
        ]
        return min(len(gap) + (APART_BY if APART.search(gap) else 0) for gap in gaps)

    return min(numbers, key=lambda span: (distance(span), span.start))


def _told_of(sentence: str, span: Span, marks: Sequence[tuple[int, int, float]], *, inside: bool = False) -> float:
    """Return the weight of the question's words that stand right behind a number, with nothing that parts them.

    With `inside`, also of those that stand in its span: "12 lifeguards".
    """
    return sum(
        weight
        for start, _, weight in marks
        if (inside and span.start <= start < span.end)
        or (span.end <= start <= span.end + TOLD_OF and not PARTED.search(sentence, span.end, start))
    )


def _is_dated(text: str, span: Span, dates: Sequence[tuple[int, int]]) -> bool:
    """Return whether a name is a month, a day, or part of a date."""
    return is_dated(text) or any(start <= span.start and span.end <= end for start, end in dates)


def _is_other(asked: Asked, sentence: str, span: Span, question: str) -> bool:
    """Return whether a name is of no doer, "for GNOME", or of no place: the capital of a word that opens a sentence."""
    before = sentence[: span.start]
    if asked.kind == "who":
        told = before.rstrip()
        kin = KIN.search(told) if told.lower().endswith(OF_KIN) else None  # few do, and to search takes long
        if KIN.match(sentence, span.start) or (kin and kin.group()[0].isupper() and kin.end() == len(told)):
            return True
        return FOR.search(before) is not None and FOR_ASKED.search(question) is None
    return not before.strip(" «“\"'") and " " not in span.of(sentence) and IS_ONE.match(sentence, span.end) is None


def _are_terms(name: str, terms: Sequence[Term], language: Language) -> bool:
    """Return whether a name is words of the question, be it in another language: "meubles", "Furniture"."""
    return all(any(term.presence(set(analyse(word, language)), language) > 0 for term in terms) for word in fold(name))


def _likeness(asked: Asked, sentence: str, span: Span, words: set[str]) -> float:
    """Return how well a name suits the question by its look and by what stands before it; 1 is neither well nor ill."""
    before, name = sentence[: span.start], span.of(sentence)
    parts = fold(name)
    likeness = 1 - ASKED_ITSELF * sum(part in words for part in parts) / len(parts)
    if before.endswith("(") and (is_acronym(name) or "".join(part[0] for part in parts) in fold(before)[-1:]):
        likeness *= OF_ANOTHER  # of what stands before the bracket, or what that is in full
    if asked.kind == "where":
        return likeness * (IN_PLACE if AT.search(before) else 1.0)
    if len(parts) == 1 and PEOPLES.match(name):
        likeness *= OF_PEOPLE
    if BY.search(before):
        return likeness * IN_PLACE
    if OF.search(before):
        likeness *= OF_ANOTHER
    if " " in name:
        return likeness * FULL_NAME
    return likeness * (OPENING if not before.strip(" «“\"'") else 1.0)  # whatever opens a sentence has a capital


def _described(sentence: str, terms: Sequence[Term], words: set[str]) -> Span | None:
    """Return what a sentence says beside a name: "Larry Ellison, [cofondateur d’Oracle], …", "the [researcher] He"."""
    places = [sentence.find(term.surface) for term in terms]
    if min(places, default=-1) < 0:
        return None
    start, end = min(places), max(place + len(term.surface) for place, term in zip(places, terms, strict=True))
    # "He" of "He Jiankui" and "Son" of "Masayoshi Son" are words of no weight.
    if (last := LAST.search(sentence[:start])) and set(fold(last.group())) <= words:
        start = last.start()
    if (following := NEXT.match(sentence, end)) and set(fold(following.group())) <= words:
        end = following.end()
    if behind := BESIDE.match(sentence, end):
        return Span(*behind.span("what"))
    before = TITLE.search(sentence[:start])
    return Span(*before.span("what")) if before else None
