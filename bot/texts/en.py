"""What people read, in English."""

TEXTS: dict[str, str] = {
    # answers: around the quotes
    "answers.acronym": "{short} stands for {long} [{number}].",
    "answers.acronym_elsewhere": "{short} stands for {long} ({language}) [{number}].",
    "answers.in_fr": "in French",
    "answers.in_en": "in English",
    "answers.one": "From “{title}”:",
    "answers.several": "The articles say:",
    "answers.differ": "The articles differ; the newest says {first}, another {second}.",
    "answers.differ_undated": "The articles differ: {first} in one, {second} in another.",
    "answers.empty": "I see no question here. Ask about something in the articles, for example: what is ROFR?",
    "answers.nothing_found": "I found nothing in the articles about that.",
    "answers.not_answered": "I found nothing in the articles that answers that.",
    # answers: about a chat model
    "answers.chat.unreachable": "The chat model could not be reached.",
    "answers.chat.slow": "The chat model took too long.",
    "answers.chat.overloaded": "The chat model is overloaded.",
    "answers.chat.refused": "The chat model’s server did not accept the question.",
    "answers.chat.malformed": "The chat model said nothing usable.",
    "answers.chat.cut_off": "The chat model was cut off.",
    "answers.chat.paused": "The chat model is not working at the moment.",
    "answers.chat.unverified": "Nothing that the chat model said could be verified in the articles.",
    "answers.chat.cannot_answer": "The chat model saw no answer in the passages that it was shown.",
    "answers.chat.instead": "This answer was put together without it.",
    "answers.chat.incomplete": "The chat model was interrupted; what it had said until then has been verified.",
    # terminal: around answers
    "terminal.sources": "Sources",
    "terminal.nearest": "Nearest articles:",
    "terminal.read_as": "Understood as: {question}",
    "terminal.written_by": "Written by {origin} from these quotes.",
    "terminal.months": "January February March April May June July August September October November December",
    "terminal.first": "1",
    # discord: answers
    "discord.question": "Question: {question}",
    "discord.read_as": "Understood as: {question}",
    "discord.in_fr": "in French",
    "discord.in_en": "in English",
    "discord.sources": "Sources",
    "discord.nearest": "Closest articles, which do not answer this:",
    "discord.written_by": "Written by {origin} from these quotes.",
    "discord.months": "January February March April May June July August September October November December",
    # discord: commands, as Discord lists them
    "discord.ask.about": "Ask the articles a question: the answer quotes them and names its sources",
    "discord.ask.question": "Your question, in English or French",
    "discord.ask.private": "Show the answer to you alone",
    "discord.rebuild.about": "Bring the index up to date with the articles",
    "discord.rebuild.mode": "What to read: what changed (the default), or everything anew",
    "discord.rebuild.mode_changes": "what changed",
    "discord.rebuild.mode_all": "everything anew",
    # discord: instead of an answer
    "discord.help": (
        "Ask me about something in the articles, and I answer with quotes and their sources. For example, type "
        "`/ask` and then `what is ROFR?`, or mention me with your question in one message."
    ),
    "discord.too_long": (
        "Your question has {found} characters, and I read up to {most}. Ask for one thing at a time, in a sentence or "
        "two."
    ),
    "discord.too_busy": "So many questions are waiting that I cannot take yours now. Please ask again in a minute.",
    "discord.no_index": (
        "I have no index of the articles yet. Someone who manages this server can make one with `/rebuild-index`."
    ),
    "discord.index_unusable": (
        "My index of the articles cannot be used as it is. Someone who manages this server can rebuild it with "
        "`/rebuild-index`, mode “everything anew”."
    ),
    "discord.command_changed": (
        "This command has changed since your Discord last looked. Please try again in a minute; restarting Discord "
        "helps."
    ),
    "discord.manage_server_only": "Only people who may manage this server (“Manage Server”) can do that.",
    "discord.server_only": "That works in a server only, not in direct messages.",
    "discord.incident": (
        "Something went wrong on my side, and it is not your fault. Please try again; if it keeps happening, tell "
        "whoever runs me the incident number `{incident}`."
    ),
    # discord: rebuilding the index
    "discord.rebuild.busy": "The index is being rebuilt already. Please wait until that is done.",
    "discord.rebuild.begun": "The rebuild has begun. Follow it here: {where}",
    "discord.rebuild.under_way": "Rebuilding the index",
    "discord.rebuild.changes_begins": "Looking for what changed in the articles…",
    "discord.rebuild.all_begins": "Reading all articles anew…",
    "discord.rebuild.meanwhile": "Meanwhile, questions are answered from the current index.",
    "discord.rebuild.stage": "Step {number} of {stages}: {stage}",
    "discord.rebuild.reading": "reading the articles",
    "discord.rebuild.encoding": "turning passages into vectors",
    "discord.rebuild.writing": "writing the index",
    "discord.rebuild.checking": "checking the index",
    "discord.rebuild.done": "The index is up to date",
    "discord.rebuild.articles": "Articles: {articles} ({added} added, {changed} changed, {removed} removed)",
    "discord.rebuild.passages": "Passages: {passages} · {seconds} seconds",
    "discord.rebuild.unread": "Files that could not be read: {number}",
    "discord.rebuild.more_unread": "and {number} more",
    "discord.rebuild.failed": (
        "The rebuild failed. The current index stays in use, unchanged. The reason is in the log of whoever runs me, "
        "under incident number `{incident}`."
    ),
    "discord.rebuild.stopped": "The rebuild was stopped before it was done. The current index stays in use, unchanged.",
    # discord: at the terminal of whoever runs the bot
    "discord.token_missing": "DISCORD_TOKEN is not set, so there is no Discord bot to run.",
    "discord.token_refused": (
        "Discord refuses the token in DISCORD_TOKEN. Copy it anew: https://discord.com/developers/applications, your "
        "application, Bot, Reset Token."
    ),
    "discord.disconnected": "Discord ended the connection for good (close code {code}).",
    "discord.unreachable": "Discord cannot be reached ({why}). Check the network connection, then start again.",
    "discord.unavailable": "Discord answered with status {code}. Wait a few minutes, then start again.",
}
