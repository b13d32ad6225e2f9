"""What people say around a question, and what is left without it: "hi! what is ROFR? thanks :)" asks "what is ROFR?".

Pure. A greeting is taken off where a mark or an asking word follows, so that "hello world" and "thank you for smoking"
keep their words; thanks behind a question likewise. "Can you tell me what GPS is?" asks "what GPS is?". Marks around
the whole, such as those of Discord's bold, code and quotes, go too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice

from bot.answers.questions.chat_words import GLUED, OPENING_GLUED
from bot.answers.questions.openings import EITHER, KEPT_QUESTIONS, LINK_END, TAKING_UP
from corpus.article import Language
from corpus.languages import told_by_function_words
from corpus.patterns import lazy_pattern
from index.search import LONGEST_QUESTION

COURTESIES = (
    r"ok|okay|d['’]accord|super|great|cool|parfait|mercii*(?: d['’]avance)?|cimer|"
    r"(?:thanks?|thank you|thx)(?: in advance)?|ty|tysm|bonjour|bonsoir|salut|"
    r"coucou|slt|bjr|bsr|cc|wsh|hello|hi|hey|yo|hiya|good (?:morning|afternoon|evening|night|day|bye)|goodbye|bye|"
    r"au revoir|bonne (?:nuit|journ[ée]e|soir[ée]e|ann[ée]e)|bon (?:week-?end|courage|app[ée]tit|travail)|"
    r"[àa] (?:plus|demain|bient[ôo]t)|beaucoup|bien|bcp|very much|a lot|so much|yes|no|oui|non|help|aide|test|really|"
    r"vraiment|wow|lol|(?-i:mdr|ptdr|gg)|ha(?:ha)+|please|pl[sz]|svp|stp|cheers|nice one|sympa|g[ée]nial|bravo|"
    r"how are you(?: doing)?|(?:comment )?[cç]a va(?: bien)?|comment (?:vas[- ]tu|allez[- ]vous|tu vas)|"
    r"all[oô]+|ping|pong|stop(?: it)?|arr[êe]te[rz]?|testing|test(?:\W{1,3}\d{1,3}){1,9}|got it|gotcha|understood|"
    r"i see|noted|sounds good|will do|no problem|np|you['’]?re welcome|nvm|never ?mind|forget it|laisse tomber|"
    r"tant pis|compris|bien re[çc]u|not[ée]|je vois|[çc]a marche|pas de (?:souci|probl[eè]me)|ouais|nan|yep|yeah|nope|"
    r"well done|bien (?:jou[ée]|vu)|(?:good|great|bad|nice) (?:bot|job|one|work|answer)|(?:bon|gentil|mauvais) bot"
)
TO_ALL = (  # whom a greeting greets
    r"there|all|everyone|everybody|every\s?one|guys|folks|team|friends|y['’]?all|peeps|people|bot|sourcier|bro|mate|"
    r"(?:[àa]\s+)?(?:tous|toutes|vous)(?:\s+et\s+(?:[àa]\s+)?(?:tous|toutes))?|tout\s+le\s+monde|les\s+(?:gars|amis|gens)|"
    r"l['’][ée]quipe|la\s+(?:team|commu)"
)
COURTESY = lazy_pattern(rf"^\W*+(?:{COURTESIES})(?:\W++(?:{COURTESIES}|{TO_ALL}))*\W*+$", re.IGNORECASE)
ACRONYMS = frozenset({"STP", "SVP", "PLS"})  # alone and in capitals: nobody says only "please", and in that way

HELLOS: Mapping[Language, re.Pattern[str]] = {
    "fr": lazy_pattern(
        r"\b(?:bonjour|bonsoir|salut|coucou|slt|bjr|bsr|cc|wsh|[cç]a va|comment (?:vas|allez|tu vas))\b", re.IGNORECASE
    ),
    "en": lazy_pattern(r"\b(?:hello|hi|hey|yo|hiya|good (?:morning|afternoon|evening)|how are you)\b", re.IGNORECASE),
}

ASKING = (  # what a question begins with
    r"(?:(?:[àa]|de|depuis|en|dans|par|pour|avec|sur|for|since|in|at|to|by|from|on|with)\s+)?"
    r"(?:wh(?:at|o|om|ose|en|ere|y|ich)(?:['’]?s|['’]re)?|wat|how|is|are|was|were|does|do|did|can|could|has|have|should|"
    r"will|define|explain|tell|list|name|any(?:one|body)|somebody|someone|"
    r"qu[ie]|quoi|quand|o[uù]|comment|combien|pourquoi|quel(?:le)?s?|est[-\s]ce|c['’]?\s?(?:est|koi|quoi)|cest|"
    r"(?:pe?ux|pouvez|pourr(?:ais|iez)|sais|savez)[-\s](?:tu|vous)|(?:tu|vous)\s(?:peux|sais|pouvez|savez)|"
    r"d[ée]fini[rs]|explique[rz]?|quelqu['’]un)"
)
BEGINS = lazy_pattern(rf"(?:{ASKING})(?!\w)|qu['’]", re.IGNORECASE)
SENTENCE_END = lazy_pattern(r"[.!?…]\s(?=\S)")
SHORTENED = lazy_pattern(
    r"[^\W\d]?|.*\..*|etc|vs|cf|ex|art|al|min|max|approx|env|no|ca|mrs?|ms|mme|mlle|dr|st|ste|prof|jr|sr|inc|ltd|corp|co",
    re.IGNORECASE,
)
GREETINGS = (
    r"hi+|hello+|hey+|hiya|yo|greetings|good\s+(?:morning|afternoon|evening)|bonjour|bonsoir|salut|coucou|slt|bjr|"
    r"bsr|cc|wsh|thanks|thank\s+you|thx|ty|merci|ok|okay|oki|d['’]accord|"
    r"please|pl[sz]|svp|stp|s['’]il\s+(?:te|vous)\s+pla[iî]t|excuse\s+me|excuse[zs]?[-\s]moi|"
    r"btw|asking\s+for\s+a\s+friend|du\s+coup|guys|idk|my\s+question\s+is|"
    r"(?:(?:i\s+have|i['’]?ve\s+got|i\s+got|j['’]ai)\s+)?(?:(?:just\s+an?|an?|une?|my|petite?)\s+)?"
    r"(?:quick|dumb|stupid|noob|silly|short|small|random|petite?)?\s?(?:question|q)"
    r"(?:\s+(?:for\s+you|rapide|b[êe]te|idiote))?|"
    r"i['’]?\s?a?m\s+new(?:\s+here)?|je\s+suis\s+nouve(?:au|lle)(?:\s+ici)?"
)
OPENERS = (  # things are named so too: "super: a keyword" and "super and subscript" ask about them
    r"cheers|cool|super|great|parfait|sorry|d[ée]sol[ée]e?|pardon|"
    r"um+|uh+|hm+|euh+|bah|ben|bon|dis(?:[-\s]moi)?|dites(?:[-\s]moi)?|well"
)
GREETED_WHO = rf"(?:\s+(?:{TO_ALL})|\s+(?:again|encore|beaucoup|bien|a\s+lot))?"
# A greeting, whom it greets, and the mark or the asking word behind it.
GREETED = lazy_pattern(
    rf"(?:{GREETINGS}){GREETED_WHO}"
    rf"(?:\s?[,!.:;…—–-]+(?=\s)\s*|\s?[!,:…]+|\s+(?=(?:{ASKING}|{EITHER})(?!\w)|qu['’]))|"
    rf"(?:{OPENERS}){GREETED_WHO}(?:\s?[,!.;…]+(?=\s)\s*|\s?[!,…]+|\s+(?=(?:(?:{EITHER})\s+)?{ASKING}(?!\w)|qu['’]))",
    re.IGNORECASE,
)
# Words that link a question to what went before and would be looked for: "et du coup", "and well", "puis".
WEIGHTY = lazy_pattern(
    rf"(?P<link>(?:{EITHER}){LINK_END})?(?:{TAKING_UP}|(?P<next>puis)){LINK_END}(?=(?:{ASKING})(?!\w)|qu['’])",
    re.IGNORECASE,
)
# Words that ask for an answer and none of what it is about, before an asking word.
ASKED_FOR = lazy_pattern(
    r"(?:(?:(?:can|could|would|will)\s+(?:you|u|someone|somebody|anyone|anybody)|please|pl[sz])\s+"
    r"(?:please\s+|pl[sz]\s+|kindly\s+)?"
    r"(?:tell|explain|remind|say)(?:\s+(?:to\s+)?(?:me|us))?|"
    r"(?:do(?:es)?\s+)?(?:you|u|someone|somebody|anyone|anybody)\s+(?:happen\s+to\s+)?knows?|"
    r"(?:tell|remind)\s+(?:me|us)|explain(?:\s+(?:to\s+)?(?:me|us))?|explique[rz]?(?:[-\s](?:moi|nous))?|"
    r"(?:i['’]?d|i\s+would)\s+(?:like|love)\s+to\s+know|i\s+(?:want|need|wanna)\s+(?:to\s+)?know|"
    r"(?:i\s+(?:was|am)\s+|i['’]?m\s+|just\s+)*wondering|"
    r"(?:tu\s+|vous\s+)?(?:pe?ux|pouvez|pourrais|pourriez)(?:[-\s](?:tu|vous))?\s+(?:me|nous|m['’])\s?"
    r"(?:dire|expliquer|rappeler)|"
    r"(?:est[-\s]ce\s+que\s+)?(?:tu|vous|quelqu['’]un|qqn|q[lu]{1,2}q[un]?)\s+(?:sai[st]|savez|pe?ut\s+me\s+dire)|"
    r"(?:sais|savez)[-\s](?:tu|vous)|"
    r"(?:j['’]aimerais|je\s+(?:voudrais|veux))\s+(?:bien\s+)?savoir|je\s+me\s+demand(?:e|ais)|"
    r"dis[-\s]moi|dites[-\s]moi)"
    r"\s*[,:]?\s+(?=(?:wh(?:at|o|om|ose|en|ere|y|ich)\b|how\b|ce\s+qu|"
    r"c['’]?\s?(?:est\s+)?[qk]u?oi\b|cest\s+quoi|qu[ie]\b|quand|o[uù]\b|comment|combien|pourquoi|quel|qu['’]))",
    re.IGNORECASE,
)
# Thanks and laughter behind it. What stands right behind a word that needs another is none: "the meaning of lol".
POLITE = r"please|pl[sz]|svp|stp|s['’]il\s+(?:te|vous)\s+pla[iî]t|thx|tysm"
THANKING = (
    r"(?:many\s+)?thanks?(?:,?\s+(?:in\s+advance|a\s+lot|so\s+much|all|guys|everyone))?|"
    r"thank\s+you(?:\s+(?:so|very)\s+much)?|merci(?:\s+(?:d['’]avance|beaucoup|bcp|bien|[àa]\s+(?:tous|vous)))?|"
    r"cheers|lol|ha(?:ha)+|btw|asking\s+for\s+a\s+friend"
)
APART = r"ty|mdr|ptdr|xd|guys|bro|mate|les\s+gars|help(?:\s+me)?"  # behind a mark alone: the MDR is a law
NEEDING = lazy_pattern(
    r"is|are|of|by|to|in|an?|the|say|for|and|or|vs|about|does|mean|word|term|[/&+=]|"
    r"l[ea]s?|une?|d[eu]s?|et|ou|est|que|[àa]|aux?|signifie|dire|dit|dit-on|quoi|mot|terme|sur|dans",
    re.IGNORECASE,
)
LEAST_WORDS = 2  # before thanks that no mark sets apart
CLOSED = lazy_pattern(
    rf"(?:(?P<mark>\s?[,.!?;…]{{1,9}}\s?|\s[—–-]\s)(?:{POLITE}|{THANKING}|(?P<apart>{APART}))|"
    rf"\s(?P<polite>{POLITE})|\s(?P<thanking>{THANKING}))(?P<end>[\s!?.,…]{{0,9}})$",
    re.IGNORECASE,
)
EMOJI = r"\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200D"
SMILING = lazy_pattern(  # "Adobe XD" is a thing
    rf"\s*(?:(?<=[\s?!.])(?:[:;=]['’]?-?[)(DPp/|]+|<3|\^\^|xD)|(?:(?<=[?!.])|(?<=[?!.]\s))XD|[{EMOJI}]+)\s*$"
)
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
CHATTED: Mapping[str, str] = {  # as first words are typed in chats, and what they are
    **dict.fromkeys(("pk", "pq", "pkoi", "pourkoi", "prq"), "pourquoi"),
    **dict.fromkeys(("cmt", "cmnt", "koman"), "comment"),
    **dict.fromkeys(("wat", "wut", "wht"), "what"),
    "qd": "quand",
    "cb": "combien",
    "ki": "qui",
    "kel": "quel",
    "kelle": "quelle",
    "wen": "when",
    "wy": "why",
}
# Small letters but for one that begins a sentence: "IM" and "UR" are names, and so may be what a point or hyphen joins.
GLUED_WORD = lazy_pattern(
    rf"(?<![\w'’./@#-])(?:{'|'.join([*sorted(GLUED, key=len, reverse=True), *map(str.capitalize, OPENING_GLUED)])})"
    r"(?![\w'’.@/-]*\w)"
)
# The same behind "c'est": "c qd la fête ?", "c'est ou ?".
BEHIND: Mapping[str, str] = {**CHATTED, "ou": "où"}
CHATTED_BEHIND = lazy_pattern(
    r"(?<![\w'’])(?:c['’]?\s?est|cest|c)\s+(?P<word>qd|cb|ki|cmt|cmnt|pk|pq|pkoi|pourkoi|ou)(?!\w)", re.IGNORECASE
)
# "ou" for "où" at the beginning, before a verb or who does it; "ou Saturne ?" is another word.
WITHOUT_GRAVE = lazy_pattern(
    r"^[oO]u(?=[-\s](?:est|sont|était|étaient|etait|sera|se|a|ont|va|vont|y|faut|peut|puis|dois|doit|trouver?|trouve-t-on|"
    r"acheter|aller|je|tu|on|nous|vous|il|elle|ils|elles|j['’]\w+)\b)"
)
# "ca" for "ça", before a verb or behind an asking word; "le ca" is another word, and so is CA.
WITHOUT_CEDILLA = lazy_pattern(
    r"(?P<before>^|(?<!\w)(?:et|mais|que|qui|quand|si|comme|alors|donc|comment|combien|pourquoi|avec|o[uù])\s)ca"
    r"(?=\s(?:(?:se|me|te|ne|nous|vous|y|en|lui)\b|[smnl]['’]|(?:co[uû]t|march|fonctionn|commenc|dur|ouvr|ferm|chang|"
    r"pass|arriv|donn|rapport|rest|bloqu|plant|compt|aid|exist|repr[ée]sent|ressembl|termin|d[ée]marr)(?:e|ait|era|erait)\b|"
    r"(?:va|vaut|fait|sert|veut|peut|doit|est|a|avait|[ée]tait|sera|serait|ferait|fera|prend|revient|suffit|d[ée]pend|part|"
    r"vient|tombe|finit|signifie|bug|lag)\b)|(?<=et\sca)\W*$|(?<=combien\sca)\W*$|(?<=pourquoi\sca)\W*$)"
)
MOST_ENDS = 50  # marks that are looked at
MOST_SENTENCES = 6  # of a message that is read so; more of them are a story
LONGEST_CLOSE = 60  # characters at the end in which thanks are looked for
MOST_TAKEN = 8  # times around; nobody greets as often


def said_alone(
    said: Mapping[Language, str], *, before: str = "", behind: str = ""
) -> Mapping[Language, re.Pattern[str]]:
    """Return the patterns of messages that say these once or more, and nothing else but courtesies and to whom.

    What may stand `before` and right `behind` them besides is given as patterns. What was taken is never given back,
    so that long messages are read in one go.
    """
    around = "|".join(filter(None, (COURTESIES, TO_ALL, before)))
    between = r"\W*+(?:(?:and|et|but|mais|so|because|car)\s++)?"
    found: dict[Language, re.Pattern[str]] = {}
    for language, words in said.items():
        one = rf"(?:{words}){behind}(?!\w)"
        found[language] = lazy_pattern(
            rf"{between}(?>(?:(?!{one})(?:{around})(?!\w){between})*){one}"
            rf"(?>(?:{between}(?:{one}|(?:{around})(?!\w)))*)\W*+",
            re.IGNORECASE,
        )
    return found


def language_said(alone: Mapping[Language, re.Pattern[str]], message: str) -> Language | None:
    """Return in which language `message` is one of those that `said_alone` tells; None where it is anything else."""
    return next((language for language, pattern in alone.items() if pattern.fullmatch(message)), None)


@lru_cache(KEPT_QUESTIONS)
def is_courtesy(question: str) -> bool:
    """Return whether `question` asks nothing: a greeting, thanks, "ok", "/help"."""
    return bool(COURTESY.match(question)) and question.strip(" ?!.") not in ACRONYMS


def language_greeted(question: str) -> Language | None:
    """Return in which language a courtesy greets; None where it does not, or asks something."""
    if not is_courtesy(question):
        return None
    return next((language for language, pattern in HELLOS.items() if pattern.search(question)), None)


@lru_cache(KEPT_QUESTIONS)
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
    if linked := WEIGHTY.match(text):
        text = (linked["link"] or ("et " if linked["next"] else "")) + text[linked.end() :]
    first, space, rest = text.partition(" ")
    word = first.rstrip("?! ")
    text = CHATTED.get(word, word) + first[len(word) :] + space + rest
    text = GLUED_WORD.sub(_apart, text)
    text = CHATTED_BEHIND.sub(lambda chatted: f"c'est {BEHIND[chatted['word'].lower()]}", text)
    text = WITHOUT_GRAVE.sub("où", text)
    return WITHOUT_CEDILLA.sub(r"\g<before>ça", text)


def _apart(glued: re.Match[str]) -> str:
    """Return a glued word as it is written, with the capital that it has."""
    if glued[0] == "dont" and told_by_function_words(glued.string) == "fr":
        return glued[0]  # "le club dont je suis membre"
    written = GLUED[glued[0].lower()]
    return written if glued[0].islower() else written[0].upper() + written[1:]


def apart_from_context(question: str) -> tuple[str, str]:
    """Return the one sentence of `question` that asks, and the others; `question` and nothing where that is unclear.

    "My boss keeps talking about it. What is a greenshoe?" asks what a greenshoe is.
    """
    sentences = sentences_of(question)
    if not 1 < len(sentences) <= MOST_SENTENCES:
        return question, ""
    asking = [one for one in sentences if one.endswith("?")]
    asking = asking or [one for one in sentences if BEGINS.match(one)]
    if len(asking) != 1 or len(asking[0].split()) < LEAST_WORDS:
        return question, ""
    return asking[0], " ".join(one for one in sentences if one is not asking[0])


def sentences_of(question: str) -> list[str]:
    """Return the sentences of a message. Behind "Mr." none ends, behind a capital only where a question begins."""
    sentences, start = [], 0
    for end in islice(SENTENCE_END.finditer(question), MOST_ENDS):
        last = question[question.rfind(" ", 0, end.start()) + 1 : end.start()]
        full_stop = question[end.start()] == "."
        goes_on = not last[:1].islower() and BEGINS.match(question, end.end()) is None
        if full_stop and (goes_on or SHORTENED.fullmatch(last)):
            continue
        sentences.append(question[start : end.end()].strip())
        start = end.end()
    return [*sentences, question[start:]]


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
    if _is_of_the_question(closed, before):
        return text.strip()
    return " ".join(before) + "?" * ("?" in f"{closed['mark'] or ''}{closed['end']}")


def _is_of_the_question(closed: re.Match[str], before: list[str]) -> bool:
    """Return whether thanks behind the words `before` are what these speak of: "who owns THX", "uv, ruff, ty"."""
    aloud = closed.string.isupper()
    if closed["mark"]:
        listed = closed["apart"] and closed["mark"].strip() == ","
        return bool(listed) and (
            len(before) < LEAST_WORDS or "," in "".join(before) or (closed["apart"].isupper() and not aloud)
        )
    if not before or NEEDING.fullmatch(before[-1]):
        return True
    said = closed["polite"] or closed["thanking"]
    if said[0].isupper() and said != "SVP" and not aloud and "!" not in closed["end"]:  # a name; SVP rarely is
        return True
    return not closed["polite"] and len(before) < LEAST_WORDS


def _without_marks(text: str) -> str:
    """Return `text` without one pair of marks that stand around the whole and nowhere in it."""
    for opening, closing in PAIRED:
        inside = text.removeprefix(opening).removesuffix(closing)
        both = len(opening) + len(closing) == len(text) - len(inside)
        if both and not {*opening, *closing} & {*inside}:
            return inside.strip()
    return text
