"""A question to an answer in full sentences that stand on verified quotes, or to what is extracted without the model.

Whatever the model does, nobody gets less than without it: where it is down, refuses, or says nothing that holds, the
extracted answer is given, with a remark that says so. Call it off the event loop. Safe to use from several threads.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Literal

from bot.answers.answer import Answer, Length, NoAnswer, OnPart
from bot.answers.answering import Answerer
from bot.answers.chat.calling import Caller
from bot.answers.chat.checking import Checker, Dropped, Statement
from bot.answers.chat.composing import compose
from bot.answers.chat.drafts import CannotAnswer, DraftReader
from bot.answers.chat.errors import ChatModelError, Failure
from bot.answers.chat.prompting import MOST_STATEMENTS, write_prompt, write_rewriting
from bot.answers.chat.rewriting import LONGEST_SAID, read_rewritten
from bot.answers.chat.usage import Usage
from bot.answers.conversation.leaning import follows_on
from bot.answers.overviews.overview import overview_asked
from bot.answers.questions.addressed import language_addressed
from bot.answers.questions.courtesies import bare_question, is_courtesy
from bot.answers.questions.question import REMEMBERED, read_kind
from bot.answers.understanding import Understood
from bot.texts import say
from corpus.article import Article, Language, Span
from index.scope import Scope
from index.search import Search

log = logging.getLogger("sourcier.chat")

Fallback = Failure | Literal["unverified", "cannot_answer"]

MOST_OF_SHORT = 2  # statements; the model says what matters first
MOST_DRAFTS = 20  # statements that are checked of one answer; the model is asked for six


class _Written:
    """What came of one answer so far: the statements that hold, how many were offered, and whether it has enough."""

    def __init__(self, question: str, understood: Understood, origin: str) -> None:
        self._question = question
        self._understood = understood
        self._origin = origin
        self.most = MOST_OF_SHORT if understood.length == "short" else MOST_STATEMENTS
        self.statements: list[Statement] = []
        self.offered = 0
        self.full = False

    def answer(self) -> Answer | None:
        """Return the answer of the statements that hold; its confidence is their share of those offered."""
        return compose(
            self.statements,
            question=self._question,
            language=self._understood.language,
            origin=self._origin,
            confidence=round(len(self.statements) / max(1, self.offered), 3),
            read_as=self._understood.read_as,
        )


class WritingAnswerer:
    """Answers questions from one search with one chat model."""

    def __init__(self, search: Search, answerer: Answerer, caller: Caller, count: Callable[[Usage], None]) -> None:
        """`count` takes what each question cost."""
        self._search = search
        self._answerer = answerer
        self._caller = caller
        self._count = count

    def answer(
        self,
        question: str,
        *,
        earlier: Sequence[str] = (),
        on_part: OnPart | None = None,
        scope: Scope | None = None,
        only: str | None = None,
        length: Length = "normal",
        likely_language: Language | None = None,
    ) -> Answer | NoAnswer:
        """Return the answer to `question` from `scope`; `earlier` are the questions asked before it, oldest first.

        `on_part` gets the answer so far, valid in itself, whenever another statement of it holds. `only` is the id of
        the one article to answer from.
        """
        usage = Usage()
        deadline = self._caller.deadline()
        try:
            read_as = self._rewritten(question, earlier, deadline, usage)
        except ChatModelError as error:
            understood = self._answerer.understand(
                question, earlier=earlier, scope=scope, only=only, length=length, likely_language=likely_language
            )
            result = self._without(understood, error.failure, usage, error)
        else:
            understood = self._answerer.understand(
                question,
                earlier=earlier,
                read_as=read_as,
                scope=scope,
                only=only,
                length=length,
                likely_language=likely_language,
            )
            if isinstance(understood, Understood) and understood.hits:
                result = self._written(understood, deadline, usage, on_part)
            else:
                result = self._extracted(understood)
        if usage.requests or usage.fallbacks:
            usage.questions = 1
            self._count(usage)
        return result

    def _rewritten(self, question: str, earlier: Sequence[str], deadline: float, usage: Usage) -> str:
        """Return `question` in full words where it leans on those before it; the empty string where it does not."""
        if not earlier:
            return ""
        query = self._search.read(bare_question(question))
        of_itself = language_addressed(query.text) or overview_asked(query.text)
        asks = bool(query.text) and not is_courtesy(query.text) and of_itself is None
        if not asks or not follows_on(query.text, read_kind(query.text), query.terms, query.language):
            return ""
        before = earlier[-REMEMBERED:]
        said = ""
        messages = write_rewriting(question, before, query.language)
        with closing(self._caller.call(messages, deadline, usage)) as pieces:
            for piece in pieces:
                said += piece
                if len(said) > LONGEST_SAID:
                    break
        read_as = read_rewritten(said, question, before, query.language, self._search.lexicon)
        usage.rewritten += bool(read_as)
        return "" if read_as == query.text else read_as

    def _written(
        self, understood: Understood, deadline: float, usage: Usage, on_part: OnPart | None
    ) -> Answer | NoAnswer:
        extracted = self._answerer.extract(understood)
        language = understood.language
        prompt = write_prompt(understood.read_as or understood.question, language, self._places(extracted, understood))
        sources = {source.number: source for source in prompt.sources}
        asked = f"{understood.question}\n{understood.read_as}"
        checker = Checker(asked, language, sources, self._search.lexicon)
        written = _Written(understood.question, understood, self._caller.name)
        failure: Fallback = "unverified"
        error: ChatModelError | None = None
        reader = DraftReader()
        try:
            with closing(self._caller.call(prompt.messages, deadline, usage)) as pieces:
                for piece in pieces:
                    for draft in reader.feed(piece):
                        if isinstance(draft, CannotAnswer):
                            failure = "cannot_answer"
                        else:
                            self._take(checker.check(draft), written, usage, on_part)
                    if written.full or written.offered >= MOST_DRAFTS or reader.over:
                        break
        except ChatModelError as caught:
            failure, error = caught.failure, caught
        if not written.offered and error is None and failure != "cannot_answer":
            failure = "malformed"
        answer = written.answer()
        if answer is None:
            return self._instead(extracted, failure, usage, error)
        if error is not None:
            self._note(failure, usage, error)
            return replace(answer, remark=say(language, "answers.chat.incomplete"))
        return answer

    def _take(self, checked: Statement | Dropped, written: _Written, usage: Usage, on_part: OnPart | None) -> None:
        written.offered += 1
        if isinstance(checked, Statement) and any(checked.text == one.text for one in written.statements):
            checked = Dropped("repeated")
        if isinstance(checked, Dropped):
            usage.dropped[checked.reason] += 1
            return
        if len(written.statements) >= written.most:
            written.full = True  # only now: what follows the last statement tells the tokens
            return
        usage.kept += 1
        written.statements.append(checked)
        part = written.answer()
        if on_part is not None and part is not None:
            on_part(part)

    def _places(self, extracted: Answer | NoAnswer, understood: Understood) -> Iterator[tuple[Article, Span]]:
        """Yield what the model reads: what is quoted without it and stands in no passage found, then the passages."""
        for citation in extracted.citations if isinstance(extracted, Answer) else ():
            found = any(
                hit.article.id == citation.article_id
                and hit.passage.start <= citation.start
                and citation.end <= hit.passage.end
                for hit in understood.hits
            )
            article = None if found else self._search.snapshot.passages.article(citation.article_id)
            if article is not None:
                yield article, Span(citation.start, citation.end)
        for hit in understood.hits:
            yield hit.article, hit.passage.span

    def _without(
        self, understood: Understood | NoAnswer, failure: Fallback, usage: Usage, error: ChatModelError | None
    ) -> Answer | NoAnswer:
        return self._instead(self._extracted(understood), failure, usage, error)

    def _extracted(self, understood: Understood | NoAnswer) -> Answer | NoAnswer:
        return self._answerer.extract(understood) if isinstance(understood, Understood) else understood

    def _instead(
        self, extracted: Answer | NoAnswer, failure: Fallback, usage: Usage, error: ChatModelError | None
    ) -> Answer | NoAnswer:
        """Return the extracted result with a remark on why it is that."""
        self._note(failure, usage, error)
        if isinstance(extracted, NoAnswer) and failure in {"cannot_answer", "unverified"}:
            return extracted  # the model adds nothing to a refusal
        why = say(extracted.language, f"answers.chat.{failure}")
        if isinstance(extracted, NoAnswer):
            return replace(extracted, remark=why)
        return replace(extracted, remark=f"{why} {say(extracted.language, 'answers.chat.instead')}")

    def _note(self, failure: Fallback, usage: Usage, error: ChatModelError | None) -> None:
        usage.fallbacks[failure] += 1
        if error is not None:
            log.warning("%s", error)
