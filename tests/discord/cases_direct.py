"""Direct messages with the real process: message menus, their form, and what stands under an answer there.

Played as `cases_foundation.py` is. Menus can be opened there by nobody in simcord's own verbs.
"""

import asyncio

from scenario_runner import ClientRefused, case

QUESTION = "what is ROFR?"
EXPANDED = "droit de premier refus"
CLAIM = "A right of first refusal lets its holder step into a deal that the owner has reached."
FAULTS = ({"status": 429, "retry_after": 0.6}, {"status": 500}, {"status": 503})


def controls(message):
    """The custom ids of a message's buttons and menus."""

    def each(components):
        for one in components:
            yield one
            yield from each(one.get("components", ()))

    return [one["custom_id"] for one in each(message["components"]) if one.get("custom_id")]


def control(message, action):
    return next(one for one in controls(message) if one.split(":")[1] == action)


async def said_before(s):
    """Alice's own direct message, which the bot has answered; a message's menu needs one."""
    channel = s.fake.dm_channel(s.alice)
    said = await s.alice.dm(CLAIM)
    await s.fake.wait_message(channel, after=said)
    return channel, said


@case("asking about one's own direct message")
async def _(s):
    channel, said = await said_before(s)
    i = await s.alice.context_menu(channel, "Ask about this message", said)
    modal = await i.wait_modal()
    s.check(modal["title"] == "Ask about this message", modal)
    m = await (await s.alice.submit(i, {"question": QUESTION})).reply(60)
    s.check(EXPANDED in m.text and "**[1]**" in m.text, m.text)
    s.check("share" not in [one.split(":")[1] for one in controls(m)], "nobody to share it with")


@case("asking about the bot's own answer in direct messages")
async def _(s):
    channel = s.fake.dm_channel(s.alice)
    answer = await (await s.alice.slash(channel, "ask", question=QUESTION)).reply(60)
    for menu in ("Ask about this message", "Find sources for this message"):
        i = await s.alice.context_menu(channel, menu, answer)
        await s.fake.until(lambda i=i: any("That is a message of mine." in one for one in i.texts), 10, "a sentence")


@case("sources for one's own direct message, twice")
async def _(s):
    channel, said = await said_before(s)
    texts = []
    for _ in range(2):
        i = await s.alice.context_menu(channel, "Find sources for this message", said)
        found = await i.reply(60)
        s.check("**Passages on what this message says**" in found.text, found.text)
        s.check(
            "**[1]**" in found.text and "lets its holder step into a deal" in found.text.replace("**", ""), found.text
        )
        texts.append(found.text)
    s.check(texts[0] == texts[1], texts)


@case("menus in direct messages also after a restart, and when Discord stumbles")
async def _(s):
    channel, said = await said_before(s)
    await s.bot.stop()
    await asyncio.sleep(s.fake.identify_spacing)
    await s.start_bot()
    for fault in FAULTS:
        s.fake.inject("POST", "/interactions/*", **fault)
        i = await s.alice.context_menu(channel, "Ask about this message", said)
        await i.wait_modal()
        s.fake.inject("POST", "/interactions/*", **fault)
        s.fake.inject("PATCH", "/webhooks/*", **fault)
        i = await s.alice.context_menu(channel, "Find sources for this message", said)
        s.check("**Passages on what this message says**" in (await i.reply(60)).text, fault)


@case("what stands under an answer works in direct messages")
async def _(s):
    channel = s.fake.dm_channel(s.alice)
    m = await (await s.alice.slash(channel, "ask", question=QUESTION)).reply(60)
    shown = await (await s.alice.click(m, custom_id=control(m, "passage"))).reply()
    s.check(shown.text.startswith("**[1]** "), shown.text)
    thanks = await (await s.alice.click(m, custom_id=control(m, "good"))).reply()
    s.check("Thank you" in thanks.content, thanks.content)
    i = await s.alice.click(m, custom_id=control(m, "bad"))
    await i.wait_modal()
    thanks = await (await s.alice.submit(i, {"complaint": ["wrong"], "words": ""})).reply()
    s.check("Thank you" in thanks.content, thanks.content)
    i = await s.alice.click(m, custom_id=control(m, "follow"))
    await i.wait_modal()
    follow = await (await s.alice.submit(i, {"question": "who has it?"})).reply(60)
    s.check("who has it?" in follow.text, follow.text)


@case("looking around and privacy in direct messages")
async def _(s):
    channel = s.fake.dm_channel(s.bob)
    for name, options, words in (
        ("search", {"question": QUESTION}, "**1.** "),
        ("glossary", {"term": "ROFR"}, "### ROFR"),
        ("articles", {}, "### Articles"),
        ("article", {"article": "fr/stargate-openai-microsoft.md"}, "### Stargate"),
        ("help", {}, "### Ask the articles"),
        ("privacy show", {}, "search"),
    ):
        m = await (await s.bob.slash(channel, name, **options)).reply(60)
        s.check(words in m.text, f"{name}: {m.text}")
    m = await (await s.bob.slash(channel, "privacy forget")).reply()
    i = await s.bob.click(m, custom_id="sourcier:privacy-forget")
    await i.ack()
    await s.fake.until(lambda: "Deleted:" in m.text, 10, "what was deleted")


@case("managing is not offered in direct messages")
async def _(s):
    channel = s.fake.dm_channel(s.mod)
    for name in ("settings show", "insights gaps", "audit", "index status", "corpus list", "rebuild-index"):
        try:
            await s.mod.slash(channel, name)
        except ClientRefused:
            continue
        s.check(False, f"{name} was offered")
