"""Settings, insights and the audit log, played on the loopback Discord; see `cases_foundation.py`."""

from contextlib import contextmanager

from scenario_runner import ClientRefused, case

QUESTION = "what is ROFR?"
MANAGERS_ONLY = "Only people who may manage this server"


@contextmanager
def offered(fake, name):
    """Offer a command to everybody, as a server's owner can under Integrations: then only the bot itself refuses."""
    found = [one for scope in fake.commands.values() for one in scope.values() if one["name"] == name]
    before = [one.get("default_member_permissions") for one in found]
    for one in found:
        one["default_member_permissions"] = None
    try:
        yield
    finally:
        for one, permissions in zip(found, before, strict=True):
            one["default_member_permissions"] = permissions


@case("settings are shown, changed, and hold for the next question")
async def _(s):
    i = await s.mod.slash(s.general, "settings show")
    m = await i.reply()
    s.check(m.ephemeral and "**Channels I answer in**\n*all channels*" in m.text, m.text)
    i = await s.mod.slash(s.general, "settings set", setting="channels", value=f"<#{s.other['id']}>")
    m = await i.reply()
    s.check(f"From now on I answer in <#{s.other['id']}> only." in m.text, m.text)
    i = await s.mod.slash(s.general, "settings set", setting="daily_limit", value="many")
    s.check("Give a whole number" in (await i.reply()).content, i.texts)
    i = await s.mod.slash(s.general, "audit")
    m = await i.reply()
    s.check(f"<@{s.mod.id}> changed “Channels I answer in”" in m.text, m.text)
    s.check(s.mod.id not in m["_pinged"]["users"], "without a ping")
    i = await s.mod.slash(s.general, "settings reset", setting="channels")
    s.check("every channel" in (await i.reply()).text, i.texts)
    m = await (await s.alice.slash(s.general, "ask", question=QUESTION)).reply(60)
    s.check("droit de premier refus" in m.text, m.text)


@case("insights have something to show, or say that there is nothing")
async def _(s):
    for name, sentence in (
        ("insights gaps", "Questions without a sure answer"),
        ("insights feedback", "Answers that were of no help"),
        ("insights usage", "The last 30 days"),
    ):
        i = await s.mod.slash(s.general, name)
        m = await i.reply(30)
        s.check(m.ephemeral and sentence in m.text, m.text)


@case("what a member said of an answer is marked as done, seen and put back")
async def _(s):
    m = await (await s.alice.slash(s.general, "ask", question=QUESTION)).reply(60)
    i = await s.bob.click(m, "👎")
    await i.wait_modal()
    await (await s.bob.submit(i, {"complaint": ["wrong"], "words": "ask Ann"})).reply()
    board = await (await s.mod.slash(s.general, "insights feedback")).reply(30)
    s.check(f"**1.** {QUESTION}\n👎 wrong: ask Ann" in board.text and "[see the answer](" in board.text, board.text)

    async def came(interaction, words):
        await interaction.ack()
        await s.fake.until(lambda: words in board.text, 10, f"{words!r} on the board")

    (menu,) = board.selects
    value = menu["options"][0]["value"]
    await came(await s.mod.select(board, [value], custom_id=menu["custom_id"]), "✅ Done: 1 opinion.")
    s.check("Everything that people said has been dealt with." in board.text, board.text)
    await came(await s.mod.click(board, "Done (1)"), "what is done")
    s.check("👎 wrong: ask Ann" in board.text and " · done on <t:" in board.text, board.text)
    await came(await s.mod.select(board, [value]), "✅ Back on the list: 1 opinion.")
    await came(await s.mod.click(board, "Not done yet"), "**1.** ")
    audit = (await (await s.mod.slash(s.general, "audit")).reply()).text
    s.check("put 1 opinion on an answer back on the list" in audit, audit)


@case("managing is for those who manage the server, and in servers")
async def _(s):
    for name in ("settings show", "insights gaps", "audit"):
        for person, channel in ((s.alice, s.general), (s.mod, s.fake.dm_channel(s.mod))):
            try:
                await person.slash(channel, name)
            except ClientRefused:
                continue
            s.check(False, f"{name} is not offered to {person!r}")


@case("a server that offers managing to everybody has it refused by the bot")
async def _(s):
    for name in ("settings show", "insights gaps", "insights usage", "audit"):
        with offered(s.fake, name.split()[0]):
            m = await (await s.alice.slash(s.general, name)).reply(30)
        s.check(m.ephemeral and m.content.startswith(MANAGERS_ONLY), f"{name}: {m.text}")
    with offered(s.fake, "settings"):
        i = await s.alice.slash(s.general, "settings set", setting="length", value="short")
        s.check((await i.reply()).content.startswith(MANAGERS_ONLY), i.texts)
    shown = (await (await s.mod.slash(s.general, "settings show")).reply()).text
    s.check("**Length of answers**\n*normal*" in shown, shown)


@case("a server that offers the index to everybody has it refused by the bot")
async def _(s):
    before = (await (await s.mod.slash(s.general, "index versions")).reply(30)).text
    with offered(s.fake, "index"):
        for name in ("status", "changes", "versions", "rollback", "test", "golden-list"):
            m = await (await s.alice.slash(s.general, f"index {name}")).reply(30)
            s.check(m.ephemeral and m.content.startswith(MANAGERS_ONLY), f"{name}: {m.text}")
    with offered(s.fake, "rebuild-index"):
        m = await (await s.alice.slash(s.general, "rebuild-index")).reply(30)
        s.check(m.ephemeral and m.content.startswith(MANAGERS_ONLY), m.text)
    after = (await (await s.mod.slash(s.general, "index versions")).reply(30)).text
    s.check(after == before, after)
