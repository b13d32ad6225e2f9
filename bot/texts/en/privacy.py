"""What people read, in English: Discord: what is kept about them."""

TEXTS: dict[str, str] = {
    "discord.privacy.name": "privacy",
    "discord.privacy.about": "What I keep about you",
    "discord.privacy.show_name": "show",
    "discord.privacy.show": "Show you what I keep about you, with all of it in a file",
    "discord.privacy.forget_name": "forget",
    "discord.privacy.forget": "Delete what I keep about you, after asking once more",
    "discord.privacy.heading": "What I keep about you",
    "discord.privacy.nothing": "Nothing: you have not asked me anything that I still keep.",
    "discord.privacy.since": "In all servers and direct messages together. Your oldest answer is of {day}.",
    "discord.privacy.answers_one": "1 answer with its question, so that its buttons work",
    "discord.privacy.answers_more": "{number} answers with their questions, so that their buttons work",
    "discord.privacy.searches_one": "The words of 1 search, so that its pages turn",
    "discord.privacy.searches_more": "The words of {number} searches, so that their pages turn",
    "discord.privacy.feedback_one": "1 opinion of yours on an answer",
    "discord.privacy.feedback_more": "{number} opinions of yours on answers",
    "discord.privacy.gaps_one": "1 question that the articles did not answer, so that you can be told when they do",
    "discord.privacy.gaps_more": (
        "{number} questions that the articles did not answer, so that you can be told when they do"
    ),
    "discord.privacy.days_of_use_one": "How much you asked on 1 day, for the limits",
    "discord.privacy.days_of_use_more": "How much you asked on {number} days, for the limits",
    "discord.privacy.audit_one": "1 action of yours in the log of a server’s management",
    "discord.privacy.audit_more": "{number} actions of yours in the log of servers’ management",
    "discord.privacy.days": "deleted after {days} days",
    "discord.privacy.for_ever": "kept until you delete it",
    "discord.privacy.newest": "Your newest questions",
    "discord.privacy.not_kept": (
        "I keep no names and no other messages: only Discord’s numbers for you, servers, channels and messages. "
        "Whoever runs me can read what is listed here."
    ),
    "discord.privacy.too_much": "It is more than fits in a file here; ask whoever runs me for all of it.",
    "discord.privacy.forget_button": "Delete it all…",
    "discord.privacy.sure": "Delete what I keep about you?",
    "discord.privacy.yes": "Delete",
    "discord.privacy.no": "Keep it",
    "discord.privacy.deleted": "Deleted:",
    "discord.privacy.was_nothing": "There was nothing to delete.",
    "discord.privacy.stays": (
        "What stays: the log of what you did in managing a server, since others rely on it; the count of your "
        "questions of today, without which limits would mean nothing; and what others said of your answers, without "
        "your question. Messages that stand in channels are Discord’s; their buttons will say that the answer is gone."
    ),
    "discord.privacy.left": "Nothing was deleted.",
}
