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
        r"(?:(?:ro)?bot|human|person|ai|llm)|are\s+you\s+(?:real|alive|human|chatgpt|gpt|claude|gemini|there|ok)|"
        r"(?:who|what\s+company)\s+(?:made|built|created|wrote|programmed|coded|owns|runs)\s+you|"
        r"(?:what|which)\s+(?:ai|llm|(?:language\s+)?model|bot)\s+(?:are\s+you|do\s+you\s+use)|how\s+are\s+you(?:\s+doing)?|"
        r"what(?:['’]?s|\s+is)\s+your\s+name|how\s+old\s+are\s+you|where\s+are\s+you\s+from|introduce\s+yourself|tell\s+me\s+(?:something\s+)?about\s+(?:yourself|you)|help(?:\s+me)?(?:\s+please)?"
    ),
    "fr": (
        rf"qui\s+(?:es|[eê]tes){YOU}|(?:tu\s+es|t['’]es|vous\s+[eê]tes)\s+qui|que\s+(?:sais|peux|savez|pouvez){YOU}\s+faire|"
        r"(?:qu['’]est[-\s]ce\s+que\s+)?(?:tu|vous)\s+(?:sais|peux|savez|pouvez)\s+faire(?:\s+quoi)?|"
        rf"que\s+(?:fais|faites){YOU}|[aà]\s+quoi\s+(?:sers|servez){YOU}|comment\s+(?:fonctionnes|fonctionnez){YOU}|"
        rf"(?:(?:es|[eê]tes){YOU}|(?:tu\s+es|t['’]es|vous\s+[eê]tes))\s+(?:une?\s+)?(?:(?:ro)?bot|humaine?|ia|personne|chatgpt|gpt|claude|"
        r"gemini|r[ée]el(?:le)?|vivante?)|qui\s+(?:t['’]|vous\s+)a\s+(?:fait|cr[ée]{1,2}|programm[ée]|con[cç]u|cod[ée])|"
        r"comment\s+(?:vas[-\s]tu|allez[-\s]vous|tu\s+vas|[cç]a\s+va|tu\s+t['’]appelles|t['’]appelles[-\s]tu|vous\s+appelez[-\s]vous)|"
        r"[cç]a\s+va(?:\s+bien)?|(?:quel\s+est|c['’]est\s+quoi)\s+(?:ton|votre)\s+nom|quel\s+[âa]ge\s+(?:as[-\s]tu|avez[-\s]vous)|pr[eé]sente(?:[-\s]toi|z[-\s]vous)|parle(?:[-\s]moi\s+de\s+toi|z[-\s]moi\s+de\s+vous)|"
        r"(?:[aà]\s+l['’])?aide(?:z?[-\s]moi)?(?:\s+(?:svp|s['’]il\s+(?:te|vous)\s+pla[iî]t))?"
    ),
}
PATTERNS: Mapping[Language, re.Pattern[str]] = {
    language: lazy_pattern(rf"\W*+(?:(?:{COURTESIES})\W++)*(?:{asked})\W*+", re.IGNORECASE)
    for language, asked in ASKED.items()
}


def language_addressed(question: str) -> Language | None:
    """Return in which language `question` asks about the bot itself; None where it asks anything else."""
    return next((language for language, pattern in PATTERNS.items() if pattern.fullmatch(question)), None)
