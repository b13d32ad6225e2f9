"""Reading a question: what kind of thing is asked, and of which subject.

Pure: knows no index. Patterns are French and English; a question of another shape is of kind "other".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.answers.questions.openings import KEPT_QUESTIONS, LINKED, LINKED_IN_FRENCH
from bot.answers.questions.whether import asks_if_one_may_or_must
from corpus.capitals import CAPITAL
from corpus.number_words import up_to
from corpus.patterns import lazy_pattern

REMEMBERED = 3  # earlier questions of a conversation that a new one may lean on

Kind = Literal["definition", "who", "when", "where", "how_many", "why", "how", "other"]
KINDS: tuple[Kind, ...] = ("definition", "who", "when", "where", "how_many", "why", "how", "other")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked. `subject` is the thing whose meaning is asked for, or the empty string.

    `several` says that the answer is a list: "which countries", "name the …"; `topic` that what is said of something is
    wanted, since that was `asked` ("tell me about …"), the thing was `named` and no more ("fines"), or it is what
    somebody `said` or a law has `written` of it.
    """

    kind: Kind
    subject: str = ""
    several: bool = False
    topic: Literal["", "asked", "named", "said", "written"] = ""


LEAVE_OUT = (
    r"(?:\s+(?:here|ici|exactly|exactement|please|svp|s['’]il (?:te|vous) pla[iî]t|then|donc|au juste|in this \w+|"
    r"dans (?:cet|ces|ce|l['’]) ?\w+|(?:in|on|sur|dans) discord))*"
)
DEFINITIONS = tuple(
    lazy_pattern(rf"^\s*{pattern}{LEAVE_OUT}\s*[?!.…\s]*$", re.IGNORECASE)
    for pattern in (
        rf"{LINKED}what(?:\s+do(?:es)?)\s+(?P<x>.+?)\s+(?:stand\s+for|mean|signify|refer\s+to)(?:\s+(?:in|on|at|for)\s+.+?)?",
        rf"{LINKED}what(?:['’]?s|\s+is|\s+are)\s+(?:the\s+)?(?:meaning|definition)\s+of\s+(?P<x>.+?)",
        rf"{LINKED}what\s+(?:(?:exactly|actually|even)\s+)?(?:(?:counts?|qualif(?:ies|y))\s+as|"
        rf"(?:is|are)\s+(?:considered(?:\s+(?:as|to\s+be))?|classed\s+as|regarded\s+as|defined\s+as|deemed(?:\s+to\s+be)?))"
        r"\s+(?P<x>.+?)",
        rf"{LINKED}(?:what|wtf|wth|wat)(?:['’]?s|\s+is|\s+are|\s+was|\s+were)\s+(?:meant\s+by\s+)?(?:exactly\s+)?(?P<x>.+?)",
        r"what\s+(?P<x>.+?)\s+(?:is|are|means?|stands?\s+for|refers?\s+to)",  # behind "can you tell me"
        r"(?:(?:can|could)\s+(?:you|u|someone|somebody|anyone)\s+)?(?:please\s+)?explain\s+(?:to\s+(?:me|us)\s+)?(?P<x>.+?)\s+"
        r"(?:in\s+(?:simple|plain)\s+\w+|simply|like\s+i['’]?m\s+(?:5|five))",
        r"(?:please\s+)?(?:define|explain)\s+(?P<x>.+?)",
        r"(?:the\s+)?(?:meaning|definition)\s+of\s+(?P<x>.+?)",
        r"(?P<x>\S+(?:\s\S+){0,4})\s+(?:meaning|def(?:inition)?\.?|d[ée]finition|signification)",
        rf"{LINKED}qu['’]\s?est[-\s]ce\s+qui\s+(?:compte(?:nt)?|est\s+(?:consid[ée]r[ée]|class[ée]|d[ée]fini)|vaut|passe)\s+"
        r"(?:comme|pour)\s+(?P<x>.+?)",
        rf"{LINKED}qu['’]\s?est[-\s]ce\s+qu(?:['’]\s?on|e\s+l['’]\s?on)\s+(?:appelle|entend\s+par)\s+(?P<x>.+?)",
        rf"{LINKED}qu['’]\s?appelle[-\s]t[-\s]on\s+(?P<x>.+?)",
        rf"{LINKED}[àa]\s+partir\s+de\s+quand\s+(?:est[-\s]ce\s+qu['’]\s?on\s+parle|parle[-\s]t[-\s]on|on\s+parle)\s+"
        r"d(?:e\s+la\s+|e\s+l['’]|e\s+|u\s+|es\s+|['’]\s?)(?P<x>.+?)",
        rf"{LINKED}(?:c['’]?\s?est|cest|c)\s+[qk]u?oi\s*,?\s+(?:(?:exactement|au\s+juste|vraiment)\s*,?\s+)?(?P<x>.+?)",
        rf"{LINKED_IN_FRENCH}(?P<x>.+?)\s*,?\s+(?:c['’]?\s?est|cest|c)\s+[qk]u?oi",
        rf"{LINKED}qu['’\s]?\s?est[-\s]ce\s+(?:que\s+c['’]?\s?est\s+)?(?:que\s+|qu['’]\s*)(?P<x>.+?)",
        r"ce\s+qu['’]\s?est\s+(?P<x>.+?)",
        rf"{LINKED}(?:ce\s+)?que?\s+(?:veut\s+dire|signifie(?:nt)?|d[ée]signe(?:nt)?)\s+(?P<x>.+?)(?:\s+(?:dans|sur|en|pour)\s+.+?)?",
        rf"{LINKED}[cç]a\s+(?:veut\s+dire|signifie)\s+quoi\s*,?\s+(?P<x>.+?)",
        r"(?:(?:can|could)\s+(?:you|u|someone|somebody|anyone)\s+)(?:please\s+)?explain\s+(?:to\s+(?:me|us)\s+)?(?P<x>.+?)",
        r"(?:est[-\s]ce\s+qu(?:e\s+|['’]))?(?:quelqu['’]un|qqn|tu|vous)\s+(?:pe?ux?t?|pouvez|pourrai[st]|pourriez)\s+"
        r"(?:m['’]\s?|nous\s+)expliquer\s+(?P<x>.+?)",
        rf"{LINKED_IN_FRENCH}(?P<x>.+?)\s*,?\s+(?:[cç]a\s+)?(?:veut\s+dire|signifie)\s+quoi",
        r"qu['’]entend[-\s]on\s+par\s+(?P<x>.+?)",
        r"(?:quelle\s+est\s+)?(?:la\s+)?(?:d[ée]finition|signification)\s+(?:de\s+la\s+|de\s+l['’]|des?\s+|du\s+|d['’])?(?P<x>.+?)",
        r"(?:d[ée]finir|d[ée]finis|d[ée]finissez|explique[rz]?)\s+(?P<x>.+?)",
        r"quel(?:le)?s?\s+(?:est|sont)\s+(?:le|la|les)\s+sens\s+d(?:e\s+la\s+|e\s+l['’]|e\s+|u\s+|es\s+|['’])(?P<x>.+?)",
        rf"(?P<x>[{CAPITAL}0-9][{CAPITAL}0-9&.-]{{1,11}})",
    )
)

# "what is the …", "quelle était la …": what stands between the asking word and the noun that tells the kind.
WHAT = r"(?:what(?:['’]?s)?|which)\s+(?:(?:is|was|are|were)\s+)?(?:the\s+)?"
QUEL = r"quel(?:le)?s?\s+(?:(?:est|était|etait|sont|fut)\s+)?(?:(?:le|la|les)\s+|l['’])?"
QUANTITY = (
    r"number|percentage|share|amount|price|cost|proportion|speed|temperature|diameter|mass|weight|height|length|width|"
    r"depth|size|population|duration|age|distance|altitude(?=\s+(?:of|is|are|was|were|does|do)\b)"
)
QUANTITY_FR = (
    r"nombre|pourcentage|part|montant|prix|co[uû]t|proportion|vitesse|temp[ée]rature|somme|dur[ée]e|taille|[âa]ge|distance|"
    r"diam[èe]tre|masse|poids|hauteur|longueur|largeur|profondeur|population|superficie|altitude"
)
HOW_MUCH = r"how\s+(?:many|much|long|old|far|tall|high|large|big|fast|heavy|deep)|combien"
TIME = r"year|(?:\w+\s+)?date|day|month|century"  # "the release date"
TIME_FR = r"ann[ée]e|(?:\w+\s+)?date|jour|mois|si[eè]cle|moment"
WHO = (
    r"who|whom|whose|which\s+(?:person|people|company|organi[sz]ation)|qui|"
    r"quelle\s+(?:personne|entreprise|soci[ée]t[ée])"
)
# Where, also without the accent: « d'ou vient », « c'est ou le local », « elle est ou la clé ».
WHERE = (
    r"where|which\s+(?:country|city|place)|dans\s+quel(?:le)?\s+(?:pays|ville|lieu)|d['’]\s?ou|"
    r"(?<=[cçt]['’]est\s)ou(?=\s+(?:le|la|les|l['’]|ce|cette|mon|ma|mes|ton|ta|votre|vos|exactement)\b|\W*$)|"
    r"(?:(?<=\sest\s)|(?<=\ssont\s))ou(?=\s+(?:le|la|les|l['’])\b|\W*$)"
)


def _opener(pattern: str) -> re.Pattern[str]:
    return lazy_pattern(pattern, re.IGNORECASE)


MEASURED: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("how_many", _opener(rf"\b(?:{HOW_MUCH}|{WHAT}(?:{QUANTITY})|{QUEL}(?:{QUANTITY_FR}))\b")),
    ("when", _opener(rf"\b(?:when|quand|{WHAT}(?:{TIME})|{QUEL}(?:{TIME_FR}))\b")),
)
OPENERS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    *MEASURED,
    ("who", _opener(rf"\b(?:{WHO})\b")),
    ("where", _opener(rf"\b(?:{WHERE})\b|\boù\b|^\s*ou\s+(?:est|se|sont|a)\b")),
    ("why", _opener(r"\b(?:why|pourquoi|for\s+what\s+reason|pour\s+quelle\s+raison)\b")),
    ("how", _opener(r"\b(?:how|comment)\b")),
    ("other", _opener(r"\b(?:what|which|que|quoi|quel(?:le)?s?)\b|\bqu['’]")),
)

A_COUNT = rf"{'|'.join(up_to(10))}|\d+"
SEVERAL = lazy_pattern(
    rf"^\W*+{LINKED}(?:(?:what|which)\s+(?:are|were)\s+(?:all\s+)?(?:the|some|its|their|your|our)\s+\w|which\s+(?:{A_COUNT})\b|"
    rf"(?:please\s+)?(?:list|name|enumerate)\s+(?:the|all|some|{A_COUNT})\b|who\s+(?:are|were)\s+(?:the|its|their)\s|"
    rf"quel(?:le)?s\s+(?:sont|[ée]taient|furent)\s+(?:les|ses|leurs|vos|nos|tou(?:s|tes)\s+les)\s|quel(?:le)?s\s+(?:{A_COUNT})\b|qui\s+sont\s+les\s|"
    rf"(?:listez?|citez?|[ée]num[èe]re[rz]?|nommez?|donnez?(?:-moi)?)\s+(?:les|des|ses|tous|toutes|{A_COUNT})\b)",
    re.IGNORECASE,
)

# "what is it for" asks for a purpose and not for what it is.
PURPOSE = lazy_pattern(rf"\W*+{LINKED}what(?:['’]?s|\s+(?:is|are))\s[^?]*\sfor[\s?!.]*$", re.IGNORECASE)

# Behind what happened it asks what to do, whatever "when" stands there: "nothing shows when I start, what do I do?"
ENDS_WITH_WHAT_TO_DO = lazy_pattern(
    r"\S[,.;:!]?\s+(?:what\s+(?:should|can|could|must|do|shall)\s+(?:i|we|you)\s+do|"
    r"(?:que|quoi)\s+faire|que\s+(?:dois|puis|faut)-(?:je|il)\s+faire|je\s+fais\s+quoi)\W*$",
    re.IGNORECASE,
)

# Who asks is so: "the price when you are a member", « quand on est membre »; not "do you know when I am due".
IF_ONE_IS = lazy_pattern(
    rf"^\W*(?:(?:the|le|la)\s+|l['’])?(?:{QUANTITY}|{QUANTITY_FR}|fee|fees|limit|limite|tarif|tarifs|cotisation)\b[^?]*?[\w'’]+\s+"
    r"(?:quand|when)\s(?:(?:on|tu|vous|je|you|i|one)\s(?:est|es|[êe]tes|suis|are|am|is|have|has|as|a|avez)|j['’]\s?ai|"
    r"(?:you|i)['’](?:re|m|ve))\b",
    re.IGNORECASE,
)

DETERMINER = lazy_pattern(
    r"^(?:the|an?|le|la|les|une?|des|du|de\s+la|l['’]|d['’]|acronym|acronyme|sigle|term|terme|word|mot|abbreviation|"
    r"abréviation)\s*(?<=[\s'’])\s*",
    re.IGNORECASE,
)


@lru_cache(KEPT_QUESTIONS)
def read_kind(question: str) -> Asked:
    """Return what `question` asks for."""
    text = " ".join(question.split())
    alone = text.strip(" ?!.…")  # "why?" asks for no definition of "why", but "WHO" may of WHO
    measured = any(opener.match(text) for _, opener in MEASURED)
    asks = not alone.isupper() and any(opener.fullmatch(alone) for _, opener in OPENERS)
    for pattern in () if measured or asks or PURPOSE.match(text) else DEFINITIONS:
        match = pattern.match(text)
        if match:
            subject = bare_subject(match["x"])
            if subject and len(subject.split()) <= 6:
                return Asked("definition", subject)
    found = [(match.start(), place) for place, (_, opener) in enumerate(OPENERS) if (match := opener.search(text))]
    kind = OPENERS[min(found)[1]][0] if found else "other"  # the first asking word asks; "when" later does not
    if kind in {"who", "where", "when"} and asks_if_one_may_or_must(text):
        kind = "other"
    if kind == "when" and len(found) == 1 and IF_ONE_IS.search(text):
        kind = "other"
    if kind in {"who", "where", "when"} and min(found)[0] and ENDS_WITH_WHAT_TO_DO.search(text):
        kind = "how"
    return Asked(kind, several=kind not in {"how_many", "when"} and asks_for_several(text))


def asks_for_several(question: str) -> bool:
    """Return whether a question asks for several things: "what are the …", "name three …"."""
    return SEVERAL.match(question) is not None


def bare_subject(phrase: str) -> str:
    """Return `phrase` without its determiner, "the acronym", and quotation marks."""
    subject = phrase.strip(" \t?!.,;:«»“”\"'`*_()")
    while True:
        shorter = DETERMINER.sub("", subject).strip(" «»“”\"'`")
        if shorter == subject:
            return subject
        subject = shorter
