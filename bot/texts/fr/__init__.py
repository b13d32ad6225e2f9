"""Ce que les gens lisent, en français : un module par partie."""

from bot.texts.fr import answers, asking, browsing, corpus, discord, indexing, privacy, running, terminal

TEXTS: dict[str, str] = {
    **answers.TEXTS,
    **asking.TEXTS,
    **browsing.TEXTS,
    **corpus.TEXTS,
    **discord.TEXTS,
    **indexing.TEXTS,
    **privacy.TEXTS,
    **running.TEXTS,
    **terminal.TEXTS,
}
