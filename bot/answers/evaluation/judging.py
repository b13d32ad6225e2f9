"""One answer judged: from a right article, with the words that answer, every quote where it says that it stands.

Words are compared without regard to case, white space, apostrophes, dashes and compatibility forms of Unicode, and
stand for themselves: "12" is not in "2012". Quotes are compared with their article letter by letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.answers.answer import Answer, Citation, NoAnswer
from corpus.article import Language
from corpus.sentences import split_sentences
from index.evaluation.questions import Question
from index.hits import Hit

FOUND_AT = 5  # passages; the issue of answers counts a passage as found among the first five
LISTS = "list"  # the kind of question that asks for several things; how many sentences it takes is no matter of style
EXTRACTED = "extracted"

FORMS = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "–": "-", "—": "-", "‑": "-", "\u00ad": None, "\u200b": None}
)
MARK = re.compile(r"\[\d+\]")


class Texts(Protocol):
    """Where articles can be read."""

    def text(self, article_id: str) -> str:
        """Return the article's text; without such an article, the empty string."""
        ...

    def language(self, article_id: str) -> Language | None:
        """Return the article's language; None without such an article."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of one question, as it was asked: passages found, best first, the answer, and how long both took.

    `anyway` is the answer if nothing were refused for being unsure, where that was tried.
    """

    question: Question
    hits: Sequence[Hit]
    answer: Answer | NoAnswer
    milliseconds: float
    anyway: Answer | NoAnswer | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What one answer was.

    `pair` is the question's language and that of the right article, as in "en-fr"; of an unanswerable question the
    question's alone. `found` says whether a right passage is among the first `FOUND_AT`, `sure` whether it is answered
    and the answer said to be sure, `right` whether a right article is cited, `first_right` whether the first citation
    is of one. `gold` says whether words that answer stand in a quote, or in a lead that a chat model wrote, and is None
    where nobody marked such words; `gold_anyway` is the same if nothing were refused. `citations` counts quotes,
    `verbatim` those that stand where they say, `sentences` those quoted, `listed` the sources that a refusal numbers.
    """

    id: str
    domain: str
    kind: str
    answerable: bool
    pair: str
    found: bool
    answered: bool
    sure: bool
    right: bool
    first_right: bool
    gold: bool | None
    gold_anyway: bool | None
    citations: int
    verbatim: int
    sentences: int
    listed: int
    confidence: float
    milliseconds: float

    @property
    def answers(self) -> bool:
        """Whether it holds what answers: the words where somebody marked such, else the article."""
        return self.right if self.gold is None else self.gold


def judge(asked: Asked, texts: Texts) -> Judged:
    """Return what the answer to one question was."""
    question, answer = asked.question, asked.answer
    citations = answer.citations if isinstance(answer, Answer) else ()
    right = [one for one in citations if one.article_id in question.right]
    found = [hit.article.language for hit in asked.hits[:FOUND_AT] if _answers(hit, question)]
    return Judged(
        id=question.id,
        domain=question.domain,
        kind=question.kind,
        answerable=question.answerable,
        pair=_pair(question, [one.language for one in right[:1]] or found, texts),
        found=bool(found),
        answered=isinstance(answer, Answer),
        sure=isinstance(answer, Answer) and answer.sure,
        right=bool(right),
        first_right=bool(citations) and citations[0].article_id in question.right,
        gold=_gold(question, answer),
        gold_anyway=_gold(question, asked.anyway or answer),
        citations=len(citations),
        verbatim=sum(texts.text(one.article_id)[one.start : one.end] == one.quote for one in citations),
        sentences=sum(map(_sentences, citations)),
        listed=0 if isinstance(answer, Answer) else len(MARK.findall(answer.text)),
        confidence=answer.confidence,
        milliseconds=asked.milliseconds,
    )


def folded(text: str) -> str:
    """Return `text` as it is compared: one case, one space, one apostrophe and one dash."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(FORMS).casefold().split())


def holds(text: str, words: Iterable[str]) -> bool:
    """Return whether any of `words` stands in `text`, not as a part of a longer word or number."""
    within = folded(text)
    return any(re.search(_alone(folded(one)), within) for one in words)


def unquotable(questions: Iterable[Question], texts: Texts) -> list[str]:
    """Return the ids of questions whose words stand in none of their articles, so that no quote can hold them."""
    return [
        question.id
        for question in questions
        if question.right
        and question.answers
        and not any(holds(texts.text(one), _words(question, texts.language(one))) for one in question.right)
    ]


def _alone(words: str) -> str:
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    return f"{before}{re.escape(words)}{after}"


def _words(question: Question, language: Language | None) -> Sequence[str]:
    return () if language is None else question.answers.get(language, ())


def _answers(hit: Hit, question: Question) -> bool:
    """Return whether a passage found is a right one: of a long article, one that holds the words, if any does."""
    if hit.article.id not in question.right:
        return False
    words = question.answers.get(hit.article.language, ())
    return not words or holds(hit.text, words) or not holds(hit.article.text, words)


def _gold(question: Question, answer: Answer | NoAnswer) -> bool | None:
    if not question.answers:
        return None
    if isinstance(answer, NoAnswer):
        return False
    if any(holds(one.quote, question.answers.get(one.language, ())) for one in answer.citations):
        return True
    every = [word for words in question.answers.values() for word in words]
    return answer.origin != EXTRACTED and holds(answer.lead, every)


def _pair(question: Question, languages: Sequence[Language], texts: Texts) -> str:
    """Return the language pair; `languages` are those of right articles that were cited, else of those found."""
    if not question.answerable:
        return question.language
    named = [language for one in question.right if (language := texts.language(one)) is not None]
    possible = languages or named or [question.language]
    answered = question.language if question.language in possible else possible[0]
    return f"{question.language}-{answered}"


def _sentences(citation: Citation) -> int:
    return len(split_sentences(citation.quote, citation.language))


def by_domain(judged: Iterable[Judged]) -> Mapping[str, list[Judged]]:
    """Return what was judged by domain, in the order in which domains first occur."""
    found: dict[str, list[Judged]] = {}
    for one in judged:
        found.setdefault(one.domain, []).append(one)
    return found
