"""`/index`: what is in use, what changed, going back, and golden questions, played by people in a simulated Discord."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest
import simcord

from bot.answers.trust.refusing import refusal
from bot.discord_app.article_choices import article_of, key_of
from bot.discord_app.indexing.board import PAUSE_S
from bot.discord_app.indexing.golden import MOST_GOLDEN
from bot.discord_app.indexing.index_wording import PAGE, version_choice
from bot.discord_app.indexing.wording import WAITING
from corpus.article import Article
from index.errors import DamagedIndexError, IndexBusyError, NoIndexError
from index.keeping.passage_store import ArticleCard
from index.keeping.snapshot import Changes
from index.keeping.versions import ArticleName, BuildChanges, Version
from tests.bot.discord.fakes import ROFR, STARGATE, text_of

NOW = datetime(2026, 3, 1, tzinfo=UTC)
MANAGERS_ONLY = "Only people who may manage this server (“Manage Server”) can do that."
COMMANDS = {
    "status": {},
    "changes": {},
    "versions": {},
    "rollback": {},
    "test": {},
    "golden-add": {"question": "what is ROFR?", "article": STARGATE.id},
    "golden-list": {},
}


@pytest.fixture
def index(world):
    """Runs a subcommand as the moderator and returns its result."""

    async def run(name, person=None, **options):
        return await (person or world.mod).slash(world.channel, f"index {name}", **options)

    return run


@pytest.fixture
def allowed(env, world):
    """The server lets Alice see the command, which gives her no right."""

    async def allow():
        (command,) = [one for one in await env.bot.tree.fetch_commands() if one.name == "index"]
        world.guild.set_command_permissions(command, {world.alice: True})

    return allow


@pytest.mark.parametrize("name", sorted(COMMANDS))
async def test_every_subcommand_is_for_managers_and_seen_by_them_alone(world, env, index, allowed, name):
    """Refused in code, whatever the server made of the default."""
    result = await index(name, **COMMANDS[name])
    assert result.ephemeral
    await allowed()
    refused = await index(name, world.alice, **COMMANDS[name])
    assert refused.response.content == MANAGERS_ONLY
    assert refused.ephemeral
    env.errors.clear()


@pytest.mark.parametrize("name", sorted(COMMANDS))
async def test_no_subcommand_is_offered_in_direct_messages(world, name):
    """There is no server to manage."""
    with pytest.raises(simcord.SetupError):
        await world.mod.user.slash(f"index {name}", **COMMANDS[name])


async def test_a_role_of_the_settings_may_manage_too(world, env, index, bot, allowed):
    """And may no more once the setting is gone."""
    role = world.guild.create_role("librarians")
    await allowed()
    await env.bot.http.add_role(world.guild.id, world.alice.id, role.id)
    await bot.state.settings.set(world.guild.id, "manage_roles", [role.id])
    assert text_of((await index("versions", world.alice)).response).startswith("**Indexes on disk**")
    await bot.state.settings.reset(world.guild.id)
    assert (await index("versions", world.alice)).response.content == MANAGERS_ONLY
    env.errors.clear()


async def test_status_tells_what_is_in_use(world, index, desk, bot):
    """Since when, by whom, with what in it; other servers' collections are one number."""
    desk.library += [
        Article(
            id=f"@{world.guild.id}/ours.md",
            title="Ours",
            language="fr",
            text="x",
            collection=f"server-{world.guild.id}",
        ),
        Article(id="@77/theirs.md", title="Theirs", language="fr", text="x", collection="server-77"),
        Article(id="@78/theirs.md", title="Theirs", language="fr", text="x", collection="server-78"),
    ]
    desk.pending = Changes(changed=("a.md",))
    await bot.state.builds.note(world.guild.id, world.mod.id, "s1", NOW, in_use=True, report={})
    said = text_of((await index("status")).response)
    assert said == (
        "**The index in use**\n"
        "In use since <t:1767323045:f>\n"
        "Built on <t:1767323045:f>, in 1.5 seconds\n"
        f"-# Asked for by <@{world.mod.id}>\n"
        "Articles: 4 · Passages: 4\n"
        "By language: English 0 · French 4\n"
        "By collection: articles 1 · this server’s own 1 · other servers’ own 2\n"
        "-# Encoder: fake\n"
        "-# I refuse to answer below a confidence of 15%\n"
        "-# On disk: 12.3 MB\n"
        "Files that differ on disk since: 0 new, 1 changed, 0 removed"
    )
    assert "/srv" not in said


async def test_status_hides_who_built_it_in_another_server(world, index, bot):
    """People of one server are not told of people of another."""
    await bot.state.builds.note(77, 4711, "s1", NOW, in_use=True, report={})
    said = text_of((await index("status")).response)
    assert "-# Asked for in another server" in said
    assert "4711" not in said


async def test_status_in_french(index, french):
    """With its own numbers."""
    said = text_of((await index("status")).response)
    assert said.startswith("**L’index en service**\nEn service depuis le <t:1767323045:f>\n")
    assert "Construit le <t:1767323045:f>, en 1,5 seconde" in said
    assert "Construit par la personne qui me fait tourner" in said


@pytest.mark.parametrize("name", ["status", "changes", "test"])
async def test_without_an_index_it_says_how_to_get_one(world, env, index, desk, bot, name):
    """As every command does."""
    await bot.state.golden.add(world.guild.id, "q", "a.md", "", 1, NOW)
    desk.error = NoIndexError("none")
    assert "I have no index of the articles yet" in (await index(name)).response.content
    env.errors.clear()


async def test_changes_names_what_the_last_build_changed(world, index, desk):
    """As the rebuild's own message does."""
    desk.made["s1"] = BuildChanges("s0", (ArticleName("new.md", "New"),), (), (ArticleName("@9/x.md", "Hidden"),))
    said = text_of((await index("changes")).response)
    assert said.endswith("1 added, 0 changed, 1 removed\n**Added**\n- New\n\n**Removed**\n-# of other servers: 1")
    assert "Hidden" not in said


async def test_changes_that_are_not_known_are_said_so(index, desk):
    """Of an index from before, or the first."""
    assert "does not tell what its build changed" in text_of((await index("changes")).response)
    desk.made["s1"] = BuildChanges()
    desk.library = [STARGATE] * 1000
    said = text_of((await index("changes")).response)
    assert said.endswith(
        "It was the first build, or the one before could not be read.\n1,000 added, 0 changed, 0 removed"
    )


async def test_versions_are_listed_newest_first(index, desk):
    """With which is in use, which waits, and which is damaged."""
    desk.store, desk.snapshot, desk.damaged = ["s0", "s1", "s2"], "s1", {"s0"}
    assert text_of((await index("versions")).response) == (
        "**Indexes on disk**\n"
        "<t:1767495845:D>, <t:1767495845:T> — **newer, not in use**\n-# 1,002 articles, 50,000 passages · fake\n"
        "<t:1767409445:D>, <t:1767409445:T> — **in use**\n-# 1,001 articles, 50,000 passages · fake\n"
        "<t:1767323045:D>, <t:1767323045:T> — **cannot be used: damaged or incompatible**"
    )


@pytest.fixture
def three(desk):
    """Three indexes on disk, the newest in use."""
    desk.store, desk.snapshot = ["s1", "s2", "s3"], "s3"


@pytest.mark.usefixtures("three")
async def test_going_back_asks_first_and_then_does_it(world, index, desk, bot):
    """To the newest before; it is in the audit log."""
    asked = await index("rollback")
    assert text_of(asked.response) == (
        "**Go back?**\n"
        "In use now: built on <t:1767495845:D>, <t:1767495845:T>, 1,002 articles\n"
        "Then in use: built on <t:1767409445:D>, <t:1767409445:T>, 1,001 articles\n"
        "-# The files are not touched: the next rebuild, also that after somebody adds or removes an article, takes "
        "them as they are then."
    )
    assert desk.used == []
    await world.mod.click(asked.response, label="Put it in use")
    assert desk.used == ["s2"]
    assert text_of(asked.response).startswith("In use now: the index built on <t:")
    (entry,) = await bot.state.audit.newest(world.guild.id, limit=5)
    assert (entry.action, entry.detail) == ("index.rollback", {"snapshot": "s2", "instead_of": "s3"})


@pytest.mark.usefixtures("three")
async def test_going_back_passes_over_one_that_golden_questions_held_back(world, index, desk):
    """It is newer than the one that was in use before, and never answered anybody; the list says so."""
    desk.unused = {"s2"}
    assert "<t:1767409445:D>, <t:1767409445:T> — **never in use**" in text_of((await index("versions")).response)
    asked = await index("rollback")
    await world.mod.click(asked.response, label="Put it in use")
    assert desk.used == ["s1"]


@pytest.mark.usefixtures("three")
async def test_going_back_can_be_left(world, index, desk):
    """Nothing happens."""
    asked = await index("rollback", version="s1")
    await world.mod.click(asked.response, label="Leave it")
    assert text_of(asked.response) == "Nothing was changed."
    assert desk.used == []


@pytest.mark.usefixtures("three")
async def test_going_back_works_after_a_restart_and_only_once(world, env, index, desk, make_bot):
    """The second press finds another index in use than the question was about."""
    asked, again = await index("rollback"), await index("rollback")
    await env.restart_bot(make_bot())
    await world.mod.click(asked.response, label="Put it in use")
    await world.mod.click(again.response, label="Put it in use")
    assert desk.used == ["s2"]
    env.errors.clear()


@pytest.mark.usefixtures("three")
async def test_a_role_taken_away_before_the_press_takes_the_right_away(world, env, index, desk):
    """The question was asked by a manager; the press is by none."""
    asked = await index("rollback")
    await env.bot.http.remove_role(world.guild.id, world.mod.id, world.guild.roles["mods"].id)
    result = await world.mod.click(asked.response, label="Put it in use")
    assert result.response.content == MANAGERS_ONLY
    assert desk.used == []
    env.errors.clear()


@pytest.mark.usefixtures("three")
async def test_where_the_bot_is_in_several_servers_only_the_owner_goes_back(env, world, index, desk, bot, monkeypatch):
    """One index answers all of them."""
    asked = await index("rollback")
    env.create_guild()
    refused = await index("rollback")
    assert refused.response.content == "Only whoever runs me can do that: it concerns what all servers share."
    pressed = await world.mod.click(asked.response, label="Put it in use")
    assert [one.content for one in pressed.followups] == [refused.response.content]
    assert desk.used == []

    async def is_owner(user):
        return user.id == world.mod.id

    monkeypatch.setattr(bot, "is_owner", is_owner)
    await world.mod.click(asked.response, label="Put it in use")
    assert desk.used == ["s2"]
    env.errors.clear()


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("s3", "That index is in use already."),
        ("nothing", "There is no such index on disk that could be put in use."),
        ("../../etc", "There is no such index on disk that could be put in use."),
        ("s1", "There is no such index on disk that could be put in use."),
    ],
)
async def test_what_cannot_be_gone_back_to_is_told(env, index, desk, version, said):
    """In use already, unknown, or damaged."""
    desk.damaged = {"s1"}
    assert (await index("rollback", version=version)).response.content.startswith(said)
    env.errors.clear()


async def test_without_an_earlier_index_there_is_no_going_back(env, index):
    """It says so."""
    assert (await index("rollback")).response.content == "There is no earlier index to go back to."
    env.errors.clear()


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("error", [DamagedIndexError("x"), NoIndexError("x"), IndexBusyError("x")])
async def test_a_version_that_cannot_be_used_leaves_the_one_in_use(world, env, index, desk, error):
    """The question stays as it is, and the sentence is the presser's alone."""
    asked = await index("rollback")
    desk.use_error = error
    await world.mod.click(asked.response, label="Put it in use")
    assert desk.used == []
    assert text_of(asked.response).startswith("**Go back?**")
    env.errors.clear()


@pytest.mark.usefixtures("three")
async def test_versions_are_completed_for_managers_alone(world, index, allowed):
    """The usable ones that are not in use."""
    choices = await world.mod.autocomplete(world.channel, "index rollback", "version", "")
    assert choices == [
        {"name": "2026-01-03 03:04:05 UTC · 1,001 articles", "value": "s2"},
        {"name": "2026-01-02 03:04:05 UTC · 1,000 articles", "value": "s1"},
    ]
    assert await world.mod.autocomplete(world.channel, "index rollback", "version", "01-02") == choices[1:]
    await allowed()
    assert await world.alice.autocomplete(world.channel, "index rollback", "version", "") == []


async def test_a_golden_question_is_added_tried_and_listed(world, index, bot, desk):
    """With the article chosen from the list, for this server alone."""
    choices = await world.mod.autocomplete(
        world.channel, "index golden-add", "article", "STARGATE milliards", question="x"
    )
    assert choices == [{"name": STARGATE.title, "value": STARGATE.id}]
    added = await index("golden-add", question=" what is  ROFR? ", article=STARGATE.id, words="premier refus")
    assert text_of(added.response) == "Added. With the index in use: passed."
    (kept,) = await bot.state.golden.of(world.guild.id)
    assert (kept.question, kept.article_id, kept.words) == ("what is ROFR?", STARGATE.id, "premier refus")
    assert await bot.state.golden.of(77) == []
    listed = text_of((await index("golden-list")).response)
    assert "**1** what is ROFR?\n-# Stargate, un pari à 500 milliards · quoting “premier refus”" in listed
    (entry,) = await bot.state.audit.newest(world.guild.id, limit=5)
    assert (entry.action, entry.detail["article"]) == ("golden.add", STARGATE.id)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"question": "  ", "article": STARGATE.id}, "Ask me about something in the articles"),
        ({"question": "q", "article": "nothing.md"}, "I have no such article here."),
        ({"question": "q", "article": STARGATE.id, "words": "x" * 201}, "The words may have 200 characters at most."),
    ],
)
async def test_a_golden_question_that_makes_no_sense_is_refused(world, env, index, bot, options, said):
    """And nothing is kept."""
    assert (await index("golden-add", **options)).response.content.startswith(said)
    assert await bot.state.golden.of(world.guild.id) == []
    env.errors.clear()


async def test_what_asks_nothing_is_no_golden_question(world, env, index, bot, desk):
    """It would fail for ever."""
    desk.answers["hello"] = refusal("hello", "en", "empty")
    said = (await index("golden-add", question="hello", article=STARGATE.id)).response.content
    assert said.startswith("I see no question in that")
    assert await bot.state.golden.of(world.guild.id) == []
    env.errors.clear()


async def test_another_servers_article_cannot_be_golden(world, env, index, desk):
    """Nor is it offered."""
    desk.library.append(Article(id="@77/x.md", title="Theirs", language="fr", text="x", collection="server-77"))
    assert await world.mod.autocomplete(world.channel, "index golden-add", "article", "Theirs", question="x") == []
    refused = await index("golden-add", question="q", article="@77/x.md")
    assert refused.response.content.startswith("I have no such article here.")
    env.errors.clear()


KEPT_ALREADY = "This server has that golden question of that article already. `/index golden-list` removes it."


async def test_a_golden_question_that_fails_is_added_and_says_what_is_quoted_instead(index, french):
    """In the colour of what waits for somebody."""
    added = await index("golden-add", question="what is ROFR?", article=STARGATE.id, words="other words")
    assert text_of(added.response) == (
        "❌ Ajoutée, mais elle échoue avec l’index en service\u00a0: les mots n’ont pas été cités.\n"
        "Cité à la place\u00a0:\n"
        "- Stargate, un pari à 500 milliards\u00a0: «\u00a0Microsoft dispose d’un droit de premier refus (ROFR) sur la "
        "nouvelle capacité de calcul.\u00a0»"
    )
    assert added.response.components[0]["accent_color"] == WAITING


async def test_a_golden_question_without_an_answer_is_added_and_says_so(index):
    """Nothing is quoted."""
    added = await index("golden-add", question="what is the capital of Peru?", article=STARGATE.id)
    assert text_of(added.response) == "❌ Added, but it fails with the index in use: I found no answer."


async def test_a_golden_question_is_kept_once_and_only_so_many(world, env, index, bot):
    """The limits are told."""
    await index("golden-add", question="q", article=STARGATE.id)
    again = await index("golden-add", question="q", article=STARGATE.id)
    assert again.response.content == KEPT_ALREADY
    for same, words in (("Q", ""), ("q ?", ""), ("q", "premier refus")):
        again = await index("golden-add", question=same, article=STARGATE.id, words=words)
        assert again.response.content == KEPT_ALREADY
    for number in range(MOST_GOLDEN - 1):
        await bot.state.golden.add(world.guild.id, f"q{number}", STARGATE.id, "", 1, NOW)
    full = await index("golden-add", question="one more", article=STARGATE.id)
    assert full.response.content.startswith("This server has 50 golden questions")
    env.errors.clear()


async def test_the_golden_questions_are_tested_with_why_they_failed(world, index, bot, desk):
    """Those that failed first, each with its reason."""
    add = partial(bot.state.golden.add, world.guild.id, added_by=1, at=NOW)
    await add("what is ROFR?", STARGATE.id, "premier refus")
    await add("what is ROFR?", STARGATE.id, "other words")
    await add("what is the capital of Peru?", STARGATE.id, "")
    await add("what is ROFR?", "gone.md", "")
    desk.library.append(Article(id="other.md", title="Other", language="fr", text="x"))
    await add("what is ROFR?", "other.md", "")
    assert text_of((await index("test")).response) == (
        "**Golden questions: 1 of 5 passed**\n"
        "❌ what is ROFR?\n-# the words were not quoted\n"
        "❌ what is the capital of Peru?\n-# I found no answer\n"
        "❌ what is ROFR?\n-# the article is not in the index\n"
        "❌ what is ROFR?\n-# another article was cited\n"
        "✅ what is ROFR?"
    )
    assert [one.closed for one in desk.trials] == [1]


async def test_an_unsure_answer_passes_and_the_test_says_so(world, index, bot, desk):
    """Before those that are sure."""
    add = partial(bot.state.golden.add, world.guild.id, added_by=1, at=NOW)
    await add("what is ROFR?", STARGATE.id, "premier refus")
    await add("who has the ROFR?", STARGATE.id, "premier refus")
    desk.answers["who has the ROFR?"] = replace(ROFR, question="who has the ROFR?", sure=False)
    assert text_of((await index("test")).response) == (
        "**Golden questions: 2 of 2 passed**\n"
        "✅ who has the ROFR?\n-# passed, but I am not sure of the answer\n"
        "✅ what is ROFR?"
    )


async def test_without_golden_questions_the_test_says_how_to_add_some(index, desk):
    """Nothing is asked."""
    assert text_of((await index("test")).response).startswith("This server has no golden questions yet.")
    assert desk.trials == []


async def test_golden_questions_are_removed_from_the_list(world, index, bot):
    """The list shows what is left, page by page."""
    for number in range(PAGE + 2):
        await bot.state.golden.add(world.guild.id, f"question {number}", STARGATE.id, "", 1, NOW)
    kept = await bot.state.golden.of(world.guild.id)
    listed = await index("golden-list")
    assert "**10** question 9" in text_of(listed.response)
    assert "question 10" not in text_of(listed.response)
    await world.mod.click(listed.response, label="▶")
    assert "**11** question 10" in text_of(listed.response)
    await world.mod.select(listed.response, [str(kept[-1].id)], custom_id="sourcier:golden-remove:1")
    assert [one.question for one in await bot.state.golden.of(world.guild.id)][-1] == "question 10"
    assert "question 11" not in text_of(listed.response)
    assert [one.action for one in await bot.state.audit.newest(world.guild.id, limit=5)] == ["golden.remove"]
    await world.mod.click(listed.response, label="◀")
    assert "**1** question 0" in text_of(listed.response)


async def test_removing_is_refused_to_who_lost_the_right(world, env, index, bot):
    """The list was shown to a manager."""
    golden = await bot.state.golden.add(world.guild.id, "q", STARGATE.id, "", 1, NOW)
    listed = await index("golden-list")
    await env.bot.http.remove_role(world.guild.id, world.mod.id, world.guild.roles["mods"].id)
    result = await world.mod.select(listed.response, [str(golden.id)])
    assert result.response.content == MANAGERS_ONLY
    assert len(await bot.state.golden.of(world.guild.id)) == 1
    env.errors.clear()


async def test_discord_may_stumble_at_the_acknowledgement(env, index):
    """It is tried again; 429 and 500 are discord.py's own to wait out, which the loopback cases show."""
    env.inject_error("POST", "/interactions/*", status=503, times=1)
    result = await index("versions")
    await env.advance_time(PAUSE_S)
    assert text_of(result.response).startswith("**Indexes on disk**")


async def test_an_interaction_that_came_too_late_is_let_go(env, index, desk):
    """Nothing is looked up."""
    env.inject_error("POST", "/interactions/*", status=404, code=10062, times=1)
    await index("test")
    assert desk.trials == []
    env.errors.clear()


def a_card(article_id, title):
    return ArticleCard(article_id, title, "en", None, None, "articles", 1, 1)


def test_an_id_too_long_for_a_choice_is_chosen_by_its_digest():
    """And no id is taken for another's digest."""
    long = a_card("x/" * 80 + "a.md", "Long")
    odd = a_card(key_of(long.id), "Odd")
    assert len(key_of(long.id)) <= 100
    assert article_of([odd, long], key_of(long.id)) == long
    assert article_of([odd, long], key_of(odd.id)) == odd


def test_an_article_is_known_by_its_title_if_that_is_one_articles():
    """For those who type without choosing."""
    one, two, three = a_card("1.md", "Été"), a_card("2.md", "Same"), a_card("@5/3.md", "Same")
    cards = [one, two, three]
    assert article_of(cards, "ete") == one
    assert article_of(cards, "same") is None
    assert article_of(cards, "3.md") == three
    assert article_of(cards, "") is None


def test_a_version_without_a_date_is_named():
    """Rather than hidden."""
    assert version_choice(Version("odd", in_use=False, waiting=False), "fr") == "odd UTC · 0 article"
