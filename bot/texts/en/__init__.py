"""What people read, in English: one module a part."""

from bot.texts.en import answers, asking, discord, indexing, running, terminal

TEXTS: dict[str, str] = {
    **answers.TEXTS,
    **asking.TEXTS,
    **discord.TEXTS,
    **indexing.TEXTS,
    **running.TEXTS,
    **terminal.TEXTS,
}
