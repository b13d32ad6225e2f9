"""`/corpus`: articles of a server in and out, by whom, and what is said when they cannot be taken."""

import asyncio
import string
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import get_args

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.collecting import cards
from bot.discord_app.collecting.given import real_name
from bot.discord_app.collecting.place import Place
from bot.discord_app.collecting.queueing import AT_ONCE, MOST, AddingQueue
from bot.discord_app.collecting.refreshing import Refreshing
from bot.discord_app.collecting.shelf import Shelf
from bot.discord_app.controls import Button
from bot.discord_app.escaping import size
from bot.discord_app.failures import RefusedError, Told, explain
from bot.discord_app.replies import LONGEST_LAYOUT, arguments
from bot.discord_app.running import make_bot as make_bot_of
from bot.discord_app.thinking import TooBusyError
from bot.rebuilding import RebuildError
from bot.settings import Settings
from bot.state.errors import StateError
from bot.state.nouns import KeptAnswer
from bot.texts import say
from corpus.article import Article
from corpus.errors import UNREADABLE_CODES
from corpus.fetching import FetchedPage
from corpus.intake import IntakeLimits, Listed, Taken, Trashed, adding, take_in
from corpus.intake.adding import Outcome
from corpus.notes import NOTE_REASONS, NOTES, Note
from corpus.refusals import FETCH_REASONS, INTAKE_REASONS, SENTENCES, FetchError, IntakeError
from corpus.roots import Root
from corpus.sources import Source
from index.errors import DamagedIndexError, IndexBusyError, NoIndexError
from index.keeping.snapshot import Changes
from index.keeping.versions import ArticleName, BuildChanges
from tests.bot.discord.fakes import REPORT, ROFR, STARGATE, FakeDesk, text_of
from tests.corpus.files import zipped

MARMOTS = b"# The marmots of Vanvey\n\nThe registry of Vanvey was founded in 1987 by Odile Ferrand, who counted them.\n"
PAGE = (
    b"<html lang=en><head><title>Marmots online</title></head><body><article><h1>Marmots online</h1><p>"
    b"The marmots of Vanvey went online in 1999, when Odile Ferrand put her counts on a page of her own.</p>"
    b"</article></body></html>"
)
LINK = "https://example.org/marmots"
NOW = datetime(2026, 1, 2, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("read_here")


def buttons(message):
    """The buttons of a message, by what they say."""

    def walk(components):
        for component in components:
            component = component if isinstance(component, dict) else component.to_dict()
            if component["type"] == 2:
                yield component["label"], component
            yield from walk(component.get("components", ()))

    return dict(walk(message.components))


@pytest.fixture
def fetched():
    """What fetching a link brings: a page, or an error to raise."""
    return [FetchedPage(LINK, "marmots.html", ".html", PAGE)]


@pytest.fixture
def provoked(env):
    """What is refused on purpose counts as handled."""
    yield
    env.errors.clear()


@pytest.fixture
def shelf(tmp_path, fetched):
    async def fetch(url):
        if isinstance(fetched[0], Exception):
            raise fetched[0]
        return fetched[0]

    return Shelf(
        tmp_path / "servers", limits=IntakeLimits(file_bytes=100_000, articles=3, total_bytes=1_000_000), fetch=fetch
    )


async def add(world, env, **given):
    """Add the marmots as the moderator; return the final message."""
    result = await world.mod.slash(world.channel, "corpus add", **({"file": ("marmots.md", MARMOTS)} | given))
    await env.settle()
    return result


async def allow(world, env, person, name="corpus"):
    """Have Discord show a management command to somebody, as a server's administrators can."""
    (command,) = [one for one in await env.bot.tree.fetch_commands() if one.name == name]
    world.guild.set_command_permissions(command, {person: True})


def lose_roles(world, env, person):
    """Take every role away."""
    env.backend.guilds[world.guild.id].members[person.id].role_ids.clear()


def own(world, name="marmots.md", **given):
    """An article of the server, as the index has it."""
    collection = f"server-{world.guild.id}"
    return replace(STARGATE, id=f"@{world.guild.id}/{name}", collection=collection, title="Marmots", **given)


def root(world, shelf):
    return shelf.root(world.guild.id)


async def assert_both_added(result, world, shelf, rebuild, bot):
    """The badgers and the marmots came in by one command, whose answer is whole and has no button."""
    assert result.response.ephemeral
    assert buttons(result.response) == {}
    assert sorted(path.name for path in folder(world, shelf).glob("*.md")) == ["badgers.md", "marmots.md"]
    assert rebuild.calls == [False]
    noted = await bot.state.audit.newest(world.guild.id, limit=5)
    assert [one.detail["article"] for one in noted] == ["badgers.md", "marmots.md"]


def folder(world, shelf):
    return root(world, shelf).folder


async def test_a_file_is_added_and_answers(world, env, shelf, rebuild, desk):
    """It lies in the server's folder, the index is brought up to date, and the log of actions says who did it."""
    result = await add(world, env)
    said = text_of(result.response)
    assert said.startswith("**Added**\nThe marmots of Vanvey\n-# English · 14 words · marmots.md\n")
    assert said.endswith("My answers use it now.")
    assert result.response.ephemeral
    assert (folder(world, shelf) / "marmots.md").read_bytes() == MARMOTS
    assert rebuild.calls == [False]
    assert desk.reloads >= 1
    (entry,) = await env.bot.state.audit.newest(world.guild.id, limit=5)
    assert (entry.action, entry.person_id) == ("corpus.add", world.mod.id)
    assert entry.detail == {
        "article": "marmots.md",
        "title": "The marmots of Vanvey",
        "link": "",
        "outcome": "added",
    }


BADGERS = b"# The badgers of Vanvey\n\nThe badgers of Vanvey were counted in 1990 by Luc Ferrand, who slept by day.\n"


async def test_several_files_are_added_each_by_itself(world, env, shelf, rebuild, desk, bot):
    """One card says of each what became of it; the index is brought up to date once."""
    files = {
        "file": ("marmots.md", MARMOTS),
        "file-2": ("a.exe", b"MZ"),
        "file-3": ("badgers.md", BADGERS),
        "file-4": ("empty.md", b""),
    }
    result = await add(world, env, **files)
    assert text_of(result.response) == (
        "**Files added: 2 of 4**\n"
        "My answers use them now.\n"
        "-# `/corpus remove` takes one of them out again, `/corpus restore` brings back what was replaced.\n"
        "**Added** · The marmots of Vanvey\n-# English · 14 words · marmots.md\n"
        "**Not added** · a.exe\n"
        "I cannot read files of that kind (.exe). I read .txt, .md, .html, .pdf and .docx files.\n"
        "**Added** · The badgers of Vanvey\n-# English · 15 words · badgers.md\n"
        "**Not added** · empty.md\nThe file is empty. Give me one with text in it."
    )
    await assert_both_added(result, world, shelf, rebuild, bot)


async def test_of_several_files_none_need_be_the_first(world, env, shelf):
    """Whoever fills in the second option alone gave one file."""
    result = await world.mod.slash(world.channel, "corpus add", **{"file-3": ("marmots.md", MARMOTS)})
    await env.settle()
    assert text_of(result.response).startswith("**Added**\nThe marmots of Vanvey\n")


async def test_of_several_files_that_cannot_be_taken_the_index_follows_none(world, env, rebuild):
    """The card says why, each for itself."""
    result = await add(world, env, **{"file": ("a.exe", b"MZ"), "file-2": ("b.md", b"")})
    said = text_of(result.response)
    assert said.startswith("**Files added: 0 of 2**\n**Not added** · a.exe\n")
    assert rebuild.calls == []


async def test_several_files_replace_those_of_their_names_on_demand_and_say_what_was_there(world, env, shelf, rebuild):
    """The rules of one are those of each."""
    await add(world, env)
    again = await add(world, env, **{"file": ("marmots.md", NEWER), "file-2": ("marmots.md", NEWER), "replace": True})
    said = text_of(again.response)
    assert said.startswith("**Files added: 1 of 2**\n")
    assert "**Replaced by its newer version** · The marmots of Vanvey\n" in said
    assert "**It was here already, word for word** · The marmots of Vanvey\n" in said
    assert (folder(world, shelf) / "marmots.md").read_bytes() == NEWER
    assert rebuild.calls == [False, False]


@pytest.mark.parametrize(("given", "added"), [(3, 3), (5, 3)], ids=["as many as fit", "more"])
async def test_several_files_are_taken_up_to_the_limit(given, added, world, env):
    """Those before it came in."""
    names = ["file", *(f"file-{number}" for number in range(2, given + 1))]
    files = {name: (f"{name}.md", MARMOTS + name.encode()) for name in names}
    said = text_of((await add(world, env, **files)).response)
    assert said.startswith(f"**Files added: {added} of {given}**\n")
    assert said.count("There are 3 articles already, which is the limit.") == given - added


async def test_the_articles_of_a_zip_file_are_added_each_by_itself(world, env, shelf, rebuild, bot):
    """What is refused is named by its reason, and one card has room for all; the index is brought up to date once."""
    photos = [(f"photos/{number}.jpg", b"x") for number in range(14)]
    data = zipped(("fr/marmots.md", MARMOTS), ("badgers.md", BADGERS), ("void.md", b""), *photos, "fr/", ".DS_Store")
    result = await add(world, env, file=("articles.zip", data))
    assert text_of(result.response) == (
        "**Files added: 2 of 17**\n"
        "My answers use them now.\n"
        "-# `/corpus remove` takes one of them out again, `/corpus restore` brings back what was replaced.\n"
        "**Not added** · void.md\nThe file is empty. Give me one with text in it.\n"
        "**Not added** · photos/0.jpg, photos/1.jpg, photos/2.jpg, photos/3.jpg, photos/4.jpg, photos/5.jpg, "
        "photos/6.jpg, photos/7.jpg, photos/8.jpg, photos/9.jpg, photos/10.jpg, photos/11.jpg and 2 more\n"
        "I cannot read files of that kind (.jpg). I read .txt, .md, .html, .pdf and .docx files.\n"
        "**Added**\nThe marmots of Vanvey\nThe badgers of Vanvey"
    )
    await assert_both_added(result, world, shelf, rebuild, bot)


async def test_a_zip_file_of_one_article_is_told_as_that(world, env):
    """With its button."""
    result = await add(world, env, file=("articles.zip", zipped(("marmots.md", MARMOTS))))
    assert text_of(result.response).startswith("**Added**\nThe marmots of Vanvey\n")
    assert "Undo" in buttons(result.response)


async def test_what_was_exported_is_added_again(world, env, shelf, fetched):
    """With the address that a page had; what is there already stays as it is."""
    await world.mod.slash(world.channel, "corpus add", link=LINK)
    await add(world, env)
    with shelf.export(root(world, shelf)).file as file:
        data = file.read()
    again = text_of((await add(world, env, file=("articles.zip", data))).response)
    assert again.startswith("**Files added: 0 of 2**\n**It was here already")
    assert again.count("**It was here already, word for word** · ") == 2
    for one in shelf.listing(root(world, shelf)):
        shelf.remove(root(world, shelf), one.id)
    await add(world, env, file=("articles.zip", data))
    assert [(one.source.title, one.source.url) for one in shelf.listing(root(world, shelf))] == [
        ("Marmots online", LINK),
        ("The marmots of Vanvey", None),
    ]


def test_of_many_articles_the_first_are_named_and_those_of_taken_names_told_in_one_sentence():
    taken = [
        Taken(f"{n}-2.md", "added", f"Village {n}", "fr", 5, None, None, 5, (), None, f"{n}.md") for n in range(40)
    ]
    text = "\n".join(cards.several(taken, "en", state="in_use").parts)
    assert "Village 24\nand 15 more\n" in text
    assert text.count("here already") == 1
    assert "here already: 0.md, 1.md, " in text
    assert "11.md and 28 more. They stay" in text
    one = [taken[0], *(replace(other, beside=None) for other in taken[1:])]
    text = "\n".join(cards.several(one, "en", state="in_use").parts)
    assert "A file of that name was here already: 0.md. It stays, and this one stands beside it as 0-2.md." in text


def test_of_several_files_one_that_came_in_is_one():
    taken = Taken("a.md", "added", "A", "fr", 5, None, None, 5, (), None)
    text = "\n".join(cards.several([taken, cards.NotTaken("b.md", "Why.")], "en", state="in_use").parts)
    assert "My answers use it now." in text


async def test_a_zip_file_replaces_on_demand(world, env, shelf, rebuild):
    """Those of its names, and those of one name within it not each other."""
    await add(world, env)
    data = zipped(("marmots.md", NEWER), ("fr/marmots.md", BADGERS))
    said = text_of((await add(world, env, file=("articles.zip", data), replace=True)).response)
    assert "**Replaced by its newer version** · The marmots of Vanvey\n" in said
    assert "**Added** · The badgers of Vanvey\n-# English · 15 words · marmots-2.md" in said
    assert rebuild.calls == [False, False]


async def test_a_zip_file_is_taken_in_up_to_the_limit(world, env):
    """As several files are."""
    data = zipped(*((f"{number}.md", MARMOTS + str(number).encode()) for number in range(7)))
    said = text_of((await add(world, env, file=("articles.zip", data))).response)
    assert said.startswith("**Files added: 3 of 7**\n")
    assert "**Not added** · 3.md, 4.md, 5.md, 6.md\nThere are 3 articles already, which is the limit." in said


async def test_a_zip_file_beside_other_files_keeps_out_none(world, env):
    """Nor do they."""
    files = {
        "file": ("bad.zip", MARMOTS),
        "file-2": ("articles.zip", zipped(("marmots.md", MARMOTS), ("more.zip", b"PK"))),
        "file-3": ("badgers.md", BADGERS),
    }
    said = text_of((await add(world, env, **files)).response)
    assert said.startswith("**Files added: 2 of 4**\n")
    assert "**Not added** · bad.zip\nThat is no zip file, or it is damaged or was cut off." in said
    assert "**Not added** · more.zip\nI do not open a zip file within a zip file." in said


@pytest.mark.usefixtures("provoked")
@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (MARMOTS, "That is no zip file, or it is damaged or was cut off. Pack the articles again."),
        (zipped("fr/"), "There is no file in the zip file that could be an article. Pack the articles again."),
        (bytes(1_000_001), "The zip file is larger than 1 MB. Pack the articles into several."),
    ],
)
async def test_a_zip_file_alone_that_cannot_be_opened_is_refused_in_a_sentence(
    data, sentence, world, env, shelf, rebuild
):
    """As a file alone is; of one that is too large nothing is downloaded."""
    result = await add(world, env, file=("articles.zip", data))
    assert result.response.content == sentence
    assert rebuild.calls == []


async def test_a_zip_file_counts_as_one_question_a_minute(world, env, shelf, bot):
    """Else nobody could hand in forty articles."""
    data = zipped(*((f"{number}.md", b"") for number in range(60)))
    said = text_of((await add(world, env, file=("articles.zip", data))).response)
    names = ", ".join(f"{number}.md" for number in range(12))
    assert f"**Not added** · {names} and 48 more\nThe file is empty." in said


async def test_a_zip_file_that_takes_too_long_is_taken_in_in_part(world, env, monkeypatch):
    """Discord takes no answer after a quarter of an hour."""
    moments = iter((0.0, 1.0, 2.0, 1000.0))
    monkeypatch.setattr("bot.discord_app.collecting.given.monotonic", lambda: next(moments))
    data = zipped(("a.md", MARMOTS), ("b.md", BADGERS), ("c.md", NEWER))
    said = text_of((await add(world, env, file=("articles.zip", data))).response)
    assert said.startswith("**Files added: 2 of 3**\n")
    assert "**Not added** · c.md\nMy time for one command was up. Give me the rest in another one." in said


async def test_a_file_that_discord_does_not_give_keeps_out_no_other(world, env, monkeypatch):
    """It can be given once more."""
    read = discord.Attachment.read

    async def failing(file, **given):
        if file.filename == "lost.md":
            raise discord.NotFound(SimpleNamespace(status=404, reason="gone"), {"code": 0, "message": "gone"})
        return await read(file, **given)

    monkeypatch.setattr(discord.Attachment, "read", failing)
    said = text_of((await add(world, env, **{"file": ("lost.md", BADGERS), "file-2": ("m.md", MARMOTS)})).response)
    assert "**Not added** · lost.md\nI could not get it from Discord. Please give me this file once more." in said
    assert "**Added** · The marmots of Vanvey\n" in said


@pytest.mark.usefixtures("provoked")
async def test_of_files_a_right_that_went_counts_for_those_that_follow(world, env, shelf, monkeypatch):
    """What came in before stays, and is said."""
    reads = adding.try_reading

    def reading(path, limits, **given):
        if "b" in path.stem:
            lose_roles(world, env, world.mod)
        return reads(path, limits, **given)

    monkeypatch.setattr(adding, "try_reading", reading)
    said = text_of((await add(world, env, **{"file": ("a.md", MARMOTS), "file-2": ("b.md", BADGERS)})).response)
    assert "**Not added** · b.md\nOnly people who may manage this server" in said
    assert [one.id for one in shelf.listing(root(world, shelf))] == [f"@{world.guild.id}/a.md"]


@pytest.mark.parametrize(
    ("filename", "title", "name"),
    [
        ("marmots.md", None, "marmots.md"),
        ("R_glement_int_rieur__t__2026.txt", "Règlement intérieur été 2026", "Règlement intérieur été 2026.txt"),
        ("_moji-_.md", "émoji-🎵", "émoji-🎵.md"),
        (".md", "été", "été.md"),
        ("t_.MD", "été.md", "été.md"),
        ("v1.2.md", "v1.2", "v1.2.md"),
        ("R_gles", "Règles", "Règles"),
        ("x.txt", "  ", "x.txt"),
    ],
)
def test_a_file_goes_by_its_real_name(filename, title, name):
    """Discord's file name has ASCII alone; its title is the real one, without its ending."""
    data = {"id": 1, "size": 1, "filename": filename, "url": "", "proxy_url": ""}
    assert real_name(discord.Attachment(data={**data, "title": title}, state=SimpleNamespace(http=None))) == name


async def test_a_file_with_accents_in_its_name_has_them_in_its_title(world, env, shelf, monkeypatch):
    """Where nothing in it is a better one."""
    made = discord.Attachment.__init__

    def titled(file, *, data, state):
        made(file, data={**data, "title": "Règlement été"}, state=state)

    monkeypatch.setattr(discord.Attachment, "__init__", titled)
    result = await add(world, env, file=("R_glement__t_.txt", b"the dogs stay outside, on a lead, all year round."))
    assert "Règlement été.txt" in text_of(result.response)
    assert (folder(world, shelf) / "Règlement été.txt").exists()


async def test_a_page_is_added_by_its_link(world, env, shelf):
    """Its address is the article's."""
    result = await world.mod.slash(world.channel, "corpus add", link=f" {LINK} ")
    await env.settle()
    assert f"[Marmots online]({LINK})" in text_of(result.response)
    (listed,) = shelf.listing(root(world, shelf))
    assert listed.source.url == LINK


async def test_french_moderators_read_french(world, env, french):
    """And the commands have French names."""
    result = await add(world, env)
    assert text_of(result.response).startswith("**Article ajouté**\nThe marmots of Vanvey\n-# anglais · 14 mots")
    (registered,) = [one.json for one in env.http_requests if one.method == "PUT"]
    (corpus,) = [command for command in registered if command["name"] == "corpus"]
    names = {option["name"]: option["name_localizations"]["fr"] for option in corpus["options"]}
    assert names == {
        "add": "ajouter",
        "remove": "retirer",
        "restore": "rétablir",
        "list": "lister",
        "show": "montrer",
        "export": "exporter",
    }
    assert corpus["default_member_permissions"] in {str(discord.Permissions(manage_guild=True).value), 32}
    assert corpus["contexts"] == [0]


async def test_undo_takes_it_out_again(world, env, shelf):
    """And undoing that brings it back, also after a restart; all in one message, whose buttons go with their use."""
    result = await add(world, env)
    out = await world.mod.click(result.response, label="Undo")
    await env.settle()
    assert text_of(out.response) == "**Removed**\nThe marmots of Vanvey\n-# marmots.md\nMy answers no longer use it."
    assert not (folder(world, shelf) / "marmots.md").exists()
    back = await world.mod.click(out.response, label="Undo")
    await env.settle()
    assert text_of(back.response) == "**Brought back**\nThe marmots of Vanvey\n-# marmots.md\nMy answers use it now."
    assert {out.response.id, back.response.id} == {result.response.id}
    assert buttons(back.response) == {}
    assert (folder(world, shelf) / "marmots.md").read_bytes() == MARMOTS


async def test_a_newer_page_takes_the_place_of_the_older(world, env, shelf, fetched):
    """Undo brings the older one back in its place."""
    await world.mod.slash(world.channel, "corpus add", link=LINK)
    fetched[0] = replace(fetched[0], data=PAGE.replace(b"1999", b"2001"))
    result = await world.mod.slash(world.channel, "corpus add", link=LINK)
    await env.settle()
    assert text_of(result.response).startswith("**Replaced by its newer version**")
    await world.mod.click(result.response, label="Undo")
    await env.settle()
    (kept,) = folder(world, shelf).glob("*.html")
    assert b"1999" in kept.read_bytes()


async def test_the_same_article_again_changes_nothing(world, env, rebuild, desk):
    """No second rebuild, and no undo that would remove the first."""
    await add(world, env)
    desk.library.append(own(world))
    again = await add(world, env)
    assert text_of(again.response).startswith("**It was here already, word for word**")
    assert buttons(again.response) == {}
    assert rebuild.calls == [False]


NEWER = MARMOTS.replace(b"1987", b"1991")


async def test_a_file_of_a_name_that_is_taken_says_so_and_offers_to_remove_the_earlier(world, env, shelf):
    """Nothing is replaced unasked, and nobody is left with two by surprise."""
    await add(world, env)
    result = await add(world, env, file=("marmots.md", NEWER))
    said = text_of(result.response)
    assert said.startswith("**Added**\nThe marmots of Vanvey\n-# English · 14 words · marmots-2.md\n")
    assert (
        "\nA file of that name was here already: marmots.md. It stays, and this one stands beside it as marmots-2.md. "
        "With `replace: True`, a file takes the place of the one of its name.\n"
    ) in said
    await world.mod.click(result.response, label="Remove the earlier one")
    await env.settle()
    assert [path.name for path in folder(world, shelf).glob("*.md")] == ["marmots-2.md"]


@pytest.mark.parametrize("label", ["Undo", "Remove the earlier one"])
async def test_a_file_with_a_long_name_has_the_same_buttons(label, world, env, shelf):
    """Its name does not fit into one, so a key stands for it."""
    name = f"{'Les marmottes de Vanvey ' * 5}".strip()
    await add(world, env, file=(f"{name}.md", MARMOTS))
    result = await add(world, env, file=(f"{name}.md", NEWER))
    await world.mod.click(result.response, label=label)
    await env.settle()
    (kept,) = folder(world, shelf).glob("*.md")
    assert kept.read_bytes() == (MARMOTS if label == "Undo" else NEWER)


async def test_a_file_takes_the_place_of_the_one_of_its_name_on_demand(world, env, bot, shelf):
    """Which undo brings back; it is written down as that."""
    await add(world, env)
    result = await add(world, env, file=("marmots.md", NEWER), replace=True)
    assert text_of(result.response).startswith("**Replaced by its newer version**\n")
    assert "was here already" not in text_of(result.response)
    assert (folder(world, shelf) / "marmots.md").read_bytes() == NEWER
    assert (await bot.state.audit.newest(world.guild.id, limit=1))[0].detail["outcome"] == "replaced"
    await world.mod.click(result.response, label="Undo")
    await env.settle()
    (kept,) = folder(world, shelf).glob("*.md")
    assert kept.read_bytes() == MARMOTS


async def test_what_stands_there_under_a_number_replaces_the_file_of_the_name_too(world, env, shelf):
    """As the hint says that it would: the earlier text must not go on answering."""
    await add(world, env)
    await add(world, env, file=("marmots.md", NEWER))
    result = await add(world, env, file=("marmots.md", NEWER), replace=True)
    said = text_of(result.response)
    assert said.startswith(
        "**Replaced by its newer version**\nThe marmots of Vanvey\n-# English · 14 words · marmots.md\n"
    )
    assert "The same text was here as marmots-2.md too; I removed that one." in said
    assert {path.name: path.read_bytes() for path in folder(world, shelf).glob("*.md")} == {"marmots.md": NEWER}


async def test_articles_of_one_title_are_offered_with_their_files(world, env, desk):
    """To those who manage them."""
    desk.library += [own(world), own(world, "marmots-2.md")]
    offered = await world.mod.autocomplete(world.channel, "corpus remove", "article", "marm")
    assert sorted(one["name"] for one in offered) == ["Marmots · marmots-2.md", "Marmots · marmots.md"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Give me either files or a link."),
        ({"file": ("a.md", MARMOTS), "link": LINK}, "Give me either files or a link."),
        ({"file": ("a.exe", b"MZ")}, "I cannot read files of that kind (.exe)."),
        ({"file": ("notes", MARMOTS)}, "I cannot tell what kind of file that is: its name has no ending."),
        ({"file": ("a.md", b"# Just a title\n")}, "There is only a title in it."),
        ({"file": ("a.md", b"")}, "The file is empty."),
        ({"file": ("a.md", b"x" * 100_001)}, "The file is larger than"),
        ({"file": ("a.pdf", b"%PDF-1.7\nno page tree")}, "I cannot read it:"),
    ],
    ids=["nothing", "both", "another kind", "no ending", "only a title", "empty", "large", "broken"],
)
@pytest.mark.usefixtures("provoked")
async def test_what_cannot_be_taken_says_why(world, env, shelf, rebuild, given, sentence):
    """To the moderator alone; nothing is left behind and nothing is rebuilt."""
    result = await world.mod.slash(world.channel, "corpus add", **given)
    assert sentence in result.response.content
    assert result.response.ephemeral
    assert rebuild.calls == []
    assert list(shelf.listing(root(world, shelf))) == []


@pytest.mark.usefixtures("provoked")
async def test_a_link_that_cannot_be_fetched_says_why(world, env, fetched):
    """In the moderator's language, with nothing live in it."""
    fetched[0] = FetchError("no_public_address", host="<@1>.example")
    result = await world.mod.slash(world.channel, "corpus add", link="https://x.example")
    assert result.response.content.startswith("\\<\\@1>.example has no public address on the web. ")
    fetched[0] = FetchError("no_network", host="x.example")
    result = await world.mod.slash(world.channel, "corpus add", link="https://x.example")
    assert result.response.content.startswith("My own network, or its look-up of names (DNS), does not work just now")


@pytest.mark.usefixtures("provoked")
async def test_a_full_collection_takes_no_more(world, env):
    """The sentence says how many there may be."""
    for number in range(3):
        await add(world, env, file=(f"{number}.md", MARMOTS + str(number).encode()))
    result = await add(world, env, file=("4.md", MARMOTS + b"4"))
    assert result.response.content.startswith("There are 3 articles already, which is the limit.")


@pytest.mark.parametrize("command", ["add", "remove", "list", "show", "export"])
@pytest.mark.usefixtures("provoked")
async def test_only_those_who_manage_may(world, env, command, rebuild):
    """Discord hides the commands from others, and the code refuses them if it does not."""
    given = {"add": {"link": LINK}, "remove": {"article": "a"}, "show": {"article": "a"}}.get(command, {})
    await allow(world, env, world.alice)
    result = await world.alice.slash(world.channel, f"corpus {command}", **given)
    assert result.response.content.startswith("Only people who may manage this server")
    assert rebuild.calls == []


async def test_a_role_of_the_settings_may(world, env, bot):
    """Those whom the server trusts with it."""
    keepers = world.guild.create_role("keepers")
    await bot.state.settings.set(world.guild.id, "manage_roles", [keepers.id])
    keeper = world.guild.add_member(env.create_user("keeper"), roles=[keepers])
    await allow(world, env, keeper)
    result = await keeper.slash(world.channel, "corpus list")
    assert text_of(result.response) == "This server has no articles of its own. Add one with `/corpus add`."


@pytest.mark.usefixtures("provoked")
async def test_a_right_that_went_while_the_page_was_fetched_counts_no_more(world, env, shelf, rebuild, monkeypatch):
    """Between the command and its effect half a minute may pass."""
    page = FetchedPage(LINK, "marmots.html", ".html", PAGE)

    async def slow(url):
        lose_roles(world, env, world.mod)
        return page

    monkeypatch.setattr(env.bot, "shelf", replace(shelf, fetch=slow))
    result = await world.mod.slash(world.channel, "corpus add", link=LINK)
    assert result.response.content.startswith("Only people who may manage this server")
    assert list(shelf.listing(root(world, shelf))) == []


@pytest.mark.usefixtures("provoked")
async def test_a_button_asks_for_rights_too(world, env, shelf):
    """Whoever sees it."""
    result = await add(world, env)
    lose_roles(world, env, world.mod)
    out = await world.mod.click(result.response, label="Undo")
    assert out.followups[0].content.startswith("Only people who may manage this server")
    assert (folder(world, shelf) / "marmots.md").exists()


@pytest.mark.usefixtures("provoked")
async def test_nothing_is_removed_while_discord_does_not_say_who_may(world, env, shelf):
    """The right that came with the press may have gone since."""
    result = await add(world, env)
    env.inject_error("GET", "/guilds/*/members/*", status=500, times=None)
    out = await world.mod.click(result.response, label="Undo")
    assert out.followups[0].content.startswith("Discord does not tell me just now whether you may do that")
    assert (folder(world, shelf) / "marmots.md").exists()


@pytest.mark.usefixtures("provoked")
async def test_the_shared_articles_are_the_owners(world, env, shelf):
    """A moderator of a server may not change what all servers read."""
    result = await world.mod.slash(world.channel, "corpus add", file=("a.md", MARMOTS), shared=True)
    assert result.response.content.startswith("Only whoever runs me can do that")


@pytest.mark.usefixtures("provoked")
async def test_the_shipped_articles_are_not_changed(world, env, monkeypatch):
    """Even by the owner; the sentence names the setting."""

    async def is_owner(user):
        return True

    monkeypatch.setattr(env.bot, "is_owner", is_owner)
    result = await world.mod.slash(world.channel, "corpus add", file=("a.md", MARMOTS), shared=True)
    assert "SOURCIER_CORPUS" in result.response.content


async def test_the_owner_changes_the_shared_articles(world, env, shelf, tmp_path, monkeypatch):
    """Which lie in the corpus folder."""

    async def is_owner(user):
        return True

    monkeypatch.setattr(env.bot, "is_owner", is_owner)
    monkeypatch.setattr(env.bot, "shelf", replace(shelf, shared=Root(tmp_path / "shared")))
    result = await world.mod.slash(world.channel, "corpus add", file=("a.md", MARMOTS), shared=True)
    await env.settle()
    assert text_of(result.response).startswith("**Added**")
    assert (tmp_path / "shared" / "a.md").exists()


async def test_removing_takes_the_answers_with_it(world, env, desk, bot):
    """A button under an old answer must not bring back what was removed."""
    own = replace(STARGATE, id=f"@{world.guild.id}/marmots.md", collection=f"server-{world.guild.id}", title="Marmots")
    desk.library.append(own)
    await add(world, env)
    cited = replace(ROFR, citations=(replace(ROFR.citations[0], article_id=own.id),))
    kept = KeptAnswer("a" * 12, world.guild.id, 1, 2, "command", cited, "s1", datetime.now(UTC))
    await bot.state.answers.keep(kept)
    (choice,) = await world.mod.autocomplete(world.channel, "corpus remove", "article", "marm")
    assert choice["name"] == "Marmots"
    result = await world.mod.slash(world.channel, "corpus remove", article=choice["value"])
    await env.settle()
    assert text_of(result.response).startswith("**Removed**\nThe marmots of Vanvey\n-# marmots.md")
    assert await bot.state.answers.get("a" * 12) is None


async def removed(world, env, name):
    await world.mod.slash(world.channel, "corpus remove", article=name)
    await env.settle()


async def test_a_removal_says_how_many_golden_questions_want_the_article(world, env, bot):
    """Of this server: they will fail from now on."""
    await add(world, env)
    article_id = f"@{world.guild.id}/marmots.md"
    await bot.state.golden.add(world.guild.id, "who counted them?", article_id, "", 1, NOW)
    await bot.state.golden.add(world.guild.id, "what is ROFR?", STARGATE.id, "", 1, NOW)
    await bot.state.golden.add(77, "who counted them?", article_id, "", 1, NOW)
    result = await world.mod.slash(world.channel, "corpus remove", article="marmots.md")
    await env.settle()
    assert "-# 1 golden question wants this article cited. `/index golden-list` removes" in text_of(result.response)


async def test_a_change_after_going_back_says_that_it_undid_that(world, env, desk):
    """With how many other articles it brought; else nothing is said of them."""
    prices = ArticleName("prices.md", "Prices 2026", "articles")
    desk.store, desk.snapshot = ["s0", "s1"], "s0"
    desk.made["s2"] = BuildChanges("s0", (prices,))
    said = text_of((await add(world, env)).response)
    assert (
        "-# Somebody had gone back to an earlier index; that is undone, as I answer from the files as they are now. "
        "Other articles that changed by it: 1. `/index changes` names them."
    ) in said
    assert desk.used == ["s2"]


@pytest.mark.parametrize("unused", [set(), {"s1"}], ids=["nothing newer", "one that was never in use"])
async def test_a_change_without_going_back_says_nothing_of_it(unused, world, env, desk):
    desk.store, desk.snapshot, desk.unused = (["s0", "s1"], "s0", unused) if unused else (["s1"], "s1", unused)
    desk.made["s2"] = BuildChanges(desk.snapshot, (ArticleName("prices.md", "Prices 2026", "articles"),))
    assert "gone back" not in text_of((await add(world, env)).response)


async def test_changes_of_articles_leave_a_line_in_the_log(world, env, caplog):
    """Who, what, where, and what the index has of it; of forgotten answers none where there were none."""
    with caplog.at_level("INFO", "sourcier.discord"):
        await add(world, env)
        await world.mod.slash(world.channel, "corpus remove", article="marmots.md")
        await env.settle()
    where = f"by {world.mod.id} in server {world.guild.id}"
    assert f"corpus.add: marmots.md {where}" in caplog.messages
    assert f"corpus.remove: marmots.md {where}" in caplog.messages
    followed = [one for one in caplog.messages if one.startswith("index followed the articles: ")]
    assert followed[0].endswith(
        "1234 articles (3 added, 2 changed, 1 removed), 56789 passages, 12.3 s, 0 unreadable, in use"
    )
    assert not any("forgot" in one for one in caplog.messages)


async def test_what_was_removed_is_listed_and_brought_back_without_the_reply(world, env, shelf, bot):
    """By whoever manages the server; it is written down."""
    await add(world, env)
    await removed(world, env, "marmots.md")
    listed = text_of((await world.mod.slash(world.channel, "corpus restore")).response)
    assert listed.startswith("**Removed or replaced lately, the latest first. `/corpus restore` with a name")
    assert "\nThe marmots of Vanvey · marmots.md · <t:" in listed
    (choice,) = await world.mod.autocomplete(world.channel, "corpus restore", "article", "marm")
    assert choice["name"].startswith("The marmots of Vanvey · marmots.md · ")
    assert choice["name"].endswith(" UTC")
    result = await world.mod.slash(world.channel, "corpus restore", article=choice["value"])
    await env.settle()
    assert text_of(result.response) == "**Brought back**\nThe marmots of Vanvey\n-# marmots.md\nMy answers use it now."
    assert (folder(world, shelf) / "marmots.md").exists()
    assert (await bot.state.audit.newest(world.guild.id, limit=1))[0].action == "corpus.restore"
    empty = await world.mod.slash(world.channel, "corpus restore")
    assert text_of(empty.response) == "Nothing was removed or replaced here lately."


async def test_of_several_removed_under_one_name_the_typed_one_is_the_latest(world, env, shelf):
    """A choice stands for any of them; what has the name now is left alone."""
    for text in (b"# One\n\nThe first text of the marmots.", b"# Two\n\nThe second text of the marmots."):
        await add(world, env, file=("marmots.md", text))
        await removed(world, env, "marmots.md")
    latest, first = await world.mod.autocomplete(world.channel, "corpus restore", "article", "")
    assert latest["value"] > first["value"]
    await world.mod.slash(world.channel, "corpus restore", article="marmots.md")
    await env.settle()
    assert (folder(world, shelf) / "marmots.md").read_bytes().startswith(b"# Two")
    await world.mod.slash(world.channel, "corpus restore", article=first["value"])
    await env.settle()
    assert (folder(world, shelf) / "marmots.md").read_bytes().startswith(b"# Two")
    assert sorted(path.name for path in folder(world, shelf).glob("*.md")) == ["marmots-2.md", "marmots.md"]


@pytest.mark.usefixtures("provoked")
async def test_what_was_not_removed_cannot_be_brought_back(world, env):
    """The sentence says how to see what was."""
    for name in ("nothing.md", "../../../etc/passwd", "a" * 3000):
        result = await world.mod.slash(world.channel, "corpus restore", article=name)
        assert result.response.content == (
            "Nothing of that name was removed lately. `/corpus restore` without a name shows what was."
        )


@pytest.mark.usefixtures("provoked")
async def test_the_trash_is_for_those_who_manage(world, env):
    """Names are the server's own business."""
    await add(world, env)
    await removed(world, env, "marmots.md")
    await allow(world, env, world.alice, "corpus")
    assert await world.alice.autocomplete(world.channel, "corpus restore", "article", "") == []
    result = await world.alice.slash(world.channel, "corpus restore")
    assert result.response.content.startswith("Only people who may manage this server")


def test_a_long_trash_is_listed_as_far_as_a_message_holds():
    """The names of the rest are found by typing; every choice fits."""
    day = datetime(2026, 3, 1, 7, 5, tzinfo=UTC)
    there = [Trashed(f"t{number}", f"@1/{'é' * 300}{number}.md", day, 10) for number in range(60)]
    shown = cards.trash(there, "en")
    assert shown.parts[1].endswith("-# 35 more: `/corpus restore` finds them by their names.")
    assert len("\n".join(shown.parts)) < 4000
    assert all(len(cards.trash_label(one, "fr")) <= 100 for one in there)
    assert cards.trash_label(there[0], "en").endswith("… · 1 March 2026, 07:05 UTC")


@pytest.mark.usefixtures("provoked")
async def test_what_is_not_there_cannot_be_removed_or_shown(world, env):
    """Also not by a path that leads elsewhere."""
    for name in ("nothing.md", "../../../etc/passwd", "", "a" * 3000):
        for command in ("remove", "show"):
            result = await world.mod.slash(world.channel, f"corpus {command}", article=name)
            assert result.response.content.startswith("There is no article"), name


def test_an_article_is_meant_by_its_title_where_only_one_has_it(tmp_path):
    """As `/article` takes it; of several, only the name of the file says which is meant."""
    desk = FakeDesk()
    desk.library = [
        Article(f"@5/{name}.md", title, "en", "x", collection="server-5")
        for name, title in (("notes", "Staff notes"), ("one", "Rules"), ("two", "Rules"))
    ]
    place = Place(Shelf(tmp_path / "shared", tmp_path / "servers"), "own", 5, "en")
    assert place.id_of(desk, "staff Notes") == "@5/notes.md"
    assert place.id_of(desk, "Rules") == "@5/Rules"
    assert place.id_of(desk, "two.md") == "@5/two.md"


async def test_suggestions_are_for_those_who_manage(world, env, desk):
    """Titles are the server's own business."""
    own = replace(STARGATE, id=f"@{world.guild.id}/a.md", collection=f"server-{world.guild.id}")
    desk.library.append(own)
    await allow(world, env, world.alice)
    assert await world.alice.autocomplete(world.channel, "corpus show", "article", "") == []
    (choice,) = await world.mod.autocomplete(world.channel, "corpus show", "article", "")
    assert choice == {"name": STARGATE.title, "value": own.id}


async def test_the_list_has_pages(world, env, shelf, monkeypatch):
    """With what each is, and how much room is left."""
    monkeypatch.setattr(env.bot, "shelf", replace(shelf, limits=IntakeLimits()))
    for number in range(10):
        await asyncio.to_thread(shelf_add, env.bot.shelf, root(world, shelf), number)
    result = await world.mod.slash(world.channel, "corpus list")
    first = text_of(result.response)
    assert first.startswith("**This server’s own articles: 10 of at most 500 · 0 MB of at most 500 MB**")
    assert "Marmots 7" in first
    assert "Marmots 8" not in first
    await world.mod.click(result.response, label="▶")
    await env.settle()
    assert "Marmots 8" in text_of(result.response)


def shelf_add(shelf, where, number):
    shelf.add(where, f"{number}.md", f"# Marmots {number}\n\nThey were counted {number} times in Vanvey.\n".encode())


async def test_an_article_is_shown_as_it_is_read(world, env, desk):
    """With its facts, its beginning, and a button that removes it."""
    own = Article(
        f"@{world.guild.id}/marmots.md", "The marmots", "en", "They were @everyone. " * 200, LINK, date(2024, 5, 6)
    )
    desk.library.append(replace(own, collection=f"server-{world.guild.id}"))
    await add(world, env)
    result = await world.mod.slash(world.channel, "corpus show", article="marmots.md")
    said = text_of(result.response)
    assert f"**[The marmots]({LINK})**" in said
    assert "English · 600 words · " in said
    assert "Date: 6 May 2024" in said
    assert "@everyone" not in said
    assert "Remove" in buttons(result.response)


async def test_an_article_that_the_index_does_not_hold_yet_is_shown(world, env):
    """From what was noted when it came."""
    await add(world, env)
    result = await world.mod.slash(world.channel, "corpus show", article="marmots.md")
    assert text_of(result.response).endswith("The index does not hold it yet.")


async def test_the_export_is_a_zip_file(world, env):
    """To the moderator alone."""
    await add(world, env)
    result = await world.mod.slash(world.channel, "corpus export")
    assert text_of(result.response) == "Articles in this archive: 1"
    (attached,) = result.response.attachments
    name = attached["filename"] if isinstance(attached, dict) else attached.filename
    assert name == cards.archive_name(world.guild.name)


@pytest.mark.parametrize(
    ("server", "name"),
    [
        ("Halden", "articles-Halden.zip"),
        ("Les Échecs / Paris: 2", "articles-Les-Échecs-Paris-2.zip"),
        ("🙂", "articles.zip"),
        ("", "articles.zip"),
    ],
)
def test_an_archive_is_called_by_its_server(server, name):
    """By its name, of which what a file name cannot hold is left out."""
    assert cards.archive_name(server) == name


@pytest.mark.usefixtures("provoked")
async def test_an_article_that_is_not_there_is_named_without_the_servers_id(world):
    """As it was typed."""
    for command in ("corpus remove", "corpus show"):
        result = await world.mod.slash(world.channel, command, article="nope")
        assert result.response.content == "There is no article nope here. `/corpus list` shows what there is."


@pytest.mark.usefixtures("provoked")
async def test_nothing_is_not_exported(world):
    """The sentence says how to begin."""
    result = await world.mod.slash(world.channel, "corpus export")
    assert result.response.content.startswith("This server has no articles of its own.")


async def test_a_rebuild_that_fails_leaves_the_article_and_says_so(world, env, rebuild, shelf):
    """It answers after the next one."""
    rebuild.items = [RebuildError("no")]
    result = await add(world, env)
    assert "The index is not up to date with this yet." in text_of(result.response)
    assert (folder(world, shelf) / "marmots.md").exists()
    env.errors.clear()


async def test_changes_that_come_meanwhile_share_one_refresh():
    """The first runs at once; all that come while it runs wait for one more."""
    gates = [asyncio.Event() for _ in range(3)]
    begun = []

    async def refresh():
        begun.append(1)
        await gates[len(begun) - 1].wait()

    refreshing = Refreshing(refresh)
    waiting = [asyncio.create_task(refreshing.done())]
    await asyncio.sleep(0.01)
    waiting += [asyncio.create_task(refreshing.done()) for _ in range(5)]
    await asyncio.sleep(0.01)
    gates[0].set()
    await asyncio.sleep(0.01)
    assert [task.done() for task in waiting] == [True] + 5 * [False]
    gates[1].set()
    await asyncio.gather(*waiting)
    assert len(begun) == 2


async def refuse(*args, **kwargs):
    """What the state does when its disk is full."""
    raise StateError("the state cannot be used (disk is full)")


async def test_an_article_is_followed_whatever_the_log_of_actions_refuses(world, env, bot, rebuild, monkeypatch):
    """The file is in, so the index has to follow; the card says what went wrong beside."""
    monkeypatch.setattr(bot.state.audit, "note", refuse)
    result = await add(world, env)
    said = text_of(result.response)
    assert said.endswith("My answers use it now.\n-# I could not write this down in the log of actions.")
    assert rebuild.calls == [False]


async def test_a_removal_is_followed_whatever_the_state_refuses(world, env, bot, shelf, rebuild, monkeypatch, french):
    """In French too."""
    await add(world, env)
    monkeypatch.setattr(bot.state.audit, "note", refuse)
    monkeypatch.setattr(bot.state.answers, "drop_articles", refuse)
    result = await world.mod.slash(world.channel, "corpus remove", article="marmots.md")
    await env.settle()
    small = [line for line in text_of(result.response).splitlines() if line.startswith("-# ")]
    assert [line[:29] for line in small] == [
        "-# marmots.md",
        "-# Je n’ai pas pu noter cette",
        "-# D’anciennes réponses qui c",
    ]
    assert not (folder(world, shelf) / "marmots.md").exists()
    assert len(rebuild.calls) == 2


async def test_an_article_is_followed_though_its_message_is_gone(world, env, rebuild, monkeypatch):
    """Whoever dismissed it still changed the collection."""
    edit = discord.Interaction.edit_original_response
    failing = [discord.NotFound(SimpleNamespace(status=404, reason="gone"), {"code": 10008, "message": "gone"})]

    async def once(interaction, **given):
        if failing:
            raise failing.pop()
        return await edit(interaction, **given)

    monkeypatch.setattr(discord.Interaction, "edit_original_response", once)
    await world.mod.slash(world.channel, "corpus add", file=("marmots.md", MARMOTS))
    await env.settle()
    assert rebuild.calls == [False]


async def test_golden_questions_judge_an_added_article(world, env, bot, desk, rebuild):
    """An index with which they fail is built and not put in use, and the card says so."""
    await bot.state.golden.add(world.guild.id, "what is ROFR?", STARGATE.id, "", world.mod.id, datetime.now(UTC))
    desk.answers_of["s2"] = {}
    result = await add(world, env)
    said = text_of(result.response)
    assert said.startswith("**Added, but not in use**\n")
    assert "With this change, golden questions would get worse answers." in said
    assert rebuild.waits == [True]
    assert desk.used == []


async def held(world, env, bot, desk):
    """Add the marmots, which a golden question of this server holds back; return the message."""
    await bot.state.golden.add(world.guild.id, "what is ROFR?", STARGATE.id, "", world.mod.id, datetime.now(UTC))
    desk.answers_of["s2"] = {}
    return (await add(world, env)).response


async def test_a_change_that_is_held_back_says_what_got_worse_and_offers_both(world, env, bot, desk):
    """To whoever made it alone: to use it all the same, or to take it back. To leave it takes no button."""
    message = await held(world, env, bot, desk)
    assert "❌ what is ROFR?" in text_of(message)
    assert list(buttons(message)) == ["Use it anyway", "Undo"]


async def test_a_removal_that_is_held_back_says_that_it_is_still_in_use(world, env, bot, desk, rebuild):
    """And what was brought back in vain, that it is not."""
    await add(world, env)
    rebuild.items = [replace(REPORT, snapshot="s3")]
    await bot.state.golden.add(world.guild.id, "what is ROFR?", STARGATE.id, "", world.mod.id, datetime.now(UTC))
    desk.answers_of["s3"] = desk.answers_of["s4"] = {}
    gone = await world.mod.slash(world.channel, "corpus remove", article="marmots.md")
    await env.settle()
    assert text_of(gone.response).startswith("**Removed, but still in use**\n")
    rebuild.items = [replace(REPORT, snapshot="s4")]
    await world.mod.click(gone.response, label="Undo")
    await env.settle()
    assert text_of(gone.response).startswith("**Brought back, but not in use**\n")


async def test_a_change_that_is_held_back_names_what_else_has_changed(world, env, bot, desk):
    """The fault may be another's; what other servers have is not named, nor is the change itself."""
    added = ArticleName(f"@{world.guild.id}/marmots.md", "The marmots of Vanvey", f"server-{world.guild.id}")
    theirs = ArticleName("@77/secret.md", "A secret", "server-77")
    desk.made["s2"] = BuildChanges("s1", (added, theirs), (ArticleName("prices.md", "Prices 2026", "articles"),))
    message = await held(world, env, bot, desk)
    why = "Since the index in use was built, these articles changed too, which may be why:\n- Prices 2026"
    assert why in text_of(message)
    assert "secret" not in text_of(message)
    assert text_of(message).count("The marmots of Vanvey") == 1


async def test_a_change_that_is_held_back_alone_blames_nothing_else(world, env, bot, desk):
    added = ArticleName(f"@{world.guild.id}/marmots.md", "The marmots of Vanvey", f"server-{world.guild.id}")
    desk.made["s2"] = BuildChanges("s1", (added,))
    assert "may be why" not in text_of(await held(world, env, bot, desk))


@pytest.mark.parametrize("restart", [False, True])
async def test_a_change_that_is_held_back_is_used_all_the_same(restart, world, env, bot, desk, make_bot):
    """By its button, once, after a restart too; it is in the log of actions."""
    message = await held(world, env, bot, desk)
    if restart:
        await env.restart_bot(make_bot())
    pressed = await world.mod.click(message, label="Use it anyway")
    assert f"<@{world.mod.id}> put the new index in use." in text_of(pressed.response)
    assert desk.used == ["s2"]
    state = env.bot.state
    assert "index.use" in [one.action for one in await state.audit.newest(world.guild.id, limit=2)]
    assert buttons(pressed.response) == {}


async def test_a_change_that_is_held_back_is_taken_back(world, env, bot, desk, rebuild, shelf):
    """The file goes, and what answers stays until the index without it is built."""
    message = await held(world, env, bot, desk)
    rebuild.items = [replace(REPORT, snapshot="s3")]
    pressed = await world.mod.click(message, label="Undo")
    await env.settle()
    assert text_of(pressed.response).startswith("**Removed**\n")
    assert list(shelf.listing(root(world, shelf))) == []
    assert desk.used == ["s3"]


async def test_what_other_servers_hold_back_is_the_owners_to_use(world, env, bot, desk):
    """That it is others' is said; a manager is refused, and whoever lost the right is too."""
    await bot.state.golden.add(77, "what is ROFR?", STARGATE.id, "", 1, datetime.now(UTC))
    desk.answers_of["s2"] = {}
    message = (await add(world, env)).response
    assert "Got worse in other servers: 1." in text_of(message)
    assert "what is ROFR?" not in text_of(message)
    refused = await world.mod.click(message, label="Use it anyway")
    assert refused.followups[0].ephemeral
    assert desk.used == []
    lose_roles(world, env, world.mod)
    await world.mod.click(message, label="Use it anyway")
    assert desk.used == []
    env.errors.clear()


async def test_the_index_says_after_whose_change_it_was_built(world, env, bot, desk):
    """By whom in this server, and that it was others in theirs."""
    await add(world, env)
    build = await bot.state.builds.of("s2")
    assert (build.guild_id, build.person_id, build.in_use, build.followed) == (
        world.guild.id,
        world.mod.id,
        True,
        True,
    )
    for name in ("status", "changes"):
        said = text_of((await world.mod.slash(world.channel, f"index {name}")).response)
        assert f"-# After <@{world.mod.id}> changed articles" in said


async def test_two_changes_of_one_rebuild_are_both_told(world, env, bot, desk, rebuild):
    """Each server reads of its own people."""
    await bot.state.builds.note(world.guild.id, world.mod.id, "s1", NOW, in_use=True, report={"mode": "followed"})
    await bot.state.builds.note(77, 4711, "s1", NOW, in_use=True, report={"mode": "followed"})
    said = text_of((await world.mod.slash(world.channel, "index changes")).response)
    assert f"-# After <@{world.mod.id}> changed articles" in said
    assert "4711" not in said


async def test_a_change_is_shown_though_whose_it_is_cannot_be_kept(world, env, bot, monkeypatch):
    """The state's disk is full."""

    async def refuse(*args, **kwargs):
        raise StateError("the state cannot be used (disk is full)")

    monkeypatch.setattr(bot.state.builds, "note", refuse)
    assert "My answers use it now." in text_of((await add(world, env)).response)


async def test_an_index_that_others_put_in_use_meanwhile_is_not_replaced_unseen(world, env, desk, rebuild):
    """It is built once more upon that one."""
    desk.store.append("s9")

    class Switching(type(desk)):
        def use(self, name, *, instead_of=None, back=False):
            if name == "s2" and not self.used:
                self.snapshot = "s9"
                self.used.append("s9")
            super().use(name, instead_of=instead_of)

    desk.__class__ = Switching
    result = await add(world, env)
    assert rebuild.calls == [False, False]
    assert desk.used == ["s9", "s2"]
    assert text_of(result.response).endswith("My answers use it now.")


async def test_while_another_process_builds_the_card_says_that_it_follows(world, env, rebuild):
    """By itself, at the next look."""
    rebuild.items = [IndexBusyError("busy")]
    result = await add(world, env)
    assert "I bring it up to date with this by myself in a while." in text_of(result.response)


async def test_the_same_article_after_a_failed_rebuild_is_indexed(world, env, rebuild):
    """It was on disk, and nothing answered by it."""
    rebuild.items = [RebuildError("no")]
    await add(world, env)
    env.errors.clear()
    rebuild.items = [REPORT]
    again = await add(world, env)
    said = text_of(again.response)
    assert said.startswith("**It was here already, word for word**")
    assert said.endswith("My answers use it now.")
    assert rebuild.calls == [False, False]


@pytest.mark.parametrize("kind", ["changed", "touched"])
async def test_the_same_article_is_indexed_where_the_index_has_an_older_state_of_it(world, env, desk, rebuild, kind):
    """Or where its address has become known: the file looks another."""
    await add(world, env)
    desk.library.append(own(world))
    desk.pending = Changes(**{kind: (f"@{world.guild.id}/marmots.md",)})
    await add(world, env)
    assert rebuild.calls == [False, False]


@pytest.mark.parametrize("error", [NoIndexError("none"), DamagedIndexError("damaged")], ids=["none", "damaged"])
async def test_without_an_index_articles_are_listed_shown_and_removed(world, env, desk, shelf, error):
    """From what lies on disk."""
    await add(world, env)
    desk.error = error
    (choice,) = await world.mod.autocomplete(world.channel, "corpus show", "article", "marm")
    assert choice == {"name": "The marmots of Vanvey", "value": f"@{world.guild.id}/marmots.md"}
    for name in (choice["value"], "marmots.md"):
        shown = await world.mod.slash(world.channel, "corpus show", article=name)
        assert text_of(shown.response).endswith("The index does not hold it yet.")
    listed = await world.mod.slash(world.channel, "corpus list")
    assert "The marmots of Vanvey" in text_of(listed.response)
    await world.mod.slash(world.channel, "corpus remove", article=choice["value"])
    await env.settle()
    assert not (folder(world, shelf) / "marmots.md").exists()
    env.errors.clear()


@pytest.mark.parametrize("error", [TooBusyError(), StateError("locked"), NoIndexError("none"), OSError("disk")])
async def test_suggestions_never_fail(world, env, bot, monkeypatch, error):
    """Whoever types on is asked again."""

    async def run(*args, **kwargs):
        raise error

    monkeypatch.setattr(bot.thinking, "run", run)
    assert await world.mod.autocomplete(world.channel, "corpus show", "article", "x") == []
    assert env.errors == []


async def test_suggestions_do_not_fail_with_the_state(world, env, bot, monkeypatch):
    """Rights are looked up there."""
    monkeypatch.setattr(bot.state.settings, "of", refuse)
    assert await world.mod.autocomplete(world.channel, "corpus show", "article", "x") == []
    assert env.errors == []


@pytest.mark.usefixtures("provoked")
async def test_a_second_article_waits_for_the_first_of_its_server(world, env, shelf, monkeypatch):
    """Whoever adds it: nothing of it is downloaded. A question waits for neither."""
    begun, go = [], asyncio.Event()

    async def slow(url):
        begun.append(url)
        await env.external_wait(go.wait(), reason="the page comes")
        return FetchedPage(LINK, "marmots.html", ".html", PAGE)

    monkeypatch.setattr(env.bot, "shelf", replace(shelf, fetch=slow))
    first = await world.mod.slash(world.channel, "corpus add", link=LINK)
    other = world.guild.add_member(env.create_user("other"), roles=[world.mods])
    second = await other.slash(world.channel, "corpus add", link="https://example.org/other")
    assert second.response.content.startswith("I am still taking in other articles here.")
    assert begun == [LINK]
    meanwhile = await world.mod.slash(world.channel, "ask", question="what is ROFR?")
    assert text_of(meanwhile.response).startswith("-# Question: what is ROFR?")
    go.set()
    await env.settle()
    assert text_of(first.response).startswith("**Added**")


async def test_several_articles_of_a_server_wait_as_several():
    """So that the last of all is not kept waiting for longer than Discord waits for it."""
    queue = AddingQueue()
    with queue.place(1, 5), queue.place(2, MOST - 5), pytest.raises(TooBusyError), queue.place(3):
        pass
    with queue.place(3, 5):
        pass


async def test_articles_wait_in_a_queue_that_holds_no_bytes():
    """Two are being taken in, the others have a place; one more is too many."""
    queue = AddingQueue()
    with ExitStack() as places:
        for guild_id in range(MOST):
            places.enter_context(queue.place(guild_id))
        with pytest.raises(TooBusyError), queue.place(MOST):
            pass
        with pytest.raises(RefusedError, match="one_at_a_time"), queue.place(0):
            pass
        for _ in range(AT_ONCE):
            await queue.slot.acquire()
        assert queue.slot.locked()
    with queue.place(MOST):
        pass


@pytest.mark.usefixtures("provoked")
async def test_a_right_that_went_while_the_page_was_read_counts_no_more(world, env, shelf, rebuild, monkeypatch):
    """It is asked for right before the file is put in place."""
    reads = adding.try_reading

    def reading(path, limits, **given):
        lose_roles(world, env, world.mod)
        return reads(path, limits, **given)

    monkeypatch.setattr(adding, "try_reading", reading)
    result = await add(world, env)
    assert result.response.content.startswith("Only people who may manage this server")
    assert list(shelf.listing(root(world, shelf))) == []
    assert rebuild.calls == []


async def test_shared_articles_are_not_those_of_servers_that_lie_among_them(world, env, shelf, monkeypatch):
    """With the data folder inside the folder of articles."""

    async def is_owner(user):
        return True

    monkeypatch.setattr(env.bot, "is_owner", is_owner)
    shared = Root(shelf.servers.parent, without=(shelf.servers,))
    monkeypatch.setattr(env.bot, "shelf", replace(shelf, shared=shared))
    await add(world, env)
    await add(world, env, file=("ours.md", MARMOTS + b"More."), shared=True)
    result = await world.mod.slash(world.channel, "corpus list", shared=True)
    assert "ours.md" in text_of(result.response)
    assert "marmots.md" not in text_of(result.response)


def test_the_numbers_of_a_refusal_are_written_as_people_write_them():
    """But for those that count nothing."""
    long = IntakeError("too_long", most=3_000_000)
    assert "3,000,000 characters" in explain(long, "en", "a test").sentence
    assert "3\u202f000\u202f000 caractères" in explain(long, "fr", "a test").sentence
    assert "not 8080" in explain(FetchError("link_port", port=8080), "en", "a test").sentence


@pytest.mark.parametrize("code", UNREADABLE_CODES)
def test_every_cause_is_said_in_both_languages(code):
    """Without the floor's own words."""
    error = IntakeError("unreadable", cause="floor words", code=code)
    said = {language: explain(error, language, "a test").sentence for language in ("en", "fr")}
    assert said["en"] != said["fr"]
    assert "floor words" not in said["en"] + said["fr"]
    assert len(said["fr"]) > len("Je n’arrive pas à le lire.")


def test_a_cause_that_nobody_knows_is_left_out():
    """Rather than shown in another language."""
    error = IntakeError("unreadable", cause="floor words")
    assert explain(error, "fr", "a test") == Told(
        "Je n’arrive pas à le lire. Enregistrez son seul texte en .txt.", theirs=True
    )


@pytest.mark.parametrize(("ending", "advice"), [(".doc", ".docx, et"), (".mhtml", ".html, et"), (".xyz", ".txt, .md")])
def test_what_helps_with_another_format_is_said_in_french(tmp_path, ending, advice):
    """As it is in English at a terminal."""
    with pytest.raises(IntakeError) as caught:
        take_in(tmp_path, f"a{ending}", b"x")
    assert advice in explain(caught.value, "fr", "a test").sentence


def test_the_limits_of_servers_are_the_hosts(tmp_path):
    """Those of the shared articles stay as they are at a terminal."""
    settings = Settings(corpus=tmp_path, data_dir=tmp_path, server_articles=3, server_mb=2, _env_file=None)
    shelf = make_bot_of(settings, FakeDesk()).shelf
    limits = shelf.limits_of(shelf.root(7))
    assert (limits.articles, limits.total_bytes, limits.total_characters) == (3, 2_000_000, 5_000_000)
    assert shelf.limits_of(shelf.root(7, shared=True)) == IntakeLimits()
    assert shelf.root(7, shared=True).without == (tmp_path / "servers",)


@pytest.mark.parametrize("reason", [*FETCH_REASONS, *INTAKE_REASONS])
def test_every_refusal_has_a_sentence_in_both_languages(reason):
    """With nothing of the floor's own English beside the cause that it names."""
    places = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[reason]) if name}
    given = dict.fromkeys(places, "x") | ({"ending": ".x"} if reason == "format" else {})
    kind = FetchError if reason in FETCH_REASONS else IntakeError
    for language in ("en", "fr"):
        told = explain(kind(reason, **given), language, "a test")
        assert isinstance(told, Told)
        assert told.sentence
    assert say("fr", f"discord.refused.{reason}", **given) != say("en", f"discord.refused.{reason}", **given)


@pytest.mark.parametrize("reason", NOTE_REASONS)
def test_every_note_has_a_sentence_in_both_languages(reason):
    """With the same values as the floor's own."""
    given = dict.fromkeys((name for _, name, _, _ in string.Formatter().parse(NOTES[reason]) if name), "x")
    said = [say(language, f"discord.note.{reason}", **given) for language in ("en", "fr")]
    assert said[0] != said[1]


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_what_is_unclear_in_a_file_is_said_in_the_readers_language(language, world, env, request):
    """With the file's own words, in which nothing is live."""
    if language == "fr":
        request.getfixturevalue("french")
    data = b"---\nlang: <@1> **x**\nurl: nowhere\n---\n\n" + MARMOTS
    text = text_of((await add(world, env, file=("marmots.md", data))).response)
    lang, url = {
        "en": ("The front matter’s lang is neither fr nor en, so the text decides: ", "url is not a web address"),
        "fr": (
            "Dans l’en-tête, lang n’est ni fr ni en\u00a0; c’est le texte qui en décide\u00a0: ",
            "url n’est pas une adresse",
        ),
    }[language]
    assert f"-# {lang}\\<\\@1> \\*\\*x\\*\\*" in text
    assert url in text


ANY = st.text(st.characters(), max_size=400)


@given(ANY, ANY, ANY, st.lists(st.builds(Note, st.just("lang"), value=ANY), max_size=6))
def test_whatever_articles_are_called_the_cards_stand(title, name, url, notes):
    """Within Discord's limits, with nothing live in them and no address that is none."""
    source = Source(name, "2026-01-02T03:04:05+00:00", url, title, "fr", 5, "2024-01-01")
    listed = Listed(name, 5, datetime(2026, 1, 1, tzinfo=UTC), source)
    taken = Taken(name, "added", title, "fr", 5, url, date(2024, 1, 1), 5, tuple(notes), None)
    article = Article("a", title, "fr", title or "x", url, None)
    made = [
        cards.added(taken, "fr", state="in_use", shared=False),
        cards.page([listed] * 20, 1, IntakeLimits(), "en", shared=True),
        cards.about(listed, article, 3, "en", shared=False),
        cards.about(listed, None, 0, "fr", shared=False),
        cards.restored(name, title, "fr", state="in_use"),
        cards.removed(Trashed("t", name, NOW, 5, title), "fr", state="held", shared=False),
        cards.trash([Trashed("t", name, NOW, 5, title)] * 30, "en"),
        cards.several(
            [replace(taken, beside=name, copy=name)] * 4 + [cards.NotTaken(title, "Why.")], "fr", state="held"
        ),
        cards.several(
            [replace(taken, beside=name, copy=name), cards.NotTaken(title, "Why.")] * 200, "en", state="later"
        ),
        cards.several([cards.NotTaken(title, f"Why {number}.") for number in range(200)], "en", state="waits"),
    ]
    for card in made:
        arguments(card)
        text = "\n".join(card.parts)
        assert sum(map(size, card.parts)) <= LONGEST_LAYOUT
        assert "@everyone" not in text
        assert "<@" not in text
        for row in card.rows:
            assert all(isinstance(one, Button) and len(one.custom_id) <= 100 for one in row)


def test_every_outcome_has_a_heading():
    """Added, replaced, there already."""
    for outcome in get_args(Outcome):
        assert say("fr", f"discord.corpus.{outcome}")
