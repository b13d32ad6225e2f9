"""Somebody who does things with the bot, whatever is offered to them, and what they hear of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from simcord.actors import _dispatch_actor_interaction
from simcord.backend import serializers
from simcord.enums import AppCommandType, ComponentType, InteractionType

from bot.discord_app.indexing.board import PAUSE_S
from bot.state.nouns import Gap, KeptAnswer
from corpus.article import Article, Passage, Span
from index.glossaries.definitions import Definition
from index.glossaries.meanings import Entry, Meaning
from index.hits import Hit
from tests.bot.discord.fakes import PERU, QUOTE, ROFR, STARGATE, text_of

QUESTION = "what is ROFR?"
ANSWERED = "**[1]**"
UNANSWERED = "what is the capital of Peru?"
MARMOTS = b"# The marmots of Vanvey\n\nThe registry of Vanvey was founded in 1987 by Odile Ferrand, who counted them.\n"
LINK = "https://example.org/marmots"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEXT_INPUT, LABEL, STRING_SELECT = 4, 18, 3


class Play:
    """Somebody who does things, in a channel of the server or in direct messages; what is heard is one text."""

    def __init__(self, stage, world) -> None:
        self.stage = stage
        self.world = world
        self.env = stage.env
        self.desk = stage.desk
        self.rebuild = stage.rebuild
        self.shelf = stage.shelf
        self.pages = stage.pages  # what links lead to
        self.state_file = stage.state_file  # where the bot remembers
        self.person = world.alice
        self.channel = world.channel
        self.answers = 0
        self.last = None  # what the last act came to
        self.errors_before = self.env.error_cursor

    @property
    def bot(self):
        return self.stage.bot

    def in_direct_messages(self):
        """Have everything done in direct messages from here on."""
        self.person = self.world.alice.user
        self.channel = self.person.dm_channel

    @property
    def guild_id(self):
        return None if self.person is self.world.alice.user else self.world.guild.id

    async def slash(self, name, /, **options):
        """Use a command; return what was shown."""
        if self.guild_id is None:
            self.last = await self.person.slash(name, **options)
        else:
            self.last = await self.person.slash(self.channel, name, **options)
        return self.last

    async def say(self, name, /, **options):
        return self.heard(await self.slash(name, **options))

    async def typed(self, name, option, value="", /, **filled):
        """Type; return what is offered."""
        if self.guild_id is None:
            offered = await self.person.autocomplete(name, option, value, **filled)
        else:
            offered = await self.person.autocomplete(self.channel, name, option, value, **filled)
        return " | ".join(str(one["value"]) for one in offered)

    async def written(self, text="The right of first refusal is in Article 3."):
        """Write a message; return it. In direct messages it is answered."""
        message = self.env.backend.create_message(self.channel.id, self.person.id, text)
        await self.env.settle()
        return message

    async def menu(self, name, message=None):
        """Choose an entry of a message's menu, in direct messages too, where simcord has no way to."""
        message = message or await self.written()
        root = self.env.backend.find_command(name, None, type=AppCommandType.MESSAGE)
        data = {
            "id": root["id"],
            "name": name,
            "type": AppCommandType.MESSAGE,
            "target_id": str(message.id),
            "resolved": {"messages": {str(message.id): dict(serializers.message_payload(self.env.backend, message))}},
        }
        return await self._send(InteractionType.APPLICATION_COMMAND, data)

    async def press(self, message, custom_id, values=None):
        """Press a button or choose in a menu of a message, whatever it shows by now, and to whom."""
        data = {"custom_id": custom_id, "component_type": ComponentType.BUTTON}
        if values is not None:
            data |= {"component_type": ComponentType.STRING_SELECT, "values": values}
        said = self.heard(await self._send(InteractionType.MESSAGE_COMPONENT, data, message))
        return f"{said}\n{text_of(message)}"

    async def send(self, message, custom_id, **fields):
        """Send a form; a list is what was chosen."""
        components = [
            {"type": LABEL, "id": number, "component": _field(name, value)}
            for number, (name, value) in enumerate(fields.items(), start=1)
        ]
        data = {"custom_id": custom_id, "components": components}
        said = self.heard(await self._send(InteractionType.MODAL_SUBMIT, data, message))
        return f"{said}\n{text_of(message) if message is not None else ''}"

    async def _send(self, kind, data, message=None):
        extra, source = None, None
        if message is not None:
            stored = self.env.backend.get_message(message.channel_id, message.id)
            extra, source = {"message": dict(serializers.message_payload(self.env.backend, stored))}, stored.id
        self.last = await _dispatch_actor_interaction(
            self.person, kind, self.channel, data, extra=extra, source_message_id=source
        )
        return self.last

    def heard(self, result):
        """Everything that came of an interaction, as text."""
        said = [text_of(one) for one in (result.response, *result.followups) if one is not None]
        if result.modal is not None:
            said.append(result.modal["title"])
        return "\n".join(said)

    async def answer(self, question=QUESTION, **options):
        """Have a question answered; return the message."""
        return (await self.slash("ask", question=question, **options)).response

    async def rebuilt(self, **options):
        """Rebuild, and return what stands in the channel then."""
        said = await self.say("rebuild-index", **options)
        await self.finish()
        last = self.channel.last_message
        return f"{said}\n{text_of(last) if last is not None else ''}"

    async def finish(self):
        await self.env.advance_time(3 * PAUSE_S)

    async def gap(self, question, number):
        """Note a question without an answer."""
        kept = KeptAnswer(
            id=f"gap-{number}",
            guild_id=self.world.guild.id,
            channel_id=self.world.channel.id,
            asker_id=self.world.alice.id,
            way="command",
            result=replace(PERU, question=question),
            snapshot="s0",
            created_at=NOW,
        )
        state = self.bot.state
        await state.answers.keep(kept)
        when = NOW + timedelta(minutes=number)
        gap = Gap(0, kept.guild_id, kept.channel_id, kept.asker_id, question, "en", kept.id, when)
        await state.gaps.note(gap)

    async def open_gap(self):
        """Open the one question without an answer; return the message."""
        await self.gap(QUESTION, 1)
        message = (await self.slash("insights gaps")).response
        await self.press(message, found(message, "gaps", "open"), [menu_of(message)["options"][0]["value"]])
        return message

    async def golden(self, number=0, question=QUESTION):
        return await self.bot.state.golden.add(
            self.world.guild.id, f"{question}{'?' * number}", STARGATE.id, "", self.person.id, NOW
        )

    async def setting(self, name):
        """Open a setting; return the message."""
        message = (await self.slash("settings show")).response
        await self.press(message, "sourcier:settings:open", [name])
        return message


def _field(name, value):
    if isinstance(value, list):
        return {"type": STRING_SELECT, "id": 50, "custom_id": name, "values": value}
    return {"type": TEXT_INPUT, "id": 50, "custom_id": name, "value": value}


def components_of(message):
    """The buttons and menus of a message, as Discord was sent them."""

    def walk(components):
        for one in components:
            one = one if isinstance(one, dict) else one.to_dict()
            if one.get("custom_id"):
                yield one
            yield from walk(one.get("components", ()))

    return list(walk(message.components))


def found(message, *pieces):
    """The custom id of the first control of a message that can be pressed and begins with an action and arguments."""
    begins = ":".join(["sourcier", *pieces])
    fit = [one["custom_id"] for one in components_of(message) if not one.get("disabled")]
    return next(one for one in fit if one == begins or one.startswith(f"{begins}:"))


def turn(message, action):
    """The custom id of the button that turns a list on."""
    turns = [one["custom_id"] for one in components_of(message) if one.get("label") == "▶"]
    return next(one for one in turns if one.split(":")[1] == action)


def menu_of(message):
    return next(one for one in components_of(message) if one["type"] == STRING_SELECT)


def furnish(desk):
    """Let the desk hold a quote where its answer says, twelve articles with a passage each, and twelve terms."""
    start = STARGATE.text.index(QUOTE)
    first = replace(ROFR.citations[0], start=start, end=start + len(QUOTE))
    desk.answers[QUESTION] = replace(ROFR, citations=(first, replace(first, number=2)))
    numbered = [
        Article(f"a{number}.md", f"Title {number:02}", "en", f"Article {number} speaks of the right of first refusal.")
        for number in range(12)
    ]
    desk.library = [*numbered, STARGATE]
    desk.hits = [Hit(rank, one, Passage(one.id, 0, len(one.text)), 1.0) for rank, one in enumerate(numbered, 1)]
    sentence = Span(start, start + len(QUOTE))
    desk.entries = []
    for number in range(12):
        term = f"ROFR{number}" if number else "ROFR"
        place = Definition(term, "droit de premier refus", "acronym", "letters", STARGATE.id, "fr", sentence, sentence)
        desk.entries.append(Entry(term, (Meaning(term, "droit de premier refus", "acronym", 3, ("fr",), (place,)),)))
    desk.store = ["s0", "s1"]


class Shown:
    """A message of the channel, read anew each time."""

    def __init__(self, play, message) -> None:
        self._play = play
        self.id = message.id
        self.channel_id = message.channel.id

    @property
    def content(self):
        return self._play.env.backend.get_message(self.channel_id, self.id).content

    @property
    def components(self):
        return self._play.env.backend.get_message(self.channel_id, self.id).components


async def settled(play, act):
    """What was heard once everything had settled."""
    said = await act
    await play.env.settle()
    return said if play.last is None else f"{said}\n{play.heard(play.last)}"
