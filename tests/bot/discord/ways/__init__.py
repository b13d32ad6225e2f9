"""Every way into the bot, as a table: each command, menu, button, form and choice while typing, and how it is reached.

`test_discord_every_way.py` plays each of them under all that can go wrong.
"""

from tests.bot.discord.ways import articles, asking, browsing, index, server
from tests.bot.discord.ways.table import WAYS, Way, named

__all__ = ["WAYS", "Way", "articles", "asking", "browsing", "index", "named", "server"]
