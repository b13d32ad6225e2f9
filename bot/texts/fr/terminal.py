"""Ce que les gens lisent, en français: le terminal."""

TEXTS: dict[str, str] = {
    "terminal.sources": "Sources",
    "terminal.nearest": "Articles les plus proches :",
    "terminal.read_as": "Compris comme : {question}",
    "terminal.written_by": "Rédigé par {origin} à partir de ces citations.",
    "terminal.months": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "terminal.first": "1er",
}
