"""Asks for the answer before in the other language: "in French?", « en anglais svp », "can you translate that?".

Pure. Only what is nothing else from end to end counts, beside words of courtesy: articles may tell how to translate.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.answers.questions.courtesies import language_said, said_alone
from corpus.article import Language
from corpus.patterns import lazy_pattern

IN_EN = r"(?:in|into|to)\s+(?:french|english)"
IN_FR = r"en\s+(?:fran[çc]ais|anglais)"
TRANSLATED: Mapping[Language, str] = {
    "en": (
        rf"(?:(?:and|now|same|again|(?:what|how)\s+about)\s+)?{IN_EN}|(?:french|english)(?=\W+(?:please|pl[sz])\b)|"
        rf"(?:(?:can|could|would)\s+(?:you|u)\s+|i\s+(?:want|need)\s+(?:it|that)\s+)?(?:translate|say|repeat|give|write)(?:\s+me)?"
        rf"(?:\s+(?:it|that|this|the\s+answer|your\s+answer))?(?:\s+to\s+me)?\s+{IN_EN}|"
        r"(?:(?:can|could|would)\s+(?:you|u)\s+)?translate(?:\s+(?:it|that|this|the\s+answer|your\s+answer))?|"
        r"(?:(?:can|could)\s+(?:you|u)\s+)?(?:answer|reply|speak|talk)(?:\s+(?:to\s+)?me)?\s+(?:in\s+)?(?:french|english)"
    ),
    "fr": (
        rf"(?:(?:et|la\s+m[êe]me\s+chose)\s+)?{IN_FR}|"
        rf"(?:(?:tu\s+peux|peux[-\s]tu|vous\s+pouvez|pouvez[-\s]vous|tu\s+pourrais)\s+)?(?:(?:me|le|la|l['’])\s?)*"
        rf"(?:traduire|r[ée]p[ée]ter|r[ée]pondre|dire)(?:\s+(?:[çc]a|cela|la\s+r[ée]ponse))?\s+{IN_FR}|"
        r"(?:(?:tu\s+peux|peux[-\s]tu|vous\s+pouvez|pouvez[-\s]vous|tu\s+pourrais)\s+)?(?:(?:me|le|la|l['’])\s?)*traduire"
        r"(?:\s+(?:[çc]a|cela|la\s+r[ée]ponse))?|"
        rf"tradui(?:s|sez|t)(?:[-\s](?:le|la|moi|[çc]a|cela))*(?:\s+{IN_FR})?|"
        r"(?:r[ée]pond(?:s|ez)|parle[sz]?|dis|dites)(?:[-\s](?:le|la|moi|[çc]a))*\s+(?:en\s+)?(?:fran[çc]ais|anglais)"
    ),
}
ALONE = said_alone(TRANSLATED)
TO_FRENCH = lazy_pattern(r"\b(?:french|fran[çc]ais)\b")
TO_ENGLISH = lazy_pattern(r"\b(?:english|anglais)\b")


def language_wished(said: str) -> Language | None:
    """Return in which language a message only wishes to read what was told, else its own; None where it says more."""
    own = language_said(ALONE, said)
    if own is None:
        return None
    if TO_FRENCH.search(said.lower()):
        return "fr"
    return "en" if TO_ENGLISH.search(said.lower()) else own
