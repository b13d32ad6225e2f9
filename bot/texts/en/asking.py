"""What people read, in English: Discord: asking."""

TEXTS: dict[str, str] = {
    "discord.ask.about": "Ask the articles a question: the answer quotes them and names its sources",
    "discord.ask.question": "Your question, in English or French",
    "discord.ask.private": "Show the answer to you alone",
    "discord.help": (
        "Ask me about something in the articles, and I answer with quotes and their sources. For example, type "
        "`/ask` and then `what is ROFR?`, or mention me with your question in one message."
    ),
    "discord.too_long": (
        "Your question has {found} characters, and I read up to {most}. Ask for one thing at a time, in a sentence or "
        "two."
    ),
}
