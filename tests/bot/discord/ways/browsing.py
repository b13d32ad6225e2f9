"""The ways to look around in the articles, and at what is kept about oneself."""

from datetime import UTC, datetime

from tests.bot.discord.ways.play import found, menu_of, turn
from tests.bot.discord.ways.table import way


@way("/search", "search", "Title 01")
async def _(play):
    return lambda: play.say("search", question="refusal")


@way("a page of a search", "search", "Title 07")
async def _(play):
    shown = (await play.slash("search", question="refusal")).response
    custom_id = turn(shown, "search")
    return lambda: play.press(shown, custom_id)


@way("/articles", "articles", "Title 01")
async def _(play):
    return lambda: play.say("articles")


@way("/articles, typing", "articles find", "Title 03")
async def _(play):
    return lambda: play.typed("articles", "find", "Title 03")


@way("a page of the articles", "articles", "Title 11")
async def _(play):
    shown = (await play.slash("articles", find="Title")).response
    custom_id = turn(shown, "articles")
    return lambda: play.press(shown, custom_id)


@way("an article of the list", "article", "### Title 04")
async def _(play):
    shown = (await play.slash("articles")).response
    return lambda: play.press(shown, "sourcier:article", ["a4.md"])


@way("/article", "article", "### Title 04")
async def _(play):
    return lambda: play.say("article", article="a4.md")


@way("/article of no article", "article", "I have no article of that name here")
async def _(play):
    return lambda: play.say("article", article="nowhere")


@way("/article, typing", "article article", "a4.md")
async def _(play):
    return lambda: play.typed("article", "article", "04")


@way("/glossary", "glossary", "### Glossary")
async def _(play):
    return lambda: play.say("glossary")


@way("/glossary of a term", "glossary", "### ROFR")
async def _(play):
    return lambda: play.say("glossary", term="ROFR")


@way("/glossary of no term", "glossary", "do not say what **ROFL** means")
async def _(play):
    return lambda: play.say("glossary", term="ROFL")


@way("/glossary, typing", "glossary term", "ROFR3")
async def _(play):
    return lambda: play.typed("glossary", "term", "ROFR3")


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


@way("/help", "help", "### Ask the articles")
async def _(play):
    return lambda: play.say("help")


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
