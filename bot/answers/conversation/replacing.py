"""A question asked again of another thing: "and Jupiter?" asks of Jupiter what was asked of Saturn.

What is named takes the place of what it is asked instead of, with the determiner, the place or the year that changes
with it; or it is asked besides, in brackets. What names a thing and what that is of asks by itself. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answers.conversation.agreeing import VOWEL, is_of, put_in
from bot.answers.conversation.belonging import WHO_IS
from bot.answers.conversation.carrying import ASKED_FOR, BRACKETS, asked_barely, carried, subject_of
from bot.answers.conversation.instead import (
    INDEFINITE,
    MARKS,
    MEASURED,
    WORDS,
    Said,
    bare_alike,
    is_name_alone,
    key_alike,
    named_alike,
    owner_alike,
    parted,
    shared,
    thing_alike,
)
from bot.answers.conversation.leaning import OF_WHAT, OPENS_ON, is_named
from bot.answers.overviews.topics import topic_of
from bot.answers.questions.openings import unlinked
from bot.answers.questions.phrases import Phrase, phrases_in
from bot.answers.questions.question import QUANTITY, QUANTITY_FR
from bot.answers.questions.wording import GRAMMAR
from bot.answers.values.places import is_place, place_in
from bot.answers.values.spans import DAYS, is_dated
from bot.answers.values.things import names_in, place_of
from corpus.article import Language, Span
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.matching.candidates import Query
from index.words.analysis import fold, folded_of

PLACED = lazy_pattern(r"^(?:in|at|en|à|aux?|dans)\s", re.IGNORECASE)
A_DETERMINER = r"(?:(?:the|an?|le|la|les|une?)\s+|l['’])"
PLACING = lazy_pattern(rf"\b(?:in|at|en|à|aux?|dans)\s+{A_DETERMINER}?$", re.IGNORECASE)
# Opens what is asked of besides: "and after 2019?", "et avec une amende ?".
BESIDES = lazy_pattern(
    r"^(?:in|on|at|since|after|before|under|with|without|during|by|from|until|till|per|en|à|aux?|dans|sur|depuis|"
    r"apr[eè]s|avant|sous|avec|sans|pendant|par|chez|vers|outside|hors)\s",
    re.IGNORECASE,
)
# The case for which it was asked.
IN_CASE = lazy_pattern(r"\s(?:if|unless|si|s['’](?=ils?\b))(?:\s|(?<=['’]))", re.IGNORECASE)
# For whom or what, at the end.
FOR_WHOM = lazy_pattern(rf"\b(?:for|pour)\s+{A_DETERMINER}?[\w'’-]+(?:\s[\w'’-]+)?$", re.IGNORECASE)
# For whom or what else it is asked: "et pour une PME ?".
FOR = lazy_pattern(r"^\W*(?:and|et|or|ou|but|mais)\s+(?:for|pour)\s", re.IGNORECASE)
# Asks by itself, of something of its own: "et la hauteur de la tour Eiffel ?".
MEASURE = lazy_pattern(
    rf"^(?!(?:number|nombre|share|part|amount|percentage|pourcentage)\b)(?:{QUANTITY}|{QUANTITY_FR})\s+"
    r"(?:of|de|du|des|d['’])(?:\s|(?<=['’]))\s*\w",
    re.IGNORECASE,
)
# "the length of the bridge" is of a thing of its own; "la date de création" may be of anything.
OF_A_THING = lazy_pattern(
    r"\s(?:of\s(?:the|an?)|de\s(?:la|une?)|du|des)\s\w|\sd(?:e\sl|['’]une?\s|e\sl['’])\w", re.IGNORECASE
)
# The last noun of a question, where it says of what: "le prix de l'essence ?".
OWNER = lazy_pattern(
    r"(?:\b(?:of|de|du|des)\s+|\bd['’])(?:(?:the|la|les?)\s+|l['’])?(?P<noun>[^\W\d_]+(?:-[^\W\d_]+)*)[\s?!.…]*$",
    re.IGNORECASE,
)
THAT_OF = lazy_pattern(r"^\W*\w+\s+(?:celui|celle|ceux|celles)\s+d", re.IGNORECASE)  # "et celui de Moderna ?"
# One day of the week takes the place of another: "and saturday?", "et le samedi ?".
DAY = lazy_pattern(rf"\b(?:{'|'.join(sorted(DAYS))})s?\b", re.IGNORECASE)
BEFORE_DAY = lazy_pattern(r"(?:(?:on|of|the|le|les|du|de|celui|celle)\s+){0,3}", re.IGNORECASE)
# Those for whom a price or a rule may be another.
PEOPLE = vocabulary(
    "adult adults child children kid kids teenager teenagers teen teens student students pupil pupils senior seniors",
    "pensioner pensioners member members nonmember nonmembers guest guests visitor visitors couple couples family",
    "families beginner beginners volunteer volunteers unemployed disabled resident residents newcomer newcomers",
    "adulte adultes enfant enfants ado ados adolescent adolescents etudiant etudiante etudiants etudiantes eleve",
    "eleves retraite retraites membre membres adherent adherents adherente adherentes invite invites visiteur",
    "visiteurs famille familles debutant debutants benevole benevoles chomeur chomeurs habitant habitants",
    "nouveau nouveaux jeune jeunes junior juniors youth youths",
)
ON_A_DAY = lazy_pattern(r"(?:on\s+|les?\s+)?", re.IGNORECASE)
NUMBER = lazy_pattern(r"(?<![\w-])\d+(?!\w)")
# What letters and a number name: "et pour un T3 ?" after a T2, "and in B3?" after room B2.
CODE = lazy_pattern(r"(?<![\w-])(?P<letters>[^\W\d_]{1,3})\d{1,4}(?!\w)")
BEFORE_CODE = lazy_pattern(
    r"(?:(?:for|in|on|at|of|the|an?|pour|en|à|aux?|dans|sur|avec|with|le|la|les|une?|du|de|des)\s+|[ld]['’]){0,3}",
    re.IGNORECASE,
)
# "and the summer one?" asks of another of its kind.
ONE_OF_ITS_KIND = lazy_pattern(r"(?P<which>[\w'’-]{1,30}(?:\s[\w'’-]{1,30})?)\s+ones?", re.IGNORECASE)
VERSION = lazy_pattern(r"\d{1,5}(?:\.\d{1,5}){1,3}")
# A place, and how something is in it.
IN_PLACE = lazy_pattern(
    r"^(?P<how>in|en|à|aux?|dans)\s(?P<article>the\s|l(?:e|a|es)\s|l['’])?(?P<name>.{1,60})$", re.IGNORECASE
)
# What asks in French behind a place and agrees with it: "le Royaume-Uni a-t-il", "les États-Unis ont-ils".
VERB_BEHIND = lazy_pattern(
    r"\s(?P<verb>ont|a|sont|est|avait|avaient|étaient|était)-(?:t-)?(?:ils?|elles?)\b", re.IGNORECASE
)
MEANING_SEVERAL = {"a": "ont", "est": "sont", "avait": "avaient", "était": "étaient"}
MEANING_ONE = {several: one for one, several in MEANING_SEVERAL.items()}


def asked_again(query: Query, earlier: Query) -> str:
    """Return `earlier` as it is asked of what an ellipsis names; the empty string for one that asks by itself."""
    earlier = replace(earlier, text=unlinked(earlier.text))
    said = parted(query.text)
    if day := _on_another_day(said, earlier):
        return day
    if code := _of_another_number(said, earlier):
        return code
    if (kind := ONE_OF_ITS_KIND.fullmatch(said.phrase)) and (of_kind := _of_its_kind(said, kind["which"], earlier)):
        return of_kind
    instead = shared(said, earlier)
    if FOR.match(query.text) and not instead and (for_another := _for_another(said, query.language, earlier)):
        return for_another
    of_whom = said.determiner.strip() in INDEFINITE or _is_of_people(said, earlier)
    if FOR.match(query.text) and of_whom and not instead:
        said = replace(said, rest=f"{'pour' if query.language == 'fr' else 'for'} {said.rest}")
        return _besides(said, earlier)
    if asks_besides(query):
        return _besides(said, earlier)
    phrases = phrases_in(earlier.text, earlier.language)
    instead = instead or owner_alike(query.text, earlier) or key_alike(said, query, earlier, phrases)
    if instead is None and _is_whole(said, query.language):
        instead = next((one.span for one in phrases if len(one.parts) > 1 and _is_asked_for(one, earlier)), None)
        if instead is None:
            return ""
    if instead is None and said.of and (owner := OWNER.search(earlier.text)):
        instead = Span(*owner.span("noun"))
    that_of = THAT_OF.match(query.text) is not None
    if instead is None and that_of and len(owned := [one for one in phrases if len(one.parts) > 1]) == 1:
        instead = owned[0].parts[-1]
    if instead is None and that_of and (thing := _only_thing(phrases)) is not None:
        return f"{earlier.text[: thing.end]} {said.rest}{earlier.text[thing.end :]}"
    named = any(map(is_named, query.terms))
    if instead is None and (named or is_name_alone(said, query, earlier)):
        instead = named_alike(said, earlier) or (subject_of(earlier) if named else None)
    bare = not (said.determiner or MEASURED.fullmatch(said.phrase)) and (named or any(one.counted for one in phrases))
    if instead is None and bare and subject_of(earlier) is None:
        instead = bare_alike(said, query, earlier, phrases)
        if instead is None and not named:
            return ""
    elif instead is None and not named:
        instead = thing_alike(said, earlier, phrases)
    if that_of and (instead is None or not is_of(earlier, instead)):
        return ""
    if instead is not None:
        same = query.language == earlier.language
        behind_noun = any(part.start < instead.start < part.end for one in phrases for part in one.parts)
        determiner = "" if behind_noun and not said.of else said.determiner  # "un numéro SIREN"
        return put_in(said.phrase, determiner, earlier, instead, same_language=same)
    of_it = asked_barely(earlier) or OF_WHAT.match(BRACKETS.sub("", earlier.text))
    if subject_of(earlier) is not None or MEASURED.fullmatch(said.phrase) or of_it:
        things = carried(query, [earlier])
        return f"{query.text.strip()} ({', '.join(things)})" if things else ""
    return "" if topic_of(query.text, first=True) else _behind(said, earlier)


def asked_in_case(query: Query, case: str, earlier: Query) -> str:
    """Return what was asked `earlier` as it is asked for another case: "if it rains" in place of "if I am late".

    What the other case spoke of stands behind it where this one does not.
    """
    text = unlinked(earlier.text)
    end = _end(text)
    own = IN_CASE.search(text, 0, end)
    if own is None:
        return f"{text[:end].rstrip()} {case}{text[end:]}"
    held = {term.folded for term in query.terms}
    determiners = GRAMMAR[earlier.language].determiners
    spoken = [one.span for one in phrases_in(text, earlier.language) if own.end() < one.span.start < end]
    spoken = [one for one in spoken if text[: one.start].split()[-1].lower() in determiners]
    things = ", ".join(thing for one in spoken if held.isdisjoint(fold(thing := one.of(text))))
    read = f"{text[: own.start()].rstrip()} {case}{text[end:]}"
    return f"{read.rstrip()} ({things})" if things and not read.endswith(")") else read


def _on_another_day(said: Said, earlier: Query) -> str:
    """Return `earlier` with the day of the week that alone is said in place of its own, behind it where it has none.

    The empty string where more is said: "et celui du samedi ?" may be of anything.
    """
    text, day, own = earlier.text, DAY.search(said.rest), DAY.search(earlier.text)
    if day is None or day.end() < len(said.rest) or not BEFORE_DAY.fullmatch(said.rest, 0, day.start()):
        return ""
    if own is not None:
        return f"{text[: own.start()]}{day.group()}{text[own.end() :]}"
    if not ON_A_DAY.fullmatch(said.rest, 0, day.start()):
        return ""
    on = "on " if earlier.language == "en" and day.start() == 0 else ""
    end = _end(text)
    return f"{text[:end]} {on}{said.rest}{text[end:]}"


def _of_another_number(said: Said, earlier: Query) -> str:
    """Return `earlier` with what letters and a number name in place of the last with the same letters, or nothing."""
    code = CODE.search(said.rest)
    if code is None or code.end() < len(said.rest) or not BEFORE_CODE.fullmatch(said.rest, 0, code.start()):
        return ""
    own = [one for one in CODE.finditer(earlier.text) if one["letters"].lower() == code["letters"].lower()]
    return f"{earlier.text[: own[-1].start()]}{code.group()}{earlier.text[own[-1].end() :]}" if own else ""


def _is_of_people(said: Said, earlier: Query) -> bool:
    """Return whether it is said for whom something is asked, where `earlier` says it of nobody: "for students"."""
    return not PEOPLE.isdisjoint(fold(said.rest)) and PEOPLE.isdisjoint(fold(earlier.text))


def _for_another(said: Said, language: Language, earlier: Query) -> str:
    """Return `earlier` as it is asked for another than the one for whom it was, or the empty string for nobody."""
    text, end = earlier.text, _end(earlier.text)
    asked = f"{'pour' if language == 'fr' else 'for'} {said.rest}"
    if own := FOR_WHOM.search(text, 0, end):
        return f"{text[: own.start()]}{asked}{text[end:]}"
    people = next((one for one in WORDS.finditer(text, 0, end) if folded_of(one.group()) in PEOPLE), None)
    if people is None or PEOPLE.isdisjoint(fold(said.rest)) or people.end() < end:
        return ""
    return f"{text[: people.start()]}{asked}{text[end:]}"


def _only_thing(phrases: Sequence[Phrase]) -> Span | None:
    """Return where the only thing stands that a question speaks of, if that is no name."""
    return phrases[0].span if len(phrases) == 1 and not (phrases[0].named or phrases[0].counted) else None


def _of_its_kind(said: Said, which: str, earlier: Query) -> str:
    """Return `earlier` asked of another of the only kind of thing that it names, or the empty string."""
    things = [one for one in phrases_in(earlier.text, earlier.language) if not one.counted]
    kinds = [
        one
        for one in things
        if not is_dated(one.span.of(earlier.text)) and one.span.of(earlier.text).split()[-1].islower()
    ]
    if len(kinds) != 1 or len(kinds[0].parts) > 1:
        return ""
    *_, noun = kinds[0].span.of(earlier.text).split()
    return put_in(f"{which} {noun}", said.determiner, earlier, kinds[0].span, same_language=True)


def asks_besides(query: Query) -> bool:
    """Return whether an ellipsis names a year, a place or a condition, and no thing: "and in 2019?", "avant 2019 ?"."""
    rest = OPENS_ON.sub("", query.text).strip(MARKS)
    numbers = query.terms and all(term.folded.isdigit() for term in query.terms)
    return bool(numbers) or BESIDES.match(rest) is not None


def _is_whole(said: Said, language: Language) -> bool:
    """Return whether a thing is named with what it is of: "the length of the bridge", not "le nombre de salariés"."""
    text = f"the {said.phrase}" if language == "en" else f"le {said.phrase}"
    first = next(iter(phrases_in(text, language)), None)
    if first is None or len(first.parts) < 2 or text[first.span.start].isupper():
        return False  # "Game of Thrones" is one name
    return first.named or OF_A_THING.search(said.phrase) is not None or MEASURE.match(said.phrase) is not None


def _is_asked_for(phrase: Phrase, earlier: Query) -> bool:
    opening = earlier.text[: phrase.span.start]
    return ASKED_FOR.match(opening) is not None or WHO_IS.match(opening) is not None


def _behind(said: Said, earlier: Query) -> str:
    """Return `earlier` with what is said behind it, in brackets."""
    bare = earlier.text.rstrip()
    return f"{bare[:-1]}, {said.phrase})" if bare.endswith(")") else f"{bare} ({said.phrase})"


def _besides(said: Said, earlier: Query) -> str:
    """Return `earlier` with a version, number or place in place of its last, or what is said behind it."""
    text, number = earlier.text, NUMBER.search(said.rest)
    version, versions = VERSION.search(said.rest), list(VERSION.finditer(text))
    if version and versions:
        return f"{text[: versions[-1].start()]}{version.group()}{text[versions[-1].end() :]}"
    numbers = [place for term in earlier.terms if term.folded.isdigit() and (place := place_of(text, term))]
    if number and numbers:
        last = max(numbers, key=lambda one: one.start)
        return f"{text[: last.start]}{number.group()}{text[last.end :]}"
    if said.rest.isdigit():
        return _behind(said, earlier)
    if number is None and (elsewhere := _elsewhere(said, earlier)):
        return elsewhere
    preposition = re.escape(said.rest.split()[0])
    same = PLACING if PLACED.match(said.rest) else re.compile(rf"\b{preposition}\s+{A_DETERMINER}?$", re.IGNORECASE)
    for name in reversed(names_in(earlier)) if number is None else ():
        if opening := same.search(text[: name.start]):
            return f"{text[: opening.start()]}{said.rest}{text[name.end :]}"
    end = _end(text)
    ending = re.search(rf"\b(?:{preposition})\s+{A_DETERMINER}?[\w'’-]+$", text[:end], re.IGNORECASE)
    if ending and number is None:
        return f"{text[: ending.start()]}{said.rest}{text[end:]}"
    return f"{text[:end]} {said.rest}{text[end:]}"


def _elsewhere(said: Said, earlier: Query) -> str:
    """Return `earlier` with a place that it names instead of its own; the empty string where it names none, or two.

    "and in the US?" asks instead of the UK that it was asked of, be it "in the UK" or "the UK" itself. A state's French
    article follows from how one is in it: "en France", "au Japon", "aux États-Unis".
    """
    placed = IN_PLACE.match(said.rest)
    place = place_in(earlier.text) if placed and is_place(placed["name"]) else None
    if placed is None or place is None or PLACING.search(earlier.text[: place.start]):
        return ""
    name, how, french = placed["name"], placed["how"].lower(), placed["how"].lower() != "in"
    elided = "l’" if VOWEL.match(name) else ""
    article = {"en": elided or "la ", "au": elided or "le ", "aux": "les "}.get(how, (placed["article"] or "").lower())
    if french and (verb := VERB_BEHIND.match(earlier.text, place.end)):
        several = how == "aux"
        told = (MEANING_SEVERAL if several else MEANING_ONE).get(verb["verb"].lower(), verb["verb"])
        who = "ils" if several else "elle" if how in {"en", "dans"} and name.endswith("e") else "il"
        t = "-t" if told == "a" else ""
        behind = f" {told}{t}-{who}{earlier.text[verb.end() :]}"
        earlier = replace(earlier, text=earlier.text[: place.end] + behind)
    return put_in(name, article, earlier, place, same_language=french == (earlier.language == "fr"))


def _end(text: str) -> int:
    """Return where a question ends, before its mark and what stands in brackets behind it."""
    bare = text.rstrip(MARKS)
    opening = bare.rfind(" (") if bare.endswith(")") else -1
    return len(bare[:opening].rstrip(MARKS)) if opening > 0 else len(bare)
