"""How a question that leans on those before it reads in full: "and Jupiter?" asks of Jupiter what was asked of Saturn.

An ellipsis takes the place of what it is asked instead of, or is asked besides; any other question is followed by the
words that it lacks, in brackets: "who holds it? (ROFR)". Pure rules over French and English questions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answers.leaning import OPENS_ON, is_ellipsis, is_named
from bot.answers.nouns import counted_in, means_several, with_noun
from bot.answers.question import QUANTITY, QUANTITY_FR, Asked, read_kind
from bot.answers.things import names_in, place_of, things_in
from corpus.article import Language, Span
from corpus.vocabulary import vocabulary
from index.candidates import Query

PLACED = re.compile(r"^(?:in|at|en|à|aux?|dans)\s", re.IGNORECASE)
A_DETERMINER = r"(?:(?:the|an?|le|la|les|une?)\s+|l['’])"
PLACING = re.compile(rf"\b(?:in|at|en|à|aux?|dans)\s+{A_DETERMINER}?$", re.IGNORECASE)
# Opens what is asked of besides: "and after 2019?", "et avec une amende ?".
BESIDES = re.compile(
    r"^(?:in|on|at|since|after|before|under|with|without|during|by|from|until|till|per|en|à|aux?|dans|sur|depuis|"
    r"apr[eè]s|avant|sous|avec|sans|pendant|par|chez|vers)\s",
    re.IGNORECASE,
)
# Of what a follow-up names, without the preposition: "et du RGPD ?", "et de la CNIL ?".
OF = re.compile(r"^(?:(?:of|de)\s+|d['’](?=\w)|(?P<run>du|des)\s+)", re.IGNORECASE)
DETERMINED = re.compile(r"^(?P<word>(?:the|an?|le|la|les|une?)\s+|l['’])(?P<what>.+)$", re.IGNORECASE)
INDEFINITE = frozenset(("a", "an", "un", "une"))
# What stands before a noun and changes with it; French runs some prepositions and articles together.
BEFORE_NOUN: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(r"(?P<of>(?!))?(?P<elided>(?!))?(?P<determiner>\b(?:the|an?)\s+)?$", re.IGNORECASE),
    "fr": re.compile(
        r"(?:\b(?P<of>de|à|du|des|aux?)\s+|\b(?P<elided>d['’]))?(?P<determiner>\b(?:le|la|les|une?)\s+|\bl['’])?$",
        re.IGNORECASE,
    ),
}
ELIDED = re.compile(r"^de (?=une? )")
# For whom or what else it is asked: "et pour une PME ?".
FOR = re.compile(r"^\W*(?:and|et|or|ou|but|mais)\s+(?:for|pour)\s", re.IGNORECASE)
# Asks by itself, of something of its own: "et la hauteur de la tour Eiffel ?".
MEASURE = re.compile(
    rf"^(?:(?:the|le|la|les)\s+|l['’])?(?:{QUANTITY}|{QUANTITY_FR})\s+(?:of|de|du|des|d['’])(?:\s|(?<=['’]))\s*\w",
    re.IGNORECASE,
)
# The last noun of a question, where it says of what: "le prix de l'essence ?".
OWNER = re.compile(
    r"(?:\b(?:of|de|du|des)\s+|\bd['’])(?:(?:the|la|les?)\s+|l['’])?(?P<noun>[^\W\d_]+(?:-[^\W\d_]+)*)[\s?!.…]*$",
    re.IGNORECASE,
)
APART = {"du": "de", "des": "de", "au": "à", "aux": "à"}
TOGETHER = (("de le ", "du "), ("de les ", "des "), ("à le ", "au "), ("à les ", "aux "))
VOWEL = re.compile(r"[aeiouyhàâéèêëîïôöûüœ]", re.IGNORECASE)
GOING_ON = re.compile(r"^\W*(?:and|et|but|mais|so|alors|ok|okay)\b\s*,?\s*", re.IGNORECASE)
BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
ENDS = re.compile(r"[\s?!.…]*(?:\s\([^()]*\))?[\s?!.…]*$")
NUMBER = re.compile(r"\d+")
WORDS = re.compile(r"[\w'’-]+")
# Words of a follow-up that ask for a time or a place and name nothing.
ASKING = vocabulary("year date day month annee jour mois place lieu pays country ville city time moment")
MOST_CARRIED = 6  # words of an earlier question that a "why?" is given; of a longer one, its names


@dataclass(frozen=True, slots=True)
class _Ellipsis:
    """What "and in the United States?" says behind its "and", and the same parted: a determiner, the rest of it.

    `of` says that it names of what it is asked: "et du gazole ?".
    """

    rest: str
    determiner: str
    phrase: str
    of: bool


def in_full(query: Query, before: Sequence[Query]) -> str:
    """Return how a question that leans on those `before` it reads, latest first; the empty string where they lack it.

    Those before are as they were read themselves: "and in 2019?" after "and Jupiter?" asks of Jupiter.
    """
    if not before:
        return ""
    if is_ellipsis(query.text, query.terms):
        return _asked_again(query, replace(before[0], text=GOING_ON.sub("", before[0].text)))
    phrases = _lacking(query, before)
    return f"{query.text.strip()} ({', '.join(phrases)})" if phrases else ""


def kind_in_full(read_as: str) -> Asked:
    """Return what a question asks for that was read in full, whatever stands behind it in brackets."""
    return read_kind(BRACKETS.sub("", read_as))


def _asked_again(query: Query, earlier: Query) -> str:
    """Return `earlier` as it is asked of what an ellipsis names."""
    said = _parted(query.text)
    if FOR.match(query.text) and said.determiner.strip() in INDEFINITE and not _shared(said, earlier):
        said = replace(said, rest=f"{'pour' if query.language == 'fr' else 'for'} {said.rest}")
        return _besides(said, earlier)
    if all(term.folded.isdigit() for term in query.terms) or BESIDES.match(said.rest):
        return _besides(said, earlier)
    instead = _shared(said, earlier)
    if instead is None and MEASURE.match(said.phrase):
        return ""
    if instead is None and said.of and (owner := OWNER.search(earlier.text)):
        instead = Span(*owner.span("noun"))
    subject = _subject(earlier)
    if instead is None and any(map(is_named, query.terms)):
        instead = _named_alike(said, earlier) or subject
    elif instead is None and subject is not None:
        if not _is_such(said, earlier, subject):
            return f"{query.text.strip()} ({subject.of(earlier.text)})"
        instead = subject
    if instead is not None:
        return _with(said, earlier, instead, same_language=query.language == earlier.language)
    return _behind(said, earlier)


def _behind(said: _Ellipsis, earlier: Query) -> str:
    """Return `earlier` with what is said behind it, in brackets."""
    bare = earlier.text.rstrip()
    return f"{bare[:-1]}, {said.phrase})" if bare.endswith(")") else f"{bare} ({said.phrase})"


def _parted(text: str) -> _Ellipsis:
    rest = OPENS_ON.sub("", text).strip(" ?!.…\u00a0\u202f")
    of = OF.match(rest)
    run_together = {"du": "le ", "des": "les "}.get((of["run"] or "").lower(), "") if of else ""
    what = run_together + OF.sub("", rest)
    match = DETERMINED.match(what)
    determiner, phrase = (match["word"].lower(), match["what"]) if match else ("", what)
    return _Ellipsis(rest, determiner, phrase, of is not None)


def _besides(said: _Ellipsis, earlier: Query) -> str:
    """Return `earlier` with a number in place of its last, a place in place of its last, or either behind it."""
    text, number = earlier.text, NUMBER.search(said.rest)
    numbers = [place for term in earlier.terms if term.folded.isdigit() and (place := place_of(text, term))]
    if number and numbers:
        last = max(numbers, key=lambda one: one.start)
        return f"{text[: last.start]}{number.group()}{text[last.end :]}"
    if said.rest.isdigit():
        return _behind(said, earlier)
    preposition = re.escape(said.rest.split()[0])
    same = PLACING if PLACED.match(said.rest) else re.compile(rf"\b{preposition}\s+{A_DETERMINER}?$", re.IGNORECASE)
    for name in reversed(names_in(earlier)) if number is None else ():
        if opening := same.search(text[: name.start]):
            return f"{text[: opening.start()]}{said.rest}{text[name.end :]}"
    ends = ENDS.search(text)
    end = ends.start() if ends else len(text)
    ending = re.search(rf"\b(?:{preposition})\s+{A_DETERMINER}?[\w'’-]+$", text[:end], re.IGNORECASE)
    if ending and number is None:
        return f"{text[: ending.start()]}{said.rest}{text[end:]}"
    return f"{text[:end]} {said.rest}{text[end:]}"


def _named_alike(said: _Ellipsis, earlier: Query) -> Span | None:
    """Return the last name of `earlier` that stands with a determiner or without one as what is said does, or any."""
    names = names_in(earlier)
    alike = [name for name in names if bool(_determiner(earlier, name)) == bool(said.determiner)]
    return next(reversed(alike or names), None)


def _is_such(said: _Ellipsis, earlier: Query, subject: Span) -> bool:
    """Return whether a common noun asks what it is itself, and not of what was asked about before.

    "et une ETI ?" does; "et les amendes ?" are those of the RGPD, "and the time-out?" is another thing than "the ban".
    """
    if said.determiner.strip() in INDEFINITE:
        return True
    about_name = any(name.start < subject.end and subject.start < name.end for name in names_in(earlier))
    return not about_name and said.determiner == _determiner(earlier, subject)


def _determiner(earlier: Query, span: Span) -> str:
    match = BEFORE_NOUN[earlier.language].search(earlier.text[: span.start])
    return (match["determiner"] or "").lower() if match else ""


def _shared(said: _Ellipsis, earlier: Query) -> Span | None:
    """Return where `earlier` says as many words of which the first or the last is that of what is said."""
    words = [word.lower() for word in WORDS.findall(said.phrase)]
    there = list(WORDS.finditer(earlier.text))
    for first in reversed(range(len(there) - len(words) + 1)) if len(words) > 1 else ():
        run = there[first : first + len(words)]
        if run[-1].group().lower() == words[-1] or run[0].group().lower() == words[0]:
            return Span(run[0].start(), run[-1].end())
    return None


def _subject(earlier: Query) -> Span | None:
    """Return where the thing stands whose meaning `earlier` asks for, None where it asks for none."""
    subject = "" if earlier.text.endswith(")") else read_kind(earlier.text).subject
    place = earlier.text.rfind(subject) if subject else -1
    return Span(place, place + len(subject)) if place >= 0 else None


def _with(said: _Ellipsis, earlier: Query, instead: Span, *, same_language: bool) -> str:
    """Return `earlier` with what is said `instead` of one of its things, and in one language with its determiner."""
    before, behind = earlier.text[: instead.start], earlier.text[instead.end :]
    match = BEFORE_NOUN[earlier.language].search(before) if same_language else None
    if match is None:
        return f"{before}{said.phrase}{behind}"
    of = "de" if match["elided"] else (match["of"] or "").lower()
    of = APART.get(of, of)
    if of == "de" and not said.determiner and VOWEL.match(said.phrase):
        opening = "d’"
    else:
        opening = f"{of} {said.determiner}" if of else said.determiner
        opening = ELIDED.sub("d’", opening)
    for apart, together in TOGETHER:
        opening = together if opening == apart else opening
    return f"{before[: match.start()]}{opening}{said.phrase}{behind}"


def _lacking(query: Query, before: Sequence[Query]) -> list[str]:
    """Return what `query` lacks of the latest question `before` it that names something or asks what it is: just that.

    Where none does, the words of the latest; all of them too for what names nothing itself: "why?", "in which year?".
    """
    held = {term.folded for term in query.terms}
    if held <= ASKING:
        return _all_of(before[0], held)
    for one in before:
        subject = _subject(one)
        if subject is not None and not held.issuperset(term.folded for term in one.terms):
            return [subject.of(one.text)]
        brackets = BRACKETS.search(one.text)
        if brackets and all(name.start > brackets.start() for name in names_in(one)):
            return [brackets.group().strip(" ()")]
        if names := things_in(one, [term for term in one.terms if is_named(term)], held, names=True):
            return _with_nouns(one, names, several=means_several(query.text))
    return _all_of(before[0], held)


def _with_nouns(earlier: Query, names: Sequence[Span], *, several: bool) -> list[str]:
    """Return the names with the nouns that they belong to, and where `several` are meant, what was counted."""
    things = [with_noun(earlier, name, several=several) for name in names]
    counted = counted_in(earlier) if several else None
    if counted and not any(thing.start <= counted.start < thing.end for thing in things):
        things.insert(0, counted)
    return [thing.of(earlier.text) for thing in things]


def _all_of(earlier: Query, held: set[str]) -> list[str]:
    """Return the words of `earlier`, of a long one its names, less those that are held."""
    lacking = [term for term in earlier.terms if term.folded not in held | ASKING]
    names = [term for term in lacking if is_named(term)]
    if names and len(lacking) > MOST_CARRIED:
        return [name.of(earlier.text) for name in things_in(earlier, names, held, names=True)]
    return [thing.of(earlier.text) for thing in things_in(earlier, lacking[:MOST_CARRIED], held, names=False)]
