"""Ce que les gens lisent, en français : un module par partie."""

from bot.texts.fr import answers, asking, corpus, discord, indexing, insights, running, server_settings, terminal

TEXTS: dict[str, str] = {
    **answers.TEXTS,
    **asking.TEXTS,
    **corpus.TEXTS,
    **discord.TEXTS,
    **indexing.TEXTS,
    **insights.TEXTS,
    **running.TEXTS,
    **server_settings.TEXTS,
    **terminal.TEXTS,
}
