"""Ce que les gens lisent, en français: le terminal de la personne qui fait tourner le bot."""

TEXTS: dict[str, str] = {
    "discord.token_missing": "DISCORD_TOKEN n’est pas défini : il n’y a pas de bot Discord à lancer.",
    "discord.token_refused": (
        "Discord refuse le jeton de DISCORD_TOKEN. Copiez-le de nouveau : https://discord.com/developers/applications, "
        "votre application, Bot, Reset Token."
    ),
    "discord.disconnected": "Discord a coupé la connexion pour de bon (code {code}).",
    "discord.unreachable": "Discord est injoignable ({why}). Vérifiez la connexion au réseau, puis relancez.",
    "discord.unavailable": "Discord a répondu avec le statut {code}. Attendez quelques minutes, puis relancez.",
    "discord.state_unusable": ("Le bot ne peut pas démarrer : {why}"),
}
