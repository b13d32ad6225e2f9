"""Ce que les gens lisent, en français: Discord : ce que disent toutes les fonctions."""

TEXTS: dict[str, str] = {
    "discord.question": "Question : {question}",
    "discord.read_as": "Compris comme : {question}",
    "discord.in_fr": "en français",
    "discord.in_en": "en anglais",
    "discord.sources": "Sources",
    "discord.nearest": "Articles les plus proches, qui n’y répondent pas :",
    "discord.written_by": "Rédigé par {origin} à partir de ces citations.",
    "discord.months": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "discord.too_busy": (
        "Trop de questions attendent pour que je prenne la vôtre maintenant. Reposez-la dans une "
        "minute, s’il vous plaît."
    ),
    "discord.no_index": (
        "Je n’ai pas encore d’index des articles. Une personne qui gère ce serveur peut en faire un avec "
        "`/rebuild-index`."
    ),
    "discord.index_unusable": (
        "Mon index des articles n’est pas utilisable en l’état. Une personne qui gère ce serveur peut le refaire avec "
        "`/rebuild-index`, mode « tout de nouveau »."
    ),
    "discord.command_changed": (
        "Cette commande a changé depuis que votre Discord l’a lue. Réessayez dans une minute ; relancer Discord "
        "peut aider."
    ),
    "discord.manage_server_only": "Seules les personnes qui gèrent ce serveur (« Gérer le serveur ») peuvent le faire.",
    "discord.server_only": "Cela ne marche que sur un serveur, pas en message privé.",
    "discord.incident": (
        "Quelque chose s’est mal passé de mon côté, vous n’y êtes pour rien. Réessayez ; si cela dure, donnez à la "
        "personne qui me fait tourner le numéro d’incident `{incident}`."
    ),
}
