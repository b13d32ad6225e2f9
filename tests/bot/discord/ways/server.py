"""The ways to set a server up, and to see what it asks and what was done."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.state.nouns import Feedback
from tests.bot.discord.ways.play import NOW, QUESTION, found, menu_of, settled, turn
from tests.bot.discord.ways.table import command, way

command("/settings show", "settings show", "**Channels I answer in**", managing=True)


command("/settings set", "settings set", "short", managing=True, options={"setting": "length", "value": "short"})


@way("/settings set, typing", "settings set value", "short", managing=True)
async def _(play):
    return lambda: play.typed("settings set", "value", "sh", setting="length")


@way("/settings reset", "settings reset", "normal", managing=True)
async def _(play):
    await play.slash("settings set", setting="length", value="short")
    return lambda: play.say("settings reset", setting="length")


@way("a setting of the menu", "settings:open", "Length of answers", managing=True)
async def _(play):
    shown = (await play.slash("settings show")).response
    return lambda: play.press(shown, "sourcier:settings:open", ["length"])


@way("a value of a setting's menu", "settings:value", "short", managing=True)
async def _(play):
    shown = await play.setting("length")
    return lambda: play.press(shown, "sourcier:settings:value:length", ["short"])


@way("turning a setting on", "settings:turn", "yes", managing=True)
async def _(play):
    shown = await play.setting("private")
    return lambda: play.press(shown, "sourcier:settings:turn:private:1")


@way("opening the form for a number", "settings:enter", "Questions a day", managing=True)
async def _(play):
    shown = await play.setting("person_limit")
    return lambda: play.press(shown, "sourcier:settings:enter:person_limit")


@way("the form for a number", "settings:typed", "50", managing=True)
async def _(play):
    shown = await play.setting("person_limit")
    return lambda: play.send(shown, "sourcier:settings:typed:person_limit", number="50")


@way("a setting back to its default", "settings:default", "normal", managing=True)
async def _(play):
    await play.slash("settings set", setting="length", value="short")
    shown = await play.setting("length")
    return lambda: play.press(shown, "sourcier:settings:default:length")


@way("taking deleted channels out", "settings:clean", "Channels I answer in", managing=True)
async def _(play):
    await play.bot.state.settings.set(play.world.guild.id, "channels", [1, play.world.channel.id])
    shown = await play.setting("channels")
    return lambda: play.press(shown, "sourcier:settings:clean:channels")


@way("asking to reset all settings", "settings:reset", "Are you sure?", managing=True)
async def _(play):
    await play.slash("settings set", setting="length", value="short")
    shown = (await play.slash("settings show")).response
    return lambda: play.press(shown, "sourcier:settings:reset")


@way("resetting all settings", "settings:reset-yes", "✅", managing=True)
async def _(play):
    await play.slash("settings set", setting="length", value="short")
    shown = (await play.slash("settings show")).response
    return lambda: play.press(shown, "sourcier:settings:reset-yes")


@way("back to all settings", "settings:all", "**Channels I answer in**", managing=True)
async def _(play):
    shown = await play.setting("length")
    return lambda: play.press(shown, "sourcier:settings:all")


@way("/insights gaps", "insights gaps", QUESTION, managing=True)
async def _(play):
    await play.gap(QUESTION, 1)
    return lambda: play.say("insights gaps")


@way("opening a question without an answer", "gaps:open", "How it was asked", managing=True)
async def _(play):
    await play.gap(QUESTION, 1)
    shown = (await play.slash("insights gaps")).response
    custom_id, value = found(shown, "gaps", "open"), menu_of(shown)["options"][0]["value"]
    return lambda: play.press(shown, custom_id, [value])


@way("a page of questions without an answer", "gaps:page", "**9.** ", managing=True)
async def _(play):
    for number in range(9):
        await play.gap(f"what is {chr(ord('a') + number) * 5}?", number)
    shown = (await play.slash("insights gaps")).response
    custom_id = turn(shown, "gaps")
    return lambda: play.press(shown, custom_id)


@way("Tell them", "gaps:tell", "Told: 1 person, about 1 question.", "somebody has dealt with them", managing=True)
async def _(play):
    shown = await play.open_gap()
    custom_id = found(shown, "gaps", "tell")
    return lambda: settled(play, play.press(shown, custom_id))


@way("Dismiss", "gaps:dismiss", "Dismissed: 1 question.", "somebody has dealt with them", managing=True)
async def _(play):
    shown = await play.open_gap()
    custom_id = found(shown, "gaps", "dismiss")
    return lambda: play.press(shown, custom_id)


command("/insights feedback", "insights feedback", "Answers that were of no help", managing=True)


async def feedback(play, count):
    """Let so many things be said of answers; return the board."""
    for number in range(count):
        when = datetime.now(UTC) - timedelta(minutes=60 - number)
        alice, question = play.world.alice.id, f"what is question {number}?"
        given = Feedback(f"a{number}", alice, play.world.guild.id, alice, False, question, (), when)
        await play.bot.state.feedback.give(replace(given, channel_id=play.world.channel.id))
    return (await play.slash("insights feedback")).response


async def done_feedback(play):
    """Let one of two things that were said be done; return the board, and what the menu of it says."""
    shown = await feedback(play, 2)
    menu = menu_of(shown)
    value = menu["options"][0]["value"]
    await play.press(shown, menu["custom_id"], [value])
    return shown, value


@way("a page of feedback", "complaints:open", "what is question 0?", managing=True)
async def _(play):
    shown = await feedback(play, 5)
    custom_id = turn(shown, "complaints")
    return lambda: play.press(shown, custom_id)


@way("marking feedback as done", "complaints:finish", "✅ Done: 1 opinion.", "somebody was faster", managing=True)
async def _(play):
    shown = await feedback(play, 2)
    menu = menu_of(shown)
    return lambda: play.press(shown, menu["custom_id"], [menu["options"][0]["value"]])


@way("feedback that is done", "complaints:done", "what is done", managing=True)
async def _(play):
    shown, _ = await done_feedback(play)
    custom_id = found(shown, "complaints", "done")
    return lambda: play.press(shown, custom_id)


@way("putting feedback back", "complaints:reopen", "Back on the list: 1 opinion.", "somebody was faster", managing=True)
async def _(play):
    shown, value = await done_feedback(play)
    await play.press(shown, found(shown, "complaints", "done"))
    custom_id = found(shown, "complaints", "reopen")
    return lambda: play.press(shown, custom_id, [value])


command("/insights usage", "insights usage", "The last 30 days", managing=True)


command("/audit", "audit", "Who did what", managing=True)


@way("a page of the log", "audit", "odd.0", managing=True)
async def _(play):
    for number in range(12):
        when = NOW + timedelta(minutes=number)
        await play.bot.state.audit.note(play.world.guild.id, 5, f"odd.{number}", when)
    shown = (await play.slash("audit")).response
    custom_id = turn(shown, "audit")
    return lambda: play.press(shown, custom_id)
