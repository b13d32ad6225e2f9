"""One way for every question: counted, answered from what its server may read, kept, and told about afterwards.

The caller checks rights, takes a turn, acknowledges, and sends what it gets. Where the database fails, people still
get their answer, without buttons; the log says so once.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from bot.answers.answer import Answer, NoAnswer, OnPart
from bot.answers.questions.addressed import asks_about_use
from bot.discord_app.article_choices import article_of
from bot.discord_app.asking.conversation import asked_by_one, questions_up_to
from bot.discord_app.asking.counting import Counting, counting
from bot.discord_app.desk import Desk, Scope, scope_of
from bot.discord_app.examples import Examples
from bot.discord_app.failures import RefusedError
from bot.discord_app.rights import Person
from bot.monitoring.measures import AskedBy
from bot.state.answers import new_answer_id
from bot.state.errors import StateError
from bot.state.nouns import Gap, KeptAnswer, Outcome, ServerSettings
from bot.state.people import NOBODY
from bot.texts import say
from corpus.article import Language
from corpus.collections import is_of_server

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier

log = logging.getLogger("sourcier.discord")


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question as somebody asks it. `article` is the key, id or title of the one to answer from, or empty.

    `before` is the answer that it follows up. `likely_language` is what the person likely speaks, if that is known.
    """

    person: Person
    question: str
    way: AskedBy
    private: bool = False
    article: str = ""
    before: KeptAnswer | None = None
    likely_language: Language | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What an inquiry got; `kept` is None where it is not kept, and then nothing can be done with it later."""

    result: Answer | NoAnswer
    kept: KeptAnswer | None

    @property
    def outcome(self) -> Outcome:
        """Whether it was answered."""
        return "answered" if isinstance(self.result, Answer) else "refused"


@dataclass(frozen=True, slots=True)
class _Worked:
    result: Answer | NoAnswer
    snapshot: str


class Pipeline:
    """Answers inquiries with a bot's desk, settings and state."""

    def __init__(self, bot: Sourcier) -> None:
        self._bot = bot
        self._failing = False

    def counting(self, person: Person, settings: ServerSettings) -> AbstractAsyncContextManager[Counting]:
        """Give the count of a question that is answered within the block; see `counting`."""
        return counting(self, self._bot.state.use, person, settings)

    async def answer(
        self,
        inquiry: Inquiry,
        settings: ServerSettings,
        count: Counting,
        on_part: OnPart | None = None,
    ) -> Given:
        """Return what `inquiry` gets, once it was counted.

        Raises:
            RefusedError: the day's limit is reached, or there is no such article.
        """
        await count.taken()
        earlier = await self._earlier(inquiry)
        await self._bot.prepared()
        worked = await self._bot.answering(settings).run(
            partial(_work_out, self._bot.desk, inquiry, earlier, settings, self._bot.examples, on_part)
        )
        if isinstance(worked.result, NoAnswer) and worked.result.reason == "empty":
            await count.give_back()
        return Given(worked.result, await self._keep(inquiry, worked, earlier))

    async def told(self, given: Given, message_id: int) -> None:
        """Keep where an answer was sent, and count it; a server's question without a sure answer is noted as a gap.

        One asked of a chosen article is not: others may answer it.
        """
        kept = given.kept
        if kept is None:
            return
        await self.attempt(self._bot.state.answers.placed(kept.id, message_id))
        await self.count(kept, answered=isinstance(given.result, Answer))
        sure = isinstance(given.result, Answer) and given.result.sure
        if not sure and kept.guild_id is not None and not given.result.only:
            await self.attempt(self._note_gap(kept))

    async def count(self, asked: KeptAnswer | Person, *, answered: bool) -> None:
        """Count what came of a question that was taken."""
        person_id = asked.asker_id if isinstance(asked, KeptAnswer) else asked.id
        outcome: Outcome = "answered" if answered else "refused"
        today = datetime.now(UTC).date()
        await self.attempt(self._bot.state.use.count(asked.guild_id, person_id, today, outcome))

    async def _note_gap(self, kept: KeptAnswer) -> None:
        """Note a question as it was understood; as it was asked where others' words, not theirs to keep, tell that.

        One asked in private is, too: it is kept under nobody's id, so nobody could have earlier words forgotten with
        it. Of several in one message it is those without a sure answer.
        """
        whole = not kept.private and await asked_by_one(self._bot.state.answers, kept)
        await self._bot.state.gaps.note(_gap(kept, kept.unanswered if whole else kept.question))

    async def _earlier(self, inquiry: Inquiry) -> tuple[str, ...]:
        if inquiry.before is None:
            return ()
        try:
            return await questions_up_to(
                self._bot.state.answers, inquiry.before, inquiry.person, private=inquiry.private
            )
        except StateError as error:
            self.failed(error)
            return (inquiry.before.question,)

    async def _keep(self, inquiry: Inquiry, worked: _Worked, earlier: tuple[str, ...]) -> KeptAnswer | None:
        result = worked.result
        if isinstance(result, NoAnswer) and result.reason == "empty":
            return None
        kept = KeptAnswer(
            id=new_answer_id(),
            guild_id=inquiry.person.guild_id,
            channel_id=inquiry.person.channel_id,
            asker_id=inquiry.person.id,
            way="told" if inquiry.person.told else inquiry.way,
            result=result,
            snapshot=worked.snapshot,
            created_at=datetime.now(UTC),
            earlier=earlier,
            before=inquiry.before.id if inquiry.before is not None else None,
            private=inquiry.private,
        )
        return kept if await self.attempt(self._bot.state.answers.keep(kept)) else None

    async def attempt(self, writing: Awaitable[None]) -> bool:
        """Return whether something could be written down; an answer does not depend on it."""
        try:
            await writing
        except StateError as error:
            self.failed(error)
            return False
        return True

    def failed(self, error: StateError) -> None:
        """Log that the database fails, once for as long as it does."""
        if not self._failing:
            log.error("what people ask is answered, but neither counted nor kept: %s", error)
        self._failing = True

    def worked(self) -> None:
        """Know that the database works."""
        self._failing = False


def _work_out(
    desk: Desk,
    inquiry: Inquiry,
    earlier: tuple[str, ...],
    settings: ServerSettings,
    examples: Examples,
    on_part: OnPart | None,
) -> _Worked:
    """Return the answer, and the name of the index that it came from. Runs on a thinking thread."""
    scope = scope_of(inquiry.person.guild_id, settings, desk)
    chosen = _chosen(desk, inquiry, scope)
    article_id = chosen or _still_chosen(desk, inquiry, earlier, scope)
    result = desk.answer(
        inquiry.question,
        earlier=earlier,
        on_part=on_part,
        scope=scope,
        length=settings.length,
        chat=settings.chat,
        article_id=article_id,
        likely_language=inquiry.likely_language,
    )
    if isinstance(result, NoAnswer) and result.reason == "empty":
        result = _with_examples(result, examples.of(desk, scope, result.language) if _wants_some(result) else ())
    elif isinstance(result, NoAnswer) and inquiry.person.guild_id is None:
        result = _with_servers(result, desk)
    if isinstance(result, NoAnswer) and asks_about_use(inquiry.question):
        result = replace(result, text=f"{result.text} {say(result.language, 'discord.ask.commands')}")
    if article_id is not None:
        result = replace(result, only=article_id)
    if article_id is not None and chosen is None:
        result = _with_remark(result, "discord.ask.same_article")
    return _Worked(result, desk.manifest().name)


def _chosen(desk: Desk, inquiry: Inquiry, scope: Scope) -> str | None:
    """Return the id of the article that its asker chose to ask of; None where they chose none.

    Raises:
        RefusedError: there is no such article.
    """
    if not inquiry.article:
        return None
    article = article_of(desk.articles(scope=scope), inquiry.article)
    if article is None:
        raise RefusedError("discord.ask.no_article")
    return article.id


def _still_chosen(desk: Desk, inquiry: Inquiry, earlier: tuple[str, ...], scope: Scope) -> str | None:
    """Return the id of the article that the question before was asked of where it answers this one too, else None.

    It does where its answer is sure; also where what leans on the question before gets an unsure one, and none of all
    articles is sure, nor are the articles themselves asked about. What was asked in private is told in private alone.
    """
    before = inquiry.before
    if before is None or not earlier or (before.private and before.shared_id is None and not inquiry.private):
        return None
    article_id = before.result.only
    if not article_id or desk.article(article_id, scope=scope) is None:
        return None
    result = desk.answer(inquiry.question, earlier=earlier, scope=scope, chat=False, article_id=article_id)
    if not isinstance(result, Answer):
        return None
    if result.sure:
        return article_id
    if not result.read_as:
        return None
    of_all = desk.answer(inquiry.question, earlier=earlier, scope=scope, chat=False)
    is_better = of_all.sure if isinstance(of_all, Answer) else of_all.reason == "empty"
    return None if is_better else article_id


def _wants_some(refusal: NoAnswer) -> bool:
    """Return whether questions to try belong under what is said to one who asks nothing: thanks get none."""
    return refusal.text not in {
        say(refusal.language, f"answers.{kind}") for kind in ("thanked", "scolded", "untranslated")
    }


def _with_examples(refusal: NoAnswer, tried: Sequence[str]) -> NoAnswer:
    """Return a refusal of what asks nothing with questions to try, where there are some."""
    if not tried:
        return refusal
    examples = say(refusal.language, "discord.ask.examples", examples=" · ".join(tried))
    return replace(refusal, text=f"{refusal.text} {examples}")


def _with_servers(refusal: NoAnswer, desk: Desk) -> Answer | NoAnswer:
    """Return a refusal in a direct message with where else to ask, if any server has articles of its own.

    That there are some is all that it tells: not whose, nor about what.
    """
    if not any(map(is_of_server, desk.collections())):
        return refusal
    return _with_remark(refusal, "discord.ask.servers_own")


def _with_remark(result: Answer | NoAnswer, key: str) -> Answer | NoAnswer:
    """Return what is said with one more sentence on it."""
    return replace(result, remark=" ".join(filter(None, [result.remark, say(result.language, key)])))


def _gap(kept: KeptAnswer, question: str) -> Gap:
    """Return a gap for those who manage the server; one asked privately names nobody."""
    return Gap(
        id=0,
        guild_id=kept.guild_id,
        channel_id=kept.channel_id,
        asker_id=NOBODY if kept.private else kept.asker_id,
        question=question,
        language=kept.result.language,
        answer_id=kept.id,
        created_at=kept.created_at,
    )
