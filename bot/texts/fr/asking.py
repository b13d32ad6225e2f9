"""Ce que les gens lisent, en français: Discord : poser une question."""

TEXTS: dict[str, str] = {
    "discord.ask.about": "Interroger les articles : la réponse les cite et indique ses sources",
    "discord.ask.question": "Votre question, en français ou en anglais",
    "discord.ask.private": "Ne montrer la réponse qu’à vous",
    "discord.help": (
        "Posez-moi une question à laquelle les articles peuvent répondre : je les cite, avec les sources. Par exemple, "
        "tapez `/ask` puis `c’est quoi le ROFR ?`, ou mentionnez-moi avec votre question dans un même message."
    ),
    "discord.too_long": (
        "Votre question compte {found} caractères, et j’en lis {most} au plus. Demandez une chose à la fois, en une "
        "phrase ou deux."
    ),
}
