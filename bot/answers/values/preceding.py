"""What stands before a date or a number and tells whether it is the one asked for: "disused since 1940". Pure.

French and English text; where nothing tells, all are returned.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.answers.values.spans import DATE
from corpus.article import Span
from corpus.capitals import CAPITAL
from corpus.patterns import lazy_pattern

NEAR = 20  # code points before a date or number within which its preposition stands
FAR = 80  # within which stands that somebody died
# "Since when", "to how many", "jusqu'à quand": what is asked for behind a preposition is told behind the same.
ASKED_BEHIND = tuple(
    (lazy_pattern(asks, re.IGNORECASE), lazy_pattern(tells, re.IGNORECASE))
    for asks, tells in (
        (r"\bsince\b|\bdepuis\b", r"\b(?:since|depuis)\s+(?:the\s+|le\s+|l['’])?$"),
        (
            r"\b(?:until|till)\b|\bjusqu['’]",
            r"\b(?:until|till)\s+(?:the\s+)?$|\bjusqu['’](?:à|en|aux?)\s+(?:la\s+|l['’])?$",
        ),
        (r"\bto\s+(?:how|what)\b|\bà\s+(?:combien|quel)", r"\b(?:to|à)\s+$"),
        (r"\bfrom\s+(?:how|what)\b", r"\bfrom\s+$"),
        (r"\bby\s+how\b|\bde\s+combien\b", r"\b(?:by|de)\s+$"),
        (r"\b(?:voix|votes?)\b.{1,80}\b(?:against|contre)\b", r"\b(?:against|contre|to)\s+$"),
    )
)
# A birth or a death that is asked for, and what tells it. "Death penalty" and "peine de mort" are none.
BIRTH_ASKED = lazy_pattern(r"\b(?:born|birth\w*|née?|na[iî]t|naquit|naissance)\b", re.IGNORECASE)
DEATH_ASKED = lazy_pattern(
    r"\b(?:die[ds]?|pass(?:ed)?\s+away|(?:date|day|year)\s+of\s+(?:\w+\s+)?death|['’]s\s+death|meurt|mourut|d[ée]c[èe]s|"
    r"d[ée]c[ée]d[ée]e?|d[ée]c[èe]de|(?:est|était|sont)(?:-\w+)*\s+morte?s?|(?:date|jour|année)\s+de\s+(?:la\s+|sa\s+)?mort)\b",
    re.IGNORECASE,
)
TELLS_BIRTH = lazy_pattern(
    r"\b(?:born|birth\w*|née?s?|na[iî](?:t|tre)|naquit|naissance|natives?|natifs?|originaires?|originally\s+from|"
    r"(?:voit|vit|vu)\s+le\s+jour)\b",
    re.IGNORECASE,
)
# Of a birth too, in a question of no asking word: "date de naissance d'Ada", "Ada's birthplace".
BIRTH_SOUGHT = lazy_pattern(
    r"\b(?:(?:date|day|year|place|town)\s+of\s+(?:\w+\s+)?birth|birth\s?(?:dates?|days?|years?|places?|towns?)|"
    r"(?:date|jour|ann[ée]e|lieu|ville)\s+de\s+(?:sa\s+|la\s+)?naissance)\b",
    re.IGNORECASE,
)
# Where somebody was a child or learnt, and what tells it.
YOUTH = tuple(
    (lazy_pattern(asks, re.IGNORECASE), lazy_pattern(tells, re.IGNORECASE))
    for asks, tells in (
        (
            r"\bwhere\s+(?:was|were)\b.{1,80}\braised\W*$|\bwhere\s+did\b.{1,80}\bgrow\s+up\b|\bo[uù]\b.{1,80}\bgrandi(?:t|e)?\b",
            r"\b(?:rais(?:ed|ing)|gr[eo]w(?:s|ing|n)?\s+up|brought\s+up|childhood|child|born|natives?|grandit?|élevée?|"
            r"enfance|enfant|née?|natifs?|originaires?)\b",
        ),
        (
            r"\bwhere\s+(?:did|does|do|has|have|was|were)\b.{1,80}\b(?:study|studied|educated|go(?:ne)?\s+to\s+(?:school|college|university))\b|"
            r"\bo[uù]\b.{1,80}\b(?:étudi(?:é|e|ait|a)|études)\b",
            r"\b(?:stud(?:y|ied|ies|ying|ents?)|educated|graduat\w+|degrees?|diplomas?|trained|learnt|learned|thesis|doctorate|"
            r"phd|school|college|university|academy|institute|étudi\w+|études|diplôm\w+|formée?|formation|appris|thèse|"
            r"doctorat|élèves?|école|lycée|collège|université|fac|faculté|académie|institut|conservatoire)\b",
        ),
    )
)
# "Raised from 20 to 25 euros": what it is, is what it has become.
CHANGED = lazy_pattern(
    r"\b(?:rais(?:ed|es)|rises?|rose|risen|increas(?:ed|es)|enlarged|reduced|lowered|dropp(?:ed|s)|cut|augment(?:e|ée?s?)|"
    r"(?<!se )pass(?:e|era|ée?s?)|port(?:é|ée|és|ées)|agrandi(?:e|s|es)?|rédui(?:t|te|ts|tes)|baiss(?:e|ée?s?))"
    r"(?:\s\w+)?\s(?:from|de)\s+$",
    re.IGNORECASE,
)
BECOME = lazy_pattern(r"(?:\s\w+)?\s(?:to|à)\s")
FROM_ASKED = lazy_pattern(r"\b(?:from|was|were|did|before|de\s+combien|\w+aient|\w+ait|avant)\b", re.IGNORECASE)
BORN = lazy_pattern(r"\b(?:born|née?|naquit|naît)\b[^;:()\d]{0,60}$", re.IGNORECASE)
DEATH = (
    r"(?:\b(?:died|dead|deaths?|passed\s+away|killed|murdered|executed|assassinated|drowned|morte?|meurt|mourut|mourra|"
    r"décès|décédée?|décède|décéda|tuée?|fusillée?|exécutée?|assassinée?|noyée?|s['’](?:éteint|éteignit))\b|†)"
)
DIED = lazy_pattern(rf"{DEATH}[^;()]{{0,60}}$", re.IGNORECASE)
TELLS_DEATH = lazy_pattern(rf"{DEATH}|\b(?:dies|perish\w*|péri\w*|buried|enterrée?|suicid\w*)\b", re.IGNORECASE)
# In brackets behind the name, or behind a sign for one of the two.
DATES_OF_LIFE = lazy_pattern(r"\([^()]{0,200}\d{3,4}[^()]{0,40}[-–—][^()]{0,60}\)|[†✝]")
SPAN_OF_LIFE = lazy_pattern(r"[^()\d]{0,40}\s?[-–—]\s?[^()\d]{0,20}")  # "(13 June 1933 in Eldoret – 28 June 2005)"
BRACKET = lazy_pattern(r"\([^()]*$")
RANK = lazy_pattern(r"(?<=\d)(?:st|nd|rd|th|er|ère|e|ème)\b")
NAMED = lazy_pattern(rf"(?P<name>\b[{CAPITAL}][\w’'-]*\w)\s+(?:[^\W\dA-Z]\w{{0,4}}\s+){{0,2}}$")


def behind_asked(question: str, sentence: str, spans: Sequence[Span]) -> Sequence[Span]:
    """Return those of `spans` that stand behind the preposition that asks for them: "since when"."""
    for asks, tells in ASKED_BEHIND:
        if asks.search(question):
            return [span for span in spans if tells.search(sentence, max(0, span.start - NEAR), span.start)] or spans
    return spans


def behind_name(sentence: str, spans: Sequence[Span], ends: Sequence[int]) -> Sequence[Span]:
    """Return the one of `spans` that stands behind a name asked about, where each stands behind a name.

    `ends` are where the names asked about end: "Helion at €84,000 was preferred to Sunwerk at €91,500".
    """
    named = [NAMED.search(sentence, max(0, span.start - 2 * NEAR), span.start) for span in spans]
    own = [span for span, name in zip(spans, named, strict=True) if name is not None and name.end("name") in ends]
    return own if len(own) == 1 and all(named) else spans


def as_changed(question: str, sentence: str, spans: Sequence[Span]) -> Sequence[Span]:
    """Return `spans` without what something was before it changed: of "raised from 20 to 25 euros" the first.

    Where it is asked how it was, all are returned.
    """
    if FROM_ASKED.search(question):
        return spans
    before = {
        one
        for one, other in pairwise(spans)
        if BECOME.fullmatch(sentence, one.end, other.start)
        and CHANGED.search(sentence, max(0, one.start - FAR), one.start)
    }
    return [span for span in spans if span not in before]


def of_life(question: str, sentence: str, spans: Sequence[Span]) -> Sequence[Span]:
    """Return the dates of a birth or a death where that is asked for, be it told by "(1912 – 1998)"; none for others.

    Where somebody was born may be told by no word, "in Ghent on 3 May 1912", so any but a death's will do.
    """
    if not (dies := DEATH_ASKED.search(question)) and not BIRTH_ASKED.search(question):
        return spans
    births = _behind(BORN, sentence, spans)
    deaths = [span for span in _behind(DIED, sentence, spans) if span not in births]
    lives = [
        (one, other)
        for one, other in pairwise(spans)
        if BRACKET.search(sentence, max(0, one.start - FAR), one.start)
        and SPAN_OF_LIFE.fullmatch(sentence, one.end, other.start)
    ]
    births = births or [one for one, _ in lives]
    deaths = [other for _, other in lives] or deaths
    return deaths if dies else births or [span for span in spans if span not in deaths]


def lacks_life(question: str, text: str) -> bool:
    """Return whether a birth or a death is asked for, and told by no word for it nor by dates behind a name.

    "1944–1965 : Suzanne Aubry" tells neither.
    """
    if DATES_OF_LIFE.search(text):
        return False
    if DEATH_ASKED.search(question):
        return TELLS_DEATH.search(text) is None
    return BIRTH_ASKED.search(question) is not None and TELLS_BIRTH.search(text) is None


def lacks_youth(question: str, text: str) -> bool:
    """Return whether it is asked where somebody grew up or studied, and told by no word for it."""
    return any(asks.search(question) is not None and tells.search(text) is None for asks, tells in YOUTH)


def seeks_birth(question: str) -> bool:
    """Return whether a date or a place of birth is asked for by that name."""
    return BIRTH_SOUGHT.search(question) is not None


def without_dates(sentence: str, spans: Sequence[Span]) -> list[Span]:
    """Return those of some numbers that are no day of a month, rank or footnote: "21 January", "13th", "[7]"."""
    days = {
        place
        for match in DATE.finditer(sentence)
        if not match.group().rstrip("s").isdigit()
        for place in range(*match.span())
    }
    return [
        span
        for span in spans
        if span.start not in days
        and not RANK.match(sentence, span.end)
        and (sentence[max(0, span.start - 1) : span.start], sentence[span.end : span.end + 1]) != ("[", "]")
    ]


def _behind(pattern: re.Pattern[str], sentence: str, spans: Sequence[Span]) -> list[Span]:
    """Return those of `spans` that a pattern stands before, with no other of them between."""
    starts = [0, *(span.end for span in spans)]
    return [
        span
        for span, start in zip(spans, starts, strict=False)
        if pattern.search(sentence, max(start, span.start - FAR), span.start)
    ]
