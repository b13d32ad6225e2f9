"""The bot in Discord: commands, mentions and direct messages in, rendered answers out.

The only package that imports discord. A feature is a package of its own with a thin cog beside pure modules. All it
needs of the rest is a `Desk` that answers, which `run_bot` is given, and a `Rebuild` that builds, which it makes.
"""

from bot.discord_app.running import run_bot

__all__ = ["run_bot"]
