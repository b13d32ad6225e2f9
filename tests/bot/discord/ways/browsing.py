"""The ways to look around in the articles, and at what is kept about oneself."""

from datetime import UTC, datetime

from tests.bot.discord.ways.play import found, menu_of, turn
from tests.bot.discord.ways.table import command, typing, way

command("/search", "search", "Title 01", options={"question": "refusal"})


@way("a page of a search", "search", "Title 07")
async def _(play):
    shown = (await play.slash("search", question="refusal")).response
    custom_id = turn(shown, "search")
    return lambda: play.press(shown, custom_id)


command("/articles", "articles", "Title 01")


typing("/articles, typing", "articles find", "Title 03", typed="Title 03")


@way("a page of the articles", "articles", "Title 11")
async def _(play):
    shown = (await play.slash("articles", find="Title")).response
    custom_id = turn(shown, "articles")
    return lambda: play.press(shown, custom_id)


@way("an article of the list", "article", "### Title 04")
async def _(play):
    shown = (await play.slash("articles")).response
    return lambda: play.press(shown, "sourcier:article", ["a4.md"])


command("/article", "article", "### Title 04", options={"article": "a4.md"})


command("/article of no article", "article", "I have no article of that name here", options={"article": "nowhere"})


typing("/article, typing", "article article", "a4.md", typed="04")


command("/glossary", "glossary", "### Glossary")


command("/glossary of a term", "glossary", "### ROFR", options={"term": "ROFR"})


command("/glossary of no term", "glossary", "no definition of **ROFL**", options={"term": "ROFL"})


typing("/glossary, typing", "glossary term", "ROFR3", typed="ROFR3")


@way("a page of the glossary", "glossary", "ROFR11")
async def _(play):
    shown = (await play.slash("glossary")).response
    custom_id = turn(shown, "glossary")
    return lambda: play.press(shown, custom_id)


@way("a term of the glossary", "term", "### ROFR")
async def _(play):
    shown = (await play.slash("glossary")).response
    return lambda: play.press(shown, found(shown, "term"), [menu_of(shown)["options"][0]["value"]])


@way("/why", "why", "My confidence was")
async def _(play):
    answer = await play.answer()
    return lambda: play.say("why", answer=str(answer.id))


@way("/why, typing", "why answer", "")
async def _(play):
    await play.answer()
    return lambda: play.typed("why", "answer", "ROFR")


command("/help", "help", "### Ask the articles")


@way("/privacy show", "privacy show", "1 answer with its question", "1 answer with its question")
async def _(play):
    await play.bot.state.people.forget(play.person.id, datetime.now(UTC).date())
    await play.answer()
    return lambda: play.say("privacy show")


@way("/privacy forget", "privacy forget", "Delete what I keep about you?")
async def _(play):
    await play.answer()
    return lambda: play.say("privacy forget")


@way("Delete it all…", "privacy-ask", "Delete what I keep about you?")
async def _(play):
    await play.answer()
    shown = (await play.slash("privacy show")).response
    return lambda: play.press(shown, found(shown, "privacy-ask"))


@way("Delete", "privacy-forget", "Deleted:", "There was nothing to delete.")
async def _(play):
    await play.answer()
    shown = (await play.slash("privacy forget")).response
    return lambda: play.press(shown, "sourcier:privacy-forget")


@way("Keep it", "privacy-keep", "Nothing was deleted.")
async def _(play):
    await play.answer()
    shown = (await play.slash("privacy forget")).response
    return lambda: play.press(shown, "sourcier:privacy-keep")
