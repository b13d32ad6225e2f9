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

from bot.answers.choosing import Evidence
from bot.answers.confidence import SURE
from bot.answers.introducing import sentences_of
from bot.answers.naming import is_named
from bot.answers.question import Asked
from bot.answers.reading import LEANING
from bot.answers.spans import CAPITAL, DATE, NUMBER_WORDS, is_dated
from corpus.article import Language
from corpus.vocabulary import vocabulary
from index.analysis import analyse, fold
from index.candidates import Query
from index.hits import Hit
from index.terms import Term

Telling = Literal["surely", "perhaps", "no"]

# The offices that tell who leads, each with the words, folded, that ask for it; the last are told by any.
_GENERAL = r"direct(?:eur|rice)\s+générale?"
_CHIEF = rf"ceo|chief\s+executive(?:\s+officer)?|managing\s+director|pdg|(?:présidente?[-\s])?{_GENERAL}"
_PRESIDENT = rf"president|chair(?:man|woman|person)?|présidente?(?:[-\s]{_GENERAL})?|pdg"
_DIRECTOR = r"(?:managing\s+)?director(?:\s+general)?|direct(?:eur|rice)(?:\s+générale?)?"
_ANY = rf"{_CHIEF}|{_PRESIDENT}|{_DIRECTOR}|head|boss|leader|patron(?:ne)?|dirigeante?"
OFFICES = (
    (_CHIEF, vocabulary("ceo chief executive officer pdg dg")),
    (_PRESIDENT, vocabulary("president presidente chair chairs chairman chairwoman chairperson preside")),
    (_DIRECTOR, vocabulary("director directeur directrice general generale")),
    (
        _ANY,
        vocabulary(
            "run runs running lead leads leading head heads heading directs manages managing boss leader leaders"
        ),
    ),
    (_ANY, vocabulary("charge dirige diriger gere mene tete patron patronne dirigeant dirigeante dirigeants chef")),
)
_LED = r"led|run|headed|chaired|managed|operated|dirigée?s?|présidée?s?|gérée?s?"
_LEADS = r"leads|runs|heads|chairs|dirige|préside|gère"
_FOUNDER = r"(?:co-?)?(?:founders?|fondateurs?|fondatrices?|creators?|créateurs?|créatrices?)"
_FOUNDED = r"(?:co-?)?founded|created|established|launched|(?:co)?fond(?:ée?s?|a)|créée?s?|créa|lancée?s?|lança"
FOUNDING = vocabulary(
    "founded founder founders cofounder cofounders cofounded create created creator creators established launched",
    "fonde fondee fondes fondees fondateur fondateurs fondatrice cofondateur cofonde cree creee crees creees",
    "createur createurs lance lancee",
)
STAFF = vocabulary("employees workers staff people salaries employes personnes collaborateurs")
EMPLOYING = vocabulary("many employ employs work works working emploie emploient employer travaillent compte")
_STAFF = r"employees|workers|staff|people|persons|salariée?s|employée?s|personnes|collaborateurs"

_WORD = rf"(?<![\w&.-])(?-i:[{CAPITAL}])[\w&.-]{{0,40}}+"
NAME = rf"{_WORD}(?:\s(?:(?:de|du|of|the)\s)?{_WORD}){{0,5}}+"
OF = r"\s+(?:(?:of|at|de|du|des|chez)\s+(?:(?:the|la|le|les)\s+|l['’])?|d['’])"
NEAR = 60  # code points before or behind a verb within which stands what it is said of, and who did it
LAST_NAME = re.compile(rf"(?P<name>{NAME})(?:\W+(?:[^\W\d{CAPITAL}]\w*\W+){{0,3}})?$")
A_NAME = re.compile(NAME)
# "vice president", "ancien directeur général" and "ex-PDG" hold another office, or none.
OTHER = re.compile(
    r"\b(?:former|ex|ancien|ancienne|vice|deputy|late|feu|futur|future|acting|interim|assistant|sous)[\s-]+(?:\w+\s+)?$",
    re.IGNORECASE,
)
# What may stand between a name and the office: "Sam Altman, the current", "Ellison, président et".
BEFORE = re.compile(
    rf"(?P<who>{NAME})(?:\s*,\s+|\s+(?:is|was|became|est|était|devient)\s+)"
    r"(?:(?:the|an?|its|le|la|un|une|now|current|new|nouveau|nouvelle|actuel|actuelle)\s+|l['’]){0,3}+"
    r"(?:[\w-]+\s+(?:and|et)\s+(?:(?:the|le|la)\s+)?)?$",
    re.IGNORECASE,
)
BEHIND = re.compile(rf"\s*,?\s+(?P<who>{NAME})")


def _office(words: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of an office with whose it is: "CEO of X" or "PDG d’X", and "X’s CEO"."""
    of = rf"\b(?:{words})(?:\s+(?:and|et)\s+[\w-]+)?{OF}(?P<of>{NAME})"
    whose = rf"(?P<of>{_WORD})(?:['’]s?)?\s+(?:(?:co-?)?founder\s+and\s+)?(?:{words})\b"
    return re.compile(of, re.IGNORECASE), re.compile(whose, re.IGNORECASE)


def _passive(words: str) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{words})\b[^.;:!?]{{0,{NEAR}}}?\b(?:by|par)\b(?P<who>[^.;:!?]{{0,{NEAR}}})", re.IGNORECASE
    )


def _active(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\s+(?:(?:the|la|le|les)\s+|l['’])?(?P<of>{NAME})", re.IGNORECASE)


OFFICE = {words: _office(words) for words, _ in OFFICES}
LED, LEADS = _passive(_LED), _active(_LEADS)
FOUNDER, FOUNDED_BY, FOUNDED = _office(_FOUNDER), _passive(_FOUNDED), _active(_FOUNDED)
FOUNDED_THEN = re.compile(rf"\b(?:{_FOUNDED}|création|fondation|founding)\b", re.IGNORECASE)
EMPLOYS = re.compile(
    r"\b(?:emploie|emploient|employait|employaient|occupe|occupent|compte|comptent|employs?|employed|has|have)\s+"
    rf"(?:[^\W\d]+\s+){{0,3}}+(?:d['’]\s?)?(?:\d[\d.,\s]{{0,12}}+|{NUMBER_WORDS}\s)(?:de\s|d['’])?(?:{_STAFF})\b",
    re.IGNORECASE,
)
OFFICE_WORDS: Mapping[Language, str] = {"en": "CEO president director", "fr": "PDG président directeur"}
FOUNDING_WORDS: Mapping[Language, str] = {"en": "founder founded created", "fr": "fondateur fondée créée"}
STAFF_WORDS: Mapping[Language, str] = {"en": "employs employees", "fr": "emploie salariés"}


@dataclass(frozen=True, slots=True)
class Relation:
    """What is asked of `subject`, by the other words of the question: a person, a date or how many it employs.

    `office` is how the holder of an office is told, `passive` and `active` are the verbs that tell as much.
    """

    kind: Literal["person", "date", "staff"]
    subject: tuple[Term, ...]
    asked_in: Language
    words: Mapping[Language, str]
    office: tuple[re.Pattern[str], ...] = ()
    passive: re.Pattern[str] | None = None
    active: re.Pattern[str] | None = None

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
            if OTHER.search(text[max(0, start - NEAR) : start]) or not self._is_of(match["of"], one):
                continue
            before, behind = BEFORE.search(text[max(0, start - NEAR) : start]), BEHIND.match(text, match.end())
            beside = [found["who"] for found in (before, behind) if found]
            yield "surely" if any(not self._is_asked(who) for who in beside) else "perhaps"

    def _doers(self, one: Evidence) -> Iterator[Telling]:
        """Yield for each verb said of the subject whether somebody is told who does it."""
        text = one.text
        for match in self.passive.finditer(text) if self.passive else ():
            who = A_NAME.search(match["who"])
            if who and not is_dated(who.group()) and self._said_of(text, match.start(), one):
                yield "surely"
        for match in self.active.finditer(text) if self.active else ():
            before = [name.group() for name in A_NAME.finditer(text[max(0, match.start() - NEAR) : match.start()])]
            if self._is_of(match["of"], one) and any(not self._is_asked(name) for name in before):
                yield "perhaps"

    def _said_of(self, text: str, start: int, one: Evidence) -> bool:
        """Return whether what starts there is said of the subject: the last name before it, or what a pronoun means."""
        opening = LEANING.match(text)
        first = max(start - NEAR, opening.end() if opening else 0)
        if last := LAST_NAME.search(text[first:start]):
            return self._is_of(last["name"], one)
        return opening is not None and self._is_of(one.before_text, one)

    def _is_of(self, text: str, one: Evidence) -> bool:
        """Return whether `text` names the subject."""
        language = one.article.language
        stems = set(analyse(text, language))
        return all(
            is_named(term, text, language, self.asked_in) or (not term.is_name and term.presence(stems, language) > 0)
            for term in self.subject
        )

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
        if subject := _asked_of(terms, asking):
            return Relation(
                "person", subject, language, OFFICE_WORDS, OFFICE[words], *((LED, LEADS) if words is _ANY else ())
            )
    if subject := _asked_of(terms, FOUNDING):
        if asked.kind == "when":
            return Relation("date", subject, language, FOUNDING_WORDS)
        return Relation("person", subject, language, FOUNDING_WORDS, FOUNDER, FOUNDED_BY, FOUNDED)
    return None


def _asked_of(terms: Sequence[Term], asking: frozenset[str]) -> tuple[Term, ...]:
    """Return the names of a question whose other words all are `asking`, one at least; else nothing."""
    subject = tuple(term for term in terms if term.folded not in asking)
    if len(subject) == len(terms) or not all(term.is_name and not term.folded.isdigit() for term in subject):
        return ()
    return subject


def in_other_words(relation: Relation) -> str:
    """Return a question for the relation in the words that articles tell it in, to look for what asks otherwise."""
    subject = " ".join(term.surface for term in relation.subject)
    return f"{subject} {relation.words[relation.asked_in]}"


def related_first(
    evidence: Sequence[Evidence], hits: Sequence[Hit], relation: Relation, confidence: float
) -> Related | None:
    """Return the sentences that tell the relation, or None where none does.

    Sentences that were not kept are looked for in `hits`; those that tell it surely are kept alone. What may tell it
    comes before no sentence that is likely to answer.
    """
    seen: dict[tuple[str, int], tuple[Evidence, Telling]] = {}
    for one in chain(evidence, chain.from_iterable(map(sentences_of, hits))):
        place = (one.article.id, one.span.start)
        if place not in seen and (telling := relation.told(one)) != "no":
            seen[place] = one, telling
    surely = [one for one, telling in seen.values() if telling == "surely"]
    found = surely or [one for one, _ in seen.values()]
    if not found or (confidence >= SURE and not surely):
        return None
    share = max((one.share for one in evidence), default=1.0)
    return Related((replace(found[0], share=share), *found[1:]), bool(surely))
