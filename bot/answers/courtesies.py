"""What people say around a question, and what is left without it: "hi! what is ROFR? thanks :)" asks "what is ROFR?".

Pure. A greeting is taken off where a mark or an asking word follows, so that "hello world" and "thank you for smoking"
keep their words; thanks behind a question likewise. "Can you tell me what GPS is?" asks "what GPS is?". Marks around
the whole, such as those of Discord's bold, code and quotes, go too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.article import Language
from corpus.patterns import lazy_pattern
from index.search import LONGEST_QUESTION

COURTESIES = (
    r"ok|okay|d['’]accord|super|great|cool|parfait|merci|thanks?|thank you|thx|ty|bonjour|bonsoir|salut|coucou|slt|bjr|"
    r"hello|hi|hey|yo|hiya|good (?:morning|afternoon|evening)|au revoir|bye|beaucoup|bien|very much|a lot|so much|yes|"
    r"no|oui|non|help|aide|test|really|vraiment|wow|lol|please|pl[sz]|svp|stp|cheers|sympa|g[ée]nial|bravo|well done|"
    r"(?:nice|good|great|bad) (?:bot|job|one|work|answer)|bien jou[ée]|(?:bon|gentil|mauvais) bot|bon travail"
)
COURTESY = lazy_pattern(rf"^\W*(?:(?:{COURTESIES})(?:\W+|$))+$", re.IGNORECASE)

THANKS: Mapping[Language, re.Pattern[str]] = {
    "fr": lazy_pattern(r"\b(?:merci|bravo|bien jou[ée]|(?:bon|gentil) bot|bon travail)\b", re.IGNORECASE),
    "en": lazy_pattern(
        r"\b(?:thanks?|thank you|thx|ty|cheers|well done|(?:nice|good|great) (?:bot|job|one|work|answer))\b",
        re.IGNORECASE,
    ),
}

ASKING = (  # what a question begins with
    r"(?:(?:[àa]|de|depuis|en|dans|par|pour|avec|sur|for|since|in|at|to|by|from|on|with)\s+)?"
    r"(?:wh(?:at|o|om|ose|en|ere|y|ich)(?:['’]?s|['’]re)?|wat|how|is|are|was|were|does|do|did|can|could|has|have|should|"
    r"will|"
    r"define|explain|tell|list|name|any(?:one|body)|somebody|someone|"
    r"qu[ie]|quoi|quand|o[uù]|comment|combien|pourquoi|quel(?:le)?s?|est[-\s]ce|c['’]?\s?(?:est|koi|quoi)|cest|"
    r"(?:pe?ux|pouvez|pourr(?:ais|iez)|sais|savez)[-\s](?:tu|vous)|(?:tu|vous)\s(?:peux|sais|pouvez|savez)|"
    r"d[ée]fini[rs]|explique[rz]?|quelqu['’]un)"
)
ON = r"and|et|so|but|mais|then"  # a follow-up goes on with it
TO_ALL = (
    r"there|all|everyone|everybody|every\s?one|guys|folks|team|friends|y['’]?all|peeps|people|bot|sourcier|"
    r"(?:[àa]\s+)?(?:tous|toutes|vous)|(?:tous\s+et\s+[àa]\s+)?toutes|tout\s+le\s+monde|les\s+(?:gars|amis|gens)|l['’][ée]quipe"
)
GREETINGS = (
    r"hi+|hello+|hey+|hiya|yo|greetings|good\s+(?:morning|afternoon|evening)|bonjour|bonsoir|salut|coucou|slt|bjr|"
    r"thanks|thank\s+you|thx|ty|merci|cheers|ok|okay|oki|cool|super|great|parfait|d['’]accord|"
    r"please|pl[sz]|svp|stp|s['’]il\s+(?:te|vous)\s+pla[iî]t|sorry|d[ée]sol[ée]e?|excuse\s+me|excuse[zs]?[-\s]moi|pardon|"
    r"um+|uh+|hm+|euh+|bah|ben|bon|dis(?:[-\s]moi)?|dites(?:[-\s]moi)?|well|"
    r"(?:(?:just\s+an?|an?|une?|my|petite?)\s+)?(?:quick|dumb|stupid|noob|silly|short|small|random|petite?)?\s?question"
    r"(?:\s+(?:for\s+you|rapide|b[êe]te|idiote))?|"
    r"i['’]?\s?a?m\s+new(?:\s+here)?|je\s+suis\s+nouve(?:au|lle)(?:\s+ici)?"
)
# A greeting, whom it greets, and the mark or the asking word behind it.
GREETED = lazy_pattern(
    rf"(?:{GREETINGS})(?:\s+(?:{TO_ALL})|\s+(?:again|encore|beaucoup|bien|a\s+lot))?"
    rf"(?:\s?[,!.:;…—–-]+(?=\s)\s*|\s?[!,:…]+|\s+(?=(?:{ASKING}|{ON})(?!\w)|qu['’]))",
    re.IGNORECASE,
)
# Words that ask for an answer and none of what it is about, before an asking word.
ASKED_FOR = lazy_pattern(
    r"(?:(?:(?:can|could|would|will)\s+(?:you|u|someone|somebody|anyone|anybody)|please|pl[sz])\s+(?:please\s+|pl[sz]\s+|kindly\s+)?"
    r"(?:tell|explain|remind|say)(?:\s+(?:to\s+)?(?:me|us))?|"
    r"(?:do(?:es)?\s+)?(?:you|u|someone|somebody|anyone|anybody)\s+(?:happen\s+to\s+)?knows?|"
    r"(?:tell|remind)\s+(?:me|us)|explain(?:\s+(?:to\s+)?(?:me|us))?|explique[rz]?(?:[-\s](?:moi|nous))?|(?:i['’]?d|i\s+would)\s+(?:like|love)\s+to\s+know|i\s+(?:want|need|wanna)\s+(?:to\s+)?know|"
    r"(?:i\s+(?:was|am)\s+|i['’]?m\s+|just\s+)*wondering|"
    r"(?:tu\s+|vous\s+)?(?:pe?ux|pouvez|pourrais|pourriez)(?:[-\s](?:tu|vous))?\s+(?:me|nous|m['’])\s?(?:dire|expliquer|rappeler)|"
    r"(?:est[-\s]ce\s+que\s+)?(?:tu|vous|quelqu['’]un|qqn)\s+(?:sai[st]|savez|pe?ut\s+me\s+dire)|(?:sais|savez)[-\s](?:tu|vous)|"
    r"(?:j['’]aimerais|je\s+(?:voudrais|veux))\s+(?:bien\s+)?savoir|je\s+me\s+demand(?:e|ais)|dis[-\s]moi|dites[-\s]moi)"
    r"\s*[,:]?\s+(?=(?:wh(?:at|o|om|ose|en|ere|y|ich)\b|how\b|ce\s+qu|c['’]?\s?est\s+quoi|qu[ie]\b|quand|o[uù]\b|comment|combien|pourquoi|quel|qu['’]))",
    re.IGNORECASE,
)
# Thanks and laughter behind it. What stands right behind a word that needs another is none: "the meaning of lol".
POLITE = r"please|pl[sz]|svp|stp|s['’]il\s+(?:te|vous)\s+pla[iî]t|thx|tysm"
THANKING = (
    r"(?:many\s+)?thanks?(?:\s+(?:in\s+advance|a\s+lot|so\s+much|all|guys|everyone))?|"
    r"thank\s+you(?:\s+(?:so|very)\s+much)?|merci(?:\s+(?:d['’]avance|beaucoup|bien|[àa]\s+(?:tous|vous)))?|"
    r"cheers|lol|ha(?:ha)+"
)
APART = r"ty|mdr|ptdr|xd|guys|all|everyone|bro|mate|les\s+gars"  # behind a mark alone: the MDR is a law
NEEDING = lazy_pattern(
    r"is|are|of|by|to|in|an?|the|say|for|and|or|about|does|mean|word|term|"
    r"l[ea]s?|une?|d[eu]s?|et|ou|est|que|dire|dit-on|quoi|mot|terme|sur|dans",
    re.IGNORECASE,
)
LEAST_WORDS = 2  # before thanks that no mark sets apart
CLOSED = lazy_pattern(
    rf"(?:(?:\s?(?P<mark>[,.!?;…:]{{1,9}})\s?|\s[—–-]\s)(?:{POLITE}|{THANKING}|{APART})|"
    rf"\s(?P<polite>{POLITE})|\s(?:{THANKING}))(?P<end>[\s!?.,…]{{0,9}})$",
    re.IGNORECASE,
)
EMOJI = r"\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200D"
SMILING = lazy_pattern(rf"\s*(?:(?<=[\s?!.])(?:[:;=]['’]?-?[)(DPp/|]+|<3|\^\^|[xX]D)|[{EMOJI}]+)\s*$")
OPENING = lazy_pattern(rf"^(?:[\s,;!…>•—–{EMOJI}]+|[-*+@.:~]+(?=\s)|#{{1,6}}(?=\s))+")
PAIRED = tuple(  # marks around the whole: Discord's for bold, underlined, struck, hidden and code, and quotation marks
    (opening, closing)
    for opening, closing in (
        *((mark, mark) for mark in ("***", "**", "__", "~~", "||", "```", "``", "`", "*", "_", '"', "'")),
        ("“", "”"),
        ("«", "»"),
        ("(", ")"),
    )
)
LONGEST_CLOSE = 60  # characters at the end in which thanks are looked for
MOST_TAKEN = 8  # times around; nobody greets as often


def is_courtesy(question: str) -> bool:
    """Return whether `question` asks nothing: a greeting, thanks, "ok", "/help"."""
    return bool(COURTESY.match(question))


def language_thanked(question: str) -> Language | None:
    """Return in which language a courtesy thanks or praises; None where it only greets, or asks something."""
    if not is_courtesy(question):
        return None
    return next((language for language, pattern in THANKS.items() if pattern.search(question)), None)


def bare_question(question: str) -> str:
    """Return `question` without courtesies, words that only ask for an answer, and marks around it.

    White space is folded, and no more read than the search does. What is nothing else is returned whole, for
    `is_courtesy` to see.
    """
    text = " ".join(question[:LONGEST_QUESTION].split())
    for _ in range(0 if is_courtesy(text) else MOST_TAKEN):
        bared = _bared_once(text)
        if bared == text or not any(character.isalnum() for character in bared):
            break
        text = bared
    return text


def _bared_once(text: str) -> str:
    text = OPENING.sub("", _without_marks(text))
    smile = SMILING.search(text, max(len(text) - LONGEST_CLOSE, 0))
    text = text[: smile.start()] if smile else text
    opened = GREETED.match(text) or ASKED_FOR.match(text)
    if opened is not None:
        text = text[opened.end() :]
    closed = CLOSED.search(text, max(len(text) - LONGEST_CLOSE, 0))
    if closed is None:
        return text.strip()
    before = text[: closed.start()].split()
    plainly = not closed["mark"]
    if plainly and (not before or NEEDING.fullmatch(before[-1])):
        return text.strip()
    if plainly and not closed["polite"] and len(before) < LEAST_WORDS:
        return text.strip()
    return " ".join(before) + "?" * ("?" in f"{closed['mark'] or ''}{closed['end']}")


def _without_marks(text: str) -> str:
    """Return `text` without one pair of marks that stand around the whole and nowhere in it."""
    for opening, closing in PAIRED:
        inside = text.removeprefix(opening).removesuffix(closing)
        both = len(opening) + len(closing) == len(text) - len(inside)
        if both and not {*opening, *closing} & {*inside}:
            return inside.strip()
    return text
