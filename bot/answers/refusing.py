"""Refusals: that the articles do not answer, and which come nearest."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.answer import Nearest, NoAnswer, Reason
from bot.texts import say
from corpus.article import Language
from index.hits import Hit

NEAREST = 3  # titles named in a refusal


def refusal(
    question: str,
    language: Language,
    reason: Reason,
    hits: Sequence[Hit] = (),
    sure: float = 0.0,
) -> NoAnswer:
    """Return the refusal of `question`, in the language that it is asked in; `hits` are what came nearest."""
    articles = {hit.article.id: hit.article for hit in hits}
    nearest = tuple(
        Nearest(article.id, article.title, article.url, article.published)
        for article in list(articles.values())[:NEAREST]
    )
    return NoAnswer(
        question=question,
        text=say(language, f"answers.{reason}"),
        reason=reason,
        language=language,
        nearest=nearest,
        confidence=round(sure, 3),
    )
