"""Ce que les gens lisent, en français: Discord : parcourir les articles."""

TEXTS: dict[str, str] = {
    "discord.browse.own_collection": "ajouté par ce serveur",
    "discord.search.name": "chercher",
    "discord.search.about": "Trouver des passages dans les articles, sans réponse rédigée",
    "discord.search.question_name": "question",
    "discord.search.question": "Ce que vous cherchez, en français ou en anglais",
    "discord.search.private_name": "privé",
    "discord.search.private": "Ne montrer les passages qu’à vous",
    "discord.search.asked": "Recherche : {words}",
    "discord.search.passages": "Passages {first} à {last} des {total} meilleurs, du plus probable au moins probable",
    "discord.search.nothing": "Aucun passage des articles n’a de rapport avec cela.",
    "discord.search.gone": "Je ne conserve plus cette recherche. Relancez-la, s’il vous plaît.",
    "discord.glossary.name": "glossaire",
    "discord.glossary.about": "Ce que signifie un terme, dans les mots des articles",
    "discord.glossary.term_name": "terme",
    "discord.glossary.term": "Le terme ; sans lui, la liste de tous les termes",
    "discord.glossary.heading": "Glossaire",
    "discord.glossary.count": "Termes que les articles expliquent : {number}",
    "discord.glossary.empty": "Les articles n’expliquent aucun terme que je reconnaisse.",
    "discord.glossary.unknown": (
        "Je n’ai trouvé aucune définition de **{term}** dans les articles ; `{/ask}` en lit toutes les phrases."
    ),
    "discord.glossary.nearest": "Termes à l’orthographe proche :",
    "discord.glossary.choose": "Voir ce que signifie l’un d’eux",
    "discord.glossary.also": "et {number:# autre article|# autres articles}",
    "discord.glossary.more_meanings": "Autres sens : {number}",
    "discord.articles.name": "articles",
    "discord.articles.about": "Lister les articles dont je tire mes réponses",
    "discord.articles.find_name": "trouver",
    "discord.articles.find": "Des mots du titre ; sans eux, tous les articles",
    "discord.articles.heading": "Articles",
    "discord.articles.count": "{number:# article|# articles}",
    "discord.articles.with_words": "Avec « {words} » dans le titre",
    "discord.articles.none": "Je n’ai pas encore d’articles ici.",
    "discord.articles.none_such": (
        "Aucun titre ne contient « {words} ». Pour chercher dans le texte des articles, utilisez `{/search}`."
    ),
    "discord.articles.choose": "Voir l’un de ces articles",
    "discord.article.name": "article",
    "discord.article.about": "Ce qu’est un article, où le lire et à quelles questions il a répondu",
    "discord.article.option_name": "article",
    "discord.article.option": "Son titre : tapez quelques mots et choisissez",
    "discord.article.language_en": "anglais",
    "discord.article.language_fr": "français",
    "discord.article.undated": "sans date",
    "discord.article.words": "Mots : {number}",
    "discord.article.passages": "{number:# passage|# passages}",
    "discord.article.answered": "Questions auxquelles il a répondu ici",
    "discord.article.unknown": "Je n’ai pas d’article de ce nom ici : « {words} ». `{/articles}` les liste tous.",
    "discord.article.several": "Plusieurs articles correspondent à « {words} ». Lequel voulez-vous ?",
    "discord.why.name": "pourquoi",
    "discord.why.about": "Comment les passages derrière une réponse ont été classés",
    "discord.why.answer_name": "réponse",
    "discord.why.answer": "L’une de vos questions, ou le lien du message qui contient la réponse",
    "discord.why.gone": (
        "Je n’y trouve aucune réponse de ma part. Choisissez l’une de vos questions, ou donnez le lien d’un message "
        "où j’ai répondu sur ce serveur."
    ),
    "discord.why.gone_direct": (
        "Je n’y trouve aucune réponse de ma part. Choisissez l’une de vos questions, ou donnez le lien d’un message "
        "où j’ai répondu ici."
    ),
    "discord.why.not_yours": (
        "Cette réponse est privée. Seule la personne qui a posé la question peut voir comment elle a été établie."
    ),
    "discord.why.answered": (
        "Ma confiance était de **{confidence}** : la probabilité, de 0 à 1, que les phrases citées contiennent ce qui "
        "est demandé. En dessous de {least}, je refuse de répondre."
    ),
    "discord.why.of_articles": (
        "Cela vient des titres et des dates des articles, et de leurs propres phrases. Aucun passage n’a été classé "
        "pour cette réponse."
    ),
    "discord.why.refused": (
        "Ma confiance était de **{confidence}** : la probabilité, de 0 à 1, que les meilleures phrases contiennent "
        "ce qui est demandé. En dessous de {least}, je refuse de répondre. Je refuse aussi quand aucune phrase ne "
        "contient le nom dont il est question."
    ),
    "discord.why.unsure_low": "Je l’ai marquée comme incertaine parce que ma confiance était en dessous de {least}.",
    "discord.why.unsure_words": (
        "Je l’ai marquée comme incertaine parce que ces mots de la question manquent dans la citation : {words}."
    ),
    "discord.why.unsure_names": "Je l’ai marquée comme incertaine parce que la citation ne nomme pas {words}.",
    "discord.why.unsure_person": "Je l’ai marquée comme incertaine parce que la citation ne dit peut-être pas qui.",
    "discord.why.unsure_place": "Je l’ai marquée comme incertaine parce que la citation ne dit peut-être pas où.",
    "discord.why.unsure_date": "Je l’ai marquée comme incertaine parce que la citation ne dit peut-être pas quand.",
    "discord.why.unsure_number": "Je l’ai marquée comme incertaine parce que la citation ne dit peut-être pas combien.",
    "discord.why.unsure_reason": (
        "Je l’ai marquée comme incertaine parce que la citation ne dit peut-être pas pourquoi."
    ),
    "discord.why.unsure_meaning": (
        "Je l’ai marquée comme incertaine parce que la citation ne dit peut-être pas ce que c’est."
    ),
    "discord.why.unsure_name": "Je l’ai marquée comme incertaine parce que la citation ne dit peut-être pas le nom.",
    "discord.why.unsure_another": (
        "Je l’ai marquée comme incertaine parce que la citation parle peut-être d’autre chose, d’un autre moment ou "
        "d’un autre cas."
    ),
    "discord.why.unsure_reworded": (
        "Je l’ai marquée comme incertaine parce que je ne l’ai trouvée qu’avec d’autres mots que ceux de la question."
    ),
    "discord.why.unsure_other": (
        "Je l’ai marquée comme incertaine parce que la citation ne dit peut-être pas exactement ce qui est demandé."
    ),
    "discord.why.unsure_parts": "Je ne suis pas sûr de ce que j’ai répondu à : {words}.",
    "discord.why.other_index": (
        "L’index a changé depuis cette réponse ; voici comment les articles d’aujourd’hui sont classés."
    ),
    "discord.why.nothing": "Aucun passage n’a de rapport avec cette question.",
    "discord.why.words": "mots",
    "discord.why.across": "trad.",
    "discord.why.dense": "sens",
    "discord.why.pieces": "bribes",
    "discord.why.number_means": "« # » : le numéro du passage, comme ci-dessous",
    "discord.why.none_means": "« – » : pas trouvé de cette façon",
    "discord.why.points_means": "« + » et « − » : des points du score qui ordonne les passages",
    "discord.why.cited_means": "[1] après un titre : la réponse cite le passage sous ce numéro",
    "discord.why.words_means": "mots : le rang selon les mots de la question, dans sa langue",
    "discord.why.across_means": "trad. : le rang selon les traductions de ses mots, dans l’autre langue",
    "discord.why.dense_means": "sens : le rang selon la proximité de sens",
    "discord.why.pieces_means": (
        "bribes : le rang selon des bribes de mots, qui rattrapent les variantes d’orthographe"
    ),
    "discord.why.because": "Pour (+) et contre (−) : {reasons}",
    "discord.why.part_words": "mots",
    "discord.why.part_meaning": "sens",
    "discord.why.part_pieces": "bribes",
    "discord.why.part_size": "longueur",
    "discord.why.part_counterpart": "sa traduction",
    "discord.why.part_language": "langue",
    "discord.why.part_beside": "à côté des autres",
    "discord.why.reranked": "Rang après une seconde lecture par le modèle de classement : {rank}",
    "discord.why.alike": "Quasi-copies de ce passage placées derrière les autres : {number}",
    "discord.guide.name": "aide",
    "discord.guide.about_command": "Ce que je sais faire, et comment m’interroger",
    "discord.guide.heading": "Interrogez les articles",
    "discord.guide.about": (
        "Je réponds aux questions à partir d’un ensemble d’articles. Chaque affirmation s’appuie sur une phrase citée "
        "mot pour mot, avec un lien vers l’endroit où elle se trouve si l’article a une adresse. Quand les articles ne "
        "répondent pas, je le dis."
    ),
    "discord.guide.try": "Essayez par exemple",
    "discord.guide.example": "que signifie {term} ?",
    "discord.guide.example_title": "de quoi parle « {title} » ?",
    "discord.guide.example_how": "comment {it} ?",
    "discord.guide.example_where": "où {it} ?",
    "discord.guide.example_what": "que faut-il {it} ?",
    "discord.guide.example_when": "quand {it} ?",
    "discord.guide.example_if": "que se passe-t-il {it} ?",
    "discord.guide.example_about": "que disent les articles sur {it} ?",
    "discord.guide.commands": "Commandes",
    "discord.guide.several": "{commands} : {about}",
    "discord.guide.ways": "D’autres façons de demander",
    "discord.guide.ways_are": (
        "- Mentionnez {mention} avec votre question.\n"
        "- Pour poursuivre, répondez à ma réponse en me mentionnant, ou utilisez « Poursuivre ».\n"
        "- Envoyez-moi un message privé.\n"
        "- Ouvrez le menu d’un message, puis « Applications »."
    ),
    "discord.guide.ways_are_direct": (
        "- Écrivez votre question ici, sans commande.\n"
        "- Pour poursuivre, répondez à ma réponse, ou utilisez « Poursuivre ».\n"
        "- Ouvrez le menu d’un message, puis « Applications ».\n"
        "- Sur un serveur, mentionnez {mention} avec votre question."
    ),
    "discord.guide.answers": "Sous une réponse",
    "discord.guide.answers_are": (
        "- **[1]** désigne une source : il suit une citation et précède l’article dont elle vient.\n"
        "- « Passage » montre la citation à sa place, « Partager » montre à tous une réponse privée.\n"
        "- 👍 et 👎 disent si elle a aidé."
    ),
    "discord.guide.answers_are_direct": (
        "- **[1]** désigne une source : il suit une citation et précède l’article dont elle vient.\n"
        "- « Passage » montre la citation à sa place.\n"
        "- 👍 et 👎 disent si elle a aidé."
    ),
    "discord.guide.managing": "Pour vous, qui gérez ce serveur",
    "discord.guide.managing_menu": "Dans le menu d’un message, « Applications », puis « {entry} »",
    "discord.guide.kept": "Ce que je conserve sur vous, et comment l’effacer : {privacy}",
    "discord.guide.managers": "Les personnes qui gèrent ce serveur règlent où et comment je réponds.",
    "discord.guide.managers_direct": "Sur un serveur, les personnes qui le gèrent règlent où et comment j’y réponds.",
}
