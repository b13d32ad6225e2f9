"""Ce que les gens lisent, en français: le terminal."""

TEXTS: dict[str, str] = {
    "terminal.chat_help": (
        "Demandez en français ou en anglais ce que disent les articles, en une phrase ou en quelques mots : qui… ? "
        "combien… ?\n"
        "Une question peut s’appuyer sur les précédentes : et depuis quand ?\n"
        "Tout ce qui est cité figure tel quel dans les articles ; ce à quoi ils ne répondent pas est refusé, avec les "
        "titres les plus proches.\n"
        "Pour partir : quitter, quit ou Ctrl-D. Pour le reste, comme les passages seuls ou la liste des articles : "
        "sourcier -h"
    ),
    "terminal.sources": "Sources",
    "terminal.nearest": "Articles les plus proches :",
    "terminal.closest": "Pour lire les passages les plus proches, posez la même question à sourcier search.",
    "terminal.read_as": "Compris comme : {question}",
    "terminal.written_by": "Rédigé par {origin} à partir de ces citations.",
}
