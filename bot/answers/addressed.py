"""Questions to the bot itself: "who are you?", "que sais-tu faire ?", "help".

Pure. Only what is nothing else from end to end counts, beside words of courtesy: articles may tell who somebody is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.answers.courtesies import COURTESIES
from corpus.article import Language
from corpus.patterns import lazy_pattern

YOU = r"[-\s]+(?:tu|vous)"
ASKED: Mapping[Language, str] = {
    "en": (
        r"(?:who|what)\s+are\s+you|what\s+(?:can|do)\s+you\s+do(?:\s+for\s+(?:me|us))?|how\s+do\s+you\s+work|"
        r"(?:how\s+)?can\s+you\s+help(?:\s+(?:me|us))?|how\s+(?:do|can)\s+i\s+use\s+you|are\s+you\s+(?:an?\s+)?"
        r"(?:ro)?bot|introduce\s+yourself|tell\s+me\s+(?:something\s+)?about\s+(?:yourself|you)|help(?:\s+me)?(?:\s+please)?"
    ),
    "fr": (
        rf"qui\s+(?:es|[eê]tes){YOU}|(?:tu\s+es|t['’]es|vous\s+[eê]tes)\s+qui|que\s+(?:sais|peux|savez|pouvez){YOU}\s+faire|"
        r"(?:qu['’]est[-\s]ce\s+que\s+)?(?:tu|vous)\s+(?:sais|peux|savez|pouvez)\s+faire(?:\s+quoi)?|"
        rf"que\s+(?:fais|faites){YOU}|[aà]\s+quoi\s+(?:sers|servez){YOU}|comment\s+(?:fonctionnes|fonctionnez){YOU}|"
        rf"(?:es|[eê]tes){YOU}\s+un\s+(?:ro)?bot|pr[eé]sente(?:[-\s]toi|z[-\s]vous)|parle(?:[-\s]moi\s+de\s+toi|z[-\s]moi\s+de\s+vous)|"
        r"(?:[aà]\s+l['’])?aide(?:z?[-\s]moi)?(?:\s+(?:svp|s['’]il\s+(?:te|vous)\s+pla[iî]t))?"
    ),
}
PATTERNS: Mapping[Language, re.Pattern[str]] = {
    language: lazy_pattern(rf"\W*(?:(?:{COURTESIES})\W+)*(?:{asked})\W*", re.IGNORECASE)
    for language, asked in ASKED.items()
}


def language_addressed(question: str) -> Language | None:
    """Return in which language `question` asks about the bot itself; None where it asks anything else."""
    return next((language for language, pattern in PATTERNS.items() if pattern.fullmatch(question)), None)
