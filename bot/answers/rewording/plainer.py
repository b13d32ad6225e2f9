"""A question without what people say around it: "j'ai l'erreur X, je fais quoi ?" asks about X. Pure.

Only a question that found no answer is asked again so: these words say something in others ("is it normal?").
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.article import Language
from corpus.number_words import FROM_TWO, RANKS_FROM_TWO
from corpus.patterns import lazy_pattern

# The confidence from which on what is found in fewer words is told: they find more than was asked for.
LEAST_PLAINER = 0.2
# What tells of an error or a message before its words.
TOLD = lazy_pattern(
    r"^\W*(?:(?:j['’]?\s?ai|j['’]\s?obtiens|je\s+re[cç]ois|il\s+y\s+a)\s+(?:toujours\s+|encore\s+)?(?:l['’]|une\s+|un\s+|le\s+|ce\s+|cette\s+)"
    r"(?:erreurs?|message(?:\s+d['’]erreur)?)(?:\s+(?:qui\s+dit|suivante?|disant))?|[cç]a\s+(?:me\s+)?(?:dit|affiche|met|marque)|"
    r"(?:i\s+|i['’]m\s+)(?:(?:keep|kept|always|am|just)\s+)?(?:get|got|getting|have|see|receive)\s+(?:the|an?|this)\s+"
    r"(?:error|message|warning)(?:\s+message)?(?:\s+(?:that\s+)?(?:says?|saying))?|it\s+(?:just\s+)?(?:says|tells\s+me|shows)|"
    r"(?:error|erreur))\b\s*:?\s*(?=[^\s?!.])",
    re.IGNORECASE,
)
# What asks what to do or think of it, behind it.
BESIDE = lazy_pattern(
    r"(?:\s?[,;.:…–—-]\s?|\s)(?:et\s+|and\s+|mais\s+|but\s+|so\s+|donc\s+)?(?:"
    r"(?:c['’]?\s?(?:est\s+)?|est[-\s]ce\s+(?:que\s+c['’]est\s+)?)(?:bien\s+)?(?:normal|grave|un\s+bug|connu)|"
    r"(?:je|on)\s+fai[st]\s+(?:quoi|comment)|(?:que|quoi|comment)\s+faire|que\s+dois-je\s+faire|"
    r"qu['’]est-ce\s+que\s+je\s+(?:fais|dois\s+faire)|(?:une|des)\s+id[ée]es?|"
    r"is\s+(?:it|that|this)\s+(?:normal|ok|okay|a\s+bug|a\s+known\s+(?:bug|issue|problem)|known)|"
    r"what\s+(?:do|should|can)\s+(?:i|we)\s+do|what\s+to\s+do|any\s+(?:ideas?|clues?)|what\s+now|"
    r"how\s+(?:do\s+i|to)\s+fix\s+(?:it|this|that))[\s?!.…]*$",
    re.IGNORECASE,
)
LONGEST_BESIDE = 60  # characters at the end in which that is looked for
# Tells what somebody has or found, and where, and asks what to do: "I found a swarm in my garden, what should I do?".
FOUND_SOMETHING: Mapping[Language, re.Pattern[str]] = {
    "en": lazy_pattern(
        r"^\W*(?:(?:hi|hello|help)\W+)?(?:i|we)(?:\s+(?:have|just)|['’]ve)?\s+(?:just\s+)?(?:found|have|got|saw|see|seen|noticed|"
        r"discovered|spotted)\s+(?P<what>(?:an?|some|the|two|three)\s(?!(?:questions?|problems?|issues?|doubts?)\b)[^,.;:?!]{2,60}?)"
        r"(?:\s(?:in|on|at|near|under|inside|behind)\s[^,.;:?!]{2,60})?\s?[,.;:]?\s+(?:and\s+|so\s+)?"
        r"what\s+(?:should|do|can|must|shall)\s+(?:i|we)\s+do\b[^?]{0,20}\W*$",
        re.IGNORECASE,
    ),
    "fr": lazy_pattern(
        r"^\W*(?:(?:bonjour|salut)\W+)?(?:j['’]\s?ai|on\s+a|nous\s+avons|je\s+vois|il\s+y\s+a)\s+(?:trouvé|vu|découvert|remarqué|"
        r"repéré)?\s*(?P<what>(?:une?|des|le|la|les)\s(?!(?:questions?|probl[èe]mes?|soucis?|doutes?)\b)[^,.;:?!]{2,60}?)"
        r"(?:\s(?:dans|sur|sous|chez|derrière|devant|près|en|à|aux?)\s[^,.;:?!]{2,60})?\s?[,.;:]?\s+(?:et\s+|alors\s+)?"
        r"(?:que\s+(?:faire|dois-je\s+faire|puis-je\s+faire)|(?:je|on)\s+fai[st]\s+quoi|qu['’]est-ce\s+que\s+je\s+(?:fais|dois\s+faire))"
        r"\b[^?]{0,20}\W*$",
        re.IGNORECASE,
    ),
}
# How one speaks of oneself, and of what is meant by no more than "it happens".
OF_ONESELF = lazy_pattern(
    r"\b(?:(?:est-ce\s+qu(?:e\s+|['’]))?(?:je|on)\s+(?:peux|peut|dois|doit|veux|veut|voudrais|suis|vais|fais)"
    r"(?:\s+(?:me|se)\s+faire\b|\s+(?:me|se)\b|\s+[ms]['’])?|puis-je|peut-on|dois-je|j['’]ai|je|[cç]a\s+se\s+passe|mon|ma|mes|"
    r"(?:can|could|may|do|should|will|am|have)\s+(?:i|we)|(?:does|will)\s+it\s+(?:happen|take\s+place)|"
    r"i(?:['’](?:m|ve|d\s+like\s+to)|\s+(?:am|have|was|want\s+to|need\s+to|would\s+like\s+to))?|my)\b\s*",
    re.IGNORECASE,
)
# What names nothing behind that: "does it take long?", "can I use it?", "do you take part?".
NO_THINGS = (
    "it|them|this|that|these|those|me|us|you|him|her|long|part|place|up|off|back|much|many|more|less|time|any(?:thing|one|body)|"
    "every(?:thing|one|body)|something|someone|quoi|[cç]a|cela|longtemps|plus|moins|beaucoup|lui|eux|moi|toi|part"
)
# Asks whether something does with what is named behind: "does it work with Linux?", « vous prenez les chèques ? ».
DOES_WITH = lazy_pattern(
    r"^\W*(?:(?:does|do|will|can|would|is|are)\s+(?:it|this|that|you|they|we|one)\s+(?:also\s+|still\s+)?"
    r"(?:(?:work|run|function|go|play)s?\s+(?:with|on|under)|compatible\s+with|available\s+(?:on|for)|"
    r"support|accept|take|allow|offer)|(?:can|may|could)\s+(?:i|we|one)\s+(?:also\s+)?use|"
    r"(?:est-ce\s+(?:que\s+|qu['’]))?(?:[cç]a|il|elle|ils|elles|on|vous|tu)\s+"
    r"(?:(?:marche|fonctionne|tourne|passe)(?:nt)?\s+(?:aussi\s+)?(?:avec|sur|sous)|"
    r"(?:est|sont)\s+(?:compatibles?\s+avec|disponibles?\s+(?:sur|pour))|(?:acceptez|acceptes|accepte|prenez|prends|prend)(?:\s+en\s+charge)?)|"
    r"(?:c['’]est|est-ce|est-il|est-elle)\s+(?:compatible\s+avec|disponible\s+(?:sur|pour))|"
    r"(?:acceptez|prenez)-vous|(?:accepte|prend)-t-(?:on|il|elle)(?:\s+en\s+charge)?|(?:puis-je|peut-on)\s+utiliser)\s+"
    rf"(?!(?:{NO_THINGS})\b|\d)(?=\S)",
    re.IGNORECASE,
)
# Where a statement of who one is or what one has ends, before what is asked.
CLAUSE = lazy_pattern(r"[,;:.]\s+(?=\S)")
# A small number that counts: neither a version, a date, a time nor a sum.
A_NUMBER = lazy_pattern(
    r"(?<![\w.,:/€$£#-])(?:[2-9]|10)(?![\w%€$£]|[.,:/]\d|\s?(?:(?:h|am|pm|euros?|dollars?)\b|[%€$£]))", re.IGNORECASE
)
# "3rd", "3ème"; and "after 3 strikes" may be told of the third.
AN_ORDINAL = lazy_pattern(r"\b([2-9]|10)(?:nd|rd|th|[eè]me|e)\b", re.IGNORECASE)
# Acronyms of everyday things, which are nobody's name: an article may speak of a mail server without its IP.
EVERYDAY = lazy_pattern(r"\b(?:IP|TV|PC|USB|PDF|VPN|SMS|CPU|GPU|RAM|DVD|URL|API|LED|QR|SUV|HR|RH|CV|VTT|ID)\b")
MOST_NUMBERS = 4
# What people say in several words or cut short, and how articles say it.
SAID: Mapping[Language, tuple[tuple[re.Pattern[str], str], ...]] = {
    "en": (
        (
            lazy_pattern(
                r"\b(?:get|have|claim|want)\s+(?:(?:all\s+)?(?:my|our|your|their|the|any|some)\s+)?(?:money|fees?|payments?)\s+back\b",
                re.IGNORECASE,
            ),
            "get a refund",
        ),
        (
            lazy_pattern(
                r"^\W*(?:is|are)\s+(?:it|this|that|they|you|everything|all\s+(?:of\s+)?(?:it|this))\s+free(?:\s+of\s+charge)?\W*$",
                re.IGNORECASE,
            ),
            "do I have to pay?",
        ),
        (lazy_pattern(r"(?<![\w-])mac(?![\w'’-])", re.IGNORECASE), "macOS"),
    ),
    "fr": (
        (
            lazy_pattern(
                r"\b(?:récupérer|recuperer|ravoir)\s+(?:(?:tout\s+)?(?:mon|son|notre|votre|leur)\s+argent|(?:mes|ses|nos|vos|leurs)\s+sous)\b",
                re.IGNORECASE,
            ),
            "être remboursé",
        ),
        (
            lazy_pattern(
                r"^\W*(?:c['’]?\s?est|est-ce(?:\s+que\s+c['’]est)?)\s+(?:enti[èe]rement\s+|vraiment\s+)?gratuit\W*$",
                re.IGNORECASE,
            ),
            "faut-il payer ?",
        ),
        (lazy_pattern(r"(?<![\w-])mac(?![\w'’-])", re.IGNORECASE), "macOS"),
    ),
}


def plain(question: str) -> str:
    """Return a question without the words that tell of a message or ask what to do about it."""
    text = TOLD.sub("", question)
    asks = BESIDE.search(text, max(len(text) - LONGEST_BESIDE, 0))
    return (text[: asks.start()] if asks else text).strip()


def what_to_do(question: str, language: Language) -> str:
    """Return a question of what to do that tells of a thing first as one about that thing; nothing for any other."""
    found = FOUND_SOMETHING[language].match(question)
    if found is None:
        return ""
    what = found["what"].strip()
    if language == "en":
        return f"what to do with {what}?"
    article, _, rest = what.partition(" ")
    of = {"un": "d’un", "une": "d’une", "le": "du", "les": "des", "des": "des"}.get(article.lower(), f"de {article}")
    return f"que faire {of} {rest} ?"


def done_with(question: str) -> str:
    """Return what a question asks whether something does with, "Linux?"; nothing for any other."""
    asks = DOES_WITH.match(question)
    return question[asks.end() :] if asks else ""


def plainer(question: str, language: Language) -> list[str]:
    """Return how else a question may be asked, each in fewer words than the one before; none where there is no way.

    First in the words of articles: "get my money back" asks for a refund. Then without what one says of oneself,
    numbers in letters, and without what one states of oneself first: "je suis enceinte, je peux me faire rembourser ?"
    asks about "rembourser". With ordinals: "the third strike". Last with everyday acronyms as common words: "a new ip".
    """
    formal = question
    for said, written in SAID[language]:
        formal = said.sub(written, formal, count=1)
    bared = " ".join(OF_ONESELF.sub("", question).split())
    lettered = A_NUMBER.sub(lambda one: FROM_TWO[language][int(one.group()) - 2], bared, MOST_NUMBERS)
    clause = lettered
    if (end := next(CLAUSE.finditer(question), None)) is not None and OF_ONESELF.match(question[: end.start()]):
        clause = CLAUSE.split(lettered)[-1]
    ranked = A_NUMBER.sub(lambda one: RANKS_FROM_TWO[language][int(one.group()) - 2], bared, MOST_NUMBERS)
    ranked = AN_ORDINAL.sub(lambda one: RANKS_FROM_TWO[language][int(one[1]) - 2], ranked, MOST_NUMBERS)
    everyday = EVERYDAY.sub(lambda one: one.group().lower(), question)
    return [one for one in dict.fromkeys((formal, bared, lettered, clause, ranked, everyday)) if one != question]
