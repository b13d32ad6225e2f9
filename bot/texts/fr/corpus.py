"""Ce que les gens lisent, en français : Discord : les articles propres à un serveur."""

TEXTS: dict[str, str] = {
    "discord.corpus.name": "corpus",
    "discord.corpus.about": "Les articles propres à ce serveur",
    "discord.corpus.names.add": "ajouter",
    "discord.corpus.names.remove": "retirer",
    "discord.corpus.names.restore": "rétablir",
    "discord.corpus.names.list": "lister",
    "discord.corpus.names.show": "montrer",
    "discord.corpus.names.export": "exporter",
    "discord.corpus.names.file": "fichier",
    "discord.corpus.names.file_2": "fichier-2",
    "discord.corpus.names.file_3": "fichier-3",
    "discord.corpus.names.file_4": "fichier-4",
    "discord.corpus.names.file_5": "fichier-5",
    "discord.corpus.names.link": "lien",
    "discord.corpus.names.replace": "remplacer",
    "discord.corpus.names.shared": "commun",
    "discord.corpus.names.article": "article",
    "discord.corpus.shared": "Les articles communs à tous les serveurs, pour la personne qui me fait tourner",
    "discord.corpus.add.about": (
        "Ajouter des articles à ceux de ce serveur : jusqu’à cinq fichiers ou zips, ou une page web"
    ),
    "discord.corpus.add.file": "Un fichier texte, Markdown, HTML, PDF ou Word (.docx), ou un zip de plusieurs",
    "discord.corpus.add.further": "Un fichier de plus, ou un zip de plusieurs",
    "discord.corpus.add.link": "L’adresse d’une page web, que je lis une seule fois",
    "discord.corpus.add.replace": "Le mettre à la place de l’article dont le fichier a le même nom",
    "discord.corpus.add.one_of": "Donnez-moi soit des fichiers, soit un lien.",
    "discord.corpus.add.one_at_a_time": (
        "Je suis encore en train de lire d’autres articles ici. Réessayez ensuite, s’il vous plaît."
    ),
    "discord.corpus.add.no_time": (
        "Le temps que j’ai pour une commande était écoulé. Donnez-moi le reste dans une autre."
    ),
    "discord.corpus.said.name": "Ajouter aux articles",
    "discord.corpus.said.title": "Ajouter aux articles de ce serveur",
    "discord.corpus.said.named": "Le titre de l’article",
    "discord.corpus.said.text": "Ce qu’il dit ; corrigez-le au besoin",
    "discord.corpus.said.seen": "Tout le monde ici peut le lire dans mes réponses, avec un lien vers le message.",
    "discord.corpus.said.own": "C’est un de mes messages ; je ne réponds pas à partir de ce que j’écris.",
    "discord.corpus.said.empty": "Il faut un titre et un texte pour faire un article.",
    "discord.corpus.said.too_long": (
        "Ce message fait {found} caractères, et un formulaire de Discord en accepte {most}. Enregistrez-le dans un "
        "fichier texte et ajoutez-le avec `{/corpus add}`."
    ),
    "discord.corpus.remove.about": "Retirer un des articles propres à ce serveur",
    "discord.corpus.remove.article": "Quel article",
    "discord.corpus.restore.about": "Rétablir un article retiré ou remplacé",
    "discord.corpus.restore.article": "Quel article ; sans lui, je les liste",
    "discord.corpus.restore.none": "Rien n’a été retiré ni remplacé ici récemment.",
    "discord.corpus.restore.heading": (
        "Retirés ou remplacés récemment, les derniers d’abord. `{/corpus restore}` avec un nom rétablit l’article."
    ),
    "discord.corpus.restore.more": "{number} de plus : `{/corpus restore}` les trouve par leur nom.",
    "discord.corpus.list.about": "Lister les articles propres à ce serveur",
    "discord.corpus.show.about": "Décrire un des articles propres à ce serveur",
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
    "discord.corpus.added_held": "Article ajouté, mais pas en service",
    "discord.corpus.replaced": "Article remplacé par sa nouvelle version",
    "discord.corpus.replaced_held": "Article remplacé par sa nouvelle version, qui n’est pas en service",
    "discord.corpus.unchanged": "Cet article était déjà là, mot pour mot",
    "discord.corpus.removed": "Article retiré",
    "discord.corpus.removed_held": "Article retiré, mais encore en service",
    "discord.corpus.restored": "Article rétabli",
    "discord.corpus.restored_held": "Article rétabli, mais pas en service",
    "discord.corpus.several": "Fichiers ajoutés : {added} sur {all}",
    "discord.corpus.several_undo": (
        "`{/corpus remove}` en retire un, `{/corpus restore}` rétablit ce qui a été remplacé."
    ),
    "discord.corpus.not_added": "Pas ajouté",
    "discord.corpus.more": "et {number} de plus",
    "discord.corpus.not_brought": "Discord ne me l’a pas donné. Redonnez-moi ce fichier, s’il vous plaît.",
    "discord.corpus.indexing": "Mise à jour de l’index… D’ici là, je réponds sans ce changement.",
    "discord.corpus.in_use": "J’en tiens compte dans mes réponses dès maintenant.",
    "discord.corpus.in_use_several": "J’en tiens compte dans mes réponses dès maintenant.",
    "discord.corpus.out_of_use": "Mes réponses n’en tiennent plus compte.",
    "discord.corpus.waits": "L’index n’en tient pas encore compte. `{/rebuild-index}` le met à jour.",
    "discord.corpus.later": "L’index est occupé en ce moment. Je le mettrai à jour de moi-même un peu plus tard.",
    "discord.corpus.held": (
        "Avec ce changement, des questions témoins verraient leurs réponses se dégrader. Je continue de répondre comme "
        "avant lui, tant que vous n’en décidez pas autrement."
    ),
    "discord.corpus.undid_going_back": (
        "Quelqu’un était revenu à un index antérieur ; ce n’est plus le cas, car je réponds d’après les fichiers tels "
        "qu’ils sont. Autres articles que cela change : {number}. `{/index changes}` les nomme."
    ),
    "discord.corpus.golden": (
        "{number:# question témoin attend|# questions témoins attendent} une citation de cet article. `{/index "
        "golden-list}` permet de retirer ce qui n’est plus à demander."
    ),
    "discord.corpus.unnoted": "Je n’ai pas pu noter cette action dans le journal.",
    "discord.corpus.unforgotten": (
        "D’anciennes réponses qui citent des articles retirés n’ont pas pu être oubliées ; leurs boutons peuvent "
        "encore les montrer."
    ),
    "discord.corpus.beside": (
        "Un fichier de ce nom était déjà là : {earlier}. Il reste, et celui-ci est à côté sous le nom {name}. Avec "
        "`remplacer: True`, un fichier prend la place de celui qui porte son nom."
    ),
    "discord.corpus.beside_several": (
        "Des fichiers de mêmes noms étaient déjà là : {names}. Ils restent, et les nouveaux sont à côté, un numéro "
        "derrière leur nom. Avec `remplacer: True`, chacun prend la place de celui qui porte son nom."
    ),
    "discord.corpus.copy": "Le même texte était déjà ici sous le nom {copy} ; j’ai retiré celui-là.",
    "discord.corpus.undo": "Annuler",
    "discord.corpus.remove_earlier": "Retirer le précédent",
    "discord.corpus.remove_button": "Retirer",
    "discord.corpus.none": "Ce serveur n’a pas d’articles à lui. Ajoutez-en un avec `{/corpus add}`.",
    "discord.corpus.heading": (
        "Articles propres à ce serveur : {articles} sur {most} au plus · {megabytes} Mo sur {room} Mo au plus"
    ),
    "discord.corpus.heading_shared": (
        "Articles de tous les serveurs : {articles} sur {most} au plus · {megabytes} Mo sur {room} Mo au plus"
    ),
    "discord.corpus.page": "{number}/{pages}",
    "discord.corpus.language_fr": "français",
    "discord.corpus.language_en": "anglais",
    "discord.corpus.words": "{number:# mot|# mots}",
    "discord.corpus.passages": "{number:# passage|# passages}",
    "discord.corpus.published": "Date : {day}",
    "discord.corpus.taken": "Ajouté le {day} · {kilobytes} Ko",
    "discord.corpus.begins": "Début :",
    "discord.corpus.not_yet": "L’index ne le contient pas encore.",
    "discord.note.yaml": "L’en-tête n’est pas du YAML valide ; j’en ai lu les lignes simples.",
    "discord.note.yaml_line": "L’en-tête n’est pas du YAML valide (ligne {line}) ; j’en ai lu les lignes simples.",
    "discord.note.unclosed": "L’en-tête ne se termine pas ; je l’ai lu comme du texte. Mettez `---` en dessous.",
    "discord.note.not_single": "Dans l’en-tête, {name} n’est pas une valeur unique ; je n’en tiens pas compte.",
    "discord.note.url": "Dans l’en-tête, url n’est pas une adresse web ; je n’en tiens pas compte : {value}",
    "discord.note.date": "Dans l’en-tête, date n’est pas un jour que je sais lire (écrivez 2025-01-31) : {value}",
    "discord.note.lang": "Dans l’en-tête, lang n’est ni fr ni en ; c’est le texte qui en décide : {value}",
    "discord.note.own_collection": (
        "Je ne tiens pas compte de collection dans l’en-tête : les articles d’un serveur sont tous dans la sienne."
    ),
    "discord.note.reserved_collection": (
        "Dans l’en-tête, collection commence par {prefix}, ce qui est réservé aux serveurs ; l’article "
        "est dans {collection}."
    ),
    "discord.note.foreign": (
        "Le texte ne semble être ni en français ni en anglais ; les questions risquent de ne pas le trouver."
    ),
    "discord.note.damaged": "Des caractères sont abîmés et affichés \ufffd ; enregistrez la page à nouveau en UTF-8.",
    "discord.refused.link_malformed": "Ce n’est pas l’adresse d’une page web. Elle devrait commencer par https://",
    "discord.refused.link_too_long": (
        "Cette adresse compte plus de {most:# caractère|# caractères}. Enregistrez la page au format .html depuis un "
        "navigateur et donnez-moi le fichier."
    ),
    "discord.refused.link_scheme": (
        "Je ne lis que les adresses http et https. Enregistrez la page au format .html depuis un navigateur et "
        "donnez-moi le fichier."
    ),
    "discord.refused.link_credentials": "Cette adresse contient un nom d’utilisateur ou un mot de passe. Retirez-le.",
    "discord.refused.link_port": (
        "Je n’utilise que les ports du web, 80 et 443, pas {port}. Enregistrez la page au format .html depuis un "
        "navigateur et donnez-moi le fichier."
    ),
    "discord.refused.no_public_address": (
        "{host} n’a pas d’adresse publique sur le web. Vérifiez son orthographe, ou enregistrez la page au format "
        ".html depuis un navigateur et donnez-moi le fichier."
    ),
    "discord.refused.no_network": (
        "Mon propre réseau, ou sa recherche de noms (DNS), ne fonctionne pas en ce moment : je ne peux pas atteindre "
        "{host}. Votre adresse est peut-être juste : réessayez plus tard, ou prévenez la personne qui me fait tourner."
    ),
    "discord.refused.connect_timeout": (
        "{host} était injoignable au bout de {seconds:# seconde|# secondes}. Réessayez plus tard, ou enregistrez la "
        "page au format .html depuis un navigateur et donnez-moi le fichier."
    ),
    "discord.refused.unreachable": (
        "{host} est injoignable. Vérifiez l’adresse et réessayez plus tard, ou enregistrez la page au format .html "
        "depuis un navigateur et donnez-moi le fichier."
    ),
    "discord.refused.tls": (
        "{host} n’a pas pu être joint de façon sûre : son certificat ou son chiffrement n’est pas valable. Enregistrez "
        "la page au format .html depuis un navigateur et donnez-moi le fichier."
    ),
    "discord.refused.timeout": (
        "La page n’est pas arrivée en {seconds:# seconde|# secondes}. Réessayez plus tard, ou enregistrez la page au "
        "format .html depuis un navigateur et donnez-moi le fichier."
    ),
    "discord.refused.redirects": (
        "La page renvoie à une autre plus {most:d’une|de #} fois. Donnez-moi l’adresse où finit un navigateur, ou "
        "enregistrez la page au format .html depuis un navigateur et donnez-moi le fichier."
    ),
    "discord.refused.redirect_loop": (
        "La page renvoie à elle-même. Enregistrez la page au format .html depuis un navigateur et donnez-moi le "
        "fichier."
    ),
    "discord.refused.redirect_broken": (
        "La page renvoie à quelque chose qui n’est pas l’adresse d’une page web. Enregistrez la page au format .html "
        "depuis un navigateur et donnez-moi le fichier."
    ),
    "discord.refused.downgrade": (
        "La page renvoie de https à http, que n’importe qui en chemin pourrait modifier. Enregistrez la page au format "
        ".html depuis un navigateur et donnez-moi le fichier."
    ),
    "discord.refused.status": (
        "{host} a répondu {status} au lieu de la page. Ouvrez l’adresse dans un navigateur pour la vérifier, ou "
        "enregistrez la page au format .html depuis un navigateur et donnez-moi le fichier."
    ),
    "discord.refused.content_type": (
        "La page est du type {type}. Je lis les pages web et les documents texte, Markdown, PDF et Word."
    ),
    "discord.refused.no_content_type": (
        "{host} ne dit pas de quel type est la page. Enregistrez la page au format .html depuis un navigateur et "
        "donnez-moi le fichier."
    ),
    "discord.refused.content_encoding": (
        "La page est compressée en {encoding}, ce que je n’ai pas demandé. Enregistrez la page au format .html depuis "
        "un navigateur et donnez-moi le fichier."
    ),
    "discord.refused.page_too_large": (
        "La page dépasse {megabytes} Mo. Enregistrez son seul texte en .txt et donnez-moi le fichier."
    ),
    "discord.refused.page_broken": (
        "Ce que {host} a envoyé est abîmé ou incomplet. Réessayez plus tard, ou enregistrez la page au format .html "
        "depuis un navigateur et donnez-moi le fichier."
    ),
    "discord.refused.page_empty": (
        "La page est vide. Ouvrez l’adresse dans un navigateur pour la vérifier, ou enregistrez la page au format "
        ".html depuis un navigateur et donnez-moi le fichier."
    ),
    "discord.refused.format.no_ending": (
        "Je ne peux pas savoir quel genre de fichier c’est : son nom n’a pas d’extension. Je lis les fichiers .txt, "
        ".md, .html, .pdf et .docx."
    ),
    "discord.refused.format": (
        "Je ne sais pas lire ce genre de fichier ({ending}). Je lis les fichiers .txt, .md, .html, .pdf et .docx."
    ),
    "discord.refused.empty": "Le fichier est vide. Donnez-m’en un qui contient du texte.",
    "discord.refused.too_large": (
        "Le fichier dépasse {megabytes} Mo. Enregistrez son seul texte en .txt, ou découpez-le en plusieurs."
    ),
    "discord.refused.unfolds": (
        "Le document contient, une fois décompressé, plus que ce que peut contenir un article. Enregistrez son seul "
        "texte en .txt."
    ),
    "discord.refused.too_many_pages": (
        "Le document a {pages:# page|# pages}, et j’en lis {most} au plus. Découpez-le en plusieurs."
    ),
    "discord.refused.too_long": "Le texte dépasse {most:# caractère|# caractères}. Découpez-le en plusieurs articles.",
    "discord.refused.format.as_docx": (
        "Je ne sais pas lire ce genre de fichier ({ending}). Enregistrez-le au format .docx, et je le lirai."
    ),
    "discord.refused.format.as_html": (
        "Je ne sais pas lire ce genre de fichier ({ending}). Enregistrez la page au format .html, et je la lirai."
    ),
    "discord.refused.unreadable": "Je n’arrive pas à le lire. Enregistrez son seul texte en .txt.",
    "discord.refused.unreadable.empty": (
        "Je n’arrive pas à le lire : il ne contient rien. Donnez-moi un fichier qui contient du texte."
    ),
    "discord.refused.unreadable.no_text": (
        "Je n’arrive pas à le lire : je n’y trouve pas le texte d’un article. Enregistrez son seul texte en .txt."
    ),
    "discord.refused.only_title": (
        "Il ne contient qu’un titre. Donnez-moi un fichier qui contient du texte sous le titre."
    ),
    "discord.refused.unreadable.too_large": (
        "Je n’arrive pas à le lire : il est trop volumineux. Enregistrez son seul texte en .txt, ou découpez-le en "
        "plusieurs."
    ),
    "discord.refused.unreadable.too_long": (
        "Je n’arrive pas à le lire : il a trop de texte pour un article. Découpez-le en plusieurs."
    ),
    "discord.refused.unreadable.unfolds": (
        "Je n’arrive pas à le lire : il contient, une fois décompressé, plus que ce que peut contenir un article. "
        "Enregistrez son seul texte en .txt."
    ),
    "discord.refused.unreadable.binary": (
        "Je n’arrive pas à le lire : il contient des données binaires, pas du texte. Donnez-lui l’extension de son "
        "vrai format, ou enregistrez son texte en .txt."
    ),
    "discord.refused.unreadable.encoding": "Je n’arrive pas à lire ses caractères. Enregistrez le fichier en UTF-8.",
    "discord.refused.unreadable.nested": (
        "Je n’arrive pas à le lire : son Markdown est imbriqué trop profondément. Enregistrez son seul texte en .txt."
    ),
    "discord.refused.unreadable.format": (
        "Je n’arrive pas à le lire : il n’est pas d’un genre que je lis. Donnez-moi un fichier .txt, .md, .html, .pdf "
        "ou .docx."
    ),
    "discord.refused.unreadable.disk": (
        "Je n’arrive pas à le lire sur mon disque. La personne qui me fait tourner doit s’en occuper."
    ),
    "discord.refused.unreadable.protected_pdf": (
        "Je n’arrive pas à le lire : le PDF est chiffré ou protégé par un mot de passe. Enregistrez-en une copie sans "
        "protection."
    ),
    "discord.refused.unreadable.damaged_pdf": (
        "Je n’arrive pas à le lire : le PDF est abîmé. S’il s’ouvre dans un lecteur, enregistrez-le de nouveau."
    ),
    "discord.refused.unreadable.scanned_pdf": (
        "Je n’arrive pas à le lire : le PDF ne contient pas de texte, seulement des images de texte. Passez-le d’abord "
        "par une reconnaissance de caractères (OCR)."
    ),
    "discord.refused.unreadable.protected_docx": (
        "Je n’arrive pas à le lire : le document est protégé par un mot de passe ou dans l’ancien format .doc. "
        "Enregistrez-le en .docx sans protection."
    ),
    "discord.refused.unreadable.damaged_docx": (
        "Je n’arrive pas à le lire : le document est abîmé ou n’est pas un document Word. Ouvrez-le et enregistrez-le "
        "de nouveau."
    ),
    "discord.refused.unreadable.fails": (
        "Je n’arrive pas à le lire : quelque chose y fait échouer le programme qui le lit. Enregistrez son seul texte "
        "en .txt."
    ),
    "discord.refused.not_started": "Je n’ai pas pu commencer à le lire. Réessayez un peu plus tard, s’il vous plaît.",
    "discord.refused.too_slow": (
        "Je n’ai pas pu le lire en {seconds:# seconde|# secondes}. Enregistrez son seul texte en .txt, ou découpez-le "
        "en plusieurs."
    ),
    "discord.refused.too_heavy": (
        "Le lire demande plus de mémoire que ce à quoi un article a droit. Enregistrez son seul texte en .txt, ou "
        "découpez-le en plusieurs."
    ),
    "discord.refused.too_many_articles": (
        "Il y a déjà {most:# article|# articles}, c’est la limite. Retirez-en d’abord."
    ),
    "discord.refused.collection_full": (
        "Avec cet article, les articles dépasseraient {megabytes} Mo. Retirez-en d’abord."
    ),
    "discord.refused.too_much_text": (
        "Avec cet article, tous les articles ensemble dépasseraient {most} caractères de texte. Retirez-en d’abord."
    ),
    "discord.refused.busy": "Quelqu’un d’autre modifie ces articles. Réessayez dans un instant, s’il vous plaît.",
    "discord.refused.disk": (
        "Je n’arrive pas à écrire ou à lire sur mon disque. La personne qui me fait tourner doit s’en occuper."
    ),
    "discord.refused.not_found": "Il n’y a pas d’article {name} ici. `{/corpus list}` montre ceux qu’il y a.",
    "discord.refused.not_in_trash": (
        "Rien de ce nom n’a été retiré récemment. `{/corpus restore}` sans nom montre ce qui l’a été."
    ),
    "discord.refused.elsewhere": (
        "Cet article se trouve hors de son dossier, derrière un lien ; je n’y touche pas. La personne qui me fait "
        "tourner peut le modifier sur place."
    ),
    "discord.refused.export_too_large": (
        "Les articles font plus de {megabytes} Mo une fois compressés. La personne qui me fait tourner peut vous les "
        "remettre."
    ),
    "discord.refused.archive_too_large": (
        "Ce fichier zip dépasse {megabytes} Mo. Répartissez les articles entre plusieurs."
    ),
    "discord.refused.archive_damaged": (
        "Ce n’est pas un fichier zip, ou il est endommagé ou incomplet. Compressez à nouveau les articles."
    ),
    "discord.refused.archive_locked": (
        "Ce fichier zip est protégé par un mot de passe. Compressez les articles sans mot de passe."
    ),
    "discord.refused.archive_files": (
        "Ce fichier zip contient plus de {most:# fichier|# fichiers}. Répartissez les articles entre plusieurs."
    ),
    "discord.refused.archive_empty": (
        "Ce fichier zip ne contient aucun fichier qui puisse être un article. Compressez à nouveau les articles."
    ),
    "discord.refused.packed_archive": (
        "Je n’ouvre pas un fichier zip contenu dans un autre. Donnez-le-moi séparément."
    ),
    "discord.refused.packed_link": "C’est un lien vers un fichier, pas un fichier. Compressez celui auquel il mène.",
    "discord.refused.packed_unusually": (
        "Il est compressé d’une façon que je ne sais pas lire. Compressez-le en .zip de la façon habituelle (Deflate)."
    ),
    "discord.refused.packed_damaged": "Il est endommagé dans le fichier zip. Compressez-le à nouveau.",
}
