"""`/settings`, played by people in a simulated Discord: commands, menus, buttons, the form, what is offered."""

import aiohttp
import discord
import pytest
import simcord

from bot.state.nouns import ServerSettings
from tests.bot.discord.fakes import text_of

MANAGERS = "Only people who may manage this server (“Manage Server”) can do that."


@pytest.fixture(autouse=True)
def people(monkeypatch):
    """How many have each role, which simcord does not say; None is an outage."""
    counts = {}

    async def role_member_counts(guild):
        if counts.get("down"):
            raise aiohttp.ClientConnectionError
        return {discord.Object(role): count for role, count in counts.items()}

    monkeypatch.setattr(discord.Guild, "role_member_counts", role_member_counts)
    return counts


@pytest.fixture
def kept(bot, world):
    """Returns the settings that are kept now."""

    async def read():
        return await bot.state.settings.of(world.guild.id)

    return read


@pytest.fixture
def noted(bot, world):
    """Returns what the audit log holds, oldest first: action and detail."""

    async def read():
        return [
            (one.action, dict(one.detail)) for one in reversed(await bot.state.audit.newest(world.guild.id, limit=50))
        ]

    return read


async def opened(world, name, who=None):
    """Show the settings, and choose one in the menu; return the message."""
    person = who or world.mod
    shown = await person.slash(world.channel, "settings show")
    await person.select(shown.response, [name], custom_id="sourcier:settings:open")
    return shown.response


def buttons_of(message):
    return [one for row in message.components if row["type"] == 1 for one in row["components"]]


async def test_show_lists_every_setting_with_its_default(world):
    """Only whoever manages sees it; each value stands under its name, and a menu changes each."""
    result = await world.mod.slash(world.channel, "settings show")
    said = text_of(result.response)
    assert result.ephemeral
    assert "**Channels I answer in**\n*all channels*" in said
    assert "**Questions a day, per person**\n*no limit*" in said
    assert "**Golden questions that may get worse**\n*0%*" in said
    menu, reset = buttons_of(result.response)
    assert [one["value"] for one in menu["options"]] == list(ServerSettings.__dataclass_fields__)
    assert menu["options"][4]["description"] == "Now: normal"
    assert reset["disabled"]
    assert "⚠️" not in said
    assert "*yes*\n-# Whoever runs me has set no chat model, so this has no effect." in said


async def test_with_a_chat_model_nothing_is_said_of_its_absence(world, desk):
    """The setting has an effect then."""
    desk.chat_model = "openai:m"
    said = text_of((await world.mod.slash(world.channel, "settings show")).response)
    assert "no chat model" not in said


async def test_show_in_french(world, french):
    """Names and values."""
    result = await world.mod.slash(world.channel, "settings show")
    assert "**Salons où je réponds**\n*tous les salons*" in text_of(result.response)


async def test_a_member_without_the_right_is_refused_everywhere(world, env, bot, kept):
    """Whatever the server made of the default: commands, what is offered, and presses on another's card."""
    (command,) = [one for one in await env.bot.tree.fetch_commands() if one.name == "settings"]
    world.guild.set_command_permissions(command, {world.alice: True})
    for name, options in (
        ("settings show", {}),
        ("settings set", {"setting": "private", "value": "yes"}),
        ("settings reset", {}),
    ):
        result = await world.alice.slash(world.channel, name, **options)
        assert result.response.content == MANAGERS
        assert result.ephemeral
    assert await world.alice.autocomplete(world.channel, "settings set", "value", "", setting="private") == []
    assert await kept() == ServerSettings()
    env.errors.clear()


async def test_it_is_not_offered_in_direct_messages(world):
    """There is no server to set."""
    with pytest.raises(simcord.SetupError):
        await world.mod.user.slash("settings show")


async def test_set_reads_a_value_keeps_it_and_says_what_it_means(world, kept, noted):
    """And writes down who changed what from what to what."""
    other = world.guild.create_text_channel("other")
    value = f"<#{world.channel.id}> #other"
    result = await world.mod.slash(world.channel, "settings set", setting="channels", value=value)
    said = text_of(result.response)
    assert f"✅ From now on I answer in <#{world.channel.id}> and <#{other.id}> only." in said
    assert (await kept()).channels == (world.channel.id, other.id)
    assert await noted() == [
        ("settings.set", {"setting": "channels", "old": [], "new": [world.channel.id, other.id]}),
    ]
    again = await world.mod.slash(world.channel, "settings set", setting="channels", value=value)
    assert "✅ That is how it is already." in text_of(again.response)
    assert len(await noted()) == 1


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("channels", "#nowhere", "“#nowhere” does not name channels of this server."),
        ("ask_roles", "<@&123456789012345678>", "does not name roles of this server."),
        ("private", "perhaps", "“perhaps” means nothing here. Say `yes` or `no`."),
        ("length", "huge", "I know no length “huge”. Say `short`, `normal` or `long`."),
        ("collections", "server-1", "There is no shared collection “server-1”."),
        ("daily_limit", "-3", "Give a whole number up to 100,000, or 0 for none."),
        ("daily_limit", "1e3", "Give a whole number"),
        ("tolerance", "101", "is not a percentage. Give one from 0 to 100."),
        ("tolerance", "@everyone", "“@\u200beveryone” is not a percentage."),
    ],
)
async def test_a_wrong_value_is_told_what_is_accepted(name, value, sentence, world, env, kept, noted):
    """Nothing is changed, nothing is written down."""
    result = await world.mod.slash(world.channel, "settings set", setting=name, value=value)
    assert sentence in result.response.content
    assert await kept() == ServerSettings()
    assert await noted() == []
    env.errors.clear()


async def test_each_yes_and_no_is_a_button(world, kept):
    """The present one cannot be pressed; the card then says what holds, and a restart changes nothing."""
    message = await opened(world, "private")
    assert "Now: *no*" in text_of(message)
    await world.mod.click(message, label="yes")
    assert "✅ From now on `/ask` answers for the asker alone, unless they say otherwise." in text_of(message)
    assert (await kept()).private is True
    yes, no, *_ = buttons_of(message)
    assert (yes["disabled"], no["disabled"]) == (True, False)


async def test_buttons_work_after_a_restart(world, env, make_bot):
    """The custom id says it all."""
    message = await opened(world, "private")
    await env.restart_bot(make_bot())
    await world.mod.click(message, label="yes")
    assert (await env.bot.state.settings.of(world.guild.id)).private is True


async def test_a_length_is_chosen_in_a_menu(world, kept):
    """With what each means."""
    message = await opened(world, "length")
    menu = buttons_of(message)[0]
    assert [(one["value"], one.get("default", False)) for one in menu["options"]] == [
        ("short", False),
        ("normal", True),
        ("long", False),
    ]
    await world.mod.select(message, ["long"], custom_id="sourcier:settings:value:length")
    assert (await kept()).length == "long"


async def test_channels_and_roles_are_chosen_in_discords_own_menus(world, kept):
    """None chosen means all."""
    message = await opened(world, "channels")
    await world.mod.select(message, [world.channel], custom_id="sourcier:settings:value:channels")
    assert (await kept()).channels == (world.channel.id,)
    assert [one["id"] for one in buttons_of(message)[0]["default_values"]] == [world.channel.id]
    await world.mod.select(message, [], custom_id="sourcier:settings:value:channels")
    assert (await kept()).channels == ()
    assert "From now on I answer in every channel that I can read." in text_of(message)
    readers = world.guild.create_role("readers")
    message = await opened(world, "ask_roles")
    await world.mod.select(message, [readers], custom_id="sourcier:settings:value:ask_roles")
    assert (await kept()).ask_roles == (readers.id,)
    assert f"people with <@&{readers.id}> may ask me" in text_of(message)


async def test_collections_are_chosen_in_a_menu_without_servers_own(world, kept, desk):
    """What another server added is nobody's business."""
    from dataclasses import replace

    desk.library = [replace(desk.library[0], id=f"{one}.md", collection=one) for one in ("a", "b", "server-7")]
    message = await opened(world, "collections")
    assert [one["value"] for one in buttons_of(message)[0]["options"]] == ["a", "b"]
    await world.mod.select(message, ["b"], custom_id="sourcier:settings:value:collections")
    assert (await kept()).collections == ("b",)
    assert "From now on I answer from b only, and from what was added in this server." in text_of(message)
    desk.library = desk.library[:1]
    result = await world.mod.slash(world.channel, "settings show")
    assert "b (no longer there)" in text_of(result.response)
    assert "⚠️ **Collections I answer from**: None of these collections is there any more" in text_of(result.response)


async def test_a_number_is_entered_in_a_form(world, env, kept, noted):
    """Filled in as it is; what it is not is told, and the card stays."""
    message = await opened(world, "person_limit")
    form = await world.mod.click(message, label="Enter a number…")
    assert form.modal["title"] == "Questions a day, per person"
    await world.mod.submit_modal(form, {"number": "1 000"})
    assert (await kept()).person_limit == 1000
    assert "✅ From now on one person may ask me 1,000 questions a day." in text_of(message)
    form = await world.mod.click(message, label="Enter a number…")
    sent = await world.mod.submit_modal(form, {"number": "many"})
    assert "“many” is not a limit." in sent.followups[0].content
    assert (await kept()).person_limit == 1000
    form = await world.mod.click(await opened(world, "tolerance"), label="Enter a number…")
    await world.mod.submit_modal(form, {"number": "2,5 %"})
    assert (await kept()).tolerance == pytest.approx(0.025)
    assert [action for action, _ in await noted()] == ["settings.set"] * 2
    env.errors.clear()


async def test_one_setting_goes_back_to_its_default(world, kept, noted):
    """By the command, and by the button."""
    await world.mod.slash(world.channel, "settings set", setting="length", value="court")
    result = await world.mod.slash(world.channel, "settings reset", setting="length")
    assert "✅ From now on my answers are of this length: normal." in text_of(result.response)
    await world.mod.slash(world.channel, "settings set", setting="daily_limit", value="5")
    message = await opened(world, "daily_limit")
    await world.mod.click(message, label="Back to the default")
    assert await kept() == ServerSettings()
    assert [action for action, _ in await noted()] == ["settings.set", "settings.reset"] * 2


async def test_all_go_back_after_a_confirmation(world, kept, noted):
    """Asked first; cancelling changes nothing."""
    await world.mod.slash(world.channel, "settings set", setting="length", value="short")
    await world.mod.slash(world.channel, "settings set", setting="private", value="oui")
    asked = (await world.mod.slash(world.channel, "settings reset")).response
    assert "Are you sure?" in text_of(asked)
    await world.mod.click(asked, label="Cancel")
    assert (await kept()).length == "short"
    asked = (await world.mod.slash(world.channel, "settings reset")).response
    await world.mod.click(asked, label="Yes, reset all")
    assert await kept() == ServerSettings()
    assert "✅ All settings are at their defaults again." in text_of(asked)
    assert [detail["setting"] for action, detail in await noted() if action == "settings.reset"] == [
        "private",
        "length",
    ]


async def test_whoever_manages_by_a_role_makes_no_more_managers(world, env, bot, kept):
    """Not by the command, the menu, the reset of one or of all; everything else they may."""
    helpers, others = world.guild.create_role("helpers"), world.guild.create_role("others")
    await bot.state.settings.set(world.guild.id, "manage_roles", (helpers.id,))
    helper = world.guild.add_member(env.create_user("helper"), roles=[helpers])
    (command,) = [one for one in await env.bot.tree.fetch_commands() if one.name == "settings"]
    world.guild.set_command_permissions(command, {helper: True})
    refusal = "Only people who may manage the server (“Manage Server”) can change which roles may manage me."
    for name, options in (
        ("settings set", {"setting": "manage_roles", "value": "others"}),
        ("settings reset", {"setting": "manage_roles"}),
    ):
        result = await helper.slash(world.channel, name, **options)
        assert result.response.content == refusal
    message = await opened(world, "manage_roles", helper)
    chosen = await helper.select(message, [others], custom_id="sourcier:settings:value:manage_roles")
    assert chosen.followups[0].content == refusal
    await helper.slash(world.channel, "settings set", setting="private", value="yes")
    asked = (await helper.slash(world.channel, "settings reset")).response
    await helper.click(asked, label="Yes, reset all")
    assert "except the roles that may manage me" in text_of(asked)
    assert await kept() == ServerSettings(manage_roles=(helpers.id,))
    env.errors.clear()


async def test_a_role_taken_away_between_two_presses_counts_no_more(world, env, kept):
    """The card is still there; what it does is refused to its former manager."""
    message = await opened(world, "private")
    world.guild.remove_member(world.mod)
    mod = world.guild.add_member(world.mod.user)
    pressed = await mod.click(message, label="yes")
    assert pressed.response.content == MANAGERS
    assert (await kept()).private is False
    env.errors.clear()


async def test_everybody_cannot_be_let_manage(world, env, kept):
    """The role of everybody is everybody for askers, and refused for managers."""
    result = await world.mod.slash(world.channel, "settings set", setting="manage_roles", value="@everyone")
    assert result.response.content.startswith("That would let everybody manage me.")
    result = await world.mod.slash(world.channel, "settings set", setting="ask_roles", value="@everyone")
    assert "That is how it is already." in text_of(result.response)
    assert await kept() == ServerSettings()
    env.errors.clear()


async def test_what_locks_people_out_is_warned_of(world, env):
    """A channel closed to the bot, a role that nobody has, and what Discord hides from managing roles."""
    closed = world.guild.create_text_channel(
        "closed", overwrites={world.guild.me: discord.PermissionOverwrite(send_messages=False)}
    )
    result = await world.mod.slash(world.channel, "settings set", setting="channels", value="closed")
    assert "⚠️ I may write in none of these channels, so I can answer nowhere." in text_of(result.response)
    value = f"<#{closed.id}> <#{world.channel.id}>"
    result = await world.mod.slash(world.channel, "settings set", setting="channels", value=value)
    assert f"⚠️ I may not write in <#{closed.id}>." in text_of(result.response)
    world.guild.create_role("helpers")
    result = await world.mod.slash(world.channel, "settings set", setting="manage_roles", value="@helpers")
    assert "Discord hides my management commands from these roles" in text_of(result.response)
    result = await world.mod.slash(world.channel, "settings set", setting="chat", value="no")
    assert "⚠️ Whoever runs me has set no chat model, so this has no effect." in text_of(result.response)


async def test_a_warning_in_french_has_a_space_before_its_colon(world, people, french):
    world.guild.create_role("readers")
    await world.mod.slash(world.channel, "settings set", setting="ask_roles", value="readers")
    said = text_of((await world.mod.slash(world.channel, "settings show")).response)
    assert "\n⚠️ **Rôles qui peuvent m’interroger**\u00a0: " in said
    assert "**: " not in said


async def test_a_role_that_nobody_has_is_warned_of(world, people):
    """Where Discord says how many have it, and only then."""
    warning = "⚠️ **Roles that may ask**: Nobody has any of these roles, so only people who manage me may ask."
    readers = world.guild.create_role("readers")
    await world.mod.slash(world.channel, "settings set", setting="ask_roles", value="readers")
    assert warning in text_of((await world.mod.slash(world.channel, "settings show")).response)
    people[readers.id] = 1
    assert warning not in text_of((await world.mod.slash(world.channel, "settings show")).response)
    people["down"] = True
    assert warning not in text_of((await world.mod.slash(world.channel, "settings show")).response)


async def test_what_was_deleted_is_said_and_can_be_removed(world, bot, kept):
    """One of two channels, then the rest goes on; the menu offers what is left."""
    await bot.state.settings.set(world.guild.id, "channels", (world.channel.id, 999))
    result = await world.mod.slash(world.channel, "settings show")
    assert f"<#{world.channel.id}> and deleted channel (999)" in text_of(result.response)
    message = await opened(world, "channels")
    await world.mod.click(message, label="Remove what was deleted")
    assert (await kept()).channels == (world.channel.id,)
    await bot.state.settings.set(world.guild.id, "ask_roles", (998,))
    result = await world.mod.slash(world.channel, "settings show")
    assert (
        "⚠️ **Roles that may ask**: All of these roles were deleted, so only people who manage me may ask."
        in text_of(result.response)
    )


async def test_what_fits_is_offered_while_one_types(world, desk):
    """By the setting that was chosen, in the person's language."""

    async def offered(setting, typed):
        found = await world.mod.autocomplete(world.channel, "settings set", "value", typed, setting=setting)
        return [(one["name"], one["value"]) for one in found]

    assert await offered("private", "") == [("yes", "yes"), ("no", "no")]
    assert await offered("length", "l") == [("long", "long")]
    assert await offered("channels", "gen") == [("#general", f"<#{world.channel.id}>")]
    assert await offered("daily_limit", "70") == [("70 a day", "70")] + await offered("daily_limit", "")
    assert ("5%", "5") in await offered("tolerance", "")
    assert await offered("collections", "") == [("all of them", "all of them"), ("articles", "articles")]
    for number in range(40):
        world.guild.create_text_channel(f"room-{number}")
    found = await offered("channels", f"<#{world.channel.id}> room-3")
    assert found[0][0] == "#general and #room-3"
    assert len(await offered("channels", "")) == 25


async def test_what_fits_is_offered_in_french(world, french):
    """So that what is offered is what is read."""
    found = await world.mod.autocomplete(world.channel, "settings set", "value", "", setting="length")
    assert [one["value"] for one in found] == ["courte", "normale", "longue"]


async def test_an_outage_of_discord_is_waited_out_and_an_expired_press_is_quiet(world, env, kept, caplog):
    """503 on the way; 10062 when the press came too late: nothing is changed then."""
    message = await opened(world, "private")
    env.inject_error("POST", "/interactions/*", status=503, times=1)
    await world.mod.click(message, label="yes")
    assert (await kept()).private is True
    env.inject_error("POST", "/interactions/*", status=404, code=10062, times=1)
    with caplog.at_level("INFO", "sourcier"):
        await world.mod.click(message, label="no")
    assert (await kept()).private is True
    assert "sourcier:settings: Discord no longer has what it was for (10062)" in caplog.text
    env.errors.clear()


async def test_without_an_index_settings_can_be_seen_and_changed(world, desk, kept):
    """The collections alone are not known then."""
    from index.errors import NoIndexError

    def fail():
        raise NoIndexError("x")

    desk.collections = fail
    message = await opened(world, "collections")
    assert "There are no shared collections to choose from yet." in text_of(message)
    await world.mod.slash(world.channel, "settings set", setting="private", value="yes")
    assert (await kept()).private is True
