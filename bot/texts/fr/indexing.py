"""Ce que les gens lisent, en français: Discord : l’index et sa reconstruction."""

TEXTS: dict[str, str] = {
    "discord.rebuild.about": "Mettre l’index à jour avec les articles",
    "discord.rebuild.mode": "Que lire : ce qui a changé (par défaut), ou tout de nouveau",
    "discord.rebuild.mode_changes": "ce qui a changé",
    "discord.rebuild.mode_all": "tout de nouveau",
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
}
