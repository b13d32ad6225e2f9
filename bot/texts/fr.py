"""Ce que les gens lisent, en français."""

TEXTS: dict[str, str] = {
    # answers : autour des citations
    "answers.acronym": "{short} signifie {long} [{number}].",
    "answers.acronym_elsewhere": "{short} signifie {long} ({language}) [{number}].",
    "answers.in_fr": "en français",
    "answers.in_en": "en anglais",
    "answers.one": "Dans « {title} » :",
    "answers.several": "Voici ce que disent les articles :",
    "answers.differ": "Les articles ne disent pas la même chose : le plus récent {first}, un autre {second}.",
    "answers.differ_undated": "Les articles ne disent pas la même chose : {first} pour l’un, {second} pour l’autre.",
    "answers.empty": "Je ne vois pas de question. Essayez par exemple : c’est quoi le ROFR ?",
    "answers.nothing_found": "Je n’ai rien trouvé à ce sujet dans les articles.",
    "answers.not_answered": "Je n’ai rien trouvé dans les articles qui réponde à cette question.",
    # answers : à propos d’un modèle de dialogue
    "answers.chat.unreachable": "Le modèle de dialogue était injoignable.",
    "answers.chat.slow": "Le modèle de dialogue a mis trop de temps.",
    "answers.chat.overloaded": "Le modèle de dialogue est surchargé.",
    "answers.chat.refused": "Le serveur du modèle de dialogue n’a pas accepté la question.",
    "answers.chat.malformed": "Le modèle de dialogue n’a rien dit d’utilisable.",
    "answers.chat.cut_off": "Le modèle de dialogue a été coupé.",
    "answers.chat.paused": "Le modèle de dialogue ne fonctionne pas en ce moment.",
    "answers.chat.unverified": "Rien de ce qu’a dit le modèle de dialogue n’a pu être vérifié dans les articles.",
    "answers.chat.cannot_answer": "Le modèle de dialogue n’a pas vu de réponse dans les passages qu’il a reçus.",
    "answers.chat.instead": "Cette réponse a été composée sans lui.",
    "answers.chat.incomplete": ("Le modèle de dialogue a été interrompu ; ce qu’il avait dit jusque-là a été vérifié."),
    # terminal : autour des réponses
    "terminal.sources": "Sources",
    "terminal.nearest": "Articles les plus proches :",
    "terminal.read_as": "Compris comme : {question}",
    "terminal.written_by": "Rédigé par {origin} à partir de ces citations.",
    "terminal.months": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "terminal.first": "1er",
    # discord : les réponses
    "discord.question": "Question : {question}",
    "discord.read_as": "Compris comme : {question}",
    "discord.in_fr": "en français",
    "discord.in_en": "en anglais",
    "discord.sources": "Sources",
    "discord.nearest": "Articles les plus proches, qui n’y répondent pas :",
    "discord.written_by": "Rédigé par {origin} à partir de ces citations.",
    "discord.months": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    # discord : les commandes, telles que Discord les affiche
    "discord.ask.about": "Interroger les articles : la réponse les cite et indique ses sources",
    "discord.ask.question": "Votre question, en français ou en anglais",
    "discord.ask.private": "Ne montrer la réponse qu’à vous",
    "discord.rebuild.about": "Mettre l’index à jour avec les articles",
    "discord.rebuild.mode": "Que lire : ce qui a changé (par défaut), ou tout de nouveau",
    "discord.rebuild.mode_changes": "ce qui a changé",
    "discord.rebuild.mode_all": "tout de nouveau",
    # discord : à la place d’une réponse
    "discord.help": (
        "Posez-moi une question à laquelle les articles peuvent répondre : je les cite, avec les sources. Par exemple, "
        "tapez `/ask` puis `c’est quoi le ROFR ?`, ou mentionnez-moi avec votre question dans un même message."
    ),
    "discord.too_long": (
        "Votre question compte {found} caractères, et j’en lis {most} au plus. Demandez une chose à la fois, en une "
        "phrase ou deux."
    ),
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
    # discord : la reconstruction de l’index
    "discord.rebuild.busy": "L’index est déjà en cours de reconstruction. Attendez qu’elle finisse, s’il vous plaît.",
    "discord.rebuild.begun": "La reconstruction a commencé. Suivez-la ici : {where}",
    "discord.rebuild.under_way": "Reconstruction de l’index",
    "discord.rebuild.changes_begins": "Recherche de ce qui a changé dans les articles…",
    "discord.rebuild.all_begins": "Lecture de tous les articles…",
    "discord.rebuild.meanwhile": "En attendant, l’index actuel répond aux questions.",
    "discord.rebuild.stage": "Étape {number} sur {stages} : {stage}",
    "discord.rebuild.reading": "lecture des articles",
    "discord.rebuild.encoding": "conversion des passages en vecteurs",
    "discord.rebuild.writing": "écriture de l’index",
    "discord.rebuild.checking": "vérification de l’index",
    "discord.rebuild.done": "L’index est à jour",
    "discord.rebuild.articles": "Articles : {articles} (ajoutés : {added}, modifiés : {changed}, retirés : {removed})",
    "discord.rebuild.passages": "Passages : {passages} · {seconds} secondes",
    "discord.rebuild.unread": "Fichiers illisibles : {number}",
    "discord.rebuild.more_unread": "et {number} de plus",
    "discord.rebuild.failed": (
        "La reconstruction a échoué. L’index actuel reste en service, inchangé. La raison est dans le journal de la "
        "personne qui me fait tourner, au numéro d’incident `{incident}`."
    ),
    "discord.rebuild.stopped": (
        "La reconstruction a été arrêtée avant sa fin. L’index actuel reste en service, inchangé."
    ),
    # discord : au terminal de la personne qui fait tourner le bot
    "discord.token_missing": "DISCORD_TOKEN n’est pas défini : il n’y a pas de bot Discord à lancer.",
    "discord.token_refused": (
        "Discord refuse le jeton de DISCORD_TOKEN. Copiez-le de nouveau : https://discord.com/developers/applications, "
        "votre application, Bot, Reset Token."
    ),
    "discord.disconnected": "Discord a coupé la connexion pour de bon (code {code}).",
    "discord.unreachable": "Discord est injoignable ({why}). Vérifiez la connexion au réseau, puis relancez.",
    "discord.unavailable": "Discord a répondu avec le statut {code}. Attendez quelques minutes, puis relancez.",
}
