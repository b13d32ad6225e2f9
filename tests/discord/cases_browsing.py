"""Looking around in the articles with the real process, played on the loopback Discord of `../shared/discord`.

Played by `test_loopback.py` as `cases_foundation.py` is; the articles are the shipped ones.
"""

import asyncio

from scenario_runner import case

QUESTION = "who has a right of first refusal on computing capacity?"


@case("passages are found and their pages turn, also after a restart")
async def _(s):
    m = await (await s.alice.slash(s.general, "search", question=QUESTION)).reply(60)
    s.check("**1.** " in m.text and "**right" in m.text.replace("**droit", "**right"), m.text)
    s.check(not m.ephemeral, "for everybody")
    await s.bot.stop()
    await asyncio.sleep(s.fake.identify_spacing)
    await s.start_bot()
    await s.alice.click(m, "▶")
    await s.fake.until(lambda: "**6.** " in m.text, 60, "the second page")


@case("a term, the list of terms, and one that is unknown")
async def _(s):
    m = await (await s.alice.slash(s.general, "glossary", term="rofr")).reply(60)
    s.check("### ROFR" in m.text and "droit de premier refus" in m.text, m.text)
    m = await (await s.alice.slash(s.general, "glossary")).reply()
    s.check(m.ephemeral and m.text.startswith("### Glossary"), m.text)
    i = await s.alice.slash(s.general, "glossary", term="ROFL")
    await s.fake.until(lambda: any("no definition of **ROFL**" in one for one in i.texts), 10, "a sentence")


@case("articles are listed and shown")
async def _(s):
    m = await (await s.alice.slash(s.general, "articles", find="stargate")).reply(60)
    s.check(m.ephemeral and "Stargate" in m.text, m.text)
    m = await (await s.alice.slash(s.general, "article", article="fr/stargate-openai-microsoft.md")).reply()
    s.check("### Stargate" in m.text and "8 passages" in m.text, m.text)


@case("what is kept is shown and forgotten")
async def _(s):
    await (await s.bob.slash(s.general, "search", question=QUESTION)).reply(60)
    m = await (await s.bob.slash(s.general, "privacy show")).reply()
    s.check(m.ephemeral and "The words of 1 search" in m.text, m.text)
    m = await (await s.bob.slash(s.general, "privacy forget")).reply()
    s.check(m.ephemeral and "Delete what I keep about you?" in m.text, m.text)
