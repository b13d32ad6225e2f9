"""The two entries of a message's menu, chosen by people in a simulated Discord."""

from dataclasses import replace

import pytest
from simcord.results import to_discord_message

from corpus.article import Article, Passage
from index.errors import NoIndexError
from index.hits import Hit
from tests.bot.discord.fakes import ROFR, STARGATE, text_of

ASK, SOURCES = "Ask about this message", "Find sources for this message"
TEXT = "Saturn has 274 known moons. It was visited by Cassini in 2004."
MOONS = Article("moons.md", "The moons [of] Saturn", "en", TEXT, "https://example.org/moons")


@pytest.fixture
def moons(desk):
    """The desk finds one passage for whatever is looked for."""
    desk.library = [MOONS]
    desk.hits = [Hit(1, MOONS, Passage(MOONS.id, 0, len(TEXT)), 1.0)]


async def test_a_message_is_asked_about_by_a_form_that_holds_it(world, desk):
    """Cut to what a question may have; what is sent is answered in the channel."""
    said = await world.mod.send(world.channel, "what is ROFR? " + "x" * 1500)
    form = await world.alice.context_menu(world.channel, ASK, said)
    field = form.modal["components"][0]["component"]
    assert field["value"].startswith("what is ROFR? xxx")
    assert len(field["value"]) == field["max_length"] == 1000
    result = await world.alice.submit_modal(form, {"question": "what is ROFR?"})
    assert not result.ephemeral
    assert "**[1]**" in text_of(result.response)
    assert desk.asked == ["what is ROFR?"]


async def test_it_is_private_where_the_server_wants_that(world, bot):
    """As with the command."""
    await bot.state.settings.set(world.guild.id, "private", value=True)
    said = await world.mod.send(world.channel, "what is ROFR?")
    form = await world.alice.context_menu(world.channel, ASK, said)
    assert (await world.alice.submit_modal(form, {"question": "what is ROFR?"})).ephemeral


async def test_sources_are_shown_to_whoever_asked_with_what_can_be_compared(world, moons):
    """Other numbers of the same thing may contradict, the same year may support; quotes are word for word."""
    said = await world.mod.send(world.channel, "Saturn has 82 known moons! Cassini visited Saturn in 2004.")
    result = await world.alice.context_menu(world.channel, SOURCES, said)
    text = text_of(result.response)
    assert result.ephemeral
    assert "**Passages on what this message says**" in text
    assert "-# “Saturn has 82 known moons!”\n**May contradict it: other numbers or dates**\n" in text
    assert "\n> “Saturn has 274 known moons.”\u00a0**[1]**" in text
    assert "**May support it: the same numbers or dates**\n> “It was visited by Cassini in 2004.”\u00a0**[1]**" in text
    assert "[The moons \\[of\\] Saturn](https://example.org/moons" in text


async def test_titles_stand_by_number_below_all_quotes_of_a_statement(world, desk):
    """So that no quote seems to belong to the title above it."""
    others = Article("more.md", "More", "en", "Saturn has 82 known moons. The known moons of Saturn shine.")
    desk.library = [MOONS, others]
    desk.hits = [Hit(1, one, Passage(one.id, 0, len(one.text)), 1.0) for one in desk.library]
    said = await world.mod.send(world.channel, "Saturn has 82 known moons.")
    text = text_of((await world.alice.context_menu(world.channel, SOURCES, said)).response)
    quotes, _, titles = text.partition("\n**[1]** More")
    assert quotes.count("\n> ") == text.count("\n> ") == 2
    assert "\n**[2]** [The moons \\[of\\] Saturn](https://example.org/moons" in titles


async def test_what_cannot_be_compared_is_on_the_same_matter(world, moons):
    """No verdict without a check."""
    said = await world.mod.send(world.channel, "I love the known moons of Saturn.")
    text = text_of((await world.alice.context_menu(world.channel, SOURCES, said)).response)
    assert "**On the same matter**" in text
    assert "May" not in text


async def test_what_answers_a_message_is_a_source_for_it(world, desk):
    """As `/ask` would answer it, without a chat model, from what the server reads; the title stands once."""
    claim = "ROFR means droit de premier refus."
    desk.answers = {claim: ROFR}
    desk.hits = [Hit(1, STARGATE, Passage(STARGATE.id, 0, len(STARGATE.text)), 1.0)]
    said = await world.mod.send(world.channel, claim)
    text = text_of((await world.alice.context_menu(world.channel, SOURCES, said)).response)
    assert "**On the same matter**\n> «\u00a0Microsoft dispose d’un **droit de premier refus** (ROFR)" in text
    assert text.count("Stargate, un pari") == 1
    assert [(call.question, call.chat) for call in desk.calls] == [(claim, False)]


async def test_what_nothing_supports_is_said(world, moons):
    """Whole statements, and single words of those on which there is something."""
    said = await world.mod.send(world.channel, "Saturn has gigantic moons. My cat sleeps on the sofa all day.")
    text = text_of((await world.alice.context_menu(world.channel, SOURCES, said)).response)
    assert "-# Not to be found there: “gigantic”" in text
    assert "**Nothing found in the articles on**\n-# “My cat sleeps on the sofa all day.”" in text


async def test_sources_are_the_same_the_second_time(world, moons):
    """Whoever asks for them."""
    said = await world.mod.send(world.channel, TEXT)
    first = await world.alice.context_menu(world.channel, SOURCES, said)
    again = await world.mod.context_menu(world.channel, SOURCES, said)
    assert "May support it" in text_of(first.response)
    assert text_of(first.response) == text_of(again.response)


async def test_a_message_that_no_article_is_on_gets_a_sentence(world, moons):
    """What the search returns anyway is not shown."""
    for words in ("My cat sleeps on the sofa all day.", "lol", "🎉"):
        said = await world.mod.send(world.channel, words)
        text = text_of((await world.alice.context_menu(world.channel, SOURCES, said)).response)
        assert "I found no passage in the articles on what this message says." in text


@pytest.mark.parametrize("menu", [ASK, SOURCES])
async def test_a_message_without_text_is_refused_kindly(menu, world, env):
    """A picture, a layout."""
    said = await world.mod.send(world.channel, "<:shrug:123456>", attachments=[("a.png", b"x")])
    result = await world.alice.context_menu(world.channel, menu, said)
    assert result.ephemeral
    assert result.response.content == "There is no text in that message that I could read."
    env.errors.clear()


@pytest.fixture
def posted(world, env):
    """Posts what another bot posts: a message without text of its own."""

    async def post(**shown):
        other = env.create_user("herald")
        world.guild.add_member(other)
        made = env.backend.create_message(world.channel.id, other.id, "", **shown)
        await env.settle()
        return to_discord_message(env, made)

    return post


@pytest.mark.parametrize(
    "shown",
    [
        {"embeds": [{"type": "rich", "title": "News", "description": TEXT}]},
        {"embeds": [{"type": "rich", "title": "News", "fields": [{"name": "Moons", "value": TEXT}]}]},
        {"components": [{"type": 17, "components": [{"type": 10, "content": TEXT}]}], "flags": 1 << 15},
    ],
)
async def test_what_another_bot_shows_can_be_asked_about(world, moons, posted, shown):
    """In an embed, or in a layout: news often come so."""
    message = await posted(**shown)
    text = text_of((await world.alice.context_menu(world.channel, SOURCES, message)).response)
    assert "“Saturn has 274 known moons.”\u00a0**[1]**" in text
    form = await world.alice.context_menu(world.channel, ASK, message)
    assert TEXT in form.modal["components"][0]["component"]["value"]


async def test_a_preview_of_a_link_is_not_what_a_message_says(world, moons, posted, env):
    """Its own words are."""
    preview = [{"type": "article", "url": "https://example.org", "title": "Moons", "description": TEXT}]
    made = env.backend.create_message(world.channel.id, world.mod.id, "My cat sleeps on the sofa.", embeds=preview)
    message = to_discord_message(env, made)
    text = text_of((await world.alice.context_menu(world.channel, SOURCES, message)).response)
    assert "I found no passage in the articles on what this message says." in text


@pytest.mark.parametrize("menu", [ASK, SOURCES])
async def test_the_bots_own_answer_says_how_to_go_on(menu, world, env):
    """Rather than that there is no text."""
    answer = (await world.alice.slash(world.channel, "ask", question="what is ROFR?")).response
    result = await world.alice.context_menu(world.channel, menu, answer)
    assert result.ephemeral
    assert result.response.content.startswith(
        "That is a message of mine. To go on from an answer, press “Follow up” under it"
    )
    env.errors.clear()


@pytest.mark.parametrize("menu", [ASK, SOURCES])
async def test_menus_need_the_rights_of_asking(menu, world, env, bot):
    """Roles, and the channels in which the bot answers."""
    said = await world.mod.send(world.channel, "what is ROFR?")
    await bot.state.settings.set(world.guild.id, "channels", [1])
    result = await world.alice.context_menu(world.channel, menu, said)
    assert result.ephemeral
    assert result.response.content.startswith("In this server I answer in other channels")
    await bot.state.settings.set(world.guild.id, "ask_roles", [1])
    result = await world.alice.context_menu(world.channel, menu, said)
    assert result.response.content.startswith("In this server, asking me is for people with certain roles")
    env.errors.clear()


async def test_looking_for_sources_counts_as_a_question(world, env, moons, bot):
    """Towards the day's limit, and one at a time."""
    await bot.state.settings.set(world.guild.id, "person_limit", 1)
    said = await world.mod.send(world.channel, TEXT)
    await world.alice.context_menu(world.channel, SOURCES, said)
    result = await world.alice.context_menu(world.channel, SOURCES, said)
    assert result.response.content.startswith("You have asked as much today")
    with bot.pacing.turn(world.mod.id):
        result = await world.mod.context_menu(world.channel, SOURCES, said)
    assert result.response.content.startswith("I am still working on your last question.")
    env.errors.clear()


async def test_sources_come_from_what_the_server_reads(world, moons, desk):
    """Another server's articles say nothing here."""
    desk.hits = [replace(desk.hits[0], article=replace(MOONS, collection="server-1"))]
    said = await world.mod.send(world.channel, TEXT)
    text = text_of((await world.alice.context_menu(world.channel, SOURCES, said)).response)
    assert "I found no passage" in text


async def test_menus_survive_errors_and_outages(world, env, moons, desk):
    """No index is a sentence; 503 is waited out; an unknown interaction ends quietly."""
    said = await world.mod.send(world.channel, TEXT)
    desk.error = NoIndexError("x")
    result = await world.alice.context_menu(world.channel, SOURCES, said)
    assert result.response.content.startswith("I have no index of the articles yet.")
    desk.error = None
    env.inject_error("POST", "/interactions/*", status=503, times=1)
    assert (await world.alice.context_menu(world.channel, ASK, said)).modal is not None
    env.inject_error("POST", "/interactions/*", status=404, code=10062, times=1)
    assert (await world.alice.context_menu(world.channel, ASK, said)).modal is None
    env.errors.clear()


async def test_menus_speak_french_and_work_after_a_restart(world, env, moons, french, make_bot):
    """By the person's own setting."""
    await env.restart_bot(make_bot())
    said = await world.mod.send(world.channel, "Cassini a visité Saturne en 2004.")
    text = text_of((await world.alice.context_menu(world.channel, SOURCES, said)).response)
    assert "Passages sur ce que dit ce message" in text
    form = await world.alice.context_menu(world.channel, ASK, said)
    assert form.modal["title"] == "Question sur ce message"
