"""What counts as one of a day's questions: what was answered, and nothing that came to nothing."""

from dataclasses import replace

import pytest

from bot.discord_app.asking.counting import counting
from bot.discord_app.asking.pipeline import Pipeline
from bot.discord_app.rights import Person
from bot.discord_app.thinking import TooBusyError
from bot.state.errors import StateError
from index.errors import NoIndexError
from tests.bot.discord.fakes import PERU, text_of

QUESTION = "what is ROFR?"


@pytest.fixture(params=["person_limit", "daily_limit"])
async def limited(request, world, bot, env):
    """One question a day, of the person or of the server. What is refused on purpose counts as handled."""
    await bot.state.settings.set(world.guild.id, request.param, 1)
    yield
    env.errors.clear()


@pytest.fixture
def answered(world):
    """Asks, and returns whether that was answered; what else was said is seen by the asker alone."""

    async def ask(**options):
        result = await world.alice.slash(world.channel, "ask", **{"question": QUESTION, **options})
        shown = result.response
        return shown is not None and "**[1]**" in text_of(shown)

    return ask


@pytest.fixture
def mentioned(world, env, bot):
    """Asks by a mention, and returns what was said to it."""

    async def ask(question):
        await world.alice.send(world.channel, f"<@{bot.user.id}> {question}")
        return text_of(world.channel.last_message)

    return ask


async def test_an_article_that_is_not_there_uses_up_no_question(limited, answered):
    """A slip of the finger is no question; the next try is answered, and counts."""
    assert not await answered(article="no such article")
    assert not await answered(article="nor this one")
    assert await answered()
    assert not await answered()


@pytest.mark.parametrize("error", [NoIndexError("x"), KeyError("a fault of ours"), TooBusyError()])
async def test_what_the_bot_could_not_answer_uses_up_no_question(limited, answered, desk, error):
    """It is not the asker's fault."""
    desk.error = error
    assert not await answered()
    desk.error = None
    assert await answered()
    assert not await answered()


async def test_a_mention_that_failed_uses_up_no_question(limited, mentioned, desk):
    """As with the command."""
    desk.error = NoIndexError("x")
    assert (await mentioned(QUESTION)).startswith("I have no index of the articles yet.")
    desk.error = None
    assert "**[1]**" in await mentioned(QUESTION)
    assert (await mentioned(QUESTION)).startswith(("You have asked as much", "This server has asked as much"))


async def test_sources_that_could_not_be_looked_for_use_up_no_question(limited, world, desk, answered):
    """The menu counts as a question only where it comes to something."""
    said = await world.mod.send(world.channel, "The sky is blue.")
    desk.error = NoIndexError("x")
    await world.alice.context_menu(world.channel, "Find sources for this message", said)
    desk.error = None
    assert await answered()


async def test_words_that_ask_nothing_use_up_no_question(limited, answered, desk):
    """They get a sentence and an example, not an answer."""
    desk.answers["???"] = replace(PERU, question="???", reason="empty")
    assert not await answered(question="???")
    assert await answered()


async def test_a_refused_answer_is_an_answer(limited, answered, world):
    """The articles were searched, and it may be told later."""
    assert not await answered(question="what is the capital of Peru?")
    assert not await answered()


@pytest.mark.parametrize("fault", [{"status": 404, "code": 10062}, {"status": 500}])
async def test_a_question_that_discord_did_not_take_uses_up_none(limited, answered, env, fault):
    """The interaction was too old, or Discord down: nothing was worked out."""
    env.inject_error("POST", "/interactions/*", times=1, **fault)
    assert not await answered()
    assert await answered()
    assert not await answered()


async def test_an_answer_that_discord_did_not_take_counts(limited, answered, mentioned, env):
    """It was worked out; else whoever deletes their own message in time asks as much as they like."""
    env.inject_error("POST", "/channels/*/messages", status=404, code=10008, times=1)
    await mentioned(QUESTION)
    assert not await answered()


async def test_what_is_given_back_is_given_back_once(world, answered, bot, env):
    """Words that ask nothing give theirs back; an error after that takes away no other question of the same person."""
    await bot.state.settings.set(world.guild.id, "person_limit", 2)
    assert await answered()
    person = Person(world.alice.id, world.guild.id, world.channel.id)
    settings = await bot.state.settings.of(world.guild.id)

    async def fail_late():
        async with counting(Pipeline(bot), bot.state.use, person, settings) as count:
            await count.taken()
            await count.give_back()
            raise NoIndexError

    with pytest.raises(NoIndexError):
        await fail_late()
    assert await answered()
    assert not await answered()
    env.errors.clear()


async def test_a_count_that_failed_is_not_given_back(world, answered, bot, monkeypatch, env):
    """Nothing was taken; the question before it stays counted."""
    await bot.state.settings.set(world.guild.id, "person_limit", 2)
    assert await answered()
    take = bot.state.use.take

    async def fail(*_given, **_named):
        raise StateError("disk full")

    monkeypatch.setattr(bot.state.use, "take", fail)
    assert not await answered(article="no such article")
    monkeypatch.setattr(bot.state.use, "take", take)
    assert await answered()
    assert not await answered()
    env.errors.clear()
