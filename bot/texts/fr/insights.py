"""Ce que les gens lisent, en français: Discord : les bilans et le journal."""

TEXTS: dict[str, str] = {
    # Commandes
    "discord.insights.command": "bilans",
    "discord.insights.about": "Ce que ce serveur me demande, et ce à quoi je n’ai pas su répondre",
    "discord.insights.gaps": "lacunes",
    "discord.insights.gaps_about": "Les questions restées sans réponse sûre, regroupées par ressemblance",
    "discord.insights.feedback": "avis",
    "discord.insights.feedback_about": "Les réponses jugées inutiles, et pourquoi",
    "discord.insights.usage": "activité",
    "discord.insights.usage_about": "Ce qui a été demandé ces 30 derniers jours",
    # Lacunes
    "discord.gaps.title": "Questions sans réponse sûre",
    "discord.gaps.none": "Aucune question n’attend de réponse : les articles ont répondu à toutes.",
    "discord.gaps.none_asked": "Aucune question n’attend de réponse : personne ne m’a encore rien demandé ici.",
    "discord.gaps.newest_only": (
        "{number:Seule la question la plus récente est prise|Seules les # questions les plus récentes sont prises} "
        "en compte."
    ),
    "discord.gaps.questions": "{number:# question|# questions}",
    "discord.gaps.newest": "la plus récente : {when}",
    "discord.gaps.unsure": "réponse incertaine",
    "discord.gaps.some_unsure": "dont {number} avec une réponse incertaine",
    "discord.gaps.private": "posée en privé : son texte n’est pas montré",
    "discord.gaps.closed_channel": "posée dans un salon que vous ne pouvez pas lire : le texte n’est pas montré",
    "discord.gaps.answerable": "Les articles y répondent maintenant",
    "discord.gaps.choose": "Choisir une question…",
    "discord.gaps.asked_so": "Formulations",
    "discord.gaps.more": "et {number} de plus",
    "discord.gaps.more_private": "et {number:# posée|# posées} en privé : le texte n’est pas montré",
    "discord.gaps.more_closed": (
        "et {number:# posée|# posées} dans un salon que vous ne pouvez pas lire : le texte n’est pas montré"
    ),
    "discord.gaps.now": (
        "Les articles y répondent maintenant. « Prévenir » publie la réponse là où la question a été posée."
    ),
    "discord.gaps.not_now": "Les articles n’y répondent pas encore avec certitude.",
    "discord.gaps.tell": "Prévenir",
    "discord.gaps.dismiss": "Classer sans suite",
    "discord.gaps.back": "Toutes les questions",
    "discord.gaps.gone": "Ces questions n’attendent plus : quelqu’un s’en est occupé.",
    "discord.gaps.dismissed": "Sans suite : {questions}.",
    "discord.gaps.told": "Personnes prévenues : {people}, pour {questions}.",
    "discord.gaps.told_nobody": "Personne n’a été prévenu.",
    "discord.gaps.people": "{number:# personne|# personnes}",
    "discord.gaps.unanswered": "Encore sans réponse sûre : {questions}.",
    "discord.gaps.closed": "Messages privés refusés : {people}.",
    "discord.gaps.left": "Parties, ou sans le droit de m’interroger : {people}.",
    "discord.gaps.failed": "Pas encore prévenues : {people}. Réessayez, s’il vous plaît.",
    "discord.gaps.asker_forgotten": "En privé, et je ne sais plus par qui : {questions}.",
    "discord.gaps.news": (
        "{people} : cette question m’a été posée quand les articles n’y répondaient pas avec certitude. Ils y "
        "répondent maintenant."
    ),
    "discord.gaps.news_private": (
        "Vous m’avez posé cette question sur **{server}** quand les articles n’y répondaient pas avec certitude. Ils y "
        "répondent maintenant."
    ),
    # Avis
    "discord.feedback_list.title": "Réponses jugées inutiles",
    "discord.feedback_list.title_done": "Réponses jugées inutiles : avis traités",
    "discord.feedback_list.none": "Personne n’a jugé une réponse inutile.",
    "discord.feedback_list.none_left": "Tous les avis ont été traités.",
    "discord.feedback_list.none_done": "Aucun avis n’est marqué comme traité.",
    "discord.feedback_list.counts": "Ces 30 derniers jours : 👍 {helpful} · 👎 {unhelpful}",
    "discord.feedback_list.forgotten": "question qui n’est plus conservée",
    "discord.feedback_list.no_reason": "sans raison donnée",
    "discord.feedback_list.wrong": "faux",
    "discord.feedback_list.source": "pas la bonne source",
    "discord.feedback_list.incomplete": "incomplet",
    "discord.feedback_list.outdated": "dépassé",
    "discord.feedback_list.in_words": "{reason} : {words}",
    "discord.feedback_list.sources": "Sources : {sources}",
    "discord.feedback_list.link": "voir la réponse",
    "discord.feedback_list.done_on": "traité le {when}",
    "discord.feedback_list.opinions": "{number:# avis|# avis}",
    "discord.feedback_list.finish": "Marquer comme traité…",
    "discord.feedback_list.finished": "Traité : {opinions}.",
    "discord.feedback_list.reopen": "Remettre dans la liste…",
    "discord.feedback_list.reopened": "De nouveau dans la liste : {opinions}.",
    "discord.feedback_list.gone": "Rien n’a changé : quelqu’un a été plus rapide, ou a modifié son avis.",
    "discord.feedback_list.show_done": "{number:Avis traité|Avis traités} ({number})",
    "discord.feedback_list.back": "Avis à traiter",
    # Activité
    "discord.usage.title": "Les 30 derniers jours",
    "discord.usage.none": "Personne ne m’a rien demandé ces 30 derniers jours.",
    "discord.usage.asked": "Questions : **{asked}** ({answered} avec réponse, {refused} sans réponse)",
    "discord.usage.asked_unsure": (
        "Questions : **{asked}** ({answered} avec réponse, dont {unsure:# incertaine|# incertaines}, "
        "{refused} sans réponse)"
    ),
    "discord.usage.people": "Personnes qui m’ont interrogé : **{people}**",
    "discord.usage.colours": "🟩 avec réponse · 🟧 sans réponse",
    "discord.usage.colours_unsure": "🟩 avec réponse · 🟨 réponse incertaine · 🟧 sans réponse",
    "discord.usage.busiest": "Jour le plus actif : {day}, {asked}",
    "discord.usage.picture": "Questions par jour, avec et sans réponse : {days}",
    "discord.usage.picture_day": "{day} {answered} et {refused}",
    "discord.usage.picture_unsure": "Questions par jour, avec réponse (dont incertaines) et sans réponse : {days}",
    "discord.usage.picture_day_unsure": "{day} {answered} (dont {unsure:# incertaine|# incertaines}) et {refused}",
    # Journal
    "discord.audit.command": "journal",
    "discord.audit.about": "Qui a changé quoi, et quand",
    "discord.audit.title": "Qui a fait quoi",
    "discord.audit.none": "Personne n’a encore rien changé ici.",
    "discord.audit.host": "La personne qui me fait tourner",
    "discord.audit.settings_set": "a changé « {setting} » : {old} → {new}",
    "discord.audit.settings_reset": "a rétabli « {setting} » : {old} → {new}",
    "discord.audit.index.rebuild": "a lancé une mise à jour de l’index",
    "discord.audit.index.rebuild_all": "a lancé la reconstruction de tout l’index",
    "discord.audit.index.dry_run": "a simulé une reconstruction",
    "discord.audit.index.rebuild_cancelled": "a annulé une reconstruction",
    "discord.audit.index.use": "a mis en service un index qui avait été retenu",
    "discord.audit.index.discard": "a supprimé un index qui avait été retenu",
    "discord.audit.index.rollback": "a remis en service un index antérieur",
    "discord.audit.golden.add": "a ajouté une question témoin",
    "discord.audit.golden.remove": "a retiré une question témoin",
    "discord.audit.corpus.add": "a ajouté un article",
    "discord.audit.corpus.replace": "a remplacé un article",
    "discord.audit.corpus.unchanged": "a ajouté un article qui était déjà là",
    "discord.audit.corpus.restore": "a rétabli un article",
    "discord.audit.corpus.remove": "a retiré un article",
    "discord.audit.corpus.export": "a exporté les articles",
    "discord.audit.gaps.tell": "a répondu aux questions de {people}",
    "discord.audit.gaps.dismiss": "a classé {questions} sans suite",
    "discord.audit.feedback.done": "a marqué {number:# avis comme traité|# avis comme traités}",
    "discord.audit.feedback.reopen": "a remis {number:# avis|# avis} dans la liste",
}
