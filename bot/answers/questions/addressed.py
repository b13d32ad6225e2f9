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
THIS_BOT = r"(?:this|the|that)\s+(?:bot|robot)|sourcier"
CE_BOT = r"(?:ce|le)\s+(?:ro)?bot|sourcier"
ASKED: Mapping[Language, str] = {
    "en": (
        rf"what\s+(?:are|r)\s+(?:you|u)\s+(?:for|good\s+(?:for|at)|about|made\s+for)|what(?:['’]?s|\s+is)\s+your\s+(?:purpose|job|role|function)|"
        rf"(?:what|who)(?:['’]?s|\s+is)\s+(?:{THIS_BOT})(?:\s+for)?|what\s+(?:does|can)\s+(?:{THIS_BOT})\s+do|"
        rf"how\s+(?:does\s+(?:{THIS_BOT})\s+work|(?:do|can)\s+(?:i|we|you)\s+use\s+(?:{THIS_BOT})|to\s+use\s+(?:you|{THIS_BOT}))|"
        r"what\s+do\s+you\s+(?:really|actually)\s+do|what\s+(?:kind|sort|type)\s+of\s+(?:ro)?bot\s+are\s+you|"
        r"what\s+(?:(?:kind|sort|type)\s+of\s+)?questions\s+(?:can|do)\s+you\s+answer|"
        r"(?:is\s+)?any(?:one|body)\s+(?:there|here)|are\s+(?:you|u)\s+(?:working|online|up|awake|on|broken|alive|listening)|"
        r"(?:who|what)\s+are\s+you|what\s+(?:can|do)\s+you\s+do(?:\s+for\s+(?:me|us))?|how\s+do\s+you\s+work|"
        r"(?:how\s+)?can\s+you\s+help(?:\s+(?:me|us))?|how\s+(?:do|can)\s+i\s+use\s+you|are\s+you\s+(?:an?\s+)?(?:real\s+)?"
        r"(?:(?:ro)?bot|human|person|ai|llm)|are\s+you\s+(?:real|alive|human|chatgpt|gpt|claude|gemini|there|ok)|"
        r"(?:who|what\s+company)\s+(?:made|built|created|wrote|programmed|coded|owns|runs)\s+you|"
        r"(?:what|which)\s+(?:ai|llm|(?:language\s+)?model|bot)\s+(?:are\s+you|do\s+you\s+use)|"
        r"what(?:['’]?s|\s+is)\s+your\s+name|how\s+old\s+are\s+you|where\s+are\s+you\s+from|introduce\s+yourself|tell\s+me\s+(?:something\s+)?about\s+(?:yourself|you)|help(?:\s+me)?(?:\s+please)?"
    ),
    "fr": (
        rf"(?:tu|vous|il|[çc]a)\s+ser(?:s|t|vez)\s+[aà]\s+quoi(?:\s+(?:{CE_BOT}))?|[aà]\s+quoi\s+(?:(?:tu|vous)\s+ser(?:s|vez)|(?:[çc]a\s+)?sert\s+(?:{CE_BOT}))|"
        rf"(?:{CE_BOT})\s+(?:(?:il|[çc]a)\s+)?(?:sert\s+[àa]\s+quoi|fait\s+quoi|(?:marche|fonctionne)\s+comment)|"
        r"(?:tu|vous)\s+(?:fais|faites)\s+quoi|(?:tu|vous)\s+r[ée]pond(?:s|ez)\s+[àa]\s+(?:quoi|quelles?\s+questions?|quels?\s+genres?\s+de\s+questions?)|(?:tu\s+es|t['’]?\s?es|vous\s+[eê]tes)\s+quoi|"
        rf"(?:c['’]?\s?est|cest|c)\s+(?:quoi|qui)\s+(?:{CE_BOT}|toi)|qu['’]est[-\s]ce\s+que\s+(?:c['’]est\s+que\s+)?(?:{CE_BOT})|"
        rf"(?:tu|vous)\s+(?:fonctionn|march)e[sz]\s+comment|comment\s+(?:(?:fonctionne|marche)\s+(?:{CE_BOT})|(?:{CE_BOT})\s+(?:fonctionne|marche))|"
        rf"comment\s+(?:(?:on|je)\s+(?:se\s+|me\s+)?(?:sert|sers)\s+(?:de\s+toi|de\s+vous|d['’]|du\s+bot|de\s+{CE_BOT})|(?:on|je)\s+(?:t['’]|vous\s+)utilise|(?:t['’]|vous\s+)utiliser|(?:utiliser|(?:on|j['’])\s?utilise)\s+(?:{CE_BOT}))|"
        r"(?:(?:est-ce\s+que\s+)?(?:tu|vous)\s+(?:peux|pouvez)|(?:peux|pouvez)[-\s](?:tu|vous))\s+(?:(?:r[ée]pondre\s+[àa]|parler\s+de|m['’]aider\s+(?:[àa]|sur))\s+quoi|faire\s+quoi(?:\s+pour\s+(?:moi|nous))?|m['’]aider)|"
        r"que\s+(?:peux|pouvez)[-\s](?:tu|vous)\s+faire\s+pour\s+(?:moi|nous)|(?:il\s+)?y\s+a\s+quelqu['’]un|"
        r"(?:tu\s+es|t['’]?\s?es|vous\s+[eê]tes|es[-\s]tu)\s+(?:l[àa]|r[ée]veill[ée]e?|en\s+ligne|vivant)|(?:tu\s+(?:marches|fonctionnes)|(?:marches|fonctionnes)[-\s]tu)(?:\s+encore)?|"
        rf"qui\s+(?:es|[eê]tes){YOU}|(?:tu\s+es|t['’]es|vous\s+[eê]tes)\s+qui|que\s+(?:sais|peux|savez|pouvez){YOU}\s+faire|"
        r"(?:qu['’]est[-\s]ce\s+que\s+)?(?:tu|vous)\s+(?:sais|peux|savez|pouvez)\s+faire(?:\s+quoi)?|"
        rf"que\s+(?:fais|faites){YOU}|[aà]\s+quoi\s+(?:sers|servez){YOU}|comment\s+(?:(?:fonctionn|march)e[sz]{YOU}|(?:tu|vous)\s+(?:fonctionn|march)e[sz])|"
        rf"(?:(?:es|[eê]tes){YOU}|(?:tu\s+es|t['’]es|vous\s+[eê]tes))\s+(?:une?\s+)?(?:vraie?\s+)?(?:(?:ro)?bot|humaine?|ia|personne|chatgpt|gpt|claude|"
        r"gemini|r[ée]el(?:le)?|vivante?)|qui\s+(?:t['’]|vous\s+)a\s+(?:fait|cr[ée]{1,2}|programm[ée]|con[cç]u|cod[ée])|"
        r"comment\s+(?:tu\s+t['’]appelles|t['’]appelles[-\s]tu|vous\s+appelez[-\s]vous)|"
        r"(?:quel\s+est|c['’]est\s+quoi)\s+(?:ton|votre)\s+nom|quel\s+[âa]ge\s+(?:as[-\s]tu|avez[-\s]vous)|pr[eé]sente(?:[-\s]toi|z[-\s]vous)|parle(?:[-\s]moi\s+de\s+toi|z[-\s]moi\s+de\s+vous)|"
        r"(?:[aà]\s+l['’])?aide(?:z?[-\s]moi)?(?:\s+(?:svp|s['’]il\s+(?:te|vous)\s+pla[iî]t))?"
    ),
}
# What may stand right behind it.
AS_WELL = (
    r"(?:\s+(?:here|exactly|actually|anyway|ici|toi|exactement|au\s+juste|en\s+fait|dans\s+la\s+vie)|"
    r"\s+(?:ou|or)\s+(?:(?:une?|an?)\s+)?(?:(?:ro)?bot|ia|ai|humaine?|human|person(?:ne)?|real|what|quoi))?"
)
ALONE = said_alone(ASKED, behind=AS_WELL)

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
