"""Ce que les gens lisent, en français: les réponses : autour des citations, et à propos d’un modèle de langage."""

TEXTS: dict[str, str] = {
    "answers.acronym": "{short} signifie {long} [{number}].",
    "answers.acronym_elsewhere": "{short} signifie {long} ({language}) [{number}].",
    "answers.months": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "answers.first": "1er",
    "answers.in_fr": "en français",
    "answers.in_en": "en anglais",
    "answers.one": "Dans «\u00a0{title}\u00a0»\u00a0:",
    "answers.several": "Voici ce que disent les articles :",
    "answers.summary": "{title}, dans ses propres phrases :",
    "answers.dated": "{title} est daté du {day} [{number}].",
    "answers.not_dated": "{title} n’a pas de date [{number}].",
    "answers.none_dated": "Aucun article n’a de date : je ne peux pas dire lesquels sont nouveaux.",
    "answers.newest": (
        "{count:L’article le plus récent, d’après sa date|Les # articles les plus récents, d’après leurs dates} :"
    ),
    "answers.newest_on": (
        "{count:L’article le plus récent|Les # articles les plus récents} parmi ceux que j’ai trouvés à ce sujet :"
    ),
    "answers.speaking": "{count:Un article en parle|# articles en parlent} :",
    "answers.unsure": "Je ne suis pas sûr que les articles y répondent. Ce qu’ils disent de plus proche :",
    "answers.no_reason": "Je ne vois pas que les articles disent pourquoi. Ce qu’ils disent de plus proche :",
    "answers.each": "Je ne vois pas de phrase qui compare les deux. Ce que les articles disent de chacun :",
    "answers.one_of_two": "Je n’ai rien trouvé dans les articles sur {other}. Ce qu’ils disent de {one} :",
    "answers.what_is": "c’est quoi, {thing} ?",
    "answers.one_of_two_in": "Je n’ai rien trouvé dans {title} sur {other}. Ce qu’il dit de {one} :",
    "answers.differ": "Les articles ne disent pas la même chose : le plus récent dit {first}, un autre dit {second}.",
    "answers.differ_undated": "Les articles ne disent pas la même chose : {first} pour l’un, {second} pour l’autre.",
    "answers.empty": "Je ne vois pas de question. Demandez quelque chose dont parlent les articles.",
    "answers.vague": "Je ne vois pas de quoi il s’agit. Reposez la question avec le nom de ce dont vous parlez.",
    "answers.thanked": "Avec plaisir ! Posez-moi toute autre question sur les articles.",
    "answers.greeted": "Bonjour ! Demandez-moi quelque chose dont parlent les articles.",
    "answers.scolded": (
        "Je suis désolé. Je ne fais que citer les articles : si c’est faux ou à côté de votre question, dites-le à "
        "ceux qui s’occupent de moi, et reposez-la en d’autres mots."
    ),
    "answers.untranslated": (
        "Je ne traduis pas : les citations restent dans la langue des articles, mot pour mot. Ce que je dis autour est "
        "dans la langue de votre question."
    ),
    "answers.itself": (
        "Je réponds aux questions à partir d’une collection d’articles, que je cite pour que vous puissiez vérifier. "
        "Demandez-moi quelque chose dont ils parlent."
    ),
    "answers.overview": (
        "Je réponds aux questions à partir de {count:# article|# articles}, que je cite pour que vous puissiez "
        "vérifier. En voici quelques-uns : {titles}. Demandez-moi quelque chose dont ils parlent."
    ),
    "answers.overview_all": (
        "Je réponds aux questions à partir de {count:# article|# articles}, que je cite pour que vous puissiez "
        "vérifier : {titles}. Demandez-moi quelque chose dont ils parlent."
    ),
    "answers.overview_one": (
        "Je réponds aux questions à partir d’un article, {title}, que je cite pour que vous puissiez vérifier. "
        "Demandez-moi quelque chose dont il parle."
    ),
    "answers.nothing_found": "Je n’ai rien trouvé à ce sujet dans les articles.",
    "answers.not_answered": "Je n’ai rien trouvé dans les articles qui réponde à cette question.",
    "answers.none_answered": "Je n’ai rien trouvé dans les articles qui réponde à ces questions.",
    "answers.nothing_found_in": (
        "Je n’ai rien trouvé à ce sujet dans {title}. Je n’ai pas regardé les autres articles."
    ),
    "answers.not_answered_in": (
        "Je n’ai rien trouvé dans {title} qui réponde à cette question. Je n’ai pas regardé les autres articles."
    ),
    "answers.none_answered_in": (
        "Je n’ai rien trouvé dans {title} qui réponde à ces questions. Je n’ai pas regardé les autres articles."
    ),
    "answers.left_out": "Je réponds à {count:# question|# questions} au plus par message. Non traité : {questions}.",
    "answers.chat.unsure": (
        "Je ne suis pas sûr que cela réponde à la question. Ce que le modèle de langage lit dans les articles :"
    ),
    "answers.chat.unreachable": "Le modèle de langage était injoignable.",
    "answers.chat.slow": "Le modèle de langage a mis trop de temps.",
    "answers.chat.overloaded": "Le modèle de langage est surchargé.",
    "answers.chat.refused": "Le serveur du modèle de langage n’a pas accepté la question.",
    "answers.chat.malformed": "Le modèle de langage n’a rien dit d’utilisable.",
    "answers.chat.cut_off": "Le modèle de langage a été coupé.",
    "answers.chat.paused": "Le modèle de langage ne fonctionne pas en ce moment.",
    "answers.chat.unverified": "Rien de ce qu’a dit le modèle de langage n’a pu être vérifié dans les articles.",
    "answers.chat.cannot_answer": "Le modèle de langage n’a pas vu de réponse dans les passages qu’il a reçus.",
    "answers.chat.instead": "Cette réponse a été composée sans lui.",
    "answers.chat.instead_in_part": "Une partie de cette réponse a été composée sans lui.",
    "answers.chat.incomplete": ("Le modèle de langage a été interrompu ; ce qu’il avait dit jusque-là a été vérifié."),
}
