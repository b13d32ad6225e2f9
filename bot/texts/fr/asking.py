"""Ce que les gens lisent, en français: Discord : poser une question."""

TEXTS: dict[str, str] = {
    "discord.ask.name": "demander",
    "discord.ask.about": "Interroger les articles : la réponse les cite et indique ses sources",
    "discord.ask.question_name": "question",
    "discord.ask.question": "Votre question, en français ou en anglais",
    "discord.ask.private_name": "privé",
    "discord.ask.private": "Ne montrer la réponse qu’à vous",
    "discord.ask.article_name": "article",
    "discord.ask.article": "Ne répondre qu’à partir de cet article",
    "discord.ask.no_article": (
        "Je n’ai pas d’article de ce nom ici. Choisissez-en un dans la liste qui s’ouvre quand vous tapez."
    ),
    "discord.help": (
        "Posez-moi une question à laquelle les articles peuvent répondre : je les cite, avec les sources. Tapez "
        "`{/ask}` puis votre question, ou mentionnez-moi avec votre question dans un même message."
    ),
    "discord.help_example": (
        "Posez-moi une question à laquelle les articles peuvent répondre : je les cite, avec les sources. Par exemple, "
        "tapez `{/ask}` puis `{example}`, ou mentionnez-moi avec votre question dans un même message."
    ),
    "discord.ask.commands": (
        "Voyez {/help} pour tout ce que je sais faire, et {/privacy show} pour ce que je garde sur vous."
    ),
    "discord.ask.examples": "Par exemple : {examples}",
    "discord.ask.same_article": "J’ai regardé dans le même article qu’avant, et dans aucun autre.",
    "discord.ask.servers_own": "Certains articles appartiennent à un serveur : posez-moi la question là-bas.",
    "discord.unread_reply": (
        "Je ne peux pas lire une réponse qui ne me mentionne pas : Discord ne m’en montre pas le texte. "
        "Mentionnez-moi dans votre réponse, ou utilisez « Poursuivre » sous la mienne."
    ),
    "discord.too_long": (
        "Votre question compte {found} caractères, et j’en lis {most} au plus. Demandez une chose à la fois, en une "
        "phrase ou deux."
    ),
    "discord.limit.person": (
        "Vous avez posé aujourd’hui autant de questions que ce serveur en permet à une personne ({most}). Vous pourrez "
        "en poser d’autres {ends}."
    ),
    "discord.limit.server": (
        "Ce serveur a posé aujourd’hui autant de questions que sa limite le permet ({most}). Il pourra en poser "
        "d’autres {ends}."
    ),
    "discord.button.passage": "Passage",
    "discord.button.closest": "Passages",
    "discord.button.follow": "Poursuivre",
    "discord.button.differently": "Demander autrement",
    "discord.button.share": "Partager",
    "discord.button.shared": "Partagé",
    "discord.follow.title": "Poursuivre",
    "discord.follow.label": "Que voulez-vous savoir de plus ?",
    "discord.follow.hint": "Par exemple : et depuis quand ?",
    "discord.differently.title": "Demander autrement",
    "discord.differently.label": "Votre question en d’autres termes",
    "discord.differently.hint": "Nommez ce dont il s’agit, comme le ferait un article",
    "discord.passage.back": "Revenir à la citation",
    "discord.passage.which": "Une autre citation",
    "discord.passage.gone": (
        "Cet article ne fait plus partie de ceux que je lis ici. La citation, telle que je l’ai donnée :"
    ),
    "discord.passage.changed": (
        "Cet article a changé depuis, et la citation ne s’y trouve plus. La citation, telle que je l’ai donnée :"
    ),
    "discord.share.by": "Partagé par {name}",
    "discord.share.twice": "Vous avez déjà partagé cette réponse.",
    "discord.share.not_here": (
        "Je ne peux la partager que là où vous avez posé la question, si vous et moi pouvons y écrire."
    ),
    "discord.good.thanks": "Merci, c’est noté : cette réponse vous a été utile.",
    "discord.bad.title": "Qu’est-ce qui n’allait pas ?",
    "discord.bad.label": "Pourquoi n’a-t-elle pas été utile ?",
    "discord.bad.choose": "Choisissez ce qui convient le mieux",
    "discord.bad.wrong": "La réponse est fausse",
    "discord.bad.source": "Ce n’est pas la bonne source",
    "discord.bad.incomplete": "Il manque quelque chose",
    "discord.bad.outdated": "Elle n’est plus à jour",
    "discord.bad.words": "En quelques mots, si vous voulez",
    "discord.bad.hint": "Les personnes qui gèrent le serveur le liront avec la question",
    "discord.bad.hint_direct": "Qu’est-ce qui aurait été juste ?",
    "discord.bad.thanks": "Merci, c’est noté. Cela aide à améliorer les réponses.",
    "discord.menu.ask.name": "Question sur ce message",
    "discord.menu.sources.name": "Chercher des sources",
    "discord.menu.title": "Question sur ce message",
    "discord.menu.label": "Faites-en une question",
    "discord.menu.hint": "Que voulez-vous savoir ?",
    "discord.menu.own": (
        "Ce message est de moi. Pour poursuivre après une réponse, appuyez sur « Poursuivre » en dessous, ou "
        "répondez-y en me mentionnant."
    ),
    "discord.menu.no_text": "Ce message ne contient pas de texte que je puisse lire.",
    "discord.claims.message": "Le message : {text}",
    "discord.claims.heading": "Passages sur ce que dit ce message",
    "discord.claims.note": (
        "Trouvés comme je trouve mes réponses. Je compare les nombres, les montants, les heures et les dates ; à "
        "vous de juger s’il dit vrai."
    ),
    "discord.claims.claim": "« {claim} »",
    "discord.claims.agrees": "Pourrait le confirmer : les mêmes nombres ou dates",
    "discord.claims.differs": "Pourrait le contredire : d’autres nombres ou dates",
    "discord.claims.same_matter": "Sur le même sujet",
    "discord.claims.missing": "Introuvable à cet endroit : {words}",
    "discord.claims.word": "« {word} »",
    "discord.claims.without": "Rien trouvé dans les articles sur",
    "discord.claims.none": "Je n’ai trouvé dans les articles aucun passage sur ce que dit ce message.",
}
