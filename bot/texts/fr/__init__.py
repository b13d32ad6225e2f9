"""Ce que les gens lisent, en français : un module par partie."""

from bot.texts.fr import answers, asking, discord, indexing, running, terminal

TEXTS: dict[str, str] = {
    **answers.TEXTS,
    **asking.TEXTS,
    **discord.TEXTS,
    **indexing.TEXTS,
    **running.TEXTS,
    **terminal.TEXTS,
}
