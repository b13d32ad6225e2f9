"""Whether a text tells of the past alone, where it is asked what is so now: where a thing is, when people meet. Pure.

Read off a few verbs of French and English; a text that has none of them tells of no time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.answers.questions.openings import LINKED
from bot.answers.values.measures import tells_again
from corpus.article import Language
from corpus.patterns import lazy_pattern

WHERE_NOW = lazy_pattern(
    rf"^\W*+{LINKED}(?:where(?:['’]?s|\s+(?:is|are|does|do|can))|o[uù]\s+(?:est|sont|se\s+(?:trouve|situe)(?:nt)?))\b",
    re.IGNORECASE,
)
MEETS = lazy_pattern(
    rf"^\W*+{LINKED}(?:when|on\s+(?:which|what)\s+days?)\s+(?:does|do)\s.{{1,60}}\b(?:meet|gather|rehearse|practi[sc]e|train|sing)\W*$|"
    rf"^\W*+{LINKED}(?:quand|quels?\s+jours?)\b.{{0,60}}\b(?:se\s+(?:réuni(?:t|ssent)|retrouve(?:nt)?)|répète(?:nt)?|"
    r"s['’]entra[iî]ne(?:nt)?)\b",
    re.IGNORECASE,
)
# Asks when something is to be, and says that it has been.
WHEN_NOW = lazy_pattern(
    rf"^\W*+{LINKED}(?:when(?:['’]?s|\s+(?:is|are|will))\b(?!\s+(?:\w+\s+){{0,6}}?(?:held|built|born|founded)\b)|"
    r"(?:c['’]est|ce\s+sera)\s+quand\b|quand\s+(?:est|sont|sera|seront|a\s+lieu|ont\s+lieu|aura\s+lieu)\b)",
    re.IGNORECASE,
)
TOOK_PLACE = lazy_pattern(
    r"\b(?:took\s+place|(?:was|were)\s+held|(?:a|ont)\s+eu\s+lieu|s['’]est\s+(?:tenue?|déroulée?|passée?)|"
    r"se\s+sont\s+(?:tenu|déroulé)e?s)\b",
    re.IGNORECASE,
)
# What was, and what was done to it: a hall that "was built in Ghent" is there still.
WAS: Mapping[Language, re.Pattern[str]] = {
    "en": lazy_pattern(
        r"\b(?:was|were)\s+(?!(?:\w+\s+)?(?:\w+ed|built|set|put|laid|made|found|hung|rebuilt)\b)|\b(?:stood|lay|used\s+to|had\s+been)\b",
        re.IGNORECASE,
    ),
    "fr": lazy_pattern(
        r"\b(?:étai(?:t|ent)|fu(?:t|rent))\s+(?!(?:\w+\s+)?\w+(?:é|i|u|it|is)e?s?\b)|\bse\s+(?:trouv|situ)ai(?:t|ent)\b",
        re.IGNORECASE,
    ),
}
DONE: Mapping[Language, re.Pattern[str]] = {
    "en": lazy_pattern(r"\b(?:was|were|had|met|held|took\s+place|gathered|began|came|went)\b", re.IGNORECASE),
    "fr": lazy_pattern(
        r"\b(?:était|étaient|fut|furent|avait|avaient|eut|(?:a|ont)\s+(?:été|eu|élu|tenu)|s['’]est|se\s+sont|s['’]étaient)\b",
        re.IGNORECASE,
    ),
}
NOW: Mapping[Language, re.Pattern[str]] = {
    "en": lazy_pattern(
        r"\b(?:is|are|has|have|will|can|may|must|do(?:es)?|now|lies?|stands?|sits?|meets?|gathers?|rehearses?|trains?|practi[sc]es?|"
        r"sings?|takes?|starts?|opens?|begins?|goes)\b|['’]s\s+(?:at|in|on|near)\b",
        re.IGNORECASE,
    ),
    "fr": lazy_pattern(
        r"(?<!s['’])\best\b|(?<!\bse )\bsont\b|"
        r"\b(?:sera|seront|aura|auront|peut|peuvent|faut|doit|doivent|va|vont|désormais|maintenant|(?:a|ont)\s+lieu|"
        r"se\s+(?:trouve|situe|retrouve)(?:nt)?|se\s+(?:réunit|réunissent|tient|tiennent)|ouvre(?:nt)?|répète(?:nt)?|"
        r"s['’]entra[iî]ne(?:nt)?|commence(?:nt)?|accueille(?:nt)?|occupe(?:nt)?)\b",
        re.IGNORECASE,
    ),
}


def tells_the_past(question: str, text: str, language: Language) -> bool:
    """Return whether it is asked where or when something is, or people meet, and `text` tells where or when it was."""
    if WHEN_NOW.match(question) is not None and TOOK_PLACE.search(text) is not None:
        return True
    if NOW[language].search(text) is not None:
        return False
    if WHERE_NOW.match(question) is not None:
        return WAS[language].search(text) is not None
    return MEETS.match(question) is not None and DONE[language].search(text) is not None and not tells_again(text)
