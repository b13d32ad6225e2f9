"""Ce que les gens lisent, en français."""

TEXTS: dict[str, str] = {}
