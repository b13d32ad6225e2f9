"""Reading a question: what kind of thing is asked, and of which subject.

Pure: knows no index. Patterns are French and English; a question of another shape is of kind "other".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.terms import Term, is_acronym

Kind = Literal["definition", "who", "when", "where", "how_many", "why", "how", "other"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked. `subject` is the thing whose meaning is asked for, or the empty string."""

    kind: Kind
    subject: str = ""


LEAVE_OUT = (
    r"(?:\s+(?:here|ici|exactly|exactement|please|svp|s['’]il (?:te|vous) pla[iî]t|then|donc|au juste|in this \w+|"
    r"dans (?:cet|ces|ce|l['’]) ?\w+))*"
)
DEFINITIONS = tuple(
    re.compile(rf"^\s*{pattern}{LEAVE_OUT}\s*[?!.…\s]*$", re.IGNORECASE)
    for pattern in (
        r"what(?:\s+do(?:es)?)\s+(?P<x>.+?)\s+(?:stand\s+for|mean|signify|refer\s+to)",
        r"what(?:['’]?s|\s+is|\s+are)\s+(?:the\s+)?(?:meaning|definition)\s+of\s+(?P<x>.+?)",
        r"what(?:['’]?s|\s+is|\s+are|\s+was|\s+were)\s+(?:meant\s+by\s+)?(?P<x>.+?)",
        r"(?:please\s+)?(?:define|explain)\s+(?P<x>.+?)",
        r"(?:the\s+)?(?:meaning|definition)\s+of\s+(?P<x>.+?)",
        r"(?P<x>\S+)\s+(?:meaning|definition)",
        r"(?:et\s+)?(?:c['’]?\s?est|cest)\s+quoi\s*,?\s+(?P<x>.+?)",
        r"(?:et\s+)?(?P<x>.+?)\s*,?\s+(?:c['’]?\s?est|cest)\s+quoi",
        r"(?:et\s+)?qu['’\s]?\s?est[-\s]ce\s+(?:que\s+c['’]?\s?est\s+)?(?:que?\s*['’]?\s*)(?P<x>.+?)",
        r"(?:et\s+)?que?\s+(?:veut\s+dire|signifie(?:nt)?|d[ée]signe(?:nt)?)\s+(?P<x>.+?)",
        r"(?:et\s+)?(?P<x>.+?)\s*,?\s+(?:[cç]a\s+)?(?:veut\s+dire|signifie)\s+quoi",
        r"qu['’]entend[-\s]on\s+par\s+(?P<x>.+?)",
        r"(?:quelle\s+est\s+)?(?:la\s+)?(?:d[ée]finition|signification)\s+(?:de\s+la\s+|de\s+l['’]|des?\s+|du\s+|d['’])?(?P<x>.+?)",
        r"(?:d[ée]finir|d[ée]finis|d[ée]finissez|explique[rz]?)\s+(?P<x>.+?)",
        r"quel(?:le)?s?\s+(?:est|sont)\s+(?:le|la|les)\s+sens\s+d(?:e\s+la\s+|e\s+l['’]|e\s+|u\s+|es\s+|['’])(?P<x>.+?)",
        r"(?P<x>[A-ZÀ-Ý0-9][A-ZÀ-Ý0-9&.-]{1,11})",
    )
)

OPENERS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "how_many",
            r"\b(?:how\s+(?:many|much|long|old|far|tall|high|large|big|fast|heavy|deep)|combien|what\s+(?:(?:is|was|are|were)\s+)?(?:the\s+)?(?:number|percentage|"
            r"share|amount|price|cost|proportion|speed|temperature)|quel(?:le)?s?\s+(?:(?:est|était|etait|sont|fut)\s+)?(?:(?:le|la|les)\s+|l['’])?(?:nombre|pourcentage|part|montant|prix|"
            r"co[uû]t|proportion|vitesse|temp[ée]rature|somme|dur[ée]e|taille|[âa]ge|distance))\b",
        ),
        (
            "when",
            r"\b(?:when|since\s+when|(?:what|which)\s+(?:(?:is|was)\s+)?(?:the\s+)?(?:year|date|day|month|century)|quand|depuis\s+quand|(?:en\s+|à\s+)?"
            r"quel(?:le)?\s+(?:(?:est|était|etait|fut)\s+)?(?:la\s+|l['’])?(?:ann[ée]e|date|jour|mois|si[eè]cle|moment))\b",
        ),
        (
            "who",
            r"\b(?:who|whom|whose|which\s+(?:person|people|company|organi[sz]ation)|qui|quelle\s+(?:personne|entreprise|soci[ée]t[ée]))\b",
        ),
        (
            "where",
            r"(?:\b(?:where|which\s+(?:country|city|place)|dans\s+quel(?:le)?\s+(?:pays|ville|lieu))\b|\boù\b|^\s*ou\s+(?:est|se|sont|a)\b)",
        ),
        ("why", r"\b(?:why|pourquoi|for\s+what\s+reason|pour\s+quelle\s+raison)\b"),
        ("how", r"\b(?:how|comment)\b"),
    )
)

DETERMINER = re.compile(
    r"^(?:the|an?|le|la|les|une?|des|du|de\s+la|l['’]|d['’]|acronym|acronyme|sigle|term|terme|word|mot|abbreviation|abréviation)\s*(?<=[\s'’])\s*",
    re.IGNORECASE,
)
FOLLOWS_ON = re.compile(
    r"^\s*(?:and|et|but|mais|or|ou|so|alors|then|puis|also|aussi|what about|how about|et pour|qu['’]en est-il)\b|"
    r"\b(?:it|its|he|she|they|them|him|her|his|their|this|that|these|those|il|elle|ils|elles|lui|leur|cela|ça|celui|celle|"
    r"ceux|celles|y|en|son|sa|ses)\b",
    re.IGNORECASE,
)


def read_kind(question: str) -> Asked:
    """Return what `question` asks for."""
    text = " ".join(question.split())
    measured = next((kind for kind, opener in OPENERS[:2] if opener.search(text)), None)
    for pattern in DEFINITIONS if measured is None else ():
        match = pattern.match(text)
        if match:
            subject = bare_subject(match["x"])
            if subject and len(subject.split()) <= 6:
                return Asked("definition", subject)
    for kind, opener in OPENERS:
        if opener.search(text):
            return Asked(kind)
    return Asked("other")


def bare_subject(phrase: str) -> str:
    """Return `phrase` without its determiner, "the acronym", and quotation marks."""
    subject = phrase.strip(" \t?!.,;:«»“”\"'`*_()")
    while True:
        shorter = DETERMINER.sub("", subject).strip(" «»“”\"'`")
        if shorter == subject:
            return subject
        subject = shorter


def follows_on(question: str, terms: Sequence[Term]) -> bool:
    """Return whether `question` leans on the one before it: it opens with "and", points back, or says too little."""
    names = [term for term in terms if term.is_name and not term.folded.isdigit()]
    if names:
        return bool(re.match(r"^\s*(?:and|et)\b", question, re.IGNORECASE)) and len(terms) < 2
    return bool(FOLLOWS_ON.search(question)) or len(terms) <= 1


def carried(terms: Sequence[Term], earlier: Sequence[Term]) -> tuple[Term, ...]:
    """Return the terms of an earlier question that a follow-up lacks: its names, else all its content words."""
    held = {term.folded for term in terms}
    lacking = tuple(term for term in earlier if term.folded not in held)
    names = tuple(term for term in lacking if term.is_name or is_acronym(term.surface))
    return names or lacking


def with_carried(question: str, terms: Sequence[Term]) -> str:
    """Return the question as it is read with `terms` carried over: "and who holds it? (ROFR)"."""
    return f"{question.strip()} ({', '.join(term.surface for term in terms)})"
