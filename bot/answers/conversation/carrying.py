"""What a follow-up takes from the questions before it: the thing that they were about, never what they asked of it.

After "how long does a patent last?", "who grants it?" is asked of the patent; after "quelle est la population de
Lyon ?", "qui l'a fondée ?" is asked of Lyon, and a plural of what was asked for. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from bot.answers.conversation.belonging import SOMEBODY, WHO_IS, asks_for_part, is_who_was_asked, may_have
from bot.answers.conversation.leaning import MORE, PRONOUN, asks_barely, is_named
from bot.answers.overviews.topics import topic_of
from bot.answers.questions.openings import LINKED
from bot.answers.questions.phrases import Phrase, phrases_in
from bot.answers.questions.question import HOW_MUCH, QUEL, WHAT, bare_subject, read_kind
from bot.answers.questions.wording import ASKED
from bot.answers.values.things import names_in, place_of, things_in
from corpus.article import Language, Span
from corpus.patterns import lazy_pattern
from index.matching.candidates import Query
from index.words.analysis import fold

BRACKETS = lazy_pattern(r"\([^()]*\)\s*$")
# What stands behind these is what was asked for: the population of "quelle est la population de Lyon ?".
ASKED_FOR = lazy_pattern(rf"^\W*+{LINKED}(?:{WHAT}|{QUEL}|(?:{HOW_MUCH})\s+(?:d(?:e\s+|['’]))?)$", re.IGNORECASE)
PLURAL = lazy_pattern(
    r"\b(?:them|they|these|those|ils|elles|eux|ceux|celles)\b|\b(?:qui|on)\s+les\s|\bles\s+(?:a|ont)\b", re.IGNORECASE
)
# Asks which of them it is: "la plus grosse ?" after "quelles sont les amendes du RGPD ?" is one of the fines.
THE_MOST = lazy_pattern(
    rf"^\W*+{LINKED}(?:(?:the|les?|la)\s+(?:(?:most|least|plus|moins)\s+[\w-]+|[^\W\d_]{{3,12}}est))\W*$", re.IGNORECASE
)
# What may stand between words that are carried as one, once each.
BETWEEN: Mapping[Language, re.Pattern[str]] = {
    "en": lazy_pattern(r"[\s-]{1,2}(?:(?:the|an?)\s)?", re.IGNORECASE),
    "fr": lazy_pattern(
        r"(?:-(?:t-)?(?:ils?|elles?|on))?[\s-]{1,2}(?:(?:dans|sur|en|à|de)\s)?(?:(?:la|les?|une?|des|du|aux?)\s|[ld]['’])?",
        re.IGNORECASE,
    ),
}
WORD = lazy_pattern(r"\w+")
# A right or a way to do something is not what is spoken of: "on a le droit d'avoir des poules ?".
FRAME = lazy_pattern(r"\s(?:de\s|d['’])[^\W\d]+(?:er|ir|re)\b|\sto\s(?!the\b|an?\b)", re.IGNORECASE)
# Who or what only comes along: "can I come with my dog?".
ALONG = lazy_pattern(r"\b(?:with|without|avec|sans)\s(?:my|our|your|mon|ma|mes|nos|notre)\s$", re.IGNORECASE)
# Asks of the thing and not what it is: "what is CRISPR used for?".
ENDS_OPEN, LONGEST_ENDING = lazy_pattern(r"\s(?:for|of|with|from|to|about|by)$", re.IGNORECASE), 8
LONGEST_CARRIED = 12  # words of a question of which a "why?" is given what is done too
MOST_CARRIED = 6  # words of an earlier question that speaks of nothing: "who won?"


def carried(query: Query, before: Sequence[Query]) -> list[str]:
    """Return what `query` takes from the questions `before` it, latest first, as it was said there.

    Those that asked barely, as "when? (founded Discord)", speak of what the one before them does.
    """
    if not (asks_barely(query.text, query.terms) or SOMEBODY.search(query.text)):
        before = [one for one in before if not _is_of_who_was_asked(one, before)]
    before = [one for one in before if not asked_barely(one)] or before
    of_it = _asks_for_part(query)
    for counted in (False,) if of_it else (False, True):
        for earlier in before:
            if things := _things(query, earlier, counted=counted):
                return things
    if of_it or not before:
        return []
    held = {term.folded for term in query.terms} | ASKED
    lacking = [term for term in before[0].terms if term.folded not in held]
    if not asks_barely(query.text, query.terms):  # of what was done a bare question alone asks
        lacking = [term for term in lacking if is_named(term)]
    said = things_in(before[0], lacking[:MOST_CARRIED])
    return [thing.of(before[0].text) for thing in said if _is_lent(query, before[0], thing)]


def _is_of_who_was_asked(earlier: Query, before: Sequence[Query]) -> bool:
    """Return whether a question was read of a person that another asked for: "where does she live? (mayor)"."""
    brackets = BRACKETS.search(earlier.text)
    inside = brackets.group().strip(" ()") if brackets else ""
    others = [one.text for one in before if one is not earlier] if inside else []
    return any(WHO_IS.match(text[: max(0, text.find(inside))]) for text in others)


def asked_barely(earlier: Query) -> bool:
    """Return whether a question that was read in full says nothing by itself: "when? (founded Discord)"."""
    text = BRACKETS.sub("", earlier.text)
    words = set(fold(text))
    return text != earlier.text and asks_barely(text, [term for term in earlier.terms if term.folded in words])


def subject_of(earlier: Query) -> Span | None:
    """Return where the thing stands whose meaning `earlier` asks for, or all that is said of it; None for no such."""
    bracketed = earlier.text.endswith(")")
    subject = "" if bracketed else bare_subject(topic_of(earlier.text, first=True)) or read_kind(earlier.text).subject
    if earlier.language == "en" and ENDS_OPEN.search(subject, max(0, len(subject) - LONGEST_ENDING)):
        return None
    place = earlier.text.rfind(subject) if subject else -1
    return Span(place, place + len(subject)) if place >= 0 else None


def _things(query: Query, earlier: Query, *, counted: bool) -> list[str]:
    """Return the things of `earlier` that `query` lacks; with `counted` what it counts, if it speaks of no other."""
    held = frozenset(term.folded for term in query.terms)
    text, subject = earlier.text, subject_of(earlier)
    if subject is not None:
        lent = _is_lent(query, earlier, subject) and not _is_held(subject, earlier, held)
        if lent or not _asks_for_part(query):
            return [subject.of(text)] if lent else []
        owners = [one.owner for one in phrases_in(text, earlier.language) if len(one.parts) > 1]
        return [one.of(text) for one in owners if _is_lent(query, earlier, one)]
    bare = asks_barely(query.text, query.terms)
    brackets = BRACKETS.search(text)
    if brackets and all(name.start > brackets.start() for name in names_in(earlier)):
        of_all = _asks_of_all(query.text) if bare else _is_of_somebody(query.text)
        asked = text[: brackets.start()] if of_all else ""
        said = [one for one in phrases_in(asked, earlier.language, done=True) if not _is_held(one.span, earlier, held)]
        inside = brackets.group().strip(" ()")
        if not bare:
            said = [one for one in said if WHO_IS.match(text[: one.span.start])]  # "she" is who was asked for
            if not _is_lent(query, earlier, Span(*brackets.span())):
                return [one.span.of(text) for one in said]
        if [one.role for one in said] == ["done"] and read_kind(asked).kind == "who":
            return [f"{said[0].span.of(text)} {inside}"]  # what somebody did to it: "found Saturn"
        return [*(one.span.of(text) for one in said), inside]
    spoken = phrases_in(text, earlier.language, done=bare and _asks_of_all(query.text))
    said = [one for one in spoken if not _is_held(one.span, earlier, held)]
    things = [one for one in said if one.role != "done"]
    if bare:
        chosen = said if things and len(WORD.findall(text)) <= LONGEST_CARRIED else things
    elif _is_of_several(query.text):
        chosen = things
    else:
        chosen = [one for one in things if not one.counted or len(one.parts) > 1]
        chosen = [one for one in chosen if one.named] or chosen or (things if counted else [])
        chosen = [one for one in chosen if FRAME.match(text, one.span.end) is None] or chosen
        if PRONOUN.search(query.text) is None:
            chosen = [one for one in chosen if ALONG.search(text[: one.span.start]) is None]
    spans = [one for phrase in chosen if _is_lent(query, earlier, one := _meant(query, earlier, phrase))]
    spans = sorted(spans + _years(earlier, spans, held), key=lambda one: one.start) if spans else []
    return [one.of(text) for one in (_joined(spans, earlier) if bare else spans)]


def _is_held(span: Span, earlier: Query, held: Collection[str]) -> bool:
    """Return whether each word of `span` that says something is among those that the follow-up has itself."""
    words = set(fold(span.of(earlier.text)))
    return words.intersection(term.folded for term in earlier.terms) <= set(held) and not words.isdisjoint(held)


def _is_of_several(question: str) -> bool:
    """Return whether a question means several things, or asks for one of several: "the biggest"."""
    return PLURAL.search(question) is not None or THE_MOST.match(question) is not None


def _is_of_somebody(question: str) -> bool:
    return SOMEBODY.search(question) is not None and not _is_of_several(question)


def _asks_of_all(question: str) -> bool:
    """Return whether what was done matters too: "when?" after "who founded it?" does not ask for any date."""
    return MORE.match(question) is None and read_kind(question).kind != "how_many"


def _years(earlier: Query, spans: Sequence[Span], held: Collection[str]) -> list[Span]:
    """Return where years, and numbers right behind its things, stand in `earlier`; none if the follow-up has one."""
    if any(one.isdigit() for one in held):
        return []
    found = [place_of(earlier.text, term) for term in earlier.terms if term.folded.isdigit()]
    apart = [one for one in found if one and all(one.start >= thing.end or one.end <= thing.start for thing in spans)]
    beside = {thing.end + 1 for thing in spans}
    return [one for one in apart if one.end - one.start == len("2019") or one.start in beside]


def _joined(spans: Sequence[Span], earlier: Query) -> list[Span]:
    """Return the spans, as one where only little words stand between two: "créé la licence"."""
    found: list[Span] = []
    for span in spans:
        if found and BETWEEN[earlier.language].fullmatch(earlier.text, found[-1].end, span.start):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def _meant(query: Query, earlier: Query, phrase: Phrase) -> Span:
    """Return where what is meant of `phrase` stands: without what was asked for, and without whom "it" cannot mean."""
    opening = earlier.text[: phrase.span.start]
    bare = asks_barely(query.text, query.terms)
    several = bare or _is_of_several(query.text)
    if not several and (phrase.counted or ASKED_FOR.match(opening)):
        return phrase.owner
    return phrase.owner if not bare and is_who_was_asked(query, earlier, phrase.span) else phrase.span


def _asks_for_part(query: Query) -> bool:
    bare = asks_barely(query.text, query.terms)
    return not bare and asks_for_part(query.text) and not _is_of_several(query.text)


def _is_lent(query: Query, earlier: Query, thing: Span) -> bool:
    """Return whether a follow-up may mean a thing: not who was asked for, nor what has no such part as it asks for."""
    if asks_barely(query.text, query.terms):
        return True
    named = any(name.start < thing.end and thing.start < name.end for name in names_in(earlier))
    if not named and is_who_was_asked(query, earlier, thing):
        return False
    return not _asks_for_part(query) or may_have(query, earlier, thing)
