"""Who leads or founded something, when it was founded, how many it employs: told in other words than asked. Pure.

"Who runs OpenAI?" shares but the name with "Sam Altman, directeur général d’OpenAI", and so does "who founded Oracle?"
with "Larry Ellison, cofondateur d’Oracle". Only a question that asks this of a name and nothing else is read so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from bot.answers.questions.question import Asked
from bot.answers.sentences.choosing import Evidence
from bot.answers.sentences.reading import LEANING
from bot.answers.values.naming import is_named
from bot.answers.values.offices import (
    A_NAME,
    ALIAS,
    BEFORE,
    BEHIND,
    DENIED,
    EMPLOYING,
    EMPLOYS,
    FOR,
    FOUNDED,
    FOUNDED_BY,
    FOUNDED_THEN,
    FOUNDER,
    FOUNDING,
    FOUNDING_WORDS,
    HELD,
    ITS_FOUNDER,
    ITS_OWNER,
    LAST_NAME,
    NEAR,
    OFFICE,
    OFFICE_WORDS,
    OFFICES,
    ONCE,
    OTHER,
    OWNED,
    OWNED_BY,
    OWNER,
    OWNER_WORDS,
    OWNING,
    RIVAL,
    STAFF,
    STAFF_WORDS,
    VERBS,
)
from bot.answers.values.spans import DATE, is_dated
from bot.answers.wanted.introducing import sentences_of
from corpus.article import Language
from corpus.vocabulary import vocabulary
from index.hits import Hit
from index.matching.candidates import Query
from index.words.analysis import analyse, fold
from index.words.terms import Term

LITTLE = vocabulary("the le la les l inc corp ltd sa group groupe of d de du")

Telling = Literal["surely", "perhaps", "no"]


@dataclass(frozen=True, slots=True)
class Relation:
    """What is asked of `subject`, by the other words of the question: a person, a date or how many it employs.

    `office` is how the holder of an office is told, `held` that of one named before; `passive` and `active` are the
    verbs that tell as much. `words` are those that articles tell it in.
    """

    kind: Literal["person", "date", "staff"]
    subject: tuple[Term, ...]
    asked_in: Language
    words: Mapping[Language, str]
    office: tuple[re.Pattern[str], ...] = ()
    passive: re.Pattern[str] | None = None
    active: re.Pattern[str] | None = None
    held: re.Pattern[str] | None = None

    def told(self, one: Evidence) -> Telling:
        """Return whether a sentence tells the relation."""
        text = one.text
        if self.kind == "staff":
            starts = [match.start() for match in EMPLOYS.finditer(text)]
            return "surely" if any(self._is_of(text[max(0, start - NEAR) : start], one) for start in starts) else "no"
        if self.kind == "date":
            founded = [match.start() for match in FOUNDED_THEN.finditer(text)] if DATE.search(text) else []
            by_pronoun = one.leans and self._is_of(one.before_text, one)
            return "perhaps" if any(by_pronoun or self._said_of(text, start, one) for start in founded) else "no"
        return max((*self._holders(one), *self._doers(one), "no"), key=("no", "perhaps", "surely").index)

    def _holders(self, one: Evidence) -> Iterator[Telling]:
        """Yield for each office of the subject whether a person beside it holds it."""
        text = one.text
        for match in chain.from_iterable(office.finditer(text) for office in self.office):
            start = match.start()
            other = OTHER.search(text[max(0, start - NEAR) : start]) or RIVAL.match(text, match.end())
            if other or not self._is_of(match["of"], one):
                continue
            before, behind = BEFORE.search(text[max(0, start - NEAR) : start]), BEHIND.match(text, match.end())
            beside = [found["who"] for found in (before, behind) if found]
            told = any(not self._is_asked(who) for who in beside) and not (before and ONCE.search(before.group()))
            yield "surely" if told and not self._goes_on(match["of"]) else "perhaps"
        for match in self.held.finditer(text) if self.held else ():
            if self._said_of(text, match.start(), one) and not self._is_asked(match["who"]):
                yield "surely"

    def _doers(self, one: Evidence) -> Iterator[Telling]:
        """Yield for each verb said of the subject whether somebody is told who does it."""
        text = one.text
        for match in self.passive.finditer(text) if self.passive else ():
            who = A_NAME.search(match["who"])
            denied = DENIED.search(text[max(0, match.start() - NEAR) : match.start()])
            if who and not denied and not is_dated(who.group()) and self._said_of(text, match.start(), one):
                yield "surely"
        for match in self.active.finditer(text) if self.active else ():
            before = [name.group() for name in A_NAME.finditer(text[max(0, match.start() - NEAR) : match.start()])]
            if self._is_of(match["of"], one) and any(not self._is_asked(name) for name in before):
                yield "perhaps"

    def _said_of(self, text: str, start: int, one: Evidence) -> bool:
        """Return whether what starts there is said of the subject: the last name before it, or what a pronoun means.

        What opens a sentence is said of what stands in it, or before: "Founded by two brothers, the firm …".
        """
        opening = LEANING.match(text)
        first = max(start - NEAR, opening.end() if opening else 0)
        before = text[first:start]
        # What is called so, and what it is called besides: "Kell" of "The server (known as Kell) was founded".
        lasts = [last for said in dict.fromkeys((before, ALIAS.sub(" ", before))) if (last := LAST_NAME.search(said))]
        if lasts:
            if any(FOR.search(text[first : first + last.start()]) for last in lasts):
                return False
            names = [last["name"] for last in lasts]
            return any(self._is_of(name, one) or (self._is_asked(name) and self._is_of(text, one)) for name in names)
        around = one.before_text if opening else f"{one.before_text}\n{text}"
        return (opening is not None or not text[:start].strip()) and self._is_of(around, one)

    def _is_of(self, text: str, one: Evidence) -> bool:
        """Return whether `text` names the subject."""
        language = one.article.language
        stems = set(analyse(text, language))
        return all(
            is_named(term, text, language, self.asked_in) or (not term.is_name and term.presence(stems, language) > 0)
            for term in self.subject
        )

    def _goes_on(self, name: str) -> bool:
        """Return whether a name has the subject's words and more: Microsoft Research is not all of Microsoft."""
        words, asked = fold(name), {term.folded for term in self.subject}
        return bool(asked & set(words)) and not set(words) <= asked | LITTLE

    def _is_asked(self, name: str) -> bool:
        return bool(set(fold(name)) & {term.folded for term in self.subject})


@dataclass(frozen=True, slots=True)
class Related:
    """The sentences that tell a relation, likeliest first, and whether the first does so beyond doubt."""

    evidence: tuple[Evidence, ...]
    surely: bool


def relation_asked(query: Query, asked: Asked) -> Relation | None:
    """Return the relation that a question asks of a name, or of what employs people; None where it asks anything else.

    "Who chaired it in 2010?" asks more than these rules tell, and so does a question with any other word.
    """
    terms, language = query.terms, query.language
    if asked.kind == "how_many":
        subject = tuple(term for term in terms if term.folded not in STAFF | EMPLOYING)
        staff = any(term.folded in STAFF for term in terms)
        return Relation("staff", subject, language, STAFF_WORDS) if staff and subject else None
    if asked.kind not in {"who", "when"}:
        return None
    for words, asking in OFFICES if asked.kind == "who" else ():
        if subject := _asked_of(query, asking):
            passive, active = VERBS.get(words, (None, None))
            office, held = OFFICE[words], HELD[words]
            return Relation("person", subject, language, OFFICE_WORDS, office, passive, active, held)
    if asked.kind == "who" and (subject := _asked_of(query, OWNING)):
        return Relation("person", subject, language, OWNER_WORDS, OWNER, OWNED_BY, OWNED, ITS_OWNER)
    if subject := _asked_of(query, FOUNDING):
        if asked.kind == "when":
            return Relation("date", subject, language, FOUNDING_WORDS)
        return Relation("person", subject, language, FOUNDING_WORDS, FOUNDER, FOUNDED_BY, FOUNDED, ITS_FOUNDER)
    return None


def _asked_of(query: Query, asking: frozenset[str]) -> tuple[Term, ...]:
    """Return the names of a question whose other words all are `asking`, one at least; else nothing.

    A name may go on in small letters: "l’Institut de l’abeille"; not a title, "the Chief Justice of zambia".
    """
    subject = tuple(term for term in query.terms if term.folded not in asking)
    if len(subject) == len(query.terms) or not subject or not subject[0].is_name:
        return ()
    goes_on = not any(term.is_name for term in query.terms if term.folded in asking)
    named = all(
        (term.is_name or (goes_on and _are_joined(before, term, query.text))) and not term.folded.isdigit()
        for before, term in zip((subject[0], *subject), subject, strict=False)
    )
    return subject if named else ()


def _are_joined(one: Term, other: Term, text: str) -> bool:
    """Return whether nothing but "of the" or the like stands between two words of a question."""
    _, _, behind = text.partition(one.surface)
    between, found, _ = behind.partition(other.surface)
    joining = set(fold(between.replace("’", " ").replace("'", " ")))
    return bool(found and joining) and joining <= LITTLE


def in_other_words(relation: Relation) -> str:
    """Return a question for the relation in the words that articles tell it in, to look for what asks otherwise."""
    subject = " ".join(term.surface for term in relation.subject)
    return f"{subject} {relation.words[relation.asked_in]}"


def related_first(
    evidence: Sequence[Evidence], hits: Sequence[Hit], relation: Relation, confidence: float, sure: float
) -> Related | None:
    """Return the sentences that tell the relation, or None where none does.

    Sentences that were not kept are looked for in `hits`; those that tell it surely are kept alone. What may tell it
    comes before no sentence that is likely to answer, from `sure` on.
    """
    seen: dict[tuple[str, int], tuple[Evidence, Telling]] = {}
    for one in chain(evidence, chain.from_iterable(map(sentences_of, hits))):
        place = (one.article.id, one.span.start)
        if place not in seen and (telling := relation.told(one)) != "no":
            seen[place] = one, telling
    surely = [one for one, telling in seen.values() if telling == "surely"]
    found = surely or [one for one, _ in seen.values()]
    if not found or (confidence >= sure and not surely):
        return None
    share = max((one.share for one in evidence), default=1.0)
    return Related((replace(found[0], share=share), *found[1:]), bool(surely))
