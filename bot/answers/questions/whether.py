"""Questions for a yes or a no: is it so, may one, must somebody. How they begin, in both languages. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.answers.questions.openings import KEPT_QUESTIONS, LINKED
from corpus.article import Language, Span
from corpus.patterns import lazy_pattern

EST_CE = r"(?:est[-\s]ce\s+qu(?:e\s+|['’]\s?))?"
LE_DROIT = rf"{EST_CE}(?:a[-\s]t[-\s]on|ai[-\s]je|on\s+a|j['’]\s?ai)\s+le\s+droit\b"
ALLOWED = r"allowed|permitted|banned|forbidden|prohibited"
INTERDIT = r"interdite?s?|autorisée?s?|permise?s?"

# "whether" of all that is named: it did, it has, it is.
WHETHER = lazy_pattern(
    rf"^\W*+{LINKED}(?:(?:did|does|do|has|have|had|is|are|was|were|will|can|could)\b|est[-\s]ce\s+qu(?:e\s|['’]))",
    re.IGNORECASE,
)
# French asks so with a verb turned round, or by the tone of its voice alone, where no asking word stands.
ASKING_WORD = lazy_pattern(
    rf"^\W*+{LINKED}(?:(?:(?:[àa]|de|en|pour|par|avec|chez|sur|dans)\s)?(?:qu(?:e|i|oi)\b|qu['’])|ou\b)|\bquoi\b|"
    r"\b(?:quand|où|comment|pourquoi|combien|(?:le|du|au|les|des|aux|la)?quel(?:le)?s?)\b|"
    r"\b(?:who|whom|whose|what|which|when|where|why|how)\b",
    re.IGNORECASE,
)
TURNED_ROUND = lazy_pattern(
    r"^[^?]{0,200}?(?:[^\W\d_](?:-t)?-(?:ils?|elles?|tu|je)|(?<!\brend)ez-vous|ons-nous|\b(?:est|était|sont)-ce|"
    r"-t-on|\b(?:peut|doit|est|fait|faut|sait|voit|met|prend)-on)(?![\w-])",
    re.IGNORECASE,
)
BY_TONE = lazy_pattern(
    r"^[^?]{1,200}?\b(?:est|sont|était|étaient|sera|seront|peut|peuvent|doit|doivent)\b[^?]{1,200}\?\W*$"
)
# Whether something is allowed: to the one who asks, or to anybody.
PERMISSION = lazy_pattern(
    rf"^\W*+{LINKED}(?:(?:can|may|could)\s+(?:i|we|you|one)\b|am\s+i\s+allowed\b|"
    rf"{EST_CE}(?:je\s+peux|on\s+peut)\b|puis[-\s]je\b|peut[-\s]on\b|{LE_DROIT}|"
    rf"(?:is|are)\b.{{1,200}}\b(?:{ALLOWED}|ok|okay|against\s+the\s+rules)\W*$|"
    rf"(?:est[-\s]ce|c['’]\s?est|la|le|les|l['’])\b.{{1,200}}?\b(?:{INTERDIT})\b)",
    re.IGNORECASE,
)
# Whether somebody may or must, in any words.
MAY_OR_MUST = lazy_pattern(
    rf"^\W*+{LINKED}(?:(?:can|may|could|must|should)\s|"
    r"(?:am|are|is)\s.{1,80}?\b(?:allowed|required|obliged|entitled)\s+to\b|(?:do|does)\s.{1,80}?\b(?:have|need)\s+to\b|"
    rf"{EST_CE}(?:je|on)\s+(?:peux|peut|dois|doit)\b|puis[-\s]je\b|dois[-\s]je\b|(?:peut|doit)[-\s]on\b|faut[-\s]il\b|{LE_DROIT}|"
    r"[^?]{1,80}\b(?:peu(?:t|vent)|doi(?:t|vent))-(?:ils?|elles?)\b)",
    re.IGNORECASE,
)
# Whether one may or must do anything but ask: "can I ask who …" and "peut[-\s]on savoir quand …" ask for who and when.
ONE_MAY_OR_MUST = lazy_pattern(
    rf"^\W*+{LINKED}(?:(?:can|may|could|must|should)\s+(?:i|we|one)|"
    r"(?:am|are)\s+(?:i|we)\s+(?:allowed|required|obliged|supposed|entitled)\s+to|do\s+(?:i|we)\s+(?:have|need)\s+to|"
    rf"{EST_CE}(?:je\s+(?:peux|dois)|on\s+(?:peut|doit))|puis[-\s]je|peut[-\s]on|doit[-\s]on|dois[-\s]je|faut[-\s]il|"
    rf"{LE_DROIT}\s+d(?:e\s|['’]))\s*"
    r"(?!(?:ask|know|find|see|learn|tell|say|guess|check|get|have|demander|savoir|trouver|voir|apprendre|dire|deviner|"
    r"conna[iî]tre|avoir)\b)(?=[^\W\d_])",
    re.IGNORECASE,
)
# Whether others may or must: what opens such a question, and what it has further on where that opens others too.
OTHERS_MAY = lazy_pattern(
    rf"^\W*+{LINKED}(?:(?:can|could|may|must|should)\s|"
    r"(?:are|is|will|do|does)\s(?=.{1,120}\b(?:allowed|permitted|entitled|eligible|exempt|required|obliged|able|"
    r"have\s+to|need\s+to|have\s+(?:a|the|any)\s+rights?|ha(?:ve|s)\s+access|get|qualify)\b))",
    re.IGNORECASE,
)
OTHERS_MAY_FR = lazy_pattern(
    rf"^\W*+{LINKED}{EST_CE}(?P<who>(?:les?\s|la\s|l['’]|une?\s|des\s|mon\s|ma\s|mes\s|tou(?:s|te)s?\s)"
    r"[^?,]{2,60}?)\s(?:ne\s|n['’])?(?:peu(?:t|vent)|pourr(?:a|ont|ait|aient)|doi(?:t|vent)|(?:a|ont)(?:-t)?(?:-ils?|-elles?)?"
    r"\s(?:le\s)?droit|(?:est|sont)(?:-ils?|-elles?)?\s(?:obligé|tenu|autorisé|éligible|exclu|exonéré|dispensé|soumis)\w*)"
    r"(?![\wà-ÿ])",
    re.IGNORECASE,
)
# Who may: it is told whether somebody may.
WHO_MAY = lazy_pattern(
    rf"^\W*+{LINKED}(?:who\s+(?:all\s+)?(?:can|may|could|gets?\s+to|(?:is|are)\s+(?:allowed|permitted|entitled)\s+to|"
    r"ha(?:s|ve)\s+(?:the\s+)?(?:rights?|permissions?|power)\s+to)|"
    r"qui\s+(?:peut|peuvent|pourrait|(?:est|sont)\s+(?:autorisée?s?|habilitée?s?)\s+à|(?:a|ont)\s+le\s+(?:droit|pouvoir)\s+d(?:e\b|['’])))",
    re.IGNORECASE,
)


@lru_cache(KEPT_QUESTIONS)
def asks_whether(text: str) -> bool:
    """Return whether a question asks if something is so."""
    if WHETHER.match(text):
        return True
    return not ASKING_WORD.search(text) and (TURNED_ROUND.match(text) or BY_TONE.match(text)) is not None


def asks_permission(text: str) -> bool:
    """Return whether a question asks if something is allowed."""
    return PERMISSION.match(text) is not None


def asks_who_may(text: str) -> bool:
    """Return whether a question asks who may do something."""
    return WHO_MAY.match(text) is not None


def asks_may_or_must(text: str) -> bool:
    """Return whether a question asks if somebody may or must do something."""
    return MAY_OR_MUST.match(text) is not None


def asks_if_one_may_or_must(text: str) -> bool:
    """Return whether a question asks if one may or must, whatever asking word it has further on.

    "Can we charge those who ask?" asks for nobody.
    """
    return ONE_MAY_OR_MUST.match(text) is not None


def where_others_stand(text: str, language: Language) -> Span | None:
    """Return where those stand of whom a question asks if they may or must; None where it asks nothing of the kind.

    In French what lies between is said; in English it begins there, and ends nobody knows where.
    """
    opening = (OTHERS_MAY_FR if language == "fr" else OTHERS_MAY).match(text)
    if opening is None:
        return None
    return Span(*opening.span("who")) if language == "fr" else Span(opening.end(), len(text))
