"""Which topic a question wants to be told about: "tell me about ITER", "que disent les articles sur les amendes ?".

No one sentence answers that; `bot.answers.overviews.surveying` says what does. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.answers.conversation.leaning import POINTING, PRONOUN, SMALL
from bot.answers.questions.openings import LINKED
from bot.answers.questions.question import LEAVE_OUT, Asked, bare_subject
from bot.answers.values.naming import DATED
from bot.answers.values.spans import FUNCTION
from corpus.patterns import lazy_pattern
from index.words.analysis import FUNCTION_WORDS, fold
from index.words.terms import Term

MOST_BARE = 3  # words that say something in a topic that is named alone

WEIGHTLESS = DATED.union(FUNCTION, *FUNCTION_WORDS.values())

ARTICLES = r"(?:(?:the|these|those|this|your|our|all) )*(?:articles?|texts?|corpus|documents?|docs|sources?|pages?)"
ABOUT = r"(?:about|on|regarding|concerning)"
THINGS = r"(?:anything|something|everything|info|infos|information|details|facts|news|articles?)"
SOME = r"(?:(?:some|more|any|all|an) )?"
SOMETHING = r"(?:more|something|everything)"
TELL = (
    r"(?:(?:can|could|would|will) you )?(?:please )?(?:tell|teach) (?:me|us)"
    r"(?: (?:more|everything|something|all|a bit))?"
)
LES = r"(?:(?:les?|la|ces?|cet|cette|vos|votre|tes|ton|nos|tous) |l['’])*"
LES_ARTICLES = rf"{LES}(?:articles?|textes?|corpus|documents?|sources?|pages?)"
SUR = r"(?:(?:sur|concernant) |(?:à propos|au sujet) (?:du |des |de |d['’]))"
DE = rf"(?:{SUR}|(?:du|des|de) |d['’])"
DES = r"(?:(?:des|les|un|une|plus de|toutes les|quelques) |plus d['’]|d['’])?"
DES_INFOS = rf"{DES}(?:infos?|informations?|détails|articles?|quelque chose)"
DIS = (
    r"(?:(?:peux-tu|pouvez-vous|tu peux|vous pouvez) )?(?:s['’]il (?:te|vous) pla[iî]t )?(?:"
    r"(?:parle|parlez|dis|dites|raconte|racontez)[- ](?:moi|nous)|"
    r"(?:me |nous )(?:parler|dire)|(?:dis|dites)[- ]m['’]en)"
    r"(?: tout| plus| en plus| un peu| quelque chose)?"
)
DONNE = r"(?:donne|donnez|trouve|trouvez|montre|montrez)"
DIT = r"(?:dit|disent|a dit|ont dit|a annoncé|ont annoncé|a déclaré|ont déclaré)"
OPENS = lazy_pattern(rf"\W*+{LINKED}(?:(?:please|hi|hello|bonjour|salut)\W++)?", re.IGNORECASE)
TOPIC = lazy_pattern(rf"(?P<x>\S.*?){LEAVE_OUT}[\s?!.…]*$", re.IGNORECASE)
FRAMES = lazy_pattern(
    "|".join(
        (
            rf"what (?:do|does|did) {ARTICLES} (?:say|tell(?: me| us)?|write|mention|explain|know) {ABOUT} ",
            rf"what (?:do|did|can) you (?:know|say|tell me|have) {ABOUT} ",
            rf"what(?: is|['’]?s) (?:said|written|known|mentioned|there) {ABOUT} ",
            rf"{TELL} {ABOUT} ",
            rf"(?:i['’]d like|i would like|i want) to (?:know|hear|learn|read)(?: {SOMETHING})? {ABOUT} ",
            rf"(?:(?:please )?(?:summari[sz]e|sum up|give me a summary of)) (?:{ARTICLES} (?:{ABOUT}|of) )?",
            rf"(?:(?:please )?(?:give|show|find) me |(?:is|are) there |do you have )?{SOME}{THINGS} {ABOUT} ",
            rf"que (?:nous )?(?:dit|disent|racontent?|apprend|apprennent|savent) {LES_ARTICLES} {DE}",
            rf"qu['’]est-ce que {LES_ARTICLES} (?:dit|disent|racontent?) {DE}",
            rf"que (?:sait|dit)[- ]on {DE}",
            rf"que (?:sais-tu|savez-vous|dis-tu|dites-vous|peux-tu (?:me )?dire|pouvez-vous (?:me |nous )?dire) {DE}",
            rf"qu['’]est-ce (?:qu['’]on (?:sait|dit)|qui est dit|que (?:tu sais|vous savez)) {DE}",
            rf"{DIS} {DE}",
            rf"(?:je (?:voudrais|veux|souhaite)|j['’]aimerais)(?: en)? savoir(?: plus| tout| quelque chose)? {SUR}",
            rf"(?:je (?:voudrais|veux|cherche)|j['’]aimerais)(?: avoir)? {DES_INFOS} {SUR}",
            rf"r[ée]sume(?:[rz]|[- ]moi)? (?:{LES_ARTICLES} {DE})?",
            rf"(?:fais|faites)(?:[- ]moi)? (?:un|le) r[ée]sum[ée] {DE}(?:{LES_ARTICLES} {DE})?",
            rf"(?:{DONNE}[- ]moi |y a-t-il |il y a |avez-vous |as-tu )?{DES_INFOS} {SUR}",
        )
    ),
    re.IGNORECASE,
)
FIRST_FRAMES = lazy_pattern(r"(?:what|how) about |(?:quid |qu['’]en est-il )(?:du |des |de |d['’])", re.IGNORECASE)
SAID = tuple(
    lazy_pattern(pattern, re.IGNORECASE)
    for pattern in (
        rf"what (?:do|does|did) (?P<who>\S.{{0,60}}?) (?:say|write|announce|state|declare|reveal|claim) {ABOUT} ",
        rf"(?:que |qu['’]){DIT} (?P<who>\S.{{0,60}}?) {SUR}",
    )
)
SAYING = lazy_pattern(
    r"\b(?:sa(?:id|ys?)|t(?:old|ells?)|wr(?:ote|ites?)|according to|(?:announc|declar|stat|explain|add|warn|claim|"
    r"confirm|reveal|recall|insist)(?:e?s|e?d)|dit|disent|selon|(?:déclar|annonc|affirm|expliqu|ajout|rappel|confirm|révél|"
    r"révèl|écri|estim|insist|précis)\w*)\b",
    re.IGNORECASE,
)
PRONOUNS = (
    "i|he|she|we|they|il|ils|elles|on|tu|you|yourself|yourselves|me|us|it|him|her|them|this|that|toi|vous|moi|nous|lui|elle|eux|"
    "[çc]a|cela"
)
NOBODY = lazy_pattern(rf"(?:{PRONOUNS})\W*", re.IGNORECASE)
IN_FULL = lazy_pattern(rf"(?:{PRONOUNS})[\s?!.…]*\((?P<x>[^()]+)\)\W*", re.IGNORECASE)  # "about it (Discord)"
# What says something in writing: all that stands about it in articles is what it says, whoever tells it.
WRITTEN = lazy_pattern(
    r"\b(?:laws?|acts?|regulations?|directives?|codes?|treat(?:y|ies)|conventions?|agreements?|contracts?|constitutions?|"
    r"charters?|rules?|recommendations?|licen[cs]es?|reports?|books?|clauses?|règlements?|lois?|traités?|accords?|contrats?|"
    r"chartes?|règles?|recommandations?|licences?|rapports?|livres?|décrets?|arrêtés?)\b",
    re.IGNORECASE,
)
ASKING = lazy_pattern(
    r"(?:who|what|when|where|why|how|which|whether|if|qui|que|quoi|quand|où|comment|pourquoi|quel|si)\b", re.IGNORECASE
)


def topic_of(question: str, *, first: bool) -> str:
    """Return what `question` wants to be told about, the empty string where it asks for something else.

    "what about fines?" does where it is the `first` of a conversation; behind others it asks of fines what they ask.
    """
    for frame in (FRAMES, *((FIRST_FRAMES,) if first else ())):
        if match := _framed(question, frame):
            return _named(match.topic)
    return ""


def asks_of_nobody(question: str) -> bool:
    """Return whether one wants to be told about what only an earlier question can name: "tell me about it"."""
    match = _framed(question, FRAMES)
    return match is not None and NOBODY.fullmatch(match.topic) is not None


def said_of(question: str) -> ToldOf | None:
    """Return who says something and of what, where `question` asks for that, None where it does not.

    "what did Microsoft say about exclusivity?" looks for what is said of both.
    """
    for frame in SAID:
        match = _framed(question, frame)
        if match and not NOBODY.fullmatch(match.frame["who"]) and (about := _named(match.topic)):
            who = match.frame["who"]
            return ToldOf(f"{who}, {about}", Asked("other", topic="said"), who)
    return None


def _framed(question: str, frame: re.Pattern[str]) -> _Framed | None:
    """Return how `frame` stands in a question, behind its opening words, and the topic behind it."""
    opening = OPENS.match(question)
    match = frame.match(question, opening.end() if opening else 0)
    topic = TOPIC.match(question, match.end()) if match else None
    return _Framed(match, topic["x"]) if match and topic else None


class _Framed(NamedTuple):
    frame: re.Match[str]
    topic: str


@dataclass(frozen=True, slots=True)
class ToldOf:
    """A topic, as it is looked for, and what is asked about it; `who` says it, where that is asked."""

    topic: str
    asked: Asked
    who: str = ""


def told_of(question: str, *, first: bool) -> ToldOf | None:
    """Return the topic that one wants to be told about, or told what somebody says of; None for another question.

    `first` is that of `topic_of`.
    """
    if topic := topic_of(question, first=first):
        return ToldOf(topic, read_topic(topic))
    return said_of(question)


def is_written(words: str) -> bool:
    """Return whether something is a text by what it is called: a law, a report."""
    return WRITTEN.search(words) is not None


def tells_what_is_said(text: str) -> bool:
    """Return whether a text tells what somebody says, rather than what is so."""
    return SAYING.search(text) is not None


def read_topic(topic: str) -> Asked:
    """Return what is asked for where one wants to be told about `topic`."""
    return Asked("definition", bare_subject(topic), topic="asked")


def is_bare(question: str, terms: Sequence[Term]) -> bool:
    """Return whether a question is a few words that name a topic and ask nothing: "fines of the GDPR".

    "May" and "Mars" alone may be a month or a word without weight, which stand in many texts.
    """
    if not 0 < len(terms) <= MOST_BARE or (len(terms) == 1 and terms[0].folded in WEIGHTLESS):
        return False
    known = {word for term in terms for word in fold(term.surface)}
    return set(fold(question)) <= known | SMALL


def _named(words: str) -> str:
    """Return the words of a topic, nothing where they mean something said before or are a question themselves."""
    if in_full := IN_FULL.fullmatch(words):
        return in_full["x"]
    if NOBODY.fullmatch(words) or PRONOUN.search(words) or POINTING.search(words) or ASKING.match(words):
        return ""
    return words
