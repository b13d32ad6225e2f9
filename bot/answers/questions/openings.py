"""The words that link a question to what went before it: "and …", "so …", "et alors …". Pure.

They say nothing of what is asked: behind `LINKED`, "alors qui a lancé le moteur ?" is read as "qui a lancé le moteur ?"
is. White space or a comma stands behind each, so that "then-president", "puis-je" and "so-called" have none. Whether a
question goes on from the one before it, `bot.answers.conversation.leaning` tells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.article import Language
from corpus.patterns import lazy_pattern

# What goes on from what was said; "or" and "ou" ask for one of two, and are none.
GOING_ON: Mapping[Language, str] = {"en": "and|but|so|then|also", "fr": "et|mais|alors|donc|puis|aussi"}
EITHER = "|".join(GOING_ON.values())
TAKING_UP = r"ok(?:ay)?|well|eh\s+bien|du\s+coup"  # what only takes up the word
LINK_END = r"(?:\s?[,;:.!…–—-]{0,3}\s+|\s?,)"
# Up to two of them, for the beginning of a pattern. Atomic: what was taken is never given back, and no long text is
# read again for it.
LINKED = rf"(?>(?:(?:{EITHER}|{TAKING_UP}){LINK_END}){{0,2}})"
# Without the English words, where a name may follow: "So Foot, c'est quoi ?" asks about So Foot.
LINKED_IN_FRENCH = rf"(?>(?:(?:{GOING_ON['fr']}|ok(?:ay)?|du\s+coup){LINK_END}){{0,2}})"
# Questions that are kept with what was read of them alone, since many rules begin with the same: those that are being
# answered, and what these are read as.
KEPT_QUESTIONS = 16
OPENING = lazy_pattern(rf"\W*+(?:(?:{EITHER}|{TAKING_UP}){LINK_END}){{1,2}}", re.IGNORECASE)


def unlinked(question: str) -> str:
    """Return `question` without the words that link it, as it is where there are none."""
    opening = OPENING.match(question)
    return question[opening.end() :] if opening else question
