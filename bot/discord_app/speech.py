"""Which language to speak with somebody, and how that language writes numbers."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.texts import say
from corpus.article import Language

NARROW_NO_BREAK_SPACE = "\u202f"


def language_of(locale: discord.Locale | None) -> Language:
    """Return French for French clients, else English."""
    return "fr" if locale is discord.Locale.french else "en"


def likely_language_of(locale: discord.Locale | None) -> Language | None:
    """Return the language that people with a French or an English client likely ask in; None for other clients."""
    english = locale in {discord.Locale.american_english, discord.Locale.british_english}
    return "fr" if locale is discord.Locale.french else "en" if english else None


def likely_language_in(guild: discord.Guild | None) -> Language | None:
    """Return French for a French server, else None: servers are English where nobody has chosen."""
    return "fr" if guild is not None and guild.preferred_locale is discord.Locale.french else None


def written_number(value: int, language: Language) -> str:
    """Return a whole number as people write it: 5,000 or 5 000."""
    return f"{value:,}".replace(",", NARROW_NO_BREAK_SPACE) if language == "fr" else f"{value:,}"


def written_seconds(value: float, language: Language) -> str:
    """Return seconds with one decimal place: 1.5 or 1,5."""
    return f"{value:.1f}".replace(".", ",") if language == "fr" else f"{value:.1f}"


def localised(key: str) -> app_commands.locale_str:
    """Return the English text of `key`, which `Translator` turns into French for French clients."""
    return app_commands.locale_str(say("en", key), key=key)


class Translator(app_commands.Translator):
    """Gives Discord the French texts of commands when they are registered."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """Return the text for a French client; None leaves the English one."""
        key = string.extras.get("key")
        return say("fr", key) if isinstance(key, str) and locale is discord.Locale.french else None
