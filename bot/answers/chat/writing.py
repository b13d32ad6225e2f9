"""A question to an answer in full sentences that stand on verified quotes, or to what is extracted without the model.

Whatever the model does, nobody gets less than without it: where it is down, refuses, or says nothing that holds, the
extracted answer is given, with a remark that says so. What the model wrote is sure where it begins on the quote that
surely answers without it, never because it was written. Call it off the event loop. Safe to use from several threads.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial

from bot.answers.answer import Answer, Length, NoAnswer, OnPart
from bot.answers.answering import Answerer
from bot.answers.chat.calling import Caller
from bot.answers.chat.checking import Checker, Dropped, Statement
from bot.answers.chat.composing import compose, stands_on
from bot.answers.chat.drafts import CannotAnswer, DraftReader
from bot.answers.chat.errors import ChatModelError, Failure, Fallback
from bot.answers.chat.prompting import MOST_STATEMENTS, write_prompt, write_rewriting
from bot.answers.chat.rewriting import LONGEST_SAID, read_rewritten
from bot.answers.chat.several import Got, Several
from bot.answers.chat.usage import Usage
from bot.answers.conversation.leaning import follows_on
from bot.answers.overviews.overview import overview_asked
from bot.answers.questions.addressed import language_addressed
from bot.answers.questions.courtesies import bare_question, is_courtesy
from bot.answers.questions.question import REMEMBERED, read_kind
from bot.answers.questions.several import Posed
from bot.answers.understanding import Understood
from corpus.article import Article, Language, Span
from index.scope import Scope
from index.search import Search

log = logging.getLogger("sourcier.chat")

Understanding = Callable[..., Understood | Answer | NoAnswer]
"""`Answerer.understand` with what holds for all questions of a message."""

MOST_OF_SHORT = 2  # statements; the model says what matters first
MOST_DRAFTS = 20  # statements that are checked of one answer; the model is asked for six


class _Written:
    """What came of one answer so far: the statements that hold, how many were offered, and whether it has enough."""

    def __init__(
        self, understood: Understood, extracted: Answer | NoAnswer, origin: str, numbers: Mapping[str, int]
    ) -> None:
        """`extracted` is what the question gets without the model; `numbers` are those of the articles cited above."""
        self._understood = understood
        self._extracted = extracted
        self._origin = origin
        self._numbers = numbers
        self.most = MOST_OF_SHORT if understood.length == "short" else MOST_STATEMENTS
        self.statements: list[Statement] = []
        self.offered = 0
        self.full = False

    def answer(self) -> Answer | None:
        """Return the answer of the statements that hold; its confidence is their share of those offered."""
        return compose(
            self.statements,
            question=self._understood.question,
            language=self._understood.language,
            origin=self._origin,
            confidence=round(len(self.statements) / max(1, self.offered), 3),
            sure=self._is_sure(),
            read_as=self._understood.read_as,
            numbers=self._numbers,
        )

    def _is_sure(self) -> bool:
        """Return whether the first statement stands on the quote that surely answers without the model.

        That a statement holds says nothing about whether it is what was asked.
        """
        extracted = self._extracted
        if not isinstance(extracted, Answer) or not extracted.sure:
            return False
        return any(stands_on(one, extracted.citations[0]) for one in self.statements[:1])


class _Message:
    """What the questions of one message share: the time that they may take, and the model's failure, once it failed."""

    def __init__(self, several: Several, deadline: float) -> None:
        self.several = several
        self.deadline = deadline
        self.failure: Failure | None = None

    def fail(self, error: ChatModelError) -> Failure:
        """Note that the model failed, so that it is not asked again, and log it for the host."""
        log.warning("%s", error)
        self.failure = error.failure
        return error.failure


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
        the one article to answer from. Where a message asks several questions, each is asked of the model by itself,
        as if it had been asked behind the ones before it, all in the time of one.
        """
        several = Several(question, title=self._answerer.title(only), on_part=on_part)
        message = _Message(several, self._caller.deadline())
        understand = partial(
            self._answerer.understand, scope=scope, only=only, length=length, likely_language=likely_language
        )
        said = list(earlier)
        for one in several.questions:
            usage = Usage()
            got = self._got(one, said, understand, message, usage)
            several.add(got)
            said.append(got.result.read_as or one.whole)
            if got.failure is not None:
                usage.fallbacks[got.failure] += 1
            if usage.requests or usage.fallbacks:
                usage.questions = 1
                self._count(usage)
        return several.result()

    def _got(
        self, posed: Posed, earlier: Sequence[str], understand: Understanding, message: _Message, usage: Usage
    ) -> Got:
        """Return what one question of a message gets, behind the questions `earlier`; count in `usage`."""
        question = posed.text
        failure, read_as = message.failure, ""
        if failure is None:
            try:
                read_as = self._rewritten(question, earlier, message.deadline, usage)
            except ChatModelError as error:
                failure = message.fail(error)
        understood = understand(question, context=posed.told, earlier=earlier, read_as=read_as)
        if not isinstance(understood, Understood):
            return Got(understood, failure)
        extracted = self._answerer.in_context(understood)
        if failure is not None or not understood.hits:
            return Got(extracted, failure)
        return self._written(replace(understood, read_as=extracted.read_as), extracted, message, usage)

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

    def _written(self, understood: Understood, extracted: Answer | NoAnswer, message: _Message, usage: Usage) -> Got:
        """Return what the model makes of a question, or what is `extracted` where that is nothing."""
        language = understood.language
        prompt = write_prompt(understood.read_as or understood.question, language, self._places(extracted, understood))
        sources = {source.number: source for source in prompt.sources}
        asked = f"{understood.question}\n{understood.read_as}"
        checker = Checker(asked, language, sources, self._search.lexicon)
        written = _Written(understood, extracted, self._caller.name, message.several.numbers)
        failure: Fallback | None = None
        gave_up = False
        reader = DraftReader()
        try:
            with closing(self._caller.call(prompt.messages, message.deadline, usage)) as pieces:
                for piece in pieces:
                    for draft in reader.feed(piece):
                        if isinstance(draft, CannotAnswer):
                            gave_up = True
                        else:
                            self._take(checker.check(draft), written, usage, message.several)
                    if written.full or written.offered >= MOST_DRAFTS or reader.over:
                        break
        except ChatModelError as error:
            failure = message.fail(error)
        answer = written.answer()
        if answer is not None:
            return Got(answer, failure)
        nothing: Fallback = "cannot_answer" if gave_up else "unverified" if written.offered else "malformed"
        return Got(extracted, failure or nothing)

    def _take(self, checked: Statement | Dropped, written: _Written, usage: Usage, several: Several) -> None:
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
        if part is not None:
            several.show(part)

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
