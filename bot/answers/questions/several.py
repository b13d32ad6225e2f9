"""Several questions in one message: "who owns ROFR? and when does it end?" asks two.

Each is answered by itself, as if it had been asked behind the ones before it. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from bot.answers.answer import Answer, Citation, NoAnswer, Part, Reason, quoted
from bot.answers.conversation.leaning import INVERTED, OPENS_ON, PRONOUN
from bot.answers.questions.addressed import language_addressed
from bot.answers.questions.courtesies import BEGINS, MOST_SENTENCES, TO_ALL, bare_question, is_courtesy, sentences_of
from bot.answers.questions.joined import asks_by_tone, joined_in, opens_another
from bot.answers.questions.listed import items_of
from bot.answers.trust.refusing import NEAREST
from bot.texts import say
from corpus.patterns import lazy_pattern
from index.search import LONGEST_QUESTION

MOST_QUESTIONS = 3  # of a message that are answered; the others are named

ASKS = lazy_pattern(
    r"\b(?:wh(?:o|om|ose|at|en|ere|y|ich)|how|qu[ie]|quoi|quand|où|comment|combien|pourquoi|quel(?:le)?s?)\b|\bqu['’]|\bc['’]?\s?koi\b",
    re.IGNORECASE,
)
ALTERNATIVE = lazy_pattern(r"(?:or|ou)\b", re.IGNORECASE)  # "is it Jupiter? or Saturn?" is one question
# Asks somebody to answer, or whether what was said is so, and nothing of its own.
SOMEBODY = r"(?:you|u|any(?:one|body)|some(?:one|body)|tu|vous|quelqu['’]un|qqn)"
ASKS_NOTHING = lazy_pattern(
    rf"(?:(?:do(?:es)?\s)?{SOMEBODY}(?:\s(?:here|ici))?\s(?:knows?|sai[st]|savez|has\s(?:an?|any)\sideas?|a\sune\sidée)|"
    r"any(?:one|body)?(?:\s(?:ideas?|clues?|thoughts?|help|suggestions?))?|une\sidée|des\sidées|"
    rf"(?:can|could|would|will)\s{SOMEBODY}\s(?:help|explain|tell|answer)(?:\s(?:me|us|this|it|that))?|"
    rf"(?:pe?ux|pouvez|pourrais|pourriez)[-\s]{SOMEBODY}\s(?:m['’]|nous\s)?(?:aider|expliquer|répondre)|"
    rf"{SOMEBODY}\s(?:pe?u[xt]|pouvez|pourrais|pourriez)\s(?:m['’]|nous\s)?(?:aider|expliquer|répondre)|"
    r"(?:can|may|could)\si\sask(?:\s[\w']{1,12}){0,5}|(?:puis-je|je\speux)\s(?:\w{1,6}\s)?(?:poser|demander)(?:\s[\w']{1,12}){0,4}|"
    r"(?:is|isn['’]t|was)\s(?:it|that|this)(?:\s(?:right|true|correct|so|ok))?|am\si\sright|right|correct|true|ok|"
    r"who\s(?:cares|knows)|qui\ssait|is\s(?:any|some)(?:one|body)\s(?:there|here)|(?:il\s)?y\sa[-\s]quelqu['’]un|"
    r"n['’]est-ce\spas|c['’]est\s(?:ça|vrai|correct|bien\sça)|hein|what['’]?s\sup|quoi\sde\sneuf|"
    rf"what\sdo\syou\sthink|how['’]?s\sit\sgoing|how\sis\sit\sgoing|(?:{SOMEBODY}\sen\spense[sz]\squoi|qu['’]en\spense[sz][-\s]\w+))"
    rf"(?:\s(?:here|ici|please|plz|svp|stp|{TO_ALL}))?[\s?!.…]*",
    re.IGNORECASE,
)
WONDERS = lazy_pattern(  # at the beginning of a message, of what others have said; behind a question "why not?" asks
    r"(?:wait\s)?what|why\snot|so\swhat|quoi|pourquoi\spas|et\salors", re.IGNORECASE
)
# Asks without a question mark: "Tell me about ITER." Not how to answer what was asked before it: "Explain it simply."
TELLS = lazy_pattern(
    r"(?:(?:and|et|also|aussi|then|puis|please|pl[sz]|stp|svp)\s){0,2}(?:"
    r"tell\s(?:me|us)\s(?:also\s|more\s)?(?:about\s|(?=(?:wh(?:at|o|en|ere|y|ich)|how)\s))|"
    r"(?:explain|describe)\s(?:(?:to\s)?(?:me|us)\s)?|"
    r"(?:dis|dites)[-\s](?:moi|nous)\s(?=(?:ce\sq|qu|quand|où|comment|combien|pourquoi)\w*\s)|"
    r"(?:expliqu|décri)\w{1,3}(?:[-\s](?:moi|nous))?\s|parle[rz]?(?:[-\s](?:moi|nous))?(?:\saussi)?\s(?:d[eu]s?\s|d['’]))"
    r"(?!(?:it|this|that|them|me|us|to|in|like|as|so|more|briefly|simply|please|again|better|clearly|with|"
    r"ça|cela|ceci|moi|nous|en|comme|simplement|plus|mieux|bien|avec|clairement|brièvement)\b|"
    r"(?:why|how|what|pourquoi|comment)\W*$)\w",
    re.IGNORECASE,
)
# Goes on asking without a mark: "what is ROFR? and who leads the CNIL". "and when …" may be of the question before.
GOES_ON = lazy_pattern(
    r"(?:and|et|also|aussi)\s(?:wh(?:o|at|y|ere)|how|qui|quoi|combien|pourquoi|comment|où)(?:['’]s)?\s\w+\s\w",
    re.IGNORECASE,
)
# Only brings up what the next question is about: "have you heard of the GDPR?".
BRINGS_UP = lazy_pattern(
    r"(?:(?:have|did|do)\s(?:you|u|any(?:one|body))\s(?:ever\s)?(?:hear[d]?|kno?wn?|see|seen|read)|you\sknow|remember|"
    r"(?:as|avez)[-\s](?:tu|vous)\s(?:déjà\s)?(?:entendu|lu|vu)|(?:tu|vous)\s(?:connais|connaissez|vois|voyez)|"
    r"(?:connais|connaissez)[-\s](?:tu|vous))\b",
    re.IGNORECASE,
)
PAIRS = (("“", "”"), ("«", "»"), ("(", ")"))
LEAST = 2  # questions that are several
SMILE = lazy_pattern(r"(?:(?<=\s)|^)[:;=xX8]['’]?-?[)(](?!\w)")  # its bracket opens nothing
CAPITAL = lazy_pattern(r"\W*[^\W\d_a-zà-öø-ÿœ]")
MARK = lazy_pattern(r"“[^“”]*”|«[^«»]*»|‘[^‘’]*’|\[(\d{1,3})\]")  # what stands in quotation marks is others'


@dataclass(frozen=True, slots=True)
class Posed:
    """A question of a message, and what is told right before it, that it may lean on; nothing told is empty."""

    text: str
    told: str = ""

    @property
    def whole(self) -> str:
        """The question behind what is told before it, without the capital of an asking word: it is no name."""
        small = self.told and BEGINS.match(self.text) is not None
        return f"{self.told} {self.text[:1].lower() if small else self.text[:1]}{self.text[1:]}".strip()


def posed_in(message: str) -> list[Posed]:
    """Return the questions of a message, each with what is told before it; all of it where it asks one or none.

    A sentence asks where it ends with "?" and has an asking word, or goes on from the one before it; behind a question
    also where it begins as one, or tells to explain something. It may join several. What asks nothing of its own
    ("anyone know?") is left out, also beside one question. A fragment ("Jupiter?") stays with the question before it,
    and what is said behind the last one with that. Each item of a list is one.
    """
    if items := items_of(message):
        asking = [one for one in map(bare_question, items) if not _asks_nothing(one, first=False)]
        listed = [question for one in asking for question in _of_sentences(one)]
        return listed if len(listed) >= LEAST else [Posed(message)]
    return _of_sentences(message)


def _of_sentences(message: str) -> list[Posed]:
    """Return the questions of a message that is no list."""
    lined = _line_by_line(message)
    bare = bare_question(lined)
    if "?" not in message.rstrip(" ?!.…") and joined_in(bare) == [bare]:
        return [Posed(message)]
    sentences = sentences_of(bare)
    if len(sentences) > MOST_SENTENCES * MOST_QUESTIONS:
        return [Posed(message)]
    asking = [one for place, one in enumerate(sentences) if not _asks_nothing(one, first=not place)]
    questions: list[Posed] = []
    before: list[str] = []
    for one in asking:
        if _is_question(one, first=not questions):
            first, *others = _joined(one)
            questions += [_posed(first, before), *map(Posed, others)]
            before = []
        elif questions and one.endswith("?") and BRINGS_UP.match(bare_question(one)) is None:
            last = questions[-1]
            questions[-1] = replace(last, text=" ".join([last.text, *before, one]))
            before = []
        else:
            before.append(one)
    if any(_is_open(one.whole) for one in questions):
        return [Posed(message)]
    if len(questions) < LEAST:
        left_out = len(asking) < len(sentences) and not before
        return questions if questions and left_out else [Posed(message)]
    last = questions[-1]
    questions[-1] = replace(last, text=" ".join([last.text, *before]))
    if questions[0].text == bare[: len(questions[0].text)]:
        questions[0] = replace(questions[0], text=_with_capital(questions[0].text, message))
    return questions


def _posed(question: str, before: Sequence[str]) -> Posed:
    """Return a question with what is said before it: what has a question mark is part of it, what is told is apart.

    Of that the last sentence counts, with the one before where a pronoun means something there.
    """
    told = list(takewhile(lambda one: not one.endswith("?"), before))
    text = " ".join([*before[len(told) :], question])
    nearest = next((place for place in range(len(told) - 1, 0, -1) if PRONOUN.search(told[place]) is None), 0)
    return Posed(text, " ".join(told[nearest:]))


def _line_by_line(message: str) -> str:
    """Return `message` with a full stop where a line that tells something ends without a mark before one that asks."""
    lines = message[:LONGEST_QUESTION].splitlines()
    if len(lines) < LEAST:
        return message
    told = [
        one.rstrip()[-1:].isalnum() and not _opens(one) and other.rstrip().endswith("?") and _opens(other, by_tone=True)
        for one, other in pairwise(lines)
    ]
    return "\n".join(f"{one}." if ends else one for one, ends in zip(lines, [*told, False], strict=True))


def _opens(line: str, *, by_tone: bool = False) -> bool:
    """Return whether a line opens as a question does, or may ask by its tone."""
    bare = bare_question(line)
    return BEGINS.match(bare) is not None or opens_another(bare) or (by_tone and asks_by_tone(bare))


def _with_capital(question: str, message: str) -> str:
    """Return the first question with the capital of a message that began with a greeting: "Hi, is it far?"."""
    return question[:1].upper() + question[1:] if CAPITAL.match(message) else question


def _is_question(sentence: str, *, first: bool) -> bool:
    if not sentence.endswith("?"):
        if first:
            return len(_joined(sentence)) > 1
        return any((TELLS.match(sentence), GOES_ON.match(sentence))) or opens_another(sentence)
    bare = bare_question(sentence)
    if ALTERNATIVE.match(bare) or BRINGS_UP.match(bare):
        return False
    if any(one is not None for one in (BEGINS.match(bare), ASKS.search(bare), INVERTED.search(bare))):
        return True
    return asks_by_tone(bare) or (not first and OPENS_ON.match(bare) is not None) or len(_joined(sentence)) > 1


def _asks_nothing(sentence: str, *, first: bool) -> bool:
    bare = bare_question(sentence)
    if first and WONDERS.fullmatch(bare.rstrip(" ?!.…")):
        return True
    return ASKS_NOTHING.fullmatch(bare) is not None or is_courtesy(bare) or language_addressed(bare) is not None


def _joined(question: str) -> list[str]:
    """Return the questions that one sentence joins; itself where it asks one, or one beside what asks nothing."""
    questions = joined_in(bare_question(question))
    several = len(questions) >= LEAST and not any(_asks_nothing(one, first=False) for one in questions)
    return questions if several else [question]


def _is_open(question: str) -> bool:
    """Return whether a mark is opened in a question and not closed: the title in 'who wrote "What is life? How …"?'."""
    bare = SMILE.sub("", question)
    return bare.count('"') % 2 == 1 or any(bare.count(one) != bare.count(other) for one, other in PAIRS)


def together(
    message: str, results: Sequence[Answer | NoAnswer], left_out: Sequence[str] = (), *, title: str = ""
) -> Answer | NoAnswer:
    """Return one result of those of a message's questions, in their order; `left_out` are those not looked at.

    `title` is that of the one article looked into, or empty.
    It is a refusal where all are. Sources are numbered through; it is as sure as the least sure of them. The first
    quote of each part is what answers; behind it, what stands above already is not shown again.
    """
    if len(results) == 1:
        return replace(results[0], question=message)
    language, least = results[0].language, min(one.confidence for one in results)
    remark = ""
    if left_out:
        names = ", ".join(quoted(one, language) for one in left_out)
        remark = say(language, "answers.left_out", count=MOST_QUESTIONS, questions=names)
    answered = [one for one in results if isinstance(one, Answer)]
    if not answered:
        refused = [one for one in results if isinstance(one, NoAnswer)]
        nearest = tuple(dict.fromkeys(near for one in refused for near in one.nearest))[:NEAREST]
        reasons = {one.reason for one in refused}
        reason: Reason = "nothing_found" if reasons == {"nothing_found"} else "not_answered"
        key = "answers.none_answered_in" if title else "answers.none_answered"
        text = say(language, key, title=quoted(title, language))
        return NoAnswer(message, text, reason, language, nearest, least, remark)
    numbers: dict[str, int] = {}
    parts: list[Part] = []
    citations: list[Citation] = []
    for one in results:
        cited = one.citations if isinstance(one, Answer) else ()
        here = {citation.number: numbers.setdefault(citation.article_id, len(numbers) + 1) for citation in cited}
        said = _renumbered(one.lead, here) if isinstance(one, Answer) else one.text
        sure = isinstance(one, Answer) and one.sure
        above = {(shown.article_id, shown.start, shown.end) for shown in citations}
        shown_here = [
            replace(citation, number=here[citation.number])
            for place, citation in enumerate(cited)
            if not place or (citation.article_id, citation.start, citation.end) not in above
        ]
        citations += shown_here
        parts.append(Part(one.question, said, len(shown_here), one.read_as, sure=sure))
    return Answer(
        question=message,
        lead="\n\n".join(f"{quoted(part.question, language)}\n{part.said}" for part in parts),
        citations=tuple(citations),
        language=language,
        origin=answered[0].origin,
        confidence=least,
        remark=remark,
        sure=all(part.sure for part in parts),
        parts=tuple(parts),
    )


def _renumbered(text: str, numbers: Mapping[int, int]) -> str:
    """Return `text` with its [n] marks as `numbers` has them; other brackets, and those in quotation marks, stay."""
    return MARK.sub(lambda mark: f"[{numbers[int(mark[1])]}]" if mark[1] and int(mark[1]) in numbers else mark[0], text)
