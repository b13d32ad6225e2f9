"""Settings, insights and the audit log, played on the loopback Discord; see `cases_foundation.py`."""

from scenario_runner import ClientRefused, case

QUESTION = "what is ROFR?"


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
        ("insights gaps", "Questions without an answer"),
        ("insights feedback", "Answers that were of no help"),
        ("insights usage", "The last 30 days"),
    ):
        i = await s.mod.slash(s.general, name)
        m = await i.reply(30)
        s.check(m.ephemeral and sentence in m.text, m.text)


@case("managing is for those who manage the server, and in servers")
async def _(s):
    for name in ("settings show", "insights gaps", "audit"):
        for person, channel in ((s.alice, s.general), (s.mod, s.fake.dm_channel(s.mod))):
            try:
                await person.slash(channel, name)
            except ClientRefused:
                continue
            s.check(False, f"{name} is not offered to {person!r}")
