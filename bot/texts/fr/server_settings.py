"""Ce que les gens lisent, en français: Discord : les réglages d’un serveur."""

TEXTS: dict[str, str] = {
    # Commandes
    "discord.settings.command": "réglages",
    "discord.settings.about": "Ma façon de travailler sur ce serveur",
    "discord.settings.show": "voir",
    "discord.settings.show_about": "Voir les réglages de ce serveur, et les changer",
    "discord.settings.set": "changer",
    "discord.settings.set_about": "Changer un réglage",
    "discord.settings.reset": "rétablir",
    "discord.settings.reset_about": "Revenir à la valeur par défaut d’un réglage, ou de tous",
    "discord.settings.setting": "réglage",
    "discord.settings.setting_about": "Quel réglage",
    "discord.settings.reset_which": "Quel réglage ; tous si vous n’en nommez aucun",
    "discord.settings.value": "valeur",
    "discord.settings.value_about": "Sa nouvelle valeur ; ce qui convient est proposé pendant la saisie",
    # Leurs noms
    "discord.settings.name.channels": "Salons où je réponds",
    "discord.settings.name.ask_roles": "Rôles qui peuvent m’interroger",
    "discord.settings.name.manage_roles": "Rôles qui peuvent me gérer",
    "discord.settings.name.private": "Réponses privées par défaut",
    "discord.settings.name.length": "Longueur des réponses",
    "discord.settings.name.chat": "Réponses rédigées par le modèle de langage",
    "discord.settings.name.collections": "Collections dont je tire mes réponses",
    "discord.settings.name.daily_limit": "Questions par jour, en tout",
    "discord.settings.name.person_limit": "Questions par jour et par personne",
    "discord.settings.name.tolerance": "Questions témoins qui peuvent se dégrader",
    # À quoi ils servent
    "discord.settings.for.channels": (
        "Je ne réponds que là, et dans leurs fils. Les personnes qui me gèrent peuvent m’interroger partout."
    ),
    "discord.settings.for.ask_roles": (
        "Seules les personnes qui ont l’un de ces rôles peuvent m’interroger, avec celles qui me gèrent."
    ),
    "discord.settings.for.manage_roles": (
        "Les personnes qui ont l’un de ces rôles peuvent utiliser mes commandes de gestion, en plus de celles qui "
        "gèrent le serveur."
    ),
    "discord.settings.for.private": (
        "Détermine si `{/ask}` ne montre sa réponse qu’à la personne qui demande, quand elle ne précise rien."
    ),
    "discord.settings.for.length": "La quantité de citations dans une réponse.",
    "discord.settings.for.chat": (
        "Détermine si un modèle de langage peut rédiger mes réponses en phrases complètes à partir des citations."
    ),
    "discord.settings.for.collections": (
        "Ce dont je tire mes réponses. Ce qui a été ajouté sur ce serveur en fait toujours partie."
    ),
    "discord.settings.for.daily_limit": "Combien de questions ce serveur peut me poser en un jour.",
    "discord.settings.for.person_limit": "Combien de questions une personne peut me poser en un jour.",
    "discord.settings.for.tolerance": (
        "La part des questions témoins qu’une reconstruction peut dégrader tout en étant mise en service."
    ),
    # Valeurs
    "discord.settings.all_channels": "tous les salons",
    "discord.settings.everybody": "tout le monde",
    "discord.settings.no_roles": "aucun rôle",
    "discord.settings.all_collections": "toutes",
    "discord.settings.yes": "oui",
    "discord.settings.no": "non",
    "discord.settings.no_limit": "sans limite",
    "discord.settings.a_day": "{number} par jour",
    "discord.settings.percent": "{number}\u00a0%",
    "discord.settings.length_short": "courte",
    "discord.settings.length_normal": "normale",
    "discord.settings.length_long": "longue",
    "discord.settings.about_short": "La meilleure citation seulement",
    "discord.settings.about_normal": "Les meilleures citations",
    "discord.settings.about_long": "Davantage de citations, avec ce qui les entoure",
    "discord.settings.deleted_channel": "salon supprimé ({id})",
    "discord.settings.deleted_role": "rôle supprimé ({id})",
    "discord.settings.missing_collection": "{name} (n’existe plus)",
    "discord.settings.and": "{first} et {last}",
    "discord.settings.more": "{number} de plus",
    "discord.settings.default": "par défaut",
    # La carte
    "discord.settings.title": "Réglages de {server}",
    "discord.settings.how": (
        "Les valeurs en *italique* sont celles par défaut. Choisissez un réglage ci-dessous pour le changer."
    ),
    "discord.settings.choose": "Changer un réglage…",
    "discord.settings.warned": "⚠️ **{name}** : {warning}",
    "discord.settings.now_is": "Actuellement : {value}",
    "discord.settings.choose_channels": "Choisir des salons ; aucun pour tous",
    "discord.settings.choose_roles": "Choisir des rôles ; aucun pour tout le monde",
    "discord.settings.choose_managers": "Choisir des rôles ; aucun pour n’ajouter personne",
    "discord.settings.choose_length": "Choisir une longueur",
    "discord.settings.choose_collections": "Choisir des collections ; aucune pour toutes",
    "discord.settings.many_collections": (
        "Il y a plus de {most:# collection|# collections} : nommez-les avec `{/settings set}`, séparées par des "
        "virgules."
    ),
    "discord.settings.no_collections": "Il n’y a pas encore de collection commune à choisir.",
    "discord.settings.enter": "Saisir un nombre…",
    "discord.settings.back": "Tous les réglages",
    "discord.settings.to_default": "Valeur par défaut",
    "discord.settings.remove_deleted": "Retirer ce qui a été supprimé",
    "discord.settings.reset_all": "Tout rétablir…",
    "discord.settings.reset_yes": "Oui, tout rétablir",
    "discord.settings.cancel": "Annuler",
    "discord.settings.reset_sure": "Tout reviendra à sa valeur par défaut. Confirmez-vous ?",
    "discord.settings.reset_done": "Tous les réglages sont revenus à leur valeur par défaut.",
    "discord.settings.reset_but_managers": (
        "Tous les réglages sont revenus à leur valeur par défaut, sauf les rôles qui peuvent me gérer : seules les "
        "personnes qui gèrent le serveur les changent."
    ),
    "discord.settings.as_before": "C’est déjà le cas.",
    "discord.settings.form_limit": "Un nombre ; 0 pour aucune limite",
    "discord.settings.form_tolerance": "Pourcentage, de 0 à 100",
    # Ce qu’un changement veut dire
    "discord.settings.now.channels": "Désormais, je ne réponds que dans {value}.",
    "discord.settings.now.channels_none": "Désormais, je réponds dans tous les salons que je peux lire.",
    "discord.settings.now.ask_roles": (
        "Désormais, les personnes qui ont {value} peuvent m’interroger, avec celles qui me gèrent."
    ),
    "discord.settings.now.ask_roles_none": "Désormais, tout le monde peut m’interroger.",
    "discord.settings.now.manage_roles": (
        "Désormais, les personnes qui ont {value} peuvent me gérer, en plus de celles qui gèrent le serveur."
    ),
    "discord.settings.now.manage_roles_none": (
        "Désormais, seules les personnes qui gèrent le serveur peuvent me gérer."
    ),
    "discord.settings.now.private": (
        "Désormais, `{/ask}` ne répond qu’à la personne qui demande, sauf si elle précise le contraire."
    ),
    "discord.settings.now.private_none": (
        "Désormais, `{/ask}` répond devant tout le monde, sauf si la personne précise le contraire."
    ),
    "discord.settings.now.length": "Désormais, la longueur de mes réponses est : {value}.",
    "discord.settings.now.chat": "Désormais, le modèle de langage peut rédiger mes réponses.",
    "discord.settings.now.chat_none": "Désormais, mes réponses ne sont que des citations, sans le modèle de langage.",
    "discord.settings.now.collections": (
        "Désormais, je ne tire mes réponses que de {value}, et de ce qui a été ajouté sur ce serveur."
    ),
    "discord.settings.now.collections_none": "Désormais, je tire mes réponses de toutes les collections.",
    "discord.settings.now.daily_limit": "Désormais, ce serveur peut me poser {value:# question|# questions} par jour.",
    "discord.settings.now.daily_limit_none": "Désormais, ce serveur peut m’interroger autant qu’il veut.",
    "discord.settings.now.person_limit": (
        "Désormais, une personne peut me poser {value:# question|# questions} par jour."
    ),
    "discord.settings.now.person_limit_none": "Désormais, chaque personne peut m’interroger autant qu’elle veut.",
    "discord.settings.now.tolerance": (
        "Désormais, une reconstruction est mise en service sauf si plus de {value} des questions témoins se dégradent."
    ),
    "discord.settings.now.tolerance_none": (
        "Désormais, une reconstruction qui dégrade la moindre question témoin n’est pas mise en service."
    ),
    # Avertissements
    "discord.settings.warn.closed_channels": (
        "Je ne peux écrire dans aucun de ces salons : je ne peux donc répondre nulle part."
    ),
    "discord.settings.warn.some_closed": "Je ne peux pas écrire dans {channels}.",
    "discord.settings.warn.media": (
        "Le menu de Discord ne montre pas les salons multimédias : ce qui y est choisi laisse de côté {channels}. "
        "`{/settings set}` les accepte."
    ),
    "discord.settings.warn.gone_channels": "Tous ces salons sont supprimés : je ne réponds donc nulle part.",
    "discord.settings.warn.gone_roles": (
        "Tous ces rôles ont été supprimés : seules les personnes qui me gèrent peuvent donc m’interroger."
    ),
    "discord.settings.warn.empty_roles": (
        "Personne n’a l’un de ces rôles : seules les personnes qui me gèrent peuvent donc m’interroger."
    ),
    "discord.settings.warn.empty_managers": "Personne n’a l’un de ces rôles.",
    "discord.settings.warn.hidden": (
        "Discord cache mes commandes de gestion à ces rôles tant que vous ne les autorisez pas dans Paramètres du "
        "serveur → Intégrations."
    ),
    "discord.settings.warn.no_chat": (
        "La personne qui me fait tourner n’a choisi aucun modèle de langage : ce réglage est donc sans effet."
    ),
    "discord.settings.warn.gone_collections": (
        "Aucune de ces collections n’existe plus : je ne réponds donc qu’à partir de ce qui a été ajouté sur ce "
        "serveur."
    ),
    # Refus
    "discord.settings.managers_only": (
        "Seules les personnes qui gèrent le serveur (« Gérer le serveur ») peuvent changer les rôles qui peuvent me "
        "gérer."
    ),
    "discord.settings.not_everyone": (
        "Tout le monde pourrait alors me gérer. Choisissez des rôles que tout le monde n’a pas."
    ),
    "discord.settings.wants.channels": (
        "« {value} » ne désigne pas de salons de ce serveur. Nommez-en {most} au plus, comme #général ; un fil "
        "suit son salon. `tous` désigne tous les salons."
    ),
    "discord.settings.wants.ask_roles": (
        "« {value} » ne désigne pas de rôles de ce serveur. Nommez-en {most} au plus, comme @Membres, ou dites "
        "`tout le monde`."
    ),
    "discord.settings.wants.manage_roles": (
        "« {value} » ne désigne pas de rôles de ce serveur. Nommez-en {most} au plus, comme @Modération, ou "
        "dites `aucun`."
    ),
    "discord.settings.wants.private": "Je ne comprends pas « {value} » ici. Dites `oui` ou `non`.",
    "discord.settings.wants.chat": "Je ne comprends pas « {value} » ici. Dites `oui` ou `non`.",
    "discord.settings.wants.length": (
        "Je ne connais pas de longueur « {value} ». Dites `courte`, `normale` ou `longue`."
    ),
    "discord.settings.wants.collections": (
        "Il n’y a pas de collection commune « {value} ». Dites `toutes`, ou nommez-en parmi celles-ci, séparées par "
        "des virgules : {known}"
    ),
    "discord.settings.wants.daily_limit": (
        "« {value} » n’est pas une limite. Donnez un nombre entier jusqu’à {most}, ou 0 pour aucune limite."
    ),
    "discord.settings.wants.person_limit": (
        "« {value} » n’est pas une limite. Donnez un nombre entier jusqu’à {most}, ou 0 pour aucune limite."
    ),
    "discord.settings.wants.tolerance": "« {value} » n’est pas un pourcentage. Donnez-en un de 0 à 100.",
    "discord.settings.unknown": "Je n’ai pas ce réglage. Choisissez-en un parmi ceux qui sont proposés.",
}
