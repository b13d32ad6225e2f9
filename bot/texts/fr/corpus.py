"""Ce que les gens lisent, en français : Discord : les articles propres à un serveur."""

TEXTS: dict[str, str] = {
    "discord.corpus.about": "Les articles propres à ce serveur",
    "discord.corpus.names.add": "ajouter",
    "discord.corpus.names.remove": "retirer",
    "discord.corpus.names.list": "lister",
    "discord.corpus.names.show": "montrer",
    "discord.corpus.names.export": "exporter",
    "discord.corpus.names.file": "fichier",
    "discord.corpus.names.link": "lien",
    "discord.corpus.names.shared": "commun",
    "discord.corpus.names.article": "article",
    "discord.corpus.shared": "Les articles communs à tous les serveurs, pour la personne qui me fait tourner",
    "discord.corpus.add.about": "Ajouter un article à ceux de ce serveur : un fichier ou une page web",
    "discord.corpus.add.file": "Un fichier texte, Markdown, HTML, PDF ou Word (.docx)",
    "discord.corpus.add.link": "L’adresse d’une page web, que je lis une seule fois",
    "discord.corpus.add.one_of": "Donnez-moi soit un fichier, soit un lien.",
    "discord.corpus.remove.about": "Retirer un des articles propres à ce serveur",
    "discord.corpus.remove.article": "Quel article",
    "discord.corpus.list.about": "Lister les articles propres à ce serveur",
    "discord.corpus.show.about": "Montrer ce qu’est un des articles propres à ce serveur",
    "discord.corpus.show.article": "Quel article",
    "discord.corpus.export.about": "Obtenir les articles propres à ce serveur dans un fichier zip",
    "discord.corpus.export.done": "Articles dans cette archive : {articles}",
    "discord.corpus.export.too_large": (
        "L’archive fait {found} Mo, et Discord en accepte {most} ici. La personne qui me fait tourner peut vous la "
        "remettre."
    ),
    "discord.corpus.shipped": (
        "Je réponds à partir des articles livrés avec moi, qui ne se modifient pas. La personne qui me fait tourner "
        "peut indiquer un dossier d’autres articles avec SOURCIER_CORPUS."
    ),
    "discord.corpus.added": "Article ajouté",
    "discord.corpus.replaced": "Article remplacé par sa nouvelle version",
    "discord.corpus.unchanged": "Cet article était déjà là, mot pour mot",
    "discord.corpus.removed": "Article retiré",
    "discord.corpus.restored": "Article rétabli",
    "discord.corpus.indexing": "Mise à jour de l’index… D’ici là, je réponds sans ce changement.",
    "discord.corpus.in_use": "J’en tiens compte dans mes réponses dès maintenant.",
    "discord.corpus.waits": "L’index n’en tient pas encore compte. `/rebuild-index` le met à jour.",
    "discord.corpus.undo": "Annuler",
    "discord.corpus.remove_button": "Retirer",
    "discord.corpus.none": "Ce serveur n’a pas d’articles à lui. Ajoutez-en un avec `/corpus add`.",
    "discord.corpus.heading": (
        "Articles propres à ce serveur : {articles} sur {most} au plus · {megabytes} Mo sur {room} Mo au plus"
    ),
    "discord.corpus.heading_shared": (
        "Articles de tous les serveurs : {articles} sur {most} au plus · {megabytes} Mo sur {room} Mo au plus"
    ),
    "discord.corpus.page": "{number} sur {pages}",
    "discord.corpus.language_fr": "français",
    "discord.corpus.language_en": "anglais",
    "discord.corpus.words": "{number} mots",
    "discord.corpus.passages": "{number} passages",
    "discord.corpus.published": "Publié le {day}",
    "discord.corpus.taken": "Ajouté le {day} · {kilobytes} Ko",
    "discord.corpus.begins": "Début :",
    "discord.corpus.not_yet": "L’index ne le contient pas encore.",
    "discord.refused.link_malformed": "Ce n’est pas l’adresse d’une page web. Elle devrait commencer par https://",
    "discord.refused.link_too_long": "Cette adresse compte plus de {most} caractères.",
    "discord.refused.link_scheme": "Je ne lis que les adresses http et https.",
    "discord.refused.link_credentials": "Cette adresse contient un nom d’utilisateur ou un mot de passe. Retirez-le.",
    "discord.refused.link_port": "Je n’utilise que les ports du web, 80 et 443, pas {port}.",
    "discord.refused.no_public_address": "{host} n’a pas d’adresse publique sur le web.",
    "discord.refused.connect_timeout": "{host} était injoignable au bout de {seconds} secondes.",
    "discord.refused.unreachable": "{host} est injoignable.",
    "discord.refused.tls": "{host} n’a pas pu être joint de façon sûre : son certificat ou son chiffrement ne va pas.",
    "discord.refused.timeout": "La page n’est pas arrivée en {seconds} secondes.",
    "discord.refused.redirects": "La page renvoie à une autre plus de {most} fois.",
    "discord.refused.redirect_loop": "La page renvoie à elle-même.",
    "discord.refused.redirect_broken": "La page renvoie à quelque chose qui n’est pas l’adresse d’une page web.",
    "discord.refused.downgrade": "La page renvoie de https à http, que n’importe qui en chemin pourrait modifier.",
    "discord.refused.status": "{host} a répondu {status} au lieu de la page.",
    "discord.refused.content_type": (
        "La page est du type {type}. Je lis les pages web et les documents texte, Markdown, PDF et Word."
    ),
    "discord.refused.no_content_type": "{host} ne dit pas de quel type est la page.",
    "discord.refused.content_encoding": "La page est compressée en {encoding}, ce que je n’ai pas demandé.",
    "discord.refused.page_too_large": "La page dépasse {megabytes} Mo.",
    "discord.refused.page_broken": "Ce que {host} a envoyé est abîmé ou incomplet.",
    "discord.refused.page_empty": "La page est vide.",
    "discord.refused.format": (
        "Je ne sais pas lire ce genre de fichier ({ending}). Je lis les fichiers .txt, .md, .html, .pdf et .docx."
    ),
    "discord.refused.empty": "Le fichier est vide.",
    "discord.refused.too_large": "Le fichier dépasse {megabytes} Mo.",
    "discord.refused.unfolds": "Le document contient, une fois décompressé, plus que ce que peut tenir un article.",
    "discord.refused.too_many_pages": "Le document a {pages} pages, et j’en lis {most} au plus.",
    "discord.refused.too_long": "Le texte dépasse {most} caractères. Découpez-le en plusieurs articles.",
    "discord.refused.unreadable": "Je n’arrive pas à le lire ({cause}).",
    "discord.refused.not_started": "Je n’ai pas pu commencer à le lire. Réessayez un peu plus tard, s’il vous plaît.",
    "discord.refused.too_slow": "Je n’ai pas pu le lire en {seconds} secondes.",
    "discord.refused.too_heavy": "Le lire demande plus de mémoire que ce à quoi un article a droit.",
    "discord.refused.too_many_articles": "Il y a déjà {most} articles, c’est la limite. Retirez-en d’abord.",
    "discord.refused.collection_full": (
        "Avec cet article, les articles dépasseraient {megabytes} Mo. Retirez-en d’abord."
    ),
    "discord.refused.busy": "Quelqu’un d’autre modifie ces articles. Réessayez dans un instant, s’il vous plaît.",
    "discord.refused.disk": (
        "Je n’arrive pas à écrire ou à lire sur mon disque. La personne qui me fait tourner doit y regarder."
    ),
    "discord.refused.not_found": "Il n’y a pas d’article {name} ici.",
    "discord.refused.not_in_trash": "Rien de ce nom n’a été retiré récemment.",
    "discord.refused.elsewhere": "Cet article se trouve hors de son dossier, derrière un lien ; je n’y touche pas.",
    "discord.refused.export_too_large": "Les articles font plus de {megabytes} Mo une fois compressés.",
}
