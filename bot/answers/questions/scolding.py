"""What people say who are displeased: "that's wrong", "stupid bot", « n'importe quoi », « ferme-la ».

Pure. Only what is nothing else from end to end counts, beside words of courtesy: articles may speak of wrong answers.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.answers.questions.courtesies import language_said, said_alone
from bot.answers.questions.opinions import judged
from corpus.article import Language

VERY = r"(?:\s+(?:just|so|really|totally|completely|absolutely|simply|all|still|pretty|very|too|not\s+even|fucking))*"
GOOD = r"true|right|correct|helpful|what\s+i\s+(?:asked|meant|wanted)(?:\s+for)?|(?:an?|the|my)\s+(?:answer|question)"
BAD = (
    r"wrong|incorrect|false|useless|rubbish|nonsense|bullshit|bs|stupid|dumb|crap|shit(?:ty)?|garbage|trash|terrible|"
    rf"awful|broken|lying|an?\s+(?:idiot|liar|joke|moron)|the\s+worst|not\s+(?:{GOOD})"
)
TRES = r"(?:\s+(?:vraiment|trop|tr[eè]s|si|compl[eè]tement|totalement|carr[ée]ment|juste|encore))*"
NUL = (
    r"nul(?:le)?s?|faux|fausse|inutiles?|b[êe]tes?|stupides?|idiote?s?|d[ée]biles?|con(?:ne)?s?|mauvaise?s?|pourrie?s?|"
    r"n['’]importe\s+quoi|[àa]\s+(?:chier|c[ôo]t[ée]\s+de\s+la\s+plaque)|de\s+la\s+(?:merde|daube)|un\s+(?:idiot|menteur)|"
    r"pas\s+(?:vrai|juste|[çc]a|utile|la\s+(?:bonne\s+)?r[ée]ponse|ma\s+question|ce\s+que\s+j['’](?:ai\s+demand[ée]|demande))"
)
SCOLDED: Mapping[Language, str] = {
    "en": (
        rf"(?:(?:no|nope)\W+)?(?:(?:that|this|it|(?:the|your|this)\s+(?:answer|bot|thing)|your\s+robot)(?:['’]?s|\s+is|\s+was)|"
        rf"(?:you|u)(?:['’]?re|\s+are|\s+r|r)){VERY}\s+(?:an?\s+)?(?:{BAD})(?:\W+(?:bot|answer|thing))?|"
        rf"(?:no\W+)?(?:that|this|it|(?:the|your)\s+answer)\s+(?:isn|wasn)['’]?t{VERY}\s+(?:{GOOD})|"
        r"(?:no\W+)?wrong(?:\s+(?:answer|again|one))?|not\s+what\s+i\s+(?:asked|meant|wanted)(?:\s+for)?|"
        rf"what\s+an?\s+(?:{BAD})\s+(?:bot|answer|thing)|useless|pathetic|terrible|awful|bad\s+(?:bot|answer)|try\s+(?:again|harder)|"
        r"(?:you|u|it|this\s+bot)\s+(?:(?:really|just|still|obviously|clearly)\s+)?(?:don['’]?t|do\s+not|doesn['’]?t|does\s+not|didn['’]?t|did\s+not|can['’]?t|never)\s+"
        r"(?:even\s+)?(?:understand|know|get|listen|help|work|read|answer)(?:ed|s)?(?:\s+(?:it|me|us|anything|nothing|(?:my|the)\s+questions?|shit))?(?:\s+at\s+all)?|"
        r"(?:you\s+)?(?:know|understand)\s+nothing|(?:that|this|it)(?:\s+has|['’]?s(?:\s+got)?)\s+nothing\s+to\s+do\s+with\s+(?:it|that|my\s+question|what\s+i\s+asked)|"
        r"(?:(?:you|this\s+bot)\s+)?sucks?|(?:you\s+)?(?:stupid|dumb|useless|bad|shit(?:ty)?|fucking|silly)\s+"
        r"(?:bot|robot|machine|answers?|thing|idiot)|bullshit|shut\s+up|fuck\s+(?:you|off|this)|go\s+away|stfu"
    ),
    "fr": (
        rf"(?:(?:mais|non)\W+)?(?:c['’]?\s?(?:est|[ée]tait)|cest|ce\s+n['’](?:est|[ée]tait)|(?:tu\s+es|t['’]es|vous\s+[êe]tes)|"
        rf"(?:ta|votre|la)\s+r[ée]ponse\s+est|(?:ce|le)\s+bot(?:\s+est)?|quel\s+bot){TRES}\s+(?:{NUL})"
        r"(?:\W+(?:sale\s+)?(?:bot|robot|machine|truc)(?:\s+de\s+merde)?)?|"
        rf"(?:{NUL})\s+(?:ce|le)\s+bot|quel(?:le)?\s+(?:bot|robot|machine|r[ée]ponse)\s+(?:{NUL})|inutile|lamentable|path[ée]tique|ou\s+quoi|"
        r"(?:tu|vous|il|ce\s+bot)\s+(?:ne\s+|n['’]?\s?|n['’]y\s+|y\s+)?(?:comprend[sz]?|comprenez|sai[st]|savez|conna[iî][st]|r[ée]pond[sz]?|[ée]cout(?:e|es|ez)|li[st]|aides?|pig(?:e|es)|captes?|sers?t?)\s+"
        r"(?:vraiment\s+)?(?:rien|pas|jamais|[àa]\s+rien|que\s+dalle)(?:\s+(?:du\s+tout|[àa]\s+(?:ma|la)\s+question|ma\s+question))?|"
        r"(?:[çc]a|ce|[çc]à)\s?(?:n['’]\s?)?(?:a\s+rien\s+[àa]\s+voir|(?:ne\s+)?r[ée]pond\s+pas|m['’]?\s?aide\s+pas)(?:\s+(?:avec\s+)?(?:[àa]\s+)?(?:ma|la)\s+question)?|"
        r"(?:tu\s+)?racontes?\s+(?:n['’]importe\s+quoi|des\s+(?:b[êe]tises|conneries|salades))|arr[êe]te\s+[çc]a|"
        r"(?:non\W+)?faux|(?:mauvaise|fausse)\s+r[ée]ponse|r[ée]ponse\s+fausse|n['’]importe\s+quoi|"
        r"(?:sale|stupide)\s+(?:bot|robot|machine)(?:\s+de\s+merde)?|(?:bot|robot|machine)\s+de\s+merde|"
        r"(?:la\s+)?ferme(?:[-\s]la)?|ta\s+gueule|tg|tais[-\s]toi|va\s+te\s+faire\s+(?:foutre|voir)|va\s+chier|"
        r"(?:gros\s+)?conn?ard|d[ée]gage|tu\s+(?:dis\s+n['’]importe\s+quoi|te\s+trompes|ne\s+sers\s+[àa]\s+rien|sers\s+[àa]\s+rien|mens)"
    ),
}
ALONE = said_alone(SCOLDED)


def language_scolded(said: str) -> Language | None:
    """Return in which language a message only says that its writer is displeased; None where it says anything else."""
    return language_said(ALONE, said) or judged(said, "bad")
