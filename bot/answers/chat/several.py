"""The questions of one message, each answered with the chat model or without it, put together. Pure but for `on_part`.

It knows what became of the model meanwhile, and says so below the answer, once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.answers.answer import Answer, NoAnswer, OnPart
from bot.answers.chat.errors import Fallback
from bot.answers.questions.several import MOST_QUESTIONS, posed_in, together
from bot.texts import say
from corpus.article import Language

ADDS_NOTHING = frozenset[Fallback]({"cannot_answer", "unverified"})  # to a refusal: the model found nothing either


@dataclass(frozen=True, slots=True)
class Got:
    """What a question got; `failure` says why that was put together without the model, or ends before its end."""

    result: Answer | NoAnswer
    failure: Fallback | None = None

    @property
    def is_written(self) -> bool:
        """Whether the model wrote it."""
        return isinstance(self.result, Answer) and self.result.origin != "extracted"


class Several:
    """The questions of one message, and what those before got."""

    def __init__(self, message: str, *, title: str, on_part: OnPart | None) -> None:
        """`title` is that of the one article looked into, or empty; `on_part` gets the answer so far."""
        self._message = message
        self._title = title
        self._on_part = on_part
        asked = posed_in(message)
        self._left_out = [one.text for one in asked[MOST_QUESTIONS:]]
        self._got: list[Got] = []
        self.questions = asked[:MOST_QUESTIONS]

    @property
    def numbers(self) -> dict[str, int]:
        """The numbers of the articles that are cited so far, by their ids."""
        cited = [one for got in self._got if isinstance(got.result, Answer) for one in got.result.citations]
        return {article: number for number, article in enumerate(dict.fromkeys(one.article_id for one in cited), 1)}

    def add(self, got: Got) -> None:
        """Take what the next question got."""
        self._got.append(got)

    def show(self, part: Answer) -> None:
        """Show what there is of the answer to the next question, behind what those before got."""
        if self._on_part is None:
            return
        result = self._together(Got(part))
        if isinstance(result, Answer):
            self._on_part(result)

    def result(self) -> Answer | NoAnswer:
        """Return what the message gets, once each question has got something."""
        result = self._together()
        return replace(result, remark=" ".join(filter(None, [result.remark, *self._of_the_model(result.language)])))

    def _together(self, *more: Got) -> Answer | NoAnswer:
        got = [*self._got, *more]
        result = together(self._message, [one.result for one in got], self._left_out, title=self._title)
        writers = [one.result.origin for one in got if isinstance(one.result, Answer) and one.is_written]
        return replace(result, origin=writers[0]) if isinstance(result, Answer) and writers else result

    def _of_the_model(self, language: Language) -> Iterator[str]:
        """Yield what is to be said of the model: that it broke off, why it wrote nothing, and what is not by it."""
        broken = {one.failure for one in self._got if one.is_written and one.failure}
        if broken:
            yield say(language, "answers.chat.incomplete")
        without = [one for one in self._got if one.failure and not one.is_written and _tells(one)]
        for failure in dict.fromkeys(one.failure for one in without if one.failure not in broken):
            yield say(language, f"answers.chat.{failure}")
        if any(isinstance(one.result, Answer) for one in without):
            in_part = any(one.is_written for one in self._got)
            yield say(language, "answers.chat.instead_in_part" if in_part else "answers.chat.instead")


def _tells(got: Got) -> bool:
    """Return whether why the model did not write it is worth a word."""
    return isinstance(got.result, Answer) or got.failure not in ADDS_NOTHING
