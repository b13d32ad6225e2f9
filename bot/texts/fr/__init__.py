"""Ce que les gens lisent, en français : un module par partie."""

from bot.texts.fr import (
    answers,
    asking,
    browsing,
    corpus,
    discord,
    indexing,
    insights,
    privacy,
    running,
    server_settings,
    terminal,
)

TEXTS: dict[str, str] = {
    **answers.TEXTS,
    **asking.TEXTS,
    **browsing.TEXTS,
    **corpus.TEXTS,
    **discord.TEXTS,
    **indexing.TEXTS,
    **insights.TEXTS,
    **privacy.TEXTS,
    **running.TEXTS,
    **server_settings.TEXTS,
    **terminal.TEXTS,
}
