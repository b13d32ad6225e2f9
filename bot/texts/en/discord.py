"""What people read, in English: Discord: what every feature says."""

TEXTS: dict[str, str] = {
    "discord.question": "Question: {question}",
    "discord.read_as": "Understood as: {question}",
    "discord.in_fr": "in French",
    "discord.in_en": "in English",
    "discord.sources": "Sources",
    "discord.nearest": "Closest articles, in which I saw no answer:",
    "discord.written_by": "Written by {origin} from these quotes.",
    "discord.too_busy": (
        "So many questions are waiting that I cannot take yours right now. Please ask again in a minute."
    ),
    "discord.no_index": (
        "I have no index of the articles yet. Someone who manages this server can make one with `{/rebuild-index}`."
    ),
    "discord.no_index_direct": (
        "I have no index of the articles yet. Someone who manages a server that I am in can make one there with "
        "`{/rebuild-index}`."
    ),
    "discord.index_unusable_direct": (
        "My index of the articles cannot be used as it is. Someone who manages a server that I am in can rebuild it "
        "there with `{/rebuild-index}`."
    ),
    "discord.index_unusable": (
        "My index of the articles cannot be used as it is. Someone who manages this server can rebuild it with "
        "`{/rebuild-index}`."
    ),
    "discord.command_changed": (
        "This command has changed since your Discord last looked. Please try again in a minute; restarting Discord "
        "can help."
    ),
    "discord.manage_server_only": "Only people who may manage this server (“Manage Server”) can do that.",
    "discord.rights_unknown": (
        "Discord does not tell me just now whether you may do that, so nothing was done. Please try again in a minute."
    ),
    "discord.server_only": "That works only in a server, not in direct messages.",
    "discord.incident": (
        "Something went wrong on my side, and it is not your fault. Please try again; if it keeps happening, tell "
        "whoever runs me the incident number `{incident}`."
    ),
    "discord.slow_state": "My notes take longer than usual to open. Please try again in a moment.",
    "discord.state_unreachable": (
        "I cannot reach my notes just now; answers work, buttons and settings do not. Please try again later; if it "
        "keeps happening, tell whoever runs me the incident number `{incident}`."
    ),
    "discord.reading_too_fast": "You turn pages faster than I can read. Please go on in {seconds:# second|# seconds}.",
    "discord.press_unknown": (
        "This button is from another version of me and does nothing any more. Please use the command again."
    ),
    "discord.not_your_server": "That is from a server that you have left, and for its people alone.",
    "discord.not_your_role": (
        "In this server, asking me is for people with certain roles, and you have none of them. Someone who manages "
        "the server can change that."
    ),
    "discord.not_this_channel": ("In this server I answer in other channels: {channels}"),
    "discord.one_at_a_time": ("I am still working on your last question. Please wait for its answer."),
    "discord.too_fast": ("You ask faster than I can answer. Please ask again in {seconds:# second|# seconds}."),
    "discord.gone": ("I no longer keep that answer. Please ask the question again."),
    "discord.owner_only": ("Only whoever runs me can do that: it concerns what all servers share."),
}
