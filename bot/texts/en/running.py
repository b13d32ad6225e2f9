"""What people read, in English: the terminal of whoever runs the bot."""

TEXTS: dict[str, str] = {
    "discord.token_missing": "DISCORD_TOKEN is not set, so there is no Discord bot to run.",
    "discord.token_refused": (
        "Discord refuses the token in DISCORD_TOKEN. Copy it anew: https://discord.com/developers/applications, your "
        "application, Bot, Reset Token."
    ),
    "discord.disconnected": "Discord ended the connection for good (close code {code}).",
    "discord.unreachable": "Discord cannot be reached ({why}). Check the network connection, then start again.",
    "discord.unavailable": "Discord answered with status {code}. Wait a few minutes, then start again.",
    "discord.state_unusable": ("The bot cannot start: {why}"),
}
