"""What was asked before: the questions that a new one may lean on, and who may see which answer.

A private answer is its asker's alone until it is shared, so others' questions never lean on it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

import discord

from bot.answers.questions.question import REMEMBERED
from bot.discord_app.rights import Person
from bot.state.nouns import KeptAnswer

RECENT = timedelta(hours=1)  # a conversation that rested for longer is another


class Answers(Protocol):
    """What is needed of `bot.state.answers`."""

    async def get(self, answer_id: str) -> KeptAnswer | None:
        """Return one answer."""
        ...

    async def at_message(self, message_id: int) -> KeptAnswer | None:
        """Return the answer that stands in a message."""
        ...

    async def latest_in(self, channel_id: int, *, asker_id: int | None = None, since: datetime) -> KeptAnswer | None:
        """Return a channel's newest public answer."""
        ...


def may_see(kept: KeptAnswer, person_id: int, guild_id: int | None) -> bool:
    """Return whether somebody in a server (None: in direct messages) may see an answer."""
    if guild_id is None:
        return kept.asker_id == person_id and (kept.guild_id is None or kept.told)
    if kept.guild_id != guild_id:
        return False
    return not kept.private or kept.asker_id == person_id or kept.shared_id is not None


async def questions_up_to(answers: Answers, last: KeptAnswer, person: Person, *, private: bool) -> tuple[str, ...]:
    """Return the questions of the conversation that ends with `last`, oldest first, as far as `person` may see it.

    They are as they were read, which their answers show: further back than these, nothing need be known.

    Where the answer to come is not `private`, what was asked privately and not shared is left out, their own too: an
    answer shows how it was understood.
    """
    questions: list[str] = []
    one: KeptAnswer | None = last
    while one is not None and len(questions) < REMEMBERED and may_see(one, person.id, person.guild_id):
        if one.private and one.shared_id is None and not private and one.guild_id is not None:
            break
        questions.append(one.understood)
        one = await answers.get(one.before) if one.before is not None else None
    return tuple(reversed(questions))


async def asked_by_one(answers: Answers, last: KeptAnswer) -> bool:
    """Return whether one person asked the whole conversation that ends with `last`, all of which is still kept."""
    one: KeptAnswer | None = last
    while one is not None and one.before is not None:
        one = await answers.get(one.before)
        if one is not None and one.asker_id != last.asker_id:
            return False
    return one is not None


async def answer_before(answers: Answers, message: discord.Message, person: Person, now: datetime) -> KeptAnswer | None:
    """Return the answer that a message goes on from: the one it replies to, else the newest of its thread or DM."""
    referred = message.reference.message_id if message.reference is not None else None
    if referred is not None:
        return _seen(await answers.at_message(referred), person)
    channel = message.channel
    if isinstance(channel, discord.Thread):
        newest = await answers.latest_in(channel.id, since=now - RECENT)
        # A thread has the id of the message that it was opened at, which may be an answer.
        return _seen(newest or await answers.at_message(channel.id), person)
    if message.guild is None:
        return _seen(await answers.latest_in(channel.id, asker_id=person.id, since=now - RECENT), person)
    return None


def _seen(kept: KeptAnswer | None, person: Person) -> KeptAnswer | None:
    return kept if kept is not None and may_see(kept, person.id, person.guild_id) else None
