"""The ways to ask, and what stands under an answer."""

from tests.bot.discord.fakes import QUOTE, STARGATE, text_of
from tests.bot.discord.ways.play import ANSWERED, QUESTION, UNANSWERED, found
from tests.bot.discord.ways.table import command, way

command("/ask", "ask", ANSWERED, options={"question": QUESTION})


command("/ask private", "ask", ANSWERED, options={"question": QUESTION, "private": True})


command("/ask from one article", "ask", ANSWERED, options={"question": QUESTION, "article": STARGATE.id})


command("/ask what is not answered", "ask", "I found nothing in the articles", options={"question": UNANSWERED})


@way("/ask, typing", "ask article", STARGATE.id)
async def _(play):
    return lambda: play.typed("ask", "article", "Stargate", question=QUESTION)


@way("a message to the bot", "message", ANSWERED)
async def _(play):
    async def act():
        if play.guild_id is None:
            await play.person.send_dm(QUESTION)
        else:
            await play.person.send(play.channel, f"<@{play.bot.user.id}> {QUESTION}")
        return text_of(play.channel.last_message)

    return act


@way("a reply to an answer", "message", ANSWERED, direct=False)
async def _(play):
    answer = await play.answer()

    async def act():
        await play.person.send(play.channel, f"<@{play.bot.user.id}> {QUESTION}", reply_to=answer)
        return text_of(play.channel.last_message)

    return act


@way("the menu “Ask about this message”", "Ask about this message", "Ask about this message")
async def _(play):
    async def act():
        return play.heard(await play.menu("Ask about this message"))

    return act


@way("the form of a question about a message", "ask-about", ANSWERED)
async def _(play):
    await play.menu("Ask about this message")
    return lambda: play.send(None, "sourcier:ask-about", question=QUESTION)


@way("the menu “Find sources for this message”", "Find sources for this message", "**Passages on what")
async def _(play):
    async def act():
        return play.heard(await play.menu("Find sources for this message"))

    return act


@way("Passage", "passage", f"**{QUOTE}**")
async def _(play):
    answer = await play.answer()
    return lambda: play.press(answer, found(answer, "passage"))


async def passage(play):
    answer = await play.answer()
    await play.press(answer, found(answer, "passage"))
    return play.last.response


@way("a page of a passage", "page", "Le projet")
async def _(play):
    shown = await passage(play)
    answer_id = found(shown, "source").split(":")[2]
    return lambda: play.press(shown, f"sourcier:page:{answer_id}:0:0")


@way("another quote's passage", "source", f"**{QUOTE}**")
async def _(play):
    shown = await passage(play)
    return lambda: play.press(shown, found(shown, "source"), ["1"])


@way("helpful", "good", "this answer helped you")
async def _(play):
    answer = await play.answer()
    return lambda: play.press(answer, found(answer, "good"))


@way("not helpful", "bad", "What was not right?")
async def _(play):
    answer = await play.answer()
    return lambda: play.press(answer, found(answer, "bad"))


@way("the form of not helpful", "bad-said", "It helps to make the answers better.")
async def _(play):
    answer = await play.answer()
    custom_id = found(answer, "bad").replace(":bad:", ":bad-said:")
    return lambda: play.send(answer, custom_id, complaint=["outdated"], words="there is a newer one")


@way("Follow up", "follow", "Follow up")
async def _(play):
    answer = await play.answer()
    return lambda: play.press(answer, found(answer, "follow"))


@way("Ask differently", "follow", "Ask differently")
async def _(play):
    refusal = await play.answer(UNANSWERED)
    return lambda: play.press(refusal, found(refusal, "follow"))


@way("Passages", "closest", "No passage in the articles")
async def _(play):
    refusal = await play.answer(UNANSWERED)
    return lambda: play.press(refusal, found(refusal, "closest"))


@way("the form of a follow-up", "follow-asked", ANSWERED)
async def _(play):
    answer = await play.answer()
    custom_id = found(answer, "follow").replace(":follow:", ":follow-asked:")
    return lambda: play.send(answer, custom_id, question=QUESTION)


@way("Share", "share", "Shared by", "You have already shared this answer.", direct=False)
async def _(play):
    answer = await play.answer(private=True)
    custom_id = found(answer, "share")

    async def act():
        said = await play.press(answer, custom_id)
        last = play.channel.last_message
        return f"{said}\n{text_of(last) if last is not None else ''}"

    return act
