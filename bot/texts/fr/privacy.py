"""Ce que les gens lisent, en français: Discord : ce qui est conservé sur eux."""

TEXTS: dict[str, str] = {
    "discord.privacy.name": "confidentialité",
    "discord.privacy.about": "Ce que je conserve sur vous",
    "discord.privacy.show_name": "voir",
    "discord.privacy.show": "Voir ce que je conserve sur vous, avec le tout dans un fichier",
    "discord.privacy.forget_name": "oublier",
    "discord.privacy.forget": "Effacer ce que je conserve sur vous, après une demande de confirmation",
    "discord.privacy.heading": "Ce que je conserve sur vous",
    "discord.privacy.nothing": "Rien : vous ne m’avez rien demandé que je conserve encore.",
    "discord.privacy.since": (
        "Tous serveurs et messages privés confondus. Votre réponse la plus ancienne date du {day}."
    ),
    "discord.privacy.answers": (
        "{number:# réponse avec sa question, pour que ses|# réponses avec leurs questions, pour que leurs} boutons "
        "fonctionnent"
    ),
    "discord.privacy.searches": (
        "Les mots {number:d’une recherche|de # recherches}, pour pouvoir en tourner les pages"
    ),
    "discord.privacy.feedback": "{number:# avis de votre part sur une réponse|# avis de votre part sur des réponses}",
    "discord.privacy.gaps": (
        "{number:# question à laquelle|# questions auxquelles} les articles n’ont pas répondu avec certitude, "
        "pour pouvoir vous prévenir quand ils le feront"
    ),
    "discord.privacy.days_of_use": "Le nombre de vos questions pendant {number:# jour|# jours}, pour les limites",
    "discord.privacy.audit": (
        "{number:# action de votre part dans le journal de gestion d’un serveur"
        "|# actions de votre part dans le journal de gestion des serveurs}"
    ),
    "discord.privacy.golden_questions": "{number:# question témoin ajoutée|# questions témoins ajoutées} par vous",
    "discord.privacy.builds": (
        "{number:# reconstruction de l’index lancée|# reconstructions de l’index lancées} par vous"
    ),
    "discord.privacy.days": "durée de conservation : {days:# jour|# jours}",
    "discord.privacy.for_ever": "durée de conservation : jusqu’à ce que vous effaciez tout",
    "discord.privacy.for_others": "durée de conservation : sans limite, car d’autres s’appuient dessus",
    "discord.privacy.newest": "Vos questions les plus récentes",
    "discord.privacy.not_kept": (
        "Je ne conserve ni noms ni autres messages : seulement les numéros que Discord vous donne, à vous, aux "
        "serveurs, aux salons et aux messages. La personne qui me fait tourner peut lire ce qui est listé ici."
    ),
    "discord.privacy.too_much": (
        "C’est plus qu’un fichier ne peut contenir ici ; demandez le tout à la personne qui me fait tourner."
    ),
    "discord.privacy.forget_button": "Tout effacer…",
    "discord.privacy.sure": "Effacer ce que je conserve sur vous ?",
    "discord.privacy.yes": "Effacer",
    "discord.privacy.no": "Garder",
    "discord.privacy.deleted": "Effacé :",
    "discord.privacy.was_nothing": "Il n’y avait rien à effacer.",
    "discord.privacy.stays": (
        "Ce qui reste : ce que vous avez fait en gérant un serveur (le journal, les questions témoins, les "
        "reconstructions de l’index), car d’autres s’appuient dessus ; le compte de vos questions d’aujourd’hui, sans "
        "lequel les limites n’auraient aucun effet ; et ce que d’autres ont dit de vos réponses, sans votre "
        "question. Les messages des salons restent chez Discord ; leurs boutons diront que la réponse n’existe plus."
    ),
    "discord.privacy.left": "Rien n’a été effacé.",
}
