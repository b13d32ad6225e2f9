"""What the buttons under an answer do: passage, share, helpful or not, follow up. Rights are checked at each press."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, get_args

import discord

from bot.answers.answer import Answer
from bot.discord_app.asking.asked import Counter, PressedOn
from bot.discord_app.asking.buttons import (
    ASK_ABOUT,
    BAD,
    BAD_SAID,
    CLOSEST,
    COMPLAINT,
    FOLLOW,
    FOLLOW_ASKED,
    GOOD,
    LONGEST_WORDS,
    PASSAGE,
    QUESTION,
    SHARE,
    WORDS,
    answer_card,
    complaint_form,
    follow_form,
)
from bot.discord_app.asking.passages import PAGE, SOURCE, look_up, passage_card
from bot.discord_app.asking.pipeline import Inquiry
from bot.discord_app.browsing.searching import first_passages
from bot.discord_app.desk import scope_of
from bot.discord_app.escaping import fitted
from bot.discord_app.examples import question_in
from bot.discord_app.failures import RefusedError
from bot.discord_app.replies import Card, notice
from bot.discord_app.routing import Press, Routes
from bot.discord_app.sending import acknowledge, acknowledge_press, fill_in, post, show_form
from bot.discord_app.speech import language_of, likely_language_of
from bot.discord_app.visiting import Visit
from bot.state.nouns import Complaint, Feedback, KeptAnswer
from bot.texts import say

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier

LONGEST_NAME = 64  # characters of who shared an answer; Discord's own names have 32


class Pressed:
    """Takes the presses under answers."""

    def __init__(self, bot: Sourcier, counter: Counter) -> None:
        self._bot = bot
        self._counter = counter
        self._sharing: set[str] = set()

    def register(self, routes: Routes) -> None:
        """Take these actions from now on."""
        routes.add(PASSAGE, self.passage)
        routes.add(PAGE, self.page)
        routes.add(SOURCE, self.page)
        routes.add(CLOSEST, self.closest)
        routes.add(GOOD, self.good)
        routes.add(BAD, self.bad)
        routes.add(BAD_SAID, self.bad_said)
        routes.add(FOLLOW, self.follow)
        routes.add(FOLLOW_ASKED, self.follow_asked)
        routes.add(ASK_ABOUT, self.ask_about)
        routes.add(SHARE, self.share)

    async def passage(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Show the first quote in its passage, to whoever pressed alone."""
        await acknowledge(interaction, private=True)
        on = await self._counter.pressed(interaction, _argument(press, 0))
        await fill_in(interaction, await self._page(interaction, on, 0, None))

    async def page(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Turn to another page, or to another quote, in the same message."""
        await acknowledge_press(interaction)
        on = await self._counter.pressed(interaction, _argument(press, 0))
        if press.action == SOURCE:
            number, page = _whole(press.values[0] if press.values else ""), None
        else:
            number, page = _whole(_argument(press, 1)), _argument(press, 2)
        await fill_in(interaction, await self._page(interaction, on, number, page))

    async def closest(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Show the passages that came closest to a question without an answer, to whoever pressed alone."""
        await acknowledge(interaction, private=True)
        on = await self._counter.pressed(interaction, _argument(press, 0))
        visit = Visit(on.person, on.settings, language_of(interaction.locale))
        words = on.kept.understood
        await fill_in(interaction, await first_passages(self._bot, visit, words, on.kept.asker_id))

    async def good(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Note that an answer helped."""
        await acknowledge(interaction, private=True)
        kept = (await self._counter.pressed(interaction, _argument(press, 0))).kept
        await self._bot.state.feedback.give(_feedback(kept, interaction.user.id, helpful=True))
        await fill_in(interaction, notice(say(language_of(interaction.locale), "discord.good.thanks")))

    async def bad(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Ask why an answer did not help."""
        kept = (await self._counter.pressed(interaction, _argument(press, 0))).kept
        await show_form(interaction, complaint_form(kept, language_of(interaction.locale)))

    async def bad_said(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Note why an answer did not help."""
        await acknowledge(interaction, private=True)
        kept = (await self._counter.pressed(interaction, _argument(press, 0))).kept
        complaint = next((one for one in get_args(Complaint) if one == press.fields.get(COMPLAINT)), None)
        words = press.fields.get(WORDS, "").strip()[:LONGEST_WORDS]
        said = replace(_feedback(kept, interaction.user.id, helpful=False), complaint=complaint, words=words)
        await self._bot.state.feedback.give(said)
        await fill_in(interaction, notice(say(language_of(interaction.locale), "discord.bad.thanks")))

    async def follow(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Open the form of a further question."""
        kept = (await self._counter.pressed(interaction, _argument(press, 0))).kept
        await show_form(interaction, follow_form(kept, language_of(interaction.locale)))

    async def follow_asked(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Answer a further question, as privately as what it follows; without it, where that is no longer kept."""
        on = await self._counter.kept(interaction, _argument(press, 0))
        before = on.kept if on is not None else None
        person, settings = (on.person, on.settings) if on is not None else await self._counter.may_ask(interaction)
        visit = Visit(person, settings, language_of(interaction.locale))
        question = await question_in(self._bot, visit, press.fields.get(QUESTION, ""), interaction)
        message = interaction.message
        ephemeral = message.flags.ephemeral if message is not None else before is None or before.private
        private = ephemeral or person.told
        likely = likely_language_of(interaction.locale)
        inquiry = Inquiry(person, question, "follow_up", private=private, before=before, likely_language=likely)
        await self._counter.respond(interaction, inquiry, settings)

    async def ask_about(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Answer what was asked about a message."""
        person, settings = await self._counter.may_ask(interaction)
        visit = Visit(person, settings, language_of(interaction.locale))
        question = await question_in(self._bot, visit, press.fields.get(QUESTION, ""), interaction)
        private = settings.private and person.guild_id is not None
        likely = likely_language_of(interaction.locale)
        inquiry = Inquiry(person, question, "menu", private=private, likely_language=likely)
        await self._counter.respond(interaction, inquiry, settings)

    async def share(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Post a private answer in its channel, once, for the one who asked."""
        await acknowledge_press(interaction)
        kept = (await self._counter.pressed(interaction, _argument(press, 0))).kept
        channel = _channel_to_share_in(interaction, kept)
        if kept.shared_id is not None or kept.id in self._sharing:
            raise RefusedError("discord.share.twice")
        self._sharing.add(kept.id)
        try:
            name = fitted(interaction.user.display_name, LONGEST_NAME) or "?"
            note = f"-# {say(kept.result.language, 'discord.share.by', name=name)}"
            try:
                sent = await post(channel, answer_card(kept, show_question=True, note=note, public=True))
            except discord.Forbidden:
                raise RefusedError("discord.share.not_here") from None
            await self._counter.pipeline.attempt(self._bot.state.answers.placed(kept.id, sent.id, shared=True))
            await fill_in(interaction, answer_card(replace(kept, shared_id=sent.id), show_question=True))
        finally:
            self._sharing.discard(kept.id)

    async def _page(self, interaction: discord.Interaction[Any], on: PressedOn, number: int, page: str | None) -> Card:
        answer = on.kept.result
        if not isinstance(answer, Answer) or not 0 <= number < len(answer.citations):
            raise RefusedError("discord.press_unknown")
        wanted = None if page in {None, "quote"} else _whole(page or "")
        await self._bot.prepared()
        desk, citation = self._bot.desk, answer.citations[number]
        shown = await self._bot.thinking.run(
            lambda: look_up(desk, citation, scope_of(on.person.guild_id, on.settings, desk), wanted)
        )
        return passage_card(on.kept.id, answer, number, shown, language_of(interaction.locale))


def _channel_to_share_in(interaction: discord.Interaction[Any], kept: KeptAnswer) -> discord.abc.Messageable:
    """Return where a private answer is shared: where it was asked, if its asker and the bot may write there.

    Raises:
        RefusedError: they may not, or somebody else pressed.
    """
    if interaction.user.id != kept.asker_id or not kept.private or kept.guild_id is None:
        raise RefusedError("discord.gone")
    channel = interaction.channel
    if not isinstance(channel, discord.abc.Messageable) or interaction.channel_id != kept.channel_id:
        raise RefusedError("discord.share.not_here")
    for rights in (interaction.permissions, interaction.app_permissions):
        writes = rights.send_messages_in_threads if isinstance(channel, discord.Thread) else rights.send_messages
        if not (writes or rights.administrator):
            raise RefusedError("discord.share.not_here")
    return channel


def _feedback(kept: KeptAnswer, person_id: int, *, helpful: bool) -> Feedback:
    cited = {one.article_id for one in kept.result.citations} if isinstance(kept.result, Answer) else set()
    return Feedback(
        answer_id=kept.id,
        person_id=person_id,
        guild_id=kept.guild_id,
        channel_id=kept.channel_id,
        asker_id=kept.asker_id,
        helpful=helpful,
        question=kept.question,
        article_ids=tuple(sorted(cited)),
        created_at=datetime.now(UTC),
    )


def _argument(press: Press, place: int) -> str:
    if place >= len(press.arguments):
        raise RefusedError("discord.press_unknown")
    return press.arguments[place]


def _whole(text: str) -> int:
    """Return a number of a custom id or of a choice.

    Raises:
        RefusedError: it is none; another version made it.
    """
    if not text.isascii() or not text.isdigit():
        raise RefusedError("discord.press_unknown")
    return int(text)
