"""What people say who are content: "thanks!", "you're the best", « merci, t'es génial », « c'est ce que je cherchais ».

Pure. Only what is nothing else from end to end counts, beside words of courtesy: articles may tell who is the best.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.answers.questions.courtesies import is_courtesy, language_said, said_alone
from bot.answers.questions.opinions import judged
from corpus.article import Language
from corpus.patterns import lazy_pattern

THANKS: Mapping[Language, re.Pattern[str]] = {
    "fr": lazy_pattern(
        r"\b(?:mercii*|cimer|bravo|bien (?:jou[ée]|vu)|(?:bon|gentil) bot|bon travail)\b",
        re.IGNORECASE,
    ),
    "en": lazy_pattern(
        r"\b(?:thanks?|thank you|thx|ty|tysm|cheers|well done|(?:nice|good|great) (?:bot|job|one|work|answer))\b",
        re.IGNORECASE,
    ),
}

VERY = (
    r"(?:\s+(?:so|really|very|super|just|totally|absolutely|pretty|quite|too|such|even|the|an?|my|most|fucking|damn|"
    r"always|actually|already|incredibly|extremely))*"
)
GOOD = (
    r"awesome|great|amazing|brilliant|best|perfect|wonderful|fantastic|(?:help|use)ful|smart|clever|cool|nice|lovely|"
    r"excellent|good|genius|cute|funny|incredible|impressive|fast|quick|right|correct|spot\s+on|star|hero|legend|gem|"
    r"life\s?saver|angel|sweet|kind|beautiful|terrific|superb|outstanding|goat|handy|easy|clear|interesting"
)
BOT = r"(?:bot|thing|ai|answer|answers|one|job|work|reply|response|explanation|tool|idea)"
IT = rf"(?:(?:that|this|it|the|your)(?:\s+{BOT})?|your\s+(?:robot|machine))"  # another's may be any
NEEDED = r"(?:wanted|needed|asked(?:\s+for)?|meant|was\s+(?:looking|searching)\s+for|had\s+to\s+know)"
TRES = (
    r"(?:\s+(?:vraiment|trop|tr[eè]s|si|super|hyper|ultra|tellement|carr[ée]ment|juste|encore|bien|plut[ôo]t|toujours|"
    r"une?|l[ea]|les|mon|ma|exactement|pile))*"
)
BIEN = (
    r"g[ée]nia(?:le?|ux)|super|top|au\s+top|parfaite?s?|forte?s?|meilleure?s?|cool|gentille?|gentil|mignonn?e?|"
    r"excellente?s?|incroyable|intelligente?|maline?|malin|pratique|utile|g[ée]nie|ange|bone?|bonne?|bien|adorable|"
    r"formidable|magique|rapide|efficace|nickel|impec(?:cable)?|chouette|sympa|dingue|ouf|merveilleu(?:x|se)|clair|"
    r"[çc]a|bon\s+bot|champion|tr[ée]sor|crack|boss|exact|juste"
)
CHERCHE = r"ce\s+(?:que|qu['’]il)\s+(?:je|me|j['’])\s?(?:cherch\w+|voulais|demand\w+|fallait|ai\s+demand[ée])"
PRAISED: Mapping[Language, str] = {
    "en": (
        rf"(?:you|u)\s?(?:['’]?re|\s(?:are|r))(?:{VERY})\s+(?:{GOOD})\s+(?:robot|machine)|"
        rf"(?:you|u|{IT})\s?(?:['’]?(?:re|s)|\s?(?:are|is|was|were|r))(?:{VERY})\s+(?:{GOOD})(?:\s+{BOT})?(?:\s+ever)?|"
        rf"(?:what\s+an?|such\s+an?|so|very|really|super|how)\s+(?:{GOOD})(?:\s+{BOT})?|(?:{GOOD})\s+{BOT}|"
        r"(?:awesome|amazing|brilliant|perfect|wonderful|fantastic|excellent|impressive|superb)|"
        rf"(?:i\s+)?(?:really\s+)?(?:love|like|adore|appreciate)\s+(?:you|u|this|it|that|your)(?:\s+{BOT})?|"
        r"(?:much\s+|really\s+)?appreciated|(?:you|u|this\s+bot)\s+(?:rocks?|rules?|did\s+(?:it|well|great))|"
        r"(?:you|that|this|it)(?:['’](?:s|ve)|\s+ha(?:s|ve))?(?:\s+(?:really|just|actually))?\s+"
        r"(?:help(?:ed|s)?|work(?:ed|s)|solved\s+(?:it|my\s+problem)|saved\s+(?:me|my\s+\w+)|answer(?:ed|s)\s+(?:it|my\s+question))"
        r"(?:\s+me)?(?:\s+(?:out|a\s+lot|so\s+much|a\s+ton|lots|perfectly|great|well))?|"
        rf"(?:(?:that|this|it)(?:['’]?s|\s+is|\s+was)\s+)?(?:exactly\s+|just\s+|precisely\s+)?what\s+i\s+{NEEDED}|"
        r"(?:many\s+)?(?:thanks?|thank\s+you|thx|ty)(?:\s+(?:a\s+lot|so\s+much|very\s+much|again))?\s+for\s+"
        r"(?:(?:your|the|all(?:\s+(?:the|your))?|that|this|such\s+an?)\s+)?(?:(?:quick|great|fast|kind|clear|good)\s+)?"
        r"(?:help(?:ing)?(?:\s+(?:me|us))?(?:\s+out)?|answer(?:s|ing)?|repl(?:y|ies|ying)|responses?|info(?:s|rmation)?|"
        r"time|everything|all|that|this|it|explaining|explanations?)|(?:that|it|this)\s+makes\s+sense"
    ),
    "fr": (
        rf"(?:tu\s+es|t['’]?\s?es|vous\s+[êe]tes|c['’]?\s?(?:est|[ée]tait)|cest|(?:ce|le)\s+bot\s+est|"
        rf"(?:ta|votre|la)\s+r[ée]ponse\s+est|tu\s+m['’]as){TRES}\s+(?:{BIEN}|(?:bien\s+)?(?:aid|sauv|d[ée]pann)[ée]e?)|"
        rf"(?:c['’]?\s?(?:est|[ée]tait)\s+|cest\s+)?(?:exactement\s+|tout\s+[àa]\s+fait\s+|pile\s+|juste\s+)?{CHERCHE}|"
        rf"(?:trop|tr[eè]s|super|hyper|vraiment)\s+(?:{BIEN})(?:\s+(?:ce|le)\s+bot)?|"
        rf"(?:{BIEN})\s+(?:ce\s+|le\s+)?(?:bot|r[ée]ponse|boulot|travail|job|explication)|quel\s+(?:bon\s+)?(?:bot|g[ée]nie)|"
        r"je\s+(?:t['’]|vous\s+)(?:adore|aime)|j['’](?:adore|aime)(?:\s+(?:trop|bien))?\s+(?:ce\s+bot|[çc]a)|"
        r"tu\s+(?:g[èeé]res|d[ée]chires|assures|cartonnes|es\s+l[ea]\s+meilleure?)(?:\s+(?:trop|grave))?|"
        r"(?:[çc]a|tu)\s+m['’](?:a\s+|as\s+)?(?:bien\s+|beaucoup\s+|vraiment\s+)?aid(?:e|es|[ée]e?)(?:\s+(?:beaucoup|bien|trop))?|"
        r"mercii*(?:\s+(?:beaucoup|bcp|bien|encore|infiniment))?\s+(?:pour|de)\s+(?:(?:ta|ton|votre|cette|la|le|l['’]|tes|vos|"
        r"les|m['’]avoir)\s?)?(?:(?:super|bonne|belle)\s+)?(?:r[ée]ponses?|aide[rz]?|aid[ée]e?|tout|[çc]a|infos?|informations?|"
        r"explications?|temps|rapidit[ée]|r[ée]pondre|r[ée]pondu)|nickel|impec(?:cable)?|incroyable|excellent|top"
    ),
}
ALONE = said_alone(PRAISED)


def language_thanked(said: str) -> Language | None:
    """Return in which language a message only thanks or praises; None where it greets alone, or says anything else."""
    if is_courtesy(said):
        return next((language for language, pattern in THANKS.items() if pattern.search(said)), None)
    return language_said(ALONE, said) or judged(said, "good")
