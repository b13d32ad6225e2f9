"""Ce que les gens lisent, en français: Discord : l’index et sa reconstruction."""

TEXTS: dict[str, str] = {
    "discord.rebuild.name": "reconstruire-index",
    "discord.rebuild.about": "Mettre l’index à jour avec les articles",
    "discord.rebuild.mode_name": "mode",
    "discord.rebuild.mode": "Ce qui a changé (par défaut), tout reconstruire, ou simuler sans rien changer",
    "discord.rebuild.mode_changes": "ce qui a changé",
    "discord.rebuild.mode_all": "tout reconstruire",
    "discord.rebuild.mode_dry_run": "simuler sans rien changer",
    "discord.rebuild.busy": "Une reconstruction est déjà en cours. Attendez qu’elle se termine, s’il vous plaît.",
    "discord.rebuild.too_often": (
        "Ce serveur vient de faire reconstruire l’index plusieurs fois. Attendez {minutes:# minute|# minutes} environ "
        "avant la prochaine fois, s’il vous plaît."
    ),
    "discord.rebuild.begun": "La reconstruction a commencé. Suivez-la ici : {where}",
    "discord.rebuild.looking_begun": "La simulation a commencé. Suivez-la ici : {where}",
    "discord.rebuild.under_way": "Reconstruction de l’index",
    "discord.rebuild.looking": "Examen de ce que ferait une reconstruction",
    "discord.rebuild.changes_begins": "Recherche de ce qui a changé dans les articles…",
    "discord.rebuild.all_begins": "Lecture de tous les articles…",
    "discord.rebuild.found": (
        "Fichiers changés sur le disque depuis la dernière construction — ajoutés : {added}, modifiés : {changed}, "
        "retirés : {removed}"
    ),
    "discord.rebuild.found_nothing": "Sur le disque, aucun article n’a changé depuis la dernière construction.",
    "discord.rebuild.meanwhile": "En attendant, l’index actuel répond aux questions.",
    "discord.rebuild.stage": "Étape {number} sur {stages} : {stage}",
    "discord.rebuild.reading": "lecture des articles",
    "discord.rebuild.encoding": "conversion des passages en vecteurs",
    "discord.rebuild.writing": "écriture de l’index",
    "discord.rebuild.checking": "vérification de l’index",
    "discord.rebuild.testing": "essai des questions témoins",
    "discord.rebuild.left_seconds": "encore {number:# seconde|# secondes} environ pour cette étape",
    "discord.rebuild.left_minutes": "encore {number:une minute|# minutes} environ pour cette étape",
    "discord.rebuild.cancel": "Annuler",
    "discord.rebuild.cancelled": "Annulé par {who}. L’index actuel reste en service, inchangé.",
    "discord.rebuild.not_running": "Cette reconstruction n’est plus en cours. Rien ne se construit pour ce message.",
    "discord.rebuild.too_late": ("Le nouvel index est en train d’être mis en service : il est trop tard pour annuler."),
    "discord.rebuild.done": "L’index est à jour",
    "discord.rebuild.articles": "Articles : {articles} (ajoutés : {added}, modifiés : {changed}, retirés : {removed})",
    "discord.rebuild.passages": "Passages : {passages} · {seconds:# seconde|# secondes}",
    "discord.rebuild.added": "Ajoutés",
    "discord.rebuild.changed": "Modifiés",
    "discord.rebuild.removed": "Retirés",
    "discord.rebuild.more_articles": "et {number} de plus",
    "discord.rebuild.others_articles": "d’autres serveurs : {number}",
    "discord.rebuild.unread_articles": "que ce serveur ne peut pas lire : {number}",
    "discord.rebuild.named_by": "`{/index changes}` nomme les articles changés aux personnes qui gèrent le serveur.",
    "discord.rebuild.quality": "Questions témoins réussies : {before} sur {all} avant, {after} sur {all} maintenant",
    "discord.rebuild.quality_first": "Questions témoins réussies : {after} sur {all}",
    "discord.rebuild.quality_others": (
        "Celles d’autres serveurs : {before} sur {all} avant, {after} sur {all} maintenant"
    ),
    "discord.rebuild.unread_file": "- {path} : {reason}",
    "discord.rebuild.unread": "Fichiers illisibles : {number}",
    "discord.rebuild.unread.empty": "il ne contient rien",
    "discord.rebuild.unread.no_text": "aucun texte d’article n’y est trouvé",
    "discord.rebuild.unread.too_large": "il est trop volumineux ; découpez-le en plusieurs",
    "discord.rebuild.unread.too_long": "il a trop de texte pour un article ; découpez-le en plusieurs",
    "discord.rebuild.unread.unfolds": "décompressé, il dépasse un article ; enregistrez son seul texte en .txt",
    "discord.rebuild.unread.binary": "il contient des données binaires, pas du texte",
    "discord.rebuild.unread.encoding": "ses caractères sont illisibles ; enregistrez-le en UTF-8",
    "discord.rebuild.unread.nested": "son Markdown est imbriqué trop profondément",
    "discord.rebuild.unread.format": "ce genre de fichier n’est pas lu ; .txt, .md, .html, .pdf et .docx le sont",
    "discord.rebuild.unread.format.as_docx": "ce genre de fichier n’est pas lu ; enregistrez-le en .docx",
    "discord.rebuild.unread.format.as_html": "ce genre de fichier n’est pas lu ; enregistrez la page en .html",
    "discord.rebuild.unread.disk": "il ne peut pas être lu sur mon disque",
    "discord.rebuild.unread.protected_pdf": "le PDF est protégé ou chiffré ; enregistrez-en une copie sans protection",
    "discord.rebuild.unread.damaged_pdf": "le PDF est abîmé ; ouvrez-le dans un lecteur et enregistrez-le de nouveau",
    "discord.rebuild.unread.scanned_pdf": "le PDF n’a que des images de texte ; passez-le d’abord par un OCR",
    "discord.rebuild.unread.protected_docx": "le document est protégé, ou un ancien .doc ; enregistrez-le en .docx",
    "discord.rebuild.unread.damaged_docx": "le document est abîmé, ou n’est pas de Word ; ouvrez-le et enregistrez-le",
    "discord.rebuild.unread.fails": "quelque chose y fait échouer le programme qui le lit",
    "discord.rebuild.more_unread": "et {number} de plus",
    "discord.rebuild.reasons_by": "La personne qui me fait tourner trouve les raisons avec `sourcier corpus check`.",
    "discord.rebuild.plan": "Ce que ferait une reconstruction",
    "discord.rebuild.plan_articles": (
        "Articles ajoutés : {added}, modifiés : {changed}, retirés : {removed}, inchangés : {same}"
    ),
    "discord.rebuild.plan_passages": "Passages : {passages}, dont {encoded} à convertir en vecteurs",
    "discord.rebuild.plan_anew": "Tout serait relu.",
    "discord.rebuild.plan_untouched": "Rien n’a été construit. `{/rebuild-index}` s’en charge.",
    "discord.rebuild.held": "Construit, mais pas en service",
    "discord.rebuild.held_why": (
        "Avec le nouvel index, davantage de questions témoins échouent que les réglages ne le permettent. L’index "
        "précédent reste donc en service."
    ),
    "discord.rebuild.held_rights": (
        "La personne qui a lancé cette reconstruction ne peut plus gérer le serveur, ou Discord ne dit pas qu’elle le "
        "peut. L’index précédent reste donc en service."
    ),
    "discord.rebuild.changed_too": (
        "Depuis la construction de l’index en service, ces articles ont changé aussi, ce qui peut en être la cause :"
    ),
    "discord.rebuild.worse": (
        "Réponses dégradées ici : {worse} sur {all:# question témoin|# questions témoins} (permis : {percent}\u00a0%)"
    ),
    "discord.rebuild.more_worse": "et {number} de plus",
    "discord.rebuild.worse_others": (
        "Réponses dégradées sur d’autres serveurs : {number}. Seule la personne qui me fait tourner peut donc mettre "
        "cet index en service quand même."
    ),
    "discord.rebuild.use_anyway": "Utiliser quand même",
    "discord.rebuild.use": "Mettre en service",
    "discord.rebuild.discard": "Supprimer",
    "discord.rebuild.used": "Nouvel index mis en service par {who}.",
    "discord.rebuild.discarded": "Nouvel index supprimé par {who}. L’index précédent reste en service.",
    "discord.rebuild.not_waiting": (
        "Cet index n’attend plus : il a été mis en service ou supprimé, ou un plus récent est en service. "
        "`{/index versions}` montre ce qu’il y a."
    ),
    "discord.rebuild.overtaken": (
        "Entre-temps, un autre index a été mis en service ; rien n’a donc été changé. "
        "`{/index versions}` montre ce qu’il y a."
    ),
    "discord.alarm.passed_over": (
        "L’index en service, `{index}`, est endommagé sur le disque. Je réponds avec le plus récent index intact "
        "d’avant : les derniers articles peuvent manquer. {where} `sourcier rebuild-index` en construit un nouveau, de "
        "même que `{/rebuild-index}` ; seul ce qui a été perdu est relu. Si cela se reproduit, faites examiner le "
        "disque."
    ),
    "discord.alarm.unusable": (
        "L’index en service, `{index}`, est endommagé sur le disque, et il n’y en a pas d’intact avant lui : je ne "
        "peux pas répondre. {where} `sourcier rebuild-index` en construit un nouveau, de même que `{/rebuild-index}` "
        "et mon prochain démarrage ; seul ce qui a été perdu est relu. Si cela se reproduit, faites examiner le disque."
    ),
    "discord.damage.file": "Le fichier endommagé est `{file}`.",
    "discord.damage.logged": "Le fichier en cause est nommé dans mon journal.",
    "discord.rebuild.failed": (
        "La reconstruction a échoué. L’index actuel reste en service, inchangé. La raison est dans le journal de la "
        "personne qui me fait tourner, au numéro d’incident `{incident}`."
    ),
    "discord.rebuild.no_folder": (
        "La reconstruction a échoué : le dossier des articles est introuvable ou illisible. L’index actuel reste en "
        "service, inchangé. La personne qui me fait tourner en trouve la raison avec `sourcier status`."
    ),
    "discord.rebuild.stopped": (
        "La reconstruction a été arrêtée avant sa fin. L’index actuel reste en service, inchangé."
    ),
    "discord.index.name": "index",
    "discord.index.about": "L’index : ce qui est en service, ce qui a changé, retour en arrière, questions témoins",
    "discord.index.status_name": "état",
    "discord.index.status_about": "Ce qui est en service, depuis quand, et ce qui a changé sur le disque",
    "discord.index.status": "L’index en service",
    "discord.index.status_instead": "L’index qui répond à sa place",
    "discord.index.since": "En service depuis le {when}",
    "discord.index.built": "Construit le {when}, en {seconds:# seconde|# secondes}",
    "discord.index.built_by": "À la demande de {who}",
    "discord.index.built_elsewhere": "À la demande d’un autre serveur",
    "discord.index.followed_by": "À la suite d’un changement d’articles par {who}",
    "discord.index.followed_elsewhere": "À la suite d’un changement des articles d’autres serveurs ou de tous",
    "discord.index.caught_up": "De lui-même, pour rattraper des articles qui avaient changé",
    "discord.index.built_at_terminal": "Construit par la personne qui me fait tourner",
    "discord.index.holds": "Articles : {articles} · Passages : {passages}",
    "discord.index.languages": "Par langue : {counts}",
    "discord.index.en": "anglais {number}",
    "discord.index.fr": "français {number}",
    "discord.index.collections": "Par collection : {counts}",
    "discord.index.own": "propres à ce serveur",
    "discord.index.others": "propres à d’autres serveurs",
    "discord.index.not_read": "pas lues ici",
    "discord.index.encoder": "Encodeur : {encoder}",
    "discord.index.threshold": "Je refuse de répondre sous une confiance de {share}\u00a0%",
    "discord.index.size": "Sur le disque : {size} Mo",
    "discord.index.pending": (
        "Fichiers changés sur le disque depuis — ajoutés : {added}, modifiés : {changed}, retirés : {removed}"
    ),
    "discord.index.pending_none": "Rien n’a changé sur le disque depuis.",
    "discord.index.touched": (
        "Peut-être modifiés (de même taille mais de date différente) : {number}. Une reconstruction regarde s’ils "
        "disent autre chose."
    ),
    "discord.index.passed_over": (
        "**L’index en service, `{index}`, est endommagé sur le disque** : celui-ci, d’avant, répond à sa place ; les "
        "derniers articles peuvent manquer. {where} `{/rebuild-index}` en construit un nouveau."
    ),
    "discord.index.passed_over_too": "`{index}` est endommagé lui aussi. {where}",
    "discord.index.all_damaged": (
        "**Tous les index sur le disque sont endommagés** : je ne peux pas répondre. `{/rebuild-index}` relit ce qui a "
        "été perdu."
    ),
    "discord.index.damaged": "`{index}` est endommagé. {where}",
    "discord.index.uncompared": (
        "Impossible de dire ce qui a changé sur le disque depuis : le dossier des articles est illisible. La personne "
        "qui me fait fonctionner en trouve la raison avec `sourcier status`."
    ),
    "discord.index.none": "Il n’y a pas encore d’index. Fichiers qu’une première construction lirait : {number}",
    "discord.index.changes_name": "changements",
    "discord.index.changes_about": "Ce qu’a changé la construction de l’index en service",
    "discord.index.changes": "Ce qu’a changé la dernière construction",
    "discord.index.changes_counts": "Ajoutés : {added}, modifiés : {changed}, retirés : {removed}",
    "discord.index.changes_first": "C’était la première construction, ou la précédente n’était pas lisible.",
    "discord.index.changes_unknown": "L’index en service ne dit pas ce que sa construction a changé.",
    "discord.index.versions_name": "versions",
    "discord.index.versions_about": "Les index sur le disque, le plus récent d’abord",
    "discord.index.versions": "Index sur le disque",
    "discord.index.version": "{articles:# article|# articles}, {passages:# passage|# passages}",
    "discord.index.in_use": "en service",
    "discord.index.in_use_unusable": "en service, mais inutilisable : endommagé ou incompatible",
    "discord.index.waiting": "plus récent, pas en service",
    "discord.index.unused": "jamais mis en service",
    "discord.index.unusable": "inutilisable : endommagé ou incompatible",
    "discord.index.no_versions": "Il n’y a pas encore d’index sur le disque.",
    "discord.index.rollback_name": "revenir",
    "discord.index.rollback_about": "Revenir à un index antérieur",
    "discord.index.rollback_version_name": "version",
    "discord.index.rollback_version": "Lequel ; sinon, celui qui était en service auparavant",
    "discord.index.rollback_choice": "{when} UTC · {articles:# article|# articles}",
    "discord.index.rollback": "Revenir en arrière ?",
    "discord.index.rollback_from": "En service maintenant : construit le {when}, {articles:# article|# articles}",
    "discord.index.rollback_to": "En service ensuite : construit le {when}, {articles:# article|# articles}",
    "discord.index.rollback_next": (
        "Les fichiers ne sont pas touchés : la prochaine reconstruction, même celle qui suit l’ajout ou le retrait "
        "d’un article, les prendra tels qu’ils seront alors."
    ),
    "discord.index.rollback_yes": "Mettre en service",
    "discord.index.rollback_no": "Ne rien changer",
    "discord.index.rolled_back": (
        "En service maintenant : l’index construit le {when}. La prochaine reconstruction, même celle qui suit l’ajout "
        "ou le retrait d’un article, prendra les fichiers tels qu’ils seront alors."
    ),
    "discord.index.left": "Rien n’a été changé.",
    "discord.index.no_earlier": "Il n’y a pas d’index antérieur auquel revenir.",
    "discord.index.no_such": (
        "Il n’y a pas sur le disque d’index de ce nom qui puisse être mis en service. `{/index versions}` les liste."
    ),
    "discord.index.in_use_already": "Cet index est déjà en service.",
    "discord.index.test_name": "essai",
    "discord.index.test_about": "Poser maintenant les questions témoins de ce serveur",
    "discord.index.test": "Questions témoins : {passed:# réussie|# réussies} sur {all}",
    "discord.index.test_none": (
        "Ce serveur n’a pas encore de questions témoins. Ajoutez avec `{/index golden-add}` des questions dont vous "
        "connaissez la réponse : une reconstruction qui dégrade leurs réponses n’est alors pas mise en service."
    ),
    "discord.index.passed": "réussie",
    "discord.index.refused": "je n’ai pas trouvé de réponse",
    "discord.index.wrong_article": "un autre article a été cité",
    "discord.index.words_missing": "les mots n’ont pas été cités",
    "discord.index.unsure": "réussie, mais je ne suis pas sûr de la réponse",
    "discord.index.gone": "l’article n’est pas dans l’index",
    "discord.index.more_questions": "et {number} de plus",
    "discord.index.golden_add_name": "témoin-ajouter",
    "discord.index.golden_add_about": "Ajouter une question dont vous connaissez la réponse",
    "discord.index.golden_question_name": "question",
    "discord.index.golden_question": "La question, comme on la poserait",
    "discord.index.golden_article_name": "article",
    "discord.index.golden_article": "L’article que la réponse doit citer",
    "discord.index.golden_words_name": "mots",
    "discord.index.golden_words": "Mots que la citation doit contenir",
    "discord.index.golden_added": "Ajoutée. Avec l’index en service : {verdict}.",
    "discord.index.golden_added_failing": "Ajoutée, mais elle échoue avec l’index en service : {verdict}.",
    "discord.index.golden_quoted": "Cité à la place :",
    "discord.index.golden_quote": "- {title} : « {quote} »",
    "discord.index.golden_full": (
        "Ce serveur a {most:# question témoin|# questions témoins}, c’est la limite. Retirez-en d’abord."
    ),
    "discord.index.golden_twice": (
        "Ce serveur a déjà cette question témoin pour cet article. `{/index golden-list}` permet de la retirer."
    ),
    "discord.index.golden_asks_nothing": (
        "Je n’y vois pas de question : elle ne pourrait jamais réussir. Écrivez-la comme quelqu’un la poserait."
    ),
    "discord.index.golden_no_article": (
        "Je n’ai pas cet article ici. Choisissez-en un dans la liste qui apparaît quand vous tapez."
    ),
    "discord.index.golden_words_long": "Les mots peuvent compter {most:# caractère|# caractères} au plus.",
    "discord.index.golden_list_name": "témoins",
    "discord.index.golden_list_about": "Les questions témoins de ce serveur, à voir et à retirer",
    "discord.index.golden_list": "Questions témoins : {number}",
    "discord.index.golden_allowed": (
        "Une reconstruction peut en dégrader {percent}\u00a0% et être mise en service quand même."
    ),
    "discord.index.golden_none_allowed": "Une reconstruction qui en dégrade une seule n’est pas mise en service.",
    "discord.index.golden_words_shown": "en citant « {words} »",
    "discord.index.golden_remove": "Retirer une question témoin…",
}
