"""The ways to put a server's articles in and out."""

from dataclasses import replace

from tests.bot.discord.fakes import STARGATE
from tests.bot.discord.ways.play import LINK, MARMOTS, found, settled, turn
from tests.bot.discord.ways.table import way


async def added(play, **given):
    """Add an article; return the message."""
    shown = (await play.slash("corpus add", **(given or {"file": ("marmots.md", MARMOTS)}))).response
    await play.env.settle()
    return shown


def own(play):
    """The article as the index has it."""
    return replace(
        STARGATE,
        id=f"@{play.world.guild.id}/marmots.md",
        collection=f"server-{play.world.guild.id}",
        title="Marmots",
    )


@way("/corpus add", "corpus add", "My answers use it now.", managing=True)
async def _(play):
    return lambda: settled(play, play.say("corpus add", file=("marmots.md", MARMOTS)))


@way("/corpus add of a link", "corpus add", "My answers use it now.", managing=True)
async def _(play):
    return lambda: settled(play, play.say("corpus add", link=LINK))


ADD_TO = "Add to the articles"


@way(f"the menu “{ADD_TO}”", ADD_TO, "Add to this server’s articles", managing=True)
async def _(play):
    message = await play.written(MARMOTS.decode())

    async def act():
        return play.heard(await play.menu(ADD_TO, message))

    return act


@way("the form of a message's article", "corpus-said", "My answers use it now.", managing=True)
async def _(play):
    custom_id = f"sourcier:corpus-said:{play.channel.id}:1200000000000000000"
    return lambda: settled(play, play.send(None, custom_id, title="Marmots", text=MARMOTS.decode()))


@way("/corpus remove", "corpus remove", "**Removed**", "There is no article", managing=True)
async def _(play):
    await added(play)
    return lambda: settled(play, play.say("corpus remove", article="marmots.md"))


@way("/corpus restore", "corpus restore", "**Brought back**", "Nothing of that name", managing=True)
async def _(play):
    await added(play)
    await play.slash("corpus remove", article="marmots.md")
    await play.env.settle()
    return lambda: settled(play, play.say("corpus restore", article="marmots.md"))


@way("/corpus list", "corpus list", "The marmots of Vanvey", managing=True)
async def _(play):
    await added(play)
    return lambda: play.say("corpus list")


@way("/corpus show", "corpus show", "marmots.md", managing=True)
async def _(play):
    await added(play)
    return lambda: play.say("corpus show", article="marmots.md")


@way("/corpus export", "corpus export", "Articles in this archive: 1", managing=True)
async def _(play):
    await added(play)
    return lambda: play.say("corpus export")


@way("/corpus remove, typing", "corpus remove article", "marmots.md", managing=True)
async def _(play):
    await added(play)
    play.desk.library.append(own(play))
    return lambda: play.typed("corpus remove", "article", "marmot")


STAMP = "T"  # stands between day and time in what a choice brings back


@way("/corpus restore, typing", "corpus restore article", STAMP, managing=True)
async def _(play):
    await added(play)
    await play.slash("corpus remove", article="marmots.md")
    await play.env.settle()
    return lambda: play.typed("corpus restore", "article", "marmot")


@way("/corpus show, typing", "corpus show article", "marmots.md", managing=True)
async def _(play):
    await added(play)
    play.desk.library.append(own(play))
    return lambda: play.typed("corpus show", "article", "marmot")


@way("a page of a server's articles", "corpus-page", "page-8", managing=True)
async def _(play):
    folder = play.shelf.root(play.world.guild.id).folder
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(9):
        (folder / f"page-{number}.md").write_bytes(MARMOTS)
    shown = (await play.slash("corpus list")).response
    custom_id = turn(shown, "corpus-page")
    return lambda: play.press(shown, custom_id)


@way("Undo, after adding", "corpus-out", "**Removed**", "There is no article", managing=True)
async def _(play):
    shown = await added(play)
    custom_id = found(shown, "corpus-out")
    return lambda: settled(play, play.press(shown, custom_id))


@way("Undo, after removing", "corpus-in", "**Brought back**", "", managing=True)
async def _(play):
    await added(play)
    shown = (await play.slash("corpus remove", article="marmots.md")).response
    await play.env.settle()
    custom_id = found(shown, "corpus-in")
    return lambda: settled(play, play.press(shown, custom_id))


@way("Undo, after replacing", "corpus-back", "**Brought back**", "", managing=True)
async def _(play):
    await added(play, link=LINK)
    play.pages[LINK] = MARMOTS.replace(b"1987", b"2001")
    shown = await added(play, link=LINK)
    custom_id = found(shown, "corpus-back")
    return lambda: settled(play, play.press(shown, custom_id))
