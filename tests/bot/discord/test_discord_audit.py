"""`/audit`, played by people in a simulated Discord, and every action in words."""

import ast
import typing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import simcord

import bot as bot_package
from bot.discord_app.auditing.wording import in_words
from bot.discord_app.server_settings.place import Place
from bot.state.actions import Action
from bot.state.nouns import AuditEntry
from bot.state.records import AuditBook
from bot.texts import CATALOGUES
from tests.bot.discord.fakes import STARGATE, text_of

MANAGERS = "Only people who may manage this server (“Manage Server”) can do that."
NOW = datetime(2026, 1, 1, tzinfo=UTC)
HERE = Place("server", 1, channels={5: "general"}, roles={7: "readers"})


def entry(action, **detail):
    return AuditEntry(1, 1, 2, action, detail, NOW)


async def test_the_log_says_who_did_what_and_when(world, env, bot):
    """Newest first, people as mentions that ping nobody, times as everybody's own clock shows them."""
    await world.mod.slash(world.channel, "settings set", setting="length", value="short")
    await world.mod.slash(world.channel, "settings reset", setting="length")
    result = await world.mod.slash(world.channel, "audit")
    said = text_of(result.response)
    assert result.ephemeral
    lines = said.split("\n")
    assert lines[1] == f"<@{world.mod.id}> reset “Length of answers” from short to normal"
    assert lines[2].startswith("-# <t:")
    assert lines[3] == f"<@{world.mod.id}> changed “Length of answers” from normal to short"
    edits = [one for one in env.http_requests if one.method == "PATCH"]
    assert edits[-1].json["allowed_mentions"] == {"parse": []}


async def test_an_empty_log_is_said_in_ones_language(world, french):
    """A sentence, no heading over nothing."""
    said = text_of((await world.mod.slash(world.channel, "audit")).response)
    assert said == "### Qui a fait quoi\nPersonne n’a encore rien changé ici."


async def test_the_log_is_paged_also_after_a_restart(world, env, bot, make_bot):
    """Ten to a page; another server's entries are not in it."""
    for number in range(25):
        await bot.state.audit.note(world.guild.id, 5, f"odd.{number}", NOW + timedelta(minutes=number))
    await bot.state.audit.note(1, 5, "elsewhere", NOW)
    message = (await world.mod.slash(world.channel, "audit")).response
    assert "odd.24" in text_of(message)
    assert [button["label"] for button in message.components[-1]["components"]] == ["◀", "1/3", "▶"]
    await env.restart_bot(make_bot())
    await world.mod.click(message, label="▶")
    await world.mod.click(message, label="▶")
    said = text_of(message)
    assert "odd.0" in said
    assert "odd.5" not in said
    assert "elsewhere" not in said


async def test_people_without_the_right_see_nothing(world, env, bot):
    """By the command, by a page's button, and in direct messages."""
    for number in range(11):
        await bot.state.audit.note(world.guild.id, 5, f"odd.{number}", NOW)
    message = (await world.mod.slash(world.channel, "audit")).response
    (command,) = [one for one in await env.bot.tree.fetch_commands() if one.name == "audit"]
    world.guild.set_command_permissions(command, {world.alice: True})
    assert (await world.alice.slash(world.channel, "audit")).response.content == MANAGERS
    world.guild.remove_member(world.mod)
    mod = world.guild.add_member(world.mod.user)
    assert (await mod.click(message, label="▶")).response.content == MANAGERS
    with pytest.raises(simcord.SetupError):
        await mod.user.slash("audit")
    env.errors.clear()


@pytest.mark.parametrize("language", list(CATALOGUES))
@pytest.mark.parametrize("action", list(Action))
def test_every_action_has_words(action, language):
    """In both languages, whatever its detail."""
    settings = {"setting": "channels", "old": [], "new": [5, 6]}
    counts = {"people": 3, "questions": 1, "snapshot": "20260101", "mode": "all", "outcome": "replaced"}
    said = in_words(entry(action.value, **settings, **counts), HERE, language)
    assert "." not in said
    assert "20260101" not in said


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("channels", [], [5, 6]), "changed “Channels I answer in” from all channels to <#5> and deleted channel (6)"),
        (("ask_roles", [7], []), "changed “Roles that may ask” from <@&7> to everybody"),
        (("private", False, True), "changed “Private answers by default” from no to yes"),
        (("daily_limit", 0, 1500), "changed “Questions a day, all together” from no limit to 1,500 a day"),
        (("tolerance", 0.0, 0.05), "changed “Golden questions that may get worse” from 0% to 5%"),
        (("length", {"odd": 1}, None), "changed “Length of answers” from {'odd': 1} to None"),
    ],
)
def test_a_change_says_from_what_to_what(change, words):
    """Also where another version wrote something odd."""
    name, old, new = change
    assert in_words(entry("settings.set", setting=name, old=old, new=new), HERE, "en") == words


async def test_the_log_tells_articles_by_their_titles_and_golden_questions_by_their_words(world, env, bot):
    """As long as there are such questions; of two about one article nobody else would know which is which."""
    state, server = bot.state, world.guild.id
    kept = await state.golden.add(server, "who plays the *cello*?", "concert.md", "", 1, NOW)
    about = {"article": "concert.md", "title": "The spring concert"}
    await state.audit.note(server, 5, Action.GOLDEN_ADD, NOW, {"golden": kept.id, **about})
    await state.audit.note(server, 5, Action.GOLDEN_ADD, NOW, {"golden": kept.id + 1, **about})
    await state.audit.note(server, 5, Action.CORPUS_REMOVE, NOW, about)
    await state.audit.note(server, 5, Action.CORPUS_REMOVE, NOW, {"article": "@5/older.md"})
    said = text_of((await world.mod.slash(world.channel, "audit")).response)
    assert [line.partition("> ")[2] for line in said.split("\n") if line.startswith("<@5>")] == [
        "removed an article · older.md",
        "removed an article · The spring concert",
        "added a golden question · The spring concert",
        "added a golden question · who plays the \\*cello\\*? · The spring concert",
    ]


async def test_what_is_done_with_golden_questions_is_written_down_with_the_articles_title(world, env, bot):
    """Also of one that is removed, whose words go."""
    golden = {"question": "what is ROFR?", "article": STARGATE.id}
    await world.mod.slash(world.channel, "index golden-add", **golden)
    listed = (await world.mod.slash(world.channel, "index golden-list")).response
    (kept,) = await bot.state.golden.of(world.guild.id)
    await world.mod.select(listed, [str(kept.id)])
    removed, added = await bot.state.audit.newest(world.guild.id, limit=2)
    assert removed.detail == added.detail == {"golden": kept.id, "article": STARGATE.id, "title": STARGATE.title}


def test_what_has_no_words_is_shown_as_it_is_and_defused():
    """Details are escaped too."""
    assert in_words(entry("<@1> *did*"), HERE, "en") == "\\<\\@1> \\*did\\*"
    said = in_words(entry("corpus.add", article="@everyone"), HERE, "fr")
    assert said == "a ajouté un article · @\u200beveryone"
    assert in_words(entry("gaps.tell", people=2), HERE, "fr") == "a répondu aux questions de 2 personnes"
    assert in_words(entry("gaps.tell", people=1), HERE, "en") == "answered the questions of 1 person"
    assert in_words(entry("settings.set", setting="?"), HERE, "en") == "settings.set"


@pytest.mark.parametrize(
    ("action", "detail", "words"),
    [
        ("corpus.add", {"article": "hr.md", "outcome": "added"}, "added an article · hr.md"),
        ("corpus.add", {"article": "hr.md", "outcome": "replaced"}, "replaced an article · hr.md"),
        ("corpus.add", {"article": "hr.md", "outcome": "unchanged"}, "added an article that was already here · hr.md"),
        ("corpus.restore", {"article": "hr.md"}, "brought an article back · hr.md"),
        ("golden.add", {"golden": 3, "article": "@123/hr.md"}, "added a golden question · hr.md"),
        ("index.rebuild", {"mode": "changes"}, "began to bring the index up to date"),
        ("index.rebuild", {"mode": "all"}, "began to rebuild the whole index"),
        ("index.use", {"snapshot": "20260101T000000Z"}, "put an index in use that had been held back"),
        ("index.rollback", {"snapshot": "a", "instead_of": "b"}, "went back to an earlier index"),
        ("feedback.done", {"opinions": 1}, "marked 1 opinion on an answer as done"),
        ("feedback.reopen", {"opinions": 1_500}, "put 1,500 opinions on answers back on the list"),
    ],
)
def test_an_action_says_what_came_of_it(action, detail, words):
    """An article as its server knows it, no names of snapshots, and what adding did."""
    assert in_words(entry(action, **detail), HERE, "en") == words


def literal_actions(tree):
    """Actions written out where a constant is meant."""
    values = {str(one) for one in Action}
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Constant) and node.value in values]


def test_actions_are_named_by_their_constants():
    """No module of the bot writes one out but the one that names them; mypy holds `note` to the constants."""
    assert typing.get_type_hints(AuditBook.note)["action"] is Action
    found = {
        path.name: lines
        for path in Path(bot_package.__file__).parent.rglob("*.py")
        if path.name != "actions.py" and (lines := literal_actions(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert found == {}
    assert literal_actions(ast.parse('note("settings.set")\nnote("other")')) == [1]
