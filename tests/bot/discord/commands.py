"""The commands that the bot registers: those for everybody, those for who manages a server, and message menus."""

PUBLIC = {"ask", "search", "glossary", "articles", "article", "why", "help", "privacy"}
MANAGING = {"audit", "corpus", "index", "insights", "rebuild-index", "settings"}
MENUS = {"Ask about this message", "Find sources for this message"}
MANAGING_MENUS = {"Add to the articles"}
COMMANDS = PUBLIC | MANAGING | MENUS | MANAGING_MENUS
