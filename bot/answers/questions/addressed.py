"""Questions to the bot itself: "who are you?", "que sais-tu faire ?", "help".

Pure. Only what is nothing else from end to end counts, beside words of courtesy: articles may tell who somebody is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.answers.questions.courtesies import language_said, said_alone
from corpus.article import Language
from corpus.patterns import lazy_pattern

YOU = r"[-\s]+(?:tu|vous)"
ASKED: Mapping[Language, str] = {
    "en": (
        r"(?:who|what)\s+are\s+you|what\s+(?:can|do)\s+you\s+do(?:\s+for\s+(?:me|us))?|how\s+do\s+you\s+work|"
        r"(?:how\s+)?can\s+you\s+help(?:\s+(?:me|us))?|how\s+(?:do|can)\s+i\s+use\s+you|are\s+you\s+(?:an?\s+)?"
        r"(?:(?:ro)?bot|human|person|ai|llm)|are\s+you\s+(?:real|alive|human|chatgpt|gpt|claude|gemini|there|ok)|"
        r"(?:who|what\s+company)\s+(?:made|built|created|wrote|programmed|coded|owns|runs)\s+you|"
        r"(?:what|which)\s+(?:ai|llm|(?:language\s+)?model|bot)\s+(?:are\s+you|do\s+you\s+use)|"
        r"what(?:['’]?s|\s+is)\s+your\s+name|how\s+old\s+are\s+you|where\s+are\s+you\s+from|introduce\s+yourself|tell\s+me\s+(?:something\s+)?about\s+(?:yourself|you)|help(?:\s+me)?(?:\s+please)?"
    ),
    "fr": (
        rf"qui\s+(?:es|[eê]tes){YOU}|(?:tu\s+es|t['’]es|vous\s+[eê]tes)\s+qui|que\s+(?:sais|peux|savez|pouvez){YOU}\s+faire|"
        r"(?:qu['’]est[-\s]ce\s+que\s+)?(?:tu|vous)\s+(?:sais|peux|savez|pouvez)\s+faire(?:\s+quoi)?|"
        rf"que\s+(?:fais|faites){YOU}|[aà]\s+quoi\s+(?:sers|servez){YOU}|comment\s+(?:(?:fonctionn|march)e[sz]{YOU}|(?:tu|vous)\s+(?:fonctionn|march)e[sz])|"
        rf"(?:(?:es|[eê]tes){YOU}|(?:tu\s+es|t['’]es|vous\s+[eê]tes))\s+(?:une?\s+)?(?:(?:ro)?bot|humaine?|ia|personne|chatgpt|gpt|claude|"
        r"gemini|r[ée]el(?:le)?|vivante?)|qui\s+(?:t['’]|vous\s+)a\s+(?:fait|cr[ée]{1,2}|programm[ée]|con[cç]u|cod[ée])|"
        r"comment\s+(?:tu\s+t['’]appelles|t['’]appelles[-\s]tu|vous\s+appelez[-\s]vous)|"
        r"(?:quel\s+est|c['’]est\s+quoi)\s+(?:ton|votre)\s+nom|quel\s+[âa]ge\s+(?:as[-\s]tu|avez[-\s]vous)|pr[eé]sente(?:[-\s]toi|z[-\s]vous)|parle(?:[-\s]moi\s+de\s+toi|z[-\s]moi\s+de\s+vous)|"
        r"(?:[aà]\s+l['’])?aide(?:z?[-\s]moi)?(?:\s+(?:svp|s['’]il\s+(?:te|vous)\s+pla[iî]t))?"
    ),
}
ALONE = said_alone(ASKED)

# What asks how the bot is used or what it keeps, in words that articles may have too.
USING = lazy_pattern(
    r"\bhow\s+(?:do|can|could|would|should)\s+(?:i|we|you)\s+(?:add|upload|remove|delete|edit|update|change)\s+(?:\w+\s+)?"
    r"(?:articles?|documents?|sources?)\b|\b(?:delete|erase|forget|see|remove)\s+(?:all\s+)?my\s+(?:data|questions|history)\b|"
    r"\bwhat\s+(?:data\s+|information\s+)?do\s+you\s+(?:keep|know|have|store|remember|save)\s+(?:on|about|of)\s+me\b|"
    r"\b(?:which|what)\s+commands\b|"
    r"\b(?:ajouter|envoyer|retirer|supprimer|modifier|enlever)\s+(?:\w+\s+)?(?:articles?|documents?|sources?)\b|"
    r"\b(?:supprime[rz]?|efface[rz]?|voir|oublie[rz]?)\s+(?:toutes\s+)?mes\s+(?:donn[ée]es|questions)\b|"
    r"\b(?:gard|conserv|reten|retien|sai|sav)\w*[-\s](?:tu|vous)\s+(?:de|sur)\s+moi\b|"
    r"\b(?:tu|vous)\s+(?:gard|conserv|reten|retien|sai|sav)\w*\s+(?:de|sur)\s+moi\b|\bquelles?\s+(?:sont\s+les\s+)?commandes?\b",
    re.IGNORECASE,
)


def asks_about_use(question: str) -> bool:
    """Return whether `question` may ask how the bot is used, or what it keeps about who asks."""
    return USING.search(question) is not None or language_addressed(question) is not None


def language_addressed(question: str) -> Language | None:
    """Return in which language `question` asks about the bot itself; None where it asks anything else."""
    return language_said(ALONE, question)
