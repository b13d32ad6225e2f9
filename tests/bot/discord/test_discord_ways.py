"""The table of `ways` leaves out no way into the bot."""

import discord
from discord import app_commands

from tests.bot.discord.ways import WAYS


def test_every_way_is_in_the_table(bot, world):
    """Commands, menus, actions of buttons and forms, and options that offer choices while one types."""
    commands = [one for one in bot.tree.walk_commands() if isinstance(one, app_commands.Command)]
    typed = {
        f"{one.qualified_name} {name}" for one in commands for name, given in one._params.items() if given.autocomplete
    }
    menus = {one.name for one in bot.tree.get_commands(type=discord.AppCommandType.message)}
    wanted = {one.qualified_name for one in commands} | typed | menus | set(bot.routes._handlers) | {"message"}
    assert {one.takes.split(":")[0] for one in WAYS} == wanted
