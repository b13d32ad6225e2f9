"""Where one sentence asks twice: "what is the budget and who plays?", "où et quand a lieu la fête ?".

A question is told from the one before it where what joins them is followed by what opens one: an asking word with its
verb, or a verb before its subject. What may as well go on from the first ("who decides what is paid and who is
exempt?") is another only where the first asks but once. No word is lost but what joins; what is said once of several
asking words is said with each. Pure.
"""

from __future__ import annotations

import re
from itertools import islice

from bot.answers.questions.openings import LINKED, unlinked
from corpus.patterns import lazy_pattern

# English. A verb before its subject asks; "can" and "do" may go on too: "what can I see and do this weekend?".
BE, DO = r"(?:is|are|was|were)(?:n['’]t)?", r"(?:do|does|did)(?:n['’]t)?"
HELPS = r"(?:(?:has|have|had|could|would|should|must)(?:n['’]t)?|can(?:['’]?t|not)?|will|won['’]t|may|shall)"
VERB = rf"(?:{BE}|{DO}|{HELPS})"
WHO = r"(?:i|we|you|u|he|she|it|they|there|one|people|any\w*|every\w+|some\w*|this|that|these|those)"
THE = r"(?:the|an?|my|our|your|his|her|its|their|all)"
STATE = (  # what may be asked of a thing that has no article
    r"(?:allowed|included|free|required|needed|provided|available|open|closed|possible|mandatory|compulsory|optional|"
    r"permitted|refundable|refunded|welcome|necessary|forbidden|accepted|safe|insured|covered|paid|extra)"
)
NO_THING = r"(?:still|also|always|not|never|now|then|so|very|too|only|often|usually|already|to|at|in|on|by|for|of)"
INVERTED = (
    rf"(?:{BE}|{HELPS})\s(?:{WHO}|{THE})\s\w|{DO}\s(?:i|we|you|u|they|he|she|it|people)\b|"
    rf"(?:{DO}|{HELPS})\s(?:{THE}\s)?(?!this\b)\w{{1,20}}[^\Ws]s\s\w|{BE}\s(?!{NO_THING}\b)\w{{2,20}}\s(?:\w{{2,20}}\s)?{STATE}\b"
)
MEASURE = r"how\s(?:many|much|long|old|far|big|tall|fast|often|high|late|early|soon|large|heavy)"
AT = r"(?:(?:at|before|after|in|on|for|from|by|to|until|since|with|of)\s)?"
ENGLISH = (
    rf"{AT}(?:(?:when|where|why|how)(?:['’]?s\s|\s{VERB}\b)|{MEASURE}\s{VERB}\b|wh(?:at|o|om)\s(?:{DO}|{HELPS}\s(?:{WHO}|{THE}))\b|"
    rf"(?:what|which)\s(?:\w{{1,20}}\s){{1,2}}{VERB}\s(?:{WHO}|{THE})\b)|(?:what|how)\sabout\s|what\s(?:if|else)\s|{INVERTED}"
)
ENGLISH_MAYBE = (
    rf"who(?:['’]?s\s|\s(?!{NO_THING}\b)\w)|what(?:['’]?s\s|\s(?:{VERB}|(?!this\b)\w{{2,20}}s)\b)|{AT}{MEASURE}\s\w|how\s(?:to|it|they|he|she|we|you|i)\s\w|"
    rf"{AT}wh(?:ich|ose)\s\w{{1,20}}\s{VERB}\b|{AT}what\s(?:time|day|date|year|month|age|size|price|colou?r)\s{VERB}\b"
)
# As it is put behind "tell me": "what the budget is", and both halves are.
TOLD = rf"(?:who|what|when|where|why|how(?:\s\w{{3,5}})?)\s(?:{THE}|i|we|you|he|she|it|they)\s\w"

# French, which also asks in the order of what is told: "et le maire c'est qui ?", "et on s'inscrit où ?".
HE = r"(?:ils?|elles?|on|je|tu|nous|vous|ce)"
ASKING = r"(?:qui|quoi|où|quand|combien|comment|pourquoi)"
EN = r"(?:(?:à\spartir\sde|avant|après|à|a(?=\squ)|de|en|dans|pour|par|avec|chez|sur|sous|depuis|jusqu['’]à)\s)?"
LE = r"(?:(?:l[ea]s?|une?|des|ces?|cette|cet|m[ao]n?|mes|s[ao]n?|ses|nos|vos|leurs?)\s|l['’])"
UNHYPHENED = r"(?:(?:peut|doit|faut)\s(?:on|il)|(?:peux|dois|puis)\s(?:je|tu)|(?:pouvez|devez)\svous)"
TURNED = rf"(?:n['’]|n['’]?y\s|y\s)?(?!rendez-)(?:[^\W\d]{{1,20}}-(?:t-)?{HE}|{UNHYPHENED})\b"
EST_CE = r"est[-\s]ce"
BEHIND = r"[^?,;]{0,80}-(?:t-)?(?:ils?|elles?|on)\b"
FRENCH = (
    rf"{EST_CE}\squ|qu['’]{EST_CE}\b|{EN}{ASKING}\s{EST_CE}\b|(?<=et\s)ou\s(?:est|sont|a\slieu|se\s(?:trouve|tient|passe|situe))\b|{EN}quel(?:le)?s?\s(?:est|sont|était|étaient|sera|seront)\b|{TURNED}|"
    rf"(?:{EN}{ASKING}|{EN}quel(?:le)?s?|que)\s{BEHIND}|c['’]\s?(?:est|était)\s{EN}(?:{ASKING}|quel(?:le)?s?)\b|(?P<thing>{LE}{BEHIND})|"
    rf"(?:(?:ça|{HE})\s|j['’]|{LE}[^?,;]{{2,40}}(?:\s(?:est|sont|a|ont|se|ils?|elles?|ça)|\sc['’]\s?(?:est|était))\s)[^?,;]{{0,60}}?(?<![\w'’])"
    rf"{EN}(?:{ASKING}|quel(?:le)?s?\s\w{{2,20}})\W{{0,9}}$"
)
# What is told asks by its tone: "et vous avez un parking ?".
BY_TONE = r"(?:c['’]est|il\s(?:y\sa|faut)|y\sa|faut|(?:on|je|tu|vous)\s\w{1,20})"
FRENCH_MAYBE = (
    rf"(?:(?:avec|par|chez|pour|à|de)\s)?qui\s\w|(?:avec|par|pour|en|à|a|sur)\squoi\s(?!que\b)\w|(?:combien|où)\s\w|comment\s(?!ça\s?\W*$)\w|pourquoi\s(?!pas\b)\w|"
    rf"{EN}quand\s(?!même\b|bien\smême|(?:{HE}|ça)\s|[cdj]['’]|{LE})\w|{EN}quel(?:le)?s?\s\w|"
    r"que\s(?:coûte(?:nt)?|vaut|valent|veut|signifie|dit|fait|font|contient|prévoit|comprend|propose|faire|se\spasse)\b|"
    r"quand\s(?:l[ea]s?|[ys]['’]|en)\s\w{2,20}(?:er|ir|re)\b|"
    rf"{BY_TONE}\s[^?,;]{{2,80}}\?\W*$"
)

# An asking word and no more: "… and when?".
ALONE = (
    rf"{AT}(?:when|where|why|whom?|{MEASURE}|how|(?:what|which)\s(?!then\b)\w{{1,20}})|"
    rf"{EN}(?:{ASKING}|combien\sde\s\w{{1,20}}|quel(?:le)?s?\s\w{{1,20}})"
)
JOINT = lazy_pattern(
    r"(?:(?:\s?[,;]\s?|\s[–—-]\s|\s)(?P<word>and|et|also|aussi|but|mais|then|puis|[&/])\s"
    r"(?:(?:also|aussi|then|puis|if\s(?:so|not)|si\s(?:oui|non)),?\s)?|\s?[,;]\s|\s[–—-]\s)"
    rf"(?=(?P<surely>{ENGLISH}|{FRENCH})|(?P<maybe>{ENGLISH_MAYBE}|{FRENCH_MAYBE})|(?P<told>{TOLD})|(?P<alone>{ALONE})(?:\W{{0,9}}$|,\s(?:and|et)\s))",
    re.IGNORECASE,
)
# Behind a mark alone, where "who" may go on from a name: "who is Ann, who plays the flute?".
LISTED = lazy_pattern(
    rf"what(?:['’]s|\s{BE})\s|{MEASURE}\s|(?P<who>who(?:['’]s|\s{BE})\sthe\s|qui\s(?:est|sont)\s{LE})|"
    r"quel(?:le)?s?\s|combien\s|comment\s|pourquoi\s|quand\s(?:a\slieu|est|sont|commence|ouvre)\b",
    re.IGNORECASE,
)
WH, QU = r"(?:who|whom|whose|what|when|where|why|which|how)", rf"(?:{ASKING}|quel(?:le)?s?|que)"
# What opens a question: at the beginning, or behind what is told first ("I lost my card, what do I do?").
BY_WORD = (
    rf"(?:{AT}{WH}(?:['’]?s\b)?|{EN}(?:(?:qu['’]|{ASKING}\s){EST_CE}\squ(?:[ei]|(?=['’]))|c['’]\s?est\s{ASKING}|"
    rf"c(?:['’]?\s?est)?\s[qk]u?oi|{QU}))(?![\w-])"
)
BY_TELLING = (
    r"(?:(?:tell|give)\s(?:me|us)\s(?:about|the)|donnez?[-\s](?:moi|nous)\sl[ea]s?|explain|describe|"
    r"parle[rz]?(?:[-\s]moi)?\sd)\b"
)
OPENS = lazy_pattern(
    rf"\W*+{LINKED}(?:{BY_WORD}|{BY_TELLING}|{VERB}\s(?!not\b)\w|{LE}{BEHIND}|{EST_CE}\squ(?:e\b|['’])|{TURNED})|"
    rf".{{0,300}}?[,;:]\s(?:{BY_WORD}|{BY_TELLING}|{INVERTED}|{EST_CE}\squ(?:e\b|['’])|{TURNED})",
    re.IGNORECASE,
)
ENDS_ASKING = lazy_pattern(rf"(?<![\w'’-])(?:{ASKING}|(?<!importe )quel(?:le)?s?\s\w{{2,20}})\W{{0,9}}$", re.IGNORECASE)
# "La salle ouvre à quelle heure le samedi ?"
ASKS_WITHIN = lazy_pattern(
    rf".{{0,80}}?(?:(?:c['’]\s?|\b)(?:est|était|sont)\s{EN}(?:{ASKING}|quel(?:le)?s?\s\w{{2,20}})|"
    rf"\w\s{EN}(?:combien|quoi|(?<!importe )quel(?:le)?s?\s\w{{2,20}}))\b",
    re.IGNORECASE,
)
TOLD_FIRST = lazy_pattern(rf"\W*+{LINKED}{TOLD}", re.IGNORECASE)
ENDS_BEGUN = lazy_pattern(rf"\b(?:{WH}|and|et|or|ou|{THE}|{LE})\W{{0,9}}$", re.IGNORECASE)
# Asks for nothing yet: "what is" of "what is and what is not allowed?", "how many adults".
HOW_MANY = rf"(?:{MEASURE}|what|which|combien\sd(?:e\s|['’])|quel(?:le)?s?)(?:(?:\s|(?<=['’\s]))(?!happens\b)\w+)?"
BEGUN = lazy_pattern(
    rf"\W*+{LINKED}{EN}{AT}(?:{WH}|{QU}|{HOW_MANY})(?:\s(?:{VERB}|not|peut|peuvent|doit|doivent|est|sont|a|ont|faut))?\W*",
    re.IGNORECASE,
)
# Of two things that are asked of together a verb follows: "quand la mairie et la poste ouvrent-elles ?".
HAS_VERB = lazy_pattern(
    rf"\b(?:{VERB}|est|sont|a|ont|était|fait|faut|peut|doit|coûte(?:nt)?)\b|\w-(?:t-)?(?:il|elle|on)s?\b", re.IGNORECASE
)
ASKS = lazy_pattern(
    r"(?<!est[-\s]ce\s)\b(?:wh(?:o|om|ose|at|en|ere|y|ich)|how|qu[ie]|quoi|quand|où|comment|combien|pourquoi|quel(?:le)?s?|qu['’])(?![\w-])",
    re.IGNORECASE,
)
COUPLES = lazy_pattern(r"\b(?:between|both|compared?|entre|comparer?)\b(?!.*\s(?:and|et)\s)", re.IGNORECASE)
# May be of the same: "which club is open and is the cheapest?".
OF_THE_SAME = lazy_pattern(
    rf"(?:{BE}|{HELPS})\s{THE}(?:\s[\w'’-]+){{1,2}}\W*$|ha(?:s|ve|d)\s(?:an?|no|its|their)\s", re.IGNORECASE
)
VERB_FIRST = lazy_pattern(rf"{INVERTED}|{TURNED}", re.IGNORECASE)
# Tells when and asks nothing: "when it rains, what do I do?".
WHEN_ELSE = lazy_pattern(
    rf"\W*+{LINKED}(?:when|where|quand)\s(?!{VERB}\b|[^\W\d]{{1,20}}-(?:t-)?{HE}\b|(?:a|ont)\slieu|"
    r"est\s|sont\s|commence|ouvr)",
    re.IGNORECASE,
)
# Says no more of what was asked: "what can I bring and what can't I?", "what is allowed and what is not?".
GAPPED = lazy_pattern(rf"(?!who\b){WH}\s(?:(?:{DO}|{HELPS})\s{WHO}|{BE}(?:\snot)?)\W*$", re.IGNORECASE)
IF = lazy_pattern(r"\b(?:si|s['’]ils?)\b", re.IGNORECASE)
TOLD_BY_TONE = lazy_pattern(rf"{BY_TONE}\s(?!{EN}(?:{ASKING}|quel))", re.IGNORECASE)
TURNED_AROUND = lazy_pattern(rf"\W*+{LINKED}{TURNED}", re.IGNORECASE)
ASKED_BY_TONE = lazy_pattern(
    rf"\W*+{LINKED}(?:(?:{BY_TONE}|(?:ça|ils?|elles?)\s\w{{1,20}})\s\w|"
    rf"{LE}[^?,;]{{2,60}}\s(?:est|sont|a|ont|peut|peuvent|doit|doivent|existe(?:nt)?)\s\w)",
    re.IGNORECASE,
)
OF_WHO = lazy_pattern(rf"\W*+{LINKED}(?:who|which|qui)\b", re.IGNORECASE)
OF_WHICH = lazy_pattern(rf"\W*+{LINKED}(?:who|which|what)\b", re.IGNORECASE)
QUOTED = lazy_pattern(r"“[^“”]*”|«[^«»]*»|\"[^\"]*\"|(?<!\w)[‘'][^‘’']*[’'](?!\w)")
PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))
OPEN_QUOTE = lazy_pattern(r"\"|(?<!\w)[‘'](?=\w)")

WHAT_TIME = r"(?:time|days?|date|year|month|place|room)|which\s(?:days?|date|year|month|place|room)"
HEAD = rf"(?:{MEASURE}|when|where|why|how|who|{AT}what\s{WHAT_TIME}|what)"
TETE = (
    rf"{EN}(?:quand|où|comment|combien|pourquoi|qui|"
    r"quel(?:le)?s?\s(?:heures?|jours?|date|année|mois|lieu|endroit|salle|prix|tarif))"
)
# Asking words of one thing: "when, where and how do I vote?".
HEADED = tuple(
    lazy_pattern(
        rf"\W*+{LINKED}(?P<heads>{head}(?:,\s{head}){{0,2}},?\s(?:and|et|&)\s{head})\s(?P<rest>(?:{behind}).+)",
        re.IGNORECASE,
    )
    for head, behind in ((HEAD, rf"(?:{VERB}|to)\s\w"), (TETE, r"(?!(?:and|et)\b)[\w'’-]+\s\w"))
)
NEXT_HEAD = lazy_pattern(r",\s|,?\s(?:and|et|&)\s", re.IGNORECASE)
MOST_JOINTS = 12  # that are looked at
LEAST_WORDS = 2  # of the first of two questions: "who plays"; before an asking word alone one more
ENDS = " ?!.…"


def joined_in(sentence: str) -> list[str]:
    """Return the questions that a sentence joins, in order, without what joins them; itself where it asks one."""
    parts, start, stood_alone = [], 0, -1
    for joint in islice(JOINT.finditer(sentence), MOST_JOINTS):
        one, other = sentence[start : joint.start()], sentence[joint.end() :]
        if joint.start() >= start and (joint.start() == stood_alone or _parts(joint, one, other)):
            parts.append(one)
            start, stood_alone = joint.end(), joint.end("alone")
    questions = [one for part in (*parts, sentence[start:]) for one in _with_each(part)]
    if len(questions) == 1:
        return [sentence]
    end = sentence[len(sentence.rstrip(ENDS)) :]
    return [*(one.rstrip(ENDS) + end for one in questions[:-1]), questions[-1]]


def opens_another(sentence: str) -> bool:
    """Return whether a sentence opens as a question does that is told from the one before it."""
    joint = JOINT.match(f" and {unlinked(sentence)}")
    return joint is not None and (joint["surely"] or joint["maybe"]) is not None


def asks_by_tone(sentence: str) -> bool:
    """Return whether a French sentence with a question mark tells what it asks, as "vous avez une tente ?" does."""
    return ASKED_BY_TONE.match(sentence) is not None or TURNED_AROUND.match(sentence) is not None


def _parts(joint: re.Match[str], one: str, other: str) -> bool:
    """Return whether a joint stands between two questions."""
    rest = _behind_opening(one)
    if rest is None or COUPLES.search(one) or GAPPED.match(other) or _is_within(one) or _is_within(other):
        return False
    by_mark = joint["word"] is None
    if by_mark and WHEN_ELSE.match(one):
        return False
    if joint["surely"] is not None:
        if OF_WHICH.match(one) and OF_THE_SAME.match(other):
            return False
        # Behind a mark may go on what a name stood before: "what month, every four years, are …".
        verb_first = joint["thing"] is not None or (by_mark and VERB_FIRST.match(other) is not None)
        return not verb_first or HAS_VERB.search(one) is not None
    if joint["told"] is not None:
        return TOLD_FIRST.match(one) is not None
    if joint["alone"] is not None and (by_mark or len(one.split()) <= LEAST_WORDS):
        return False
    if by_mark:
        listed = LISTED.match(other)
        if listed is None or (listed["who"] and OF_WHO.match(one)):
            return False
    if TOLD_BY_TONE.match(other) and IF.search(one):
        return False
    return ASKS.search(QUOTED.sub("", rest)) is None


def _behind_opening(one: str) -> str | None:
    """Return what stands in a question behind what asks; None of what asks nothing, or nothing yet."""
    headed = next((match for pattern in HEADED if (match := pattern.match(one))), None)
    if headed is not None:
        return headed["rest"]
    opening, ending = OPENS.match(one), ENDS_ASKING.search(one)
    if BEGUN.fullmatch(one) or len(one.split()) < LEAST_WORDS:
        return None
    if opening is not None:
        return None if ENDS_BEGUN.search(one, opening.end()) else one[opening.end() :]
    if ending is None:
        within = ASKS_WITHIN.match(one)
        return one[within.end() :] if within is not None else None
    return one[: ending.start()] if len(one.split()) > LEAST_WORDS else None


def _is_within(part: str) -> bool:
    """Return whether marks that stand in pairs are opened in a part and not closed, or the reverse."""
    return any(part.count(one) != part.count(other) for one, other in PAIRS) or (
        OPEN_QUOTE.search(QUOTED.sub("", part)) is not None
    )


def _with_each(part: str) -> list[str]:
    """Return a question of several asking words with each of them alone: "when and where is it" asks two."""
    for pattern in HEADED:
        if (match := pattern.match(part)) is not None:
            before = part[: match.start("heads")]
            return [f"{before}{head} {match['rest']}" for head in NEXT_HEAD.split(match["heads"])]
    return [part]
