"""Which thing of a question another one is asked instead of: "and Jupiter?" of Saturn, "and rings?" of its moons.

A name stands for a name, a common noun for one with the like article, what is counted for what was counted. In small
letters a word is told from a name by its place and its number; where it may be one or the other there is none. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from bot.answers.conversation.agreeing import determiner_before
from bot.answers.conversation.belonging import BODIES, OF_A_PLACE, OFFICES, WHO_IS
from bot.answers.conversation.carrying import subject_of
from bot.answers.conversation.leaning import OPENS_ON, POSSESSIVE, is_named
from bot.answers.questions.phrases import Phrase
from bot.answers.questions.question import QUANTITY, QUANTITY_FR, TIME, TIME_FR, read_kind
from bot.answers.questions.wording import GRAMMAR, PRICE_WORDS
from bot.answers.values.things import names_in
from corpus.article import Language, Span
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.matching.candidates import Query
from index.words.analysis import fold, folded_of, stem_of

# Of what a follow-up names, without the preposition: "et du RGPD ?", "et de la CNIL ?".
OF = lazy_pattern(r"^(?:(?:of|de)\s+|d['’](?=\w)|(?P<run>du|des)\s+)", re.IGNORECASE)
DETERMINED = lazy_pattern(r"^(?P<word>(?:the|an?|le|la|les|une?)\s+|l['’])(?P<what>.+)$", re.IGNORECASE)
INDEFINITE = frozenset(("a", "an", "un", "une"))
MEASURED = lazy_pattern(rf"(?:{QUANTITY}|{QUANTITY_FR}|{TIME}|{TIME_FR})s?", re.IGNORECASE)
IS_WHAT = lazy_pattern(
    r"^\W*(?:what(?:['’]s|\s+(?:is|was|are|were))\s+the|"
    r"quel(?:le)?s?\s+(?:est|était|sont|étaient)\s+(?:l(?:e|a|es)\b|l['’]))\s*$",
    re.IGNORECASE,
)
# Asks for the price of what stands behind it.
PRICED = lazy_pattern(
    r"^\W*(?:how\s+much\s+(?:is|are|was|were|do|does|did|would)|(?:combien|que)\s+co[uû]t\w+)\s+(?:(?:the|an?|la|les?|une?)\s+|l['’])?$",
    re.IGNORECASE,
)
MARKS = " ?!.…\t\n\u00a0\u202f"
WORDS = lazy_pattern(r"[\w'’-]+")
# "Glonass", "Uranus" and "Tunis" are no plurals.
PLURAL = lazy_pattern(r"(?:[^\Wsui]s|ies|\b(?:people|children|women|men))$", re.IGNORECASE)
LAST_WORD, LONGEST_BEFORE = lazy_pattern(r"\w+['’]?\s?$"), 12
SINGULAR = vocabulary("does has is was")  # what stands behind these means one: "does mars have"
COUNTING = lazy_pattern(r"\b(?:how\s+many|combien)\b", re.IGNORECASE)
VERSUS = lazy_pattern(
    r"\b(?:vs\.?|versus)\s+(?P<other>[^\s?!.;:()]{1,30}(?: [^\s?!.;:()]{1,30}){0,3})[\s?!.…]*$", re.IGNORECASE
)
POSSESSOR = lazy_pattern(r"(?<![\w’'-])[^\W_][\w-]{0,60}(?=['’]s\s)")
# What key words ask for of the thing beside them, with what is measured: "openai ceo", "prix essence".
NUMBERS = vocabulary("number nombre")
KEYS = vocabulary(
    "ceo president director boss founder founders owner owners creation headquarters capital currency language flag",
    "salary revenue turnover profit budget valuation ipo release meaning pdg presidente directeur directrice patron",
    "fondateur fondateurs proprietaire proprietaires siege capitale monnaie langue drapeau salaire revenu benefice",
    "sortie signification",
)
OF_MANY = PRICE_WORDS | vocabulary(
    "cost costs hour hours time times address cout couts horaire horaires heure heures adresse"
)
# Sides that a place or a meeting has as well as another; what else has such is none of them.
SIDES = OF_MANY | vocabulary(
    "phone telephone email mail number website site date dates duration floor capacity numero duree etage capacite"
)
SEVERAL = lazy_pattern(r"\b(?:are|were|sont|étaient)\b", re.IGNORECASE)
OF_A_THING_OF_ITS_OWN = frozenset(("who", "when", "where", "how_many"))


@dataclass(frozen=True, slots=True)
class Said:
    """What "and in the United States?" says behind its "and", and the same parted: a determiner, the rest of it.

    `of` says that it names of what it is asked: "et du gazole ?".
    """

    rest: str
    determiner: str
    phrase: str
    of: bool


def parted(text: str) -> Said:
    """Return what an ellipsis says, parted; "du RGPD" is of "le RGPD"."""
    rest = POSSESSIVE.sub("", OPENS_ON.sub("", text)).strip(MARKS)
    of = OF.match(rest)
    run_together = {"du": "le ", "des": "les "}.get((of["run"] or "").lower(), "") if of else ""
    what = run_together + OF.sub("", rest)
    match = DETERMINED.match(what)
    determiner, phrase = (match["word"].lower(), match["what"]) if match else ("", what)
    return Said(rest, determiner, phrase, of is not None)


def shared(said: Said, earlier: Query) -> Span | None:
    """Return where `earlier` says as many words of which the first or the last is that of what is said."""
    words = [word.lower() for word in WORDS.findall(said.phrase)]
    there = list(WORDS.finditer(earlier.text))
    for first in reversed(range(len(there) - len(words) + 1)) if len(words) > 1 else ():
        run = there[first : first + len(words)]
        if run[-1].group().lower() == words[-1] or run[0].group().lower() == words[0]:
            return Span(run[0].start(), run[-1].end())
    return None


def owner_alike(text: str, earlier: Query) -> Span | None:
    """Return where that stands in `earlier` whose thing it asks about, where `text` names whose: "and Moderna's?".

    Where it asks of one thing versus another it is the other.
    """
    if versus := VERSUS.search(earlier.text):
        return Span(*versus.span("other"))
    owner = POSSESSOR.search(earlier.text) if POSSESSIVE.search(text) else None
    if owner is None:
        return None
    starts = (one.start for one in names_in(earlier) if one.start <= owner.start() < one.end)
    return Span(next(starts, owner.start()), owner.end())


def key_alike(said: Said, query: Query, earlier: Query, phrases: Sequence[Phrase]) -> Span | None:
    """Return what a word asks instead of where `earlier` is key words, one of which asks: "google ipo", "prix essence".

    It is the thing, or its name alone where that stands before what it has, in French behind it: "hubble mirror size".
    It is what asks where the word does so too: "and founder". None for other questions.
    """
    alone = len(phrases) == 1 and phrases[0].span.of(earlier.text) == earlier.text.strip(MARKS)
    asks = _is_key(said.phrase)
    if not alone or WORDS.fullmatch(said.phrase) is None or (said.determiner and not asks):
        return None
    first, *owners = phrases[0].parts
    if owners:
        if folded_of(first.of(earlier.text)) in NUMBERS:
            return None  # "nombre de lunes saturne", "et jupiter"
        return (first if asks else phrases[0].owner) if _is_key(first.of(earlier.text)) else None
    words = list(WORDS.finditer(earlier.text))
    things = [one for one in words if not _is_key(one.group())]
    if not things or len(things) == len(words):
        return None
    asking = [one for one in words if one not in things]
    if asks:
        return Span(*asking[0].span()) if len(asking) == 1 else None
    if query.language == "fr":
        things.reverse()
    elif words[-1] in things and not _is_name(words[-1].group(), earlier):
        return None  # "population density"
    name, beside = things[0].group(), things[:2][-1].group()
    is_name, may_be_name = _is_name(name, earlier), _is_own_translation(query)
    counts = any(one.group().lower() in NUMBERS for one in asking)  # what is counted is not of the name
    if is_name and not counts and not may_be_name:
        return None  # "cnil president", "and members": those of the name, and no president of theirs
    if is_name and (may_be_name or not _is_plural(said.phrase)) and (counts or not _is_name(beside, earlier)):
        return Span(*things[0].span())
    return Span(min(one.start() for one in things), max(one.end() for one in things))


def _is_key(word: str) -> bool:
    return MEASURED.fullmatch(word) is not None or folded_of(word) in KEYS


def _is_name(word: str, earlier: Query) -> bool:
    terms = tuple(one for one in earlier.terms if one.surface == word)
    return bool(terms) and _is_own_translation(replace(earlier, terms=terms))


def named_alike(said: Said, earlier: Query) -> Span | None:
    """Return the last name of `earlier` that stands with a determiner or without one as what is said does, or any."""
    names = names_in(earlier)
    alike = [name for name in names if bool(determiner_before(earlier, name)) == bool(said.determiner)]
    return next(reversed(alike or names), None)


def bare_alike(said: Said, query: Query, earlier: Query, phrases: Sequence[Phrase]) -> Span | None:
    """Return where that stands of which a word without an article asks instead, None where it may be one or another.

    One thing is not counted: "and jupiter" after "how many moons does saturn have" asks of another planet, "and rings"
    counts something else. French counts with "de": "et d'anneaux ?".
    """
    things = [one.owner if one.counted else one.span for one in phrases if not one.counted or len(one.parts) > 1]
    bare = [one for one in things if _stands_as_name(one, earlier)]
    counted = next((one for one in phrases if one.counted), None)
    if counted is not None and _is_counted_alike(said, query, earlier, counted):
        unsure = _holds_a_verb(counted, earlier) or (bare and not said.of and _is_own_translation(query))
        return None if unsure else counted.span
    if bare:
        return bare[0]
    determined = [one for one in things if determiner_before(earlier, one)]
    return determined[0] if len(determined) == len(things) == 1 and counted is not None else None


def _stands_as_name(span: Span, earlier: Query) -> bool:
    """Return whether a thing has no article and means one: "does saturn have", not "work with vaccines" or "my bot"."""
    before = LAST_WORD.search(earlier.text, max(0, span.start - LONGEST_BEFORE), span.start)
    word = before.group().strip(" '’").lower() if before else ""
    if word in GRAMMAR[earlier.language].determiners:
        return False
    return earlier.language == "fr" or word in SINGULAR or not _is_plural(span.of(earlier.text))


def _is_counted_alike(said: Said, query: Query, earlier: Query, counted: Phrase) -> bool:
    if any(map(is_named, query.terms)):
        return False
    if query.language == "fr":
        return said.of
    several = COUNTING.search(earlier.text) is not None or _is_plural(counted.span.of(earlier.text))
    return _is_plural(said.phrase) is several


def _holds_a_verb(counted: Phrase, earlier: Query) -> bool:
    """Return whether what is counted was read with the verb behind it: "how many moons orbit saturn"."""
    words = WORDS.findall(counted.parts[0].of(earlier.text))
    return len(words) > 1 and COUNTING.search(earlier.text) is not None and not words[-1].endswith(("s", "x"))


def _is_plural(noun: str) -> bool:
    """Return whether an English noun means several by its ending, or is one of the few that do without it."""
    return PLURAL.search(noun, max(0, len(noun) - LONGEST_BEFORE)) is not None


def is_name_alone(said: Said, query: Query, earlier: Query) -> bool:
    """Return whether one word in small letters stands as a name does, where a thing of its own is asked for.

    It has no article, means one thing and is called so in both languages, as many other words are: after "how does
    Discord work?" security is no name.
    """
    if said.determiner or said.of or (query.language == "en" and _is_plural(said.phrase)):
        return False
    return read_kind(earlier.text).kind in OF_A_THING_OF_ITS_OWN and _is_own_translation(query)


def _is_own_translation(query: Query) -> bool:
    """Return whether what a question says is called the same in the other language, as names are."""
    other: Language = "en" if query.language == "fr" else "fr"
    return all(
        max(one.forms[other].items(), key=itemgetter(1))[0] in {stem_of(one.surface, other), *one.forms[query.language]}
        for one in query.terms
        if one.forms[other]
    )


def thing_alike(said: Said, earlier: Query, phrases: Sequence[Phrase]) -> Span | None:
    """Return where that stands of which a common noun asks instead, None where it asks for a part of it.

    "et une ETI ?" asks instead of a PME; "et les amendes ?" are those of the RGPD.
    """
    subject = subject_of(earlier)
    definite = said.determiner.strip() not in {"", *INDEFINITE}
    for phrase in phrases if definite and len(WORDS.findall(said.phrase)) == 1 else ():
        opening = earlier.text[: phrase.span.start]
        if len(phrase.parts) > 1 and WHO_IS.match(opening):
            return _office_or_body(said, phrase)
        if len(phrase.parts) > 1 and IS_WHAT.match(opening):
            return _side_or_owner(said, earlier, phrase)
        if len(phrase.parts) > 1 and phrase.named and PRICED.match(opening):
            return phrase.parts[0]
    if subject is not None:
        return subject if _is_such(said, earlier, subject) else None
    if MEASURED.fullmatch(said.phrase):
        return None
    for phrase in phrases:
        determiner = determiner_before(earlier, phrase.parts[0])
        if not phrase.named and _standing(determiner, phrase.span.of(earlier.text)) == _standing(
            said.determiner, said.phrase
        ):
            return phrase.span
    return None


def _office_or_body(said: Said, phrase: Phrase) -> Span:
    """Return which of "the chair of the club" another noun stands for: "the treasurer", "the library", or all of it."""
    noun = folded_of(said.phrase)
    if noun in OFFICES:
        return phrase.span if noun in OF_A_PLACE else phrase.parts[0]
    return phrase.owner if noun in BODIES else phrase.span


def _side_or_owner(said: Said, earlier: Query, phrase: Phrase) -> Span:
    """Return which of "the capital of Peru" another noun stands for: another side of it, or what else has such.

    Many things have hours or a price, and one that "are" is asked of is no side of them: "and the library?".
    """
    if _is_key(said.phrase) or folded_of(said.phrase) in SIDES:
        return phrase.parts[0]
    side = phrase.parts[0].of(earlier.text)
    several = SEVERAL.search(earlier.text, 0, phrase.span.start) is not None
    alike = several is (said.determiner.strip() == "les" or (said.determiner == "the " and _is_plural(said.phrase)))
    return phrase.parts[0] if alike and OF_MANY.isdisjoint(fold(side)) else phrase.owner


def _standing(determiner: str, noun: str) -> tuple[str, bool]:
    """Return how a noun stands: with which kind of article, and with a definite one whether it means several."""
    word = determiner.strip().lower()
    kind = "" if not word else "a" if word in INDEFINITE else "the"
    return kind, kind == "the" and (word == "les" or (word == "the" and noun.endswith("s")))


def _is_such(said: Said, earlier: Query, subject: Span) -> bool:
    """Return whether a common noun asks what it is itself, and not of what was asked about before.

    "et une ETI ?" does; "et les amendes ?" are those of the RGPD, "and the time-out?" is another thing than "the ban".
    """
    if said.determiner.strip() in INDEFINITE:
        return True
    about_name = any(name.start < subject.end and subject.start < name.end for name in names_in(earlier))
    return not about_name and said.determiner == determiner_before(earlier, subject)
