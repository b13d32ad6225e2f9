"""What people read, in English: one module a part."""

from bot.texts.en import answers, asking, browsing, corpus, discord, indexing, privacy, running, terminal

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
