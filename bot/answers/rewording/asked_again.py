"""A question that found no answer, or no sure one, asked again in other words. What is found so is never sure.

First in words that mean the same, then without what is around it, at last in key words of the other language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.answers.answer import Answer, Doubt, NoAnswer
from bot.answers.rewording.plainer import LEAST_PLAINER, done_with, plain, plainer, what_to_do
from bot.answers.rewording.rephrasing import LEAST_REPHRASED, MUCH_LIKELIER, rephrased
from bot.answers.rewording.translating import LEAST_TRANSLATED, translated
from bot.answers.sentences.confidence import UNSURE
from bot.answers.understanding import Understood, found_for, understand
from bot.texts import say
from corpus.article import Language
from index.search import Search

Answers = Callable[[Understood], Answer | NoAnswer]
"""Answers a question as it stands."""


def doubted(answer: Answer) -> Answer:
    """Return an answer as one that is unsure; a doubt that it has already is kept."""
    lead, confidence = say(answer.language, "answers.unsure"), min(answer.confidence, UNSURE)
    return replace(answer, lead=lead, confidence=confidence, sure=False)


def _reworded(answer: Answer) -> Answer:
    """Return an answer that was only found in other words, which is never sure."""
    return replace(doubted(answer), doubt=Doubt("reworded"))


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """Asks again: all ways of answering by `plainly`, and of sentences alone by `quotes`."""

    search: Search
    plainly: Answers
    quotes: Answers

    def better(self, understood: Understood, answer: Answer | NoAnswer) -> Answer | NoAnswer:
        """Return what is found for a refused question, or what is much likelier than an unsure answer, or `answer`.

        What an unsure answer quotes already is not told again, less surely.
        """
        if understood.asked.topic or (isinstance(answer, Answer) and answer.sure):
            return answer
        if isinstance(answer, Answer):
            found = self._rephrased(understood, answer.confidence + MUCH_LIKELIER)
            return answer if found is None or found.citations[0].repeats(answer.citations) else found
        if answer.reason == "empty":
            return answer
        return self._rephrased(understood, 0.0) or self._in_fewer_or_other(understood) or answer

    def _rephrased(self, understood: Understood, least: float) -> Answer | None:
        """Return the likeliest answer to a question in words that mean the same, from `least` on; None without one.

        What is asked to be explained is asked about in its own words.
        """
        if understood.asked.kind == "definition":
            return None
        found: Answer | None = None
        least = max(least, LEAST_REPHRASED)
        for text in rephrased(understood.query, self.search):
            answer = self._read_as(text, understood)
            if answer is not None and answer.confidence >= least:
                found, least = answer, answer.confidence
        return _reworded(replace(found, read_as=understood.read_as)) if found is not None else None

    def _in_fewer_or_other(self, understood: Understood) -> Answer | None:
        """Return the answer to a question that has none, asked in fewer words or in those of the other language.

        It is never sure: what was left out may have said what is asked.
        """
        query = understood.query
        bare = plain(query.text)
        told = what_to_do(query.text, query.language)
        named = done_with(query.text)
        words = self.search.read(named, query.language, scope=query.scope).terms if named else ()
        for text in (
            *((told,) if told else ()),
            *((named,) if any(self.search.stands(one, scope=query.scope) for one in words) else ()),
            *((bare,) if bare != query.text else ()),
            *plainer(bare, query.language),
        ):
            answer = self._read_as(text, understood)
            if answer is not None and (text == bare or answer.confidence >= LEAST_PLAINER):
                return _reworded(answer)
        text = translated(query, understood.asked.kind, self.search)
        if not text:
            return None
        other: Language = "fr" if query.language == "en" else "en"
        again = self.search.read(text, other, scope=query.scope)
        hits = found_for(again, understood.only, self.search)
        found = self.quotes(replace(understood, query=again, hits=hits))
        if isinstance(found, NoAnswer) or found.confidence < LEAST_TRANSLATED or found.citations[0].language != other:
            return None
        return _reworded(replace(found, read_as=understood.read_as))

    def _read_as(self, text: str, understood: Understood) -> Answer | None:
        """Return the answer to a question that is asked as `text`; None where there is none."""
        query = understood.query
        read = understand(
            text, self.search, read_as=text, scope=query.scope, only=understood.only, length=understood.length
        )
        if isinstance(read, NoAnswer):
            return None
        answer = self.plainly(replace(read, question=understood.question, language=understood.language))
        return answer if isinstance(answer, Answer) else None
