"""What people read, in English."""

TEXTS: dict[str, str] = {
    # answers: around the quotes
    "answers.acronym": "{short} stands for {long} [{number}].",
    "answers.acronym_elsewhere": "{short} stands for {long} ({language}) [{number}].",
    "answers.in_fr": "in French",
    "answers.in_en": "in English",
    "answers.one": "From “{title}”:",
    "answers.several": "The articles say:",
    "answers.empty": "I see no question here. Ask what the articles may tell, for example: what is ROFR?",
    "answers.nothing_found": "I found nothing in the articles about that.",
    "answers.not_answered": "I found nothing in the articles that answers that.",
}
