"""Looking around in the articles, played by people in a simulated Discord."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import discord
import pytest

from bot.answers.answer import Doubt, Part
from bot.discord_app.browsing.ranks import Ranked, why_card
from bot.discord_app.pacing import Pacing
from bot.state.errors import StateError
from bot.state.nouns import KeptAnswer, Retention
from corpus.article import Article, Passage, Span
from index.errors import NoIndexError
from index.glossaries.definitions import Definition
from index.glossaries.meanings import Entry, Meaning
from index.hits import Hit, Standing
from index.matching.ranking import Contributions
from tests.bot.discord.commands import PUBLIC
from tests.bot.discord.fakes import PERU, QUOTE, ROFR, STARGATE, text_of

BUTTONS, MENU = 2, 3


def article(number, **changes):
    given = {"url": f"https://example.org/{number}", "published": date(2025, 1, 21), **changes}
    text = f"Article {number} speaks of the right of first refusal. It says more."
    return Article(id=f"a{number}.md", title=f"Title {number:02}", language="en", text=text, **given)


def hit(one, rank):
    because = Contributions(words=1.25, meaning=0.6, pieces=-0.3, size=0.01, counterpart=0.0, language=0.0, beside=-0.4)
    return Hit(
        rank=rank,
        article=one,
        passage=Passage(one.id, 0, len(one.text), "Its heading"),
        fused=1.0,
        words=Standing(rank, 3.0),
        dense=Standing(rank + 1, 0.5),
        pieces=Standing(rank + 2, 1.0),
        because=because,
    )


def rofr_entry():
    start = STARGATE.text.index(QUOTE)
    sentence = Span(start, start + len(QUOTE))
    place = Definition("ROFR", "droit de premier refus", "acronym", "letters", STARGATE.id, "fr", sentence, sentence)
    return Entry("ROFR", (Meaning("ROFR", "droit de premier refus", "acronym", 3, ("fr",), (place,)),))


def controls(message, kind):
    """The buttons or menus under a message, as Discord was sent them."""

    def walk(components):
        for one in components:
            one = one if isinstance(one, dict) else one.to_dict()
            if one["type"] == kind:
                yield one
            yield from walk(one.get("components", ()))

    return list(walk(message.components))


def ids(message):
    return [one["custom_id"] for one in controls(message, BUTTONS)]


@pytest.fixture
def twelve(desk):
    """Twelve articles with a passage each, and one more that explains a term."""
    desk.library = [article(number) for number in range(1, 13)]
    desk.hits = [hit(one, rank) for rank, one in enumerate(desk.library, 1)]
    desk.library.append(STARGATE)
    desk.entries = [rofr_entry()]
    return desk


@pytest.fixture
async def settings(bot, world):
    """Returns a function that sets one of the server's settings."""

    async def set_(name, value):
        await bot.state.settings.set(world.guild.id, name, value)

    return set_


async def keep(bot, world, **changes):
    """Keep an answer that alice got in the channel."""
    given = {
        "id": "answer-1",
        "guild_id": world.guild.id,
        "channel_id": world.channel.id,
        "asker_id": world.alice.id,
        "way": "command",
        "result": ROFR,
        "snapshot": "s1",
        "created_at": datetime.now(UTC),
        "message_id": 111111111111111111,
        **changes,
    }
    kept = KeptAnswer(**given)
    await bot.state.answers.keep(kept)
    return kept


# /search


async def test_search_shows_passages_with_their_sources(world, env, twelve):
    """Numbered, linked at the passage, dated, what was asked in bold; after an acknowledgement, for everybody."""
    result = await world.alice.slash(world.channel, "search", question="right of first refusal")
    said = text_of(result.response)
    assert not result.ephemeral
    assert said.startswith("-# Search: right of first refusal\n-# Passages 1 to 5 of the 12 best")
    assert "**1.** [Title 01](https://example.org/1#:~:text=" in said
    assert (
        "-# 21 January 2025 · Its heading\n> Article 1 speaks of the **right of first refusal**. It says more." in said
    )
    assert [one.json["type"] for one in env.http_requests if one.path.startswith("/interactions/")] == [5]


async def test_pages_turn_in_place_also_after_a_restart(world, env, twelve, make_bot):
    """The words are kept, not what was found; at either end one button is dead."""
    result = await world.alice.slash(world.channel, "search", question="right of first refusal")
    back, here, on = controls(result.response, BUTTONS)
    assert (back["disabled"], here["label"], here["disabled"], on["disabled"]) == (True, "1/3", True, False)
    await env.restart_bot(make_bot())
    for page in ("2/3", "3/3"):
        turned = await world.alice.click(world.channel.last_message, label="▶")
        assert controls(world.channel.last_message, BUTTONS)[1]["label"] == page
    assert "**11.** [Title 11]" in text_of(world.channel.last_message)
    assert controls(world.channel.last_message, BUTTONS)[2]["disabled"]
    assert turned.response is None or not turned.ephemeral
    twelve.hits = twelve.hits[:6]
    await world.alice.click(world.channel.last_message, label="◀")
    assert controls(world.channel.last_message, BUTTONS)[1]["label"] == "2/2"


async def test_under_a_refusal_the_passages_that_came_closest_are_shown_to_whoever_pressed(world, twelve):
    """Those of `/search`, in pages that turn; a follow-up is looked for as it was read."""
    read_as = "what is a right of first refusal in 2019?"
    twelve.answers["and in 2019?"] = replace(PERU, question="and in 2019?", read_as=read_as)
    refused = (await world.alice.slash(world.channel, "ask", question="and in 2019?")).response
    shown = await world.mod.click(refused, label="Passages")
    assert shown.ephemeral
    said = text_of(shown.response)
    assert f"Search: {read_as}" in said
    assert "**5.** [Title 05]" in said
    assert "Title 06" not in said
    turned = await world.mod.click(shown.response, label="▶")
    assert "**6.** [Title 06]" in text_of(turned.response)


async def test_another_person_turns_pages_for_themselves(world, twelve):
    """The searcher's message stays as it is."""
    await world.alice.slash(world.channel, "search", question="right of first refusal")
    before = world.channel.last_message
    result = await world.mod.click(before, label="▶")
    assert result.ephemeral
    assert "**6.** [Title 06]" in text_of(result.response)
    assert "**1.** [Title 01]" in text_of(before)


async def test_a_search_that_is_no_longer_kept_says_so(world, env, bot, twelve):
    """Forgotten, or of another server: to whoever presses alone."""
    await world.alice.slash(world.channel, "search", question="right of first refusal")
    await bot.state.people.forget(world.alice.id, datetime.now(UTC).date())
    result = await world.alice.click(world.channel.last_message, label="▶")
    assert result.ephemeral
    assert result.response.content == "I no longer keep that search. Please search again."
    env.errors.clear()


async def test_only_a_search_with_a_second_page_is_kept(world, bot, twelve):
    """What no button needs is not written down."""
    twelve.hits = twelve.hits[:3]
    result = await world.alice.slash(world.channel, "search", question="right of first refusal")
    assert ids(result.response) == []
    assert (await bot.state.people.kept_about(world.alice.id)).searches == 0


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("search", {"question": "right of first refusal"}, "-# Passages 1 to 5 of the 12 best"),
        ("articles", {"find": "title"}, "-# With “title” in the title · 12 articles"),
    ],
)
async def test_what_cannot_be_kept_for_a_second_page_is_one_page(
    name, options, said, world, bot, twelve, monkeypatch, caplog
):
    """What was found is shown all the same, with no button that would lead nowhere; the log says why."""

    async def fail(kept):
        raise StateError("the disk is full")

    monkeypatch.setattr(bot.state.searches, "keep", fail)
    result = await world.alice.slash(world.channel, name, **options)
    assert said in text_of(result.response)
    assert ids(result.response) == []
    assert "the disk is full" in caplog.text


async def test_under_a_refusal_passages_are_shown_that_cannot_be_kept(world, bot, twelve, monkeypatch):
    """As above, from the button."""
    twelve.answers["and in 2019?"] = replace(PERU, question="what is a right of first refusal in 2019?")
    refused = await world.alice.slash(world.channel, "ask", question="and in 2019?")

    async def fail(kept):
        raise StateError("the disk is full")

    monkeypatch.setattr(bot.state.searches, "keep", fail)
    pressed = await world.alice.click(refused.response, label="Passages")
    assert "**1.** [Title 01]" in text_of(pressed.response)
    assert ids(pressed.response) == []


async def test_search_is_private_where_asked_or_set(world, twelve, settings):
    """The option goes before the server's setting."""
    assert (await world.alice.slash(world.channel, "search", question="refusal", private=True)).ephemeral
    await settings("private", True)
    assert (await world.alice.slash(world.channel, "search", question="refusal")).ephemeral
    assert not (await world.alice.slash(world.channel, "search", question="refusal", private=False)).ephemeral


async def test_search_reads_what_the_server_may(world, twelve):
    """A direct message reads what all share; a server its own articles too."""
    own = article(13, collection=f"server-{world.guild.id}")
    twelve.library, twelve.hits = [own], [hit(own, 1)]
    said = text_of((await world.alice.slash(world.channel, "search", question="refusal")).response)
    assert "Title 13" in said
    assert "added by this server" in said
    await world.alice.user.slash("search", question="refusal")
    assert "No passage in the articles" in text_of(world.alice.user.dm_channel.last_message)


async def test_a_search_of_which_no_word_stands_anywhere_shows_no_passage(world, twelve):
    """Whatever is nearest in meaning; one word in one passage is enough to show them all."""
    found = (await world.alice.slash(world.channel, "search", question="zzzzqq")).response
    assert text_of(found) == "-# Search: zzzzqq\nNo passage in the articles has anything to do with that."
    assert ids(found) == []
    assert "Title 05" in text_of((await world.alice.slash(world.channel, "search", question="zzzzqq refusal")).response)


async def test_a_misspelt_search_is_read_as_the_articles_spell_it(world, twelve):
    """Which is said, on every page."""
    twelve.spellings = {"rihgt of refusal": "right of refusal"}
    await world.alice.slash(world.channel, "search", question="rihgt of refusal")
    said = "-# Search: rihgt of refusal\n-# Understood as: right of refusal\n-# Passages "
    assert text_of(world.channel.last_message).startswith(f"{said}1 to 5 of the 12 best")
    assert "**right**" in text_of(world.channel.last_message)
    await world.alice.click(world.channel.last_message, label="▶")
    assert text_of(world.channel.last_message).startswith(f"{said}6 to 10 of the 12 best")


async def test_only_a_collection_that_somebody_named_is_shown(world, twelve):
    """Beside a server's own article the others are in none, which needs no word."""
    twelve.library = [article(1), article(2, collection="newsroom"), article(3, collection=f"server-{world.guild.id}")]
    twelve.hits = [hit(one, rank) for rank, one in enumerate(twelve.library, 1)]
    for command, options in (("search", {"question": "refusal"}), ("articles", {})):
        said = text_of((await world.alice.slash(world.channel, command, **options)).response)
        assert "· articles" not in said
        assert "· newsroom" in said
        assert "· added by this server" in said


async def test_rows_of_a_table_stand_on_lines_of_their_own(world, twelve):
    """As many as there is room for, each in the block of the quote."""
    table = "Offence | First | Second\nInsult | warning | 7-day mute\nSpam | deleted | 24-hour mute"
    twelve.hits = [hit(replace(article(1), text=table), 1)]
    said = text_of((await world.alice.slash(world.channel, "search", question="insult mute")).response)
    assert said.endswith(
        "> Offence | First | Second\n> **Insult** | warning | 7-day **mute**\n> Spam | deleted | 24-hour **mute**"
    )
    rows = "\n".join(f"Insult {number}." for number in range(9))
    twelve.hits = [hit(replace(article(1), text=rows), 1)]
    said = text_of((await world.alice.slash(world.channel, "search", question="insult")).response)
    assert said.endswith("> **Insult** 4.\n> **Insult** 5. […]")


async def test_an_empty_search_gets_a_sentence(world, env, twelve):
    """Privately, before anything is looked up; a longer one than is read cannot be typed."""
    result = await world.alice.slash(world.channel, "search", question=" ")
    assert result.ephemeral
    assert "Ask me about something" in result.response.content
    env.errors.clear()


async def test_search_survives_moments_of_outage_and_expired_tokens(world, env, twelve, caplog):
    """503 is waited out on the command and on a press; an expired interaction is one quiet line."""
    env.inject_error("PATCH", "/webhooks/*", status=503, times=2)
    result = await world.alice.slash(world.channel, "search", question="refusal")
    assert "Title 01" in text_of(result.response)
    env.inject_error("POST", "/interactions/*", status=503, times=1)
    env.inject_error("PATCH", "/webhooks/*", status=503, times=1)
    await world.alice.click(world.channel.last_message, label="▶")
    assert "Title 06" in text_of(world.channel.last_message)
    env.inject_error("POST", "/interactions/*", status=404, code=10062, times=1)
    with caplog.at_level("INFO", "sourcier"):
        await world.alice.click(world.channel.last_message, label="▶")
    assert "sourcier:search: Discord no longer has what it was for (10062)" in caplog.text
    env.errors.clear()


# Who may


LOOKING = [
    ("search", {"question": "refusal"}),
    ("glossary", {"term": "ROFR"}),
    ("articles", {}),
    ("article", {"article": "a1.md"}),
    ("why", {"answer": "answer-1"}),
]


@pytest.mark.parametrize(("name", "options"), LOOKING)
async def test_who_may_not_ask_may_not_look(name, options, world, env, bot, twelve, settings):
    """Neither by the command nor by what is offered while typing; who manages may."""
    await keep(bot, world, asker_id=world.mod.id)
    role = world.guild.create_role("readers")
    await settings("ask_roles", (role.id,))
    result = await world.alice.slash(world.channel, name, **options)
    assert result.ephemeral
    assert "people with certain roles" in result.response.content
    allowed = await world.mod.slash(world.channel, name, **options)
    assert "certain roles" not in text_of(allowed.response)
    if name not in {"search", "articles"}:
        option = next(iter(options))
        assert await world.alice.autocomplete(world.channel, name, option, "") == []
        assert await world.mod.autocomplete(world.channel, name, option, "") != []
    env.errors.clear()


async def test_a_right_that_is_taken_away_counts_at_the_next_press(world, env, twelve, settings):
    """The button of before does nothing more for them."""
    await world.alice.slash(world.channel, "search", question="refusal")
    await settings("channels", (world.guild.create_text_channel("elsewhere").id,))
    result = await world.alice.click(world.channel.last_message, label="▶")
    assert result.ephemeral
    assert result.response.content.startswith("In this server I answer in other channels")
    env.errors.clear()


@pytest.mark.parametrize(("name", "options"), LOOKING[:4])
async def test_without_an_index_a_sentence_says_so(name, options, world, env, twelve):
    """And nothing is offered while typing."""
    twelve.error = NoIndexError("x")
    result = await world.alice.slash(world.channel, name, **options)
    assert result.response.content.startswith("I have no index of the articles yet.")
    if options and name != "search":
        assert await world.alice.autocomplete(world.channel, name, next(iter(options)), "a") == []
    env.errors.clear()


@pytest.mark.parametrize("typed", ["", "🎉" * 50, "a" * 100, "(.*)[", "\\", "%_", "\u202e", "@everyone"])
async def test_odd_typing_offers_what_fits_and_never_fails(typed, world, env, bot, twelve):
    """Within Discord's limits, whatever is typed."""
    await keep(bot, world)
    for name, option in (("glossary", "term"), ("articles", "find"), ("article", "article"), ("why", "answer")):
        offered = await world.alice.autocomplete(world.channel, name, option, typed)
        assert len(offered) <= 25
        assert all(0 < len(one["name"]) <= 100 and 0 < len(one["value"]) <= 100 for one in offered)
        assert (offered == []) == (typed != "")
    assert not env.errors


async def test_choices_that_take_too_long_are_none(world, monkeypatch, bot, env):
    """Discord shows none after three seconds anyway."""
    kept = await keep(bot, world)

    async def recent(*_given, **_named):
        await asyncio.sleep(0.05)
        return [kept]

    monkeypatch.setattr(bot.state.answers, "recent", recent)
    assert len(await world.alice.autocomplete(world.channel, "why", "answer", "")) == 1
    monkeypatch.setattr("bot.discord_app.visiting.SUGGESTED_WITHIN_S", 0.0)
    assert await world.alice.autocomplete(world.channel, "why", "answer", "") == []


# /glossary


async def test_a_term_is_told_in_the_articles_words(world, twelve):
    """The meaning, the sentence as it stands there with the meaning in bold, its source linked at the sentence."""
    said = text_of((await world.alice.slash(world.channel, "glossary", term="rofr")).response)
    bold = QUOTE.replace("droit de premier refus", "**droit de premier refus**")
    assert said.startswith(f"### ROFR\n**droit de premier refus** *(in French)*\n> «\u00a0{bold}\u00a0»")
    assert "[Stargate, un pari à 500 milliards](https://example.org/stargate#:~:text=" in said
    assert said.endswith("· 21 January 2025 · and 2 more articles")


async def test_an_unknown_term_names_the_nearest(world, twelve):
    """To whoever asked alone, to choose from, which shows that term."""
    asked = await world.alice.slash(world.channel, "glossary", term="@everyone")
    (unknown,) = asked.followups
    assert unknown.ephemeral
    assert asked.response is None
    assert "I found no definition of **@\u200beveryone** in the articles" in text_of(unknown)
    (menu,) = controls(unknown, MENU)
    assert [one["value"] for one in menu["options"]] == ["ROFR"]
    chosen = await world.alice.select(unknown, ["ROFR"])
    assert chosen.ephemeral
    assert "droit de premier refus" in text_of(chosen.response)


async def test_without_a_term_the_list_is_shown_to_oneself(world, env, twelve, make_bot):
    """In pages that turn after a restart too."""
    entry = rofr_entry()
    twelve.entries = [replace(entry, term=f"T{number:02}") for number in range(23)]
    result = await world.alice.slash(world.channel, "glossary")
    assert result.ephemeral
    assert text_of(result.response).startswith("### Glossary\n-# Terms that the articles explain: 23\n**T00** · droit")
    await env.restart_bot(make_bot())
    turned = await world.alice.click(result.response, custom_id="sourcier:glossary:1")
    assert "**T10** · droit" in text_of(turned.response)


async def test_terms_are_offered_by_their_beginning_without_accents(world, twelve):
    """A beginning goes before a word inside, that before letters inside."""
    entry = rofr_entry()
    twelve.entries = [replace(entry, term=term) for term in ("grand État", "métal", "Éther", "ETA", "x" * 120)]
    offered = await world.alice.autocomplete(world.channel, "glossary", "term", "eta")
    assert [one["value"] for one in offered] == ["ETA", "grand État", "métal"]
    assert len(await world.alice.autocomplete(world.channel, "glossary", "term", "")) == 4


# /articles and /article


async def test_articles_are_listed_in_pages_to_oneself(world, env, twelve, make_bot):
    """Title, language, date; filtered by words of the title, which are kept for the second page."""
    twelve.library += [article(number) for number in range(13, 25)]
    result = await world.alice.slash(world.channel, "articles", find="title 1")
    assert result.ephemeral
    said = text_of(result.response)
    assert said.startswith(
        "### Articles\n-# With “title 1” in the title · 12 articles\n**[Title 01](https://example.org/1)**"
    )
    assert "-# English · 21 January 2025" in said
    await env.restart_bot(make_bot())
    on = ids(result.response)[2]
    turned = await world.alice.click(result.response, custom_id=on)
    assert "**[Title 19](https://example.org/19)**" in text_of(turned.response)
    every = await world.alice.slash(world.channel, "articles")
    assert ids(every.response)[2] == "sourcier:articles:-:1"


async def test_no_title_with_such_words_points_to_search(world, twelve):
    """With the words shown as they were typed, and harmless."""
    said = text_of((await world.alice.slash(world.channel, "articles", find="<@1> zebra")).response)
    assert said == "No title contains “\\<\\@1> zebra”. To look inside the articles, use `/search`."
    twelve.library = []
    assert text_of((await world.alice.slash(world.channel, "articles")).response) == "I have no articles here yet."


async def test_an_article_tells_what_it_is_and_what_it_answered(world, bot, desk):
    """Language, date, words, passages, its beginning; the questions asked publicly where the person may look."""
    hidden = world.guild.create_text_channel(
        "staff", overwrites={world.guild.default_role: discord.PermissionOverwrite(view_channel=False)}
    )
    await keep(bot, world)
    await keep(bot, world, id="answer-2", private=True, result=replace(ROFR, question="my secret?"))
    await keep(bot, world, id="answer-3", channel_id=hidden.id, result=replace(ROFR, question="staff only?"))
    await keep(bot, world, id="answer-4", guild_id=None, result=replace(ROFR, question="in a direct message?"))
    await keep(bot, world, id="answer-5", guild_id=4, result=replace(ROFR, question="elsewhere?"))
    said = text_of((await world.alice.slash(world.channel, "article", article="stargate.md")).response)
    assert said.startswith(
        "### [Stargate, un pari à 500 milliards](https://example.org/stargate)\n-# French · 21 January 2025\n-# Words: "
    )
    assert "> «\u00a0Le projet fut annoncé en janvier 2025 par plusieurs entreprises." in said
    assert said.endswith("-# Questions that it answered here\n- what is ROFR?")
    await world.alice.user.slash("article", article="stargate.md")
    assert "answered here" not in text_of(world.alice.user.dm_channel.last_message)


async def test_the_questions_of_an_article_are_those_that_it_surely_answered(world, bot, desk):
    """Of several in one message, those with a sure answer of its own."""
    await keep(bot, world, result=replace(ROFR, question="is there a discount?", sure=False))
    parts = (Part("what is ROFR?", "It is [1].", 1), Part("who won?", "Nothing.", 0, sure=False), Part("why?", "x", 1))
    other = replace(ROFR.citations[0], article_id="other.md", number=2)
    several = replace(ROFR, question="ROFR? who won? why?", sure=False, parts=parts)
    await keep(bot, world, id="answer-2", result=replace(several, citations=(*ROFR.citations, other)))
    said = text_of((await world.alice.slash(world.channel, "article", article="stargate.md")).response)
    assert said.endswith("-# Questions that it answered here\n- what is ROFR?")


async def test_an_article_of_the_server_is_told_by_the_name_of_its_file(world, desk):
    """As the list of the corpus has it."""
    own = f"server-{world.guild.id}"
    rules = Article(f"@{world.guild.id}/rules.md", "Server rules", "en", "Be kind.", collection=own)
    desk.library = [rules, Article("other.md", "Other rules", "en", "Be kind too.")]
    said = text_of((await world.alice.slash(world.channel, "article", article="rules.md")).response)
    assert said.startswith("### Server rules")


async def test_the_beginning_of_an_article_keeps_its_paragraphs(world, desk):
    """No two run into one sentence inside quotation marks."""
    text = "Saturday 25 April, Corn Exchange\n\nThis spring we sing. Come ? \n\nBring a friend."
    desk.library = [Article("spring.md", "Spring concert", "en", text)]
    said = text_of((await world.alice.slash(world.channel, "article", article="spring.md")).response)
    assert said.endswith("> “Saturday 25 April, Corn Exchange\n> This spring we sing. Come ?”")


def listed_hit(start):
    """A passage of a list that begins at `start`, as passages do: behind the bullet of its first item."""
    text = "To bring.\n\n- a pencil *or two*\n- water\n* your music"
    one = Article("list.md", "List", "en", text)
    return replace(hit(one, 1), passage=Passage(one.id, text.index(start), len(text), "To bring"))


async def test_items_that_a_search_finds_have_discords_bullets(world, desk):
    """The first too, though the passage or the excerpt begins behind its own."""
    items = "> - a pencil \\*or two\\*\n> - **water**\n> - your music"
    for start, before in (("a pencil", ""), ("To bring", "> To bring.\n")):
        desk.hits = [listed_hit(start)]
        said = text_of((await world.alice.slash(world.channel, "search", question="water")).response)
        assert said.endswith(f"\n{before}{items}")


async def test_a_public_card_lists_only_what_everybody_there_may_read(world, bot, desk, settings):
    """Not what its caller alone may read; for oneself, or in the closed channel itself, it is listed."""
    overwrites = {
        world.guild.default_role: discord.PermissionOverwrite(view_channel=False),
        world.guild.roles["mods"]: discord.PermissionOverwrite(view_channel=True),
    }
    hidden = world.guild.create_text_channel("staff", overwrites=overwrites)
    await keep(bot, world, channel_id=hidden.id, result=replace(ROFR, question="who gets fired?"))
    await keep(bot, world, id="answer-2", channel_id=404, result=replace(ROFR, question="in a channel that is gone?"))
    public = await world.mod.slash(world.channel, "article", article="stargate.md")
    assert not public.ephemeral
    assert "answered here" not in text_of(public.response)
    there = text_of((await world.mod.slash(hidden, "article", article="stargate.md")).response)
    assert there.endswith("- who gets fired?")
    await settings("private", True)
    own = await world.mod.slash(world.channel, "article", article="stargate.md")
    assert own.ephemeral
    assert text_of(own.response).endswith("- who gets fired?")


async def test_an_article_is_shown_without_the_database_too(world, bot, desk, monkeypatch):
    """What was asked of it is left out."""

    async def fail(*arguments, **options):
        raise StateError("the disk is full")

    monkeypatch.setattr(bot.state.answers, "public_citing", fail)
    said = text_of((await world.alice.slash(world.channel, "article", article="stargate.md")).response)
    assert said.startswith("### [Stargate, un pari à 500 milliards]")


async def test_an_article_is_found_by_what_is_typed_too(world, twelve):
    """One title that fits is meant; several are offered; of none that is said. Another server's article is none."""
    assert "### [Title 07]" in text_of((await world.alice.slash(world.channel, "article", article="title 07")).response)
    asked = await world.alice.slash(world.channel, "article", article="Title 1")
    (several,) = asked.followups
    assert several.ephemeral
    assert asked.response is None
    assert "Several articles fit “Title 1”" in text_of(several)
    (menu,) = controls(several, MENU)
    assert [one["value"] for one in menu["options"]] == ["a10.md", "a11.md", "a12.md", "a1.md"]
    chosen = await world.alice.select(several, ["a11.md"])
    assert chosen.ephemeral
    assert "### [Title 11]" in text_of(chosen.response)
    twelve.library.append(article(13, collection="server-4"))
    for wanted in ("a13.md", "zebra", " "):
        (said,) = (await world.alice.slash(world.channel, "article", article=wanted)).followups
        assert said.ephemeral
        assert text_of(said).startswith("I have no article of that name here")


async def test_an_article_of_the_servers_own_shows_its_file(world, twelve):
    """As it was called when it was added, without the server's id."""
    collection = f"server-{world.guild.id}"
    own = replace(article(15, url=None), id=f"@{world.guild.id}/staff.md", title="Staff notes", collection=collection)
    twelve.library.append(own)
    shown = text_of((await world.alice.slash(world.channel, "article", article="Staff notes")).response)
    assert " · staff.md\n" in shown
    assert "@" not in shown


async def test_articles_of_one_title_are_told_apart_by_their_files(world, twelve):
    """In the list, its menu, the choices, the passages found and where several are meant; others need none."""
    twins = [replace(article(number), title="Zebulon") for number in (21, 22)]
    twelve.library += twins
    twelve.hits = [hit(one, rank) for rank, one in enumerate([*twins, *twelve.library[:3]], 1)]
    offered = await world.alice.autocomplete(world.channel, "article", "article", "zebulon")
    assert [one["name"] for one in offered] == ["Zebulon · a21.md", "Zebulon · a22.md"]
    listed = (await world.alice.slash(world.channel, "articles", find="zebulon")).response
    assert text_of(listed).count("a21.md") == text_of(listed).count("a22.md") == 1
    (menu,) = controls(listed, MENU)
    assert [one["label"] for one in menu["options"]] == ["Zebulon · a21.md", "Zebulon · a22.md"]
    found = text_of((await world.alice.slash(world.channel, "search", question="refusal")).response)
    assert [f"a{number}.md" in found for number in (21, 22, 1, 2)] == [True, True, False, False]
    (several,) = (await world.alice.slash(world.channel, "article", article="zebulon")).followups
    (menu,) = controls(several, MENU)
    assert [one["label"] for one in menu["options"]] == ["Zebulon · a21.md", "Zebulon · a22.md"]
    everything = text_of((await world.alice.slash(world.channel, "articles", find="title")).response)
    assert ".md" not in everything


async def test_articles_are_offered_by_title_with_a_short_key(world, twelve):
    """Long ids get a digest, which shows the article."""
    long = replace(article(14), id="folder/" * 30 + "a.md", title="Zébulon and the bees")
    twelve.library.append(long)
    (offered,) = await world.alice.autocomplete(world.channel, "article", "article", "zebulon")
    assert offered["name"] == "Zébulon and the bees"
    assert offered["value"].startswith("#")
    shown = await world.alice.slash(world.channel, "article", article=offered["value"])
    assert "Zébulon and the bees" in text_of(shown.response)


# /why


async def test_why_shows_how_passages_were_ranked(world, bot, twelve):
    """To oneself: confidence and threshold, a table of ranks, what spoke for each passage."""
    await keep(bot, world)
    result = await world.alice.slash(world.channel, "why", answer="answer-1")
    said = text_of(result.response)
    assert result.ephemeral
    assert "My confidence was **1.00**" in said
    assert "Below 0.12 I refuse to answer." in said
    assert "#  words  sense  parts\n1      1      2      3\n2      2      3      4" in said
    assert (
        "-# For (+) and against (−): words\u00a0+1.2, sense\u00a0+0.6, beside the others\u00a0−0.4, parts\u00a0−0.3"
        in said
    )
    for sign in ("“#”: the number", "words: the rank", "“+” and “−”: points"):
        assert f"\n-# {sign}" in said
    assert "not found that way" not in said
    assert "The index has changed" not in said


@pytest.mark.parametrize(
    ("doubt", "english", "french"),
    [
        (Doubt("low", least=0.4), "my confidence was below 0.40", "ma confiance était en dessous de 0,40"),
        (
            Doubt("words", ("harp", "*play*")),
            "the quote lacks these words of the question: “harp”, “\\*play\\*”",
            "ces mots de la question manquent dans la citation : « harp », « \\*play\\* »",
        ),
        (Doubt("names", ("Saturn",)), "the quote does not name “Saturn”", "la citation ne nomme pas « Saturn »"),
        (Doubt("date"), "the quote may not say when", "la citation ne dit peut-être pas quand"),
        # What is not known, or by another version only.
        (
            None,
            "the quote may not tell exactly what was asked",
            "la citation ne dit peut-être pas exactement ce qui est demandé",
        ),
        (
            Doubt("news"),
            "the quote may not tell exactly what was asked",
            "la citation ne dit peut-être pas exactement ce qui est demandé",
        ),
        (
            Doubt("words"),
            "the quote may not tell exactly what was asked",
            "la citation ne dit peut-être pas exactement ce qui est demandé",
        ),
    ],
)
async def test_why_says_in_a_line_why_an_answer_is_not_sure(doubt, english, french, world, bot, twelve):
    """In either language, whatever that of the answer."""
    await keep(bot, world, result=replace(ROFR, sure=False, doubt=doubt))
    said = text_of((await world.alice.slash(world.channel, "why", answer="answer-1")).response)
    assert f"\nI marked it as not sure because {english}." in said
    kept = await bot.state.answers.get("answer-1")
    told = why_card(kept, Ranked((), "s1", 0.12), "fr").parts[0].replace("\u00a0", " ")
    assert f"\nJe l’ai marquée comme incertaine parce que {french}." in told


@pytest.mark.parametrize("result", [ROFR, PERU], ids=["sure", "refused"])
async def test_why_says_no_such_line_of_a_sure_answer_or_a_refusal(result, world, bot, twelve):
    await keep(bot, world, result=result)
    assert "not sure" not in text_of((await world.alice.slash(world.channel, "why", answer="answer-1")).response)


@pytest.mark.parametrize(
    ("question", "ranks"), [("what's new?", False), ("summarize it", False), ("what is it?", True)]
)
async def test_why_ranks_nothing_for_what_is_told_of_the_articles_themselves(question, ranks, world, bot, twelve):
    await keep(bot, world, result=replace(ROFR, question=question, read_as="", confidence=1.0))
    said = text_of((await world.alice.slash(world.channel, "why", answer="answer-1")).response)
    assert ("No passages were ranked" in said) is not ranks
    assert ("My confidence was" in said) is ranks


async def test_why_names_the_questions_of_a_message_that_are_not_surely_answered(world, bot, twelve):
    parts = (Part("What is ROFR?", "So [1].", 1), Part("Who has it?", "Not sure.", 0, sure=False))
    await keep(bot, world, result=replace(ROFR, sure=False, parts=parts))
    said = text_of((await world.alice.slash(world.channel, "why", answer="answer-1")).response)
    assert "\nI am not sure of what I said to: “Who has it?”." in said


async def test_why_says_where_the_index_has_changed_and_of_a_refusal(world, bot, twelve):
    """What is shown is of today; a refusal has its own sentence."""
    await keep(bot, world, result=PERU, snapshot="before")
    said = text_of((await world.alice.slash(world.channel, "why", answer="answer-1")).response)
    assert "The index has changed since that answer was given" in said
    assert "My confidence was **0.00**: how likely it is, from 0 to 1, that the best sentences hold" in said
    twelve.hits = []
    said = text_of((await world.alice.slash(world.channel, "why", answer="answer-1")).response)
    assert said.endswith("No passage has anything to do with that question.")


async def test_why_takes_a_message_link_of_a_public_answer(world, bot, twelve):
    """Of anybody in this server, where they may read the channel."""
    await keep(bot, world)
    link = f"https://discord.com/channels/{world.guild.id}/{world.channel.id}/111111111111111111"
    for text in (link, "111111111111111111", f" {link}/ "):
        result = await world.mod.slash(world.channel, "why", answer=text)
        assert "My confidence was" in text_of(result.response)


async def test_why_keeps_private_answers_to_their_asker(world, env, bot, twelve):
    """Until they are shared; what is in a closed channel, another server or nowhere is not known here."""
    await keep(bot, world, private=True)
    hidden = world.guild.create_text_channel(
        "staff", overwrites={world.guild.default_role: discord.PermissionOverwrite(view_channel=False)}
    )
    await keep(bot, world, id="answer-2", asker_id=1, channel_id=hidden.id)
    await keep(bot, world, id="answer-3", guild_id=4)
    refused = await world.mod.slash(world.channel, "why", answer="answer-1")
    assert refused.response.content.startswith("That answer is private.")
    assert refused.ephemeral
    for answer in ("answer-2", "answer-3", "answer-9", "https://evil.example/1", "🎉", "9" * 40):
        result = await world.alice.slash(world.channel, "why", answer=answer)
        assert result.response.content.startswith("I find no answer of mine there.")
    assert "My confidence" in text_of((await world.alice.slash(world.channel, "why", answer="answer-1")).response)
    await bot.state.answers.placed("answer-1", 5, shared=True)
    assert "My confidence" in text_of((await world.mod.slash(world.channel, "why", answer="answer-1")).response)
    env.errors.clear()


async def test_why_offers_ones_own_newest_questions_here(world, bot, twelve):
    """Newest first, cut to what a choice holds, filtered by what is typed."""
    now = datetime.now(UTC)
    await keep(bot, world)
    long = replace(ROFR, question="and " * 60)
    await keep(bot, world, id="answer-2", result=long, created_at=now + timedelta(seconds=5))
    await keep(bot, world, id="answer-3", asker_id=world.mod.id)
    await keep(bot, world, id="answer-4", guild_id=None)
    offered = await world.alice.autocomplete(world.channel, "why", "answer", "")
    assert [one["value"] for one in offered] == ["answer-2", "answer-1"]
    assert len(offered[0]["name"]) <= 100
    assert offered[0]["name"].endswith("…")
    (one,) = await world.alice.autocomplete(world.channel, "why", "answer", "rofr")
    assert one["value"] == "answer-1"


# /help


async def test_help_names_every_command_and_questions_to_try(world, env, bot, desk):
    """Clickable, with questions that these articles answer; management only for those who may."""
    desk.entries = [rofr_entry()]
    desk.answers["what does ROFR mean?"] = ROFR
    result = await world.alice.slash(world.channel, "help")
    said = text_of(result.response)
    assert result.ephemeral
    for name in ("ask", "search", "glossary", "articles", "article", "why", "help"):
        assert f"</{name}:{bot.command_ids[name]}> " in said
    assert f"</privacy show:{bot.command_ids['privacy']}>" in said
    assert "- what does ROFR mean?" in said
    assert f"Mention <@{bot.user.id}>" in said
    assert "rebuild-index" not in said
    managing = text_of((await world.mod.slash(world.channel, "help")).response)
    assert f"</rebuild-index:{bot.command_ids['rebuild-index']}> " in managing
    settings = bot.command_ids["settings"]
    names = " · ".join(f"</settings {name}:{settings}>" for name in ("show", "set", "reset"))
    assert f"\n{names}: How I work in this server" in managing
    assert "**Under an answer**\n- **[1]** marks a source" in said
    assert max(map(len, managing.split("\n"))) <= 400
    assert len(managing.split("\n")) <= 31
    entry = "In a message’s menu, “Apps”, then “Add to the articles”"
    assert entry in managing
    assert entry not in said


async def test_help_works_its_examples_out_once_for_an_index_and_language(world, bot, desk, monkeypatch):
    """Each time takes some answers; another index or language has others."""
    tried = []

    def examples(_desk, scope, language):
        tried.append((scope, language))
        return ["what is ROFR?"]

    monkeypatch.setattr("bot.discord_app.examples.examples", examples)
    for _ in range(3):
        assert "- what is ROFR?" in text_of((await world.alice.slash(world.channel, "help")).response)
    assert len(tried) == 1
    desk.snapshot = "s2"
    await world.alice.slash(world.channel, "help")
    assert len(tried) == 2


async def test_help_and_pages_have_a_limit_that_reading_never_meets(world, env, bot, twelve, monkeypatch):
    """It is their own: asking goes on."""
    monkeypatch.setattr(bot, "leafing", Pacing(3, lambda: 0.0, too_fast="discord.reading_too_fast"))
    shown = (await world.alice.slash(world.channel, "articles")).response
    for label in ("▶", "◀", "▶"):
        await world.alice.click(shown, label=label)
    sentence = "You turn pages faster than I can read. Please go on in 20 seconds."
    assert (await world.alice.click(shown, label="◀")).response.content == sentence
    assert (await world.alice.slash(world.channel, "help")).response.content == sentence
    assert "Title 01" in text_of((await world.alice.slash(world.channel, "search", question="refusal")).response)
    env.errors.clear()


async def says_nothing_of_this_server(world, desk, server, share):
    said = text_of((await world.alice.user.slash("help")).response)
    assert server not in said
    assert share not in said
    assert share in text_of((await world.alice.slash(world.channel, "help")).response)
    told = [await world.alice.user.slash("why", answer="answer-9")]
    desk.error = NoIndexError("x")
    told.append(await world.alice.user.slash("ask", question="what is ROFR?"))
    assert all(one.response.content and server not in one.response.content for one in told)
    assert server in (await world.alice.slash(world.channel, "ask", question="what is ROFR?")).response.content


async def test_a_direct_message_speaks_of_no_server_that_it_is_not_in(world, env, desk):
    """Nor does its help of sharing, which nothing there can be."""
    await says_nothing_of_this_server(world, desk, "this server", "“Share”")
    env.errors.clear()


async def test_nor_does_it_in_french(world, env, desk, french):
    await says_nothing_of_this_server(world, desk, "ce serveur", "«\u00a0Partager\u00a0»")
    env.errors.clear()


async def test_help_helps_without_an_index_and_before_registration(world, bot, desk):
    """Commands are then named as they are typed."""
    desk.error = NoIndexError("x")
    bot.command_ids.clear()
    said = text_of((await world.alice.slash(world.channel, "help")).response)
    assert "`/search` Find passages" in said
    assert "`/privacy show`" in said
    assert "Try for example" not in said


async def test_everything_works_in_a_direct_message(world, env, bot, twelve):
    """From what all servers share."""
    await keep(bot, world, guild_id=None)
    for name, options, said in (
        ("search", {"question": "refusal"}, "Title 01"),
        ("glossary", {"term": "ROFR"}, "droit de premier refus"),
        ("articles", {}, "13 articles"),
        ("article", {"article": "a1.md"}, "Title 01"),
        ("why", {"answer": "answer-1"}, "My confidence"),
        ("help", {}, "Ask the articles"),
        ("privacy show", {}, "1 answer with its question"),
    ):
        result = await world.alice.user.slash(name, **options)
        assert said in text_of(result.response)
    assert not env.errors


async def test_a_french_client_reads_french(world, env, french, bot, twelve):
    """Every sentence, date and number of every card."""
    bot.retention = Retention()
    await keep(bot, world, snapshot="before")
    for name, options, sentences in (
        ("search", {"question": "refusal"}, ["Recherche\u00a0: refusal", "Passages 1 à 5 des 12", "21 janvier 2025"]),
        ("glossary", {"term": "ROFR"}, ["et 2 autres articles"]),
        ("glossary", {}, ["Glossaire", "Termes que les articles expliquent\u00a0: 1"]),
        ("articles", {}, ["13 articles", "anglais · 21 janvier 2025"]),
        ("article", {"article": "a1.md"}, ["anglais · 21 janvier 2025", "Mots\u00a0: "]),
        ("why", {"answer": "answer-1"}, ["Ma confiance était de **1,00**", "mots", "sens", "L’index a changé"]),
        ("help", {}, ["Interrogez les articles", "Trouver des passages"]),
        ("privacy show", {}, ["Ce que je conserve sur vous", "durée de conservation\u00a0: 30 jours"]),
    ):
        said = text_of((await world.alice.slash(world.channel, name, **options)).response)
        for sentence in sentences:
            assert sentence in said
    (unknown,) = (await world.alice.slash(world.channel, "glossary", term="ROF")).followups
    assert "aucune définition de **ROF**" in text_of(unknown)
    assert not env.errors


async def test_commands_are_named_and_described_in_both_languages(env):
    """Names and options too, each French name once, and all of them as Discord takes them."""
    (registered,) = [one.json for one in env.http_requests if one.method == "PUT"]
    commands = {command["name"]: command for command in registered}
    assert set(commands) >= PUBLIC
    names = sorted(PUBLIC - {"ask"})
    french = [commands[name]["name_localizations"]["fr"] for name in names]
    assert french == ["article", "articles", "glossaire", "aide", "confidentialité", "chercher", "pourquoi"]
    for name in names:
        command = commands[name]
        assert command["contexts"] == [0, 1]
        assert command["integration_types"] == [0]
        assert command["default_member_permissions"] is None
        for one in (command, *command["options"]):
            assert one["name_localizations"]["fr"] == one["name_localizations"]["fr"].lower()
            assert 0 < len(one["description_localizations"]["fr"]) <= 100
            assert 0 < len(one["description"]) <= 100


async def test_one_thing_at_a_time(world, env, bot, twelve):
    """A second search while the first is under way is refused; the daily limits count questions only."""
    with bot.pacing.turn(world.alice.id):
        result = await world.alice.slash(world.channel, "search", question="refusal")
    assert result.response.content.startswith("I am still working on your last question.")
    await bot.state.settings.set(world.guild.id, "person_limit", 1)
    for _ in range(3):
        result = await world.alice.slash(world.channel, "search", question="refusal")
        assert "Title 01" in text_of(result.response)
    env.errors.clear()
