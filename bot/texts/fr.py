"""Ce que les gens lisent, en français."""

TEXTS: dict[str, str] = {
    # answers : autour des citations
    "answers.acronym": "{short} signifie {long} [{number}].",
    "answers.acronym_elsewhere": "{short} signifie {long} ({language}) [{number}].",
    "answers.in_fr": "en français",
    "answers.in_en": "en anglais",
    "answers.one": "Dans « {title} » :",
    "answers.several": "Voici ce que disent les articles :",
    "answers.empty": "Je ne vois pas de question. Essayez par exemple : c’est quoi le ROFR ?",
    "answers.nothing_found": "Je n’ai rien trouvé à ce sujet dans les articles.",
    "answers.not_answered": "Je n’ai rien trouvé dans les articles qui réponde à cette question.",
}
