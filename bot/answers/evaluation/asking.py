"""Questions put to an answerer, one after the other, and each answer judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter

from bot.answers.answer import NoAnswer
from bot.answers.answering import Answerer
from bot.answers.evaluation.judging import Asked, Judged, Texts, judge
from bot.answers.understanding import Understood
from corpus.article import Language
from index.evaluation.questions import Question
from index.keeping.passage_store import PassageStore

OnAsked = Callable[[int, int], None]
"""Told after each question how many of how many are asked."""


class StoredTexts(Texts):
    """The articles of an index."""

    def __init__(self, passages: PassageStore) -> None:
        self._passages = passages
        self._languages = dict(zip(passages.article_ids(), passages.languages(), strict=True))

    def text(self, article_id: str) -> str:
        """Return the article's text; without such an article, the empty string."""
        article = self._passages.article(article_id)
        return "" if article is None else article.text

    def language(self, article_id: str) -> Language | None:
        """Return the article's language; None without such an article."""
        return self._languages.get(article_id)


def ask_all(
    answerer: Answerer,
    questions: Sequence[Question],
    texts: Texts,
    *,
    unrefusing: Answerer | None = None,
    on_asked: OnAsked | None = None,
) -> tuple[Judged, ...]:
    """Return what each answer was, in the order of the questions.

    `unrefusing` answers however unsure it is; it is asked, untimed, where `answerer` refuses.
    """
    judged = []
    for done, question in enumerate(questions, start=1):
        judged.append(judge(_ask(answerer, question, unrefusing), texts))
        if on_asked is not None:
            on_asked(done, len(questions))
    return tuple(judged)


def _ask(answerer: Answerer, question: Question, unrefusing: Answerer | None) -> Asked:
    began = perf_counter()
    understood = answerer.understand(question.text)
    answer = answerer.extract(understood) if isinstance(understood, Understood) else understood
    milliseconds = 1000 * (perf_counter() - began)
    if not isinstance(understood, Understood):
        return Asked(question, (), answer, milliseconds)
    refused = unrefusing is not None and isinstance(answer, NoAnswer)
    anyway = unrefusing.extract(understood) if unrefusing is not None and refused else None
    return Asked(question, understood.hits, answer, milliseconds, anyway)
