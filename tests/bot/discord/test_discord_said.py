"""“Add to the articles” in a message's menu: whose messages, by whom, and what becomes of them."""

from datetime import date

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.collecting import said
from bot.discord_app.collecting.shelf import Shelf
from bot.discord_app.controls import modal
from bot.discord_app.failures import RefusedError
from corpus.formats.front_matter import front_matter_of
from corpus.intake.places import files_of
from corpus.library import read_article
from tests.bot.discord.fakes import text_of

ADD_TO = "Add to the articles"
MANAGERS = "Only people who may manage this server (“Manage Server”) can do that."
RAIDS = "## Raid times\nWe raid on <t:1767294000:F> and each Thursday, in <#{channel}>.\nBring two healers. :shield:"
CRANE = (
    "Annonce : la grue du port est en panne jusqu'au 15 décembre 2026. Pour mettre à l'eau, utilisez la cale de "
    "Kerpalud, où un employé de la mairie vous aide de 9 h à 12 h."
)
PLACE = said.MessagePlace(1, 2, 1200000000000000000)  # of 25 January 2024


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "servers")


@pytest.fixture
def provoked(env):
    """What is refused on purpose counts as handled."""
    yield
    env.errors.clear()


def fields(form):
    """The fields of a form that Discord was sent, by their names."""
    return {one["component"]["custom_id"]: one["component"] for one in form.modal["components"]}


async def chosen(world, text):
    """Somebody says something, and the moderator chooses it."""
    message = await world.alice.send(world.channel, text)
    return message, await world.mod.context_menu(world.channel, ADD_TO, message)


async def sent(world, env, form, **filled):
    """Send the form as it was opened but for what is `filled` in; return what is shown at the end."""
    result = await world.mod.submit_modal(form, {name: one["value"] for name, one in fields(form).items()} | filled)
    await env.settle()
    return result


@pytest.mark.usefixtures("read_here")
async def test_a_message_becomes_an_article_that_leads_back_to_it(world, env, shelf, rebuild):
    """With the title, the day and the words that its readers see; the log of actions says who did it."""
    message, form = await chosen(world, RAIDS.format(channel=world.channel.id))
    assert form.modal["title"] == "Add to this server’s articles"
    assert form.modal["components"][1]["description"].startswith("Everybody here can read it")
    shown = fields(form)
    assert shown["title"]["value"] == "Raid times"
    assert shown["text"]["value"] == (
        "## Raid times\nWe raid on 2026-01-01 19:00 UTC and each Thursday, in #general.\nBring two healers. :shield:"
    )
    result = await sent(world, env, form)
    url = f"https://discord.com/channels/{world.guild.id}/{world.channel.id}/{message.id}"
    assert text_of(result.response).startswith(f"**Added**\n[Raid times]({url})\n-# English · ")
    assert text_of(result.response).endswith("My answers use it now.")
    assert result.ephemeral
    assert rebuild.calls == [False]
    (file,) = files_of(shelf.root(world.guild.id))
    article = read_article(file)
    assert (article.title, article.url, article.published) == ("Raid times", url, date(2026, 1, 1))
    assert article.text.endswith(
        "We raid on 2026-01-01 19:00 UTC and each Thursday, in #general.\n\nBring two healers. :shield:"
    )
    (entry,) = await env.bot.state.audit.newest(world.guild.id, limit=5)
    assert (entry.action, entry.person_id, entry.detail["link"]) == ("corpus.add", world.mod.id, url)


@pytest.mark.usefixtures("read_here")
async def test_what_looks_like_a_tag_is_kept(world, env, shelf):
    """Help on commands is full of them."""
    _, form = await chosen(world, "Type /give <player> <item> in chat, or `/kit <name>`; <Ann> told me. <!-- so -->")
    await sent(world, env, form)
    (file,) = files_of(shelf.root(world.guild.id))
    assert read_article(file).text == ("Type /give <player> <item> in chat, or /kit <name>; <Ann> told me. <!-- so -->")


@pytest.mark.usefixtures("read_here")
async def test_added_again_it_takes_the_place_of_its_earlier_state(world, env, shelf):
    """Undo brings that back; the same again changes nothing."""
    message, form = await chosen(world, "The club meets on Mondays at eight in the old mill by the river.")
    await sent(world, env, form, title="Club nights")
    form = await world.mod.context_menu(world.channel, ADD_TO, message)
    mended = await sent(world, env, form, title="Club", text="The club meets on Tuesdays at eight, in the old mill.")
    assert text_of(mended.response).startswith("**Replaced by its newer version**")
    (file,) = shelf.root(world.guild.id).folder.glob("*.md")
    assert "Tuesdays" in file.read_text()
    await world.mod.click(mended.response, label="Undo")
    await env.settle()
    (file,) = shelf.root(world.guild.id).folder.glob("*.md")
    assert "Mondays" in file.read_text()
    form = await world.mod.context_menu(world.channel, ADD_TO, message)
    same = await sent(world, env, form, title="Club nights")
    assert text_of(same.response).startswith("**It was here already, word for word**")


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("title", [None, "Une annonce dont personne n’a raccourci le titre, qui est donc bien long"])
async def test_an_article_made_of_a_message_is_taken_back_by_its_button(title, world, env, shelf):
    """However long its first paragraph is; the file's name is short."""
    _, form = await chosen(world, CRANE)
    result = await sent(world, env, form, **({} if title is None else {"title": title}))
    (file,) = shelf.root(world.guild.id).folder.glob("*.md")
    assert len(file.name) <= 63
    await world.mod.click(result.response, label="Undo")
    await env.settle()
    assert not list(shelf.root(world.guild.id).folder.glob("*.md"))


async def test_it_is_for_who_manages_the_bot(world, env, bot, provoked, shelf):
    """As with `/corpus add`: also by a role that the settings name; asked when it is chosen and when it is sent."""
    (entry,) = [one for one in await env.bot.tree.fetch_commands() if one.name == ADD_TO]
    assert entry.default_member_permissions == discord.Permissions(manage_guild=True)
    keepers = world.guild.create_role("keepers")
    keeper = world.guild.add_member(env.create_user("keeper"), roles=[keepers])
    world.guild.set_command_permissions(entry, {world.alice: True, keeper: True})
    await bot.state.settings.set(world.guild.id, "manage_roles", [keepers.id])
    message = await world.alice.send(world.channel, "The club meets on Mondays.")
    refused = await world.alice.context_menu(world.channel, ADD_TO, message)
    assert refused.modal is None
    assert MANAGERS in text_of(refused.response)
    form = await keeper.context_menu(world.channel, ADD_TO, message)
    assert form.modal is not None
    env.backend.guilds[world.guild.id].members[keeper.id].role_ids.clear()
    late = await keeper.submit_modal(form, {"title": "Club", "text": "The club meets on Mondays."})
    assert MANAGERS in text_of(late.response)
    assert not shelf.root(world.guild.id).folder.exists()


async def test_what_makes_no_article_is_refused_kindly(world, env, provoked, desk):
    """A picture, the bot's own answer, and a form that was emptied."""
    nothing = await world.alice.send(world.channel, "<:party:1234567890>")
    result = await world.mod.context_menu(world.channel, ADD_TO, nothing)
    assert text_of(result.response) == "There is no text in that message that I could read."
    answer = (await world.alice.slash(world.channel, "ask", question="what is ROFR?")).response
    result = await world.mod.context_menu(world.channel, ADD_TO, answer)
    assert text_of(result.response) == "That is a message of mine; I do not answer from my own words."
    _, form = await chosen(world, "The club meets on Mondays.")
    result = await sent(world, env, form, text="  \n ")
    assert text_of(result.response) == "An article needs a title and a text."


async def test_in_french(world, env, french):
    """The form too."""
    _, form = await chosen(world, "Le club se réunit le lundi soir à vingt heures.")
    assert form.modal["title"] == "Ajouter aux articles de ce serveur"
    (registered,) = [one.json for one in env.http_requests if one.method == "PUT"]
    (entry,) = [command for command in registered if command["name"] == ADD_TO]
    assert entry["name_localizations"] == {"fr": "Ajouter aux articles"}
    assert entry["contexts"] == [0]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# **How to join**\nPress the button.", "How to join"),
        ("\n> ~~old~~ new rules!\nBe kind.", "old new rules!"),
        ("---\n- first", "first"),
        ("Voici les horaires", "Voici les horaires"),
        ("word " * 40, "word " * 11 + "word…"),
        ("x" * 150, "x" * 59 + "…"),
        ("https://example.org/" + "x" * 150 + " see this", "https://example.org/" + "x" * 39 + "…"),
        ("🎉 a " * 40, "🎉 a " * 11 + "🎉 a…"),
        (CRANE, "Annonce : la grue du port est en panne jusqu'au 15 décembre 2026."),
        ("M. Le Goff range le hangar samedi. " + "Venez avec des gants. " * 4, "M. Le Goff range le hangar samedi."),
        (
            "Nous rangeons le hangar, le local, " + "et tout ce qui traîne " * 4,
            "Nous rangeons le hangar, le local, et tout ce qui traîne et…",
        ),
        ("🎉🎉\nParty", "Party"),
        ("**Announcement**: the workshop is on __Friday__.", "Announcement: the workshop is on Friday."),
    ],
)
def test_the_first_line_is_the_title(text, title):
    """Without Discord's marks, cut between words; somebody has to give one where there is none."""
    assert said.form(text, PLACE, "en").fields[0].value == title


@pytest.mark.parametrize(("title", "text"), [(" ", "text"), ("\x1b", "text"), ("title", " \n "), ("title", "🎉🎉")])
def test_an_article_has_a_title_and_a_text(title, text):
    """Spaces and what controls terminals are none; nor are emoji a text."""
    with pytest.raises(RefusedError, match=r"corpus\.said\.empty"):
        said.article_file(title, text, PLACE)


def test_a_message_of_emoji_alone_opens_no_form():
    with pytest.raises(RefusedError, match=r"menu\.no_text"):
        said.form("🎉🎉", PLACE, "en")


def test_a_text_that_no_form_holds_is_refused_with_a_way_out():
    """Embeds hold up to 6,000 characters."""
    with pytest.raises(RefusedError) as refused:
        said.form("x" * 4001, PLACE, "en")
    assert refused.value.key == "discord.corpus.said.too_long"
    assert refused.value.values == {"found": "4,001", "most": "4,000"}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one\ntwo", ["one", "", "two"]),
        ("Rules:\n- kind\n  - very\n1. calm\nBye", ["Rules:", "", "- kind", "  - very", "1. calm", "", "Bye"]),
        ("a\n```py\nx = 1\n    y = 2\n```\nb", ["a", "", "```py", "x = 1", "    y = 2", "```", "", "b"]),
        ("-# small ||secret|| print", ["small secret print"]),
        ("a || b, ||so so||", ["a || b, so so"]),
        ("`a || b` and\n```\nif (a || b) <x>\n```", ["`a || b` and", "", "```", "if (a || b) <x>", "```"]),
        ("Type /give <player> in <https://a.example>", ["Type /give &lt;player> in <https://a.example>"]),
        ("    set in", ["set in"]),
        ("| a | b |\n| - | - |\n| 1 | 2 |", ["| a | b |", "| - | - |", "| 1 | 2 |"]),
    ],
)  # fmt: skip
def test_lines_are_paragraphs_but_for_lists_tables_and_code(text, lines):
    """As Discord shows them: Markdown would run them together."""
    _, data = said.article_file("t", text, PLACE)
    assert data.decode().partition("\n---\n\n")[2] == "\n".join([*lines, ""])


UNSAID = ("none", "null", "~")  # in a front matter; the file's name says it then
NAMED = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(
    lambda one: one.strip() and one.strip().casefold() not in UNSAID
)


WORDED = st.builds(
    lambda before, word, after: f"{before}{word}{after}",
    st.text(max_size=1900),
    st.sampled_from("aé7"),
    st.text(max_size=90),
)


@given(title=NAMED, text=WORDED)
def test_whatever_is_typed_the_front_matter_says_title_address_and_day(title, text):
    """Quotes, colons, rules of dashes and emoji in it end nothing early."""
    name, data = said.article_file(title, text, PLACE)
    assert name.endswith(".md")
    front = front_matter_of(data.decode())
    assert front.title == " ".join(title.replace("\ufffe", " ").replace("\uffff", " ").split())
    assert (front.url, front.published) == ("https://discord.com/channels/1/2/1200000000000000000", date(2024, 1, 25))


@given(text=WORDED)
def test_every_form_is_within_discords_limits(text):
    """Whatever stands around its words."""
    title, said_ = modal(said.form(text, PLACE, "fr")).to_dict()["components"]
    assert len(title["component"].get("value", "")) <= title["component"]["max_length"] == 100
    assert len(said_["component"].get("value", "")) <= said_["component"]["max_length"] == 4000
    assert len(said_["description"]) <= 100
