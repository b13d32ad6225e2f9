"""Ce que les gens lisent, en français: Discord : ce que disent toutes les fonctions."""

TEXTS: dict[str, str] = {
    "discord.question": "Question : {question}",
    "discord.read_as": "Compris comme : {question}",
    "discord.in_fr": "en français",
    "discord.in_en": "en anglais",
    "discord.sources": "Sources",
    "discord.nearest": "Articles les plus proches, où je n’ai pas vu de réponse :",
    "discord.written_by": "Rédigé par {origin} à partir de ces citations.",
    "discord.too_busy": (
        "Trop de questions attendent pour que je prenne la vôtre maintenant. Reposez-la dans une "
        "minute, s’il vous plaît."
    ),
    "discord.no_index": (
        "Je n’ai pas encore d’index des articles. Une personne qui gère ce serveur peut en construire un "
        "avec `{/rebuild-index}`."
    ),
    "discord.no_index_direct": (
        "Je n’ai pas encore d’index des articles. Une personne qui gère un serveur où je suis peut en construire un "
        "là-bas avec `{/rebuild-index}`."
    ),
    "discord.index_unusable_direct": (
        "Mon index des articles n’est pas utilisable en l’état. Une personne qui gère un serveur où je suis peut le "
        "reconstruire là-bas avec `{/rebuild-index}`."
    ),
    "discord.index_unusable": (
        "Mon index des articles n’est pas utilisable en l’état. Une personne qui gère ce serveur peut le reconstruire "
        "avec `{/rebuild-index}`."
    ),
    "discord.command_changed": (
        "Cette commande a changé depuis que votre Discord l’a chargée. Réessayez dans une minute ; relancer Discord "
        "peut aider."
    ),
    "discord.manage_server_only": "Seules les personnes qui gèrent ce serveur (« Gérer le serveur ») peuvent le faire.",
    "discord.rights_unknown": (
        "Discord ne me dit pas en ce moment si vous en avez le droit ; rien n’a donc été fait. Réessayez bientôt."
    ),
    "discord.server_only": "Cela ne marche que sur un serveur, pas en message privé.",
    "discord.incident": (
        "Un problème est survenu de mon côté ; vous n’y êtes pour rien. Réessayez ; si cela dure, donnez à la "
        "personne qui me fait tourner le numéro d’incident `{incident}`."
    ),
    "discord.slow_state": "Mes notes mettent plus de temps que d’habitude à s’ouvrir. Réessayez dans un instant.",
    "discord.state_unreachable": (
        "Je n’arrive pas à accéder à mes notes en ce moment ; les réponses marchent, mais ni les boutons ni les "
        "réglages. Réessayez plus tard ; si cela dure, donnez à la personne qui me fait tourner le numéro d’incident "
        "`{incident}`."
    ),
    "discord.reading_too_fast": (
        "Vous tournez les pages plus vite que je ne lis. Continuez dans {seconds:# seconde|# secondes}."
    ),
    "discord.press_unknown": (
        "Ce bouton vient d’une autre version de moi et ne fait plus rien. Relancez la commande, s’il vous plaît."
    ),
    "discord.not_your_server": "Cela vient d’un serveur que vous avez quitté, et n’est que pour ses membres.",
    "discord.not_your_role": (
        "Sur ce serveur, m’interroger est réservé à certains rôles, et vous n’en avez aucun. Une personne qui gère le "
        "serveur peut changer cela."
    ),
    "discord.not_this_channel": ("Sur ce serveur, je réponds dans d’autres salons : {channels}"),
    "discord.one_at_a_time": ("Je travaille encore sur votre dernière question. Attendez sa réponse, s’il vous plaît."),
    "discord.too_fast": (
        "Vous posez vos questions plus vite que je ne peux y répondre. Réessayez dans {seconds:# seconde|# secondes}."
    ),
    "discord.gone": ("Je ne conserve plus cette réponse. Reposez la question, s’il vous plaît."),
    "discord.owner_only": ("Seule la personne qui me fait tourner peut le faire : cela concerne tous les serveurs."),
}
