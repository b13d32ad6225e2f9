"""What people read, in English: Discord: what every feature says."""

TEXTS: dict[str, str] = {
    "discord.question": "Question: {question}",
    "discord.read_as": "Understood as: {question}",
    "discord.in_fr": "in French",
    "discord.in_en": "in English",
    "discord.sources": "Sources",
    "discord.nearest": "Closest articles, which do not answer this:",
    "discord.written_by": "Written by {origin} from these quotes.",
    "discord.months": "January February March April May June July August September October November December",
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
}
