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
    "discord.privacy.since": "In all servers and direct messages together. Your oldest answer is from {day}.",
    "discord.privacy.answers": (
        "{number:# answer with its question, so that its|# answers with their questions, so that their} buttons work"
    ),
    "discord.privacy.searches": "The words of {number:# search|# searches}, so that you can page through the results",
    "discord.privacy.feedback": "{number:# opinion of yours on an answer|# opinions of yours on answers}",
    "discord.privacy.gaps": (
        "{number:# question|# questions} that the articles did not surely answer, so that you can be told when they do"
    ),
    "discord.privacy.days_of_use": "How much you asked on {number:# day|# days}, for the limits",
    "discord.privacy.audit": (
        "{number:# action of yours in the log of a server’s|# actions of yours in the log of servers’} management"
    ),
    "discord.privacy.golden_questions": "{number:# golden question|# golden questions} that you added",
    "discord.privacy.builds": "{number:# rebuild|# rebuilds} of the index that you began",
    "discord.privacy.days": "deleted after {days:# day|# days}",
    "discord.privacy.for_ever": "kept until you delete it",
    "discord.privacy.for_others": "kept, since others rely on it",
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
        "What stays: what you did in managing a server (the log, golden questions, rebuilds), since others rely on "
        "it; the count of your questions of today, without which limits would mean nothing; and what others said of "
        "your answers, without your question. Messages in channels stay with Discord; their buttons will say that "
        "the answer is gone."
    ),
    "discord.privacy.left": "Nothing was deleted.",
}
