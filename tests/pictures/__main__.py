"""Draw what README shows: the real bot, its real index of the shipped articles, in a simulated Discord.

    python -m tests.pictures [--out FOLDER] [--browser /usr/bin/chromium]

Needs `pip install "simcord[screenshot]"` and a Chromium. Each picture is drawn in English and in French, wide and as a
telephone shows it (`phone` in its name); README shows the wide ones. Takes about a minute.
"""

from __future__ import annotations

import argparse
import asyncio
import warnings
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

warnings.simplefilter("ignore")  # of libraries that only draw

import discord  # noqa: E402 - it warns while it is imported
from pydantic import SecretStr  # noqa: E402
from simcord.env import Env  # noqa: E402

from bot.discord_app.running import make_bot  # noqa: E402
from bot.settings import load_settings  # noqa: E402
from bot.texts import say  # noqa: E402
from bot.wiring import CorpusParts, Desk  # noqa: E402

HERE = Path(__file__).parent
WIDE, PHONE = (760, 1400), (390, 1400)
PATIENCE_S = 120.0

STARGATE = "fr/stargate-openai-microsoft.md"
QUESTIONS = {
    "en": ("what is ROFR here?", "What does the logo of Oracle look like?", "Who founded the Guggenheim museum?"),
    "fr": ("C’est quoi le ROFR ?", "À quoi ressemble le logo d’Oracle ?", "Qui a fondé le musée Guggenheim ?"),
}
COMPLAINTS = {
    "en": (
        ("when was the first GPS satellite launched?", "source", ""),
        ("what is ROFR here?", "outdated", "Microsoft gave up some of it in 2025."),
        ("who is the founder of Oracle?", "incomplete", "Two others founded it with him."),
    ),
    "fr": (
        ("quand le premier satellite GPS a-t-il été lancé ?", "source", ""),
        ("C’est quoi le ROFR ?", "outdated", "Microsoft y a renoncé en partie en 2025."),
        ("qui a fondé Oracle ?", "incomplete", "Deux autres l’ont fondé avec lui."),
    ),
}


@dataclass
class Stage:
    """A server, its people, and what draws."""

    world: Env
    channel: object
    alice: object
    bob: object
    host: object
    language: str
    out: Path

    async def draw(self, name: str, shown: object, viewer: object) -> None:
        """Draw one message, wide and as a telephone shows it."""
        async with self.world.preview(
            self.channel, viewers=[viewer], locale="fr" if self.language == "fr" else "en-US"
        ) as preview:
            for viewport, kind in ((WIDE, ""), (PHONE, "-phone")):
                path = self.out / f"{name}-{self.language}{kind}.png"
                await preview.screenshot(path, target=shown, viewport=viewport, allow_incomplete=True)


async def answers(stage: Stage) -> None:
    """An answer, its passage, and a refusal."""
    question, nowhere, _ = QUESTIONS[stage.language]
    asked = await stage.alice.slash(stage.channel, "ask", question=question)
    await stage.draw("answer", asked.response, stage.alice)
    label = say(stage.language, "discord.button.passage")
    passage = await stage.alice.click(asked.response, label=label)
    await stage.draw("passage", passage.response, stage.alice)
    refused = await stage.alice.slash(stage.channel, "ask", question=nowhere)
    await stage.draw("refusal", refused.response, stage.alice)


async def managing(stage: Stage) -> None:
    """The settings, a rebuild, and what the insights tell."""
    for person in (stage.alice, stage.bob):
        for language in ("en", "fr"):
            for question in QUESTIONS[language]:
                await person.slash(stage.channel, "ask", question=question)
    settings = await stage.host.slash(stage.channel, "settings show")
    await stage.draw("settings", settings.response, stage.host)
    gaps = await stage.host.slash(stage.channel, "insights gaps")
    await stage.draw("gaps", gaps.response, stage.host)
    usage = await stage.host.slash(stage.channel, "insights usage")
    await stage.draw("usage", usage.response, stage.host)
    await complaining(stage)
    for question, article in (("what is ROFR?", "en/right-of-first-refusal.md"), ("who runs Stargate?", STARGATE)):
        await stage.host.slash(stage.channel, "index golden-add", question=question, article=article)
    await stage.host.slash(stage.channel, "rebuild-index", mode="all")
    for _ in range(20):
        await stage.world.advance_time(2)
    board = stage.channel.last_message
    await stage.draw("rebuild", board, stage.host)


async def complaining(stage: Stage) -> None:
    """What was said of answers, the first of it dealt with."""
    for number, (question, reason, words) in enumerate(COMPLAINTS[stage.language]):
        person = (stage.alice, stage.bob)[number % 2]
        asked = await person.slash(stage.channel, "ask", question=question)
        form = await person.click(asked.response, label="👎")
        await person.submit_modal(form, {"complaint": [reason], "words": words})
    board = (await stage.host.slash(stage.channel, "insights feedback")).response
    menu = next(row["components"][0] for row in board.components if row.get("components", [{}])[0].get("options"))
    await stage.host.select(board, [menu["options"][-1]["value"]], custom_id=menu["custom_id"])
    await stage.draw("feedback", board, stage.host)


def in_french() -> Callable[[], None]:
    """Have everybody's Discord set to French; return what undoes it."""
    read = discord.Interaction._from_data

    def read_french(interaction: discord.Interaction, data: dict) -> None:
        read(interaction, {**data, "locale": "fr"})

    discord.Interaction._from_data = read_french
    return lambda: setattr(discord.Interaction, "_from_data", read)


async def play(language: str, folder: Path, out: Path, acts: list[Callable[[Stage], Awaitable[None]]]) -> None:
    """Play the acts in a server of their own."""
    state = SecretStr(f"sqlite:///{folder}/state-{language}.sqlite")
    settings = load_settings(data_dir=str(folder)).model_copy(update={"state": state, "guild_id": None})
    undo = in_french() if language == "fr" else lambda: None
    bot = make_bot(settings, Desk(settings))
    world = Env(bot, check_errors=False, settle_timeout=PATIENCE_S)
    world.backend.bot_user.name = "Sourcier"
    waiting_for_the_child(bot, world)
    await world.start()
    try:
        guild = world.create_guild(name="Sourcier")
        channel = guild.create_text_channel("articles")
        hosts = guild.create_role("hosts", permissions=discord.Permissions(manage_guild=True, manage_messages=True))
        people = [guild.add_member(world.create_user(name)) for name in ("alice", "bob")]
        host = guild.add_member(world.create_user("host"), roles=[hosts])
        stage = Stage(world, channel, *people, host, language, out)
        for act in acts:
            await act(stage)
    finally:
        await world.shutdown()
        undo()


def waiting_for_the_child(bot: object, world: Env) -> None:
    """Have the simulated time wait for the process that builds."""
    rebuild = bot.rebuild

    class Waiting:
        def __call__(self, **given: object):
            return _waiting(rebuild(**given))

        def plan(self, **given: object):
            return _waiting(rebuild.plan(**given))

    async def _waiting(items):
        async with aclosing(items):
            while True:
                try:
                    yield await world.external_wait(items.__anext__(), reason="the child builds")
                except StopAsyncIteration:
                    return

    bot.rebuild = Waiting()


def use_browser(path: str) -> None:
    """Have playwright start the browser of this machine."""
    from playwright.async_api import BrowserType

    launch = BrowserType.launch

    async def start(self: BrowserType, **given: object) -> object:
        return await launch(self, **{**given, "executable_path": path, "args": ["--no-sandbox"]})

    BrowserType.launch = start


def main() -> None:
    """Draw all of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    parser.add_argument("--language", choices=["en", "fr"], action="append")
    given = parser.parse_args()
    use_browser(given.browser)
    given.out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        CorpusParts(load_settings(data_dir=folder)).build()
        for language in given.language or ["en", "fr"]:
            asyncio.run(play(language, Path(folder), given.out, [answers, managing]))


if __name__ == "__main__":
    main()
