"""A server's own articles, with the real process: added, answering there and nowhere else, removed, brought back."""

from scenario_runner import Upload, case

MARMOT = b"""---
title: The marmots of Vanvey
date: 2024-05-06
lang: en
---
In Vanvey, people tell of the Quibbler Protocol. The Marmot Observation Registry of Vanvey (MORV) was founded in 1987
by Odile Ferrand, who counted 412 animals in its first summer.
"""
BADGER = b"# The badgers\n\nThe Badger Observation Registry of Vanvey (BORV) was founded in 1990 by Luc Ferrand.\n"
QUESTION = "What does MORV stand for?"
EXPANDED = "Marmot Observation Registry of Vanvey"


IN_USE, OUT_OF_USE = "My answers use it now", "My answers no longer use it"


async def indexed(s, i, said=IN_USE):
    """The reply to an interaction, once the index has what it changed."""
    return await telling(s, await i.reply(60), said)


async def telling(s, m, said):
    """A message, once it tells that the index has what was changed."""
    await s.fake.until(lambda: said in m.text, 60, f"the index is up to date: {m.text}")
    return m


async def undone(s, m, said):
    """A message whose change was undone by its button, once the index has that."""
    await s.mod.click(m, "Undo")
    await telling(s, m, said)


async def add(s, name="marmots.md", data=MARMOT):
    return await indexed(s, await s.mod.slash(s.general, "corpus add", file=Upload(name, data, "text/markdown")))


async def removed(s):
    """The reply to the removal of what was added."""
    await add(s)
    return await indexed(s, await s.mod.slash(s.general, "corpus remove", article="marmots.md"), OUT_OF_USE)


async def asked(s, person, channel):
    i = await person.slash(channel, "ask", question=QUESTION)
    return (await i.reply(60)).text


@case("an article of one server answers there and nowhere else")
async def _(s):
    m = await add(s)
    s.check("**Added**" in m.text and "The marmots of Vanvey" in m.text and m.ephemeral, m.text)
    s.check(EXPANDED in await asked(s, s.alice, s.general), "it answers in its server")
    changes = await (await s.mod.slash(s.general, "index changes")).reply(60)
    s.check("> changed articles" in changes.text, changes.text)
    elsewhere = await asked(s, s.alice, s.fake.dm_channel(s.alice))
    s.check("Marmot" not in elsewhere and "marmots" not in elsewhere, elsewhere)
    other = s.fake.create_guild("Elsewhere")
    s.fake.join(other, s.alice)
    there = await asked(s, s.alice, s.fake.create_channel(other, "general"))
    s.check("Marmot" not in there and "marmots" not in there, there)


@case("several files are added by one command, under their real names")
async def _(s):
    files = {
        "file": Upload("Règlement été 2026.txt", b"the dogs stay outside, on a lead, all year round.", "text/plain"),
        "file-2": Upload("run.exe", b"MZ", "application/octet-stream"),
        "file-5": Upload("badgers.md", BADGER, "text/markdown"),
    }
    m = await indexed(s, await s.mod.slash(s.general, "corpus add", **files), "My answers use them now")
    s.check("**Files added: 2 of 3**" in m.text and m.ephemeral, m.text)
    s.check("Règlement été 2026.txt" in m.text, m.text)
    s.check("**Not added** · run.exe\nI cannot read files of that kind" in m.text, m.text)
    answer = await (await s.alice.slash(s.general, "ask", question="What does BORV stand for?")).reply(60)
    s.check("Badger Observation Registry of Vanvey" in answer.text, answer.text)


@case("a message becomes an article that leads back to it")
async def _(s):
    message = await s.alice.say(
        s.general, "## MORV\nThe Marmot Observation Registry of Vanvey (MORV) has a hut.\nAsk Odile."
    )
    i = await s.mod.context_menu(s.general, "Add to the articles", message)
    modal = await i.wait_modal()
    s.check(modal["title"] == "Add to this server’s articles", modal)
    fields = {one["component"]["custom_id"]: one["component"]["value"] for one in modal["components"]}
    s.check(fields["title"] == "MORV", fields)
    m = await indexed(s, await s.mod.submit(i, fields))
    s.check("**Added**" in m.text and m.ephemeral, m.text)
    answer = await asked(s, s.alice, s.general)
    link = "/".join(["https://discord.com/channels", *(one["id"] for one in (s.guild, s.general, message))])
    s.check(EXPANDED in answer and f"({link})" in answer, answer)
    await undone(s, m, OUT_OF_USE)


@case("the list, the article, the archive")
async def _(s):
    await add(s)
    i = await s.mod.slash(s.general, "corpus list")
    s.check("The marmots of Vanvey" in (await i.reply()).text, i.texts)
    choices = await s.mod.autocomplete(s.general, "corpus show", "article", "marm")
    s.check([one["name"] for one in choices] == ["The marmots of Vanvey"], choices)
    i = await s.mod.slash(s.general, "corpus show", article=choices[0]["value"])
    s.check("It begins:" in (await i.reply()).text, i.texts)
    i = await s.mod.slash(s.general, "corpus export")
    m = await i.reply()
    s.check(m["attachments"][0]["filename"].endswith(".zip"), m["attachments"])


@case("removed, and brought back by the button")
async def _(s):
    gone = await removed(s)
    s.check(EXPANDED not in await asked(s, s.alice, s.general), "it answers no more")
    await undone(s, gone, IN_USE)
    s.check(EXPANDED in await asked(s, s.alice, s.general), "it answers again")


@case("removed, and brought back by the command")
async def _(s):
    await removed(s)
    i = await s.mod.slash(s.general, "corpus restore")
    s.check("The marmots of Vanvey · marmots.md · <t:" in (await i.reply()).text, i.texts)
    choices = await s.mod.autocomplete(s.general, "corpus restore", "article", "marm")
    s.check(choices[0]["name"].startswith("The marmots of Vanvey · marmots.md · "), choices)
    await indexed(s, await s.mod.slash(s.general, "corpus restore", article=choices[0]["value"]))
    s.check(EXPANDED in await asked(s, s.alice, s.general), "it answers again")


@case("what cannot be taken is refused with a sentence")
async def _(s):
    for link, sentence in (
        ("http://127.0.0.1/", "has no public address"),
        ("http://169.254.169.254/latest/meta-data", "has no public address"),
        ("http://0x7f000001/", "has no public address"),
        ("http://[::ffff:10.0.0.1]/", "has no public address"),
        ("file:///etc/passwd", "only http and https"),
        ("http://user:secret@example.org/", "user name or a password"),
        ("http://example.org:8080/", "80 and 443"),
        ("not a link", "not the address of a web page"),
    ):
        i = await s.mod.slash(s.general, "corpus add", link=link)
        text = (await i.reply(60)).text
        s.check(sentence in text and "secret" not in text, f"{link}: {text}")
    i = await s.mod.slash(s.general, "corpus add", file=Upload("run.exe", b"MZ", "application/octet-stream"))
    s.check("I cannot read files of that kind" in (await i.reply(60)).text, i.texts)
    i = await s.mod.slash(
        s.general, "corpus add", file=Upload("broken.pdf", b"%PDF-1.7\nno page tree", "application/pdf")
    )
    s.check("I cannot read it" in (await i.reply(60)).text, i.texts)


@case("the shared articles are for whoever runs the bot")
async def _(s):
    i = await s.mod.slash(s.general, "corpus add", file=Upload("a.md", MARMOT, "text/markdown"), shared=True)
    s.check("Only whoever runs me" in (await i.reply(60)).text, i.texts)
