"""Asking and what stands under an answer, with the real process: passage, share, votes, follow-ups, message menus."""

import asyncio
import signal

from scenario_runner import PERM, ClientRefused, case

QUESTION = "what is ROFR?"
EXPANDED = "droit de premier refus"


def button(message, action):
    """The custom id of the first button of an action."""

    def each(components):
        for one in components:
            yield one
            yield from each(one.get("components", ()))

    found = [one["custom_id"] for one in each(message["components"]) if one.get("custom_id")]
    return next(one for one in found if one.split(":")[1] == action)


async def press(person, message, action):
    return await person.click(message, custom_id=button(message, action))


def check_passage(s, shown):
    """Seen by whoever pressed alone, with a number, the article, and something bold."""
    s.check(shown.ephemeral and shown.text.startswith("**[1]** "), shown.text)
    s.check("ROFR" in shown.text and shown.text.count("**") >= 4, shown.text)


async def answered(s, person, **options):
    i = await person.slash(s.general, "ask", question=QUESTION, **options)
    m = await i.reply(60)
    s.check(EXPANDED in m.text, m.text)
    return m


@case("the passage of a quote, and the pages around it")
async def _(s):
    m = await answered(s, s.alice)
    shown = await (await press(s.bob, m, "passage")).reply()
    check_passage(s, shown)
    here = shown.text
    i = await s.bob.click(shown, "▶")
    await i.ack()
    await s.fake.until(lambda: shown.text != here, 10, "another page")
    i = await s.bob.click(shown, "To the quote")
    await i.ack()
    await s.fake.until(lambda: shown.text == here, 10, "the quote again")


@case("a private answer is shared once")
async def _(s):
    m = await answered(s, s.alice, private=True)
    s.check(m.ephemeral, "for its asker alone")
    i = await s.alice.click(m, "Share")
    await i.ack()
    shared = await s.fake.wait_message(s.general, lambda one: "Shared by" in one.text, after={"id": m.id})
    s.check(not shared["_pinged"]["users"] and EXPANDED in shared.text, shared.text)
    try:
        await s.alice.click(m, "Shared")
        s.check(False, "the button is disabled")
    except ClientRefused:
        pass
    shown = await (await press(s.bob, shared, "passage")).reply()
    check_passage(s, shown)


@case("helpful or not, and why")
async def _(s):
    m = await answered(s, s.alice)
    thanks = await (await press(s.bob, m, "good")).reply()
    s.check(thanks.ephemeral and "Thank you" in thanks.content, thanks.content)
    i = await press(s.bob, m, "bad")
    modal = await i.wait_modal()
    s.check(modal["title"] == "What was not right?", modal)
    j = await s.bob.submit(i, {"complaint": ["outdated"], "words": "there is a newer one"})
    thanks = await j.reply()
    s.check(thanks.ephemeral and "Thank you" in thanks.content, thanks.content)


@case("follow-ups by button and by reply")
async def _(s):
    m = await answered(s, s.alice)
    i = await press(s.bob, m, "follow")
    await i.wait_modal()
    follow = await (await s.bob.submit(i, {"question": "who has it?"})).reply(60)
    s.check("Question: who has it?" in follow.text and not follow.ephemeral, follow.text)
    said = await s.bob.say(s.general, f"{s.fake.bot.mention} who has it?", reply_to=m)
    reply = await s.fake.wait_message(s.general, lambda one: one.reply_to == said.id)
    cites_or_refuses = "**[1]**" in reply.text or "I found nothing in the articles" in reply.text
    s.check(cites_or_refuses and s.bob.id not in reply["_pinged"]["users"], reply.text)
    unread = await s.bob.say(s.general, f"{s.fake.bot.mention}", reply_to=m)
    asked = await s.fake.wait_message(s.general, lambda one: one.reply_to == unread.id)
    s.check(asked.content.startswith("Ask me about something in the articles"), asked.text)


@case("buttons work after a restart")
async def _(s):
    m = await answered(s, s.alice)
    status, seconds = await s.bot.stop(sig=signal.SIGTERM)
    s.check(status == 0, f"exit {status} after {seconds:.1f} s")
    await asyncio.sleep(s.fake.identify_spacing)
    await s.start_bot()
    shown = await (await press(s.alice, m, "passage")).reply(60)
    check_passage(s, shown)


@case("asking about a message, and sources for it")
async def _(s):
    said = await s.bob.say(
        s.general, "A right of first refusal lets its holder step into a deal that the owner has reached."
    )
    i = await s.alice.context_menu(s.general, "Ask about this message", said)
    await i.wait_modal()
    m = await (await s.alice.submit(i, {"question": QUESTION})).reply(60)
    s.check(EXPANDED in m.text, m.text)
    i = await s.alice.context_menu(s.general, "Find sources for this message", said)
    found = await i.reply(60)
    s.check(found.ephemeral and "**Passages on what this message says**" in found.text, found.text)
    s.check("**[1]**" in found.text and "lets its holder step into a deal" in found.text.replace("**", ""), found.text)


@case("one article alone, chosen while typing")
async def _(s):
    offered = await s.alice.autocomplete(s.general, "ask", focused="article", value="", question=QUESTION)
    s.check(0 < len(offered) <= 25, offered)
    one = offered[0]
    m = await (await s.alice.slash(s.general, "ask", question=QUESTION, article=one["value"])).reply(60)
    other = "I found nothing in the articles" in m.text and "**[1]**" not in m.text
    s.check(other or (one["name"][:40] in m.text and "**[2]**" not in m.text), m.text)
    found = await s.alice.autocomplete(s.general, "ask", focused="article", value="Stargate", question=QUESTION)
    m = await (await s.alice.slash(s.general, "ask", question=QUESTION, article=found[0]["value"])).reply(60)
    s.check(EXPANDED in m.text and "**[1]**" in m.text and "**[2]**" not in m.text, m.text)
    i = await s.alice.slash(s.general, "ask", question=QUESTION, article="no such article at all")
    await s.fake.until(lambda: any("no article of that name here" in one for one in i.texts), 10, "a sentence")


@case("sharing where the bot may not write")
async def _(s):
    quiet = s.fake.create_channel(s.guild, "quiet-share", overwrites=[(s.fake.bot, 0, PERM["send_messages"])])
    i = await s.alice.slash(quiet, "ask", question=QUESTION, private=True)
    m = await i.reply(60)
    i = await s.alice.click(m, "Share")
    await i.ack()
    await s.fake.until(lambda: any("where both you and I may write" in one for one in i.texts), 10, "a sentence")


@case("stumbles of Discord on the way of an answer and of a press")
async def _(s):
    for fault in ({"status": 429, "retry_after": 0.6}, {"status": 500}, {"status": 503}):
        s.fake.inject("PATCH", "/webhooks/*", **fault)
        m = await answered(s, s.alice)
        s.fake.inject("PATCH", "/webhooks/*", **fault)
        i = await press(s.bob, m, "passage")
        check_passage(s, await i.reply(20))
