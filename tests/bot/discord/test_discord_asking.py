"""The three ways to ask, played by people in a simulated Discord."""

import asyncio
import re
import threading
from dataclasses import replace
from string import Formatter
from unittest.mock import Mock

import discord
import pytest

from bot.discord_app.asking.question import LONGEST_QUESTION, read_question
from bot.discord_app.failures import RefusedError
from bot.discord_app.mentions import with_names
from bot.discord_app.speech import likely_language_of
from bot.discord_app.thinking import Thinking
from bot.state.nouns import ServerSettings
from bot.texts import CATALOGUES, command, say
from bot.texts.commands import NAMES
from index.errors import DamagedIndexError, NoIndexError
from tests.bot.discord.commands import COMMANDS
from tests.bot.discord.fakes import QUOTE, ROFR, STARGATE, text_of

HELP = "Ask me about something in the articles"
PLAIN_QUOTE = QUOTE.replace("droit de premier refus", "**droit de premier refus**")


def assert_cites_rofr(said):
    assert PLAIN_QUOTE in said
    assert "**[1]** [Stargate, un pari à 500 milliards](https://example.org/stargate#" in said
    assert "-# 21 January 2025" in said


async def test_ask_answers_with_the_quote_and_its_source(world, env, desk):
    """In the channel, after an acknowledgement, with the question above; worked out on another thread."""
    result = await world.alice.slash(world.channel, "ask", question="what is ROFR?")
    said = text_of(result.response)
    assert_cites_rofr(said)
    assert said.startswith("-# Question: what is ROFR?\n")
    assert not result.ephemeral
    assert [one.json for one in env.http_requests if one.path.startswith("/interactions/")] == [{"type": 5}]
    assert desk.asked == ["what is ROFR?"]
    assert all(name.startswith("thinking-") for name in desk.threads)


async def test_a_private_ask_is_seen_by_its_asker_alone(world):
    """The whole answer is ephemeral."""
    result = await world.alice.slash(world.channel, "ask", question="what is ROFR?", private=True)
    assert result.ephemeral
    assert_cites_rofr(text_of(result.response))


async def test_a_mention_is_answered_by_a_reply_without_a_ping(world, env, bot):
    """The same citation, in reply to the message, and nobody is notified."""
    asked = await world.alice.send(world.channel, f"<@{bot.user.id}> what is ROFR?")
    answer = world.channel.last_message
    assert_cites_rofr(text_of(answer))
    assert answer.reference.message_id == asked.id
    sent = [one for one in env.http_requests if one.method == "POST" and one.path.endswith("/messages")]
    assert [one.json["allowed_mentions"] for one in sent] == [{"parse": [], "replied_user": False}]


@pytest.mark.parametrize("text", ["what is {} ROFR?", "what is ROFR? {}", "{}\nwhat is ROFR?", "{} {} what is ROFR?"])
async def test_the_mention_may_stand_anywhere(text, world, bot, desk):
    """It is taken out of the question."""
    await world.alice.send(world.channel, text.replace("{}", f"<@!{bot.user.id}>"))
    assert desk.asked == ["what is ROFR?"]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("{bot} what is {mod} allowed to do?", "what is mod allowed to do?"),
        ("{bot} who is {mod}?", "who is mod?"),
        ("{bot} {mod} may do what?", "mod may do what?"),
        ("{bot} what may {role} do, {mod}?", "what may Hosts do, mod?"),
        ("{mod} {bot}, what is ROFR?", "what is ROFR?"),
        ("{bot} what is ROFR? {mod}", "what is ROFR?"),
        ("@everyone who is {mod}? {bot}", "who is mod?"),
        ("{bot} what is ROFR? @here", "what is ROFR?"),
        ("{bot} can I use @everyone?", "can I use @everyone?"),
        ("{bot} Hello @everyone what is ROFR?", "Hello what is ROFR?"),
        ("{bot} @everyone role: who has it?", "@everyone role: who has it?"),
        ("{bot} @here.com what is it?", "@here.com what is it?"),
    ],
)
async def test_those_whom_a_question_mentions_stand_in_it_by_name(text, question, world, bot, desk):
    """Those who are only spoken to do not, nor does the bot."""
    role = world.guild.create_role("Hosts")
    said = text.format(bot=f"<@{bot.user.id}>", mod=f"<@{world.mod.id}>", role=f"<@&{role.id}>")
    await world.alice.send(world.channel, said)
    assert desk.asked == [question]


async def test_a_role_stands_by_its_name_in_the_question_of_a_command(world, desk):
    role = world.guild.create_role("Hosts")
    await world.alice.slash(world.channel, "ask", question=f"what may <@&{role.id}> do?")
    assert desk.asked == ["what may Hosts do?"]


def test_the_names_that_discord_sends_with_a_command_are_taken():
    """Without a member in the cache: the server's nickname, then the shown name, then the account's."""
    source = Mock(spec=discord.Interaction, guild=None)
    users = {"1": {"username": "ann", "global_name": "Ann"}, "2": {"username": "bo"}, "3": {"username": "cy"}}
    source.data = {"resolved": {"users": users, "members": {"3": {"nick": "Captain"}}}}
    asked = "who of <@1>, <@!2>, <@3> and <@4> hosts?"
    assert with_names(asked, source, None) == "who of Ann, bo, Captain and <@4> hosts?"


async def test_a_direct_message_is_answered(env, world):
    """Without a mention, with the same citation."""
    await world.alice.send_dm("what is ROFR?")
    assert_cites_rofr(text_of(world.alice.user.dm_channel.last_message))


async def test_a_refusal_in_a_direct_message_says_that_servers_have_articles_of_their_own(env, world, desk):
    """Where any has: not which, and not in a server, nor under an answer."""
    await world.alice.send_dm("who won in 1907?")
    assert "belong to a server" not in text_of(world.alice.user.dm_channel.last_message)
    desk.library.append(replace(STARGATE, id="@77/secret.md", title="A secret", collection="server-77"))
    await world.alice.send_dm("who won in 1907?")
    refused = text_of(world.alice.user.dm_channel.last_message)
    assert "\n-# Some articles belong to a server: ask me there.\n" in f"{refused}\n"
    assert "secret" not in refused
    await world.alice.send_dm("what is ROFR?")
    assert "belong to a server" not in text_of(world.alice.user.dm_channel.last_message)
    result = await world.alice.slash(world.channel, "ask", question="who won in 1907?")
    assert "belong to a server" not in text_of(result.response)


async def test_chatter_is_left_alone(world, desk, env):
    """No message without a mention, no @everyone, no other person's mention, no bot's message gets an answer."""
    robot = world.guild.add_member(env.create_user("robot", bot=True))
    await world.alice.send(world.channel, "what is ROFR?")
    await world.alice.send(world.channel, "@everyone what is ROFR?")
    await world.alice.send(world.channel, f"<@{world.mod.id}> what is ROFR?")
    await robot.send(world.channel, f"<@{env.bot.user.id}> what is ROFR?")
    assert desk.asked == []
    assert not any(message.author == env.bot.user for message in world.channel.history())


async def test_a_mention_alone_gets_a_short_help(world, env, bot, desk):
    """So does a mention beside another mention only; it is no question."""
    for text in (f"<@{bot.user.id}>", f"  <@{bot.user.id}> <@{world.mod.id}> "):
        await world.alice.send(world.channel, text)
        assert HELP in world.channel.last_message.content
    assert await bot.state.gaps.untold(world.guild.id, limit=5) == []
    assert not any("<@" in text or not text.strip() for text in desk.asked)
    env.errors.clear()


async def test_a_message_longer_than_a_question_gets_a_sentence(world, env, bot, desk):
    """With both numbers; nothing is looked up. In a command so much cannot be typed."""
    await world.alice.send(world.channel, f"<@{bot.user.id}> {'why? ' * 380}")
    assert world.channel.last_message.content == (
        "Your question has 1,899 characters, and I read up to 1,000. Ask for one thing at a time, in a sentence or two."
    )
    assert desk.asked == []
    env.errors.clear()


async def test_a_french_client_reads_french(world, env, french):
    """Sentences follow the person's own setting."""
    result = await world.alice.slash(world.channel, "ask", question=" ")
    assert result.response.content.startswith("Posez-moi une question")
    env.errors.clear()


async def test_an_english_client_likely_asks_in_english(world, desk):
    await world.alice.slash(world.channel, "ask", question="ROFR")
    assert desk.calls[-1].likely_language == "en"


async def test_a_french_client_likely_asks_in_french(world, desk, french):
    await world.alice.slash(world.channel, "ask", question="ROFR")
    assert desk.calls[-1].likely_language == "fr"


@pytest.mark.parametrize(("chosen", "likely"), [("fr", "fr"), ("en-US", None), ("de", None)])
async def test_a_message_in_a_french_server_is_likely_french(world, bot, desk, chosen, likely):
    """An English server may be one where nobody has chosen a language."""
    bot.get_guild(world.guild.id).preferred_locale = discord.Locale(chosen)
    await world.alice.send(world.channel, f"<@{bot.user.id}> ROFR")
    assert desk.calls[-1].likely_language == likely


@pytest.mark.parametrize(
    ("chosen", "likely"), [("fr", "fr"), ("en-US", "en"), ("en-GB", "en"), ("de", None), ("es-ES", None)]
)
def test_a_client_in_neither_language_tells_nothing(chosen, likely):
    assert likely_language_of(discord.Locale(chosen)) == likely


async def test_a_message_is_answered_in_its_own_language(world, env, bot, desk):
    """Where nothing else is known of its author; without any text, in the server's."""
    desk.error = NoIndexError("x")
    for text, beginning in (
        ("qui a fondé la société et quand ?", "Je n’ai pas encore d’index"),
        ("who founded the company?", "I have no index"),
    ):
        await world.alice.send(world.channel, f"<@{bot.user.id}> {text}")
        assert world.channel.last_message.content.startswith(beginning)
    env.errors.clear()


async def test_spaces_and_odd_text_are_questions_like_others(world, env, desk):
    """Spaces get the help; emoji, symbols and other scripts are asked as they are."""
    result = await world.alice.slash(world.channel, "ask", question=" \n ")
    assert HELP in result.response.content
    for text in ("🎉🎉", "???", "`@everyone`", "什么是ROFR"):
        result = await world.alice.slash(world.channel, "ask", question=text)
        assert "I found nothing in the articles" in text_of(result.response)
    assert desk.asked[-4:] == ["🎉🎉", "???", "`@everyone`", "什么是ROFR"]
    env.errors.clear()


async def test_a_question_that_pings_pings_nobody(world, env, desk):
    """Its echo is defused, and the call allows no mention."""
    evil = "@everyone what is <@1> ROFR?"
    desk.answers["what is ROFR?"] = replace(ROFR, question=evil)
    result = await world.alice.slash(world.channel, "ask", question=evil)
    assert "-# Question: @\u200beveryone what is \\<\\@1> ROFR?" in text_of(result.response)
    edits = [one for one in env.http_requests if one.method == "PATCH"]
    assert [one.json["allowed_mentions"] for one in edits] == [{"parse": []}]


async def test_a_chat_model_that_is_waited_for_holds_up_nothing_else(desk, make_bot):
    """Its answers have threads of their own; a server without it has those of all else."""
    desk.chat_model = "openai:m"
    bot = make_bot(threads=1)
    gate = threading.Event()
    with_model = bot.answering(ServerSettings())
    slow = asyncio.create_task(with_model.run(lambda: gate.wait(5) and threading.current_thread().name))
    await asyncio.sleep(0)
    try:
        name = await asyncio.wait_for(bot.thinking.run(lambda: threading.current_thread().name), 2)
        assert (name, bot.answers_under_way) == ("thinking-0", 1)
    finally:
        gate.set()
    assert await slow == "writing-0"
    with_model.close()
    assert bot.answering(ServerSettings(chat=False)) is bot.thinking


async def test_a_question_is_worked_out_where_a_chat_model_may_be_waited_for(world, desk, bot, monkeypatch):
    """On the threads that `answering` names."""
    apart = Thinking(1, name="writing")
    monkeypatch.setattr(bot, "_writing", apart)
    await world.alice.slash(world.channel, "ask", question="what is ROFR?")
    apart.close()
    assert desk.threads == {"writing-0"}


async def test_ten_askers_at_once_are_all_answered(bot):
    """Forty threads' worth of questions on four threads: each gets its own result."""
    gate = threading.Event()
    numbers = [bot.thinking.run(lambda n=n: gate.wait(5) and n) for n in range(40)]
    gathered = asyncio.gather(*numbers)
    await asyncio.sleep(0)
    gate.set()
    assert await gathered == list(range(40))


async def test_a_channel_closed_to_the_bot_stays_silent(world, env, bot, caplog):
    """The mention is answered nowhere, and one quiet line is in the log."""
    closed = world.guild.create_text_channel(
        "closed", overwrites={world.guild.me: discord.PermissionOverwrite(send_messages=False)}
    )
    with caplog.at_level("INFO", "sourcier"):
        await world.alice.send(closed, f"<@{bot.user.id}> what is ROFR?")
    assert [message.author.name for message in closed.history()] == ["alice"]
    assert [record.message for record in caplog.records if record.name == "sourcier.discord"] == [
        "a message: Discord does not let me answer there (50013)"
    ]
    env.errors.clear()


async def test_without_the_channels_history_the_answer_is_no_reply(world, env, bot):
    """Discord refuses a reference there, so the answer stands alone."""
    env.inject_error("POST", "/channels/*/messages", status=400, code=160002, times=1)
    await world.alice.send(world.channel, f"<@{bot.user.id}> what is ROFR?")
    answer = world.channel.last_message
    assert_cites_rofr(text_of(answer))
    assert answer.reference is None


async def test_an_interaction_that_has_expired_is_logged_quietly(world, env, desk, caplog):
    """Discord says 10062 after a reconnect; nobody is left to tell, and nothing is looked up."""
    env.inject_error("POST", "/interactions/*", status=404, code=10062, times=1)
    with caplog.at_level("INFO", "sourcier"):
        await world.alice.slash(world.channel, "ask", question="what is ROFR?")
    assert [record.message for record in caplog.records if record.name == "sourcier.discord"] == [
        "/ask: Discord no longer has what it was for (10062)"
    ]
    assert desk.asked == []
    env.errors.clear()


async def test_a_moments_outage_is_waited_out(world, env):
    """503, which discord.py does not try again, on the acknowledgement and on the answer."""
    env.inject_error("POST", "/interactions/*", status=503, times=1)
    env.inject_error("PATCH", "/webhooks/*", status=503, times=2)
    result = await world.alice.slash(world.channel, "ask", question="what is ROFR?")
    assert_cites_rofr(text_of(result.response))


@pytest.mark.parametrize(
    ("error", "sentence"),
    [(NoIndexError("x"), "I have no index of the articles yet."), (DamagedIndexError("x"), "My index of the articles")],
)
async def test_an_index_that_cannot_be_used_gets_a_sentence(error, sentence, world, env, desk):
    """It names the command that helps, for slash commands and for messages."""
    desk.error = error
    result = await world.alice.slash(world.channel, "ask", question="what is ROFR?")
    assert result.response.content.startswith(sentence)
    assert "`/rebuild-index`" in result.response.content
    await world.alice.send(world.channel, f"<@{env.bot.user.id}> what is ROFR?")
    assert world.channel.last_message.content == result.response.content
    await world.alice.send_dm("what is ROFR?")
    assert world.alice.user.dm_channel.last_message.content.startswith(sentence)
    env.errors.clear()


async def test_anything_else_gets_an_incident_that_is_in_the_log(world, env, desk, caplog):
    """The person reads an id; the log has the traceback under it, without the question."""
    desk.error = ValueError("cannot parse: what is my secret ROFR?")
    for ask in (
        lambda: world.alice.slash(world.channel, "ask", question="what is my secret ROFR?"),
        lambda: world.alice.send(world.channel, f"<@{env.bot.user.id}> what is my secret ROFR?"),
    ):
        caplog.clear()
        await ask()
        said = world.channel.last_message.content
        assert said.startswith("Something went wrong on my side")
        incident = said.split("`")[1]
        (record,) = [one for one in caplog.records if one.name == "sourcier.discord"]
        assert record.message.startswith(f"incident {incident} in ")
        assert "Traceback (most recent call last):" in record.message
        assert "ValueError" in record.message
        assert "secret" not in caplog.text
    env.errors.clear()


async def test_an_index_built_elsewhere_is_taken(env, desk, caplog):
    """A host who rebuilds at a terminal need not restart the bot."""
    before = desk.reloads
    desk.newer = True
    with caplog.at_level("INFO", "sourcier"):
        await env.advance_time(31)
    assert desk.reloads == before + 1
    assert "another index is in use now" in caplog.text


async def test_an_index_that_cannot_be_taken_is_logged_and_looked_at_again(env, desk, caplog):
    """The bot goes on with the one it has, and says once why, until it has got on or something else is wrong."""
    said = "the index on disk cannot be taken: vectors.npy is not what the manifest says"
    error = DamagedIndexError("vectors.npy is not what the manifest says")
    before = desk.reloads
    desk.error = error
    await env.advance_time(61)
    assert desk.reloads == before + 2
    assert caplog.text.count(said) == 1
    desk.error = NoIndexError("no index in /srv")
    await env.advance_time(31)
    assert "the index on disk cannot be taken: no index in /srv" in caplog.text
    desk.error = None
    await env.advance_time(31)
    desk.error = error
    await env.advance_time(31)
    assert caplog.text.count(said) == 2


async def test_an_index_that_cannot_be_opened_does_not_end_the_bot(desk, env, world, caplog, make_bot):
    """Whoever asks is told; the log says why."""
    desk.error = NoIndexError("no index in /srv")
    desk.opening_errors = [desk.error]
    await env.restart_bot(make_bot(threads=1))
    result = await world.alice.slash(world.channel, "ask", question="what is ROFR?")
    assert result.response.content.startswith("I have no index of the articles yet.")
    assert "the index cannot be opened: no index in /srv" in caplog.text
    env.errors.clear()


async def test_an_error_nobody_foresaw_at_the_opening_does_not_end_the_bot(desk, env, world, caplog, make_bot):
    """It is logged once with an incident id; questions are answered by what the desk can do."""
    desk.opening_errors = [ValueError("?")]
    await env.restart_bot(make_bot(threads=1))
    result = await world.alice.slash(world.channel, "ask", question="what is ROFR?")
    assert_cites_rofr(text_of(result.response))
    assert "opening the index" in caplog.text
    env.errors.clear()


async def test_an_error_nobody_foresaw_does_not_end_the_look_for_a_new_index(desk, env, caplog):
    """A bot that never looked again would answer from an old index until its restart."""
    desk.error = ValueError("?")
    await env.advance_time(61)
    before = desk.reloads
    desk.error = None
    await env.advance_time(180)
    assert desk.reloads > before
    assert "looking for another index" in caplog.text
    env.errors.clear()


async def test_answers_survive_a_restart(world, env, make_bot):
    """The commands are there again, and so are mentions."""
    await env.restart_bot(make_bot(threads=1))
    result = await world.alice.slash(world.channel, "ask", question="what is ROFR?")
    assert_cites_rofr(text_of(result.response))


@pytest.mark.parametrize("name", ["ask", "search", "index golden-add"])
async def test_no_longer_question_can_be_typed_than_is_read(env, name):
    """A client says so while one types."""
    root, _, sub = name.partition(" ")
    (command_,) = [one.to_dict(env.bot.tree) for one in env.bot.tree.get_commands() if one.name == root]
    options = command_["options"]
    if sub:
        (options,) = [one["options"] for one in options if one["name"] == sub]
    (question,) = [one for one in options if one["name"] == "question"]
    assert question["max_length"] == LONGEST_QUESTION


async def test_leaving_closes_the_desk(env, desk, make_bot):
    """After the answers under way."""
    bot = make_bot(threads=1)
    await bot.close()
    await bot.close()
    assert desk.closed


async def test_a_question_that_never_ends_is_dropped_when_the_bot_leaves(monkeypatch, caplog, make_bot):
    """Leaving waits a little, then goes."""
    monkeypatch.setattr("bot.discord_app.client.LEAVING_S", 0.05)
    bot = make_bot(threads=2)
    gate = threading.Event()

    async def ask():
        with bot.under_way():
            await bot.thinking.run(gate.wait)

    asked = asyncio.create_task(ask())
    await asyncio.sleep(0)
    await bot.close()
    gate.set()
    with pytest.raises(asyncio.CancelledError):
        await asked
    assert "left 1 questions without an answer" in caplog.text


def test_no_privileged_intent_is_asked_for(bot):
    """Mentions, commands and direct messages carry their text without one."""
    privileged = bot.intents.message_content or bot.intents.members or bot.intents.presences
    assert not privileged
    assert bot.allowed_mentions.to_dict() == {"parse": []}


async def test_commands_are_described_in_both_languages(env):
    """English for everybody, French for French clients, and each where it may be used."""
    (registered,) = [one.json for one in env.http_requests if one.method == "PUT"]
    commands = {command["name"]: command for command in registered}
    assert set(commands) == COMMANDS
    for menu in ("Ask about this message", "Find sources for this message"):
        assert commands[menu]["type"] == 3
        assert commands[menu]["name_localizations"]["fr"] in {"Question sur ce message", "Chercher des sources"}
    assert commands["ask"]["name_localizations"] == {"fr": "demander"}
    assert [one["name"] for one in commands["ask"]["options"]] == ["question", "private", "article"]
    assert commands["ask"]["options"][1]["name_localizations"] == {"fr": "privé"}
    assert commands["ask"]["description"].startswith("Ask the articles")
    assert commands["ask"]["description_localizations"]["fr"].startswith("Interroger les articles")
    assert commands["ask"]["contexts"] == [0, 1]
    assert commands["rebuild-index"]["contexts"] == [0]
    assert commands["rebuild-index"]["default_member_permissions"] == discord.Permissions(manage_guild=True).value


async def test_with_a_server_named_commands_are_there_and_only_there(env, world, rebuild, make_bot):
    """So that nothing is listed twice."""
    await env.restart_bot(make_bot(guild_id=world.guild.id))
    await env.settle()
    assert await env.bot.tree.fetch_commands() == []
    there = await env.bot.tree.fetch_commands(guild=discord.Object(world.guild.id))
    assert {command.name for command in there} == COMMANDS


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("  what\n is   ROFR? ", "what is ROFR?"),
        ("<@1> <@!2> <@&3> <#4> ROFR?", "ROFR?"),
        ("<@1>, what is ROFR?", "what is ROFR?"),
        ("@everyone what is ROFR? @here", "what is ROFR?"),
        ("who reads me@here.example or @@everyone?", "who reads me@here.example or @@everyone?"),
        ("ROFR <:shrug:123456> <a:wave:9>?", "ROFR ?"),
        ("when <t:1700000000:R>?", "when ?"),
        ("is 1 < 2 and <b> ok?", "is 1 < 2 and <b> ok?"),
        ("a" * LONGEST_QUESTION, "a" * LONGEST_QUESTION),
        ("<@1>\n\n1)  what is ROFR?\n2) who  owns it?", "1) what is ROFR?\n2) who owns it?"),
        ("<@1>, what is ROFR\nwho owns it", "what is ROFR\nwho owns it"),
        ("<@1>, what is ROFR\nI heard of it", "what is ROFR I heard of it"),
    ],
)
def test_a_question_is_read_without_discords_marks(text, question):
    """Mentions and emoji of the server are not words; anything else is left as it is, and a list on its lines."""
    assert read_question(text, "en") == question


def test_a_question_that_is_too_long_is_refused_in_ones_language():
    """With numbers written as that language writes them."""
    with pytest.raises(RefusedError, match=r"^discord\.too_long$") as caught:
        read_question("a" * 5000, "fr")
    assert caught.value.values == {"found": "5\u202f000", "most": "1\u202f000"}


@pytest.mark.parametrize("language", list(CATALOGUES))
async def test_every_command_that_a_sentence_names_is_registered(env, language):
    """Under that name, in that language."""
    (registered,) = [one.json for one in env.http_requests if one.method == "PUT"]

    def called(one):
        return (one.get("name_localizations") or {}).get(language, one["name"])

    names = set()
    for one in registered:
        names.add(called(one))
        names |= {f"{called(one)} {called(option)}" for option in one.get("options", ()) if option["type"] == 1}
    sentences = "\n".join(say_all(language))
    assert set(re.findall(r"`/([^`]+)`", sentences)) - names == set()
    assert {command(language, name)[1:] for name in NAMES} - names == set()


def say_all(language):
    """Every sentence with each of its places filled in by a number."""
    for key, text in CATALOGUES[language].items():
        places = {name for _, name, _, _ in Formatter().parse(text) if name and not name.startswith("/")}
        yield say(language, key, **dict.fromkeys(places, 2))
